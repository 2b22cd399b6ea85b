//! The fields of a group as options and bodies give them.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use serde_json::Value;

use crate::api::Range;
use crate::app::lookup::find::{Match, Reference};
use crate::app::lookup::names;
use crate::app::lookup::read::Lookup;
use crate::app::session::context::Context;
use crate::error::{Code, Error, Result};
use crate::manifest::body::Body;
use crate::manifest::{self, Pointer, body};
use crate::model::{Id, SyncGroup};

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

/// Each ID once, where it comes first: an object may be named twice, by its name and by its ID.
pub fn distinct(mut ids: Vec<String>) -> Vec<String> {
    let mut seen = HashSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    ids
}

/// What becomes of a text under a key of the API that is neither a name nor the ID of anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// It is an error: for writing.
    Refuse,
    /// It is taken as an ID, for rules that find what does not exist.
    Keep,
}

/// The groups that bodies ask for, under the keys of the API and with IDs for what they name. `known` are IDs that need
/// no look-up, such as those of the group that a body replaces.
///
/// IDs cost nothing. A name must match exactly; one that leads nowhere (exit 3) or is ambiguous (exit 5) is an error
/// with its place.
pub async fn groups(
    ctx: &Context,
    bodies: &[Body],
    known: &[&str],
    absent: Absent,
) -> Result<Vec<SyncGroup>> {
    let policies: Vec<&Pointer> = bodies.iter().filter_map(|body| body.policy.as_ref()).collect();
    let sources: Vec<&Pointer> = bodies.iter().flat_map(|body| &body.sources).flatten().collect();
    let reference = |pointer: &&Pointer| found_as(pointer, known);
    let policy_names = policies.iter().map(reference).collect::<Result<Vec<_>>>()?;
    let source_names = sources.iter().map(reference).collect::<Result<Vec<_>>>()?;
    let (mut policy_ids, mut source_ids) = tokio::try_join!(
        names::each_policy(ctx, &policy_names, Match::Exact),
        names::each_source(ctx, &source_names, &[], Match::Exact),
    )?;
    let lookup = Lookup::of(ctx);
    let all_policies = lookup.read_policies();
    let all_sources = lookup.read_sources();
    let keep = absent == Absent::Keep;
    let is_policy =
        |id: &str| keep || all_policies.iter().flat_map(|all| all.iter()).any(|p| p.id() == id);
    let is_source =
        |id: &str| keep || all_sources.iter().flat_map(|all| all.iter()).any(|s| s.id() == id);
    let mut lost = with_own_ids(&policies, &mut policy_ids, is_policy);
    lost.extend(with_own_ids(&sources, &mut source_ids, is_source));
    if !lost.is_empty() {
        return Err(one_error(lost));
    }
    let (mut policy_ids, mut source_ids) =
        (policy_ids.into_iter().flatten(), source_ids.into_iter().flatten());
    let group = |body: &Body| {
        let mut group = SyncGroup::new(body.object.clone());
        if let Some(id) = body.policy.as_ref().and_then(|_| policy_ids.next()) {
            group.set_policy_id(&id);
        }
        if let Some(sources) = &body.sources {
            group.set_source_ids(source_ids.by_ref().take(sources.len()).collect::<Vec<_>>());
        }
        group
    };
    Ok(bodies.iter().map(group).collect())
}

/// What a pointer of a body means before anything is asked.
fn found_as(pointer: &Pointer, known: &[&str]) -> Result<Reference> {
    let id = |text: &str| Id::new(text).map(Reference::Id).map_err(Error::usage);
    match &pointer.reference {
        manifest::Reference::Id(text) => id(text),
        manifest::Reference::Any(text) if known.contains(&text.as_str()) => id(text),
        manifest::Reference::Any(text) | manifest::Reference::Name(text) => {
            Ok(Reference::Name(text.clone()))
        }
    }
}

/// Puts in the IDs that do not have the form of one, and gives the errors that are left, each with its place.
fn with_own_ids(
    pointers: &[&Pointer],
    ids: &mut [Result<String>],
    is_id: impl Fn(&str) -> bool,
) -> Vec<(Pointer, Error)> {
    let mut lost = Vec::new();
    for (pointer, id) in pointers.iter().zip(ids) {
        let Err(error) = id else { continue };
        match &pointer.reference {
            manifest::Reference::Any(text) if error.code() == Code::NotFound && is_id(text) => {
                *id = Ok(text.clone());
            }
            _ => lost.push(((*pointer).clone(), error.clone().at(&pointer.spot))),
        }
    }
    lost
}

/// The error of names that lead nowhere: one alone as it is, several as causes in the order of the files.
fn one_error(mut lost: Vec<(Pointer, Error)>) -> Error {
    lost.sort_by_key(|(pointer, _)| (Arc::clone(&pointer.spot.file), pointer.spot.place));
    let first = lost[0].1.clone();
    if lost.len() == 1 {
        return first;
    }
    let alike = lost.iter().all(|(_, error)| error.code() == first.code());
    let message = format!("{} names in the bodies do not lead to one object", lost.len());
    let error = Error::new(Code::Refused, message);
    let error = if alike { error.like(&first) } else { error };
    let told = |(_, error): &(Pointer, Error)| match error.hint_texts().first() {
        Some(hint) => format!("{error} ({hint})"),
        None => error.to_string(),
    };
    lost.iter().map(told).fold(error, Error::cause)
}

/// Refuses keys that neither the API nor the tenant's own groups have. The tenant is asked only where there are any.
pub async fn check_unknown(ctx: &Context, bodies: &[Body]) -> Result<()> {
    let Some((key, place)) = bodies.iter().flat_map(|body| &body.unknown).next() else {
        return Ok(());
    };
    let groups = match ctx.client().await?.groups(Range { offset: 0, limit: Some(250) }).await {
        Ok(list) => list.reply.body,
        Err(error) if error.code() == Code::Credentials => {
            return Err(body::unknown_key(key, place, &BTreeSet::new()).cause(error.message()));
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
        Some((key, place)) => Err(body::unknown_key(key, place, &known)),
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
