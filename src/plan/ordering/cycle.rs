//! The best way out of a circle.

use crate::plan::EXACT;
use crate::plan::ordering::component::{Component, Move};
use crate::plan::ordering::{euler_circuit, exact, greedy};

/// How often a large component is tried again while a recreation seems avoidable.
const TRIES: usize = 8;

/// Moves that bring every member to its end: the fewest for small components, the better of two ways for large ones.
pub(crate) fn solve(part: &Component) -> Vec<Move> {
    let count = part.members.len();
    if count <= EXACT
        && let Some(moves) = exact::solve(part)
    {
        return moves;
    }
    let mut best = greedy::solve(part, 0);
    best = euler_circuit::solve(part).filter(|other| cost(other) < cost(&best)).unwrap_or(best);
    let least = part.stuck().len();
    for first in (1..=TRIES).map(|index| index * count / (TRIES + 1)) {
        if cost(&best).0 <= least {
            break;
        }
        best = std::cmp::min_by_key(best, greedy::solve(part, first), |moves| cost(moves));
    }
    best
}

/// Recreations and steps.
fn cost(moves: &[Move]) -> (usize, usize) {
    (moves.iter().filter(|step| matches!(step, Move::Delete(_))).count(), moves.len())
}
