//! `syncgroup doctor --report FILE`: what this program assumes of a tenant, and what the tenant answers.

mod assumptions;
mod facts;

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use crate::app::session::context::Context;
use crate::cli::commands::doctor::findings::{Findings, STEPS};
use crate::error::{Error, Result};
use crate::file::{self, Purpose};
use crate::output::{Column, Listing};
use crate::profile::Address;
use assumptions::Verdict;

pub const COLUMNS: [&str; 3] = ["assumption", "result", "detail"];

/// Reads what the assumptions need, prints each with its verdict, and writes the report. Where the tenant was not
/// reached, the steps are all that is reported.
pub async fn run(ctx: &Context, findings: &Findings, file: &Path) -> Result<()> {
    let verdicts = if findings.reached("credentials") {
        verdicts(ctx).await?
    } else {
        assumptions::untested()
    };
    let text = text(ctx, findings, &verdicts);
    file::replace(file, text.as_bytes(), Purpose::Output)?;
    let [assumption, result, detail] = COLUMNS;
    let listing = Listing::many(verdicts.iter().map(row).collect()).columns(vec![
        Column::field(assumption, "assumption").wrapped().leading(),
        Column::field(result, "result").whole().major(),
        Column::field(detail, "detail").wrapped().major(),
    ]);
    let out = ctx.out()?;
    for problem in STEPS.iter().filter_map(|step| findings.problem_of(step)) {
        out.warn(&format!("{}: {}", problem.step(), problem.detail()));
    }
    out.print(&listing.id_field("assumption"))?;
    let count = |word: &str| verdicts.iter().filter(|(_, verdict)| verdict.word() == word).count();
    out.news(&format!(
        "{} hold, {} differ, {} not tested",
        count("holds"),
        count("differs"),
        count("not tested")
    ));
    out.news(&format!(
        "wrote {}; it names nothing of the tenant, and can be sent in after a look at it",
        file.display()
    ));
    Ok(())
}

async fn verdicts(ctx: &Context) -> Result<Vec<(String, Verdict)>> {
    let client = ctx.client().await?;
    let token = client.token_info().await?;
    let version = ctx.tenant()?.options.api_version.value;
    let facts = facts::Facts::read(client, version, token).await;
    if ctx.interrupt.pressed() {
        return Err(crate::app::session::interrupt::interrupted());
    }
    Ok(assumptions::judge(&facts))
}

fn row((name, verdict): &(String, Verdict)) -> Value {
    json!({"assumption": name, "result": verdict.word(), "detail": verdict.detail()})
}

/// The report: Markdown, without a name, an ID or an address of the tenant.
fn text(ctx: &Context, findings: &Findings, verdicts: &[(String, Verdict)]) -> String {
    let mut text = String::from("# syncgroup report\n\n");
    let now = jiff::Timestamp::now();
    let _ = writeln!(text, "- syncgroup {}", env!("CARGO_PKG_VERSION"));
    let _ = writeln!(text, "- {} {}", std::env::consts::OS, std::env::consts::ARCH);
    let _ = writeln!(text, "- {now:.0}");
    if let Ok(tenant) = ctx.tenant() {
        let _ = writeln!(text, "- host: {}", domain(&tenant.address));
        let _ = writeln!(text, "- path style: {}", tenant.options.api_version.value.as_str());
        let proxy = if tenant.options.proxy.value.is_some() { "yes" } else { "no" };
        let _ = writeln!(text, "- proxy: {proxy}");
    }
    text.push_str("\n## Steps\n\n| step | result | error |\n|---|---|---|\n");
    for step in STEPS {
        let (outcome, ..) = findings.of(step);
        let error = findings.problem_of(step).and_then(|problem| problem.error()).map(short);
        let _ = writeln!(text, "| {step} | {} | {} |", outcome.word(), error.unwrap_or_default());
    }
    text.push_str("\n## Assumptions\n\n| assumption | result | detail |\n|---|---|---|\n");
    for (name, verdict) in verdicts {
        let _ = writeln!(text, "| {name} | {} | {} |", verdict.word(), cell(verdict.detail()));
    }
    text
}

/// The kind of an error and its status: its message names things.
fn short(error: &Error) -> String {
    match error.status() {
        Some(status) => format!("{} ({status})", error.word()),
        None => error.word().to_owned(),
    }
}

/// The vendor's domain that the tenant is in, without the tenant.
fn domain(address: &Address) -> &'static str {
    let Address::Url(url) = address else { return "embedded" };
    let host = url.host_str().unwrap_or_default();
    let known = [".api.identitynow.com", ".api.identitynow-demo.com", ".api.identitynowgov.com"];
    match known.into_iter().find(|domain| host.ends_with(domain)) {
        Some(domain) => domain,
        None if host.ends_with(".sailpointfedramp.com") => ".sailpointfedramp.com",
        None if address.is_loopback() => "this machine",
        None => "another one",
    }
}

/// A text that a table of Markdown takes.
fn cell(text: &str) -> String {
    text.replace(['\n', '\r'], " ").replace('|', "\\|")
}
