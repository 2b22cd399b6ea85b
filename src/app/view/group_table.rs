//! Groups as a listing: the columns of tables, and the names behind IDs.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use crate::api::{self, Client};
use crate::app::lookup::names;
pub use crate::app::lookup::stdin_list::COLUMNS;
use crate::app::session::context::Context;
use crate::error::{Code, Result};
use crate::model::SyncGroup;
use crate::output::{Column, Head, Listing, Reply, Shape};
use crate::rules::Known;

/// Names of policies and sources by their IDs, as far as the caller may read them.
#[derive(Debug, Default)]
pub struct Directory {
    policies: HashMap<String, String>,
    sources: HashMap<String, String>,
    /// What the caller may not read: a note for the user.
    unread: Vec<&'static str>,
}

impl Directory {
    /// The name of the policy, or its ID where the name is not known.
    pub fn policy<'a>(&'a self, id: &'a str) -> &'a str {
        self.policies.get(id).map_or(id, String::as_str)
    }

    /// The name of the source, or its ID where the name is not known.
    pub fn source<'a>(&'a self, id: &'a str) -> &'a str {
        self.sources.get(id).map_or(id, String::as_str)
    }

    /// Takes names by ID, of policies and of sources.
    pub fn new(policies: HashMap<String, String>, sources: HashMap<String, String>) -> Self {
        Self { policies, sources, unread: Vec::new() }
    }

    /// The names that these groups refer to, as far as they are among what is known already.
    pub fn of_known(groups: &[&SyncGroup], known: &Known) -> Self {
        let mut directory = Self::default();
        for group in groups {
            let policy = group.policy_id();
            let name = known.policy_name(policy).to_owned();
            directory.policies.insert(policy.to_owned(), name);
            for id in group.source_ids() {
                directory.sources.insert(id.to_owned(), known.source_name(id).to_owned());
            }
        }
        directory
    }

    /// One sentence on what could not be read, if anything.
    pub fn note(&self) -> Option<String> {
        let what = self.unread.join(" and ");
        (!what.is_empty()).then(|| {
            format!("{what} may not be read with these credentials; IDs are shown instead")
        })
    }

    /// The group with `passwordPolicyName` and `sourceNames`, null where a name is not known.
    pub fn resolve(&self, group: SyncGroup) -> SyncGroup {
        let name = |names: &HashMap<String, String>, id: &str| {
            names.get(id).map_or(Value::Null, |name| name.as_str().into())
        };
        let policy = name(&self.policies, group.policy_id());
        let sources = group.source_ids().map(|id| name(&self.sources, id)).collect();
        let mut object = group.into_object();
        object.insert("passwordPolicyName".into(), policy);
        object.insert("sourceNames".into(), Value::Array(sources));
        SyncGroup::new(object)
    }

    /// Asks for the names that these groups refer to, policies and sources side by side.
    ///
    /// A refusal (403) leaves IDs; every other failure is one of the command.
    pub async fn of(client: &Client, groups: &[SyncGroup]) -> Result<Self> {
        if groups.is_empty() {
            return Ok(Self::default());
        }
        let ids: BTreeSet<&str> = groups.iter().flat_map(SyncGroup::source_ids).collect();
        let ids: Vec<&str> = ids.into_iter().collect();
        let (policies, sources) =
            tokio::join!(client.policies(), names::filtered(client, "id", &ids));
        let mut directory = Self::default();
        if let Some(policies) = readable(policies, "password policies", &mut directory.unread)? {
            directory.policies.extend(
                policies
                    .reply
                    .body
                    .iter()
                    .map(|policy| (policy.id().to_owned(), policy.name().to_owned())),
            );
        }
        if let Some(sources) = readable(sources, "sources", &mut directory.unread)? {
            directory.sources.extend(
                sources.iter().map(|source| (source.id().to_owned(), source.name().to_owned())),
            );
        }
        Ok(directory)
    }
}

/// What could be read; nothing, and a word on it, where the caller may not.
pub fn readable<T>(
    result: Result<T>,
    what: &'static str,
    unread: &mut Vec<&'static str>,
) -> Result<Option<T>> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.code() == Code::Credentials && error.status() == Some(403) => {
            unread.push(what);
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// The groups as rows of a listing.
pub fn listing(groups: Vec<SyncGroup>, shape: Shape, directory: &Directory) -> Listing<'_> {
    let rows = groups.into_iter().map(|group| Value::Object(group.into_object())).collect();
    Listing::shaped(rows, shape).columns(columns(directory))
}

fn columns(directory: &Directory) -> Vec<Column<'_>> {
    vec![
        Column::field("id", "id").whole(),
        Column::field("name", "name"),
        Column::new("policy", |row| {
            directory.policy(&Column::plain(&row["passwordPolicyId"])).to_owned()
        }),
        Column::new("sources", |row| {
            let ids = row["sourceIds"].as_array().into_iter().flatten();
            ids.map(|id| directory.source(&Column::plain(id)).to_owned())
                .collect::<Vec<_>>()
                .join(", ")
        }),
        Column::field("created", "created").hidden(),
        Column::field("modified", "modified").hidden(),
        Column::new("members", |row| row["sourceIds"].as_array().map_or(0, Vec::len).to_string())
            .hidden(),
    ]
}

/// Status and headers of a reply.
pub fn head<T>(reply: &api::Reply<T>) -> Head {
    Head { status: reply.status, headers: reply.headers.clone() }
}

/// One reply for all rows, where `--include` asks for it.
pub fn whole(ctx: &Context, head: Head) -> Reply {
    if ctx.globals.include { Reply::Whole(head) } else { Reply::None }
}

/// One reply for each row, where `--include` asks for it.
pub fn each(ctx: &Context, heads: Vec<Head>) -> Reply {
    if ctx.globals.include { Reply::Each(heads) } else { Reply::None }
}
