//! What tables look like on terminals of several widths, and that a pipe has the same as ever.

use std::collections::HashSet;
use std::fmt::Write as _;

use regex::Regex;
use snapbox::Data;
use unicode_width::UnicodeWidthStr as _;

use crate::snapshot;
use crate::tools::tool;
use crate::world::{Invocation, Served, World};

/// What the screens are filled with: every command with a table that needs no network, on groups with long and with wide
/// names, with findings and with changes.
const COMMANDS: [&str; 15] = [
    "list",
    "list -o wide",
    "list --no-headers",
    "list --columns name,members,modified,id",
    "get 'Head Office'",
    "sources",
    "sources --why",
    "sources get 'Oracle Payroll'",
    "policies",
    "policies get Basic",
    "check",
    "history",
    "profile list",
    "profile show prod --columns key,value",
    "list -p sandbox,test",
];

const CONFIG: &str = r#"default_profile = "prod"

[profiles.prod]
base_url = "https://acme-manufacturing-europe.api.identitynow.com"
client_id = "2c9180858082150f0180893dbaf44201"
read_only = true

[profiles.test]
sandbox = true
"#;

/// What is shown of a sign-in, to the tenant that [`signed_in`] names: with the right secret, and with a wrong one.
const SIGNED_IN: [(&str, bool); 3] = [("whoami", true), ("doctor", true), ("doctor", false)];

/// A config file with a tenant at this address. Its path is a relative one, since the length of another one would differ
/// between machines.
fn signed_in(world: &World, served: &Served) -> &'static str {
    let Served { url, id, .. } = served;
    let config = format!(
        "default_profile = \"acme\"\n[profiles.acme]\nbase_url = \"{url}\"\nclient_id = \"{id}\"\n"
    );
    world.file("signed-in/config.toml", config);
    "signed-in"
}

fn world() -> World {
    let world = World::new();
    world.config(CONFIG);
    let new = |name: &str, sources: [&str; 2]| {
        let sources = sources.map(|source| ["--source", source]).concat();
        let call = ["new", "--name", name, "--policy", "Basic", "--no-check", "-q"];
        world.sandbox(&[&call[..], &sources].concat()).exits(0);
    };
    new(
        "Zürich, Ärzte und Pflegepersonal der Universitätsklinik",
        ["Salesforce", "Oracle Payroll"],
    );
    new("東京オフィス 🗼 パスワード同期", ["ServiceNow", "G Suite"]);
    world
}

/// What a terminal of so many columns shows.
fn screen(run: Invocation, width: usize, command: &str) -> String {
    let run = run
        .env("COMMAND", format!("stty rows 200 cols {width}; syncgroup {command}"))
        .env("TERM", "dumb")
        .env("TZ", "UTC");
    run.run().stdout.replace('\r', "")
}

const SCRIPT: &str = "script -qec \"$COMMAND\" /dev/null";

/// All screens of one width; none where this machine has no terminals.
fn screens(width: usize) -> Option<String> {
    tool("script")?;
    tool("stty")?;
    let world = world();
    let served = world.serve(&[]);
    let config = signed_in(&world, &served);
    let id =
        Regex::new("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}").unwrap();
    let cut_id = Regex::new("[0-9a-f]{8}[0-9a-f-]*…").unwrap();
    let utc = Regex::new("[0-9]T[0-9][0-9]:").unwrap();
    let mut shown = String::new();
    let of_sandbox = COMMANDS.map(|command| {
        (command, screen(world.script(SCRIPT), width, &format!("-p sandbox {command}")))
    });
    let of_served = SIGNED_IN.map(|(command, right)| {
        let secret = if right { &served.secret } else { "wrong" };
        let run = world.script(SCRIPT).env("SYNCGROUP_CONFIG_DIR", config);
        (command, screen(run.env("SYNCGROUP_CLIENT_SECRET", secret), width, command))
    });
    for (command, screen) in of_sandbox.into_iter().chain(of_served) {
        if !command.contains("wide") {
            for line in screen.lines().filter(|line| !is_message(line)) {
                assert!(line.width() <= width, "{command}: {line}");
            }
        }
        assert!(!cut_id.is_match(&screen), "{command}\n{screen}");
        assert!(!utc.is_match(&screen), "{command}\n{screen}");
        let ids: HashSet<&str> = id.find_iter(&screen).map(|found| found.as_str()).collect();
        assert!(width < 120 || command != "list" || ids.len() == 4, "{screen}");
        writeln!(shown, "$ syncgroup {command}\n{screen}").unwrap();
    }
    Some(snapshot::redact(&shown, world.home()))
}

/// What stands on stderr is broken by the terminal where it must.
fn is_message(line: &str) -> bool {
    line.contains("checked: ") || line.contains("warning: ") || line.starts_with("note: ")
}

#[track_caller]
fn check(width: usize, expected: Data) {
    if let Some(shown) = screens(width) {
        snapshot::check(shown, expected);
    }
}

#[test]
fn of_40_columns() {
    check(40, snapbox::file!["screens/40.txt"]);
}

#[test]
fn of_60_columns() {
    check(60, snapbox::file!["screens/60.txt"]);
}

#[test]
fn of_80_columns() {
    check(80, snapbox::file!["screens/80.txt"]);
}

#[test]
fn of_120_columns() {
    check(120, snapbox::file!["screens/120.txt"]);
}
