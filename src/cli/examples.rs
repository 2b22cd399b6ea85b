//! The commands as clap shows them: examples first, then everything else.
//!
//! A command's examples are its `before_long_help`: lines that a shell runs as they are. Here they take their place
//! below the first sentence of the long help, where man pages and the test that runs them find them too.

use clap::{Command, CommandFactory as _};

use crate::cli::Cli;

/// Stands for a blank in an example until the help is printed: clap would break the line there.
const BLANK: char = '\u{e000}';

/// The longest example that stands on one line.
const WIDTH: usize = 78;

/// What tells the shell that a command goes on in the next line.
const CONTINUED: &str = if cfg!(windows) { " `" } else { " \\" };

/// All commands, their help in the order in which it teaches.
pub fn command() -> Command {
    teach(Cli::command())
}

/// The examples of a command as derived from its file, one a line; none where it has none.
pub fn examples(command: &Command) -> Option<String> {
    command.get_before_long_help().map(ToString::to_string)
}

/// The text as it is printed.
pub fn with_blanks(text: &str) -> String {
    text.replace(BLANK, " ")
}

fn teach(command: Command) -> Command {
    let mut command = command;
    if let Some(examples) = examples(&command) {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let whole = command.get_long_about().map(ToString::to_string).unwrap_or_default();
        let rest = whole.strip_prefix(&about).unwrap_or(&whole).trim();
        let examples = examples.lines().map(laid_out).collect::<Vec<_>>().join("\n");
        let text = format!("{about}\n\nExamples:\n{examples}\n\n{rest}");
        command = command.long_about(text.trim_end().to_owned()).before_long_help(None);
    }
    let names: Vec<String> =
        command.get_subcommands().map(|each| each.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, teach))
}

/// An example as the help shows it. One that is too long goes on below where a shell goes on reading too: behind a `|`,
/// or behind what continues a line.
fn laid_out(example: &str) -> String {
    if example.chars().count() <= WIDTH {
        return format!("  {example}").replace(' ', &BLANK.to_string());
    }
    let commands: Vec<String> = example.split(" | ").map(continued).collect();
    format!("  {}", commands.join(" |\n    ")).replace(' ', &BLANK.to_string())
}

/// A command in lines that are not too long, broken in front of options.
fn continued(command: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for part in command.split(" --") {
        match lines.last_mut() {
            Some(line) if line.len() + part.len() < WIDTH - CONTINUED.len() - 8 => {
                line.push_str(" --");
                line.push_str(part);
            }
            Some(_) => lines.push(format!("      --{part}")),
            None => lines.push(part.to_owned()),
        }
    }
    lines.join(&format!("{CONTINUED}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_example_is_wider_than_a_terminal() {
        fn check(command: &Command) {
            for line in examples(command).iter().flat_map(|text| text.lines().map(laid_out)) {
                for line in line.lines() {
                    assert!(line.chars().count() <= 80, "{}", with_blanks(line));
                }
            }
            command.get_subcommands().for_each(check);
        }
        check(&Cli::command());
    }
}
