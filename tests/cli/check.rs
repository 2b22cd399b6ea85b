//! `syncgroup check`, `sources` and `policies`

use serde_json::{Value, json};
use snapbox::str;

use crate::safety::meddle;
use crate::world::{GROUP, POLICY, SOURCES, World, body};

const FREE: [&str; 2] = ["2c918084660f45d6016617daa9210540", "2c918084660f45d6016617daa9210510"];

#[test]
fn a_good_tenant_has_no_findings() {
    let world = World::plain();
    world.sandbox(&["check"]).shows(str![[r#"
exit code 0
--- stderr
1 sync group checked: 0 errors, 0 warnings; 2 sources were not asked for policy exceptions (--thorough asks all)

"#]]);
    assert_eq!(world.sandbox(&["check", GROUP, "-o", "json"]).exits(0).json(), json!([]));
    world.sandbox(&["check", "Password Sync Group 9"]).exits(3).without_answer();
    world.sandbox(&["check", GROUP, "Nobody"]).shows(str![[r#"
exit code 3
--- stderr
error: sync group `Nobody` was not found in tenant `sandbox`
  hint: syncgroup -p sandbox list
1 sync group checked: 0 errors, 0 warnings

"#]]);
}

#[test]
fn what_was_not_asked_is_part_of_the_result() {
    let world = World::plain();
    world.sandbox(&["list"]).exits(0);
    // A source may have an exception and no other policy, against what is assumed: only the source itself says so.
    let selectors = r#"{"identityAttr": [{"name": "department", "value": "IT"}]}"#;
    let sql = "UPDATE source_policies SET selectors = '{}' WHERE source_id = (SELECT id FROM sources WHERE name = 'GitHub')";
    meddle(&world, &sql.replace("{}", selectors));
    let line = "1 sync group checked: 0 errors, 0 warnings; 2 sources were not asked for policy exceptions (--thorough asks all)";
    world.sandbox(&["check"]).exits(0).without_answer().says(line);
    let exported = world.sandbox(&["export"]).quietly().stdout;
    let exported = world.file("groups.yaml", exported);
    world.sandbox(&["check", "-f", &exported]).exits(0).without_answer().says(line);
    let listed = world.sandbox(&["check", "-o", "json"]).exits(0).json();
    assert_eq!(listed[0]["unverified"], 2, "{listed}");
    assert_eq!(listed.as_array().unwrap().len(), 1, "{listed}");
    let run = world.sandbox(&["check", "-o", "github"]).exits(0);
    assert_eq!(
        run.stdout,
        "::notice title=unverified::2 sources were not asked for policy exceptions\n"
    );
    let run = world.sandbox(&["check", "-o", "junit"]).exits(0);
    assert!(run.stdout.contains("<property name=\"unverified\" value=\"2\"/>"), "{}", run.stdout);
    for arguments in
        [&["check", "--thorough"][..], &["check", "-f", &exported, "--thorough"], &["check", GROUP]]
    {
        let run = world.sandbox(arguments).exits(7);
        assert!(run.stdout.contains("policy-exception"), "{}", run.stdout);
        run.says("1 sync group checked: 1 error, 0 warnings\n");
        let found = world.sandbox(&[arguments, &["-o", "json"]].concat()).exits(7).json();
        let keys: Vec<_> =
            found.as_array().unwrap().iter().map(|each| each["rule"].clone()).collect();
        assert_eq!(keys, ["policy-exception"]);
    }
}

#[test]
fn a_source_in_two_policies_is_asked() {
    let world = World::plain();
    world.sandbox(&["list"]).exits(0);
    meddle(
        &world,
        "INSERT INTO source_policies SELECT s.id, p.id, '{\"a\":[1]}' FROM sources s, policies p \
         WHERE s.name = 'GitHub' AND p.name = 'Basic'",
    );
    let run = world.sandbox(&["check", "-o", "json"]).exits(7);
    let found = run.json();
    assert_eq!(
        (&found[0]["rule"], &found[1]["unverified"]),
        (&json!("policy-exception"), &json!(1))
    );
    world
        .sandbox(&["check", "--deny", "warnings"])
        .exits(7)
        .says("1 error, 0 warnings; 1 source was not asked");
}

#[test]
fn a_diff_says_how_many_joining_sources_were_not_asked() {
    let world = World::plain();
    world.sandbox(&["list"]).exits(0);
    meddle(
        &world,
        "INSERT OR REPLACE INTO source_policies SELECT s.id, p.id, '{\"a\":[1]}' FROM sources s, policies p \
         WHERE s.name = 'G Suite' AND p.name = 'Basic'",
    );
    let manifest = "- name: New\n  passwordPolicy: Basic\n  sources: [G Suite, ServiceNow]\n";
    let file = world.file("new.yaml", manifest);
    world.sandbox(&["diff", "-f", &file]).exits(0).says("1 to create");
    let plan = world.sandbox(&["diff", "-f", &file, "-o", "json"]).exits(0).json();
    assert_eq!((&plan["unverified"], &plan["findings"]), (&json!(2), &json!([])));
    let plan = world.sandbox(&["diff", "-f", &file, "-o", "json", "--thorough"]).exits(0).json();
    assert_eq!(
        (&plan["unverified"], &plan["findings"][0]["rule"]),
        (&json!(0), &json!("policy-exception"))
    );
    // What writes asks every source that joins.
    world.sandbox(&["apply", "-f", &file, "--yes"]).exits(7).says("policy exception");
}

#[test]
fn findings_have_rule_object_and_remedy_and_errors_exit_with_seven() {
    let world = World::plain();
    world.sandbox(&["list"]).exits(0);
    meddle(
        &world,
        "UPDATE sources SET connection_type = 'file' WHERE name = 'GitHub'; DELETE FROM apps",
    );
    let run = world.sandbox(&["check", "-o", "json"]).exits(7);
    let findings = run.json();
    // One is what was not asked.
    assert_eq!(findings.as_array().unwrap().len(), 3, "{findings}");
    let of = |rule: &str| {
        findings.as_array().unwrap().iter().find(|finding| finding["rule"] == rule).unwrap().clone()
    };
    let direct = of("not-direct-connect");
    assert_eq!(direct["severity"], "error");
    assert_eq!(direct["group"], "Password Sync Group 1");
    assert_eq!(direct["object"]["name"], "GitHub");
    assert!(direct["remedy"].as_str().unwrap().contains("syncgroup -p sandbox sources --eligible"));
    assert_eq!(of("no-application")["object"]["name"], "ActiveDirectory");
    let run = world.sandbox(&["check", "Password Sync Group 1"]).exits(7);
    assert!(run.stdout.starts_with("SEVERITY") && run.stdout.contains("not-direct-connect"));
    run.says("2 errors");
    let run = world.sandbox(&["check", "-o", "github"]).exits(7);
    assert!(run.stdout.starts_with("::error title="), "{}", run.stdout);
    let run = world.sandbox(&["check", "-o", "junit"]).exits(7);
    assert!(run.stdout.contains("tests=\"1\" failures=\"1\""), "{}", run.stdout);
    world.sandbox(&["check", "-o", "juint"]).shows(str![[r#"
exit code 2
--- stderr
error: there is no format `juint`, only `table`, `wide`, `json`, `jsonl`, `yaml`, `csv`, `tsv`, `id`, `github`, `junit`
  hint: did you mean `junit`?

"#]]);
    world.sandbox(&["list", "-o", "junit"]).exits(2).without_answer();
}

#[test]
fn bodies_are_judged_as_if_they_were_there() {
    let world = World::plain();
    let good = json!({"name": "New", "passwordPolicyId": POLICY, "sourceIds": FREE});
    world.sandbox_with(&["check", "-f", "-"], good.to_string()).exits(0).without_answer();
    let bad = json!([
        {"name": "One", "passwordPolicyId": "none", "sourceIds": ["2c918084660f45d6016617daa9210570", "unknown"]},
        {"name": "Two", "sourceIds": [FREE[0]]},
        {"name": "Two", "passwordPolicyId": POLICY, "sourceIds": [FREE[0], SOURCES[0]]},
    ]);
    let file = world.file("bad.json", bad.to_string());
    let run = world.sandbox(&["check", "-f", &file, "-o", "json"]).exits(7);
    let findings = run.json();
    let rules: Vec<(&str, &str)> = findings
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| (finding["rule"].as_str().unwrap(), finding["severity"].as_str().unwrap()))
        .collect();
    for rule in [
        ("policy-missing", "error"),
        ("not-direct-connect", "error"),
        ("no-password-feature", "error"),
        ("source-missing", "error"),
        ("too-few-sources", "error"),
        ("no-policy", "error"),
        // Both are errors within one manifest; with a group of the tenant a warning.
        ("duplicate-name", "error"),
        ("source-in-two-groups", "error"),
        ("source-in-two-groups", "warning"),
    ] {
        assert!(rules.contains(&rule), "{rule:?} in {findings:#}");
    }
    let run = world.sandbox(&["check", "-f", &file, "-o", "github"]).exits(7);
    assert!(run.stdout.contains("bad.json,line=1,col="), "{}", run.stdout);
}

#[test]
fn a_manifest_goes_by_name() {
    let world = World::plain();
    let group = |sources: &str| {
        format!("- name: Sales\n  passwordPolicy: Strong\n  sources: [{sources}]\n")
    };
    let file = world.file("good.yaml", group("ServiceNow, G Suite"));
    world.sandbox(&["check", "-f", &file]).exits(0).without_answer();
    let file = world.file("bad.yaml", group("ServiceNow, Mainframe"));
    let run = world.sandbox(&["check", "-f", &file, "-o", "github"]).exits(7);
    assert!(run.stdout.contains("bad.yaml,line=1,col=3,title=policy-exception"), "{}", run.stdout);
    let file = world.file("wrong.yaml", group("ServiceNow, Mainfrane"));
    let run = world.sandbox(&["check", "-f", &file]).exits(3).without_answer();
    run.says("wrong.yaml:3").says("did you mean `Mainframe`?");
    // A directory is all of its manifests.
    world.file("groups/a.yaml", group("ServiceNow, G Suite"));
    let groups = world.path("groups");
    let check = ["check", "-f", groups.to_str().unwrap()];
    world.sandbox(&check).exits(0).says("1 sync group checked");
    world.file("groups/b.yml", group("ServiceNow, Mainframe").replace("Sales", "Second"));
    world.sandbox(&check).exits(2).says("b.yml:3").says("claimed by group `Sales` already");
}

#[test]
fn a_stricter_policy_of_a_member_is_a_warning() {
    let world = World::plain();
    world.sandbox(&["list"]).exits(0);
    let basic = "2c91808e7d976f3b017d9f5ceae440c8";
    meddle(&world, &format!("UPDATE groups SET body = replace(body, '{POLICY}', '{basic}')"));
    let run = world.sandbox(&["check", GROUP, "-o", "json"]).exits(0);
    let findings = run.json();
    assert_eq!(findings[0]["rule"], "stricter-policy");
    let message = findings[0]["message"].as_str().unwrap();
    assert!(message.contains("stricter than the group's `Basic`: 12 → 8 characters"), "{message}");
}

#[test]
fn what_may_not_be_read_is_a_warning_by_name() {
    let world = World::plain();
    world.sandbox(&["list"]).exits(0);
    let sql = "SELECT client_id, secret FROM clients WHERE role = 'limited'";
    let database = rusqlite::Connection::open(world.database()).unwrap();
    let read = |row: &rusqlite::Row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
    let (id, secret) = database.query_row(sql, [], read).unwrap();
    let served = world.serve(&[]);
    let limited = |arguments: &[&str]| {
        let command = world.command(arguments).on(&served);
        command.env("SAIL_CLIENT_ID", &id).env("SAIL_CLIENT_SECRET", &secret).run()
    };
    let file = world.file("group.json", body("N", &[SOURCES[0], FREE[0]]));
    let run = limited(&["check", "-f", &file, "-o", "json"]).exits(0);
    let unread: Vec<_> =
        run.json().as_array().unwrap().iter().map(|f| f["object"]["name"].clone()).collect();
    assert_eq!(unread, ["password policies", "applications", "sync groups"]);
    assert_eq!(run.json()[0]["rule"], "unreadable");
    limited(&["sources", "--why"]).exits(0).says("may not be read with these credentials");
    limited(&["check"]).exits(4).without_answer();
}

#[test]
fn sources_show_what_matters_and_who_can_join() {
    let world = World::new();
    let run = world.sandbox(&["sources"]).quietly();
    let row = run.stdout.lines().find(|line| line.contains("ActiveDirectory")).unwrap();
    for word in ["yes", "Windows Login, VPN", "Strong", "Password Sync Group 1"] {
        assert!(row.contains(word), "{row}");
    }
    let names = |arguments: &[&str]| {
        let columns = ["sources", "--columns", "name", "-o", "csv"];
        let run = world.sandbox(&[&columns[..], arguments].concat()).quietly();
        run.stdout.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(
        names(&["--eligible"]),
        ["G Suite", "Salesforce", "Corporate LDAP", "ServiceNow", "Oracle Payroll"]
    );
    assert_eq!(names(&[]).len(), 14);
    let run = world.sandbox(&["sources", "--why", "-o", "json"]).quietly().json();
    let of = |name: &str| {
        run.as_array().unwrap().iter().find(|source| source["name"] == name).unwrap().clone()
    };
    assert_eq!(of("ServiceNow")["eligible"], true);
    assert_eq!(of("GitHub")["eligible"], false);
    assert!(of("GitHub")["why"][0].as_str().unwrap().contains("already in group"));
    assert!(of("Mainframe")["why"][0].as_str().unwrap().contains("policy exception"));
    let plain = world.sandbox(&["sources", "-o", "json"]).quietly().json();
    assert!(plain[0].get("eligible").is_none(), "the API's own object");
    world.sandbox(&["sources", "--columns", "nmae"]).shows(str![[r#"
exit code 2
--- stderr
error: unknown column `nmae`; available: `id`, `name`, `type`, `direct`, `password`, `auth`, `applications`, `policy`, `group`, `healthy`, `eligible`, `why`
  hint: did you mean `name`?

"#]]);
}

#[test]
fn policies_are_listed_with_their_rules_in_words() {
    let world = World::plain();
    let run = world.sandbox(&["policies"]).quietly();
    let row = run.stdout.lines().find(|line| line.contains("Strong")).unwrap();
    for word in ["at least 12 characters", "Password Sync Group 1", "ActiveDirectory"] {
        assert!(row.contains(word), "{row}");
    }
    let json: Value = world.sandbox(&["policies", "-o", "json"]).quietly().json();
    assert_eq!(json[0]["id"], POLICY);
    assert_eq!(world.sandbox(&["policies", "-o", "id"]).quietly().stdout.lines().count(), 2);
}

#[test]
fn mistakes_of_a_manifest_are_annotations_too() {
    let world = World::new();
    world.file(
        "groups/b.yaml",
        "- {name: Fine, policy: Basic, sources: [Salesforce, ServiceNow]}\n",
    );
    world.file("groups/a.yaml", "- name: New\n  policy: Basik\n  sources: [Github, GitHub]\n");
    let run = world.sandbox(&["check", "-f", "groups", "-o", "github"]).exits(3);
    assert_eq!(
        run.stdout,
        "::error file=groups/a.yaml,line=2,col=11,title=not_found::password policy `Basik` was not found (did you mean `Basic`?)\n\
         ::error file=groups/a.yaml,line=3,col=13,title=not_found::source `Github` was not found (did you mean `GitHub`?)\n"
    );
    world.file("groups/a.yaml", "- name: [\n");
    let run = world.sandbox(&["check", "-f", "groups", "-o", "github"]).exits(2);
    assert!(run.stdout.starts_with("::error file=groups/a.yaml,line=1,col="), "{}", run.stdout);
    world.file("groups/a.yaml", "- {name: New, policy: Basic, sources: [GitHub]}\n");
    let run = world.sandbox(&["check", "-f", "groups", "-o", "github"]).exits(7);
    assert!(
        run.stdout.starts_with("::error file=groups/a.yaml,line=1,col=3,title=too-few-sources::"),
        "{}",
        run.stdout
    );
}
