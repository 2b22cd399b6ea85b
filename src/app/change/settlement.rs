//! What the tenant's present state tells about a change that may or may not have taken effect.

use jiff::{SignedDuration, Timestamp};

use crate::history::{Action, Outcome, Record, Settlement};
use crate::model::{GroupDiff, SyncGroup, timestamp};

/// How long after it was sent a request can still take effect: longer than any gateway waits.
const LONGEST_REQUEST: SignedDuration = SignedDuration::from_mins(10);

/// How far two clocks may be apart where neither is known to be right.
const SKEW: SignedDuration = SignedDuration::from_mins(5);

/// The state of a group, compared with what a change started from and what it was to lead to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// As it is to be.
    Wanted,
    /// As it was.
    Old,
    /// Neither of both.
    Neither,
}

/// The state after an update.
pub(super) fn of_update(
    before: &SyncGroup,
    wanted: &SyncGroup,
    present: Option<&SyncGroup>,
) -> State {
    let Some(now) = present else { return State::Neither };
    let is_old = is_same_state(before, now) && !now.same_settings(wanted);
    match now.has_settings_of(wanted) {
        _ if is_old => State::Old,
        true => State::Wanted,
        false => State::Neither,
    }
}

/// The state after a delete.
pub(super) fn of_delete(before: &SyncGroup, present: Option<&SyncGroup>) -> State {
    match present {
        None => State::Wanted,
        Some(now) if is_same_state(before, now) => State::Old,
        Some(_) => State::Neither,
    }
}

/// A create of which nobody knows whether it took effect.
pub(super) struct Creation<'a> {
    /// The group that was sent.
    pub(super) wanted: &'a SyncGroup,
    /// The tenant, as records name it.
    pub(super) tenant: &'a str,
    /// Number of its own record, where it has one.
    pub(super) number: Option<u64>,
    /// IDs of the groups that had its name before, where they were listed.
    pub(super) same_name: Option<&'a [String]>,
    /// When it was sent, by the clock of this machine.
    pub(super) at: Timestamp,
    /// Whether the look at the tenant comes from the process that sent it, right after.
    pub(super) is_recent: bool,
}

/// A look at the tenant's groups.
pub(super) struct Look<'a> {
    pub(super) groups: &'a [SyncGroup],
    /// The tenant's own clock at the time of the look.
    pub(super) server_time: Option<Timestamp>,
    /// The clock of this machine at the time of the look.
    pub(super) local_time: Timestamp,
    /// Everything that the history knows.
    pub(super) records: &'a [Record],
}

impl Creation<'_> {
    /// Whether one group can only be the one that was sent: it was not there before, no other record made it or may
    /// have made it, and it is not older than the request. An undo would delete it.
    pub(super) fn settle(&self, look: &Look<'_>) -> Settlement {
        let window = self.window(look);
        let candidates: Vec<&SyncGroup> = look
            .groups
            .iter()
            .filter(|group| group.name() == self.wanted.name())
            .filter(|group| !self.was_there_before(group))
            .filter(|group| !self.others(look).any(|record| made(record, group)))
            .filter(|group| window.is_none_or(|window| window.may_have(created(group))))
            .collect();
        let [group] = candidates.as_slice() else {
            let none = candidates.is_empty();
            return if none { Settlement::DidNot } else { Settlement::StillUnknown };
        };
        let is_timed = window.is_some() && created(group).is_some();
        let is_certain = is_timed || self.same_name.is_some() && self.is_recent;
        let ambiguous = self.others(look).any(|record| may_have_made(record, group));
        if is_certain && !ambiguous && group.has_settings_of(self.wanted) {
            Settlement::Happened(Some((*group).clone()))
        } else {
            Settlement::StillUnknown
        }
    }

    fn was_there_before(&self, group: &SyncGroup) -> bool {
        self.same_name.is_some_and(|ids| ids.iter().any(|id| id == group.id()))
    }

    /// The other records of creates on the same tenant.
    fn others<'a>(&'a self, look: &Look<'a>) -> impl Iterator<Item = &'a Record> {
        look.records.iter().filter(|record| {
            record.beginning.action == Action::Create
                && record.beginning.tenant == self.tenant
                && Some(record.number) != self.number
        })
    }

    /// When the group must have been created, by the tenant's own clock. Without that clock, a later look at a create
    /// whose name was looked up before goes by this machine's.
    fn window(&self, look: &Look<'_>) -> Option<Window> {
        let (from, slack) = match look.server_time {
            Some(now) => {
                let elapsed = look.local_time.duration_since(self.at);
                (now.checked_sub(elapsed).ok()?, SignedDuration::ZERO)
            }
            None if self.same_name.is_some() && !self.is_recent => (self.at, SKEW),
            None => return None,
        };
        let until = from.checked_add(LONGEST_REQUEST + slack).ok()?;
        Some(Window {
            // A tenant may write times without fractions of a second.
            from: from.checked_sub(slack).ok()?.as_second(),
            until: (!self.is_recent).then_some(until),
        })
    }
}

/// The time in which a group must have been created.
#[derive(Clone, Copy)]
struct Window {
    from: i64,
    until: Option<Timestamp>,
}

impl Window {
    /// A time that is not known excludes nothing.
    fn may_have(self, created: Option<Timestamp>) -> bool {
        created.is_none_or(|created| {
            created.as_second() >= self.from && self.until.is_none_or(|until| created <= until)
        })
    }
}

fn is_same_state(then: &SyncGroup, now: &SyncGroup) -> bool {
    GroupDiff::of_states(then, now).is_empty()
}

fn created(group: &SyncGroup) -> Option<Timestamp> {
    timestamp(group.object().get("created")?)
}

/// Whether a record says that it made this group.
fn made(record: &Record, group: &SyncGroup) -> bool {
    record.is_done() && record.end.after.as_ref().is_some_and(|after| after.id() == group.id())
}

/// Whether another create without a known end may have made this group.
fn may_have_made(record: &Record, group: &SyncGroup) -> bool {
    let wanted = record.beginning.wanted.as_ref();
    let before = record.beginning.same_name_ids.as_deref().unwrap_or_default();
    let near = |created: Timestamp| created.duration_since(record.at).abs() <= LONGEST_REQUEST;
    record.end.outcome == Outcome::Unknown
        && wanted.is_some_and(|wanted| wanted.name() == group.name())
        && !before.iter().any(|id| id == group.id())
        && created(group).is_none_or(near)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::history::{Beginning, End};

    const TENANT: &str = "https://acme.api.identitynow.com";

    fn time(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn group(id: &str, created: Option<&str>) -> SyncGroup {
        let value = json!({
            "id": id, "name": "One", "passwordPolicyId": "p", "sourceIds": ["a", "b"],
            "created": created,
        });
        serde_json::from_value(value).unwrap()
    }

    fn record(number: u64, wanted: &SyncGroup, end: End) -> Record {
        let beginning = Beginning {
            wanted: Some(wanted.clone()),
            ..Beginning::new(TENANT, Action::Create, "syncgroup new")
        };
        let at = time("2026-01-01T12:00:00Z");
        Record {
            number,
            at,
            ended: None,
            run: number,
            apply: None,
            reset: false,
            settled: false,
            beginning,
            end,
        }
    }

    /// What a look tells about a create at noon.
    struct Case {
        same_name: Option<Vec<String>>,
        is_recent: bool,
        server_time: Option<&'static str>,
        records: Vec<Record>,
    }

    impl Case {
        const fn new(same_name: Option<Vec<String>>, is_recent: bool) -> Self {
            Self { same_name, is_recent, server_time: None, records: Vec::new() }
        }

        fn settle(&self, groups: &[SyncGroup]) -> Settlement {
            let wanted = group("", None).without_tenant_fields();
            let creation = Creation {
                wanted: &wanted,
                tenant: TENANT,
                number: Some(1),
                same_name: self.same_name.as_deref(),
                at: time("2026-01-01T12:00:00Z"),
                is_recent: self.is_recent,
            };
            creation.settle(&Look {
                groups,
                server_time: self.server_time.map(time),
                local_time: time("2026-01-01T12:01:00Z"),
                records: &self.records,
            })
        }
    }

    #[test]
    fn a_group_that_was_not_there_before_is_the_one_that_was_sent() {
        let recent = Case::new(Some(vec!["old".into()]), true);
        let (old, made) = (group("old", None), group("made", None));
        let happened = Settlement::Happened(Some(made.clone()));
        assert_eq!(recent.settle(&[old.clone(), made.clone()]), happened);
        assert_eq!(recent.settle(&[old]), Settlement::DidNot);
        assert_eq!(recent.settle(&[made.clone(), group("more", None)]), Settlement::StillUnknown);
        let mut other = made.clone();
        other.set_policy_id("q");
        assert_eq!(recent.settle(&[other]), Settlement::StillUnknown);
        // Later, anybody may have made it.
        let late = Case::new(Some(Vec::new()), false);
        assert_eq!(late.settle(std::slice::from_ref(&made)), Settlement::StillUnknown);
        let then = group("made", Some("2026-01-01T12:00:01Z"));
        assert_eq!(late.settle(std::slice::from_ref(&then)), Settlement::Happened(Some(then)));
        assert_eq!(late.settle(&[group("x", Some("2026-01-01T13:00:00Z"))]), Settlement::DidNot);
    }

    #[test]
    fn without_a_look_before_only_the_tenants_clock_tells() {
        for is_recent in [true, false] {
            let mut case = Case::new(None, is_recent);
            let made = group("made", Some("2026-01-01T12:00:01Z"));
            assert_eq!(case.settle(std::slice::from_ref(&made)), Settlement::StillUnknown);
            // Its clock is a year ahead: the request was sent at noon there, too.
            case.server_time = Some("2027-01-01T12:01:00Z");
            assert_eq!(case.settle(std::slice::from_ref(&made)), Settlement::DidNot);
            let made = group("made", Some("2027-01-01T12:00:00Z"));
            assert_eq!(case.settle(std::slice::from_ref(&made)), Settlement::Happened(Some(made)));
            assert_eq!(case.settle(&[group("made", None)]), Settlement::StillUnknown);
        }
    }

    #[test]
    fn what_another_record_made_or_may_have_made_is_not_taken() {
        let made = group("made", Some("2026-01-01T12:00:01Z"));
        let mut case = Case::new(Some(Vec::new()), true);
        let done = End { outcome: Outcome::Done, after: Some(made.clone()), ..End::default() };
        case.records = vec![record(2, &made, done)];
        assert_eq!(case.settle(std::slice::from_ref(&made)), Settlement::DidNot);
        case.records = vec![record(2, &made, End::default())];
        assert_eq!(case.settle(std::slice::from_ref(&made)), Settlement::StillUnknown);
        // The other request was sent when the group was there already.
        case.records[0].beginning.same_name_ids = Some(vec!["made".into()]);
        let happened = Settlement::Happened(Some(made.clone()));
        assert_eq!(case.settle(std::slice::from_ref(&made)), happened);
    }

    #[test]
    fn an_update_is_told_by_the_settings_and_a_delete_by_presence() {
        let old = group("g", None);
        let mut new = old.clone();
        new.set_name("New");
        let mut third = old.clone();
        third.set_name("Third");
        assert_eq!(of_update(&old, &new, Some(&new)), State::Wanted);
        assert_eq!(of_update(&old, &new, Some(&old)), State::Old);
        assert_eq!(of_update(&old, &new, Some(&third)), State::Neither);
        assert_eq!(of_update(&old, &new, None), State::Neither);
        assert_eq!(of_update(&old, &old, Some(&old)), State::Wanted);
        assert_eq!(of_delete(&old, None), State::Wanted);
        assert_eq!(of_delete(&old, Some(&old)), State::Old);
        assert_eq!(of_delete(&old, Some(&third)), State::Neither);
    }
}
