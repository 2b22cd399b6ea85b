//! `syncgroup password`

use serde_json::{Value, json};
use syncgroup::internals::Store;
use syncgroup::internals::{Filter, Journal, Outcome, Record};

use crate::scripted::{Act, GROUPS, Scripted, surroundings};
use crate::world::{Run, World};

mod at_terminal;
mod sealed;
mod traces;

/// A password that the policy allows.
const GOOD: &str = "Blue-Harbour-42";

/// Abby's accounts on the sources of the group Head Office.
const ABBY: [(&str, &str); 3] =
    [("Entra ID", "abby.smith@acme.com"), ("SAP ERP", "abby.smith"), ("Snowflake", "abby.smith")];

fn set(world: &World, user: &str, options: &[&str], password: &str) -> Run {
    let group = ["password", "set", "--user", user, "--group", "Head Office", "--password-stdin"];
    world.sandbox_with(&[&group, options].concat(), password)
}

/// Which of the accounts sign in with the password.
fn accepted(world: &World, accounts: &[(&str, &str)], password: &str) -> Vec<bool> {
    let store = Store::open(&world.database()).unwrap();
    let accepts =
        |(source, account): &(&str, &str)| store.accepts(source, account, password).unwrap();
    accounts.iter().map(accepts).collect()
}

fn history(world: &World) -> Vec<Record> {
    Journal::at(world.path(".local/state/syncgroup")).records(&Filter::default()).unwrap()
}

#[test]
fn one_change_reaches_all_three_sources() {
    let world = World::new();
    let run = set(&world, "Abby.Smith", &[], &format!("{GOOD}\n")).exits(0);
    assert!(run.stdout.contains("FINISHED  Entra ID, SAP ERP, Snowflake\n"), "{}", run.stdout);
    let run = run.says("profile `sandbox` (embedded)").says("sync group `Head Office`");
    run.says("in progress on `Entra ID`, `SAP ERP`, `Snowflake`")
        .says("checked by the tenant: `passwordDictionary is standard`")
        .says("the password of `Abby.Smith` is changed on `Entra ID`, `SAP ERP`, `Snowflake`");
    assert_eq!(accepted(&world, &ABBY, GOOD), [true; 3]);
    let [record] = history(&world).try_into().unwrap();
    assert_eq!(
        (record.end.outcome, record.beginning.group_name.as_deref()),
        (Outcome::Done, Some("Head Office"))
    );
    let change = record.beginning.password.as_ref().unwrap();
    assert_eq!((change.user.as_str(), change.sources.len()), ("Abby.Smith", 3));
    world.sandbox(&["undo", "-y"]).exits(2).without_answer().says("it is a password change");
    let shown = world.sandbox(&["history", "show", "1"]).exits(0).stdout;
    assert!(shown.contains("Abby.Smith on Entra ID, SAP ERP, Snowflake"), "{shown}");
}

#[test]
fn a_source_takes_its_group_along_and_after_the_group_it_is_alone() {
    let world = World::new();
    let one = |options: &[&str]| {
        let source = [
            "password",
            "set",
            "--user",
            "Abby.Smith",
            "--source",
            "SAP ERP",
            "--password-stdin",
            "-o",
            "json",
        ];
        world.sandbox_with(&[&source, options].concat(), GOOD)
    };
    assert_eq!(one(&[]).exits(0).json()["sourceIds"].as_array().unwrap().len(), 3);
    world.sandbox(&["remove", "Head Office", "-y", "-q"]).exits(0);
    let alone = one(&[]).exits(0).does_not_say("Head Office");
    assert_eq!(alone.json()["sourceIds"].as_array().unwrap().len(), 1);
    let source =
        ["password", "set", "--user", "Abby.Smith", "--source", "Snowflake", "--password-stdin"];
    world.sandbox_with(&source, "short").exits(7).says("at least 12 characters");
}

#[test]
fn a_password_that_breaks_the_policy_is_not_sent() {
    let world = World::new();
    let run = set(&world, "Abby.Smith", &["-v"], "abby.smith1").exits(7).without_answer();
    run.says("the password breaks the policy of source `Entra ID`; nothing was sent")
        .says("  cause: not met: at least 12 characters\n")
        .says("  cause: not met: at least 1 upper-case letter\n")
        .says("  cause: not met: must not contain the account's name or ID\n")
        .does_not_say("abby.smith1")
        .does_not_say("/set-password");
    assert!(history(&world).is_empty());
}

#[test]
fn a_rule_that_only_the_tenant_knows_is_enforced_there() {
    let world = World::new();
    let run = set(&world, "Abby.Smith", &[], "My-Welcome-to-12").exits(1);
    run.says("The password does not satisfy passwordDictionary of password policy \"Strong\"")
        .says("does not report which sources took the new password");
    assert_eq!(accepted(&world, &ABBY, "My-Welcome-to-12"), [false; 3]);
}

#[test]
fn a_source_that_refuses_is_a_partial_failure() {
    let world = World::new();
    let run = set(&world, "Dan.Brown", &[], GOOD).exits(1);
    assert!(run.stdout.contains("FAILED"), "{}", run.stdout);
    run.says("  cause: `Snowflake`: Snowflake refused the new password: the account is locked\n")
        .says("does not report whether `Entra ID`, `SAP ERP` took");
    let dan =
        [("Entra ID", "dan.brown@acme.com"), ("SAP ERP", "dan.brown"), ("Snowflake", "dan.brown")];
    assert_eq!(accepted(&world, &dan, GOOD), [true, true, false]);
    assert_eq!(history(&world)[0].end.outcome, Outcome::Failed);
    let run = set(&world, "Eve.Novak", &["-o", "json"], GOOD).exits(1);
    assert_eq!(run.json()["state"], "FAILED");
    let error = run.error();
    assert_eq!(
        error["causes"][0],
        "The target system reported an error while changing the password"
    );
    assert_eq!(
        error["causes"][1],
        "the tenant does not report which sources took the new password"
    );
}

#[test]
fn a_failed_authentication_source_ends_it() {
    let world = World::new();
    let run = set(&world, "Frank.Weber", &[], GOOD).exits(1);
    run.says("`Entra ID`: Entra ID refused the new password: the account is disabled");
    let frank = [("SAP ERP", "frank.weber"), ("Snowflake", "frank.weber")];
    assert_eq!(accepted(&world, &frank, GOOD), [false; 2]);
}

#[test]
fn it_starts_where_the_user_has_an_account() {
    let world = World::new();
    let run = set(&world, "Carla.Diaz", &["-v"], GOOD).exits(0);
    assert!(run.stdout.contains("FINISHED  SAP ERP, Snowflake\n"), "{}", run.stdout);
    let run = set(&world, "Grace.Hall", &[], GOOD).exits(3).without_answer();
    run.says("user `Grace.Hall` has no account on any source of sync group `Head Office`");
    set(&world, "Nobody", &[], GOOD).exits(3).without_answer().says("\"Nobody\" was not found");
    let source =
        ["password", "set", "--user", "Grace.Hall", "--source", "GitHub", "--password-stdin"];
    world.sandbox_with(&source, GOOD).exits(3).says("no account on source `GitHub`");
}

#[test]
fn of_two_accounts_none_is_picked() {
    let world = World::new();
    let ben = [
        "password",
        "set",
        "--user",
        "Ben.Jones",
        "--group",
        "Password Sync Group 1",
        "--password-stdin",
    ];
    let run = world.sandbox_with(&[&ben[..], &["--yes"]].concat(), GOOD).exits(5).without_answer();
    let admin = "CN=Ben Jones (admin),OU=Admins,DC=acme,DC=com";
    let run = run.says(&format!("  hint: --account '{admin}'\n"));
    assert_eq!(run.stderr.matches("--account").count(), 2);
    world.sandbox_with(&[&ben[..], &["--no-input"]].concat(), GOOD).exits(2).says("--account");
    world.sandbox_with(&[&ben[..], &["--account", "x"]].concat(), GOOD).exits(3).says("--account");
    world.sandbox_with(&[&ben[..], &["--account", admin]].concat(), GOOD).exits(0);
    assert_eq!(
        accepted(&world, &[("ActiveDirectory", admin), ("GitHub", "ben.jones")], GOOD),
        [true; 2]
    );
}

#[cfg(unix)]
#[test]
fn what_takes_too_long_is_continued_by_another_command() {
    let world = World::new();
    let run = set(&world, "Abby.Smith", &["--wait", "0"], GOOD).exits(6).without_answer();
    let command = run.stderr.lines().find_map(|line| line.strip_prefix("  hint: ")).unwrap();
    assert!(command.starts_with("syncgroup -p sandbox password status "), "{command}");
    assert_eq!(history(&world)[0].end.outcome, Outcome::Unknown);
    let run = world.script(command).run().exits(0);
    assert!(run.stdout.contains("FINISHED  Entra ID, SAP ERP, Snowflake\n"), "{}", run.stdout);
    let record = &history(&world)[0];
    assert!(record.settled && record.is_done(), "{record:?}");
    world
        .sandbox(&["password", "status", "0123456789abcdef0123456789abcdef"])
        .exits(3)
        .without_answer();
    world.sandbox(&["password", "status", ".."]).exits(2).without_answer();
}

#[test]
fn without_waiting_the_id_is_the_answer() {
    let world = World::new();
    let id = set(&world, "Dan.Brown", &["--no-wait", "-q"], GOOD).quietly().stdout;
    assert_eq!(id.trim().len(), 32);
    let run = world.sandbox(&["password", "status", id.trim(), "--wait", "-o", "json"]).exits(1);
    assert_eq!(
        (&run.json()["state"], &run.error()["code"]),
        (&Value::from("FAILED"), &Value::from("password_change_failed"))
    );
    let json = set(&world, "Abby.Smith", &["--no-wait", "-o", "json"], GOOD).exits(0).json();
    assert_eq!(json["state"], "IN_PROGRESS");
}

#[test]
fn a_generated_password_is_printed_once_and_alone() {
    let world = World::new();
    let generate = [
        "password",
        "set",
        "--user",
        "Abby.Smith",
        "--group",
        "Head Office",
        "--generate",
        "--yes",
    ];
    let asked = world.sandbox(&generate[..generate.len() - 1]).exits(2).without_answer();
    asked.says("--yes");
    assert!(history(&world).is_empty());
    let run = world.sandbox(&generate).exits(0).says("the new password of `Abby.Smith`:");
    let password = run.stdout.strip_suffix('\n').unwrap();
    assert!(password.len() >= 12 && !run.stderr.contains(password), "{run:?}");
    assert_eq!(accepted(&world, &ABBY, password), [true; 3]);
    let run = world.sandbox(&[&generate[..], &["--no-wait", "-o", "json"]].concat()).exits(0);
    assert_eq!(run.stdout.lines().count(), 1);
    run.says("is under way").says("password status");
    world.sandbox(&[&generate[..], &["--password-stdin"]].concat()).exits(2).without_answer();
}

#[cfg(unix)]
#[test]
fn a_generated_password_that_nobody_would_see_is_not_sent() {
    let world = World::new();
    let set =
        "syncgroup -p sandbox password set --user Abby.Smith --group 'Head Office' --generate";
    for options in ["-y -q", "-n", "-y --no-wait -o json"] {
        let run = world.script(&format!("{set} {options} >&-")).run().exits(1);
        run.says("the generated password would be lost").says("stdout is closed");
    }
    assert!(history(&world).is_empty());
    world.script(&format!("{set} -y -q > /dev/null")).run().exits(0);
    assert_eq!(history(&world).len(), 1);
}

#[test]
fn the_rules_are_shown() {
    let world = World::new();
    let rules = |format: &str| {
        let arguments =
            ["password", "rules", "--user", "Abby.Smith", "--source", "snowflake", "-o", format];
        world.sandbox(&arguments).quietly()
    };
    let csv = rules("csv").stdout;
    assert!(csv.contains("at least 12 characters,before sending\n"), "{csv}");
    assert!(csv.contains("passwordDictionary is standard,by the tenant\n"), "{csv}");
    assert_eq!(rules("json").json()["accounts"][0]["accountId"], "abby.smith");
    world.sandbox(&["password", "rules", "--user", "Nobody", "--source", "Snowflake"]).exits(3);
    world
        .sandbox(&["password", "rules", "--user", "x", "--source", "Snowflak"])
        .exits(3)
        .says("did you mean `Snowflake`?");
}

#[test]
fn a_dry_run_asks_for_no_password_and_sends_none() {
    let world = World::new();
    let dry = ["password", "set", "--user", "Abby.Smith", "--group", "Head Office", "-n"];
    let run = world.sandbox(&[&dry[..], &["-o", "json", "--no-input"]].concat()).exits(0);
    let request = &run.json()["requests"][0];
    assert_eq!(
        (&request["path"], &request["body"]["encryptedPassword"]),
        (&Value::from("/v3/set-password"), &Value::from("[redacted]"))
    );
    world.sandbox_with(&[&dry[..], &["--password-stdin"]].concat(), "short").exits(7);
    world.sandbox_with(&[&dry[..], &["--password-stdin"]].concat(), GOOD).exits(0);
    world.sandbox(&[&dry[..], &["--generate"]].concat()).exits(0).does_not_say("in progress");
    assert_eq!(accepted(&world, &ABBY, GOOD), [false; 3]);
    assert!(history(&world).is_empty());
}

#[test]
fn what_is_no_password_is_a_usage_error() {
    let world = World::new();
    for stdin in ["", "\n", "one\ntwo\n"] {
        set(&world, "Abby.Smith", &[], stdin).exits(2).without_answer();
    }
    world.sandbox(&["password", "set", "--user", "x", "--password-stdin"]).exits(2).says("--group");
    let both = ["password", "set", "--user", "x", "--group", "a", "--source", "b"];
    world.sandbox(&both).exits(2).without_answer();
    let asked = ["password", "set", "--user", "Abby.Smith", "--group", "Head Office", "--no-input"];
    world.sandbox(&asked).exits(2).without_answer().says("--password-stdin").says("--generate");
    world.sandbox(&[&asked[..], &["--password", "x"]].concat()).exits(2).without_answer();
}

#[test]
fn a_read_only_profile_shows_and_does_not_change() {
    let world = World::new();
    let served = world.serve(&[]);
    world.config(&format!(
        "[profiles.p]\nbase_url = \"{}\"\nclient_id = \"{}\"\nread_only = true\n",
        served.url, served.id
    ));
    let run = |arguments: &[&str]| {
        let command = world.command(&[&["-p", "p", "password"], arguments].concat());
        command.env("SYNCGROUP_CLIENT_SECRET", &served.secret).stdin(GOOD).run()
    };
    let set = ["set", "--user", "Abby.Smith", "--source", "SAP ERP", "--password-stdin"];
    run(&set).exits(4).without_answer().says("read-only");
    run(&[&set[..], &["-n"]].concat()).exits(0);
    run(&["rules", "--user", "Abby.Smith", "--source", "SAP ERP"]).exits(0);
}

#[test]
fn a_generated_password_is_printed_unless_it_was_refused_for_certain() {
    let world = World::new();
    let read = |arguments: &[&str]| world.sandbox(arguments).exits(0).json();
    let sources = read(&["api", "GET", "sources", "-q"]);
    let source = sources.as_array().unwrap().iter().find(|source| source["name"] == "Snowflake");
    let source = source.unwrap().clone();
    let query = json!({"userName": "Abby.Smith", "sourceName": "Snowflake"}).to_string();
    let query = world.file("query.json", query);
    let info = read(&["api", "POST", "query-password-info", "-f", &query, "-q", "--no-history"]);
    let cases = [
        (Act::json(400, "{}"), 1, false),
        (Act::json(403, "{}"), 4, false),
        (Act::Reset, 1, true),
        (Act::json(504, "{}"), 1, true),
        (Act::json(202, json!({"requestId": "0123", "state": "IN_PROGRESS"})), 0, true),
    ];
    for (act, code, is_printed) in cases {
        let (info, source) = (info.clone(), source.clone());
        let tenant = Scripted::tenant(move |seen, _| match seen.target() {
            target if target.ends_with("/set-password") => act.clone(),
            target if target.ends_with("/query-password-info") => Act::json(200, &info),
            GROUPS => Act::list([]),
            "GET /v3/sources" => Act::list([source.clone()]),
            target if target.starts_with("GET /v3/sources/") => Act::json(200, &source),
            _ => surroundings(seen),
        });
        let arguments = [
            "password",
            "set",
            "--user",
            "Abby.Smith",
            "--source",
            "Snowflake",
            "--generate",
            "-y",
            "--no-wait",
        ];
        let run = world.command(&arguments).at(&tenant).run().exits(code);
        assert_eq!(run.stdout.lines().count(), usize::from(is_printed), "{run:?}");
        assert_eq!(run.stderr.contains("the new password of `Abby.Smith`"), is_printed, "{run:?}");
    }
}
