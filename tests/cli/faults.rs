//! What networks and gateways do, and what the program makes of it: what was sent, how often, what was said.

use std::time::{Duration, Instant};

use serde_json::json;

use crate::scripted::{Act, CREATE, GROUPS, Scripted, Seen, TOKEN, group, surroundings};
use crate::world::{POLICY, Run, SOURCES, World, body};

/// Runs one command on a scripted tenant.
fn run(tenant: &Scripted, arguments: &[&str], stdin: &str) -> Run {
    let world = World::new();
    world.command(&[arguments, &["-o", "json"]].concat()).at(tenant).stdin(stdin).run()
}

fn new(tenant: &Scripted, more: &[&str]) -> Run {
    run(tenant, &[&["new", "-f", "-"], more].concat(), &body("N", &SOURCES))
}

/// A tenant whose groups are answered by this; what groups are made of is always there.
fn tenant(handler: impl Fn(&Seen, usize) -> Act + Send + Sync + 'static) -> Scripted {
    let counter = std::sync::Mutex::new(0);
    Scripted::tenant(move |seen, _| {
        if !seen.line.contains("password-sync-groups") {
            return surroundings(seen);
        }
        let number = {
            let mut counter = counter.lock().unwrap();
            *counter += 1;
            *counter - 1
        };
        handler(seen, number)
    })
}

/// A tenant that answers the first request so, and every other one as it should.
fn at_first(act: Act) -> Scripted {
    tenant(move |seen, number| match (number, seen.target()) {
        (0, _) => act.clone(),
        (_, GROUPS) => Act::list([group("g1", "N")]),
        _ => Act::json(200, group("g1", "N")),
    })
}

/// A tenant that always answers so.
fn always(act: Act) -> Scripted {
    tenant(move |_, _| act.clone())
}

/// A create that fails so, on a tenant where the group is or is not there afterwards.
fn create(act: Act, there: bool) -> Scripted {
    let created = std::sync::atomic::AtomicBool::new(false);
    tenant(move |seen, _| {
        if seen.target() == CREATE {
            created.store(there, std::sync::atomic::Ordering::Relaxed);
            return act.clone();
        }
        let there = created.load(std::sync::atomic::Ordering::Relaxed);
        Act::list(there.then(|| group("g1", "N")))
    })
}

#[test]
fn a_rate_limit_with_a_date_is_waited_for_by_every_method() {
    let limit = || {
        Act::json(429, json!({"message": " Rate Limit Exceeded "}))
            .with("date", "Sun, 06 Nov 1994 08:49:37 GMT")
            .with("retry-after", "Sun, 06 Nov 1994 08:49:38 GMT")
    };
    let tenant = at_first(limit());
    let start = Instant::now();
    let list = run(&tenant, &["list", "-v"], "").exits(0).says("waits 1.0 s for attempt 2");
    assert!(start.elapsed() >= Duration::from_secs(1));
    assert_eq!((list.json()[0]["id"].as_str(), tenant.count(GROUPS)), (Some("g1"), 2));

    let tenant = tenant_with_refused_create(limit().with("retry-after", "0"));
    new(&tenant, &[]).exits(0);
    assert_eq!(tenant.count(CREATE), 2);
}

fn tenant_with_refused_create(act: Act) -> Scripted {
    let created = std::sync::Mutex::new(0);
    tenant(move |seen, _| match seen.target() {
        CREATE => {
            let mut created = created.lock().unwrap();
            *created += 1;
            if *created == 1 { act.clone() } else { Act::json(200, group("g1", "N")) }
        }
        _ => Act::json(200, "[]"),
    })
}

#[test]
fn a_rate_limit_that_stays_is_given_up_and_may_be_tried_again() {
    let tenant = always(Act::new(429, "").with("retry-after", "0"));
    let run = run(&tenant, &["list", "--retries", "2"], "").exits(6).without_answer();
    let error = run.error();
    assert_eq!((error["status"].as_u64(), tenant.count(GROUPS)), (Some(429), 3));
    assert!(error["causes"].to_string().contains("given up after 3 attempts"), "{error}");
}

#[test]
fn a_create_whose_answer_was_lost_is_looked_for_and_not_sent_again() {
    for act in [Act::Reset, Act::html(502), Act::json(200, ""), Act::json(200, r#"{"id":"g1","na"#)]
    {
        let tenant = create(act.clone(), true);
        let found = new(&tenant, &[]).exits(0).says("the tenant did not answer");
        assert_eq!(found.json()["id"], "g1", "{act:?}");
        assert_eq!(tenant.count(CREATE), 1, "{act:?}");

        let tenant = create(act.clone(), false);
        let error = new(&tenant, &[]).exits(1).without_answer().error();
        assert_eq!((error["code"].as_str(), tenant.count(CREATE)), (Some("outcome_unknown"), 1));
        let hint = error["hints"][0].as_str().unwrap();
        assert!(hint.starts_with("syncgroup new --if-missing --name N "), "{hint}");
    }
}

#[test]
fn a_reset_after_the_create_was_read_leaves_one_group() {
    let world = World::new();
    let served = world.serve(&["--fault", "reset:1"]);
    let sources = ["2c918084660f45d6016617daa9210510", "2c918084660f45d6016617daa9210520"];
    // The tenant does the work and hangs up, whatever it is asked.
    let run = world
        .command(&["new", "-f", "-", "--retries", "0", "-o", "json"])
        .on(&served)
        .stdin(body("Once", &sources))
        .run();
    assert_ne!(run.code, 0, "nothing can be read there");
    let names = world.sandbox(&["list", "-o", "jsonl"]).quietly().stdout;
    assert!(names.matches("\"Once\"").count() <= 1, "{names}");
}

#[test]
fn silence_ends_after_the_timeout() {
    let tenant = always(Act::Silence);
    let error = run(&tenant, &["list", "--timeout", "0.3", "--retries", "1"], "").exits(6).error();
    assert_eq!((error["code"].as_str(), tenant.count(GROUPS)), (Some("timeout"), 2));
    assert!(error["message"].as_str().unwrap().contains("within 0.3 s"), "{error}");

    let tenant = create(Act::Silence, false);
    let error = new(&tenant, &["--timeout", "0.3"]).exits(1).error();
    assert_eq!((error["code"].as_str(), tenant.count(CREATE)), (Some("outcome_unknown"), 1));
}

#[test]
fn a_token_that_is_revoked_between_two_pages_is_renewed_once() {
    let tenant = tenant(|seen, _| {
        let later = seen.line.contains("offset=");
        if later && seen.token() == Some(1) {
            return Act::json(401, json!({"error": "JWT validation failed: JWT is expired"}));
        }
        let (first, last) = if later { (250, 300) } else { (0, 250) };
        let page: Vec<_> =
            (first..last).map(|n| group(&format!("g{n}"), &format!("G {n}"))).collect();
        Act::json(200, json!(page)).with("x-total-count", "300")
    });
    let list = run(&tenant, &["list"], "").quietly().json();
    assert_eq!(list.as_array().unwrap().len(), 300);
    assert_eq!((tenant.count(TOKEN), tenant.count(GROUPS)), (2, 3));
}

#[test]
fn a_token_that_is_refused_twice_is_an_error_with_the_tenants_own_words() {
    let tenant = always(Act::json(401, json!({"error": "JWT validation failed: JWT is expired"})));
    let error = run(&tenant, &["list"], "").exits(4).without_answer().error();
    assert!(error["causes"][0].as_str().unwrap().ends_with("JWT is expired"), "{error}");
    assert_eq!((tenant.count(TOKEN), tenant.count(GROUPS)), (2, 2));

    let world = World::new();
    world
        .command(&["list"])
        .at(&tenant)
        .env("SYNCGROUP_ACCESS_TOKEN", "given")
        .run()
        .exits(4)
        .says("SYNCGROUP_ACCESS_TOKEN");
    assert_eq!((tenant.count(TOKEN), tenant.count(GROUPS)), (2, 3), "never renewed");
}

#[test]
fn a_redirect_to_another_origin_is_refused_and_one_within_it_followed() {
    let elsewhere = Scripted::serve(|_, _| Act::list([]));
    let target = format!("{}/v3/there", elsewhere.url);
    let world = World::new();
    for status in [301, 302, 303, 307, 308] {
        let act = Act::new(status, "").with("location", &target);
        let tenant = Scripted::tenant(move |_, _| act.clone());
        let commands: [&[&str]; 6] = [
            &["list"],
            &["export"],
            &["get", "Group 1"],
            &["api", "GET", "roles"],
            &["api", "GET", "roles", "--paginate"],
            &[
                "new",
                "--if-missing",
                "--name",
                "N",
                "--policy",
                POLICY,
                "--source",
                SOURCES[0],
                "--source",
                SOURCES[1],
            ],
        ];
        for arguments in commands {
            let run = world
                .command(&[arguments, &["-o", "json"]].concat())
                .at(&tenant)
                .run()
                .exits(1)
                .without_answer();
            let error = run.error();
            assert_eq!(error["code"], "redirected", "{arguments:?}");
            assert!(error["message"].as_str().unwrap().contains(&elsewhere.url), "{error}");
        }
        assert_eq!(tenant.count(CREATE), 0, "{status}");
    }
    assert!(elsewhere.seen().is_empty());

    let tenant = tenant(|seen, _| match seen.target() {
        "GET /v3/password-sync-groups/moved" => Act::list([group("g1", "N")]),
        _ => Act::new(302, "").with("location", "/v3/password-sync-groups/moved"),
    });
    assert_eq!(run(&tenant, &["list"], "").quietly().json()[0]["id"], "g1");

    let error = new(&tenant_with_refused_create(Act::new(307, "").with("location", &target)), &[])
        .exits(1)
        .error();
    assert_eq!((error["status"].as_u64(), elsewhere.seen().len()), (Some(307), 0));
    assert!(error["message"].as_str().unwrap().contains("not followed"), "{error}");
}

#[test]
fn answers_that_are_none_are_named_and_never_a_success() {
    let request = |act: Act| act.with("slpt-request-id", "r-1");
    for (act, code, words) in [
        (Act::html(200), 1, "an HTML page"),
        (Act::json(200, ""), 6, "is empty"),
        (Act::json(200, r#"[{"id":"g1","na"#), 6, "is cut off"),
        (Act::json(200, r#"{"id":"g1"}"#), 1, "is not an array"),
        (Act::html(502), 6, "502 Bad Gateway"),
        (Act::json(504, "").with("content-encoding", "UTF-8"), 6, "504 Gateway Timeout"),
    ] {
        let tenant = always(request(act));
        let error =
            run(&tenant, &["list", "--retries", "0"], "").exits(code).without_answer().error();
        assert!(error["message"].as_str().unwrap().contains(words), "{error}");
        assert_eq!(error["trackingId"], "r-1", "{error}");
        assert!(error["status"].is_u64(), "{error}");
        assert_eq!(tenant.count(GROUPS), 1);
    }
}

#[test]
fn a_bogus_content_encoding_does_no_harm() {
    let tenant = always(Act::list([group("g1", "N")]).with("content-encoding", "UTF-8"));
    assert_eq!(run(&tenant, &["list"], "").quietly().json()[0]["id"], "g1");
}

#[test]
fn passing_trouble_is_sat_out() {
    for act in [Act::html(502), Act::new(408, ""), Act::Reset] {
        let tenant = at_first(act);
        run(&tenant, &["list"], "").quietly();
        assert_eq!(tenant.count(GROUPS), 2);
    }
}

#[test]
fn a_delete_whose_answer_was_lost_is_repeated_and_gone_is_gone() {
    const DELETE: &str = "DELETE /v3/password-sync-groups/6881f6313bd542139c758e05cc3e35dd";
    let id = "6881f6313bd542139c758e05cc3e35dd";
    let deleted = std::sync::Mutex::new(0);
    let tenant = tenant(move |seen, _| match seen.target() {
        DELETE => {
            let mut deleted = deleted.lock().unwrap();
            *deleted += 1;
            if *deleted == 1 { Act::Reset } else { Act::json(404, "{}") }
        }
        GROUPS => Act::list([group(id, "N")]),
        _ => Act::json(200, group(id, "N")),
    });
    run(&tenant, &["remove", id, "-y"], "").exits(0);
    assert_eq!(tenant.count(DELETE), 2);
}

#[test]
fn what_the_tenant_refuses_is_not_repeated() {
    let refusal = json!({
        "detailCode": "400.1.3 Illegal value", "trackingId": "t-1",
        "messages": [{"locale": "en-US", "localeOrigin": "DEFAULT", "text": "name is not good"}],
    });
    let tenant = always(Act::json(400, refusal));
    let error = run(&tenant, &["list"], "").exits(1).error();
    assert!(error["message"].as_str().unwrap().ends_with("name is not good"), "{error}");
    assert_eq!(
        (&error["status"], &error["detailCode"], &error["trackingId"]),
        (&json!(400), &json!("400.1.3 Illegal value"), &json!("t-1"))
    );
    assert_eq!(tenant.count(GROUPS), 1);
}

#[test]
fn a_token_address_that_gives_no_token_says_what_it_said() {
    let bad = json!({"error": "invalid_client", "error_description": "Client is disabled"});
    for (act, code, words) in [
        (Act::json(400, bad), 4, "Client is disabled"),
        (Act::html(200), 1, "an HTML page"),
        (Act::json(200, json!({"nothing": 1})), 1, "no token"),
    ] {
        let tenant = Scripted::serve(move |_, _| act.clone());
        let run = run(&tenant, &["list", "--retries", "0"], "").exits(code).without_answer();
        assert!(run.stderr.contains(words), "{}", run.stderr);
        assert_eq!((tenant.count(TOKEN), tenant.count(GROUPS)), (1, 0));
    }
}

#[test]
fn a_proxy_carries_token_and_requests_and_may_want_credentials() {
    let world = World::new();
    world.config("[profiles.p]\ntenant = \"acme\"\nclient_id = \"c\"\n");
    let proxy = Scripted::serve(|_, _| Act::new(407, ""));
    let run = |name: &str, value: &str| {
        world
            .command(&["-p", "p", "list", "-o", "json"])
            .env("SYNCGROUP_CLIENT_SECRET", "5ecre7")
            .env(name, value)
            .run()
    };
    let address = format!("http://me:hunter2hunter2@{}", proxy.address);
    for name in ["HTTPS_PROXY", "SYNCGROUP_PROXY"] {
        let run = run(name, &address).exits(2).does_not_say("hunter2");
        assert!(run.error()["hints"][0].as_str().unwrap().contains(name), "{}", run.stderr);
    }
    let seen = proxy.seen();
    assert!(seen.iter().all(|seen| seen.line == "CONNECT acme.api.identitynow.com:443"));
    assert!(seen[0].header("proxy-authorization").unwrap().starts_with("Basic "));
}

#[test]
fn a_mistyped_address_names_the_profile_the_key_and_the_line() {
    let world = World::new();
    world.config(
        "[profiles.acme]\nclient_id = \"c\"\nbase_url = \"https://no-such-host.invalid\"\n",
    );
    let file = world.path(".config").join("syncgroup").join("config.toml");
    let list = world.command(&["-p", "acme", "list", "--retries", "0"]);
    let run = list.env("SYNCGROUP_CLIENT_SECRET", "s").run().exits(6);
    let place = format!("hint: check `base_url` of profile `acme`, {}:3", file.display());
    run.says("could not be resolved").says(&format!("{place}: syncgroup profile edit\n"));
}
