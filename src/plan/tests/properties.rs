//! What holds for every tenant and every manifest.

use std::collections::HashMap;

use proptest::prelude::*;

use super::exhaustive;
use super::scene::{Scene, SeededRandom, Shape, recreations};
use super::tenant::Tenant;
use crate::plan::jobs::Jobs;
use crate::plan::ordering::component::{Component, Move};
use crate::plan::ordering::cycle;
use crate::plan::{Action, EXACT, Plan, dependencies, plan};

/// Runs the plan as listed and in random orders that respect the edges: every state is valid, the end is the manifest,
/// and planning again finds nothing to do.
fn check<'a>(scene: &'a Scene, dice: &mut SeededRandom) -> Plan<'a> {
    let drawn = plan(&scene.tenant, &scene.desired, &scene.delete).unwrap();
    let mut tenant = Tenant::new(&scene.tenant, &scene.desired);
    for (index, step) in drawn.steps.iter().enumerate() {
        assert!(step.id == index && step.after.iter().all(|&before| before < index));
        tenant.run(step);
    }
    tenant.assert_done(&drawn);
    let now = tenant.now();
    let again = plan(&now, &scene.desired, &[]).unwrap();
    let still = |action: &Action| matches!(action, Action::Update { desired, .. } if scene.desired[*desired].differs);
    assert!(again.steps.iter().all(|step| still(&step.action)), "{again:?}");
    for _ in 0..3 {
        interleave(scene, &drawn, dice);
    }
    drawn
}

fn interleave(scene: &Scene, plan: &Plan, dice: &mut SeededRandom) {
    let mut tenant = Tenant::new(&scene.tenant, &scene.desired);
    let mut left: Vec<usize> = (0..plan.tail).collect();
    let mut done = vec![false; plan.steps.len()];
    while !left.is_empty() {
        let ready: Vec<usize> = (0..left.len())
            .filter(|&place| plan.steps[left[place]].after.iter().all(|&before| done[before]))
            .collect();
        let step = left.swap_remove(ready[dice.below(ready.len())]);
        tenant.run(&plan.steps[step]);
        done[step] = true;
    }
    plan.steps[plan.tail..].iter().for_each(|step| tenant.run(step));
    tenant.assert_done(plan);
}

/// The writes of each group of the tenant.
fn writes(plan: &Plan) -> HashMap<usize, usize> {
    let mut writes = HashMap::new();
    for step in &plan.steps {
        let (Action::Update { group, .. }
        | Action::Delete { group, .. }
        | Action::Create { replaces: Some(group), .. }) = step.action
        else {
            continue;
        };
        *writes.entry(group).or_default() += 1;
    }
    writes
}

/// The groups of the tenant in components that are too large to be searched.
fn in_large_components(scene: &Scene) -> Vec<usize> {
    let jobs = Jobs::of(&scene.tenant, &scene.desired, &scene.delete).unwrap();
    let components = dependencies::components(&jobs).into_iter().filter(|jobs| jobs.len() > EXACT);
    components.flatten().filter_map(|job| jobs.list[job].group).collect()
}

prop_compose! {
    fn shapes(groups: std::ops::Range<usize>)(
        groups in groups, most in 2_usize..6, spare in 0_usize..4,
        moving in prop::sample::select(vec![20_usize, 50, 80, 100]),
        renamed in prop::sample::select(vec![0_usize, 0, 30, 100]), others in 0_usize..3,
    ) -> Shape {
        Shape { groups, most, spare, moving, renamed, others }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_state_is_valid_and_the_end_is_the_manifest(shape in shapes(1..9), seed: u64) {
        let mut dice = SeededRandom::new(seed);
        let scene = Scene::random(shape, &mut dice);
        check(&scene, &mut dice);
    }

    #[test]
    fn in_large_components_no_group_is_written_more_than_twice(shape in shapes(11..40), seed: u64) {
        let mut dice = SeededRandom::new(seed);
        let scene = Scene::random(shape, &mut dice);
        let plan = check(&scene, &mut dice);
        let writes = writes(&plan);
        prop_assert!(in_large_components(&scene).iter().all(|group| writes[group] <= 2));
    }
}

/// The heuristic for large components finds no fewer than that; that it finds as few is seen here for scenes without
/// spare sources and new names, and not promised for others.
#[test]
fn in_large_closed_components_only_what_is_stuck_is_recreated() {
    for (seed, most, moving) in
        (0..60).map(|seed| (seed, [2, 3, 5][seed % 3], [50, 80, 100][seed / 3 % 3]))
    {
        let shape = Shape { groups: 30, most, spare: 0, moving, renamed: 0, others: 0 };
        let scene = Scene::random(shape, &mut SeededRandom::new(seed as u64));
        let jobs = Jobs::of(&scene.tenant, &scene.desired, &scene.delete).unwrap();
        for component in dependencies::components(&jobs).iter().filter(|jobs| jobs.len() > EXACT) {
            let part = Component::new(&jobs, component);
            let moves = cycle::solve(&part);
            let deletes = moves.iter().filter(|step| matches!(step, Move::Delete(_)));
            assert_eq!(deletes.count(), part.stuck().len(), "{seed}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_writes_is_shorter(
        groups in 2_usize..7, most in 2_usize..4, spare in 0_usize..2,
        moving in prop::sample::select(vec![50_usize, 70, 100]),
        renamed in prop::sample::select(vec![0_usize, 0, 60]), seed: u64,
    ) {
        let most = if groups > 4 { 2 } else { most };
        let shape = Shape { groups, most, spare, moving, renamed, others: 0 };
        let mut dice = SeededRandom::new(seed);
        let mut scene = Scene::random(shape, &mut dice);
        for (desired, present) in scene.desired.iter_mut().zip(&scene.tenant) {
            desired.settings.policy.clone_from(&present.settings.policy);
            (desired.id, desired.differs) = (Some(present.id.clone()), false);
        }
        let plan = check(&scene, &mut dice);
        let cost = (recreations(&plan), plan.steps.len());
        prop_assert_eq!(exhaustive::cheaper(&scene, cost), None, "{:?}", cost);
    }
}
