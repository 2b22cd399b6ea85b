//! Completion that asks the program itself: commands, options, profiles, columns, and the tenant's own names.
//!
//! The scripts of `completions --dynamic` run the program with `SYNCGROUP_COMPLETE` set to the shell, and show what it
//! prints. It says nothing on stderr, asks nothing, and never fails: without an answer there are no candidates.

mod cache;
mod line;
mod shell;
mod values;

use std::ffi::OsString;
use std::sync::Arc;

use clap_complete::CompletionCandidate;
use clap_complete::engine::complete;

pub use shell::script;

use crate::out::{Out, Settings};
use crate::profile::Env;
use line::Typed;

/// Who asks for completions: a shell, or [`REFRESH`].
pub const VARIABLE: &str = "SYNCGROUP_COMPLETE";

/// Not a shell: the process that reads the tenant's names for those that wait for no tenant.
const REFRESH: &str = "refresh";

/// Prints the candidates for what was typed, or refreshes the names.
pub fn answer(asker: &str, arguments: &[OsString], env: Env) {
    let words: Vec<String> = arguments
        .iter()
        .skip_while(|argument| *argument != "--")
        .skip(1)
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    if asker == REFRESH {
        cache::refresh(words.into_iter().next(), env);
    } else if let Some(typed) = Typed::from_shell(asker, words) {
        let text = shell::render(asker, &typed, &candidates(&typed, env));
        let _ = Out::new(Settings::default()).text(&text);
    }
}

/// The words without a profile in front of the command: the engine would take the value of `-p sandbox` for the command
/// of that name. The profile itself is told from the whole line.
fn behind_profile(words: &[String]) -> impl Iterator<Item = &String> {
    let leading = matches!(words.get(1).map(String::as_str), Some("-p" | "--profile"));
    let skipped = if leading && words.len() > 3 { 2 } else { 0 };
    words.iter().take(1).chain(words.iter().skip(1 + skipped))
}

/// Everything that could stand in the place of the last word.
fn candidates(typed: &Typed, env: Env) -> Vec<CompletionCandidate> {
    let mut command = values::attach(super::lessons::command(), &typed.words, &Arc::new(env));
    let words = behind_profile(&typed.words).map(OsString::from).collect::<Vec<_>>();
    let (at, here) = (words.len() - 1, std::env::current_dir().ok());
    let mut found = complete(&mut command, words, at, here.as_deref()).unwrap_or_default();
    // A word that may be a name is one: options are offered once a dash was typed, or where there is nothing else.
    let dash =
        |candidate: &CompletionCandidate| candidate.get_value().to_string_lossy().starts_with('-');
    if !typed.last().starts_with('-') && !found.iter().all(dash) {
        found.retain(|candidate| !dash(candidate));
    }
    found.retain(|candidate| !candidate.get_value().to_string_lossy().contains(char::is_control));
    found
}
