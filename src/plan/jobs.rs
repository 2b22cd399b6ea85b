//! The jobs of a plan, with sources and names as numbers.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::plan::{Desired, Note, Present, Problem, identify, set};

/// A group that has to be written: updated, created or deleted.
#[derive(Debug, Default)]
pub(crate) struct Job {
    /// The tenant's group; none for a create.
    pub(crate) group: Option<usize>,
    /// The desired group; none for a delete.
    pub(crate) desired: Option<usize>,
    /// How many sources stay.
    pub(crate) kept: usize,
    /// The sources that leave.
    pub(crate) leaving: Vec<usize>,
    /// The sources that join.
    pub(crate) joining: Vec<usize>,
    /// The name that is given up.
    pub(crate) old_name: Option<usize>,
    /// The name that is taken.
    pub(crate) new_name: Option<usize>,
}

/// Who gives a resource up and who takes it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Transfer {
    /// The job that gives it up; none where it is free from the beginning.
    pub(crate) from: Option<usize>,
    /// The job that takes it.
    pub(crate) to: Option<usize>,
    /// Whether several jobs give it up.
    is_contested: bool,
}

/// Everything that a plan is drawn from.
#[derive(Debug)]
pub(crate) struct Jobs<'a> {
    pub(crate) tenant: &'a [Present<'a>],
    pub(crate) desired: &'a [Desired<'a>],
    pub(crate) list: Vec<Job>,
    /// By number of the source.
    pub(crate) sources: Vec<Transfer>,
    /// By number of the name.
    pub(crate) names: Vec<Transfer>,
    source_numbers: HashMap<&'a str, usize>,
    name_numbers: HashMap<&'a str, usize>,
    pub(crate) unchanged: Vec<(usize, usize)>,
    pub(crate) unmentioned: Vec<usize>,
    pub(crate) notes: Vec<Note>,
}

impl<'a> Jobs<'a> {
    /// Finds the jobs, and refuses what no order of steps can grant.
    pub(crate) fn of(
        tenant: &'a [Present<'a>],
        desired: &'a [Desired<'a>],
        delete: &[usize],
    ) -> Result<Self, Problem> {
        let mut jobs = Self {
            tenant,
            desired,
            list: Vec::new(),
            sources: Vec::new(),
            names: Vec::new(),
            source_numbers: HashMap::new(),
            name_numbers: HashMap::new(),
            unchanged: Vec::new(),
            unmentioned: Vec::new(),
            notes: Vec::new(),
        };
        let claims = jobs.claims()?;
        let identity = identify(tenant, desired)?;
        let mut mentioned = vec![false; tenant.len()];
        for (index, group) in identity.into_iter().enumerate() {
            jobs.want(index, group)?;
            if let Some(group) = group {
                mentioned[group] = true;
            }
        }
        for &group in delete {
            if mentioned.get(group).is_none_or(|&mentioned| mentioned) {
                return Err(Problem::Delete { group });
            }
            mentioned[group] = true;
            jobs.add(Some(group), None);
        }
        jobs.unmentioned = (0..tenant.len()).filter(|&group| !mentioned[group]).collect();
        jobs.check_unmentioned(&claims)?;
        jobs.check_contested()?;
        jobs.note_lookalikes();
        Ok(jobs)
    }

    /// Which desired group claims a source, by the source's ID.
    fn claims(&self) -> Result<HashMap<&'a str, usize>, Problem> {
        let mut names = HashSet::with_capacity(self.desired.len());
        let mut claims = HashMap::new();
        for (index, wanted) in self.desired.iter().enumerate() {
            if !names.insert(&*wanted.settings.name) {
                return Err(Problem::NameTwice { name: wanted.settings.name.to_string() });
            }
            for source in &wanted.settings.sources {
                match claims.insert(&**source, index) {
                    Some(other) if other != index => {
                        return Err(self.claimed_twice(source, [other, index]));
                    }
                    _ => {}
                }
            }
        }
        Ok(claims)
    }

    fn claimed_twice(&self, source: &str, groups: [usize; 2]) -> Problem {
        let groups = groups.map(|index| self.desired[index].settings.name.to_string());
        Problem::SourceTwice { source: source.to_owned(), groups }
    }

    /// A desired group that is this group of the tenant, or a new one.
    fn want(&mut self, index: usize, group: Option<usize>) -> Result<(), Problem> {
        let (tenant, desired) = (self.tenant, self.desired);
        let wanted = &desired[index];
        if wanted.id.is_some()
            && group.is_none_or(|group| Some(&tenant[group].id) != wanted.id.as_ref())
        {
            self.notes.push(Note::UnknownId { desired: index });
        }
        let Some(group) = group else {
            check_sources(wanted)?;
            self.add(None, Some(index));
            return Ok(());
        };
        let (before, after) = (&tenant[group].settings, &wanted.settings);
        if before.name != after.name {
            self.notes.push(Note::Renamed { group, desired: index });
        }
        if before.is_same(after) && !wanted.differs {
            self.unchanged.push((index, group));
        } else {
            check_sources(wanted)?;
            self.add(Some(group), Some(index));
        }
        Ok(())
    }

    /// Adds the job that makes the one into the other.
    fn add(&mut self, group: Option<usize>, wanted: Option<usize>) {
        let before = group.map(|group| &self.tenant[group].settings);
        let after = wanted.map(|wanted| &self.desired[wanted].settings);
        let held = before.map_or(&[][..], |settings| &settings.sources);
        let claimed = after.map_or(&[][..], |settings| &settings.sources);
        let (leaving, joining) = (missing(held, claimed), missing(claimed, held));
        let renamed = before.map(|settings| &settings.name) != after.map(|settings| &settings.name);
        let job = self.list.len();
        let new = Job {
            group,
            desired: wanted,
            kept: claimed.iter().collect::<HashSet<_>>().len() - joining.len(),
            leaving: leaving.into_iter().map(|source| self.source(source)).collect(),
            joining: joining.into_iter().map(|source| self.source(source)).collect(),
            old_name: before.filter(|_| renamed).map(|settings| self.name(&settings.name)),
            new_name: after.filter(|_| renamed).map(|settings| self.name(&settings.name)),
        };
        self.pass_on(job, &new);
        self.list.push(new);
    }

    /// Enters the job as the one that gives up and takes its resources.
    fn pass_on(&mut self, job: usize, new: &Job) {
        enter(&mut self.sources, job, &new.leaving, &new.joining);
        enter(&mut self.names, job, new.old_name.as_slice(), new.new_name.as_slice());
    }

    /// Nothing is taken that several jobs have to give up first.
    fn check_contested(&self) -> Result<(), Problem> {
        let is_bad = |passage: &Transfer| passage.is_contested && passage.to.is_some();
        let sources =
            self.source_numbers.iter().filter(|&(_, &source)| is_bad(&self.sources[source]));
        let names = self.name_numbers.iter().filter(|&(_, &name)| is_bad(&self.names[name]));
        let first = sources.chain(names).map(|(&what, _)| what).min();
        first.map_or(Ok(()), |what| Err(Problem::HeldTwice { what: what.to_owned() }))
    }

    /// Nothing is taken from a group that is left alone.
    fn check_unmentioned(&self, claims: &HashMap<&str, usize>) -> Result<(), Problem> {
        for group in self.unmentioned.iter().map(|&group| &self.tenant[group]) {
            let number = self.name_numbers.get(&*group.settings.name);
            if number.is_some_and(|&name| self.names[name].to.is_some()) {
                let (name, id) = (group.settings.name.to_string(), group.id.to_string());
                return Err(Problem::NameHeld { name, id });
            }
            let taken = |source: &&Cow<'_, str>| {
                let number = self.source_numbers.get(&***source);
                number.is_some_and(|&source| self.sources[source].to.is_some())
            };
            if let Some(source) = group.settings.sources.iter().find(taken) {
                return Err(Problem::SourceHeld {
                    source: source.to_string(),
                    group: self.desired[claims[&**source]].settings.name.to_string(),
                    holder: group.settings.name.to_string(),
                });
            }
        }
        Ok(())
    }

    /// A created group that takes sources of a deleted one may be a rename; the one it takes most from is named.
    fn note_lookalikes(&mut self) {
        let mut notes = Vec::new();
        for job in self.list.iter().filter(|job| job.group.is_none()) {
            let mut shared: HashMap<usize, usize> = HashMap::new();
            let holders = job.joining.iter().filter_map(|&source| self.sources[source].from);
            for holder in holders.map(|from| &self.list[from]).filter(|job| job.desired.is_none()) {
                *shared.entry(holder.group.unwrap_or_default()).or_default() += 1;
            }
            let most = shared.into_iter().max_by_key(|&(group, count)| (count, usize::MAX - group));
            if let (Some((group, _)), Some(desired)) = (most, job.desired) {
                notes.push(Note::MaybeRename { group, desired });
            }
        }
        self.notes.append(&mut notes);
    }

    fn source(&mut self, id: &'a str) -> usize {
        number(&mut self.source_numbers, &mut self.sources, id)
    }

    fn name(&mut self, name: &'a str) -> usize {
        number(&mut self.name_numbers, &mut self.names, name)
    }

    /// The number of a source that moves.
    pub(crate) fn source_number(&self, id: &str) -> Option<usize> {
        self.source_numbers.get(id).copied()
    }

    /// Every name that a group has or is to have.
    pub(crate) fn all_names(&self) -> HashSet<&'a str> {
        let present = self.tenant.iter().map(|group| &*group.settings.name);
        present.chain(self.desired.iter().map(|group| &*group.settings.name)).collect()
    }
}

/// A group that is written needs at least two sources; one that stays as it is may have fewer.
fn check_sources(wanted: &Desired<'_>) -> Result<(), Problem> {
    if set(&wanted.settings.sources).len() < 2 {
        return Err(Problem::TooFewSources { group: wanted.settings.name.to_string() });
    }
    Ok(())
}

fn number<'a>(
    numbers: &mut HashMap<&'a str, usize>,
    passages: &mut Vec<Transfer>,
    text: &'a str,
) -> usize {
    *numbers.entry(text).or_insert_with(|| {
        passages.push(Transfer::default());
        passages.len() - 1
    })
}

fn enter(passages: &mut [Transfer], job: usize, given: &[usize], taken: &[usize]) {
    for &number in taken {
        passages[number].to = Some(job);
    }
    for &number in given {
        let passage = &mut passages[number];
        passage.is_contested |= passage.from.replace(job).is_some();
    }
}

/// Those of `these` that are not among the `known`, each once, in their order.
fn missing<'a>(these: &'a [Cow<'_, str>], known: &[Cow<'_, str>]) -> Vec<&'a str> {
    let known = set(known);
    let mut seen = HashSet::new();
    let new = these.iter().map(|source| &**source).filter(|source| !known.contains(source));
    new.filter(|&source| seen.insert(source)).collect()
}
