//! Options that other programs have, and values without the option that they need here.

use std::collections::BTreeSet;

use clap::{Command, CommandFactory as _};

use super::words::{NAMED, NOUNS, SWITCHES, VALUED, VALUES};
use super::{
    command_of, file, find, is_file, is_number, is_unsupported, long_options, path_of, with_file,
};
use crate::cli::parse::takes_value;
use crate::cli::{Cli, commands};
use crate::model::KNOWN_FIELDS;
use crate::suggest::{mistyped, nearest};

/// The words with another option, or with one that a value needs.
pub(super) fn corrected(words: &[String], wrong: &str) -> Option<Vec<String>> {
    let name = wrong.split('=').next().unwrap_or(wrong);
    let is_it = |word: &str| word == name || word.starts_with(&format!("{name}="));
    let command = command_of(words)?;
    let at = find(words, &command, false, is_it)?;
    let own = long_options(&command);
    if !name.starts_with('-') && name != "/?" {
        return with_option(words, at, &command, &own);
    }
    if is_unsupported(name) {
        return None;
    }
    if !own.contains("file") && is_of_files(name) {
        return file::instead(words, at, &command, &own);
    }
    let long = name.strip_prefix("--").unwrap_or(name);
    let others = SWITCHES.iter().chain(&VALUED).map(|(word, _)| *word);
    let lower = if name.starts_with("--") { long.to_ascii_lowercase() } else { long.to_owned() };
    let exact = own.get(lower.as_str()).map(String::as_str);
    let near = exact
        .or_else(|| others.clone().find(|word| *word == lower))
        .or_else(|| nearest(long, own.iter().map(String::as_str)))
        .or_else(|| mistyped(long, others))?;
    let value = words[at].split_once('=').map(|(_, value)| value);
    let of = |table: &[(&str, &'static str)]| {
        let found = table.iter().find(|(word, _)| *word == near).map(|(_, right)| *right);
        found.filter(|_| !own.contains(near))
    };
    let (before, behind) = (&words[..at], &words[at + 1..]);
    let line = |middle: &[String]| Some([before, middle, behind].concat());
    match (of(&SWITCHES), of(&VALUED)) {
        (Some(""), _) => line(&[]),
        (Some("--yes"), _) if !file::asks(&path_of(&Cli::command(), words)?) => line(&[]),
        // A question is what there is without an option, too.
        (Some(right), _) if near == "confirm" && value.is_some() => {
            let middle: Vec<String> =
                value.filter(|value| is_no(value)).map(|_| right.to_owned()).into_iter().collect();
            line(&middle)
        }
        (Some(_), _) if value.is_some_and(is_no) => line(&[]),
        (Some(right), _) if near == "json" => {
            let fields = behind.iter().take_while(|word| value.is_none() && is_fields(word));
            let behind = &behind[fields.count()..];
            Some([before, &[right.to_owned()], behind].concat())
        }
        (Some(right), _) => line(&[right.to_owned()]),
        // Here it stands without an option.
        (None, Some("")) => {
            let get = command.has_subcommands().then_some("get");
            line(&get.into_iter().chain(value).map(str::to_owned).collect::<Vec<_>>())
        }
        (None, right) => {
            let right = right.map_or_else(|| format!("--{near}"), str::to_owned);
            if right.ends_with("source") && near.ends_with('s') {
                return Some(each(before, &right, value, behind));
            }
            let given = value.or_else(|| behind.first().map(String::as_str));
            let file = right == "--output" && given.is_some_and(is_file) && own.contains("save");
            let right = if file { "--save".to_owned() } else { right };
            line(&[value.map_or_else(|| right.clone(), |value| format!("{right}={value}"))])
        }
    }
}

/// Whether the option takes a file, in whatever program.
fn is_of_files(option: &str) -> bool {
    let word = option.trim_start_matches('-');
    matches!(word, "f" | "F" | "file") || VALUED.contains(&(word, "--file"))
}

fn is_no(value: &str) -> bool {
    matches!(value.to_ascii_lowercase().trim_start_matches('$'), "false" | "no" | "none" | "0")
}

/// Whether it is what stands behind gh's `--json`.
fn is_fields(word: &str) -> bool {
    word.split(',').all(|field| KNOWN_FIELDS.contains(&field))
        || !word.starts_with('-') && word.contains(',')
}

/// The words with the option before each of the values, which stand behind one option or between commas.
fn each(before: &[String], option: &str, value: Option<&str>, behind: &[String]) -> Vec<String> {
    let values = behind.iter().take_while(|word| value.is_none() && !word.starts_with('-')).count();
    let given = value.into_iter().chain(behind[..values].iter().map(String::as_str));
    let parts = given.flat_map(|value| value.split(',')).map(str::trim);
    let mut line = before.to_vec();
    for part in parts.filter(|part| !part.is_empty()) {
        line.extend([option.to_owned(), part.to_owned()]);
    }
    line.extend_from_slice(&behind[values..]);
    line
}

/// The words with the option that a value needs here.
fn with_option(
    words: &[String],
    at: usize,
    command: &Command,
    own: &BTreeSet<String>,
) -> Option<Vec<String>> {
    let word = words[at].as_str();
    let (before, behind) = (&words[..at], &words[at + 1..]);
    let put = |option: &str| Some([before, &[option.to_owned()], &words[at..]].concat());
    if is_file(word) {
        return Some(with_file(words, at));
    }
    // `-n` is a dry run here, and a name or a number in many other programs.
    if words[at - 1] == "-n" {
        let option = if is_number(word) { "limit" } else { "name" };
        let line = [&words[..at - 1], &[format!("--{option}")], &words[at..]].concat();
        return own.contains(option).then_some(line);
    }
    if let Some(line) = within_list(words, at, command) {
        return Some(line);
    }
    // A value with blanks and without quotes.
    if at > 2 && NAMED.contains(&words[at - 2].as_str()) {
        let joined = format!("{} {word}", words[at - 1]);
        return Some([&words[..at - 1], &[joined], behind].concat());
    }
    match command.get_name() {
        "api" => None,
        "list" if NOUNS.contains(&word.replace('-', "").to_lowercase().as_str()) => {
            Some([before, behind].concat())
        }
        "list" if matches!(word, "sources" | "policies") => {
            Some([&words[..at - 1], &words[at..]].concat())
        }
        _ if own.contains("name") => put("--name"),
        "login" => put("--tenant"),
        _ => None,
    }
}

/// Where the option begins whose value stands before a word, the option and the value: `--columns name,` or
/// `--columns=name,`.
fn value_before(words: &[String], at: usize) -> Option<(usize, &str, &str)> {
    let last = words.get(at.checked_sub(1)?)?;
    match last.split_once('=') {
        Some((option, value)) if option.starts_with("--") => Some((at - 1, option, value)),
        _ => Some((at.checked_sub(2)?, &words[at - 2], last)),
    }
}

/// The words with one value instead of those of a list with blanks in it, as in `--columns name, policy`.
fn within_list(words: &[String], at: usize, command: &Command) -> Option<Vec<String>> {
    let (start, option, first) = value_before(words, at)?;
    let word = words[at].as_str();
    if !takes_value(command, option) {
        return None;
    }
    let comma = first.ends_with(',') || word.starts_with(',');
    let (before, behind) = (&words[..start], &words[at + 1..]);
    if comma && option.ends_with("source") {
        let values = [first, word].map(|value| value.trim_matches(',').to_owned());
        return Some(each(before, option, None, &[&values[..], behind].concat()));
    }
    let path = path_of(&Cli::command(), words)?;
    let (name, below) = path.split_first()?;
    let below: Vec<&str> = below.iter().map(String::as_str).collect();
    let is_column = || commands::Command::columns(name, &below).contains(&word);
    if comma && !NAMED.contains(&option) || option == "--columns" && is_column() {
        let value = format!("{},{}", first.trim_end_matches(','), word.trim_start_matches(','));
        let list = [option.to_owned(), value];
        return Some([before, &list, behind].concat());
    }
    None
}

/// The words with a value that an option takes: `--dry-run=client` and `completions sh`.
pub(super) fn with_value(
    words: &[String],
    option: &str,
    wrong: &str,
    valid: &[String],
) -> Option<Vec<String>> {
    let replaced =
        |at: usize, middle: &[String]| Some([&words[..at], middle, &words[at + 1..]].concat());
    let command = command_of(words)?;
    // The command takes the rest of the list for something else, such as the names of groups.
    if wrong.is_empty() {
        let long = option.split([' ', '=']).next()?;
        let goes_on = |at: &usize| {
            let list = value_before(words, *at);
            let is_open =
                list.is_some_and(|(_, option, first)| option == long && first.ends_with(','));
            is_open && !words[*at].starts_with('-')
        };
        let rest = (1..words.len()).find(goes_on);
        if let Some(line) = rest.and_then(|at| within_list(words, at, &command)) {
            return Some(line);
        }
    }
    let is_joined = |word: &str| word == format!("{option}={wrong}");
    if let Some(at) = find(words, &command, false, is_joined) {
        let kept = if is_no(wrong) { Vec::new() } else { vec![option.to_owned()] };
        return replaced(at, &kept);
    }
    let at = find(words, &command, option.starts_with('-'), |word| word == wrong)?;
    if option.contains("METHOD") {
        return replaced(at, &["GET".to_owned(), wrong.to_owned()]);
    }
    let known = VALUES.iter().find(|(word, _)| *word == wrong).map(|(_, right)| *right);
    let right = known.or_else(|| nearest(wrong, valid.iter().map(String::as_str)))?;
    valid.iter().any(|valid| valid == right).then(|| replaced(at, &[right.to_owned()]))?
}
