//! What a change means before it is sent: the rules that it breaks, and what it does to sources, by name.

use crate::app::check::warnings::{self, Warning};
use crate::error::{Code, Error, Result};
use crate::model::SyncGroup;
use crate::rules::consequences::{self, Consequences};
use crate::rules::{self, Finding, Rule, Severity, TenantFacts};

/// What the rules say about one change.
#[derive(Debug)]
pub struct Judgement {
    /// Errors that the change brings in.
    refused: Vec<Finding>,
    /// Warnings, and errors that were there before; that a policy becomes weaker is one of the consequences.
    warnings: Vec<Finding>,
    /// A group that is there already and looks as if it had the same name.
    similar_name: Option<String>,
    /// What happens to sources and applications.
    pub consequences: Consequences,
    name: String,
}

impl Judgement {
    /// Judges a change by what is known of the tenant: a group as it is, if it exists, becomes another, if it is not
    /// deleted.
    pub fn of(before: Option<&SyncGroup>, wanted: Option<&SyncGroup>, known: &TenantFacts) -> Self {
        let judged = |group: Option<&SyncGroup>| {
            group.map_or_else(Vec::new, |group| rules::check(group, known))
        };
        // A body may come without the ID of the group that it replaces.
        let wanted = match (before, wanted) {
            (Some(before), Some(wanted)) => Some(wanted.clone().with_id(before.id())),
            (_, wanted) => wanted.cloned(),
        };
        let wanted = wanted.as_ref();
        // What ends needs no prerequisites.
        let (old, after) = (judged(before), judged(wanted));
        let brought = rules::introduced(&old, &after);
        let (refused, _): (Vec<_>, Vec<_>) =
            brought.into_iter().partition(|finding| finding.severity == Severity::Error);
        let consequences = consequences::of_change(before, wanted, known);
        let is_said = |finding: &Finding| match finding.rule {
            Rule::StricterPolicy => !old.contains(finding),
            Rule::Unreadable => {
                consequences.policies_unknown && finding.object.name == rules::POLICIES
            }
            _ => false,
        };
        let warnings = after
            .into_iter()
            .filter(|finding| !refused.contains(finding) && !is_said(finding))
            .collect();
        let name = wanted.or(before).map_or("", SyncGroup::name);
        let named_anew = wanted.filter(|_| before.is_none_or(|before| before.name() != name));
        let similar_name = named_anew.and_then(|group| rules::similar_name(group, known));
        Self { refused, warnings, similar_name, consequences, name: name.to_owned() }
    }

    /// The change is refused (exit 7) where it brings errors in.
    pub fn refuse(&self) -> Result<()> {
        if self.refused.is_empty() {
            return Ok(());
        }
        let message = format!("sync group `{}` would not meet the prerequisites", self.name);
        let mut error =
            self.refused.iter().fold(Error::new(Code::Prerequisites, message), |error, finding| {
                error.cause(finding.message.clone())
            });
        let mut said = Vec::new();
        for finding in self.refused.iter().filter(|finding| !finding.remedy.is_empty()) {
            if !said.contains(&&finding.remedy) {
                said.push(&finding.remedy);
                error = error.hint(finding.hint());
            }
        }
        Err(error.hint("--no-check sends it anyway"))
    }
}

/// The warnings of all judgements, merged.
pub fn warnings(judgements: &[Judgement]) -> Vec<Warning> {
    let findings = judgements.iter().flat_map(|judgement| &judgement.warnings);
    let similar = judgements.iter().filter_map(|judgement| judgement.similar_name.as_deref());
    warnings::merged(findings).into_iter().chain(similar.map(Warning::text)).collect()
}
