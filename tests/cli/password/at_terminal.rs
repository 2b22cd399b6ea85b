//! On a real terminal: asked, hidden, chosen, interrupted.

use syncgroup::internals::Outcome;

use super::{ABBY, GOOD, accepted, history};
use crate::terminal::Terminal;
use crate::world::World;

const SET: &str = "syncgroup -p sandbox password set --group 'Head Office' --user";

fn start(world: &World, script: &str) -> Option<Terminal> {
    Terminal::start(world, script, |invocation| invocation)
}

fn type_twice(terminal: &mut Terminal, first: &str, second: &str) {
    for (prompt, password) in [("New password of", first), ("The same again", second)] {
        terminal.wait_for(prompt);
        terminal.wait_until_hidden();
        terminal.press(&format!("{password}\n"));
        terminal.shown = terminal.shown.replace(prompt, "(asked)");
    }
}

#[test]
fn the_password_is_asked_for_twice_and_not_shown() {
    let world = World::new();
    let script = format!("{SET} Abby.Smith; echo code=$?");
    let Some(mut terminal) = start(&world, &script) else { return };
    type_twice(&mut terminal, GOOD, "Another-One-42");
    terminal.wait_for("the two differ");
    type_twice(&mut terminal, GOOD, GOOD);
    let shown = terminal.finish();
    assert!(shown.contains("code=0") && shown.contains("FINISHED"), "{shown}");
    assert!(!shown.contains("Harbour") && !shown.contains("Another"), "{shown}");
    assert_eq!(accepted(&world, &ABBY, GOOD), [true; 3]);
}

#[test]
fn a_password_that_breaks_the_rules_is_not_asked_for_again() {
    let world = World::new();
    let script = format!("{SET} Abby.Smith; echo code=$?");
    let Some(mut terminal) = start(&world, &script) else { return };
    terminal.wait_for("New password of");
    terminal.wait_until_hidden();
    terminal.press("short\n");
    let shown = terminal.finish();
    assert!(shown.contains("code=7") && shown.contains("at least 12 characters"), "{shown}");
    assert!(!shown.contains("The same again"), "{shown}");
}

#[test]
fn ctrl_d_ends_the_line_of_the_question() {
    let world = World::new();
    let Some(mut terminal) = start(&world, &format!("{SET} Abby.Smith; echo code=$?")) else {
        return;
    };
    terminal.wait_for("New password of Abby.Smith: ");
    terminal.wait_until_hidden();
    terminal.press("\x04");
    let shown = terminal.finish();
    let expected = "New password of Abby.Smith: \r\nerror: nothing was changed\r\ncode=130";
    assert!(shown.contains(expected), "{shown}");
}

#[test]
fn stdin_may_be_taken_while_the_terminal_is_asked() {
    let world = World::new();
    let script = format!("echo other | {SET} Abby.Smith > out; echo code=$?");
    let Some(mut terminal) = start(&world, &script) else { return };
    type_twice(&mut terminal, GOOD, GOOD);
    let shown = terminal.finish();
    assert!(shown.contains("code=0") && !shown.contains("FINISHED"), "{shown}");
    assert!(std::fs::read_to_string(world.path("out")).unwrap().contains("FINISHED"));
}

#[test]
fn one_of_two_accounts_is_chosen_by_its_number() {
    let world = World::new();
    let script = format!(
        "echo {GOOD} | syncgroup -p sandbox password set --group 'Password Sync Group 1' --user Ben.Jones --password-stdin; echo code=$?"
    );
    let Some(mut terminal) = start(&world, &script) else { return };
    terminal.wait_for("Which account of `Ben.Jones` on `ActiveDirectory`? [1-2]");
    terminal.press("2\n");
    let shown = terminal.finish();
    assert!(shown.contains("code=0"), "{shown}");
    let admin = [("ActiveDirectory", "CN=Ben Jones (admin),OU=Admins,DC=acme,DC=com")];
    assert_eq!(accepted(&world, &admin, GOOD), [true]);
}

#[test]
fn ctrl_c_at_the_question_gives_the_terminal_back() {
    let world = World::new();
    let script = format!("{SET} Abby.Smith; echo code=$?; stty -a");
    let Some(mut terminal) = start(&world, &script) else { return };
    terminal.wait_for("New password of");
    terminal.wait_until_hidden();
    terminal.press("Half-Typed\u{3}");
    let shown = terminal.finish();
    assert!(shown.contains("code=130") && !shown.contains("Half"), "{shown}");
    assert!(shown.contains(" echo ") && !shown.contains(" -echo "), "{shown}");
    assert!(history(&world).is_empty());
}

#[test]
fn ctrl_c_while_waiting_leaves_the_change_to_the_tenant() {
    let world = World::new();
    let served = world.serve(&["--password-delay", "1h"]);
    let script = format!(
        "echo {GOOD} | syncgroup password set --user Abby.Smith --group 'Head Office' --password-stdin; echo code=$?"
    );
    let terminal = Terminal::start(&world, &script, |invocation| invocation.on(&served));
    let Some(mut terminal) = terminal else { return };
    terminal.wait_for("in progress on");
    terminal.press("\u{3}");
    let shown = terminal.finish();
    assert!(shown.contains("code=130"), "{shown}");
    let [record] = history(&world).try_into().unwrap();
    assert_eq!(record.end.outcome, Outcome::Unknown);
    let id = record.end.request_id.unwrap();
    assert!(shown.contains(&format!("syncgroup password status {id} --wait")), "{shown}");
    let status = world.command(&["password", "status", &id, "-o", "json"]).on(&served).run();
    assert_eq!(status.exits(0).json()["state"], "IN_PROGRESS");
    let late = ["password", "status", &id, "--wait", "0.1"];
    world
        .command(&late)
        .on(&served)
        .run()
        .exits(6)
        .without_answer()
        .says("still in progress after 0.1 s");
}
