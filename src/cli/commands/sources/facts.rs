//! What a table says of a source besides its own fields: who uses it, and whether it can join a group.

use std::collections::HashMap;

use crate::app::check::rule_facts::{self, TenantLists};
use crate::app::lookup::read::Lookup;
use crate::app::session::context::Context;
use crate::error::Result;
use crate::model::Source;
use crate::rules::{self, Finding, Kind, Reading};

/// What is shown of one source, by its ID.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) applications: Vec<String>,
    pub(super) policies: Vec<String>,
    pub(super) groups: Vec<String>,
    pub(super) findings: Vec<Finding>,
}

/// Whether a source can join a group, as far as that is known.
pub(super) fn eligible(facts: &HashMap<String, Facts>, id: &str) -> bool {
    facts.get(id).is_none_or(|facts| rules::can_join(&facts.findings))
}

/// Why a source cannot join a group, and what else is wrong with it.
pub(super) fn reasons(facts: &HashMap<String, Facts>, id: &str) -> Vec<String> {
    let findings = facts.get(id).map(|facts| facts.findings.as_slice()).unwrap_or_default();
    // What holds for the whole tenant is said once, in a note.
    let own = findings.iter().filter(|finding| finding.object.kind != Kind::Tenant);
    own.map(|finding| finding.message.clone()).collect()
}

/// What applications, policies and groups say about their sources.
pub(super) fn of(lists: &TenantLists) -> HashMap<String, Facts> {
    let mut facts: HashMap<String, Facts> = HashMap::new();
    for application in lists.applications.as_read().into_iter().flat_map(|list| list.iter()) {
        if let Some(source) = application.source_id() {
            let known = facts.entry(source.to_owned()).or_default();
            known.applications.push(application.name().to_owned());
        }
    }
    for policy in lists.policies.as_read().into_iter().flat_map(|list| list.iter()) {
        for source in policy.source_ids() {
            facts.entry(source.to_owned()).or_default().policies.push(policy.name().to_owned());
        }
    }
    for group in lists.groups.as_read().into_iter().flat_map(|list| list.iter()) {
        for source in group.source_ids() {
            facts.entry(source.to_owned()).or_default().groups.push(group.name().to_owned());
        }
    }
    facts
}

/// Judges each source. Exceptions cost a request a source, and are looked for only where all else is as it should be.
pub(super) async fn judge(
    ctx: &Context,
    sources: &[Source],
    lists: &TenantLists,
    facts: &mut HashMap<String, Facts>,
) -> Result<()> {
    let known = lists.facts();
    let candidates: Vec<&str> = sources
        .iter()
        .filter(|source| rules::can_join(&rules::eligibility(source, &known)))
        .map(Source::id)
        .collect();
    let assignments = Lookup::of(ctx).policies_of(&candidates).await?;
    if assignments.values().any(|reading| *reading == Reading::Refused) {
        ctx.out()?
            .note("the policies of sources cannot be read, so policy exceptions are not known");
    }
    let known = rule_facts::with_assignments(known, assignments);
    for source in sources {
        let findings = rules::eligibility(source, &known);
        facts.entry(source.id().to_owned()).or_default().findings = findings;
    }
    Ok(())
}
