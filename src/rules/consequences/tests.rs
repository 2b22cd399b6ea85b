use serde_json::json;

use super::*;
use crate::rules::Reading;
use crate::rules::testing::{World, good_group, group, source};

fn messages(before: Option<&SyncGroup>, after: Option<&SyncGroup>, world: World) -> Vec<String> {
    let found = of_change(before, after, &world.known());
    found.list.into_iter().map(|consequence| consequence.message).collect()
}

#[test]
fn removing_says_what_becomes_independent_and_which_policy_stays() {
    assert_eq!(
        messages(Some(&good_group()), None, World::good()),
        [
            "the passwords of `ActiveDirectory` become independent, also in application `Intranet`",
            "`ActiveDirectory` keeps policy `Strong`; to change it afterwards, edit the source",
            "the passwords of `GitHub` become independent, also in application `GitHub Pages`",
            "`GitHub` keeps policy `Strong`; to change it afterwards, edit the source",
        ]
    );
}

#[test]
fn who_may_read_nothing_sees_ids_and_that_applications_and_policies_are_not_known() {
    let nothing = || World {
        sources: Reading::Refused,
        policies: Reading::Refused,
        applications: Reading::Refused,
        ..World::good()
    };
    let removed = messages(Some(&good_group()), None, nothing());
    assert_eq!(
        removed[0],
        "the passwords of `ad` become independent, also in its applications (403: unknown which)"
    );
    let other = group("g", "One", "q", &["ad", "gh"]);
    let unknown = |before: Option<&SyncGroup>, after: Option<&SyncGroup>| {
        of_change(before, after, &nothing().known()).policies_unknown
    };
    let good = good_group();
    assert!(unknown(None, Some(&good)), "what a source has that joins");
    assert!(unknown(Some(&good), Some(&other)), "what the group's policies demand");
    assert!(!unknown(Some(&good), Some(&good)));
    assert!(!unknown(Some(&good), None));
}

#[test]
fn a_source_that_joins_gets_the_policy_and_may_lose_a_stricter_one() {
    let mut world = World::good();
    let stronger = json!({"passwordPolicies": [{"id": "q", "name": "Stronger"}]});
    world.put(source("gh", "GitHub", &stronger));
    assert_eq!(
        messages(None, Some(&good_group()), world),
        [
            "`ActiveDirectory` joins",
            "`ActiveDirectory` joins and gets policy `Strong`",
            "`GitHub` joins",
            "`GitHub` joins and gets policy `Strong` instead of `Stronger`",
            "policy `Strong` of `GitHub` is weaker than `Stronger`: 12 → 8 characters",
        ]
    );
}

#[test]
fn an_update_says_only_what_changes() {
    let mut world = World::good();
    let strong = json!({"passwordPolicies": [{"id": "p", "name": "Strong"}]});
    world.put(source("ad", "ActiveDirectory", &strong));
    let after = group("g", "Renamed", "q", &["ad", "gs"]);
    assert_eq!(
        messages(Some(&good_group()), Some(&after), world),
        [
            "end users see the name `Renamed` instead of `One`",
            "`ActiveDirectory` gets policy `Stronger` instead of `Strong`",
            "`G Suite` joins",
            "`G Suite` joins and gets policy `Stronger`",
            "`GitHub` leaves: its passwords become independent, also in application `GitHub Pages`, it keeps policy `Strong`",
            "the passwords of `GitHub` become independent, also in application `GitHub Pages`",
            "`GitHub` keeps policy `Strong`; to change it afterwards, edit the source",
        ]
    );
    assert!(messages(Some(&after), Some(&after), World::good()).is_empty());
}

#[test]
fn a_source_without_a_policy_has_nothing_to_weaken() {
    let (old, new) = (group("g", "One", "q", &["ad"]), group("g", "One", "p", &["ad", "gh"]));
    let known = World::good().known();
    let weaker = |before: Option<&SyncGroup>, after: &SyncGroup| -> Vec<String> {
        let found = of_change(before, Some(after), &known);
        assert!(!found.policies_unknown);
        let weaker = found.list.into_iter().filter(|each| each.kind == Effect::WeakerPolicy);
        weaker.filter_map(|each| Some(each.source?.id)).collect()
    };
    assert!(weaker(None, &new).is_empty());
    // A member has the group's, also where the source does not say so.
    assert_eq!(weaker(Some(&old), &new), ["ad"]);
}

#[test]
fn an_empty_group_has_no_consequences() {
    assert!(messages(Some(&group("g", "One", "p", &[])), None, World::good()).is_empty());
}

#[test]
fn programs_get_the_kind_in_the_words_of_the_protocol() {
    let found = of_change(None, Some(&good_group()), &World::good().known());
    let json = serde_json::to_value(&found.list[1]).unwrap();
    assert_eq!((&json["kind"], &json["source"]["id"]), (&json!("gets_policy"), &json!("ad")));
    assert_eq!(json["policy"]["name"], "Strong");
}
