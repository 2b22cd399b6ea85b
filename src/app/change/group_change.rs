//! What is to change: one sync group is created, replaced or deleted.

use serde_json::Value;

use crate::api::Client;
use crate::error::{Code, Error, Result};
use crate::model::{Id, SyncGroup};
use crate::number;

/// One change of one group.
#[derive(Debug, Clone)]
pub enum Change {
    /// A new group.
    Create { wanted: SyncGroup },
    /// A full replacement, with the group as it was.
    Update { before: SyncGroup, wanted: SyncGroup },
    /// The deletion of a group, with the group as it was.
    Delete { before: SyncGroup },
}

impl Change {
    /// The group before, if there was one.
    pub const fn before(&self) -> Option<&SyncGroup> {
        match self {
            Self::Create { .. } => None,
            Self::Update { before, .. } | Self::Delete { before } => Some(before),
        }
    }

    /// The group as it is to be, if there is to be one.
    pub const fn wanted(&self) -> Option<&SyncGroup> {
        match self {
            Self::Create { wanted } | Self::Update { wanted, .. } => Some(wanted),
            Self::Delete { .. } => None,
        }
    }

    /// The group before and after, as far as there is one.
    pub fn groups(&self) -> impl Iterator<Item = &SyncGroup> {
        self.before().into_iter().chain(self.wanted())
    }

    /// Whether the group already is as it is to be.
    pub fn changes_nothing(&self) -> bool {
        matches!(self, Self::Update { before, wanted } if wanted.same_settings(before))
    }

    /// Whether names and sources in use by other groups matter: a source joins, or the name is new.
    pub fn affects_other_groups(&self) -> bool {
        match self {
            Self::Create { .. } => true,
            Self::Update { before, wanted } => {
                wanted.name() != before.name()
                    || wanted.source_ids().any(|id| !before.has_source(id))
            }
            Self::Delete { .. } => false,
        }
    }

    /// ``sync group `x` ``, with its ID where it has one.
    pub fn subject(&self) -> String {
        match self {
            Self::Create { wanted } => format!("sync group `{}`", wanted.name()),
            Self::Update { before, .. } | Self::Delete { before } => {
                format!("sync group `{}` ({})", before.name(), before.id())
            }
        }
    }

    /// ``create sync group `x` ``, as a report names it.
    pub fn describe(&self) -> String {
        let verb = match self {
            Self::Create { .. } => "create",
            Self::Update { .. } => "update",
            Self::Delete { .. } => "delete",
        };
        format!("{verb} {}", self.subject())
    }

    /// `{"method","path","body"}`, as a dry run shows it.
    pub fn request(&self, client: &Client) -> Result<Value> {
        let path = |id: Option<&str>| -> Result<String> {
            Ok(client.group_path(id.map(valid_id).transpose()?.as_ref()))
        };
        let request = |method: &str, path: String, body: Option<&SyncGroup>| {
            let body = body.map(|group| Value::Object(group.object().clone()));
            let body = body.unwrap_or_default();
            number::object([("method", method.into()), ("path", path.into()), ("body", body)])
        };
        Ok(match self {
            Self::Create { wanted } => request("POST", path(None)?, Some(wanted)),
            Self::Update { before, wanted } => {
                request("PUT", path(Some(before.id()))?, Some(wanted))
            }
            Self::Delete { before } => request("DELETE", path(Some(before.id()))?, None),
        })
    }
}

/// An ID that the tenant sent is checked like one that was typed.
pub fn valid_id(id: &str) -> Result<Id> {
    Id::new(id).map_err(|reason| {
        Error::new(Code::Refused, format!("the tenant sent the ID `{id}`: {reason}"))
    })
}
