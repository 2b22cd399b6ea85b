//! Each rule met, broken, and unknown because the caller may not read something.

use serde_json::{Value, json};

use super::*;
use crate::rules::Severity;
use crate::rules::tenant_facts::Reading;
use crate::rules::testing::{World, good_group, group, source};

/// One row: the rule's word, how it is broken, and the message that names the object.
type Row = (&'static str, fn(&mut World) -> SyncGroup, &'static str);

fn with_source(world: &mut World, id: &str, name: &str, more: &Value) -> SyncGroup {
    world.put(source(id, name, more));
    good_group()
}

const BROKEN: [Row; 13] = [
    (
        "too-few-sources",
        |_| group("g", "One", "p", &["ad", "ad"]),
        "group `One` has one source; it needs at least two",
    ),
    (
        "too-few-sources",
        |_| group("g", "One", "p", &[]),
        "group `One` has no source; it needs at least two",
    ),
    ("source-missing", |_| group("g", "One", "p", &["ad", "gh", "x"]), "source `x` does not exist"),
    (
        "not-direct-connect",
        |world| with_source(world, "gh", "GitHub", &json!({"connectionType": "file"})),
        "source `GitHub` is not direct-connect",
    ),
    (
        "no-password-feature",
        |world| with_source(world, "gh", "GitHub", &json!({"features": []})),
        "source `GitHub` is not configured for password management (no feature `PASSWORD`)",
    ),
    (
        "no-application",
        |world| {
            world.applications = Reading::Read(json!([]));
            good_group()
        },
        "authentication source `ActiveDirectory` has no application",
    ),
    ("no-policy", |_| group("g", "One", "", &["ad", "gh"]), "group `One` has no password policy"),
    (
        "policy-missing",
        |_| group("g", "One", "x", &["ad", "gh"]),
        "password policy `x` does not exist",
    ),
    (
        "policy-exception",
        |world| {
            let assignments = json!([{"policyId": "q", "policyName": "Stronger", "selectors": {"identityAttr": [1]}}]);
            world.assignments[1].1 = Reading::Read(assignments);
            good_group()
        },
        "source `GitHub` has a policy exception: `Stronger` holds for some identities only",
    ),
    (
        "source-unhealthy",
        |world| {
            let more = json!({"healthy": false, "status": "SOURCE_STATE_ERROR_VA"});
            with_source(world, "gh", "GitHub", &more)
        },
        "source `GitHub` is not healthy (`SOURCE_STATE_ERROR_VA`)",
    ),
    (
        "duplicate-name",
        |world| {
            world.groups = Reading::Read(vec![good_group(), group("h", "One", "p", &[])]);
            good_group()
        },
        "the name `One` is also that of `h`",
    ),
    (
        "source-in-two-groups",
        |world| {
            world.groups = Reading::Read(vec![good_group(), group("h", "Two", "p", &["gs", "gh"])]);
            good_group()
        },
        "source `GitHub` is also in group `Two`",
    ),
    (
        "stricter-policy",
        |world| {
            let more = json!({"passwordPolicies": [{"id": "q", "name": "Stronger"}]});
            with_source(world, "gh", "GitHub", &more)
        },
        "source `GitHub` has policy `Stronger`, which is stricter than the group's `Strong`: 12 → 8 characters",
    ),
];

#[test]
fn a_good_group_has_no_findings() {
    assert_eq!(check(&good_group(), &World::good().known()), []);
}

#[test]
fn each_rule_is_broken_by_itself_and_said_by_name() {
    for (word, breaking, message) in BROKEN {
        let mut world = World::good();
        let group = breaking(&mut world);
        let findings = check(&group, &world.known());
        assert_eq!(findings.len(), 1, "{word}: {findings:#?}");
        let finding = &findings[0];
        assert_eq!((finding.rule.word(), finding.message.as_str()), (word, message));
        assert_eq!(finding.group.as_deref(), Some("One"), "{word}");
        assert_eq!(finding.severity, finding.rule.severity(), "{word}");
        assert!(!finding.remedy.is_empty(), "{word}");
    }
}

/// What the caller may not read, and the one thing that the warning names.
type Refusal = (fn(&mut World), &'static str);

const REFUSED: [Refusal; 5] = [
    (|world| world.sources = Reading::Refused, "sources"),
    (|world| world.policies = Reading::Refused, "password policies"),
    (|world| world.applications = Reading::Refused, "applications"),
    (|world| world.assignments[1].1 = Reading::Refused, "policies of sources"),
    (|world| world.groups = Reading::Refused, "sync groups"),
];

#[test]
fn what_may_not_be_read_is_one_warning_by_name() {
    for (refuse, name) in REFUSED {
        let mut world = World::good();
        refuse(&mut world);
        let findings = check(&good_group(), &world.known());
        assert_eq!(findings.len(), 1, "{name}: {findings:#?}");
        assert_eq!((findings[0].rule, findings[0].severity), (Rule::Unreadable, Severity::Warning));
        assert_eq!(findings[0].object.name, name);
        assert!(findings[0].message.contains(name), "{}", findings[0].message);
    }
}

#[test]
fn a_broken_rule_is_unknown_where_its_ground_may_not_be_read() {
    let grounds: [(&str, usize); 10] = [
        ("source-missing", 0),
        ("not-direct-connect", 0),
        ("no-password-feature", 0),
        ("source-unhealthy", 0),
        ("stricter-policy", 1),
        ("policy-missing", 1),
        ("no-application", 2),
        ("policy-exception", 3),
        ("duplicate-name", 4),
        ("source-in-two-groups", 4),
    ];
    for (word, ground) in grounds {
        let mut world = World::good();
        let (_, breaking, _) = BROKEN.iter().find(|row| row.0 == word).unwrap();
        let group = breaking(&mut world);
        REFUSED[ground].0(&mut world);
        let rules: Vec<_> =
            check(&group, &world.known()).iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, [Rule::Unreadable], "{word}");
    }
}

#[test]
fn nothing_asked_is_nothing_said_but_what_the_group_itself_tells() {
    assert_eq!(check(&good_group(), &TenantFacts::new()), []);
    let rules: Vec<_> =
        check(&group("", "", "", &["a"]), &TenantFacts::new()).iter().map(|f| f.rule).collect();
    assert_eq!(rules, [Rule::TooFewSources, Rule::NoPolicy]);
}

#[test]
fn everything_refused_is_one_warning_for_each_thing_over_all_groups() {
    let mut world = World::good();
    for (refuse, _) in REFUSED {
        refuse(&mut world);
    }
    let groups = [good_group(), group("h", "Two", "p", &["gh", "gs"])];
    let findings = check_all(&groups, &world.known());
    let mut names: Vec<_> = findings.iter().map(|finding| finding.object.to_string()).collect();
    names.sort();
    let all = [
        "`applications`",
        "`password policies`",
        "`policies of sources`",
        "`sources`",
        "`sync groups`",
    ];
    assert_eq!(names, all);
    assert!(findings.iter().all(|finding| finding.group.is_none()));
}

#[test]
fn a_new_group_is_compared_with_all_and_a_changed_one_not_with_itself() {
    let known = World::good().known();
    let rules = |group: &SyncGroup| {
        check(group, &known).iter().map(|finding| finding.rule).collect::<Vec<_>>()
    };
    let clash = [Rule::DuplicateName, Rule::SourceInTwoGroups, Rule::SourceInTwoGroups];
    assert_eq!(rules(&group("", "One", "p", &["ad", "gh"])), clash);
    assert_eq!(rules(&group("g", "One", "p", &["ad", "gh", "gs"])), []);
}

#[test]
fn within_one_manifest_what_is_shared_is_an_error() {
    let known = World::good().known();
    let manifest = [group("", "A", "p", &["gs", "gh"]), group("", "A", "p", &["gs", "ad"])];
    let found: Vec<_> = check_manifest(&manifest, &known)
        .into_iter()
        .map(|finding| (finding.rule, finding.severity, finding.object.name))
        .collect();
    let (name, source) = (Rule::DuplicateName, Rule::SourceInTwoGroups);
    let expected = [
        (name, Severity::Error, "A"),
        (source, Severity::Error, "G Suite"),
        (source, Severity::Warning, "GitHub"),
        (name, Severity::Error, "A"),
        (source, Severity::Error, "G Suite"),
        (source, Severity::Warning, "ActiveDirectory"),
    ];
    assert_eq!(found, expected.map(|(rule, severity, name)| (rule, severity, name.to_owned())));
}

#[test]
fn a_manifest_stands_for_the_tenants_groups_of_its_ids_and_names() {
    let known = World::good().known();
    assert_eq!(check_manifest(&[group("g", "Renamed", "p", &["ad", "gh"])], &known), []);
    assert_eq!(check_manifest(&[group("", "One", "p", &["ad", "gh"])], &known), []);
    assert_eq!(check_manifest(&[group("elsewhere", "One", "p", &["ad", "gh"])], &known), []);
}

#[test]
fn a_name_that_lost_its_characters_to_ascii_is_told_from_one_with_question_marks() {
    let mut world = World::good();
    world.groups = Reading::Read(vec![group("h", "Zürich 😀?", "p", &["x", "y"])]);
    let known = world.known();
    let messages = |name: &str| {
        let findings = check(&group("", name, "p", &["ad", "gh"]), &known);
        findings.iter().map(|finding| finding.message.clone()).collect::<Vec<_>>()
    };
    for mangled in ["Z?rich ???", "Zürich ???", "Z?rich 😀?"] {
        let expected =
            format!("the name `{mangled}` is that of `Zürich 😀?` with `?` for lost characters");
        assert_eq!(messages(mangled), [expected]);
    }
    for other in ["Z?rich", "?ürich 😀?", "Zurich ???", "Zürich 😀!", "???"] {
        assert_eq!(messages(other), [""; 0], "{other}");
    }
    let both = [group("h", "Zürich", "p", &["x", "y"]), group("i", "Z?rich", "p", &["v", "w"])];
    let mut world = World::good();
    world.groups = Reading::Read(both.to_vec());
    let rules = check(&both[0], &world.known()).into_iter().map(|finding| finding.rule);
    assert!(!rules.collect::<Vec<_>>().contains(&Rule::MangledName));
}

#[test]
fn a_shared_name_names_a_few_of_the_others() {
    let mut world = World::good();
    let many = (0..9).map(|n| group(&format!("g{n}"), "Same", "p", &["ad", "gh"]));
    world.groups = Reading::Read(many.collect());
    let findings = check(&group("g3", "Same", "p", &["ad", "gh"]), &world.known());
    assert_eq!(findings[0].message, "the name `Same` is also that of `g0`, `g1`, `g2` and 5 more");
}

#[test]
fn a_whole_tenant_of_one_name_and_shared_sources_is_judged_in_linear_time() {
    let judged = |count: usize| {
        let groups: Vec<_> =
            (0..count).map(|n| group(&format!("g{n}"), "Same", "p", &["ad", "gh"])).collect();
        let mut world = World::good();
        world.groups = Reading::Read(groups.clone());
        let start = std::time::Instant::now();
        assert_eq!(check_all(&groups, &world.known()).len(), 3 * count);
        start.elapsed()
    };
    // Looking through all for each would take 4096 times as long, not 64. Other work of the machine makes some tries longer.
    let mut tries = (0..9).map(|_| (judged(500), judged(32_000)));
    assert!(tries.any(|(few, many)| many < 160 * few));
}
