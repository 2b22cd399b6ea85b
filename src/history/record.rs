//! What is recorded about a change.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::history::timestamp_format;
use crate::model::SyncGroup;

/// What kind of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// A group was created.
    Create,
    /// A group was changed.
    Update,
    /// A group was deleted.
    Delete,
    /// A user's password was changed.
    Password,
    /// Some other request was sent (`syncgroup api`).
    Request,
}

impl Action {
    /// The word of the action, such as `create`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Delete => "delete",
            Self::Password => "password",
            Self::Request => "request",
        }
    }
}

/// How a change ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The tenant did it.
    Done,
    /// The tenant refused it: nothing changed.
    Refused,
    /// It did not come about for another reason, or, with a password, not on every source.
    Failed,
    /// Nobody knows: the end was never written, or the answer never came.
    #[default]
    Unknown,
}

impl Outcome {
    /// The word of the outcome, such as `done`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }
}

/// The run that a change is part of: all changes of one command. A run has the number of its first record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// The change is the first of a new run.
    First,
    /// The change belongs to the run of this number, see `Ticket::run`.
    Of(u64),
}

impl Run {
    pub(super) const fn number(self, own: u64) -> u64 {
        match self {
            Self::First => own,
            Self::Of(number) => number,
        }
    }
}

/// Whose password was changed where. The password itself is nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PasswordChange {
    /// The user's login.
    pub user: String,
    /// Names of the sources that the change is meant for.
    pub sources: Vec<String>,
}

/// A request that was written by hand. What its body holds is nowhere: there may be a secret in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Call {
    /// `POST`, `PUT`, `PATCH` or `DELETE`.
    pub method: String,
    /// Path and query, secrets redacted.
    pub path: String,
    /// The keys of the body.
    #[serde(default)]
    pub fields: Vec<String>,
}

/// The change that another one undoes, by its number in each place that may hold a record of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Undoes {
    /// In the history of this machine.
    pub history: Option<u64>,
    /// In the file of `--record`.
    pub record: Option<u64>,
}

/// What is known before a request is sent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Beginning {
    /// What tells the tenant from others for good: its address, or the name of an embedded tenant.
    pub tenant: String,
    /// The profile that was used; none with `SAIL_*`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// The user of the operating system.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub os_user: Option<String>,
    /// The command as it was typed, secrets redacted.
    pub command: String,
    /// What kind of change it is.
    pub action: Action,
    /// ID of the group, where it has one already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_id: Option<String>,
    /// Name of the group, before the change where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
    /// The group as it was; none where it is created.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<SyncGroup>,
    /// The group as it is to be; none where it is deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanted: Option<SyncGroup>,
    /// IDs of the groups that had the name of the new one before; none where they were not listed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_name_ids: Option<Vec<String>>,
    /// Whose password, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<PasswordChange>,
    /// The request, where it is no change of a group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<Call>,
    /// The run that the change is part of. In a record it is `Record::run`.
    #[serde(skip)]
    pub run: Option<Run>,
    /// The change that this one undoes. In a record it is `undoes`.
    #[serde(skip)]
    pub undone: Option<Undoes>,
    /// Whether the change is a step of a plan. In a record it is `Record::apply`.
    #[serde(skip)]
    pub is_step: bool,
    /// Number of the change that this one undoes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<u64>,
    /// Whether it undoes a change that is recorded elsewhere.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub undoes_elsewhere: bool,
    /// ID of the deleted group that this one is to stand for: later undos follow from the old ID to the new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recreates: Option<String>,
}

impl Beginning {
    /// A change of this kind, with everything else unknown.
    pub fn new(tenant: impl Into<String>, action: Action, command: impl Into<String>) -> Self {
        Self {
            tenant: tenant.into(),
            profile: None,
            os_user: None,
            command: command.into(),
            action,
            group_id: None,
            group_name: None,
            before: None,
            wanted: None,
            same_name_ids: None,
            password: None,
            call: None,
            run: None,
            is_step: false,
            undone: None,
            undoes: None,
            undoes_elsewhere: false,
            recreates: None,
        }
    }
}

/// What is known after a request was answered.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct End {
    /// How it ended.
    pub outcome: Outcome,
    /// The group as the tenant sent it back; none where it is deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<SyncGroup>,
    /// The tenant's number for the request (`SLPT-Request-ID`, or the ID of a password change).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// Why it was refused or failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// What a look at the tenant tells about a change whose end is not known.
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
    /// The end that it tells of; none where nothing is told.
    pub fn into_end(self) -> Option<End> {
        match self {
            Self::Happened(after) => Some(End { outcome: Outcome::Done, after, ..End::default() }),
            Self::DidNot => Some(End { outcome: Outcome::Failed, ..End::default() }),
            Self::StillUnknown => None,
        }
    }
}

/// One change, from beginning to end. Its JSON is one flat object.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Record {
    /// The number of the change: from 1, without gaps, for good.
    pub number: u64,
    /// When it began.
    #[serde(serialize_with = "timestamp_format::serialize")]
    pub at: Timestamp,
    /// When it ended, or was settled.
    #[serde(serialize_with = "timestamp_format::maybe::serialize")]
    pub ended: Option<Timestamp>,
    /// Number of the command's run that it is part of; its own number where a run was not recorded yet.
    pub run: u64,
    /// Number of the run, where it is a step of a plan.
    pub apply: Option<u64>,
    /// Whether the tenant was reset since: there is nothing left of the change.
    pub reset: bool,
    /// Whether the end was found out by a later look at the tenant.
    pub settled: bool,
    /// What was known before.
    #[serde(flatten)]
    pub beginning: Beginning,
    /// What was known after.
    #[serde(flatten)]
    pub end: End,
}

impl Record {
    /// Whether it undoes another change.
    pub const fn is_undo(&self) -> bool {
        self.beginning.undoes.is_some() || self.beginning.undoes_elsewhere
    }

    /// Whether the tenant did it.
    pub fn is_done(&self) -> bool {
        self.end.outcome == Outcome::Done
    }

    /// ID of the group: the new one where it was created.
    pub fn group_id(&self) -> Option<&str> {
        let after = self.end.after.as_ref().map(SyncGroup::id);
        let before = self.beginning.before.as_ref().map(SyncGroup::id);
        [after, self.beginning.group_id.as_deref(), before]
            .into_iter()
            .flatten()
            .find(|id| !id.is_empty())
    }

    /// Name of the group: the new one where it was renamed.
    pub fn group_name(&self) -> Option<&str> {
        let names = [&self.end.after, &self.beginning.wanted, &self.beginning.before];
        let mut names = names.into_iter().flatten().map(SyncGroup::name);
        names.find(|name| !name.is_empty()).or(self.beginning.group_name.as_deref())
    }
}

/// One line of the file: the beginning, the end, or the late end of a change, or the reset of a tenant.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Line {
    #[serde(rename = "n")]
    pub(super) number: u64,
    #[serde(with = "timestamp_format")]
    pub(super) at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) run: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) apply: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) begin: Option<Beginning>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) end: Option<End>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) settle: Option<End>,
    /// The tenant that was reset: its records up to here are about things that are gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) reset: Option<String>,
}

impl Line {
    /// A line that says nothing yet.
    pub(super) const fn new(number: u64, at: Timestamp) -> Self {
        Self {
            number,
            at,
            run: None,
            apply: None,
            begin: None,
            end: None,
            settle: None,
            reset: None,
        }
    }
}
