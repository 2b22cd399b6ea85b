//! `syncgroup api`

use serde_json::{Value, json};

use crate::scripted::{Act, Scripted, surroundings};
use crate::world::{GROUP, SOURCES, World, body};

#[test]
fn a_path_is_taken_with_its_version_or_with_the_profiles() {
    let world = World::plain();
    let api = |arguments: &[&str]| world.sandbox(&[&["api"], arguments].concat()).quietly();
    let group = api(&["GET", &format!("/v3/password-sync-groups/{GROUP}")]);
    assert_eq!(group.json()["id"], GROUP);
    assert!(group.stdout.starts_with("{\n  \"id\""), "pretty, in the tenant's order");
    let short = format!("password-sync-groups/{GROUP}");
    for version in ["v3", "v2024", "v1"] {
        assert_eq!(
            api(&["get", &short, "--api-version", version]).stdout,
            group.stdout,
            "{version}"
        );
    }
    assert_eq!(
        api(&["GET", "/sources?limit=2&filters=name%20eq%20%22GitHub%22", "--jq", ".[].id"]).stdout,
        format!("{}\n", SOURCES[1])
    );
    assert_eq!(api(&["GET", &short, "-o", "id"]).stdout, format!("{GROUP}\n"));
    assert!(api(&["GET", &short, "-o", "yaml"]).stdout.starts_with("id: "));
    let head = api(&["GET", &short, "-i"]).stdout;
    assert!(head.starts_with("HTTP 200\n") && head.contains("\n\n{\n"), "{head}");
    assert_eq!(api(&["GET", &short, "-i", "-o", "json"]).json()["StatusCode"], 200);
}

#[test]
fn whole_collections_are_read_page_by_page() {
    let world = World::plain();
    world.sandbox(&["sandbox", "reset", "-y", "--groups", "600", "--sources", "3"]).exits(0);
    let count = |path: &str| {
        world
            .sandbox(&[
                "api",
                "GET",
                path,
                "--paginate",
                "--jq",
                "[length, (map(.id) | unique | length)]",
            ])
            .quietly()
            .stdout
    };
    assert_eq!(count("password-sync-groups"), "[600,600]\n");
    assert_eq!(count("password-sync-groups?limit=100"), "[600,600]\n");
    let page =
        world.sandbox(&["api", "GET", "password-sync-groups", "--jq", "length"]).quietly().stdout;
    assert_eq!(page, "250\n", "without it one page");
    for (path, words) in
        [("password-sync-groups?offset=1", "offset"), ("password-sync-groups?limit=x", "limit=x")]
    {
        world.sandbox(&["api", "GET", path, "--paginate"]).exits(2).without_answer().says(words);
    }
    world
        .sandbox(&["api", "GET", "/oauth/info", "--paginate"])
        .exits(1)
        .without_answer()
        .says("not an array");
}

#[test]
fn writes_are_writes() {
    let world = World::plain();
    let path = format!("password-sync-groups/{GROUP}");
    let text = body("By hand", &SOURCES);
    world.file(
        "b.yaml",
        format!(
            "name: By hand\npasswordPolicyId: {}\nsourceIds: [{}, {}]\n",
            crate::world::POLICY,
            SOURCES[0],
            SOURCES[1]
        ),
    );
    let dry = world.sandbox(&["api", "PUT", &path, "-f", &text, "-n"]).quietly().stdout;
    assert_eq!(dry, format!("PUT /v3/{path}\n{text}\n"));
    let dry =
        world.sandbox(&["api", "PUT", &path, "-f", "b.yaml", "-n", "-o", "json"]).quietly().json();
    assert_eq!(
        (&dry["dryRun"], &dry["requests"][0]["body"]["name"]),
        (&true.into(), &"By hand".into())
    );
    let served = world.serve(&[]);
    world.config(&format!(
        "[profiles.ro]\nbase_url = \"{}\"\nclient_id = \"{}\"\nread_only = true\n",
        served.url, served.id
    ));
    let ro = |arguments: &[&str]| {
        let all = [&["-p", "ro", "api"], arguments].concat();
        world.command(&all).env("SYNCGROUP_CLIENT_SECRET", &served.secret).run()
    };
    ro(&["DELETE", &path]).exits(4).without_answer().says("read-only");
    ro(&["DELETE", &path, "-n"]).exits(0);
    ro(&["GET", &path]).quietly();
    let put =
        world.sandbox_with(&["api", "PUT", &path, "-f", "-", "--jq", ".name"], &text).quietly();
    assert_eq!(put.stdout, "By hand\n");
    world.sandbox(&["api", "DELETE", &path]).quietly().without_answer();
    let gone = world.sandbox(&["api", "DELETE", &path, "-o", "json"]).exits(3).without_answer();
    assert_eq!(gone.error()["status"], 404);
}

#[test]
fn mistakes_are_named_before_any_request() {
    let world = World::plain();
    for (arguments, words) in [
        (&["api", "HEAD", "sources"][..], "GET, POST, PUT, PATCH and DELETE"),
        (&["api", "GET", "https://evil.example/v3"], "comes from the profile"),
        (&["api", "GET", "../x"], "dot segment"),
        (&["api", "GET", "sources", "-f", "{}"], "a GET has no body"),
        (&["api", "POST", "sources", "-f", "{"], "body:1"),
        (&["api", "POST", "sources", "--paginate"], "--paginate"),
        (&["api", "GET", "sources", "-o", "csv"], "csv"),
        (&["api", "GET", "sources", "--columns", "id"], "columns"),
    ] {
        world.sandbox(arguments).exits(2).without_answer().says(words);
    }
}

fn records(world: &World) -> Value {
    oldest_first(world.sandbox(&["history", "-o", "json"]).exits(0).json())
}

fn oldest_first(mut records: Value) -> Value {
    records.as_array_mut().unwrap().reverse();
    records
}

#[test]
fn a_write_to_a_group_is_recorded_like_any_and_undone() {
    let world = World::plain();
    let path = format!("/v2024/password-sync-groups/{GROUP}");
    let put = body("By hand", &SOURCES);
    world.sandbox(&["api", "PUT", &path, "-f", &put, "--dry-run"]).exits(0);
    world.sandbox(&["api", "PUT", &path, "-f", &put, "--no-history"]).exits(0);
    assert_eq!(records(&world), json!([]));
    world.sandbox(&["api", "PUT", &path, "-f", &body("Again", &SOURCES)]).quietly();
    world.sandbox(&["api", "DELETE", &path]).quietly();
    world.sandbox(&["api", "POST", "password-sync-groups", "-f", &body("New", &SOURCES)]).quietly();
    let all = records(&world);
    for (at, action, name) in [(0, "update", "Again"), (1, "delete", "Again"), (2, "create", "New")]
    {
        assert_eq!((&all[at]["action"], &all[at]["outcome"]), (&json!(action), &json!("done")));
        let state = if action == "delete" { "before" } else { "after" };
        assert_eq!(all[at][state]["name"], name);
    }
    assert_eq!(all[0]["before"]["name"], "By hand");
    let command = all[0]["command"].as_str().unwrap();
    assert!(command.ends_with(&format!("api PUT {path} -f '{{…}}'")), "{command}");
    for change in ["3", "2", "1"] {
        world.sandbox(&["undo", change, "-y", "-q"]).exits(0);
    }
    assert_eq!(world.sandbox(&["list", "--jq", ".[].name"]).quietly().stdout, "By hand\n");
    // A delete of what is not there is a request like any other.
    world.sandbox(&["api", "DELETE", &path]).exits(3);
    assert_eq!(records(&world)[6]["outcome"], "refused");
}

#[test]
fn any_other_write_is_recorded_without_what_it_says() {
    let world = World::plain();
    let secret = "hunter2hunter2";
    let tenant = Scripted::tenant(move |seen, _| match seen.target() {
        "PATCH /v3/sources/s1" => Act::json(200, json!({"id": "s1", "echo": secret})),
        "POST /v3/sources" => Act::json(400, json!({"messages": [{"text": secret}]})),
        _ => surroundings(seen),
    });
    let api = |method: &str, path: &str, file: &str| {
        world
            .command(&["api", method, path, "-f", file])
            .at(&tenant)
            .stdin(format!("{{\"x\": \"{secret}\"}}"))
            .run()
    };
    let patch = format!("[{{\"op\": \"replace\", \"value\": \"{secret}\"}}]");
    api("PATCH", &format!("sources/s1?token={secret}&async=true"), &patch).exits(0);
    api("POST", "sources", "-").exits(1);
    api("POST", "password-sync-groups", "-").exits(0);
    let file = std::fs::read_to_string(world.path(".local/state/syncgroup/history.jsonl")).unwrap();
    assert!(!file.contains("hunter2"), "{file}");
    let on = |arguments: &[&str]| world.command(arguments).at(&tenant).run();
    let all = oldest_first(on(&["history", "-o", "json"]).quietly().json());
    assert_eq!(all[0]["action"], "request");
    assert_eq!(
        all[0]["call"],
        json!({"method": "PATCH", "path": "/v3/sources/s1?token=[redacted]&async=true", "fields": ["op", "value"]})
    );
    assert_eq!((&all[1]["outcome"], &all[1]["message"]), (&json!("refused"), &json!("HTTP 400")));
    assert_eq!(all[2]["call"]["fields"], json!(["x"]));
    let shown = on(&["history", "show", "1"]).quietly().stdout;
    assert!(shown.contains("sent       PATCH /v3/sources/s1?token=[redacted]"), "{shown}");
    assert!(shown.contains("fields     op, value\n"), "{shown}");
    let undo = on(&["undo", "1", "-y"]).exits(2).without_answer();
    undo.says("change 1 cannot be undone: it is a request of `syncgroup api`")
        .says("hint: to send it as it was: syncgroup api PATCH /v3/sources/s1 -f BODY");
    on(&["undo", "2", "-y"]).exits(2).says("changed nothing");
}
