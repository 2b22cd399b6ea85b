//! What the rules need to know of the tenant, asked for side by side and no more than can matter.
//!
//! What the caller may not read (403) is a [`Reading::Refused`]; every other failure is one of the command.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::json;

use crate::api::{Client, Range};
use crate::app::lookup::names;
use crate::app::session::context::Context;
use crate::app::session::items;
use crate::error::{Code, Error, Result};
use crate::model::{Id, Object, PasswordPolicy, PolicyAssignment, Source, SourceApp, SyncGroup};
use crate::rules::{Known, Reading};

/// What a command has read already on its way, and what else it wants to know.
#[derive(Debug, Default, Clone)]
pub struct Given {
    /// All groups of the tenant.
    pub groups: Option<Vec<SyncGroup>>,
    /// Some of its sources.
    pub sources: Vec<Source>,
    /// All its password policies.
    pub policies: Option<Vec<PasswordPolicy>>,
    /// Whether names and sources in use by other groups matter.
    pub street: bool,
}

/// The assignments of policies, by source.
type Assignments = BTreeMap<String, Reading<Vec<PolicyAssignment>>>;

/// What must be known to judge these groups: as they are and as they are to be, in any mixture.
///
/// Applications are asked for only where an authentication source or one that leaves its group is among the members,
/// policies only where another one than the group's own could be involved.
pub async fn known(ctx: &Context, groups: &[&SyncGroup], given: Given) -> Result<Known> {
    let client = ctx.client().await?;
    let members: BTreeSet<&str> = groups.iter().flat_map(|group| group.source_ids()).collect();
    let rest: Vec<&str> = {
        let read: BTreeSet<&str> = given.sources.iter().map(Source::id).collect();
        members.difference(&read).copied().collect()
    };
    let (sources, assignments, all) = tokio::try_join!(
        readable(names::filtered(client, "id", &rest)),
        assignments(client, members.iter().copied()),
        street(client, given.groups, given.street),
    )?;
    let (sources, unread) = together(given.sources, sources);
    let wants_apps = unread || applications_matter(groups, &sources);
    let wants_policies =
        given.policies.is_none() && policies_matter(groups, &sources, &assignments);
    let (applications, policies) = tokio::try_join!(
        when(wants_apps, applications(client, &members)),
        when(wants_policies, policies(client)),
    )?;
    let policies = match given.policies {
        Some(policies) => Reading::Read(policies),
        None if wants_policies => policies,
        None => Reading::Read(stubs(&assignments)),
    };
    let known = Known::new()
        .with_policies(policies)
        .with_applications(applications)
        .with_groups(all)
        .with_sources(Reading::Read(sources));
    let known = if unread { known.with_sources(Reading::Refused) } else { known };
    Ok(with_assignments(known, assignments))
}

/// What must be known to say what the end of these groups does: names and applications.
pub async fn for_removal(ctx: &Context, groups: &[SyncGroup]) -> Result<Known> {
    let client = ctx.client().await?;
    let members: BTreeSet<&str> = groups.iter().flat_map(SyncGroup::source_ids).collect();
    let ids: Vec<&str> = members.iter().copied().collect();
    let (sources, applications, policies) = tokio::try_join!(
        readable(names::filtered(client, "id", &ids)),
        applications(client, &members),
        policies(client),
    )?;
    Ok(Known::new().with_sources(sources).with_applications(applications).with_policies(policies))
}

/// Adds the policies assigned to each source.
pub fn with_assignments(known: Known, assignments: Assignments) -> Known {
    let add = |known: Known, (id, reading): (String, Reading<Vec<PolicyAssignment>>)| {
        known.with_assignments(&id, reading)
    };
    assignments.into_iter().fold(known, add)
}

/// The policies of each source, one request each. A source that does not exist has none.
pub async fn assignments<'a>(
    client: &Client,
    ids: impl IntoIterator<Item = &'a str>,
) -> Result<Assignments> {
    let ids = ids.into_iter().filter_map(|id| Id::new(id).ok());
    let readings = items::each(ids, |id| async move {
        let reply = async { Ok(client.source_policies(&id).await?.body) };
        let reading = match readable(reply).await {
            Err(error) if matches!(error.status(), Some(400 | 404)) => Reading::Read(Vec::new()),
            other => other?,
        };
        Ok((id.as_str().to_owned(), reading))
    });
    readings.await.into_iter().collect()
}

/// Turns a refusal (403) into knowledge.
pub async fn readable<T>(asked: impl Future<Output = Result<T>>) -> Result<Reading<T>> {
    match asked.await {
        Ok(value) => Ok(Reading::Read(value)),
        Err(error) if refused(&error) => Ok(Reading::Refused),
        Err(error) => Err(error),
    }
}

fn refused(error: &Error) -> bool {
    error.code() == Code::Credentials && error.status() == Some(403)
}

async fn policies(client: &Client) -> Result<Reading<Vec<PasswordPolicy>>> {
    readable(async { Ok(client.policies().await?.reply.body) }).await
}

/// The applications of the members.
async fn applications(
    client: &Client,
    members: &BTreeSet<&str>,
) -> Result<Reading<Vec<SourceApp>>> {
    let members: Vec<&str> = members.iter().copied().collect();
    readable(names::applications(client, &members)).await
}

/// All groups: those that were read already, or what the tenant sends now.
async fn street(
    client: &Client,
    given: Option<Vec<SyncGroup>>,
    wanted: bool,
) -> Result<Reading<Vec<SyncGroup>>> {
    if let Some(groups) = given {
        return Ok(Reading::Read(groups));
    }
    let all = async { Ok(client.groups(Range::ALL).await?.reply.body) };
    when(wanted, readable(all)).await
}

/// Asks only where the answer matters.
async fn when<T>(
    wanted: bool,
    asked: impl Future<Output = Result<Reading<T>>>,
) -> Result<Reading<T>> {
    if wanted { asked.await } else { Ok(Reading::Unasked) }
}

/// The sources that were read before and now, and whether some may not be read.
fn together(mut given: Vec<Source>, read: Reading<Vec<Source>>) -> (Vec<Source>, bool) {
    match read {
        Reading::Read(more) => {
            given.extend(more);
            (given, false)
        }
        Reading::Refused | Reading::Unasked => (given, true),
    }
}

/// A source that is not in all the groups leaves one of them, and takes its applications along.
fn applications_matter(groups: &[&SyncGroup], sources: &[Source]) -> bool {
    let leaves = |source: &Source| match groups {
        [before, after] => before.has_source(source.id()) && !after.has_source(source.id()),
        _ => false,
    };
    sources.iter().any(|source| source.is_authentication_source() || leaves(source))
}

/// Whether a policy must be looked at: a group's own that no member has, or a member's that is not its group's.
fn policies_matter(groups: &[&SyncGroup], sources: &[Source], assignments: &Assignments) -> bool {
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

/// Policies of which only the name is known, and needed.
fn stubs(assignments: &Assignments) -> Vec<PasswordPolicy> {
    let read = assignments.values().filter_map(Reading::as_read).flatten();
    read.map(|assignment| {
        let stub = json!({"id": assignment.policy_id(), "name": assignment.policy_name()});
        let object: Object = stub.as_object().cloned().unwrap_or_default();
        PasswordPolicy::new(object)
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;
    use serde_json::Value;

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
            policies_matter(&[group], &[], &assigned(pairs))
        };
        let own = group("p", &["a", "b"]);
        assert!(!matter(&own, &[("a", "p"), ("b", "p")]));
        assert!(!matter(&own, &[("a", "p")]), "a source that joins may have none");
        assert!(matter(&own, &[("a", "p"), ("b", "q")]));
        assert!(matter(&own, &[]), "nothing says that the policy exists");
        let stubs = stubs(&assigned(&[("a", "p")]));
        assert_eq!((stubs[0].id(), stubs[0].name()), ("p", "P"));
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
