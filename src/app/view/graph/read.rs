//! Groups with everything that hangs on them, read from the tenant for a picture.

use crate::app::lookup::names;
use crate::app::session::context::Context;
use crate::app::view::graph::{Graph, Surroundings};
use crate::app::view::group_table::readable;
use crate::error::Result;
use crate::model::SyncGroup;

/// Reads policies, sources and applications of the groups side by side. What may not be read (403) is shown by its ID
/// or left out, with one note on it.
pub async fn draw(ctx: &Context, groups: &[SyncGroup]) -> Result<Graph> {
    let tenant = ctx.tenant()?.name.clone();
    if groups.is_empty() {
        return Ok(Graph::new(&tenant, groups, Surroundings::default()));
    }
    let client = ctx.client().await?;
    let ids: std::collections::BTreeSet<&str> =
        groups.iter().flat_map(SyncGroup::source_ids).collect();
    let ids: Vec<&str> = ids.into_iter().collect();
    let (policies, sources, apps) = tokio::join!(
        client.policies(),
        names::filtered(client, "id", &ids),
        names::applications(client, &ids),
    );
    let mut unread = Vec::new();
    let policies =
        readable(policies, "password policies", &mut unread)?.map(|list| list.reply.body);
    let sources = readable(sources, "sources", &mut unread)?;
    let apps = readable(apps, "applications", &mut unread)?;
    if !unread.is_empty() {
        let what = unread.join(" and ");
        ctx.out()?.note(&format!("{what} may not be read with these credentials"));
    }
    let around = Surroundings {
        policies: policies.as_deref(),
        sources: sources.as_deref(),
        apps: apps.as_deref(),
    };
    Ok(Graph::new(&tenant, groups, around))
}
