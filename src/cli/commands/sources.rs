//! `syncgroup sources`

use std::collections::HashMap;

use clap::Args;
use serde_json::{Value, json};

use crate::api::Permission;
use crate::app::check::rule_facts;
use crate::app::lookup::read::Lookup;
use crate::app::lookup::reading::{Unread, readable};
use crate::app::session::cache::List;
use crate::app::session::context::Context;
use crate::cli::args::save::Save;
use crate::cli::args::sort::Sorting;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::error::{Code, Result};
use crate::model::{Object, PasswordPolicy, Source, SourceApp, SourceObject, SyncGroup};
use crate::output::{Column, Listing};
use crate::rules::{self, Finding, Kind, Reading, TenantFacts};

/// List sources, and whether each can join a group
///
/// The table shows what matters here: whether a source is direct-connect, password-managed and an authentication
/// source, its applications, its policy and the group that has it; with --why it shows the reasons instead. JSON and
/// YAML are the API's own objects; --why adds `eligible` and `why`.
///
/// In the admin's web interface: Admin → Connections → Sources.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox sources
syncgroup -p sandbox sources --eligible -o id
syncgroup -p sandbox sources --why --columns name,why")]
pub struct Sources {
    /// Only sources that can join a group now
    #[arg(long)]
    eligible: bool,

    /// Say of each why it cannot join a group
    #[arg(long)]
    why: bool,

    #[command(flatten)]
    sorting: Sorting,

    #[command(flatten)]
    pub save: Save,
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

/// What a table shows of the tenant besides the sources.
#[derive(Default)]
struct Surroundings {
    groups: Reading<List<SyncGroup>>,
    applications: Reading<List<SourceApp>>,
    policies: Reading<List<PasswordPolicy>>,
}

/// What is shown of one source, by its ID.
#[derive(Default)]
struct Facts {
    applications: Vec<String>,
    policies: Vec<String>,
    groups: Vec<String>,
    findings: Vec<Finding>,
}

impl Declaration for Sources {
    const ACCESS: Access = Access::Reads;
    const SCOPES: Scopes = Scopes {
        needed: &[Permission::ReadSources],
        useful: &[Permission::ReadGroups, Permission::ReadPolicies, Permission::ReadApps],
    };
    const SEVERAL_PROFILES: bool = true;

    fn columns(_: &[&str]) -> &'static [&'static str] {
        &COLUMNS
    }

    fn save(&mut self) -> Option<&mut Save> {
        Some(&mut self.save)
    }
}

impl Sources {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.check_output(&COLUMNS)?;
        let sort = self.sorting.column(&COLUMNS)?;
        let settings = ctx.out()?.settings();
        let table = settings.format.has_columns();
        let named = settings.columns.iter().flatten().any(|name| is_judged(name)) && table;
        let judges = self.eligible || self.why || named || sort.is_some_and(is_judged);
        let shows = judges || table || sort.is_some();
        let client = ctx.client().await?;
        let (list, around) = tokio::try_join!(client.source_objects(), async {
            if shows { surroundings(ctx).await } else { Ok(Surroundings::default()) }
        })?;
        let head = crate::app::view::group_table::head(&list.reply);
        let objects = list.reply.body.into_iter().map(SourceObject::into_object);
        let mut objects: Vec<Object> = objects.collect();
        let mut facts = facts(&around);
        if judges {
            let sources: Vec<Source> = objects.iter().map(Source::of).collect();
            judge(ctx, &sources, around, &mut facts).await?;
        }
        if self.eligible {
            objects.retain(|object| eligible(&facts, Source::of(object).id()));
        }
        if objects.is_empty() {
            ctx.out()?.news("no sources");
        }
        let rows = objects.into_iter().map(|object| self.row(object, &facts)).collect();
        let listing = Listing::many(rows).columns(self.columns(&facts));
        let listing = self.sorting.listing(listing, &COLUMNS)?;
        ctx.out()?.print(&listing.reply(crate::app::view::group_table::whole(ctx, head)))?;
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

    fn columns<'a>(&self, facts: &'a HashMap<String, Facts>) -> Vec<Column<'a>> {
        let source = |row: &Value| row.as_object().map(Source::of).unwrap_or_default();
        let yes_or_no = |name, is: fn(&Source) -> bool| {
            Column::new(name, move |row| if is(&source(row)) { "yes" } else { "no" }.to_owned())
        };
        let listed = |name, of: fn(&Facts) -> &Vec<String>| {
            Column::new(name, move |row| {
                facts
                    .get(source(row).id())
                    .map(of)
                    .map(|names| names.join(", "))
                    .unwrap_or_default()
            })
        };
        let shown = |column: Column<'a>, shown: bool| if shown { column } else { column.hidden() };
        vec![
            Column::field("id", "id").id(),
            Column::field("name", "name").leading(),
            shown(Column::field("type", "type").minor(), !self.why),
            shown(yes_or_no("direct", Source::is_direct_connect), !self.why),
            shown(yes_or_no("password", Source::manages_passwords), !self.why),
            shown(yes_or_no("auth", Source::is_authentication_source), !self.why),
            shown(listed("applications", |facts| &facts.applications).minor(), !self.why),
            shown(listed("policy", |facts| &facts.policies).major(), !self.why),
            shown(listed("group", |facts| &facts.groups).major(), !self.why),
            yes_or_no("healthy", |source| source.healthy() != Some(false)).hidden(),
            shown(
                Column::new("eligible", move |row| {
                    if eligible(facts, source(row).id()) { "yes" } else { "no" }.to_owned()
                }),
                self.why,
            ),
            shown(
                Column::new("why", move |row| reasons(facts, source(row).id()).join("; "))
                    .wrapped(),
                self.why,
            ),
        ]
    }
}

/// Whether a column shows what the rules say of a source.
fn is_judged(column: &str) -> bool {
    ["eligible", "why"].iter().any(|name| name.eq_ignore_ascii_case(column))
}

fn eligible(facts: &HashMap<String, Facts>, id: &str) -> bool {
    facts.get(id).is_none_or(|facts| rules::can_join(&facts.findings))
}

fn reasons(facts: &HashMap<String, Facts>, id: &str) -> Vec<String> {
    let findings = facts.get(id).map(|facts| facts.findings.as_slice()).unwrap_or_default();
    // What holds for the whole tenant is said once, in a note.
    let own = findings.iter().filter(|finding| finding.object.kind != Kind::Tenant);
    own.map(|finding| finding.message.clone()).collect()
}

async fn surroundings(ctx: &Context) -> Result<Surroundings> {
    let lookup = Lookup::of(ctx);
    let (groups, applications, policies) = tokio::try_join!(
        readable(lookup.groups()),
        readable(lookup.applications()),
        readable(lookup.policies()),
    )?;
    let mut unread = Unread::default();
    unread.take(groups.as_ref(), "sync groups");
    unread.take(applications.as_ref(), "applications");
    unread.take(policies.as_ref(), "password policies");
    if let Some(note) = unread.note() {
        ctx.out()?.note(&note);
    }
    Ok(Surroundings { groups, applications, policies })
}

/// What applications, policies and groups say about their sources.
fn facts(around: &Surroundings) -> HashMap<String, Facts> {
    let mut facts: HashMap<String, Facts> = HashMap::new();
    for application in around.applications.as_read().into_iter().flat_map(|list| list.iter()) {
        if let Some(source) = application.source_id() {
            let known = facts.entry(source.to_owned()).or_default();
            known.applications.push(application.name().to_owned());
        }
    }
    for policy in around.policies.as_read().into_iter().flat_map(|list| list.iter()) {
        for source in policy.source_ids() {
            facts.entry(source.to_owned()).or_default().policies.push(policy.name().to_owned());
        }
    }
    for group in around.groups.as_read().into_iter().flat_map(|list| list.iter()) {
        for source in group.source_ids() {
            facts.entry(source.to_owned()).or_default().groups.push(group.name().to_owned());
        }
    }
    facts
}

/// Judges each source. Exceptions cost a request a source, and are looked for only where all else is as it should be.
async fn judge(
    ctx: &Context,
    sources: &[Source],
    around: Surroundings,
    facts: &mut HashMap<String, Facts>,
) -> Result<()> {
    let known = TenantFacts::new()
        .with_groups(around.groups.map(|list| list.to_vec()))
        .with_applications(around.applications.map(|list| list.to_vec()))
        .with_policies(around.policies.map(|list| list.to_vec()));
    let candidates: Vec<&str> = sources
        .iter()
        .filter(|source| rules::can_join(&rules::eligibility(source, &known)))
        .map(Source::id)
        .collect();
    let assignments = Lookup::of(ctx).policies_of(&candidates).await?;
    if assignments.values().any(|reading| *reading == Reading::Refused) {
        ctx.out()?
            .note("the policies of sources cannot be read, so policy exceptions are not known");
    }
    let known = rule_facts::with_assignments(known, assignments);
    for source in sources {
        let findings = rules::eligibility(source, &known);
        facts.entry(source.id().to_owned()).or_default().findings = findings;
    }
    Ok(())
}
