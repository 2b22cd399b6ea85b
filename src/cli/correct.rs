//! What people type who know other programs, corrected: the line that does here what was meant.
//!
//! A correction is a rewrite of the arguments, one mistake at a time, until the program itself accepts them. What it does not
//! accept is never offered.

mod command;
mod file;
mod option;
mod words;

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgMatches, Command, CommandFactory as _};

use crate::cli::{Cli, parse};
use crate::command_line::CommandLine;
use words::{SWITCHES, UNSUPPORTED, VALUED};

/// Mistakes that are corrected in one line. Each word of a name without its quotes is one.
const MOST: usize = 12;

/// The line to type instead of these arguments, which the program did not accept.
pub fn line(arguments: &[OsString]) -> Option<CommandLine> {
    let mut words: Vec<String> =
        arguments.iter().map(|word| word.to_str().map(str::to_owned)).collect::<Option<_>>()?;
    let mut input = None;
    for corrections in 0..MOST {
        match mistake(&words) {
            None if shares_stdin(&words) => return None,
            None => {
                let line = typed(&words);
                return Some(
                    input.into_iter().fold(line, |line, file: String| line.input_from(file)),
                );
            }
            // What was meant is clear, and not what it was to be done with.
            Some(error)
                if corrections > 0 && error.kind() == ErrorKind::MissingRequiredArgument =>
            {
                let path = path_of(&Cli::command(), &words)?;
                return Some(CommandLine::without_tenant(path).word("--help"));
            }
            Some(error) => {
                words = corrected(&words, &error)?;
                if let Some(at) = words.iter().position(|word| word == file::STDIN) {
                    input = words.drain(at..).nth(1);
                }
            }
        }
    }
    None
}

/// Whether another program has an option of this name that nothing here stands for, whatever ours look like.
pub fn is_unsupported(option: &str) -> bool {
    option.strip_prefix("--").is_some_and(|name| UNSUPPORTED.contains(&name))
}

/// A long option behind one dash, as in `-name X`: clap would take its letters for options of their own. Whether it is one of
/// ours, and the line to type.
pub fn single_dash(arguments: &[OsString]) -> Option<(String, bool, Option<CommandLine>)> {
    let own = arguments.iter().position(|word| word == "--").unwrap_or(arguments.len());
    let name = |at: usize| {
        let name = arguments[at].to_str()?.strip_prefix('-')?;
        let name = name.split(['=', ':']).next().unwrap_or(name);
        (name.len() > 2 && !name.starts_with('-')).then(|| name.to_lowercase())
    };
    // Every start comes by here, and building all commands takes longer than the rest of it.
    let first = (1..own).find(|&at| name(at).is_some())?;
    let command = command_of(arguments)?;
    let options = long_options(&command);
    let known = |name: &str| {
        let mut others = SWITCHES.iter().chain(&VALUED);
        // `-plan` is profile `lan`.
        let letter = name.chars().next().map(|letter| format!("-{letter}"));
        let is_value = letter.is_some_and(|letter| parse::takes_value(&command, &letter));
        options.contains(name)
            || !is_value && others.any(|(word, right)| *word == name && !right.is_empty())
    };
    let at = (first..own).find(|&at| {
        // The column of `--sort -policy` is no option.
        let valued = |word: &OsString| parse::takes_value(&command, &word.to_string_lossy());
        name(at).is_some_and(|name| known(&name)) && !valued(&arguments[at - 1])
    })?;
    let word = arguments[at].to_str()?.to_owned();
    let mut right = arguments.to_vec();
    if word.eq_ignore_ascii_case("-confirm") {
        // PowerShell's asks, and a question is what there is here anyway.
        right.remove(at);
        return Some((word, false, line(&right)));
    }
    right[at] = format!("-{}", word.replacen(':', "=", 1)).into();
    Some((word, options.contains(&name(at)?), line(&right)))
}

/// A file that stands where only `-f` takes one.
pub fn bare_file(arguments: &[OsString]) -> Option<(String, Option<CommandLine>)> {
    let takes_file = |word: &OsString| word == "check" || word == "update";
    if !arguments.iter().any(takes_file) || !takes_file(&arguments[place(arguments)?]) {
        return None;
    }
    let words: Vec<String> =
        arguments.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let start = place(arguments)? + 1;
    let at = (start..words.len()).find(|&at| {
        is_file(&words[at]) && !words[at - 1].starts_with('-') && Path::new(&words[at]).is_file()
    })?;
    let fixed = with_file(&words, at);
    let fixed = mistake(&fixed).is_none().then(|| typed(&fixed));
    Some((words[at].clone(), fixed))
}

/// What is wrong with the words; nothing where the program accepts them.
fn mistake(words: &[String]) -> Option<clap::Error> {
    let error = Cli::command().try_get_matches_from(words).err()?;
    error.use_stderr().then_some(error)
}

/// Whether a group is named beside `-`, which clap accepts and the commands do not.
fn shares_stdin(words: &[String]) -> bool {
    let matches = Cli::command().try_get_matches_from(words);
    let groups = |matches: ArgMatches| {
        let (_, command) = matches.subcommand()?;
        let groups = command.try_get_many::<String>("groups").ok()??;
        Some(groups.cloned().collect::<Vec<_>>())
    };
    let groups = matches.ok().and_then(groups).unwrap_or_default();
    groups.len() > 1 && groups.iter().any(|group| group == "-")
}

/// The words as a command for the tenant of this run.
fn typed(words: &[String]) -> CommandLine {
    let names_tenant = |matches: ArgMatches| {
        matches.get_one::<String>("profile").is_some() || matches.get_flag("all_profiles")
    };
    let named = Cli::command().try_get_matches_from(words).is_ok_and(names_tenant);
    let words = words.iter().skip(1).cloned().collect::<Vec<_>>();
    if named { CommandLine::without_tenant(words) } else { CommandLine::new(words) }
}

fn corrected(words: &[String], error: &clap::Error) -> Option<Vec<String>> {
    let text = |kind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        _ => None,
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            command::corrected(words, &text(ContextKind::InvalidSubcommand)?)
        }
        ErrorKind::UnknownArgument => option::corrected(words, &text(ContextKind::InvalidArg)?),
        ErrorKind::TooManyValues | ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let valid = match error.get(ContextKind::ValidValue) {
                Some(ContextValue::Strings(valid)) => valid.as_slice(),
                _ => &[],
            };
            let (option, wrong) =
                (text(ContextKind::InvalidArg)?, text(ContextKind::InvalidValue)?);
            option::with_value(words, &option, &wrong, valid)
        }
        // `history -n 5`, where `-n` is a dry run and the number a command.
        ErrorKind::ArgumentConflict => {
            let at = words.windows(2).position(|pair| pair[0] == "-n" && is_number(&pair[1]))?;
            Some([&words[..at], &["--limit".to_owned()], &words[at + 1..]].concat())
        }
        _ => None,
    }
}

fn is_file(word: &str) -> bool {
    let extension = Path::new(word).extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| {
        ["json", "yaml", "yml", "csv"].iter().any(|known| extension.eq_ignore_ascii_case(known))
    })
}

fn with_file(words: &[String], at: usize) -> Vec<String> {
    let mut line = words.to_vec();
    line.insert(at, "-f".to_owned());
    line
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|digit| digit.is_ascii_digit())
}

/// Where the command stands.
fn place<S: AsRef<OsStr>>(arguments: &[S]) -> Option<usize> {
    parse::place(&parse::globals(), arguments)
}

/// Where a word stands among the arguments: as the value of an option, or not.
fn find(
    words: &[String],
    command: &Command,
    as_value: bool,
    is_it: impl Fn(&str) -> bool,
) -> Option<usize> {
    (1..words.len())
        .find(|&at| is_it(&words[at]) && parse::takes_value(command, &words[at - 1]) == as_value)
}

/// The innermost command that the arguments name, with the global options.
fn command_of<S: AsRef<OsStr>>(arguments: &[S]) -> Option<Command> {
    let mut root = Cli::command();
    root.build();
    let path = path_of(&root, arguments)?;
    path.iter().try_fold(&root, |command, word| command.find_subcommand(word)).cloned()
}

/// The words that name the innermost command.
fn path_of<S: AsRef<OsStr>>(root: &Command, arguments: &[S]) -> Option<Vec<String>> {
    let mut words = arguments[place(arguments)?..].iter().map_while(|word| word.as_ref().to_str());
    let mut command = root.find_subcommand(words.next()?)?;
    let mut path = vec![command.get_name().to_owned()];
    while let Some(below) = words.next().and_then(|word| command.find_subcommand(word)) {
        command = below;
        path.push(command.get_name().to_owned());
    }
    Some(path)
}

fn long_options(command: &Command) -> BTreeSet<String> {
    command.get_arguments().filter_map(|option| option.get_long()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests;
