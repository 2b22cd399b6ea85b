//! `syncgroup doctor`

mod examine;
mod findings;
mod permission;

use clap::Args;
use serde_json::{Value, json};

use crate::api::Permission;
use crate::app::session::context::Context;
use crate::cli::args::sort::Sorting;
use crate::cli::commands::doctor::findings::{Findings, Outcome, STEPS};
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::error::{Code, Result};
use crate::output::{Column, Listing};

/// Test connection, credentials, permissions, clock, prerequisites
///
/// Each step with its result, and what to do about it. Nothing is written on the tenant, and the token is a fresh one.
/// Ends with the exit code of the first step that failed.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox doctor")]
pub struct Doctor {
    #[command(flatten)]
    sorting: Sorting,
}

pub const COLUMNS: [&str; 4] = ["step", "result", "detail", "remedy"];

impl Declaration for Doctor {
    const ACCESS: Access = Access::Reads;
    const SCOPES: Scopes = Scopes {
        needed: &[],
        useful: &[
            Permission::ReadGroups,
            Permission::ReadPolicies,
            Permission::ReadSources,
            Permission::ReadOwnTokens,
        ],
    };
    const SEVERAL_PROFILES: bool = true;

    fn columns(_: &[&str]) -> &'static [&'static str] {
        &COLUMNS
    }
}

impl Doctor {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        let Self { sorting } = self;
        ctx.out()?.settings().check()?;
        ctx.out()?.settings().check_columns(&COLUMNS)?;
        sorting.column(&COLUMNS)?;
        let mut findings = Findings::default();
        // A failure ends the examination where nothing behind it can be seen.
        let ended = examine::all(ctx, &mut findings).await;
        if ctx.interrupt.pressed() {
            return ended.map(|()| Code::Done);
        }
        let code = findings.code();
        print(ctx, &findings, &sorting)?;
        summarize(ctx, &findings)?;
        Ok(code)
    }
}

fn print(ctx: &Context, findings: &Findings, sorting: &Sorting) -> Result<()> {
    let row = |name: &str| {
        let (outcome, detail, remedy) = findings.of(name);
        json!({"step": name, "result": outcome.word(), "detail": detail, "remedy": remedy})
    };
    let [step, result, detail, remedy] = COLUMNS;
    let listing = Listing::many(STEPS.iter().map(|name| row(name)).collect())
        .columns(vec![
            Column::field(step, "step").whole(),
            Column::field(result, "result").whole(),
            Column::field(detail, "detail"),
            Column::new(remedy, |row| remedies(&row["remedy"])),
        ])
        .id_field("step");
    ctx.out()?.print(&sorting.listing(listing, &COLUMNS)?)
}

/// One remedy or another.
fn remedies(remedy: &Value) -> String {
    let remedies = remedy.as_array().into_iter().flatten().filter_map(Value::as_str);
    remedies.collect::<Vec<_>>().join("; or: ")
}

fn summarize(ctx: &Context, findings: &Findings) -> Result<()> {
    let count = |outcome| STEPS.iter().filter(|name| findings.of(name).0 == outcome).count();
    let (failed, warned) = (count(Outcome::Failed), count(Outcome::Warning));
    ctx.out()?.news(&match (failed, warned) {
        (0, 0) => "no problems found".to_owned(),
        (0, warned) => format!("everything works; {warned} to look at"),
        (failed, _) => format!("{failed} failed"),
    });
    Ok(())
}
