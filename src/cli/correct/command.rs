//! Commands that other programs have, and that are typed in another order there.

use clap::{Command, CommandFactory as _};

use super::file::is_any_file;
use super::words::{COMMANDS, NOUNS, SAME};
use super::{command_of, with_file};
use crate::cli::Cli;
use crate::cli::commands::help::TOPICS;
use crate::cli::parse::takes_value;
use crate::suggest::nearest;

/// The words with another command.
pub(super) fn corrected(words: &[String], wrong: &str) -> Option<Vec<String>> {
    // `-p sandbox` names no command.
    let first = super::place(words)?;
    let at = first + words[first..].iter().position(|word| word == wrong)?;
    let root = Cli::command();
    let (before, behind) = (&words[..at], &words[at + 1..]);
    let above = before[first..]
        .iter()
        .fold(&root, |command, word| command.find_subcommand(word).unwrap_or(command));
    // `-p test, prod list`
    if let [head @ .., list] = before
        && at == first
        && at > 2
        && list.ends_with(',')
    {
        return Some([head, &[format!("{list}{wrong}")], behind].concat());
    }
    if let Some((length, right)) = other_command(words, at, first) {
        return fill(&words[..first], right, &words[first + length..]);
    }
    if at == first
        && let Some(line) = with_noun(&root, before, wrong, behind)
    {
        return Some(line);
    }
    // Below a command, what is no command may be a name, and a name has capitals.
    let is_name = at > first && wrong.contains(char::is_uppercase);
    let near = nearest(wrong, names(above));
    let near = near.filter(|near| !is_name || near.eq_ignore_ascii_case(wrong));
    let right = same(above, wrong).or(near);
    let line = |middle: &[&str], behind: &[String]| {
        let middle: Vec<String> = middle.iter().map(|&word| word.to_owned()).collect();
        Some([before, &middle, behind].concat())
    };
    match right {
        Some("apply") if same(above, wrong).is_some() => line(&["apply"], &with_f(behind)?),
        Some(right) => line(&[right], behind),
        None if at == first => TOPICS
            .iter()
            .any(|(topic, _)| *topic == wrong)
            .then(|| line(&["help"], &words[at..]))?,
        // What lists without a subcommand shows one thing by another.
        None if matches!(wrong, "list" | "ls") => line(&[], behind),
        None => line(&[same(above, "get")?], &words[at..]),
    }
}

/// The arguments of `apply` with `-f` before a file that stands alone: what other programs read is groups, and no saved
/// plan.
fn with_f(arguments: &[String]) -> Option<Vec<String>> {
    let apply = command_of(&["syncgroup", "apply"])?;
    let is_value = |at: usize| at > 0 && takes_value(&apply, &arguments[at - 1]);
    let bare = (0..arguments.len()).find(|&at| is_any_file(&arguments[at]) && !is_value(at));
    Some(bare.map_or_else(|| arguments.to_vec(), |at| with_file(arguments, at)))
}

/// A command of another program that includes the wrong word: of how many words it is, and what to type instead.
fn other_command(words: &[String], at: usize, first: usize) -> Option<(usize, &'static str)> {
    let fits = |known: &str| {
        let mut typed = words[first..].iter();
        known.split(' ').all(|word| typed.next().is_some_and(|typed| typed == word))
    };
    let fitting = COMMANDS.iter().filter(|(known, _)| fits(known));
    let counted = fitting.map(|(known, right)| (known.split(' ').count(), *right));
    counted.filter(|(length, _)| first + length > at).max_by_key(|(length, _)| *length)
}

/// `groups list`, `group get X`, `list-groups` and `groups` alone.
fn with_noun(
    root: &Command,
    before: &[String],
    wrong: &str,
    behind: &[String],
) -> Option<Vec<String>> {
    let is_noun = |word: &str| NOUNS.contains(&word.replace('-', "").to_lowercase().as_str());
    let is_verb =
        |word: &str| same(root, word).is_some() || COMMANDS.iter().any(|(known, _)| *known == word);
    if is_noun(wrong) {
        return match behind.first().filter(|word| !word.starts_with('-')) {
            Some(word) if is_verb(word) => Some([before, behind].concat()),
            Some(_) => Some([before, &["get".to_owned()], behind].concat()),
            None => Some([before, &["list".to_owned()], behind].concat()),
        };
    }
    let parts = [wrong.split_once('-'), wrong.rsplit_once('-').map(|(noun, verb)| (verb, noun))];
    let mut parts = parts.into_iter().flatten();
    let (verb, noun) = parts.find(|(verb, noun)| is_verb(verb) && is_noun(noun))?;
    let all = noun.ends_with('s') && behind.is_empty() && same(root, verb) == Some("get");
    let verb = if all { "list" } else { verb };
    Some([before, &[verb.to_owned()], behind].concat())
}

/// The names of the commands below one.
fn names(above: &Command) -> impl Iterator<Item = &str> {
    above.get_subcommands().flat_map(|command| {
        std::iter::once(command.get_name()).chain(command.get_visible_aliases())
    })
}

/// The command below one that means the same as the word.
fn same<'a>(above: &'a Command, word: &str) -> Option<&'a str> {
    let row = SAME.iter().find(|row| row.contains(&word));
    let known = |word: &str| names(above).find(|name| *name == word);
    row.into_iter().flat_map(|row| row.iter()).find_map(|word| known(word)).or_else(|| known(word))
}

/// The words before it, what stands instead of it, and what was behind it.
fn fill(before: &[String], right: &str, behind: &[String]) -> Option<Vec<String>> {
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
