//! The commands as clap shows them: examples first, then everything else.
//!
//! A command's examples are its `before_long_help`: lines that a shell runs as they are. Here they take their place
//! below the first sentence of the long help, where man pages and the test that runs them find them too.

use clap::{Command, CommandFactory as _};

use crate::cli::Cli;

/// All commands, their help in the order in which it teaches.
pub fn command() -> Command {
    teach(Cli::command())
}

/// The examples of a command as derived from its file, one a line; none where it has none.
pub fn examples(command: &Command) -> Option<String> {
    command.get_before_long_help().map(ToString::to_string)
}

fn teach(command: Command) -> Command {
    let mut command = command;
    if let Some(examples) = examples(&command) {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let whole = command.get_long_about().map(ToString::to_string).unwrap_or_default();
        let rest = whole.strip_prefix(&about).unwrap_or(&whole).trim();
        let examples = examples.replace('\n', "\n  ");
        let text = format!("{about}\n\nExamples:\n  {examples}\n\n{rest}");
        command = command.long_about(text.trim_end().to_owned()).before_long_help(None);
    }
    let names: Vec<String> =
        command.get_subcommands().map(|each| each.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, teach))
}
