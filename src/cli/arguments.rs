//! Reads the arguments, with as little of clap as they need.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{Arg, ArgMatches, Args as _, Command, CommandFactory as _};

use super::{Cli, Globals, lessons};

/// What clap makes of the arguments.
pub(super) fn matches(arguments: &[OsString]) -> Result<ArgMatches, clap::Error> {
    if arguments.iter().any(|word| word == "-h" || word == "--help") {
        return lessons::command().try_get_matches_from(arguments);
    }
    if let Some(matches) = quickly(arguments) {
        return matches;
    }
    match read(Cli::command(), arguments) {
        // The lessons are only for those who ask for them.
        Err(error) if error.kind() == ErrorKind::DisplayHelp => {
            lessons::command().try_get_matches_from(arguments)
        }
        matches => matches,
    }
}

/// Reads them by the one command that they name, or none: handing the global options to all others is half of a start.
/// Where anything is wrong with them, whoever knows all commands says what.
fn quickly(arguments: &[OsString]) -> Option<Result<ArgMatches, clap::Error>> {
    let root = Command::new("syncgroup").version(env!("CARGO_PKG_VERSION"));
    let root = Globals::augment_args(root.disable_help_subcommand(true));
    let Some(name) = first_word(&root, arguments) else {
        let matches = read(root, arguments);
        let asked = |error: &clap::Error| error.kind() == ErrorKind::DisplayVersion;
        return matches.as_ref().is_err_and(asked).then_some(matches);
    };
    let mut all = Cli::command();
    let one = std::mem::take(all.find_subcommand_mut(name)?);
    std::mem::forget(all);
    read(root.subcommand(one), arguments).ok().map(Ok)
}

fn read(mut command: Command, arguments: &[OsString]) -> Result<ArgMatches, clap::Error> {
    let matches = command.try_get_matches_from_mut(arguments);
    // Thousands of small pieces that go with the process anyway.
    std::mem::forget(command);
    matches
}

/// The first word behind the program's name that is no option and no option's value.
fn first_word<'a>(command: &Command, arguments: &'a [OsString]) -> Option<&'a str> {
    let mut words = arguments.iter().skip(1).map(|word| word.to_str());
    loop {
        let word = words.next()??;
        if !word.starts_with('-') {
            return Some(word);
        }
        if takes_value(command, word) {
            words.next();
        }
    }
}

/// Whether the next word belongs to this one, as in `--profile sandbox`.
pub(super) fn takes_value(command: &Command, word: &str) -> bool {
    let is = |arg: &&Arg| match word.strip_prefix("--") {
        Some(long) => arg.get_long() == Some(long),
        None => arg.get_short().is_some_and(|short| word.chars().eq(['-', short])),
    };
    command.get_arguments().find(is).is_some_and(|arg| arg.get_action().takes_values())
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
        let command = Cli::command();
        let word = |line: &str| first_word(&command, &words(line)).map(str::to_owned);
        assert_eq!(word("s list --limit 3").as_deref(), Some("list"));
        assert_eq!(word("s -p new --output json -q get x").as_deref(), Some("get"));
        assert_eq!(word("s --profile=new get").as_deref(), Some("get"));
        assert_eq!(word("s -p"), None);
        assert_eq!(word("s"), None);
    }

    #[test]
    fn one_command_reads_what_all_of_them_read() {
        for line in [
            "s list --limit 3",
            "s -p sandbox get a b --tree -o json",
            "s sandbox reset -y",
            "s password set --user u --group g -v",
        ] {
            let arguments = words(line);
            let cli =
                |mut matches| format!("{:?}", Cli::from_arg_matches_mut(&mut matches).unwrap());
            let all = Cli::command().try_get_matches_from(&arguments).unwrap();
            let one = quickly(&arguments).unwrap_or_else(|| panic!("{line}")).unwrap();
            assert_eq!(cli(one), cli(all), "{line}");
        }
        for line in
            ["s -qp sandbox get x", "s list --limt", "s nonsense", "s list --help", "s -q", "s"]
        {
            assert!(quickly(&words(line)).is_none(), "{line}");
        }
    }

    #[test]
    fn the_version_is_known_without_any_command() {
        for line in ["s --version", "s -q -V"] {
            let all = Cli::command().try_get_matches_from(words(line)).unwrap_err();
            let quick = quickly(&words(line)).unwrap().unwrap_err();
            assert_eq!(quick.to_string(), all.to_string());
        }
    }
}
