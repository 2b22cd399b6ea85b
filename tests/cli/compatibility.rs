//! Files that version 0.1.0 wrote stay readable, and the changes that they record can still be undone.
//!
//! `tests/fixtures/0.1.0` has one of each, written by that version: the configuration, stored secrets, a cached token, the
//! history with the embedded tenant that it changed, and a plan that was saved for this tenant.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

#[cfg(not(target_os = "macos"))]
use crate::scripted::{Act, GROUPS, Scripted, TOKEN};
use crate::world::{GROUP, World};

/// The address of profile `lab`. The name of a cached token depends on it, so that the port cannot be any free one.
#[cfg(not(target_os = "macos"))]
const LAB: &str = "127.18.7.1:18701";

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/0.1.0")
}

/// A home as version 0.1.0 left it.
fn world() -> World {
    let world = World::new();
    for entry in fixtures().read_dir().unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let place = match name.as_str() {
            "config.toml" => ".config/syncgroup/config.toml",
            "secrets.json" => ".local/share/syncgroup/secrets.json",
            "sandbox.db" => ".local/share/syncgroup/sandbox/sandbox.db",
            "history.jsonl" => ".local/state/syncgroup/history.jsonl",
            "plan.json" => "plan.json",
            token => &format!(".cache/syncgroup/{token}"),
        };
        world.file(place, std::fs::read(fixtures().join(&name)).unwrap());
    }
    world
}

fn groups(world: &World) -> Vec<Value> {
    let list = world.sandbox(&["list", "--sort", "name", "-o", "json"]).quietly().json();
    list.as_array().unwrap().clone()
}

fn names(world: &World) -> Vec<String> {
    groups(world).iter().map(|group| group["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_configuration_names_the_same_tenants() {
    let world = world();
    let list = world.run(&["profile", "list", "-o", "json"]).quietly().json();
    let names: Vec<&Value> =
        list.as_array().unwrap().iter().map(|profile| &profile["name"]).collect();
    assert!(names.contains(&&json!("prod")) && names.contains(&&json!("lab")), "{list}");
    let shown = world.run(&["-p", "prod", "profile", "show", "-o", "json"]).exits(0).stdout;
    for value in ["https://acme.api.identitynow.com", "2c9180835d191a86015d28455b4b232a"] {
        assert!(shown.contains(value), "{value} in {shown}");
    }
    world.run(&["-p", "prod", "remove", GROUP, "-y"]).exits(4).without_answer().says("read-only");
}

#[test]
#[cfg(not(target_os = "macos"))]
fn a_cached_token_and_a_stored_secret_are_used() {
    let world = world();
    let tenant = Scripted::tenant_at(LAB, |_, _| Act::json(200, "[]"));
    world.run(&["list", "-o", "json"]).exits(0);
    assert_eq!(tenant.count(TOKEN), 0);
    let list = tenant.seen().into_iter().find(|seen| seen.target() == GROUPS).unwrap();
    assert_eq!(list.header("authorization"), Some("Bearer token-of-0.1.0"));

    std::fs::remove_dir_all(world.path(".cache")).unwrap();
    world.run(&["list", "-o", "json"]).exits(0);
    let token = tenant.seen().into_iter().find(|seen| seen.target() == TOKEN).unwrap();
    assert!(token.body.contains("a%2Dsecret%2Dof%2D0%2E1%2E"), "{}", token.body);
}

#[test]
fn the_embedded_tenant_has_its_groups() {
    assert_eq!(names(&world()), ["Branch Offices", "Head Office", "Head Office 1"]);
}

#[test]
fn a_saved_plan_is_applied() {
    let world = world();
    world.sandbox(&["apply", "plan.json", "-y"]).exits(0);
    assert_eq!(names(&world), ["Head Office", "Head Office 1", "Warehouse"]);
}

#[test]
fn every_change_of_the_history_can_be_undone() {
    let world = world();
    let history = world.sandbox(&["history", "-o", "json"]).quietly().json();
    let actions: Vec<&Value> =
        history.as_array().unwrap().iter().map(|record| &record["action"]).collect();
    assert_eq!(actions, ["create", "update", "delete", "create", "update"]);
    let undo = ["both steps of the apply", "Payroll is deleted"];
    for change in undo {
        let run = world.sandbox(&["undo", "-y"]);
        assert_eq!(run.code, 0, "{change}: {}", run.stderr);
    }
    assert_eq!(names(&world), ["Head Office", "Head Office 1", "Payroll"]);
    let members = |name: &str| {
        let groups = groups(&world);
        let group = groups.iter().find(|group| group["name"] == name).unwrap();
        group["sourceIds"].as_array().unwrap().len()
    };
    assert_eq!(members("Head Office"), 3);
    // The group that was created again is the one that the first record of it means.
    for _ in 0..2 {
        world.sandbox(&["undo", "-y"]).exits(0);
    }
    assert_eq!(names(&world), ["Head Office", "Password Sync Group 1"]);
    world.sandbox(&["undo", "-y"]).exits(3).without_answer();
}
