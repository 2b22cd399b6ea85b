//! `syncgroup policies`

use std::collections::HashMap;

use clap::Args;
use serde_json::Value;

use crate::api::Range;
use crate::app::check::rule_facts;
use crate::app::session::context::Context;
use crate::app::view::group_table;
use crate::cli::args::save::Save;
use crate::cli::args::sort::Sorting;
use crate::error::{Code, Result};
use crate::model::{PasswordPolicy, Source, SyncGroup};
use crate::output::{Column, Format, Listing};
use crate::rules::{Reading, describe_policy};

/// Password policies
///
/// The table shows each policy's rules in words, and the groups and sources that use it. JSON and YAML are the API's
/// own objects.
///
/// In the admin's web interface: Admin → Password Mgmt → Policies.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox policies
syncgroup -p sandbox policies --columns name,rules")]
pub struct Policies {
    #[command(flatten)]
    sorting: Sorting,

    #[command(flatten)]
    pub save: Save,
}

pub const COLUMNS: [&str; 6] = ["id", "name", "rules", "groups", "sources", "default"];

/// Names of those that use a policy, by its ID.
#[derive(Default)]
struct Users {
    groups: HashMap<String, Vec<String>>,
    sources: HashMap<String, String>,
}

impl Policies {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.check_output(&COLUMNS)?;
        let sorts = self.sorting.column(&COLUMNS)?.is_some();
        let shows = sorts || matches!(ctx.out()?.settings().format, Format::Table | Format::Csv);
        let client = ctx.client().await?;
        let (list, users) = tokio::try_join!(client.policies(), async {
            if shows { users(ctx).await } else { Ok(Users::default()) }
        })?;
        let head = group_table::head(&list.reply);
        if list.reply.body.is_empty() {
            ctx.out()?.news("no password policies");
        }
        let rows =
            list.reply.body.into_iter().map(|policy| Value::Object(policy.into_object())).collect();
        let listing = Listing::many(rows).columns(columns(&users));
        let listing = self.sorting.listing(listing, &COLUMNS)?;
        ctx.out()?.print(&listing.reply(group_table::whole(ctx, head)))?;
        Ok(Code::Done)
    }
}

fn columns(users: &Users) -> Vec<Column<'_>> {
    let policy = |row: &Value| PasswordPolicy::new(row.as_object().cloned().unwrap_or_default());
    vec![
        Column::field("id", "id").whole(),
        Column::field("name", "name"),
        Column::new("rules", move |row| describe_policy(&policy(row))),
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
    let client = ctx.client().await?;
    let (groups, sources) = tokio::try_join!(
        rule_facts::readable(async { Ok(client.groups(Range::ALL).await?.reply.body) }),
        rule_facts::readable(async { Ok(client.sources(None).await?.reply.body) }),
    )?;
    for (what, refused) in
        [("sync groups", groups == Reading::Refused), ("sources", sources == Reading::Refused)]
    {
        if refused {
            ctx.out()?.note(&format!("{what} may not be read with these credentials"));
        }
    }
    let mut users = Users::default();
    for group in groups.as_read().into_iter().flatten() {
        let names = users.groups.entry(SyncGroup::policy_id(group).to_owned()).or_default();
        names.push(group.name().to_owned());
    }
    let named = |source: &Source| (source.id().to_owned(), source.name().to_owned());
    users.sources = sources.as_read().into_iter().flatten().map(named).collect();
    Ok(users)
}
