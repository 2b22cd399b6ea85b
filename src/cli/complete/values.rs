//! The values of options and arguments, as each argument declares them.

use std::cell::RefCell;
use std::ffi::OsStr;
use std::sync::Arc;

use clap::Command;
use clap_complete::CompletionCandidate;
use clap_complete::engine::{ArgValueCandidates, ArgValueCompleter};

use super::cache::{self, Names, Thing};
use crate::app::lookup::find::Reference;
use crate::cli::commands::help;
use crate::output::{Color, plain_line};
use crate::profile::Deny;
use crate::profile::{Config, Env, KEYS, Paths, SANDBOX};

/// What the candidates of the line that is completed are looked up with. Arguments declare how they are completed long
/// before a line is known.
struct Line {
    env: Arc<Env>,
    profile: Option<String>,
    columns: &'static [&'static str],
    formats: &'static [&'static str],
}

thread_local! {
    static LINE: RefCell<Option<Line>> = const { RefCell::new(None) };
}

/// Makes these words the line that is completed.
pub(super) fn set_line(command: &Command, words: &[String], profile: Option<String>, env: Env) {
    let path = path_of(command, words);
    let (columns, formats) = (columns_of(&path), formats_of(&path));
    LINE.set(Some(Line { env: Arc::new(env), profile, columns, formats }));
}

/// What the line that is completed tells; nothing where none is.
fn of_line<T: Default>(ask: impl FnOnce(&Line) -> T) -> T {
    LINE.with_borrow(|line| line.as_ref().map(ask).unwrap_or_default())
}

/// Names of sync groups.
pub fn groups() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        of_line(|line| line.references(&typed.to_string_lossy(), |names| &names.groups))
    })
}

/// Names of sources.
pub fn sources() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        of_line(|line| line.references(&typed.to_string_lossy(), |names| &names.sources))
    })
}

/// Names of password policies.
pub fn policies() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| {
        of_line(|line| line.references(&typed.to_string_lossy(), |names| &names.policies))
    })
}

/// Names of profiles.
pub fn profiles() -> ArgValueCandidates {
    ArgValueCandidates::new(|| words(&of_line(|line| profile_names(&line.env))))
}

/// Keys of a profile.
pub fn profile_keys() -> ArgValueCandidates {
    ArgValueCandidates::new(|| words(&KEYS))
}

/// Names of profiles, several with commas between them.
pub fn chosen_profiles() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| of_line(|line| line.profiles(&typed.to_string_lossy())))
}

/// Columns of the command's table.
pub fn columns() -> ArgValueCandidates {
    ArgValueCandidates::new(|| words(of_line(|line| line.columns)))
}

/// Columns of the command's table, with a minus in front or without.
pub fn sorting() -> ArgValueCompleter {
    ArgValueCompleter::new(|typed: &OsStr| of_line(|line| line.sorting(&typed.to_string_lossy())))
}

/// Output formats.
pub fn formats() -> ArgValueCandidates {
    ArgValueCandidates::new(|| words(of_line(|line| line.formats)))
}

/// When to use colour.
pub fn colors() -> ArgValueCandidates {
    ArgValueCandidates::new(|| words(&Color::ALL.map(|(_, word)| word)))
}

/// What a change can be refused for.
pub fn denied() -> ArgValueCandidates {
    ArgValueCandidates::new(|| words(&Deny::ALL.map(Deny::as_str)))
}

/// Topics of the help, and commands.
pub fn topics() -> ArgValueCandidates {
    ArgValueCandidates::new(all_topics)
}

fn words<W: AsRef<str>>(words: &[W]) -> Vec<CompletionCandidate> {
    words.iter().map(|word| CompletionCandidate::new(word.as_ref())).collect()
}

impl Line {
    /// The profiles that may follow those that were typed already.
    fn profiles(&self, typed: &str) -> Vec<CompletionCandidate> {
        let (kept, there) = match typed.rsplit_once(',') {
            Some((there, _)) => (&typed[..=there.len()], there),
            None => ("", ""),
        };
        let free = |name: &String| !there.split(',').any(|each| each == name);
        let names = profile_names(&self.env).into_iter().filter(free);
        starting_with(typed, names.map(|name| format!("{kept}{name}")))
    }

    fn sorting(&self, typed: &str) -> Vec<CompletionCandidate> {
        let minus = &typed[..usize::from(typed.starts_with('-'))];
        starting_with(typed, self.columns.iter().map(|name| format!("{minus}{name}")))
    }

    /// What begins with the text that was typed, also behind `name:` and `id:`.
    fn references(
        &self,
        typed: &str,
        choose: fn(&Names) -> &Vec<Thing>,
    ) -> Vec<CompletionCandidate> {
        let names = cache::names(&self.env, self.profile.as_deref());
        names.as_ref().map(|names| matching(choose(names), typed)).unwrap_or_default()
    }
}

fn starting_with(typed: &str, all: impl Iterator<Item = String>) -> Vec<CompletionCandidate> {
    all.filter(|value| value.starts_with(typed)).map(CompletionCandidate::new).collect()
}

/// What `help` explains: commands, and topics with what they are about.
fn all_topics() -> Vec<CompletionCandidate> {
    let commands = crate::cli::examples::command();
    let commands = commands.get_subcommands().map(|each| {
        let about = each.get_about().map(ToString::to_string).unwrap_or_default();
        CompletionCandidate::new(each.get_name()).help(Some(about.into()))
    });
    let topics = help::TOPICS
        .iter()
        .map(|(topic, about)| CompletionCandidate::new(topic).help(Some((*about).into())));
    commands.chain(topics).collect()
}

/// What begins with the text that was typed, in the spelling that it chose: a name, `name:` or `id:`.
fn matching(all: &[Thing], typed: &str) -> Vec<CompletionCandidate> {
    let spelled: Vec<CompletionCandidate> = if typed.starts_with("id:") {
        let by_id = |thing: &Thing| {
            let help = plain_line(&thing.name).into_owned();
            CompletionCandidate::new(format!("id:{}", thing.id)).help(Some(help.into()))
        };
        all.iter().map(by_id).collect()
    } else if typed.starts_with("name:") {
        let is_plain = |name: &&str| !name.is_empty() && plain_line(name) == *name;
        let names = all.iter().map(|thing| thing.name.as_str()).filter(is_plain);
        let unique = |name: &&str| all.iter().filter(|thing| thing.name == *name).count() == 1;
        names.filter(unique).map(|name| CompletionCandidate::new(format!("name:{name}"))).collect()
    } else {
        things(all)
    };
    let begins = |each: &CompletionCandidate| each.get_value().to_string_lossy().starts_with(typed);
    spelled.into_iter().filter(begins).collect()
}

/// Names in a form that a command reads as names; one that several have, or that holds control characters, is offered
/// as an ID.
fn things(things: &[Thing]) -> Vec<CompletionCandidate> {
    let mut counts = std::collections::HashMap::<&str, usize>::new();
    for thing in things {
        *counts.entry(thing.name.as_str()).or_default() += 1;
    }
    let candidate = |thing: &Thing| {
        let shown = plain_line(&thing.name);
        if counts[thing.name.as_str()] > 1 || shown != thing.name {
            let help = shown.into_owned();
            return CompletionCandidate::new(format!("id:{}", thing.id)).help(Some(help.into()));
        }
        // What begins with a dash is read as an option.
        let is_option = thing.name.starts_with('-');
        match Reference::parse(&thing.name) {
            Ok(Reference::Name(name)) if name == thing.name && !is_option => {
                CompletionCandidate::new(&thing.name)
            }
            _ => CompletionCandidate::new(format!("name:{}", thing.name)),
        }
    };
    things.iter().filter(|thing| !thing.name.is_empty()).map(candidate).collect()
}

fn profile_names(env: &Env) -> Vec<String> {
    let config = Config::load(&Paths::from_env(env)).unwrap_or_default();
    let mut names: Vec<String> =
        config.profiles().iter().map(|profile| profile.name.clone()).collect();
    if cfg!(feature = "sandbox") {
        names.push(SANDBOX.to_owned());
    }
    names
}

/// The profile that the line names; of several the first.
pub(super) fn profile_of(words: &[String]) -> Option<String> {
    let named = named_profile(words)?;
    Some(named.split(',').next().unwrap_or_default().to_owned())
}

fn named_profile(words: &[String]) -> Option<String> {
    words.iter().enumerate().find_map(|(at, word)| match word.as_str() {
        "-p" | "--profile" => words.get(at + 1).cloned(),
        _ => {
            let name = word.strip_prefix("--profile=").or_else(|| word.strip_prefix("-p"))?;
            (!name.is_empty()).then(|| name.to_owned())
        }
    })
}

/// The command that the line names, with its subcommands.
fn path_of<'a>(command: &Command, words: &'a [String]) -> Vec<&'a str> {
    let mut path = Vec::new();
    let mut here = command;
    for word in words.iter().skip(1) {
        if let Some(next) = here.find_subcommand(word) {
            path.push(word.as_str());
            here = next;
        }
    }
    path
}

/// The columns of a command.
fn columns_of(path: &[&str]) -> &'static [&'static str] {
    match path.split_first() {
        Some((name, subcommands)) => crate::cli::Command::columns(name, subcommands),
        None => &[],
    }
}

/// The formats of a command; those of most where none is named yet.
fn formats_of(path: &[&str]) -> &'static [&'static str] {
    crate::cli::Command::formats(path.first().copied().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Format;

    fn words(line: &str) -> Vec<String> {
        line.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn the_profile_of_a_line_is_found_in_every_spelling() {
        let one = ["s -p acme list", "s list -pacme", "s --profile acme", "s --profile=acme x"];
        for line in one.into_iter().chain(["s -p acme,test list", "s -p acme, list"]) {
            assert_eq!(profile_of(&words(line)).as_deref(), Some("acme"), "{line}");
        }
        assert_eq!(profile_of(&words("s list --proxy x --policy y -p")), None);
    }

    #[test]
    fn columns_and_formats_are_those_of_the_command() {
        let command = crate::cli::examples::command();
        let columns_of = |line: &str| columns_of(&path_of(&command, &words(line)));
        let formats_of = |line: &str| formats_of(&path_of(&command, &words(line)));
        assert_eq!(columns_of("s list --columns "), crate::app::view::group_table::COLUMNS);
        assert_eq!(columns_of("s profile list")[3], "notes");
        assert!(columns_of("s sandbox serve").is_empty());
        assert_eq!(formats_of("s ls -o "), Format::WORDS);
        assert_eq!(formats_of("s -o "), Format::WORDS);
        assert_eq!(formats_of("s export -o "), ["yaml", "json"]);
        assert!(formats_of("s diff -o ").contains(&"markdown"));
        assert!(!formats_of("s diff -o ").contains(&"csv"));
        assert!(formats_of("s check -o ").ends_with(&["github", "junit"]));
    }

    #[test]
    fn doubles_and_odd_names_are_offered_so_that_they_mean_one_thing() {
        let thing = |id: &str, name: &str| Thing { id: id.into(), name: name.into() };
        let found = things(&[
            thing("1", "Twin"),
            thing("2", "Twin"),
            thing("3", "id:x"),
            thing("4", "Plain name"),
            thing("5", ""),
            thing("6", "--zap"),
            thing("7", "a\u{202e}b\nc"),
        ]);
        let values: Vec<_> = found.iter().map(|each| each.get_value().to_str().unwrap()).collect();
        assert_eq!(values, ["id:1", "id:2", "name:id:x", "Plain name", "name:--zap", "id:7"]);
        assert_eq!(found[5].get_help().unwrap().to_string(), "ab c");
    }

    #[test]
    fn a_name_or_an_id_is_completed_behind_its_prefix() {
        let thing = |id: &str, name: &str| Thing { id: id.into(), name: name.into() };
        let all =
            [thing("1", "Twin"), thing("2", "Twin"), thing("13", "Plain"), thing("4", "--zap")];
        for (typed, expected) in [
            ("name:", vec!["name:Plain", "name:--zap"]),
            ("name:P", vec!["name:Plain"]),
            ("id:1", vec!["id:1", "id:13"]),
            ("Pl", vec!["Plain"]),
            ("n", vec!["name:--zap"]),
        ] {
            let found = matching(&all, typed);
            let values: Vec<_> =
                found.iter().map(|each| each.get_value().to_str().unwrap()).collect();
            assert_eq!(values, expected, "{typed}");
        }
    }
}
