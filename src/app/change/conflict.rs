//! Whether a group is still as it was read or recorded, and what changed where it is not.

use std::collections::HashMap;

use crate::app::change::settle::by_id;
use crate::app::lookup::name_table::Directory;
use crate::app::lookup::read::Lookup;
use crate::app::session::context::Context;
use crate::app::view::group_diff;
use crate::command_line::{CommandLine, reference};
use crate::error::{Code, Error, ErrorKind, Result};
use crate::history::{ChangedSince, Since};
use crate::model::{GroupDiff, SyncGroup};

/// Reads groups again, one by its ID, several from one list, and compares each with how it was read before. One that
/// somebody else has changed or deleted meanwhile is exit 5, with what changed. `T` says which group it is.
pub(super) async fn compare_all<T: Copy>(
    ctx: &Context,
    befores: &[(T, SyncGroup)],
) -> Result<Vec<(T, Result<()>)>> {
    let now: Vec<SyncGroup> = match befores {
        [] => return Ok(Vec::new()),
        [(_, before)] => by_id(ctx, before.id()).await?.into_iter().collect(),
        _ => Lookup::fresh(ctx).groups().await?.to_vec(),
    };
    let now: HashMap<&str, &SyncGroup> = now.iter().map(|group| (group.id(), group)).collect();
    let mut results = Vec::with_capacity(befores.len());
    for (key, before) in befores {
        let result = match now.get(before.id()) {
            Some(now) => compare(ctx, before, now).await,
            None => Err(conflict(before)
                .cause("it does not exist any more")
                .hint(CommandLine::of("list"))),
        };
        results.push((*key, result));
    }
    Ok(results)
}

/// Compares a group as it was read with what it is now.
async fn compare(ctx: &Context, before: &SyncGroup, now: &SyncGroup) -> Result<()> {
    let diff = GroupDiff::of_states(before, now);
    if diff.is_empty() {
        return Ok(());
    }
    let directory = names(ctx, &[before, now]).await;
    let sentences = group_diff::sentences(&diff, &directory);
    let error = sentences.into_iter().fold(conflict(before), Error::cause);
    let name = reference(now.name(), now.id());
    Err(error.explained("to see it as it is now", CommandLine::of("get").word(name)))
}

/// The names are a courtesy: without them the IDs do.
pub async fn names(ctx: &Context, groups: &[&SyncGroup]) -> Directory {
    let groups: Vec<SyncGroup> = groups.iter().map(|&group| group.clone()).collect();
    Directory::of(ctx, &groups).await.unwrap_or_default()
}

/// The error of a group that is not what it was.
fn conflict(before: &SyncGroup) -> Error {
    let message = format!("sync group `{}` has changed since it was read", before.name());
    Error::new(Code::Conflict, message).kind(ErrorKind::ChangedSince)
}

/// The error of a group that is not what a recorded change left.
pub fn since_change(changed: &ChangedSince, directory: &Directory) -> Error {
    let ChangedSince { number, name, since } = changed;
    let causes = match since {
        Since::Gone => vec!["it does not exist any more".to_owned()],
        Since::Exists => vec!["it exists again".to_owned()],
        Since::Differs(diff) => group_diff::sentences(diff, directory),
    };
    let message = format!("sync group `{name}` has changed since change {number}");
    let error = Error::new(Code::Conflict, message).kind(ErrorKind::ChangedSince);
    let error = causes.into_iter().fold(error, Error::cause);
    error.hint(CommandLine::of("history show").word(number.to_string()))
}
