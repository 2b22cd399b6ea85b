//! What people type who know other programs, corrected: the line that does here what was meant.
//!
//! A correction is a rewrite of the arguments, one mistake at a time, until the program itself accepts them. What it does not
//! accept is never offered.

mod words;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory as _};

use crate::cli::{Cli, parse};
use crate::command_line::CommandLine;
use crate::suggest::nearest;
use words::{COMMANDS, SWITCHES, VALUED};

/// Mistakes that are corrected in one line.
const MOST: usize = 6;

/// The line to type instead of these arguments, which the program did not accept.
pub fn line(arguments: &[OsString]) -> Option<CommandLine> {
    let mut words: Vec<String> =
        arguments.iter().map(|word| word.to_str().map(str::to_owned)).collect::<Option<_>>()?;
    for _ in 0..MOST {
        match mistake(&words) {
            None => return Some(typed(&words)),
            Some(error) => words = corrected(&words, &error)?,
        }
    }
    None
}

/// A long option behind one dash, as in `-name X`: clap would take its letters for options of their own.
pub fn single_dash(arguments: &[OsString]) -> Option<(String, Option<CommandLine>)> {
    let own = arguments.iter().position(|word| word == "--").unwrap_or(arguments.len());
    let name = |at: usize| {
        let name = arguments[at].to_str()?.strip_prefix('-')?;
        let name = name.split('=').next().unwrap_or(name);
        (name.len() > 2 && !name.starts_with('-')).then_some(name)
    };
    // Every start comes by here, and building all commands takes longer than the rest of it.
    let first = (1..own).find(|&at| name(at).is_some())?;
    let command = command_of(arguments)?;
    let options = long_options(&command);
    let at = (first..own).find(|&at| {
        // The column of `--sort -policy` is no option.
        let valued = |word: &OsString| parse::takes_value(&command, &word.to_string_lossy());
        name(at).is_some_and(|name| options.contains(name)) && !valued(&arguments[at - 1])
    })?;
    let word = arguments[at].to_str()?.to_owned();
    let mut right = arguments.to_vec();
    right[at] = format!("-{word}").into();
    Some((word, line(&right)))
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

/// The words as a command for the tenant of this run.
fn typed(words: &[String]) -> CommandLine {
    let words = words.iter().skip(1).cloned().collect::<Vec<_>>();
    let named = words.iter().any(|word| {
        word == "--profile" || word.starts_with("--profile=") || word.starts_with("-p")
    });
    if named { CommandLine::without_tenant(words) } else { CommandLine::new(words) }
}

fn corrected(words: &[String], error: &clap::Error) -> Option<Vec<String>> {
    let text = |kind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        _ => None,
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => command(words, &text(ContextKind::InvalidSubcommand)?),
        ErrorKind::UnknownArgument => option(words, &text(ContextKind::InvalidArg)?),
        _ => None,
    }
}

/// The words with another command.
fn command(words: &[String], wrong: &str) -> Option<Vec<String>> {
    let at = words.iter().skip(1).position(|word| word == wrong)? + 1;
    let root = Cli::command();
    let (before, behind) = (&words[..at], &words[at + 1..]);
    // `-p sandbox` names no command.
    let first = place(&words.iter().map(OsString::from).collect::<Vec<_>>()).unwrap_or(at);
    let above = before
        .iter()
        .skip(first)
        .fold(&root, |command, word| command.find_subcommand(word).unwrap_or(command));
    let known = COMMANDS.iter().find(|(word, _)| *word == wrong);
    let right = if let Some((_, right)) = known {
        (*right).to_owned()
    } else {
        let names = above.get_subcommands().flat_map(|command| {
            std::iter::once(command.get_name()).chain(command.get_visible_aliases())
        });
        match nearest(wrong, names) {
            Some(near) => format!("{near} …"),
            None if !lists(above) => return None,
            None if matches!(wrong, "list" | "ls") => "…".to_owned(),
            None => return Some([before, &["get".to_owned()], &words[at..]].concat()),
        }
    };
    let mut line = before.to_vec();
    match right.split_once('…') {
        None => line.extend(right.split(' ').map(str::to_owned)),
        // What gets a new name takes the last word as its value.
        Some((first, option)) if option.trim() == "--name" => {
            let (last, rest) = behind.split_last()?;
            line.push(first.trim().to_owned());
            line.extend(rest.iter().cloned());
            line.extend(["--name".to_owned(), last.clone()]);
        }
        Some((first, option)) => {
            line.extend(first.split_whitespace().map(str::to_owned));
            line.extend(behind.iter().cloned());
            line.extend(option.split_whitespace().map(str::to_owned));
        }
    }
    Some(line)
}

/// Whether it is a command that lists without a subcommand, and has one to show one thing.
fn lists(command: &Command) -> bool {
    let has_get = command.get_subcommands().any(|below| below.get_name() == "get");
    has_get && command.get_name() != Cli::command().get_name()
}

/// The words with another option, or with the `-f` that a file needs.
fn option(words: &[String], wrong: &str) -> Option<Vec<String>> {
    let name = wrong.split('=').next().unwrap_or(wrong);
    let is_it = |word: &String| word == name || word.starts_with(&format!("{name}="));
    let at = words.iter().position(is_it)?;
    let command = command_of(&words.iter().map(OsString::from).collect::<Vec<_>>())?;
    let own = long_options(&command);
    let Some(long) = name.strip_prefix("--") else {
        // `-n` is a dry run here, and the name in many other programs.
        if words[at - 1] == "-n" && own.contains("name") {
            let mut line = words.to_vec();
            "--name".clone_into(&mut line[at - 1]);
            return Some(line);
        }
        return is_file(name).then(|| with_file(words, at));
    };
    let value = words[at].split_once('=').map(|(_, value)| value.to_owned());
    let others = SWITCHES.iter().chain(&VALUED).map(|(word, _)| *word);
    let lower = long.to_ascii_lowercase();
    let exact = own.get(lower.as_str()).map(String::as_str);
    let exact = exact.or_else(|| others.clone().find(|word| *word == lower));
    let near = exact
        .or_else(|| nearest(long, own.iter().map(String::as_str)))
        .or_else(|| nearest(long, others))?;
    let of = |table: &[(&str, &'static str)]| {
        table.iter().find(|(word, _)| *word == near).map(|(_, right)| *right)
    };
    let mut line = words.to_vec();
    let right = match of(&SWITCHES).filter(|_| !own.contains(near)) {
        Some("") => {
            line.remove(at);
            return Some(line);
        }
        Some(right) => right.to_owned(),
        None => {
            of(&VALUED).filter(|_| !own.contains(near)).map_or(format!("--{near}"), str::to_owned)
        }
    };
    line[at] = match value {
        Some(value) => format!("{right}={value}"),
        None => right,
    };
    Some(line)
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

fn place(arguments: &[OsString]) -> Option<usize> {
    parse::place(&parse::globals(), arguments)
}

/// The innermost command that the arguments name, with the global options.
fn command_of(arguments: &[OsString]) -> Option<Command> {
    let at = place(arguments)?;
    let mut root = Cli::command();
    root.build();
    let mut command = root.find_subcommand(arguments[at].to_str()?)?;
    for word in &arguments[at + 1..] {
        match word.to_str().and_then(|word| command.find_subcommand(word)) {
            Some(below) => command = below,
            None => break,
        }
    }
    Some(command.clone())
}

fn long_options(command: &Command) -> BTreeSet<String> {
    command.get_arguments().filter_map(|option| option.get_long()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use crate::command_line::Invocation;

    use super::*;

    fn answer(typed: &str) -> String {
        let words = shlex::split(typed).unwrap().into_iter().map(OsString::from);
        let words: Vec<OsString> = words.collect();
        let dash = single_dash(&words).and_then(|(_, line)| line);
        let line = dash.or_else(|| line(&words));
        let line = line.unwrap_or_else(|| panic!("no line to type for `{typed}`"));
        line.print(&Invocation::default())
    }

    #[test]
    fn what_other_programs_call_it_is_answered_with_a_line_that_parses() {
        for (typed, expected) in [
            ("edit 'Head Office'", "update 'Head Office' --edit"),
            ("rename 'Head Office' HQ", "update 'Head Office' --name HQ"),
            ("-p prod plan -f g.yaml", "-p prod diff -f g.yaml"),
            ("config", "profile show"),
            ("auth", "login"),
            ("lsit", "list"),
            ("list --json", "list --output=json"),
            ("list --format json", "list --output json"),
            ("list --format=json", "list --output=json"),
            ("list --fromat json", "list --output json"),
            ("list --query '.[].id'", "list --jq '.[].id'"),
            ("apply -f g.yaml --auto-approve", "apply -f g.yaml --yes"),
            ("remove X --force", "remove X --yes"),
            ("remove X --whatif", "remove X --dry-run"),
            ("remove X --WhatIf", "remove X --dry-run"),
            ("new group.json", "new -f group.json"),
            ("diff groups.yaml", "diff -f groups.yaml"),
            ("new -name Z --policy P", "new --name Z --policy P"),
            ("list -limit 3", "list --limit 3"),
            ("new -n Z --policy P", "new --name Z --policy P"),
            ("-p prod list --limti 3 --jsno", "-p prod list --limit 3 --output=json"),
            ("list --all", "list"),
            ("profile lst", "profile list"),
            ("-p sandbox profile lst", "-p sandbox profile list"),
            ("sources 'G Suite'", "sources get 'G Suite'"),
            ("policies list -o json", "policies -o json"),
            ("sources describe GitHub", "sources get GitHub"),
        ] {
            assert_eq!(answer(&format!("syncgroup {typed}")), format!("syncgroup {expected}"));
        }
    }

    #[test]
    fn every_command_of_the_table_parses() {
        for (word, right) in COMMANDS {
            assert!(Cli::command().find_subcommand(word).is_none(), "`{word}` is a command");
            let name = right.split(' ').next().unwrap();
            assert!(Cli::command().find_subcommand(name).is_some(), "`{right}`");
        }
    }

    #[test]
    fn what_is_not_understood_has_no_line() {
        for typed in ["s frobnicate", "s list --frobnicate", "s new --limit 3 --zzz"] {
            let words: Vec<OsString> = typed.split(' ').map(OsString::from).collect();
            assert!(line(&words).is_none(), "{typed}");
        }
    }
}
