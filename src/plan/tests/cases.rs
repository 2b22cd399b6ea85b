//! Cases that a user would name.

use super::scene::{Scene, moves, recreations, settings};
use crate::error::{Code, Error};
use crate::plan::{Action, Desired, Note, Plan, Present, Problem, plan};

fn draw(scene: &Scene) -> Plan<'_> {
    plan(&scene.tenant, &scene.desired, &scene.delete).unwrap()
}

fn present(id: &str, name: &str, sources: &[usize]) -> Present<'static> {
    Present { id: id.to_owned().into(), settings: settings(name, sources) }
}

fn desired(id: Option<&str>, name: &str, sources: &[usize]) -> Desired<'static> {
    Desired {
        id: id.map(|id| id.to_owned().into()),
        settings: settings(name, sources),
        differs: false,
    }
}

/// Each step as a letter, the group's place and the steps that it waits for.
fn outline(plan: &Plan) -> Vec<(char, usize, Vec<usize>)> {
    let of = |action: &Action| match *action {
        Action::Create { desired, .. } => ('c', desired),
        Action::Update { group, .. } => ('u', group),
        Action::Delete { group, .. } => ('d', group),
    };
    plan.steps
        .iter()
        .map(|step| (of(&step.action).0, of(&step.action).1, step.after.clone()))
        .collect()
}

#[test]
fn a_source_leaves_one_group_before_it_joins_another() {
    let scene = moves(&[("a", &[1, 2], "a", &[1, 2, 3]), ("b", &[3, 4, 5], "b", &[4, 5])]);
    assert_eq!(outline(&draw(&scene)), [('u', 1, vec![]), ('u', 0, vec![0])]);
}

#[test]
fn groups_that_keep_two_sources_swap_with_one_more_write() {
    let scene = moves(&[("a", &[1, 2, 3], "a", &[1, 2, 6]), ("b", &[4, 5, 6], "b", &[3, 4, 5])]);
    let plan = draw(&scene);
    assert_eq!(outline(&plan), [('u', 0, vec![]), ('u', 1, vec![0]), ('u', 0, vec![0, 1])]);
    let Action::Update { after, .. } = &plan.steps[0].action else { panic!("{plan:?}") };
    assert_eq!(*after, settings("a", &[1, 2]));
}

#[test]
fn two_pairs_that_swap_a_member_cost_one_recreation() {
    let scene = moves(&[("a", &[1, 2], "a", &[1, 3]), ("b", &[3, 4], "b", &[2, 4])]);
    let plan = draw(&scene);
    assert_eq!(outline(&plan), [('d', 0, vec![]), ('u', 1, vec![0]), ('c', 0, vec![0, 1])]);
    assert_eq!(plan.notes, [Note::Recreated { group: 0, desired: 0 }]);
    assert_eq!(plan.tail, 3);
}

#[test]
fn a_spare_source_saves_the_recreation() {
    let scene = moves(&[("a", &[1, 2], "a", &[1, 3, 9]), ("b", &[3, 4], "b", &[2, 4])]);
    let plan = draw(&scene);
    assert_eq!((recreations(&plan), plan.steps.len()), (0, 3));
}

#[test]
fn names_swap_by_way_of_a_temporary_name_that_nobody_has() {
    let mut scene = moves(&[("a", &[1, 2], "b", &[1, 2]), ("b", &[3, 4], "a", &[3, 4])]);
    scene.tenant.push(present("x", "b (temporary)", &[5, 6]));
    let plan = draw(&scene);
    assert_eq!(outline(&plan), [('u', 0, vec![]), ('u', 1, vec![0]), ('u', 0, vec![0, 1])]);
    let name = "b (temporary 2)".to_owned();
    assert!(plan.notes.contains(&Note::TemporaryName { group: 0, name }));
    assert!(plan.notes.contains(&Note::Renamed { group: 1, desired: 1 }));
    assert_eq!(plan.unmentioned, [2]);
}

#[test]
fn names_compare_exactly() {
    let scene = Scene {
        tenant: vec![present("1", "GitHub", &[1, 2])],
        desired: vec![desired(Some("1"), "github", &[1, 2]), desired(None, "GitHub", &[3, 4])],
        delete: vec![],
    };
    assert_eq!(outline(&draw(&scene)), [('u', 0, vec![]), ('c', 1, vec![0])]);
}

#[test]
fn an_id_that_the_tenant_lacks_is_looked_for_by_name() {
    let tenant = vec![present("1", "a", &[1, 2])];
    let wanted = vec![desired(Some("7"), "a", &[1, 2]), desired(Some("8"), "b", &[3, 4])];
    let plan = plan(&tenant, &wanted, &[]).unwrap();
    assert_eq!(plan.unchanged, [(0, 0)]);
    assert_eq!(outline(&plan), [('c', 1, vec![])]);
    assert_eq!(plan.notes, [Note::UnknownId { desired: 0 }, Note::UnknownId { desired: 1 }]);
}

#[test]
fn a_delete_comes_when_it_is_needed_else_last() {
    let scene = Scene {
        tenant: vec![present("1", "old", &[1, 2]), present("2", "idle", &[3, 4])],
        desired: vec![desired(None, "new", &[1, 5]), desired(None, "other", &[6, 7])],
        delete: vec![1, 0],
    };
    let plan = draw(&scene);
    let steps = [('d', 0, vec![]), ('c', 0, vec![0]), ('c', 1, vec![]), ('d', 1, vec![])];
    assert_eq!(outline(&plan), steps);
    assert_eq!(plan.tail, 3);
    assert_eq!(plan.notes, [Note::MaybeRename { group: 0, desired: 0 }]);
}

#[test]
fn a_change_of_policy_or_of_other_settings_is_one_write() {
    let mut scene = moves(&[("a", &[1, 2], "a", &[2, 1]), ("b", &[3, 4], "b", &[3, 4])]);
    scene.desired[0].settings.policy = "strong".into();
    assert_eq!(outline(&draw(&scene)), [('u', 0, vec![])]);
    scene.desired[1].differs = true;
    assert_eq!(outline(&draw(&scene)), [('u', 0, vec![]), ('u', 1, vec![])]);
}

#[test]
fn everybody_gives_everybody_a_source() {
    let mut scene = Scene::default();
    for index in 0..10 {
        let others = || (0..10).filter(|&other| other != index);
        let (id, name) = (format!("g{index}"), format!("n{index}"));
        let held: Vec<usize> = others().map(|other| index * 10 + other).collect();
        let wanted: Vec<usize> = others().map(|other| other * 10 + index).collect();
        scene.tenant.push(present(&id, &name, &held));
        scene.desired.push(desired(Some(&id), &name, &wanted));
    }
    let plan = draw(&scene);
    assert_eq!((plan.steps.len(), recreations(&plan)), (19, 0));
}

#[test]
fn what_no_order_can_grant_is_a_mistake() {
    let tenant =
        [present("1", "a", &[1, 2]), present("2", "b", &[3, 4]), present("3", "b", &[5, 6])];
    let draw = |desired: &[Desired], delete: &[usize]| plan(&tenant, desired, delete).unwrap_err();
    let text = |desired: &[Desired]| draw(desired, &[]).to_string();
    assert_eq!(text(&[desired(None, "n", &[7])]), "group `n` has fewer than two sources");
    assert_eq!(
        text(&[desired(None, "n", &[7, 8]), desired(None, "n", &[9, 10])]),
        "two groups are named `n`"
    );
    assert_eq!(
        text(&[desired(Some("1"), "m", &[1, 2]), desired(Some("1"), "n", &[9, 10])]),
        "two groups have the ID `1`"
    );
    assert_eq!(
        text(&[desired(None, "m", &[7, 8]), desired(None, "n", &[8, 9])]),
        "source `s8` is claimed by the groups `m` and `n`"
    );
    assert_eq!(
        text(&[desired(None, "b", &[3, 4])]),
        "the tenant has several groups named `b`: `2`, `3`"
    );
    assert_eq!(
        text(&[desired(Some("1"), "b", &[1, 2])]),
        "the name `b` belongs to a group that is left alone, `2`"
    );
    assert_eq!(
        text(&[desired(None, "n", &[1, 7])]),
        "source `s1` of group `n` is in group `a`, which is left alone"
    );
    assert_eq!(draw(&[desired(None, "a", &[1, 2])], &[0]), Problem::Delete { group: 0 });
    assert_eq!(draw(&[], &[3]), Problem::Delete { group: 3 });
    assert_eq!(Error::from(draw(&[desired(None, "n", &[1, 7])], &[])).code(), Code::Conflict);
}

#[test]
fn a_source_in_two_groups_is_not_passed_on() {
    let tenant = [present("1", "a", &[1, 2, 3]), present("2", "b", &[1, 4, 5])];
    let wanted =
        [desired(None, "a", &[2, 3]), desired(None, "b", &[4, 5]), desired(None, "c", &[1, 6])];
    let mistake = plan(&tenant, &wanted, &[]).unwrap_err();
    assert_eq!(mistake, Problem::HeldTwice { what: "s1".to_owned() });
    assert!(plan(&tenant, &wanted[..2], &[]).is_ok_and(|plan| plan.steps.len() == 2));
}

#[test]
fn a_group_that_is_not_one_by_the_rules_is_put_right() {
    let tenant = [present("1", "a", &[1]), present("2", "b", &[2, 3, 4])];
    let wanted = [desired(None, "a", &[2, 3]), desired(None, "b", &[1, 4])];
    let plan = plan(&tenant, &wanted, &[]).unwrap();
    assert_eq!(recreations(&plan), 1);
}
