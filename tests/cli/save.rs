//! `--save FILE`: what would go to stdout, in a file, whatever the shell does to `>`.

use crate::world::{GROUP, World};

#[test]
fn the_file_has_the_bytes_of_stdout_and_stdout_has_none() {
    let world = World::new();
    for command in [
        &["export"][..],
        &["export", "-o", "json"],
        &["list", "-o", "csv"],
        &["list", "-o", "jsonl"],
        &["get", "Head Office", "-o", "yaml"],
        &["sources"],
        &["policies", "-o", "id"],
        &["graph", "--format", "html"],
        &["check", "-o", "junit"],
        &["api", "GET", "password-sync-groups"],
        &["completions", "powershell"],
        &["help", "manifest-schema"],
        &["new", "--template"],
    ] {
        let expected = world.sandbox(command);
        let path = world.path("saved");
        let saved = world
            .sandbox(&[command, &["--save", path.to_str().unwrap()]].concat())
            .exits(expected.code)
            .without_answer();
        assert_eq!(saved.stderr, expected.stderr, "{command:?}");
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(text, expected.stdout, "{command:?}");
        assert!(!text.is_empty(), "{command:?}");
    }
}

#[test]
fn several_tenants_go_into_one_file() {
    let world = World::new();
    world.config("[profiles.a]\nsandbox = true\n[profiles.b]\nsandbox = true\n");
    let path = world.path("all.json");
    world
        .run(&["list", "-p", "a,b", "-o", "json", "--save", path.to_str().unwrap()])
        .quietly()
        .without_answer();
    let tenants: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(tenants.as_array().unwrap().len(), 2);
}

#[test]
fn a_failure_leaves_an_older_file_and_one_that_can_not_be_written_is_an_error() {
    let world = World::new();
    let path = world.file("groups.yaml", "precious\n");
    world.sandbox(&["export", "nosuch", "--save", &path]).exits(3);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "precious\n");
    let below = format!("{path}/file");
    world.sandbox(&["export", "--save", &below]).exits(1).says("cannot write");
}

#[test]
fn a_file_that_cannot_be_written_is_the_same_failure_everywhere() {
    let world = World::new();
    let manifest = world.file("groups.yaml", world.sandbox(&["export"]).exits(0).stdout);
    let lost = world.path("none/x").display().to_string();
    for command in [
        &["list", "--save", &lost][..],
        &["diff", "-f", &manifest, "--save", &lost],
        &["get", GROUP, "--failed", &lost],
        &["remove", GROUP, "-y", "--failed", &lost],
    ] {
        let run = world.sandbox(&[command, &["-o", "json"][..]].concat()).exits(1);
        assert_eq!(run.error()["code"], "local_failure", "{command:?}");
    }
}
