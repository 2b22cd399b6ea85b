//! Whether a group is still as a change left it.

use std::collections::BTreeSet;

use jiff::{Timestamp, Unit};
use serde_json::Value;

use crate::error::{Code, Error, Result};
use crate::history::chain::later;
use crate::history::record::{Action, Record};
use crate::model::SyncGroup;

/// Says (exit 5) what changed since the record, where something did: nothing is ignored but the order of sources.
/// `present` is the group by its current ID, `None` where the tenant has none.
pub fn unchanged_since(
    record: &Record,
    records: &[Record],
    present: Option<&SyncGroup>,
) -> Result<()> {
    let changes = match (expected(record, records), present) {
        (None, None) => return Ok(()),
        (Some(_), None) => vec!["it does not exist any more".to_owned()],
        (None, Some(_)) => vec!["it exists again".to_owned()],
        (Some(then), Some(now)) => changes(then, now),
    };
    if changes.is_empty() {
        return Ok(());
    }
    let name = record.group_name().or(record.group_id()).unwrap_or_default();
    let message = format!("group `{name}` has changed since change {}", record.number);
    let error = changes.into_iter().fold(Error::new(Code::Conflict, message), Error::cause);
    Err(error.hint(format!("syncgroup history show {}", record.number)))
}

/// The group as it should be if nobody but this tool changed it since the record; `None` where it should not exist.
/// Where later changes of this tool led back to the same settings it is what the last of them left: with another
/// `modified`, and another ID where the group was recreated.
pub fn expected<'a>(record: &'a Record, records: &'a [Record]) -> Option<&'a SyncGroup> {
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

/// Whether both are the same state of a group.
pub fn is_same_state(then: &SyncGroup, now: &SyncGroup) -> bool {
    changes(then, now).is_empty()
}

fn changes(then: &SyncGroup, now: &SyncGroup) -> Vec<String> {
    let keys: BTreeSet<_> = then.object().keys().chain(now.object().keys()).collect();
    let mut changes = sources(then, now);
    for key in keys.into_iter().filter(|key| *key != "sourceIds") {
        let (old, new) = (then.object().get(key), now.object().get(key));
        if !same_value(key, old, new) {
            changes.push(format!("`{key}` was {}, is {}", shown(old), shown(new)));
        }
    }
    changes
}

fn sources(then: &SyncGroup, now: &SyncGroup) -> Vec<String> {
    let (old, new): (BTreeSet<_>, BTreeSet<_>) =
        (then.source_ids().collect(), now.source_ids().collect());
    let joined = new.difference(&old).map(|id| format!("source `{id}` has joined"));
    let left = old.difference(&new).map(|id| format!("source `{id}` has left"));
    joined.chain(left).collect()
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "absent".to_owned(), |value| format!("`{value}`"))
}

/// The tenant may leave `created` and `modified` out of one reply and not of the next, and write the same time with 0, 3
/// or 6 digits: an absent key says nothing, null is a value.
fn same_value(key: &str, then: Option<&Value>, now: Option<&Value>) -> bool {
    match (key, then, now) {
        ("created" | "modified", None, _) | ("created" | "modified", _, None) => true,
        ("created" | "modified", Some(Value::String(then)), Some(Value::String(now))) => {
            then == now || same_time(then, now)
        }
        _ => then == now,
    }
}

fn same_time(then: &str, now: &str) -> bool {
    let (Ok(first), Ok(second)) = (then.parse::<Timestamp>(), now.parse::<Timestamp>()) else {
        return false;
    };
    let unit = match digits(then).min(digits(now)) {
        0 => Unit::Second,
        1..=3 => Unit::Millisecond,
        4..=6 => Unit::Microsecond,
        _ => Unit::Nanosecond,
    };
    let cut = |time: Timestamp| {
        time.round(jiff::TimestampRound::new().smallest(unit).mode(jiff::RoundMode::Floor)).ok()
    };
    cut(first) == cut(second)
}

/// How many digits a time has behind the decimal point.
fn digits(text: &str) -> usize {
    let fraction = text.split_once('.').map_or("", |(_, fraction)| fraction);
    fraction.bytes().take_while(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::testing::{Attic, group, modified};

    fn complaint(attic: &Attic, number: u64, present: Option<&SyncGroup>) -> Option<String> {
        let records = attic.all();
        let record = records.iter().find(|record| record.number == number).unwrap();
        let error = unchanged_since(record, &records, present).err()?;
        assert_eq!(error.code(), Code::Conflict);
        Some(error.to_text())
    }

    #[test]
    fn only_the_order_of_sources_is_ignored() {
        let attic = Attic::new();
        let made = attic.create(&group("g", "One", &["a", "b"]));
        assert_eq!(complaint(&attic, made, Some(&group("g", "One", &["b", "a"]))), None);
        let text = complaint(&attic, made, Some(&group("g", "Two", &["a", "c"]))).unwrap();
        for part in [
            "group `One` has changed since change 1\n",
            "source `c` has joined",
            "source `b` has left",
            "`name` was `\"One\"`, is `\"Two\"`",
        ] {
            assert!(text.contains(part), "{text}");
        }
        let touched = modified(&group("g", "One", &["a", "b"]), "2026-01-02T00:00:00Z");
        assert!(complaint(&attic, made, Some(&touched)).unwrap().contains("`modified` was `null`"));
        assert!(complaint(&attic, made, None).unwrap().contains("does not exist any more"));
    }

    #[test]
    fn the_same_time_may_be_written_with_fewer_digits() {
        let attic = Attic::new();
        let one = group("g", "One", &["a", "b"]);
        let made = attic.update(&one, &modified(&one, "2026-01-02T00:00:00.123Z"));
        for same in
            ["2026-01-02T00:00:00Z", "2026-01-02T00:00:00.123456Z", "2026-01-02T01:00:00.123+01:00"]
        {
            assert_eq!(complaint(&attic, made, Some(&modified(&one, same))), None, "{same}");
        }
        for other in ["2026-01-02T00:00:00.124Z", "2026-01-02T00:00:01Z", "soon"] {
            assert!(complaint(&attic, made, Some(&modified(&one, other))).is_some(), "{other}");
        }
        let mut absent = one.clone().into_object();
        absent.remove("modified");
        assert_eq!(complaint(&attic, made, Some(&SyncGroup::new(absent))), None);
    }

    #[test]
    fn changes_of_our_own_that_led_back_do_not_count() {
        let attic = Attic::new();
        let (one, two) = (group("g", "One", &["a", "b"]), group("g", "Two", &["a", "b"]));
        let made = attic.create(&one);
        attic.update(&one, &two);
        assert!(complaint(&attic, made, Some(&two)).unwrap().contains("`name`"));
        let back = modified(&one, "2026-01-03T00:00:00Z");
        attic.update(&two, &back);
        assert_eq!(complaint(&attic, made, Some(&back)), None);
        let foreign = modified(&one, "2026-01-04T00:00:00Z");
        assert!(complaint(&attic, made, Some(&foreign)).unwrap().contains("`modified`"));
    }

    #[test]
    fn a_deleted_group_must_still_be_gone() {
        let attic = Attic::new();
        let one = group("g", "One", &["a", "b"]);
        let deleted = attic.delete(&one);
        assert_eq!(complaint(&attic, deleted, None), None);
        assert!(complaint(&attic, deleted, Some(&one)).unwrap().contains("it exists again"));
    }
}
