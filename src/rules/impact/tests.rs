use serde_json::json;

use super::*;
use crate::model::SyncGroup;
use crate::rules::consequences::of_change;
use crate::rules::testing::{World, good_group, group, source};

/// `q` is stronger than `p`; `ad` has `q`.
fn world() -> World {
    let mut world = World::good();
    let stronger = json!({"passwordPolicies": [{"id": "q", "name": "Stronger"}]});
    world.put(source("ad", "ActiveDirectory", &stronger));
    world
}

fn impact(changes: &[(Option<SyncGroup>, Option<SyncGroup>)]) -> Impact {
    let known = world().known();
    let change = |(before, after): &(Option<SyncGroup>, Option<SyncGroup>)| {
        of_change(before.as_ref(), after.as_ref(), &known)
    };
    Impact::of(changes.iter().map(change))
}

fn texts(impact: &Impact, essential: bool) -> Vec<String> {
    let facts = impact.facts().into_iter().filter(|fact| fact.essential == essential);
    facts.map(|fact| fact.text).collect()
}

#[test]
fn one_group_is_told_by_the_names_of_its_sources() {
    let after = group("g", "Renamed", "q", &["ad", "gs"]);
    let impact = impact(&[(Some(good_group()), Some(after))]);
    assert_eq!(
        texts(&impact, false),
        [
            "end users see the name `Renamed` instead of `One`",
            "`ActiveDirectory` gets policy `Stronger`",
            "`G Suite` joins and gets policy `Stronger`"
        ]
    );
    assert_eq!(
        texts(&impact, true),
        [
            "`GitHub` leaves and keeps policy `Strong`: its passwords become independent, also in application `GitHub Pages`"
        ]
    );
    assert_eq!(impact.to_confirm(), ["1 source leaves its group: `GitHub` from `Renamed`"]);
    assert!(impact.weaker().is_empty() && impact.has_leaving());
    assert_eq!(impact.groups(), ["Renamed"]);
}

#[test]
fn a_deleted_group_is_one_fact() {
    let impact = impact(&[(Some(good_group()), None)]);
    assert_eq!(
        texts(&impact, true),
        [
            "the passwords of `ActiveDirectory` and `GitHub` become independent, also in applications `Intranet` and `GitHub Pages`; each keeps policy `Strong`"
        ]
    );
    assert_eq!(impact.leaving().len(), 2);
    assert!(!impact.has_leaving(), "no group stays that it could leave");
}

#[test]
fn a_pair_of_policies_is_counted_across_groups() {
    let new = |name: &str, sources: &[&str]| (None, Some(group("", name, "p", sources)));
    let impact = impact(&[new("A", &["ad", "gh"]), new("B", &["ad", "gs"])]);
    let weaker = impact.weaker();
    assert_eq!(weaker.len(), 1);
    assert_eq!(weaker[0].counted(), "Stronger → Strong: 2 groups, 1 source");
    assert_eq!(weaker[0].brief(), weaker[0].full(), "one rule has room");
    let rules = (1..=6).map(|number| number.to_string()).collect();
    let many = Weaker { rules, ..weaker[0].clone() };
    assert!(many.brief().ends_with("(1, 2, 3, 4 and 2 more rules)"), "{}", many.brief());
    assert!(many.full().ends_with("(1, 2, 3, 4, 5, 6)"), "{}", many.full());
    assert_eq!(texts(&impact, false), ["4 sources join and get policy `Strong`"]);
}

#[test]
fn a_source_that_joins_another_group_by_the_same_command_moves() {
    let (old, small) =
        (group("g", "One", "p", &["ad", "gh", "gs"]), group("g", "One", "p", &["ad", "gs"]));
    let moved = impact(&[(Some(old), Some(small)), (None, Some(group("", "Two", "p", &["gh"])))]);
    assert_eq!(
        texts(&moved, true),
        ["1 source moves to another group: `GitHub` from `One` to `Two`"]
    );
    let details = moved.details();
    assert_eq!(details[0].1, ["`GitHub` moves to `Two`"]);
    assert_eq!(moved.leaving().len(), 1);
    let freed = moved.consequences.iter().filter(|each| each.kind == Effect::BecomesIndependent);
    assert_eq!(freed.count(), 0);
    // So does a source of a group that is deleted.
    let recreated =
        impact(&[(Some(good_group()), None), (None, Some(group("", "Two", "p", &["gh", "gs"])))]);
    assert_eq!(recreated.leaving().len(), 2);
    assert_eq!(texts(&recreated, true).len(), 2, "{:?}", recreated.facts());
}

#[test]
fn lists_are_cut_and_details_are_not() {
    let names: Vec<String> = (0..9).map(|number| format!("s{number}")).collect();
    let sources: Vec<&str> = names.iter().map(String::as_str).collect();
    let impact = impact(&[(Some(group("g", "Many", "p", &sources)), None)]);
    let [fact] = &texts(&impact, true)[..] else { panic!("one fact") };
    assert!(fact.contains("`s4` and 4 more become independent"), "{fact}");
    assert_eq!(impact.details()[0].1.len(), 18);
}
