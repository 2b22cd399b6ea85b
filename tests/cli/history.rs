//! `syncgroup history` and `syncgroup undo`

use std::process::Stdio;

use serde_json::Value;
use snapbox::str;

use crate::world::{GROUP, SOURCES, World};

const NAME: &str = "Password Sync Group 1";

fn journal(world: &World) -> std::path::PathBuf {
    world.path(".local/state/syncgroup/history.jsonl")
}

fn records(world: &World) -> Value {
    world.sandbox(&["history", "-o", "json"]).exits(0).json()
}

fn group(world: &World, id: &str) -> Value {
    world.sandbox(&["get", id, "-o", "json"]).quietly().json()
}

#[test]
fn every_write_is_recorded_before_and_after() {
    let world = World::new();
    let command = world.command(&["-p", "sandbox", "update", NAME, "--name", "It's new"]);
    command.env("USER", "jane").run().exits(0);
    let record = &records(&world)[0];
    for (key, value) in [
        ("action", "update"),
        ("outcome", "done"),
        ("tenant", "sandbox:sandbox"),
        ("profile", "sandbox"),
        ("osUser", "jane"),
        ("groupName", NAME),
        ("command", "syncgroup -p sandbox update 'Password Sync Group 1' --name 'It'\\''s new'"),
    ] {
        assert_eq!(record[key], value, "{key}");
    }
    assert_eq!(record["before"]["name"], NAME);
    assert_eq!(record["after"]["name"], "It's new");
    assert_eq!(record["requestId"].as_str().unwrap().len(), 32);
    assert!(crate::world::is_private(journal(&world)));
    // What the tenant refuses is recorded too, and changed nothing.
    let run = world.sandbox(&["update", GROUP, "--no-check", "--add-source", "Workday"]).exits(1);
    drop(run);
    assert_eq!(records(&world)[0]["outcome"], "refused");
    let run = world.sandbox(&["history"]).quietly();
    assert!(run.stdout.lines().count() == 3 && run.stdout.contains("refused"), "{}", run.stdout);
    let run = world.sandbox(&["history", "show", "1"]).quietly();
    for line in ["outcome    done", "-name: Password Sync Group 1", "+name: It's new"] {
        assert!(run.stdout.contains(line), "{line} in\n{}", run.stdout);
    }
    assert_eq!(world.sandbox(&["history", "--group", "nobody", "-o", "id"]).exits(0).stdout, "");
    assert_eq!(world.sandbox(&["history", "--group", NAME, "-o", "id"]).quietly().stdout, "2\n1\n");
    assert_eq!(world.sandbox(&["history", "--since", "2d", "-o", "id"]).quietly().stdout, "2\n1\n");
    world.sandbox(&["history", "--since", "soon"]).exits(2).without_answer();
    world.sandbox(&["history", "show", "9"]).exits(3).without_answer();
    world.sandbox(&["undo", "2", "-y"]).shows(str![[r#"
exit code 2
--- stderr
error: change 2 cannot be undone: it changed nothing
  hint: syncgroup -p sandbox history show 2

"#]]);
}

#[test]
fn a_delete_is_undone_and_later_undos_follow_the_new_id() {
    let world = World::new();
    world.sandbox(&["update", GROUP, "--name", "Renamed"]).exits(0);
    world.sandbox(&["remove", "Renamed", "-y"]).exits(0);
    let run = world.sandbox(&["undo", "-n"]).exits(0);
    run.says(&format!("the old ID `{GROUP}` does not come back"))
        .says("passwords changed in the meantime");
    let run = world.sandbox(&["undo", "-y", "-o", "json"]).exits(0);
    let again = run.json();
    let id = again["id"].as_str().unwrap();
    assert_ne!(id, GROUP);
    assert_eq!(again["sourceIds"], serde_json::json!(SOURCES));
    run.says("has a new ID").says(&format!("instead of `{GROUP}`"));
    // The rename was made under the old ID, and is taken back under the new one.
    world.sandbox(&["undo", "-y"]).shows(str![[r#"
exit code 0
--- stdout
ID                                    NAME                   POLICY  SOURCES
[ID1]  Password Sync Group 1  Strong  ActiveDirectory, GitHub
--- stderr
sync group `Password Sync Group 1`: end users see the name `Password Sync Group 1` instead of `Renamed`
undo of change 1: `syncgroup -p sandbox update 6881f631-3bd5-4213-9c75-8e05cc3e35dd --name Renamed`, run at [TIME]; change 1 is undone by change 4

"#]]);
    assert_eq!(group(&world, id)["name"], NAME);
    world.sandbox(&["undo", "-y"]).shows(str![[r#"
exit code 3
--- stderr
error: there is no change to undo on tenant `sandbox`
  cause: changes are recorded on the machine that made them
  hint: syncgroup -p sandbox history

"#]]);
    // An undo is undone by its number, once.
    world.sandbox(&["undo", "4", "-y"]).exits(0);
    assert_eq!(group(&world, id)["name"], "Renamed");
    world.sandbox(&["undo", "4", "-y"]).shows(str![[r#"
exit code 2
--- stderr
error: change 4 cannot be undone: it was undone by change 5
  hint: syncgroup -p sandbox undo 5

"#]]);
    let run = world.sandbox(&["history", "--group", GROUP, "-o", "id"]).quietly();
    assert_eq!(run.stdout, "5\n4\n3\n2\n1\n");
    let undone = records(&world);
    assert_eq!(undone[2]["undoes"], 2);
    assert_eq!(undone[2]["recreates"], GROUP);
}

#[test]
fn a_create_is_undone_by_a_delete_that_says_what_it_does() {
    let world = World::new();
    let sources = ["--source", "ServiceNow", "--source", "G Suite"];
    let new = ["new", "--name", "Sales", "--policy", "Basic"];
    world.sandbox(&[&new[..], &sources].concat()).exits(0);
    world.sandbox(&["undo", "-n"]).shows(str![[r#"
exit code 0
--- stdout
--- tenant/Sales
+++ (none)
@@ -1,5 +0,0 @@
-name: Sales
-passwordPolicy: Basic
-sources:
-- G Suite
-- ServiceNow
DELETE /v3/password-sync-groups/[ID1]
--- stderr
undo of change 1: `syncgroup -p sandbox new --name Sales --policy Basic --source ServiceNow --source 'G Suite'`, run at [TIME]
sync group `Sales`:
  the passwords of `ServiceNow` become independent, also in application `ServiceNow`
  `ServiceNow` keeps policy `Basic`; to change it afterwards, edit the source
  the passwords of `G Suite` become independent, also in applications `Gmail`, `Google Drive` and `Google Calendar`
  `G Suite` keeps policy `Basic`; to change it afterwards, edit the source
not undone: passwords changed in the meantime stay as they are
not undone: sources do not get the policies back that they had before
dry run on profile `sandbox` (embedded): no write is sent

"#]]);
    world.sandbox(&["undo", "--no-input"]).shows(str![[r#"
exit code 2
--- stderr
undo of change 1: `syncgroup -p sandbox new --name Sales --policy Basic --source ServiceNow --source 'G Suite'`, run at [TIME]
sync group `Sales`:
  the passwords of `ServiceNow` become independent, also in application `ServiceNow`
  `ServiceNow` keeps policy `Basic`; to change it afterwards, edit the source
  the passwords of `G Suite` become independent, also in applications `Gmail`, `Google Drive` and `Google Calendar`
  `G Suite` keeps policy `Basic`; to change it afterwards, edit the source
--- tenant/Sales
+++ (none)
@@ -1,5 +0,0 @@
-name: Sales
-passwordPolicy: Basic
-sources:
-- G Suite
-- ServiceNow
not undone: passwords changed in the meantime stay as they are
not undone: sources do not get the policies back that they had before
error: `--no-input` forbids the question: Undo change 1 and delete sync group `Sales` on profile `sandbox` (embedded)?
  hint: --yes

"#]]);
    world.sandbox(&["undo", "-y"]).shows(str![[r#"
exit code 0
--- stderr
sync group `Sales`: the passwords of `ServiceNow` and `G Suite` become independent, also in applications `ServiceNow`, `Gmail`, `Google Drive` and `Google Calendar`; each keeps policy `Basic`
undo of change 1: `syncgroup -p sandbox new --name Sales --policy Basic --source ServiceNow --source 'G Suite'`, run at [TIME]; change 1 is undone by change 2

"#]]);
    world.sandbox(&["get", "Sales"]).exits(3);
}

#[test]
fn a_group_that_changed_since_is_left_alone() {
    let world = World::new();
    world.sandbox(&["update", GROUP, "--name", "Ours"]).exits(0);
    world.sandbox(&["update", GROUP, "--add-source", "ServiceNow", "--no-history"]).exits(0);
    world.sandbox(&["undo", "-y"]).shows(str![[r#"
exit code 5
--- stderr
error: sync group `Ours` has changed since change 1
  cause: source `ServiceNow` has joined
  cause: `modified` was `[TIME]`, is `[TIME]`
  hint: syncgroup -p sandbox history show 1

"#]]);
    world.sandbox(&["undo", "-n"]).exits(5).without_answer();
    assert_eq!(group(&world, GROUP)["name"], "Ours");
}

#[test]
fn only_changes_of_the_chosen_tenant_are_seen() {
    let world = World::new();
    world.config("[profiles.other]\nsandbox = true\n");
    world.sandbox(&["update", GROUP, "--name", "Here"]).exits(0);
    let served = world.serve(&[]);
    let run = world.command(&["undo", "-y"]).on(&served).run();
    run.exits(3).without_answer().says("no change to undo");
    let run = world.command(&["undo", "1", "-y"]).on(&served).run();
    run.exits(2).without_answer().says("syncgroup -p sandbox undo 1");
    let run = world.command(&["history", "-o", "id"]).on(&served).run().exits(0);
    assert_eq!(run.stdout, "");
    let run = world.command(&["history", "--all-tenants", "-o", "id"]).on(&served).run().exits(0);
    assert_eq!(run.stdout, "1\n");
}

#[test]
fn a_kill_before_the_answer_leaves_an_unknown_record_that_a_look_settles() {
    let world = World::new();
    let served = world.serve(&["--latency", "300ms"]);
    let mut invocation =
        world.command(&["update", GROUP, "--name", "Lost", "--no-check", "--force"]).on(&served);
    let command = invocation.command.stdin(Stdio::null()).stdout(Stdio::null());
    let mut child = command.stderr(Stdio::null()).spawn().unwrap();
    while !std::fs::read_to_string(journal(&world)).is_ok_and(|text| text.ends_with('\n')) {
        assert!(child.try_wait().unwrap().is_none(), "it ended before it was killed");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let on = |arguments: &[&str]| world.command(arguments).on(&served).run();
    assert_eq!(on(&["history", "-o", "json"]).json()[0]["outcome"], "unknown");
    on(&["undo", "-n", "--no-check"]).says("change 1 was");
    let run = on(&["history", "show", "1"]).exits(0);
    let made = group(&world, GROUP)["name"] == "Lost";
    let outcome = if made { "done" } else { "failed" };
    assert!(run.stdout.contains(&format!("outcome    {outcome} (found out")), "{}", run.stdout);
    assert_eq!(on(&["history", "-o", "json"]).json()[0]["outcome"], outcome);
}

#[test]
fn a_record_that_lost_its_end_is_settled_as_made_and_undone() {
    let world = World::new();
    world.sandbox(&["update", GROUP, "--name", "Made"]).exits(0);
    let text = std::fs::read_to_string(journal(&world)).unwrap();
    let begin = text.lines().next().unwrap();
    // A kill in the middle of the second line.
    std::fs::write(journal(&world), format!("{begin}\n{{\"n\":1,\"at\":\"20")).unwrap();
    assert_eq!(records(&world)[0]["outcome"], "unknown");
    let run = world.sandbox(&["history", "show", "1", "-o", "json"]).exits(0);
    assert_eq!(run.json()["outcome"], "done");
    assert_eq!(run.json()["settled"], true);
    run.says("change 1 was made");
    world.sandbox(&["undo", "-y"]).exits(0);
    assert_eq!(group(&world, GROUP)["name"], NAME);
}

#[test]
fn a_directory_that_refuses_the_record_refuses_the_write() {
    let world = World::new();
    world.file(".local/state/syncgroup", "in the way");
    let run = world.sandbox(&["update", GROUP, "--name", "New"]);
    run.exits(2).without_answer().says("cannot be recorded").says("--no-history");
    assert_eq!(group(&world, GROUP)["name"], NAME);
    world.sandbox(&["update", GROUP, "--name", "New", "--no-history"]).exits(0);
    assert_eq!(group(&world, GROUP)["name"], "New");
}

#[cfg(target_os = "linux")]
#[test]
fn a_record_that_cannot_be_written_is_left_out_by_what_named_it() {
    let world = World::plain();
    let update = ["-p", "sandbox", "update", GROUP, "--name", "New"];
    let nowhere = "/proc/record.jsonl";
    let record = [&update[..], &["--record", nowhere]].concat();
    let run = world.run(&record).exits(2).without_answer().does_not_say("--no-history");
    run.says("hint: name another file, or leave out --record");
    let run = world.command(&update).env("SYNCGROUP_RECORD", nowhere).run();
    run.exits(2).does_not_say("--no-history").says("hint: unset SYNCGROUP_RECORD\n");
    world.run(&update).exits(0);
}

#[cfg(unix)]
#[test]
fn without_a_place_for_it_nothing_is_recorded_and_one_warning_says_so() {
    let world = World::new();
    let served = world.serve(&[]);
    let update = world.command(&["update", GROUP, "--name", "Homeless"]).on(&served);
    let run = update.without("HOME").run().exits(0);
    assert_eq!(run.stderr.matches("writes can't be undone").count(), 1, "{}", run.stderr);
    assert!(!journal(&world).exists());
    // What is missing is named, also where other directories are known.
    let data = world.command(&["-p", "sandbox", "update", GROUP, "--name", "Homeless"]);
    let data = data.without("HOME").env("XDG_DATA_HOME", world.path("data")).run().exits(0);
    data.says("warning: neither `HOME` nor `XDG_STATE_HOME` is set to an absolute path: nothing is recorded");
}

#[test]
fn why_no_change_is_shown_is_told_as_it_is() {
    let world = World::new();
    let machine = "; changes are recorded on the machine that made them\n";
    let none = world.sandbox(&["history", "--group", "nosuch"]).exits(0).without_answer();
    none.says(&format!("no changes are recorded here{machine}"));
    world.sandbox(&["update", GROUP, "--name", "New"]).exits(0);
    for options in [&["--group", "nosuch"][..], &["--since", "2999-01-01"]] {
        let run = world.sandbox(&[&["history"], options].concat()).exits(0).without_answer();
        run.says("no recorded change matches\n");
    }
    world.config("[profiles.other]\nsandbox = true\n");
    let other = world.run(&["history", "-p", "other"]).exits(0).without_answer();
    other.says(&format!("no changes to tenant `other` are recorded here{machine}"));
}

#[test]
fn many_processes_share_one_history() {
    let world = World::new();
    world.sandbox(&["list"]).exits(0);
    std::thread::scope(|scope| {
        for number in 0..6 {
            let world = &world;
            scope.spawn(move || {
                let name = format!("Name {number}");
                let update = ["update", GROUP, "--name", &name, "--no-check", "--force", "-q"];
                world.sandbox(&update).exits(0);
            });
        }
    });
    let records = records(&world);
    let numbers: Vec<u64> = records
        .as_array()
        .unwrap()
        .iter()
        .map(|record| record["number"].as_u64().unwrap())
        .collect();
    assert_eq!(numbers, [6, 5, 4, 3, 2, 1]);
    assert!(records.as_array().unwrap().iter().all(|record| record["outcome"] == "done"));
}

#[test]
#[cfg(unix)]
fn times_are_local_on_a_terminal_and_utc_elsewhere() {
    let world = World::plain();
    world.sandbox(&["update", GROUP, "--name", "Other"]).exits(0);
    let at = records(&world)[0]["at"].as_str().unwrap().to_owned();
    let utc: jiff::Timestamp = at.parse().unwrap();
    let piped = world.sandbox(&["history"]).exits(0).stdout;
    assert!(piped.contains(&utc.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()), "{piped}");
    // A zone of its own that no machine of a test is in: 5:45 ahead of UTC.
    let lines = ["history", "history show 1", "undo -n"];
    for line in lines {
        let line = format!("syncgroup -p sandbox {line}");
        let zone = |run: crate::world::Invocation| run.env("TZ", "Asia/Kathmandu");
        let Some(terminal) = crate::terminal::Terminal::start(&world, &line, zone) else { return };
        let shown = terminal.finish();
        let local = utc.in_tz("Asia/Kathmandu").unwrap().strftime("%Y-%m-%d %H:%M:%S").to_string();
        assert!(shown.contains(&local), "no `{local}` in:\n{shown}");
    }
}

#[test]
fn the_command_of_a_record_is_quoted_for_the_shell_that_it_was_typed_in() {
    let world = World::new();
    for (shell, quoted) in [("sh", r"'Bob'\''s'"), ("powershell", "'Bob''s'"), ("cmd", "\"Bob's\"")]
    {
        let update = world.command(&["-p", "sandbox", "update", GROUP, "--name", "Bob's"]);
        update.env("SYNCGROUP_SHELL", shell).run().exits(0);
        let records = world.sandbox(&["history", "--limit", "1", "-o", "json"]).quietly().json();
        let expected = format!("syncgroup -p sandbox update {GROUP} --name {quoted}");
        assert_eq!(records[0]["command"], expected, "{records}");
        world.sandbox(&["undo", "-y"]).exits(0);
    }
}
