//! `syncgroup remove`

use serde_json::{Value, json};
use snapbox::str;

use crate::scripted::{Act, Scripted, group, surroundings};
use crate::world::{GROUP, World};

const MISSING: &str = "00000000-0000-4000-8000-000000000000";

fn ids(world: &World) -> String {
    world.sandbox(&["list", "--name", "Password*", "-o", "id", "-q"]).quietly().stdout
}

#[test]
fn a_group_is_deleted_and_its_consequences_are_said() {
    let world = World::new();
    let run = world.sandbox(&["remove", "Password Sync Group 1", "-y"]).exits(0).without_answer();
    run.says("`ActiveDirectory`")
        .says("`GitHub`")
        .says("independent")
        .says("each keeps policy `Strong`")
        .says("deleted");
    assert_eq!(ids(&world), "");
}

#[test]
fn programs_get_the_group_as_it_was() {
    let world = World::new();
    let before = world.sandbox(&["get", GROUP, "-o", "json"]).quietly().json();
    assert_eq!(world.sandbox(&["remove", GROUP, "-y", "-o", "json"]).exits(0).json(), before);
    let world = World::new();
    assert_eq!(
        world.sandbox(&["remove", GROUP, "-y", "-o", "id"]).exits(0).stdout,
        format!("{GROUP}\n")
    );
    let world = World::new();
    let run = world.sandbox(&["remove", GROUP, "-y", "-i", "-o", "json"]).exits(0);
    assert_eq!((&run.json()["StatusCode"], &run.json()["Response"]), (&json!(204), &Value::Null));
}

#[cfg(unix)]
#[test]
fn without_a_terminal_the_question_is_an_error_and_nothing_is_deleted() {
    let world = World::new();
    for options in [&["remove", GROUP][..], &["remove", GROUP, "--no-input"]] {
        let mut invocation = world.command(&[&["-p", "sandbox"], options].concat());
        detach(&mut invocation.command);
        invocation.run().exits(2).without_answer().says("--yes").says("sandbox");
    }
    assert_eq!(ids(&world), format!("{GROUP}\n"));
}

/// Takes the controlling terminal away, where the tests were started from one.
#[cfg(unix)]
fn detach(command: &mut std::process::Command) {
    let program = command.get_program().to_owned();
    let arguments: Vec<_> = command.get_args().map(std::ffi::OsStr::to_owned).collect();
    let mut detached = std::process::Command::new("setsid");
    detached.arg("--wait").arg(program).args(arguments);
    detached.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    if let Some(directory) = command.get_current_dir() {
        detached.current_dir(directory);
    }
    *command = detached;
}

#[test]
fn a_missing_group_is_not_found_unless_that_is_a_success() {
    let world = World::new();
    world.sandbox(&["remove", MISSING, "-y"]).exits(3).without_answer();
    world.sandbox(&["remove", MISSING, "-y", "--ignore-missing"]).exits(0).without_answer();
    let run = world.sandbox(&["remove", MISSING, GROUP, "-y", "-o", "json"]);
    run.exits(1).without_answer().says("nothing was deleted");
    assert_eq!(ids(&world), format!("{GROUP}\n"), "nothing is deleted unless all were found");
    let run =
        world.sandbox(&["remove", MISSING, GROUP, "-y", "--ignore-missing", "-o", "json"]).exits(0);
    assert_eq!(run.json().as_array().unwrap().len(), 1);
    assert_eq!(ids(&world), "");
}

#[test]
fn a_group_that_somebody_else_deleted_meanwhile_is_not_counted() {
    let tenant = Scripted::tenant(|seen, _| match seen.line.split('/').next_back() {
        Some("A") if seen.line.starts_with("DELETE") => Act::json(404, "{}"),
        Some("B") if seen.line.starts_with("DELETE") => Act::new(204, ""),
        Some(id @ ("A" | "B")) => Act::json(200, group(id, id)),
        _ => surroundings(seen),
    });
    let world = World::new();
    let remove = ["remove", "id:A", "id:B", "-y", "--ignore-missing"];
    let run = world.command(&remove).at(&tenant).run().exits(0);
    run.says("sync group `A` (A) does not exist any more; nothing to delete")
        .says("1 deleted, 0 failed");
}

#[test]
fn stdin_is_read_to_its_end_first_and_empty_stdin_does_nothing() {
    let world = World::new();
    world.sandbox_with(&["remove", "-", "-y"], "").shows(str![[r#"
exit code 0
--- stderr
nothing to delete

"#]]);
    assert_eq!(
        world.sandbox_with(&["remove", "-", "-y", "-o", "json"], "").exits(0).json(),
        Value::Array(vec![])
    );
    world.sandbox_with(&["remove", "-", "-y"], format!("{GROUP}\n..\n")).exits(2).without_answer();
    assert_eq!(ids(&world), format!("{GROUP}\n"));
    world.sandbox_with(&["remove", "-", "-y"], format!("{GROUP}\r\n\n")).exits(0).without_answer();
    assert_eq!(ids(&world), "");
}

#[test]
fn nothing_but_a_group_is_reached() {
    let world = World::new();
    for id in ["..", ".", "%2e%2e", "id:.."] {
        world.sandbox(&["remove", id, "-y"]).exits(2).without_answer().says("path segment");
    }
    for id in ["id:../sources/2c918084660f45d6016617daa9210500", "id:%2e%2e/sources"] {
        world.sandbox(&["remove", id, "-y"]).exits(3).without_answer();
    }
    assert_eq!(ids(&world), format!("{GROUP}\n"));
}

#[test]
fn a_dry_run_deletes_nothing() {
    let world = World::new();
    let run = world.sandbox(&["remove", GROUP, "-n", "-o", "json"]).exits(0);
    assert_eq!(run.json()["requests"][0]["method"], "DELETE");
    assert_eq!(run.json()["requests"][0]["body"], Value::Null);
    let run = world.sandbox(&["remove", GROUP, "-n"]).exits(0);
    assert!(run.stdout.contains("-name: Password Sync Group 1"), "{}", run.stdout);
    world.sandbox(&["remove", MISSING, "-n"]).exits(3).without_answer();
    assert_eq!(ids(&world), format!("{GROUP}\n"));
}

#[test]
fn a_table_of_what_is_gone_is_empty() {
    let world = World::new();
    world.sandbox(&["remove", GROUP, "-y", "-q", "-o", "table"]).exits(0).without_answer();
}

#[test]
fn the_response_to_a_delete_is_shown_where_it_was_asked_for() {
    let world = World::new();
    let run = world.sandbox(&["remove", GROUP, "-y", "-q", "--include"]).exits(0);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines[0], "HTTP 204", "{}", run.stdout);
    assert!(lines.iter().any(|line| line.starts_with("slpt-request-id: ")), "{}", run.stdout);
}
