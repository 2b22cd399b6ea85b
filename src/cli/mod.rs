//! The front door: one file per command.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{Args as _, FromArgMatches as _, Parser, Subcommand};

use crate::app::session::options::GlobalOptions;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Result};
use crate::output::Format;

pub mod args;
pub mod cmdlet;
pub mod commands;
pub mod complete;
pub mod examples;
pub mod globals;
pub mod parse;
pub mod several_profiles;
pub mod spinner;

#[cfg(feature = "sandbox")]
use commands::sandbox;
use commands::{
    api, apply, check, completions, diff, doctor, export, get, graph, help, history, list, login,
    man, new, password, policies, profile, remove, sources, undo, update, version,
};

pub use crate::app::session::context::Context;
pub use crate::app::session::interrupt::{Interrupt, Signal, interrupted, listen};
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

/// Declares the commands: the enum that clap reads, and each one for itself, so that a start need not build all.
macro_rules! commands {
    ($($(#[$only:meta])? $word:literal => $module:ident::$name:ident,)*) => {
        /// The commands, in the order of the help.
        #[derive(Debug, Subcommand)]
        pub enum Command {
            $($(#[$only])? $name($module::$name),)*
        }

        impl Command {
            /// The command of this name, as clap sees it.
            fn named(name: &str) -> Option<clap::Command> {
                match name {
                    $($(#[$only])? $word => Some($module::$name::augment_args(clap::Command::new($word))),)*
                    _ => None,
                }
            }
        }
    };
}

commands! {
    "new" => new::New,
    "get" => get::Get,
    "list" => list::List,
    "update" => update::Update,
    "remove" => remove::Remove,
    "export" => export::Export,
    "diff" => diff::Diff,
    "apply" => apply::Apply,
    "check" => check::Check,
    "history" => history::History,
    "undo" => undo::Undo,
    "sources" => sources::Sources,
    "policies" => policies::Policies,
    "password" => password::Password,
    "graph" => graph::Graph,
    "profile" => profile::Profile,
    "login" => login::Login,
    "logout" => login::Logout,
    "doctor" => doctor::Doctor,
    "api" => api::Api,
    #[cfg(feature = "sandbox")]
    "sandbox" => sandbox::Sandbox,
    "completions" => completions::Completions,
    "man" => man::Man,
    "version" => version::Version,
    "help" => help::Help,
}

impl Command {
    /// Whether it only reads, and never asks: a spinner may stand beside it.
    const fn only_reads(&self) -> bool {
        matches!(
            self,
            Self::Get(_)
                | Self::List(_)
                | Self::Graph(_)
                | Self::Diff(_)
                | Self::Check(_)
                | Self::Sources(_)
                | Self::Policies(_)
                | Self::Doctor(_)
        )
    }
}

/// What the arguments ask for.
pub enum Parsed {
    /// A command to run.
    Command(Box<Cli>),
    /// Help or a version to print.
    Text(String),
}

/// Reads the arguments; mistakes are errors of the program like all others.
pub fn parse(arguments: &[OsString]) -> Result<Parsed> {
    let globals = parse::globals();
    let translated = cmdlet::translate(&globals, arguments)?;
    let own = translated == arguments;
    match parse::matches(globals, &translated)
        .and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches))
    {
        Ok(mut cli) => {
            if let Command::Check(check) = &mut cli.command {
                check.take_report(&mut cli.globals);
            }
            Ok(Parsed::Command(Box::new(cli)))
        }
        Err(error) if !error.use_stderr() => Ok(Parsed::Text(error.render().ansi().to_string())),
        Err(error) => {
            let unknown = own && error.kind() == ErrorKind::UnknownArgument;
            Err(mistake(&error, unknown.then(|| cmdlet::ours(arguments)).flatten()))
        }
    }
}

/// clap's own words, in the shape of every other error. Where our spelling of a cmdlet's parameter is known, it is
/// worth more than a guess.
fn mistake(error: &clap::Error, ours: Option<String>) -> Error {
    let text = error.render().to_string();
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return no_command(&text);
    }
    let mut paragraphs = text.split("\n\n").map(str::trim);
    let first = paragraphs.next().unwrap_or_default();
    let mut mistake = Error::usage(first.strip_prefix("error: ").unwrap_or(first));
    let known = ours.is_some();
    mistake = ours.into_iter().fold(mistake, Error::hint);
    for paragraph in paragraphs {
        if let Some(usage) = paragraph.strip_prefix("Usage: ") {
            mistake = mistake.hint(format!("usage: {usage}"));
        } else if let Some(tip) = paragraph.strip_prefix("tip: ").filter(|_| !known) {
            mistake = mistake.hint(tip);
        }
    }
    mistake
}

/// The help that clap shows instead names the command that wants another behind it.
fn no_command(help: &str) -> Error {
    let usage = help.lines().find_map(|line| line.strip_prefix("Usage: ")).unwrap_or_default();
    let words = usage.split(' ').take_while(|word| !word.starts_with(['[', '<']));
    match words.collect::<Vec<_>>().as_slice() {
        [_, rest @ ..] if !rest.is_empty() => {
            let command = rest.join(" ");
            Error::usage(format!("`{command}` wants a command behind it"))
                .hint(CommandLine::local("").word(command.to_string()).word("--help"))
        }
        _ => Error::usage("no command was given")
            .hint(CommandLine::local("--help"))
            .hint(CommandLine::local("-p sandbox list")),
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
    // A format that there is not would hide the mistake behind another one.
    GlobalOptions {
        output: output.filter(|format| format.parse::<Format>().is_ok()),
        ..GlobalOptions::default()
    }
}

/// Runs the command to its end, for one tenant or for several.
pub async fn run(command: Command, ctx: &Context) -> Result<Code> {
    if command.only_reads() {
        return spinner::beside(ctx, Box::pin(perform(command, ctx))).await;
    }
    perform(command, ctx).await
}

async fn perform(command: Command, ctx: &Context) -> Result<Code> {
    if let Some(profiles) = several_profiles::profiles(ctx)? {
        return several_profiles::run(&command, &profiles, ctx).await;
    }
    dispatch(command, ctx).await
}

async fn dispatch(command: Command, ctx: &Context) -> Result<Code> {
    match command {
        Command::New(command) => command.run(ctx).await,
        Command::Get(command) => command.run(ctx).await,
        Command::List(command) => command.run(ctx).await,
        Command::Update(command) => command.run(ctx).await,
        Command::Remove(command) => command.run(ctx).await,
        Command::Export(command) => command.run(ctx).await,
        Command::Diff(command) => command.run(ctx).await,
        Command::Apply(command) => command.run(ctx).await,
        Command::Check(command) => command.run(ctx).await,
        Command::History(command) => command.run(ctx).await,
        Command::Undo(command) => command.run(ctx).await,
        Command::Sources(command) => command.run(ctx).await,
        Command::Policies(command) => command.run(ctx).await,
        Command::Password(command) => command.run(ctx).await,
        Command::Graph(command) => command.run(ctx).await.map(|()| Code::Done),
        Command::Profile(command) => command.run(ctx).await,
        Command::Login(command) => command.run(ctx).await,
        Command::Logout(command) => command.run(ctx),
        Command::Doctor(command) => command.run(ctx).await,
        Command::Api(command) => command.run(ctx).await,
        #[cfg(feature = "sandbox")]
        Command::Sandbox(command) => command.run(ctx).await,
        Command::Completions(command) => command.run(ctx).map(|()| Code::Done),
        Command::Man(command) => command.run(ctx).map(|()| Code::Done),
        Command::Version(_) => version::Version::run(ctx).map(|()| Code::Done),
        Command::Help(command) => command.run(ctx).map(|()| Code::Done),
    }
}
