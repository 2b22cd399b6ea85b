//! Which records are wanted.

use std::collections::HashSet;

use jiff::Timestamp;

use crate::history::record::Record;
use crate::history::{MADE_HERE, shown_tenant};

/// What a record must be like; the default is any.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Made on this tenant.
    pub tenant: Option<String>,
    /// About the group that has, or once had, this ID or name; also where it was renamed or recreated.
    pub group: Option<String>,
    /// Begun at this time or later.
    pub since: Option<Timestamp>,
}

/// One group of one tenant.
type Identity = (String, String);

impl Filter {
    /// Keeps the records that match.
    pub fn apply(&self, mut records: Vec<Record>) -> Vec<Record> {
        if let Some(tenant) = &self.tenant {
            records.retain(|record| record.beginning.tenant == *tenant);
        }
        if let Some(group) = &self.group {
            let meant = identities(&records, group);
            let about = |record: &Record| {
                mentions(record, group)
                    || identity(record, record.group_id()).is_some_and(|one| meant.contains(&one))
            };
            records.retain(about);
        }
        if let Some(since) = self.since {
            records.retain(|record| record.at >= since);
        }
        records
    }

    /// Why none of these records matches.
    pub fn nothing(&self, records: &[Record]) -> String {
        let is_elsewhere =
            |tenant: &&str| records.iter().all(|each| each.beginning.tenant != *tenant);
        match self.tenant.as_deref().filter(is_elsewhere) {
            _ if records.is_empty() => format!("no changes are recorded here; {MADE_HERE}"),
            Some(tenant) => {
                let tenant = shown_tenant(tenant);
                format!("no changes to tenant `{tenant}` are recorded here; {MADE_HERE}")
            }
            None => "no recorded change matches".to_owned(),
        }
    }
}

/// The IDs, old and new, of the groups that some record mentions by this ID or name.
fn identities(records: &[Record], group: &str) -> HashSet<Identity> {
    let mentioned = records.iter().filter(|record| mentions(record, group));
    let mut meant: HashSet<_> =
        mentioned.filter_map(|record| identity(record, record.group_id())).collect();
    let links: Vec<_> = records
        .iter()
        .filter_map(|record| {
            let old = identity(record, record.beginning.recreates.as_deref())?;
            Some((old, identity(record, record.group_id())?))
        })
        .collect();
    // A chain is in the order of the records: once forwards, once backwards reaches all of it.
    for (old, new) in &links {
        if meant.contains(old) {
            meant.insert(new.clone());
        }
    }
    for (old, new) in links.iter().rev() {
        if meant.contains(new) {
            meant.insert(old.clone());
        }
    }
    meant
}

fn identity(record: &Record, id: Option<&str>) -> Option<Identity> {
    id.map(|id| (record.beginning.tenant.clone(), id.to_owned()))
}

fn mentions(record: &Record, group: &str) -> bool {
    let beginning = &record.beginning;
    let objects = [&beginning.before, &beginning.wanted, &record.end.after];
    let mut texts = objects.into_iter().flatten().flat_map(|object| [object.id(), object.name()]);
    texts.any(|text| text == group)
        || beginning.group_id.as_deref() == Some(group)
        || beginning.group_name.as_deref() == Some(group)
}
