//! `syncgroup policies get`

use clap::Args;

use crate::app::lookup::find::POLICY;
use crate::app::lookup::names;
use crate::app::session::context::Context;
use crate::app::view::group_table;
use crate::cli::args::save::Save;
use crate::cli::commands::policies::{Users, columns, users};
use crate::cli::complete;
use crate::error::{Code, Result};
use crate::output::{Column, Listing};

/// Show one password policy, its rules and what uses it
///
/// JSON and YAML output is the object as the API returns it.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox policies get Strong
syncgroup -p sandbox policies get Strong -o yaml")]
pub struct Get {
    /// ID or name of the policy
    #[arg(value_name = "ID|NAME", add = complete::policies())]
    policy: String,

    #[command(flatten)]
    pub save: Save,
}

pub const COLUMNS: [&str; 9] =
    ["id", "name", "rules", "groups", "sources", "default", "description", "created", "modified"];

impl Get {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.check_output(&COLUMNS)?;
        let tenant = &ctx.tenant()?.name;
        let id = names::one(ctx, POLICY, &self.policy).await?;
        let reply = ctx.client().await?.policy(&id).await;
        let reply = reply.map_err(|error| names::missing(error, POLICY, &id, tenant))?;
        let head = group_table::head(&reply);
        let shows = ctx.out()?.settings().format.has_columns();
        let users = if shows { users(ctx).await? } else { Users::default() };
        let mut columns = columns(&users);
        columns.extend([
            Column::field("description", "description").wrapped().hidden(),
            Column::field("created", "dateCreated").time().hidden(),
            Column::field("modified", "lastUpdated").time().hidden(),
        ]);
        let listing = Listing::one(reply.body.into_object().into()).columns(columns);
        ctx.out()?.print_one(listing.reply(group_table::whole(ctx, head)))?;
        Ok(Code::Done)
    }
}
