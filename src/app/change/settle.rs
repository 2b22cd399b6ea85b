//! A look at the tenant, to find out how a change ended whose end was never written.

use crate::app::change::send;
use crate::app::lookup::read::Lookup;
use crate::app::password;
use crate::app::session::context::Context;
use crate::error::{Code, Result};
use crate::history::{Action, Journal, Record, Settlement, settle as conclude};
use crate::model::SyncGroup;

/// Settles an unknown change where the tenant's present state tells how it ended; gives the record as it is then.
pub async fn settle(ctx: &Context, journal: &Journal, record: Record) -> Result<Record> {
    if record.beginning.action == Action::Password {
        return password::record::look(ctx, journal, record).await;
    }
    let present = present(ctx, &record).await?;
    let named = match record.beginning.action {
        Action::Create => Lookup::fresh(ctx).groups().await?.to_vec(),
        _ => Vec::new(),
    };
    let settlement = conclude(&record, present.as_ref(), &named);
    let number = record.number;
    let news = match &settlement {
        Settlement::Happened(_) => format!("change {number} was made: the tenant has it"),
        Settlement::DidNot => format!("change {number} was not made: the tenant does not have it"),
        Settlement::StillUnknown => {
            format!("the tenant does not tell whether change {number} was made")
        }
    };
    ctx.out()?.news(&news);
    journal.settle(number, settlement)?;
    journal.record(number)
}

/// The group by the ID that the record has; none where it has none, or the tenant has none of it.
async fn present(ctx: &Context, record: &Record) -> Result<Option<SyncGroup>> {
    match (record.beginning.action, record.group_id()) {
        (Action::Update | Action::Delete, Some(id)) => by_id(ctx, id).await,
        _ => Ok(None),
    }
}

/// The group of an ID, if the tenant has it.
pub async fn by_id(ctx: &Context, id: &str) -> Result<Option<SyncGroup>> {
    match ctx.client().await?.group(&send::checked(id)?).await {
        Ok(reply) => Ok(Some(reply.body)),
        Err(error) if error.code() == Code::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
