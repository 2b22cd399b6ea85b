//! Prerequisites before a write, lost updates, and what a write says about its consequences.

use serde_json::{Value, json};
use snapbox::str;

use crate::world::{GROUP, POLICY, Run, SOURCES, World, body};

const NAME: &str = "Password Sync Group 1";

/// Requests to the API that a run with `-v` made, the token's apart.
fn requests(run: &Run) -> Vec<&str> {
    let lines = run.stderr.lines().filter(|line| line.contains(" attempt "));
    lines.filter(|line| !line.contains("/oauth/")).collect()
}

/// Changes the embedded tenant behind its own back.
pub fn meddle(world: &World, sql: &str) {
    rusqlite::Connection::open(world.database()).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn reading_costs_one_request_for_an_id_and_for_a_name() {
    let world = World::plain();
    let run = world.sandbox(&["get", GROUP, "-o", "json", "-v"]).exits(0);
    assert_eq!(requests(&run).len(), 1, "{}", run.stderr);
    world.sandbox(&["sandbox", "reset", "-y", "--groups", "249"]).exits(0);
    let run = world.sandbox(&["get", NAME, "-o", "json", "-v"]).exits(0);
    assert_eq!(requests(&run).len(), 1, "{}", run.stderr);
    // Only a page behind a full one tells that there is nothing more.
    world.sandbox(&["sandbox", "reset", "-y", "--groups", "250"]).exits(0);
    let run = world.sandbox(&["get", NAME, "-o", "json", "-v"]).exits(0);
    assert_eq!(requests(&run).len(), 2, "{}", run.stderr);
}

#[test]
fn a_checked_update_by_name_costs_five_requests_and_one_a_member() {
    let world = World::plain();
    let run = world.sandbox(&["update", NAME, "--add-source", "ServiceNow", "-v"]).exits(0);
    let sent = requests(&run);
    let members = 3;
    assert!(sent.len() <= 5 + members, "{sent:#?}");
    let last = [sent[sent.len() - 2], sent[sent.len() - 1]];
    assert!(
        last[0].starts_with("GET") && last[0].contains(GROUP) && last[1].starts_with("PUT"),
        "the group is read once more right before it is written: {sent:#?}"
    );
    assert!(run.stdout.contains("ServiceNow") && run.stdout.contains("Strong"), "{}", run.stdout);
}

#[test]
fn another_policy_of_a_joining_source_costs_no_more() {
    let world = World::plain();
    let run = world.sandbox(&["update", NAME, "--add-source", "Salesforce", "-v"]).exits(0);
    // On a machine so slow that the first reading is stale by then, the group is read once more.
    let again = requests(&run).iter().filter(|line| line.contains(GROUP)).count() - 1;
    assert!(requests(&run).len() - again <= 5 + 3, "{}", run.stderr);
    run.says("`Salesforce` joins and gets policy `Strong` instead of `Basic`");
}

#[test]
fn a_change_that_brings_an_error_in_is_refused_and_one_that_mends_is_not() {
    let world = World::plain();
    world.sandbox(&["list"]).exits(0);
    let broken = ["HR Extract", "Workday", "Lab Directory", "Mainframe"];
    for source in broken {
        let update = ["update", NAME, "--add-source", source];
        world.sandbox(&update).exits(7).without_answer().says(source).says("--no-check");
        world.sandbox(&[&update[..], &["-n"]].concat()).exits(7).without_answer();
    }
    let run = world.sandbox(&["update", NAME, "--add-source", "Workday", "-o", "json"]).exits(7);
    assert_eq!(run.error()["code"], "prerequisites");
    assert_eq!(run.error()["status"], Value::Null, "nothing was sent");

    // Two errors stand; an update that takes one away is sent, the other is a warning.
    meddle(
        &world,
        "UPDATE sources SET connection_type = 'file' WHERE name LIKE 'G%Hub' OR name LIKE 'Active%'",
    );
    let run = world.sandbox(&["update", NAME, "--add-source", "Workday"]).exits(7);
    assert!(!run.stderr.contains("`GitHub`"), "an older finding refuses nothing: {}", run.stderr);
    world
        .sandbox(&["update", NAME, "--add-source", "ServiceNow", "--remove-source", "GitHub"])
        .shows(str![[r#"
exit code 0
--- stdout
ID                                    NAME                   POLICY  SOURCES
6881f631-3bd5-4213-9c75-8e05cc3e35dd  Password Sync Group 1  Strong  ActiveDirectory, ServiceNow
--- stderr
warning: source `ActiveDirectory` is not direct-connect
sync group `Password Sync Group 1`: `ServiceNow` joins and gets policy `Strong`; `GitHub` leaves and keeps policy `Strong`: its passwords become independent, also in application `GitHub`

"#]]);
}

#[test]
fn new_is_refused_for_what_is_not_met_and_says_what_happens() {
    let world = World::plain();
    let new = |sources: [&str; 2], more: &[&str]| {
        let named = ["new", "--name", "N", "--policy", "Strong"];
        let sources = ["--source", sources[0], "--source", sources[1]];
        world.sandbox(&[&named[..], &sources, more].concat())
    };
    new(["ServiceNow", "HR Extract"], &[]).exits(7).without_answer().says("not direct-connect");
    new(["ServiceNow", "HR Extract"], &["-n"]).exits(7).without_answer();
    // Without the check the tenant decides.
    new(["ServiceNow", "HR Extract"], &["--no-check"])
        .exits(1)
        .without_answer()
        .says("status: 400");
    new(["ServiceNow", "Oracle Payroll"], &[])
        .exits(0)
        .says("warning: source `Oracle Payroll` is not healthy")
        .says("`ServiceNow` and `Oracle Payroll` join and get policy `Strong`");
}

#[cfg(unix)]
#[test]
fn a_second_clients_change_between_read_and_write_is_noticed() {
    let world = World::plain();
    let editor = world.file(
        "editor",
        "syncgroup -q -p sandbox update 'Password Sync Group 1' --name Theirs --add-source ServiceNow >/dev/null\n\
         sed -i 's/^- name: .*/- name: Ours/' \"$1\"\n",
    );
    let run = world
        .command(&["-p", "sandbox", "update", NAME, "--edit"])
        .env("EDITOR", format!("bash {editor}"))
        .run()
        .exits(5)
        .without_answer();
    let run = run
        .says("has changed since it was read")
        .says("`name` was `Password Sync Group 1`, is `Theirs`")
        .says("source `ServiceNow` has joined")
        .says("your text is kept in");
    drop(run);
    assert_eq!(world.sandbox(&["get", GROUP, "-o", "json"]).json()["name"], "Theirs");
    // The same with --force overwrites it.
    world
        .command(&["-p", "sandbox", "update", "Theirs", "--edit", "--force"])
        .env("EDITOR", "sed -i 's/^- name: .*/- name: Ours/'")
        .run()
        .exits(0);
    assert_eq!(world.sandbox(&["get", GROUP, "-o", "json"]).json()["name"], "Ours");
}

#[test]
fn an_ambiguous_name_lists_the_candidates() {
    let world = World::plain();
    let served = world.serve(&["--lenient"]);
    let free = ["2c918084660f45d6016617daa9210510", "2c918084660f45d6016617daa9210520"];
    let file = world.file("twin.json", body(NAME, &free));
    world.command(&["new", "-f", &file]).on(&served).run().shows(str![[r#"
exit code 0
--- stdout
ID                                    NAME                   POLICY  SOURCES
[ID1]  Password Sync Group 1  Strong  G Suite, Salesforce
--- stderr
warning: the name `Password Sync Group 1` is also that of `6881f631-3bd5-4213-9c75-8e05cc3e35dd`; to rename the other one: syncgroup update 6881f631-3bd5-4213-9c75-8e05cc3e35dd --name …
sync group `Password Sync Group 1`: `G Suite` joins and gets policy `Strong`; `Salesforce` joins and gets policy `Strong` instead of `Basic`

"#]]);
    for command in [&["get", NAME][..], &["update", NAME, "--name", "x"], &["remove", NAME, "-y"]] {
        let run = world.command(command).on(&served).run().exits(5).without_answer();
        assert!(run.stderr.contains("is ambiguous") && run.stderr.contains(&format!("id:{GROUP}")));
    }
    world.command(&["get", GROUP]).on(&served).run().exits(0);
}

#[test]
fn a_group_whose_name_looks_like_an_id_goes_by_name_with_a_prefix() {
    let world = World::plain();
    let name = "0123456789abcdef0123456789abcdef";
    world.sandbox(&["update", GROUP, "--name", name]).exits(0);
    world.sandbox(&["get", name]).exits(3).without_answer();
    let run = world.sandbox(&["get", &format!("name:{name}"), "-o", "id"]).quietly();
    assert_eq!(run.stdout, format!("{GROUP}\n"));
    world.sandbox(&["remove", &format!("name:{name}"), "-y"]).exits(0);
}

#[test]
fn resolve_adds_names_to_json() {
    let world = World::plain();
    let group = world.sandbox(&["get", GROUP, "--resolve", "-o", "json"]).quietly().json();
    assert_eq!(group["passwordPolicyName"], "Strong");
    assert_eq!(group["sourceNames"], json!(["ActiveDirectory", "GitHub"]));
    assert_eq!(group["passwordPolicyId"], POLICY);
    let plain = world.sandbox(&["get", GROUP, "-o", "json"]).quietly().json();
    assert!(plain.get("sourceNames").is_none());
}

#[test]
fn failed_items_are_written_to_a_file_that_runs_again() {
    let world = World::plain();
    let bodies = json!([
        {"name": "One", "passwordPolicyId": POLICY, "sourceIds": ["2c918084660f45d6016617daa9210540", "2c918084660f45d6016617daa9210550"]},
        {"name": "Taken", "passwordPolicyId": POLICY, "sourceIds": SOURCES},
    ]);
    let args = ["new", "-f", "-", "--failed", "failed.json", "-q"];
    world.sandbox_with(&args, bodies.to_string()).exits(1);
    let failed: Value =
        serde_json::from_str(&std::fs::read_to_string(world.path("failed.json")).unwrap()).unwrap();
    assert_eq!(failed, json!([bodies[1]]));
    world.sandbox(&["remove", GROUP, "-y"]).exits(0);
    world.sandbox(&["new", "-f", "failed.json", "--failed", "failed.json"]).exits(0);
    assert_eq!(std::fs::read_to_string(world.path("failed.json")).unwrap(), "[]\n");

    let missing = "00000000-0000-4000-8000-000000000000";
    world.sandbox(&["get", missing, "One", "--failed", "ids"]).shows(str![[r#"
exit code 3
--- stdout
ID                                    NAME  POLICY  SOURCES
[ID1]  One   Strong  ServiceNow, Oracle Payroll
--- stderr
error: sync group `00000000-0000-4000-8000-000000000000` was not found in tenant `sandbox`
  cause: The server did not find a current representation for the target resource.
  status: 404, detailCode: 404 Not found, trackingId: [ID2]
  hint: syncgroup -p sandbox list
1 found, 1 failed

"#]]);
    assert_eq!(std::fs::read_to_string(world.path("ids")).unwrap(), format!("{missing}\n"));
    let list = world.sandbox(&["list", "-o", "id"]).stdout;
    let run = world.sandbox_with(&["remove", "-", "-y", "--failed", "ids"], list).exits(0);
    run.says("2 deleted, 0 failed");
    assert_eq!(std::fs::read_to_string(world.path("ids")).unwrap(), "");
}

#[test]
fn dry_runs_are_coloured_and_name_profile_and_host() {
    let world = World::plain();
    let run = world.sandbox(&["update", NAME, "--name", "New", "-n", "--color", "always"]).exits(0);
    assert!(run.stdout.contains("\u{1b}[31m-name: Password Sync Group 1"), "{:?}", run.stdout);
    assert!(run.stdout.contains("\u{1b}[32m+name: New"), "{:?}", run.stdout);
    run.says("dry run on profile `sandbox` (embedded)");
    let run = world.sandbox(&["remove", NAME, "-n"]).exits(0);
    run.says(
        "`ActiveDirectory` become independent, also in applications `Windows Login` and `VPN`",
    );
    world.sandbox(&["history"]).shows(str![[r#"
exit code 0
--- stderr
no changes are recorded here; changes are recorded on the machine that made them

"#]]);
}
