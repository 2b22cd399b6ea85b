//! `syncgroup help`

use std::fmt::Write as _;

use clap::Args;

use crate::api::Permission;
use crate::app::session::context::Context;
use crate::cli::args::save::Save;
use crate::cli::commands::{Access, Command, Declaration, Scopes};
use crate::cli::complete;
use crate::cli::help;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::manifest;

/// Explain a command or a topic
///
/// Topics: options, exit-codes, environment, output, config, manifest, automation, scopes, and manifest-schema, the JSON
/// Schema of a manifest for editors.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup help new
syncgroup help exit-codes
syncgroup help manifest-schema > syncgroup.schema.json")]
pub struct Help {
    /// A topic, or a command with its subcommand
    #[arg(value_name = "TOPIC|COMMAND", add = complete::topics())]
    words: Vec<String>,

    #[command(flatten)]
    pub save: Save,
}

/// The topics, in the order of the help, with what they are about.
pub const TOPICS: [(&str, &str); 9] = [
    ("options", "the options that every command takes"),
    ("exit-codes", "what the exit code says"),
    ("environment", "the variables that are read"),
    ("output", "formats, columns, streams, colour, pager"),
    ("config", "the config file and its keys"),
    ("manifest", "groups as code"),
    ("automation", "scripts, CI, cron"),
    ("scopes", "the scopes that each command needs"),
    ("manifest-schema", "the JSON Schema of a manifest"),
];

impl Declaration for Help {
    const ACCESS: Access = Access::Local;
    const SCOPES: Scopes = Scopes::NONE;

    fn save(&mut self) -> Option<&mut Save> {
        Some(&mut self.save)
    }
}

impl Help {
    #[expect(clippy::unused_async, reason = "every command is run the same way")]
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        let topic = words.first().and_then(|word| topic_text(word));
        let text = match (topic, words.as_slice()) {
            (Some(text), [_]) => text,
            (Some(_), [topic, more, ..]) => return Err(one_topic(topic, more)),
            _ => command_text(&words)?,
        };
        ctx.out()?.styled(&text)?;
        Ok(Code::Done)
    }
}

/// The text of a topic; `None` where there is no such topic.
pub fn topic_text(topic: &str) -> Option<String> {
    Some(match topic {
        "options" => help::global_options(),
        "exit-codes" => exit_codes(),
        "environment" => environment(),
        "output" => include_str!("topics/output.txt").to_owned(),
        "config" => include_str!("topics/config.txt").to_owned(),
        "manifest" => include_str!("topics/manifest.txt").to_owned(),
        "automation" => include_str!("topics/automation.txt").to_owned(),
        "scopes" => scopes(),
        "manifest-schema" => manifest::schema(),
        _ => return None,
    })
}

/// The variables that are read on this system.
fn environment() -> String {
    let files = if cfg!(windows) {
        include_str!("topics/files-windows.txt")
    } else if cfg!(target_os = "macos") {
        include_str!("topics/files-macos.txt")
    } else {
        include_str!("topics/files-unix.txt")
    };
    include_str!("topics/environment.txt").replace("{files}", files)
}

fn exit_codes() -> String {
    let mut text = String::from("Exit codes\n\n");
    for (code, meaning) in Code::ALL {
        let _ = writeln!(text, "  {:>3}  {meaning}", code.number());
    }
    text.push_str(include_str!("topics/exit-codes.txt"));
    for (kind, meaning) in ErrorKind::ALL {
        let _ = writeln!(text, "  {:<22}  {meaning}", kind.word());
    }
    text
}

/// The scopes that each command declares.
fn scopes() -> String {
    let mut text = include_str!("topics/scopes.txt").to_owned();
    let list = |permissions: &[Permission]| {
        let scopes = permissions.iter().map(|permission| permission.scope());
        scopes.map(str::to_owned).collect::<Vec<_>>()
    };
    for (command, scopes) in Command::SCOPES {
        let (needed, useful) = (list(scopes.needed), list(scopes.useful));
        if needed.is_empty() && useful.is_empty() {
            continue;
        }
        for line in 0..needed.len().max(useful.len()) {
            let cell = |words: &[String]| words.get(line).cloned().unwrap_or_default();
            let name = if line == 0 { command } else { "" };
            let row = format!("  {name:<10}  {:<32}  {}", cell(&needed), cell(&useful));
            let _ = writeln!(text, "{}", row.trim_end());
        }
    }
    let none = |(command, scopes): &&(&'static str, Scopes)| {
        let none = scopes.needed.is_empty() && scopes.useful.is_empty();
        none && *command != "api"
    };
    let local: Vec<&str> = Command::SCOPES.iter().filter(none).map(|(name, _)| *name).collect();
    let _ = writeln!(text, "\n  api         what its request needs");
    for (line, names) in local.chunks(7).enumerate() {
        let name = if line == 0 { "none" } else { "" };
        let _ = writeln!(text, "  {name:<10}  {}", names.join(", "));
    }
    text
}

/// The long help of a command; without words, of the program.
fn command_text(words: &[&str]) -> Result<String> {
    if words.is_empty() {
        return Ok(help::long());
    }
    let root = help::command();
    let mut command = &root;
    for (at, word) in words.iter().enumerate() {
        let below = command.find_subcommand(word);
        command = below.ok_or_else(|| match at {
            0 => unknown(word, command),
            at => no_subcommand(word, command, &words[..at]),
        })?;
    }
    let arguments =
        ["syncgroup"].iter().chain(words).chain(&["--help"]).copied().collect::<Vec<_>>();
    match help::command().try_get_matches_from(arguments) {
        Err(shown) => Ok(help::render(&shown)),
        Ok(_) => Err(Error::usage(format!("`{}` has no help", words.join(" ")))),
    }
}

/// A word behind a topic, which may be another topic or a command.
fn one_topic(topic: &str, more: &str) -> Error {
    let error = Error::usage(format!("unexpected word `{more}` after the topic `{topic}`"));
    let root = help::command();
    let known = topic_text(more).is_some() || root.find_subcommand(more).is_some();
    let other = known.then(|| CommandLine::local("help").word(more));
    other.into_iter().fold(error.hint(CommandLine::local("help").word(topic)), Error::hint)
}

/// A word behind a command that is none of its subcommands.
fn no_subcommand(word: &str, command: &clap::Command, path: &[&str]) -> Error {
    let error = Error::usage(format!("`{}` has no subcommand `{word}`", path.join(" ")));
    let names = command.get_subcommands().map(clap::Command::get_name);
    let help = path.iter().fold(CommandLine::local("help"), |line, word| line.word(*word));
    match crate::suggest::nearest(word, names) {
        Some(near) => error.hint(help.word(near)),
        None => error.hint(help),
    }
}

fn unknown(word: &str, command: &clap::Command) -> Error {
    let commands = command.get_subcommands().map(clap::Command::get_name);
    let topics = TOPICS.iter().map(|(topic, _)| *topic);
    let names: Vec<&str> = topics.chain(commands).collect();
    let error = Error::usage(format!("unknown command or topic `{word}`"));
    let begins = names.iter().find(|name| word.len() > 2 && name.starts_with(word)).copied();
    let error = match begins.or_else(|| crate::suggest::nearest(word, names)) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error,
    };
    error.hint(CommandLine::local("help"))
}
