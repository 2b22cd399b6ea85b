//! `-p test,prod` and `--all-profiles`.

use serde_json::{Value, json};

use crate::world::{GROUP, World};

/// Two embedded tenants, one of which has no groups, and one that nobody can reach.
fn three() -> World {
    let world = World::plain();
    world.file("secret", "x");
    world.config(
        "[profiles.test]\nsandbox = true\n[profiles.prod]\nsandbox = true\n\
         [profiles.broken]\nbase_url = \"http://127.0.0.1:9\"\nclient_id = \"x\"\nclient_secret_file = \"../../secret\"\nretries = 0\n",
    );
    world.run(&["-p", "prod", "sandbox", "reset", "-y", "--groups", "0"]).exits(0);
    world.simplify("test");
    world
}

/// The one group of profile `test`.
fn group(world: &World) -> String {
    world.run(&["-p", "test", "list", "-o", "id"]).quietly().stdout.trim().to_owned()
}

#[test]
fn tenants_stand_side_by_side() {
    let world = three();
    let group = group(&world);
    let run = world.run(&["-p", "test,sandbox,prod", "list", "--columns", "name,policy"]).exits(0);
    assert_eq!(
        run.stdout,
        "TENANT   NAME                   POLICY\ntest     Password Sync Group 1  Strong\nsandbox  Password Sync Group 1  Strong\n"
    );
    assert_eq!(run.stderr, "prod: no sync groups\n");
    let csv =
        world.run(&["-p", "test,prod", "list", "-q", "-o", "csv", "--columns", "id"]).quietly();
    assert_eq!(csv.stdout, format!("tenant,id\ntest,{group}\n"));
    let json = world.run(&["-p", "test,prod", "-q", "list", "-o", "json"]).quietly().json();
    assert_eq!(json[0]["result"][0]["id"], group);
    assert_eq!(json[1], json!({"profile": "prod", "result": []}));
    let jsonl = world.run(&["-p", "test,prod", "-q", "list", "-o", "jsonl"]).quietly().stdout;
    assert_eq!(serde_json::from_str::<Value>(&jsonl).unwrap()["result"]["id"], group);
    let jq = world.run(&[
        "-p",
        "test,prod",
        "-q",
        "list",
        "--jq",
        ".[] | [.profile, (.result | length)]",
    ]);
    assert_eq!(jq.quietly().stdout, "[\"test\",1]\n[\"prod\",0]\n");
    let include =
        world.run(&["-p", "test,prod", "-q", "list", "-i", "-o", "json"]).quietly().json();
    assert_eq!(include[1]["result"]["StatusCode"], 200);
}

#[test]
fn one_that_fails_does_not_hide_the_others() {
    let world = three();
    let run = world.run(&["--all-profiles", "list", "-o", "json"]).exits(6);
    let all = run.json();
    let profiles: Vec<&str> =
        all.as_array().unwrap().iter().filter_map(|each| each["profile"].as_str()).collect();
    assert_eq!(profiles, ["test", "prod", "broken"]);
    assert_eq!(all[2]["error"]["code"], run.error()["code"]);
    assert!(run.error()["message"].as_str().unwrap().starts_with("broken: "));
    let run = world.run(&["-p", "broken,test", "list"]).exits(6).says("error: broken: ");
    assert_eq!(run.stdout.lines().count(), 2, "{}", run.stdout);
}

#[test]
fn what_cannot_be_for_several_is_refused_before_any_tenant_is_asked() {
    let world = three();
    for (arguments, words) in [
        (&["-p", "test,prod", "remove", GROUP, "-y"][..], "for one tenant"),
        (&["-p", "test,prod", "update", GROUP, "--name", "x"], "for one tenant"),
        (&["--all-profiles", "api", "DELETE", "x"], "for one tenant"),
        (&["-p", "test,prodd", "list"], "did you mean `prod`?"),
        (&["-p", "test,", "list"], "empty"),
        (&["-p", "test", "--all-profiles", "list"], "--all-profiles"),
        (&["-p", "test,prod", "list", "-i"], "--include"),
        (&["-p", "test,prod", "list", "-o", "xml"], "xml"),
    ] {
        world.run(arguments).exits(2).without_answer().says(words);
    }
    for name in ["SYNCGROUP_ACCESS_TOKEN", "SYNCGROUP_CLIENT_SECRET"] {
        let invocation = world.command(&["-p", "test,prod", "list"]).env(name, "x");
        invocation.run().exits(2).without_answer().says("belongs to one tenant");
    }
    World::plain().run(&["--all-profiles", "list"]).exits(2).says("syncgroup profile add");
    assert!(!group(&world).is_empty(), "nothing was deleted");
}

#[test]
fn columns_are_checked_once_for_all() {
    let world = three();
    world
        .run(&["-p", "test,prod", "list", "--columns", "nmae"])
        .exits(2)
        .says("did you mean `name`?");
}
