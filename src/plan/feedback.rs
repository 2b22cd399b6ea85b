//! The fewest vertices of a small graph without which it has no cycle.

use std::collections::HashMap;

/// Remembers what it has found: a search asks for the same few graphs over and over.
#[derive(Debug, Default)]
pub(super) struct Feedback {
    known: HashMap<Vec<u16>, u32>,
}

impl Feedback {
    /// The size of a smallest feedback vertex set. `into` has a bit mask a vertex: those that lead to it. At most 16
    /// vertices.
    pub(super) fn least(&mut self, into: Vec<u16>) -> u32 {
        if let Some(&known) = self.known.get(&into) {
            return known;
        }
        let least = least(&into);
        self.known.insert(into, least);
        least
    }
}

/// Goes through all subsets: one is acyclic where a vertex that nothing in it leads to leaves an acyclic rest.
fn least(into: &[u16]) -> u32 {
    let all = (1_usize << into.len()) - 1;
    let mut acyclic = vec![false; all + 1];
    acyclic[0] = true;
    let mut largest = 0;
    for set in 1..=all {
        let is_root = |vertex: &usize| usize::from(into[*vertex]) & set == 0;
        let root = (0..into.len()).filter(|vertex| set & (1 << vertex) != 0).find(is_root);
        acyclic[set] = root.is_some_and(|vertex| acyclic[set & !(1 << vertex)]);
        if acyclic[set] {
            largest = largest.max(set.count_ones());
        }
    }
    all.count_ones() - largest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_needs_one_and_a_complete_graph_all_but_one() {
        assert_eq!(least(&[]), 0);
        assert_eq!(least(&[0b10, 0]), 0);
        assert_eq!(least(&[0b100, 0b001, 0b010]), 1);
        assert_eq!(least(&[0b1110, 0b1101, 0b1011, 0b0111]), 3);
        assert_eq!(Feedback::default().least(vec![0b10, 0b01, 0b1000, 0b0100]), 2);
    }
}
