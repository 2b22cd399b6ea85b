//! How records hang together: what was undone, and which ID a group has by now.

use std::collections::{HashMap, HashSet};

use crate::history::record::{Outcome, Record};

/// Numbers of the changes that were undone and stayed so: an undo that was itself undone does not count.
pub fn undone(records: &[Record]) -> HashSet<u64> {
    undone_by(records).into_keys().collect()
}

/// Numbers of the changes that were undone and stayed so, each with the number of the undo.
pub fn undone_by(records: &[Record]) -> HashMap<u64, u64> {
    let mut undone = HashMap::new();
    // An undo comes after what it undoes, so it is seen first.
    for record in records.iter().rev().filter(|record| record.is_done()) {
        if let Some(number) = record.beginning.undoes
            && !undone.contains_key(&record.number)
        {
            undone.entry(number).or_insert(record.number);
        }
    }
    undone
}

/// The latest undo of a change that is in force, or of which nobody knows how it ended.
pub(super) fn undo_of(number: u64, records: &[Record]) -> Option<&Record> {
    let undone = undone(records);
    records.iter().rev().find(|record| {
        record.beginning.undoes == Some(number)
            && matches!(record.end.outcome, Outcome::Done | Outcome::Unknown)
            && !undone.contains(&record.number)
    })
}

/// The ID that a group has by now which had `id` when record `number` was made: the group that was recreated for it,
/// and so on.
pub fn current_id(records: &[Record], tenant: &str, number: u64, id: &str) -> String {
    let mut current = id;
    for record in later(records, tenant, number) {
        if record.beginning.recreates.as_deref() == Some(current) {
            current = record.group_id().unwrap_or(current);
        }
    }
    current.to_owned()
}

/// The changes of a tenant that were done after a number.
pub(super) fn later<'a>(
    records: &'a [Record],
    tenant: &str,
    number: u64,
) -> impl Iterator<Item = &'a Record> {
    records.iter().filter(move |record| {
        record.number > number && record.is_done() && record.beginning.tenant == tenant
    })
}
