//! `syncgroup sources`

mod facts;
mod get;

use std::collections::HashMap;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use crate::api::Permission;
use crate::app::check::rule_facts::TenantLists;
use crate::app::session::context::Context;
use crate::app::view::group_table;
use crate::cli::args::save::Save;
use crate::cli::args::sort::Sorting;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::error::{Code, Result};
use crate::model::{Object, Source, SourceObject};
use crate::output::{Column, Listing};
use facts::{Facts, eligible, reasons};

/// List sources, and whether each can join a group
///
/// The table shows whether a source is direct-connect, password-managed and an authentication source, and its
/// applications, policy and group; with --why, the reasons instead. JSON and YAML output has the objects as the API
/// returns them; --why adds `eligible` and `why`.
///
/// In the admin's web interface: Admin → Connections → Sources.
#[derive(Debug, Clone, Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(before_long_help = "\
syncgroup -p sandbox sources
syncgroup -p sandbox sources --eligible -o id
syncgroup -p sandbox sources --why --columns name,why
syncgroup -p sandbox sources get 'Oracle Payroll'")]
pub struct Sources {
    #[command(subcommand)]
    command: Option<SourcesCommand>,

    /// Only sources that can join a group now
    #[arg(long)]
    eligible: bool,

    /// Show why a source cannot join a group
    #[arg(long)]
    why: bool,

    #[command(flatten)]
    sorting: Sorting,

    #[command(flatten)]
    pub save: Save,
}

#[derive(Debug, Clone, Subcommand)]
enum SourcesCommand {
    #[command(visible_alias = "show")]
    Get(get::Get),
}

pub const COLUMNS: [&str; 12] = [
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
];

impl Declaration for Sources {
    const ACCESS: Access = Access::Reads;
    const SCOPES: Scopes = Scopes {
        needed: &[Permission::ReadSources],
        useful: &[Permission::ReadGroups, Permission::ReadPolicies, Permission::ReadApps],
    };
    const SEVERAL_PROFILES: bool = true;

    fn columns(subcommands: &[&str]) -> &'static [&'static str] {
        if subcommands.is_empty() { &COLUMNS } else { &get::COLUMNS }
    }

    fn save(&mut self) -> Option<&mut Save> {
        match &mut self.command {
            Some(SourcesCommand::Get(get)) => Some(&mut get.save),
            None => Some(&mut self.save),
        }
    }
}

impl Sources {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        if let Some(SourcesCommand::Get(get)) = self.command {
            return get.run(ctx).await;
        }
        ctx.check_output(&COLUMNS)?;
        let sort = self.sorting.column(&COLUMNS)?;
        let settings = ctx.out()?.settings();
        let table = settings.format.has_columns();
        let named = settings.columns.iter().flatten().any(|name| is_judged(name)) && table;
        let judges = self.eligible || self.why || named || sort.is_some_and(is_judged);
        let shows = judges || table || sort.is_some();
        let client = ctx.client().await?;
        let (list, lists) = tokio::try_join!(client.source_objects(), async {
            if shows { TenantLists::read(ctx).await } else { Ok(TenantLists::default()) }
        })?;
        let head = group_table::head(&list.reply);
        let objects = list.reply.body.into_iter().map(SourceObject::into_object);
        let mut objects: Vec<Object> = objects.collect();
        let mut facts = facts::of(&lists);
        if judges {
            let sources: Vec<Source> = objects.iter().map(Source::of).collect();
            facts::judge(ctx, &sources, &lists, &mut facts).await?;
        }
        if self.eligible {
            objects.retain(|object| eligible(&facts, Source::of(object).id()));
        }
        if objects.is_empty() {
            let nothing = if self.eligible { "no source can join a group" } else { "no sources" };
            ctx.out()?.news(nothing);
        }
        let rows = objects.into_iter().map(|object| self.row(object, &facts)).collect();
        let listing = Listing::many(rows).columns(columns(self.why, &facts));
        let listing = self.sorting.listing(listing, &COLUMNS)?;
        ctx.out()?.print(&listing.reply(group_table::whole(ctx, head)))?;
        Ok(Code::Done)
    }

    /// The API's own object; with `--why` the judgement too.
    fn row(&self, mut object: Object, facts: &HashMap<String, Facts>) -> Value {
        if self.why {
            let source = Source::of(&object);
            object.insert("eligible".into(), eligible(facts, source.id()).into());
            object.insert("why".into(), json!(reasons(facts, source.id())));
        }
        Value::Object(object)
    }
}

/// Whether a column shows what the rules say of a source.
fn is_judged(column: &str) -> bool {
    ["eligible", "why"].iter().any(|name| name.eq_ignore_ascii_case(column))
}

/// The columns of a list; with `why` those that judge in place of those that describe.
fn columns<'a>(why: bool, facts: &'a HashMap<String, Facts>) -> Vec<Column<'a>> {
    let source = |row: &Value| row.as_object().map(Source::of).unwrap_or_default();
    let yes_or_no = |name, is: fn(&Source) -> bool| {
        Column::new(name, move |row| if is(&source(row)) { "yes" } else { "no" }.to_owned())
    };
    let listed = |name, of: fn(&Facts) -> &Vec<String>| {
        Column::new(name, move |row| {
            facts.get(source(row).id()).map(of).map(|names| names.join(", ")).unwrap_or_default()
        })
    };
    let shown = |column: Column<'a>, shown: bool| if shown { column } else { column.hidden() };
    vec![
        Column::field("id", "id").id(),
        Column::field("name", "name").leading(),
        shown(Column::field("type", "type").minor(), !why),
        shown(yes_or_no("direct", Source::is_direct_connect), !why),
        shown(yes_or_no("password", Source::manages_passwords), !why),
        shown(yes_or_no("auth", Source::is_authentication_source), !why),
        shown(listed("applications", |facts| &facts.applications).minor(), !why),
        shown(listed("policy", |facts| &facts.policies).major(), !why),
        shown(listed("group", |facts| &facts.groups).major(), !why),
        yes_or_no("healthy", |source| source.healthy() != Some(false)).hidden(),
        shown(
            Column::new("eligible", move |row| {
                if eligible(facts, source(row).id()) { "yes" } else { "no" }.to_owned()
            }),
            why,
        ),
        shown(
            Column::new("why", move |row| reasons(facts, source(row).id()).join("; ")).wrapped(),
            why,
        ),
    ]
}
