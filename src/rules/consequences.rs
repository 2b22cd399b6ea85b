//! What a write does to sources and applications, in sentences by name.

use std::collections::HashSet;

use super::policy::present_policies;
use crate::model::{SourceApp, SyncGroup};
use crate::rules::tenant_facts::Known;

/// What deleting the group does.
pub fn of_remove(group: &SyncGroup, known: &Known) -> Vec<String> {
    let members: Vec<_> = members(group).collect();
    if members.is_empty() {
        return Vec::new();
    }
    let names = names(&members, known);
    let mut sentences = vec![format!("the passwords of {names} become independent of each other")];
    sentences.extend(members.iter().filter_map(|id| independent_applications(id, known)));
    if !group.policy_id().is_empty() {
        let policy = known.policy_name(group.policy_id());
        let keep = if members.len() == 1 { "keeps" } else { "each keep" };
        sentences.push(format!(
            "{names} {keep} policy `{policy}`; to change it afterwards, edit the source"
        ));
    }
    sentences
}

/// What creating the group does.
pub fn of_create(group: &SyncGroup, known: &Known) -> Vec<String> {
    members(group).map(|id| joins(id, group, known)).collect()
}

/// What changing the group does. A change of nothing has no consequences.
pub fn of_update(before: &SyncGroup, after: &SyncGroup, known: &Known) -> Vec<String> {
    let mut sentences = Vec::new();
    sentences.extend(renamed(before, after));
    sentences.extend(other_policy(before, after, known));
    let joining = members(after).filter(|id| !before.has_source(id));
    sentences.extend(joining.map(|id| joins(id, after, known)));
    for id in members(before).filter(|id| !after.has_source(id)) {
        sentences.push(leaves(id, before, known));
        sentences.extend(independent_applications(id, known));
    }
    sentences
}

fn members(group: &SyncGroup) -> impl Iterator<Item = &str> {
    let mut seen = HashSet::new();
    group.source_ids().filter(move |id| seen.insert(*id))
}

fn renamed(before: &SyncGroup, after: &SyncGroup) -> Option<String> {
    let (old, new) = (before.name(), after.name());
    (old != new).then(|| format!("end users see the name `{new}` instead of `{old}`"))
}

fn other_policy(before: &SyncGroup, after: &SyncGroup, known: &Known) -> Option<String> {
    let (old, new) = (before.policy_id(), after.policy_id());
    let staying: Vec<_> = members(after).filter(|id| before.has_source(id)).collect();
    if old == new || new.is_empty() || staying.is_empty() {
        return None;
    }
    let verb = if staying.len() == 1 { "gets" } else { "get" };
    let instead = match known.policy_name(old) {
        "" => String::new(),
        old => format!(" instead of `{old}`"),
    };
    Some(format!(
        "{} {verb} policy `{}`{instead}, enforced at a user's next change",
        names(&staying, known),
        known.policy_name(new)
    ))
}

fn joins(id: &str, group: &SyncGroup, known: &Known) -> String {
    let source = known.source_name(id);
    if group.policy_id().is_empty() {
        return format!("`{source}` joins");
    }
    let policy = known.policy_name(group.policy_id());
    format!("`{source}` joins and gets policy `{policy}`{}", replaced(id, group, known))
}

/// The policies that a joining source had so far.
fn replaced(id: &str, group: &SyncGroup, known: &Known) -> String {
    let Some(source) = known.source(id).present() else { return String::new() };
    let old: Vec<_> = present_policies(source, known)
        .into_iter()
        .filter(|policy| *policy != group.policy_id())
        .map(|policy| format!("`{}`", known.policy_name(policy)))
        .collect();
    if old.is_empty() { String::new() } else { format!(" instead of {}", old.join(", ")) }
}

fn leaves(id: &str, group: &SyncGroup, known: &Known) -> String {
    let source = known.source_name(id);
    let leaves = format!("`{source}` leaves: its passwords become independent");
    if group.policy_id().is_empty() {
        return leaves;
    }
    format!("{leaves}, it keeps policy `{}`", known.policy_name(group.policy_id()))
}

fn independent_applications(id: &str, known: &Known) -> Option<String> {
    let source = known.source_name(id);
    let Some(applications) = known.applications(id) else {
        return known.refuses_applications().then(|| {
            format!("applications of `{source}` become independent too (403: unknown which)")
        });
    };
    let names: Vec<_> = applications.iter().map(SourceApp::name).map(quoted).collect();
    let (noun, verb) =
        if names.len() == 1 { ("application", "becomes") } else { ("applications", "become") };
    (!names.is_empty())
        .then(|| format!("{noun} {} of `{source}` {verb} independent too", and(&names)))
}

fn names(ids: &[&str], known: &Known) -> String {
    and(&ids.iter().map(|id| quoted(known.source_name(id))).collect::<Vec<_>>())
}

fn quoted(name: &str) -> String {
    format!("`{name}`")
}

/// "a", "a and b", "a, b and c".
fn and(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::rules::Reading;
    use crate::rules::testing::{World, good_group, group, source};

    #[test]
    fn removing_says_what_becomes_independent_and_which_policy_stays() {
        assert_eq!(
            of_remove(&good_group(), &World::good().known()),
            [
                "the passwords of `ActiveDirectory` and `GitHub` become independent of each other",
                "application `Intranet` of `ActiveDirectory` becomes independent too",
                "application `GitHub Pages` of `GitHub` becomes independent too",
                "`ActiveDirectory` and `GitHub` each keep policy `Strong`; to change it afterwards, edit the source",
            ]
        );
    }

    #[test]
    fn who_may_read_nothing_sees_ids_and_that_applications_are_not_known() {
        let mut world = World::good();
        world.sources = Reading::Refused;
        world.policies = Reading::Refused;
        world.applications = Reading::Refused;
        let sentences = of_remove(&good_group(), &world.known());
        assert_eq!(sentences[0], "the passwords of `ad` and `gh` become independent of each other");
        assert_eq!(
            sentences[1],
            "applications of `ad` become independent too (403: unknown which)"
        );
        assert_eq!(
            sentences[3],
            "`ad` and `gh` each keep policy `p`; to change it afterwards, edit the source"
        );
    }

    #[test]
    fn a_source_that_joins_gets_the_policy() {
        let mut world = World::good();
        world.put(source(
            "gh",
            "GitHub",
            &json!({"passwordPolicies": [{"id": "q", "name": "Stronger"}]}),
        ));
        assert_eq!(
            of_create(&good_group(), &world.known()),
            [
                "`ActiveDirectory` joins and gets policy `Strong`",
                "`GitHub` joins and gets policy `Strong` instead of `Stronger`",
            ]
        );
    }

    #[test]
    fn an_update_says_only_what_changes() {
        let known = World::good().known();
        let after = group("g", "Renamed", "q", &["ad", "gs"]);
        assert_eq!(
            of_update(&good_group(), &after, &known),
            [
                "end users see the name `Renamed` instead of `One`",
                "`ActiveDirectory` gets policy `Stronger` instead of `Strong`, enforced at a user's next change",
                "`G Suite` joins and gets policy `Stronger`",
                "`GitHub` leaves: its passwords become independent, it keeps policy `Strong`",
                "application `GitHub Pages` of `GitHub` becomes independent too",
            ]
        );
        assert!(of_update(&after, &after, &known).is_empty());
    }

    #[test]
    fn an_empty_group_has_no_consequences() {
        let known = World::good().known();
        assert!(of_remove(&group("g", "One", "p", &[]), &known).is_empty());
    }
}
