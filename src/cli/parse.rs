//! Reads the arguments, with as little of clap as they need.

use std::ffi::{OsStr, OsString};

use clap::error::ErrorKind;
use clap::{Arg, ArgMatches, Args as _, Command, CommandFactory as _};

use crate::cli::{Cli, Globals, help};

/// The program with its global options only.
pub(crate) fn globals() -> Command {
    let root = Command::new("syncgroup").bin_name("syncgroup").version(env!("CARGO_PKG_VERSION"));
    Globals::augment_args(root.disable_help_subcommand(true))
}

/// What clap makes of the arguments.
pub(crate) fn matches(globals: Command, arguments: &[OsString]) -> Result<ArgMatches, clap::Error> {
    if arguments.iter().any(|word| word == "-h" || word == "--help") {
        return help::command().try_get_matches_from(arguments);
    }
    if let Some(matches) = quickly(globals, arguments) {
        return matches;
    }
    match read(Cli::command(), arguments) {
        // The lessons are only for those who ask for them.
        Err(error) if error.kind() == ErrorKind::DisplayHelp => {
            help::command().try_get_matches_from(arguments)
        }
        matches => matches,
    }
}

/// Reads them by the one command that they name, or none: building all others is most of a start. Where anything is
/// wrong with them, whoever knows all commands says what.
fn quickly(globals: Command, arguments: &[OsString]) -> Option<Result<ArgMatches, clap::Error>> {
    let Some(place) = place(&globals, arguments) else {
        let matches = read(globals, arguments);
        let asked = |error: &clap::Error| error.kind() == ErrorKind::DisplayVersion;
        return matches.as_ref().is_err_and(asked).then_some(matches);
    };
    let one = crate::cli::Command::named(arguments[place].to_str()?)?;
    read(globals.subcommand(one), arguments).ok().map(Ok)
}

fn read(mut command: Command, arguments: &[OsString]) -> Result<ArgMatches, clap::Error> {
    let matches = command.try_get_matches_from_mut(arguments);
    // Thousands of small pieces that go with the process anyway.
    std::mem::forget(command);
    matches
}

/// Where the command stands: behind the global options and their values.
pub(crate) fn place<S: AsRef<OsStr>>(globals: &Command, arguments: &[S]) -> Option<usize> {
    let mut place = 1;
    loop {
        match arguments.get(place)?.as_ref().to_str() {
            Some("--") => return None,
            Some(word) if word.len() > 1 && word.starts_with('-') => {
                place += 1 + usize::from(takes_value(globals, word));
            }
            _ => return Some(place),
        }
    }
}

/// Whether the next word belongs to this one, as in `--profile sandbox` and `-qp sandbox`.
pub(crate) fn takes_value(command: &Command, word: &str) -> bool {
    if let Some(long) = word.strip_prefix("--") {
        let is = |arg: &&Arg| arg.get_long() == Some(long);
        return command.get_arguments().find(is).is_some_and(valued);
    }
    let by_letter =
        |letter: char| command.get_arguments().find(|arg| arg.get_short() == Some(letter));
    let mut letters = word.strip_prefix('-').unwrap_or_default().chars();
    letters.next_back().and_then(by_letter).is_some_and(valued)
        && letters.all(|letter| by_letter(letter).is_some_and(|arg| !valued(arg)))
}

fn valued(arg: &Arg) -> bool {
    arg.get_action().takes_values()
}

#[cfg(test)]
mod tests {
    use clap::FromArgMatches as _;

    use super::*;

    fn words(line: &str) -> Vec<OsString> {
        line.split(' ').map(OsString::from).collect()
    }

    #[test]
    fn the_command_stands_behind_the_global_options() {
        let globals = globals();
        let place = |line: &str| place(&globals, &words(line));
        assert_eq!(place("s list --limit 3"), Some(1));
        assert_eq!(place("s -p new --output json -q get x"), Some(6));
        assert_eq!(place("s -qp new get"), Some(3));
        assert_eq!(place("s -pq get"), Some(2));
        assert_eq!(place("s --profile=new get"), Some(2));
        assert_eq!(place("s -- get"), None);
        assert_eq!(place("s -p"), None);
        assert_eq!(place("s"), None);
    }

    #[test]
    fn each_command_is_the_same_by_itself() {
        let help = |mut root: Command, name: &str| {
            root.build();
            root.find_subcommand_mut(name).unwrap().render_long_help().to_string()
        };
        let all = Cli::command();
        assert!(all.get_subcommands().count() > 20);
        for command in all.get_subcommands() {
            let name = command.get_name();
            let named = crate::cli::Command::named(name).unwrap_or_else(|| panic!("{name}"));
            assert_eq!(help(globals().subcommand(named), name), help(all.clone(), name));
        }
        assert!(crate::cli::Command::named("nonsense").is_none());
    }

    #[test]
    fn one_command_reads_what_all_of_them_read() {
        for line in [
            "s list --limit 3",
            "s -p sandbox get a b --tree -o json",
            "s -qp sandbox get x",
            "s sandbox reset -y",
            "s password set --user u --group g -v",
        ] {
            let arguments = words(line);
            let cli =
                |mut matches| format!("{:?}", Cli::from_arg_matches_mut(&mut matches).unwrap());
            let all = Cli::command().try_get_matches_from(&arguments).unwrap();
            let one = quickly(globals(), &arguments).unwrap_or_else(|| panic!("{line}")).unwrap();
            assert_eq!(cli(one), cli(all), "{line}");
        }
        for line in ["s list --limt", "s nonsense", "s list --help", "s -q", "s"] {
            assert!(quickly(globals(), &words(line)).is_none(), "{line}");
        }
    }

    #[test]
    fn the_version_is_known_without_any_command() {
        for line in ["s --version", "s -q -V"] {
            let all = Cli::command().try_get_matches_from(words(line)).unwrap_err();
            let quick = quickly(globals(), &words(line)).unwrap().unwrap_err();
            assert_eq!(quick.to_string(), all.to_string());
        }
    }
}
