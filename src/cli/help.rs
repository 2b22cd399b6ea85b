//! The help as it is printed: of the program, of a command, and of the options that every command takes.

use std::ffi::OsString;
use std::fmt::Write as _;

use clap::{Arg, Command};

use crate::cli::{commands, examples, parse};

/// The width that the help of the program is written for.
const WIDTH: usize = 80;

const ABOUT: &str = "Manage the password sync groups of SailPoint Identity Security Cloud";

/// The global options that the help of the program shows; `help options` has all of them.
const GLOBALS: [&str; 5] = ["profile", "output", "dry_run", "yes", "quiet"];

/// Commands that need no line of their own in the help of the program.
const PLAIN: [&str; 4] = ["completions", "man", "version", "help"];

/// The help that the arguments ask for with `-h` or `--help` and without a command: that of the program.
pub fn of_program(globals: &Command, arguments: &[OsString]) -> Option<String> {
    if parse::place(globals, arguments).is_some() {
        return None;
    }
    let asked = arguments.iter().skip(1).rev().find_map(|word| match word.to_str()? {
        "-h" => Some(short()),
        "--help" => Some(long()),
        _ => None,
    });
    asked.filter(|_| arguments.iter().all(|word| word != "--"))
}

/// The commands by name, as a bare `syncgroup` and `-h` show them.
pub fn short() -> String {
    let width = commands::GROUPS.iter().map(|(heading, _)| heading.len()).max().unwrap_or(0);
    let mut text = top();
    for (heading, names) in commands::GROUPS {
        let indent = " ".repeat(width + 2);
        let heading = format!("{}{}", bold(heading), " ".repeat(width + 2 - heading.len()));
        let names = wrap(&names.join(", "), WIDTH - width - 2).join(&format!("\n{indent}"));
        let _ = writeln!(text, "{heading}{names}");
    }
    text + "\n\
        syncgroup --help           what each command does\n\
        syncgroup COMMAND -h       the options of a command, --help with examples\n\
        syncgroup -p sandbox list  a first try, on the tenant inside the program\n\
        syncgroup login            sign in to a tenant of your own\n"
}

/// The commands in groups, each with what it does.
pub fn long() -> String {
    let root = examples::command();
    let mut text = top();
    for (heading, names) in commands::GROUPS {
        let _ = writeln!(text, "{}", bold(heading));
        let lines = names.iter().filter(|name| !PLAIN.contains(name));
        for command in lines.filter_map(|name| root.find_subcommand(name)) {
            let _ = writeln!(text, "{}", line(command));
        }
    }
    let _ = writeln!(text, "  {} TOPIC\n{}", PLAIN.join(", "), bold("Options"));
    for option in parse::globals().get_arguments() {
        if GLOBALS.contains(&option.get_id().as_str()) {
            let _ = writeln!(text, "{}", option_line(option));
        }
    }
    text + "\nAll of them: syncgroup help options. A first try: syncgroup -p sandbox list\n"
}

/// Every option that all commands take.
pub fn global_options() -> String {
    let template = "Options that every command takes, before it or behind it\n\n{options}\n\n\
        Most have a variable (syncgroup help environment) and a key in the profile\n\
        (syncgroup help config): the option counts most, the profile least.";
    let mut globals = parse::globals()
        .disable_help_flag(true)
        .disable_version_flag(true)
        .max_term_width(100)
        .help_template(template);
    without_trailing_blanks(&globals.render_long_help().ansi().to_string())
}

/// All commands as their help shows them: own options, and the global ones that matter.
pub fn command() -> Command {
    let globals = parse::globals();
    let globals: Vec<Arg> = globals.get_arguments().cloned().collect();
    let root = examples::command();
    let names: Vec<String> =
        root.get_subcommands().map(|each| each.get_name().to_owned()).collect();
    names.into_iter().fold(root, |root, name| {
        let shown = commands::Command::globals(&name);
        let globals = with_formats(&globals, commands::Command::formats(&name));
        root.mut_subcommand(name, |command| select(command, &globals, shown))
    })
}

/// The global options as a command with these formats has them.
fn with_formats(globals: &[Arg], formats: &[&str]) -> Vec<Arg> {
    let list = match formats {
        [before @ .., last] if !before.is_empty() => format!("{} or {last}", before.join(", ")),
        formats => formats.concat(),
    };
    let with_list = |global: &Arg| match global.get_id().as_str() {
        "output" => global.clone().help(list.clone()),
        _ => global.clone(),
    };
    globals.iter().map(with_list).collect()
}

/// What clap has to show: a help in its final form, or a version.
pub fn render(shown: &clap::Error) -> String {
    let text = examples::with_blanks(&shown.render().ansi().to_string());
    without_trailing_blanks(&text)
}

/// Gives a command the global options before clap does, each hidden unless it is one of those that are shown.
fn select(command: Command, globals: &[Arg], shown: &[&str]) -> Command {
    let heading = "Global options (all of them: syncgroup help options)";
    let mut command = command;
    for global in globals {
        let id = global.get_id();
        if command.get_arguments().all(|own| own.get_id() != id) {
            let hidden = !shown.contains(&id.as_str());
            // Their details are in `help options`.
            let global = global.clone().long_help(None).help_heading(heading);
            command = command.arg(global.hide(hidden));
        }
    }
    let aliases = command.get_visible_aliases().collect::<Vec<_>>().join(", ");
    if !aliases.is_empty() {
        command = command.after_help(format!("Also spelled: {aliases}"));
    }
    let names: Vec<String> =
        command.get_subcommands().map(|each| each.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(name, |command| select(command, globals, shown))
    })
}

fn top() -> String {
    format!("{ABOUT}\n\n{} syncgroup [OPTIONS] <COMMAND>\n\n", bold("Usage:"))
}

fn line(command: &Command) -> String {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let about = about.split(';').next().unwrap_or_default();
    let aliases = command.get_visible_aliases().collect::<Vec<_>>().join(", ");
    let aliases = if aliases.is_empty() { aliases } else { format!(" (also: {aliases})") };
    format!("  {:<12} {about}{aliases}", command.get_name())
}

fn option_line(option: &Arg) -> String {
    let short = option.get_short().map_or_else(|| "    ".to_owned(), |short| format!("-{short}, "));
    let long = option.get_long().unwrap_or_default();
    let value = option.get_value_names().filter(|_| option.get_action().takes_values());
    let value = value.map(|names| format!(" {}", names.join(" "))).unwrap_or_default();
    let help = option.get_help().map(ToString::to_string).unwrap_or_default();
    format!("  {:<24} {help}", format!("{short}--{long}{value}"))
}

/// The text without the blanks that clap leaves on empty lines, and with an end of line at its end.
fn without_trailing_blanks(text: &str) -> String {
    text.lines().flat_map(|line| [line.trim_end(), "\n"]).collect()
}

fn bold(text: &str) -> String {
    let style = anstyle::Style::new().bold();
    format!("{style}{text}{style:#}")
}

/// The text in lines of at most this width, broken at blanks.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.len() + 1 + word.len() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_of_the_program_fits_a_screen() {
        let text = anstream::adapter::strip_str(&long()).to_string();
        assert!(text.lines().count() < 45, "{text}");
        for (_, names) in commands::GROUPS {
            for name in *names {
                let shown = text.contains(&format!("\n  {name} ")) || PLAIN.contains(name);
                assert!(shown, "no `{name}` in:\n{text}");
            }
        }
        let short = anstream::adapter::strip_str(&short()).to_string();
        assert!(short.lines().count() <= 24, "{short}");
        for line in text.lines().chain(short.lines()) {
            assert!(line.len() <= WIDTH, "{line}");
        }
    }

    #[test]
    fn every_global_option_is_shown_or_has_a_place_in_help_options() {
        let text = anstream::adapter::strip_str(&global_options()).to_string();
        for option in parse::globals().get_arguments() {
            let long = option.get_long().unwrap_or_default();
            assert!(text.contains(&format!("--{long}")), "no `--{long}` in:\n{text}");
        }
        for (_, names) in commands::GROUPS {
            for id in names.iter().flat_map(|name| commands::Command::globals(name)).chain(&GLOBALS)
            {
                let known = parse::globals().get_arguments().any(|option| option.get_id() == *id);
                assert!(known, "`{id}` is no global option");
            }
        }
    }
}
