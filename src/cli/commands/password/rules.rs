//! `syncgroup password rules`

use clap::Args;
use serde_json::{Value, json};

use crate::app::lookup::find::Match;
use crate::app::password::info::Info;
use crate::app::password::start;
use crate::app::session::context::Context;
use crate::cli::complete;
use crate::error::{Code, Result};
use crate::output::{Column, Listing};
use crate::rules::password::{PasswordRule, left_to_tenant};

/// Show the rules for a user's password on a source
///
/// The table has one rule per row; -o json prints the tenant's response, with the accounts and the public key.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox password rules --user Abby.Smith --source Snowflake")]
pub struct Rules {
    /// The user's login name
    #[arg(long, value_name = "LOGIN")]
    user: String,

    /// ID or name of the source
    #[arg(long, value_name = "SOURCE", add = complete::sources())]
    source: String,
}

/// Names of the columns, in the order of the table.
pub const COLUMNS: [&str; 2] = ["rule", "checked"];

impl Rules {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.check_output(&COLUMNS)?;
        let source = start::source(ctx, &self.source, Match::Forgiving).await?;
        let info = Info::of(ctx, &self.user, &source).await?;
        let out = ctx.out()?;
        let table = out.settings().format.has_columns();
        if !table {
            let listing = Listing::one(Value::Object(info.object)).id_field("identityId");
            return out.print(&listing).map(|()| Code::Done);
        }
        let rules = info.rules();
        if rules.is_empty() {
            out.news(&format!("the tenant names no rule for source `{}`", source.name()));
        }
        let columns =
            vec![Column::field("rule", "rule").wrapped(), Column::field("checked", "checked")];
        let rows = rules.iter().map(row).collect();
        out.print(&Listing::many(rows).columns(columns))?;
        Ok(Code::Done)
    }
}

fn row(rule: &PasswordRule) -> Value {
    match rule {
        PasswordRule::Tenant(text) => json!({"rule": text, "checked": "by the tenant"}),
        rule => json!({"rule": rule.describe(), "checked": "before sending"}),
    }
}

/// Says what the password must be like, and which rules only the tenant knows.
pub fn announce(ctx: &Context, rules: &[PasswordRule]) -> Result<()> {
    let out = ctx.out()?;
    let known = rules.iter().filter(|rule| !matches!(rule, PasswordRule::Tenant(_)));
    let known: Vec<String> = known.map(PasswordRule::describe).collect();
    if !known.is_empty() {
        out.news(&format!("password rules: {}", known.join("; ")));
    }
    let left: Vec<String> = left_to_tenant(rules).map(|text| format!("`{text}`")).collect();
    if !left.is_empty() {
        out.news(&format!("checked by the tenant: {}", left.join(", ")));
    }
    Ok(())
}
