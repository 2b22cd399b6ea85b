//! `new --template`

use serde_json::{Value, json};

use crate::app::check::example_group::example_group;
use crate::app::lookup::name_table::Directory;
use crate::app::session::context::Context;
use crate::error::{Code, Result};
use crate::manifest::table;
use crate::output::{Format, Listing};

/// A body to fill in: with names of the chosen tenant, or those of the API's documentation where none is chosen.
pub async fn template(ctx: &Context) -> Result<Code> {
    let own = if tenant_is_chosen(ctx)? { own_template(ctx).await? } else { None };
    let template = own.unwrap_or_else(|| {
        json!({
            "name": "Password Sync Group 2",
            "passwordPolicyId": "2c91808d744ba0ce01746f93b6204501",
            "sourceIds": ["2c918084660f45d6016617daa9210584", "2c918084660f45d6016617daa9210500"],
        })
    });
    let out = ctx.out()?;
    match out.settings().format {
        Format::Yaml | Format::Json => out.print(&Listing::one(template))?,
        _ => out.text(&format!("{template:#}\n"))?,
    }
    Ok(Code::Done)
}

/// Whether a tenant is chosen. One that was named must exist.
fn tenant_is_chosen(ctx: &Context) -> Result<bool> {
    match ctx.tenant() {
        Ok(_) => Ok(true),
        Err(error) if ctx.globals.profile.is_some() => Err(error),
        Err(_) => Ok(false),
    }
}

/// The template with a policy and sources of the tenant, by name; `None` where it has no two sources that can join.
async fn own_template(ctx: &Context) -> Result<Option<Value>> {
    let Some(group) = example_group(ctx).await? else {
        ctx.out()?.note(&format!(
            "tenant `{}` has no two sources that can join a sync group together, so the IDs are those of an example",
            ctx.tenant()?.name
        ));
        return Ok(None);
    };
    let directory = Directory::of_tenant(ctx).await?;
    let ids = group.source_ids();
    let sources: Vec<String> =
        ids.map(|id| table::reference(id, directory.unique_source(id))).collect();
    let policy = group.policy_id();
    Ok(Some(json!({
        "name": group.name(),
        "policy": table::reference(policy, directory.unique_policy(policy)),
        "sources": sources,
    })))
}
