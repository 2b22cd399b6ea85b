//! One source, and one password policy, in detail.

use snapbox::str;

use crate::world::{POLICY, SOURCES, World};

#[test]
fn a_source_is_shown_with_what_uses_it_and_whether_it_can_join() {
    let world = World::new();
    world.sandbox(&["sources", "get", "Oracle Payroll"]).shows(str![[r#"
exit code 0
--- stdout
KEY           VALUE
id            2c918084660f45d6016617daa9210550
name          Oracle Payroll
type          Oracle Database - Direct
direct        yes
password      yes
auth          no
applications
policy
group
healthy       no
eligible      yes
why           source `Oracle Payroll` is not healthy (`SOURCE_STATE_ERROR_SOURCE`)
description   Can join a group, yet its last health check failed.
owner         Sandbox Admin
status        SOURCE_STATE_ERROR_SOURCE
created       2022-02-08T14:50:03.827Z
modified      2022-02-08T14:50:03.827Z

"#]]);
    world
        .sandbox(&["sources", "show", "hr extract", "--columns", "name,why,owner"])
        .shows(str![[r#"
exit code 0
--- stdout
NAME        WHY                                                                                                                               OWNER
HR Extract  source `HR Extract` is not direct-connect; source `HR Extract` is not configured for password management (no feature `PASSWORD`)  Sandbox Admin

"#]]);
    let whole = world.sandbox(&["sources", "get", SOURCES[0], "-o", "json"]).quietly().json();
    assert_eq!(
        (&whole["name"], &whole["connector"]),
        (&"ActiveDirectory".into(), &"active-directory".into())
    );
    let id = world.sandbox(&["sources", "get", "GitHub", "-o", "id"]).quietly().stdout;
    assert_eq!(id.trim_end(), SOURCES[1]);
    let row = world.sandbox(&["sources", "get", "GitHub", "-o", "csv"]).quietly().stdout;
    let list = world.sandbox(&["sources", "-o", "csv"]).quietly().stdout;
    let of_list: Vec<&str> =
        list.lines().filter(|line| line.contains("GitHub,") || line.starts_with("id,")).collect();
    assert_eq!(row.lines().collect::<Vec<_>>(), of_list);
    let saved = world.sandbox(&["sources", "get", "GitHub", "--save", "github.json", "-o", "json"]);
    assert_eq!(saved.quietly().stdout, "");
    assert!(std::fs::read_to_string(world.path("github.json")).unwrap().contains("GitHub"));
}

#[test]
fn a_policy_is_shown_with_its_rules_and_what_uses_it() {
    let world = World::new();
    world.sandbox(&["policies", "get", "Strong"]).shows(str![[r#"
exit code 0
--- stdout
KEY          VALUE
id           2c91808d744ba0ce01746f93b6204501
name         Strong
rules        at least 12 characters, 1 letter, 1 upper-case letter, 1 lower-case letter, 1 digit, 1 special character; at most 3 repetitions of a character; without the account's name, the account's ID
groups       Password Sync Group 1, Head Office
sources      GitHub, Mainframe, ActiveDirectory, Entra ID, SAP ERP, Snowflake
default      false
description  For everything that matters.
created      2021-12-09T13:23:26.564Z
modified     2022-09-05T13:43:50.753Z

"#]]);
    let whole = world.sandbox(&["policies", "show", POLICY, "-o", "json"]).quietly().json();
    assert_eq!((&whole["name"], &whole["minLength"]), (&"Strong".into(), &12.into()));
    let head = world.sandbox(&["policies", "get", "Strong", "-i"]).quietly().stdout;
    assert!(head.starts_with("HTTP 200\n") && head.contains("\nKEY "), "{head}");
}

#[test]
fn what_is_not_there_is_answered_with_what_is() {
    let world = World::new();
    world.sandbox(&["sources", "get", "Oracle Payrol"]).shows(str![[r#"
exit code 3
--- stderr
error: source `Oracle Payrol` was not found in tenant `sandbox`
  hint: did you mean `Oracle Payroll`?
  hint: syncgroup -p sandbox sources

"#]]);
    world.sandbox(&["policies", "get", "strog"]).shows(str![[r#"
exit code 3
--- stderr
error: password policy `strog` was not found in tenant `sandbox`
  hint: did you mean `Strong`?
  hint: syncgroup -p sandbox policies

"#]]);
    world.sandbox(&["policies", "get", "00000000000000000000000000000000"]).shows(str![[r#"
exit code 3
--- stderr
error: password policy `00000000000000000000000000000000` was not found in tenant `sandbox`
  cause: The server did not find a current representation for the target resource.
  status: 404, detailCode: 404 Not found, trackingId: [ID1]
  hint: syncgroup -p sandbox policies

"#]]);
    world.sandbox(&["sources", "GitHub"]).shows(str![[r#"
exit code 2
--- stderr
error: unrecognized subcommand 'GitHub'
  hint: syncgroup -p sandbox sources get GitHub

"#]]);
    world.sandbox(&["sources", "list", "--eligible"]).shows(str![[r#"
exit code 2
--- stderr
error: unrecognized subcommand 'list'
  hint: syncgroup -p sandbox sources --eligible

"#]]);
    world.sandbox(&["sources", "get", "GitHub", "--columns", "nmae"]).shows(str![[r#"
exit code 2
--- stderr
error: unknown column `nmae`; available: `id`, `name`, `type`, `direct`, `password`, `auth`, `applications`, `policy`, `group`, `healthy`, `eligible`, `why`, `description`, `owner`, `status`, `created`, `modified`
  hint: did you mean `name`?

"#]]);
}
