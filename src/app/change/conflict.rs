//! Whether a group is still as it was read, and what changed where it is not.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use crate::app::change::settle::by_id;
use crate::app::lookup::group_fields::differing;
use crate::app::lookup::names;
use crate::app::session::context::Context;
use crate::app::view::group_table::Directory;
use crate::error::{Code, Error, Result};
use crate::model::SyncGroup;

/// Reads groups again, one by its ID, several from one list, and compares each with how it was read before. One that
/// somebody else has changed or deleted meanwhile is exit 5, with what changed. `T` says which group it is.
pub(super) async fn compare_all<T: Copy>(
    ctx: &Context,
    befores: &[(T, SyncGroup)],
) -> Result<Vec<(T, Result<()>)>> {
    let now: Vec<SyncGroup> = match befores {
        [] => return Ok(Vec::new()),
        [(_, before)] => by_id(ctx, before.id()).await?.into_iter().collect(),
        _ => names::all(ctx).await?.reply.body,
    };
    let now: HashMap<&str, &SyncGroup> = now.iter().map(|group| (group.id(), group)).collect();
    let mut results = Vec::with_capacity(befores.len());
    for (key, before) in befores {
        let result = match now.get(before.id()) {
            Some(now) => compare(ctx, before, now).await,
            None => Err(changed(before).cause("it does not exist any more").hint("syncgroup list")),
        };
        results.push((*key, result));
    }
    Ok(results)
}

/// Compares a group as it was read with what it is now.
pub async fn compare(ctx: &Context, before: &SyncGroup, now: &SyncGroup) -> Result<()> {
    let same_time = match (before.modified(), now.modified()) {
        (Some(then), Some(now)) => same_moment(then, now),
        _ => true,
    };
    if same_time && before.same_settings(now) {
        return Ok(());
    }
    let both = [before.clone(), now.clone()];
    // The names are a courtesy: without them the IDs do.
    let directory = Directory::of(ctx.client().await?, &both).await.unwrap_or_default();
    Err(differences(before, now, &directory).into_iter().fold(changed(before), Error::cause))
}

/// The error of a group that is not what it was.
fn changed(before: &SyncGroup) -> Error {
    let message = format!("sync group `{}` has changed since it was read", before.name());
    Error::new(Code::Conflict, message).kind("changed_since")
}

/// What is otherwise now, in sentences by name, with the time of the change.
fn differences(then: &SyncGroup, now: &SyncGroup, directory: &Directory) -> Vec<String> {
    let mut sentences = fields(then, now, directory);
    let modified = |group: &SyncGroup| group.modified().cloned().unwrap_or_default();
    if !same_moment(&modified(then), &modified(now)) {
        sentences.push(format!("`modified` was {}, is {}", modified(then), modified(now)));
    }
    sentences
}

/// The settings that are otherwise now, in sentences by name.
pub fn fields(then: &SyncGroup, now: &SyncGroup, directory: &Directory) -> Vec<String> {
    let mut sentences = Vec::new();
    for field in differing(then, now) {
        let value = |group: &SyncGroup| match (field.as_str(), group.object().get(&field)) {
            (_, None) => "absent".to_owned(),
            ("passwordPolicyId", Some(Value::String(id))) => format!("`{}`", directory.policy(id)),
            (_, Some(Value::String(text))) => format!("`{text}`"),
            (_, Some(value)) => format!("`{value}`"),
        };
        if field == "sourceIds" {
            sentences.extend(sources(then, now, directory));
        } else {
            sentences.push(format!("`{field}` was {}, is {}", value(then), value(now)));
        }
    }
    sentences
}

fn sources(then: &SyncGroup, now: &SyncGroup, directory: &Directory) -> Vec<String> {
    let (old, new): (BTreeSet<_>, BTreeSet<_>) =
        (then.source_ids().collect(), now.source_ids().collect());
    let joined =
        new.difference(&old).map(|id| format!("source `{}` has joined", directory.source(id)));
    let left = old.difference(&new).map(|id| format!("source `{}` has left", directory.source(id)));
    joined.chain(left).collect()
}

/// Timestamps are the same where they mean the same moment, whatever their fractional digits.
pub fn same_moment(one: &Value, other: &Value) -> bool {
    let moment =
        |value: &Value| value.as_str().and_then(|text| text.parse::<jiff::Timestamp>().ok());
    match (moment(one), moment(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one == other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn group(value: Value) -> SyncGroup {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn moments_are_compared_and_not_their_spelling() {
        assert!(same_moment(&json!("2023-03-16T04:00:00Z"), &json!("2023-03-16T04:00:00.000Z")));
        assert!(same_moment(&Value::Null, &Value::Null));
        assert!(!same_moment(&Value::Null, &json!("2023-03-16T04:00:00Z")));
        assert!(same_moment(&json!("odd"), &json!("odd")));
    }

    #[test]
    fn differences_name_fields_and_sources() {
        let then = group(json!({"name": "a", "sourceIds": ["x", "y"], "modified": null}));
        let now = group(
            json!({"name": "b", "sourceIds": ["y", "z"], "modified": "2023-03-16T04:00:00Z"}),
        );
        let sentences = differences(&then, &now, &Directory::default());
        assert_eq!(
            sentences,
            [
                "`name` was `a`, is `b`",
                "source `z` has joined",
                "source `x` has left",
                "`modified` was null, is \"2023-03-16T04:00:00Z\"",
            ]
        );
    }
}
