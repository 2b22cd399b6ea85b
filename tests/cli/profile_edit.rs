//! `profile set`, `rename` and `edit`.

use std::fs;

use crate::terminal::Terminal;
use crate::world::World;

const FILE: &str = "# ours\ndefault_profile = \"prod\"\n\n# production\n[profiles.prod] # careful\ntenant = \"acme\" # the tenant\nclient_id = \"c\"\n";

fn config(world: &World) -> String {
    fs::read_to_string(world.path(".config/syncgroup/config.toml")).unwrap()
}

#[cfg(unix)]
fn edit(world: &World, editor: &str) -> crate::world::Run {
    world.command(&["profile", "edit"]).env("EDITOR", editor).run()
}

#[test]
fn without_an_editor_the_other_command_for_the_same_profile_is_named() {
    let world = World::new();
    let hint = "hint: syncgroup -p p profile set KEY VALUE\n";
    world.run(&["-p", "p", "profile", "edit", "--no-input"]).exits(2).says(hint);
}

#[test]
fn values_are_set_and_removed_and_the_rest_of_the_file_stays() {
    let world = World::new();
    world.config(FILE);
    let set = |words: &[&str]| world.run(&[&["profile", "set"], words].concat());
    set(&["timeout", "60"]).exits(0).without_answer().says("set `timeout` of profile `prod` in ");
    set(&["timeout", "60"]).exits(0).says("is unchanged");
    set(&["read-only", "true"]).exits(0);
    set(&["names.sources.AD", "Active Directory"]).exits(0);
    let names = "\n[profiles.prod.names.sources]\nAD = \"Active Directory\"\n";
    assert_eq!(config(&world), format!("{FILE}timeout = 60\nread_only = true\n{names}"));
    for key in ["timeout", "read_only", "names.sources.AD"] {
        set(&[key, "--unset"]).exits(0).says("removed `");
    }
    assert_eq!(config(&world), FILE);
    let moved = set(&["base_url", "https://b.api.identitynow.com"]).exits(0);
    moved.says("removed `tenant`").says("to store one: syncgroup -p prod login");
    set(&["client_secret_command", "--", "pass", "show", "-x"]).exits(0);
    assert!(config(&world).contains("[\"pass\", \"show\", \"-x\"]"), "{}", config(&world));
}

#[test]
fn a_value_that_is_wrong_changes_nothing_and_says_what_is_right() {
    let world = World::new();
    world.config(FILE);
    for (words, text) in [
        (&["timout", "60"][..], "did you mean `timeout`?"),
        (&["timeout", "soon"], "`timeout` must be a number of seconds"),
        (
            &["base_url", "https://acme.identitynow.com/ui"],
            "hint: https://acme.api.identitynow.com",
        ),
        (&["client_secret", "hush"], "hint: syncgroup login"),
        (&["names.x", "y"], "names.sources.NAME"),
        (&["output", "a", "b"], "put quotes around it: 'a b'"),
        (&["timeout"], "VALUE"),
        (&["tenant", "--unset"], "has no address"),
    ] {
        let run = world.run(&[&["profile", "set"], words].concat()).exits(2).without_answer();
        run.says(text).does_not_say("hush");
    }
    world.run(&["profile", "set", "-p", "prdo", "timeout", "1"]).exits(2).says("`prod`");
    world.run(&["profile", "set", "-p", "sandbox", "timeout", "1"]).exits(2).says("built in");
    world.run(&["profile", "set", "timeout", "1", "-n"]).exits(2).says("has no dry run");
    assert_eq!(config(&world), FILE);
    world.config("[profiles.prod]\ntenant = \"acme\"\n[profiles.bad]\ntenannt = 1\n");
    world.run(&["profile", "set", "timeout", "1"]).exits(2);
    world.run(&["profile", "set", "-p", "prod", "timeout", "1"]).exits(0);
}

#[test]
fn a_renamed_profile_keeps_its_secret_its_token_and_the_default() {
    let world = World::plain();
    let served = world.serve(&[]);
    let login = ["-p", "old", "login", "--tenant", &served.url, "--client-id", &served.id];
    let login = world.command(&[&login[..], &["--secret-stdin"]].concat());
    login.stdin(&served.secret).run().exits(0);
    world.run(&["list"]).exits(0);
    world.run(&["profile", "rename", "old", "new one"]).exits(0).without_answer();
    assert!(config(&world).starts_with("default_profile = \"new one\"\n"), "{}", config(&world));
    let list = world.run(&["list", "-v"]).exits(0);
    list.does_not_say("/oauth/token");
    world.run(&["-p", "old", "list"]).exits(2).says("does not exist");
    world.run(&["-p", "new one", "list"]).exits(0);
    let stored = fs::read_to_string(world.path(".local/share/syncgroup/secrets.json")).unwrap();
    assert!(stored.contains("\"new one\"") && !stored.contains("\"old\""), "{stored}");
    world.run(&["profile", "rename", "new on", "x"]).exits(2).says("did you mean `new one`?");
    world.run(&["profile", "rename", "new one", "a/b"]).exits(2);
    world.run(&["profile", "rename", "new one", "x", "-n"]).exits(2).says("has no dry run");
}

#[test]
#[cfg(unix)]
fn an_edited_file_replaces_the_old_one_only_if_it_is_right() {
    let world = World::new();
    let crlf = FILE.replace('\n', "\r\n");
    world.config(&crlf);
    edit(&world, "true").exits(0).without_answer().says("the text was not changed");
    edit(&world, "sed -i s/acme/other/").exits(0).says("changed ");
    assert_eq!(config(&world), crlf.replace("acme", "other"));
    let wrong = edit(&world, "sed -i s/client_id/client_idd/").exits(2);
    let kept = wrong.says(".toml:7:1: unknown key `client_idd`").says("your text is kept in `");
    drop(kept);
    edit(&world, "false").exits(2).says("the editor `false` failed");
    world.command(&["profile", "edit", "--no-input"]).run().exits(2).says("profile set KEY VALUE");
    assert_eq!(config(&world), crlf.replace("acme", "other"));
    let file = world.path(".config/syncgroup/config.toml");
    let meanwhile =
        world.file("edit.sh", format!("echo '# mine' >> \"$1\"; echo '# x' >> {}", file.display()));
    edit(&world, &format!("sh {meanwhile}")).exits(2).says("was changed meanwhile");
    assert!(config(&world).ends_with("# x\n") && !config(&world).contains("# mine"));
}

#[test]
fn a_wrong_text_can_be_edited_again_in_a_terminal() {
    let world = World::new();
    world.config(FILE);
    let editor = world.file("edit.sh", "if grep -q tenannt \"$1\"; then sed -i 's/tenannt/tenant/;s/acme/b/' \"$1\"; else sed -i s/tenant/tenannt/ \"$1\"; fi");
    let script = "syncgroup profile edit; echo code=$?";
    let prepare = |run: crate::world::Invocation| run.env("EDITOR", format!("sh {editor}"));
    let Some(mut terminal) = Terminal::start(&world, script, prepare) else { return };
    terminal.wait_for("Edit the text again? [y/N] ");
    terminal.press("y\n");
    let shown = terminal.finish();
    assert!(shown.contains("code=0"), "{shown}");
    assert!(config(&world).contains("tenant = \"b\""), "{}", config(&world));
}

#[test]
fn no_to_another_edit_is_a_no_and_keeps_the_text() {
    let world = World::new();
    world.config(FILE);
    let script = "syncgroup profile edit; echo code=$?";
    let prepare = |run: crate::world::Invocation| run.env("EDITOR", "sed -i s/tenant/tenannt/");
    let Some(mut terminal) = Terminal::start(&world, script, prepare) else { return };
    terminal.wait_for("Edit the text again? [y/N] ");
    terminal.press("n\n");
    let shown = terminal.finish();
    for text in ["error: nothing was changed", "your text is kept in `", "code=130"] {
        assert!(shown.contains(text), "{shown}");
    }
    assert_eq!(config(&world), FILE);
}

#[test]
#[cfg(unix)]
fn a_first_file_can_be_written_in_the_editor() {
    let world = World::new();
    let editor = world.file("edit.sh", "printf '[profiles.a]\\ntenant = \"a\"\\n' > \"$1\"");
    edit(&world, &format!("sh {editor}")).exits(0);
    assert_eq!(config(&world), "[profiles.a]\ntenant = \"a\"\n");
}
