//! Large components, second way: along an Euler circuit.
//!
//! Every arrival of a source lets a group give one away. Taken so, a group passes on as many as it takes: what it can
//! give away without an arrival comes from a place outside, and what it takes without giving one away goes there. Then
//! there is a circuit through the outside that passes every moving source once, and walking along it nobody ever
//! waits. Where nothing of a set of groups is connected to the outside, they are pairs, and one of them is deleted and
//! becomes their outside. A pair is passed twice at most; what would be written three times is recreated instead.

use crate::plan::ordering::component::{Component, Move};
use crate::plan::ordering::progress::Progress;

/// The moves for a component of any size; none where the tenant breaks its own rules.
pub(crate) fn solve(part: &Component) -> Option<Vec<Move>> {
    let mut walk = Walk::new(part);
    let mut tour = Tour::new(part);
    let outside = walk.circuit(part.members.len());
    let degree = |&member: &usize| (part.count_in(member), usize::MAX - member);
    let starts: Vec<usize> =
        part.stuck().into_iter().filter_map(|set| set.into_iter().max_by_key(degree)).collect();
    let inside: Vec<Vec<Hop>> = starts.iter().map(|&start| walk.circuit(start)).collect();
    inside.iter().chain([&outside]).for_each(|circuit| tour.prepare(circuit));
    for &start in &starts {
        tour.delete(start);
    }
    inside.iter().chain([&outside]).for_each(|circuit| tour.run(circuit));
    (tour.table.left == 0).then(|| twice_at_most(part, tour.table.moves))
}

/// From a member along an edge, or to or from the outside along none.
#[derive(Debug, Clone, Copy)]
struct Hop {
    from: usize,
    edge: Option<usize>,
    to: usize,
}

struct Walk {
    hops: Vec<Vec<Hop>>,
}

impl Walk {
    fn new(part: &Component) -> Self {
        let outside = part.members.len();
        let mut hops: Vec<Vec<Hop>> = vec![Vec::new(); outside + 1];
        for (member, of) in part.members.iter().enumerate() {
            let (into, out) = (part.count_in(member), part.count_out(member));
            let lack = 2_usize.saturating_sub(of.floor);
            let hop = |from, to| Hop { from, edge: None, to };
            hops[outside]
                .extend(std::iter::repeat_n(hop(outside, member), out.saturating_sub(lack)));
            hops[member]
                .extend(std::iter::repeat_n(hop(member, outside), into.saturating_sub(lack)));
            for &edge in &of.out {
                let crate::plan::ordering::component::Edge { from, to, count } = part.edges[edge];
                hops[member].extend(std::iter::repeat_n(Hop { from, edge: Some(edge), to }, count));
            }
        }
        Self { hops }
    }

    /// Hierholzer's algorithm: a walk from here that uses every hop that can be reached, once.
    fn circuit(&mut self, start: usize) -> Vec<Hop> {
        let mut path: Vec<Hop> = Vec::new();
        let mut circuit = Vec::new();
        loop {
            let here = path.last().map_or(start, |hop| hop.to);
            match (self.hops[here].pop(), path.is_empty()) {
                (Some(hop), _) => path.push(hop),
                (None, false) => circuit.extend(path.pop()),
                (None, true) => break,
            }
        }
        circuit.reverse();
        circuit
    }
}

struct Tour<'a> {
    table: Progress<'a>,
    /// By member: the edges of its sources in the order in which the circuit passes them.
    uses: Vec<Vec<usize>>,
    /// By member: how many of these have been given away, and how many the circuit has passed.
    given: Vec<usize>,
    passed: Vec<usize>,
    is_written: Vec<bool>,
    is_done: Vec<bool>,
}

impl<'a> Tour<'a> {
    fn new(part: &'a Component) -> Self {
        let count = part.members.len();
        Self {
            table: Progress::new(part),
            uses: vec![Vec::new(); count],
            given: vec![0; count],
            passed: vec![0; count],
            is_written: vec![false; count],
            is_done: vec![false; count],
        }
    }

    fn delete(&mut self, member: usize) {
        self.is_done[member] = true;
        self.table.delete(member, None);
    }

    /// Notes in which order the circuit passes the sources of each member.
    fn prepare(&mut self, circuit: &[Hop]) {
        for hop in circuit {
            self.uses.get_mut(hop.from).into_iter().for_each(|uses| uses.extend(hop.edge));
        }
    }

    fn run(&mut self, circuit: &[Hop]) {
        self.settle();
        for hop in circuit.iter().filter(|hop| hop.edge.is_some()) {
            self.pass(hop.from);
            self.settle();
        }
    }

    fn settle(&mut self) {
        while let Some(member) = self.table.finish() {
            self.is_done[member] = true;
        }
    }

    /// The circuit wants the next source of the member. Where only its name is missing, and whoever has that has not
    /// been written yet, that one gives it up first, so that this one can be finished.
    fn pass(&mut self, member: usize) {
        let place = self.passed[member];
        self.passed[member] += 1;
        if self.is_done[member] || place < self.given[member] || self.givable(member) <= place {
            return;
        }
        match self.table.waits_for_name(member).filter(|&holder| !self.is_written[holder]) {
            Some(holder) => self.give(holder),
            None => self.give(member),
        }
    }

    /// How many sources the member can have given away and still stand.
    fn givable(&self, member: usize) -> usize {
        let lack = 2_usize.saturating_sub(self.table.free[member]);
        self.uses[member].len().saturating_sub(lack).max(self.given[member])
    }

    fn give(&mut self, member: usize) {
        self.is_written[member] = true;
        self.given[member] = self.givable(member);
        let uses = &self.uses[member][self.given[member]..];
        let left = |edge: usize| uses.iter().filter(|&&kept| kept == edge).count();
        let out = &self.table.part.members[member].out;
        let kept: Vec<(usize, usize)> = out.iter().map(|&edge| (edge, left(edge))).collect();
        self.table.shrink(member, &kept);
    }
}

/// Recreates whoever is written more than twice: deleted with the first of these steps, created with the last.
fn twice_at_most(part: &Component, moves: Vec<Move>) -> Vec<Move> {
    let mut writes = vec![0_usize; part.members.len()];
    for step in &moves {
        writes[step.group()] += 1;
    }
    let mut is_deleted = vec![false; part.members.len()];
    let recreate = |step: Move| {
        let group = step.group();
        match step {
            Move::Shrink { .. } if writes[group] > 2 => {
                (!std::mem::replace(&mut is_deleted[group], true)).then_some(Move::Delete(group))
            }
            _ => Some(step),
        }
    };
    moves.into_iter().filter_map(recreate).collect()
}
