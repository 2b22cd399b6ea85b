//! `syncgroup new`

use serde_json::{Value, json};
use snapbox::str;

use crate::world::{GROUP, POLICY, SEEDED, SOURCES, World, body};

/// The vendor's own example, with the fields that belong to the tenant.
fn vendor_example() -> String {
    json!({
        "created": "2023-03-16T04:00:00Z",
        "name": "Password Sync Group 1",
        "modified": "2023-03-16T04:00:00Z",
        "passwordPolicyId": POLICY,
        "id": GROUP,
        "sourceIds": SOURCES,
    })
    .to_string()
}

#[test]
fn the_vendors_example_is_refused_with_the_reason_while_its_name_and_sources_are_taken() {
    let world = World::new();
    let file = world.file("example.json", vendor_example());
    let run = world.sandbox(&["new", "-f", &file]);
    assert!(run.code != 0, "{}", run.stdout);
    let run = run.without_answer().says("Password Sync Group 1");
    let run_json =
        world.sandbox(&["new", "-f", &file, "-o", "json"]).exits(run.code).without_answer();
    assert!(run_json.error()["message"].as_str().unwrap().contains("Password Sync Group 1"));
    assert_eq!(world.sandbox(&["list", "-o", "id"]).quietly().stdout, SEEDED);
}

#[test]
fn the_vendors_example_can_be_created_once_the_group_is_gone() {
    let world = World::new();
    world.sandbox(&["remove", GROUP, "-y"]).exits(0);
    let run = world.sandbox_with(&["new", "-f", "-", "-o", "json"], vendor_example()).exits(0);
    let group = run.json();
    assert_eq!(group["name"], "Password Sync Group 1");
    assert_eq!(group["modified"], Value::Null);
    assert_ne!(group["id"], GROUP, "the tenant gives the ID");
    let got = world.sandbox(&["get", group["id"].as_str().unwrap(), "-o", "json"]).quietly().json();
    assert_eq!(got, group);
}

#[test]
fn options_alone_make_a_group_and_a_table_shows_it_by_name() {
    let world = World::new();
    let run = world
        .sandbox(&[
            "new",
            "--name",
            "Sales",
            "--policy",
            "Strong",
            "--source",
            "Salesforce",
            "--source",
            "ServiceNow",
        ])
        .exits(0);
    let (header, row) = run.stdout.split_once('\n').unwrap();
    assert!(header.starts_with("ID") && header.contains("POLICY"), "{header}");
    for word in ["Sales", "Strong", "Salesforce", "ServiceNow"] {
        assert!(row.contains(word), "{row}");
    }
}

#[test]
fn options_win_over_the_file() {
    let world = World::new();
    let file = world.file("group.json", body("From the file", &["x"]));
    let run = world
        .sandbox(&[
            "new",
            "-f",
            &file,
            "--name",
            "From the option",
            "--source",
            "ServiceNow",
            "--source",
            "G Suite",
            "-ojson",
        ])
        .exits(0);
    assert_eq!(run.json()["name"], "From the option");
    assert_eq!(run.json()["sourceIds"].as_array().unwrap().len(), 2);
}

#[test]
fn yaml_is_as_good_as_json() {
    let world = World::new();
    let ids = free(&world);
    let file = world.file(
        "group.yaml",
        format!(
            "# ours\nname: no\npasswordPolicyId: {POLICY}\nsourceIds:\n  - {}\n  - {}\n",
            ids[0], ids[1]
        ),
    );
    let group = world.sandbox(&["new", "-f", &file, "-o", "json"]).exits(0).json();
    assert_eq!(group["name"], "no", "a word is a word in YAML 1.2");
}

/// IDs of the sources that are free to join a group.
fn free(world: &World) -> Vec<String> {
    world.sandbox(&["list"]).exits(0);
    [
        "2c918084660f45d6016617daa9210510",
        "2c918084660f45d6016617daa9210520",
        "2c918084660f45d6016617daa9210540",
    ]
    .map(str::to_owned)
    .to_vec()
}

#[test]
fn an_array_gives_an_array_and_each_element_succeeds_or_fails_by_itself() {
    let world = World::new();
    let ids = free(&world);
    let bodies = json!([
        {"name": "One", "passwordPolicyId": POLICY, "sourceIds": [ids[0], ids[1]]},
        {"name": "Password Sync Group 1", "passwordPolicyId": POLICY, "sourceIds": SOURCES},
    ]);
    let run = world.sandbox_with(&["new", "-f", "-", "-o", "json"], bodies.to_string()).exits(1);
    assert_eq!(run.json().as_array().unwrap().len(), 1);
    assert_eq!(run.json()[0]["name"], "One");
    run.says("Password Sync Group 1").says("1 created, 1 failed");

    let one = json!([{"name": "Only", "passwordPolicyId": POLICY, "sourceIds": [ids[2], "2c918084660f45d6016617daa9210550"]}]);
    let run = world.sandbox_with(&["new", "-f", "-", "-o", "json"], one.to_string()).exits(0);
    assert!(run.json().is_array(), "an array of one is an array");
}

#[test]
fn if_missing_takes_an_existing_group_for_a_success_and_warns_what_differs() {
    let world = World::new();
    let file = world.file("group.json", body("Password Sync Group 1", &[SOURCES[0], "id:other"]));
    let run = world.sandbox(&["new", "-f", &file, "--if-missing", "-o", "json"]).exits(0);
    assert_eq!(run.json()["id"], GROUP);
    run.says("exists already").says("warning").says("has different sources").does_not_say("policy");
    let sources = ["--source", "ServiceNow", "--source", "G Suite"];
    let new =
        [&["new", "--if-missing", "--name", "Fresh", "--policy", "Basic"][..], &sources].concat();
    world.sandbox(&new).exits(0).does_not_say("exists already");
    world.sandbox(&new).shows(str![[r#"
exit code 0
--- stdout
ID                                    NAME   POLICY  SOURCES
[ID1]  Fresh  Basic   ServiceNow, G Suite
--- stderr
sync group `Fresh` exists already ([ID1])

"#]]);
}

#[test]
fn a_dry_run_sends_no_write_and_shows_the_request() {
    let world = World::new();
    let arguments = [
        "new",
        "--name",
        "Dry",
        "--policy",
        POLICY,
        "--source",
        "ServiceNow",
        "--source",
        "G Suite",
        "-n",
    ];
    let run = world.sandbox(&[&arguments[..], &["-o", "json"]].concat()).exits(0);
    let requests = run.json();
    assert_eq!(requests["dryRun"], true);
    assert_eq!(requests["requests"][0]["method"], "POST");
    assert_eq!(requests["requests"][0]["path"], "/v3/password-sync-groups");
    assert_eq!(requests["requests"][0]["body"]["name"], "Dry");
    let run = world.sandbox(&arguments).exits(0);
    assert!(
        run.stdout.contains("+name: Dry\n") && run.stdout.contains("+- G Suite\n"),
        "{}",
        run.stdout
    );
    assert_eq!(world.sandbox(&["list", "-o", "id"]).quietly().stdout, SEEDED);
}

#[test]
fn a_template_can_be_sent_back() {
    let world = World::new();
    let template = world.run(&["new", "--template"]).quietly().stdout;
    world.sandbox(&["remove", GROUP, "-y"]).exits(0);
    world.sandbox_with(&["new", "-f", "-"], template).exits(0);
    let yaml = world.run(&["new", "--template", "-o", "yaml"]).quietly().stdout;
    assert!(yaml.starts_with("name: "), "{yaml}");
}

#[test]
fn a_template_names_what_a_chosen_tenant_has() {
    let world = World::new();
    world.sandbox(&["new", "--template"]).shows(str![[r#"
exit code 0
--- stdout
{
  "name": "New Sync Group",
  "policy": "Strong",
  "sources": [
    "G Suite",
    "Salesforce"
  ]
}

"#]]);
    for format in ["table", "yaml"] {
        let template = world.sandbox(&["new", "--template", "-o", format]).quietly().stdout;
        world.sandbox_with(&["new", "-f", "-", "-n"], template).exits(0);
    }
    let template = world.sandbox(&["new", "--template"]).quietly().stdout;
    world.sandbox_with(&["new", "-f", "-"], template).exits(0);
    let next = world.sandbox(&["new", "--template"]).quietly().stdout;
    world.sandbox_with(&["new", "-f", "-"], next.replace("New", "Next")).exits(0);
    world.run(&["-p", "sandbx", "new", "--template"]).exits(2).without_answer();
}

#[test]
fn include_shows_status_and_headers() {
    let world = World::new();
    let arguments = [
        "new",
        "--name",
        "I",
        "--policy",
        POLICY,
        "--source",
        "ServiceNow",
        "--source",
        "G Suite",
        "-i",
        "-ojson",
    ];
    let run = world.sandbox(&arguments).exits(0);
    assert_eq!(run.json()["StatusCode"], 200);
    assert_eq!(run.json()["Response"]["name"], "I");
    assert!(run.json()["Headers"].is_object());
}

#[test]
fn ten_at_once_make_ten_groups() {
    let world = World::new();
    world.sandbox(&["sandbox", "reset", "-y", "--groups", "0", "--sources", "20"]).exits(0);
    let sources = world.sandbox(&["sources", "--eligible", "-o", "id"]);
    let ids: Vec<String> = sources.quietly().stdout.lines().map(str::to_owned).collect();
    let world = &world;
    std::thread::scope(|scope| {
        for (number, pair) in ids.chunks(2).take(10).enumerate() {
            scope.spawn(move || {
                let sources = [pair[0].as_str(), &pair[1]];
                let policy = world.sandbox(&["policies", "-o", "id"]).quietly().stdout;
                let body = json!({
                    "name": format!("Group {number}"),
                    "passwordPolicyId": policy.lines().next().unwrap(),
                    "sourceIds": sources,
                });
                world.sandbox_with(&["new", "-f", "-", "-o", "id"], body.to_string()).exits(0);
            });
        }
    });
    assert_eq!(world.sandbox(&["list", "-o", "id"]).quietly().stdout.lines().count(), 10);
}

#[test]
fn what_existed_already_is_not_counted_as_created() {
    let world = World::new();
    let both = json!([
        {"name": "Password Sync Group 1", "passwordPolicyId": POLICY, "sourceIds": SOURCES},
        {"name": "Fresh", "policy": "Basic", "sources": ["ServiceNow", "G Suite"]},
    ]);
    let file = world.file("two.json", both.to_string());
    let new = ["new", "-f", &file, "--if-missing"];
    world.sandbox(&new).exits(0).says("1 created, 1 existed already, 0 failed");
    world.sandbox(&new).exits(0).says("0 created, 2 existed already, 0 failed");
}
