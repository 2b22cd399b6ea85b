//! Formats, columns, colour, quiet.

use snapbox::str;

use crate::world::{GROUP, SEEDED, World};

#[test]
fn every_format_shows_the_group() {
    let world = World::new();
    let out = |format: &str| world.sandbox(&["get", GROUP, "-o", format]).quietly().stdout;
    assert!(out("json").starts_with("{\n  \"id\""), "{}", out("json"));
    assert_eq!(out("jsonl").lines().count(), 1);
    assert!(out("yaml").starts_with("id: "), "{}", out("yaml"));
    assert_eq!(out("id"), format!("{GROUP}\n"));
    assert_eq!(
        out("csv"),
        format!(
            "id,name,policy,sources\n{GROUP},Password Sync Group 1,Strong,ActiveDirectory;GitHub\n"
        )
    );
}

#[test]
fn columns_choose_what_table_and_csv_show() {
    let world = World::new();
    let run = world.sandbox(&["list", "-o", "csv", "--columns", "name,members,modified"]).quietly();
    assert_eq!(
        run.stdout,
        "name,members,modified\nPassword Sync Group 1,2,2023-03-16T04:00:00Z\nHead Office,3,\n"
    );
    for (format, rows) in [
        ("table", "Password Sync Group 1  2\nHead Office            3\n"),
        ("csv", "Password Sync Group 1,2\nHead Office,3\n"),
        ("tsv", "Password Sync Group 1\t2\nHead Office\t3\n"),
    ] {
        let list = ["list", "-o", format, "--columns", "name,members", "--no-headers"];
        assert_eq!(world.sandbox(&list).quietly().stdout, rows);
    }
    world.sandbox(&["list", "--columns", "nope"]).shows(str![[r#"
exit code 2
--- stderr
error: unknown column `nope`; available: `id`, `name`, `policy`, `sources`, `created`, `modified`, `members`

"#]]);
    world.sandbox(&["list", "--columns", "name", "-o", "json"]).exits(2).without_answer();
}

#[test]
fn the_format_comes_from_the_option_else_the_variable_else_the_profile() {
    let world = World::new();
    let served = world.serve(&[]);
    world.config(&format!(
        "[profiles.p]\nbase_url = \"{}\"\nclient_id = \"{}\"\noutput = \"id\"\n",
        served.url, served.id
    ));
    let list = |arguments: &[&str], variable: Option<&str>| {
        let mut invocation = world.command(&[&["-p", "p", "list"], arguments].concat());
        invocation = invocation.env("SYNCGROUP_CLIENT_SECRET", &served.secret);
        if let Some(variable) = variable {
            invocation = invocation.env("SYNCGROUP_OUTPUT", variable);
        }
        invocation.run().exits(0).stdout
    };
    assert_eq!(list(&[], None), SEEDED);
    assert!(list(&[], Some("jsonl")).starts_with('{'));
    assert!(list(&["-o", "csv"], Some("jsonl")).starts_with("id,"));
}

#[test]
fn a_pipe_gets_no_colour_unless_it_is_asked_for() {
    let world = World::new();
    let escapes = |arguments: &[&str], variable: Option<(&str, &str)>| {
        let mut invocation = world.command(&[&["-p", "sandbox", "list"], arguments].concat());
        if let Some((name, value)) = variable {
            invocation = invocation.env(name, value);
        }
        invocation.run().exits(0).stdout.contains('\u{1b}')
    };
    assert!(!escapes(&[], None));
    assert!(escapes(&["--color", "always"], None));
    assert!(escapes(&[], Some(("CLICOLOR_FORCE", "1"))));
    assert!(!escapes(&["--color", "never"], Some(("CLICOLOR_FORCE", "1"))));
    world.sandbox(&["list", "--color", "sometimes"]).exits(2).without_answer();
}

#[test]
fn errors_are_json_where_the_answer_is() {
    let world = World::new();
    let missing = "00000000-0000-4000-8000-000000000000";
    for format in ["json", "jsonl"] {
        let run = world.sandbox(&["get", missing, "-o", format]).exits(3).without_answer();
        let error = run.error();
        assert_eq!(error["code"], "not_found");
        assert_eq!(error["status"], 404);
        assert!(error["detailCode"].as_str().unwrap().starts_with("404"));
        assert_eq!(error["trackingId"].as_str().unwrap().len(), 32);
        assert_eq!(run.stderr.lines().count(), 1);
    }
    world.sandbox(&["get", missing]).shows(str![[r#"
exit code 3
--- stderr
error: sync group `00000000-0000-4000-8000-000000000000` was not found in tenant `sandbox`
  cause: The server did not find a current representation for the target resource.
  status: 404, detailCode: 404 Not found, trackingId: [ID1]
  hint: syncgroup -p sandbox list

"#]]);
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_an_error_and_not_a_success() {
    if !std::path::Path::new("/dev/full").exists() {
        return;
    }
    let world = World::new();
    let run = world.script("syncgroup -p sandbox list > /dev/full").run();
    run.exits(1).says("cannot write to stdout");
}

#[test]
fn every_format_can_be_a_default() {
    let world = World::plain();
    let list = |format: &str| world.sandbox(&["list", "-o", format]).quietly().stdout;
    world.run(&["profile", "add", "local", "--sandbox"]).exits(0);
    for format in ["table", "wide", "json", "jsonl", "yaml", "csv", "tsv", "id"] {
        let by_variable = world.command(&["-p", "sandbox", "list"]).env("SYNCGROUP_OUTPUT", format);
        assert_eq!(by_variable.run().quietly().stdout, list(format));
        world.run(&["profile", "set", "output", format, "-p", "local"]).exits(0);
        let expected = world.run(&["-p", "local", "list", "-o", format]).quietly().stdout;
        assert_eq!(world.run(&["-p", "local", "list"]).quietly().stdout, expected);
        let export = world.command(&["-p", "sandbox", "export"]).env("SYNCGROUP_OUTPUT", format);
        export.run().quietly();
    }
}
