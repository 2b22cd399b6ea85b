//! The one place through which every change of a group passes: allowed, shown, sent, reported.

use std::fmt::Write as _;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::api::{Client, OUTCOME_UNKNOWN, Reply};
use crate::app::change::record;
use crate::app::lookup::names;
use crate::app::session::context::Context;
use crate::app::session::interrupt::interrupted;
use crate::app::view::group_table::Directory;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Result};
use crate::history::Run;
use crate::model::{Id, Object, SyncGroup};
use crate::output;
use crate::output::{Format, Listing, Target};

/// One change of one group.
#[derive(Debug, Clone)]
pub enum Change {
    /// A new group.
    Create { wanted: SyncGroup },
    /// A full replacement, with the group as it was.
    Update { before: SyncGroup, wanted: SyncGroup },
    /// The end of a group, with the group as it was.
    Delete { before: SyncGroup },
}

impl Change {
    /// The group before, if there was one.
    pub const fn before(&self) -> Option<&SyncGroup> {
        match self {
            Self::Create { .. } => None,
            Self::Update { before, .. } | Self::Delete { before } => Some(before),
        }
    }

    /// The group as it is to be, if there is to be one.
    pub const fn wanted(&self) -> Option<&SyncGroup> {
        match self {
            Self::Create { wanted } | Self::Update { wanted, .. } => Some(wanted),
            Self::Delete { .. } => None,
        }
    }

    /// ``create sync group `x` ``, as it is told after Ctrl-C.
    fn words(&self) -> String {
        match self {
            Self::Create { wanted } => format!("create sync group `{}`", wanted.name()),
            Self::Update { before, .. } => {
                format!("update sync group `{}` ({})", before.name(), before.id())
            }
            Self::Delete { before } => {
                format!("delete sync group `{}` ({})", before.name(), before.id())
            }
        }
    }

    /// `{"method","path","body"}`, as a dry run shows it.
    fn request(&self, client: &Client) -> Result<Value> {
        let path = |id: Option<&str>| -> Result<String> {
            Ok(client.group_path(id.map(checked).transpose()?.as_ref()))
        };
        Ok(match self {
            Self::Create { wanted } => {
                json!({"method": "POST", "path": path(None)?, "body": wanted})
            }
            Self::Update { before, wanted } => {
                json!({"method": "PUT", "path": path(Some(before.id()))?, "body": wanted})
            }
            Self::Delete { before } => {
                json!({"method": "DELETE", "path": path(Some(before.id()))?, "body": null})
            }
        })
    }
}

/// The tenant's own word for an ID is taken like one that was typed.
pub fn checked(id: &str) -> Result<Id> {
    Id::new(id).map_err(|reason| {
        Error::new(Code::Refused, format!("the tenant sent the ID `{id}`: {reason}"))
    })
}

/// What a change is part of, for the history. The default is a change by itself.
#[derive(Debug, Clone, Default)]
pub struct Deed {
    /// The run of several changes that it belongs to.
    pub run: Option<Run>,
    /// The recorded change that it takes back.
    pub undoes: Option<u64>,
    /// ID of the deleted group that the new one stands for.
    pub recreates: Option<String>,
}

/// A change that was made.
#[derive(Debug)]
pub struct Sent {
    /// The group as it is now; nothing after a delete.
    pub reply: Reply<Option<SyncGroup>>,
    /// Number of the record, where a history is kept.
    pub record: Option<u64>,
    /// Number of the run that it is part of.
    #[allow(dead_code, reason = "a command that makes several changes passes it on")]
    pub run: Option<u64>,
}

/// Sends one change, recorded before it is sent and completed after. After Ctrl-C nothing is sent any more.
pub async fn send(ctx: &Context, change: &Change, deed: Deed) -> Result<Sent> {
    ctx.interrupt.note(change.words(), deliver(ctx, change, deed)).await
}

async fn deliver(ctx: &Context, change: &Change, deed: Deed) -> Result<Sent> {
    ctx.check_writable()?;
    let client = ctx.client().await?;
    if ctx.interrupt.pressed() {
        return Err(interrupted());
    }
    let begun = record::begin(ctx, change, &deed)?;
    let result = request(ctx, client, change).await;
    let (record, run) =
        begun.as_ref().map_or((None, None), |begun| (Some(begun.number()), begun.run()));
    if let Some(begun) = begun
        && let Err(error) = begun.end(&result)
    {
        // What the tenant did counts more than what is known of it later.
        ctx.out()?.warn(error.message());
    }
    result.map(|reply| Sent { reply, record, run })
}

async fn request(
    ctx: &Context,
    client: &Client,
    change: &Change,
) -> Result<Reply<Option<SyncGroup>>> {
    // The tenant's clock may be behind ours.
    let begun = Timestamp::now().checked_sub(SignedDuration::from_mins(5)).unwrap_or_default();
    match change {
        Change::Create { wanted } => match client.create_group(wanted.object()).await {
            Ok(reply) => Ok(map(reply, Some)),
            Err(error) if error.word() == OUTCOME_UNKNOWN => {
                look_for_it(ctx, wanted, begun, error).await
            }
            Err(error) => Err(error),
        },
        Change::Update { before, wanted } => {
            let id = checked(before.id())?;
            let tenant = &ctx.tenant()?.name;
            let reply = client.update_group(&id, wanted.object()).await;
            let reply = reply.map_err(|error| names::missing(error, &id, tenant))?;
            match reply.body {
                Some(_) => Ok(reply),
                // The change was made, and the reply does not say what the group is like now.
                None => client.group(&id).await.map(|now| names::with(&reply, Some(now.body))),
            }
        }
        Change::Delete { before } => {
            let id = checked(before.id())?;
            let tenant = &ctx.tenant()?.name;
            let reply = client.delete_group(&id).await;
            reply
                .map(|reply| map(reply, |()| None))
                .map_err(|error| names::missing(error, &id, tenant))
        }
    }
}

/// A create was sent and no answer came: looks whether the group is there now.
async fn look_for_it(
    ctx: &Context,
    wanted: &SyncGroup,
    begun: Timestamp,
    error: Error,
) -> Result<Reply<Option<SyncGroup>>> {
    let again =
        CommandLine::of("new --if-missing --name").word(wanted.name()).and("--policy … --source …");
    let unknown = |cause: Option<Error>| {
        let unknown = Error::new(
            Code::Refused,
            format!(
                "it is not known whether sync group `{}` was created: {}",
                wanted.name(),
                error.message()
            ),
        );
        let unknown =
            cause.into_iter().fold(unknown, |unknown, cause| unknown.cause(cause.message()));
        unknown.kind("outcome_unknown").hint(again.clone()).hint(CommandLine::of("list"))
    };
    let all = match names::all(ctx).await {
        Ok(all) => all,
        Err(cause) => return Err(unknown(Some(cause))),
    };
    // A group that was there before is not the one that was sent.
    let young = |group: &&SyncGroup| {
        let created = group.created().and_then(|created| created.parse::<Timestamp>().ok());
        created.is_none_or(|created| created >= begun)
    };
    let named = all.reply.body.iter().filter(|group| group.name() == wanted.name());
    let found: Vec<&SyncGroup> = named.filter(young).collect();
    match found.as_slice() {
        [group] if group.same_settings(wanted) => {
            ctx.out()?.warn(&format!(
                "the tenant did not answer ({}), yet sync group `{}` is there now",
                error.message(),
                wanted.name()
            ));
            Ok(names::with(&all.reply, Some((*group).clone())))
        }
        // A request that is still on its way may arrive later: absence proves nothing.
        _ => Err(unknown(None)),
    }
}

/// The same reply with its body changed.
pub fn map<T, U>(reply: Reply<T>, change: impl FnOnce(T) -> U) -> Reply<U> {
    Reply { body: change(reply.body), status: reply.status, headers: reply.headers }
}

/// Shows what would be sent: a diff and the request for people, `{"dryRun":true,"requests":[…]}` for programs.
pub async fn show(ctx: &Context, changes: &[Change], directory: &Directory) -> Result<()> {
    let out = ctx.out()?;
    let client = ctx.client().await?;
    let tenant = ctx.tenant()?;
    out.news(&format!(
        "dry run on profile `{}` ({}): no write is sent",
        tenant.name,
        tenant.address.host()
    ));
    let requests =
        changes.iter().map(|change| change.request(client)).collect::<Result<Vec<_>>>()?;
    if matches!(out.settings().format, Format::Table | Format::Csv | Format::Id) {
        for (change, request) in changes.iter().zip(&requests) {
            let title = format!(
                "{} {}",
                request["method"].as_str().unwrap_or_default(),
                request["path"].as_str().unwrap_or_default()
            );
            difference(ctx, change, directory, &title, Target::Stdout)?;
            if !request["body"].is_null() {
                out.text(&format!("{}\n", request["body"]))?;
            }
        }
        return Ok(());
    }
    out.print(&Listing::one(json!({"dryRun": true, "requests": requests})))
}

/// What the change does to the object, by names.
pub fn difference(
    ctx: &Context,
    change: &Change,
    directory: &Directory,
    title: &str,
    target: Target,
) -> Result<()> {
    let (old, new) = (named(change.before(), directory), named(change.wanted(), directory));
    let diff = output::Change { old_name: "on the tenant", new_name: title, old: &old, new: &new };
    ctx.out()?.diff(&diff, target)
}

/// A group as lines for a diff, with names beside IDs.
pub fn named(group: Option<&SyncGroup>, directory: &Directory) -> String {
    let Some(group) = group else { return String::new() };
    let mut object: Object = group.without_tenant_fields().into_object();
    if let Some(policy) = object.get_mut("passwordPolicyId") {
        *policy = beside(policy, |id| directory.policy(id).to_owned());
    }
    if let Some(Value::Array(sources)) = object.get_mut("sourceIds") {
        for source in sources {
            *source = beside(source, |id| directory.source(id).to_owned());
        }
    }
    let mut text = String::new();
    for (key, value) in object {
        match value {
            Value::Array(items) => {
                let _ = writeln!(text, "{key}:");
                for item in items {
                    let _ = writeln!(text, "  - {}", plain(&item));
                }
            }
            value => {
                let _ = writeln!(text, "{key}: {}", plain(&value));
            }
        }
    }
    text
}

fn beside(value: &Value, name: impl Fn(&str) -> String) -> Value {
    match value.as_str() {
        Some(id) => match name(id) {
            name if name == id => value.clone(),
            name => Value::String(format!("{name} ({id})")),
        },
        None => value.clone(),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
