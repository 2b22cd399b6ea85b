//! Two states of a group are compared by value, wherever they are compared.

use serde_json::{Value, json};
use snapbox::str;

use crate::world::{GROUP, World};

/// Spellings of the seeded group's `modified`, 2023-03-16T04:00:00Z.
const SAME: [&str; 3] =
    ["2023-03-16T06:00:00+02:00", "2023-03-16T04:00:00.000Z", "/Date(1678939200000)/"];

fn body(world: &World, name: &str, modified: &str) -> String {
    let mut body = world.sandbox(&["get", GROUP, "-o", "json"]).quietly().json();
    body["name"] = name.into();
    body["modified"] = modified.into();
    body.to_string()
}

#[test]
fn an_update_understands_every_spelling_of_the_instant() {
    let world = World::new();
    for spelling in SAME {
        let body = body(&world, "Renamed", spelling);
        let run = world.sandbox_with(&["update", GROUP, "-f", "-", "-n", "-o", "json"], body);
        let request = run.exits(0).json()["requests"][0].clone();
        assert_eq!(request["body"]["name"], "Renamed", "{spelling}");
        // The tenant is sent its own spelling: it need not know that of other programs.
        assert_eq!(request["body"]["modified"], "2023-03-16T04:00:00Z", "{spelling}");
    }
}

#[test]
fn half_a_second_is_another_instant() {
    let world = World::new();
    let body = body(&world, "Renamed", "2023-03-16T04:00:00.500Z");
    world.sandbox_with(&["update", GROUP, "-f", "-"], body).shows(str![[r#"
exit code 5
--- stderr
error: sync group `Password Sync Group 1` has changed since it was read
  cause: `name` was `Renamed`, is `Password Sync Group 1`
  cause: `modified` was `2023-03-16T04:00:00.500Z`, is `2023-03-16T04:00:00Z`
  hint: read it again, or --force overwrites it

"#]]);
}

#[test]
fn a_timestamp_that_cannot_be_read_is_named_with_the_accepted_forms() {
    let world = World::new();
    let text = body(&world, "Renamed", "03/16/2023 04:00:00");
    world.sandbox_with(&["update", GROUP, "-f", "-"], &text).shows(str![[r#"
exit code 2
--- stderr
error: stdin:1:1: `modified`: cannot read the timestamp `03/16/2023 04:00:00`
  cause: accepted: RFC 3339 with a time zone (2023-03-16T04:00:00Z, 2023-03-16T06:00:00+02:00) or /Date(1678939200000)/
  hint: remove `modified` from the body, or --force overwrites the group

"#]]);
    world.sandbox_with(&["update", GROUP, "-f", "-", "--force"], &text).exits(0);
}

/// Writes a file again with another spelling of a time.
fn respell(world: &World, file: &str, change: impl Fn(&mut Value)) {
    let text = std::fs::read_to_string(world.path(file)).unwrap();
    let mut value: Value = serde_json::from_str(&text).unwrap();
    change(&mut value);
    world.file(file, value.to_string());
}

#[test]
fn a_saved_plan_understands_every_spelling_of_the_instant() {
    let world = World::new();
    let export = world.sandbox(&["export"]).quietly().stdout;
    let manifest = world
        .file("groups.yaml", export.replace("passwordPolicy: Strong", "passwordPolicy: Basic"));
    for (spelling, code) in [(SAME[0], 0), (SAME[2], 0), ("2023-03-16T04:00:00.500Z", 5)] {
        world.sandbox(&["diff", "-f", &manifest, "--save", "plan.json"]).exits(0);
        respell(&world, "plan.json", |plan| {
            let groups = plan["state"].as_array_mut().unwrap();
            let group = groups.iter_mut().find(|group| group["id"] == GROUP).unwrap();
            group["modified"] = spelling.into();
        });
        let run = world.sandbox(&["apply", "plan.json", "-n"]);
        assert_eq!(run.code, code, "{spelling}\n{}", run.stderr);
    }
}

#[test]
fn undo_understands_every_spelling_of_the_instant() {
    for (respelled, code) in [
        (|time: &str| time.replace('Z', "+00:00"), 0),
        (|time: &str| time.replace('Z', "") + "999Z", 5),
    ] as [(fn(&str) -> String, i32); 2]
    {
        let world = World::new();
        world.sandbox(&["update", GROUP, "--name", "Renamed"]).exits(0);
        let now = world.sandbox(&["get", GROUP, "-o", "json"]).quietly().json();
        let modified = now["modified"].as_str().unwrap();
        let file = ".local/state/syncgroup/history.jsonl";
        let text = std::fs::read_to_string(world.path(file)).unwrap();
        assert!(text.contains(modified), "{text}");
        world.file(file, text.replace(modified, &respelled(modified)));
        let run = world.sandbox(&["undo", "-y"]);
        assert_eq!(run.code, code, "{}", run.stderr);
        if code == 5 {
            drop(run.says("`modified` was").says("sync group `"));
        }
    }
}

#[test]
fn the_order_of_sources_is_no_difference_and_null_is_not_absent() {
    let world = World::new();
    let mut body = world.sandbox(&["get", GROUP, "-o", "json"]).quietly().json();
    body["sourceIds"].as_array_mut().unwrap().reverse();
    world.sandbox_with(&["update", GROUP, "-f", "-"], body.to_string()).shows(str![[r#"
exit code 0
--- stdout
ID                                    NAME                   POLICY  SOURCES
6881f631-3bd5-4213-9c75-8e05cc3e35dd  Password Sync Group 1  Strong  ActiveDirectory, GitHub
--- stderr
sync group `Password Sync Group 1` is already up to date; nothing was sent

"#]]);
    body["extra"] = json!(null);
    let run = world.sandbox_with(
        &["update", GROUP, "-f", "-", "--allow-unknown", "-n", "-o", "json"],
        body.to_string(),
    );
    assert_eq!(run.exits(0).json()["requests"][0]["method"], "PUT");
}
