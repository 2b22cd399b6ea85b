//! Whether a group is still as a change left it.

use crate::history::record::{Action, Record};
use crate::history::record_links::later;
use crate::model::{GroupDiff, SyncGroup};

/// A group that is not what a change left.
#[derive(Debug, PartialEq)]
pub struct ChangedSince {
    /// The number of the change.
    pub number: u64,
    /// The group's name in the record, or its ID.
    pub name: String,
    /// What has happened since.
    pub since: Since,
}

/// What has happened to a group since a change.
#[derive(Debug, PartialEq)]
pub enum Since {
    /// It does not exist any more.
    Gone,
    /// It was deleted, and exists again.
    Exists,
    /// Its fields differ.
    Differs(GroupDiff),
}

/// Tells what changed since the record, where something did. `present` is the group by its current ID, `None` where
/// the tenant has none.
pub fn unchanged_since(
    record: &Record,
    records: &[Record],
    present: Option<&SyncGroup>,
) -> Result<(), ChangedSince> {
    let since = match (expected(record, records), present) {
        (None, None) => return Ok(()),
        (Some(_), None) => Since::Gone,
        (None, Some(_)) => Since::Exists,
        (Some(then), Some(now)) => {
            let diff = GroupDiff::of_states(then, now);
            if diff.is_empty() {
                return Ok(());
            }
            Since::Differs(diff)
        }
    };
    let name = record.group_name().or(record.group_id()).unwrap_or_default().to_owned();
    Err(ChangedSince { number: record.number, name, since })
}

/// The group as it should be if nobody but this tool changed it since the record; `None` where it should not exist.
/// Where later changes of this tool led back to the same settings it is what the last of them left: with another
/// `modified`, and another ID where the group was recreated.
fn expected<'a>(record: &'a Record, records: &'a [Record]) -> Option<&'a SyncGroup> {
    if record.beginning.action == Action::Delete {
        return None;
    }
    let after = record.end.after.as_ref()?;
    let (mut id, mut last) = (after.id(), after);
    for next in later(records, &record.beginning.tenant, record.number) {
        let recreated = next.beginning.recreates.as_deref() == Some(id);
        if let Some(left) = &next.end.after
            && (recreated || next.group_id() == Some(id))
        {
            (id, last) = (left.id(), left);
        }
    }
    Some(if last.same_settings(after) { last } else { after })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::testing::{TestHistory, group, modified};

    fn since(history: &TestHistory, number: u64, present: Option<&SyncGroup>) -> Option<Since> {
        let records = history.all();
        let record = records.iter().find(|record| record.number == number).unwrap();
        let changed = unchanged_since(record, &records, present).err()?;
        assert_eq!(changed.number, number);
        Some(changed.since)
    }

    fn keys(history: &TestHistory, number: u64, present: &SyncGroup) -> Vec<String> {
        match since(history, number, Some(present)) {
            None => Vec::new(),
            Some(Since::Differs(diff)) => {
                diff.fields().iter().map(|field| field.key().to_owned()).collect()
            }
            Some(other) => panic!("{other:?}"),
        }
    }

    #[test]
    fn only_the_order_of_sources_is_ignored() {
        let history = TestHistory::new();
        let made = history.create(&group("g", "One", &["a", "b"]));
        assert!(keys(&history, made, &group("g", "One", &["b", "a"])).is_empty());
        let other = group("g", "Two", &["a", "c"]);
        assert_eq!(keys(&history, made, &other), ["name", "sourceIds"]);
        let touched = modified(&group("g", "One", &["a", "b"]), "2026-01-02T00:00:00Z");
        assert_eq!(keys(&history, made, &touched), ["modified"]);
        assert_eq!(since(&history, made, None), Some(Since::Gone));
    }

    #[test]
    fn times_are_compared_as_instants() {
        let history = TestHistory::new();
        let one = group("g", "One", &["a", "b"]);
        let made = history.update(&one, &modified(&one, "2026-01-02T00:00:00.500Z"));
        for same in
            ["2026-01-02T00:00:00.500000Z", "2026-01-02T01:00:00.5+01:00", "/Date(1767312000500)/"]
        {
            assert!(keys(&history, made, &modified(&one, same)).is_empty(), "{same}");
        }
        for other in ["2026-01-02T00:00:00Z", "2026-01-02T00:00:00.501Z", "soon"] {
            assert_eq!(keys(&history, made, &modified(&one, other)), ["modified"], "{other}");
        }
        let mut absent = one.clone().into_object();
        absent.remove("modified");
        assert!(keys(&history, made, &SyncGroup::new(absent)).is_empty());
    }

    #[test]
    fn changes_of_our_own_that_led_back_do_not_count() {
        let history = TestHistory::new();
        let (one, two) = (group("g", "One", &["a", "b"]), group("g", "Two", &["a", "b"]));
        let made = history.create(&one);
        history.update(&one, &two);
        assert_eq!(keys(&history, made, &two), ["name"]);
        let back = modified(&one, "2026-01-03T00:00:00Z");
        history.update(&two, &back);
        assert!(keys(&history, made, &back).is_empty());
        let foreign = modified(&one, "2026-01-04T00:00:00Z");
        assert_eq!(keys(&history, made, &foreign), ["modified"]);
    }

    #[test]
    fn a_deleted_group_must_still_be_gone() {
        let history = TestHistory::new();
        let one = group("g", "One", &["a", "b"]);
        let deleted = history.delete(&one);
        assert_eq!(since(&history, deleted, None), None);
        assert_eq!(since(&history, deleted, Some(&one)), Some(Since::Exists));
    }
}
