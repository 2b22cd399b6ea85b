//! What a change does to policies and sources: never silent, asked about on a terminal, refused by `--deny`.

use serde_json::{Value, json};

use crate::scripted::{Act, GROUPS, Scripted, group, surroundings};
use crate::terminal::Terminal;
use crate::world::{GROUP, POLICY, Run, SOURCES, World};

const NAME: &str = "Password Sync Group 1";
const BASIC: &str = "2c91808e7d976f3b017d9f5ceae440c8";

/// A tenant with free sources, so that a group can lose one.
fn world() -> World {
    let world = World::new();
    world.sandbox(&["sandbox", "reset", "-y", "--sources", "8"]).exits(0);
    world
}

/// The manifest with a policy in place of another one.
fn manifest(world: &World, from: &str, to: &str) -> String {
    let text = world.sandbox(&["export"]).exits(0).stdout;
    assert!(text.contains(from), "{text}");
    world.file("groups.yaml", text.replace(from, to))
}

fn groups(world: &World) -> Value {
    world.sandbox(&["list", "-o", "json"]).exits(0).json()
}

#[test]
fn a_weaker_policy_is_one_line_for_each_pair_of_policies_also_with_q() {
    let world = world();
    let line = "warning: weaker policy: Strong → Basic: 1 group, 2 sources (12 → 8 characters, ";
    let weakened = world.sandbox(&["update", NAME, "--policy", "Basic", "-q"]).exits(0);
    assert_eq!(weakened.says(line).stderr.lines().count(), 1);
    world.sandbox(&["update", NAME, "--policy", "Strong", "-q"]).quietly();
    let file = manifest(&world, "Strong", "Basic");
    let applied = world.sandbox(&["apply", "-f", &file, "-y", "-q"]).exits(0);
    assert_eq!(applied.stderr.lines().count(), 1, "{}", applied.stderr);
    applied.says("warning: weaker policy: Strong → Basic: 2 groups, 5 sources (");
    world.sandbox(&["undo", "-y", "-q"]).quietly();
    world.sandbox(&["update", NAME, "--policy", "Basic", "--no-check"]).exits(0).says(line);
    let cmdlet =
        json!({"name": NAME, "passwordPolicyId": POLICY, "sourceIds": SOURCES}).to_string();
    let update = ["Update-PasswordSyncGroup", "-Id", GROUP, "-PasswordSyncGroup"];
    world.sandbox(&[&update[..], &[&cmdlet]].concat()).exits(0).does_not_say("weaker");
    world.sandbox(&[&update[..], &[&cmdlet.replace(POLICY, BASIC)]].concat()).exits(0).says(line);
    world.sandbox(&["remove", "Head Office", "-y"]).exits(0);
    let free = ["--source", "SAP ERP", "--source", "Snowflake"];
    let new =
        world.sandbox(&[&["new", "--name", "N", "--policy", "Basic", "-q"][..], &free].concat());
    new.exits(0).says("Strong → Basic: 1 group, 2 sources");
}

#[test]
fn sources_that_leave_are_said_with_q_and_one_that_moves_is_no_leaver() {
    let world = world();
    world.sandbox(&["update", NAME, "--add-source", "Free Source 00001", "-q"]).quietly();
    let run =
        world.sandbox(&["update", NAME, "--remove-source", "Free Source 00001", "-q"]).exits(0);
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    run.says("`Free Source 00001` leaves and keeps policy `Strong`");
    let file = manifest(&world, "  - GitHub\n", "  - Free Source 00002\n");
    let text = std::fs::read_to_string(&file).unwrap();
    let file = world.file("moved.yaml", text.replace("  - SAP ERP\n", "  - SAP ERP\n  - GitHub\n"));
    let run = world.sandbox(&["apply", "-f", &file, "-y", "-q"]).exits(0);
    run.says(
        "1 source moves to another group: `GitHub` from `Password Sync Group 1` to `Head Office`",
    )
    .does_not_say("independent");
}

/// Checks that a run is refused, and that nothing was sent.
#[track_caller]
fn is_refused(world: &World, run: Run, by: &str) {
    run.exits(7).without_answer().says(&format!("refused by {by}"));
    world.sandbox(&["history", "-o", "json"]).exits(0).says("");
}

#[test]
fn what_is_denied_is_refused_by_every_command_and_in_a_dry_run() {
    let world = World::plain();
    let before = groups(&world);
    let weaker = manifest(&world, "Strong", "Basic");
    let body = json!({"name": NAME, "passwordPolicyId": BASIC, "sourceIds": SOURCES}).to_string();
    let path = format!("password-sync-groups/{GROUP}");
    let body_file = world.file("body.json", &body);
    let free = ["--source", "SAP ERP", "--source", "Snowflake"];
    let new = [&["new", "--name", "N", "--policy", "Basic"][..], &free].concat();
    let cmdlet = ["Update-PasswordSyncGroup", GROUP, &body_file];
    let commands: [&[&str]; 9] = [
        &["update", NAME, "--policy", "Basic"],
        &["update", NAME, "--policy", "Basic", "--no-check"],
        &["update", NAME, "-f", &body_file],
        &cmdlet,
        &new,
        &["apply", "-f", &weaker, "-y"],
        &["api", "PUT", &path, "-f", &body],
        &["check", "-f", &weaker, "-q", "--jq", "empty"],
        &["check", "-f", &body_file, "-q", "--jq", "empty"],
    ];
    for command in commands {
        for deny in ["weaker-policy", "warnings"] {
            let run = world.sandbox(&[command, &["--deny", deny]].concat());
            is_refused(&world, run, &format!("`--deny {deny}`"));
            if command[0] != "check" {
                let run = world.sandbox(&[command, &["--deny", deny, "-n"]].concat());
                is_refused(&world, run, &format!("`--deny {deny}`"));
            }
        }
    }
    let diff = ["diff", "-f", &weaker, "--save", "plan.json", "--deny", "weaker-policy"];
    world.sandbox(&diff).exits(7).says("refused by");
    assert!(!world.path("plan.json").exists(), "no plan is left that a later step could run");
    world.sandbox(&["diff", "-f", &weaker, "--save", "plan.json"]).exits(0);
    let saved = ["apply", "plan.json", "-y", "--deny", "source-leaves,weaker-policy"];
    is_refused(&world, world.sandbox(&saved), "`--deny weaker-policy`");
    assert_eq!(groups(&world), before);
    assert_eq!(world.sandbox(&["history", "-o", "json"]).exits(0).json(), json!([]));
}

#[test]
fn a_source_that_leaves_can_be_denied_and_so_can_a_delete() {
    let world = world();
    let file = manifest(&world, "  - GitHub\n", "  - Free Source 00002\n");
    let path = format!("password-sync-groups/{GROUP}");
    let commands: [&[&str]; 6] = [
        &["update", NAME, "--source", "ActiveDirectory", "--source", "Free Source 00002"],
        &["remove", NAME, "-y"],
        &["apply", "-f", &file, "-y"],
        &["api", "DELETE", &path],
        &["diff", "-f", &file],
        &["check", "-f", &file],
    ];
    for command in commands {
        let run = world.sandbox(&[command, &["--deny", "source-leaves"]].concat()).exits(7);
        run.says("refused by `--deny source-leaves`");
    }
    world.sandbox(&["update", NAME, "--name", "Other", "--deny", "source-leaves"]).exits(0);
    world.sandbox(&["undo", "-y", "--deny", "source-leaves,weaker-policy,warnings"]).exits(0);
    world.sandbox(&["update", NAME, "--add-source", "Free Source 00001", "-q"]).exits(0);
    world.sandbox(&["undo", "-y", "--deny", "source-leaves"]).exits(7).without_answer();
}

#[test]
fn a_profile_denies_for_every_command_and_an_option_only_adds_to_it() {
    let world = World::new();
    let served = world.serve(&["--no-rate-limit"]);
    world.config(&format!(
        "[profiles.prod]\nbase_url = \"{}\"\nclient_id = \"{}\"\ndeny = [\"weaker-policy\"]\n",
        served.url, served.id
    ));
    let run = |arguments: &[&str]| {
        let arguments = [&["-p", "prod"], arguments].concat();
        world.command(&arguments).env("SYNCGROUP_CLIENT_SECRET", &served.secret).run()
    };
    let weaker = ["update", NAME, "--policy", "Basic"];
    run(&weaker).exits(7).says("refused by `deny` of profile `prod` (weaker-policy)");
    let both = run(&[&weaker[..], &["--deny", "source-leaves"]].concat()).exits(7);
    both.says("`deny` of profile `prod`").does_not_say("--deny");
    let error = run(&[&weaker[..], &["-o", "json", "-n"]].concat()).exits(7).error();
    assert_eq!(error["code"], "denied");
    run(&["update", NAME, "--name", "Other"]).exits(0);
    run(&["remove", "Other", "-y", "--deny", "source-leaves"]).exits(7).without_answer();
}

#[test]
fn policies_that_cannot_be_read_are_one_warning_and_deny_is_not_fooled() {
    let sent = group("6881f6313bd542139c758e05cc3e35dd", "Old");
    let shown = sent.clone();
    let tenant = Scripted::tenant(move |seen, _| match seen.target() {
        target if target.contains("password-policies") => Act::json(403, "{}"),
        target if !target.contains("password-sync-groups") => surroundings(seen),
        GROUPS => Act::list([shown.clone()]),
        _ => Act::json(200, &shown),
    });
    let world = World::new();
    let run = |arguments: &[&str]| world.command(arguments).at(&tenant).run();
    let id = sent["id"].as_str().unwrap();
    let update = ["update", id, "--policy", "id:2c91808e7d976f3b017d9f5ceae440c8", "-o", "json"];
    for deny in ["weaker-policy", "warnings"] {
        let denied = run(&[&update[..], &["--deny", deny]].concat()).exits(7);
        denied.says("is not known whether a source gets a weaker one");
    }
    for check in [&[][..], &["--no-check"]] {
        let run = run(&[&update[..], &["-q"], check].concat()).exits(0);
        let unread = run.stderr.lines().filter(|line| line.contains("policies could not be read"));
        assert_eq!(unread.count(), 1, "{}", run.stderr);
        run.says("whether a source gets a weaker one");
    }
}

#[test]
fn a_body_that_has_nothing_in_common_with_the_group_is_refused() {
    let world = world();
    let sources = world.sandbox(&["sources", "-o", "json"]).exits(0).json();
    let free: Vec<&Value> = sources
        .as_array()
        .unwrap()
        .iter()
        .filter(|source| source["name"].as_str().unwrap().starts_with("Free Source"))
        .map(|source| &source["id"])
        .take(2)
        .collect();
    let stranger = json!({"name": "Stranger", "passwordPolicyId": POLICY, "sourceIds": free});
    let file = world.file("body.json", stranger.to_string());
    let run = world.sandbox(&["update", NAME, "-f", &file]).exits(5).without_answer();
    run.says("neither the name of sync group `Password Sync Group 1` nor any of its sources")
        .says("--force");
    world.sandbox(&["update", NAME, "-f", &file, "-n"]).exits(5).without_answer();
    world.sandbox(&["update", NAME, "-f", &file, "--name", NAME, "-n"]).exits(0);
    let mut related = stranger.clone();
    related["sourceIds"][0] = json!(SOURCES[0]);
    let related = world.file("related.json", related.to_string());
    world.sandbox(&["update", NAME, "-f", &related, "-n"]).exits(0);
    world.sandbox(&["update", NAME, "-f", &file, "--force"]).exits(0);
}

#[cfg(unix)]
#[test]
fn warnings_name_the_command_that_helps_and_it_works() {
    let world = world();
    let new = ["new", "--name", NAME, "--policy", "Strong", "--source", "GitHub", "--source"];
    let run = world.sandbox(&[&new[..], &["SAP ERP", "-n"]].concat()).exits(0);
    let help = "to take it out there: ";
    let lines = run.stderr.lines();
    let line =
        lines.filter_map(|line| line.split_once(help)).map(|(_, line)| line.to_owned()).next();
    let line = line.unwrap();
    assert_eq!(line, "syncgroup -p sandbox update 'Head Office' --remove-source 'SAP ERP'");
    run.says("to rename the other one: ")
        .says("to delete that group: syncgroup -p sandbox remove 'Password Sync Group 1'");
    world.script(&line).run().exits(0);
    // Two sources of a group of three can't both go.
    world.sandbox(&["update", "Head Office", "--add-source", "SAP ERP", "-q"]).exits(0);
    let new = ["new", "--name", "N", "--policy", "Strong", "--source", "Entra ID", "--source"];
    let run = world.sandbox(&[&new[..], &["SAP ERP", "-n"]].concat()).exits(0);
    run.says("the same for `SAP ERP`; to delete that group").does_not_say("take it out");
}

/// Runs a line in a terminal, answers as told, and gives what was shown; none where there is no terminal to be had.
fn on_a_terminal(world: &World, line: &str, answers: &[(&str, &str)]) -> Option<String> {
    let mut terminal = Terminal::start(world, &format!("{line}; echo code=$?"), |run| run)?;
    for (question, keys) in answers {
        terminal.wait_for(question);
        terminal.press(keys);
    }
    Some(terminal.finish())
}

#[test]
fn update_asks_on_a_terminal_where_a_policy_becomes_weaker_or_a_source_leaves() {
    let world = world();
    let weaker = "syncgroup -p sandbox update 'Password Sync Group 1' --policy Basic";
    let question = "on profile `sandbox` (embedded)? [y/N] ";
    let maybe = [(question, "maybe\n"), ("please answer yes or no", "n\n")];
    let Some(shown) = on_a_terminal(&world, weaker, &maybe) else { return };
    assert!(shown.contains("code=130") && shown.contains("Strong → Basic: 1 group"), "{shown}");
    assert_eq!(shown.matches(question).count(), 2, "{shown}");
    let shown = on_a_terminal(&world, &format!("{weaker} -y"), &[]).unwrap();
    assert!(shown.contains("code=0") && !shown.contains("[y/N]"), "{shown}");
    // Back to the stricter policy nobody is asked, nor where a body drops no source, nor in a pipeline.
    let lines = [
        "syncgroup -p sandbox update 'Password Sync Group 1' --policy Strong",
        "syncgroup -p sandbox get 'Password Sync Group 1' -o json > body.json; syncgroup -p sandbox update 'Password Sync Group 1' -f body.json --add-source 'Free Source 00001'",
        "syncgroup -p sandbox update 'Password Sync Group 1' --policy Basic -o json | cat",
        "syncgroup -p sandbox update 'Password Sync Group 1' --policy Strong; syncgroup -p sandbox Update-PasswordSyncGroup -Id 6881f631-3bd5-4213-9c75-8e05cc3e35dd -PasswordSyncGroup weaker.json",
    ];
    let cmdlet = json!({"name": NAME, "passwordPolicyId": BASIC, "sourceIds": SOURCES});
    world.file("weaker.json", cmdlet.to_string());
    for line in lines {
        let shown = on_a_terminal(&world, line, &[]).unwrap();
        assert!(shown.contains("code=0") && !shown.contains("[y/N]"), "{shown}");
    }
    world.sandbox(&["update", NAME, "--add-source", "Free Source 00001", "-q"]).exits(0);
    let leaves =
        "syncgroup -p sandbox update 'Password Sync Group 1' --remove-source 'Free Source 00001'";
    let shown = on_a_terminal(&world, leaves, &[(question, "yes\n")]).unwrap();
    assert!(shown.contains("code=0") && shown.contains("leaves"), "{shown}");
}

#[test]
fn undo_and_apply_have_it_in_their_question() {
    let world = world();
    world.sandbox(&["update", NAME, "--policy", "Basic", "-q"]).exits(0);
    world.sandbox(&["update", NAME, "--policy", "Strong", "-q"]).exits(0);
    let pair = "\r\nweaker policy: Strong → Basic: 1 group, 2 sources (";
    let undo = "syncgroup -p sandbox undo";
    let Some(shown) = on_a_terminal(&world, undo, &[("[y/N] ", "n\n")]) else { return };
    assert!(shown.contains(pair) && shown.contains("code=130"), "{shown}");
    manifest(
        &world,
        "name: Password Sync Group 1\n  passwordPolicy: Strong",
        "name: Password Sync Group 1\n  passwordPolicy: Basic",
    );
    let apply = "syncgroup -p sandbox apply -f groups.yaml";
    let shown = on_a_terminal(&world, apply, &[("[y/N] ", "y\n")]).unwrap();
    assert!(shown.contains(pair) && shown.contains("code=0"), "{shown}");
    assert!(shown.contains("+++ after/Password Sync Group 1"), "{shown}");
}

/// The most lines on stderr for each command, without `-v`.
#[test]
fn every_command_is_brief() {
    let world = World::new();
    world.sandbox(&["sandbox", "reset", "-y", "--sources", "80"]).exits(0);
    let many: Vec<Value> = (0..30)
        .map(|at| {
            let source = |number: u32| format!("Free Source {number:05}");
            // Free sources with odd numbers have one policy, those with even numbers another one.
            let (policy, first) = if at % 2 == 0 { ("Basic", 1) } else { ("Strong", 2) };
            let base = 4 * (at / 2);
            json!({"name": format!("Bulk {at}"), "passwordPolicy": policy,
                   "sources": [source(base + first), source(base + first + 2)]})
        })
        .collect();
    let all = world.file("many.json", Value::Array(many).to_string());
    let replaced = ["--source", "Salesforce", "--source", "G Suite"];
    let table: [(&[&str], usize); 19] = [
        (
            &[
                "new",
                "--name",
                "A",
                "--policy",
                "Basic",
                "--source",
                "Salesforce",
                "--source",
                "ServiceNow",
            ],
            1,
        ),
        (
            &[
                "new",
                "--name",
                "A",
                "--policy",
                "Basic",
                "--source",
                "Salesforce",
                "--source",
                "ServiceNow",
                "--if-missing",
            ],
            1,
        ),
        (&["update", "A", "--policy", "Strong"], 1),
        (&["update", "A", "--policy", "Basic"], 2),
        (&[&["update", "A"][..], &replaced].concat(), 1),
        (
            &[
                "update",
                "A",
                "--name",
                "B",
                "--policy",
                "Strong",
                "--source",
                "ServiceNow",
                "--source",
                "G Suite",
            ],
            3,
        ),
        (&["undo", "-y"], 3),
        (&["remove", "A", "-y"], 2),
        (&["undo", "-y"], 3),
        (&["api", "DELETE", "password-sync-groups/8f4c1a52-6d0b-4c7e-9b7e-2f1d3a5e7c90"], 0),
        (&["undo", "-y"], 3),
        (&["apply", "-f", &all, "-y"], 12),
        (&["undo", "-y"], 12),
        (&["list"], 0),
        (&["get", "A"], 0),
        (&["sources"], 0),
        (&["policies"], 0),
        (&["history"], 0),
        (&["check"], 1),
    ];
    for (command, most) in table {
        let run = world.sandbox(command);
        let is_result = |line: &&str| line.ends_with("/30");
        let lines = run.stderr.lines().filter(|line| !is_result(line)).count();
        assert!(lines <= most, "{lines} lines of {command:?}:\n{}", run.stderr);
        if most == 12 {
            assert_eq!(run.stderr.lines().filter(is_result).count(), 30, "{}", run.stderr);
            assert!(run.stderr.lines().any(|line| line.ends_with(") 3/30")), "{}", run.stderr);
        }
        assert_eq!(run.code, 0, "{command:?}: {}", run.stderr);
    }
}
