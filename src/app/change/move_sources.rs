//! Moving sources from one group to another: they leave, then they join, and what was begun is finished or undone.

use crate::api::Reply;
use crate::app::change::Change;
use crate::app::change::perform::{
    Conflicts, Links, Made, Options, Performed, Planned, Sent, perform,
};
use crate::app::change::report::Terminal;
use crate::app::lookup::name_table::Directory;
use crate::app::lookup::read::Lookup;
use crate::app::session::context::Context;
use crate::app::session::interrupt::is_interruption;
use crate::command_line::{CommandLine, reference};
use crate::error::{Code, Error, ErrorKind, Result};
use crate::history::{Filter, Undoes};
use crate::model::SyncGroup;

/// How many sources a group needs.
const FEWEST: usize = 2;

/// The sources, and the groups as they are.
pub struct Move {
    pub from: SyncGroup,
    pub to: SyncGroup,
    /// IDs of sources that are in `from`.
    pub sources: Vec<String>,
    /// Whether the prerequisites count.
    pub check: bool,
}

/// The groups that were changed, the one that was left first; nothing after a dry run.
pub type Moved = Option<(Vec<Reply<SyncGroup>>, Option<Directory>)>;

impl Move {
    /// Makes both updates, one after the other. Where the second one fails, the first one is undone.
    pub async fn make(&self, ctx: &Context) -> Result<Moved> {
        if self.check {
            self.check_rest()?;
        }
        let planned = vec![self.leaving().into(), self.joining().into()];
        let options = Options {
            check: self.check,
            conflicts: Conflicts::Always { read_at: None },
            confirm_impact: true,
            in_order: true,
            ..Options::default()
        };
        let Performed { results, directory } =
            Box::pin(perform(ctx, &Terminal::of(ctx)?, planned, options)).await?;
        let mut results = results.into_iter();
        let (first, second) = (results.next(), results.next());
        let left = first.unwrap_or(Ok(Made::Shown))?;
        match (left, second.unwrap_or(Ok(Made::Shown))) {
            (Made::Sent(left), Err(error)) => Err(self.after_failure(ctx, left, error).await),
            (_, Err(error)) => Err(error),
            (left, Ok(joined)) => {
                if ctx.globals.dry_run {
                    return Ok(None);
                }
                let changed = [left, joined].into_iter().filter_map(|made| match made {
                    Made::Sent(Sent { reply, .. }) => Some(reply.map(Option::unwrap_or_default)),
                    Made::Shown | Made::Unchanged => None,
                });
                Ok(Some((changed.collect(), directory)))
            }
        }
    }

    fn leaving(&self) -> Change {
        let stays = |id: &&str| !self.sources.iter().any(|source| source == id);
        let stay: Vec<String> = self.from.source_ids().filter(stays).map(str::to_owned).collect();
        let mut wanted = self.from.clone();
        wanted.set_source_ids(stay);
        Change::Update { before: self.from.clone(), wanted }
    }

    fn joining(&self) -> Change {
        let join = self.sources.iter().filter(|id| !self.to.has_source(id)).cloned();
        let members: Vec<String> = self.to.source_ids().map(str::to_owned).chain(join).collect();
        let mut wanted = self.to.clone();
        wanted.set_source_ids(members);
        Change::Update { before: self.to.clone(), wanted }
    }

    /// Refuses to leave a group with fewer sources than it needs.
    fn check_rest(&self) -> Result<()> {
        let rest = self.from.source_ids().count() - self.sources.len();
        if rest >= FEWEST {
            return Ok(());
        }
        let name = self.from.name();
        let rest = match rest {
            0 => "no source".to_owned(),
            one => format!("{one} source"),
        };
        let message =
            format!("sync group `{name}` would be left with {rest}, and a group needs {FEWEST}");
        Err(Error::new(Code::Prerequisites, message)
            .explained(
                "to delete the group first",
                CommandLine::of("remove").word(reference(name, self.from.id())),
            )
            .explained("to swap sources between groups", CommandLine::of("apply -f groups.yaml"))
            .hint("--no-check sends it anyway"))
    }

    /// Undoes the first update after the second one has failed for certain, and says what is what.
    async fn after_failure(&self, ctx: &Context, left: Sent, error: Error) -> Error {
        let (from, to) = (self.from.name(), self.to.name());
        let sources = self.names(ctx);
        let have = if self.sources.len() == 1 { "has" } else { "have" };
        if is_interruption(&error) {
            return error
                .cause(format!("{sources} {have} left sync group `{from}`, and not joined `{to}`"))
                .explained("to finish the move", self.join_line(ctx, &self.to))
                .explained("to undo it", self.join_line(ctx, &self.from));
        }
        if error.is(ErrorKind::OutcomeUnknown) {
            return error
                .cause(format!("{sources} {have} left sync group `{from}`; nothing was undone"))
                .explained("to finish the move", self.join_line(ctx, &self.to));
        }
        let message = error.message().to_owned();
        match Box::pin(self.undo(ctx, left)).await {
            Ok(()) => error
                .reword(format!("{sources} could not join sync group `{to}`: {message}"))
                .cause(format!("sync group `{from}` is as it was: leaving it was undone")),
            Err(undo) => {
                let unknown = undo.is(ErrorKind::OutcomeUnknown);
                let state = if unknown { "may still be without" } else { "is without" };
                Error::new(
                    Code::Refused,
                    format!("{sources} could not join sync group `{to}`: {message}"),
                )
                .like(if unknown { &undo } else { &error })
                .cause(format!(
                    "sync group `{from}` {state} {sources}: leaving it could not be undone: {}",
                    undo.message()
                ))
                .cause(format!("sync group `{to}` is as it was"))
                .explained(format!("to put {sources} back"), self.join_line(ctx, &self.from))
            }
        }
    }

    async fn undo(&self, ctx: &Context, left: Sent) -> Result<()> {
        let record = match ctx.record()? {
            Some(journal) => journal
                .records(&Filter::default())?
                .iter()
                .rev()
                .find(|record| record.beginning.group_id.as_deref() == Some(self.from.id()))
                .map(|record| record.number),
            None => None,
        };
        let before = left.reply.body.unwrap_or_else(|| match self.leaving() {
            Change::Update { wanted, .. } => wanted,
            _ => self.from.clone(),
        });
        let change = Change::Update { before, wanted: self.from.clone() };
        let undoes = Some(Undoes { history: left.record, record });
        let links = Links { is_step: true, undoes, recreates: None };
        let options = Options { conflicts: Conflicts::Ignore, ..Options::default() };
        let planned = vec![Planned { change, links }];
        perform(ctx, &Terminal::of(ctx)?, planned, options).await?.single().map(|_| ())
    }

    /// The command by which the sources join a group.
    fn join_line(&self, ctx: &Context, group: &SyncGroup) -> CommandLine {
        let line = CommandLine::of("update").word(reference(group.name(), group.id()));
        let lookup = Lookup::of(ctx);
        self.sources.iter().fold(line, |line, id| {
            line.and("--add-source").word(reference(&lookup.source_name(id), id))
        })
    }

    fn names(&self, ctx: &Context) -> String {
        let lookup = Lookup::of(ctx);
        let names: Vec<String> =
            self.sources.iter().map(|id| format!("`{}`", lookup.source_name(id))).collect();
        names.join(", ")
    }
}
