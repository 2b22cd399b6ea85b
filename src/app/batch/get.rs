//! One group for each of many requests, by the fewest requests to the tenant.

use std::time::Instant;

use crate::api::{Range, Reply};
use crate::app::batch::memory::Memory;
use crate::app::lookup::fewest::list_is_shorter;
use crate::app::lookup::find::{GROUP, Match, Reference};
use crate::app::lookup::names;
use crate::app::session::cache::List;
use crate::app::session::context::Context;
use crate::error::{Code, Error, Result};
use crate::model::{Id, SyncGroup};

/// Fewer requests are not worth the question how many groups there are.
const WORTH_COUNTING: u64 = 3;

/// When a request came, and how many others wait with it.
#[derive(Debug, Clone, Copy)]
pub struct Arrival {
    pub at: Instant,
    /// Requests for single groups that can be answered from the same list, this one included.
    pub gets: u64,
}

/// The group, as it was when the request came or later.
pub async fn group(
    ctx: &Context,
    memory: &Memory,
    reference: &Reference,
    matching: Match,
    arrival: Arrival,
) -> Result<Reply<SyncGroup>> {
    let tenant = &ctx.tenant()?.name;
    if let Some(list) = list(ctx, memory, arrival).await?
        && let Ok(at) = names::place(&list, reference, matching, tenant)
    {
        return Ok(names::with(list.reply(), list[at].clone()));
    }
    match reference {
        Reference::Id(id) => by_id(ctx, id).await,
        Reference::Name(name) => by_name(ctx, reference, name, matching, arrival).await,
    }
}

async fn by_id(ctx: &Context, id: &Id) -> Result<Reply<SyncGroup>> {
    let tenant = &ctx.tenant()?.name;
    ctx.client().await?.group(id).await.map_err(|error| names::missing(error, GROUP, id, tenant))
}

/// A name that is known costs the request for its ID; one that is not, or no longer true, the list.
async fn by_name(
    ctx: &Context,
    reference: &Reference,
    name: &str,
    matching: Match,
    arrival: Arrival,
) -> Result<Reply<SyncGroup>> {
    let tenant = &ctx.tenant()?.name;
    if let Some(known) = ctx.cache.groups.read()
        && let Ok(at) = names::place(&known, reference, matching, tenant)
    {
        let id = Id::new(known[at].id()).map_err(Error::usage)?;
        match by_id(ctx, &id).await {
            Ok(reply) if reply.body.name() == known[at].name() => return Ok(reply),
            Err(error) if error.code() != Code::NotFound => return Err(error),
            _ => {}
        }
    }
    let client = ctx.client().await?;
    let list = ctx.cache.groups.get_since(arrival.at, client.groups(Range::ALL)).await?;
    let reference = Reference::Name(name.to_owned());
    let at = names::place(&list, &reference, matching, tenant)?;
    Ok(names::with(list.reply(), list[at].clone()))
}

/// All groups, where one list takes fewer requests than the single groups that are asked for.
async fn list(ctx: &Context, memory: &Memory, arrival: Arrival) -> Result<Option<List<SyncGroup>>> {
    if let Some(list) = ctx.cache.groups.read_since(arrival.at) {
        return Ok(Some(list));
    }
    if arrival.gets < WORTH_COUNTING {
        return Ok(None);
    }
    let client = ctx.client().await?;
    let total = {
        let _guard = memory.counting.lock().await;
        if let Some(total) = memory.total.get() {
            Some(total)
        } else {
            let total = client.count_groups().await?;
            memory.total.set(total);
            total
        }
    };
    if !list_is_shorter(total, arrival.gets) {
        return Ok(None);
    }
    ctx.cache.groups.get_since(arrival.at, client.groups(Range::ALL)).await.map(Some)
}
