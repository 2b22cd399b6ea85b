//! How a change ended whose end was never written, by a look at the tenant.

use jiff::{SignedDuration, Timestamp};

use crate::history::record::{Action, End, Outcome, Record};
use crate::model::{GroupDiff, SyncGroup, timestamp};

/// How far the tenant's clock may be behind ours.
const SKEW: SignedDuration = SignedDuration::from_mins(5);

/// What the tenant tells about a change.
#[derive(Debug, Clone, PartialEq)]
pub enum Settlement {
    /// It happened; this is the group after it, none where it was deleted.
    Happened(Option<SyncGroup>),
    /// It did not happen.
    DidNot,
    /// The tenant's present state does not tell.
    StillUnknown,
}

impl Settlement {
    pub(super) fn into_end(self) -> Option<End> {
        match self {
            Self::Happened(after) => Some(End { outcome: Outcome::Done, after, ..End::default() }),
            Self::DidNot => Some(End { outcome: Outcome::Failed, ..End::default() }),
            Self::StillUnknown => None,
        }
    }
}

/// Concludes how an unknown change ended. `present` is the group by the record's ID, `None` where the tenant has none;
/// `named` are the tenant's groups of the name that was to be created (more do no harm).
pub fn settle(record: &Record, present: Option<&SyncGroup>, named: &[SyncGroup]) -> Settlement {
    match record.beginning.action {
        Action::Create => created(record, named),
        Action::Update => updated(record, present),
        Action::Delete if present.is_none() => Settlement::Happened(None),
        Action::Delete => Settlement::DidNot,
        Action::Password | Action::Request => Settlement::StillUnknown,
    }
}

/// A group that is older than the request, or of which nobody knows the age, is never taken for the one that it made: an
/// undo would delete it.
fn created(record: &Record, named: &[SyncGroup]) -> Settlement {
    let Some(wanted) = &record.beginning.wanted else { return Settlement::StillUnknown };
    let mut candidates = named
        .iter()
        .filter(|group| group.name() == wanted.name())
        .filter(|group| made_at(group).is_none_or(|time| time >= earliest(record.at)));
    match (candidates.next(), candidates.next()) {
        (None, _) => Settlement::DidNot,
        (Some(one), None) if one.same_settings(wanted) && made_at(one).is_some() => {
            Settlement::Happened(Some(one.clone()))
        }
        _ => Settlement::StillUnknown,
    }
}

fn made_at(group: &SyncGroup) -> Option<Timestamp> {
    timestamp(group.object().get("created")?)
}

fn earliest(begun: Timestamp) -> Timestamp {
    begun.checked_sub(SKEW).unwrap_or(begun)
}

fn updated(record: &Record, present: Option<&SyncGroup>) -> Settlement {
    match (&record.beginning.before, &record.beginning.wanted, present) {
        (Some(before), _, Some(now)) if GroupDiff::of_states(before, now).is_empty() => {
            Settlement::DidNot
        }
        (_, Some(wanted), Some(now)) if now.same_settings(wanted) => {
            Settlement::Happened(Some(now.clone()))
        }
        _ => Settlement::StillUnknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::Beginning;
    use crate::history::testing::{Attic, begin, group, modified, updating};

    fn record(beginning: Beginning) -> Record {
        let attic = Attic::new();
        let _ = attic.journal.begin(beginning).unwrap();
        attic.all().remove(0)
    }

    #[test]
    fn a_create_is_found_by_name_settings_and_age() {
        let wanted = group("", "One", &["a", "b"]).without_tenant_fields();
        let record = record(Beginning { wanted: Some(wanted), ..begin(Action::Create) });
        let look = |named: &[SyncGroup]| settle(&record, None, named);
        let made = group("g", "One", &["b", "a"]);
        assert_eq!(look(std::slice::from_ref(&made)), Settlement::Happened(Some(made.clone())));
        assert_eq!(look(&[]), Settlement::DidNot);
        assert_eq!(look(&[group("g", "Another", &["a", "b"])]), Settlement::DidNot);
        assert_eq!(look(&[made.clone(), group("h", "One", &["a", "b"])]), Settlement::StillUnknown);
        assert_eq!(look(&[group("g", "One", &["a", "c"])]), Settlement::StillUnknown);
        let aged = |created: serde_json::Value| {
            let mut object = made.object().clone();
            object.insert("created".into(), created);
            SyncGroup::new(object)
        };
        assert_eq!(look(&[aged("2025-12-31T23:50:00Z".into())]), Settlement::DidNot);
        assert_eq!(look(&[aged(serde_json::Value::Null)]), Settlement::StillUnknown);
    }

    #[test]
    fn an_update_is_told_by_the_settings() {
        let (old, new) = (group("g", "Old", &["a", "b"]), group("g", "New", &["a", "b"]));
        let record = record(updating(&old, &new));
        let look = |present: Option<&SyncGroup>| settle(&record, present, &[]);
        let after = modified(&new, "2026-01-02T00:00:00Z");
        assert_eq!(look(Some(&after)), Settlement::Happened(Some(after.clone())));
        assert_eq!(look(Some(&old)), Settlement::DidNot);
        assert_eq!(look(Some(&modified(&old, "2026-01-02T00:00:00Z"))), Settlement::StillUnknown);
        assert_eq!(look(Some(&group("g", "Third", &["a", "b"]))), Settlement::StillUnknown);
        assert_eq!(look(None), Settlement::StillUnknown);
    }

    #[test]
    fn a_delete_is_told_by_presence_and_a_password_by_nothing() {
        let one = group("g", "One", &["a", "b"]);
        let deletion = record(Beginning { before: Some(one.clone()), ..begin(Action::Delete) });
        assert_eq!(settle(&deletion, None, &[]), Settlement::Happened(None));
        assert_eq!(settle(&deletion, Some(&one), &[]), Settlement::DidNot);
        let password = record(begin(Action::Password));
        assert_eq!(settle(&password, None, &[]), Settlement::StillUnknown);
    }
}
