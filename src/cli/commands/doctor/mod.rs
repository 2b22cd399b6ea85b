//! `syncgroup doctor`

mod examine;
mod findings;
mod permission;
mod problem;
mod report;

use std::path::PathBuf;

use clap::{Args, ValueHint};
use serde_json::{Value, json};

use crate::api::Permission;
use crate::app::session::context::Context;
use crate::cli::args::sort::Sorting;
use crate::cli::commands::doctor::findings::{Findings, Outcome, STEPS};
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::error::{Code, Error, Result};
use crate::output::{Column, Listing};

/// Test connection, credentials, permissions, clock, prerequisites
///
/// Shows the result of each step, and what to do if it failed. Changes nothing on the tenant, and requests a new token.
/// Exits with the code of the first step that failed.
///
/// syncgroup was built without a real tenant. --report tests its assumptions about tenants as far as reads can tell,
/// prints `holds`, `differs` or `not tested` for each, and saves them and the steps to a file that you can send in if
/// something differs. The file contains no name, ID or address of the tenant.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox doctor
syncgroup -p sandbox doctor --report report.md")]
pub struct Doctor {
    /// Test the assumptions about the tenant, without writes, and save a report without names or secrets
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    report: Option<PathBuf>,

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

    fn check_several(&self) -> Result<()> {
        match self.report {
            Some(_) => Err(Error::usage("`--report` is about one tenant, and several are named")),
            None => Ok(()),
        }
    }
}

impl Doctor {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        let Self { report, sorting } = self;
        if report.is_some() {
            ctx.refuse_dry_run("doctor --report")?;
        }
        let columns = if report.is_some() { &report::COLUMNS[..] } else { &COLUMNS };
        ctx.out()?.settings().check()?;
        ctx.out()?.settings().check_columns(columns)?;
        sorting.column(&COLUMNS)?;
        let mut findings = Findings::default();
        // A failure ends the examination where nothing behind it can be seen.
        let ended = examine::all(ctx, &mut findings).await;
        if ctx.interrupt.pressed() {
            return ended.map(|()| Code::Done);
        }
        let code = findings.code();
        if let Some(file) = report {
            report::run(ctx, &findings, &file).await?;
            return Ok(code);
        }
        print(ctx, &findings, &sorting)?;
        summarize(ctx, &findings)?;
        Ok(code)
    }
}

fn print(ctx: &Context, findings: &Findings, sorting: &Sorting) -> Result<()> {
    let run = ctx.out()?.settings().invocation.clone();
    let row = |name: &str| {
        let (outcome, detail, remedy) = findings.of(name);
        let remedy: Vec<String> = remedy.iter().map(|hint| hint.print(&run)).collect();
        json!({"step": name, "result": outcome.word(), "detail": detail, "remedy": remedy})
    };
    let [step, result, detail, remedy] = COLUMNS;
    let listing = Listing::many(STEPS.iter().map(|name| row(name)).collect())
        .columns(vec![
            Column::field(step, "step").wrapped().leading(),
            Column::field(result, "result").whole().major(),
            Column::field(detail, "detail").wrapped().major(),
            Column::new(remedy, |row| remedies(&row["remedy"])).wrapped().major(),
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
