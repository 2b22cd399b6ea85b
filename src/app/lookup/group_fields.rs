//! The fields of a group as options and bodies give them.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::api::Range;
use crate::app::lookup::find::{Match, Reference};
use crate::app::lookup::names;
use crate::app::session::context::Context;
use crate::error::{Code, Result};
use crate::manifest::body;
use crate::manifest::body::Body;
use crate::model::SyncGroup;

/// What the policy and source options mean, as IDs.
#[derive(Debug, Default)]
pub struct Ids {
    /// The policy, where one was named.
    pub policy: Option<String>,
    /// The sources, in the order in which they were named.
    pub sources: Vec<String>,
}

/// Looks names up, policies and sources side by side; IDs cost nothing. Where sources are read at all, those of the
/// IDs in `members` are read along.
pub async fn resolve(
    ctx: &Context,
    policy: Option<&Reference>,
    sources: &[Reference],
    members: &[&str],
    matching: Match,
) -> Result<Ids> {
    let policies: Vec<Reference> = policy.cloned().into_iter().collect();
    let (policies, sources) = tokio::try_join!(
        names::policies(ctx, &policies, matching),
        names::sources(ctx, sources, members, matching),
    )?;
    Ok(Ids { policy: policies.into_iter().next(), sources })
}

/// Refuses keys that neither the API nor the tenant's own groups have. The tenant is asked only where there are any.
pub async fn check_unknown(ctx: &Context, bodies: &[Body]) -> Result<()> {
    let Some((key, place)) = bodies.iter().flat_map(|body| &body.unknown).next() else {
        return Ok(());
    };
    let groups = match ctx.client().await?.groups(Range { offset: 0, limit: Some(250) }).await {
        Ok(list) => list.reply.body,
        Err(error) if error.code() == Code::Credentials => {
            return Err(body::unknown_key(key, place).cause(error.message()));
        }
        Err(error) => return Err(error),
    };
    let known: BTreeSet<&str> =
        groups.iter().flat_map(|group| group.object().keys().map(String::as_str)).collect();
    match bodies
        .iter()
        .flat_map(|body| &body.unknown)
        .find(|(key, _)| !known.contains(key.as_str()))
    {
        Some((key, place)) => Err(body::unknown_key(key, place)),
        None => Ok(()),
    }
}

/// The fields that a full object needs and this one lacks, each with its option.
pub fn missing(group: &SyncGroup) -> Vec<(&'static str, &'static str)> {
    [
        ("name", "--name NAME"),
        ("passwordPolicyId", "--policy POLICY"),
        ("sourceIds", "--source SOURCE"),
    ]
    .into_iter()
    .filter(|(key, _)| group.object().get(*key).is_none_or(Value::is_null))
    .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn group(value: Value) -> SyncGroup {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn null_is_missing() {
        let keys =
            |group: SyncGroup| missing(&group).iter().map(|(key, _)| *key).collect::<Vec<_>>();
        assert_eq!(
            keys(group(json!({"name": "a", "passwordPolicyId": null}))),
            ["passwordPolicyId", "sourceIds"]
        );
        assert!(
            keys(group(json!({"name": "", "passwordPolicyId": "p", "sourceIds": []}))).is_empty()
        );
    }
}
