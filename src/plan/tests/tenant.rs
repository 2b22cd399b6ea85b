//! A tenant that refuses whatever breaks a rule.

use std::collections::{BTreeSet, HashSet};

use crate::plan::{Action, Desired, Plan, Present, Settings, Step};

/// The tenant while a plan is run.
pub(super) struct Tenant<'a> {
    before: &'a [Present<'a>],
    desired: &'a [Desired<'a>],
    present: Vec<Option<Settings<'a>>>,
    created: Vec<Option<Settings<'a>>>,
}

pub(super) fn members<'a>(settings: &'a Settings<'_>) -> BTreeSet<&'a str> {
    settings.sources.iter().map(|source| &**source).collect()
}

pub(super) fn same(one: &Settings<'_>, two: &Settings<'_>) -> bool {
    one.name == two.name && one.policy == two.policy && members(one) == members(two)
}

impl<'a> Tenant<'a> {
    pub(super) fn new(before: &'a [Present<'a>], desired: &'a [Desired<'a>]) -> Self {
        let present = before.iter().map(|group| Some(group.settings.clone())).collect();
        Self { before, desired, present, created: vec![None; desired.len()] }
    }

    /// Runs one step, or panics with the rule that it breaks.
    pub(super) fn run(&mut self, step: &Step<'a>) {
        match &step.action {
            Action::Delete { group, before, .. } => {
                let group = self.present[*group].take().expect("a deleted group exists");
                assert!(same(&group, before), "{step:?}");
            }
            Action::Create { desired, after, replaces } => {
                assert!(same(after, &self.desired[*desired].settings), "{step:?}");
                assert!(replaces.is_none_or(|group| self.present[group].is_none()), "{step:?}");
                self.check(after, step);
                assert!(self.created[*desired].replace(after.clone()).is_none(), "{step:?}");
            }
            Action::Update { group, desired, before, after } => {
                let current = self.present[*group].take().expect("an updated group exists");
                assert!(same(&current, before), "{step:?}");
                assert!(!same(before, after) || self.desired[*desired].differs, "idle: {step:?}");
                self.check_origin(*group, *desired, after);
                self.check(after, step);
                self.present[*group] = Some(after.clone());
            }
        }
    }

    /// The rules of the tenant.
    fn check(&self, written: &Settings, step: &Step) {
        let sources = members(written);
        assert!(sources.len() >= 2, "too few: {step:?}");
        assert_eq!(sources.len(), written.sources.len(), "twice: {step:?}");
        for other in self.groups() {
            assert!(other.name != written.name, "name: {step:?}");
            assert!(members(other).is_disjoint(&sources), "held by {other:?}: {step:?}");
        }
    }

    /// No source that the group has neither before nor after, no name that another group has or is to have.
    fn check_origin(&self, group: usize, desired: usize, written: &Settings) {
        let (before, after) = (&self.before[group].settings, &self.desired[desired].settings);
        let allowed = &members(before) | &members(after);
        assert!(members(written).is_subset(&allowed), "foreign source: {written:?}");
        if written.name != before.name && written.name != after.name {
            let present = self.before.iter().map(|group| &group.settings.name);
            let names = present.chain(self.desired.iter().map(|group| &group.settings.name));
            assert!(names.into_iter().all(|name| *name != written.name), "temporary {written:?}");
        }
        assert!([&before.policy, &after.policy].contains(&&written.policy));
    }

    fn groups(&self) -> impl Iterator<Item = &Settings<'a>> {
        self.present.iter().chain(&self.created).flatten()
    }

    /// Whether the tenant has the desired groups and those that are left alone, and no others.
    pub(super) fn assert_done(&self, plan: &Plan<'_>) {
        let alone = plan.unmentioned.iter().map(|&group| &self.before[group].settings);
        let expected: Vec<&Settings<'_>> =
            self.desired.iter().map(|group| &group.settings).chain(alone).collect();
        let actual: HashSet<_> =
            self.groups().map(|group| (&group.name, &group.policy, members(group))).collect();
        assert_eq!(self.groups().count(), expected.len());
        for group in expected {
            assert!(actual.contains(&(&group.name, &group.policy, members(group))), "{group:?}");
        }
    }

    /// The tenant as it is now, with new IDs for what was created.
    pub(super) fn now(&self) -> Vec<Present<'a>> {
        let old = self.present.iter().zip(self.before);
        let old = old.filter_map(|(now, before)| Some((before.id.clone(), now.clone()?)));
        let new = self.created.iter().enumerate();
        let new = new.filter_map(|(index, now)| Some((format!("new{index}").into(), now.clone()?)));
        old.chain(new).map(|(id, settings)| Present { id, settings }).collect()
    }
}
