//! Large components of pairs: one recreation, and everything else along an Euler circuit through it.

use super::part::{Move, Part};

/// The moves for a component in which all members are pairs and no names pass; none for any other.
///
/// Every member takes as many sources as it gives, so a circuit passes each moving source once. With the first group
/// of it deleted, each arrival of a source lets a group give away the next one. A group is passed once or twice.
pub(super) fn solve(part: &Part) -> Option<Vec<Move>> {
    let named = part.members.iter().any(|member| member.name_from.is_some());
    if named || part.stuck().first()?.len() != part.members.len() {
        return None;
    }
    let degree = |member: usize| (part.members[member].into.len(), usize::MAX - member);
    let start = (0..part.members.len()).max_by_key(|&member| degree(member))?;
    let circuit = circuit(part, start);
    let mut tour = Tour::new(part);
    tour.delete(start);
    for stop in circuit[1..].windows(2).filter(|stop| stop[0] != start) {
        tour.pass(stop[0], stop[1]);
    }
    tour.moves.push(Move::Finish(start));
    Some(tour.moves)
}

/// For each member those that wait for its sources, one entry a source.
fn targets(part: &Part) -> Vec<Vec<usize>> {
    let of = |member: &super::part::Member| {
        let edges = member.out.iter().map(|&edge| part.edges[edge]);
        edges.flat_map(|edge| std::iter::repeat_n(edge.to, edge.count)).collect()
    };
    part.members.iter().map(of).collect()
}

/// Hierholzer's algorithm: the members in the order of a walk that uses every moving source once.
fn circuit(part: &Part, start: usize) -> Vec<usize> {
    let mut left = targets(part);
    let mut path = vec![start];
    let mut circuit = Vec::new();
    while let Some(&member) = path.last() {
        match left[member].pop() {
            Some(next) => path.push(next),
            None => circuit.extend(path.pop()),
        }
    }
    circuit.reverse();
    circuit
}

struct Tour {
    held: Vec<Vec<usize>>,
    waiting: Vec<usize>,
    moves: Vec<Move>,
}

impl Tour {
    fn new(part: &Part) -> Self {
        let held = targets(part);
        let waiting = held.iter().map(Vec::len).collect();
        Self { held, waiting, moves: Vec::new() }
    }

    fn release_all(&mut self, member: usize) {
        for target in std::mem::take(&mut self.held[member]) {
            self.waiting[target] -= 1;
        }
    }

    fn delete(&mut self, member: usize) {
        self.moves.push(Move::Delete(member));
        self.release_all(member);
    }

    /// A source has arrived at the member, and the next one is wanted from it.
    fn pass(&mut self, member: usize, next: usize) {
        let Some(place) = self.held[member].iter().position(|&target| target == next) else {
            return;
        };
        if self.waiting[member] == 0 {
            self.moves.push(Move::Finish(member));
            return self.release_all(member);
        }
        self.held[member].swap_remove(place);
        self.waiting[next] -= 1;
        let keeps = self.held[member].clone();
        self.moves.push(Move::Shrink { group: member, keeps, rename: false });
    }
}
