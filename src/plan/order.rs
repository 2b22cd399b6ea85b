//! The order of the list: by the manifest, everything as late as it is needed, final deletes last.

use super::{Action, Plan, Step};
use crate::plan::steps::{DraftStep, Steps};

/// Puts the steps in order and numbers them.
pub(super) fn arrange<'a>(unordered: Steps<'_, 'a>) -> Plan<'a> {
    let (order, tail) = order(&unordered.list);
    let mut place = vec![0; order.len()];
    order.iter().enumerate().for_each(|(id, &step)| place[step] = id);
    let jobs = unordered.jobs;
    let mut steps: Vec<Option<Step<'a>>> = order.iter().map(|_| None).collect();
    for (index, DraftStep { action, after, .. }) in unordered.list.into_iter().enumerate() {
        let mut after: Vec<usize> = after.into_iter().map(|step| place[step]).collect();
        after.sort_unstable();
        steps[place[index]] = Some(Step { id: place[index], after, action });
    }
    Plan {
        steps: steps.into_iter().flatten().collect(),
        tail,
        unchanged: jobs.unchanged.clone(),
        unmentioned: jobs.unmentioned.clone(),
        notes: unordered.notes,
    }
}

/// Every step behind those that it waits for, and the deletes that nothing waits for behind everything; with the
/// index of the first of these.
fn order(steps: &[DraftStep<'_>]) -> (Vec<usize>, usize) {
    let mut is_awaited = vec![false; steps.len()];
    steps.iter().flat_map(|step| &step.after).for_each(|&step| is_awaited[step] = true);
    let is_delete = |step: &usize| matches!(steps[*step].action, Action::Delete { .. });
    let (deletes, mut roots): (Vec<usize>, Vec<usize>) = (0..steps.len()).partition(is_delete);
    roots.sort_by_key(|&step| (!is_recreation(&steps[step]), steps[step].job, step));
    let mut order = Vec::with_capacity(steps.len());
    let mut is_placed = vec![false; steps.len()];
    for root in roots {
        place(steps, root, &mut is_placed, &mut order);
    }
    let tail = order.len();
    let mut last: Vec<usize> = deletes.into_iter().filter(|&step| !is_awaited[step]).collect();
    last.sort_by_key(|&step| steps[step].job);
    order.append(&mut last);
    (order, tail)
}

/// A recreated group is missing between two steps, so nothing that it does not wait for comes between them.
fn is_recreation(step: &DraftStep<'_>) -> bool {
    matches!(step.action, Action::Create { replaces: Some(_), .. })
}

/// Places a step and, before it, those that it waits for.
fn place(steps: &[DraftStep<'_>], root: usize, is_placed: &mut [bool], order: &mut Vec<usize>) {
    let mut path = vec![(root, 0)];
    while let Some((step, next)) = path.last_mut() {
        let step = *step;
        let before = steps[step].after.get(*next).copied().filter(|_| !is_placed[step]);
        *next += 1;
        match before {
            Some(before) if is_placed[before] => {}
            Some(before) => path.push((before, 0)),
            None => {
                path.pop();
                if !std::mem::replace(&mut is_placed[step], true) {
                    order.push(step);
                }
            }
        }
    }
}
