//! What PowerShell and its modules have and this program spells differently, named with our spelling.

use std::ffi::OsString;

use super::{CMDLETS, Cmdlet, Meaning};
use crate::command_line::CommandLine;
use crate::error::Error;
use crate::suggest::nearest;

/// What the module has besides, and what does the same here.
const EQUIVALENTS: [(&str, &str, &str); 2] = [
    (
        "Initialize-PasswordSyncGroup",
        "a body to fill in is a file here",
        "new --template > group.json",
    ),
    (
        "ConvertFrom-JsonToPasswordSyncGroup",
        "a body is JSON or YAML here, and is checked as a file",
        "check -f group.json",
    ),
];

/// The parameters that every cmdlet of PowerShell has, and what they are here, if anything.
const COMMON: [(&str, Option<&str>); 13] = [
    ("Verbose", Some("-v shows each request")),
    ("Debug", Some("-vv shows each request with headers and bodies")),
    ("ErrorAction", Some("the exit code says how it ended, see `help exit-codes`")),
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

/// Cmdlets of the module's other parts, and what does the same here.
const ELSEWHERE: [(&str, &str); 8] = [
    ("Get-Source", "sources get ID"),
    ("Get-Sources", "sources"),
    ("Get-PasswordPolicies", "policies"),
    ("Get-PasswordPolicyById", "policies get ID"),
    ("Set-Password", "password set --user LOGIN --group NAME"),
    ("Get-PasswordChangeStatus", "password status ID"),
    ("Search-PasswordInfo", "password rules --user LOGIN --source NAME"),
    ("Test-Connection", "doctor"),
];

/// Other verbs for what the five do.
const VERBS: [(&str, &str); 11] = [
    ("add", "New-PasswordSyncGroup"),
    ("create", "New-PasswordSyncGroup"),
    ("delete", "Remove-PasswordSyncGroup"),
    ("edit", "Update-PasswordSyncGroup"),
    ("patch", "Update-PasswordSyncGroup"),
    ("put", "Update-PasswordSyncGroup"),
    ("set", "Update-PasswordSyncGroup"),
    ("find", "Get-PasswordSyncGroups"),
    ("list", "Get-PasswordSyncGroups"),
    ("search", "Get-PasswordSyncGroups"),
    ("show", "Get-PasswordSyncGroup"),
];

/// Parameters that people expect of the five, and our spelling.
const EXPECTED: [(&str, &str); 11] = [
    ("Name", "--name NAME; where an ID is taken, a name is too"),
    ("PasswordPolicyId", "--policy ID|NAME"),
    ("SourceIds", "--source ID|NAME, once for each"),
    ("Filters", "--name GLOB, --source and --policy filter a list"),
    ("Sorters", "--sort COLUMN"),
    ("Body", "-PasswordSyncGroup FILE"),
    ("Path", "-PasswordSyncGroup FILE"),
    ("InputObject", "-PasswordSyncGroup - reads stdin"),
    ("Force", "-Confirm:false, or --yes"),
    ("XSailPointExperimental", "leave it out: the headers that the API wants are sent"),
    ("Identity", "-Id ID|NAME"),
];

fn among<'a, T: ?Sized>(table: &'a [(&'static str, &'static T)], word: &str) -> Option<&'a T> {
    table.iter().find(|(known, _)| known.eq_ignore_ascii_case(word)).map(|(_, ours)| *ours)
}

/// The error of a word that looks like a cmdlet and is none of the five; `plain` is it without `V1`. None for words
/// that look like commands.
pub(super) fn cmdlet(word: &str, plain: &str) -> Option<Error> {
    let known = EQUIVALENTS.iter().find(|(name, ..)| name.eq_ignore_ascii_case(plain));
    if let Some((name, reason, hint)) = known {
        let hint = match hint.split_once(" > ") {
            Some((words, file)) => CommandLine::local(words).output_to(file),
            None => CommandLine::of(hint),
        };
        return Some(Error::usage(format!("`{name}` has no command: {reason}")).hint(hint));
    }
    let cased = word.starts_with(|first: char| first.is_ascii_uppercase());
    let (verb, noun) =
        plain.split_once('-').filter(|(_, noun)| cased || noun.contains("passwordsync"))?;
    let error = Error::usage(format!("there is no cmdlet `{word}` here"));
    if let Some(ours) = among(&ELSEWHERE, plain) {
        return Some(error.hint(CommandLine::of(ours)));
    }
    let names = || CMDLETS.iter().map(|each| each.name);
    let versioned = noun.find("passwordsyncgroup").filter(|&at| at > 0).map(|at| &noun[..at]);
    if let Some(version) = versioned {
        let unversioned = format!("{verb}-{}", &noun[version.len()..]);
        let same = names().find(|name| name.eq_ignore_ascii_case(&unversioned));
        return Some(match same {
            Some(name) => error.hint(CommandLine::of(name)),
            None => error.hint("the API's version is an option: --api-version v2024"),
        });
    }
    let meant = among(&VERBS, verb).filter(|_| noun.starts_with("passwordsync"));
    Some(match meant.or_else(|| nearest(plain, names())) {
        Some(name) => error.hint(format!("did you mean `{name}`?")),
        None => error
            .hint(CommandLine::local("--help"))
            .explained("to send any request", CommandLine::of("api METHOD PATH")),
    })
}

/// The error of a parameter that a cmdlet does not have. None for what may be options of this program.
pub(super) fn parameter(cmdlet: &Cmdlet, name: &str) -> Option<Error> {
    let common = COMMON.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    if let Some((name, ours)) = common {
        let error = Error::usage(format!(
            "`-{name}` is a common parameter of PowerShell and is not supported"
        ));
        return Some(match ours {
            Some(ours) => error.hint(*ours),
            None => error,
        });
    }
    let theirs = CMDLETS.iter().flat_map(|each| each.parameters).map(|(known, _)| *known);
    let expected = among(&EXPECTED, name);
    let known = theirs.clone().find(|known| known.eq_ignore_ascii_case(name));
    // Our own short options are small letters.
    if known.is_none()
        && expected.is_none()
        && !name.starts_with(|first: char| first.is_ascii_uppercase())
    {
        return None;
    }
    let own: Vec<&str> = cmdlet.parameters.iter().map(|(own, _)| *own).collect();
    let listed = own.iter().map(|own| format!("`-{own}`")).collect::<Vec<_>>().join(", ");
    let error =
        Error::usage(format!("it has no parameter `-{}`, only {listed}", known.unwrap_or(name)));
    let abbreviated =
        |own: &&&str| own.to_ascii_lowercase().starts_with(&name.to_ascii_lowercase());
    let near = own.iter().find(abbreviated).copied().or_else(|| nearest(name, own.iter().copied()));
    Some(match (expected, near) {
        (Some(ours), _) => error.hint(ours),
        (None, Some(near)) => error.hint(format!("did you mean `-{near}`?")),
        (None, None) => error.hint(CommandLine::local("").word(cmdlet.command).word("--help")),
    })
}

/// Our spelling of the first cmdlet's parameter on a line that could not be read.
pub fn ours(arguments: &[OsString]) -> Option<String> {
    let parameters = || CMDLETS.iter().flat_map(|each| each.parameters);
    arguments.iter().find_map(|argument| {
        let (name, _) = super::parameter(argument)?;
        let (name, meaning) = parameters().find(|(known, _)| *known == name)?;
        let ours = match meaning {
            Meaning::Target => "an ID or a name stands without an option",
            Meaning::Value(option) | Meaning::Switch(option) => option,
            Meaning::Body => "--file FILE",
            Meaning::Confirm { .. } => "--yes",
        };
        Some(format!("`-{name}` is the cmdlets'; here: {ours}"))
    })
}
