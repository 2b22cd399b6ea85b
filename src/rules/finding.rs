//! What a judgement consists of.

use std::collections::HashSet;

use serde::Serialize;

use crate::command_line::CommandLine;
use crate::error::Hint;
use crate::model::SyncGroup;

/// A documented prerequisite of a sync group, or something worth a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A group needs at least two sources.
    TooFewSources,
    /// A member does not exist.
    SourceMissing,
    /// A member is not direct-connect.
    NotDirectConnect,
    /// A member lacks the feature `PASSWORD`.
    NoPasswordFeature,
    /// A member is an authentication source without an application.
    NoApplication,
    /// The group's password policy does not exist.
    PolicyMissing,
    /// The group has no password policy.
    NoPolicy,
    /// A member has a policy that holds only for some identities.
    PolicyException,
    /// The last health check of a member failed.
    SourceUnhealthy,
    /// Another group has the same name.
    DuplicateName,
    /// The name is another group's with `?` for some characters, as a wrong encoding leaves it.
    MangledName,
    /// A member is in another group too.
    SourceInTwoGroups,
    /// A source that is asked about belongs to a group already.
    AlreadyInGroup,
    /// The present policy of a member is stricter than the group's.
    StricterPolicy,
    /// The caller may not read what a judgement needs.
    Unreadable,
}

impl Rule {
    /// Every rule with its stable word and what it demands.
    pub const ALL: [(Self, &'static str, &'static str); 15] = [
        (Self::TooFewSources, "too-few-sources", "a sync group has at least two sources"),
        (Self::SourceMissing, "source-missing", "every member source exists"),
        (Self::NotDirectConnect, "not-direct-connect", "every member source is direct-connect"),
        (
            Self::NoPasswordFeature,
            "no-password-feature",
            "every member source is configured for password management",
        ),
        (
            Self::NoApplication,
            "no-application",
            "every authentication source has at least one application",
        ),
        (Self::PolicyMissing, "policy-missing", "the group's password policy exists"),
        (Self::NoPolicy, "no-policy", "a sync group has a password policy"),
        (Self::PolicyException, "policy-exception", "no member source has a policy exception"),
        (Self::SourceUnhealthy, "source-unhealthy", "every member source is healthy"),
        (Self::DuplicateName, "duplicate-name", "no two groups have the same name"),
        (Self::MangledName, "mangled-name", "no name has lost characters to a wrong encoding"),
        (Self::SourceInTwoGroups, "source-in-two-groups", "a source is in one group at a time"),
        (Self::AlreadyInGroup, "already-in-group", "a source that joins is in no other group"),
        (Self::StricterPolicy, "stricter-policy", "the group's policy suits every member source"),
        (Self::Unreadable, "unreadable", "the caller may read what a judgement needs"),
    ];

    /// The stable word of the rule, such as `too-few-sources`.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(rule, ..)| *rule == self).map_or("", |(_, word, _)| word)
    }

    /// How bad it is to break the rule.
    pub const fn severity(self) -> Severity {
        match self {
            Self::SourceUnhealthy
            | Self::DuplicateName
            | Self::MangledName
            | Self::SourceInTwoGroups
            | Self::StricterPolicy
            | Self::Unreadable => Severity::Warning,
            _ => Severity::Error,
        }
    }
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The group cannot work: a write that brings it in is refused.
    Error,
    /// The group works, perhaps not as meant.
    Warning,
}

/// What kind of thing a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A sync group.
    Group,
    /// A source.
    Source,
    /// A password policy.
    Policy,
    /// A whole collection of the tenant; the name says which.
    Tenant,
}

/// The object of a finding. An unknown name or ID is empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Subject {
    /// What kind of thing it is.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// The name that an admin knows it by.
    pub name: String,
    /// Its ID.
    pub id: String,
}

impl Subject {
    /// A thing by name and ID.
    pub(super) fn new(kind: Kind, name: &str, id: &str) -> Self {
        Self { kind, name: name.to_owned(), id: id.to_owned() }
    }

    /// A group, by its own name and ID.
    pub(super) fn group(group: &SyncGroup) -> Self {
        Self::new(Kind::Group, group.name(), group.id())
    }
}

impl std::fmt::Display for Subject {
    /// The name in backticks, or the ID where there is no name.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = if self.name.is_empty() { &self.id } else { &self.name };
        write!(f, "`{text}`")
    }
}

/// Another group that has a name or a source in common with the judged one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherGroup {
    pub id: String,
    pub name: String,
    /// How many sources it has.
    pub sources: usize,
}

/// One broken rule, or one thing that could not be judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which rule.
    pub rule: Rule,
    /// How bad it is.
    pub severity: Severity,
    /// Name of the judged group; `None` where it is about the tenant as a whole or a source by itself.
    pub group: Option<String>,
    /// What breaks the rule.
    pub object: Subject,
    /// What is wrong, by name.
    pub message: String,
    /// What to do about it.
    pub remedy: String,
    /// The command that shows what there is instead, and what it shows.
    #[serde(skip)]
    pub alternatives: Option<(&'static str, &'static str)>,
    /// The groups that share the object with the judged one: they have its name, or the source.
    #[serde(skip)]
    pub others: Vec<OtherGroup>,
    /// What tells two findings of one rule and object apart, such as the name that is taken.
    #[serde(skip)]
    detail: String,
    /// The judged group's ID, or its name where it has no ID yet.
    #[serde(skip)]
    home: String,
}

impl Finding {
    /// A finding of the rule's own severity, not yet about a group.
    pub(super) fn new(rule: Rule, object: Subject, message: String, remedy: &str) -> Self {
        Self {
            rule,
            severity: rule.severity(),
            group: None,
            object,
            message,
            remedy: remedy.to_owned(),
            alternatives: None,
            others: Vec::new(),
            detail: String::new(),
            home: String::new(),
        }
    }

    /// Places the finding in a group. What could not be read is the same for every group and stays outside.
    pub(super) fn of(mut self, group: &SyncGroup) -> Self {
        if self.rule != Rule::Unreadable {
            self.group = Some(group.name().to_owned());
            let home = if group.id().is_empty() { group.name() } else { group.id() };
            home.clone_into(&mut self.home);
        }
        self
    }

    /// Names a command that shows what there is instead, behind what it shows.
    pub(super) const fn or(mut self, what: &'static str, command: &'static str) -> Self {
        self.alternatives = Some((what, command));
        self
    }

    /// Names the command that lists the sources that can join a group.
    pub(super) const fn or_eligible(self) -> Self {
        self.or("those that can join", "sources --eligible")
    }

    /// The remedy, with the command for the tenant in use where there is one.
    pub fn hint(&self) -> Hint {
        match self.alternatives {
            None => self.remedy.clone().into(),
            Some((what, command)) => Hint::Explained(
                format!("{}; {what}", self.remedy),
                Box::new(CommandLine::of(command).into()),
            ),
        }
    }

    /// Tells the finding from another of the same rule and object.
    pub(super) fn about(mut self, detail: impl Into<String>) -> Self {
        self.detail = detail.into();
        self
    }

    /// Names the other groups that it is about.
    pub(super) fn shared_with(mut self, others: Vec<OtherGroup>) -> Self {
        self.others = others;
        self
    }

    /// Makes it an error, where it would be a warning elsewhere.
    pub(super) const fn severe(mut self) -> Self {
        self.severity = Severity::Error;
        self
    }

    fn key(&self) -> (Rule, Kind, &str, &str, &str) {
        // A group keeps its findings when it is renamed, hence not by name wherever there is an ID.
        let object = if self.object.id.is_empty() { &self.object.name } else { &self.object.id };
        (self.rule, self.object.kind, object, &self.detail, &self.home)
    }
}

/// Whether one of the findings is an error.
pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

/// The findings after a change that were none before it: what the change brings in.
pub fn introduced(before: &[Finding], after: &[Finding]) -> Vec<Finding> {
    let old: HashSet<_> = before.iter().map(|finding| (finding.key(), finding.severity)).collect();
    after
        .iter()
        .filter(|finding| !old.contains(&(finding.key(), finding.severity)))
        .cloned()
        .collect()
}

/// Keeps the first finding about each thing that could not be read.
pub(super) fn without_repetition(findings: Vec<Finding>) -> Vec<Finding> {
    let mut seen = HashSet::new();
    let first =
        |finding: &Finding| finding.rule != Rule::Unreadable || seen.insert(finding.object.clone());
    findings.into_iter().filter(first).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rules::testing::{World, good_group, group, source};
    use crate::rules::{Reading, check};

    #[test]
    fn every_rule_is_listed_once_and_serializes_as_its_word() {
        let words: HashSet<_> = Rule::ALL.iter().map(|(_, word, _)| word).collect();
        assert_eq!(words.len(), Rule::ALL.len());
        for (rule, word, _) in Rule::ALL {
            assert_eq!((rule.word(), json!(rule)), (word, json!(word)));
        }
    }

    #[test]
    fn a_finding_is_written_by_name() {
        let known = World::good().known();
        let findings = check(&group("g", "One", "p", &["ad", "x"]), &known);
        let json = serde_json::to_value(&findings[0]).unwrap();
        assert_eq!(
            json,
            json!({
                "rule": "source-missing", "severity": "error", "group": "One",
                "object": {"type": "source", "name": "", "id": "x"},
                "message": "source `x` does not exist",
                "remedy": "take it out, or name another one",
            })
        );
    }

    #[test]
    fn an_older_finding_stands_and_only_a_new_one_is_brought_in() {
        let mut world = World::good();
        world.put(source("gh", "GitHub", &json!({"connectionType": "file"})));
        world.put(source("gs", "G Suite", &json!({"features": []})));
        let known = world.known();
        let before = check(&good_group(), &known);
        let renamed = check(&group("g", "New name", "p", &["ad", "gh"]), &known);
        assert_eq!(introduced(&before, &renamed), []);
        let joined = check(&group("g", "One", "p", &["ad", "gh", "gs"]), &known);
        let new: Vec<_> =
            introduced(&before, &joined).iter().map(|f| f.object.name.clone()).collect();
        assert_eq!(new, ["G Suite"]);
        let mended = check(&group("g", "One", "p", &["ad"]), &known);
        assert!(
            introduced(&joined, &before).is_empty() && !introduced(&before, &mended).is_empty()
        );
    }

    #[test]
    fn taking_another_name_that_is_in_use_is_a_new_finding() {
        let mut world = World::good();
        let others = [group("h", "One", "p", &[]), group("i", "Two", "p", &[])];
        world.groups = Reading::Read([vec![good_group()], others.to_vec()].concat());
        let known = world.known();
        let (before, after) =
            (check(&good_group(), &known), check(&group("g", "Two", "p", &["ad", "gh"]), &known));
        assert_eq!((before.len(), introduced(&before, &after).len()), (1, 1));
        assert_eq!(introduced(&before, &before), []);
    }
}
