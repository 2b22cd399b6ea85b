//! A cyclic component by itself: members and the sources that pass between them, by local numbers.

use std::collections::BTreeMap;

use crate::plan::jobs::Jobs;

/// One group of a cyclic component.
#[derive(Debug, Clone, Default)]
pub(crate) struct Member {
    /// The sources that it can stand on whatever the others do: those that stay, those that join from outside, and
    /// those that leave for the outside and can be held back to the end.
    pub(crate) floor: usize,
    /// Whether it begins and ends as a pair and takes nothing from outside.
    pub(crate) is_pair: bool,
    /// How many sources it ends with.
    pub(crate) after: usize,
    /// Indexes of the edges to those that wait for its sources.
    pub(crate) out: Vec<usize>,
    /// Indexes of the edges from those whose sources it waits for.
    pub(crate) into: Vec<usize>,
    /// The member that has the name it gets.
    pub(crate) name_from: Option<usize>,
    /// The member that gets the name it has.
    pub(crate) name_to: Option<usize>,
}

/// Sources that pass from one member to another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) count: usize,
}

/// A cyclic component, or what is left of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Component {
    pub(crate) members: Vec<Member>,
    pub(crate) edges: Vec<Edge>,
}

/// One move of the solution of a component. Groups are local numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Move {
    /// Deletes a group that [`Move::Finish`] creates again.
    Delete(usize),
    /// Writes the group to something between: it takes what is free, and gives away all but `keeps`.
    Shrink {
        group: usize,
        /// For each source that it holds back, the member that waits for it.
        keeps: Vec<usize>,
        /// Whether it takes a temporary name if its own is not free.
        rename: bool,
    },
    /// Writes the group as it is desired.
    Finish(usize),
}

impl Move {
    /// The group that is written.
    pub(crate) fn group(&self) -> usize {
        let (Self::Delete(group) | Self::Shrink { group, .. } | Self::Finish(group)) = *self;
        group
    }
}

impl Component {
    /// How many sources of the others the member waits for.
    pub(crate) fn count_in(&self, member: usize) -> usize {
        self.members[member].into.iter().map(|&edge| self.edges[edge].count).sum()
    }

    /// How many sources of the member the others wait for.
    pub(crate) fn count_out(&self, member: usize) -> usize {
        self.members[member].out.iter().map(|&edge| self.edges[edge].count).sum()
    }

    /// The component of these jobs.
    pub(crate) fn new(jobs: &Jobs<'_>, chosen: &[usize]) -> Self {
        let local = |job: Option<usize>| job.and_then(|job| chosen.binary_search(&job).ok());
        let mut part = Self { members: vec![Member::default(); chosen.len()], edges: Vec::new() };
        for (index, job) in chosen.iter().map(|&job| &jobs.list[job]).enumerate() {
            let mut targets: BTreeMap<usize, usize> = BTreeMap::new();
            let mut outside = 0;
            for &source in &job.leaving {
                match local(jobs.sources[source].to) {
                    Some(target) => *targets.entry(target).or_default() += 1,
                    None => outside += 1,
                }
            }
            let from = |source: &&usize| local(jobs.sources[**source].from).is_none();
            let taken = job.joining.iter().filter(from).count();
            let after = job.kept + job.joining.len();
            let member = &mut part.members[index];
            member.floor = job.kept + outside + taken;
            member.after = after;
            member.is_pair = taken == 0 && after == 2 && job.kept + job.leaving.len() == 2;
            member.name_from = local(job.new_name.and_then(|name| jobs.names[name].from));
            member.name_to = local(job.old_name.and_then(|name| jobs.names[name].to));
            for (to, count) in targets {
                part.connect(index, to, count);
            }
        }
        part
    }

    pub(crate) fn connect(&mut self, from: usize, to: usize, count: usize) {
        self.members[from].out.push(self.edges.len());
        self.members[to].into.push(self.edges.len());
        self.edges.push(Edge { from, to, count });
    }

    /// The sets of members that no order of updates can help: connected by their sources, and pairs all of them.
    pub(crate) fn stuck(&self) -> Vec<Vec<usize>> {
        let mut seen = vec![false; self.members.len()];
        let mut found = Vec::new();
        for start in 0..self.members.len() {
            let set = self.reach(start, &mut seen);
            if set.len() > 1 && set.iter().all(|&member| self.members[member].is_pair) {
                found.push(set);
            }
        }
        found
    }

    fn reach(&self, start: usize, seen: &mut [bool]) -> Vec<usize> {
        if std::mem::replace(&mut seen[start], true) {
            return Vec::new();
        }
        let mut set = vec![start];
        let mut next = 0;
        while let Some(&member) = set.get(next) {
            next += 1;
            let Member { out, into, .. } = &self.members[member];
            let others = out.iter().map(|&edge| self.edges[edge].to);
            for other in others.chain(into.iter().map(|&edge| self.edges[edge].from)) {
                if !std::mem::replace(&mut seen[other], true) {
                    set.push(other);
                }
            }
        }
        set
    }
}
