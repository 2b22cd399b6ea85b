//! The cmdlets' own spelling: `Get-PasswordSyncGroups -Limit 10` becomes `list --limit=10` before clap reads it.
//!
//! It is detected in the command's place only. From there on the cmdlet's own parameters are taken, in any case and
//! in full, with one dash, and what is no parameter of it is left as it is: those are options of this program.

use std::ffi::{OsStr, OsString};

use clap::Command;

use crate::cli::parse;
use crate::command_line::CommandLine;
use crate::error::{Error, Result};
use crate::manifest::body;
use crate::profile::BETA;

mod foreign;

mod offer;

pub use foreign::ours;
pub use offer::{Offer, offer};

/// One of the five.
struct Cmdlet {
    name: &'static str,
    command: &'static str,
    parameters: &'static [(&'static str, Meaning)],
}

/// What a parameter becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// The argument of the command.
    Target,
    /// The value of an option.
    Value(&'static str),
    /// A path, `-`, or JSON: the value of `--file`.
    Body,
    /// An option where it is true.
    Switch(&'static str),
    /// `-Confirm`: `--yes` where it is false; `true` is what the command does anyway, if it ever asks.
    Confirm { asks: bool },
}

use Meaning::{Body, Confirm, Switch, Target, Value};

const INFO: (&str, Meaning) = ("WithHttpInfo", Switch("--include"));
const WHAT_IF: (&str, Meaning) = ("WhatIf", Switch("--dry-run"));
const CONFIRM: (&str, Meaning) = ("Confirm", Confirm { asks: false });

const CMDLETS: [Cmdlet; 5] = [
    Cmdlet {
        name: "New-PasswordSyncGroup",
        command: "new",
        parameters: &[("PasswordSyncGroup", Body), INFO, WHAT_IF, CONFIRM],
    },
    Cmdlet {
        name: "Get-PasswordSyncGroup",
        command: "get",
        parameters: &[("Id", Target), INFO, WHAT_IF, CONFIRM],
    },
    Cmdlet {
        name: "Get-PasswordSyncGroups",
        command: "list",
        parameters: &[
            ("Limit", Value("--limit")),
            ("Offset", Value("--offset")),
            ("Count", Switch("--count")),
            INFO,
            WHAT_IF,
            CONFIRM,
        ],
    },
    Cmdlet {
        name: "Update-PasswordSyncGroup",
        command: "update",
        parameters: &[("Id", Target), ("PasswordSyncGroup", Body), INFO, WHAT_IF, CONFIRM],
    },
    Cmdlet {
        name: "Remove-PasswordSyncGroup",
        command: "remove",
        parameters: &[("Id", Target), INFO, WHAT_IF, ("Confirm", Confirm { asks: true })],
    },
];

/// What stands between verb and noun in the names of other module generations, and the path style that it means.
const GENERATIONS: [(&str, &str); 4] =
    [("-v2024", "v2024"), ("-v2025", "v2025"), ("-v2026", "v2026"), ("-beta", BETA)];

/// The arguments with a cmdlet in the command's place, behind the global options, rewritten to the command; all others
/// as they are.
///
/// # Errors
/// [`Code::Usage`](crate::error::Code::Usage) for a value that a shell swallowed or that is none, a parameter that was
/// given twice, and what has no equivalent, which is named with our spelling of it.
pub fn translate(globals: &Command, arguments: &[OsString]) -> Result<Vec<OsString>> {
    let Some(place) = parse::place(globals, arguments) else { return Ok(arguments.to_vec()) };
    let word = arguments[place].to_string_lossy();
    let Some((cmdlet, style)) = find(&word)? else { return Ok(arguments.to_vec()) };
    let mut line = Line { cmdlet, taken: Vec::new(), out: arguments[..place].to_vec() };
    let chosen = |word: &OsString| word.to_string_lossy().starts_with("--api-version");
    if let Some(style) = style.filter(|_| !arguments.iter().any(chosen)) {
        line.out.push(format!("--api-version={style}").into());
    }
    line.out.push(cmdlet.command.into());
    let own = crate::cli::Command::named(cmdlet.command);
    let mut rest = arguments[place + 1..].iter();
    while let Some(argument) = rest.next() {
        if argument == "--" {
            line.out.push(argument.clone());
            line.out.extend(rest.cloned());
            break;
        }
        let text = argument.to_string_lossy();
        if text == "-" || !text.starts_with('-') {
            line.take_positional(argument)?;
            continue;
        }
        let known = line.out.len();
        line.take(argument, &mut rest)?;
        // The value of an option of ours is not a parameter in its position.
        let ours = line.out.get(known) == Some(argument);
        let valued = |command: &Command| parse::takes_value(command, &text);
        if ours && (valued(globals) || own.as_ref().is_some_and(valued)) {
            line.out.extend(rest.next().cloned());
        }
    }
    Ok(line.out)
}

/// The cmdlet of this name, in any case, with the path style that its module generation stands for: `…V1`, and
/// `V2024`, `V2025`, `V2026`, `Beta` in front of the noun.
fn find(word: &str) -> Result<Option<(&'static Cmdlet, Option<&'static str>)>> {
    let lower = word.to_ascii_lowercase();
    let plain = lower.strip_suffix("v1");
    let by_name = |name: &str| CMDLETS.iter().find(|each| each.name.eq_ignore_ascii_case(name));
    let style = plain.map(|_| "v1");
    let plain = plain.unwrap_or(&lower);
    if let Some(cmdlet) = by_name(plain) {
        return Ok(Some((cmdlet, style)));
    }
    for (prefix, style) in GENERATIONS {
        let Some((verb, noun)) = plain.split_once(prefix) else { continue };
        if let Some(cmdlet) = by_name(&format!("{verb}-{noun}")) {
            return Ok(Some((cmdlet, Some(style))));
        }
    }
    foreign::cmdlet(word, plain).map_or(Ok(None), Err)
}

/// A command line under way.
struct Line {
    cmdlet: &'static Cmdlet,
    taken: Vec<&'static str>,
    out: Vec<OsString>,
}

impl Line {
    /// Takes a value for the first parameter that has a position and no value yet; what has none is the command's own.
    fn take_positional(&mut self, value: &OsStr) -> Result<()> {
        let free = self.cmdlet.parameters.iter().find(|(name, meaning)| {
            let positional = *name == "Count" || matches!(meaning, Target | Value(_) | Body);
            positional && !self.taken.contains(name)
        });
        let Some(&(name, meaning)) = free else {
            self.out.push(value.to_owned());
            return Ok(());
        };
        self.taken.push(name);
        match meaning {
            Switch(option) => {
                let word = value.to_string_lossy();
                if boolean(&word).ok_or_else(|| no_truth(name, &word))? {
                    self.out.push(option.into());
                }
            }
            // A lone dash reads stdin here as it does behind our own command.
            Target => self.out.push(value.to_owned()),
            meaning => self.value(meaning, value.to_owned()),
        }
        Ok(())
    }

    fn take<'a>(
        &mut self,
        argument: &OsStr,
        rest: &mut (impl Iterator<Item = &'a OsString> + Clone),
    ) -> Result<()> {
        let Some((name, attached)) = parameter(argument) else {
            self.out.push(argument.to_owned());
            return Ok(());
        };
        let own =
            self.cmdlet.parameters.iter().find(|(known, _)| known.eq_ignore_ascii_case(&name));
        let Some(&(name, meaning)) = own else {
            self.refuse(&name)?;
            self.out.push(argument.to_owned());
            return Ok(());
        };
        if self.taken.contains(&name) {
            return Err(self.wrong(&format!("`-{name}` was given more than once")));
        }
        self.taken.push(name);
        if attached.as_deref().is_some_and(OsStr::is_empty) {
            return Err(swallowed(name, meaning));
        }
        match meaning {
            Switch(option) => {
                self.check_truth(name, attached.is_none(), rest.clone().next())?;
                if truth(name, attached, rest)? {
                    self.out.push(option.into());
                }
            }
            Confirm { asks } => self.confirm(truth(name, attached, rest)?, asks)?,
            Target | Value(_) | Body => {
                let Some(value) = attached.or_else(|| rest.next().cloned()) else {
                    return Err(self.wrong(&format!("`-{name}` needs a value")));
                };
                self.value(meaning, value);
            }
        }
        Ok(())
    }

    /// Refuses what stands behind a switch and cannot be anything else than its value.
    fn check_truth(&self, name: &str, bare: bool, next: Option<&OsString>) -> Result<()> {
        let targets = self.cmdlet.parameters.iter().any(|(_, meaning)| *meaning == Target);
        let Some(word) = next.and_then(|next| next.to_str()).filter(|_| bare && !targets) else {
            return Ok(());
        };
        if word.starts_with('-') || boolean(word).is_some() {
            Ok(())
        } else {
            Err(no_truth(name, word))
        }
    }

    fn value(&mut self, meaning: Meaning, value: OsString) {
        let joined = |option: &str, value: &OsStr| {
            let mut joined = OsString::from(option);
            joined.push("=");
            joined.push(value);
            joined
        };
        let text = value.to_string_lossy();
        self.out.push(match meaning {
            Value(option) => joined(option, &value),
            Body if text.trim_start().starts_with(['{', '[']) => {
                joined("--file", body::inline(&text).as_ref())
            }
            Body => joined("--file", &value),
            // Behind one dash clap would look for options, and a lone one would be stdin.
            _ if text.starts_with('-') => format!("id:{text}").into(),
            _ => value,
        });
    }

    fn confirm(&mut self, wanted: bool, asks: bool) -> Result<()> {
        match (wanted, asks) {
            (false, _) => self.out.push("--yes".into()),
            (true, true) => {}
            (true, false) => {
                return Err(self
                    .wrong(&format!(
                        "`-Confirm` has no equivalent: `{}` does not ask",
                        self.cmdlet.command
                    ))
                    .explained(
                        "to see what would be sent",
                        CommandLine::of(self.cmdlet.command).and("--dry-run …"),
                    ));
            }
        }
        Ok(())
    }

    /// Refuses a parameter that means nothing here, and names ours.
    fn refuse(&self, name: &str) -> Result<()> {
        foreign::parameter(self.cmdlet, name)
            .map_or(Ok(()), |error| Err(error.about(&format!("`{}`", self.cmdlet.name))))
    }

    fn wrong(&self, what: &str) -> Error {
        Error::usage(what).about(&format!("`{}`", self.cmdlet.name))
    }
}

/// `-Name` or `-Name:value`, taken apart; nothing for what cannot be a parameter.
fn parameter(argument: &OsStr) -> Option<(String, Option<OsString>)> {
    let text = argument.to_str()?.strip_prefix('-')?;
    let (name, value) = match text.split_once(':') {
        Some((name, value)) => (name, Some(value.into())),
        None => (text, None),
    };
    // Our own short options are one letter, and two dashes are ours too.
    (name.len() > 1 && name.bytes().all(|byte| byte.is_ascii_alphanumeric()))
        .then(|| (name.to_owned(), value))
}

/// The value of a switch: what is attached, else the next argument if it is a truth value, else true.
fn truth<'a>(
    name: &str,
    attached: Option<OsString>,
    rest: &mut (impl Iterator<Item = &'a OsString> + Clone),
) -> Result<bool> {
    if let Some(value) = attached {
        let value = value.to_string_lossy();
        return boolean(&value).ok_or_else(|| no_truth(name, &value));
    }
    let next = rest.clone().next().and_then(|next| boolean(next.to_str()?));
    if next.is_some() {
        rest.next();
    }
    Ok(next.unwrap_or(true))
}

fn no_truth(name: &str, word: &str) -> Error {
    Error::usage(format!("`-{name}` is true or false, and not `{word}`"))
}

fn boolean(word: &str) -> Option<bool> {
    match word.to_ascii_lowercase().as_str() {
        "true" | "$true" | "1" => Some(true),
        "false" | "$false" | "0" => Some(false),
        _ => None,
    }
}

fn swallowed(name: &str, meaning: Meaning) -> Error {
    let (what, hint) = match meaning {
        Switch(_) | Confirm { .. } => ("`$false`", format!("'-{name}:$false'")),
        _ => ("a variable", format!("-{name} VALUE")),
    };
    Error::usage(format!(
        "`-{name}:` has no value: your shell expanded {what} to nothing; quote it"
    ))
    .hint(hint)
}

#[cfg(test)]
mod tests;
