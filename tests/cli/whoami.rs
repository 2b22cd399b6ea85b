//! `whoami`, the scopes that each command needs, and what is said of one that is missing.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::redaction::commands;
use crate::scripted::{Act, Scripted};
use crate::world::{GROUP, Served, World};

#[test]
fn who_signs_in_where_is_shown_with_origins_and_ends() {
    let world = World::new();
    let table = world.sandbox(&["whoami"]).quietly().stdout;
    for row in ["profile ", "user  ", "level  ", "scopes  ", "access token ends  ", "sandbox.admin"]
    {
        assert!(table.contains(row), "no `{row}` in:\n{table}");
    }
    let row = |name: &str| table.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    assert!(row("personal access token ends").contains("never"), "{table}");
    assert!(row("profile").ends_with("-p"), "{table}");
    let who = world.sandbox(&["whoami", "-o", "json"]).quietly().json();
    assert_eq!((&who["user"], &who["levels"]), (&json!("sandbox.admin"), &json!(["ORG_ADMIN"])));
    assert_eq!(who["scopes"], json!(["sp:scopes:all"]));
    assert_eq!(who["personalAccessToken"]["name"], "Sandbox admin");
    assert_eq!(who["personalAccessToken"]["id"], who["clientId"]);
    assert_eq!((&who["profile"], &who["origins"]["profile"]), (&json!("sandbox"), &json!("-p")));
    assert!(who["accessTokenExpires"].as_str().unwrap().ends_with('Z'), "{who}");
    assert_eq!(world.sandbox(&["whoami", "-o", "id"]).quietly().stdout, "sandbox.admin\n");
    assert_eq!(world.sandbox(&["whoami", "--jq", ".user"]).quietly().stdout, "sandbox.admin\n");
    let served = world.serve(&["--as", "application"]);
    let table = world.command(&["whoami"]).on(&served).run().quietly().stdout;
    assert!(table.contains("none: an API client without a user"), "{table}");
    assert!(table.contains("SAIL_CLIENT_ID") && !table.contains(&served.secret), "{table}");
    world.command(&["whoami"]).on(&served).env("SAIL_CLIENT_SECRET", "x").run().exits(4);
}

/// A token with these scopes alone.
fn narrow(served: &Served, scopes: &[&str]) -> String {
    let body = format!(
        "grant_type=client_credentials&client_id={}&client_secret={}&scope={}",
        served.id,
        served.secret,
        scopes.join("%20")
    );
    let head = "POST /oauth/token HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded";
    let (status, _, body) = served.request(head, &body);
    assert_eq!(status, 200, "{body}");
    let reply: Value = serde_json::from_str(&body).unwrap();
    reply["access_token"].as_str().unwrap().to_owned()
}

/// The scopes that `help scopes` says a command cannot do without.
fn needed(world: &World) -> BTreeMap<String, Vec<String>> {
    let help = world.run(&["help", "scopes"]).quietly().stdout;
    let mut needs = BTreeMap::<String, Vec<String>>::new();
    let mut command = String::new();
    for line in help.lines().filter(|line| line.starts_with("  ")) {
        let name = line.get(2..12).unwrap_or_default().trim();
        if !name.is_empty() {
            name.clone_into(&mut command);
        }
        let scope = line.get(14..46).or_else(|| line.get(14..)).unwrap_or_default().trim();
        let scopes = needs.entry(command.clone()).or_default();
        scopes.extend(scope.contains(':').then(|| scope.to_owned()));
    }
    needs
}

/// How a command is called that needs a scope and more than its name.
const CALLS: [(&str, &[&str]); 8] = [
    (
        "new",
        &[
            "new",
            "--name",
            "N",
            "--policy",
            "2c91808d744ba0ce01746f93b6204501",
            "--source",
            "2c918084660f45d6016617daa9210510",
            "--source",
            "2c918084660f45d6016617daa9210520",
            "-n",
            "--no-check",
        ],
    ),
    ("get", &["get", GROUP]),
    ("update", &["update", GROUP, "--name", "Other", "-n"]),
    ("remove", &["remove", GROUP, "-n"]),
    (
        "move",
        &[
            "move",
            "2c918084660f45d6016617daa9210500",
            "--to",
            "8f4c1a52-6d0b-4c7e-9b7e-2f1d3a5e7c90",
            "-n",
        ],
    ),
    ("diff", &["diff", "-f", "groups.yaml"]),
    ("apply", &["apply", "-f", "groups.yaml", "-n"]),
    ("password", &["password", "rules", "--user", "Abby.Smith", "--source", "Entra ID"]),
];

#[test]
fn a_command_runs_with_the_scopes_that_it_declares_and_names_the_one_that_is_missing() {
    let world = World::new();
    let manifest = world.sandbox(&["export"]).quietly().stdout;
    world.file("groups.yaml", manifest);
    let served = world.serve(&[]);
    let run = |call: &[&str], scopes: &[&str]| {
        let token = narrow(&served, scopes);
        world.command(call).on(&served).env("SYNCGROUP_ACCESS_TOKEN", token).run()
    };
    let mut wrong = Vec::new();
    for (command, scopes) in needed(&world) {
        if scopes.is_empty() || matches!(command.as_str(), "undo" | "batch") {
            continue;
        }
        let call = CALLS.iter().find(|(name, _)| *name == command);
        let call = call.map_or(vec![command.as_str()], |(_, call)| call.to_vec());
        let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
        let whole = run(&call, &scopes);
        if !matches!(whole.code, 0 | 7 | 10) {
            wrong.push(format!("{command} {scopes:?}: {}", whole.stderr));
        }
        let dry = ["new", "update", "remove", "move", "apply"].contains(&command.as_str());
        for missing in scopes.iter().filter(|scope| !dry || !scope.ends_with("group:manage")) {
            if *missing == "idn:password-change:manage" {
                continue;
            }
            let others: Vec<&str> =
                scopes.iter().copied().filter(|scope| scope != missing).collect();
            let others = if others.is_empty() { vec!["idn:roles:read"] } else { others };
            let run = run(&call, &others);
            if run.code != 4 || !run.stderr.contains(&format!("`{missing}`")) {
                wrong.push(format!("{command} without {missing}: {} {}", run.code, run.stderr));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_write_without_its_scope_names_it() {
    let world = World::new();
    let served = world.serve(&[]);
    let token = narrow(&served, &["idn:password-sync-group:read"]);
    let update = world.command(&["update", GROUP, "--name", "x", "--no-check"]).on(&served);
    let update = update.env("SYNCGROUP_ACCESS_TOKEN", token).run().exits(4);
    update
        .says("the token does not have the scope `idn:password-sync-group:manage`")
        .says("hint: a user with level ORG_ADMIN and scope `idn:password-sync-group:manage` is needed: syncgroup whoami");
}

#[test]
fn every_command_has_an_entry_in_the_table_of_scopes() {
    let world = World::new();
    let needs = needed(&world);
    let help = world.run(&["help", "scopes"]).quietly().stdout;
    let (_, none) = help.split_once("\n  none ").unwrap();
    let none: Vec<&str> = none.split([',', '\n']).map(str::trim).collect();
    for command in commands(&world) {
        assert!(
            needs.contains_key(&command) || none.contains(&command.as_str()),
            "`{command}` is not in:\n{help}"
        );
    }
}

#[test]
fn a_personal_access_token_that_ends_soon_is_warned_of() {
    let world = World::new();
    let end = |days: i64| {
        let hours = jiff::SignedDuration::from_hours(24 * days + 1);
        (jiff::Timestamp::now() + hours).to_string()
    };
    for (days, result, detail) in
        [(13, "warning", "`Nightly` ends in 13 days"), (15, "ok", "`Nightly` ends in 15 days")]
    {
        let end = end(days);
        let tenant = Scripted::serve(move |seen, _| match seen.target() {
            "POST /oauth/token" => Act::json(200, json!({"access_token": "t", "expires_in": 750})),
            target if target.starts_with("GET /v3/personal-access-tokens") => {
                Act::json(200, json!([{"id": "c", "name": "Nightly", "expirationDate": end}]))
                    .with("x-total-count", "1")
            }
            _ => Act::json(200, "[]").with("x-total-count", "0"),
        });
        world.config(&format!("[profiles.p]\nbase_url = \"{}\"\nclient_id = \"c\"\n", tenant.url));
        let doctor = world.command(&["-p", "p", "doctor", "-o", "json"]);
        let steps = doctor.env("SYNCGROUP_CLIENT_SECRET", "s").run().json();
        let step = |row: &&Value| row["step"] == "personal access token";
        let found = steps.as_array().unwrap().iter().find(step).unwrap().clone();
        assert_eq!(found["result"], result, "{found}");
        assert!(found["detail"].as_str().unwrap().contains(detail), "{found}");
    }
}
