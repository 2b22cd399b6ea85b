//! The requests that change a group: tried first, or carried out, as the commands do it.

use std::time::Instant;

use serde_json::{Value, json};

use crate::app::batch::event::{self, Keys, keys};
use crate::app::batch::evidence::{DryRun, Evidence};
use crate::app::batch::get::{self, Arrival};
use crate::app::batch::listener::Events;
use crate::app::batch::memory::Memory;
use crate::app::batch::read::{include, say_groups};
use crate::app::batch::request::Request;
use crate::app::change::Change;
use crate::app::change::perform::{Conflicts, Made, Options, Planned, Sent, perform};
use crate::app::change::replacement::{self, Checks, Replacement};
use crate::app::lookup::find::{Match, Reference};
use crate::app::lookup::group_fields;
use crate::app::session::context::Context;
use crate::document::{self, Syntax};
use crate::error::{Error, Result};
use crate::manifest::body::{self, Body};
use crate::model::SyncGroup;
use crate::output::Kept;

/// Creates, replaces or deletes a group.
pub async fn write(
    ctx: &Context,
    memory: &Memory,
    request: &Request,
    arrival: Arrival,
) -> Result<Keys> {
    ctx.check_writable()?;
    let operation = request.operation.name;
    let body = body(ctx, request).await?;
    let subject = subject(request, body.as_ref());
    let tried = match request.text("token") {
        Some(token) => Some(memory.take_dry_run(token, operation, &subject)?),
        None => None,
    };
    let read_at = Instant::now();
    let change = change(ctx, memory, request, body.as_ref(), arrival).await;
    let change = match (&tried, change) {
        (Some(tried), change) => change.map_err(|error| tried.gone(error))?,
        (None, change) => change?,
    };
    if let Some(tried) = &tried {
        tried.compare(ctx, &[Evidence::of(ctx, &change).await?]).await?;
    }
    let conflicts = match &change {
        Change::Update { .. } if request.is("force") => Conflicts::Ignore,
        Change::Update { .. } => Conflicts::Always { read_at: Some(read_at) },
        Change::Create { .. } | Change::Delete { .. } => Conflicts::AfterQuestion,
    };
    let evidence = if ctx.globals.dry_run { Some(Evidence::of(ctx, &change).await?) } else { None };
    let made = make(ctx, memory, request, change.into(), conflicts).await?;
    Ok(match evidence {
        Some(evidence) => {
            let dry_run = DryRun { operation, subject, read: vec![evidence] };
            let mut keys = keys([("token", memory.keep_dry_run(dry_run).into())]);
            if matches!(made, Made::Unchanged) {
                keys.insert("outcome".into(), "unchanged".into());
            }
            keys
        }
        None => outcome(&made),
    })
}

/// What a token is bound to, besides the operation: the group as it is named.
fn subject(request: &Request, body: Option<&Body>) -> String {
    let named = request.reference.as_ref().map(|reference| match reference {
        Reference::Id(id) => format!("id:{id}"),
        Reference::Name(name) => format!("name:{name}"),
    });
    let text = |key: &str| body.and_then(|body| body.object.get(key)).and_then(Value::as_str);
    named
        .or_else(|| {
            text("id").map(|id| format!("id:{id}")).filter(|_| request.operation.name == "update")
        })
        .or_else(|| text("name").map(|name| format!("name:{name}")))
        .unwrap_or_default()
}

/// The group of the request, where it has one.
async fn body(ctx: &Context, request: &Request) -> Result<Option<Body>> {
    let Some(group) = &request.group else { return Ok(None) };
    let node = document::parse(group.get(), "group", Syntax::Json)?;
    if node.items().is_some() {
        return Err(Error::usage("`group` is one object, and this is an array"));
    }
    let body = body::groups_of(node, "group")?.remove(0);
    group_fields::check_unknown(ctx, std::slice::from_ref(&body)).await?;
    Ok(Some(body))
}

async fn change(
    ctx: &Context,
    memory: &Memory,
    request: &Request,
    body: Option<&Body>,
    arrival: Arrival,
) -> Result<Change> {
    match (request.operation.name, body) {
        ("new", Some(body)) => {
            let wanted = resolved(ctx, body, &[]).await?.without_tenant_fields();
            let missing = group_fields::missing(&wanted);
            if !missing.is_empty() {
                let list: Vec<String> = missing.iter().map(|(key, _)| format!("`{key}`")).collect();
                let message = format!("a new sync group needs {}", list.join(", "));
                return Err(Error::usage(message).at(&body.place));
            }
            Ok(Change::Create { wanted })
        }
        ("update", Some(body)) => {
            let reference = of_update(request, body)?;
            let before = get::group(ctx, memory, &reference, Match::Exact, arrival).await?.body;
            let known: Vec<&str> = before.source_ids().chain([before.policy_id()]).collect();
            let wanted = resolved(ctx, body, &known).await?;
            let checks = Checks { group: reference.as_str(), force: request.is("force") };
            let replacement = Replacement { body, read: &wanted, wanted: &wanted, before: &before };
            replacement::check(ctx, replacement, checks).await?;
            let wanted = replacement::with_timestamps_of(wanted, &before);
            Ok(Change::Update { before, wanted })
        }
        _ => {
            let reference = request.reference.as_ref();
            let reference = reference.ok_or_else(|| Error::usage("`remove` needs `ref`"))?;
            let before = get::group(ctx, memory, reference, Match::Exact, arrival).await?.body;
            Ok(Change::Delete { before })
        }
    }
}

/// The group that a body asks for, with IDs for the names in it; `known` need no look-up.
async fn resolved(ctx: &Context, body: &Body, known: &[&str]) -> Result<SyncGroup> {
    let bodies = std::slice::from_ref(body);
    let groups = group_fields::groups(ctx, bodies, known, group_fields::Absent::Refuse).await?;
    Ok(groups.into_iter().next().unwrap_or_else(|| body.object.clone().into()))
}

/// The group that a replacement is for: the one that is named, else the one of its ID.
fn of_update(request: &Request, body: &Body) -> Result<Reference> {
    if let Some(reference) = &request.reference {
        return Ok(reference.clone());
    }
    match body.object.get("id").and_then(Value::as_str) {
        Some(id) => Reference::parse(&format!("id:{id}")),
        None => Err(Error::usage("`update` needs `ref`, or a `group` with its `id`")),
    }
}

/// Makes one change, and says what there is to say about it.
pub async fn make(
    ctx: &Context,
    memory: &Memory,
    request: &Request,
    planned: Planned,
    conflicts: Conflicts,
) -> Result<Made> {
    let options = Options { check: !request.is("noCheck"), conflicts, ..Options::default() };
    let change = planned.change.clone();
    let performed = perform(ctx, &Events, vec![planned], options).await;
    let made = performed.and_then(|performed| performed.single().map(|(made, _)| made));
    if ctx.globals.dry_run {
        say_plan(ctx, &change)?;
        return made;
    }
    match &made {
        Ok(Made::Sent(sent)) => {
            memory.note(change.before(), sent.reply.body.as_ref());
            include(request, &sent.reply);
            let group = sent.reply.body.as_ref().or(change.before()).cloned();
            say_groups(ctx, request, group).await?;
        }
        Ok(Made::Unchanged) => say_groups(ctx, request, change.before().cloned()).await?,
        Ok(Made::Shown) => {}
        // What the tenant made of it is to be seen.
        Err(_) => drop(memory.renew()),
    }
    made
}

fn object(group: Option<&SyncGroup>) -> Value {
    group.map_or(Value::Null, |group| Value::Object(group.object().clone()))
}

/// The request that would be sent, as the dry run shows it.
fn say_plan(ctx: &Context, change: &Change) -> Result<()> {
    for kept in ctx.out()?.take() {
        let Kept::Listing { result, .. } = kept else { continue };
        for request in result["requests"].as_array().into_iter().flatten() {
            let mut plan = keys([
                ("method", request["method"].clone()),
                ("path", request["path"].clone()),
                ("before", object(change.before())),
                ("after", object(change.wanted())),
            ]);
            if !request["body"].is_null() {
                plan.insert("body".into(), request["body"].clone());
            }
            event::say("plan", plan);
        }
    }
    Ok(())
}

/// What became of a write.
pub fn outcome(made: &Made) -> Keys {
    match made {
        Made::Sent(Sent { record, .. }) => {
            keys([("outcome", "done".into()), ("record", json!(record))])
        }
        Made::Shown | Made::Unchanged => keys([("outcome", "unchanged".into())]),
    }
}
