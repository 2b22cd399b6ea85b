//! What the rules need to know of the tenant, asked for side by side and no more than can matter.
//!
//! What the caller may not read is a [`Reading::Refused`]; every other failure is one of the command.

use std::collections::{BTreeSet, HashMap};

use crate::app::check::exceptions::{Exceptions, Listed};
use crate::app::lookup::read::{Assignments, Lookup};
use crate::app::lookup::reading::{Unread, readable};
use crate::app::session::cache::List;
use crate::app::session::context::Context;
use crate::app::session::interrupt::interrupted;
use crate::error::Result;
use crate::model::{PasswordPolicy, PolicyAssignment, Source, SourceApp, SyncGroup};
use crate::rules::{Reading, TenantFacts};

/// What must be known to judge these groups: as they are and as they are to be, in any mixture. `others` says whether
/// names and sources in use by other groups matter.
///
/// Applications are asked for only where an authentication source or one that leaves its group is among the members,
/// policies not where a group keeps its own and no member has another.
pub async fn known(ctx: &Context, groups: &[&SyncGroup], others: bool) -> Result<TenantFacts> {
    let lookup = Lookup::of(ctx);
    let members = members(groups.iter().copied());
    let others = others || lookup.read_groups().is_some();
    let (sources, assignments, all) = tokio::try_join!(
        readable(lookup.sources_by_id(&members)),
        lookup.policies_of(&members),
        when(others, readable(lookup.groups())),
    )?;
    let unread = sources == Reading::Refused;
    let read = sources.as_read().map_or(&[][..], Vec::as_slice);
    let wants_apps = unread || applications_matter(groups, read);
    let wants_policies =
        lookup.read_policies().is_some() || policies_matter(groups, read, &assignments);
    let (applications, policies) = tokio::try_join!(
        when(wants_apps, readable(lookup.applications_of(&members))),
        when(wants_policies, readable(lookup.policies())),
    )?;
    let known = TenantFacts::new()
        .with_policies(policies.map(|list| list.to_vec()))
        .with_applications(applications)
        .with_groups(all.map(|list| list.to_vec()))
        .with_sources(sources);
    Ok(with_assignments(known, assignments))
}

/// What must be known to judge the groups of a whole tenant, or as many: the policies of sources are those that the lists
/// tell, and only sources about which these leave doubt are asked, unless all are to be.
pub async fn of_many(
    ctx: &Context,
    groups: &[&SyncGroup],
    exceptions: Exceptions,
) -> Result<TenantFacts> {
    if exceptions == Exceptions::AskAll {
        return Box::pin(known(ctx, groups, true)).await;
    }
    let lookup = Lookup::of(ctx);
    let members = members(groups.iter().copied());
    let (sources, policies, all) = tokio::try_join!(
        readable(lookup.sources_by_id(&members)),
        readable(lookup.policies()),
        readable(lookup.groups()),
    )?;
    let read = sources.as_read().map_or(&[][..], Vec::as_slice);
    let unread = sources == Reading::Refused;
    let listed = Listed::new(&policies, &members);
    let exist: Vec<(&str, Option<&Source>)> = if unread {
        members.iter().map(|id| (*id, None)).collect()
    } else {
        read.iter().map(|source| (source.id(), Some(source))).collect()
    };
    let (asked, unasked): (Vec<_>, Vec<_>) =
        exist.into_iter().partition(|(id, source)| listed.leaves_doubt(id, *source));
    let asked: Vec<&str> = asked.into_iter().map(|(id, _)| id).collect();
    let wants_apps = unread || applications_matter(groups, read);
    let (applications, assignments) = tokio::try_join!(
        when(wants_apps, readable(lookup.applications_of(&members))),
        lookup.policies_of(&asked),
    )?;
    let unverified: Vec<&Source> = unasked.iter().filter_map(|(_, source)| *source).collect();
    let known = TenantFacts::new().with_unverified(unasked.len());
    let known = with_assignments(listed.complete(known, &unverified), assignments)
        .with_policies(policies.map(|list| list.to_vec()))
        .with_applications(applications)
        .with_groups(all.map(|list| list.to_vec()));
    Ok(known.with_sources(sources))
}

/// The sources of groups, each once.
fn members<'a>(groups: impl Iterator<Item = &'a SyncGroup>) -> Vec<&'a str> {
    let mut members: Vec<&str> = groups.flat_map(SyncGroup::source_ids).collect();
    members.sort_unstable();
    members.dedup();
    members
}

/// The lists of the tenant that the rules depend on, as far as the caller may read them. They tell everything but the
/// exceptions, which cost a request for each source.
#[derive(Default)]
pub struct TenantLists {
    pub groups: Reading<List<SyncGroup>>,
    pub applications: Reading<List<SourceApp>>,
    pub policies: Reading<List<PasswordPolicy>>,
}

impl TenantLists {
    /// Reads the lists, and notes what may not be read.
    pub async fn read(ctx: &Context) -> Result<Self> {
        let lookup = Lookup::of(ctx);
        let (groups, applications, policies) = tokio::try_join!(
            readable(lookup.groups()),
            readable(lookup.applications()),
            readable(lookup.policies()),
        )?;
        let mut unread = Unread::default();
        unread.take(groups.as_ref(), "sync groups");
        unread.take(applications.as_ref(), "applications");
        unread.take(policies.as_ref(), "password policies");
        if let Some(note) = unread.note() {
            ctx.out()?.note(&note);
        }
        Ok(Self { groups, applications, policies })
    }

    /// What they say.
    pub fn facts(&self) -> TenantFacts {
        TenantFacts::new()
            .with_groups(self.groups.as_ref().map(|list| list.to_vec()))
            .with_applications(self.applications.as_ref().map(|list| list.to_vec()))
            .with_policies(self.policies.as_ref().map(|list| list.to_vec()))
    }
}

/// What must be known to say what the end of these groups does: names and applications.
pub async fn for_removal(ctx: &Context, groups: &[SyncGroup]) -> Result<TenantFacts> {
    let lookup = Lookup::of(ctx);
    let members = members(groups.iter());
    let (sources, applications, policies) = tokio::try_join!(
        readable(lookup.sources_by_id(&members)),
        readable(lookup.applications_of(&members)),
        readable(lookup.policies()),
    )?;
    let policies = policies.map(|list| list.to_vec());
    Ok(TenantFacts::new()
        .with_sources(sources)
        .with_applications(applications)
        .with_policies(policies))
}

/// What must be known to say what changes do, without the prerequisites: names, and where policies are replaced their
/// rules. What cannot be read, whyever, is unknown.
pub async fn for_impact(
    ctx: &Context,
    groups: &[&SyncGroup],
    policies: bool,
) -> Result<TenantFacts> {
    let lookup = Lookup::of(ctx);
    let members = members(groups.iter().copied());
    let (sources, policies) =
        tokio::join!(lookup.sources_by_id(&members), when(policies, readable(lookup.policies())));
    if ctx.interrupt.pressed() {
        return Err(interrupted());
    }
    let policies = policies.unwrap_or(Reading::Refused).map(|list| list.to_vec());
    let sources = sources.map_or(Reading::Refused, Reading::Read);
    Ok(TenantFacts::new().with_sources(sources).with_policies(policies))
}

/// Adds the policies assigned to each source.
pub fn with_assignments(known: TenantFacts, assignments: Assignments) -> TenantFacts {
    let add = |known: TenantFacts, (id, reading): (String, Reading<Vec<PolicyAssignment>>)| {
        known.with_assignments(&id, reading)
    };
    assignments.into_iter().fold(known, add)
}

/// Asks only where the answer matters.
async fn when<T>(
    wanted: bool,
    asked: impl Future<Output = Result<Reading<T>>>,
) -> Result<Reading<T>> {
    if wanted { asked.await } else { Ok(Reading::Unasked) }
}

/// A source that is not in all the groups leaves one of them, and takes its applications along.
fn applications_matter(groups: &[&SyncGroup], sources: &[Source]) -> bool {
    let leaves = |source: &Source| match groups {
        [before, after] => before.has_source(source.id()) && !after.has_source(source.id()),
        _ => false,
    };
    sources.iter().any(|source| source.is_authentication_source() || leaves(source))
}

/// Whether the policies must be looked at. Only their list tells whether one exists: what a source refers to may be
/// gone. Where a group keeps its policy, that it does not exist is nothing that the change brings in, and only a policy
/// of a member that is not its group's matters.
fn policies_matter(groups: &[&SyncGroup], sources: &[Source], assignments: &Assignments) -> bool {
    let keeps_policy = matches!(groups, [before, after]
        if before.id() == after.id() && before.policy_id() == after.policy_id());
    if !keeps_policy {
        return !groups.is_empty();
    }
    let mut assigned: HashMap<&str, BTreeSet<&str>> = HashMap::new();
    for source in sources {
        let policies = source.policies().map(|(id, _)| id);
        assigned.entry(source.id()).or_default().extend(policies);
    }
    for (id, reading) in assignments {
        let policies = reading.as_read().into_iter().flatten().map(PolicyAssignment::policy_id);
        assigned.entry(id).or_default().extend(policies);
    }
    groups.iter().any(|group| {
        let of_members = group.source_ids().filter_map(|id| assigned.get(id));
        let policies: BTreeSet<&str> = of_members.flatten().copied().collect();
        !policies.contains(group.policy_id()) || policies.len() > 1
    })
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;
    use serde_json::{Value, json};

    use super::*;

    fn thing<T: DeserializeOwned>(value: Value) -> T {
        serde_json::from_value(value).unwrap()
    }

    fn group(policy: &str, sources: &[&str]) -> SyncGroup {
        thing(json!({"id": "g", "name": "G", "passwordPolicyId": policy, "sourceIds": sources}))
    }

    fn assigned(pairs: &[(&str, &str)]) -> Assignments {
        let reading = |policy: &str| {
            Reading::Read(vec![thing(json!({"policyId": policy, "policyName": "P"}))])
        };
        pairs.iter().map(|(id, policy)| ((*id).to_owned(), reading(policy))).collect()
    }

    #[test]
    fn policies_are_asked_for_only_where_another_one_is_involved() {
        let matter = |group: &SyncGroup, pairs: &[(&str, &str)]| {
            policies_matter(&[group, group], &[], &assigned(pairs))
        };
        let own = group("p", &["a", "b"]);
        assert!(!matter(&own, &[("a", "p"), ("b", "p")]));
        assert!(!matter(&own, &[("a", "p")]), "a source that joins may have none");
        assert!(matter(&own, &[("a", "p"), ("b", "q")]));
        assert!(matter(&own, &[]), "nothing says that the policy exists");
        assert!(policies_matter(&[&own], &[], &assigned(&[("a", "p"), ("b", "p")])), "it is new");
        assert!(policies_matter(&[&own, &group("q", &["a"])], &[], &assigned(&[("a", "q")])));
        assert!(!policies_matter(&[], &[], &Assignments::new()));
    }

    #[test]
    fn applications_matter_to_authentication_sources_and_to_those_that_leave() {
        let source = |id: &str, feature: &str| thing(json!({"id": id, "features": [feature]}));
        let plain: Vec<Source> = vec![source("a", "PASSWORD"), source("b", "PASSWORD")];
        let (both, one) = (group("p", &["a", "b"]), group("p", &["a"]));
        assert!(!applications_matter(&[&both], &plain));
        assert!(!applications_matter(&[&one, &both], &plain));
        assert!(applications_matter(&[&both, &one], &plain));
        assert!(applications_matter(&[&both], &[source("a", "AUTHENTICATE")]));
    }
}
