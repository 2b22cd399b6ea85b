//! Sends one write: recorded before, sent, and where its outcome is in doubt, found out.

use jiff::Timestamp;

use crate::api::{Client, Reply};
use crate::app::change::perform::{Planned, Sent};
use crate::app::change::record;
use crate::app::change::record::Begun;
use crate::app::change::report::Report;
use crate::app::change::settle::{self, Attempt};
use crate::app::change::{Change, valid_id};
use crate::app::lookup::find::GROUP;
use crate::app::lookup::names;
use crate::app::session::context::Context;
use crate::app::session::interrupt::interrupted;
use crate::error::{Error, Result};
use crate::history::{Beginning, End};
use crate::model::{Id, SyncGroup};

/// Sends one change of a group. `groups` are those of the tenant, where they are known: a created group is told from
/// those that had its name before. After Ctrl-C nothing is sent any more.
pub(super) async fn send(
    ctx: &Context,
    report: &(impl Report + Sync),
    planned: &Planned,
    groups: Option<&[SyncGroup]>,
) -> Result<Sent> {
    let Planned { change, links } = planned;
    let same_name = groups.and_then(|groups| same_name(change, groups));
    let beginning = || record::beginning(ctx, change, links, same_name.clone());
    let client = ctx.client().await?;
    let request = async |number| {
        let at = Timestamp::now();
        let result = request(client, ctx, report, change).await;
        let attempt = Attempt { change, at, same_name: same_name.as_deref(), number };
        Box::pin(settle::answered(ctx, report, &attempt, result)).await
    };
    ctx.interrupt
        .note(change.describe(), async {
            let (reply, begun) = recorded(ctx, report, beginning, request).await?;
            let (record, run) = begun.unzip();
            Ok(Sent { reply, record, run })
        })
        .await
}

/// Numbers of a record and of the run that it is part of.
pub type Numbers = (u64, u64);

/// Makes one write of any kind, given the number of its record: refused on a read-only profile, not begun after Ctrl-C, recorded before and after.
pub async fn recorded<T>(
    ctx: &Context,
    report: &impl Report,
    beginning: impl FnOnce() -> Result<Beginning>,
    request: impl AsyncFnOnce(Option<u64>) -> (Result<T>, End),
) -> Result<(T, Option<Numbers>)> {
    ctx.check_writable()?;
    if ctx.interrupt.pressed() {
        return Err(interrupted());
    }
    let begun = record::begin(ctx, beginning)?;
    let numbers = begun.as_ref().and_then(Begun::numbers);
    let (result, end) = request(numbers.map(|(number, _)| number)).await;
    if let Some(begun) = begun
        && let Err(error) = begun.end(&end)
    {
        // What the tenant did counts more than what is known of it later.
        report.warning(error.message());
    }
    Ok((result?, numbers))
}

/// IDs of the groups that have the name of one that is to be created.
fn same_name(change: &Change, groups: &[SyncGroup]) -> Option<Vec<String>> {
    let Change::Create { wanted } = change else { return None };
    let named = groups.iter().filter(|group| group.name() == wanted.name());
    Some(named.map(|group| group.id().to_owned()).collect())
}

async fn request(
    client: &Client,
    ctx: &Context,
    report: &impl Report,
    change: &Change,
) -> Result<Reply<Option<SyncGroup>>> {
    let tenant = &ctx.tenant()?.name;
    let known = |id: &Id| {
        let id = id.clone();
        move |error: Error| names::missing(error, GROUP, &id, tenant)
    };
    match change {
        Change::Create { wanted } => Ok(client.create_group(wanted.object()).await?.map(Some)),
        Change::Update { before, wanted } => {
            let id = valid_id(before.id())?;
            let reply = client.update_group(&id, wanted.object()).await.map_err(known(&id))?;
            if reply.body.is_some() {
                return Ok(reply);
            }
            let now = read_back(client, report, &id, before, wanted).await;
            Ok(reply.map(|_| Some(now)))
        }
        Change::Delete { before } => {
            let id = valid_id(before.id())?;
            let reply = client.delete_group(&id).await.map_err(known(&id))?;
            Ok(reply.map(|()| None))
        }
    }
}

/// The group after an update that was answered without a body. The update succeeded, whether or not it can be read.
async fn read_back(
    client: &Client,
    report: &impl Report,
    id: &Id,
    before: &SyncGroup,
    wanted: &SyncGroup,
) -> SyncGroup {
    match client.group(id).await {
        Ok(reply) => reply.body,
        Err(error) => {
            report.warning(&format!(
                "sync group `{}` was updated, and cannot be read back: {}",
                wanted.name(),
                error.message()
            ));
            as_sent(before, wanted)
        }
    }
}

/// The group as it was written. When it was last changed is not known, and an absent `modified` says nothing.
fn as_sent(before: &SyncGroup, wanted: &SyncGroup) -> SyncGroup {
    let mut object = wanted.object().clone();
    object.remove("modified");
    for key in ["id", "created"] {
        if let Some(value) = before.object().get(key) {
            object.insert(key.to_owned(), value.clone());
        }
    }
    SyncGroup::new(object)
}
