//! Completion of the cmdlets' spelling.

use super::{CMDLETS, Cmdlet, Meaning, find};

/// What could stand in the place of the last word.
#[derive(Debug, PartialEq, Eq)]
pub enum Offer {
    /// These words, each with what it means, besides those of our spelling.
    Words(Vec<(String, &'static str)>),
    /// What our spelling has in the place of the last word of this line.
    Line(Vec<String>),
}

/// What a line in the cmdlets' spelling offers; `None` for any other. The words are those behind the options in front of
/// the command, the first is the program.
pub fn offer(words: &[String]) -> Option<Offer> {
    let (last, before) = words.split_last()?;
    let Some(name) = before.get(1) else {
        // `upd` is a command of ours, and a second candidate would stop the shell there.
        let ours = CMDLETS.iter().any(|cmdlet| cmdlet.command.starts_with(last.as_str()));
        let names = CMDLETS.iter().filter(|cmdlet| !ours && starts(cmdlet.name, last));
        let offers: Vec<_> = names.map(|cmdlet| (cmdlet.name.to_owned(), about(cmdlet))).collect();
        return (!offers.is_empty()).then_some(Offer::Words(offers));
    };
    let (cmdlet, _) = find(name).ok()??;
    let line = |words: &[&str]| {
        let mut line = vec![before[0].clone(), cmdlet.command.to_owned()];
        line.extend(words.iter().map(|word| (*word).to_owned()));
        line.push(last.clone());
        Some(Offer::Line(line))
    };
    if let Some(typed) = last.strip_prefix('-').filter(|typed| !typed.starts_with('-')) {
        let fitting = cmdlet.parameters.iter().filter(|(name, _)| starts(name, typed));
        let offers = fitting.map(|(name, _)| (format!("-{name}"), meaning(name))).collect();
        return Some(Offer::Words(offers));
    }
    let parameter = before.last().and_then(|word| word.strip_prefix('-'));
    let found = cmdlet
        .parameters
        .iter()
        .find(|(name, _)| parameter.is_some_and(|typed| typed.eq_ignore_ascii_case(name)));
    match found {
        Some((_, Meaning::Body)) => line(&["--file"]),
        Some((_, Meaning::Value(option))) => line(&[option]),
        _ => line(&[]),
    }
}

fn starts(name: &str, typed: &str) -> bool {
    name.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed))
}

fn about(cmdlet: &Cmdlet) -> &'static str {
    match cmdlet.command {
        "new" => "Create a sync group",
        "get" => "Show a sync group",
        "list" => "List sync groups",
        "update" => "Change a sync group",
        _ => "Delete a sync group",
    }
}

fn meaning(parameter: &str) -> &'static str {
    match parameter {
        "Id" => "ID or name of the sync group",
        "PasswordSyncGroup" => "Body: a path, `-` or JSON",
        "Limit" => "At most so many groups",
        "Offset" => "Leave out so many groups first",
        "Count" => "Ask for the total",
        "WithHttpInfo" => "Show status and headers of the response too",
        "WhatIf" => "Send no writes, and show them",
        _ => "Ask first; false answers yes to all questions",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Option<Offer> {
        offer(&line.split(' ').map(str::to_owned).collect::<Vec<_>>())
    }

    fn names(line: &str) -> Vec<String> {
        match of(line) {
            Some(Offer::Words(words)) => words.into_iter().map(|(word, _)| word).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn names_parameters_and_values_are_offered() {
        assert_eq!(names("s get-p"), ["Get-PasswordSyncGroup", "Get-PasswordSyncGroups"]);
        assert_eq!(names("s Get-PasswordSyncGroups -l"), ["-Limit"]);
        assert_eq!(names("s Get-BetaPasswordSyncGroup -I"), ["-Id"]);
        assert_eq!(names("s Upd"), ["Update-PasswordSyncGroup"]);
        assert_eq!(names("s update-"), ["Update-PasswordSyncGroup"]);
        for ours in ["s upd", "s update", "s g", "s get", "s new", "s remo"] {
            assert_eq!(of(ours), None, "{ours}");
        }
        assert_eq!(of("s lis"), None);
        assert_eq!(of("s "), None);
        assert_eq!(of("s list -"), None);
        let line =
            |words: &[&str]| Some(Offer::Line(words.iter().map(ToString::to_string).collect()));
        assert_eq!(of("s Get-PasswordSyncGroup -Id He"), line(&["s", "get", "He"]));
        assert_eq!(of("s Remove-PasswordSyncGroup He"), line(&["s", "remove", "He"]));
        assert_eq!(
            of("s New-PasswordSyncGroup -PasswordSyncGroup g"),
            line(&["s", "new", "--file", "g"])
        );
    }
}
