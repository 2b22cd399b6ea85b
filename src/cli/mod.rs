//! The command line: arguments in, calls of the application, output out.

use std::ffi::OsString;
use std::num::{IntErrorKind, ParseIntError};

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{FromArgMatches as _, Parser};

use crate::app::session::options::GlobalOptions;
use crate::cli::commands::Access;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Result};
use crate::output::Format;
use crate::suggest::nearest;

pub mod args;
pub mod cmdlet;
pub mod commands;
pub mod complete;
pub mod correct;
pub mod examples;
pub mod globals;
pub mod help;
pub mod parse;
pub mod several_profiles;
pub mod spinner;

pub use crate::app::session::context::Context;
pub use crate::app::session::interrupt::{Interrupt, Signal, interrupted, listen};
pub use commands::Command;
pub use commands::completions::script;
pub use complete::{VARIABLE as COMPLETE, answer as complete};
pub use globals::Globals;

/// Manage the password sync groups of SailPoint Identity Security Cloud
///
/// Profile `sandbox` is a tenant that lives inside the program, to try things with. `syncgroup help TOPIC` explains
/// exit-codes, environment, output, config, manifest and automation. In the admin's web interface, sync groups are
/// below Admin → Password Mgmt → Sync Groups.
#[derive(Debug, Parser)]
#[command(before_long_help = "\
syncgroup -p sandbox list
syncgroup -p sandbox get --tree 'Password Sync Group 1'
syncgroup help automation")]
#[command(
    name = "syncgroup",
    // Whatever the file is called: `syncgroup.exe` is typed as `syncgroup` too.
    bin_name = "syncgroup",
    version,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    max_term_width = 100
)]
pub struct Cli {
    #[command(flatten)]
    pub globals: Globals,

    #[command(subcommand)]
    pub command: Command,
}

/// What the arguments ask for.
pub enum Parsed {
    /// A command to run.
    Command(Box<Cli>),
    /// Help or a version to print.
    Text(String),
    /// Nothing: the mistake, and the help to show instead of it.
    NoCommand(Error, String),
}

/// Reads the arguments; mistakes are errors of the program like all others.
pub fn parse(arguments: &[OsString]) -> Result<Parsed> {
    let globals = parse::globals();
    if let Some(help) = help::of_program(&globals, arguments) {
        return Ok(Parsed::Text(help));
    }
    let translated = cmdlet::translate(&globals, arguments)?;
    let own = translated == arguments;
    if own {
        check_spelling(arguments)?;
    }
    match parse::matches(globals, &translated)
        .and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches))
    {
        Ok(mut cli) => {
            cli.globals.cmdlet = !own;
            cli.globals.save = cli.command.save().and_then(|save| save.save.take());
            match &mut cli.command {
                Command::Batch(batch) => batch.take_output(&mut cli.globals),
                Command::Check(check) => check.take_report(&mut cli.globals),
                Command::Diff(diff) => diff.take_markdown(&mut cli.globals),
                _ => {}
            }
            check_format(&mut cli)?;
            Ok(Parsed::Command(Box::new(cli)))
        }
        Err(error) if !error.use_stderr() => Ok(Parsed::Text(help::render(&error))),
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
            ) =>
        {
            no_command(&error.render().to_string())
        }
        Err(error) => {
            let unknown = own && error.kind() == ErrorKind::UnknownArgument;
            let ours = unknown.then(|| cmdlet::ours(arguments)).flatten();
            match correct::line(&translated).filter(|_| own && ours.is_none()) {
                Some(line) => Err(Error::usage(first_line(&error.render().to_string())).hint(line)),
                None => Err(mistake(&error, ours)),
            }
        }
    }
}

/// Refuses a word for no format of the command. Where it has none, it says itself what it has instead.
fn check_format(cli: &mut Cli) -> Result<()> {
    let formats = cli.command.own_formats();
    match &cli.globals.output {
        Some(word) if !formats.is_empty() && word.parse::<Format>().is_err() => {
            Err(Format::unknown(word, formats, cli.command.save().is_some()))
        }
        _ => Ok(()),
    }
}

/// Refuses what clap would read as something else.
fn check_spelling(arguments: &[OsString]) -> Result<()> {
    if let Some((word, ours, line)) = correct::single_dash(arguments) {
        let error = Error::usage(if ours {
            format!("`{word}` needs two dashes")
        } else {
            format!("there is no option `{word}`")
        });
        return Err(line.into_iter().fold(error, Error::hint));
    }
    if let Some((file, line)) = correct::bare_file(arguments) {
        let error = Error::usage(format!("`{file}` is a file, and needs `-f`"));
        return Err(line.into_iter().fold(error, Error::hint));
    }
    Ok(())
}

/// What clap says in its first line.
fn first_line(text: &str) -> String {
    let first = text.split("\n\n").next().unwrap_or_default().trim();
    let first = first.lines().next().unwrap_or_default();
    first.strip_prefix("error: ").unwrap_or(first).to_owned()
}

/// clap's own words, in the shape of every other error. Where our spelling of a cmdlet's parameter is known, it is
/// worth more than a guess.
fn mistake(error: &clap::Error, ours: Option<String>) -> Error {
    let text = error.render().to_string();
    let mut paragraphs = text.split("\n\n").map(str::trim);
    let first = paragraphs.next().unwrap_or_default();
    let mut mistake = Error::usage(plain(first.strip_prefix("error: ").unwrap_or(first), error));
    let known = ours.is_some();
    let meant = if known { None } else { meant(error) };
    mistake = ours.into_iter().fold(mistake, Error::hint);
    mistake = meant
        .into_iter()
        .fold(mistake, |mistake, near| mistake.hint(format!("did you mean `{near}`?")));
    if matches!(error.kind(), ErrorKind::UnknownArgument | ErrorKind::InvalidSubcommand) {
        // The usage that clap shows here is made of what it suggests.
        let usage = paragraphs.find_map(|paragraph| paragraph.strip_prefix("Usage: "));
        return mistake.hint(help_of(usage.unwrap_or_default()));
    }
    for paragraph in paragraphs {
        if let Some(usage) = paragraph.strip_prefix("Usage: ") {
            mistake = mistake.hint(format!("usage: {usage}"));
        } else if let Some(tip) = paragraph.strip_prefix("tip: ") {
            mistake = mistake.hint(tip);
        }
    }
    mistake
}

/// How to see the help of the command that a usage line is about.
fn help_of(usage: &str) -> CommandLine {
    let words = usage.split(' ').skip(1).take_while(|word| !word.starts_with(['[', '<', '-']));
    CommandLine::without_tenant(words).word("--help")
}

/// What clap says, without what only programmers call a number that is none.
fn plain(text: &str, error: &clap::Error) -> String {
    let why = std::error::Error::source(error);
    match why.and_then(|why| why.downcast_ref::<ParseIntError>()) {
        Some(why) => {
            let words = match why.kind() {
                IntErrorKind::PosOverflow => "the number is too large",
                _ => "a whole number is expected, such as 10",
            };
            text.replace(&why.to_string(), words)
        }
        None => text.to_owned(),
    }
}

/// Which of clap's suggestions is near enough to what was typed to be meant.
fn meant(error: &clap::Error) -> Option<String> {
    let text = |kind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        _ => None,
    };
    let suggested = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    };
    let pairs = [
        (ContextKind::InvalidSubcommand, ContextKind::SuggestedSubcommand),
        (ContextKind::InvalidValue, ContextKind::SuggestedValue),
        (ContextKind::InvalidArg, ContextKind::SuggestedArg),
    ];
    pairs.into_iter().find_map(|(typed, suggestions)| {
        let (typed, suggestions) = (text(typed)?, suggested(suggestions));
        let word = typed.split('=').next().unwrap_or_default();
        let suggestions = if correct::is_unsupported(word) { Vec::new() } else { suggestions };
        nearest(word, suggestions.iter().map(String::as_str)).map(str::to_owned)
    })
}

/// The help that clap shows instead names the command that needs another behind it.
fn no_command(help: &str) -> Result<Parsed> {
    let usage = help.lines().find_map(|line| line.strip_prefix("Usage: ")).unwrap_or_default();
    let words = usage.split(' ').take_while(|word| !word.starts_with(['[', '<']));
    match words.collect::<Vec<_>>().as_slice() {
        [_, rest @ ..] if !rest.is_empty() => {
            Err(Error::usage(format!("`{}` needs a subcommand", rest.join(" ")))
                .hint(help_of(usage)))
        }
        _ => {
            let error = Error::usage("no command was given")
                .hint(CommandLine::local("--help"))
                .hint(CommandLine::local("-p sandbox list"));
            Ok(Parsed::NoCommand(error, help::short()))
        }
    }
}

/// The global options that matter for an error, where the arguments as a whole make no sense.
pub fn globals_of_mistake(arguments: &[OsString]) -> GlobalOptions {
    let arguments: Vec<&str> = arguments.iter().filter_map(|argument| argument.to_str()).collect();
    let behind = |at: usize| arguments.get(at + 1).map(|&value| value.to_owned());
    let output = arguments.iter().enumerate().find_map(|(at, argument)| match *argument {
        "-o" | "--output" => behind(at),
        _ => argument
            .strip_prefix("--output=")
            .or_else(|| argument.strip_prefix("-o"))
            .map(str::to_owned),
    });
    let profile = arguments.iter().enumerate().find_map(|(at, argument)| match *argument {
        "-p" | "--profile" => behind(at),
        _ => argument.strip_prefix("--profile=").map(str::to_owned),
    });
    let profile = profile.or_else(|| bundled_profile(&arguments));
    // A format that there is not would hide the mistake behind another one.
    GlobalOptions {
        output: output.filter(|format| format.parse::<Format>().is_ok()),
        profile,
        ..GlobalOptions::default()
    }
}

/// The profile of `-pprod` or `-qp prod`. Behind the command such a word may be the name of a cmdlet's parameter.
fn bundled_profile(arguments: &[&str]) -> Option<String> {
    let words: Vec<OsString> = arguments.iter().map(OsString::from).collect();
    let command = parse::place(&parse::globals(), &words)?;
    if correct::single_dash(&words).is_some() {
        return None;
    }
    (1..command).find_map(|at| {
        let letters = arguments[at].strip_prefix('-')?;
        let rest = letters.trim_start_matches(['i', 'n', 'q', 'v', 'y']).strip_prefix('p')?;
        let name = if rest.is_empty() { arguments.get(at + 1)? } else { rest };
        Some(name.trim_start_matches('=').to_owned())
    })
}

/// Runs the command to its end, for one tenant or for several.
pub async fn run(command: Command, ctx: &Context) -> Result<Code> {
    if command.access() == Access::Reads {
        return spinner::beside(ctx, Box::pin(run_for_profiles(command, ctx))).await;
    }
    run_for_profiles(command, ctx).await
}

async fn run_for_profiles(command: Command, ctx: &Context) -> Result<Code> {
    if let Some(profiles) = several_profiles::profiles(ctx)? {
        return several_profiles::run(&command, &profiles, ctx).await;
    }
    command.run(ctx).await
}
