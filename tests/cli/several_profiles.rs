//! `-p test,prod` and `--all-profiles`.

use serde_json::{Value, json};
use snapbox::str;

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
        (&["-p", "test,prod", "new", "-f", "-"], "for one tenant"),
        (&["-p", "test,prod", "apply", "-f", "-"], "for one tenant"),
        (&["-p", "test,prod", "undo", "1"], "for one tenant"),
        (&["-p", "test,prod", "password", "status", "x"], "for one tenant"),
        (&["-p", "test,prod", "login"], "for one tenant"),
        (&["-p", "test,prod", "logout"], "for one tenant"),
        (&["-p", "test,prod", "api", "POST", "x"], "for one tenant"),
        (&["-p", "test,prod", "sandbox", "reset", "-y"], "for one tenant"),
        (&["-p", "test,prod", "Remove-PasswordSyncGroup", "-Id", GROUP], "for one tenant"),
        (&["-p", "test,prod", "diff", "-f", "x", "--save", "plan"], "leave out --save"),
        (&["-p", "test,prod", "check", "-o", "junit"], "one tenant"),
        (&["-p", "test,prod", "get", GROUP, "--failed", "x"], "leave out --failed"),
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
    World::plain().run(&["--all-profiles", "list"]).shows(str![[r#"
exit code 2
--- stderr
error: there is no profile
  hint: syncgroup profile add NAME --tenant acme --client-id ID

"#]]);
    assert!(!group(&world).is_empty(), "nothing was deleted");
}

#[test]
fn columns_are_checked_once_for_all() {
    let world = three();
    world.run(&["-p", "test,prod", "list", "--columns", "nmae"]).shows(str![[r#"
exit code 2
--- stderr
error: unknown column `nmae`; available: `id`, `name`, `policy`, `sources`, `created`, `modified`, `members`
  hint: did you mean `name`?

"#]]);
}

/// Profiles `test` and `prod`, whose `Head Office` is another, and the manifest of `test`.
fn two_that_differ() -> (World, String) {
    let world = World::new();
    for profile in ["test", "prod"] {
        world.run(&["profile", "add", profile, "--sandbox"]).exits(0);
    }
    world.run(&["-p", "prod", "update", "Head Office", "--policy", "Basic", "-q"]).exits(0);
    let manifest = world.run(&["-p", "test", "export"]).exits(0).stdout;
    (world, manifest)
}

/// A tenant that takes no secret but its own.
fn add_refusing(world: &World, url: &str) {
    world.file("secret", "wrong");
    let file = world.path(".config/syncgroup/config.toml");
    let config = std::fs::read_to_string(&file).unwrap();
    let refusing = format!(
        "\n[profiles.refusing]\nbase_url = \"{url}\"\nclient_id = \"x\"\nclient_secret_file = \"../../secret\"\n"
    );
    std::fs::write(file, config + &refusing).unwrap();
}

#[test]
fn a_manifest_is_held_against_every_tenant() {
    let (world, manifest) = two_that_differ();
    let diff = |profiles: &str, more: &[&str]| {
        let arguments = [&["-p", profiles, "diff", "-f", "-"], more].concat();
        world.command(&arguments).stdin(&manifest).run()
    };
    let run = diff("test,prod", &[]).exits(0);
    assert!(run.stdout.starts_with("prod:\n--- tenant/Head Office\n"), "{}", run.stdout);
    assert!(run.stdout.contains("-passwordPolicy: Basic\n+passwordPolicy: Strong\n"));
    assert!(!run.stdout.contains("test:"), "{}", run.stdout);
    run.says("test: nothing to change").says("prod: 1 to update; 1 unchanged");
    diff("test,prod", &["--exit-code"]).exits(10);
    diff("test,sandbox", &["--exit-code", "-q"]).quietly().without_answer();
    let all = diff("test,prod", &["--exit-code", "-o", "json", "-q"]).exits(10).json();
    assert_eq!(all[0]["result"]["differs"], false);
    assert_eq!(all[1]["profile"], "prod");
    assert_eq!(all[1]["result"]["groups"][0]["action"], "update");
    let lines = diff("test,prod", &["-o", "jsonl", "-q"]).quietly().stdout;
    assert_eq!(lines.lines().count(), 2, "{lines}");
    let run = diff("test,prod", &["-o", "csv"]).exits(2).without_answer();
    assert_eq!(run.stderr.matches("error:").count(), 1, "{}", run.stderr);
    world.run(&["-p", "test,prod", "diff"]).shows(str![[r#"
exit code 2
--- stderr
error: no manifest was given
  hint: -f FILE
  hint: syncgroup -p test,prod export > groups.yaml

"#]]);
}

#[test]
fn the_code_of_a_tenant_that_fails_wins_over_differs() {
    let (world, manifest) = two_that_differ();
    let served = world.serve(&[]);
    add_refusing(&world, &served.url);
    let arguments = ["-p", "refusing,prod", "diff", "-f", "-", "--exit-code"];
    let run = world.command(&arguments).stdin(&manifest).run().exits(4);
    assert!(run.stdout.starts_with("prod:\n---"), "{}", run.stdout);
    run.says("error: refusing: ");
    let run = world.run(&["--all-profiles", "check", "-o", "json"]).exits(4);
    let all = run.json();
    assert_eq!(all[0]["profile"], "test");
    let found = all[0]["result"].as_array().unwrap();
    assert!(found.iter().all(|one| one["rule"] == "unverified"), "{found:?}");
    assert_eq!(all[2]["error"]["code"], run.error()["code"]);
}

#[test]
fn prerequisites_are_judged_on_every_tenant() {
    let (world, _) = two_that_differ();
    // A policy that is one tenant's only: its ID is nothing to the other.
    let policy =
        world.run(&["-p", "test", "policies", "--jq", ".[] | select(.name == \"Strong\") | .id"]);
    let body = json!({"name": "New", "passwordPolicyId": policy.stdout.trim(), "sourceIds": []});
    let check = |more: &[&str]| {
        let arguments = [&["-p", "test,prod", "check", "-f", "-"], more].concat();
        world.command(&arguments).stdin(body.to_string()).run().exits(7)
    };
    let csv = check(&["-o", "csv", "--columns", "group,rule"]).stdout;
    assert!(csv.starts_with("tenant,group,rule\ntest,New,"), "{csv}");
    assert!(csv.lines().filter(|line| line.starts_with("prod,")).count() > 1, "{csv}");
    let all = check(&["-o", "json", "-q"]).json();
    assert_eq!(all[0]["profile"], "test");
    assert_eq!(all[0]["result"][0]["group"], "New");
    let jsonl = check(&["-o", "jsonl", "-q"]).stdout;
    assert_eq!(jsonl.lines().next().unwrap().find("{\"profile\":\"test\",\"result\":{"), Some(0));
    let named = world.command(&["-p", "test,prod", "check", "-"]).stdin("Head Office\n").run();
    named.exits(0).without_answer();
}

#[test]
fn every_tenant_is_examined() {
    let (world, _) = two_that_differ();
    let served = world.serve(&[]);
    add_refusing(&world, &served.url);
    let run = world.run(&["--all-profiles", "doctor", "--columns", "step,result"]).exits(4);
    let row = |row: &str| {
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(run.stdout.lines().any(|line| words(line) == row), "{row} in\n{}", run.stdout);
    };
    row("TENANT STEP RESULT");
    row("test connection ok");
    row("refusing connection ok");
    row("refusing credentials failed");
    row("refusing user skipped");
    let all = world.run(&["-p", "prod,refusing", "doctor", "-o", "json"]).exits(4).json();
    assert_eq!(all[0]["result"][0]["step"], "config file");
}

#[test]
fn a_group_sources_and_policies_are_shown_side_by_side() {
    let (world, _) = two_that_differ();
    let run = world.run(&["-p", "test,prod", "get", "Head Office", "--columns", "name,policy"]);
    assert_eq!(
        run.quietly().stdout,
        "TENANT  NAME         POLICY\ntest    Head Office  Strong\nprod    Head Office  Basic\n"
    );
    let run = world.run(&["-p", "test,prod", "get", "--tree", "Head Office"]).quietly();
    assert!(run.stdout.starts_with("test:\nHead Office  policy: Strong\n"), "{}", run.stdout);
    assert!(run.stdout.contains("\n\nprod:\nHead Office  policy: Basic\n"), "{}", run.stdout);
    for command in ["sources", "policies"] {
        let run = world.run(&["-p", "test,prod", command, "-o", "csv", "--columns", "name"]);
        let rows = run.quietly().stdout;
        assert!(rows.starts_with("tenant,name\ntest,") && rows.contains("\nprod,"), "{rows}");
    }
}
