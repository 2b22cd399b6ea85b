//! Findings that do not stand in the way of a change, in few words: the same one merged across sources and groups, with
//! the command that helps.

use std::collections::HashMap;

use crate::command_line::{CommandLine, reference};
use crate::rules::{Finding, Rule};

/// How many names a warning has room for.
const NAMED: usize = 5;

/// A warning about a change, and what to do about it.
#[derive(Debug, Clone)]
pub struct Warning {
    pub text: String,
    /// What a command is for, and the command.
    pub help: Option<(&'static str, CommandLine)>,
}

impl Warning {
    /// A warning without a command.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), help: None }
    }
}

/// The findings as warnings. One rule that several objects break is one warning, which has the words of the first.
pub fn merged<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<Warning> {
    let mut merged: Vec<Vec<&Finding>> = Vec::new();
    let mut places: HashMap<(Rule, &str), usize> = HashMap::new();
    for finding in findings {
        let what = match finding.rule {
            // What cannot be read is one thing each, and so is the command that helps with another group.
            Rule::Unreadable => finding.object.name.as_str(),
            _ => finding.others.first().map_or("", |other| &other.id),
        };
        let place = *places.entry((finding.rule, what)).or_insert_with(|| {
            merged.push(Vec::new());
            merged.len() - 1
        });
        merged[place].push(finding);
    }
    merged.iter().filter_map(|findings| warning(findings)).collect()
}

fn warning(findings: &[&Finding]) -> Option<Warning> {
    let (first, rest) = findings.split_first()?;
    let mut names: Vec<String> = Vec::new();
    for finding in rest {
        let name = finding.object.to_string();
        if name != first.object.to_string() && !names.contains(&name) {
            names.push(name);
        }
    }
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    let same = match names.as_slice() {
        [] => String::new(),
        _ if more > 0 => format!("; the same for {} and {more} more", names.join(", ")),
        _ => format!("; the same for {}", names.join(", ")),
    };
    Some(Warning { text: format!("{}{same}", first.message), help: command(findings) })
}

/// The command that removes what the findings are about, which concern the same other group.
fn command(findings: &[&Finding]) -> Option<(&'static str, CommandLine)> {
    let first = findings.first()?;
    let other = first.others.first().filter(|other| !other.id.is_empty())?;
    let group = reference(&other.name, &other.id);
    let mut sources: Vec<String> = Vec::new();
    for finding in findings {
        let source = reference(&finding.object.name, &finding.object.id);
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    match first.rule {
        Rule::DuplicateName => {
            let line = CommandLine::of("update").word(&other.id).and("--name …");
            Some(("to rename the other one", line))
        }
        // A group needs two sources.
        Rule::SourceInTwoGroups if other.sources < sources.len() + 2 => {
            Some(("to delete that group", CommandLine::of("remove").word(group)))
        }
        Rule::SourceInTwoGroups => {
            let line = CommandLine::of("update").word(group);
            let line = sources
                .into_iter()
                .fold(line, |line, source| line.and("--remove-source").word(source));
            Some(("to take it out there", line))
        }
        _ => None,
    }
}
