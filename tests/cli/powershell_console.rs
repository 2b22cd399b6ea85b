//! Questions of the PowerShell module at a console: somebody types the answers.

use crate::powershell_module::{pwsh, root};
use crate::terminal::Terminal;
use crate::world::{BINARY, GROUP, World};

/// Lines of PowerShell in a terminal, with the module loaded.
fn console(world: &World, lines: &str) -> Option<Terminal> {
    let pwsh = pwsh()?;
    let module = root("powershell/Syncgroup/Syncgroup.psd1");
    let lines = format!("Import-Module '{}'; {lines}", module.display());
    Terminal::start(world, "\"$PWSH\" -NoProfile -Command \"$LINES_TO_RUN\"", |run| {
        run.env("PWSH", &pwsh)
            .env("LINES_TO_RUN", &lines)
            .env("SYNCGROUP_EXE", BINARY)
            .env("NO_COLOR", "1")
            .env("POWERSHELL_TELEMETRY_OPTOUT", "1")
            .env("POWERSHELL_UPDATECHECK", "Off")
            .without("SYNCGROUP_SHELL")
    })
}

/// Waits for a question, and gives what was shown up to it.
#[track_caller]
fn question(terminal: &mut Terminal) -> String {
    terminal.wait_for("(default is \"Y\"):");
    // What is typed before PowerShell reads may be lost.
    terminal.wait_until_hidden();
    std::mem::take(&mut terminal.shown)
}

/// Types an answer to each question; gives everything that was shown after the last.
#[track_caller]
fn answer(world: &World, lines: &str, answers: &[&str]) -> Option<String> {
    let mut terminal = console(world, lines)?;
    for keys in answers {
        question(&mut terminal);
        terminal.press(keys);
    }
    terminal.wait_for("after");
    Some(terminal.finish())
}

fn groups(world: &World) -> usize {
    world.sandbox(&["list", "-o", "json"]).exits(0).json().as_array().unwrap().len()
}

#[test]
fn a_removal_happens_with_yes_and_not_with_no() {
    let world = World::new();
    let remove = format!("Remove-PasswordSyncGroup {GROUP} -Profile sandbox; 'after'");
    let Some(shown) = answer(&world, &remove, &["n\r"]) else { return };
    assert!(!shown.contains("Exception"), "{shown}");
    assert_eq!(groups(&world), 2);
    answer(&world, &remove, &["y\r"]);
    assert_eq!(groups(&world), 1);
}

#[test]
fn a_removal_is_shown_with_its_consequences_before_it_is_asked_about() {
    let world = World::new();
    let lines = format!("Remove-PasswordSyncGroup {GROUP} -Profile sandbox; 'after'");
    let Some(mut terminal) = console(&world, &lines) else { return };
    let shown = question(&mut terminal);
    assert!(shown.contains("become independent"), "{shown}");
    assert!(shown.contains("tenant sandbox (embedded)?"), "{shown}");
    terminal.press("n\r");
    terminal.finish();
}

#[test]
fn a_question_names_the_group_of_an_object() {
    let world = World::new();
    let lines = "$g = Get-PasswordSyncGroup 'Head Office' -Profile sandbox; \
        $g | Update-PasswordSyncGroup -Confirm; $g | Remove-PasswordSyncGroup; 'after'";
    let Some(mut terminal) = console(&world, lines) else { return };
    let shown = question(&mut terminal);
    assert!(shown.contains("sync group 'Head Office' (8f4c1a52"), "{shown}");
    assert!(shown.contains("is up to date"), "{shown}");
    terminal.press("n\r");
    let shown = question(&mut terminal);
    assert!(shown.contains("Delete sync group 'Head Office' (8f4c1a52"), "{shown}");
    terminal.press("n\r");
    terminal.finish();
}

#[test]
fn no_to_all_ends_the_questions_of_a_pipeline() {
    let world = World::new();
    let lines = "Get-PasswordSyncGroups -Profile sandbox | Remove-PasswordSyncGroup; 'after'";
    if answer(&world, lines, &["l\r"]).is_none() {
        return;
    }
    assert_eq!(groups(&world), 2);
    answer(&world, lines, &["a\r"]);
    assert_eq!(groups(&world), 0);
}

#[test]
fn an_update_that_drops_a_source_asks() {
    let world = World::new();
    let update = "$g = Get-PasswordSyncGroup 'Head Office' -Profile sandbox; $g.sourceIds = $g.sourceIds[0, 1]; \
        $null = $g | Update-PasswordSyncGroup; 'after'";
    let sources = || {
        let group = world.sandbox(&["get", "Head Office", "-o", "json"]).exits(0).json();
        group["sourceIds"].as_array().unwrap().len()
    };
    let Some(mut terminal) = console(&world, update) else { return };
    let shown = question(&mut terminal);
    assert!(shown.contains("`Snowflake` leaves"), "{shown}");
    terminal.press("n\r");
    terminal.finish();
    assert_eq!(sources(), 3);
    answer(&world, update, &["y\r"]);
    assert_eq!(sources(), 2);
}

#[test]
fn an_update_that_loses_nothing_does_not_ask_and_neither_does_one_without_confirmation() {
    let world = World::new();
    let lines = "$g = Get-PasswordSyncGroup 'Head Office' -Profile sandbox; $g.name = 'Other'; \
        $g = $g | Update-PasswordSyncGroup; $g.sourceIds = $g.sourceIds[0, 1]; \
        $null = $g | Update-PasswordSyncGroup -WhatIf; \
        $g = $g | Update-PasswordSyncGroup -Confirm:$false; \
        Remove-PasswordSyncGroup $g -Confirm:$false; 'after'";
    let Some(shown) = answer(&world, lines, &[]) else { return };
    assert!(!shown.contains("(default is"), "{shown}");
    assert_eq!(groups(&world), 1);
}
