//! The embedded tenant from outside: served, reset, damaged, killed.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;

use crate::world::{GROUP, SEEDED, SOURCES, World, body};

#[cfg(unix)]
#[test]
fn serve_ends_with_zero_on_both_signals() {
    let world = World::new();
    assert_eq!(world.serve(&[]).end_with("-INT"), Some(0));
    assert_eq!(world.serve(&[]).end_with("-TERM"), Some(0));
}

#[test]
fn its_lines_are_all_that_another_run_needs() {
    let world = World::new();
    let served = world.serve(&[]);
    let elsewhere = World::new();
    let run = elsewhere.command(&["get", GROUP, "-o", "id"]).on(&served).run().quietly();
    assert_eq!(run.stdout, format!("{GROUP}\n"));
}

#[test]
fn what_one_command_did_the_next_one_sees_served_or_not() {
    let world = World::new();
    let served = world.serve(&[]);
    world.command(&["update", GROUP, "--name", "Seen"]).on(&served).run().exits(0);
    let run = world.sandbox(&["get", "Seen", "-o", "id"]).quietly();
    assert_eq!(run.stdout, format!("{GROUP}\n"));
    world.sandbox(&["sandbox", "reset", "-y"]).exits(0);
    let run = world.command(&["get", "Password Sync Group 1", "-o", "id"]).on(&served).run();
    assert_eq!(run.stdout, format!("{GROUP}\n"), "reset while it is served: {}", run.stderr);
}

#[test]
fn reset_asks_first() {
    let world = World::new();
    world.sandbox(&["remove", GROUP, "-y"]).exits(0);
    world.sandbox(&["sandbox", "reset", "--no-input"]).exits(2).without_answer().says("--yes");
    world.sandbox(&["get", GROUP]).exits(3);
    world.run(&["sandbox", "reset", "-y"]).exits(0).without_answer();
    assert_eq!(world.sandbox(&["list", "-o", "id"]).exits(0).stdout, SEEDED);
}

#[test]
fn a_damaged_database_names_the_way_out_and_nothing_is_thrown_away() {
    let world = World::new();
    world.sandbox(&["list"]).exits(0);
    let database = world.database();
    for ending in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{ending}", database.display()));
    }
    std::fs::write(&database, "this is no database, and long enough to be read as one".repeat(100))
        .unwrap();
    let before = std::fs::read(&database).unwrap();
    world.sandbox(&["list"]).exits(2).without_answer().says("damaged").says("sandbox reset");
    assert_eq!(std::fs::read(&database).unwrap(), before);
    let kept = world.sandbox(&["sandbox", "reset", "-y"]).exits(0).stderr;
    assert!(kept.contains("was kept as"), "{kept}");
    let aside = std::fs::read_dir(database.parent().unwrap())
        .unwrap()
        .filter_map(Result::ok)
        .any(|entry| std::fs::read(entry.path()).is_ok_and(|content| content == before));
    assert!(aside, "the damaged file is kept");
    world.sandbox(&["list"]).exits(0);
}

#[test]
fn a_kill_in_the_middle_loses_nothing_that_was_acknowledged() {
    let world = World::new();
    world.sandbox(&["sandbox", "reset", "-y", "--groups", "0", "--sources", "60"]).exits(0);
    let sources = world.sandbox(&["sources", "--eligible", "-o", "id"]).quietly().stdout;
    let sources: Vec<&str> = sources.lines().collect();
    let policy = world.sandbox(&["policies", "-o", "id"]).quietly().stdout;
    let policy = policy.lines().next().unwrap().to_owned();
    let mut acknowledged = Vec::new();
    for (round, pair) in sources.chunks_exact(2).enumerate() {
        let name = format!("Round {round}");
        let mut command = world
            .command(&[
                "-p",
                "sandbox",
                "new",
                "--no-check",
                "--name",
                &name,
                "--policy",
                &policy,
                "--source",
                pair[0],
                "--source",
                pair[1],
                "-o",
                "id",
            ])
            .command;
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Ever later kills, from before the start of the tenant to after the answer.
        std::thread::sleep(std::time::Duration::from_millis(round as u64 * 3));
        let _ = child.kill();
        let output = child.wait_with_output().unwrap();
        if !output.stdout.is_empty() {
            acknowledged.push(String::from_utf8(output.stdout).unwrap().trim().to_owned());
        }
    }
    let ids = world.sandbox(&["list", "-o", "id", "-q"]).exits(0).stdout;
    for id in &acknowledged {
        assert!(ids.contains(id.as_str()), "{id} was acknowledged and is lost");
    }
}

#[test]
fn other_clients_are_served_as_documented() {
    let world = World::new();
    let served = world.serve(&[]);
    let (status, head, body_) = served.request("GET /v3/password-sync-groups HTTP/1.1", "");
    assert_eq!(status, 401, "{head}");
    assert!(body_.contains("\"error\""), "{body_}");
    let form = format!(
        "grant_type=client_credentials&client_id={}&client_secret={}",
        served.id, served.secret
    );
    let (status, _, reply) = served.request(
        "POST /oauth/token HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded",
        &form,
    );
    assert_eq!(status, 200, "{reply}");
    let token: serde_json::Value = serde_json::from_str(&reply).unwrap();
    let token = token["access_token"].as_str().unwrap();
    for path in
        ["/v3/password-sync-groups", "/beta/password-sync-groups", "/password-sync-groups/v1"]
    {
        let head = format!("GET {path}?count=true HTTP/1.1\r\nAuthorization: Bearer {token}");
        let (status, head, reply) = served.request(&head, "");
        assert_eq!(status, 200, "{path} {reply}");
        assert!(head.contains("x-total-count: 2"), "{head}");
        assert!(head.contains("slpt-request-id"), "{head}");
        assert!(reply.contains(GROUP));
    }
    let head =
        format!("GET /v3/password-sync-groups?limit=251 HTTP/1.1\r\nAuthorization: Bearer {token}");
    assert_eq!(served.request(&head, "").0, 400);
    let head = format!(
        "POST /v3/password-sync-groups HTTP/1.1\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json"
    );
    let (status, _, reply) = served.request(&head, &body("Password Sync Group 1", &SOURCES));
    assert_eq!(status, 400);
    assert!(reply.contains("400.1.409") && reply.contains("trackingId"), "{reply}");
}

#[test]
fn only_loopback_is_served() {
    World::new()
        .run(&["sandbox", "serve", "--addr", "0.0.0.0:0"])
        .exits(2)
        .without_answer()
        .says("loopback");
    World::new().run(&["sandbox", "serve", "--fault", "sometimes"]).exits(2).without_answer();
    World::new().run(&["sandbox", "serve", "--latency", "soon"]).exits(2).without_answer();
}

#[cfg(unix)]
#[test]
fn without_a_home_the_state_has_no_place() {
    World::new()
        .command(&["-p", "sandbox", "list"])
        .without("HOME")
        .run()
        .exits(2)
        .without_answer()
        .says("HOME");
}

#[test]
fn a_source_with_a_policy_exception_cannot_join_in_any_path_style() {
    let world = World::new();
    for version in ["v3", "v2024", "v2025", "v2026", "v1"] {
        let new = |more: &[&str]| {
            let arguments = ["new", "--name", "New", "--policy", "Strong", "--source", "Mainframe"];
            let rest = ["--source", "ServiceNow", "--api-version", version];
            world.sandbox(&[&arguments[..], &rest, more].concat())
        };
        new(&[]).exits(7).without_answer().says("exception");
        new(&["--no-check"]).exits(1).without_answer().says("policy exceptions");
    }
}

#[test]
fn a_served_fault_carries_the_detail_code_of_its_status() {
    let world = World::new();
    for (status, code, exit) in [(403, "403 Forbidden", 4), (409, "409 Conflict", 5)] {
        let served = world.serve(&["--fault", &format!("{status}:1")]);
        let run = world.command(&["list", "-o", "json"]).on(&served).run().exits(exit);
        assert_eq!(run.error()["detailCode"], code);
    }
}

/// The first lines that a served sandbox prints.
fn printed(world: &World, options: &[&str], shell: Option<&str>, count: usize) -> Vec<String> {
    let arguments = [&["sandbox", "serve", "--addr", "127.0.0.1:0"], options].concat();
    let mut invocation = world.command(&arguments);
    if let Some(shell) = shell {
        invocation = invocation.env("SYNCGROUP_SHELL", shell);
    }
    let mut command = invocation.command;
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let lines = lines.take(count).map(Result::unwrap).collect();
    let _ = child.kill();
    let _ = child.wait();
    lines
}

#[test]
fn its_lines_are_written_for_the_shell_in_use() {
    let world = World::new();
    let begin = |options: &[&str], shell: Option<&str>, starts: [&str; 3], ends: &str| {
        let lines = printed(&world, options, shell, 3);
        for (line, start) in lines.iter().zip(starts) {
            assert!(line.starts_with(start) && line.ends_with(ends), "{line}");
        }
    };
    let sh = [
        "export SAIL_BASE_URL=http://127.0.0.1:",
        "export SAIL_CLIENT_ID=",
        "export SAIL_CLIENT_SECRET=",
    ];
    let powershell = [
        "$env:SAIL_BASE_URL = 'http://127.0.0.1:",
        "$env:SAIL_CLIENT_ID = '",
        "$env:SAIL_CLIENT_SECRET = '",
    ];
    let cmd = [
        "set \"SAIL_BASE_URL=http://127.0.0.1:",
        "set \"SAIL_CLIENT_ID=",
        "set \"SAIL_CLIENT_SECRET=",
    ];
    begin(&[], None, sh, "");
    begin(&[], Some("powershell"), powershell, "'");
    begin(&["--shell", "powershell"], None, powershell, "'");
    begin(&["--shell", "cmd"], Some("powershell"), cmd, "\"");
    begin(&["--shell", "sh"], Some("cmd"), sh, "");
}

#[test]
fn pages_can_be_capped_and_totals_left_out_or_wrong() {
    let world = World::new();
    let page = |options: &[&str]| {
        let served = world.serve(options);
        let arguments = ["api", "GET", "/v3/sources?limit=10&count=true", "-i", "-o", "json"];
        let answer = world.command(&arguments).on(&served).run().exits(0).json();
        let headers = answer["Headers"].to_string().to_lowercase();
        let total = headers.split_once("x-total-count\":").map(|(_, rest)| {
            rest.trim_start_matches(['[', '"']).split('"').next().unwrap().to_owned()
        });
        (answer["Response"].as_array().unwrap().len(), total)
    };
    let total = |number: u32| Some(number.to_string());
    assert_eq!(page(&[]), (10, total(14)));
    assert_eq!(page(&["--page-cap", "3"]), (3, total(14)));
    assert_eq!(page(&["--page-cap", "3", "--omit-total-count"]), (3, None));
    assert_eq!(page(&["--total-count-offset", "-1"]), (10, total(13)));
    assert_eq!(page(&["--total-count-offset", "2"]), (10, total(16)));
    world.run(&["sandbox", "serve", "--page-cap", "0"]).exits(2).without_answer();
}

#[test]
fn a_database_of_version_0_1_0_is_still_read() {
    let world = World::new();
    let old =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/0.1.0/sandbox.db");
    std::fs::create_dir_all(world.database().parent().unwrap()).unwrap();
    std::fs::copy(old, world.database()).unwrap();
    let run = world.sandbox(&["get", "Branch Offices", "-o", "json"]).quietly();
    assert_eq!(run.json()["name"], "Branch Offices");
    world.sandbox(&["remove", "Branch Offices", "-y"]).exits(0);
    world.sandbox(&["undo", "-y"]).exits(0);
    world.sandbox(&["get", "Branch Offices"]).exits(0);
}

#[test]
fn a_read_only_tenant_is_not_reset() {
    let world = World::new();
    world.config("[profiles.ro]\nsandbox = true\nread_only = true\n");
    world.sandbox(&["list"]).exits(0);
    let reset = ["sandbox", "reset", "-y", "--groups", "5"];
    let run = world.command(&reset).env("SYNCGROUP_READ_ONLY", "1").run();
    run.exits(4).says("profile `sandbox` is read-only").says("hint: unset SYNCGROUP_READ_ONLY");
    let run = world.command(&reset).env("SYNCGROUP_READ_ONLY", "1").env("SYNCGROUP_SHELL", "cmd");
    run.run().exits(4).says("hint: set \"SYNCGROUP_READ_ONLY=\"");
    let run = world.command(&[&["-p", "ro"][..], &reset].concat()).run();
    run.exits(4).says("profile `ro` is read-only").does_not_say("--dry-run");
    assert_eq!(world.sandbox(&["list", "-o", "id"]).exits(0).stdout, SEEDED);
}
