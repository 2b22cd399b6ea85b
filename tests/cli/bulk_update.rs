//! `syncgroup update` of several groups.

use serde_json::{Value, json};
use snapbox::str;

use crate::scripted::{Act, GROUPS, Scripted, group, surroundings};
use crate::terminal::Terminal;
use crate::world::{GROUP, World};

const NAME: &str = "Password Sync Group 1";
/// A policy that nothing looks up.
const ID: &str = "00000000-0000-4000-8000-000000000000";
const OTHER: &str = "8f4c1a52-6d0b-4c7e-9b7e-2f1d3a5e7c90";

fn groups(world: &World) -> Value {
    world.sandbox(&["list", "-o", "json"]).exits(0).json()
}

fn policies(world: &World) -> String {
    let list = world.sandbox(&["list", "-o", "csv", "--columns", "policy"]).exits(0).stdout;
    list.replace("policy\n", "")
}

#[test]
fn named_groups_are_updated_together_and_undone_together() {
    let world = World::new();
    // The same group by its ID and by its name is one group.
    let run = world.sandbox(&["update", NAME, "Head Office", GROUP, "--policy", "Basic"]);
    run.shows(str![[r#"
exit code 0
--- stdout
ID                                    NAME                   POLICY  SOURCES
6881f631-3bd5-4213-9c75-8e05cc3e35dd  Password Sync Group 1  Basic   ActiveDirectory, GitHub
8f4c1a52-6d0b-4c7e-9b7e-2f1d3a5e7c90  Head Office            Basic   Entra ID, SAP ERP, Snowflake
--- stderr
2 sync groups:
  5 sources get policy `Basic` instead of `Strong`
warning: weaker policy: Strong → Basic: 2 groups, 5 sources (12 → 8 characters, no upper-case letter required, no lower-case letter required, no special character required and 3 more rules)
2 updated

"#]]);
    assert_eq!(policies(&world), "Basic\nBasic\n");
    world.sandbox(&["undo", "-y"]).exits(0).says("undo of command 1 (2 of 2 changes)");
    assert_eq!(policies(&world), "Strong\nStrong\n");
    let json = world.sandbox(&["update", NAME, "Head Office", "--policy", "Basic", "-o", "json"]);
    let names: Vec<Value> =
        json.exits(0).json().as_array().unwrap().iter().map(|each| each["name"].clone()).collect();
    assert_eq!(names, [NAME, "Head Office"]);
}

#[test]
fn groups_come_from_stdin_as_for_get() {
    let world = World::new();
    for format in ["json", "jsonl", "yaml", "csv", "tsv", "id"] {
        let list = world.sandbox(&["list", "-o", format]).exits(0).stdout;
        let run = world.sandbox_with(&["update", "-", "--policy", "Basic", "-n"], list).exits(0);
        assert_eq!(run.stdout.matches("+passwordPolicy: Basic").count(), 2, "{}", run.stdout);
    }
    let run = world.sandbox_with(&["update", "-", "--policy", "Basic", "-o", "json"], GROUP);
    assert_eq!(run.exits(0).json()[0]["id"], GROUP, "`-` gives an array");
    world
        .sandbox_with(&["update", "-", "--policy", "Basic"], "")
        .exits(0)
        .says("nothing to update");
}

fn joined(groups: &Value, between: &str) -> String {
    groups.as_array().unwrap().iter().map(Value::to_string).collect::<Vec<_>>().join(between)
}

#[test]
fn bodies_with_ids_replace_their_groups() {
    let world = World::new();
    let all = |name: &str| {
        let mut all = groups(&world);
        for each in all.as_array_mut().unwrap() {
            each["name"] = format!("{} {name}", each["id"].as_str().unwrap()).into();
        }
        all
    };
    let array = all("array");
    world.sandbox_with(&["update", "-f", "-"], array.to_string()).exits(0).says("2 updated");
    let lines = joined(
        &all("lines"),
        "
",
    );
    world.sandbox_with(&["update", "-f", "-"], lines).exits(0).says("2 updated");
    let documents = joined(
        &all("documents"),
        "
---
",
    );
    world.sandbox_with(&["update", "-f", "-"], documents).exits(0).says("2 updated");
    let csv = ["list", "-o", "csv", "--columns", "id,name,policy,sources"];
    let csv = world.sandbox(&csv).exits(0).stdout.replace("Strong", "Basic");
    world.sandbox_with(&["update", "-f", "-"], csv).exits(0).says("2 updated");
    assert_eq!(policies(&world), "Basic\nBasic\n");
    let (one, two) = (groups(&world)[0].clone(), groups(&world)[1].clone());
    let files = [world.file("1.json", one.to_string()), world.file("2.json", two.to_string())];
    let run = world.sandbox(&["update", "-f", &files[0], "-f", &files[1], "--policy", "Strong"]);
    run.exits(0).says("2 updated");
    let run = world.sandbox(&["update", "-f", &files[0], "-o", "json", "--force"]).exits(0);
    assert_eq!(run.json()["id"], GROUP, "one object gives an object");
}

#[test]
fn a_missing_or_repeated_id_is_refused_before_anything_is_sent() {
    let world = World::new();
    let mut all = groups(&world);
    let first = all[0].clone();
    all.as_array_mut().unwrap().push(first);
    let run = world.sandbox_with(&["update", "-f", "-", "-v"], all.to_string()).exits(2);
    run.without_answer().says("is there twice, first at stdin:").does_not_say("GET");
    let mut all = groups(&world);
    all[1].as_object_mut().unwrap().remove("id");
    let run = world.sandbox_with(&["update", "-f", "-", "-v"], all.to_string()).exits(2);
    run.without_answer().says("the body has no `id`").does_not_say("GET");
    all[1] = json!({"id": OTHER, "name": "N"});
    all[0]["name"] = "First".into();
    let run = world.sandbox_with(&["update", "-f", "-"], all.to_string()).exits(2);
    run.without_answer().says("a full replacement needs");
    assert_eq!(groups(&world)[0]["name"], NAME);
}

#[test]
fn what_is_for_one_group_is_refused_for_several() {
    let world = World::new();
    for (arguments, words) in [
        (&["update", "A", "B", "--name", "N"][..], "`--name` is for one group"),
        (&["update", "A", "B", "--edit"], "`--edit` is for one group"),
        (&["update", "-", "--name", "N"], "`--name` is for one group"),
        (&["update", "A", "B", "-f", "-"], "`-f` replaces the one group that is named"),
        (&["update", "A", "B"], "nothing says what to change"),
    ] {
        world.sandbox(arguments).exits(2).without_answer().says(words);
    }
}

#[test]
fn each_succeeds_or_fails_by_itself_and_those_that_failed_are_saved() {
    let world = World::new();
    world.sandbox(&["sandbox", "reset", "-y", "--sources", "8"]).exits(0);
    let failed = world.path("failed");
    let path = failed.to_str().unwrap();
    // A source can join one of the two.
    let run = world.sandbox(&[
        "update",
        NAME,
        "Head Office",
        "--add-source",
        "Free Source 00001",
        "--failed",
        path,
    ]);
    run.exits(1).says("1 updated, 1 failed");
    assert_eq!(std::fs::read_to_string(&failed).unwrap().lines().count(), 1);
    // A stale body fails by itself; it is saved as it was.
    let mut all = groups(&world);
    for each in all.as_array_mut().unwrap() {
        each["passwordPolicyId"] = "2c91808e7d976f3b017d9f5ceae440c8".into();
    }
    all[0]["modified"] = "2020-01-01T00:00:00Z".into();
    let run = world.sandbox_with(&["update", "-f", "-", "--failed", path], all.to_string());
    run.exits(1).says("has changed since it was read").says("1 updated, 1 failed");
    let saved: Value = serde_json::from_slice(&std::fs::read(&failed).unwrap()).unwrap();
    assert_eq!(saved, json!([all[0]]));
    world.sandbox(&["update", "-f", path, "--force", "-q", "--failed", path]).exits(0);
    let saved: Value = serde_json::from_slice(&std::fs::read(&failed).unwrap()).unwrap();
    assert_eq!(saved, json!([]), "an older list does not stay behind");
    // Nothing is sent unless all are found.
    let run = world.sandbox(&["update", NAME, "nosuch", "--policy", "Strong"]).exits(1);
    run.without_answer().says("`nosuch` was not found").says("nothing was sent");
    assert_eq!(policies(&world), "Basic\nBasic\n");
    let run = world.sandbox(&["update", "nosuch", "none", "--policy", "Strong"]);
    run.exits(3).without_answer();
}

#[test]
fn failures_alike_give_their_code() {
    let tenant = Scripted::tenant(|seen, _| match seen.target() {
        GROUPS => Act::list([group("1", "A"), group("2", "B")]),
        target if target.starts_with("PUT") => Act::json(500, "{}"),
        _ => surroundings(seen),
    });
    let world = World::plain();
    let update = ["update", "A", "B", "--policy", ID, "--no-check", "--force", "--retries", "0"];
    let run = world.command(&update).at(&tenant).run();
    run.exits(1).says("`A`: ").says("`B`: ").says("0 updated, 2 failed");
}

#[test]
fn a_source_or_a_name_that_changes_hands_needs_an_order() {
    let world = World::new();
    let mut all = groups(&world);
    let moved = all[1]["sourceIds"].as_array_mut().unwrap().pop().unwrap();
    all[0]["sourceIds"].as_array_mut().unwrap().push(moved);
    let run = world.sandbox_with(&["update", "-f", "-"], all.to_string()).exits(2);
    run.without_answer()
        .says("source `Snowflake` is to leave sync group `Head Office` and to join")
        .says("syncgroup -p sandbox apply -f groups.yaml");
}

#[test]
fn one_question_stands_for_all() {
    let world = World::new();
    let script = "syncgroup -p sandbox update 'Password Sync Group 1' 'Head Office' --policy Basic; echo code=$?";
    let Some(mut terminal) = Terminal::start(&world, script, |invocation| invocation) else {
        return;
    };
    terminal.wait_for("Change 2 sync groups on profile `sandbox` (embedded)?");
    terminal.press("n\n");
    assert!(terminal.finish().contains("code=130"));
    assert_eq!(policies(&world), "Strong\nStrong\n");
}
