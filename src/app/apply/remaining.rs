//! How far a saved plan has been run already.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::app::apply::propose::{Action, Step};
use crate::model::SyncGroup;

/// What is left of a plan.
pub struct Remaining {
    /// The steps that are not done, numbered anew.
    pub steps: Vec<Step>,
    /// How many are done.
    pub done: usize,
    /// Every group of the tenant as the plan knew it and as the done steps left it.
    pub expected: Vec<SyncGroup>,
}

/// Tells what is left of the steps, given the groups as they were when the plan was made and as they are now. A step is
/// done where the tenant has what it wants, or what a later step of the same group wants.
pub fn of(steps: Vec<Step>, then: &[SyncGroup], now: &[SyncGroup]) -> Remaining {
    let by_id = |groups: &[SyncGroup]| -> BTreeMap<String, SyncGroup> {
        groups.iter().map(|group| (group.id().to_owned(), group.clone())).collect()
    };
    let (mut expected, now) = (by_id(then), by_id(now));
    let mut fresh: Vec<&SyncGroup> =
        now.iter().filter(|(id, _)| !expected.contains_key(*id)).map(|(_, group)| group).collect();
    let mut done: HashSet<usize> = HashSet::new();
    let mut chains: BTreeMap<&str, Vec<&Step>> = BTreeMap::new();
    for step in &steps {
        if let Some(id) = step.id.as_deref() {
            chains.entry(id).or_default().push(step);
            continue;
        }
        let made = fresh.iter().position(|group| {
            step.wanted.as_ref().is_some_and(|wanted| group.has_settings_of(wanted))
        });
        if let (Action::Create, Some(at)) = (step.action, made) {
            let group = fresh.swap_remove(at);
            expected.insert(group.id().to_owned(), group.clone());
            done.insert(step.number);
        }
    }
    for (id, chain) in chains {
        let present = now.get(id);
        let reached = chain.iter().rposition(|step| match (&step.wanted, present) {
            (Some(wanted), Some(present)) => present.has_settings_of(wanted),
            (None, None) => true,
            _ => false,
        });
        let Some(reached) = reached else { continue };
        done.extend(chain[..=reached].iter().map(|step| step.number));
        match present {
            Some(group) => expected.insert(id.to_owned(), group.clone()),
            None => expected.remove(id),
        };
    }
    let expected = expected.into_values().collect();
    Remaining { done: done.len(), steps: without(steps, &done), expected }
}

/// The other steps, numbered from 1.
fn without(steps: Vec<Step>, done: &HashSet<usize>) -> Vec<Step> {
    let left: Vec<Step> = steps.into_iter().filter(|step| !done.contains(&step.number)).collect();
    let numbers: HashMap<usize, usize> =
        left.iter().enumerate().map(|(at, step)| (step.number, at + 1)).collect();
    let renumbered = left.into_iter().map(|step| Step {
        number: numbers[&step.number],
        after: step.after.iter().filter_map(|number| numbers.get(number).copied()).collect(),
        ..step
    });
    renumbered.collect()
}

/// The IDs of the groups that matter to the steps, of all these groups: those that they write, and those that share a
/// name or a source with them.
pub fn touched(steps: &[Step], groups: &[&[SyncGroup]]) -> HashSet<String> {
    let sides = || steps.iter().flat_map(|step| step.before.iter().chain(&step.wanted));
    let ids: HashSet<&str> = steps.iter().filter_map(|step| step.id.as_deref()).collect();
    let names: HashSet<&str> = sides().map(SyncGroup::name).collect();
    let sources: HashSet<&str> = sides().flat_map(SyncGroup::source_ids).collect();
    let matters = |group: &&SyncGroup| {
        ids.contains(group.id())
            || names.contains(group.name())
            || group.source_ids().any(|source| sources.contains(source))
    };
    let all = groups.iter().flat_map(|groups| groups.iter());
    all.filter(matters).map(|group| group.id().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn group(id: &str, name: &str, sources: &[&str]) -> SyncGroup {
        serde_json::from_value(
            json!({"id": id, "name": name, "passwordPolicyId": "p", "sourceIds": sources}),
        )
        .unwrap()
    }

    fn step(number: usize, after: &[usize], sides: [Option<&SyncGroup>; 2]) -> Step {
        let [before, wanted] = sides;
        let action = match sides {
            [None, _] => Action::Create,
            [_, None] => Action::Delete,
            _ => Action::Update,
        };
        Step {
            number,
            action,
            after: after.to_vec(),
            last: false,
            id: before.map(|group| group.id().to_owned()),
            replaces: None,
            before: before.cloned(),
            wanted: wanted.cloned(),
            undoes: None,
        }
    }

    #[test]
    fn what_the_tenant_has_already_is_done() {
        let (one, two, three) =
            (group("g", "A", &["a", "b"]), group("g", "T", &["b", "c"]), group("g", "B", &["c"]));
        let (gone, new) = (group("d", "D", &["x", "y"]), group("", "N", &["x", "y"]));
        let steps = || {
            vec![
                step(1, &[], [Some(&one), Some(&two)]),
                step(2, &[], [Some(&gone), None]),
                step(3, &[1], [Some(&two), Some(&three)]),
                step(4, &[2, 3], [None, Some(&new)]),
            ]
        };
        let then = [one.clone(), gone.clone()];
        let left = of(steps(), &then, &then);
        assert_eq!((left.done, left.steps.len()), (0, 4));
        let left = of(steps(), &then, std::slice::from_ref(&two));
        assert_eq!((left.done, left.expected), (2, vec![two.clone()]));
        let numbers = left.steps.iter().map(|step| (step.number, step.after.clone()));
        assert_eq!(numbers.collect::<Vec<_>>(), [(1, vec![]), (2, vec![1])]);
        let made = group("n", "N", &["y", "x"]);
        let left = of(steps(), &then, &[three, made]);
        assert_eq!((left.done, left.steps.len()), (4, 0));
    }

    #[test]
    fn groups_matter_by_name_and_source() {
        let steps = [step(1, &[], [None, Some(&group("", "N", &["x", "y"]))])];
        let groups = [
            group("1", "N", &["a"]),
            group("2", "M", &["y", "z"]),
            group("3", "Other", &["b", "c"]),
        ];
        let touched = touched(&steps, &[&groups]);
        assert_eq!(touched, ["1", "2"].map(str::to_owned).into());
    }
}
