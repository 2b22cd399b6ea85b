//! Groups with everything that hangs on them, read from the tenant for a picture.

use super::bulk;
use super::context::Context;
use super::view::readable;
use crate::api::Client;
use crate::error::Result;
use crate::graph::{Graph, Surroundings};
use crate::model::{SourceApp, SyncGroup};

/// Values in one filter of a request, as for sources.
const FILTER_VALUES: usize = 100;

/// Above this many sources, all applications are fewer requests than those of each source.
const MANY_SOURCES: usize = 300;

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
        super::names::filtered(client, "id", &ids),
        applications(client, &ids),
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

/// The applications of the sources.
async fn applications(client: &Client, sources: &[&str]) -> Result<Vec<SourceApp>> {
    if sources.len() > MANY_SOURCES {
        return Ok(client.source_apps(None).await?.reply.body);
    }
    let filters = sources.chunks(FILTER_VALUES).map(|ids| {
        let ids: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
        format!("accountSource.id in ({})", ids.join(", "))
    });
    let lists =
        bulk::each(filters, |filter| async move { client.source_apps(Some(&filter)).await }).await;
    let mut apps = Vec::new();
    for list in lists {
        apps.extend(list?.reply.body);
    }
    Ok(apps)
}
