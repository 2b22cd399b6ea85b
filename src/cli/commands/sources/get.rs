//! `syncgroup sources get`

use std::collections::HashMap;

use clap::Args;

use crate::app::check::rule_facts::TenantLists;
use crate::app::lookup::find::SOURCE;
use crate::app::lookup::names;
use crate::app::session::context::Context;
use crate::app::view::group_table;
use crate::cli::args::save::Save;
use crate::cli::commands::sources::{columns, facts};
use crate::cli::complete;
use crate::error::{Code, Result};
use crate::model::{Source, SourceObject};
use crate::output::{Column, Listing};

/// Show one source, what uses it, and whether it can join a group
///
/// JSON and YAML output is the object as the API returns it.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox sources get 'Oracle Payroll'
syncgroup -p sandbox sources get GitHub -o yaml")]
pub struct Get {
    /// ID or name of the source
    #[arg(value_name = "ID|NAME", add = complete::sources())]
    source: String,

    #[command(flatten)]
    pub save: Save,
}

pub const COLUMNS: [&str; 17] = [
    "id",
    "name",
    "type",
    "direct",
    "password",
    "auth",
    "applications",
    "policy",
    "group",
    "healthy",
    "eligible",
    "why",
    "description",
    "owner",
    "status",
    "created",
    "modified",
];

impl Get {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.check_output(&COLUMNS)?;
        let tenant = &ctx.tenant()?.name;
        let id = names::one(ctx, SOURCE, &self.source).await?;
        let reply = ctx.client().await?.source_object(&id).await;
        let reply = reply.map_err(|error| names::missing(error, SOURCE, &id, tenant))?;
        let head = group_table::head(&reply);
        let object = SourceObject::into_object(reply.body);
        let source = Source::of(&object);
        let mut facts = HashMap::new();
        if ctx.out()?.settings().format.has_columns() {
            let lists = TenantLists::read(ctx).await?;
            facts = facts::of(&lists);
            facts::judge(ctx, &[source], &lists, &mut facts).await?;
        }
        let mut columns = columns(false, &facts);
        columns.extend([
            Column::field("description", "description").wrapped().hidden(),
            Column::new("owner", |row| Column::plain(&row["owner"]["name"])).hidden(),
            Column::field("status", "status").hidden(),
            Column::field("created", "created").time().hidden(),
            Column::field("modified", "modified").time().hidden(),
        ]);
        let listing = Listing::one(object.into()).columns(columns);
        ctx.out()?.print_one(listing.reply(group_table::whole(ctx, head)))?;
        Ok(Code::Done)
    }
}
