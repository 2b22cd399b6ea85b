//! One manifest for tenants that call their sources and policies otherwise: the names that a profile maps.

use serde_json::json;
use snapbox::str;

use crate::world::World;

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
