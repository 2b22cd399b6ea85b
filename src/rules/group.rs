//! What a sync group needs: the documented prerequisites, one function each.

use std::collections::{BTreeSet, HashSet};

use super::eligibility::unreadable_groups;
use super::finding::{Finding, Kind, Rule, Subject, without_repetition};
use super::policy::stricter_policies;
use super::source::{self, unreadable, unreadable_applications};
use crate::model::SyncGroup;
use crate::rules::other_groups::OtherGroups;
use crate::rules::tenant_facts::{Found, TenantFacts};
use crate::suggest::look_alike;

/// What a finding calls the policies of the tenant where they cannot be read.
pub const POLICIES: &str = "password policies";

/// The surroundings in which a group is judged.
struct Peers<'a> {
    other_groups: &'a OtherGroups,
    /// Where the group itself stands among them.
    me: Option<usize>,
    /// Groups before this place share a manifest with the judged one: what they share with it is an error.
    manifest: usize,
}

/// Judges one group: an existing one, one that is to be, or one as it would be after a change (with its ID). At most
/// one warning for each thing that could not be read.
pub fn check(group: &SyncGroup, known: &TenantFacts) -> Vec<Finding> {
    let me = known.other_groups.place(group);
    judge(group, known, &Peers { other_groups: &known.other_groups, me, manifest: 0 })
}

/// Judges many existing groups, in time linear in groups and memberships.
pub fn check_all(groups: &[SyncGroup], known: &TenantFacts) -> Vec<Finding> {
    without_repetition(groups.iter().flat_map(|group| check(group, known)).collect())
}

/// Judges the groups of a manifest as if they were applied: each stands for the tenant's group of its ID, else of its
/// name. What two of them share is an error.
pub fn check_manifest(groups: &[SyncGroup], known: &TenantFacts) -> Vec<Finding> {
    let rest = remaining(groups, known);
    let other_groups = OtherGroups::new(groups.iter().chain(rest));
    let judged = groups.iter().enumerate().flat_map(|(place, group)| {
        let peers = Peers { other_groups: &other_groups, me: Some(place), manifest: groups.len() };
        judge(group, known, &peers)
    });
    without_repetition(judged.collect())
}

/// The tenant's groups that a manifest does not speak of.
fn remaining<'a>(
    manifest: &[SyncGroup],
    known: &'a TenantFacts,
) -> impl Iterator<Item = &'a SyncGroup> {
    let tenant = known.groups().as_read().map_or(&[][..], Vec::as_slice);
    let existing: HashSet<_> = tenant.iter().map(SyncGroup::id).collect();
    let (by_id, by_name): (Vec<_>, Vec<_>) =
        manifest.iter().partition(|group| existing.contains(group.id()));
    let ids: HashSet<_> = by_id.iter().map(|group| group.id().to_owned()).collect();
    let names: HashSet<_> = by_name.iter().map(|group| group.name().to_owned()).collect();
    tenant.iter().filter(move |group| !ids.contains(group.id()) && !names.contains(group.name()))
}

fn judge(group: &SyncGroup, known: &TenantFacts, peers: &Peers<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    findings.extend(too_few_sources(group));
    findings.extend(policy(group, known));
    findings.extend(duplicate_name(group, peers));
    findings.extend(mangled_name(group, peers));
    for id in members(group) {
        findings.extend(member(id, group, known));
        findings.extend(in_two_groups(id, known, peers));
    }
    findings.extend(unreadable_groups(known));
    without_repetition(findings.into_iter().map(|finding| finding.of(group)).collect())
}

/// The member sources, each once, in their order.
fn members(group: &SyncGroup) -> impl Iterator<Item = &str> {
    let mut seen = HashSet::new();
    group.source_ids().filter(move |id| seen.insert(*id))
}

fn too_few_sources(group: &SyncGroup) -> Option<Finding> {
    let count = group.source_ids().collect::<BTreeSet<_>>().len();
    let object = Subject::group(group);
    let number = if count == 0 { "no source" } else { "one source" };
    let message = format!("group {object} has {number}; it needs at least two");
    (count < 2)
        .then(|| Finding::new(Rule::TooFewSources, object, message, "add a source").or_eligible())
}

fn policy(group: &SyncGroup, known: &TenantFacts) -> Option<Finding> {
    let new = |rule, object, message| {
        Finding::new(rule, object, message, "choose another one").or("all of them", "policies")
    };
    let id = group.policy_id();
    if id.is_empty() {
        let object = Subject::group(group);
        let message = format!("group {object} has no password policy");
        return Some(new(Rule::NoPolicy, object, message));
    }
    if known.refuses_policy(id) {
        return Some(unreadable_policies());
    }
    let message = format!("password policy `{id}` does not exist");
    matches!(known.policy(id), Found::Absent)
        .then(|| new(Rule::PolicyMissing, Subject::new(Kind::Policy, "", id), message))
}

fn duplicate_name(group: &SyncGroup, peers: &Peers<'_>) -> Option<Finding> {
    let others = peers.other_groups.named(group.name(), peers.me);
    if others.is_empty() {
        return None;
    }
    let object = Subject::group(group);
    let message = format!("the name {object} is also that of {}", others.ids());
    let finding = Finding::new(Rule::DuplicateName, object, message, "rename one of them")
        .about(group.name())
        .shared_with(others.sharers());
    Some(if others.any_before(peers.manifest) { finding.severe() } else { finding })
}

fn mangled_name(group: &SyncGroup, peers: &Peers<'_>) -> Option<Finding> {
    let whole = peers.other_groups.unmangled(group.name(), peers.me)?;
    let object = Subject::group(group);
    let message = format!("the name {object} is that of `{whole}` with `?` for lost characters");
    let remedy = "save the body as UTF-8 and pass it with -f FILE: Windows PowerShell 5.1 changes what goes through a pipe";
    Some(Finding::new(Rule::MangledName, object, message, remedy).about(group.name()))
}

/// A warning where another group's name looks like this one's to a person: it differs in case, in Unicode composition,
/// or in blanks that are not seen.
pub fn similar_name(group: &SyncGroup, known: &TenantFacts) -> Option<String> {
    let name = group.name();
    let similar = |other: &&SyncGroup| {
        other.id() != group.id() && other.name() != name && look_alike(other.name(), name)
    };
    let other = known.groups().as_read()?.iter().find(similar)?;
    let (id, other) = (other.id(), other.name());
    let how = if other.to_lowercase() == name.to_lowercase() {
        "the same but for upper and lower case"
    } else {
        "which looks the same and is spelled with other characters"
    };
    Some(format!("there is a sync group named `{other}` ({id}), {how}"))
}

fn in_two_groups(id: &str, known: &TenantFacts, peers: &Peers<'_>) -> Option<Finding> {
    let others = peers.other_groups.holding(id, peers.me);
    if others.is_empty() {
        return None;
    }
    let object = Subject::new(Kind::Source, known.source_name(id), id);
    let message = format!("source {object} is also in group {}", others.names());
    let remedy = "take it out of one of the groups";
    let finding = Finding::new(Rule::SourceInTwoGroups, object, message, remedy)
        .shared_with(others.sharers());
    Some(if others.any_before(peers.manifest) { finding.severe() } else { finding })
}

fn member(id: &str, group: &SyncGroup, known: &TenantFacts) -> Vec<Finding> {
    match known.source(id) {
        Found::Absent => vec![missing(id)],
        Found::Unknown => unknown_member(id, known),
        Found::Present(source) => {
            let mut findings = source::judge(source, known);
            findings.extend(stricter_policies(source, group, known));
            findings
        }
    }
}

fn missing(id: &str) -> Finding {
    let object = Subject::new(Kind::Source, "", id);
    let message = format!("source `{id}` does not exist");
    let remedy = "take it out, or name another one";
    Finding::new(Rule::SourceMissing, object, message, remedy).or("all of them", "sources")
}

/// Where nobody knows what a member is, it may be an authentication source.
fn unknown_member(id: &str, known: &TenantFacts) -> Vec<Finding> {
    let mut findings = Vec::new();
    if known.refuses_source(id) {
        let unjudged = "so it is unknown whether the members exist and suit a sync group";
        findings.push(unreadable("sources", unjudged));
    }
    if known.refuses_applications() {
        findings.push(unreadable_applications());
    }
    findings.extend(source::policy_exception(Subject::new(Kind::Source, "", id), known));
    findings
}

/// The warning that nobody knows which policies there are.
pub(super) fn unreadable_policies() -> Finding {
    unreadable(POLICIES, "so it is unknown whether the group's exists and suits every source")
}

#[cfg(test)]
mod tests;
