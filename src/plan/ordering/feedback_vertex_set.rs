//! The fewest vertices of a small graph without which it has no cycle.

/// A directed graph of at most 16 vertices, as bit masks.
#[derive(Debug, Clone)]
pub(crate) struct Graph {
    /// The vertices that are left.
    left: u16,
    /// By vertex: those that lead to it.
    into: [u16; 16],
    /// By vertex: those that it leads to.
    out: [u16; 16],
}

impl Graph {
    /// The graph with these predecessors.
    pub(crate) fn new(into: [u16; 16]) -> Self {
        let mut out = [0; 16];
        for (vertex, &from) in into.iter().enumerate() {
            bits(from).for_each(|from| out[from] |= 1 << vertex);
        }
        Self { left: u16::MAX, into, out }
    }

    /// The size of a smallest feedback vertex set, if it is at most `limit`. Of a vertex it is asked both ways: with
    /// the vertex in the set, and with cycles going past it.
    pub(crate) fn least(mut self, limit: u32) -> Option<u32> {
        let forced = self.reduce();
        let limit = limit.checked_sub(forced)?;
        let degree =
            |&vertex: &usize| self.into[vertex].count_ones() * self.out[vertex].count_ones();
        let Some(vertex) = bits(self.left).max_by_key(degree) else { return Some(forced) };
        let with = limit.checked_sub(1).and_then(|limit| self.clone().without(vertex).least(limit));
        let past = self.bypassing(vertex).least(with.unwrap_or(limit));
        past.or_else(|| with.map(|with| with + 1)).map(|least| least + forced)
    }

    /// Takes away what needs no choice, and says how many of it are in the set: those that lead to themselves. Any
    /// other vertex that has one neighbour on a side can be passed by.
    fn reduce(&mut self) -> u32 {
        let mut forced = 0;
        while let Some(vertex) = bits(self.left).find(|&vertex| self.is_plain(vertex)) {
            if self.into[vertex] & (1 << vertex) == 0 {
                self.bypass(vertex);
            } else {
                forced += 1;
                self.remove(vertex);
            }
        }
        forced
    }

    fn is_plain(&self, vertex: usize) -> bool {
        let (into, out) = (self.into[vertex], self.out[vertex]);
        into & (1 << vertex) != 0 || into.count_ones() < 2 || out.count_ones() < 2
    }

    fn remove(&mut self, vertex: usize) {
        self.left &= !(1 << vertex);
        bits(self.into[vertex]).for_each(|from| self.out[from] &= !(1 << vertex));
        bits(self.out[vertex]).for_each(|to| self.into[to] &= !(1 << vertex));
        (self.into[vertex], self.out[vertex]) = (0, 0);
    }

    fn bypass(&mut self, vertex: usize) {
        let (into, out) = (self.into[vertex], self.out[vertex]);
        self.remove(vertex);
        bits(into).for_each(|from| self.out[from] |= out);
        bits(out).for_each(|to| self.into[to] |= into);
    }

    fn without(mut self, vertex: usize) -> Self {
        self.remove(vertex);
        self
    }

    fn bypassing(mut self, vertex: usize) -> Self {
        self.bypass(vertex);
        self
    }
}

fn bits(mask: u16) -> impl Iterator<Item = usize> {
    (0..16).filter(move |bit| mask & (1 << bit) != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn least(into: &[u16]) -> Option<u32> {
        let mut all = [0; 16];
        all[..into.len()].copy_from_slice(into);
        Graph::new(all).least(16)
    }

    /// Goes through all subsets: one is acyclic where a vertex that nothing in it leads to leaves an acyclic rest.
    fn counted(into: &[u16]) -> Option<u32> {
        let all = (1_usize << into.len()) - 1;
        let mut acyclic = vec![false; all + 1];
        acyclic[0] = true;
        for set in 1..=all {
            let root = bits(u16::try_from(set).unwrap())
                .find(|&vertex| usize::from(into[vertex]) & set == 0);
            acyclic[set] = root.is_some_and(|vertex| acyclic[set & !(1 << vertex)]);
        }
        (0..=all).filter(|&set| acyclic[set]).map(|set| (all & !set).count_ones()).min()
    }

    #[test]
    fn a_ring_needs_one_and_a_complete_graph_all_but_one() {
        assert_eq!(least(&[]), Some(0));
        assert_eq!(least(&[0b10, 0]), Some(0));
        assert_eq!(least(&[0b100, 0b001, 0b010]), Some(1));
        assert_eq!(least(&[0b1110, 0b1101, 0b1011, 0b0111]), Some(3));
        assert_eq!(least(&[0b10, 0b01, 0b1000, 0b0100]), Some(2));
    }

    #[test]
    fn counting_finds_nothing_smaller() {
        let mut seed = 88_172_645_463_325_252_u64;
        for density in 1..5 {
            for _ in 0..50 {
                let mut row = || {
                    (0..density).fold(0, |row, _| {
                        seed ^= seed << 13;
                        seed ^= seed >> 7;
                        seed ^= seed << 17;
                        row | 1 << (seed >> 60 & 7)
                    })
                };
                let into: Vec<u16> = (0..8).map(|vertex| row() & !(1 << vertex)).collect();
                assert_eq!(least(&into), counted(&into), "{into:?}");
            }
        }
    }
}
