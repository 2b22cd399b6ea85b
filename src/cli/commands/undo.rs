//! `syncgroup undo`

use clap::Args;

use crate::api::Reply;
use crate::app::apply;
use crate::app::change::Change;
use crate::app::change::perform::{Made, Options, Question, Sent, perform};
use crate::app::change::report::Terminal;
use crate::app::change::{record, undo};
use crate::app::lookup::name_table::Directory;
use crate::app::session::context::Context;
use crate::app::view::group_table;
use crate::cli::commands::{Access, Declaration};
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Result};
use crate::history;
use crate::history::Inverse;
use crate::model::SyncGroup;
use crate::output::{Format, Shape};

/// Undo a recorded change
///
/// Without a number the latest change that is neither an undo nor undone; an undo is undone by its number. Shows what
/// it will do and asks. Where it is not known how the change ended, the tenant is looked at first. A group that has
/// changed since is left alone (exit 5); a change that cannot be undone is refused (exit 2).
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox update 'Password Sync Group 1' --policy Basic
syncgroup -p sandbox undo --dry-run
syncgroup -p sandbox undo --yes")]
pub struct Undo {
    /// Number of the change, see `syncgroup history`
    #[arg(value_name = "N")]
    number: Option<u64>,

    /// Undo all changes of an `apply`, last first; N is the number that the apply named
    #[arg(long, value_name = "N", conflicts_with_all = ["number", "no_check"])]
    apply: Option<u64>,

    /// Skip the prerequisite checks
    #[arg(long)]
    no_check: bool,
}

impl Declaration for Undo {
    const ACCESS: Access = Access::Writes;

    fn columns(_: &[&str]) -> &'static [&'static str] {
        &group_table::COLUMNS
    }
}

impl Undo {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        if let Some(run) = self.apply {
            return apply::undo::undo(ctx, run).await;
        }
        ctx.check_output(&group_table::COLUMNS)?;
        ctx.check_writable()?;
        let plan = self.plan(ctx).await?;
        let question = Some(question(ctx, &plan)?);
        let options = Options { check: !self.no_check, question, ..Options::default() };
        let planned = vec![plan.planned.clone()];
        let performed = perform(ctx, &Terminal::of(ctx)?, planned, options).await?;
        let (made, directory) = performed.single()?;
        let Made::Sent(Sent { reply, record, .. }) = made else { return Ok(Code::Done) };
        announce(ctx, &plan, record, reply.body.as_ref())?;
        print(ctx, &plan.planned.change, reply, directory).await
    }

    /// The change that is meant, and what undoes it; only changes of the chosen tenant count. Where nobody knows how it
    /// ended, the tenant is looked at first.
    async fn plan(&self, ctx: &Context) -> Result<undo::Undo> {
        let tenant = record::identity(ctx.tenant()?);
        let none = || {
            Error::new(Code::NotFound, format!("there is no change to undo on `{tenant}`"))
                .hint(CommandLine::of("history"))
        };
        let journal = ctx.recorded_changes()?;
        let records = match &journal {
            Some(journal) => journal.records(&history::Filter::default())?,
            None => Vec::new(),
        };
        let number = match self.number {
            Some(number) => history::find(&records, &tenant, number)?.number,
            None => history::latest_undoable(&records, &tenant).ok_or_else(none)?.number,
        };
        let records = match &journal {
            Some(journal) => undo::settled_records(ctx, journal, records, [number]).await?,
            None => records,
        };
        undo::plan(ctx, &records, history::find(&records, &tenant, number)?).await
    }
}

/// What will be done, what that does not bring back, and the question.
fn question(ctx: &Context, undo: &undo::Undo) -> Result<Question> {
    let tenant = ctx.tenant()?;
    let losses = history::losses(&undo.inverse).into_iter();
    let what = match &undo.planned.change {
        Change::Create { wanted } => format!("create sync group `{}` again", wanted.name()),
        Change::Update { before, .. } => format!("change sync group `{}` back", before.name()),
        Change::Delete { before } => format!("delete sync group `{}`", before.name()),
    };
    let text = format!(
        "Undo change {} and {what} on profile `{}` ({})?",
        undo.number,
        tenant.name,
        tenant.address.host()
    );
    let notes = losses.map(|loss| format!("not undone: {loss}")).collect();
    Ok(Question { text, differences: Some("after the undo"), notes })
}

fn announce(
    ctx: &Context,
    undo: &undo::Undo,
    record: Option<u64>,
    now: Option<&SyncGroup>,
) -> Result<()> {
    let out = ctx.out()?;
    let by = record.map(|number| format!(" by change {number}")).unwrap_or_default();
    out.news(&format!("change {} is undone{by}", undo.number));
    if let (Inverse::Create { old_id, .. }, Some(group)) = (&undo.inverse, now) {
        let (name, id) = (group.name(), group.id());
        out.news(&format!("sync group `{name}` has a new ID: `{id}` instead of `{old_id}`"));
    }
    Ok(())
}

/// The group as it is now. What is deleted is no result, save for programs: they get the group as it was.
async fn print(
    ctx: &Context,
    change: &Change,
    reply: Reply<Option<SyncGroup>>,
    directory: Option<Directory>,
) -> Result<Code> {
    let out = ctx.out()?;
    let head = group_table::head(&reply);
    let for_people = matches!(out.settings().format, Format::Table | Format::Csv);
    let group = reply.body.or_else(|| change.before().filter(|_| !for_people).cloned());
    if let Some(group) = group {
        let directory = match directory {
            Some(directory) => directory,
            None => Directory::for_output(ctx, std::slice::from_ref(&group)).await?,
        };
        let listing = group_table::listing(vec![group], Shape::One, &directory);
        out.print(&listing.reply(group_table::whole(ctx, head)))?;
    }
    Ok(Code::Done)
}
