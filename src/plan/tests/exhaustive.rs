//! Every order of every write, for small scenes: what the planner promises, found without any of its ideas. The only
//! bound is that every group that is not yet as desired needs a write.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use super::scene::Scene;

/// A name or a source, as a number; 0 is a temporary name.
type Names = [u8; 2];

struct Group {
    before: u32,
    after: u32,
    names: Names,
}

/// Sources of each group as bits, `GONE` for a deleted one, and its name.
type State = Vec<(u32, u8)>;

const GONE: u32 = u32::MAX;

/// The least (recreations, steps) that lead from the tenant to the manifest, if it is less than the limit. All groups
/// are desired and have an `id`.
pub(super) fn cheaper(scene: &Scene, limit: (usize, usize)) -> Option<(usize, usize)> {
    let groups = groups(scene);
    let start: State = groups.iter().map(|group| (group.before, group.names[0])).collect();
    let goal: State = groups.iter().map(|group| (group.after, group.names[1])).collect();
    let wrong = |state: &State| state.iter().zip(&goal).filter(|(is, shall)| is != shall).count();
    let mut open = BinaryHeap::from([Reverse(((0, wrong(&start)), start.clone()))]);
    let mut best = HashMap::from([(start, (0, 0))]);
    while let Some(Reverse((bound, state))) = open.pop() {
        if bound >= limit {
            return None;
        }
        if state == goal {
            return Some(bound);
        }
        let cost = best[&state];
        if bound > (cost.0, cost.1 + wrong(&state)) {
            continue;
        }
        for (next, recreations) in moves(&groups, &state) {
            let cost = (cost.0 + recreations, cost.1 + 1);
            let bound = (cost.0, cost.1 + wrong(&next));
            if bound < limit && best.get(&next).is_none_or(|&best| cost < best) {
                best.insert(next.clone(), cost);
                open.push(Reverse((bound, next)));
            }
        }
    }
    None
}

fn groups(scene: &Scene) -> Vec<Group> {
    let mut names = vec![String::new()];
    let mut sources = Vec::new();
    let number = |list: &mut Vec<String>, text: &str| {
        list.iter().position(|known| known == text).unwrap_or_else(|| {
            list.push(text.to_owned());
            list.len() - 1
        })
    };
    let pairs = scene.tenant.iter().zip(&scene.desired);
    pairs
        .map(|(present, desired)| {
            let (before, after) = (&present.settings, &desired.settings);
            let mut bits = |list: &[Cow<'_, str>]| {
                list.iter().map(|source| 1_u32 << number(&mut sources, source)).sum()
            };
            let (held, wanted) = (bits(&before.sources), bits(&after.sources));
            let mut name = |text: &str| u8::try_from(number(&mut names, text)).unwrap();
            Group { before: held, after: wanted, names: [name(&before.name), name(&after.name)] }
        })
        .collect()
}

fn moves(groups: &[Group], state: &State) -> Vec<(State, usize)> {
    let mut found = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let others =
            || state.iter().enumerate().filter(|&(other, of)| other != index && of.0 != GONE);
        let held: u32 = others().map(|(_, of)| of.0).sum();
        let allowed = (group.before | group.after) & !held;
        let free = |name: u8| name == 0 || others().all(|(_, of)| of.1 != name);
        let names = [0, group.names[0], group.names[1]].into_iter().filter(|&name| free(name));
        let names: HashSet<u8> = names.collect();
        let mut push = |to: (u32, u8), recreations| {
            let mut next = state.clone();
            next[index] = to;
            found.push((next, recreations));
        };
        let mut subset = allowed;
        while subset > 0 {
            if subset.count_ones() >= 2 {
                for &name in &names {
                    push((subset, name), 0);
                }
            }
            subset = (subset - 1) & allowed;
        }
        if state[index].0 != GONE {
            push((GONE, 0), 1);
        }
    }
    found
}
