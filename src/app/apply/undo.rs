//! Undoing a whole command.

use std::collections::{HashMap, HashSet};

use crate::app::apply::elsewhere::Found;
use crate::app::apply::propose::{Action, Proposal, Purpose, Step};
use crate::app::apply::review::Review;
use crate::app::apply::{elsewhere, review, run};
use crate::app::change::conflict;
use crate::app::change::undo::Chosen;
use crate::app::lookup::snapshot::Survey;
use crate::app::session::context::Context;
use crate::error::{Code, Result};
use crate::history;
use crate::history::{Inverse, Record, Undoes};
use crate::model::SyncGroup;

/// Undoes the changes, last first, if the groups are still as they left them (exit 5).
pub async fn undo(ctx: &Context, chosen: &Chosen, check: bool) -> Result<Code> {
    review::check_output(ctx).map_err(|error| {
        error.cause("several changes, an `apply` and a record (--from) are undone by a plan")
    })?;
    ctx.check_writable()?;
    let mut records: Vec<&Record> = chosen.of_numbers().collect();
    let survey = Survey::of(ctx).await?;
    let out = ctx.out()?;
    let mut told = Vec::new();
    let steps = if let Some(file) = &chosen.file {
        let found = elsewhere::find(&records, &chosen.records, &survey)?;
        let mut undone: Vec<u64> = found.undone.iter().copied().collect();
        undone.sort_unstable();
        told.extend(undone.iter().map(|number| format!("change {number} is undone already")));
        records.retain(|record| !found.undone.contains(&record.number));
        if records.is_empty() {
            told.push(format!("nothing of `{}` is left to be undone", file.display()));
        }
        reverse(&records, chosen, &survey, Some(&found))?
    } else {
        reverse(&records, chosen, &survey, None)?
    };
    if !chosen.numbers.is_empty() {
        out.news(&chosen.headline(true));
    }
    chosen.tell_rest(ctx, true)?;
    for text in &told {
        out.note(text);
    }
    let proposal = Proposal {
        steps,
        unchanged: 0,
        unmentioned: Vec::new(),
        notes: losses(&records, &chosen.records)?,
        purpose: Purpose::Undo { name: chosen.name(true), check },
    };
    run::run(ctx, Review::of(ctx, survey, proposal).await?).await
}

/// The steps that undo the changes, each behind those that it must not overtake.
fn reverse(
    undone: &[&Record],
    chosen: &Chosen,
    survey: &Survey,
    found: Option<&Found>,
) -> Result<Vec<Step>> {
    let present: HashMap<&str, &SyncGroup> =
        survey.groups.iter().map(|group| (group.id(), group)).collect();
    let mut seen = HashSet::new();
    let mut order = Order::default();
    let mut steps = Vec::new();
    for (at, record) in undone.iter().enumerate() {
        let mut inverse = history::inverse(record, &chosen.records)?;
        if let Some(found) = found {
            inverse = found.renamed(inverse, record);
        }
        let id = match &inverse {
            Inverse::Delete { id, .. } | Inverse::Update { id, .. } => id,
            Inverse::Create { old_id, .. } => old_id,
        };
        // Earlier changes of the same group are as they should be when the later ones are undone.
        let now = present.get(id.as_str()).copied();
        if seen.insert(id.clone()) && found.is_none() {
            history::unchanged_since(record, &chosen.records, now)
                .map_err(|changed| conflict::since_change(&changed, survey.directory()))?;
        }
        let mut step = step(at + 1, chosen.undoes(record), inverse, now);
        step.after = order.enter(&step);
        steps.push(step);
    }
    Ok(steps)
}

fn step(number: usize, undoes: Undoes, inverse: Inverse, now: Option<&SyncGroup>) -> Step {
    let (action, id, replaces, before, wanted) = match inverse {
        Inverse::Delete { id, group } => {
            (Action::Delete, Some(id), None, Some(now.cloned().unwrap_or(group)), None)
        }
        Inverse::Update { id, from, to } => {
            // The record knows the ID that the group had then.
            let mut from = from.into_object();
            from.insert("id".into(), id.clone().into());
            (Action::Update, Some(id), None, Some(from.into()), Some(to))
        }
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
