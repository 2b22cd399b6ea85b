//! The picture: groups, their policies, sources and applications, as text that draws itself.
//!
//! Objects in, text out. Names come from a tenant and may be hostile: every format quotes them so that they are seen
//! and never obeyed.

mod dot;
mod html;
mod mermaid;
mod name;
pub mod read;
#[cfg(test)]
mod tests;
mod tree;

pub use dot::dot;
pub use html::html;
pub use mermaid::mermaid;
pub use tree::tree;

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::model::{PasswordPolicy, Source, SourceApp, SyncGroup};

/// What is known beside the groups themselves; `None` is what may not be read.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings<'a> {
    /// Password policies, at least those of the groups.
    pub policies: Option<&'a [PasswordPolicy]>,
    /// Sources, at least the members of the groups.
    pub sources: Option<&'a [Source]>,
    /// Applications, at least those of the members.
    pub apps: Option<&'a [SourceApp]>,
}

/// Groups with everything that hangs on them, in the order in which they were given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Graph {
    /// The tenant's name, for titles.
    #[serde(skip)]
    pub tenant: String,
    /// The groups.
    pub groups: Vec<Group>,
}

/// A group with its policy and its members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// ID of the group.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its password policy.
    pub policy: Policy,
    /// Its sources.
    pub sources: Vec<Member>,
}

/// A policy by its ID; the name is the ID again where it is not known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Policy {
    /// ID of the policy.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A source of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Member {
    /// ID of the source.
    pub id: String,
    /// Its name; the ID again where it is not known.
    pub name: String,
    /// Type of system; `None` where it is not known.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Whether its last health check went well; `None` where nobody says.
    pub healthy: Option<bool>,
    /// Why it is or is not healthy, such as `SOURCE_STATE_HEALTHY`.
    pub status: Option<String>,
    /// Names of its applications, sorted.
    pub applications: Vec<String>,
}

impl Graph {
    /// Puts together what belongs together.
    pub fn new(tenant: &str, groups: &[SyncGroup], around: Surroundings<'_>) -> Self {
        let known = Known::new(around);
        let groups = groups.iter().map(|group| known.group(group)).collect();
        Self { tenant: tenant.to_owned(), groups }
    }
}

impl Member {
    /// Its health in words: `healthy`, the status where it is not, `health unknown`.
    pub fn health(&self) -> String {
        match (self.healthy, &self.status) {
            (Some(true), _) => "healthy".to_owned(),
            (Some(false), Some(status)) => format!("unhealthy: {status}"),
            (Some(false), None) => "unhealthy".to_owned(),
            (None, _) => "health unknown".to_owned(),
        }
    }
}

/// Everything by its ID.
struct Known<'a> {
    policies: HashMap<&'a str, &'a str>,
    sources: HashMap<&'a str, &'a Source>,
    apps: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Known<'a> {
    fn new(around: Surroundings<'a>) -> Self {
        let policies = around.policies.unwrap_or_default();
        let sources = around.sources.unwrap_or_default();
        let mut apps: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for app in around.apps.unwrap_or_default() {
            if let Some(source) = app.source_id() {
                apps.entry(source).or_default().push(app.name());
            }
        }
        for names in apps.values_mut() {
            names.sort_unstable();
        }
        Self {
            policies: policies.iter().map(|policy| (policy.id(), policy.name())).collect(),
            sources: sources.iter().map(|source| (source.id(), source)).collect(),
            apps,
        }
    }

    fn group(&self, group: &SyncGroup) -> Group {
        let policy = group.policy_id();
        Group {
            id: group.id().to_owned(),
            name: group.name().to_owned(),
            policy: Policy {
                id: policy.to_owned(),
                name: self.policies.get(policy).copied().unwrap_or(policy).to_owned(),
            },
            sources: group.source_ids().map(|id| self.member(id)).collect(),
        }
    }

    fn member(&self, id: &str) -> Member {
        let source = self.sources.get(id);
        let apps = self.apps.get(id).map(Vec::as_slice).unwrap_or_default();
        Member {
            id: id.to_owned(),
            name: source.map_or(id, |source| source.name()).to_owned(),
            kind: source.map(|source| source.kind().to_owned()),
            healthy: source.and_then(|source| source.healthy()),
            status: source.and_then(|source| source.status()).map(str::to_owned),
            applications: apps.iter().map(ToString::to_string).collect(),
        }
    }
}
