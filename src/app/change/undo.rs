//! Undoing one recorded change: which change does it, and whether that is still safe.

use crate::app::change::Change;
use crate::app::change::conflict;
use crate::app::change::perform::{Links, Planned};
use crate::app::change::settle::{self, by_id};
use crate::app::session::context::Context;
use crate::error::Result;
use crate::history;
use crate::history::{Filter, Inverse, Journal, Outcome, Record};
use crate::model::SyncGroup;

/// A change that is to be undone, and what undoes it.
pub struct Undo {
    pub number: u64,
    pub inverse: Inverse,
    pub planned: Planned,
}

/// All records, after how the chosen ones ended was found out where nobody knows.
pub async fn settled_records(
    ctx: &Context,
    journal: &Journal,
    records: Vec<Record>,
    chosen: impl IntoIterator<Item = u64>,
) -> Result<Vec<Record>> {
    let mut looked = false;
    for number in chosen {
        let record = records.iter().find(|record| record.number == number);
        if let Some(record) = record.filter(|record| record.end.outcome == Outcome::Unknown) {
            settle::settle(ctx, journal, record.clone()).await?;
            looked = true;
        }
    }
    if looked { journal.records(&Filter::default()) } else { Ok(records) }
}

/// What undoes the record, if the group is still as the record left it.
pub async fn plan(ctx: &Context, records: &[Record], record: &Record) -> Result<Undo> {
    let inverse = history::inverse(record, records)?;
    let id = match &inverse {
        Inverse::Delete { id, .. } | Inverse::Update { id, .. } => id,
        Inverse::Create { old_id, .. } => old_id,
    };
    let present = by_id(ctx, id).await?;
    if let Err(changed) = history::unchanged_since(record, records, present.as_ref()) {
        let groups: Vec<&SyncGroup> = record.end.after.iter().chain(&present).collect();
        return Err(conflict::since_change(&changed, &conflict::names(ctx, &groups).await));
    }
    let present = || present.clone().unwrap_or_default();
    let (change, recreates) = match &inverse {
        Inverse::Delete { .. } => (Change::Delete { before: present() }, None),
        Inverse::Update { to, .. } => {
            (Change::Update { before: present(), wanted: to.clone() }, None)
        }
        Inverse::Create { old_id, group } => {
            (Change::Create { wanted: group.clone() }, Some(old_id.clone()))
        }
    };
    let links = Links { undoes: Some(record.number), recreates, run: None };
    Ok(Undo { number: record.number, inverse, planned: Planned { change, links } })
}
