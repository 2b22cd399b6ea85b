//! The cmdlets' own spelling: `Get-PasswordSyncGroups -Limit 10` becomes `list --limit=10` before clap reads it.
//!
//! It is detected in the command's place only. From there on the cmdlet's own parameters are taken, in any case and
//! in full, with one dash, and what is no parameter of it is left as it is: those are options of this program.

use std::ffi::{OsStr, OsString};

use clap::{ArgAction, CommandFactory as _};

use super::{Cli, body};
use crate::error::{Error, Result};

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

/// What the module has besides, and what does the same here.
const EQUIVALENTS: [(&str, &str, &str); 2] = [
    (
        "Initialize-PasswordSyncGroup",
        "a body to fill in is a file here",
        "syncgroup new --template > group.json",
    ),
    (
        "ConvertFrom-JsonToPasswordSyncGroup",
        "a body is JSON or YAML here, and is checked as a file",
        "syncgroup check -f group.json",
    ),
];

/// The parameters that every cmdlet of PowerShell has, and what they are here, if anything.
const COMMON: [(&str, Option<&str>); 13] = [
    ("Verbose", Some("-v shows each request")),
    ("Debug", Some("-vv shows each request with headers and bodies")),
    ("ErrorAction", Some("the exit code says how it ended: syncgroup help exit-codes")),
    ("ErrorVariable", Some("errors are on stderr, with -o json as one JSON object")),
    ("WarningAction", Some("-q silences news and notes")),
    ("WarningVariable", Some("warnings are on stderr")),
    ("InformationAction", Some("-q silences news and notes")),
    ("InformationVariable", Some("news is on stderr")),
    ("ProgressAction", Some("progress is shown on a terminal only; -q silences it")),
    ("OutVariable", Some("the answer is on stdout; -o json for programs")),
    ("OutBuffer", None),
    ("PipelineVariable", None),
    ("UseTransaction", None),
];

/// The arguments with a cmdlet in the command's place rewritten to the command; all others as they are.
///
/// # Errors
/// [`Code::Usage`](crate::error::Code::Usage) for a value that a shell swallowed or that is none, a parameter that was
/// given twice, and what has no equivalent, which is named with our spelling of it.
pub fn translate(arguments: &[OsString]) -> Result<Vec<OsString>> {
    let Some(place) = command_place(arguments) else { return Ok(arguments.to_vec()) };
    let word = arguments[place].to_string_lossy();
    let Some(cmdlet) = find(&word)? else { return Ok(arguments.to_vec()) };
    let mut line = Line { cmdlet, taken: Vec::new(), out: arguments[..place].to_vec() };
    line.out.push(cmdlet.command.into());
    let mut rest = arguments[place + 1..].iter();
    while let Some(argument) = rest.next() {
        if argument == "--" {
            line.out.push(argument.clone());
            line.out.extend(rest.cloned());
            break;
        }
        line.take(argument, &mut rest)?;
    }
    Ok(line.out)
}

/// Where the command stands: behind the global options and their values.
fn command_place(arguments: &[OsString]) -> Option<usize> {
    let command = Cli::command();
    let takes_value = |argument: &str| {
        command.get_arguments().filter(|arg| valued(arg.get_action())).any(|arg| {
            let long = arg.get_long().is_some_and(|long| argument.strip_prefix("--") == Some(long));
            long || arg.get_short().is_some_and(|short| ends_short(&command, argument, short))
        })
    };
    let mut place = 1;
    while let Some(argument) = arguments.get(place) {
        match argument.to_str() {
            Some("--") => return None,
            Some(argument) if argument.len() > 1 && argument.starts_with('-') => {
                place += if takes_value(argument) { 2 } else { 1 };
            }
            _ => return Some(place),
        }
    }
    None
}

const fn valued(action: &ArgAction) -> bool {
    matches!(action, ArgAction::Set | ArgAction::Append)
}

/// Whether a cluster such as `-qp` ends with this option, whose value is then the next argument.
fn ends_short(command: &clap::Command, argument: &str, short: char) -> bool {
    let Some(cluster) = argument.strip_prefix('-').filter(|rest| !rest.starts_with('-')) else {
        return false;
    };
    let Some(flags) = cluster.strip_suffix(short) else { return false };
    let is_flag = |letter: char| {
        command
            .get_arguments()
            .any(|arg| arg.get_short() == Some(letter) && !valued(arg.get_action()))
    };
    flags.chars().all(is_flag)
}

/// The cmdlet of this name, in any case, with or without `V1`.
fn find(word: &str) -> Result<Option<&'static Cmdlet>> {
    let lower = word.to_ascii_lowercase();
    let plain = lower.strip_suffix("v1").unwrap_or(&lower);
    if let Some(cmdlet) = CMDLETS.iter().find(|each| each.name.eq_ignore_ascii_case(plain)) {
        return Ok(Some(cmdlet));
    }
    let known = EQUIVALENTS.iter().find(|(name, ..)| name.eq_ignore_ascii_case(plain));
    if let Some((name, reason, hint)) = known {
        return Err(Error::usage(format!("`{name}` has no command: {reason}")).hint(*hint));
    }
    if lower.contains('-') && lower.contains("passwordsyncgroup") {
        let names = CMDLETS.map(|each| format!("`{}`", each.name)).join(", ");
        return Err(Error::usage(format!("there is no cmdlet `{word}` here, only {names}"))
            .hint("the API's version is an option: --api-version v2024"));
    }
    Ok(None)
}

/// A command line under way.
struct Line {
    cmdlet: &'static Cmdlet,
    taken: Vec<&'static str>,
    out: Vec<OsString>,
}

impl Line {
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
                    .hint(format!(
                        "syncgroup {} --dry-run … shows what would be sent",
                        self.cmdlet.command
                    )));
            }
        }
        Ok(())
    }

    /// Names the parameters of PowerShell, or of another cmdlet, that mean nothing here.
    fn refuse(&self, name: &str) -> Result<()> {
        if let Some((name, ours)) =
            COMMON.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))
        {
            let error = self.wrong(&format!("`-{name}` is PowerShell's, and is not taken"));
            return Err(match ours {
                Some(ours) => error.hint(*ours),
                None => error,
            });
        }
        let others = CMDLETS.iter().flat_map(|cmdlet| cmdlet.parameters);
        match others.clone().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            Some((name, _)) => {
                let own: Vec<String> =
                    self.cmdlet.parameters.iter().map(|(own, _)| format!("`-{own}`")).collect();
                Err(self.wrong(&format!("it has no parameter `-{name}`, only {}", own.join(", "))))
            }
            None => Ok(()),
        }
    }

    fn wrong(&self, what: &str) -> Error {
        Error::usage(what).at(&format!("`{}`", self.cmdlet.name))
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
        return boolean(&value)
            .ok_or_else(|| Error::usage(format!("`-{name}` is true or false, and not `{value}`")));
    }
    let next = rest.clone().next().and_then(|next| boolean(next.to_str()?));
    if next.is_some() {
        rest.next();
    }
    Ok(next.unwrap_or(true))
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
    Error::usage(format!("`-{name}:` has nothing behind it: your shell swallowed {what}, quote it"))
        .hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The arguments behind the program's name.
    fn line(arguments: &[&str]) -> Result<Vec<String>> {
        let all: Vec<OsString> =
            std::iter::once(&"syncgroup").chain(arguments).map(OsString::from).collect();
        let text = |word: &OsString| word.to_str().unwrap().replace('\0', "<inline>");
        translate(&all).map(|all| all[1..].iter().map(text).collect())
    }

    fn becomes(arguments: &[&str], expected: &[&str]) {
        assert_eq!(line(arguments).unwrap(), expected, "{arguments:?}");
    }

    fn refused(arguments: &[&str]) -> String {
        let error = line(arguments).unwrap_err();
        assert_eq!(error.code(), crate::error::Code::Usage);
        error.to_text()
    }

    #[test]
    fn the_five_are_found_in_any_case_and_with_the_suffix() {
        for (name, command) in [
            ("New-PasswordSyncGroup", "new"),
            ("get-passwordsyncgroup", "get"),
            ("GET-PASSWORDSYNCGROUPS", "list"),
            ("Update-PasswordSyncGroupV1", "update"),
            ("remove-passwordsyncgroupv1", "remove"),
            ("Get-PasswordSyncGroupsV1", "list"),
        ] {
            becomes(&[name], &[command]);
        }
    }

    #[test]
    fn the_contracts_own_lines() {
        becomes(
            &["Get-PasswordSyncGroups", "-Limit", "10", "-Count", "$true"],
            &["list", "--limit=10", "--count"],
        );
        becomes(
            &[
                "Update-PasswordSyncGroup",
                "-Id",
                "x",
                "-PasswordSyncGroup",
                "body.json",
                "-WithHttpInfo",
            ],
            &["update", "x", "--file=body.json", "--include"],
        );
        becomes(
            &["Remove-PasswordSyncGroup", "-Id", "x", "-Confirm:false"],
            &["remove", "x", "--yes"],
        );
        becomes(
            &["Remove-PasswordSyncGroup", "-Id", "x", "-WhatIf"],
            &["remove", "x", "--dry-run"],
        );
        becomes(&["Remove-PasswordSyncGroup", "-Id", "x"], &["remove", "x"]);
    }

    #[test]
    fn only_the_commands_place_counts() {
        for arguments in [
            &["list", "--name", "Get-PasswordSyncGroups"][..],
            &["get", "Get-PasswordSyncGroup", "-Id"],
            &["-p", "Get-PasswordSyncGroups", "list"],
            &["--columns", "New-PasswordSyncGroup", "list"],
            &["-qp", "Get-PasswordSyncGroups", "list"],
            &["--", "Get-PasswordSyncGroups"],
            &["-q"],
            &[],
        ] {
            becomes(arguments, arguments);
        }
    }

    #[test]
    fn global_options_may_stand_before_it_and_ours_behind() {
        becomes(
            &[
                "-p",
                "sandbox",
                "-vv",
                "--output=json",
                "-ojson",
                "-qp",
                "x",
                "Get-PasswordSyncGroups",
                "-o",
                "id",
            ],
            &["-p", "sandbox", "-vv", "--output=json", "-ojson", "-qp", "x", "list", "-o", "id"],
        );
        becomes(
            &["Get-PasswordSyncGroup", "x", "-q", "-ojson", "--retries", "1", "-vv"],
            &["get", "x", "-q", "-ojson", "--retries", "1", "-vv"],
        );
    }

    #[test]
    fn parameters_are_taken_in_any_case_but_not_abbreviated() {
        becomes(
            &["Get-PasswordSyncGroups", "-limit", "1", "-OFFSET", "2"],
            &["list", "--limit=1", "--offset=2"],
        );
        becomes(&["Get-PasswordSyncGroups", "-Lim", "1"], &["list", "-Lim", "1"]);
        becomes(&["Get-PasswordSyncGroups", "-Limit:5", "-Count:$false"], &["list", "--limit=5"]);
        becomes(&["Get-PasswordSyncGroups", "--limit", "1"], &["list", "--limit", "1"]);
    }

    #[test]
    fn the_next_argument_is_taken_verbatim() {
        becomes(&["Get-PasswordSyncGroup", "-Id", "-Count"], &["get", "id:-Count"]);
        becomes(&["Get-PasswordSyncGroup", "-Id", "-"], &["get", "id:-"]);
        becomes(&["Get-PasswordSyncGroups", "-Limit", "-1"], &["list", "--limit=-1"]);
        becomes(&["New-PasswordSyncGroup", "-PasswordSyncGroup", "-"], &["new", "--file=-"]);
        becomes(
            &["New-PasswordSyncGroup", "-PasswordSyncGroup", "-x.json"],
            &["new", "--file=-x.json"],
        );
        becomes(&["Get-PasswordSyncGroup", "-Id:a:b"], &["get", "a:b"]);
        becomes(&["Get-PasswordSyncGroup", "--", "-Id"], &["get", "--", "-Id"]);
    }

    #[test]
    fn a_body_may_be_json_itself() {
        becomes(
            &["New-PasswordSyncGroup", "-PasswordSyncGroup", " {\"name\":\"a\"}"],
            &["new", "--file=<inline> {\"name\":\"a\"}"],
        );
        becomes(&["New-PasswordSyncGroup", "-PasswordSyncGroup:[]"], &["new", "--file=<inline>[]"]);
    }

    #[test]
    fn truth_has_six_words_and_a_bare_switch_is_true() {
        for (word, expected) in [
            ("true", true),
            ("$True", true),
            ("1", true),
            ("FALSE", false),
            ("$false", false),
            ("0", false),
        ] {
            let list: &[&str] = if expected { &["list", "--count"] } else { &["list"] };
            becomes(&["Get-PasswordSyncGroups", "-Count", word], list);
            becomes(&["Get-PasswordSyncGroups", &format!("-Count:{word}")], list);
        }
        becomes(&["Get-PasswordSyncGroups", "-Count"], &["list", "--count"]);
        becomes(
            &["Get-PasswordSyncGroups", "-Count", "-Limit", "1"],
            &["list", "--count", "--limit=1"],
        );
        becomes(&["Get-PasswordSyncGroup", "-WithHttpInfo", "x"], &["get", "--include", "x"]);
        assert!(refused(&["Get-PasswordSyncGroups", "-Count:maybe"]).contains("`maybe`"));
    }

    #[test]
    fn what_a_shell_swallowed_is_named() {
        for arguments in [
            &["Remove-PasswordSyncGroup", "-Id", "x", "-Confirm:"][..],
            &["Get-PasswordSyncGroups", "-Count:"],
        ] {
            assert!(refused(arguments).contains("your shell swallowed `$false`, quote it"));
        }
        assert!(refused(&["Get-PasswordSyncGroup", "-Id:"]).contains("swallowed a variable"));
        assert!(refused(&["Get-PasswordSyncGroup", "-Id"]).contains("`-Id` needs a value"));
        assert!(
            refused(&["Get-PasswordSyncGroup", "-Id", "a", "-id", "b"]).contains("more than once")
        );
    }

    #[test]
    fn what_cannot_be_mapped_is_named_with_our_spelling() {
        for (arguments, words) in [
            (&["Get-PasswordSyncGroups", "-Verbose"][..], "hint: -v shows"),
            (&["Get-PasswordSyncGroups", "-debug"], "hint: -vv"),
            (&["Get-PasswordSyncGroup", "-ErrorAction", "Stop"], "exit code"),
            (&["Get-PasswordSyncGroup", "-ErrorAction:Stop"], "`-ErrorAction` is PowerShell's"),
            (&["Get-PasswordSyncGroup", "-OutBuffer", "1"], "`-OutBuffer`"),
            (&["Get-PasswordSyncGroup", "-Limit", "1"], "no parameter `-Limit`, only `-Id`"),
            (&["New-PasswordSyncGroup", "-Id", "x"], "no parameter `-Id`"),
            (&["New-PasswordSyncGroup", "-Confirm"], "`new` does not ask"),
            (&["Initialize-PasswordSyncGroup", "-Name", "x"], "syncgroup new --template"),
            (&["convertfrom-jsontopasswordsyncgroupv1"], "syncgroup check -f"),
            (&["Get-V2024PasswordSyncGroups"], "--api-version"),
        ] {
            let text = refused(arguments);
            assert!(text.contains(words), "{arguments:?}: {text}");
        }
        becomes(&["Remove-PasswordSyncGroup", "x", "-Confirm"], &["remove", "x"]);
    }

    #[test]
    fn every_parameter_leads_to_an_option_that_there_is() {
        for cmdlet in &CMDLETS {
            let command = Cli::command();
            let command = command.find_subcommand(cmdlet.command).unwrap().clone();
            let globals = Cli::command();
            let known = |option: &str| {
                let mut all = command.get_arguments().chain(globals.get_arguments());
                all.any(|arg| arg.get_long() == option.strip_prefix("--"))
            };
            for (name, meaning) in cmdlet.parameters {
                let option = match meaning {
                    Target => continue,
                    Value(option) | Switch(option) => option,
                    Body => "--file",
                    Confirm { .. } => "--yes",
                };
                assert!(known(option), "{name} of {}", cmdlet.name);
            }
        }
    }
}
