//! The only way to change sync groups: judged, compared with the tenant, shown or asked about, sent, recorded.
//!
//! A command says what is to change and prints what came of it; everything in between happens here, the same for all.
//!
//! Longer than most files here: the order of these steps is what makes a change safe, so that they are read together.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::api::Reply;
use crate::app::change::Change;
use crate::app::change::report::{Detail, Report};
use crate::app::change::{conflict, deny, dry_run, send};
use crate::app::check::judgement::{self, Judgement};
use crate::app::check::rule_facts;
use crate::app::lookup::name_table::Directory;
use crate::app::lookup::read::Lookup;
use crate::app::session::context::Context;
use crate::app::session::items;
use crate::app::view::group_lines;
use crate::error::Result;
use crate::history::Undoes;
use crate::model::SyncGroup;
use crate::output::Target;
use crate::profile::Deny;
use crate::rules::TenantFacts;
use crate::rules::consequences;
use crate::rules::impact::Impact;

pub use crate::app::change::send::recorded;

/// How old a reading may be to be taken for the present where reading once more would be one request too many.
const FRESH: Duration = Duration::from_secs(1);

/// Requests that a change takes at most while its reading is fresh, besides one for each member source.
const REQUESTS: u64 = 5;

/// One change, and what the history is to know about it.
#[derive(Debug, Clone)]
pub struct Planned {
    pub change: Change,
    pub links: Links,
}

/// How a record hangs together with others. The default is a change by itself.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// Whether it is a step of a plan.
    pub is_step: bool,
    /// The recorded change that it undoes.
    pub undoes: Option<Undoes>,
    /// ID of the deleted group that the new one stands for.
    pub recreates: Option<String>,
}

impl From<Change> for Planned {
    fn from(change: Change) -> Self {
        Self { change, links: Links::default() }
    }
}

/// What happens before the changes are sent. The default sends them as they are.
#[derive(Default)]
pub struct Options {
    /// Whether the prerequisites are read and checked.
    pub check: bool,
    /// Whether the groups are read again before they are written.
    pub conflicts: Conflicts,
    /// The question to ask; `--yes` answers it.
    pub question: Option<Question>,
    /// Whether somebody at a terminal is asked where a source leaves its group or gets a weaker policy; scripts go on.
    pub confirm_impact: bool,
    /// Whether the changes belong together: all or none are sent, one after the other, and none after one that failed.
    pub in_order: bool,
    /// Kinds of consequences that are refused, besides those of `--deny` and of the profile.
    pub deny: BTreeSet<Deny>,
}

/// Whether groups are compared with the tenant before they are written.
#[derive(Debug, Clone, Copy, Default)]
pub enum Conflicts {
    /// Only after a question: the groups were read a moment ago.
    #[default]
    AfterQuestion,
    /// Always; where the group was read at this time, only if that is not one request too many.
    Always { read_at: Option<Instant> },
    /// Never: `--force`.
    Ignore,
}

/// A question about all changes.
pub struct Question {
    pub text: String,
    /// Whether it is preceded by what changes.
    pub differences: bool,
    /// Lines that are shown with it.
    pub notes: Vec<String>,
}

/// What came of the changes.
pub struct Performed {
    /// What became of each change, in their order. In a dry run whether it would have been sent.
    pub results: Vec<Result<Made>>,
    /// The names that the groups refer to, as far as they were read.
    pub directory: Option<Directory>,
}

/// A change that was not refused.
#[derive(Debug)]
pub enum Made {
    /// A dry run has shown it.
    Shown,
    /// The group already was as it is to be; nothing was sent.
    Unchanged,
    /// It was sent, and the tenant did it.
    Sent(Sent),
}

/// A change that the tenant made.
#[derive(Debug)]
pub struct Sent {
    /// The group as it is now; none after a delete.
    pub reply: Reply<Option<SyncGroup>>,
    /// Number of the record, where a history is kept.
    pub record: Option<u64>,
    /// Number of the command's run in the history.
    pub run: Option<u64>,
}

impl Performed {
    /// What became of the only change.
    pub fn single(self) -> Result<(Made, Option<Directory>)> {
        let made = self.results.into_iter().next().unwrap_or(Ok(Made::Unchanged))?;
        Ok((made, self.directory))
    }
}

/// Makes changes that do not depend on each other; each succeeds or fails by itself. What concerns them all, such as a
/// question without a terminal, fails all.
pub async fn perform(
    ctx: &Context,
    report: &(impl Report + Sync),
    planned: Vec<Planned>,
    options: Options,
) -> Result<Performed> {
    ctx.check_writable()?;
    let Options { check, conflicts, mut question, confirm_impact, in_order, deny } = options;
    let judged = planned.iter().any(|planned| !planned.links.is_step);
    let known = match (judged, check) {
        (false, _) => None,
        (true, true) => Some(Box::pin(known(ctx, &planned)).await?),
        (true, false) => Some(Box::pin(for_impact(ctx, &planned)).await?),
    };
    let mut work = Work { ctx, planned: &planned, results: Vec::new(), known, checked: check };
    let Judged { judgements, impact } = work.judge();
    work.refuse_parts(in_order)?;
    let warnings = judgement::warnings(&judgements);
    deny::check(ctx, &deny, &impact, &warnings)?;
    if confirm_impact && question.is_none() && ctx.is_interactive() && needs_consent(&impact) {
        question = Some(work.question()?);
    }
    let asks = question.is_some() && !ctx.globals.yes && work.open().next().is_some();
    let detail = match (ctx.globals.dry_run, asks) {
        (true, _) => Detail::Full,
        (false, true) => Detail::Question,
        (false, false) => Detail::Brief,
    };
    report.impact(&warnings, &impact, detail);
    if let Conflicts::Always { read_at } = conflicts
        && !work.is_fresh(read_at).await?
    {
        Box::pin(work.compare()).await?;
        work.refuse_parts(in_order)?;
    }
    if ctx.globals.dry_run {
        if let Some(question) = &question {
            question.notes.iter().try_for_each(|note| ctx.out().map(|out| out.news(note)))?;
        }
        return Box::pin(work.show(report)).await;
    }
    if let Some(question) = &question {
        Box::pin(work.ask(question, &impact)).await?;
        if !ctx.globals.yes && !matches!(conflicts, Conflicts::Ignore) {
            Box::pin(work.compare()).await?;
            work.refuse_parts(in_order)?;
        }
    }
    Ok(Box::pin(work.send(report, in_order)).await)
}

/// Reads what the prerequisites and the consequences depend on.
async fn known(ctx: &Context, planned: &[Planned]) -> Result<TenantFacts> {
    let changes = || planned.iter().map(|planned| &planned.change);
    let groups: Vec<&SyncGroup> = changes().flat_map(Change::groups).collect();
    if changes().all(|change| change.wanted().is_none()) {
        let groups: Vec<SyncGroup> = groups.into_iter().cloned().collect();
        return Box::pin(rule_facts::for_removal(ctx, &groups)).await;
    }
    let others = changes().any(Change::affects_other_groups);
    let known = Box::pin(rule_facts::known(ctx, &groups, others)).await?;
    if planned.len() == 1 {
        return Ok(known);
    }
    let updates = changes().filter_map(|change| match change {
        Change::Update { before, wanted } => Some((before.id(), wanted)),
        Change::Create { .. } | Change::Delete { .. } => None,
    });
    Ok(known.once_updated(&updates.collect()))
}

/// Reads what only the consequences depend on, where the prerequisites are not checked. What cannot be read for whatever
/// reason is not known: whoever skips the checks may do so for that reason.
async fn for_impact(ctx: &Context, planned: &[Planned]) -> Result<TenantFacts> {
    let changes = planned.iter().map(|planned| &planned.change);
    let groups: Vec<&SyncGroup> = changes.clone().flat_map(Change::groups).collect();
    let matters = |change: &Change| match change {
        Change::Create { .. } => true,
        Change::Update { before, wanted } => {
            before.policy_id() != wanted.policy_id()
                || !wanted.source_ids().all(|id| before.has_source(id))
        }
        Change::Delete { .. } => false,
    };
    rule_facts::for_impact(ctx, &groups, changes.clone().any(matters)).await
}

/// Whether a source leaves its group or gets a weaker policy, as far as that is known.
fn needs_consent(impact: &Impact) -> bool {
    impact.has_leaving() || impact.policies_unknown || !impact.weaker().is_empty()
}

/// What the rules say of the changes that are not refused.
struct Judged {
    judgements: Vec<Judgement>,
    impact: Impact,
}

/// Changes on their way.
struct Work<'a> {
    ctx: &'a Context,
    planned: &'a [Planned],
    /// What became of each change; `None` while it is to be sent.
    results: Vec<Option<Result<Made>>>,
    /// What was read for the rules; nothing for the steps of a plan, which was judged as a whole.
    known: Option<TenantFacts>,
    /// Whether the prerequisites count.
    checked: bool,
}

impl Work<'_> {
    /// Refuses what does not meet the prerequisites, and says what the others do.
    fn judge(&mut self) -> Judged {
        let (mut judgements, mut found) = (Vec::new(), Vec::new());
        let judged = self.planned.iter().map(|Planned { change, links }| {
            // An undo is sent even then: its record says that the change is undone.
            if change.changes_nothing() && links.undoes.is_none() {
                return Some(Ok(Made::Unchanged));
            }
            let known = self.known.as_ref()?;
            if !self.checked {
                found.push(consequences::of_change(change.before(), change.wanted(), known));
                return None;
            }
            let mut judgement = Judgement::of(change.before(), change.wanted(), known);
            if let Err(error) = judgement.refuse() {
                return Some(Err(error));
            }
            found.push(std::mem::take(&mut judgement.consequences));
            judgements.push(judgement);
            None
        });
        self.results = judged.collect();
        Judged { judgements, impact: Impact::of(found) }
    }

    /// Of changes that belong together none is sent where one is refused.
    fn refuse_parts(&self, in_order: bool) -> Result<()> {
        let refused = self.results.iter().find_map(|result| result.as_ref()?.as_ref().err());
        refused.filter(|_| in_order).map_or(Ok(()), |error| Err(error.clone()))
    }

    /// The question about changes that somebody should have meant.
    fn question(&self) -> Result<Question> {
        let tenant = self.ctx.tenant()?;
        let mut open = self.open();
        let what = match (open.next(), open.count()) {
            (Some((_, change)), 0) => change.describe(),
            (_, rest) => format!("change {} sync groups", rest + 1),
        };
        let (name, host) = (&tenant.name, tenant.address.host());
        let mut text = format!("{what} on profile `{name}` ({host})?");
        if let Some(first) = text.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        Ok(Question { text, differences: false, notes: Vec::new() })
    }

    /// The changes that are still to be sent, with their positions.
    fn open(&self) -> impl Iterator<Item = (usize, &Change)> {
        let changes = self.planned.iter().map(|planned| &planned.change).enumerate();
        changes.filter(|(at, _)| self.results[*at].is_none())
    }

    /// Reads the groups again, and refuses the changes of those that are not as they were read: one by its ID, several
    /// from one list.
    async fn compare(&mut self) -> Result<()> {
        let befores = self.open().filter_map(|(at, change)| Some((at, change.before()?.clone())));
        let befores: Vec<(usize, SyncGroup)> = befores.collect();
        for (at, result) in conflict::compare_all(self.ctx, &befores).await? {
            if let Err(error) = result {
                self.results[at] = Some(Err(error));
            }
        }
        Ok(())
    }

    /// Whether the reading may stand for the present: another one would be one request too many, and no time has
    /// passed.
    async fn is_fresh(&self, read_at: Option<Instant>) -> Result<bool> {
        let Some(read_at) = read_at else { return Ok(false) };
        let wanted = self.open().filter_map(|(_, change)| change.wanted());
        let members: usize = wanted.map(|group| group.source_ids().count()).sum();
        let sent = self.ctx.requests_sent().await?;
        // The reading itself and the change are still to come.
        let too_many = sent + 2 > REQUESTS + members as u64;
        Ok(too_many && read_at.elapsed() < FRESH)
    }

    /// Names for what is shown.
    async fn directory(&self) -> Result<Directory> {
        let groups: Vec<&SyncGroup> = self.open().flat_map(|(_, change)| change.groups()).collect();
        if let Some(known) = self.known.as_ref().filter(|_| self.checked) {
            return Ok(Directory::of_known(&groups, known));
        }
        let groups: Vec<SyncGroup> = groups.into_iter().cloned().collect();
        Directory::for_output(self.ctx, &groups).await
    }

    /// A dry run: shows what would be sent.
    async fn show(mut self, report: &impl Report) -> Result<Performed> {
        let several = self.planned.len() > 1;
        for (planned, result) in self.planned.iter().zip(&self.results) {
            match result {
                Some(Err(error)) if several => {
                    let name = planned.change.groups().last().map_or("", SyncGroup::name);
                    report.refused(&error.clone().about(&format!("`{name}`")));
                }
                Some(Err(error)) => return Err(error.clone()),
                _ => {}
            }
        }
        let directory = self.directory().await?;
        let changes: Vec<&Change> = self.open().map(|(_, change)| change).collect();
        dry_run::show(self.ctx, &changes, &directory).await?;
        let results = std::mem::take(&mut self.results);
        let results = results.into_iter().map(|result| result.unwrap_or(Ok(Made::Shown)));
        Ok(Performed { results: results.collect(), directory: Some(directory) })
    }

    /// Asks once for all changes, unless there is nothing to ask about.
    async fn ask(&self, question: &Question, impact: &Impact) -> Result<()> {
        if self.open().next().is_none() {
            return Ok(());
        }
        // Who has answered already is told in brief.
        if self.ctx.globals.yes && self.ctx.globals.verbose == 0 {
            return Ok(());
        }
        if question.differences {
            let directory = self.directory().await?;
            for (_, change) in self.open() {
                let states = [change.before(), change.wanted()];
                group_lines::show_change(self.ctx, states, &directory, Target::Stderr)?;
            }
        }
        let out = self.ctx.out()?;
        question.notes.iter().for_each(|note| out.tell(note));
        let lines = impact.to_confirm().into_iter().map(|line| line + "\n");
        self.ctx.ask(lines.chain([question.text.clone()]).collect()).await
    }

    /// Sends what nothing speaks against.
    async fn send(self, report: &(impl Report + Sync), in_order: bool) -> Performed {
        let Self { ctx, planned, results, known, checked } = self;
        let groups = Lookup::of(ctx).read_groups();
        let groups = groups.as_deref();
        let send = async |(planned, result): (&Planned, Option<Result<Made>>)| match result {
            Some(result) => result,
            None => Box::pin(send::send(ctx, report, planned, groups)).await.map(Made::Sent),
        };
        let all = planned.iter().zip(results);
        let results = if in_order {
            items::until_failure(all, send).await
        } else {
            items::each(all, send).await
        };
        let directory = known.filter(|_| checked).map(|known| {
            let groups: Vec<&SyncGroup> =
                planned.iter().flat_map(|planned| planned.change.groups()).collect();
            Directory::of_known(&groups, &known)
        });
        Performed { results, directory }
    }
}
