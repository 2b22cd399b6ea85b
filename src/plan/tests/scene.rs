//! Random tenants and manifests.

use std::borrow::Cow;

use crate::plan::{Action, Desired, Plan, Present, Settings};

/// A small generator of its own, so that a seed is all that a failure needs.
pub(super) struct SeededRandom(u64);

impl SeededRandom {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub(super) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % limit as u64).unwrap()
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            items.swap(index, self.below(index + 1));
        }
    }

    /// True this many times in a hundred.
    pub(super) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// A tenant, a manifest and what is to be deleted.
#[derive(Debug, Clone, Default)]
pub(super) struct Scene {
    pub(super) tenant: Vec<Present<'static>>,
    pub(super) desired: Vec<Desired<'static>>,
    pub(super) delete: Vec<usize>,
}

/// What a random scene is like. Chances in percent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// Groups that are there before and after.
    pub(super) groups: usize,
    /// Most sources of a group.
    pub(super) most: usize,
    /// Sources that are in no group at first.
    pub(super) spare: usize,
    /// Chance of a source to move.
    pub(super) moving: usize,
    /// Chance of a group to get another group's name.
    pub(super) renamed: usize,
    /// Groups that are created, deleted and left alone.
    pub(super) others: usize,
}

pub(super) fn settings(name: &str, sources: &[usize]) -> Settings<'static> {
    let sources = sources.iter().map(|source| format!("s{source}").into()).collect();
    Settings { name: name.to_owned().into(), policy: "p".into(), sources }
}

/// Groups as arrays of source numbers; the same place is the same group, identified by `id`.
pub(super) fn moves(groups: &[(&str, &[usize], &str, &[usize])]) -> Scene {
    let mut scene = Scene::default();
    for (index, (before, held, after, wanted)) in groups.iter().enumerate() {
        let id: Cow<'static, str> = format!("g{index}").into();
        scene.tenant.push(Present { id: id.clone(), settings: settings(before, held) });
        scene.desired.push(Desired {
            id: Some(id),
            settings: settings(after, wanted),
            differs: false,
        });
    }
    scene
}

impl Scene {
    /// A scene of this shape.
    pub(super) fn random(shape: Shape, dice: &mut SeededRandom) -> Self {
        let mut scene = Self::default();
        let mut next = 0;
        let before = deal_new(shape, dice, &mut next);
        let mut after = before.clone();
        shift(&mut after, shape, dice, next);
        let mut names: Vec<usize> = (0..shape.groups).collect();
        let mut renamed: Vec<usize> =
            names.iter().copied().filter(|_| dice.chance(shape.renamed)).collect();
        let old = renamed.clone();
        dice.shuffle(&mut renamed);
        old.iter().zip(&renamed).for_each(|(&group, &name)| names[group] = name);
        for (index, (held, wanted)) in before.iter().zip(&after).enumerate() {
            let id: Cow<'static, str> = format!("g{index}").into();
            let name = names[index];
            let by_id = name != index || dice.chance(50);
            scene
                .tenant
                .push(Present { id: id.clone(), settings: settings(&format!("n{index}"), held) });
            let mut wanted = settings(&format!("n{name}"), wanted);
            if dice.chance(10) {
                wanted.policy = "q".into();
            }
            scene.desired.push(Desired {
                id: by_id.then_some(id),
                settings: wanted,
                differs: dice.chance(5),
            });
        }
        scene.add_others(shape, dice, next + shape.spare);
        scene
    }

    /// Groups to delete (sometimes taken from), to create and to leave alone.
    fn add_others(&mut self, shape: Shape, dice: &mut SeededRandom, mut next: usize) {
        for index in 0..shape.others {
            let [gone, alone] =
                [0, 2].map(|offset| settings("", &[next + offset, next + offset + 1]));
            let mut new = settings(&format!("new{index}"), &[next + 4, next + 5]);
            next += 6;
            self.delete.push(self.tenant.len());
            for (name, other) in [("gone", gone), ("alone", alone)] {
                let id = format!("{name}{index}").into();
                let name = format!("{name} {index}").into();
                self.tenant.push(Present { id, settings: Settings { name, ..other } });
            }
            let gone = self.tenant[self.delete[index]].settings.sources[0].clone();
            match dice.below(3) {
                0 => new.sources.push(gone),
                1 => self.desired[dice.below(shape.groups)].settings.sources.push(gone),
                _ => {}
            }
            self.desired.push(Desired { id: None, settings: new, differs: false });
        }
    }
}

/// Fresh sources for every group.
fn deal_new(shape: Shape, dice: &mut SeededRandom, next: &mut usize) -> Vec<Vec<usize>> {
    let deal = |_| {
        let size = 2 + dice.below(shape.most - 1);
        *next += size;
        (*next - size..*next).collect()
    };
    (0..shape.groups).map(deal).collect()
}

/// Lets sources move between the groups and those that are spare, so that everybody keeps two.
fn shift(groups: &mut [Vec<usize>], shape: Shape, dice: &mut SeededRandom, next: usize) {
    let mut pool: Vec<usize> = (next..next + shape.spare).collect();
    let mut places = Vec::new();
    for (index, group) in groups.iter_mut().enumerate() {
        let (moving, staying): (Vec<usize>, Vec<usize>) =
            group.iter().partition(|_| dice.chance(shape.moving));
        places.extend(std::iter::repeat_n(index, 2_usize.saturating_sub(staying.len())));
        pool.extend(moving);
        *group = staying;
    }
    dice.shuffle(&mut pool);
    for source in pool {
        match places.pop() {
            Some(place) => groups[place].push(source),
            None if dice.chance(15) => {}
            None => groups[dice.below(shape.groups)].push(source),
        }
    }
}

/// How many groups a plan recreates.
pub(super) fn recreations(plan: &Plan) -> usize {
    let is_one = |action: &Action| matches!(action, Action::Create { replaces: Some(_), .. });
    plan.steps.iter().filter(|step| is_one(&step.action)).count()
}
