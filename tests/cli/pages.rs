//! Lists of several pages: complete, or an error.

use serde_json::{Value, json};

use crate::scripted::{Act, CREATE, GROUPS, Scripted, Seen, group, surroundings};
use crate::world::{POLICY, Run, SOURCES, World};

/// The number that a parameter of the request has.
fn number(seen: &Seen, key: &str) -> Option<usize> {
    let (_, query) = seen.line.split_once('?')?;
    query.split('&').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))?.parse().ok()
}

/// The page that a tenant with so many groups gives that caps pages; `total` is what it claims to have.
fn page(seen: &Seen, groups: usize, cap: usize, total: Option<usize>) -> Act {
    let offset = number(seen, "offset").unwrap_or(0);
    let limit = number(seen, "limit").unwrap_or(250).min(cap);
    let end = groups.min(offset.saturating_add(limit));
    let page: Vec<Value> =
        (offset..end.max(offset)).map(|n| group(&format!("g{n}"), &format!("Group {n}"))).collect();
    let act = Act::json(200, json!(page));
    total.map_or(act.clone(), |total| act.with("x-total-count", &total.to_string()))
}

/// A tenant whose groups come page by page.
fn tenant(pages: impl Fn(&Seen, usize) -> Act + Send + Sync + 'static) -> Scripted {
    let requests = std::sync::Mutex::new(0);
    Scripted::tenant(move |seen, _| match seen.target() {
        GROUPS => {
            let mut requests = requests.lock().unwrap();
            *requests += 1;
            pages(seen, *requests - 1)
        }
        CREATE => Act::json(500, "{}"),
        _ => surroundings(seen),
    })
}

fn on(tenant: &Scripted, arguments: &[&str]) -> Run {
    World::new().command(arguments).at(tenant).run()
}

/// Every command that reads all groups; what it prints of a list that cannot be read completely is nothing.
const READERS: [&[&str]; 9] = [
    &["list"],
    &["list", "-o", "json"],
    &["list", "-o", "jsonl"],
    &["list", "-o", "id"],
    &["list", "-o", "csv", "--name", "*"],
    &["export"],
    &["get", "Group 260"],
    &["api", "GET", "password-sync-groups", "--paginate"],
    &["api", "GET", "password-sync-groups?limit=100", "--paginate"],
];

/// Each reader has a tenant of its own: what one of them has sent may arrive after its end.
#[track_caller]
fn incomplete(tenant: impl Fn() -> Scripted, most: usize) {
    for reader in READERS {
        let tenant = tenant();
        let run = on(&tenant, &[reader, &["-q"]].concat()).exits(6).without_answer();
        run.says("could not be read completely");
        let sent = tenant.count(GROUPS);
        assert!(sent <= most, "{reader:?}: {sent} requests");
    }
}

#[test]
fn a_tenant_that_caps_its_pages_is_read_to_its_end() {
    for total in [Some(300), None] {
        let tenant = tenant(move |seen, _| page(seen, 300, 100, total));
        for format in ["json", "jsonl", "id", "csv", "yaml", "table"] {
            let run = on(&tenant, &["list", "-o", format]).quietly();
            for number in [0, 99, 100, 199, 200, 299] {
                assert!(run.stdout.contains(&format!("g{number}")), "{format}: {number}");
            }
        }
        let ids = on(&tenant, &["list", "-o", "id"]).quietly().stdout;
        assert_eq!(ids.lines().count(), 300);
        assert!(tenant.count(GROUPS) <= 7 * 5, "{}", tenant.count(GROUPS));
        let found = on(&tenant, &["get", "Group 250", "-o", "json"]).quietly().json();
        assert_eq!(found["id"], "g250");
        let new = ["new", "--if-missing", "--name", "Group 250", "--policy", POLICY];
        let sources = ["--source", SOURCES[0], "--source", SOURCES[1], "-o", "json"];
        on(&tenant, &[&new[..], &sources].concat()).exits(0);
        assert_eq!(tenant.count(CREATE), 0, "it is there");
        let exported = on(&tenant, &["export"]).exits(0).stdout;
        assert_eq!(exported.matches("name: Group ").count(), 300);
        let all = ["api", "GET", "password-sync-groups", "--paginate", "--jq", "length"];
        assert_eq!(on(&tenant, &all).quietly().stdout, "300\n");
    }
}

#[test]
fn other_lists_are_read_to_their_end_too() {
    let tenant = Scripted::tenant(|seen, _| {
        let (all, offset) = (130, number(seen, "offset").unwrap_or(0));
        let end = all.min(offset + 50);
        let page: Vec<Value> = (offset..end)
            .map(|n| json!({"id": format!("x{n}"), "name": format!("X {n}")}))
            .collect();
        Act::json(200, json!(page)).with("x-total-count", &all.to_string())
    });
    for command in ["sources", "policies"] {
        let run = on(&tenant, &[command, "-o", "id"]).exits(0);
        assert_eq!(run.stdout.lines().count(), 130, "{command}");
    }
}

#[test]
fn a_total_that_is_too_low_does_not_hide_groups() {
    let tenant = tenant(|seen, _| page(seen, 600, 250, Some(250)));
    assert_eq!(on(&tenant, &["list", "-o", "id"]).quietly().stdout.lines().count(), 600);
}

#[test]
fn a_list_that_ends_short_of_its_total_is_an_error() {
    incomplete(|| tenant(|seen, _| page(seen, 250, 250, Some(600))), 24);
    incomplete(|| tenant(|seen, _| page(seen, 250, 250, Some(usize::MAX))), 24);
}

#[test]
fn a_list_that_changes_is_read_again() {
    // A group is deleted while the first reading is under way.
    let tenant = tenant(|seen, request| match request {
        0 => page(seen, 600, 250, Some(600)),
        _ => page(seen, 599, 250, Some(599)),
    });
    assert_eq!(on(&tenant, &["list", "-o", "id"]).quietly().stdout.lines().count(), 599);
    assert_eq!(tenant.count(GROUPS), 6);
}

#[test]
fn pages_that_repeat_are_an_error() {
    let first = |seen: &Seen, total| {
        let seen = Seen { line: seen.line.replace("offset=", "ignored="), ..seen.clone() };
        page(&seen, 600, 250, total)
    };
    incomplete(|| tenant(move |seen, _| first(seen, None)), 4);
    incomplete(|| tenant(move |seen, _| first(seen, Some(5000))), 24);
}

#[test]
fn a_collection_with_other_pages_is_read_with_the_size_that_it_has() {
    let roles = |seen: &Seen| {
        let limit = number(seen, "limit").unwrap_or(50);
        if limit > 50 {
            let text = "limit must be between 0 and 50";
            return Act::json(400, json!({"messages": [{"locale": "en-US", "text": text}]}));
        }
        let offset = number(seen, "offset").unwrap_or(0);
        let end = 120.min(offset + limit);
        let page: Vec<Value> =
            (offset..end).map(|n| json!({"id": format!("r{n}"), "weight": 1.10})).collect();
        Act::json(200, json!(page)).with("x-total-count", "120")
    };
    let tenant = Scripted::tenant(move |seen, _| roles(seen));
    let length = |path: &str| on(&tenant, &["api", "GET", path, "--paginate", "--jq", "length"]);
    assert_eq!(length("roles").quietly().stdout, "120\n");
    assert_eq!(tenant.count("GET /v3/roles"), 3);
    assert_eq!(length("roles?limit=7").quietly().stdout, "120\n");
    for arguments in
        [&["api", "GET", "roles?limit=100", "--paginate"][..], &["api", "GET", "roles?limit=100"]]
    {
        on(&tenant, arguments).exits(1).without_answer().says("hint:").says("limit=50");
    }
}

#[test]
fn an_api_reply_that_is_declared_as_json_is_whole_or_an_error() {
    for body in [r#"{"a": [1, 2"#, r#"[{"id": "x"}, {"id"#, r#"[{"a": [1]"#] {
        let cut = Scripted::tenant(move |_, _| Act::json(200, body));
        for arguments in [&["api", "GET", "roles"][..], &["api", "GET", "roles", "--paginate"]] {
            let arguments = [arguments, &["--retries", "0"]].concat();
            on(&cut, &arguments).exits(6).without_answer().says("cut off");
        }
    }
    for (body, words) in [("  \n", "empty"), (r#"{"a": 1}]"#, "not JSON"), ("", "empty")] {
        let odd = Scripted::tenant(move |_, _| Act::json(200, body));
        let run = on(&odd, &["api", "GET", "roles", "--retries", "0"]);
        run.exits(6).without_answer().says(words);
    }
    let text = Scripted::tenant(|_, _| Act::new(200, "[log] x").with("content-type", "text/plain"));
    assert_eq!(on(&text, &["api", "GET", "logs"]).quietly().stdout, "[log] x");
}

#[test]
fn replies_may_begin_with_a_byte_order_mark() {
    let marked = tenant(|seen, _| match page(seen, 2, 250, Some(2)) {
        Act::Reply { status, headers, body } => {
            Act::Reply { status, headers, body: format!("\u{feff}{body}") }
        }
        act => act,
    });
    for reader in [&["list", "-o", "id"][..], &["list", "--name", "*", "-o", "id"]] {
        assert_eq!(on(&marked, reader).quietly().stdout, "g0\ng1\n");
    }
}

#[test]
fn a_wait_is_announced_once_and_one_that_is_too_long_not_begun() {
    let limited = |wait: &'static str, until: usize| {
        tenant(move |seen, request| match request {
            request if request < until => Act::json(429, "{}").with("retry-after", wait),
            _ => page(seen, 2, 250, Some(2)),
        })
    };
    let run = on(&limited("2", 1), &["list", "-o", "id"]).exits(0);
    assert_eq!(run.stderr.matches("waiting").count(), 1, "{}", run.stderr);
    on(&limited("1", 1), &["list", "-o", "id"]).quietly();
    let tenant = limited("3600", 9);
    on(&tenant, &["list"]).exits(6).without_answer().says("3600 s");
    assert_eq!(tenant.count(GROUPS), 1);
}

#[test]
fn a_token_whose_end_no_clock_holds_is_a_token() {
    use base64::Engine as _;
    let encode = |text: &str| base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(text);
    let tenant = tenant(|seen, _| page(seen, 2, 250, Some(2)));
    for end in ["18446744073709551615", "1e300", "-1", "9223372036854775807"] {
        let claims = format!(r#"{{"user_name": "amelia", "exp": {end}}}"#);
        let token = format!("{}.{}.c2ln", encode(r#"{"alg":"none"}"#), encode(&claims));
        let run = |arguments: &[&str]| {
            World::new().command(arguments).at(&tenant).env("SYNCGROUP_ACCESS_TOKEN", &token).run()
        };
        assert_eq!(run(&["list", "-o", "id"]).exits(0).stdout, "g0\ng1\n");
        let doctor = run(&["doctor"]).stdout;
        assert!(doctor.contains("its end is not known"), "{doctor}");
    }
}
