//! `syncgroup undo`

use clap::Args;

use crate::api::Reply;
use crate::app::apply::undo;
use crate::app::change::conflict;
use crate::app::change::record;
use crate::app::change::send;
use crate::app::change::send::{Change, Deed};
use crate::app::change::settle::by_id;
use crate::app::check::judgement::Judgement;
use crate::app::check::rule_facts;
use crate::app::check::rule_facts::Given;
use crate::app::session::context::Context;
use crate::app::view::group_table;
use crate::app::view::group_table::Directory;
use crate::cli::commands::history::journal;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Result};
use crate::history;
use crate::history::{Inverse, Record};
use crate::model::SyncGroup;
use crate::output::{Format, Shape, Target};

/// Take a recorded change back
///
/// Without a number the latest change that is neither an undo nor undone; an undo is undone by its number. Shows what
/// it will do and asks. A group that has changed since is left alone (exit 5); a change that cannot be taken back, or
/// of which nobody knows how it ended, is refused (exit 2).
#[derive(Debug, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox update 'Password Sync Group 1' --policy Basic
syncgroup -p sandbox undo --dry-run
syncgroup -p sandbox undo --yes")]
pub struct Undo {
    /// Number of the change, see `syncgroup history`
    #[arg(value_name = "N")]
    number: Option<u64>,

    /// Take all changes of an `apply` back, last first; N is the number that the apply named
    #[arg(long, value_name = "N", conflicts_with_all = ["number", "no_check"])]
    apply: Option<u64>,

    /// Send it without a look at the prerequisites
    #[arg(long)]
    no_check: bool,
}

/// A change that is to be taken back, and what does it.
struct Plan {
    number: u64,
    inverse: Inverse,
    change: Change,
}

impl Undo {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        if let Some(run) = self.apply {
            return undo::run(ctx, run).await;
        }
        ctx.check_output(&group_table::COLUMNS)?;
        ctx.check_writable()?;
        let records = match journal(ctx)? {
            Some(journal) => journal.records(&history::Filter::default())?,
            None => Vec::new(),
        };
        let plan = plan(ctx, &records, self.chosen(ctx, &records)?).await?;
        let directory = self.judge(ctx, &plan).await?;
        if ctx.globals.dry_run {
            send::show(ctx, &[plan.change], &directory).await?;
            return Ok(Code::Done);
        }
        plan.ask(ctx, &directory).await?;
        if let Some(before) = plan.change.before() {
            conflict::check(ctx, before).await?;
        }
        let sent = send::send(ctx, &plan.change, plan.deed()).await?;
        plan.report(ctx, sent.record, sent.reply.body.as_ref())?;
        print(ctx, &plan.change, sent.reply, &directory)
    }

    /// The record that is meant; only those of the chosen tenant count.
    fn chosen<'a>(&self, ctx: &Context, records: &'a [Record]) -> Result<&'a Record> {
        let tenant = record::identity(ctx.tenant()?);
        match self.number {
            Some(number) => history::find(records, &tenant, number),
            None => history::latest_undoable(records, &tenant).ok_or_else(|| {
                Error::new(Code::NotFound, format!("there is no change to undo on `{tenant}`"))
                    .hint(CommandLine::of("history"))
            }),
        }
    }

    /// Names for what is shown; refuses what the rules refuse.
    async fn judge(&self, ctx: &Context, plan: &Plan) -> Result<Directory> {
        let change = &plan.change;
        let groups: Vec<&SyncGroup> = change.before().into_iter().chain(change.wanted()).collect();
        if self.no_check {
            let groups: Vec<SyncGroup> = groups.into_iter().cloned().collect();
            return Directory::of(ctx.client().await?, &groups).await;
        }
        let known = match change {
            Change::Delete { before } => {
                rule_facts::for_removal(ctx, std::slice::from_ref(before)).await?
            }
            _ => {
                rule_facts::known(ctx, &groups, Given { street: true, ..Given::default() }).await?
            }
        };
        let judgement = Judgement::of(change, &known);
        judgement.refuse()?;
        judgement.tell(ctx)?;
        Ok(judgement.directory)
    }
}

/// What takes the record back, if the group is still as the record left it.
async fn plan(ctx: &Context, records: &[Record], record: &Record) -> Result<Plan> {
    let inverse = history::inverse(record, records)?;
    let id = match &inverse {
        Inverse::Delete { id, .. } | Inverse::Update { id, .. } => id,
        Inverse::Create { old_id, .. } => old_id,
    };
    let present = by_id(ctx, id).await?;
    if let Err(changed) = history::unchanged_since(record, records, present.as_ref()) {
        let groups: Vec<&SyncGroup> = record.end.after.iter().chain(&present).collect();
        return Err(conflict::since_change(&changed, &conflict::names(ctx, &groups).await));
    }
    let present = || present.clone().unwrap_or_default();
    let change = match &inverse {
        Inverse::Delete { .. } => Change::Delete { before: present() },
        Inverse::Update { to, .. } => Change::Update { before: present(), wanted: to.clone() },
        Inverse::Create { group, .. } => Change::Create { wanted: group.clone() },
    };
    Ok(Plan { number: record.number, inverse, change })
}

impl Plan {
    fn deed(&self) -> Deed {
        let recreates = match &self.inverse {
            Inverse::Create { old_id, .. } => Some(old_id.clone()),
            _ => None,
        };
        Deed { undoes: Some(self.number), recreates, run: None }
    }

    /// Shows what will be done, and what it does not bring back, and asks.
    async fn ask(&self, ctx: &Context, directory: &Directory) -> Result<()> {
        let (out, tenant) = (ctx.out()?, ctx.tenant()?);
        send::difference(ctx, &self.change, directory, "after the undo", Target::Stderr)?;
        for loss in history::losses(&self.inverse) {
            out.tell(&format!("not undone: {loss}"));
        }
        let what = match &self.change {
            Change::Create { wanted } => format!("create sync group `{}` anew", wanted.name()),
            Change::Update { before, .. } => format!("change sync group `{}` back", before.name()),
            Change::Delete { before } => format!("delete sync group `{}`", before.name()),
        };
        let question = format!(
            "Undo change {} and {what} on profile `{}` ({})?",
            self.number,
            tenant.name,
            tenant.address.host()
        );
        ctx.ask(question).await
    }

    fn report(&self, ctx: &Context, record: Option<u64>, now: Option<&SyncGroup>) -> Result<()> {
        let out = ctx.out()?;
        let by = record.map(|number| format!(" by change {number}")).unwrap_or_default();
        out.news(&format!("change {} is undone{by}", self.number));
        if let (Inverse::Create { old_id, .. }, Some(group)) = (&self.inverse, now) {
            let (name, id) = (group.name(), group.id());
            out.news(&format!("sync group `{name}` has a new ID: `{id}` instead of `{old_id}`"));
        }
        Ok(())
    }
}

/// The group as it is now. What is deleted is no result, save for programs: they get the group as it was.
fn print(
    ctx: &Context,
    change: &Change,
    reply: Reply<Option<SyncGroup>>,
    directory: &Directory,
) -> Result<Code> {
    let out = ctx.out()?;
    let head = group_table::head(&reply);
    let for_people = matches!(out.settings().format, Format::Table | Format::Csv);
    let group = reply.body.or_else(|| change.before().filter(|_| !for_people).cloned());
    if let Some(group) = group {
        let listing = group_table::listing(vec![group], Shape::One, directory);
        out.print(&listing.reply(group_table::whole(ctx, head)))?;
    }
    Ok(Code::Done)
}
