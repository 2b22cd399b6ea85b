//! `syncgroup check`

use std::collections::{BTreeSet, HashMap};

use clap::{Args, ValueHint};
use serde_json::{Value, json};

use crate::api::Permission;
use crate::app::change::deny;
use crate::app::check::ci_report::{self, Report, Spots};
use crate::app::check::exceptions::{self, Exceptions};
use crate::app::check::rule_facts;
use crate::app::lookup::find::Match;
use crate::app::lookup::mapping::Mapping;
use crate::app::lookup::read::Lookup;
use crate::app::lookup::reading::readable;
use crate::app::lookup::{group_fields, names, targets};
use crate::app::session::context::Context;
use crate::app::session::items;
use crate::cli::args::depth::Depth;
use crate::cli::args::manifest as input;
use crate::cli::args::save::Save;
use crate::cli::args::sort::Sorting;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::cli::complete;
use crate::cli::globals::Globals;
use crate::command_line::{CommandLine, Invocation};
use crate::document::Node;
use crate::error::{Code, Error, Result};
use crate::manifest;
use crate::manifest::body::{self, Body};
use crate::model::SyncGroup;
use crate::output::{Column, Listing};
use crate::rules::consequences;
use crate::rules::impact::Impact;
use crate::rules::{self, Finding, Severity, TenantFacts};

/// Verify the prerequisites of groups or of a manifest
///
/// Checks every group of the tenant if none is named. Exits with code 7 if a group breaks a documented prerequisite, and
/// with 0 if there are only warnings. -o github prints annotations for GitHub Actions, -o junit a JUnit report.
///
/// For groups that are named, every source is asked for policy exceptions. For a whole tenant or a file, the lists of the
/// tenant are used instead, and the result says how many sources were not asked; --thorough asks all of them.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox check
syncgroup -p sandbox export | syncgroup -p sandbox check -f -
syncgroup -p sandbox check 'Password Sync Group 1' -o junit > check.xml")]
pub struct Check {
    /// IDs or names of groups, or `-` for stdin
    ///
    /// Stdin has one per line, or what `list` prints.
    #[arg(value_name = "ID|NAME", conflicts_with = "file", add = complete::groups())]
    groups: Vec<String>,

    /// JSON, YAML or CSV file with planned groups, bodies or a manifest; or a directory of them; `-` is stdin
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::AnyPath)]
    file: Vec<String>,

    #[command(flatten)]
    depth: Depth,

    #[command(flatten)]
    sorting: Sorting,

    /// The form of its own that `--output` asked for
    #[arg(skip)]
    report: Option<Report>,

    #[command(flatten)]
    pub save: Save,
}

pub const COLUMNS: [&str; 7] = ["severity", "group", "rule", "object", "message", "remedy", "id"];

/// What was judged, and how.
struct Verdict {
    findings: Vec<Finding>,
    groups: Vec<String>,
    spots: Spots,
    /// What the groups of a file do to those of the tenant.
    impact: Impact,
    /// How many sources were not asked for policy exceptions.
    unverified: usize,
    /// How looking groups up ended.
    code: Code,
}

impl Declaration for Check {
    const ACCESS: Access = Access::Reads;
    const SCOPES: Scopes = Scopes {
        needed: &[Permission::ReadGroups],
        useful: &[Permission::ReadSources, Permission::ReadPolicies, Permission::ReadApps],
    };

    const GLOBALS: &'static [&'static str] = &["profile", "output", "deny"];
    const FORMATS: &'static [&'static str] =
        &["table", "wide", "json", "jsonl", "yaml", "csv", "tsv", "id", "github", "junit"];
    const SEVERAL_PROFILES: bool = true;

    fn columns(_: &[&str]) -> &'static [&'static str] {
        &COLUMNS
    }

    fn check_several(&self) -> Result<()> {
        match self.report {
            Some(_) => {
                Err(Error::usage("a report is about one tenant, and several profiles are named")
                    .hint("--output json"))
            }
            None => Ok(()),
        }
    }

    fn save(&mut self) -> Option<&mut Save> {
        Some(&mut self.save)
    }
}

impl Check {
    /// Takes the formats that only this command has out of the global options.
    pub fn take_report(&mut self, globals: &mut Globals) {
        self.report = globals.output.as_deref().and_then(Report::of);
        if self.report.is_some() {
            globals.output = None;
        }
    }

    pub async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.check_output(&COLUMNS)?;
        self.sorting.column(&COLUMNS)?;
        let exceptions = self.depth.exceptions();
        let verdict = if !self.file.is_empty() {
            self.of_files(ctx, exceptions).await?
        } else if self.groups.is_empty() {
            of_tenant(ctx, exceptions).await?
        } else {
            of_groups(ctx, &self.groups).await?
        };
        match self.report {
            Some(report) => {
                let Verdict { findings, groups, spots, unverified, .. } = &verdict;
                ctx.out()?.text(&report.text(findings, groups, spots, *unverified))?;
            }
            None => print(ctx, &verdict, &self.sorting)?,
        }
        summarize(ctx, &verdict)?;
        let broken = rules::has_errors(&verdict.findings);
        deny::check_findings(ctx, &verdict.findings, &verdict.impact)?;
        Ok(if broken { Code::Prerequisites } else { verdict.code })
    }

    /// The groups of files. What is wrong with these is marked in them too, where annotations were asked for.
    async fn of_files(&self, ctx: &Context, exceptions: Exceptions) -> Result<Verdict> {
        let verdict = of_files(ctx, &self.file, exceptions).await;
        if let (Err(error), Some(Report::Github)) = (&verdict, self.report) {
            ctx.out()?.text(&ci_report::annotations_of(error))?;
        }
        verdict
    }
}

fn print(ctx: &Context, verdict: &Verdict, sorting: &Sorting) -> Result<()> {
    let settings = ctx.out()?.settings();
    let mut rows = Vec::new();
    for finding in &verdict.findings {
        let mut row = serde_json::to_value(finding).map_err(anyhow::Error::from)?;
        row["remedy"] = finding.hint().print(&settings.invocation).into();
        rows.push(row);
    }
    if settings.format.is_data() {
        rows.extend(notice(verdict.unverified, &settings.invocation));
    }
    let columns = vec![
        Column::field("severity", "severity").leading(),
        Column::field("group", "group").major(),
        Column::field("rule", "rule").whole().minor(),
        Column::new("object", |row| Column::plain(&row["object"]["name"])).hidden(),
        Column::field("message", "message").wrapped().major(),
        Column::field("remedy", "remedy").wrapped().major(),
        Column::new("id", |row| Column::plain(&row["object"]["id"])).id().hidden(),
    ];
    let listing = Listing::many(rows).id_field("rule").columns(columns);
    ctx.out()?.print(&sorting.listing(listing, &COLUMNS)?)
}

/// What was not asked, among the findings for programs; nothing where everything was.
fn notice(unverified: usize, run: &Invocation) -> Option<Value> {
    let message = exceptions::unverified(unverified)?;
    Some(json!({
        "rule": "unverified",
        "severity": "notice",
        "group": null,
        "object": {"type": "tenant", "name": "policies of sources", "id": ""},
        "message": message,
        "remedy": format!("to ask each: {}", CommandLine::of("check --thorough").print(run)),
        "unverified": unverified,
    }))
}

/// One line on stderr: how many groups, errors and warnings.
fn summarize(ctx: &Context, verdict: &Verdict) -> Result<()> {
    let count = |severity: Severity| {
        verdict.findings.iter().filter(|finding| finding.severity == severity).count()
    };
    let number =
        |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    let unverified = exceptions::unverified(verdict.unverified);
    let unverified = unverified.map(|text| format!("; {text} (--thorough asks all)"));
    ctx.out()?.news(&format!(
        "{} checked: {}, {}{}",
        number(verdict.groups.len(), "sync group"),
        number(count(Severity::Error), "error"),
        number(count(Severity::Warning), "warning"),
        unverified.unwrap_or_default(),
    ));
    Ok(())
}

/// Every group of the tenant.
async fn of_tenant(ctx: &Context, exceptions: Exceptions) -> Result<Verdict> {
    let groups = Lookup::of(ctx).groups().await?;
    let judged: Vec<&SyncGroup> = groups.iter().collect();
    let known = Box::pin(rule_facts::of_many(ctx, &judged, exceptions)).await?;
    Ok(verdict(rules::check_all(&groups, &known), &groups, &known))
}

/// The groups that were named; those found are judged even if others are missing.
async fn of_groups(ctx: &Context, arguments: &[String]) -> Result<Verdict> {
    let targets = targets::read(arguments)?;
    let found = names::groups(ctx, &targets.references, Match::Forgiving).await?;
    let code = items::code_of(&found, Code::NotFound);
    let mut groups = Vec::new();
    for result in found {
        match result {
            Ok(reply) => groups.push(reply.body),
            Err(error) if targets.references.len() == 1 => return Err(error),
            Err(error) => ctx.out()?.error(&error),
        }
    }
    let judged: Vec<&SyncGroup> = groups.iter().collect();
    let known = rule_facts::known(ctx, &judged, true).await?;
    Ok(Verdict { code, ..verdict(rules::check_all(&groups, &known), &groups, &known) })
}

fn verdict(findings: Vec<Finding>, groups: &[SyncGroup], known: &TenantFacts) -> Verdict {
    Verdict {
        findings,
        groups: groups.iter().map(|group| group.name().to_owned()).collect(),
        spots: Spots::new(),
        impact: Impact::default(),
        unverified: known.unverified(),
        code: Code::Done,
    }
}

/// Groups as they are to be: bodies, or a manifest where sources and policies go by name.
async fn of_files(ctx: &Context, files: &[String], exceptions: Exceptions) -> Result<Verdict> {
    let mut documents = Vec::new();
    for (name, text) in input::read(files)? {
        let nodes = manifest::table::documents(&text, &name)?;
        documents.extend(nodes.into_iter().map(|node| (name.clone(), node)));
    }
    if documents.iter().any(|(_, node)| goes_by_name(node)) {
        of_manifest(ctx, documents, exceptions).await
    } else {
        of_bodies(ctx, documents, exceptions).await
    }
}

/// Whether a document has the keys of manifests.
fn goes_by_name(node: &Node) -> bool {
    let has = |node: &Node| {
        node.entries().is_some_and(|entries| {
            entries.iter().any(|(key, _)| {
                matches!(key.text.as_str(), "passwordPolicy" | "policy" | "sources")
            })
        })
    };
    node.items().map_or_else(|| has(node), |items| items.iter().any(has))
}

async fn of_bodies(
    ctx: &Context,
    documents: Vec<(String, Node)>,
    exceptions: Exceptions,
) -> Result<Verdict> {
    let mut bodies: Vec<Body> = Vec::new();
    let mut spots = Spots::new();
    for (file, node) in documents {
        let places: Vec<_> = node.items().map_or_else(
            || vec![node.place],
            |items| items.iter().map(|item| item.place).collect(),
        );
        let read = body::groups_of(node, &file)?;
        for (body, place) in read.iter().zip(places) {
            let name = SyncGroup::new(body.object.clone()).name().to_owned();
            spots.insert(name, (file.clone(), place.line(), place.column()));
        }
        bodies.extend(read);
    }
    group_fields::check_unknown(ctx, &bodies).await?;
    let groups = group_fields::groups(ctx, &bodies, &[], group_fields::Absent::Keep).await?;
    judge_files(ctx, &groups, spots, exceptions).await
}

async fn of_manifest(
    ctx: &Context,
    documents: Vec<(String, Node)>,
    exceptions: Exceptions,
) -> Result<Verdict> {
    let lookup = Lookup::of(ctx);
    let groups = readable(lookup.groups()).await?;
    let extra: BTreeSet<String> =
        manifest::extra_keys(groups.as_read().into_iter().flat_map(|groups| groups.iter()));
    let manifest = manifest::read(documents, &extra).map_err(manifest::into_error)?;
    let (sources, policies) = tokio::try_join!(lookup.sources(), lookup.policies())?;
    Mapping::of(ctx)?.check(&sources, &policies)?;
    let entries = manifest::resolve(manifest, &sources, &policies).map_err(manifest::into_error)?;
    let spot = |entry: &manifest::Entry| {
        let place = entry.spot.place;
        (entry.name.clone(), (entry.spot.file.to_string(), place.line(), place.column()))
    };
    let spots = entries.iter().map(spot).collect();
    let groups: Vec<SyncGroup> = entries.iter().map(manifest::Entry::to_group).collect();
    judge_files(ctx, &groups, spots, exceptions).await
}

async fn judge_files(
    ctx: &Context,
    groups: &[SyncGroup],
    spots: Spots,
    exceptions: Exceptions,
) -> Result<Verdict> {
    let judged: Vec<&SyncGroup> = groups.iter().collect();
    let known = Box::pin(rule_facts::of_many(ctx, &judged, exceptions)).await?;
    let present = known.groups().as_read().map_or(&[][..], Vec::as_slice);
    let by_id: HashMap<&str, &SyncGroup> =
        present.iter().map(|group| (group.id(), group)).collect();
    let by_name: HashMap<&str, &SyncGroup> =
        present.iter().rev().map(|group| (group.name(), group)).collect();
    let impact = Impact::of(groups.iter().map(|group| {
        let before = by_id.get(group.id()).or_else(|| by_name.get(group.name()));
        consequences::of_change(before.copied(), Some(group), &known)
    }));
    let findings = rules::check_manifest(groups, &known);
    Ok(Verdict { spots, impact, ..verdict(findings, groups, &known) })
}
