//! A component while it is being solved: who still holds what, and who waits for how much.

use std::collections::VecDeque;

use crate::plan::ordering::component::{Component, Move};

/// The state of a component, and the moves that led there.
#[derive(Debug)]
pub(crate) struct Progress<'a> {
    pub(crate) part: &'a Component,
    /// By edge: how many sources are still where they were.
    pub(crate) held: Vec<usize>,
    /// By member: whether another member waits for the name that it still has.
    pub(crate) has_name: Vec<bool>,
    /// By member: the sources that it can stand on and that nobody waits for.
    pub(crate) free: Vec<usize>,
    /// Those for whom something has been set free since this was last emptied.
    pub(crate) touched: Vec<usize>,
    pub(crate) moves: Vec<Move>,
    pub(crate) left: usize,
    /// By member: how many sources and names it still waits for.
    waits: Vec<usize>,
    ready: VecDeque<usize>,
}

impl<'a> Progress<'a> {
    pub(crate) fn new(part: &'a Component) -> Self {
        let waits = |member: usize| {
            part.count_in(member) + usize::from(part.members[member].name_from.is_some())
        };
        let waits: Vec<usize> = (0..part.members.len()).map(waits).collect();
        Self {
            part,
            held: part.edges.iter().map(|edge| edge.count).collect(),
            has_name: part.members.iter().map(|member| member.name_to.is_some()).collect(),
            free: part.members.iter().map(|member| member.floor).collect(),
            touched: Vec::new(),
            moves: Vec::new(),
            left: part.members.len(),
            ready: (0..waits.len()).filter(|&member| waits[member] == 0).collect(),
            waits,
        }
    }

    /// Finishes one of those that wait for nothing.
    pub(crate) fn finish(&mut self) -> Option<usize> {
        let member = self.ready.pop_front()?;
        self.moves.push(Move::Finish(member));
        self.left -= 1;
        self.release_all(member);
        Some(member)
    }

    /// Writes the member to something between, holding back what `kept` says of each of its edges.
    pub(crate) fn shrink(&mut self, member: usize, kept: &[(usize, usize)]) {
        let mut keeps = Vec::new();
        for &(edge, count) in kept {
            keeps.extend(std::iter::repeat_n(self.part.edges[edge].to, count));
            self.release(edge, count);
        }
        let rename = self.release_name(member);
        self.moves.push(Move::Shrink { group: member, keeps, rename });
    }

    /// Deletes the member, to be created when it is finished: in the place of this move, which was its own.
    pub(crate) fn delete(&mut self, member: usize, instead: Option<usize>) {
        match instead {
            Some(index) => self.moves[index] = Move::Delete(member),
            None => self.moves.push(Move::Delete(member)),
        }
        self.release_all(member);
    }

    /// The member that has the name which is all that this one still waits for.
    pub(crate) fn waits_for_name(&self, member: usize) -> Option<usize> {
        let holder = self.part.members[member].name_from?;
        (self.waits[member] == 1 && self.has_name[holder]).then_some(holder)
    }

    fn release_all(&mut self, member: usize) {
        self.release_name(member);
        let part = self.part;
        for &edge in &part.members[member].out {
            self.release(edge, 0);
        }
    }

    fn release(&mut self, edge: usize, kept: usize) {
        let count = std::mem::replace(&mut self.held[edge], kept) - kept;
        let target = self.part.edges[edge].to;
        self.free[target] += count;
        self.fulfil(target, count);
    }

    /// Whether somebody waited for the name.
    fn release_name(&mut self, member: usize) -> bool {
        let is_missed = std::mem::replace(&mut self.has_name[member], false);
        if let Some(target) = self.part.members[member].name_to.filter(|_| is_missed) {
            self.fulfil(target, 1);
        }
        is_missed
    }

    fn fulfil(&mut self, target: usize, count: usize) {
        if count == 0 {
            return;
        }
        self.waits[target] -= count;
        if self.waits[target] == 0 {
            self.ready.push_back(target);
        }
        self.touched.push(target);
    }
}
