//! Whether a group is still as it was read or recorded, and what changed where it is not.

use crate::app::change::send;
use crate::app::session::context::Context;
use crate::app::view::group_diff;
use crate::app::view::group_table::Directory;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Result};
use crate::history::{ChangedSince, Since};
use crate::model::{GroupDiff, SyncGroup};

/// Reads the group once more. One that somebody else has changed or deleted meanwhile is exit 5, with what changed.
pub async fn check(ctx: &Context, before: &SyncGroup) -> Result<()> {
    let id = send::checked(before.id())?;
    let client = ctx.client().await?;
    let now = match client.group(&id).await {
        Ok(reply) => reply.body,
        Err(error) if error.code() == Code::NotFound => {
            return Err(conflict(before)
                .cause("it does not exist any more")
                .hint(CommandLine::of("list")));
        }
        Err(error) => return Err(error),
    };
    compare(ctx, before, &now).await
}

/// Compares a group as it was read with what it is now.
async fn compare(ctx: &Context, before: &SyncGroup, now: &SyncGroup) -> Result<()> {
    let diff = GroupDiff::of_states(before, now);
    if diff.is_empty() {
        return Ok(());
    }
    let directory = names(ctx, &[before, now]).await;
    let sentences = group_diff::sentences(&diff, &directory);
    Err(sentences.into_iter().fold(conflict(before), Error::cause))
}

/// The names are a courtesy: without them the IDs do.
pub async fn names(ctx: &Context, groups: &[&SyncGroup]) -> Directory {
    let groups: Vec<SyncGroup> = groups.iter().map(|&group| group.clone()).collect();
    let Ok(client) = ctx.client().await else { return Directory::default() };
    Directory::of(client, &groups).await.unwrap_or_default()
}

/// The error of a group that is not what it was.
fn conflict(before: &SyncGroup) -> Error {
    let message = format!("sync group `{}` has changed since it was read", before.name());
    Error::new(Code::Conflict, message).kind("changed_since")
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
    let error = Error::new(Code::Conflict, message).kind("changed_since");
    let error = causes.into_iter().fold(error, Error::cause);
    error.hint(CommandLine::of("history show").word(number.to_string()))
}
