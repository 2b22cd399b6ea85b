//! The prerequisites are judged by what the tenant publishes.

use serde_json::{Value, json};

use crate::scripted::{Act, Scripted, Seen};
use crate::world::{POLICY, Run, SOURCES, World};

/// A tenant with one group of two sources. `listed` are its password policies, `of_source` what it answers where the
/// policies of one source are asked for.
fn tenant(listed: Vec<Value>, of_source: impl Fn() -> Act + Send + Sync + 'static) -> Scripted {
    Scripted::tenant(move |seen, _| {
        let reference = json!([{"type": "PASSWORD_POLICY", "id": POLICY, "name": "Strong"}]);
        let source = |id: &str| {
            json!({"id": id, "name": id, "connectionType": "direct", "features": ["PASSWORD"], "healthy": true,
                   "passwordPolicies": reference})
        };
        match seen.target().rsplit('/').next().unwrap_or_default() {
            "password-sync-groups" => Act::list([json!({
                "id": "g", "name": "Group", "passwordPolicyId": POLICY, "sourceIds": SOURCES,
            })]),
            "sources" => Act::list(SOURCES.map(source)),
            "password-policies" if seen.target().contains("/sources/") => of_source(),
            "password-policies" => Act::list(listed.clone()),
            _ => Act::list([]),
        }
    })
}

fn check(tenant: &Scripted, world: &World) -> Run {
    world.command(&["check", "-o", "json"]).at(tenant).run()
}

fn asked(tenant: &Scripted, part: &str) -> Vec<String> {
    let seen: Vec<Seen> = tenant.seen();
    seen.iter().map(|seen| seen.line.clone()).filter(|line| line.contains(part)).collect()
}

#[test]
fn a_policy_exists_where_the_list_of_policies_has_it() {
    for status in [403, 404] {
        let world = World::new();
        let tenant = tenant(vec![json!({"id": POLICY, "name": "Strong"})], move || {
            Act::json(status, json!({"detailCode": status.to_string(), "messages": []}))
        });
        let run = check(&tenant, &world).exits(0);
        let findings = run.json();
        assert_eq!(findings.as_array().unwrap().len(), 1, "said once: {findings:#}");
        assert_eq!(findings[0]["rule"], "unreadable");
        let message = findings[0]["message"].as_str().unwrap();
        assert!(message.contains("policies of sources cannot be read"), "{message}");
    }
}

#[test]
fn a_policy_that_only_a_source_refers_to_does_not_exist() {
    let world = World::new();
    let tenant = tenant(vec![json!({"id": "other", "name": "Other"})], || {
        Act::json(200, json!([{"policyId": POLICY, "policyName": "Strong"}]))
    });
    let run = check(&tenant, &world).exits(7);
    assert_eq!(run.json()[0]["rule"], "policy-missing");
}

#[test]
fn the_policies_of_a_source_are_asked_for_where_they_are_published() {
    for (style, path) in
        [("v3", "/v2025/sources/"), ("v2024", "/v2025/sources/"), ("v2026", "/v2026/sources/")]
    {
        let world = World::new();
        let tenant =
            tenant(vec![json!({"id": POLICY, "name": "Strong"})], || Act::json(200, json!([])));
        world.command(&["check", "--api-version", style]).at(&tenant).run().exits(0);
        let lines = asked(&tenant, "/sources/");
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines.iter().all(|line| line.contains(path)), "{lines:?}");
    }
}
