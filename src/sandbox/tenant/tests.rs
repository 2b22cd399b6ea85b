use serde_json::{Value, json};

use super::super::seed::Seed;
use super::super::seed::examples::{GROUP, POLICY};
use super::super::testing::{TestTenant, get, request, sign_in};
use super::*;
use crate::model::RateLimit;

const GROUPS: &str = "/v3/password-sync-groups";

fn faulty(faults: &[&str], seed: u64) -> TestTenant {
    let faults = faults.iter().map(|text| text.parse().unwrap()).collect();
    TestTenant::with(&Seed::default(), Options { faults, seed, ..Options::default() })
}

fn body() -> String {
    let sources = ["2c918084660f45d6016617daa9210510", "2c918084660f45d6016617daa9210520"];
    json!({"name": "New", "passwordPolicyId": POLICY, "sourceIds": sources}).to_string()
}

fn try_to(test: &TestTenant, method: Method, target: &str, body: &str) -> Outcome {
    test.tenant.answer(&test.signed(request(method, target, body)))
}

fn groups(test: &TestTenant) -> i64 {
    let count: rusqlite::Result<i64> = test.store.read(|db| {
        db.query_row("SELECT count(*) FROM groups WHERE name <> 'Head Office'", [], |row| {
            row.get(0)
        })
    });
    count.unwrap()
}

#[test]
fn refusals_have_the_shapes_of_the_documentation() {
    let test = TestTenant::new();
    let (status, value, reply) = test.send(Method::GET, "/v3/nothing", "");
    assert_eq!((status, &value["detailCode"]), (404, &json!("404 Not found")));
    assert_eq!(
        reply.headers,
        [("SLPT-Request-ID", value["trackingId"].as_str().unwrap().to_owned())]
    );
    let (status, value, reply) = test.send(Method::PATCH, GROUPS, "{}");
    assert_eq!((status, &value["errorName"]), (405, &json!("NotSupportedException")));
    assert!(reply.headers.contains(&("Allow", "GET, POST".into())));
    let unsigned = test.answer(&get(GROUPS));
    assert_eq!((unsigned.status, unsigned.body.as_str()), (401, r#"{"error":"JWT is required"}"#));
    let mut mangled = get(GROUPS);
    mangled.headers.insert("authorization", "Bearer x.y.z".parse().unwrap());
    assert_eq!(test.answer(&mangled).status, 401);
}

#[test]
fn experimental_endpoints_ask_for_their_header() {
    let test = TestTenant::new();
    for (target, status) in [
        ("/v3/password-policies", 200),
        ("/beta/source-apps/all", 200),
        ("/v2024/password-policies", 412),
        ("/password-policies/v1", 412),
        ("/v2025/source-apps/all", 412),
        ("/v2026/password-sync-groups", 200),
    ] {
        let mut request = test.signed(get(target));
        request.headers.remove("x-sailpoint-experimental");
        let reply = test.answer(&request);
        assert_eq!(reply.status, status, "{target}");
        assert!(status == 200 || reply.body.starts_with(r#"{"message":"#));
    }
}

#[test]
fn an_application_reads_and_does_not_write() {
    let mut test = TestTenant::new();
    test.token = sign_in(&test.tenant, &test.store.application_credentials().unwrap());
    assert_eq!(test.send(Method::GET, GROUPS, "").0, 200);
    let group = format!("{GROUPS}/{GROUP}");
    for (method, target) in
        [(Method::POST, GROUPS), (Method::PUT, &group), (Method::DELETE, &group)]
    {
        let (status, value, _) = test.send(method, target, &body());
        assert_eq!((status, &value["detailCode"]), (403, &json!("403 Forbidden")));
        assert!(value["causes"][0]["text"].as_str().unwrap().contains("user_name"));
    }
    assert_eq!(test.send(Method::GET, "/v2025/source-apps/all", "").0, 403);
    assert_eq!(groups(&test), 1);
}

#[test]
fn a_user_without_the_scope_is_refused() {
    let mut test = TestTenant::new();
    test.token = sign_in(&test.tenant, &test.store.limited_credentials().unwrap());
    assert_eq!(test.send(Method::GET, "/v3/sources", "").0, 200);
    for target in [GROUPS, "/v3/password-policies", "/v2025/source-apps/all"] {
        assert_eq!(test.send(Method::GET, target, "").0, 403, "{target}");
    }
}

#[test]
fn too_many_requests_are_told_to_wait() {
    let rate_limit = Some(RateLimit { requests: 2, window: std::time::Duration::from_secs(600) });
    let test = TestTenant::with(&Seed::default(), Options { rate_limit, ..Options::default() });
    let statuses: Vec<u16> = (0..3).map(|_| test.send(Method::GET, GROUPS, "").0).collect();
    assert_eq!(statuses, [200, 200, 429]);
    let (_, value, reply) = test.send(Method::POST, GROUPS, &body());
    assert_eq!(value, json!({"message": " Rate Limit Exceeded "}));
    let (_, wait) = &reply.headers[0];
    assert!((590..=600).contains(&wait.parse::<u32>().unwrap()), "{wait}");
    assert_eq!((groups(&test), test.send(Method::GET, "/v2024/sources", "").0), (1, 200));
    assert!(reply.headers.contains(&("RateLimit-Policy", "\"client\";q=2;w=600".into())));
}

#[test]
fn a_refusal_on_purpose_does_nothing() {
    for (status, kind) in [
        (429, "application/json"),
        (500, "application/json"),
        (502, "text/html"),
        (408, "application/json"),
        (520, ""),
    ] {
        let test = faulty(&[&format!("{status}:1")], 0);
        let Outcome::Reply(reply) = try_to(&test, Method::POST, GROUPS, &body()) else {
            panic!("no reply")
        };
        assert_eq!((reply.status, reply.content_type, groups(&test)), (status, kind, 1));
        assert_eq!(reply.headers.iter().any(|(name, _)| *name == "Retry-After"), status == 429);
    }
}

#[test]
fn a_refusal_on_purpose_has_the_detail_code_of_its_status() {
    for (status, code) in [
        (400, "400.1 Bad request content"),
        (403, "403 Forbidden"),
        (404, "404 Not found"),
        (409, "409 Conflict"),
        (415, "415 Unsupported Media Type"),
        (499, "499"),
        (500, "500.0 Internal Fault"),
    ] {
        let test = faulty(&[&format!("{status}:1")], 0);
        let (found, value, _) = test.send(Method::GET, GROUPS, "");
        assert_eq!((found, value["detailCode"].as_str()), (status, Some(code)));
    }
    for (status, key) in [(401, "error"), (405, "errorName"), (412, "message"), (429, "message")] {
        let (found, value, _) = faulty(&[&format!("{status}:1")], 0).send(Method::GET, GROUPS, "");
        assert!(found == status && value[key].is_string(), "{status} {value}");
    }
}

#[test]
fn some_faults_strike_after_the_work() {
    for (fault, made) in [("reset:1", 2), ("drop:1", 1), ("cut:1", 2), ("504:1", 2)] {
        let test = faulty(&[fault], 0);
        let outcome = try_to(&test, Method::POST, GROUPS, &body());
        assert_eq!(groups(&test), made, "{fault}");
        match (fault, outcome) {
            ("reset:1" | "drop:1", Outcome::Reset) | ("cut:1", Outcome::Cut(_)) => {}
            ("504:1", Outcome::Reply(reply)) => assert_eq!(reply.content_type, "text/html"),
            (_, other) => panic!("{fault}: {other:?}"),
        }
    }
    let empty = try_to(&faulty(&["cut:1"], 0), Method::DELETE, &format!("{GROUPS}/{GROUP}"), "");
    assert!(matches!(empty, Outcome::Reset));
}

#[test]
fn a_seed_repeats_the_faults() {
    let run = |seed| -> Vec<u16> {
        let test = faulty(&["429:0.2", "500:0.2"], seed);
        (0..50).map(|_| test.send(Method::GET, GROUPS, "").0).collect()
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
}

#[test]
fn every_style_serves_the_same_group() {
    let test = TestTenant::new();
    let plain: Value = test.get(&format!("{GROUPS}/{GROUP}"));
    for style in ["v2024", "v2025", "v2026", "beta"] {
        assert_eq!(test.get(&format!("/{style}/password-sync-groups/{GROUP}")), plain);
    }
    assert_eq!(test.get(&format!("/password-sync-groups/v1/{GROUP}")), plain);
}

#[test]
fn another_media_type_is_refused() {
    let test = TestTenant::new();
    let mut request = test.signed(request(Method::POST, GROUPS, &body()));
    request.headers.insert("content-type", "text/plain".parse().unwrap());
    assert_eq!(test.answer(&request).status, 415);
    request.headers.insert("content-type", "application/json; charset=utf-8".parse().unwrap());
    assert_eq!(test.answer(&request).status, 200);
}
