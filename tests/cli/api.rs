//! `syncgroup api`

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
