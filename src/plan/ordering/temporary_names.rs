//! Temporary names that nobody needs.

use crate::plan::ordering::component::{Component, Move};

/// The same moves without the temporary names that they can do without.
pub(crate) fn spare(part: &Component, mut moves: Vec<Move>) -> Vec<Move> {
    for index in 0..moves.len() {
        if set(&mut moves[index], false) && !names_pass(part, &moves) {
            set(&mut moves[index], true);
        }
    }
    moves
}

/// Says whether the move had a temporary name.
fn set(step: &mut Move, wanted: bool) -> bool {
    match step {
        Move::Shrink { rename, .. } => std::mem::replace(rename, wanted),
        Move::Delete(_) | Move::Finish(_) => false,
    }
}

/// Whether every group finds its name free when it is finished.
fn names_pass(part: &Component, moves: &[Move]) -> bool {
    let mut has_name = vec![true; part.members.len()];
    moves.iter().all(|step| {
        let group = step.group();
        let is_free = part.members[group].name_from.is_none_or(|from| !has_name[from]);
        match step {
            Move::Shrink { rename, .. } => has_name[group] &= !rename && !is_free,
            Move::Delete(_) | Move::Finish(_) => has_name[group] = false,
        }
        is_free || !matches!(step, Move::Finish(_))
    })
}
