//! What of the changes in a file is still there: it may have been undone on another machine.

use std::collections::{HashMap, HashSet};

use crate::app::change::conflict;
use crate::app::lookup::snapshot::Survey;
use crate::error::Result;
use crate::history;
use crate::history::{Inverse, Record};
use crate::model::SyncGroup;

/// What a look at the tenant tells about recorded changes.
#[derive(Default)]
pub struct Found {
    /// Numbers of the changes that are undone already.
    pub undone: HashSet<u64>,
    /// The ID that the group of each change has by now.
    ids: HashMap<u64, String>,
}

impl Found {
    /// What undoes the change, with the ID that its group has by now.
    pub fn renamed(&self, inverse: Inverse, record: &Record) -> Inverse {
        let Some(now) = self.ids.get(&record.number) else { return inverse };
        match inverse {
            Inverse::Delete { group, .. } => Inverse::Delete { id: now.clone(), group },
            Inverse::Update { from, to, .. } => {
                let mut object = to.into_object();
                object.insert("id".into(), now.clone().into());
                Inverse::Update { id: now.clone(), from, to: SyncGroup::new(object) }
            }
            recreation @ Inverse::Create { .. } => recreation,
        }
    }
}

/// Compares each group with what the changes made of it, last first: as the last one left it nothing is undone, as it
/// was before one of them that one and all later ones are, and anything else is a conflict (exit 5).
pub fn find(changes: &[&Record], records: &[Record], survey: &Survey) -> Result<Found> {
    let mut found = Found::default();
    for chain in chains(changes) {
        let Some(&last) = chain.last() else { continue };
        let now = present(&chain, survey);
        let is = |state: Option<&SyncGroup>| match (state, now) {
            (None, None) => true,
            (Some(state), Some(now)) => now.has_settings_of(&state.without_tenant_fields()),
            _ => false,
        };
        if let Some(now) = now {
            found.ids.extend(chain.iter().map(|record| (record.number, now.id().to_owned())));
        }
        if is(last.end.after.as_ref()) {
            continue;
        }
        let Some(first) = chain.iter().rposition(|record| is(record.beginning.before.as_ref()))
        else {
            history::unchanged_since(last, records, now)
                .map_err(|changed| conflict::since_change(&changed, survey.directory()))?;
            continue;
        };
        found.undone.extend(chain[first..].iter().map(|record| record.number));
    }
    Ok(found)
}

/// The changes of each group in the order in which they were made, a group that was recreated being the same.
fn chains<'a>(changes: &[&'a Record]) -> Vec<Vec<&'a Record>> {
    let mut roots: HashMap<&str, usize> = HashMap::new();
    let mut chains: Vec<Vec<&Record>> = Vec::new();
    for &record in changes.iter().rev() {
        let id = record.group_id().unwrap_or_default();
        let known = record.beginning.recreates.as_deref().and_then(|old| roots.get(old).copied());
        let place = known.or_else(|| roots.get(id).copied()).unwrap_or(chains.len());
        roots.insert(id, place);
        if place == chains.len() {
            chains.push(Vec::new());
        }
        chains[place].push(record);
    }
    chains
}

/// The group of the changes: by its ID, or the one that was created in place of a deleted one.
fn present<'a>(chain: &[&Record], survey: &'a Survey) -> Option<&'a SyncGroup> {
    let groups = || survey.groups.iter();
    let ids: HashSet<&str> = chain.iter().filter_map(|record| record.group_id()).collect();
    let deleted = || chain.iter().rev().filter_map(|record| record.beginning.before.as_ref());
    groups().find(|group| ids.contains(group.id())).or_else(|| {
        let is_last_deleted = chain.last().is_some_and(|record| record.end.after.is_none());
        let mut states =
            deleted().filter(|_| is_last_deleted).map(SyncGroup::without_tenant_fields);
        states.find_map(|state| groups().find(|group| group.has_settings_of(&state)))
    })
}
