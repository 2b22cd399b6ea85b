//! `syncgroup export`, `diff`, `apply` and `undo --apply`: groups as code.

use serde_json::{Value, json};
use snapbox::str;

use crate::world::{GROUP, POLICY, Run, SOURCES, World};

/// A manifest of the documentation's own world: its group, and two of free sources.
const MANIFEST: &str = "\
- name: Password Sync Group 1
  passwordPolicy: Strong
  sources: [ActiveDirectory, GitHub]
- name: Bulk 1
  passwordPolicy: Basic
  sources: [Free Source 00001, Free Source 00002]
- name: Bulk 2
  passwordPolicy: Strong
  sources: [Free Source 00003, Free Source 00004]
";

/// The documentation's world with eight more sources.
fn world() -> World {
    let world = World::plain();
    world.run(&["sandbox", "reset", "--sources", "8", "-y", "-q"]).quietly();
    world.simplify("sandbox");
    world
}

fn apply(world: &World, manifest: &str, options: &[&str]) -> Run {
    world.sandbox_with(&[&["apply", "-f", "-", "-y"], options].concat(), manifest)
}

fn diff(world: &World, manifest: &str, options: &[&str]) -> Run {
    world.sandbox_with(&[&["diff", "-f", "-"], options].concat(), manifest)
}

fn export(world: &World) -> String {
    world.sandbox(&["export"]).quietly().stdout
}

/// The tenant's groups by name: ID and sources.
fn groups(world: &World) -> Vec<Value> {
    let list = world.sandbox(&["list", "-o", "json", "--sort", "name"]).exits(0).json();
    list.as_array().unwrap().clone()
}

fn names(world: &World) -> Vec<String> {
    groups(world).iter().map(|group| group["name"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_is_exported_is_stable_and_no_difference() {
    let world = world();
    let yaml = export(&world);
    assert_eq!(
        yaml,
        "- name: Password Sync Group 1\n  passwordPolicy: Strong\n  sources:\n  - ActiveDirectory\n  - GitHub\n"
    );
    apply(&world, MANIFEST, &[]).exits(0);
    let yaml = export(&world);
    assert_eq!(export(&world), yaml);
    let ids = world.sandbox(&["export", "--ids", "-o", "json"]).quietly();
    assert_eq!(ids.json()[2]["id"], GROUP);
    let json = world.sandbox(&["export", "-o", "json"]).quietly().stdout;
    for manifest in [&yaml, &ids.stdout, &json] {
        let run = diff(&world, manifest, &["--exit-code"]).exits(0).without_answer();
        run.says("nothing to change");
    }
    let one = world.sandbox(&["export", "bulk 2", "-o", "json"]).quietly().json();
    assert_eq!(one.as_array().unwrap().len(), 1);
    assert_eq!(one[0]["sources"], json!(["Free Source 00003", "Free Source 00004"]));
}

#[test]
fn an_export_is_yaml_or_json() {
    let world = World::plain();
    for format in ["table", "csv", "id", "jsonl"] {
        world.sandbox(&["export", "-o", format]).exits(2).without_answer().says("--output yaml");
    }
    let run = world.command(&["-p", "sandbox", "export"]).env("SYNCGROUP_OUTPUT", "table").run();
    assert!(run.quietly().stdout.starts_with("- name"), "only the command line is held to it");
    world.sandbox(&["export", "Nobody"]).shows(str![[r#"
exit code 3
--- stderr
error: sync group `Nobody` was not found in tenant `sandbox`
  hint: syncgroup -p sandbox list

"#]]);
}

#[test]
fn a_difference_is_a_unified_view_by_name() {
    let world = world();
    let changed = MANIFEST.replace(
        "Strong\n  sources: [ActiveDirectory, GitHub]",
        "Basic\n  sources: [GitHub, Free Source 00005]",
    );
    let run = diff(&world, &changed, &["--exit-code"]).exits(10);
    for line in [
        "--- tenant/Password Sync Group 1\n+++ after/Password Sync Group 1\n",
        "-passwordPolicy: Strong\n+passwordPolicy: Basic\n",
        "-- ActiveDirectory\n+- Free Source 00005\n",
        "--- (none)\n+++ after/Bulk 1\n",
    ] {
        assert!(run.stdout.contains(line), "{line} in {}", run.stdout);
    }
    run.says("2 to create, 1 to update");
    let coloured = diff(&world, &changed, &["--color", "always"]).exits(0).stdout;
    assert!(coloured.contains("\x1b[32m+- Free Source 00005\x1b[0m"), "{coloured}");
    diff(&world, &changed, &["-o", "csv"]).exits(2).without_answer().says("--output json");
}

#[test]
fn a_difference_for_programs_has_a_format() {
    let world = world();
    let run = diff(
        &world,
        "{name: New, passwordPolicy: Strong, sources: [Free Source 00001, Free Source 00002]}",
        &["-o", "json"],
    );
    let plan = run.exits(0).json();
    assert_eq!((&plan["format"], &plan["differs"]), (&json!(1), &json!(true)));
    assert_eq!(plan["groups"][0]["action"], "create");
    assert_eq!(
        plan["groups"][0]["after"]["sources"],
        json!(["Free Source 00001", "Free Source 00002"])
    );
    assert_eq!(plan["unmentioned"], json!([{"id": GROUP, "name": "Password Sync Group 1"}]));
    assert_eq!(plan["steps"][0]["wanted"]["passwordPolicyId"], POLICY);
    assert_eq!(plan["summary"]["create"], 1);
    let text = diff(&world, &MANIFEST[MANIFEST.find("- name: Bulk").unwrap()..], &[]).exits(0);
    text.says("does not mention `Password Sync Group 1`, which is left alone");
}

#[test]
fn all_mistakes_of_all_files_are_reported_at_once() {
    let world = world();
    world.file(
        "groups/a.yaml",
        "- name: A\n  colour: red\n  passwordPolicy: Strog\n  sources: [GitHub, GitHubb]\n",
    );
    world.file("groups/b.json", "[{\"name\": \"A\", \"passwordPolicy\": \"Strong\",\n  \"sources\": [\"GitHub\", \"Free Source 00001\"]}]");
    world.file("groups/notes.txt", "this is no manifest");
    world.file("groups/.hidden.yaml", "nor: this");
    let run = world.sandbox(&["diff", "-f", "groups"]).exits(2).without_answer();
    for mistake in [
        "a.yaml:2:3: unknown key `colour`",
        "a.yaml:3:19: password policy `Strog` was not found (did you mean `Strong`?)",
        "a.yaml:4:21: source `GitHubb` was not found (did you mean `GitHub`?)",
        "b.json:1:11: group name `A` is used already",
        "b.json:2:15: source `GitHub` is claimed by group `A` already",
    ] {
        assert!(run.stderr.contains(mistake), "{mistake} in {}", run.stderr);
    }
    run.says("the manifest has 5 mistakes");
}

#[test]
fn a_name_that_is_not_there_is_not_found_whoever_reads_the_file() {
    let world = world();
    let group = "name: New\npolicy: Strog\nsources: [GitHubb, GitHub]\n";
    let file = world.file("new.yaml", group);
    for command in ["new", "check", "diff", "apply"] {
        let run = world.sandbox(&[command, "-f", &file, "-o", "json"]).exits(3);
        assert_eq!(run.error()["code"], "not_found", "{command}");
    }
}

#[test]
fn nothing_is_never_taken_for_an_empty_manifest() {
    let world = world();
    std::fs::create_dir(world.path("empty")).unwrap();
    for options in [&["--prune"][..], &["--prune", "--allow-empty"], &[]] {
        apply(&world, "", options).exits(2).without_answer().says("stdin is empty");
        apply(&world, " \n\n", options).exits(2).without_answer().says("stdin is empty");
        let run = world.sandbox(&[&["apply", "-f", "empty", "-y"], options].concat());
        run.exits(2).without_answer().says("no manifest in `empty`");
    }
    apply(&world, "[]", &["--prune"]).exits(2).without_answer().says("--allow-empty");
    assert_eq!(names(&world), ["Password Sync Group 1"]);
    apply(&world, "[]", &[]).exits(0).says("nothing to change");
    apply(&world, "[]", &["--prune", "--allow-empty"]).exits(0);
    assert_eq!(names(&world), Vec::<String>::new());
}

#[test]
fn apply_makes_the_tenant_as_the_manifest_says_and_again_does_nothing() {
    let world = world();
    let changed = MANIFEST.replace("- name: Password", &format!("- id: {GROUP}\n  name: Renamed"));
    let run = apply(&world, &changed, &["-o", "json"]).exits(0);
    let report = run.json();
    assert_eq!(report["summary"], json!({"done": 3, "failed": 0, "skipped": 0, "unsent": 0}));
    assert_eq!(report["run"], 1);
    run.says("updated Password Sync Group 1, now Renamed Sync Group 1 (")
        .says("`Free Source 00001` and `Free Source 00002` join and get policy `Basic`")
        .says("created Bulk 1 (")
        .says("3/3")
        .says("syncgroup -p sandbox undo --apply 1");
    assert_eq!(names(&world), ["Bulk 1", "Bulk 2", "Renamed Sync Group 1"]);
    assert_eq!(groups(&world)[2]["id"], GROUP);
    diff(&world, &changed, &["--exit-code"]).exits(0).without_answer();
    let run = apply(&world, &changed, &["-o", "json"]).exits(0);
    assert_eq!(run.json()["steps"], json!([]));
    run.says("nothing to change");
}

#[test]
fn without_a_terminal_apply_asks_in_vain_and_names_what_it_would_delete() {
    let world = world();
    let run =
        world.sandbox_with(&["apply", "-f", "-", "--prune", "--allow-empty", "--no-input"], "[]");
    run.exits(2).without_answer().says("--yes").says("1 to delete").says("sandbox");
    assert_eq!(names(&world), ["Password Sync Group 1"]);
}

#[test]
fn prune_is_about_names_and_has_a_limit() {
    let world = world();
    apply(&world, MANIFEST, &[]).exits(0);
    let rest = &MANIFEST[..MANIFEST.find("- name: Bulk 1").unwrap()];
    let run = apply(&world, rest, &["--prune=Bulk*", "--max-deletes", "1"]).exits(2);
    run.without_answer().says("2 groups would be deleted").says("--max-deletes 2");
    assert_eq!(names(&world).len(), 3);
    apply(&world, rest, &["--prune=*2"]).exits(0).says("does not mention `Bulk 1`");
    assert_eq!(names(&world), ["Bulk 1", "Password Sync Group 1"]);
    apply(&world, rest, &["--prune"]).exits(0).says("deleted Bulk 1 (");
    assert_eq!(names(&world), ["Password Sync Group 1"]);
}

#[test]
fn a_source_of_a_group_that_is_left_alone_is_not_taken() {
    let world = world();
    let taken = "{name: Mine, passwordPolicy: Strong, sources: [GitHub, Free Source 00001]}";
    let run = apply(&world, taken, &[]).exits(5).without_answer();
    run.says("stdin:1:1: source `GitHub` of group `Mine` is in group `Password Sync Group 1`")
        .says("--prune")
        .says(&format!("write `id: {GROUP}` to it"));
}

#[test]
fn pairs_that_swap_a_member_get_new_ids_and_that_is_said() {
    let world = world();
    apply(&world, MANIFEST, &[]).exits(0);
    let before = export(&world);
    let swapped = MANIFEST.replace("00002", "x").replace("00003", "00002").replace('x', "00003");
    let run = apply(&world, &swapped, &[]).exits(0);
    run.says("deleted and created again, and gets a new ID")
        .says("1 created, 1 updated, 1 deleted")
        .says("--apply 3");
    diff(&world, &swapped, &["--exit-code"]).exits(0).without_answer();
    world.sandbox(&["undo", "--apply", "3", "-y"]).shows(str![[r#"
exit code 0
--- stderr
undo of apply 3 (3 of 3 changes): `syncgroup -p sandbox apply -f - -y`, run at [TIME]
undo on profile `sandbox` (embedded): 1 to update, 1 to recreate
  `Free Source 00002` joins and gets policy `Basic`
  `Free Source 00003` joins and gets policy `Strong`
  2 sources move to another group: `Free Source 00003` from `Bulk 1` to `Bulk 2` and `Free Source 00002` from `Bulk 2` to `Bulk 1`
note: not undone: passwords changed in the meantime stay as they are
note: not undone: sources do not get the policies back that they had before
note: not undone: the old ID `[ID1]` does not come back, the group gets a new one
warning: weaker policy: Strong → Basic: 1 group, 1 source (12 → 8 characters, no upper-case letter required, no lower-case letter required, no special character required and 3 more rules)
deleted Bulk 1 ([ID1]) 1/3
updated Bulk 2 ([ID2]) 2/3
created Bulk 1 ([ID3]) 3/3
undone: 1 created, 1 updated, 1 deleted
to undo: syncgroup -p sandbox undo --command 6

"#]]);
    assert_eq!(export(&world), before);
}

#[test]
fn names_that_swap_pass_through_a_temporary_one() {
    let world = world();
    apply(&world, MANIFEST, &[]).exits(0);
    let export = world.sandbox(&["export", "--ids"]).quietly().stdout;
    let swapped = export
        .replace("Bulk 1", "x")
        .replace("Bulk 2", "Bulk 1")
        .replace("name: x", "name: Bulk 2");
    apply(&world, &swapped, &[]).exits(0).says("until another group has given up the name");
    assert_eq!(world.sandbox(&["export", "--ids"]).quietly().stdout.len(), swapped.len());
    diff(&world, &swapped, &["--exit-code"]).exits(0).without_answer();
}

#[test]
fn a_saved_plan_is_run_as_it_is_or_not_at_all() {
    let world = world();
    diff(&world, MANIFEST, &["--save", "plan.json"])
        .exits(0)
        .says("syncgroup -p sandbox apply plan.json");
    let plan: Value =
        serde_json::from_slice(&std::fs::read(world.path("plan.json")).unwrap()).unwrap();
    assert_eq!((&plan["format"], &plan["state"][0]["id"]), (&json!(1), &json!(GROUP)));
    world.run(&["profile", "add", "stage", "--sandbox"]).exits(0);
    let run = world.run(&["-p", "stage", "apply", "plan.json", "-y"]).exits(5).without_answer();
    run.says("was made for tenant `sandbox`").says("syncgroup -p sandbox apply plan.json");
    world.sandbox(&["apply", "plan.json", "-y"]).shows(str![[r#"
exit code 0
--- stderr
apply to profile `sandbox` (embedded): 2 to create; 1 unchanged
  `Free Source 00001` and `Free Source 00002` join and get policy `Basic`
  `Free Source 00003` and `Free Source 00004` join and get policy `Strong`
created Bulk 1 ([ID1]) 1/2
created Bulk 2 ([ID2]) 2/2
applied: 2 created
to undo: syncgroup -p sandbox undo --apply 1

"#]]);
    diff(&world, MANIFEST, &["--exit-code"]).exits(0).without_answer();
    let run = world.sandbox(&["apply", "plan.json", "-y"]).exits(0).without_answer();
    run.says("2 of 2 steps of the plan are done already").says("nothing to change");
    world.sandbox(&["update", "Bulk 1", "--name", "Other"]).exits(0);
    let run = world.sandbox(&["apply", "plan.json", "-y"]).exits(5).without_answer();
    run.says("has changed since `plan.json` was made").says("sync group `Other`").says("is new");
}

#[test]
fn a_plan_is_stale_when_a_group_that_matters_has_changed() {
    let world = world();
    diff(&world, MANIFEST, &["--save", "plan.json"]).exits(0);
    world
        .sandbox(&[
            "update",
            GROUP,
            "--remove-source",
            SOURCES[0],
            "--add-source",
            "Free Source 00001",
        ])
        .exits(0);
    let run = world.sandbox(&["apply", "plan.json", "-y"]).exits(5).without_answer();
    run.says("`Password Sync Group 1`").says("source `ActiveDirectory` has left");
}

#[test]
fn what_is_no_plan_is_refused() {
    let world = world();
    let manifest = world.file("groups.yaml", MANIFEST);
    world.sandbox(&["apply", &manifest, "-y"]).shows(str![[r#"
exit code 2
--- stderr
error: `[HOME]/groups.yaml` is not a saved plan
  cause: invalid number at line 1 column 2
  hint: syncgroup -p sandbox diff -f … --save PLAN
  hint: syncgroup -p sandbox apply -f [HOME]/groups.yaml

"#]]);
    let old = world.file("old.json", "{\"format\": 2}");
    world.sandbox(&["apply", &old, "-y"]).shows(str![[r#"
exit code 2
--- stderr
error: `[HOME]/old.json` is not a saved plan
  cause: its format is 2, and this version reads 1
  hint: syncgroup -p sandbox diff -f … --save PLAN

"#]]);
    let body = world.file("body.json", "{\"name\": \"X\"}");
    world.sandbox(&["apply", &body, "-y"]).shows(str![[r#"
exit code 2
--- stderr
error: `[HOME]/body.json` is not a saved plan
  cause: it has no `format`
  hint: syncgroup -p sandbox diff -f … --save PLAN
  hint: syncgroup -p sandbox apply -f [HOME]/body.json

"#]]);
    world.sandbox(&["apply", "-y"]).shows(str![[r#"
exit code 2
--- stderr
error: neither a manifest nor a saved plan was given
  hint: syncgroup -p sandbox apply -f groups.yaml
  hint: syncgroup -p sandbox export > groups.yaml

"#]]);
    world.sandbox(&["diff"]).shows(str![[r#"
exit code 2
--- stderr
error: no manifest was given
  hint: -f FILE
  hint: syncgroup -p sandbox export > groups.yaml

"#]]);
    world.sandbox(&["apply", &old, "-f", &manifest]).exits(2);
}

#[test]
fn a_prerequisite_that_the_plan_breaks_refuses_all_of_it() {
    let world = world();
    let sources = world.sandbox(&["sources", "-o", "json"]).exits(0).json();
    let unfit = sources
        .as_array()
        .unwrap()
        .iter()
        .find(|source| source["connectionType"] != "direct")
        .unwrap();
    let manifest = format!(
        "{MANIFEST}- name: Unfit\n  passwordPolicy: Strong\n  sources: [{}, Free Source 00005]\n",
        unfit["name"]
    );
    let run = apply(&world, &manifest, &[]).exits(7).without_answer();
    run.says("is not direct-connect").says("sync group `Unfit`");
    apply(&world, &manifest, &["-n"]).exits(7).without_answer();
    diff(&world, &manifest, &[]).exits(0).says("not-direct-connect");
    assert_eq!(names(&world), ["Password Sync Group 1"]);
}

/// A plan by hand: its first step is refused by the tenant, which has a group of that name already.
#[test]
fn a_failed_step_stops_what_waits_for_it_and_nothing_else() {
    let world = world();
    diff(&world, MANIFEST, &["--save", "plan.json"]).exits(0);
    let mut plan: Value =
        serde_json::from_slice(&std::fs::read(world.path("plan.json")).unwrap()).unwrap();
    let mut third = plan["steps"][1].clone();
    plan["steps"][0]["wanted"]["name"] = "Password Sync Group 1".into();
    third["step"] = 3.into();
    third["after"] = json!([1]);
    third["wanted"]["name"] = "Never".into();
    let free = world.sandbox(&["sources", "-o", "json"]).exits(0).json();
    let id = |name: &str| {
        let source = free.as_array().unwrap().iter().find(|source| source["name"] == name);
        source.unwrap()["id"].clone()
    };
    third["wanted"]["sourceIds"] = json!([id("Free Source 00007"), id("Free Source 00008")]);
    plan["steps"].as_array_mut().unwrap().push(third);
    world.file("plan.json", plan.to_string());
    let run = world.sandbox(&["apply", "plan.json", "-y", "-o", "json"]).exits(1);
    let results: Vec<Value> =
        run.json()["steps"].as_array().unwrap().iter().map(|step| step["result"].clone()).collect();
    assert_eq!(results, ["failed", "done", "skipped"]);
    assert_eq!(run.json()["steps"][2]["skippedFor"], 1);
    assert_eq!(run.json()["steps"][0]["error"]["status"], 400);
    run.says("step 1, create sync group")
        .says("1 created; 1 failed, 1 skipped")
        .says("the same command");
    assert_eq!(names(&world), ["Bulk 2", "Password Sync Group 1"]);
}

#[test]
fn a_dry_run_shows_every_request_and_sends_none() {
    let world = world();
    let run = apply(&world, MANIFEST, &["-n", "-o", "json"]).exits(0);
    assert_eq!(run.json()["requests"].as_array().unwrap().len(), 2);
    assert_eq!(run.json()["requests"][0]["method"], "POST");
    apply(&world, MANIFEST, &["-n", "--exit-code"]).exits(10);
    apply(&world, &export(&world), &["-n", "--exit-code"]).exits(0);
    apply(&world, MANIFEST, &["--exit-code"]).exits(2);
    assert_eq!(names(&world), ["Password Sync Group 1"]);
}

#[test]
fn a_whole_apply_is_taken_back() {
    let world = world();
    let before = export(&world);
    apply(&world, MANIFEST, &["-q"]).exits(0);
    let middle = export(&world);
    let other = MANIFEST
        .replace("[ActiveDirectory, GitHub]", "[GitHub, Free Source 00001]")
        .replace("[Free Source 00001, Free Source 00002]", "[ActiveDirectory, Free Source 00002]");
    let run = apply(&world, &other, &["--prune"]).exits(0);
    let number = run.stderr.rsplit(' ').next().unwrap().trim().to_owned();
    world.sandbox(&["undo", "--apply", &number, "-n"]).exits(0);
    assert_ne!(export(&world), middle);
    world.sandbox(&["undo", "--apply", &number, "-y"]).shows(str![[r#"
exit code 0
--- stderr
undo of apply 3 (3 of 3 changes): `syncgroup -p sandbox apply -f - -y --prune`, run at [TIME]
undo on profile `sandbox` (embedded): 1 to update, 1 to recreate
  `ActiveDirectory` joins and gets policy `Strong`
  `Free Source 00001` joins and gets policy `Basic`
  2 sources move to another group: `Free Source 00001` from `Password Sync Group 1` to `Bulk 1` and `ActiveDirectory` from `Bulk 1` to `Password Sync Group 1`
note: not undone: passwords changed in the meantime stay as they are
note: not undone: sources do not get the policies back that they had before
note: not undone: the old ID `[ID1]` does not come back, the group gets a new one
warning: weaker policy: Strong → Basic: 1 group, 1 source (12 → 8 characters, no upper-case letter required, no lower-case letter required, no special character required and 3 more rules)
deleted Password Sync Group 1 ([ID1]) 1/3
updated Bulk 1 ([ID2]) 2/3
created Password Sync Group 1 ([ID3]) 3/3
undone: 1 created, 1 updated, 1 deleted
to undo: syncgroup -p sandbox undo --command 6

"#]]);
    assert_eq!(export(&world), middle);
    world.sandbox(&["undo", "--apply", &number, "-y"]).shows(str![[r#"
exit code 2
--- stderr
error: nothing of run 3 is left to be undone
  hint: syncgroup -p sandbox history

"#]]);
    world.sandbox(&["undo", "--apply", "1", "-y"]).shows(str![[r#"
exit code 0
--- stderr
undo of apply 1 (2 of 2 changes): `syncgroup -p sandbox apply -f - -y -q`, run at [TIME]
undo on profile `sandbox` (embedded): 2 to delete
  the passwords of 4 sources become independent: `Free Source 00003` from `Bulk 2`, `Free Source 00004` from `Bulk 2`, `Free Source 00001` from `Bulk 1` and `Free Source 00002` from `Bulk 1`
note: not undone: passwords changed in the meantime stay as they are
note: not undone: sources do not get the policies back that they had before
deleted Bulk 2 ([ID1]) 1/2
deleted Bulk 1 ([ID2]) 2/2
undone: 2 deleted
to undo: syncgroup -p sandbox undo --command 9

"#]]);
    assert_eq!(export(&world), before);
    world.sandbox(&["undo", "--apply", "99", "-y"]).exits(3).without_answer();
}

#[test]
fn a_run_is_not_taken_back_over_somebody_elses_change() {
    let world = world();
    apply(&world, MANIFEST, &["-q"]).exits(0);
    world.sandbox(&["update", "Bulk 1", "--name", "Theirs", "--no-history"]).exits(0);
    world.sandbox(&["undo", "--apply", "1", "-y"]).shows(str![[r#"
exit code 5
--- stderr
error: sync group `Bulk 1` has changed since change 1
  cause: `name` was `Bulk 1`, is `Theirs`
  cause: `modified` was `null`, is `[TIME]`
  hint: syncgroup -p sandbox history show 1

"#]]);
    assert_eq!(names(&world).len(), 3);
}

#[test]
fn a_second_embedded_tenant_has_the_same_names_and_other_ids() {
    let world = world();
    world.run(&["profile", "add", "stage", "--sandbox"]).exits(0);
    world.run(&["profile", "add", "both", "--sandbox", "--tenant", "acme"]).exits(2);
    let stage = world.run(&["-p", "stage", "list", "-o", "json"]).quietly().json();
    assert_eq!(stage[0]["name"], "Password Sync Group 1");
    assert_ne!(stage[0]["id"], GROUP);
    world.run(&["-p", "stage", "sandbox", "reset", "--sources", "8", "-y"]).exits(0);
    world.simplify("stage");
    let again = world.run(&["-p", "stage", "list", "-o", "json"]).quietly().json();
    assert_eq!(again[0]["id"], stage[0]["id"]);
    world.file("groups.yaml", MANIFEST);
    world.run(&["-p", "stage", "apply", "-f", "groups.yaml", "-y"]).shows(str![[r#"
exit code 0
--- stderr
apply to profile `stage` (embedded): 2 to create; 1 unchanged
  `Free Source 00001` and `Free Source 00002` join and get policy `Basic`
  `Free Source 00003` and `Free Source 00004` join and get policy `Strong`
created Bulk 1 ([ID1]) 1/2
created Bulk 2 ([ID2]) 2/2
applied: 2 created
to undo: syncgroup -p stage undo --apply 1

"#]]);
    assert_eq!(names(&world), ["Password Sync Group 1"]);
    let promoted = world.run(&["-p", "stage", "export"]).quietly().stdout;
    apply(&world, &promoted, &[]).exits(0).says("2 created");
    assert_eq!(export(&world), promoted);
}
