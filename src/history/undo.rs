//! What undoes a change.

use std::collections::HashSet;

use crate::command_line::CommandLine;
use crate::error::{Error, Result};
use crate::history::record::{Action, Outcome, Record};
use crate::history::record_links::{current_id, undo_of, undone};
use crate::history::shown_tenant;
use crate::model::SyncGroup;

/// What undoes a change.
#[derive(Debug, Clone, PartialEq)]
pub enum Inverse {
    /// Delete the group that was created.
    Delete {
        /// The ID that it has by now.
        id: String,
        /// The group as the change left it.
        group: SyncGroup,
    },
    /// Give the group its earlier settings back.
    Update {
        /// The ID that it has by now.
        id: String,
        /// The group as the change left it.
        from: SyncGroup,
        /// The settings it had before, under its present ID and without `created` and `modified`.
        to: SyncGroup,
    },
    /// Create the group that was deleted, under a new ID.
    Create {
        /// The ID that it had last: what the new record `recreates`.
        old_id: String,
        /// What to send.
        group: SyncGroup,
    },
}

/// What undoes the change, given all records. Fails (exit 2) where it is irreversible, unknown, without effect, or was
/// undone already.
pub fn inverse(record: &Record, records: &[Record]) -> Result<Inverse> {
    allow(record, records)?;
    let now = |group: &SyncGroup| {
        current_id(records, &record.beginning.tenant, record.number, group.id())
    };
    match (record.beginning.action, &record.beginning.before, &record.end.after) {
        (Action::Create, _, Some(after)) if !after.id().is_empty() => {
            Ok(Inverse::Delete { id: now(after), group: after.clone() })
        }
        (Action::Update, Some(before), Some(after)) => {
            let id = now(before);
            let to = with_id(before, &id);
            Ok(Inverse::Update { id, from: after.clone(), to })
        }
        (Action::Delete, Some(before), _) => {
            Ok(Inverse::Create { old_id: now(before), group: before.without_tenant_fields() })
        }
        _ => Err(refusal(record, "does not say what the group was like")),
    }
}

fn allow(record: &Record, records: &[Record]) -> Result<()> {
    if record.reset {
        return Err(refusal(record, "was made before the tenant was reset"));
    }
    let reason = match (record.beginning.action, record.end.outcome) {
        (Action::Password, _) => "is a password change",
        (Action::Request, Outcome::Done | Outcome::Unknown) => return Err(of_request(record)),
        (_, Outcome::Done) => return not_yet(record, records),
        (_, Outcome::Refused | Outcome::Failed) => {
            return Err(hint_at_record(refusal(record, "changed nothing"), record));
        }
        (_, Outcome::Unknown) => {
            let error = refusal(record, "has no known end");
            return Err(error.hint(CommandLine::of("history show").word(record.number.to_string())));
        }
    };
    Err(refusal(record, reason))
}

/// What a request did, only its sender knows, and what undoes it.
fn of_request(record: &Record) -> Error {
    let error = refusal(record, "is a request of `syncgroup api`");
    let Some(call) = &record.beginning.call else { return error };
    let (method, path) = (&call.method, call.path.split('?').next().unwrap_or_default());
    let error = error.cause(format!("only who sent it knows what `{method} {path}` changed"));
    match method.as_str() {
        "POST" => error.explained(
            "if it created something",
            CommandLine::of("api DELETE").word(format!("{path}/ID")),
        ),
        "DELETE" => {
            let above = path.rsplit_once('/').map_or(path, |(above, _)| above);
            error.explained(
                "to create it again",
                CommandLine::of("api POST").word(above).and("-f BODY"),
            )
        }
        _ => error.explained("to see it", CommandLine::of("api GET").word(path)).explained(
            "to send it as it was",
            CommandLine::of("api").word(method).word(path).and("-f BODY"),
        ),
    }
}

fn not_yet(record: &Record, records: &[Record]) -> Result<()> {
    let Some(undo) = undo_of(record.number, records) else { return Ok(()) };
    let by = undo.number;
    Err(if undo.is_done() {
        refusal(record, &format!("was undone by change {by}"))
            .hint(CommandLine::of("undo").word(by.to_string()))
    } else {
        refusal(record, &format!("may have been undone by change {by}, which has no known end"))
            .hint(CommandLine::of("history show").word(by.to_string()))
    })
}

fn hint_at_record(error: Error, record: &Record) -> Error {
    error.hint(CommandLine::of("history show").word(record.number.to_string()))
}

fn refusal(record: &Record, reason: &str) -> Error {
    Error::usage(format!("change {} cannot be undone: it {reason}", record.number))
}

fn with_id(group: &SyncGroup, id: &str) -> SyncGroup {
    let mut object = crate::model::Object::new();
    object.insert("id".into(), id.into());
    object.extend(group.without_tenant_fields().into_object());
    SyncGroup::new(object)
}

/// The record of a number, for an undo on this tenant. Fails with exit 3 where there is none, with exit 2 where it is
/// another tenant's.
pub fn find<'a>(records: &'a [Record], tenant: &str, number: u64) -> Result<&'a Record> {
    let found = records.iter().find(|record| record.number == number);
    let record = found.ok_or_else(|| crate::history::absent(number))?;
    if record.beginning.tenant == tenant {
        return Ok(record);
    }
    let (other, tenant) = (shown_tenant(&record.beginning.tenant), shown_tenant(tenant));
    let error =
        Error::usage(format!("change {number} was made on tenant `{other}`, not `{tenant}`"));
    Err(match &record.beginning.profile {
        Some(profile) => error.hint(CommandLine::on(profile, ["undo"]).word(number.to_string())),
        None => error,
    })
}

/// The latest change of a tenant that is neither an undo nor undone. It may be one that cannot be undone: [`inverse`]
/// says so.
pub fn latest_undoable<'a>(records: &'a [Record], tenant: &str) -> Option<&'a Record> {
    let undone = undone(records);
    let mut open = open(records, tenant, &undone);
    open.rfind(|record| !record.is_undo())
}

/// The changes of a command that are to be undone, last first: those that took effect, or may have, and are not undone.
pub fn records_of_command<'a>(records: &'a [Record], tenant: &str, run: u64) -> Vec<&'a Record> {
    let undone = undone(records);
    open(records, tenant, &undone).rev().filter(|record| record.run == run).collect()
}

fn open<'a>(
    records: &'a [Record],
    tenant: &str,
    undone: &HashSet<u64>,
) -> impl DoubleEndedIterator<Item = &'a Record> {
    records.iter().filter(move |record| {
        record.beginning.tenant == tenant
            && matches!(record.end.outcome, Outcome::Done | Outcome::Unknown)
            && !record.reset
            && !undone.contains(&record.number)
    })
}

/// Which of how many changes of its command a record is, from 1.
pub fn place_in_command(record: &Record, records: &[Record]) -> (usize, usize) {
    let same = |other: &&Record| {
        other.run == record.run && other.beginning.tenant == record.beginning.tenant
    };
    let numbers = records.iter().filter(same).map(|other| other.number);
    let (before, rest): (Vec<u64>, Vec<u64>) = numbers.partition(|&number| number < record.number);
    (before.len() + 1, before.len() + rest.len())
}

/// The number of the same change in another file.
pub fn same_change(record: &Record, others: &[Record]) -> Option<u64> {
    let is_same = |other: &&Record| {
        let (one, two) = (&record.beginning, &other.beginning);
        record.at == other.at
            && (&one.tenant, one.action, &one.before, &one.wanted)
                == (&two.tenant, two.action, &two.before, &two.wanted)
    };
    others.iter().find(is_same).map(|other| other.number)
}

/// Whether no look at the tenant could help to undo the change: only who made it knows what it did.
pub const fn cannot_be_undone(record: &Record) -> bool {
    matches!(record.beginning.action, Action::Password | Action::Request)
}

/// What does not come back with the inverse, in sentences.
pub fn losses(inverse: &Inverse) -> Vec<String> {
    let passwords = "passwords changed in the meantime stay as they are".to_owned();
    let policies = "sources do not get the policies back that they had before".to_owned();
    match inverse {
        Inverse::Delete { .. } => vec![passwords, policies],
        Inverse::Update { from, to, .. } => {
            let sources = |group: &SyncGroup| {
                group.source_ids().map(str::to_owned).collect::<std::collections::BTreeSet<_>>()
            };
            let same = from.policy_id() == to.policy_id() && sources(from) == sources(to);
            if same { Vec::new() } else { vec![passwords, policies] }
        }
        Inverse::Create { old_id, .. } => {
            let id = format!("the old ID `{old_id}` does not come back, the group gets a new one");
            vec![id, passwords, policies]
        }
    }
}

#[cfg(test)]
mod tests;
