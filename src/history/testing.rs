//! A journal in a directory of its own, and changes for it.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use serde_json::json;
use tempfile::TempDir;

use crate::history::{Action, Beginning, End, Filter, Journal, Outcome, Record};
use crate::model::SyncGroup;

pub(super) const TENANT: &str = "https://acme.api.identitynow.com";

/// A journal whose clock goes on by one second with each look.
pub(super) struct TestHistory {
    pub(super) directory: TempDir,
    pub(super) journal: Journal,
}

impl TestHistory {
    pub(super) fn new() -> Self {
        let directory = tempfile::tempdir().unwrap();
        let journal = journal(&directory);
        Self { directory, journal }
    }

    pub(super) fn path(&self) -> std::path::PathBuf {
        self.directory.path().join("state/history.jsonl")
    }

    pub(super) fn all(&self) -> Vec<Record> {
        self.journal.records(&Filter::default()).unwrap()
    }

    /// Records a whole change and gives its number.
    pub(super) fn write(&self, beginning: Beginning, end: End) -> u64 {
        let ticket = self.journal.begin(beginning).unwrap();
        let number = ticket.number();
        self.journal.end(ticket, end).unwrap();
        number
    }

    pub(super) fn create(&self, after: &SyncGroup) -> u64 {
        let beginning = Beginning { wanted: Some(after.clone()), ..begin(Action::Create) };
        self.write(beginning, done(Some(after)))
    }

    pub(super) fn update(&self, before: &SyncGroup, after: &SyncGroup) -> u64 {
        self.write(updating(before, after), done(Some(after)))
    }

    pub(super) fn delete(&self, before: &SyncGroup) -> u64 {
        let beginning = Beginning { before: Some(before.clone()), ..begin(Action::Delete) };
        self.write(beginning, done(None))
    }
}

pub(super) fn journal(directory: &TempDir) -> Journal {
    let seconds = AtomicI64::new(1_767_225_600);
    Journal::at(directory.path().join("state")).with_clock(move || {
        Timestamp::from_second(seconds.fetch_add(1, Ordering::Relaxed)).unwrap()
    })
}

pub(super) fn begin(action: Action) -> Beginning {
    Beginning::new(TENANT, action, "syncgroup …")
}

pub(super) fn updating(before: &SyncGroup, after: &SyncGroup) -> Beginning {
    let (before, wanted) = (Some(before.clone()), Some(after.clone()));
    Beginning { before, wanted, ..begin(Action::Update) }
}

pub(super) fn done(after: Option<&SyncGroup>) -> End {
    End { outcome: Outcome::Done, after: after.cloned(), ..End::default() }
}

pub(super) fn group(id: &str, name: &str, sources: &[&str]) -> SyncGroup {
    let value = json!({
        "id": id, "name": name, "passwordPolicyId": "p", "sourceIds": sources,
        "created": "2026-01-01T00:00:00Z", "modified": null,
    });
    serde_json::from_value(value).unwrap()
}

/// The group with another `modified`.
pub(super) fn modified(group: &SyncGroup, time: &str) -> SyncGroup {
    let mut object = group.object().clone();
    object.insert("modified".into(), time.into());
    SyncGroup::new(object)
}
