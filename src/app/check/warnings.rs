//! Findings that do not stand in the way of a change, in few words: the same one merged across sources and groups, with
//! the command that helps.

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
    let mut rules: Vec<(Rule, Vec<&Finding>)> = Vec::new();
    for finding in findings {
        // What cannot be read is one thing each.
        let is_one = |(rule, _): &&mut (Rule, Vec<&Finding>)| {
            *rule == finding.rule && *rule != Rule::Unreadable
        };
        match rules.iter_mut().find(is_one) {
            Some((_, those)) => those.push(finding),
            None => rules.push((finding.rule, vec![finding])),
        }
    }
    rules.into_iter().filter_map(|(_, those)| warning(&those)).collect()
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
    Some(Warning { text: format!("{}{same}", first.message), help: command(first) })
}

/// The command that removes what the finding is about.
fn command(finding: &Finding) -> Option<(&'static str, CommandLine)> {
    let other = finding.others.first().filter(|other| !other.id.is_empty())?;
    let group = reference(&other.name, &other.id);
    let source = reference(&finding.object.name, &finding.object.id);
    match finding.rule {
        Rule::DuplicateName => {
            let line = CommandLine::of("update").word(&other.id).and("--name …");
            Some(("to rename the other one", line))
        }
        // A group of two sources cannot lose one.
        Rule::SourceInTwoGroups if other.sources <= 2 => {
            Some(("to delete that group", CommandLine::of("remove").word(group)))
        }
        Rule::SourceInTwoGroups => {
            let line = CommandLine::of("update").word(group).and("--remove-source").word(source);
            Some(("to take it out there", line))
        }
        _ => None,
    }
}
