//! `--jq`, and `--sort` of the lists.

use serde_json::json;

use crate::world::{GROUP, POLICY, World};

#[test]
fn a_filter_runs_over_the_json_of_every_command() {
    let world = World::plain();
    let out = |arguments: &[&str]| world.sandbox(arguments).quietly().stdout;
    assert_eq!(out(&["list", "--jq", ".[].name"]), "Password Sync Group 1\n");
    assert_eq!(out(&["get", GROUP, "--jq", ".sourceIds | length", "-o", "json"]), "2\n");
    assert_eq!(
        out(&["list", "-i", "--jq", "[.StatusCode, .Response[0].id]"]),
        format!("[200,\"{GROUP}\"]\n")
    );
    assert_eq!(out(&["new", "--template", "--jq", "keys"]), "[\"name\",\"policy\",\"sources\"]\n");
    assert_eq!(
        out(&[
            "update",
            GROUP,
            "--name",
            "x",
            "-n",
            "-q",
            "--jq",
            ".requests[] | \"\\(.method) \\(.body.name)\""
        ]),
        "PUT x\n"
    );
    assert_eq!(out(&["list", "--jq", "empty"]), "");
    let by_variable = world.command(&["-p", "sandbox", "list", "--jq", "length"]);
    assert_eq!(by_variable.env("SYNCGROUP_OUTPUT", "csv").run().quietly().stdout, "1\n");
}

#[test]
fn a_mistake_in_a_filter_is_pointed_at_before_any_request() {
    let world = World::plain();
    let run = world.sandbox(&["list", "-v", "--jq", ".[] | nmae"]).exits(2).without_answer();
    assert_eq!(
        run.stderr,
        "error: `--jq`, line 1, column 7: there is no filter `nmae/0`\n  cause: .[] | nmae\n               ^\n"
    );
    let run = world.sandbox(&["list", "-o", "json", "--jq", ".["]).exits(2).without_answer();
    assert_eq!(run.error()["code"], "jq");
    world.sandbox(&["list", "-o", "csv", "--jq", "."]).exits(2).without_answer().says("`csv`");
    let run = world.sandbox(&["list", "--jq", ".[0].name, .name"]).exits(2);
    assert_eq!(run.stdout, "Password Sync Group 1\n");
    world.sandbox(&["list", "--jq", "env"]).exits(2).without_answer().says("no filter `env/0`");
}

#[cfg(unix)]
#[test]
fn a_filter_without_an_end_ends_with_its_reader() {
    let world = World::plain();
    let script = "set -o pipefail; syncgroup -p sandbox list --jq 'repeat(.)' | head -n 2";
    assert_eq!(world.script(script).run().quietly().stdout.lines().count(), 2);
}

#[test]
fn lists_are_sorted_by_what_a_column_shows() {
    let world = World::plain();
    world
        .sandbox(&[
            "new",
            "--name",
            "A",
            "--policy",
            "Basic",
            "--source",
            "G Suite",
            "--source",
            "Salesforce",
        ])
        .exits(0);
    let names = |sort: &str| {
        world
            .sandbox(&["list", "--sort", sort, "--jq", "map(.name) | join(\",\")"])
            .quietly()
            .stdout
    };
    assert_eq!(names("policy"), "A,Password Sync Group 1\n");
    assert_eq!(names("-policy"), "Password Sync Group 1,A\n");
    assert_eq!(names("sources"), "Password Sync Group 1,A\n");
    assert_eq!(names("-NAME"), "Password Sync Group 1,A\n");
    world.config("[profiles.b]\nsandbox = true\n[profiles.a]\nsandbox = true\n");
    let profiles =
        |sort: &str| world.run(&["profile", "list", "--sort", sort, "-o", "id"]).quietly().stdout;
    assert!(profiles("name").starts_with("a\nb\n"));
    assert!(profiles("-name").ends_with("b\na\n"));
    world
        .run(&["profile", "list", "--sort", "nmae"])
        .exits(2)
        .without_answer()
        .says("did you mean `name`?");
}

#[test]
fn every_list_is_sorted_and_takes_columns() {
    let world = World::new();
    let first = |arguments: &[&str]| {
        let csv = world.sandbox(&[arguments, &["-q", "-o", "csv"]].concat()).exits(0).stdout;
        csv.lines().nth(1).unwrap_or_default().to_owned()
    };
    world.sandbox(&["update", GROUP, "--name", "Renamed", "-q"]).exits(0);
    world.sandbox(&["update", "Head Office", "--policy", "Basic", "-q", "--no-check"]).exits(0);
    for (command, column, least, most) in [
        (&["sources"][..], "name", "ActiveDirectory", "Workday"),
        (&["sources", "--why"], "eligible", "no", "yes"),
        (&["sources"], "policy", "", "Strong, Basic"),
        (&["policies"], "name", "Basic", "Strong"),
        (&["history"], "number", "1", "2"),
        (&["history"], "group", "Head Office", "Renamed"),
        (&["doctor"], "step", "/oauth/info", "write groups"),
        (&["profile", "show"], "key", "address", "timeout"),
    ] {
        let sorted =
            |sort: &str| first(&[command, &["--sort", sort, "--columns", column]].concat());
        assert_eq!(sorted(column).trim_matches('"'), least, "{command:?} {column}");
        assert_eq!(sorted(&format!("-{column}")).trim_matches('"'), most, "{command:?} -{column}");
        let wrong = world.sandbox(&[command, &["--sort", "nmae"]].concat()).exits(2);
        wrong.without_answer().says("nothing can be sorted by `nmae`");
    }
    // The order is that of the column, also where the answer does not have it.
    let names = world.sandbox(&["sources", "--sort", "-group", "--jq", ".[0].name"]).quietly();
    assert_eq!(names.stdout, "ActiveDirectory\n");
    let broken = json!([
        {"name": "B", "passwordPolicyId": POLICY, "sourceIds": []},
        {"name": "A", "passwordPolicyId": POLICY, "sourceIds": []},
    ]);
    let check = |sort: &str| {
        let arguments = ["check", "-f", "-", "--sort", sort, "--jq", "map(.group) | join(\"\")"];
        world.sandbox_with(&arguments, broken.to_string()).exits(7).stdout
    };
    assert_eq!((check("group").as_str(), check("-group").as_str()), ("AB\n", "BA\n"));
}

#[test]
fn what_the_rules_say_is_asked_for_where_a_column_shows_it() {
    let world = World::new();
    let eligible = |arguments: &[&str]| {
        let columns = ["--columns", "name,eligible", "-o", "csv"];
        let csv = world.sandbox(&[&["sources"], arguments, &columns].concat()).quietly().stdout;
        csv.lines().filter(|line| line.ends_with(",yes")).count()
    };
    assert_eq!(eligible(&[]), eligible(&["--why"]));
    assert!(eligible(&[]) < 14, "not every source can join");
}
