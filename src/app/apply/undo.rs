//! `syncgroup undo --apply N`: undoes a whole run.

use std::collections::{HashMap, HashSet};

use crate::app::apply::propose::{Action, Proposal, Step};
use crate::app::apply::review::Review;
use crate::app::apply::{review, run};
use crate::app::change::{conflict, record, undo};
use crate::app::lookup::snapshot::Survey;
use crate::app::session::context::Context;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Result};
use crate::history;
use crate::history::{Filter, Inverse, Record};
use crate::model::SyncGroup;

/// Undoes the changes of a run, last first, if the groups are still as it left them (exit 5). A run of which a change
/// has no known end is refused (exit 2), as is one that is undone already.
pub async fn undo(ctx: &Context, number: u64) -> Result<Code> {
    review::check_output(ctx)?;
    ctx.check_writable()?;
    let tenant = record::identity(ctx.tenant()?);
    let records = records(ctx, &tenant, number).await?;
    let chosen = history::records_of_apply(&records, &tenant, number);
    if chosen.is_empty() {
        return Err(nothing(&records, &tenant, number));
    }
    let survey = Survey::of(ctx).await?;
    let steps = reverse(&chosen, &records, &survey)?;
    let (unchanged, unmentioned, notes) = (0, Vec::new(), losses(&chosen, &records)?);
    let proposal = Proposal { steps, unchanged, unmentioned, notes };
    run::run(ctx, Review::of(ctx, survey, proposal).await?).await
}

/// All records. How the changes of the run ended is found out first where nobody wrote it down.
async fn records(ctx: &Context, tenant: &str, number: u64) -> Result<Vec<Record>> {
    let Some(journal) = ctx.journal()? else { return Ok(Vec::new()) };
    let records = journal.records(&Filter::default())?;
    let members = history::records_of_apply(&records, tenant, number);
    let members: Vec<u64> = members.iter().map(|record| record.number).collect();
    undo::settled_records(ctx, journal, records, members).await
}

/// Why there is nothing to undo.
fn nothing(records: &[Record], tenant: &str, number: u64) -> Error {
    let of_run = |record: &&Record| record.apply == Some(number);
    let here = |record: &&Record| record.beginning.tenant == tenant;
    let error = match records.iter().find(of_run) {
        None if records.iter().any(|record| record.number == number) => {
            Error::usage(format!("change {number} is not the first of a run"))
                .hint(CommandLine::of("undo").word(number.to_string()))
        }
        None => Error::new(Code::NotFound, format!("the history has no run {number}")),
        Some(_) if records.iter().filter(of_run).any(|record| here(&record)) => {
            Error::usage(format!("nothing of run {number} is left to be undone"))
        }
        Some(other) => {
            let other = &other.beginning.tenant;
            Error::usage(format!("run {number} was made on tenant `{other}`, not `{tenant}`"))
        }
    };
    error.hint(CommandLine::of("history"))
}

/// The steps that undo the changes, each behind those that it must not overtake.
fn reverse(chosen: &[&Record], records: &[Record], survey: &Survey) -> Result<Vec<Step>> {
    let present: HashMap<&str, &SyncGroup> =
        survey.groups.iter().map(|group| (group.id(), group)).collect();
    let mut seen = HashSet::new();
    let mut order = Order::default();
    let mut steps = Vec::new();
    for (at, record) in chosen.iter().enumerate() {
        let inverse = history::inverse(record, records)?;
        let id = match &inverse {
            Inverse::Delete { id, .. } | Inverse::Update { id, .. } => id,
            Inverse::Create { old_id, .. } => old_id,
        };
        // Earlier changes of the same group are as they should be when the later ones are undone.
        let now = present.get(id.as_str()).copied();
        if seen.insert(id.clone()) {
            history::unchanged_since(record, records, now)
                .map_err(|changed| conflict::since_change(&changed, survey.directory()))?;
        }
        let mut step = step(at + 1, record.number, inverse, now);
        step.after = order.enter(&step);
        steps.push(step);
    }
    Ok(steps)
}

fn step(number: usize, undoes: u64, inverse: Inverse, now: Option<&SyncGroup>) -> Step {
    let (action, id, replaces, before, wanted) = match inverse {
        Inverse::Delete { id, group } => {
            (Action::Delete, Some(id), None, Some(now.cloned().unwrap_or(group)), None)
        }
        Inverse::Update { id, from, to } => (Action::Update, Some(id), None, Some(from), Some(to)),
        Inverse::Create { old_id, group } => {
            (Action::Create, None, Some(old_id), None, Some(group))
        }
    };
    let after = Vec::new();
    Step { number, action, after, last: false, id, replaces, before, wanted, undoes: Some(undoes) }
}

/// Which step touched a group, a name or a source last: whoever touches it next goes behind.
#[derive(Default)]
struct Order {
    last: HashMap<String, usize>,
}

impl Order {
    /// The numbers of the steps that this one must wait for.
    fn enter(&mut self, step: &Step) -> Vec<usize> {
        let ids = step.id.iter().chain(&step.replaces).map(|id| format!("group {id}"));
        let sides = step.before.iter().chain(&step.wanted);
        let names = sides.clone().map(|group| format!("name {}", group.name()));
        let sources =
            sides.flat_map(SyncGroup::source_ids).map(|source| format!("source {source}"));
        let things: HashSet<String> = ids.chain(names).chain(sources).collect();
        let before = things.into_iter().filter_map(|thing| self.last.insert(thing, step.number));
        let mut before: Vec<usize> = before.collect();
        before.sort_unstable();
        before.dedup();
        before
    }
}

/// What does not come back, once.
fn losses(chosen: &[&Record], records: &[Record]) -> Result<Vec<String>> {
    let mut losses = Vec::new();
    for record in chosen {
        for loss in history::losses(&history::inverse(record, records)?) {
            let loss = format!("not undone: {loss}");
            if !losses.contains(&loss) {
                losses.push(loss);
            }
        }
    }
    Ok(losses)
}
