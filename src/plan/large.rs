//! Large components: nobody is written more than twice, and as few as possible are recreated.
//!
//! Whoever can be finished is. When nobody can, one group is opened: written to something between, once. First those
//! that need to hold back nothing that anybody misses: they stand on two sources that stay, that are free, or that wait for
//! a group which has given away everything itself. Finishing the opened ones in the opposite order works, so these
//! never get stuck. Else one that has to hold something back, but can give something away. Else one is recreated, and if
//! it had been opened, it is deleted in the place of that step, so that it is still written twice.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use super::part::{Move, Part};

/// The moves for a component of any size.
pub(super) fn solve(part: &Part) -> Vec<Move> {
    let mut table = Table::new(part);
    while table.left > 0 {
        let progress = table.finish_ready() || table.open_best() || table.recreate_next();
        if !progress {
            break;
        }
    }
    table.moves
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

struct Table<'a> {
    part: &'a Part,
    status: Vec<Status>,
    is_deleted: Vec<bool>,
    /// By edge: how many sources are still where they were.
    held: Vec<usize>,
    has_name: Vec<bool>,
    /// By member: how many sources and names it still waits for.
    waits: Vec<usize>,
    /// By member: the free sources that it can stand on.
    free: Vec<usize>,
    /// By member: its sources that wait for an empty group, and can be held back.
    idle: Vec<usize>,
    ready: VecDeque<usize>,
    offers: BinaryHeap<(Worth, Reverse<usize>)>,
    last_resort: std::vec::IntoIter<usize>,
    left: usize,
    moves: Vec<Move>,
}

impl<'a> Table<'a> {
    fn new(part: &'a Part) -> Self {
        let count = part.members.len();
        let sum = |edges: &[usize]| edges.iter().map(|&edge| part.edges[edge].count).sum::<usize>();
        let waits = part.members.iter().map(|m| sum(&m.into) + usize::from(m.name_from.is_some()));
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by_key(|&member| Reverse(sum(&part.members[member].out)));
        let mut table = Self {
            part,
            status: vec![Status::Whole; count],
            is_deleted: vec![false; count],
            held: part.edges.iter().map(|edge| edge.count).collect(),
            has_name: part.members.iter().map(|member| member.name_to.is_some()).collect(),
            waits: waits.collect(),
            free: part.members.iter().map(|member| member.floor).collect(),
            idle: vec![0; count],
            ready: VecDeque::new(),
            offers: BinaryHeap::new(),
            last_resort: order.into_iter(),
            left: count,
            moves: Vec::new(),
        };
        (0..count).for_each(|member| table.offer(member));
        table.ready.extend((0..count).filter(|&member| table.waits[member] == 0));
        table
    }

    fn finish_ready(&mut self) -> bool {
        let Some(member) = self.ready.pop_front() else { return false };
        self.moves.push(Move::Finish(member));
        self.status[member] = Status::Done;
        self.left -= 1;
        self.release_name(member);
        for &edge in &self.part.members[member].out {
            self.release(edge, 0);
        }
        true
    }

    fn open_best(&mut self) -> bool {
        while let Some((worth, Reverse(member))) = self.offers.pop() {
            if self.worth(member) == Some(worth) {
                self.open(member);
                return true;
            }
        }
        false
    }

    /// Deletes a group that is still waited for.
    fn recreate_next(&mut self) -> bool {
        let Some(member) = self.last_resort.next() else { return false };
        match self.status[member] {
            Status::Whole => self.moves.push(Move::Delete(member)),
            Status::Partial(step) => self.moves[step] = Move::Delete(member),
            Status::Empty | Status::Done => return true,
        }
        self.is_deleted[member] = true;
        self.release_name(member);
        for &edge in &self.part.members[member].out {
            self.release(edge, 0);
        }
        self.empty(member);
        true
    }

    /// What opening the member is worth; none where it is not possible or of no use.
    fn worth(&self, member: usize) -> Option<Worth> {
        if self.status[member] != Status::Whole {
            return None;
        }
        let out = &self.part.members[member].out;
        let missed: usize =
            out.iter().map(|&edge| self.held[edge]).sum::<usize>() - self.idle[member];
        let stand = (self.free[member] + self.idle[member]).min(2);
        let gain = (missed + stand).saturating_sub(2);
        let can = stand + missed >= 2 && (gain > 0 || self.has_name[member]);
        let into = &self.part.members[member].into;
        let waited: usize = into.iter().map(|&edge| self.held[edge]).sum();
        can.then_some(if stand == 2 {
            (true, gain.min(waited), gain)
        } else {
            (false, gain.min(1) + stand, gain)
        })
    }

    fn offer(&mut self, member: usize) {
        if let Some(worth) = self.worth(member) {
            self.offers.push((worth, Reverse(member)));
        }
    }

    fn open(&mut self, member: usize) {
        let mut lack = 2_usize.saturating_sub(self.free[member]);
        let mut out = self.part.members[member].out.clone();
        out.sort_by_key(|&edge| self.reluctance(edge));
        let (mut keeps, mut is_missed) = (Vec::new(), false);
        for edge in out {
            let kept = self.held[edge].min(lack);
            lack -= kept;
            let target = self.part.edges[edge].to;
            is_missed |= kept > 0 && self.status[target] != Status::Empty;
            keeps.extend(std::iter::repeat_n(target, kept));
            self.release(edge, kept);
        }
        let rename = self.release_name(member);
        self.status[member] = Status::Partial(self.moves.len());
        self.moves.push(Move::Shrink { group: member, keeps, rename });
        if !is_missed {
            self.empty(member);
        }
    }

    /// Sources are held back first where nobody misses them, last where a group is waited for that holds some itself;
    /// between these rather from a group that is to get many.
    fn reluctance(&self, edge: usize) -> (u8, Reverse<usize>) {
        let target = self.part.edges[edge].to;
        let rank = match self.status[target] {
            Status::Empty | Status::Done => 0,
            Status::Whole => 1,
            Status::Partial(_) => 2,
        };
        (rank, Reverse(self.part.members[target].after))
    }

    /// Gives away all but so many of the edge's sources.
    fn release(&mut self, edge: usize, kept: usize) {
        let count = std::mem::replace(&mut self.held[edge], kept) - kept;
        let target = self.part.edges[edge].to;
        if count > 0 {
            self.free[target] += count;
            self.fulfil(target, count);
        }
    }

    /// Whether somebody waited for the name.
    fn release_name(&mut self, member: usize) -> bool {
        let is_waited_for = std::mem::replace(&mut self.has_name[member], false);
        if let Some(target) = self.part.members[member].name_to.filter(|_| is_waited_for) {
            self.fulfil(target, 1);
        }
        is_waited_for
    }

    fn fulfil(&mut self, target: usize, count: usize) {
        self.waits[target] -= count;
        if self.waits[target] == 0 {
            self.ready.push_back(target);
        }
        self.offer(target);
    }

    /// Nothing of the member is missed any more: what goes to it can be held back by those that have it.
    fn empty(&mut self, member: usize) {
        self.status[member] = Status::Empty;
        for &edge in &self.part.members[member].into {
            let from = self.part.edges[edge].from;
            if self.status[from] == Status::Whole && self.held[edge] > 0 {
                self.idle[from] += self.held[edge];
                self.offer(from);
            }
        }
    }
}
