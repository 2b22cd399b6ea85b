//! Completion that asks the program itself: commands, options, profiles, columns, and the tenant's own names.
//!
//! The scripts of `completions --dynamic` run the program with `SYNCGROUP_COMPLETE` set to the shell, and show what it
//! prints. It says nothing on stderr, asks nothing, and never fails: without an answer there are no candidates.

mod cache;
mod line;
mod shell;
mod values;

use std::ffi::OsString;

use clap::Command;
use clap_complete::CompletionCandidate;
use clap_complete::engine::complete;

pub use shell::script;
pub use values::{
    chosen_profiles, colors, columns, denied, formats, groups, policies, profile_keys, profiles,
    sorting, sources, topics,
};

use crate::cli::cmdlet::{self, Offer};
use crate::cli::parse::takes_value;
use crate::output::{Out, Settings};
use crate::profile::Env;
use line::Typed;
use values::profile_of;

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

/// The words without the options in front of the command: the engine would take the value of `-p sandbox` for the
/// command of that name. An option whose value is being typed stays.
fn behind_options(command: &Command, words: &[String]) -> Vec<String> {
    let mut at = 1;
    while let Some(word) = words.get(at).filter(|word| word.starts_with('-')) {
        let width = 1 + usize::from(takes_value(command, word));
        if at + width >= words.len() {
            break;
        }
        at += width;
    }
    words.iter().take(1).chain(words.iter().skip(at)).cloned().collect()
}

/// Everything that could stand in the place of the last word.
fn candidates(typed: &Typed, env: Env) -> Vec<CompletionCandidate> {
    let command = crate::cli::examples::command();
    let words = behind_options(&command, &typed.words);
    let mut command = command;
    let (words, own) = match cmdlet::offer(&words) {
        Some(Offer::Line(line)) => (line, Vec::new()),
        Some(Offer::Words(own)) => (words, own),
        None => (words, Vec::new()),
    };
    values::set_line(&command, &words, profile_of(&typed.words), env);
    let words: Vec<OsString> = words.into_iter().map(OsString::from).collect();
    let (at, here) = (words.len() - 1, std::env::current_dir().ok());
    let mut found = complete(&mut command, words, at, here.as_deref()).unwrap_or_default();
    if !own.is_empty() && typed.last().starts_with('-') {
        // `-L` is no bundle of short options here.
        found.clear();
    }
    found.extend(
        own.into_iter().map(|(word, help)| CompletionCandidate::new(word).help(Some(help.into()))),
    );
    // A word that may be a name is one: options are offered once a dash was typed, or where there is nothing else.
    let dash =
        |candidate: &CompletionCandidate| candidate.get_value().to_string_lossy().starts_with('-');
    if !typed.last().starts_with('-') && !found.iter().all(dash) {
        found.retain(|candidate| !dash(candidate));
    }
    found.retain(|candidate| !candidate.get_value().to_string_lossy().contains(char::is_control));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_in_front_of_the_command_are_left_out_with_their_values() {
        let command = crate::cli::examples::command();
        let behind = |line: &str| {
            let words: Vec<String> = line.split(' ').map(str::to_owned).collect();
            behind_options(&command, &words).join(" ")
        };
        assert_eq!(behind("s -p sandbox get H"), "s get H");
        assert_eq!(behind("s -q -o json --profile sandbox --color=never get "), "s get ");
        assert_eq!(behind("s -q -p sand"), "s -p sand");
        assert_eq!(behind("s -p"), "s -p");
        assert_eq!(behind("s get -p sandbox "), "s get -p sandbox ");
    }
}
