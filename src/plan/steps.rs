//! Moves become steps: with settings, and with the steps that they wait for.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::plan::jobs::{Job, Jobs};
use crate::plan::ordering::component::{Component, Move};
use crate::plan::ordering::cycle;
use crate::plan::{Action, Note, Settings, set};

/// A step that has no place yet.
#[derive(Debug)]
pub(crate) struct DraftStep<'a> {
    pub(crate) job: usize,
    pub(crate) action: Action<'a>,
    /// Indexes of drawn steps, sorted.
    pub(crate) after: Vec<usize>,
}

/// Whether something can be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Availability {
    Held,
    /// Free from the beginning, or since this step.
    Free(Option<usize>),
}

/// Where a group stands between two of its steps.
#[derive(Debug)]
struct GroupState<'a> {
    settings: Settings<'a>,
    step: usize,
    is_deleted: bool,
}

/// The steps so far.
#[derive(Debug)]
pub(crate) struct Steps<'j, 'a> {
    pub(crate) jobs: &'j Jobs<'a>,
    pub(crate) list: Vec<DraftStep<'a>>,
    pub(crate) notes: Vec<Note>,
    sources: Vec<Availability>,
    names: Vec<Availability>,
    standing: Vec<Option<GroupState<'a>>>,
    used_names: Option<HashSet<String>>,
}

impl<'j, 'a> Steps<'j, 'a> {
    pub(crate) fn new(jobs: &'j Jobs<'a>) -> Self {
        let hold = |passage: &crate::plan::jobs::Transfer| {
            if passage.from.is_some() { Availability::Held } else { Availability::Free(None) }
        };
        Self {
            jobs,
            list: Vec::with_capacity(jobs.list.len()),
            notes: jobs.notes.clone(),
            sources: jobs.sources.iter().map(hold).collect(),
            names: jobs.names.iter().map(hold).collect(),
            standing: jobs.list.iter().map(|_| None).collect(),
            used_names: None,
        }
    }

    /// Draws the steps of a component; everything that it waits for has been drawn before.
    pub(crate) fn run(&mut self, component: &[usize]) {
        match component {
            [job] if self.jobs.list[*job].desired.is_none() => self.delete(*job),
            [job] => self.finish(*job),
            jobs => cycle::solve(&Component::new(self.jobs, jobs))
                .into_iter()
                .for_each(|step| self.make(step, jobs)),
        }
    }

    fn make(&mut self, step: Move, component: &[usize]) {
        match step {
            Move::Delete(member) => self.delete(component[member]),
            Move::Finish(member) => self.finish(component[member]),
            Move::Shrink { group, keeps, rename } => {
                let keeps = keeps.into_iter().map(|member| component[member]).collect();
                self.shrink(component[group], component, keeps, rename);
            }
        }
    }

    fn delete(&mut self, job: usize) {
        let jobs = self.jobs;
        let Some(group) = jobs.list[job].group else { return };
        let recreated = jobs.list[job].desired;
        if let Some(desired) = recreated {
            self.notes.push(Note::Recreated { group, desired });
        }
        let before = self.current(job);
        self.write(job, Action::Delete { group, recreated, before }, Settings::default());
    }

    fn finish(&mut self, job: usize) {
        let jobs = self.jobs;
        let Some(desired) = jobs.list[job].desired else { return };
        let mut after = jobs.desired[desired].settings.clone();
        let mut seen = HashSet::with_capacity(after.sources.len());
        after.sources.retain(|source| seen.insert(source.clone()));
        self.put(job, desired, after);
    }

    /// Writes a group that waits for others to something between.
    fn shrink(&mut self, job: usize, component: &[usize], keeps: Vec<usize>, rename: bool) {
        let jobs = self.jobs;
        let Some(desired) = jobs.list[job].desired else { return };
        let wanted = &jobs.desired[desired].settings;
        let before = self.current(job);
        let (mut sources, idle) = self.stay(&before.sources, &wanted.sources, component, keeps);
        let held = set(&before.sources);
        let joins = wanted.sources.iter().filter(|source| !held.contains(&***source));
        sources.extend(joins.filter(|source| self.is_free(source)).cloned());
        let spare = 2_usize.saturating_sub(sources.len());
        sources.extend(idle.into_iter().take(spare));
        let name = self.name_between(job, &before.name, rename);
        self.put(job, desired, Settings { name, policy: wanted.policy.clone(), sources });
    }

    /// Of the sources that a group has: those that are wanted and one for each job in `keeps`; and those that can be
    /// held back because nobody in the component waits for them.
    fn stay(
        &self,
        held: &[Cow<'a, str>],
        wanted: &[Cow<'a, str>],
        component: &[usize],
        mut keeps: Vec<usize>,
    ) -> (Vec<Cow<'a, str>>, Vec<Cow<'a, str>>) {
        let wanted = set(wanted);
        let (mut kept, mut idle) = (Vec::new(), Vec::new());
        for source in held {
            let number = self.jobs.source_number(source);
            let taker = number.and_then(|number| self.jobs.sources[number].to);
            let place = taker.and_then(|taker| keeps.iter().position(|&keep| keep == taker));
            if wanted.contains(&**source) {
                kept.push(source.clone());
            } else if let Some(place) = place {
                keeps.swap_remove(place);
                kept.push(source.clone());
            } else if let Some(rank) = self.patience(taker, component) {
                idle.push((rank, source.clone()));
            }
        }
        idle.sort_by_key(|&(rank, _)| rank);
        (kept, idle.into_iter().map(|(_, source)| source).collect())
    }

    /// How little it matters that a source is held back from this job; none where the component waits for it. Last
    /// come the deleted groups of the component, for which the moves say themselves what is held back.
    fn patience(&self, taker: Option<usize>, component: &[usize]) -> Option<u8> {
        let Some(taker) = taker else { return Some(0) };
        if component.binary_search(&taker).is_err() {
            return Some(1);
        }
        self.standing[taker].as_ref().filter(|standing| standing.is_deleted).map(|_| 2)
    }

    /// The name that a group has until it gets its own: its own if that is free by now.
    fn name_between(&mut self, job: usize, current: &Cow<'a, str>, rename: bool) -> Cow<'a, str> {
        let jobs = self.jobs;
        let (Some(new), Some(desired), Some(group)) =
            (jobs.list[job].new_name, jobs.list[job].desired, jobs.list[job].group)
        else {
            return current.clone();
        };
        let wanted = &jobs.desired[desired].settings.name;
        if self.names[new] != Availability::Held {
            return wanted.clone();
        }
        if !rename || self.standing[job].is_some() && *current != jobs.tenant[group].settings.name {
            return current.clone();
        }
        let name = self.temporary_name(wanted);
        self.notes.push(Note::TemporaryName { group, name: name.clone() });
        name.into()
    }

    /// A name that no group has or is to have.
    fn temporary_name(&mut self, wanted: &str) -> String {
        let jobs = self.jobs;
        let used = self
            .used_names
            .get_or_insert_with(|| jobs.all_names().into_iter().map(str::to_owned).collect());
        let mut name = format!("{wanted} (temporary)");
        let mut number = 1;
        while used.contains(&name) {
            number += 1;
            name = format!("{wanted} (temporary {number})");
        }
        used.insert(name.clone());
        name
    }

    /// Writes the group, unless its last step was already that: a recreation that was decided on afterwards may have
    /// set more free than the group waited for.
    fn put(&mut self, job: usize, desired: usize, after: Settings<'a>) {
        let before = self.current(job);
        let is_deleted = self.standing[job].as_ref().is_some_and(|standing| standing.is_deleted);
        if self.standing[job].is_some() && before.is_same(&after) {
            return;
        }
        let action = match self.jobs.list[job].group {
            Some(group) if !is_deleted => {
                Action::Update { group, desired, before, after: after.clone() }
            }
            replaces => Action::Create { desired, replaces, after: after.clone() },
        };
        self.write(job, action, after);
    }

    /// Draws the step: it waits for whatever set free what it takes, and sets free what it no longer has.
    fn write(&mut self, job: usize, action: Action<'a>, after: Settings<'a>) {
        let step = self.list.len();
        let before = self.current(job);
        let mut waits: Vec<usize> =
            self.standing[job].iter().map(|standing| standing.step).collect();
        let had = set(&before.sources);
        for source in after.sources.iter().filter(|source| !had.contains(&***source)) {
            waits.extend(self.freed_by(source));
        }
        let has = set(&after.sources);
        for source in before.sources.iter().filter(|source| !has.contains(&***source)) {
            if let Some(number) = self.jobs.source_number(source) {
                self.sources[number] = Availability::Free(Some(step));
            }
        }
        waits.extend(self.pass_name(job, &before.name, &after.name));
        waits.sort_unstable();
        waits.dedup();
        let is_deleted = matches!(action, Action::Delete { .. });
        self.standing[job] = Some(GroupState { settings: after, step, is_deleted });
        self.list.push(DraftStep { job, action, after: waits });
    }

    /// Sets the old name free, and says which step did so with the new one.
    fn pass_name(&mut self, job: usize, before: &str, after: &str) -> Option<usize> {
        let jobs = self.jobs;
        let Job { group, desired, old_name, new_name, .. } = jobs.list[job];
        if let (Some(old), Some(group)) = (old_name, group)
            && before != after
            && before == jobs.tenant[group].settings.name
        {
            self.names[old] = Availability::Free(Some(self.list.len()));
        }
        let (new, desired) = (new_name?, desired?);
        match self.names[new] {
            Availability::Free(step)
                if before != after && after == jobs.desired[desired].settings.name =>
            {
                step
            }
            _ => None,
        }
    }

    fn current(&self, job: usize) -> Settings<'a> {
        let tenant = |group: usize| self.jobs.tenant[group].settings.clone();
        match &self.standing[job] {
            Some(standing) => standing.settings.clone(),
            None => self.jobs.list[job].group.map(tenant).unwrap_or_default(),
        }
    }

    fn is_free(&self, source: &str) -> bool {
        let number = self.jobs.source_number(source);
        number.is_none_or(|number| self.sources[number] != Availability::Held)
    }

    fn freed_by(&self, source: &str) -> Option<usize> {
        match self.sources[self.jobs.source_number(source)?] {
            Availability::Free(step) => step,
            Availability::Held => None,
        }
    }
}
