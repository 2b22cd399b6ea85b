//! Which fields differ between two states of a sync group.

use std::collections::BTreeSet;

use serde_json::Value;

use super::timestamp::same_timestamp;
use super::{SyncGroup, TENANT_FIELDS};

/// The fields in which two states of a group differ, by value.
///
/// The order of keys and of sources, and a source that is named twice, do not count. An absent key and null are
/// different, except for timestamps: see [`GroupDiff::of_states`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GroupDiff {
    fields: Vec<FieldDiff>,
}

/// One field that differs.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldDiff {
    /// The member sources.
    Sources {
        /// IDs of the sources that only the later state has.
        joined: Vec<String>,
        /// IDs of the sources that only the earlier state has.
        left: Vec<String>,
    },
    /// Any other field; `None` where the key is absent.
    Value {
        /// The JSON key.
        key: String,
        /// The earlier value.
        then: Option<Value>,
        /// The later value.
        now: Option<Value>,
    },
}

impl FieldDiff {
    /// The JSON key.
    pub fn key(&self) -> &str {
        match self {
            Self::Sources { .. } => "sourceIds",
            Self::Value { key, .. } => key,
        }
    }
}

impl GroupDiff {
    /// Compares what a user can set: the fields that belong to the tenant (`id`, `created`, `modified`) do not count.
    pub fn of_settings(then: &SyncGroup, now: &SyncGroup) -> Self {
        let mut fields = Vec::new();
        for key in keys(then, now).filter(|key| !TENANT_FIELDS.contains(key)) {
            let (old, new) = (then.object().get(key), now.object().get(key));
            if key == "sourceIds" {
                fields.extend(sources(then, now));
            } else if old != new {
                fields.push(value(key, old, new));
            }
        }
        Self { fields }
    }

    /// Compares everything: two readings of the same group at different times.
    ///
    /// `created` and `modified` are compared as instants. The tenant may leave out of one reply what it sends in the
    /// next, so that an absent one says nothing; null is a value.
    pub fn of_states(then: &SyncGroup, now: &SyncGroup) -> Self {
        let mut diff = Self::of_settings(then, now);
        for key in TENANT_FIELDS {
            let (old, new) = (then.object().get(key), now.object().get(key));
            let same = match (old, new) {
                (Some(old), Some(new)) if key == "id" => old == new,
                (Some(old), Some(new)) => same_timestamp(old, new),
                _ => true,
            };
            if !same {
                diff.fields.push(value(key, old, new));
            }
        }
        diff
    }

    /// Whether nothing differs.
    pub const fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// What differs, in the order of the earlier state's keys.
    pub fn fields(&self) -> &[FieldDiff] {
        &self.fields
    }
}

/// The keys of both, each once.
fn keys<'a>(then: &'a SyncGroup, now: &'a SyncGroup) -> impl Iterator<Item = &'a str> {
    let added = now.object().keys().filter(|key| !then.object().contains_key(*key));
    then.object().keys().chain(added).map(String::as_str)
}

fn value(key: &str, then: Option<&Value>, now: Option<&Value>) -> FieldDiff {
    FieldDiff::Value { key: key.to_owned(), then: then.cloned(), now: now.cloned() }
}

fn sources(then: &SyncGroup, now: &SyncGroup) -> Option<FieldDiff> {
    if then.source_ids().eq(now.source_ids()) {
        return None;
    }
    let (old, new): (BTreeSet<_>, BTreeSet<_>) =
        (then.source_ids().collect(), now.source_ids().collect());
    let only = |these: &BTreeSet<&str>, those: &BTreeSet<&str>| -> Vec<String> {
        these.difference(those).map(|&id| id.to_owned()).collect()
    };
    let (joined, left) = (only(&new, &old), only(&old, &new));
    let differs = !(joined.is_empty() && left.is_empty());
    differs.then_some(FieldDiff::Sources { joined, left })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn group(value: Value) -> SyncGroup {
        serde_json::from_value(value).unwrap()
    }

    fn keys_of(diff: &GroupDiff) -> Vec<&str> {
        diff.fields().iter().map(FieldDiff::key).collect()
    }

    #[test]
    fn settings_ignore_what_belongs_to_the_tenant_and_the_order_of_sources() {
        let one = group(json!({"id": "1", "name": "a", "sourceIds": ["x", "y"], "old": 1}));
        let two = group(json!({"id": "2", "name": "b", "sourceIds": ["y", "x", "x"], "new": 1}));
        assert_eq!(keys_of(&GroupDiff::of_settings(&one, &two)), ["name", "old", "new"]);
    }

    #[test]
    fn null_and_absent_differ_except_in_timestamps() {
        let one = group(json!({"name": "a", "extra": null}));
        let two = group(json!({"name": "a", "modified": null}));
        assert_eq!(keys_of(&GroupDiff::of_states(&one, &two)), ["extra"]);
        let set = group(json!({"name": "a", "modified": "2023-03-16T04:00:00Z"}));
        assert!(GroupDiff::of_states(&group(json!({"name": "a"})), &set).is_empty());
        assert_eq!(keys_of(&GroupDiff::of_states(&two, &set)), ["modified"]);
    }

    #[test]
    fn two_spellings_of_an_instant_are_one_state() {
        let at = |time: &str| group(json!({"name": "a", "modified": time, "created": time}));
        let zulu = at("2023-03-16T04:00:00Z");
        for same in ["2023-03-16T06:00:00+02:00", "/Date(1678939200000)/"] {
            assert!(GroupDiff::of_states(&zulu, &at(same)).is_empty(), "{same}");
        }
        let half = at("2023-03-16T04:00:00.500Z");
        assert_eq!(keys_of(&GroupDiff::of_states(&zulu, &half)), ["created", "modified"]);
        assert!(GroupDiff::of_settings(&zulu, &half).is_empty());
    }

    #[test]
    fn sources_are_compared_as_a_set() {
        let of = |ids: Value| group(json!({"sourceIds": ids}));
        let diff = GroupDiff::of_settings(&of(json!(["a", "b"])), &of(json!(["c", "b"])));
        let (joined, left) = (vec!["c".to_owned()], vec!["a".to_owned()]);
        assert_eq!(diff.fields(), [FieldDiff::Sources { joined, left }]);
        assert!(GroupDiff::of_settings(&of(Value::Null), &of(json!([]))).is_empty());
    }
}
