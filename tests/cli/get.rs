//! `syncgroup get`

use serde_json::Value;
use snapbox::str;

use crate::world::{GROUP, World};

const MISSING: &str = "00000000-0000-4000-8000-000000000000";

#[test]
fn the_documentations_group_is_there_word_for_word() {
    let world = World::new();
    world.sandbox(&["get", GROUP]).shows(str![[r#"
exit code 0
--- stdout
ID                                    NAME                   POLICY  SOURCES
6881f631-3bd5-4213-9c75-8e05cc3e35dd  Password Sync Group 1  Strong  ActiveDirectory, GitHub

"#]]);
    world.sandbox(&["get", GROUP, "-o", "json"]).shows(str![[r#"
exit code 0
--- stdout
{
  "id": "6881f631-3bd5-4213-9c75-8e05cc3e35dd",
  "name": "Password Sync Group 1",
  "passwordPolicyId": "2c91808d744ba0ce01746f93b6204501",
  "sourceIds": [
    "2c918084660f45d6016617daa9210584",
    "2c918084660f45d6016617daa9210500"
  ],
  "created": "2023-03-16T04:00:00Z",
  "modified": "2023-03-16T04:00:00Z"
}

"#]]);
}

#[test]
fn names_are_found_exactly_else_without_regard_to_case() {
    let world = World::new();
    for name in ["Password Sync Group 1", "password sync group 1", "name:Password Sync Group 1"] {
        assert_eq!(
            world.sandbox(&["get", name, "-o", "id"]).quietly().stdout,
            format!("{GROUP}\n")
        );
    }
    world.sandbox(&["get", "Password Sync Group 2"]).shows(str![[r#"
exit code 3
--- stderr
error: sync group `Password Sync Group 2` was not found in tenant `sandbox`
  hint: did you mean `Password Sync Group 1`?
  hint: syncgroup -p sandbox list

"#]]);
}

#[test]
fn several_arguments_give_an_array_in_their_order_and_doubles_once() {
    let world = World::new();
    let run = world.sandbox(&["get", "Password Sync Group 1", GROUP, GROUP, "-o", "json"]).exits(0);
    let groups = run.json();
    assert!(groups.as_array().unwrap().iter().all(|group| group["id"] == GROUP), "{groups}");
}

#[test]
fn those_found_are_printed_even_if_others_are_missing() {
    let world = World::new();
    let run = world.sandbox(&["get", MISSING, GROUP, "-o", "json"]).exits(3);
    assert_eq!(run.json().as_array().unwrap().len(), 1);
    assert_eq!(run.error()["code"], "not_found");
    assert_eq!(run.error()["status"], 404);
    world.sandbox(&["get", MISSING]).shows(str![[r#"
exit code 3
--- stderr
error: sync group `00000000-0000-4000-8000-000000000000` was not found in tenant `sandbox`
  cause: The server did not find a current representation for the target resource.
  status: 404, detailCode: 404 Not found, trackingId: [ID1]
  hint: syncgroup -p sandbox list

"#]]);
}

#[test]
fn stdin_lists_groups_as_lines_json_or_jsonl() {
    let world = World::new();
    for format in ["id", "json", "jsonl"] {
        let list = world.sandbox(&["list", "-o", format]).quietly().stdout;
        let got = world.sandbox_with(&["get", "-", "-o", "json"], list).quietly().json();
        assert_eq!(got[0]["id"], GROUP, "{format}");
    }
    assert_eq!(
        world.sandbox_with(&["get", "-", "-o", "json"], "").exits(0).json(),
        Value::Array(Vec::new())
    );
}

#[test]
fn nothing_but_a_group_is_reached() {
    let world = World::new();
    for id in ["..", ".", "%2e%2e", "%2E.", "id:..", "id:%2e"] {
        world.sandbox(&["get", id]).exits(2).without_answer().says("path segment");
    }
    // The slashes of other IDs travel as part of one path segment.
    for id in [
        "id:../sources",
        "id:../../oauth/info",
        "id:%2e%2e/sources",
        "id:..%2fsources",
        "id:a?limit=1",
        "id:#",
    ] {
        world.sandbox(&["get", id]).exits(3).without_answer().says("not found");
    }
    world.sandbox(&["get", "../sources"]).exits(3).without_answer();
}

#[test]
fn an_empty_id_is_refused() {
    World::new().sandbox(&["get", ""]).shows(str![[r#"
exit code 2
--- stderr
error: ``: an ID cannot be empty

"#]]);
}

#[test]
fn include_shows_status_and_headers() {
    let world = World::new();
    let run = world.sandbox(&["get", GROUP, "-i", "-o", "json"]).quietly();
    assert_eq!(run.json()["StatusCode"], 200);
    assert_eq!(run.json()["Response"]["id"], GROUP);
    let headers = run.json()["Headers"].to_string().to_lowercase();
    assert!(headers.contains("slpt-request-id"), "{headers}");
    let table = world.sandbox(&["get", GROUP, "-i"]).quietly().stdout;
    assert!(table.contains("200") && table.to_lowercase().contains("slpt-request-id"), "{table}");
    world.sandbox(&["get", GROUP, "-i", "-o", "csv"]).exits(2).without_answer();
}

#[test]
fn a_name_without_its_quotes_is_recognized() {
    let world = World::new();
    let run = world.sandbox(&["get", "Head", "Office"]).exits(3).without_answer();
    run.says("hint: quote a name with spaces: \"Head Office\"");
    let run = world.sandbox(&["remove", "head", "office", "-y"]).exits(3).without_answer();
    run.says("hint: quote a name with spaces: \"Head Office\"");
    let run = world.sandbox(&["get", "Head", "Quarters"]).exits(3);
    run.does_not_say("quote");
    let several = ["update", "Head Office", "--add-source", "GitHub,G Suite"];
    world
        .sandbox(&several)
        .exits(3)
        .says("hint: repeat the option for each source: `GitHub`, `G Suite`");
    world.run(&["-p", "sandbx", "list"]).exits(2).says("hint: did you mean `sandbox`?");
}
