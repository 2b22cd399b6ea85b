//! The choice of the tenant, once and as a unit.

use crate::world::{GROUP, World, body};

#[test]
fn nothing_configured_names_the_ways_out() {
    World::new()
        .run(&["list"])
        .exits(2)
        .without_answer()
        .says("-p sandbox")
        .says("SAIL_BASE_URL")
        .says("hint: syncgroup login\n")
        .says("profile add");
}

#[test]
fn one_of_the_three_variables_missing_is_named() {
    let world = World::new();
    let served = world.serve(&[]);
    for missing in ["SAIL_BASE_URL", "SAIL_CLIENT_ID", "SAIL_CLIENT_SECRET"] {
        let run = world.command(&["list"]).on(&served).without(missing).run();
        run.exits(2).without_answer().says(missing);
    }
}

#[test]
fn a_chosen_profile_ignores_the_variables_and_nothing_reaches_the_other_tenant() {
    let (world, elsewhere) = (World::new(), World::new());
    let other = elsewhere.serve(&[]);
    let run = world.command(&["-p", "sandbox", "update", GROUP, "--name", "Here"]).on(&other).run();
    run.exits(0).says("SAIL_");
    let there = elsewhere.sandbox(&["get", GROUP, "-o", "json"]).quietly().json();
    assert_eq!(there["name"], "Password Sync Group 1");
    let run = world
        .command(&["list", "-o", "json"])
        .on(&other)
        .env("SYNCGROUP_PROFILE", "sandbox")
        .run()
        .exits(0);
    assert_eq!(run.json()[0]["name"], "Here");
    let run = world
        .command(&["list", "-o", "json", "-q"])
        .on(&other)
        .env("SYNCGROUP_PROFILE", "sandbox")
        .run()
        .quietly();
    assert_eq!(run.json()[0]["name"], "Here");
}

#[test]
fn an_unknown_profile_is_a_usage_error_with_the_nearest_name() {
    let world = World::new();
    world.config("[profiles.prod]\ntenant = \"acme\"\nclient_id = \"x\"\n");
    world.run(&["-p", "prdo", "list"]).exits(2).without_answer().says("did you mean `prod`?");
}

#[test]
fn a_read_only_profile_refuses_every_write_and_allows_a_dry_run() {
    let world = World::new();
    let served = world.serve(&[]);
    world.config(&format!(
        "[profiles.p]\nbase_url = \"{}\"\nclient_id = \"{}\"\nread_only = true\n",
        served.url, served.id
    ));
    let run = |arguments: &[&str], stdin: &str| {
        world
            .command(&[&["-p", "p"], arguments].concat())
            .env("SYNCGROUP_CLIENT_SECRET", &served.secret)
            .stdin(stdin)
            .run()
    };
    let body = body("N", &["2c918084660f45d6016617daa9210510", "2c918084660f45d6016617daa9210520"]);
    for arguments in
        [&["new", "-f", "-"][..], &["update", GROUP, "--name", "x"], &["remove", GROUP, "-y"]]
    {
        run(arguments, &body).exits(4).without_answer().says("read-only");
        run(&[arguments, &["-n", "-o", "json"]].concat(), &body).exits(0).does_not_say("read-only");
    }
    run(&["list"], "").exits(0);
}

#[test]
fn refused_credentials_say_what_the_server_said() {
    let world = World::new();
    let served = world.serve(&[]);
    let run = world.command(&["list"]).on(&served).env("SAIL_CLIENT_SECRET", "wrong").run();
    run.exits(4).without_answer().says("401").does_not_say("wrong\n");
    let run = world
        .command(&["list", "-o", "json"])
        .on(&served)
        .env("SAIL_CLIENT_ID", "nobody")
        .run()
        .exits(4);
    assert_eq!(run.error()["status"], 401);
}

#[test]
fn a_tenant_that_cannot_be_reached_is_worth_another_try() {
    let world = World::new();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let invocation = world.command(&["list", "--retries", "0", "-o", "json"]);
    let run = invocation
        .env("SAIL_BASE_URL", &url)
        .env("SAIL_CLIENT_ID", "x")
        .env("SAIL_CLIENT_SECRET", "y")
        .run()
        .exits(6)
        .without_answer();
    assert_eq!(run.error()["code"], "connection");
}

#[cfg(unix)]
#[test]
fn a_script_without_home_works_from_the_three_variables_and_writes_nothing() {
    let (world, elsewhere) = (World::new(), World::new());
    let served = elsewhere.serve(&[]);
    let script = "set -euo pipefail; syncgroup list -o id --limit 1 <&-; syncgroup get \"$(syncgroup list -o id --limit 1)\" -o json <&- >/dev/null";
    let run = world.script(script).on(&served).without("HOME").run().exits(0);
    assert_eq!(run.stdout, format!("{GROUP}\n"));
    assert_eq!(std::fs::read_dir(world.home()).unwrap().count(), 0, "nothing is left behind");
}

#[test]
fn every_path_style_works() {
    let world = World::new();
    for version in ["v3", "v2024", "v2025", "v2026", "v1"] {
        let run = world.sandbox(&["list", "--api-version", version, "-v", "-o", "csv"]).exits(0);
        assert!(run.stdout.contains("ActiveDirectory;GitHub"), "{version}: {}", run.stdout);
    }
}
