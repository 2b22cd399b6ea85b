//! The requests that read: lists of groups, sources and policies, single groups, checks.

use serde_json::{Value, json};

use crate::api::{Range, Reply};
use crate::app::batch::event::{self, Keys, keys};
use crate::app::batch::get::{self, Arrival};
use crate::app::batch::memory::Memory;
use crate::app::batch::request::Request;
use crate::app::check::exceptions::Exceptions;
use crate::app::check::rule_facts;
use crate::app::lookup::find::{Match, Reference};
use crate::app::lookup::group_filter::{Filter, pattern};
use crate::app::lookup::name_table::Directory;
use crate::app::lookup::read::Lookup;
use crate::app::session::context::Context;
use crate::error::Result;
use crate::model::{Object, SourceObject, SyncGroup};
use crate::profile::Deny;
use crate::rules;

/// Says the status and the headers of a response where the request asks for them.
pub fn include<T>(request: &Request, reply: &Reply<T>) {
    if request.is("include") {
        event::response(reply.status, &reply.headers);
    }
}

/// Says a group, with names where the request asks for them.
pub async fn say_groups(
    ctx: &Context,
    request: &Request,
    groups: impl IntoIterator<Item = SyncGroup>,
) -> Result<()> {
    let groups: Vec<SyncGroup> = groups.into_iter().collect();
    let (groups, _) = Directory::resolving(ctx, groups, request.is("resolve")).await?;
    for group in groups {
        event::object(Value::Object(group.into_object()));
    }
    Ok(())
}

/// One group.
pub async fn get(
    ctx: &Context,
    memory: &Memory,
    request: &Request,
    arrival: Arrival,
) -> Result<Keys> {
    let Some(reference) = &request.reference else { return Ok(Keys::new()) };
    let reply = get::group(ctx, memory, reference, Match::Forgiving, arrival).await?;
    include(request, &reply);
    say_groups(ctx, request, [reply.body]).await?;
    Ok(Keys::new())
}

/// Groups, once all of them are known.
pub async fn list(
    ctx: &Context,
    memory: &Memory,
    request: &Request,
    arrival: Arrival,
) -> Result<Keys> {
    let parse = |key: &str| request.text(key).map(Reference::parse).transpose();
    let name = request.text("name").map(pattern).transpose()?;
    let (source, policy) = (parse("source")?, parse("policy")?);
    let filtered = name.is_some() || source.is_some() || policy.is_some();
    let (offset, limit) = (request.count("offset").unwrap_or_default(), request.count("limit"));
    let filter = Filter::resolve(ctx, name, source.as_ref(), policy.as_ref()).await?;
    let client = ctx.client().await?;
    // Without a filter the tenant can cut the list itself.
    let (reply, total) = if !filtered && (offset > 0 || limit.is_some()) {
        let list = client.groups(Range { offset, limit }).await?;
        (list.reply, list.total)
    } else {
        let list = ctx.cache.groups.get_since(arrival.at, client.groups(Range::ALL)).await?;
        (list.reply().clone(), list.total())
    };
    memory.total.set(total);
    include(request, &reply);
    let mut groups = reply.body;
    let mut done = keys([("total", json!(total))]);
    if filtered {
        groups.retain(|group| filter.admits(group));
        done.insert("matches".into(), groups.len().into());
        let skip = usize::try_from(offset).unwrap_or(usize::MAX);
        let take = limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
        groups = groups.into_iter().skip(skip).take(take).collect();
    }
    say_groups(ctx, request, groups).await?;
    Ok(done)
}

/// All sources.
pub async fn sources(ctx: &Context, request: &Request) -> Result<Keys> {
    let list = ctx.client().await?.source_objects().await?;
    include(request, &list.reply);
    Ok(say_objects(list.reply.body.into_iter().map(SourceObject::into_object)))
}

/// All password policies.
pub async fn policies(ctx: &Context, request: &Request) -> Result<Keys> {
    let list = ctx.client().await?.policies().await?;
    include(request, &list.reply);
    Ok(say_objects(list.reply.body.iter().map(|policy| policy.object().clone())))
}

fn say_objects(objects: impl IntoIterator<Item = Object>) -> Keys {
    let mut total = 0_u64;
    for object in objects {
        event::object(Value::Object(object));
        total += 1;
    }
    keys([("total", total.into())])
}

/// What the rules find about one group, or about all.
pub async fn check(ctx: &Context, request: &Request) -> Result<Keys> {
    let groups = match &request.reference {
        Some(reference) => {
            let references = std::slice::from_ref(reference);
            let found =
                crate::app::lookup::names::groups(ctx, references, Match::Forgiving).await?;
            found.into_iter().map(|found| Ok(found?.body)).collect::<Result<Vec<_>>>()?
        }
        None => Lookup::of(ctx).groups().await?.to_vec(),
    };
    let judged: Vec<&SyncGroup> = groups.iter().collect();
    let exceptions = match request.reference {
        Some(_) => Exceptions::AskAll,
        None => Exceptions::AskInDoubt,
    };
    let known = Box::pin(rule_facts::of_many(ctx, &judged, exceptions)).await?;
    let findings = rules::check_all(&groups, &known);
    for finding in &findings {
        event::object(serde_json::to_value(finding).map_err(anyhow::Error::from)?);
    }
    let denied = ctx.denied()?.contains(&Deny::Warnings) && !findings.is_empty();
    let passed = !rules::has_errors(&findings) && !denied;
    Ok(keys([
        ("total", findings.len().into()),
        ("passed", passed.into()),
        ("unverified", known.unverified().into()),
    ]))
}
