//! The guards of a full replacement.

use serde_json::Value;

use crate::app::change::conflict;
use crate::app::lookup::group_fields;
use crate::app::session::context::Context;
use crate::app::view::group_diff;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::manifest::body::Body;
use crate::model::{GroupDiff, SyncGroup, TIMESTAMP_FORMS, same_timestamp, timestamp};

/// What a replacement is checked for.
#[derive(Debug, Clone, Copy)]
pub struct Checks<'a> {
    /// The group as it was named.
    pub group: &'a str,
    /// Whether it overwrites whatever is there.
    pub force: bool,
}

/// A body and what becomes of it.
#[derive(Clone, Copy)]
pub struct Replacement<'a> {
    pub body: &'a Body,
    /// The group as the body has it, with IDs for what it names.
    pub read: &'a SyncGroup,
    /// The group as it is to be, with the options over the body.
    pub wanted: &'a SyncGroup,
    /// The group as it is.
    pub before: &'a SyncGroup,
}

/// Refuses a body that is not whole (exit 2), is another group's, or was read before somebody changed the group (exit 5).
pub async fn check(ctx: &Context, replacement: Replacement<'_>, checks: Checks<'_>) -> Result<()> {
    let Replacement { body, read, wanted, before } = replacement;
    let missing = group_fields::missing(wanted);
    if !missing.is_empty() {
        let list = missing.iter().map(|(key, _)| format!("`{key}`")).collect::<Vec<_>>().join(", ");
        return Err(Error::usage(format!("a full replacement needs {list}"))
            .at(&body.place)
            .explained(
                "to change single fields",
                CommandLine::of("update").reference(checks.group).and("--name NAME"),
            ));
    }
    if checks.force {
        return Ok(());
    }
    let other = wanted.object().get("id").and_then(Value::as_str).filter(|&id| id != before.id());
    if let Some(other) = other {
        return Err(Error::new(
            Code::Conflict,
            format!(
                "the body is another group's: its `id` is `{other}`, and `{}` has `{}`",
                checks.group,
                before.id()
            ),
        )
        .at(&body.place)
        .hint(CommandLine::of("update").reference(other).and("-f …"))
        .hint("--force sends it anyway"));
    }
    check_related(replacement)?;
    check_modified(ctx, body, read, before).await
}

/// A body without an ID must have something in common with the group that it replaces: its name or a source.
fn check_related(replacement: Replacement<'_>) -> Result<()> {
    let Replacement { body, read, wanted, before } = replacement;
    let same_name = [read.name(), wanted.name()].contains(&before.name());
    let shares = wanted.source_ids().any(|id| before.has_source(id));
    if !read.id().is_empty() || same_name || shares {
        return Ok(());
    }
    let (name, old) = (read.name(), before.name());
    let name = if name.is_empty() { wanted.name() } else { name };
    Err(Error::new(
        Code::Conflict,
        format!(
            "the body of `{name}` has neither the name of sync group `{old}` nor any of its sources"
        ),
    )
    .at(&body.place)
    .explained("if it is a new group", CommandLine::of("new -f …"))
    .hint("--force sends it anyway"))
}

/// A body that says when the group was last changed must still be right.
async fn check_modified(
    ctx: &Context,
    body: &Body,
    read: &SyncGroup,
    before: &SyncGroup,
) -> Result<()> {
    let (Some(then), Some(now)) = (read.modified(), before.modified()) else { return Ok(()) };
    if same_timestamp(then, now) {
        return Ok(());
    }
    if !then.is_null() && timestamp(then).is_none() {
        let shown = then.as_str().map_or_else(|| then.to_string(), str::to_owned);
        return Err(Error::usage(format!("`modified`: cannot read the timestamp `{shown}`"))
            .at(&body.place)
            .cause(format!("accepted: {TIMESTAMP_FORMS}"))
            .hint("remove `modified` from the body, or --force overwrites the group"));
    }
    let directory = conflict::names(ctx, &[read, before]).await;
    let message = format!("sync group `{}` has changed since it was read", before.name());
    let error = Error::new(Code::Conflict, message).kind(ErrorKind::ChangedSince);
    let sentences = group_diff::sentences(&GroupDiff::of_states(read, before), &directory);
    let error = sentences.into_iter().fold(error, Error::cause);
    Err(error.hint("read it again, or --force overwrites it"))
}

/// The body with the tenant's own spelling of its timestamps: the tenant ignores them, and need not know the spelling of
/// the program that wrote the body.
pub fn with_timestamps_of(body: SyncGroup, before: &SyncGroup) -> SyncGroup {
    let mut object = body.into_object();
    for key in ["created", "modified"] {
        if let (Some(value), Some(own)) = (object.get_mut(key), before.object().get(key)) {
            value.clone_from(own);
        }
    }
    object.into()
}
