//! Which values an option or an argument takes, told by its name: every command says `source` for a source.

use std::ffi::OsStr;
use std::sync::Arc;

use clap::{Arg, Command};
use clap_complete::CompletionCandidate;
use clap_complete::engine::{ArgValueCandidates, ArgValueCompleter};

use super::cache::{self, Thing};
use crate::app::lookup::find::Reference;
use crate::app::view::group_table;
use crate::cli::commands::profile::import;
use crate::cli::commands::{check, doctor, help, history, password, policies, profile, sources};
use crate::output::{Color, Format};
use crate::profile::{Config, Env, Paths, SANDBOX};

/// What is behind a name of an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Columns,
    Formats,
    Colors,
    Groups,
    Policies,
    Profiles,
    /// One or several, with commas.
    Tenants,
    /// A column, or one with a minus in front.
    Sorting,
    Sources,
    Topics,
}

/// The command with its values attached, for these words and this profile.
pub(super) fn attach(
    command: Command,
    words: &[String],
    profile: Option<String>,
    env: &Arc<Env>,
) -> Command {
    let columns = columns_of(&command, words);
    let seek = Seek { env: Arc::clone(env), profile, columns };
    walk(command, &Arc::new(seek), &mut Vec::new())
}

fn walk(command: Command, seek: &Arc<Seek>, path: &mut Vec<String>) -> Command {
    let place = path.first().cloned().unwrap_or_default();
    let command = command.mut_args(|arg| match kind(&place, &arg) {
        Some(kind @ (Kind::Groups | Kind::Policies | Kind::Sources)) => {
            let seek = Arc::clone(seek);
            arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
                seek.references(kind, &typed.to_string_lossy())
            }))
        }
        Some(kind @ (Kind::Tenants | Kind::Sorting)) => {
            let seek = Arc::clone(seek);
            arg.add(ArgValueCompleter::new(move |typed: &OsStr| {
                seek.behind(kind, &typed.to_string_lossy())
            }))
        }
        Some(kind) => {
            let seek = Arc::clone(seek);
            arg.add(ArgValueCandidates::new(move || seek.values(kind)))
        }
        None => arg,
    });
    let names: Vec<String> =
        command.get_subcommands().map(|each| each.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| {
        path.push(name.clone());
        let command = command.mut_subcommand(name, |each| walk(each, seek, path));
        path.pop();
        command
    })
}

fn kind(command: &str, arg: &Arg) -> Option<Kind> {
    let names = arg.get_value_names().unwrap_or_default();
    let thing = names.iter().any(|name| matches!(name.as_str(), "ID|NAME" | "GROUP" | "SOURCE"));
    match arg.get_id().as_str() {
        "columns" => Some(Kind::Columns),
        "sort" => Some(Kind::Sorting),
        "output" => Some(Kind::Formats),
        "color" => Some(Kind::Colors),
        "profile" => Some(Kind::Tenants),
        "name" if command == "profile" => Some(Kind::Profiles),
        "words" if command == "help" => Some(Kind::Topics),
        "group" | "groups" if thing => Some(Kind::Groups),
        "policy" | "policies" if thing => Some(Kind::Policies),
        "source" | "sources" | "add_source" | "remove_source" if thing => Some(Kind::Sources),
        _ => None,
    }
}

/// What the candidates of one line are looked up with, when they are asked for.
struct Seek {
    env: Arc<Env>,
    profile: Option<String>,
    columns: &'static [&'static str],
}

impl Seek {
    fn values(&self, kind: Kind) -> Vec<CompletionCandidate> {
        let words = |words: &[&'static str]| words.iter().map(CompletionCandidate::new).collect();
        match kind {
            Kind::Columns | Kind::Sorting => words(self.columns),
            Kind::Formats => words(&Format::ALL.map(|(_, word)| word)),
            Kind::Colors => words(&Color::ALL.map(|(_, word)| word)),
            Kind::Topics => topics(),
            Kind::Profiles | Kind::Tenants => {
                profiles(&self.env).iter().map(CompletionCandidate::new).collect()
            }
            Kind::Groups | Kind::Policies | Kind::Sources => self.references(kind, ""),
        }
    }

    /// Groups, policies or sources that begin with what was typed, also behind `name:` and `id:`.
    fn references(&self, kind: Kind, typed: &str) -> Vec<CompletionCandidate> {
        let Some(names) = cache::names(&self.env, self.profile.as_deref()) else {
            return Vec::new();
        };
        let all = match kind {
            Kind::Policies => &names.policies,
            Kind::Sources => &names.sources,
            _ => &names.groups,
        };
        matching(all, typed)
    }

    /// What may stand behind the part that is there already: other profiles, or the columns with a minus.
    fn behind(&self, kind: Kind, typed: &str) -> Vec<CompletionCandidate> {
        let (kept, names): (_, Vec<String>) = match (kind, typed.rsplit_once(',')) {
            (Kind::Tenants, Some((there, _))) => {
                let free = |name: &String| !there.split(',').any(|each| each == name);
                (&typed[..=there.len()], profiles(&self.env).into_iter().filter(free).collect())
            }
            (Kind::Tenants, None) => ("", profiles(&self.env)),
            _ => {
                let minus = &typed[..usize::from(typed.starts_with('-'))];
                (minus, self.columns.iter().map(ToString::to_string).collect())
            }
        };
        let all = names.into_iter().map(|name| format!("{kept}{name}"));
        all.filter(|value| value.starts_with(typed)).map(CompletionCandidate::new).collect()
    }
}

/// What `help` explains: commands, and topics with what they are about.
fn topics() -> Vec<CompletionCandidate> {
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
            CompletionCandidate::new(format!("id:{}", thing.id))
                .help(Some(thing.name.clone().into()))
        };
        all.iter().map(by_id).collect()
    } else if typed.starts_with("name:") {
        let names = all.iter().map(|thing| thing.name.as_str()).filter(|name| !name.is_empty());
        let unique = |name: &&str| all.iter().filter(|thing| thing.name == *name).count() == 1;
        names.filter(unique).map(|name| CompletionCandidate::new(format!("name:{name}"))).collect()
    } else {
        things(all)
    };
    let begins = |each: &CompletionCandidate| each.get_value().to_string_lossy().starts_with(typed);
    spelled.into_iter().filter(begins).collect()
}

/// Names that a command takes for names; a name that several have is offered as their IDs.
fn things(things: &[Thing]) -> Vec<CompletionCandidate> {
    let mut counts = std::collections::HashMap::<&str, usize>::new();
    for thing in things {
        *counts.entry(thing.name.as_str()).or_default() += 1;
    }
    let candidate = |thing: &Thing| {
        let unique = counts[thing.name.as_str()] == 1;
        match Reference::parse(&thing.name) {
            _ if !unique => CompletionCandidate::new(format!("id:{}", thing.id))
                .help(Some(thing.name.clone().into())),
            // What begins with a dash would be read as an option.
            Ok(Reference::Name(name)) if name == thing.name && !name.starts_with('-') => {
                CompletionCandidate::new(&thing.name)
            }
            _ => CompletionCandidate::new(format!("name:{}", thing.name)),
        }
    };
    things.iter().filter(|thing| !thing.name.is_empty()).map(candidate).collect()
}

fn profiles(env: &Env) -> Vec<String> {
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

/// The columns of the command that the line names.
fn columns_of(command: &Command, words: &[String]) -> &'static [&'static str] {
    let mut path = Vec::new();
    let mut here = command;
    for word in words.iter().skip(1) {
        if let Some(next) = here.find_subcommand(word) {
            path.push(word.as_str());
            here = next;
        }
    }
    match path.as_slice() {
        ["new" | "get" | "list" | "update" | "remove" | "undo"] => &group_table::COLUMNS,
        ["check"] => &check::COLUMNS,
        ["doctor"] => &doctor::COLUMNS,
        ["password", "rules"] => &password::RULES,
        ["password", ..] => &password::COLUMNS,
        ["history", ..] => &history::COLUMNS,
        ["policies"] => &policies::COLUMNS,
        ["sources"] => &sources::COLUMNS,
        ["profile", "import"] => &import::COLUMNS,
        ["profile", "list"] => &profile::COLUMNS,
        ["profile", "show"] => &profile::SHOWN,
        ["version"] => &["version", "commit", "os", "arch", "features"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn columns_are_those_of_the_command() {
        let command = crate::cli::examples::command();
        assert_eq!(columns_of(&command, &words("s list --columns ")), group_table::COLUMNS);
        assert_eq!(columns_of(&command, &words("s profile list"))[3], "notes");
        assert!(columns_of(&command, &words("s sandbox serve")).is_empty());
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
        ]);
        let values: Vec<_> = found.iter().map(|each| each.get_value().to_str().unwrap()).collect();
        assert_eq!(values, ["id:1", "id:2", "name:id:x", "Plain name"]);
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
