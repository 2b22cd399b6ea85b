//! `syncgroup undo`

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::api::Reply;
use crate::app::apply;
use crate::app::change::Change;
use crate::app::change::perform::{Made, Options, Question, Sent, perform};
use crate::app::change::report::Terminal;
use crate::app::change::undo::{self, Chosen, Target};
use crate::app::lookup::find::Reference;
use crate::app::lookup::name_table::Directory;
use crate::app::session::context::Context;
use crate::app::view::group_table;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::cli::complete;
use crate::error::{Code, Result};
use crate::history;
use crate::history::Inverse;
use crate::model::SyncGroup;
use crate::output::Shape;

/// Undo the last command as a whole
///
/// Undoes the last command that is not undone yet. Undos do not count; to undo one, give its number. Shows who ran the
/// command, what will change and what cannot be undone, such as a new password, and asks. If the outcome of a change is
/// unknown, the tenant is read first. A group that has changed since then is left alone (exit code 5). To finish an undo
/// that failed in part, run the same command again.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox update 'Password Sync Group 1' --policy Basic
syncgroup -p sandbox undo --dry-run
syncgroup -p sandbox undo --yes")]
pub struct Undo {
    /// Undo one change, by its number in `syncgroup history`, or the last change of a group
    #[arg(value_name = "N|GROUP", add = complete::groups())]
    change: Option<String>,

    /// Undo the whole command that change N belongs to
    #[arg(long, value_name = "N", conflicts_with = "change")]
    command: Option<u64>,

    /// The same as --command, with the number that an `apply` named
    #[arg(long, value_name = "N", conflicts_with_all = ["change", "command"])]
    apply: Option<u64>,

    /// Undo the last command in this record (see --record), on any machine
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    from: Option<PathBuf>,

    /// Skip the prerequisite checks
    #[arg(long)]
    no_check: bool,
}

impl Declaration for Undo {
    const ACCESS: Access = Access::Writes;
    const SCOPES: Scopes = Scopes::WRITES_GROUPS;

    fn columns(_: &[&str]) -> &'static [&'static str] {
        &group_table::COLUMNS
    }
}

impl Undo {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.check_output(&group_table::COLUMNS)?;
        ctx.check_writable()?;
        let target = self.target()?;
        let chosen = undo::choose(ctx, &target, self.from.as_deref()).await?;
        let one = matches!(target, Target::Change(_) | Target::Group(_));
        let steps = self.apply.is_some()
            || self.from.is_some()
            || self.command.is_some() && chosen.of_numbers().any(|record| record.apply.is_some());
        if chosen.numbers.len() == 1 && !steps {
            return self.one(ctx, &chosen, !one).await;
        }
        apply::undo::undo(ctx, &chosen, !self.no_check).await
    }

    fn target(&self) -> Result<Target> {
        if let Some(number) = self.command.or(self.apply) {
            return Ok(Target::Command(number));
        }
        let Some(text) = &self.change else { return Ok(Target::Last) };
        text.parse().map(Target::Change).or_else(|_| Reference::parse(text).map(Target::Group))
    }

    /// Undoes a single change.
    async fn one(&self, ctx: &Context, chosen: &Chosen, whole: bool) -> Result<Code> {
        let Some(record) = chosen.of_numbers().next() else { return Ok(Code::Done) };
        let plan = undo::plan(ctx, chosen, record).await?;
        let (out, headline) = (ctx.out()?, chosen.headline(whole));
        let brief = ctx.globals.yes && !ctx.globals.dry_run && ctx.globals.verbose == 0;
        if !brief {
            out.news(&headline);
        }
        chosen.tell_rest(ctx, whole)?;
        let question = Some(question(ctx, &plan)?);
        let options = Options { check: !self.no_check, question, ..Options::default() };
        let planned = vec![plan.planned.clone()];
        let performed = perform(ctx, &Terminal::of(ctx)?, planned, options).await?;
        let (made, directory) = performed.single()?;
        let Made::Sent(Sent { reply, record, .. }) = made else { return Ok(Code::Done) };
        let result = result(&plan, record, reply.body.as_ref());
        out.news(&if brief { format!("{headline}; {result}") } else { result });
        print(ctx, &plan.planned.change, reply, directory).await
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
    Ok(Question { text, differences: true, notes })
}

/// What came of it: "change 8 is undone by change 9", and the new ID of a group that was created again.
fn result(undo: &undo::Undo, record: Option<u64>, now: Option<&SyncGroup>) -> String {
    let by = record.map(|number| format!(" by change {number}")).unwrap_or_default();
    let new_id = match (&undo.inverse, now) {
        (Inverse::Create { old_id, .. }, Some(group)) => {
            let (name, id) = (group.name(), group.id());
            format!("; sync group `{name}` has a new ID: `{id}` instead of `{old_id}`")
        }
        _ => String::new(),
    };
    format!("change {} is undone{by}{new_id}", undo.number)
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
    let for_people = out.settings().format.has_columns();
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
