//! Large components, first way: open one group after the other.
//!
//! Whoever can be finished is. When nobody can, one group is opened: written to something between, once. First those
//! that need to hold back nothing that anybody misses: they stand on two sources that stay, that are free, or that
//! wait for a group which has given away everything itself. Finishing the opened ones in the opposite order works, so
//! these never get stuck. Else one that has to hold something back, but can give something away. Else one is
//! recreated, and if it had been opened, it is deleted in the place of that step, so that it is still written twice.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::plan::ordering::component::{Component, Move};
use crate::plan::ordering::progress::Progress;

/// The moves for a component of any size. Among groups that look alike the one goes first that comes first when
/// counting starts at `first`.
pub(crate) fn solve(part: &Component, first: usize) -> Vec<Move> {
    let mut opening = Opening::new(part, first);
    while opening.table.left > 0 && opening.step() {}
    opening.table.moves
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// Not written yet.
    Whole,
    /// Opened, by the move with this index, and holding something back.
    Partial(usize),
    /// Opened or deleted, and holding nothing that anybody misses.
    Empty,
    Done,
}

/// How much opening a group is worth: whether it holds nothing back, on how much it stands (as far as that decides),
/// and how many sources it sets free.
type Worth = (bool, usize, usize);

struct Opening<'a> {
    table: Progress<'a>,
    status: Vec<Status>,
    /// By member: its sources that wait for an empty group, and can be held back.
    idle: Vec<usize>,
    /// By worth and place in the count.
    offers: BinaryHeap<(Worth, Reverse<usize>)>,
    last_resort: std::vec::IntoIter<usize>,
    first: usize,
}

impl<'a> Opening<'a> {
    fn new(part: &'a Component, first: usize) -> Self {
        let count = part.members.len();
        let mut order: Vec<usize> = (0..count).collect();
        order.rotate_left(first);
        order.sort_by_key(|&member| Reverse(part.count_out(member)));
        let mut opening = Self {
            table: Progress::new(part),
            status: vec![Status::Whole; count],
            idle: vec![0; count],
            offers: BinaryHeap::new(),
            last_resort: order.into_iter(),
            first,
        };
        (0..count).for_each(|member| opening.offer(member));
        opening
    }

    fn step(&mut self) -> bool {
        if let Some(member) = self.table.finish() {
            self.status[member] = Status::Done;
        } else if let Some(member) = self.best() {
            self.open(member);
        } else if let Some(member) = self.last_resort.next() {
            self.recreate(member);
        } else {
            return false;
        }
        for member in std::mem::take(&mut self.table.touched) {
            self.offer(member);
        }
        true
    }

    /// The member that is best opened next; offers that are no longer what they were have been repeated since.
    fn best(&mut self) -> Option<usize> {
        while let Some((worth, Reverse(place))) = self.offers.pop() {
            let member = (place + self.first) % self.status.len();
            if self.worth(member) == Some(worth) {
                return Some(member);
            }
        }
        None
    }

    fn offer(&mut self, member: usize) {
        if let Some(worth) = self.worth(member) {
            self.offers.push((worth, Reverse(self.place(member))));
        }
    }

    fn place(&self, member: usize) -> usize {
        (member + self.status.len() - self.first) % self.status.len()
    }

    /// What opening the member is worth; none where it is not possible or of no use.
    fn worth(&self, member: usize) -> Option<Worth> {
        if self.status[member] != Status::Whole {
            return None;
        }
        let sum = |edges: &[usize]| edges.iter().map(|&edge| self.table.held[edge]).sum::<usize>();
        let of = &self.table.part.members[member];
        let missed = sum(&of.out) - self.idle[member];
        let stand = (self.table.free[member] + self.idle[member]).min(2);
        let gain = (missed + stand).saturating_sub(2);
        let can = stand + missed >= 2 && (gain > 0 || self.table.has_name[member]);
        let second = if stand == 2 { gain.min(sum(&of.into)) } else { gain.min(1) + stand };
        can.then_some((stand == 2, second, gain))
    }

    fn open(&mut self, member: usize) {
        let mut lack = 2_usize.saturating_sub(self.table.free[member]);
        let mut out = self.table.part.members[member].out.clone();
        out.sort_by_key(|&edge| self.reluctance(edge));
        let mut is_missed = false;
        let keep = |edge: usize| {
            let kept = self.table.held[edge].min(lack);
            lack -= kept;
            is_missed |= kept > 0 && self.status[self.table.part.edges[edge].to] != Status::Empty;
            (edge, kept)
        };
        let kept: Vec<(usize, usize)> = out.into_iter().map(keep).collect();
        self.status[member] = Status::Partial(self.table.moves.len());
        self.table.shrink(member, &kept);
        if !is_missed {
            self.empty(member);
        }
    }

    /// Sources are held back first where nobody misses them, last where a group is waited for that holds some itself;
    /// between these rather from a group that is to get many.
    fn reluctance(&self, edge: usize) -> (u8, Reverse<usize>, usize) {
        let target = self.table.part.edges[edge].to;
        let rank = match self.status[target] {
            Status::Empty | Status::Done => 0,
            Status::Whole => 1,
            Status::Partial(_) => 2,
        };
        (rank, Reverse(self.table.part.members[target].after), self.place(target))
    }

    /// Deletes a member that is still waited for.
    fn recreate(&mut self, member: usize) {
        match self.status[member] {
            Status::Whole => self.table.delete(member, None),
            Status::Partial(index) => self.table.delete(member, Some(index)),
            Status::Empty | Status::Done => return,
        }
        self.empty(member);
    }

    /// Nothing of the member is missed any more: what goes to it can be held back by those that have it.
    fn empty(&mut self, member: usize) {
        self.status[member] = Status::Empty;
        for &edge in &self.table.part.members[member].into {
            let from = self.table.part.edges[edge].from;
            if self.status[from] == Status::Whole && self.table.held[edge] > 0 {
                self.idle[from] += self.table.held[edge];
                self.offer(from);
            }
        }
    }
}
