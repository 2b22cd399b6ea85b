//! `syncgroup move`

use std::sync::Mutex;

use serde_json::{Value, json};
use snapbox::str;

use crate::scripted::{Act, GROUPS, Scripted, group, surroundings};
use crate::terminal::Terminal;
use crate::world::{GROUP, Run, SOURCES, World};

const NAME: &str = "Password Sync Group 1";
const MOVE: [&str; 4] = ["move", "Snowflake", "--to", NAME];

fn groups(world: &World) -> String {
    let list = ["list", "-o", "csv", "--columns", "name,policy,sources"];
    world.sandbox(&list).exits(0).stdout
}

#[test]
fn sources_leave_and_join_and_undo_reverts_both() {
    let world = World::new();
    let before = groups(&world);
    world.sandbox(&MOVE).shows(str![[r#"
exit code 0
--- stdout
ID                                    NAME                   POLICY  SOURCES
8f4c1a52-6d0b-4c7e-9b7e-2f1d3a5e7c90  Head Office            Strong  Entra ID, SAP ERP
6881f631-3bd5-4213-9c75-8e05cc3e35dd  Password Sync Group 1  Strong  ActiveDirectory, GitHub, Snowflake
--- stderr
2 sync groups:
  `Snowflake` joins and gets policy `Strong`
  1 source moves to another group: `Snowflake` from `Head Office` to `Password Sync Group 1`

"#]]);
    let again = world.sandbox(&[&MOVE[..], &["-o", "id"]].concat()).exits(0);
    assert_eq!(again.says("nothing was sent").stdout, format!("{GROUP}\n"));
    let undo = world.sandbox(&["undo", "-y"]).exits(0);
    undo.says("(2 of 2 changes)").says("1 source moves to another group");
    assert_eq!(groups(&world), before);
}

#[test]
fn a_dry_run_shows_both_requests() {
    let world = World::new();
    let before = groups(&world);
    let run = world.sandbox(&[&MOVE[..], &["-n", "-o", "json"]].concat()).exits(0);
    let requests = run.json()["requests"].clone();
    let members = |at: usize| requests[at]["body"]["sourceIds"].as_array().unwrap().len();
    assert_eq!((members(0), members(1)), (2, 3));
    run.does_not_say("independent").says("`Snowflake` moves to `Password Sync Group 1`");
    assert_eq!(groups(&world), before);
}

#[test]
fn what_cannot_move_says_what_to_type() {
    let world = World::new();
    world.sandbox(&["sandbox", "reset", "-y", "--sources", "8"]).exits(0);
    let refused = |arguments: &[&str], code: i32| {
        let run = world.sandbox(&[&["move"][..], arguments].concat()).exits(code);
        run.without_answer()
    };
    refused(&["GitHub", "--to", "Head Office"], 7)
        .says("would be left with 1 source, and a group needs 2")
        .says("syncgroup -p sandbox remove 'Password Sync Group 1'")
        .says("to swap sources between groups: syncgroup -p sandbox apply -f groups.yaml");
    refused(&["Free Source 00001", "--to", "Head Office"], 2)
        .says("syncgroup -p sandbox update 'Head Office' --add-source 'Free Source 00001'");
    refused(&["Snowflake", "--to", NAME, "--from", NAME], 2).says("the same group");
    refused(&["Snowflake", "--to", NAME, "--deny", "source-leaves"], 7);
    refused(&["nosuch", "--to", NAME], 3);
    refused(&["Snowflake", "--to", "nosuch"], 3);
    let sources = ["--source", "Free Source 00001", "--source", "Free Source 00002"];
    let new = [&["new", "--name", "Third", "--policy", "Strong"][..], &sources].concat();
    world.sandbox(&new).exits(0);
    refused(&["GitHub", "Snowflake", "--to", "Third"], 2)
        .says("the sources are in several groups: `Password Sync Group 1` and `Head Office`")
        .says("syncgroup -p sandbox move GitHub --to Third --from 'Password Sync Group 1'")
        .says("syncgroup -p sandbox move Snowflake --to Third --from 'Head Office'");
    refused(&["GitHub", "--to", "Third", "--from", "Head Office"], 2)
        .says("it is in `Password Sync Group 1`")
        .says("syncgroup -p sandbox move GitHub --to Third --from 'Password Sync Group 1'");
}

#[test]
fn a_weaker_policy_is_asked_about_on_a_terminal() {
    let world = World::new();
    world.sandbox(&["update", NAME, "--policy", "Basic"]).exits(0);
    let before = groups(&world);
    let script = "syncgroup -p sandbox move Snowflake --to 'Password Sync Group 1'; echo code=$?";
    let Some(mut terminal) = Terminal::start(&world, script, |invocation| invocation) else {
        return;
    };
    terminal.wait_for("[y/N]");
    terminal.press("n\n");
    let shown = terminal.finish();
    assert!(shown.contains("weaker policy: Strong → Basic: 1 group, 1 source"), "{shown}");
    assert!(shown.contains("code=130"), "{shown}");
    assert_eq!(groups(&world), before);
    world.sandbox(&[&MOVE[..], &["-q"]].concat()).exits(0).says("Strong → Basic");
}

/// A write of the tenant: whether it takes effect, and what it answers.
type Write = (bool, fn() -> Act);

const DONE: Write = (true, || Act::json(200, "{}"));
const REFUSED: Write = (false, || Act::json(400, "{}"));
const BROKEN: Write = (false, || Act::json(500, "{}"));
const LOST: Write = (false, || Act::Reset);
/// The connection is lost, and the tenant cannot be read from then on.
const DOWN: Write = (false, || Act::Raw(Vec::new()));

/// Moves `c` from `A` to `B` on a tenant whose writes end as told.
fn faulty(writes: &'static [Write]) -> (World, Scripted, Run) {
    let ids = ["00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b"];
    let mut all = vec![group(ids[0], "A"), group(ids[1], "B")];
    all[0]["sourceIds"] = json!([SOURCES[0], SOURCES[1], "c"]);
    all[1]["sourceIds"] = json!(["d", "e"]);
    let state = Mutex::new((all, 0, false));
    let tenant = Scripted::tenant(move |seen, _| {
        let target = seen.target();
        let mut state = state.lock().unwrap();
        let (all, count, is_down) = &mut *state;
        if *is_down {
            return Act::json(500, "{}");
        }
        if target == GROUPS {
            return Act::list(all.clone());
        }
        if !target.contains("password-sync-groups") {
            return surroundings(seen);
        }
        let Some(at) = ids.iter().position(|id| target.ends_with(id)) else {
            return Act::json(404, "{}");
        };
        if target.starts_with("GET") {
            return Act::json(200, &all[at]);
        }
        let (takes_effect, answer) = writes[(*count).min(writes.len() - 1)];
        *count += 1;
        if !takes_effect {
            let answer = answer();
            *is_down = matches!(answer, Act::Raw(_));
            return answer;
        }
        // The last byte of a body stays in the socket.
        let sent: Value = serde_json::from_str(&format!("{}}}", seen.body)).unwrap();
        all[at]["sourceIds"] = sent["sourceIds"].clone();
        Act::json(200, &all[at])
    });
    let world = World::plain();
    let arguments = ["move", "id:c", "--to", "B", "--no-check", "--retries", "0"];
    let run = world.command(&arguments).at(&tenant).run();
    (world, tenant, run)
}

fn puts(tenant: &Scripted) -> usize {
    tenant.seen().iter().filter(|seen| seen.line.starts_with("PUT")).count()
}

#[test]
fn a_second_update_that_fails_undoes_the_first() {
    for (writes, code) in [(&[DONE, REFUSED, DONE][..], 1), (&[DONE, BROKEN, DONE], 6)] {
        let (world, tenant, run) = faulty(writes);
        let run = run.exits(code).without_answer();
        run.says("could not join sync group `B`").says("sync group `A` is as it was");
        assert_eq!(puts(&tenant), 3);
        let nothing = world.command(&["undo", "-y"]).at(&tenant).run();
        nothing.exits(3).says("there is no change to undo");
    }
}

#[test]
fn a_first_update_that_fails_sends_nothing_more() {
    for writes in [&[REFUSED][..], &[BROKEN], &[LOST]] {
        let (_, tenant, run) = faulty(writes);
        assert_ne!(run.code, 0);
        assert_eq!(puts(&tenant), 1, "{}", run.stderr);
    }
}

#[test]
fn an_undo_that_fails_says_both_states_and_one_line_to_type() {
    let (_, tenant, run) = faulty(&[DONE, REFUSED, REFUSED]);
    let run = run.exits(1).without_answer();
    run.says("sync group `A` is without")
        .says("sync group `B` is as it was")
        .says("syncgroup update A --add-source c");
    assert_eq!(puts(&tenant), 3);
}

#[test]
fn an_unknown_outcome_undoes_nothing_and_says_how_to_finish() {
    let (_, tenant, run) = faulty(&[DONE, DOWN]);
    let run = run.exits(1).without_answer();
    run.says("has left sync group `A`; nothing was undone")
        .says("to finish the move: syncgroup update B --add-source c");
    assert_eq!(puts(&tenant), 2);
    let (_, tenant, run) = faulty(&[DOWN]);
    run.exits(1).without_answer();
    assert_eq!(puts(&tenant), 1);
}

#[test]
fn an_undo_of_unknown_outcome_says_so() {
    let (_, _, run) = faulty(&[DONE, REFUSED, DOWN]);
    let run = run.exits(1).without_answer();
    run.says("sync group `A` may still be without").says("syncgroup update A --add-source c");
}
