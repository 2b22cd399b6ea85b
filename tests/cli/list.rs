//! `syncgroup list`

use serde_json::Value;
use snapbox::str;

#[cfg(unix)]
use crate::world::SEEDED;
use crate::world::{GROUP, Served, World};

/// A tenant with this many groups.
fn filled(groups: &str) -> World {
    let world = World::new();
    world.sandbox(&["sandbox", "reset", "-y", "--groups", groups, "--sources", "3"]).exits(0);
    world
}

#[test]
fn the_first_command_of_the_readme_lists_the_seeded_group_as_a_table() {
    let run = World::new().sandbox(&["list"]).quietly();
    assert_eq!(
        run.stdout,
        format!(
            "{:36}  {:21}  POLICY  SOURCES\n{GROUP}  Password Sync Group 1  Strong  ActiveDirectory, GitHub\n\
             8f4c1a52-6d0b-4c7e-9b7e-2f1d3a5e7c90  Head Office            Strong  Entra ID, SAP ERP, Snowflake\n",
            "ID", "NAME"
        )
    );
}

#[test]
fn ten_thousand_groups_are_ten_thousand_in_every_format() {
    let world = filled("10000");
    // The names of 20,000 sources are another matter, and cost more than all else here.
    let columns = ["--columns", "id,name,members"];
    let formats = ["json", "jsonl", "csv", "table", "yaml", "id"];
    let outputs = crate::world::side_by_side(&formats, 4, |format| {
        let columns = if matches!(*format, "csv" | "table") { &columns[..] } else { &[] };
        world.sandbox(&[&["list", "-o", format], columns].concat()).quietly()
    });
    let [json, jsonl, csv, table, yaml, ids] = &outputs[..] else { panic!("six formats") };
    assert_eq!(json.json().as_array().unwrap().len(), 10_000);
    assert_eq!(jsonl.stdout.lines().count(), 10_000);
    assert_eq!(csv.stdout.lines().count(), 10_001);
    assert_eq!(table.stdout.lines().count(), 10_001);
    assert_eq!(yaml.stdout.matches("passwordPolicyId:").count(), 10_000);
    assert_eq!(ids.stdout.lines().count(), 10_000);
    let ids: std::collections::HashSet<&str> = ids.stdout.lines().collect();
    assert_eq!(ids.len(), 10_000, "no group twice");
}

#[test]
fn limit_and_offset_cut_the_list() {
    let world = filled("600");
    let ids = |arguments: &[&str]| -> Vec<String> {
        let run = world.sandbox(&[&["list", "-o", "id"], arguments].concat()).exits(0);
        run.stdout.lines().map(str::to_owned).collect()
    };
    let all = ids(&[]);
    assert_eq!(all.len(), 600);
    assert_eq!(ids(&["--limit", "0"]), Vec::<String>::new());
    assert_eq!(ids(&["--limit", "7"]), all[..7]);
    assert_eq!(
        ids(&["--limit", "400", "--offset", "30"]),
        all[30..430],
        "a limit may exceed a page"
    );
    assert_eq!(ids(&["--offset", "590"]), all[590..]);
    assert_eq!(ids(&["--offset", "600"]), Vec::<String>::new());
    assert_eq!(ids(&["--limit", "250", "--offset", "250"]), all[250..500]);
}

#[test]
fn count_says_the_total_on_stderr_also_when_quiet() {
    let world = filled("30");
    let run = world
        .sandbox(&["list", "--count", "--limit", "2", "-o", "id", "-q"])
        .exits(0)
        .says("total: 30");
    assert_eq!(run.stdout.lines().count(), 2);
    world.sandbox(&["list", "--count", "--name", "*1*", "-o", "id"]).shows(str![[r#"
exit code 0
--- stdout
6881f631-3bd5-4213-9c75-8e05cc3e35dd
[ID1]
[ID2]
[ID3]
[ID4]
[ID5]
[ID6]
[ID7]
[ID8]
[ID9]
[ID10]
[ID11]
[ID12]
--- stderr
total: 30
matches: 13

"#]]);
}

#[test]
fn filters_and_order_come_before_offset_and_limit() {
    let world = World::new();
    for (name, sources) in
        [("Test B", ["G Suite", "Salesforce"]), ("Test A", ["ServiceNow", "Oracle Payroll"])]
    {
        world
            .sandbox(&[
                "new", "--name", name, "--policy", "Basic", "--source", sources[0], "--source",
                sources[1],
            ])
            .exits(0);
    }
    let names = |arguments: &[&str]| -> Vec<String> {
        let run = world.sandbox(&[&["list", "-o", "json"], arguments].concat()).exits(0);
        run.json()
            .as_array()
            .unwrap()
            .iter()
            .map(|group| group["name"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names(&["--name", "Test*"]), ["Test B", "Test A"]);
    assert_eq!(names(&["--name", "Test*", "--sort", "name"]), ["Test A", "Test B"]);
    assert_eq!(names(&["--name", "tEST *"]), ["Test B", "Test A"]);
    assert_eq!(names(&["--sort=-name", "--limit", "1"]), ["Test B"]);
    assert_eq!(names(&["--name", "Test*", "--sort", "name", "--offset", "1"]), ["Test B"]);
    assert_eq!(names(&["--source", "ServiceNow"]), ["Test A"]);
    assert_eq!(names(&["--policy", "basic"]), ["Test B", "Test A"]);
    assert_eq!(names(&["--policy", "Strong", "--source", "github"]), ["Password Sync Group 1"]);
    assert_eq!(names(&["--name", "none*"]), Vec::<String>::new());
    world.sandbox(&["list", "--source", "GitHbu"]).shows(str![[r#"
exit code 3
--- stderr
error: source `GitHbu` was not found in tenant `sandbox`
  hint: did you mean `GitHub`?
  hint: syncgroup -p sandbox sources

"#]]);
}

#[cfg(unix)]
#[test]
fn the_cmdlets_pipeline_works() {
    let world = World::new();
    world
        .sandbox(&[
            "new",
            "--name",
            "Test 1",
            "--policy",
            "Basic",
            "--source",
            "G Suite",
            "--source",
            "Salesforce",
        ])
        .exits(0);
    let script = "set -euo pipefail; syncgroup -p sandbox list --name 'Test*' -o jsonl | syncgroup -p sandbox remove - -y";
    world.script(script).run().shows(str![[r#"
exit code 0
--- stderr
sync group `Test 1`: the passwords of `G Suite` and `Salesforce` become independent, also in applications `Gmail`, `Google Drive`, `Google Calendar` and `Salesforce`; each keeps policy `Basic`
deleted sync group `Test 1` ([ID1])
1 deleted, 0 failed

"#]]);
    assert_eq!(world.sandbox(&["list", "-o", "id"]).quietly().stdout, SEEDED);
}

#[test]
fn a_page_that_fails_fails_the_command() {
    let world = filled("1000");
    let served = world.serve(&["--no-rate-limit", "--fault", "500:0.7", "--seed", "3"]);
    let run = world.command(&["list", "-o", "json", "--retries", "0"]).on(&served).run().exits(6);
    assert_eq!(run.error()["status"], 500);
    run.without_answer();
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_success() {
    let world = filled("1000");
    let run = world
        .script("set -o pipefail; syncgroup -p sandbox list -o jsonl | head -n 1")
        .run()
        .quietly();
    assert_eq!(run.stdout.lines().count(), 1);
}

#[test]
fn the_same_tenant_answers_through_a_profile_and_through_the_variables_alone() {
    let world = World::new();
    let served: Served = world.serve(&[]);
    let by_variables = world.command(&["list", "-o", "json"]).on(&served).run().quietly().json();
    world.config(&format!(
        "[profiles.local]\nbase_url = \"{}\"\nclient_id = \"{}\"\n",
        served.url, served.id
    ));
    let by_profile = world
        .command(&["-p", "local", "list", "-o", "json"])
        .env("SYNCGROUP_CLIENT_SECRET", &served.secret)
        .run()
        .quietly()
        .json();
    let built_in = world.sandbox(&["list", "-o", "json"]).quietly().json();
    assert_eq!(by_variables, built_in);
    assert_eq!(by_profile, built_in);
    assert_eq!(built_in[0]["id"], GROUP);
}

#[test]
fn an_empty_part_of_a_list_is_no_empty_tenant() {
    let world = World::new();
    for (range, told) in [
        (&["--offset", "10"][..], "no sync groups in this range; total: 2\n"),
        (&["--offset", "10", "--sort", "name"], "no sync groups in this range; total: 2\n"),
        (&["--limit", "0", "--count"], "no sync groups in this range; total: 2\n"),
        (&["--limit", "0"], "no sync groups in this range"),
        (&["--name", "Head*", "--offset", "1"], "no sync groups in this range; matches: 1\n"),
        (&["--name", "Nothing*", "--offset", "1"], "no sync group matches\n"),
    ] {
        let run = world.sandbox(&[&["list"], range].concat()).exits(0).without_answer();
        assert!(run.stderr.contains(told), "{range:?}: {}", run.stderr);
    }
}

#[test]
fn an_empty_tenant_is_an_empty_list() {
    let world = filled("0");
    assert_eq!(world.sandbox(&["list", "-o", "json"]).exits(0).json(), Value::Array(Vec::new()));
    world.sandbox(&["list"]).shows(str![[r#"
exit code 0
--- stderr
no sync groups

"#]]);
    assert_eq!(world.sandbox(&["list", "-q"]).quietly().stdout, "");
}

#[test]
fn mistakes_in_options_are_named() {
    let world = World::new();
    for (arguments, words) in [
        (&["list", "--limit", "-1"][..], "-1"),
        (&["list", "--limit", "many"], "many"),
        (&["list", "--sort", "nmae"], "did you mean `name`?"),
        (&["list", "--name", "[a"], "glob"),
        (&["list", "--columns", "nam"], "did you mean `name`?"),
        (&["list", "-o", "xml"], "`xml`"),
        (&["list", "--api-version", "v4"], "v4"),
        (&["list", "--timeout", "0"], "timeout"),
    ] {
        world.sandbox(arguments).exits(2).without_answer().says(words);
    }
}

#[test]
fn groups_are_printed_alike_whether_they_were_decoded_or_copied() {
    let world = filled("300");
    for format in ["json", "jsonl", "id"] {
        let copied = world.sandbox(&["list", "-o", format]).quietly();
        let decoded = world.sandbox(&["list", "-o", format, "--name", "*"]).quietly();
        assert!(copied.stdout == decoded.stdout, "{format}:\n{}", copied.stdout);
    }
}
