//! What a user sees: whole sessions, each command with everything that it prints.

use snapbox::str;

use crate::world::{GROUP, World};

const NEW: [&str; 9] = [
    "new",
    "--name",
    "Sales",
    "--policy",
    "Basic",
    "--source",
    "ServiceNow",
    "--source",
    "G Suite",
];

const MANIFEST: &str = "\
- name: Password Sync Group 1
  passwordPolicy: Basic
  sources: [ActiveDirectory, GitHub]
- name: Sales
  passwordPolicy: Basic
  sources: [ServiceNow, G Suite]
";

#[test]
fn the_five_commands() {
    let world = World::new();
    world.sandbox(&["list"]).shows(str![[r#"
exit code 0
--- stdout
ID                                    NAME                   POLICY  SOURCES
6881f631-3bd5-4213-9c75-8e05cc3e35dd  Password Sync Group 1  Strong  ActiveDirectory, GitHub
8f4c1a52-6d0b-4c7e-9b7e-2f1d3a5e7c90  Head Office            Strong  Entra ID, SAP ERP, Snowflake

"#]]);
    world.sandbox(&NEW).shows(str![[r#"
exit code 0
--- stdout
ID                                    NAME   POLICY  SOURCES
[ID1]  Sales  Basic   ServiceNow, G Suite
--- stderr
sync group `Sales`: `ServiceNow` and `G Suite` join and get policy `Basic`

"#]]);
    world.sandbox(&["get", "Sales"]).shows(str![[r#"
exit code 0
--- stdout
ID                                    NAME   POLICY  SOURCES
[ID1]  Sales  Basic   ServiceNow, G Suite

"#]]);
    world.sandbox(&["update", "Sales", "--add-source", "Salesforce"]).shows(str![[r#"
exit code 0
--- stdout
ID                                    NAME   POLICY  SOURCES
[ID1]  Sales  Basic   ServiceNow, G Suite, Salesforce
--- stderr
sync group `Sales`: `Salesforce` joins and gets policy `Basic`

"#]]);
    world.sandbox(&["update", "Sales", "--add-source", "Salesforce"]).shows(str![[r#"
exit code 0
--- stdout
ID                                    NAME   POLICY  SOURCES
[ID1]  Sales  Basic   ServiceNow, G Suite, Salesforce
--- stderr
note: source `Salesforce` is a member of `Sales` already
sync group `Sales` is already up to date; nothing was sent

"#]]);
    world.sandbox(&["remove", "Sales", "-y"]).shows(str![[r#"
exit code 0
--- stderr
sync group `Sales`: the passwords of `ServiceNow`, `G Suite` and `Salesforce` become independent, also in applications `ServiceNow`, `Gmail`, `Google Drive`, `Google Calendar` and `Salesforce`; each keeps policy `Basic`
deleted sync group `Sales` ([ID1])

"#]]);
}

#[test]
fn the_five_commands_as_dry_runs() {
    let world = World::new();
    world.sandbox(&[&NEW[..], &["-n"]].concat()).shows(str![[r#"
exit code 0
--- stdout
--- (none)
+++ after/Sales
@@ -0,0 +1,5 @@
+name: Sales
+passwordPolicy: Basic
+sources:
+- G Suite
+- ServiceNow
POST /v3/password-sync-groups
{"name":"Sales","passwordPolicyId":"2c91808e7d976f3b017d9f5ceae440c8","sourceIds":["2c918084660f45d6016617daa9210540","2c918084660f45d6016617daa9210510"]}
--- stderr
sync group `Sales`:
  `ServiceNow` joins and gets policy `Basic`
  `G Suite` joins and gets policy `Basic`
dry run on profile `sandbox` (embedded): no write is sent

"#]]);
    world.sandbox(&["update", GROUP, "--name", "Renamed", "-n"]).shows(str![[r#"
exit code 0
--- stdout
--- tenant/Password Sync Group 1
+++ after/Renamed
@@ -1,4 +1,4 @@
-name: Password Sync Group 1
+name: Renamed
 passwordPolicy: Strong
 sources:
 - ActiveDirectory
PUT /v3/password-sync-groups/6881f631-3bd5-4213-9c75-8e05cc3e35dd
{"id":"6881f631-3bd5-4213-9c75-8e05cc3e35dd","name":"Renamed","passwordPolicyId":"2c91808d744ba0ce01746f93b6204501","sourceIds":["2c918084660f45d6016617daa9210584","2c918084660f45d6016617daa9210500"],"created":"2023-03-16T04:00:00Z","modified":"2023-03-16T04:00:00Z"}
--- stderr
sync group `Renamed`: end users see the name `Renamed` instead of `Password Sync Group 1`
dry run on profile `sandbox` (embedded): no write is sent

"#]]);
    world.sandbox(&["update", GROUP, "--name", "Renamed", "-n", "-o", "json"]).shows(str![[r#"
exit code 0
--- stdout
{
  "dryRun": true,
  "requests": [
    {
      "method": "PUT",
      "path": "/v3/password-sync-groups/6881f631-3bd5-4213-9c75-8e05cc3e35dd",
      "body": {
        "id": "6881f631-3bd5-4213-9c75-8e05cc3e35dd",
        "name": "Renamed",
        "passwordPolicyId": "2c91808d744ba0ce01746f93b6204501",
        "sourceIds": [
          "2c918084660f45d6016617daa9210584",
          "2c918084660f45d6016617daa9210500"
        ],
        "created": "2023-03-16T04:00:00Z",
        "modified": "2023-03-16T04:00:00Z"
      }
    }
  ]
}
--- stderr
sync group `Renamed`: end users see the name `Renamed` instead of `Password Sync Group 1`
dry run on profile `sandbox` (embedded): no write is sent

"#]]);
    world.sandbox(&["remove", GROUP, "-n"]).shows(str![[r#"
exit code 0
--- stdout
--- tenant/Password Sync Group 1
+++ (none)
@@ -1,5 +0,0 @@
-name: Password Sync Group 1
-passwordPolicy: Strong
-sources:
-- ActiveDirectory
-- GitHub
DELETE /v3/password-sync-groups/6881f631-3bd5-4213-9c75-8e05cc3e35dd
--- stderr
sync group `Password Sync Group 1`:
  the passwords of `ActiveDirectory` become independent, also in applications `Windows Login` and `VPN`
  `ActiveDirectory` keeps policy `Strong`; to change it afterwards, edit the source
  the passwords of `GitHub` become independent, also in application `GitHub`
  `GitHub` keeps policy `Strong`; to change it afterwards, edit the source
dry run on profile `sandbox` (embedded): no write is sent

"#]]);
}

#[test]
fn groups_as_code() {
    let world = World::plain();
    world.sandbox(&["export"]).shows(str![[r#"
exit code 0
--- stdout
- name: Password Sync Group 1
  passwordPolicy: Strong
  sources:
  - ActiveDirectory
  - GitHub

"#]]);
    world.sandbox_with(&["diff", "-f", "-", "--exit-code"], MANIFEST).shows(str![[r#"
exit code 10
--- stdout
--- tenant/Password Sync Group 1
+++ after/Password Sync Group 1
@@ -1,5 +1,5 @@
 name: Password Sync Group 1
-passwordPolicy: Strong
+passwordPolicy: Basic
 sources:
 - ActiveDirectory
 - GitHub
--- (none)
+++ after/Sales
@@ -0,0 +1,5 @@
+name: Sales
+passwordPolicy: Basic
+sources:
+- G Suite
+- ServiceNow
--- stderr
sync group `Password Sync Group 1`:
  `ActiveDirectory` gets policy `Basic` instead of `Strong`
  `GitHub` gets policy `Basic` instead of `Strong`
sync group `Sales`:
  `ServiceNow` joins and gets policy `Basic`
  `G Suite` joins and gets policy `Basic`
warning: weaker policy: Strong → Basic: 1 group, 2 sources (12 → 8 characters, no upper-case letter required, no lower-case letter required, no special character required, no limit on repeated characters, the account's name allowed, the account's ID allowed)
1 to create, 1 to update; 2 sources were not asked for policy exceptions (--thorough asks all)

"#]]);
    world.sandbox_with(&["apply", "-f", "-", "-y"], MANIFEST).shows(str![[r#"
exit code 0
--- stderr
apply to profile `sandbox` (embedded): 1 to create, 1 to update
  `ActiveDirectory` and `GitHub` get policy `Basic` instead of `Strong`
  `ServiceNow` and `G Suite` join and get policy `Basic`
warning: weaker policy: Strong → Basic: 1 group, 2 sources (12 → 8 characters, no upper-case letter required, no lower-case letter required, no special character required and 3 more rules)
updated Password Sync Group 1 (6881f631-3bd5-4213-9c75-8e05cc3e35dd) 1/2
created Sales ([ID1]) 2/2
applied: 1 created, 1 updated
to undo: syncgroup -p sandbox undo --apply 1

"#]]);
    world.sandbox_with(&["apply", "-f", "-", "-y"], MANIFEST).shows(str![[r#"
exit code 0
--- stderr
nothing to change

"#]]);
    world.sandbox_with(&["diff", "-f", "-", "--prune"], "[]").shows(str![[r#"
exit code 2
--- stderr
error: the manifest is empty, and `--prune` would delete what it does not have
  hint: --allow-empty does so anyway

"#]]);
}

#[test]
fn checks_history_and_undo() {
    let world = World::new();
    world.sandbox(&["check"]).shows(str![[r#"
exit code 0
--- stderr
2 sync groups checked: 0 errors, 0 warnings; 5 sources were not asked for policy exceptions (--thorough asks all)

"#]]);
    world.sandbox(&["history"]).shows(str![[r#"
exit code 0
--- stderr
no changes are recorded here; changes are recorded on the machine that made them

"#]]);
    world.sandbox(&["update", GROUP, "--name", "Renamed"]).exits(0);
    world.sandbox(&["history"]).shows(str![[r#"
exit code 0
--- stdout
NUMBER  AT                    ACTION  GROUP    OUTCOME  UNDONE  USER  COMMAND
1       [TIME]  update  Renamed  done                   syncgroup -p sandbox update 6881f631-3bd5-4213-9c75-8e05cc3e35dd --name Renamed

"#]]);
    world.sandbox(&["history", "show", "1"]).shows(str![[r#"
exit code 0
--- stdout
change     1
at         [TIME]
action     update
group      Renamed
id         6881f631-3bd5-4213-9c75-8e05cc3e35dd
outcome    done
tenant     sandbox:sandbox
profile    sandbox
command    syncgroup -p sandbox update 6881f631-3bd5-4213-9c75-8e05cc3e35dd --name Renamed
request    [ID1]
run        1
--- before
+++ after
@@ -1,4 +1,4 @@
-name: Password Sync Group 1
+name: Renamed
 passwordPolicy: Strong
 sources:
 - ActiveDirectory

"#]]);
    world.sandbox(&["undo", "-n"]).shows(str![[r#"
exit code 0
--- stdout
--- tenant/Renamed
+++ after/Password Sync Group 1
@@ -1,4 +1,4 @@
-name: Renamed
+name: Password Sync Group 1
 passwordPolicy: Strong
 sources:
 - ActiveDirectory
PUT /v3/password-sync-groups/6881f631-3bd5-4213-9c75-8e05cc3e35dd
{"id":"6881f631-3bd5-4213-9c75-8e05cc3e35dd","name":"Password Sync Group 1","passwordPolicyId":"2c91808d744ba0ce01746f93b6204501","sourceIds":["2c918084660f45d6016617daa9210584","2c918084660f45d6016617daa9210500"]}
--- stderr
undo of change 1: `syncgroup -p sandbox update 6881f631-3bd5-4213-9c75-8e05cc3e35dd --name Renamed`, run at [TIME]
sync group `Password Sync Group 1`: end users see the name `Password Sync Group 1` instead of `Renamed`
dry run on profile `sandbox` (embedded): no write is sent

"#]]);
    world.sandbox(&["undo", "-y"]).shows(str![[r#"
exit code 0
--- stdout
ID                                    NAME                   POLICY  SOURCES
6881f631-3bd5-4213-9c75-8e05cc3e35dd  Password Sync Group 1  Strong  ActiveDirectory, GitHub
--- stderr
sync group `Password Sync Group 1`: end users see the name `Password Sync Group 1` instead of `Renamed`
undo of change 1: `syncgroup -p sandbox update 6881f631-3bd5-4213-9c75-8e05cc3e35dd --name Renamed`, run at [TIME]; change 1 is undone by change 2

"#]]);
    world.sandbox(&["undo", "-y"]).shows(str![[r#"
exit code 3
--- stderr
error: there is no change to undo on tenant `sandbox`
  cause: changes are recorded on the machine that made them
  hint: syncgroup -p sandbox history

"#]]);
}

#[test]
fn errors() {
    let world = World::new();
    world.run(&["list"]).shows(str![[r#"
exit code 2
--- stderr
error: no tenant is chosen
  hint: syncgroup login
  hint: syncgroup profile add NAME --tenant acme --client-id ID
  hint: export SAIL_BASE_URL=https://acme.api.identitynow.com SAIL_CLIENT_ID=… SAIL_CLIENT_SECRET=…
  hint: syncgroup -p sandbox list

"#]]);
    world.run(&["lst"]).shows(str![[r#"
exit code 2
--- stderr
error: unrecognized subcommand 'lst'
  hint: syncgroup list

"#]]);
    world.run(&["-p", "nowhere", "list"]).shows(str![[r#"
exit code 2
--- stderr
error: profile `nowhere` does not exist
  hint: profiles: sandbox
  hint: syncgroup profile add nowhere --tenant acme --client-id ID

"#]]);
    world.sandbox(&["list", "--limit", "many"]).shows(str![[r#"
exit code 2
--- stderr
error: invalid value 'many' for '--limit <N>': a whole number is expected, such as 10

"#]]);
    world.sandbox(&["get", "Password Sync Group 2", "-o", "json"]).shows(str![[r#"
exit code 3
--- stderr
{"error":{"code":"not_found","message":"sync group `Password Sync Group 2` was not found in tenant `sandbox`","status":null,"detailCode":null,"trackingId":null,"hints":["did you mean `Password Sync Group 1`?","syncgroup -p sandbox list"]}}

"#]]);
    world.sandbox(&["remove", GROUP, "--no-input"]).shows(str![[r#"
exit code 2
--- stderr
sync group `Password Sync Group 1`:
  the passwords of `ActiveDirectory` become independent, also in applications `Windows Login` and `VPN`
  `ActiveDirectory` keeps policy `Strong`; to change it afterwards, edit the source
  the passwords of `GitHub` become independent, also in application `GitHub`
  `GitHub` keeps policy `Strong`; to change it afterwards, edit the source
error: `--no-input` forbids the question: Delete sync group `Password Sync Group 1` on profile `sandbox` (embedded)?
  hint: --yes

"#]]);
    world
        .sandbox(&["new", "--name", "Alone", "--policy", "Basic", "--source", "ServiceNow"])
        .shows(str![[r#"
exit code 7
--- stderr
error: sync group `Alone` would not meet the prerequisites
  cause: group `Alone` has one source; it needs at least two
  hint: add a source; those that can join: syncgroup -p sandbox sources --eligible
  hint: --no-check sends it anyway

"#]]);
    world.sandbox_with(&["new", "-f", "-"], "name: X\npolcy: Basic\n").shows(str![[r#"
exit code 2
--- stderr
error: stdin:2:1: unknown key `polcy`
  hint: did you mean `policy`?
  hint: --allow-unknown sends it anyway

"#]]);
    world.sandbox_with(&["diff", "-f", "-"], "- name: [\n").shows(str![[r#"
exit code 2
--- stderr
error: stdin:1:9: unclosed bracket '['

"#]]);
}
