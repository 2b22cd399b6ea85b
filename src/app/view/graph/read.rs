//! Groups with everything that hangs on them, read from the tenant for a picture.

use crate::app::lookup::read::Lookup;
use crate::app::lookup::reading::{Unread, readable};
use crate::app::session::context::Context;
use crate::app::view::graph::{Graph, Surroundings};
use crate::error::Result;
use crate::model::SyncGroup;

/// Reads policies, sources and applications of the groups side by side. What may not be read (403) is shown by its ID
/// or left out, with one note on it.
pub async fn draw(ctx: &Context, groups: &[SyncGroup]) -> Result<Graph> {
    let tenant = ctx.tenant()?.name.clone();
    if groups.is_empty() {
        return Ok(Graph::new(&tenant, groups, Surroundings::default()));
    }
    let lookup = Lookup::of(ctx);
    let ids: std::collections::BTreeSet<&str> =
        groups.iter().flat_map(SyncGroup::source_ids).collect();
    let ids: Vec<&str> = ids.into_iter().collect();
    let (policies, sources, apps) = tokio::try_join!(
        readable(lookup.policies()),
        readable(lookup.sources_by_id(&ids)),
        readable(lookup.applications_of(&ids)),
    )?;
    let mut unread = Unread::default();
    let policies = unread.take(policies, "password policies");
    let sources = unread.take(sources, "sources");
    let apps = unread.take(apps, "applications");
    if let Some(note) = unread.note() {
        ctx.out()?.note(&note);
    }
    let around = Surroundings {
        policies: policies.as_deref(),
        sources: sources.as_deref(),
        apps: apps.as_deref(),
    };
    Ok(Graph::new(&tenant, groups, around))
}
