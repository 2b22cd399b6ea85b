//! `syncgroup update --edit`

use crate::terminal::Terminal;
use crate::world::{GROUP, Invocation, Run, World, is_private};

fn edit(world: &World, editor: &str) -> Run {
    world.command(&["-p", "sandbox", "update", GROUP, "--edit"]).env("EDITOR", editor).run()
}

fn name(world: &World) -> String {
    let group = world.sandbox(&["get", GROUP, "-o", "json"]).quietly().json();
    group["name"].as_str().unwrap().to_owned()
}

/// The file that the error says the text is kept in.
fn kept(run: &Run) -> std::path::PathBuf {
    let rest = run.stderr.split("is kept in `").nth(1).unwrap();
    rest.split('`').next().unwrap().into()
}

#[test]
fn the_text_has_names_and_what_is_saved_is_sent() {
    let world = World::new();
    let run = edit(&world, "cp \"$1\" seen.yaml; sed -i 's/GitHub/ServiceNow/' ").exits(0);
    drop(run);
    let run =
        edit(&world, "sed -i -e 's/^- name: .*/- name: Edited/' -e 's/Strong/Basic/'").exits(0);
    assert!(run.stdout.contains("Edited") && run.stdout.contains("Basic"), "{}", run.stdout);
    assert!(run.stdout.contains("ServiceNow"), "{}", run.stdout);
    assert_eq!(name(&world), "Edited");
}

#[test]
fn an_editor_that_fails_or_changes_nothing_changes_nothing() {
    let world = World::new();
    edit(&world, "false").exits(2).without_answer().says("the editor `false` failed");
    let missing = edit(&world, "/no/such/editor --wait").exits(2).without_answer();
    let told =
        "the editor `/no/such/editor --wait`, which the variable `EDITOR` names, is not installed";
    missing.says(told).says("hint: export EDITOR=");
    let visual = world.command(&["-p", "sandbox", "update", GROUP, "--edit"]);
    let visual = visual.env("EDITOR", "true").env("VISUAL", "no-such-editor").run().exits(2);
    visual.says("the editor `no-such-editor`, which the variable `VISUAL` names, is not installed");
    edit(&world, "true").exits(0).says("nothing was sent");
    let run = world.command(&["-p", "sandbox", "update", GROUP, "--edit", "--no-input"]).run();
    run.exits(2).without_answer().says("--no-input");
    assert_eq!(name(&world), "Password Sync Group 1");
    assert_eq!(world.sandbox(&["history", "-o", "json"]).exits(0).stdout, "[]\n");
}

#[test]
fn the_usual_editor_needs_a_terminal() {
    let world = World::new();
    world.config("[profiles.p]\ntenant = \"acme\"\nclient_id = \"c\"\n");
    let told = "cannot open the editor `vi` without a terminal";
    let group = world.sandbox(&["update", GROUP, "--edit"]).exits(2).without_answer().says(told);
    group.says("cause: neither `VISUAL` nor `EDITOR` is set").says(" update GROUP --name NAME");
    let config = world.run(&["profile", "edit"]).exits(2).without_answer().says(told);
    config.says("hint: syncgroup profile set KEY VALUE");
    let missing = "PATH=${PATH%%:*} syncgroup -p sandbox update 'Head Office' --edit; echo code=$?";
    let Some(terminal) = Terminal::start(&world, missing, |invocation| invocation) else { return };
    let shown = terminal.finish();
    assert!(shown.contains("the editor `vi` is not installed"), "{shown}");
    assert!(shown.contains("code=2"), "{shown}");
}

#[test]
fn ctrl_c_is_a_key_of_the_editor() {
    let world = World::new();
    let editor = "echo editing; while [ ! -e leave ]; do sleep 0.05; done; true";
    for (trap, seen, code) in [("trap 'echo heard' INT; ", "heard", 0), ("", "interrupted", 130)] {
        let _ = std::fs::remove_file(world.path("leave"));
        let script = "syncgroup -p sandbox update 'Head Office' --edit; echo code=$?";
        let prepare = |run: Invocation| run.env("EDITOR", format!("{trap}{editor}"));
        let Some(mut terminal) = Terminal::start(&world, script, prepare) else { return };
        terminal.wait_for("editing");
        terminal.press("\x03");
        terminal.wait_for(seen);
        world.file("leave", "");
        let shown = terminal.finish();
        assert!(shown.contains(&format!("code={code}")), "{shown}");
    }
}

#[test]
fn a_text_that_is_no_group_is_kept_and_its_mistake_has_a_place() {
    let world = World::new();
    for (editor, code, complaint) in [
        ("sed -i 's/GitHub/GitHup/'", 3, "did you mean `GitHub`?"),
        ("sed -i 's/^- name: .*/- name: [/'", 2, ".yaml:"),
        ("sed -i 's/passwordPolicy/pasword/'", 2, "unknown key"),
        ("echo '- x' >", 2, ".yaml:1:"),
    ] {
        let run = edit(&world, editor).exits(code).without_answer().says(complaint);
        let kept = kept(&run);
        assert!(std::fs::read_to_string(&kept).unwrap().starts_with('-'));
        assert!(is_private(&kept));
        std::fs::remove_file(kept).unwrap();
    }
    assert_eq!(name(&world), "Password Sync Group 1");
}

#[test]
fn the_text_is_kept_where_the_rules_or_the_tenant_refuse() {
    let world = World::new();
    let run = edit(&world, "sed -i 's/GitHub/Workday/'").exits(7).without_answer().says("PASSWORD");
    std::fs::remove_file(kept(&run)).unwrap();
    world
        .sandbox(&[
            "new",
            "--name",
            "Other",
            "--policy",
            "Basic",
            "--source",
            "ServiceNow",
            "--source",
            "G Suite",
        ])
        .exits(0);
    let run = edit(&world, "sed -i 's/^- name: .*/- name: Other/'").exits(1).without_answer();
    let text = kept(&run);
    assert!(std::fs::read_to_string(&text).unwrap().contains("name: Other"));
    std::fs::remove_file(text).unwrap();
    run.says("already exists");
}
