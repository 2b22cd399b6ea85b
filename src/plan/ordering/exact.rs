//! Small components: the fewest steps, found by an A* search.
//!
//! A state is what every member still holds back from the others; which members are finished follows from it, because
//! one that can be finished always is. A move writes one member to something between, and costs one step beyond the
//! one that everybody needs. The bound is the smallest feedback vertex set of who waits for whom: were nothing ever
//! held back, so many members would have to be written twice.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use crate::plan::ordering::component::{Component, Member, Move};
use crate::plan::ordering::feedback_vertex_set::Graph;
use crate::plan::ordering::{greedy, temporary_names};

/// More sources than this between two members make no difference: at most two are held back, and two are enough.
const MANY: usize = 4;

/// The moves with the fewest recreations and then the fewest steps; none where the tenant breaks its own rules so that
/// updates lead nowhere.
pub(crate) fn solve(part: &Component) -> Option<Vec<Move>> {
    let mut best: Option<Vec<Move>> = None;
    for deleted in choices(&part.stuck()) {
        let (rest, members) = without(part, &deleted);
        let limit = best.as_ref().map(|moves| moves.len() - 2 * deleted.len() - members.len());
        let Some(moves) = Search::new(&rest, limit).run() else { continue };
        let moves = moves.into_iter().map(|step| globally(step, &members));
        let all = deleted.iter().map(|&member| Move::Delete(member)).chain(moves);
        best = Some(all.chain(deleted.iter().map(|&member| Move::Finish(member))).collect());
    }
    best.map(|moves| temporary_names::spare(part, moves))
}

/// Every way to take one member of each set.
fn choices(sets: &[Vec<usize>]) -> Vec<Vec<usize>> {
    sets.iter().fold(vec![Vec::new()], |chosen, set| {
        let with = |chosen: &Vec<usize>, &member: &usize| {
            chosen.iter().copied().chain([member]).collect::<Vec<_>>()
        };
        chosen
            .iter()
            .flat_map(|chosen| set.iter().map(move |member| with(chosen, member)))
            .collect()
    })
}

/// What is left when these members are deleted, and the numbers that the others had. What they held is free, and
/// what goes to them can be held back to the end.
fn without(part: &Component, deleted: &[usize]) -> (Component, Vec<usize>) {
    let members: Vec<usize> =
        (0..part.members.len()).filter(|member| !deleted.contains(member)).collect();
    let local = |member: usize| members.binary_search(&member).ok();
    let keep = |&member: &usize| {
        let Member { floor, is_pair, after, name_from, name_to, .. } = part.members[member];
        let (name_from, name_to) = (name_from.and_then(local), name_to.and_then(local));
        Member { floor, is_pair, after, name_from, name_to, ..Member::default() }
    };
    let mut rest = Component { members: members.iter().map(keep).collect(), edges: Vec::new() };
    for edge in &part.edges {
        match (local(edge.from), local(edge.to)) {
            (Some(from), Some(to)) => rest.connect(from, to, edge.count),
            (Some(member), None) | (None, Some(member)) => rest.members[member].floor += edge.count,
            (None, None) => {}
        }
    }
    (rest, members)
}

fn globally(step: Move, members: &[usize]) -> Move {
    match step {
        Move::Delete(member) => Move::Delete(members[member]),
        Move::Finish(member) => Move::Finish(members[member]),
        Move::Shrink { group, keeps, rename } => {
            let keeps = keeps.into_iter().map(|member| members[member]).collect();
            Move::Shrink { group: members[group], keeps, rename }
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct State {
    /// By edge: how many of its sources are still where they were.
    held: Vec<u8>,
    /// The members that still have the name that another member waits for.
    named: u16,
    done: u16,
}

#[derive(Debug, Clone)]
struct Shrink {
    member: usize,
    /// Indexes of edges, one for each source that is held back.
    keeps: Vec<usize>,
}

struct Node {
    state: State,
    /// Steps beyond one a member.
    extra: u32,
    from: Option<(usize, Shrink)>,
}

struct Search<'a> {
    part: &'a Component,
    nodes: Vec<Node>,
    best: HashMap<State, u32>,
    /// By the least number of extra steps in all, then those still to come: index of the node.
    open: BinaryHeap<Reverse<(u32, u32, usize)>>,
    /// The most extra steps that are of interest.
    most: Option<u32>,
}

impl<'a> Search<'a> {
    /// A search for moves with fewer extra steps than the limit, and no more than another way needs.
    fn new(part: &'a Component, limit: Option<usize>) -> Self {
        let other = greedy::solve(part, 0);
        let is_fair = !other.iter().any(|step| matches!(step, Move::Delete(_)));
        let other = is_fair.then(|| other.len() - part.members.len());
        let limit = limit.map_or(Some(usize::MAX), |limit| limit.checked_sub(1));
        let most = limit.map(|limit| limit.min(other.unwrap_or(usize::MAX)));
        let most = most.map(|most| u32::try_from(most).unwrap_or(u32::MAX));
        Self { part, nodes: Vec::new(), best: HashMap::new(), open: BinaryHeap::new(), most }
    }

    fn start(&self) -> State {
        let held = |edge: &crate::plan::ordering::component::Edge| {
            u8::try_from(edge.count.min(MANY)).unwrap_or(u8::MAX)
        };
        let named = |(member, _): (usize, &Member)| 1 << member;
        let holders = self.part.members.iter().enumerate().filter(|(_, m)| m.name_to.is_some());
        State {
            held: self.part.edges.iter().map(held).collect(),
            named: holders.map(named).sum(),
            done: 0,
        }
    }

    fn run(mut self) -> Option<Vec<Move>> {
        let mut start = self.start();
        self.settle(&mut start);
        self.push(start, 0, None);
        while let Some(Reverse((_, _, index))) = self.open.pop() {
            let Node { state, extra, .. } = &self.nodes[index];
            let (state, extra) = (state.clone(), *extra);
            if usize::try_from(state.done.count_ones()) == Ok(self.part.members.len()) {
                return Some(self.moves(index));
            }
            if self.best.get(&state) == Some(&extra) {
                self.expand(index, &state, extra);
            }
        }
        None
    }

    fn expand(&mut self, index: usize, state: &State, extra: u32) {
        for member in (0..self.part.members.len()).filter(|member| state.done & (1 << member) == 0)
        {
            for shrink in self.shrinks(state, member) {
                let mut next = state.clone();
                self.apply(&mut next, &shrink);
                if next != *state {
                    self.settle(&mut next);
                    self.push(next, extra + 1, Some((index, shrink)));
                }
            }
        }
    }

    fn push(&mut self, state: State, extra: u32, from: Option<(usize, Shrink)>) {
        if self.best.get(&state).is_some_and(|&best| best <= extra) {
            return;
        }
        let limit = self.most.and_then(|most| most.checked_sub(extra));
        self.best.insert(state.clone(), extra);
        if let Some(rest) = limit.and_then(|limit| Graph::new(self.waits(&state)).least(limit)) {
            self.open.push(Reverse((extra + rest, rest, self.nodes.len())));
            self.nodes.push(Node { state, extra, from });
        }
    }

    /// For each member the set of those that it waits for.
    fn waits(&self, state: &State) -> [u16; 16] {
        let mut into = [0; 16];
        for (edge, _) in self.part.edges.iter().zip(&state.held).filter(|&(_, &held)| held > 0) {
            into[edge.to] |= 1 << edge.from;
        }
        for (member, into) in self.part.members.iter().zip(&mut into) {
            *into |= member.name_from.map_or(0, |from| state.named & (1 << from));
        }
        into
    }

    /// Finishes whatever can be finished, and says in which order.
    fn settle(&self, state: &mut State) -> Vec<usize> {
        let mut finished = Vec::new();
        loop {
            let is_ready = |&member: &usize| {
                let Member { into, name_from, .. } = &self.part.members[member];
                state.done & (1 << member) == 0
                    && into.iter().all(|&edge| state.held[edge] == 0)
                    && name_from.is_none_or(|from| state.named & (1 << from) == 0)
            };
            let Some(member) = (0..self.part.members.len()).find(is_ready) else { return finished };
            state.done |= 1 << member;
            state.named &= !(1 << member);
            self.part.members[member].out.iter().for_each(|&edge| state.held[edge] = 0);
            finished.push(member);
        }
    }

    /// What the member can be written to: every choice of what to hold back.
    fn shrinks(&self, state: &State, member: usize) -> Vec<Shrink> {
        let Member { floor, out, into, .. } = &self.part.members[member];
        let total = |edge: usize| self.part.edges[edge].count.min(MANY);
        let free: usize = into.iter().map(|&e| total(e) - usize::from(state.held[e])).sum();
        let keeps = holdings(out, &state.held, 2_usize.saturating_sub(floor + free));
        keeps.into_iter().map(|keeps| Shrink { member, keeps }).collect()
    }

    /// Writes the member, to a temporary name if need be.
    fn apply(&self, state: &mut State, shrink: &Shrink) {
        self.part.members[shrink.member].out.iter().for_each(|&edge| state.held[edge] = 0);
        shrink.keeps.iter().for_each(|&edge| state.held[edge] += 1);
        state.named &= !(1 << shrink.member);
    }

    fn moves(&self, goal: usize) -> Vec<Move> {
        let from = |index: &usize| self.nodes[*index].from.as_ref();
        let path =
            std::iter::successors(Some(goal), |index| from(index).map(|&(before, _)| before));
        let mut shrinks: Vec<&Shrink> = path
            .filter_map(|index| self.nodes[index].from.as_ref().map(|(_, shrink)| shrink))
            .collect();
        shrinks.reverse();
        let mut state = self.start();
        let mut moves: Vec<Move> = self.settle(&mut state).into_iter().map(Move::Finish).collect();
        for shrink in shrinks {
            self.apply(&mut state, shrink);
            let keeps = shrink.keeps.iter().map(|&edge| self.part.edges[edge].to).collect();
            moves.push(Move::Shrink { group: shrink.member, keeps, rename: true });
            moves.extend(self.settle(&mut state).into_iter().map(Move::Finish));
        }
        moves
    }
}

/// Every way to hold back this many sources (two at most), as indexes of edges; none where there are fewer.
fn holdings(out: &[usize], held: &[u8], count: usize) -> Vec<Vec<usize>> {
    let with = |least: u8| out.iter().copied().filter(move |&edge| held[edge] >= least);
    match count {
        0 => vec![Vec::new()],
        1 => with(1).map(|edge| vec![edge]).collect(),
        _ => {
            let pairs = with(1).flat_map(|one| {
                with(1).filter(move |&two| one < two).map(move |two| vec![one, two])
            });
            pairs.chain(with(2).map(|edge| vec![edge, edge])).collect()
        }
    }
}
