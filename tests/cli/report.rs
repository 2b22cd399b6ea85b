//! `doctor --report`: a tenant that is as assumed, and tenants that differ in one way each.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::scripted::{Act, Scripted, Seen};
use crate::world::{Run, World};

const G1: &str = "6881f631-3bd5-4213-9c75-8e05cc3e35dd";
const G2: &str = "8f4c1a52-6d0b-4c7e-9b7e-2f1d3a5e7c90";
const NAMES: [&str; 4] = ["Secret Group", "Secret Source", "Secret Policy", "secret.user"];

fn source(id: &str, kind: &str) -> Value {
    json!({"id": id, "name": "Secret Source", "connectionType": kind, "features": ["PASSWORD"]})
}

fn group(id: &str, name: &str, sources: [&str; 2], created: &str) -> Value {
    json!({"id": id, "name": name, "passwordPolicyId": "p1", "sourceIds": sources,
           "created": created, "modified": null})
}

fn groups() -> [Value; 2] {
    [
        group(G1, "Secret Group", ["s1", "s2"], "2026-01-01T00:00:00Z"),
        group(G2, "Secret Group 2", ["s3", "s4"], "2026-01-02T00:00:00.123Z"),
    ]
}

fn refusal(status: u16) -> Act {
    let message = json!({"locale": "en-US", "localeOrigin": "DEFAULT", "text": "no"});
    Act::json(
        status,
        json!({"detailCode": format!("{status}.0"), "trackingId": "1", "messages": [message], "causes": []}),
    )
}

fn token() -> String {
    let claims = json!({"user_name": "secret.user", "client_id": "c", "authorities": ["ORG_ADMIN"],
                        "scope": ["sp:scopes:all"]});
    format!("eyJhbGciOiJub25lIn0.{}.c2ln", URL_SAFE_NO_PAD.encode(claims.to_string()))
}

/// What a tenant answers that is as it is assumed to be.
fn as_assumed(seen: &Seen) -> Act {
    let target = seen.target();
    let asks = |text: &str| seen.line.contains(text);
    let act = if target == "POST /oauth/token" {
        Act::json(200, json!({"access_token": token(), "expires_in": 750}))
    } else if target == "GET /oauth/info" {
        Act::json(200, json!({"tenantId": "1", "authorizeEndpoint": "a", "tokenEndpoint": "b"}))
    } else if target.ends_with("/password-sync-groups")
        || target.ends_with("/password-sync-groups/v1")
    {
        if asks("limit=251") {
            refusal(400)
        } else if asks("offset=2") {
            Act::json(200, "[]")
        } else if asks("offset=1") {
            Act::json(200, json!([groups()[1]]))
        } else if asks("limit=1") && !asks("limit=1&count") {
            Act::json(200, json!([groups()[0]])).with("x-total-count", "2")
        } else {
            Act::list(groups())
        }
    } else if target.contains("/password-sync-groups/") {
        refusal(404)
    } else if target.ends_with("/s1/password-policies") {
        Act::json(200, json!([{"policyId": "p1", "policyName": "Secret Policy"}]))
    } else if target.ends_with("/password-policies") {
        Act::list([
            json!({"id": "p1", "name": "Secret Policy", "sourceIds": ["s1", "s2", "s3", "s4"],
                          "dateCreated": "2026-01-01T00:00:00Z", "lastUpdated": 1_700_000_000_000_u64}),
        ])
    } else if target.ends_with("/sources") {
        let direct = ["s1", "s2", "s3", "s4"].map(|id| source(id, "direct"));
        if asks("filters=") {
            Act::list(direct)
        } else {
            Act::list(direct.into_iter().chain([source("s5", "file")]))
        }
    } else if target.ends_with("/source-apps/all") {
        Act::list([json!({"id": "a1", "name": "Secret App", "accountSource": {"id": "s1"}})])
    } else if target.ends_with("/personal-access-tokens") {
        Act::list([json!({"id": "c", "name": "Secret Token", "expirationDate": null})])
    } else {
        refusal(404)
    };
    act.with("slpt-request-id", "1").with("date", "Thu, 01 Jan 2026 00:00:00 GMT")
}

fn report(world: &World, answer: impl Fn(&Seen) -> Act + Send + Sync + 'static) -> Run {
    let tenant = Scripted::serve(move |seen, _| answer(seen));
    world.config(&format!("[profiles.p]\nbase_url = \"{}\"\nclient_id = \"c\"\n", tenant.url));
    let doctor =
        ["-p", "p", "doctor", "--report", "report.md", "-o", "json", "--retries", "0", "-v"];
    let run = world.command(&doctor).env("SYNCGROUP_CLIENT_SECRET", "s3cret").run();
    let writes = ["> POST", "> PUT", "> DELETE", "> PATCH"];
    for line in run.stderr.lines().filter(|line| !line.contains("/oauth/token")) {
        assert!(!writes.iter().any(|write| line.contains(write)), "{line}");
    }
    run
}

fn verdicts(run: &Run) -> Vec<(String, String)> {
    let rows = run.json();
    let text = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
    rows.as_array()
        .unwrap()
        .iter()
        .map(|row| (text(row, "assumption"), text(row, "result")))
        .collect()
}

fn that_differ(run: &Run) -> Vec<String> {
    let rows = verdicts(run).into_iter().filter(|(_, result)| result == "differs");
    rows.map(|(name, _)| name).collect()
}

#[test]
fn a_tenant_that_is_as_assumed_holds_and_nothing_of_it_is_named() {
    let world = World::new();
    let run = report(&world, as_assumed).exits(0);
    assert_eq!(that_differ(&run), [""; 0], "{}", run.stdout);
    let count = |word: &str| verdicts(&run).iter().filter(|(_, result)| result == word).count();
    assert_eq!((count("holds"), count("not tested")), (33, 9), "{}", run.stdout);
    let text = std::fs::read_to_string(world.path("report.md")).unwrap();
    for row in ["# syncgroup report", "| read groups | ok |", "| `limit` limits a page | holds |"] {
        assert!(text.contains(row), "no `{row}` in:\n{text}");
    }
    for secret in NAMES.iter().chain(&[G1, G2, "p1", "s3cret", "127.0.0.1", "Secret"]) {
        assert!(!text.contains(secret), "`{secret}` in:\n{text}");
        assert!(!run.stdout.contains(secret), "`{secret}` in:\n{}", run.stdout);
    }
}

/// A way in which a tenant differs: where, how, and which assumption that breaks.
type Breakage = (&'static str, fn(&Seen, Act) -> Act, &'static str);

/// Changes the elements of a list.
fn change(act: Act, change: fn(&mut Value)) -> Act {
    let Act::Reply { status, headers, body } = act else { return act };
    let mut body: Value = serde_json::from_str(&body).unwrap();
    match &mut body {
        Value::Array(items) => items.iter_mut().for_each(change),
        other => change(other),
    }
    Act::Reply { status, headers, body: body.to_string() }
}

fn without_header(act: Act, name: &str) -> Act {
    let Act::Reply { status, mut headers, body } = act else { return act };
    headers.retain(|(key, _)| key != name);
    Act::Reply { status, headers, body }
}

fn other_header(act: Act, name: &str, value: &str) -> Act {
    without_header(act, name).with(name, value)
}

fn asks(seen: &Seen, text: &str) -> bool {
    seen.line.contains(text)
}

const BREAKAGES: [Breakage; 31] = [
    (
        "/oauth/info",
        |_, act| change(act, |info| info["tokenEndpoint"] = json!(null)),
        "`/oauth/info` names the addresses for sign-in",
    ),
    (
        "/oauth/token",
        |_, act| change(act, |reply| reply["access_token"] = json!("opaque")),
        "the access token names user, level and scopes",
    ),
    (
        "/personal-access-tokens",
        |_, act| change(act, |token| token["expirationDate"] = json!("soon")),
        "the client is among the user's personal access tokens",
    ),
    (
        "/personal-access-tokens",
        |_, act| change(act, |token| token["id"] = json!("d")),
        "the client is among the user's personal access tokens",
    ),
    (
        "/password-sync-groups",
        |_, act| without_header(act, "date"),
        "answers carry the tenant's time",
    ),
    (
        "/password-sync-groups",
        |_, act| act.with("x-deprecated", "true"),
        "the path style in use is not deprecated",
    ),
    (
        "/password-sync-groups",
        |seen, act| if asks(seen, "limit=250") { refusal(400) } else { act },
        "a page of 250 entries may be asked for",
    ),
    (
        "/password-sync-groups",
        |seen, act| if asks(seen, "limit=251") { Act::list(groups()) } else { act },
        "a page of 251 entries is refused",
    ),
    (
        "/sources",
        |_, act| other_header(act, "x-total-count", "50"),
        "pages are not capped below what is asked for",
    ),
    (
        "/password-sync-groups",
        |seen, act| if asks(seen, "limit=1") { Act::list(groups()) } else { act },
        "`limit` limits a page",
    ),
    (
        "/password-sync-groups",
        |seen, act| if asks(seen, "offset=1") { Act::json(200, json!([groups()[0]])) } else { act },
        "`offset` leaves entries out, in a stable order",
    ),
    (
        "/password-sync-groups",
        |_, act| without_header(act, "x-total-count"),
        "`count=true` gives X-Total-Count",
    ),
    (
        "/password-sync-groups",
        |_, act| other_header(act, "x-total-count", "1"),
        "`count=true` gives X-Total-Count",
    ),
    (
        "/password-sync-groups",
        |seen, act| if asks(seen, "offset=2") { refusal(400) } else { act },
        "behind the last entry, a page is empty",
    ),
    (
        "/password-sync-groups",
        |_, act| {
            change(act, |group| {
                if group["id"] == G1 {
                    group["created"] = json!("2026-03-01T00:00:00Z");
                }
            })
        },
        "sync groups are listed in the order of their creation",
    ),
    (
        "/password-sync-groups",
        |_, act| {
            change(act, |group| {
                if group["id"] == G1 {
                    group["id"] = json!("17");
                }
            })
        },
        "IDs of sync groups are UUIDs or 32 hexadecimal digits",
    ),
    (
        "/password-sync-groups",
        |_, act| change(act, |group| group["passwordPolicyId"] = json!({"id": "p1"})),
        "a sync group has name, passwordPolicyId and sourceIds",
    ),
    (
        "/password-sync-groups",
        |_, act| change(act, |group| group["modified"] = json!(17)),
        "times of sync groups are RFC 3339",
    ),
    (
        "/password-sync-groups",
        |_, act| change(act, |group| group["name"] = json!("Secret Group")),
        "names of sync groups are unique",
    ),
    (
        "/password-sync-groups",
        |_, act| {
            change(act, |group| {
                if group["id"] == G2 {
                    group["sourceIds"] = json!(["s3"]);
                }
            })
        },
        "a sync group has two sources or more",
    ),
    (
        "/password-sync-groups",
        |_, act| {
            change(act, |group| {
                if group["id"] == G2 {
                    group["sourceIds"] = json!(["s1", "s4"]);
                }
            })
        },
        "a source is in one sync group at most",
    ),
    ("/password-sync-groups/", |_, _| refusal(400), "an unknown sync group is a 404"),
    (
        "/password-sync-groups/",
        |_, _| Act::json(404, json!({"error": "no"})),
        "an error has detailCode, trackingId and messages",
    ),
    (
        "/password-sync-groups",
        |_, act| without_header(act, "slpt-request-id"),
        "answers carry SLPT-Request-ID",
    ),
    (
        "/v3/password-policies",
        |_, act| change(act, |policy| policy["sourceIds"] = json!(null)),
        "password policies list their sources in sourceIds",
    ),
    (
        "/v3/password-policies",
        |_, act| change(act, |policy| policy["dateCreated"] = json!("1.1.2026")),
        "times of password policies are RFC 3339 or milliseconds",
    ),
    (
        "/v3/password-policies",
        |_, act| change(act, |policy| policy["sourceIds"] = json!(["s1"])),
        "the sources of a sync group have its policy",
    ),
    (
        "/s1/password-policies",
        |_, _| refusal(404),
        "policies of a source are told, with selectors for exceptions",
    ),
    (
        "/sources",
        |seen, act| if asks(seen, "filters=") { Act::list([source("s5", "file")]) } else { act },
        "the filter finds direct-connect sources with passwords",
    ),
    (
        "/source-apps/all",
        |_, act| change(act, |app| app["accountSource"] = json!("s1")),
        "applications name their source",
    ),
    ("/v2024/password-sync-groups", |_, _| refusal(404), "the path style v2024 answers"),
];

#[test]
fn each_assumption_that_breaks_is_said_to_differ() {
    let world = World::new();
    let mut missed = Vec::new();
    for (place, breakage, assumption) in BREAKAGES {
        let run = report(&world, move |seen| {
            let act = as_assumed(seen);
            let target = seen.target();
            let here =
                if place.ends_with('/') { target.contains(place) } else { target.ends_with(place) };
            if here { breakage(seen, act) } else { act }
        });
        let differ = that_differ(&run);
        if !differ.iter().any(|name| name == assumption) {
            missed.push(format!("{place}: {assumption}: {differ:?} {}", run.stdout));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    let tested: Vec<(String, String)> = verdicts(&report(&world, as_assumed));
    for (name, result) in tested.iter().filter(|(_, result)| result == "holds") {
        let broken = BREAKAGES.iter().any(|(_, _, assumption)| assumption == name);
        assert!(
            broken || name.starts_with("the path style"),
            "`{name}` ({result}) is never broken"
        );
    }
}

#[test]
fn what_cannot_be_told_is_not_tested_and_says_why() {
    let world = World::new();
    let run = report(&world, |seen| match seen.target() {
        target if target.ends_with("/sources") || target.contains("source-apps") => refusal(403),
        target if target.contains("/personal-access-tokens") => Act::Reset,
        _ => as_assumed(seen),
    });
    let rows = run.json();
    let detail = |name: &str| {
        let rows = rows.as_array().unwrap();
        let row =
            rows.iter().find(|row| row["assumption"].as_str().unwrap().contains(name)).unwrap();
        assert_eq!(row["result"], "not tested", "{row}");
        row["detail"].as_str().unwrap().to_owned()
    };
    assert_eq!(detail("the filter finds"), "status 403");
    assert_eq!(detail("applications"), "status 403");
    assert!(detail("personal access tokens").starts_with("no answer: "));
    assert_eq!(
        detail("are ignored").len() + detail("replaces").len(),
        2 * "it takes a write".len()
    );
}

#[test]
fn a_report_is_written_where_no_tenant_answers_and_for_one_tenant_alone() {
    let world = World::new();
    let run = world.run(&["doctor", "--report", "r.md", "-o", "json"]).exits(2);
    assert!(verdicts(&run).iter().all(|(_, result)| result == "not tested"), "{}", run.stdout);
    run.says("warning: tenant: no tenant is chosen");
    let text = std::fs::read_to_string(world.path("r.md")).unwrap();
    assert!(text.contains("| tenant | failed | usage |"), "{text}");
    world.sandbox(&["doctor", "--report", "x/y/r.md"]).exits(1).says("cannot write");
    world.sandbox(&["doctor", "--report", "n.md", "-n"]).exits(2).says("has no dry run");
    world.run(&["-p", "sandbox,sandbox", "doctor", "--report", "n.md"]).exits(2);
    assert!(!world.path("n.md").exists());
}
