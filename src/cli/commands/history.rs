//! `syncgroup history`

use std::collections::HashMap;
use std::io::IsTerminal as _;
use std::str::FromStr;

use clap::{Args, Subcommand};
use jiff::Timestamp;
use serde_json::Value;

use crate::app::change::{record, settle};
use crate::app::lookup::name_table::Directory;
use crate::app::session::context::Context;
use crate::app::view::group_lines;
use crate::cli::args::save::Save;
use crate::cli::args::sort::Sorting;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::cli::complete;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Result};
use crate::history;
use crate::history::{Filter, Journal, MADE_HERE, Outcome, Record, parse_since};
use crate::model::SyncGroup;
use crate::number;
use crate::output;
use crate::output::time;
use crate::output::{Column, Listing, Target};

/// Show the changes made by syncgroup
///
/// Shows the changes that were made from this machine on the chosen tenant, newest first. A change whose outcome was
/// never recorded is `unknown`; `history show N` reads the tenant and completes the record.
#[derive(Debug, Clone, Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(before_long_help = "\
syncgroup -p sandbox update 'Password Sync Group 1' --policy Basic
syncgroup -p sandbox history
syncgroup -p sandbox history --since 1d -o json")]
pub struct History {
    #[command(subcommand)]
    command: Option<HistoryCommand>,

    /// Changes of the group that has, or once had, this ID or name
    #[arg(long, value_name = "ID|NAME", add = complete::groups())]
    group: Option<String>,

    /// Changes since then: 30m, 12h, 2d, 1w, a date or a time
    #[arg(long, value_name = "TIME")]
    since: Option<String>,

    /// The newest N changes
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// Changes on every tenant
    #[arg(long)]
    all_tenants: bool,

    #[command(flatten)]
    sorting: Sorting,

    #[command(flatten)]
    pub save: Save,
}

#[derive(Debug, Clone, Subcommand)]
enum HistoryCommand {
    Show(Show),
}

/// Show one change, with the difference that it made
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox update 'Password Sync Group 1' --policy Basic
syncgroup -p sandbox history show 1")]
struct Show {
    /// Number of the change, or `latest`
    #[arg(value_name = "N|latest")]
    change: Which,
}

/// Which change is to be shown.
#[derive(Debug, Clone, Copy)]
enum Which {
    Number(u64),
    Latest,
}

impl FromStr for Which {
    type Err = &'static str;

    fn from_str(text: &str) -> std::result::Result<Self, Self::Err> {
        if text == "latest" {
            return Ok(Self::Latest);
        }
        text.parse().map(Self::Number).map_err(|_| "neither a number nor `latest`")
    }
}

pub const COLUMNS: [&str; 15] = [
    "number", "at", "action", "group", "outcome", "undone", "user", "command", "id", "tenant",
    "profile", "request", "undoes", "run", "apply",
];

impl Declaration for History {
    const ACCESS: Access = Access::Local;
    const SCOPES: Scopes = Scopes::NONE;

    const GLOBALS: &'static [&'static str] = &["profile", "output", "columns", "jq"];

    fn columns(_: &[&str]) -> &'static [&'static str] {
        &COLUMNS
    }

    fn save(&mut self) -> Option<&mut Save> {
        Some(&mut self.save)
    }
}

impl History {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.check_output(&COLUMNS)?;
        match &self.command {
            Some(HistoryCommand::Show(show)) => show.run(ctx).await,
            None => self.list(ctx),
        }
    }

    fn list(&self, ctx: &Context) -> Result<Code> {
        self.sorting.column(&COLUMNS)?;
        let since = self.since.as_deref().map(|text| parse_since(text, Timestamp::now()));
        let tenant = record::identity(ctx.tenant()?);
        let filter = Filter {
            tenant: (!self.all_tenants).then_some(tenant),
            group: self.group.as_deref().map(bare).map(str::to_owned),
            since: since.transpose()?,
        };
        let all = match ctx.recorded_changes()? {
            Some(journal) => journal.records(&Filter::default())?,
            None => Vec::new(),
        };
        let undone = history::undone_by(&all);
        let nothing = filter.nothing(&all);
        let mut records = filter.apply(all);
        if records.is_empty() {
            ctx.out()?.news(&nothing);
        }
        records.reverse();
        records.truncate(self.limit.unwrap_or(usize::MAX));
        let listing = listing(Listing::many(rows(&records, &undone)?));
        ctx.out()?.print(&self.sorting.listing(listing, &COLUMNS)?)?;
        Ok(Code::Done)
    }
}

/// IDs and names are not told apart here: both are looked for.
fn bare(text: &str) -> &str {
    text.strip_prefix("id:").or_else(|| text.strip_prefix("name:")).unwrap_or(text)
}

/// The records for output, with the number of the change that undid each.
fn rows(records: &[Record], undone: &HashMap<u64, u64>) -> Result<Vec<Value>> {
    let row = |record: &Record| {
        let mut row = number::of(record).map_err(anyhow::Error::from)?;
        row["undoneBy"] = undone.get(&record.number).copied().into();
        Ok(row)
    };
    records.iter().map(row).collect()
}

fn listing(listing: Listing<'_>) -> Listing<'_> {
    listing.id_field("number").columns(vec![
        Column::field("number", "number").whole().leading(),
        Column::new("at", |row| seconds(&row["at"])).time(),
        Column::field("action", "action"),
        Column::new("group", group_name).major(),
        Column::field("outcome", "outcome"),
        Column::new("undone", undone),
        Column::field("user", "osUser").minor(),
        Column::field("command", "command"),
        Column::new("id", group_id).id().hidden(),
        Column::field("tenant", "tenant").hidden(),
        Column::field("profile", "profile").hidden(),
        Column::field("request", "requestId").id().hidden(),
        Column::field("undoes", "undoes").hidden(),
        Column::field("run", "run").hidden(),
        Column::field("apply", "apply").hidden(),
    ])
}

/// A time without the fractions of its second.
fn seconds(time: &Value) -> String {
    let time = Column::plain(time);
    time.parse().map_or(time, |at| time::seconds(at, false))
}

/// What undid the change, or why it cannot be undone any more.
fn undone(row: &Value) -> String {
    match row["undoneBy"].as_u64() {
        Some(number) => format!("by {number}"),
        None if row["reset"] == true => "tenant was reset".to_owned(),
        None => String::new(),
    }
}

fn group_name(row: &Value) -> String {
    let places =
        [&row["after"]["name"], &row["wanted"]["name"], &row["before"]["name"], &row["groupName"]];
    places.into_iter().find_map(Value::as_str).unwrap_or_default().to_owned()
}

fn group_id(row: &Value) -> String {
    let places = [&row["after"]["id"], &row["groupId"]];
    places.into_iter().find_map(Value::as_str).unwrap_or_default().to_owned()
}

impl Show {
    async fn run(&self, ctx: &Context) -> Result<Code> {
        let tenant = record::identity(ctx.tenant()?);
        let (journal, mut record) = self.record(ctx, &tenant)?;
        let own = record.beginning.tenant == tenant;
        if record.end.outcome == Outcome::Unknown {
            record = self.settle(ctx, &journal, record, own).await?;
        }
        let out = ctx.out()?;
        let undone = history::undone_by(&journal.records(&Filter::default())?);
        if !out.settings().format.is_table() {
            let row = rows(std::slice::from_ref(&record), &undone)?.remove(0);
            let one = Listing::one(row);
            out.print(&if out.settings().format.is_data() { one } else { listing(one) })?;
            return Ok(Code::Done);
        }
        out.text(&head(&record, undone.get(&record.number).copied()))?;
        let directory = if own { names(ctx, &record).await } else { Directory::default() };
        difference(ctx, &record, &directory)?;
        Ok(Code::Done)
    }

    /// The record that is meant, with the history that it is in.
    fn record(&self, ctx: &Context, tenant: &str) -> Result<(Journal, Record)> {
        let journal = ctx.recorded_changes()?;
        let latest = || {
            let tenant = history::shown_tenant(tenant);
            Error::new(Code::NotFound, format!("no change of tenant `{tenant}` is recorded"))
                .cause(MADE_HERE)
        };
        match (self.change, journal) {
            (Which::Number(number), None) => Err(history::absent(number)),
            (Which::Number(number), Some(journal)) => {
                let record = journal.record(number)?;
                Ok((journal, record))
            }
            (Which::Latest, None) => Err(latest()),
            (Which::Latest, Some(journal)) => {
                let filter = Filter { tenant: Some(tenant.to_owned()), ..Filter::default() };
                let last = journal.records(&filter)?.pop();
                last.map(|record| (journal, record)).ok_or_else(latest)
            }
        }
    }

    /// Looks at the tenant to find out how the change ended.
    async fn settle(
        &self,
        ctx: &Context,
        journal: &Journal,
        record: Record,
        own: bool,
    ) -> Result<Record> {
        if own {
            return settle::settle(ctx, journal, record).await;
        }
        let profile = record.beginning.profile.as_deref().unwrap_or("NAME");
        let out = ctx.out()?;
        let there = CommandLine::on(profile, ["history", "show"]).word(record.number.to_string());
        out.note(&format!("only its own tenant can tell how it ended: {}", out.command(&there)));
        Ok(record)
    }
}

/// The names behind the record's IDs. They are a courtesy: without them the IDs do.
async fn names(ctx: &Context, record: &Record) -> Directory {
    let groups: Vec<SyncGroup> = states(record).into_iter().flatten().cloned().collect();
    Directory::of(ctx, &groups).await.unwrap_or_default()
}

/// The group before and after; where the end is not known, as it was to be.
fn states(record: &Record) -> [Option<&SyncGroup>; 2] {
    let after = record.end.after.as_ref().or(record.beginning.wanted.as_ref());
    [record.beginning.before.as_ref(), after]
}

fn difference(ctx: &Context, record: &Record, directory: &Directory) -> Result<()> {
    let [before, after] = states(record);
    let (old, new) = (group_lines::lines(before, directory), group_lines::lines(after, directory));
    let title = if record.is_done() { "after" } else { "as it was to be" };
    let change = output::Change { old_name: "before", new_name: title, old: &old, new: &new };
    ctx.out()?.diff(&change, Target::Stdout)
}

/// What is known of a change, a line each.
fn head(record: &Record, undone_by: Option<u64>) -> String {
    let Record { beginning, end, .. } = record;
    let settled = if record.settled { " (found out by a look at the tenant)" } else { "" };
    let outcome = match &end.message {
        Some(message) => format!("{}{settled}: {message}", end.outcome.word()),
        None => format!("{}{settled}", end.outcome.word()),
    };
    let password = beginning.password.as_ref();
    let password =
        password.map(|change| format!("{} on {}", change.user, change.sources.join(", ")));
    let sent = beginning.call.as_ref().map(|call| format!("{} {}", call.method, call.path));
    let fields = beginning.call.as_ref().filter(|call| !call.fields.is_empty());
    let number = |number: Option<u64>| number.map(|number| number.to_string());
    let at = if std::io::stdout().is_terminal() {
        time::seconds(record.at, true)
    } else {
        format!("{:.3}", record.at)
    };
    let undone = undone_by.map(|number| format!("by {number}"));
    let undone = undone.or_else(|| record.reset.then(|| "tenant was reset".to_owned()));
    let lines = [
        ("change", Some(record.number.to_string())),
        ("at", Some(at)),
        ("action", Some(beginning.action.word().to_owned())),
        ("group", record.group_name().map(str::to_owned)),
        ("id", record.group_id().map(str::to_owned)),
        ("password", password),
        ("sent", sent),
        ("fields", fields.map(|call| call.fields.join(", "))),
        ("outcome", Some(outcome)),
        ("tenant", Some(beginning.tenant.clone())),
        ("profile", beginning.profile.clone()),
        ("user", beginning.os_user.clone()),
        ("command", Some(beginning.command.clone())),
        ("request", end.request_id.clone()),
        ("undoes", number(beginning.undoes)),
        ("recreates", beginning.recreates.clone()),
        ("undone", undone),
        ("run", number(Some(record.run))),
        ("apply", number(record.apply)),
    ];
    lines
        .into_iter()
        .filter_map(|(label, value)| Some(format!("{label:<10} {}\n", value?)))
        .collect()
}
