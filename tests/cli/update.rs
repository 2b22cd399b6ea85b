//! `syncgroup update`

use serde_json::{Value, json};
use snapbox::str;

use crate::world::{GROUP, POLICY, SOURCES, World};

fn group(world: &World) -> Value {
    world.sandbox(&["get", GROUP, "-o", "json"]).quietly().json()
}

#[test]
fn the_body_that_get_prints_changes_nothing_and_nothing_is_sent() {
    let world = World::new();
    let file = world.file("group.json", group(&world).to_string());
    let run = world.sandbox(&["update", GROUP, "-f", &file, "-o", "json", "-v"]).exits(0);
    assert_eq!(run.json(), group(&world));
    run.says("nothing was sent").does_not_say("PUT");
    let run = world.sandbox(&["update", GROUP, "-f", &file]).exits(0).says("nothing was sent");
    assert!(run.stdout.contains("Password Sync Group 1"));
}

#[test]
fn a_full_replacement_with_another_name_is_sent() {
    let world = World::new();
    let mut body = group(&world);
    body["name"] = "Renamed".into();
    let run =
        world.sandbox_with(&["update", GROUP, "-f", "-", "-o", "json"], body.to_string()).exits(0);
    assert_eq!(run.json()["name"], "Renamed");
    assert_eq!(run.json()["id"], GROUP);
    assert_ne!(run.json()["modified"], body["modified"], "the tenant notes the change");
    assert_eq!(group(&world)["name"], "Renamed");
    // The same body once more is stale now.
    body["name"] = "Again".into();
    let run = world
        .sandbox_with(&["update", GROUP, "-f", "-"], body.to_string())
        .exits(5)
        .without_answer();
    let run = run.says("has changed since").says("--force");
    drop(run);
    world.sandbox_with(&["update", GROUP, "-f", "-", "--force"], body.to_string()).exits(0);
    assert_eq!(group(&world)["name"], "Again");
}

#[test]
fn null_is_a_value_of_modified_and_an_absent_key_is_none() {
    let world = World::new();
    let body = |modified: Option<Value>| {
        let mut body = json!({"name": "N", "passwordPolicyId": POLICY, "sourceIds": SOURCES});
        if let Some(modified) = modified {
            body["modified"] = modified;
        }
        body.to_string()
    };
    world
        .sandbox_with(&["update", GROUP, "-f", "-"], body(Some(Value::Null)))
        .exits(5)
        .without_answer();
    let spelled = body(Some("2023-03-16T04:00:00.000Z".into()));
    world.sandbox_with(&["update", GROUP, "-f", "-", "-n"], spelled).exits(0);
    world.sandbox_with(&["update", GROUP, "-f", "-"], body(None)).exits(0);
}

#[test]
fn a_full_replacement_needs_the_whole_object() {
    let world = World::new();
    for (body, missing) in [
        (json!({"name": "x"}), "`passwordPolicyId`, `sourceIds`"),
        (json!({"passwordPolicyId": POLICY, "sourceIds": SOURCES}), "`name`"),
        (json!({"name": "x", "passwordPolicyId": POLICY}), "`sourceIds`"),
    ] {
        world
            .sandbox_with(&["update", GROUP, "-f", "-"], body.to_string())
            .exits(2)
            .without_answer()
            .says(missing)
            .says(&format!("syncgroup -p sandbox update {GROUP} --name"));
    }
    // Field options win over the file, and fill it.
    let body = json!({"passwordPolicyId": POLICY, "sourceIds": SOURCES}).to_string();
    let run = world
        .sandbox_with(&["update", GROUP, "-f", "-", "--name", "Filled", "-o", "json"], body)
        .exits(0);
    assert_eq!(run.json()["name"], "Filled");
}

#[test]
fn another_groups_body_is_refused() {
    let world = World::new();
    let mut body = group(&world);
    body["id"] = "00000000-0000-4000-8000-000000000000".into();
    body["name"] = "Other".into();
    world.sandbox_with(&["update", GROUP, "-f", "-"], body.to_string()).shows(str![[r#"
exit code 5
--- stderr
error: stdin:1:1: the body is another group's: its `id` is `00000000-0000-4000-8000-000000000000`, and `6881f631-3bd5-4213-9c75-8e05cc3e35dd` has `6881f631-3bd5-4213-9c75-8e05cc3e35dd`
  hint: syncgroup -p sandbox update 00000000-0000-4000-8000-000000000000 -f …
  hint: --force sends it anyway

"#]]);
    world.sandbox_with(&["update", GROUP, "-f", "-", "--force"], body.to_string()).exits(0);
    assert_eq!(group(&world)["id"], GROUP);
}

#[test]
fn single_fields_are_changed_and_the_rest_stays() {
    let world = World::new();
    let before = group(&world);
    let run = world
        .sandbox(&["update", "Password Sync Group 1", "--add-source", "ServiceNow", "-o", "json"])
        .exits(0);
    let after = run.json();
    assert_eq!(after["sourceIds"].as_array().unwrap().len(), 3);
    assert_eq!(after["name"], before["name"]);
    let run = world
        .sandbox(&["update", GROUP, "--remove-source", "GitHub", "--policy", "Basic", "-o", "json"])
        .exits(0);
    assert_eq!(run.json()["sourceIds"].as_array().unwrap().len(), 2);
    assert_ne!(run.json()["passwordPolicyId"], POLICY);
    let run = world
        .sandbox(&["update", GROUP, "--source", "GitHub", "--source", SOURCES[0], "-o", "json"])
        .exits(0);
    assert_eq!(run.json()["sourceIds"], json!([SOURCES[1], SOURCES[0]]));
    world
        .sandbox(&["update", GROUP, "--source", "GitHub", "--add-source", "ServiceNow"])
        .exits(2)
        .without_answer();
    world.sandbox(&["update", GROUP]).shows(str![[r#"
exit code 2
--- stderr
error: nothing says what to change
  hint: syncgroup -p sandbox update 6881f631-3bd5-4213-9c75-8e05cc3e35dd --name NAME
  hint: syncgroup -p sandbox get 6881f631-3bd5-4213-9c75-8e05cc3e35dd -o json > group.json
  hint: syncgroup -p sandbox update 6881f631-3bd5-4213-9c75-8e05cc3e35dd -f group.json

"#]]);
}

#[test]
fn unknown_fields_of_the_object_survive() {
    let world = World::new();
    let mut body = group(&world);
    body["futureField"] = json!({"deep": [1, 2]});
    body["name"] = "With a future".into();
    let refused = world
        .sandbox_with(&["update", GROUP, "-f", "-"], body.to_string())
        .exits(2)
        .without_answer();
    drop(refused.says("unknown key `futureField`").says("--allow-unknown"));
    world.sandbox_with(&["update", GROUP, "-f", "-", "--allow-unknown"], body.to_string()).exits(0);
    let run = world.sandbox(&["update", GROUP, "--name", "Later", "-o", "json"]).exits(0);
    assert_eq!(run.json()["futureField"], body["futureField"]);
    // A key that the tenant's own objects have is no mistake any more.
    let mut body = group(&world);
    body["name"] = "Known now".into();
    world.sandbox_with(&["update", GROUP, "-f", "-"], body.to_string()).exits(0);
}

#[test]
fn a_group_that_is_not_there_is_not_found() {
    let world = World::new();
    let missing = "00000000-0000-4000-8000-000000000000";
    world.sandbox(&["update", missing, "--name", "x"]).shows(str![[r#"
exit code 3
--- stderr
error: sync group `00000000-0000-4000-8000-000000000000` was not found in tenant `sandbox`
  cause: The server did not find a current representation for the target resource.
  status: 404, detailCode: 404 Not found, trackingId: [ID1]
  hint: syncgroup -p sandbox list

"#]]);
    world.sandbox(&["update", "password sync group 1", "--name", "x"]).shows(str![[r#"
exit code 3
--- stderr
error: sync group `password sync group 1` was not found in tenant `sandbox`
  hint: did you mean `Password Sync Group 1`?
  hint: syncgroup -p sandbox list

"#]]);
}

#[test]
fn a_dry_run_shows_the_diff_and_sends_no_write() {
    let world = World::new();
    let before = group(&world);
    let run = world
        .sandbox(&["update", GROUP, "--name", "Dry", "--add-source", "ServiceNow", "-n"])
        .exits(0);
    for line in ["-name: Password Sync Group 1", "+name: Dry", "+- ServiceNow"] {
        assert!(run.stdout.contains(line), "{line} in:\n{}", run.stdout);
    }
    let run = world.sandbox(&["update", GROUP, "--name", "Dry", "-n", "-o", "json"]).exits(0);
    assert_eq!(run.json()["requests"][0]["method"], "PUT");
    assert_eq!(run.json()["requests"][0]["path"], format!("/v3/password-sync-groups/{GROUP}"));
    let run = world
        .sandbox(&["update", GROUP, "--name", "Password Sync Group 1", "-n", "-o", "json"])
        .exits(0);
    assert_eq!(run.json()["requests"], json!([]));
    assert_eq!(group(&world), before);
}

#[test]
fn an_array_is_no_full_replacement() {
    let world = World::new();
    let body = json!([group(&world)]).to_string();
    world.sandbox_with(&["update", GROUP, "-f", "-"], body).shows(str![[r#"
exit code 2
--- stderr
error: stdin:1:2: the update of one group takes one object, and this is an array
  hint: to replace several groups, each with its `id`: syncgroup -p sandbox update -f -

"#]]);
}

#[test]
fn a_source_is_not_both_added_and_removed() {
    let world = World::new();
    let id = format!("id:{}", SOURCES[1]);
    let both = ["update", GROUP, "--add-source", "GitHub", "--remove-source", &id];
    let run = world.sandbox(&both).exits(2).without_answer();
    run.says("source `GitHub` is to be both added and removed").does_not_say("not a member");
}

#[test]
fn a_source_that_is_named_twice_is_sent_once() {
    let world = World::new();
    let id = format!("id:{}", SOURCES[1]);
    let sources = ["--source", "GitHub", "--source", &id, "--source", "ServiceNow", "-n"];
    for command in
        [&["update", GROUP][..], &["new", "--name", "N", "--policy", "Basic", "--no-check"]]
    {
        let run = world.sandbox(&[command, &sources, &["-o", "json"]].concat()).exits(0);
        let sent = &run.json()["requests"][0]["body"]["sourceIds"];
        assert_eq!(sent.as_array().unwrap().len(), 2, "{sent}");
    }
}

#[test]
fn what_options_replace_has_not_changed_since_the_body_was_read() {
    let world = World::new();
    let file = world.file("a.json", group(&world).to_string());
    world.sandbox(&["update", GROUP, "--add-source", "ServiceNow"]).exits(0);
    let update = |options: &[&str]| {
        let run = world.sandbox(&[&["update", GROUP, "-f", &file, "-n"], options].concat());
        run.exits(5).says("has changed since it was read")
    };
    update(&["--name", "B2"]).says("source `ServiceNow` has joined").does_not_say("`name`");
    update(&["--policy", "Basic"]).says("`ServiceNow` has joined").does_not_say("Policy");
    let sources = ["--source", "GitHub", "--source", "G Suite"];
    update(&sources).says("cause: `modified` was").does_not_say("cause: source");
    let body = json!({"name": "Body", "passwordPolicyId": POLICY, "sourceIds": []}).to_string();
    let options = ["update", GROUP, "-f", "-", "--name", "B2", "--source", "G Suite"];
    world.sandbox_with(&options, body).exits(5).says("the body of `Body` has neither the name");
}

#[test]
fn the_hints_for_a_name_with_a_dash_in_front_work() {
    let world = World::plain();
    world.sandbox(&["update", GROUP, "--name=-x"]).exits(0);
    let run = world.sandbox(&["update", "--", "-x"]).exits(2);
    let run = run.says("hint: syncgroup -p sandbox update name:-x --name NAME\n");
    let run = run.says("hint: syncgroup -p sandbox get name:-x -o json > group.json\n");
    assert_eq!(run.stdout, "");
    world.sandbox(&["update", "name:-x", "--name", "Back"]).exits(0);
}
