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
    match present {
        None => State::Neither,
        Some(now) if now.same_settings(wanted) && !now.same_settings(before) => State::Wanted,
        Some(now) if is_same_state(before, now) && !before.same_settings(wanted) => State::Old,
        Some(now) if now.has_settings_of(wanted) => State::Wanted,
        Some(_) => State::Neither,
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

    /// When the group must have been created, by the tenant's own clock. Without that clock only the groups that were
    /// there before can tell, and this machine's clock helps.
    fn window(&self, look: &Look<'_>) -> Option<Window> {
        let (from, slack) = match look.server_time {
            Some(now) => (now.checked_sub(look.local_time.duration_since(self.at)).ok()?, None),
            None if self.same_name.is_some() => (self.at, Some(SKEW)),
            None => return None,
        };
        let slack = slack.unwrap_or_default();
        let until = from.checked_add(LONGEST_REQUEST).and_then(|until| until.checked_add(slack));
        Some(Window {
            // A tenant may write times without fractions of a second.
            from: from.checked_sub(slack).ok()?.as_second(),
            until: if self.is_recent { None } else { Some(until.ok()?) },
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
    let near = |created: Timestamp| {
        let apart = created.duration_since(record.at).abs();
        apart <= LONGEST_REQUEST
    };
    record.end.outcome == Outcome::Unknown
        && wanted.is_some_and(|wanted| wanted.name() == group.name())
        && !before.iter().any(|id| id == group.id())
        && created(group).is_none_or(near)
}
