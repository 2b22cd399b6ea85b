//! One manifest for tenants that call their sources and policies otherwise: the names that a profile maps.

use serde_json::json;
use snapbox::str;

use crate::terminal::Terminal;
use crate::world::{Served, World, set_mode};

/// Two embedded tenants: `test`, where every source and policy has ` (SB)` at the end of its name, and `prod`.
fn tenants(names: &str) -> World {
    let world = World::plain();
    config(&world, names);
    let reset = ["-p", "prod", "sandbox", "reset", "--sources", "4", "-y", "-q"];
    world.run(&reset).exits(0);
    world.config("[profiles.test]\nsandbox = true\n");
    let reset =
        ["-p", "test", "sandbox", "reset", "--sources", "4", "--name-suffix", " (SB)", "-y", "-q"];
    world.run(&reset).exits(0);
    config(&world, names);
    world
}

fn config(world: &World, names: &str) {
    world.config(&format!(
        "[profiles.prod]\nsandbox = true\n[profiles.test]\nsandbox = true\n{names}"
    ));
}

const NAMES: &str = "[profiles.test.names.sources]
ActiveDirectory = \"ActiveDirectory (SB)\"
GitHub = \"GitHub (SB)\"
\"Entra ID\" = \"Entra ID (SB)\"
\"SAP ERP\" = \"SAP ERP (SB)\"
Snowflake = \"Snowflake (SB)\"
\"Free Source 00001\" = \"Free Source 00001 (SB)\"
\"Free Source 00002\" = \"Free Source 00002 (SB)\"
[profiles.test.names.policies]
Strong = \"Strong (SB)\"
Basic = \"Basic (SB)\"
";

const MANIFEST: &str =
    "- name: New\n  passwordPolicy: Basic\n  sources: [Free Source 00001, Free Source 00002]\n";

#[test]
fn one_manifest_fits_both_tenants() {
    let world = tenants(NAMES);
    let export = |profile: &str| world.run(&["-p", profile, "export"]).exits(0).stdout;
    assert_eq!(export("test"), export("prod"));
    let run = world
        .command(&["-p", "prod", "diff", "-f", "-", "--exit-code"])
        .stdin(export("test"))
        .run();
    run.exits(0).says("nothing to change");
    let file = world.file("new.yaml", MANIFEST);
    world.run(&["-p", "test", "diff", "-f", &file]).shows(str![[r#"
exit code 0
--- stdout
--- (none)
+++ after/New
@@ -0,0 +1,5 @@
+name: New
+passwordPolicy: Basic (Basic (SB) in test)
+sources:
+- Free Source 00001 (Free Source 00001 (SB) in test)
+- Free Source 00002 (Free Source 00002 (SB) in test)
--- stderr
sync group `New`:
  `Free Source 00001 (Free Source 00001 (SB) in test)` joins and gets policy `Basic (Basic (SB) in test)`
  `Free Source 00002 (Free Source 00002 (SB) in test)` joins and gets policy `Basic (Basic (SB) in test)`
note: the manifest does not mention 2 groups, which are left alone: `Password Sync Group 1`, `Head Office`
1 to create; 2 sources were not asked for policy exceptions (--thorough asks all)

"#]]);
    let plan = world.run(&["-p", "test", "diff", "-f", &file, "-o", "json"]).exits(0).json();
    let after = json!({"name": "New", "passwordPolicy": "Basic", "sources": ["Free Source 00001", "Free Source 00002"]});
    assert_eq!(plan["groups"][0]["after"], after);
    for profile in ["test", "prod"] {
        world.run(&["-p", profile, "apply", "-f", &file, "--yes"]).exits(0).says("created New");
        world.run(&["-p", profile, "diff", "-f", &file, "--exit-code"]).exits(0);
    }
    assert_eq!(export("test"), export("prod"));
    world.run(&["-p", "test", "undo", "--yes"]).exits(0);
    world.run(&["-p", "test", "get", "New"]).exits(3);
}

#[test]
fn both_names_are_understood() {
    let world = tenants(NAMES);
    let test = |arguments: &[&str]| world.run(&[&["-p", "test"], arguments].concat());
    for (name, policy, sources) in [
        ("A", "Strong", ["Free Source 00001", "Free Source 00002 (SB)"]),
        ("B", "Basic (SB)", ["Free Source 00003 (SB)", "Free Source 00004 (SB)"]),
    ] {
        let body = json!({"name": name, "policy": policy, "sources": sources}).to_string();
        let file = world.file("body.json", body);
        test(&["new", "-f", &file]).exits(0);
        test(&["list", "--source", sources[0], "-o", "id"]).exits(0);
    }
    // Reads forgive case, of either name.
    for name in ["github", "GITHUB (sb)", "GitHub"] {
        let run =
            test(&["list", "--source", name, "--columns", "name,sources", "-o", "csv"]).exits(0);
        assert_eq!(
            run.stdout, "name,sources\nPassword Sync Group 1,ActiveDirectory;GitHub\n",
            "{name}"
        );
    }
    test(&["update", "A", "--add-source", "github"]).exits(3);
    test(&["update", "A", "--policy", "Basic", "-y"])
        .exits(0)
        .says("Strong (Strong (SB) in test) → Basic (Basic (SB) in test)");
    let run = test(&[
        "update",
        "A",
        "--remove-source",
        "Free Source 00001",
        "--add-source",
        "GitHub",
        "-n",
    ]);
    assert!(
        run.stdout.contains("+- GitHub (GitHub (SB) in test)\n"),
        "{} {}",
        run.stdout,
        run.stderr
    );
    test(&["remove", "A", "-n"])
        .exits(0)
        .says("`Free Source 00001 (Free Source 00001 (SB) in test)`");
    test(&["list", "--source", "Free Source 00009"])
        .exits(3)
        .says("did you mean `Free Source 0000");
}

#[test]
fn a_question_shows_both_names() {
    let world = tenants(NAMES);
    let script = "syncgroup -p test remove 'Password Sync Group 1'; echo code=$?";
    let Some(mut terminal) = Terminal::start(&world, script, |invocation| invocation) else {
        return;
    };
    terminal.wait_for("[y/N]");
    terminal.press("n\n");
    let shown = terminal.finish();
    assert!(shown.contains("GitHub (GitHub (SB) in test)"), "{shown}");
    assert!(shown.contains("code=130"), "{shown}");
}

#[test]
fn a_mapping_to_nothing_is_an_error_with_its_line() {
    let world =
        tenants("[profiles.test.names.sources]\nGitHub = \"GitHub (SB)\"\nHR = \"HR (SB)\"\n");
    let lost = |arguments: &[&str]| {
        let run = world.command(&[&["-p", "test"], arguments].concat()).stdin(MANIFEST).run();
        run.exits(2).says("config.toml:7: `HR` is mapped to source `HR (SB)`, which tenant `test` does not have\n  hint: syncgroup -p test sources");
    };
    lost(&["export"]);
    lost(&["diff", "-f", "-"]);
    lost(&["check", "-f", "-"]);
    lost(&["list", "--source", "HR"]);
    world.run(&["-p", "test", "list", "--source", "GitHub"]).exits(0);
    world
        .run(&["-p", "test", "profile", "set", "names.sources.HR", "GitHub (SB)"])
        .exits(2)
        .says("GitHub (SB)");
    world.run(&["-p", "test", "profile", "set", "names.sources.HR", "--unset"]).exits(0);
    world.run(&["-p", "test", "export"]).exits(0);
}

#[test]
fn a_source_that_has_the_common_name_of_another_goes_by_its_id() {
    let world = tenants("");
    config(&world, "[profiles.prod.names.sources]\nGitHub = \"ActiveDirectory\"\n");
    let export = world.run(&["-p", "prod", "export"]).exits(0).stdout;
    assert!(
        export.contains("- GitHub\n")
            && export.contains("- 2c")
            && !export.contains("ActiveDirectory"),
        "{export}"
    );
    let run = world.command(&["-p", "prod", "diff", "-f", "-", "--exit-code"]).stdin(export).run();
    run.exits(0).says("nothing to change");
}

/// A tenant with four spare sources, served: every source and policy has this at the end of its name.
fn served(suffix: &str) -> (World, Served) {
    let world = World::plain();
    let reset = ["sandbox", "reset", "--sources", "4", "--name-suffix", suffix, "-y", "-q"];
    world.sandbox(&reset).exits(0);
    let served = world.serve(&["--no-rate-limit"]);
    (world, served)
}

/// A home whose profiles are served tenants, each with every common name mapped to the tenant's own.
fn home(tenants: &[(&str, &str, &Served)]) -> World {
    let world = World::new();
    let profile = |(name, suffix, served): &(&str, &str, &Served)| {
        let secret = world.file(&format!("secret-{name}"), &served.secret);
        set_mode(&secret, 0o600);
        let (url, id) = (&served.url, &served.id);
        let names = if suffix.is_empty() { "" } else { NAMES };
        let names =
            names.replace(" (SB)", suffix).replace("profiles.test", &format!("profiles.{name}"));
        format!(
            "[profiles.{name}]\nbase_url = \"{url}\"\nclient_id = \"{id}\"\nclient_secret_file = '{secret}'\n{names}"
        )
    };
    world.config(&tenants.iter().map(profile).collect::<String>());
    world
}

#[test]
fn a_group_is_promoted_between_served_tenants_of_other_names_and_taken_back() {
    let ((_stage, stage), (_prod, prod)) = (served(""), served(" (Prod)"));
    let world = home(&[("stage", "", &stage), ("prod", " (Prod)", &prod)]);
    let export = |profile: &str| world.run(&["-p", profile, "export"]).exits(0).stdout;
    let before = export("prod");
    let new = ["new", "--name", "New", "--policy", "Basic", "--source", "Free Source 00001"];
    world.run(&[&["-p", "stage"], &new[..], &["--source", "Free Source 00002"]].concat()).exits(0);
    let manifest = world.file("groups.yaml", export("stage"));

    world.run(&["-p", "prod", "diff", "-f", &manifest, "--save", "plan.json"]).shows(str![[r#"
exit code 0
--- stdout
--- (none)
+++ after/New
@@ -0,0 +1,5 @@
+name: New
+passwordPolicy: Basic (Basic (Prod) in prod)
+sources:
+- Free Source 00001 (Free Source 00001 (Prod) in prod)
+- Free Source 00002 (Free Source 00002 (Prod) in prod)
--- stderr
sync group `New`:
  `Free Source 00001 (Free Source 00001 (Prod) in prod)` joins and gets policy `Basic (Basic (Prod) in prod)`
  `Free Source 00002 (Free Source 00002 (Prod) in prod)` joins and gets policy `Basic (Basic (Prod) in prod)`
1 to create; 2 unchanged; 2 sources were not asked for policy exceptions (--thorough asks all)
saved the plan to `plan.json`; to run it: syncgroup -p prod apply plan.json

"#]]);
    world.run(&["-p", "stage", "apply", "plan.json", "--yes"]).exits(5).says("was made for tenant");
    world.run(&["-p", "prod", "apply", "plan.json", "--yes"]).shows(str![[r#"
exit code 0
--- stderr
apply to profile `prod` (127.0.0.1:[PORT]): 1 to create; 2 unchanged
  `Free Source 00001 (Free Source 00001 (Prod) in prod)` and `Free Source 00002 (Free Source 00002 (Prod) in prod)` join and get policy `Basic (Basic (Prod) in prod)`
created New ([ID1]) 1/1
applied: 1 created
to undo: syncgroup -p prod undo --apply 2

"#]]);
    assert_eq!(export("prod"), export("stage"));
    let id = |profile: &str| world.run(&["-p", profile, "get", "New", "-o", "id"]).exits(0).stdout;
    assert_ne!(id("prod"), id("stage"));
    let columns = ["get", "New", "--resolve", "--jq", ".sourceNames[]"];
    let names = world.run(&[&["-p", "prod"], &columns[..]].concat()).exits(0).stdout;
    assert_eq!(names, "Free Source 00001\nFree Source 00002\n");

    world.run(&["-p", "prod", "undo", "--yes"]).shows(str![[r#"
exit code 0
--- stderr
sync group `New`: the passwords of `Free Source 00001 (Free Source 00001 (Prod) in prod)` and `Free Source 00002 (Free Source 00002 (Prod) in prod)` become independent; each keeps policy `Basic (Basic (Prod) in prod)`
undo of change 2: `syncgroup -p prod apply plan.json --yes`, run at [TIME]; change 2 is undone by change 3

"#]]);
    assert_eq!(export("prod"), before);
    world.run(&["-p", "prod", "diff", "-f", &manifest, "--exit-code", "-q"]).exits(10);
}

#[test]
fn an_export_fits_another_tenant_where_both_have_names_of_their_own() {
    let ((_test, test), (_prod, prod)) = (served(" (Test)"), served(" (Prod)"));
    let world = home(&[("test", " (Test)", &test), ("prod", " (Prod)", &prod)]);
    // `syncgroup -p test export | syncgroup -p prod …`
    let pipe = |arguments: &[&str]| {
        let exported = world.run(&["-p", "test", "export"]).exits(0).stdout;
        world.command(&[&["-p", "prod"], arguments].concat()).stdin(exported)
    };
    pipe(&["diff", "-f", "-", "--exit-code"]).run().exits(0).says("nothing to change");
    let update = ["update", "Password Sync Group 1", "--add-source", "Free Source 00001", "-y"];
    world.run(&[&["-p", "test"], &update[..]].concat()).exits(0);
    pipe(&["diff", "-f", "-"]).run().shows(str![[r#"
exit code 0
--- stdout
--- tenant/Password Sync Group 1
+++ after/Password Sync Group 1
@@ -2,4 +2,5 @@
 passwordPolicy: Strong (Strong (Prod) in prod)
 sources:
 - ActiveDirectory (ActiveDirectory (Prod) in prod)
+- Free Source 00001 (Free Source 00001 (Prod) in prod)
 - GitHub (GitHub (Prod) in prod)
--- stderr
sync group `Password Sync Group 1`: `Free Source 00001 (Free Source 00001 (Prod) in prod)` joins and gets policy `Strong (Strong (Prod) in prod)`
1 to update; 1 unchanged; 1 source was not asked for policy exceptions (--thorough asks all)

"#]]);
    pipe(&["apply", "-f", "-", "--yes"]).run().exits(0);
    pipe(&["diff", "-f", "-", "--exit-code"]).run().exits(0);
}

#[test]
fn two_names_for_one_thing_are_an_error_with_its_line_in_every_command() {
    let world = World::plain();
    config(&world, "[profiles.test.names.policies]\nBasic = \"Weak\"\nStrong = \"Weak\"\n");
    for arguments in [&["list"][..], &["export"], &["whoami"]] {
        let run = world.run(&[&["-p", "test"], arguments].concat()).exits(2).without_answer();
        run.says("config.toml:7:1: `Strong` and `Basic` (line 6) have the same target `Weak`");
    }
}
