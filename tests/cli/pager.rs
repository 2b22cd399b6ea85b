//! Pager and spinner: a terminal of our own, by `script`, and what a pipe sees of them.

use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::json;

use crate::scripted::{Act, GROUPS, SECRET, Scripted, surroundings};
use crate::terminal::Terminal;
use crate::tools::tool;
use crate::world::World;

/// The program on a terminal of 24 lines.
fn on_terminal(world: &World, command: &str, variables: &[(&str, &str)]) -> String {
    let quoted = format!("stty rows 24 cols 100; {command}");
    let mut run = world
        .script("script -qec \"$COMMAND\" /dev/null")
        .env("COMMAND", quoted)
        .env("TERM", "xterm");
    for (name, value) in variables {
        run = run.env(name, value);
    }
    run.run().exits(0).stdout
}

fn filled(groups: &str) -> World {
    let world = World::plain();
    world.sandbox(&["sandbox", "reset", "-y", "-q", "--groups", groups]).exits(0);
    world
}

#[test]
fn only_a_table_that_is_longer_than_a_terminal_goes_through_the_pager() {
    if tool("script").is_none() {
        return;
    }
    let world = filled("40");
    let pager = [("SYNCGROUP_PAGER", "sed s/^/paged:/")];
    let list = "syncgroup -p sandbox list";
    assert!(on_terminal(&world, list, &pager).matches("paged:").count() > 40);
    let plain = |command: &str, variables: &[(&str, &str)]| {
        assert!(!on_terminal(&world, command, variables).contains("paged:"), "{command}");
    };
    plain("syncgroup -p sandbox list --limit 10", &pager);
    plain("syncgroup -p sandbox list -o id", &pager);
    plain("syncgroup -p sandbox list --no-input", &pager);
    plain("syncgroup -p sandbox list | cat", &pager);
    plain(list, &[("SYNCGROUP_PAGER", "cat"), ("PAGER", "sed s/^/paged:/")]);
    plain(list, &[("SYNCGROUP_PAGER", ""), ("PAGER", "sed s/^/paged:/")]);
    let by_pager = on_terminal(&world, list, &[("PAGER", "sed s/^/paged:/")]);
    assert!(by_pager.matches("paged:").count() > 40);
}

#[test]
fn leaving_the_pager_early_is_success_and_a_missing_one_is_none() {
    if tool("script").is_none() {
        return;
    }
    // More than a pipe holds.
    let world = filled("1000");
    let list = "syncgroup -p sandbox list";
    let early = on_terminal(&world, list, &[("SYNCGROUP_PAGER", "head -n 3")]);
    assert_eq!(early.lines().count(), 3, "{early}");
    let missing = on_terminal(&world, list, &[("SYNCGROUP_PAGER", "no-such-pager 2>/dev/null")]);
    assert!(missing.lines().count() > 1000);
}

/// A pager that is left once there is a file `leave`, as `less` is by a key; it says when it hears a signal.
const PAGER: &str = "trap 'echo heard' INT
head -n 1; echo paging; while [ ! -e leave ]; do sleep 0.05; done; echo left";

#[test]
fn ctrl_c_is_a_key_of_the_pager() {
    let world = filled("40");
    world.file("pager.sh", PAGER);
    let list = "SYNCGROUP_PAGER='bash pager.sh' TERM=xterm syncgroup -p sandbox list";
    let script = format!("stty rows 10 cols 100; {list}; echo code=$?");
    let Some(mut terminal) = Terminal::start(&world, &script, |invocation| invocation) else {
        return;
    };
    terminal.wait_for("paging");
    terminal.press("\x03");
    terminal.wait_for("heard");
    world.file("leave", "");
    let shown = terminal.finish();
    assert!(shown.contains("left\r\ncode=0") && !shown.contains("interrupted"), "{shown}");
}

#[test]
fn less_shows_colours_unless_its_user_has_options_for_it() {
    if tool("script").is_none() {
        return;
    }
    let world = filled("40");
    let list = "syncgroup -p sandbox list";
    for (own, used) in [("", "FRX"), ("-S", "-S")] {
        for name in ["PAGER", "SYNCGROUP_PAGER"] {
            let variables = [(name, "sed \"s/^/[$LESS]/\""), ("LESS", own)];
            let shown = on_terminal(&world, list, &variables);
            assert!(shown.starts_with(&format!("[{used}]")), "{shown}");
        }
    }
}

#[test]
fn a_slow_tenant_makes_a_terminal_spin_and_nothing_else() {
    if tool("script").is_none() {
        return;
    }
    let world = World::plain();
    let served = world.serve(&["--latency", "250ms"]);
    let variables = [
        ("SAIL_BASE_URL", served.url.as_str()),
        ("SAIL_CLIENT_ID", &served.id),
        ("SAIL_CLIENT_SECRET", &served.secret),
    ];
    let slow = on_terminal(&world, "syncgroup list --no-token-cache", &variables);
    assert!(slow.contains("waiting for the tenant") && slow.contains("\x1b[K"), "{slow:?}");
    let last = slow.rsplit("\x1b[K").next().unwrap();
    assert!(last.contains("Password Sync Group 1"), "it is gone before the answer: {slow:?}");
    for command in ["syncgroup list -q --no-token-cache", "syncgroup list --no-token-cache | cat"] {
        let text = on_terminal(&world, command, &variables);
        assert!(!text.contains("waiting"), "{command}: {text:?}");
    }
    let held = "syncgroup list --no-token-cache --pace 1/1";
    let held = on_terminal(&world, held, &variables);
    assert!(held.contains("waiting for the tenant's rate limit"), "{held:?}");
    let quick = on_terminal(&world, "syncgroup -p sandbox version", &[]);
    assert!(!quick.contains("waiting"));
}

#[test]
fn a_pause_that_the_tenant_asks_for_is_one_of_its_rate_limit() {
    if tool("script").is_none() {
        return;
    }
    let refused = AtomicBool::new(false);
    let tenant = Scripted::tenant(move |seen, _| match seen.target() {
        GROUPS if !refused.swap(true, Ordering::Relaxed) => {
            Act::json(429, json!({})).with("retry-after", "1")
        }
        _ => surroundings(seen),
    });
    let variables = [
        ("SAIL_BASE_URL", tenant.url.as_str()),
        ("SAIL_CLIENT_ID", "client"),
        ("SAIL_CLIENT_SECRET", SECRET),
    ];
    let shown = on_terminal(&World::new(), "syncgroup list --no-token-cache", &variables);
    assert!(shown.contains("waiting for the tenant's rate limit"), "{shown:?}");
}

#[test]
fn a_whole_tenant_has_a_bar_that_says_when_it_waits_for_the_rate_limit() {
    if tool("script").is_none() {
        return;
    }
    let world = filled("40");
    let served = world.serve(&["--page-cap", "5", "--rate-limit", "25/1"]);
    let variables = [
        ("SAIL_BASE_URL", served.url.as_str()),
        ("SAIL_CLIENT_ID", &served.id),
        ("SAIL_CLIENT_SECRET", &served.secret),
    ];
    // About as many requests as two windows of the limit: one wait of a second.
    let text = |command: &str| format!("syncgroup --no-token-cache --pace 25/1 {command}");
    for command in ["check", "export", "export > groups.yaml", "export --save groups.yaml"] {
        let shown = on_terminal(&world, &text(command), &variables);
        let bars: Vec<&str> =
            shown.split("\x1b[K").filter(|line| line.starts_with("reading ")).collect();
        assert!(bars.iter().any(|bar| bar.contains(" left")), "{shown:?}");
        let waits = "waiting for the tenant's rate limit";
        assert!(bars.iter().any(|bar| bar.contains(waits)), "{command}: {shown:?}");
        let last = shown.rsplit("\x1b[K").next().unwrap();
        assert!(!last.contains("reading "), "it is gone at the end: {shown:?}");
    }
    let quiet = on_terminal(&world, &text("check -q"), &variables);
    assert!(!quiet.contains("reading "), "{quiet:?}");
    // Who is behind a pipe may use the same terminal.
    assert!(!on_terminal(&world, &text("export | cat"), &variables).contains("reading "));
}
