//! `syncgroup policies`

mod get;

use std::collections::HashMap;

use clap::{Args, Subcommand};
use serde_json::Value;

use crate::api::Permission;
use crate::app::lookup::read::Lookup;
use crate::app::lookup::reading::{Unread, readable};
use crate::app::session::context::Context;
use crate::app::view::group_table;
use crate::cli::args::save::Save;
use crate::cli::args::sort::Sorting;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::error::{Code, Result};
use crate::model::{PasswordPolicy, Source, SyncGroup};
use crate::output::{Column, Listing};
use crate::rules::describe_policy;

/// List password policies
///
/// The table shows the rules of each policy in words, and the groups and sources that use it. JSON and YAML output has
/// the objects as the API returns them.
///
/// In the admin's web interface: Admin → Password Mgmt → Policies.
#[derive(Debug, Clone, Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(before_long_help = "\
syncgroup -p sandbox policies
syncgroup -p sandbox policies --columns name,rules
syncgroup -p sandbox policies get Strong")]
pub struct Policies {
    #[command(subcommand)]
    command: Option<PoliciesCommand>,

    #[command(flatten)]
    sorting: Sorting,

    #[command(flatten)]
    pub save: Save,
}

#[derive(Debug, Clone, Subcommand)]
enum PoliciesCommand {
    #[command(visible_alias = "show")]
    Get(get::Get),
}

pub const COLUMNS: [&str; 6] = ["id", "name", "rules", "groups", "sources", "default"];

/// Names of those that use a policy, by its ID.
#[derive(Default)]
struct Users {
    groups: HashMap<String, Vec<String>>,
    sources: HashMap<String, String>,
}

impl Declaration for Policies {
    const ACCESS: Access = Access::Reads;
    const SCOPES: Scopes = Scopes { needed: &[Permission::ReadPolicies], useful: &[] };
    const SEVERAL_PROFILES: bool = true;

    fn columns(subcommands: &[&str]) -> &'static [&'static str] {
        if subcommands.is_empty() { &COLUMNS } else { &get::COLUMNS }
    }

    fn save(&mut self) -> Option<&mut Save> {
        match &mut self.command {
            Some(PoliciesCommand::Get(get)) => Some(&mut get.save),
            None => Some(&mut self.save),
        }
    }
}

impl Policies {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        if let Some(PoliciesCommand::Get(get)) = self.command {
            return get.run(ctx).await;
        }
        ctx.check_output(&COLUMNS)?;
        let sorts = self.sorting.column(&COLUMNS)?.is_some();
        let shows = sorts || ctx.out()?.settings().format.has_columns();
        let lookup = Lookup::of(ctx);
        let (list, users) = tokio::try_join!(lookup.policies(), async {
            if shows { users(ctx).await } else { Ok(Users::default()) }
        })?;
        let head = group_table::head(list.reply());
        if list.is_empty() {
            ctx.out()?.news("no password policies");
        }
        let rows = list.iter().map(|policy| Value::Object(policy.object().clone())).collect();
        let listing = Listing::many(rows).columns(columns(&users));
        let listing = self.sorting.listing(listing, &COLUMNS)?;
        ctx.out()?.print(&listing.reply(group_table::whole(ctx, head)))?;
        Ok(Code::Done)
    }
}

fn columns(users: &Users) -> Vec<Column<'_>> {
    let policy = |row: &Value| PasswordPolicy::new(row.as_object().cloned().unwrap_or_default());
    vec![
        Column::field("id", "id").id(),
        Column::field("name", "name").leading(),
        Column::new("rules", move |row| describe_policy(&policy(row))).major(),
        Column::new("groups", move |row| {
            users.groups.get(policy(row).id()).map(|names| names.join(", ")).unwrap_or_default()
        }),
        Column::new("sources", move |row| {
            let policy = policy(row);
            let name = |id: &str| users.sources.get(id).cloned().unwrap_or_else(|| id.to_owned());
            policy.source_ids().map(name).collect::<Vec<_>>().join(", ")
        }),
        Column::field("default", "defaultPolicy").hidden(),
    ]
}

/// Who uses which policy, as far as the caller may read it.
async fn users(ctx: &Context) -> Result<Users> {
    let lookup = Lookup::of(ctx);
    let (groups, sources) =
        tokio::try_join!(readable(lookup.groups()), readable(lookup.sources()))?;
    let mut unread = Unread::default();
    let groups = unread.take(groups, "sync groups");
    let sources = unread.take(sources, "sources");
    if let Some(note) = unread.note() {
        ctx.out()?.note(&note);
    }
    let mut users = Users::default();
    for group in groups.iter().flat_map(|groups| groups.iter()) {
        let names = users.groups.entry(SyncGroup::policy_id(group).to_owned()).or_default();
        names.push(group.name().to_owned());
    }
    let named = |source: &Source| (source.id().to_owned(), source.name().to_owned());
    users.sources = sources.iter().flat_map(|sources| sources.iter()).map(named).collect();
    Ok(users)
}
