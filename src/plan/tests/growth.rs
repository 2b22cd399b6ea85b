//! Large tenants.

use super::scene::{Scene, recreations, settings};
use super::tenant::same;
use crate::plan::{Action, Desired, Present, plan};

/// Groups in which the sources of `after` are those of `before`, each moved on by so many groups.
fn ring(count: usize, size: usize, moved: usize) -> Scene {
    let mut scene = Scene::default();
    for index in 0..count {
        let id: std::borrow::Cow<'_, str> = format!("g{index}").into();
        let held: Vec<usize> = (0..size).map(|place| index * size + place).collect();
        let from = |place: usize| if place < moved { (index + place + 1) % count } else { index };
        let wanted: Vec<usize> = (0..size).map(|place| from(place) * size + place).collect();
        let name = format!("n{index}");
        scene.tenant.push(Present { id: id.clone(), settings: settings(&name, &held) });
        scene.desired.push(Desired {
            id: Some(id),
            settings: settings(&name, &wanted),
            differs: false,
        });
    }
    scene
}

#[test]
fn a_manifest_of_a_hundred_thousand_groups_is_planned_and_found_unchanged() {
    let scene = ring(100_000, 2, 0);
    let create = plan(&[], &scene.desired, &[]).unwrap();
    assert_eq!((create.steps.len(), create.tail), (100_000, 100_000));
    assert!(create.steps.iter().all(|step| step.after.is_empty()));
    let none = plan(&scene.tenant, &scene.desired, &[]).unwrap();
    assert!(none.is_empty() && none.unchanged.len() == 100_000);
}

#[test]
fn one_write_more_opens_a_ring_of_twenty_thousand_groups() {
    let scene = ring(20_000, 3, 1);
    let plan = plan(&scene.tenant, &scene.desired, &[]).unwrap();
    assert_eq!((plan.steps.len(), recreations(&plan)), (20_001, 0));
}

#[test]
fn one_recreation_opens_a_ring_of_twenty_thousand_pairs() {
    for moved in [1, 2] {
        let scene = ring(20_000, 2, moved);
        let plan = plan(&scene.tenant, &scene.desired, &[]).unwrap();
        assert_eq!(recreations(&plan), 1);
        assert!(plan.steps.len() <= 40_000);
        let last = plan.steps.iter().rfind(|step| matches!(step.action, Action::Create { .. }));
        let Some(Action::Create { desired, after, .. }) = last.map(|step| &step.action) else {
            panic!("the deleted group is created")
        };
        assert!(same(after, &scene.desired[*desired].settings));
    }
}
