//! `-f` and `--file` of other programs, for commands that have no such option.

use std::collections::BTreeSet;
use std::path::Path;

use clap::{Command, CommandFactory as _};

use super::{is_file, path_of};
use crate::cli::{Cli, commands};
use crate::output::Format;

/// Stands before the file that stdin is to come from. No argument that was typed can hold a NUL.
pub(super) const STDIN: &str = "\0<";

/// What the names of files end in besides those that are read as groups.
const OTHER_FILES: [&str; 8] = ["txt", "tsv", "jsonl", "ndjson", "dot", "mmd", "html", "md"];

/// The words with what the option at this place stands for: a file to read or to write, a format, or the force of
/// `rm -f`.
pub(super) fn instead(
    words: &[String],
    at: usize,
    command: &Command,
    own: &BTreeSet<String>,
) -> Option<Vec<String>> {
    let (before, behind) = (&words[..at], &words[at + 1..]);
    let path = path_of(&Cli::command(), words)?;
    let (option, joined) = match words[at].split_once('=') {
        Some((option, value)) => (option, Some(value)),
        None => (words[at].as_str(), None),
    };
    let is_value = |word: &&str| *word == "-" || !word.starts_with('-');
    let next = behind.first().map(String::as_str).filter(is_value);
    let rest = &behind[usize::from(joined.is_none() && next.is_some())..];
    let line = |middle: &[&str], rest: &[String]| {
        let middle: Vec<String> = middle.iter().map(|&word| word.to_owned()).collect();
        Some([before, &middle, rest].concat())
    };
    if let Some(value) = joined.or(next) {
        let file = is_any_file(value);
        match path.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["get" | "remove"] if value == "-" => return line(&["-"], rest),
            // A file in any program, and never the force of `rm -f`.
            _ if value == "-" => return None,
            ["get" | "remove"] if file => {
                let stdin = [STDIN.to_owned(), value.to_owned()];
                return line(&["-"], &[rest, &stdin].concat());
            }
            ["undo"] => return line(&["--from", value], rest),
            // What is there already would be overwritten.
            [name] if file && own.contains("save") && (*name == "export" || !is_there(value)) => {
                return line(&["--save", value], rest);
            }
            _ if file => return None,
            _ if takes(command, "format", value) => return line(&["--format", value], rest),
            _ if value.parse::<Format>().is_ok() => return line(&["--output", value], rest),
            _ => {}
        }
    }
    let forces = matches!(option, "-f" | "-F");
    match (own.contains("force"), asks(&path)) {
        (true, _) if forces => line(&["--force"], behind),
        (false, true) if forces => line(&["--yes"], behind),
        _ => None,
    }
}

/// Whether the command asks questions.
pub(super) fn asks(path: &[String]) -> bool {
    let first = path.first().map(String::as_str).unwrap_or_default();
    commands::Command::globals(first).contains(&"yes") || path == ["profile", "remove"]
}

fn takes(command: &Command, option: &str, value: &str) -> bool {
    let option = command.get_arguments().find(|own| own.get_long() == Some(option));
    option.is_some_and(|own| {
        own.get_possible_values().iter().any(|possible| possible.matches(value, false))
    })
}

pub(super) fn is_any_file(word: &str) -> bool {
    let extension = Path::new(word).extension().and_then(|extension| extension.to_str());
    let known = extension.is_some_and(|extension| {
        OTHER_FILES.iter().any(|known| extension.eq_ignore_ascii_case(known))
    });
    known || is_file(word) || is_there(word)
}

fn is_there(word: &str) -> bool {
    Path::new(word).is_file()
}
