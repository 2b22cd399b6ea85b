//! Findings that do not stand in the way of a change, in few words: the same one merged across sources and groups, with
//! the command that helps.

use std::collections::{HashMap, HashSet};

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
    let mut seen = HashSet::from([first.object.to_string()]);
    let names = rest.iter().map(|finding| finding.object.to_string());
    let mut names: Vec<String> = names.filter(|name| seen.insert(name.clone())).collect();
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
    let mut seen = HashSet::new();
    let sources = findings.iter().map(|finding| &finding.object);
    let sources = sources.filter(|source| seen.insert(&source.id));
    let sources: Vec<String> = sources.map(|source| reference(&source.name, &source.id)).collect();
    match first.rule {
        Rule::DuplicateName => {
            let line = CommandLine::of("update").reference(&other.id).and("--name …");
            Some(("to rename the other one", line))
        }
        // A group needs two sources.
        Rule::SourceInTwoGroups if other.sources < sources.len() + 2 => {
            Some(("to delete that group", CommandLine::of("remove").reference(&group)))
        }
        Rule::SourceInTwoGroups => {
            let line = CommandLine::of("update").reference(&group);
            let line = sources
                .into_iter()
                .fold(line, |line, source| line.and("--remove-source").word(source));
            Some(("to take it out there", line))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::command_line::Invocation;
    use crate::model::{Source, SyncGroup};
    use crate::rules::{Reading, TenantFacts, check};

    fn group(id: &str, name: &str, sources: &[&str]) -> SyncGroup {
        let group = json!({"id": id, "name": name, "passwordPolicyId": "p", "sourceIds": sources});
        serde_json::from_value(group).unwrap()
    }

    fn warnings(group: &SyncGroup, others: &[SyncGroup], sources: &[Value]) -> Vec<String> {
        let sources: Vec<Source> =
            sources.iter().map(|source| serde_json::from_value(source.clone()).unwrap()).collect();
        let known = TenantFacts::new()
            .with_sources(Reading::Read(sources))
            .with_groups(Reading::Read(others.to_vec()));
        let text = |warning: Warning| match warning.help {
            Some((what, line)) => {
                format!("{}; {what}: {}", warning.text, line.print(&Invocation::default()))
            }
            None => warning.text,
        };
        merged(&check(group, &known)).into_iter().map(text).collect()
    }

    fn source(id: &str, healthy: bool) -> Value {
        json!({"id": id, "name": id.to_uppercase(), "connectionType": "direct",
               "features": ["PASSWORD"], "healthy": healthy})
    }

    #[test]
    fn a_rule_that_several_sources_break_is_one_warning() {
        let ids = ["a", "b", "c", "d", "e", "f", "g", "h"];
        let sources = ids.map(|id| source(id, false));
        assert_eq!(
            warnings(&group("", "N", &ids), &[], &sources),
            ["source `A` is not healthy; the same for `B`, `C`, `D`, `E`, `F` and 2 more"]
        );
    }

    #[test]
    fn each_other_group_has_the_command_that_takes_the_sources_out() {
        let sources = ["a", "b", "c", "d"].map(|id| source(id, true));
        let others = [
            group("1", "Large", &["a", "b", "x", "y"]),
            group("2", "Small", &["c", "d"]),
            group("3", "N", &["x", "y"]),
        ];
        assert_eq!(
            warnings(&group("", "N", &["a", "b", "c"]), &others, &sources),
            [
                "the name `N` is also that of `3`; to rename the other one: syncgroup update 3 --name …",
                "source `A` is also in group `Large`; the same for `B`; to take it out there: syncgroup update Large --remove-source A --remove-source B",
                "source `C` is also in group `Small`; to delete that group: syncgroup remove Small",
            ]
        );
    }
}
