//! What a shell script, a signal or a terminal does in tests elsewhere, with the means of Windows.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::scripted::{Act, GROUPS, Scripted, group, surroundings};
use crate::world::{BINARY, GROUP, Invocation, Run, SEEDED, SOURCES, World, body};

/// The program that stands in for editors and for who presses Ctrl-C; `cargo test` builds it beside the tests.
fn stand_in() -> String {
    let path = Path::new(BINARY).parent().unwrap().join(r"examples\stand-in.exe");
    assert!(path.exists(), "first: cargo build --example stand-in");
    format!("\"{}\"", path.display())
}

fn edit(world: &World, how: &str) -> Run {
    let editor = format!("{} {how}", stand_in());
    world.command(&["-p", "sandbox", "update", GROUP, "--edit"]).env("EDITOR", editor).run()
}

#[test]
fn an_editor_that_lets_nobody_else_have_the_file_saves_it() {
    let world = World::new();
    let run = edit(&world, r#"replace "Password Sync Group 1" "Edited ü""#).exits(0);
    assert!(run.stdout.contains("Edited ü"), "{}", run.stdout);
    edit(&world, "fail").exits(2).without_answer().says("failed");
    edit(&world, "replace GitHub GitHup").exits(3).says("did you mean `GitHub`?");
    world.sandbox(&["undo", "-y", "-q"]).exits(0);
    world.sandbox(&["get", "Password Sync Group 1", "-o", "id"]).quietly();
}

#[test]
fn the_configuration_is_edited() {
    let world = World::new();
    world.config("[profiles.prod]\r\ntenant = \"acme\"\r\n");
    let edit = |how: &str| {
        let editor = format!("{} {how}", stand_in());
        world.command(&["profile", "edit"]).env("EDITOR", editor).run()
    };
    let config = || std::fs::read_to_string(world.path(r".config\syncgroup\config.toml")).unwrap();
    edit("replace x x").exits(0).without_answer().says("the text was not changed");
    edit("replace acme other").exits(0).says("changed ");
    edit("replace tenant tenannt").exits(2).says("unknown key `tenannt`").says("is kept in `");
    edit("fail").exits(2).says("failed");
    assert_eq!(config(), "[profiles.prod]\r\ntenant = \"other\"\r\n");
}

#[test]
fn an_editor_may_be_a_script() {
    let world = World::new();
    world.file(r"with blank\nano.cmd", format!("@{} replace GitHub ServiceNow %1\r\n", stand_in()));
    let editor = world.path(r"with blank\nano");
    let run = world
        .command(&["-p", "sandbox", "update", GROUP, "--edit"])
        .env("EDITOR", format!("\"{}\"", editor.display()))
        .run();
    assert!(run.exits(0).stdout.contains("ServiceNow"));
}

#[test]
fn a_secret_comes_from_a_command() {
    let world = World::plain();
    let served = world.serve(&[]);
    let file = world.file("a secret", format!("{}\r\n", served.secret));
    let add = ["profile", "add", "p", "--base-url", &served.url, "--client-id", &served.id];
    let command = ["--client-secret-command", "cmd", "/c", "type", &file];
    world.run(&[&add[..], &command].concat()).exits(0);
    world.run(&["-p", "p", "list", "-o", "id"]).quietly();
}

#[test]
fn a_pager_that_is_missing_loses_nothing() {
    let world = World::new();
    let run = world.command(&["-p", "sandbox", "list", "-o", "id"]).env("PAGER", "no-such-pager");
    assert_eq!(run.run().quietly().stdout, SEEDED);
}

#[test]
fn a_body_is_read_as_out_file_writes_it() {
    let world = World::new();
    let text = body("Größe 😀", &["2c918084660f45d6016617daa9210510", SOURCES[1]]);
    let text = text.replace(SOURCES[1], "2c918084660f45d6016617daa9210520");
    let units = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes);
    world.file("group.json", units.collect::<Vec<u8>>());
    world.sandbox(&["new", "-f", "group.json", "--lenient", "-q"]).exits(2);
    let run = world.sandbox(&["new", "-f", "group.json", "-n", "-o", "json"]).exits(0);
    assert!(run.stdout.contains("Größe 😀"), "{}", run.stdout);
}

/// Ten commands at the same time ask for one token, and the file that they share is never half written.
#[test]
fn ten_processes_at_once_share_one_token() {
    let world = World::plain();
    let tenant = Scripted::tenant(|_, _| Act::list([group("g1", "N")]));
    let codes = crate::world::side_by_side(&[(); 10], 10, |()| {
        world.command(&["list", "-o", "id"]).at(&tenant).run().quietly().code
    });
    assert_eq!(codes, [0; 10]);
    assert_eq!(tenant.count(crate::scripted::TOKEN), 1);
}

#[test]
fn profiles_that_are_added_at_the_same_time_are_all_there() {
    let world = World::new();
    let numbers: Vec<usize> = (0..18).collect();
    crate::world::side_by_side(&numbers, 9, |number| {
        let (name, tenant) = (format!("p{number}"), format!("acme{number}"));
        let add = ["profile", "add", &name, "--tenant", &tenant, "--client-id", "c"];
        world.run(&add).exits(0);
        world.run(&["profile", "list", "-o", "json"]).quietly().json();
    });
    let all = world.run(&["profile", "list", "-o", "json"]).quietly().json();
    let named = |profile: &&serde_json::Value| profile["name"].as_str().unwrap().starts_with('p');
    assert_eq!(all.as_array().unwrap().iter().filter(named).count(), 18, "{all}");
}

/// Starts the program in a console of its own, has Ctrl-C pressed there once `ready` returns, and waits for the end.
fn interrupted(invocation: Invocation, ready: impl FnOnce()) -> Run {
    use std::os::windows::process::CommandExt as _;
    const CREATE_NO_WINDOW: u32 = 0x0800_0000;
    let Invocation { command: inner, .. } = invocation;
    let mut command = std::process::Command::new(stand_in().trim_matches('"'));
    command.arg("interrupt").arg(BINARY).args(inner.get_args()).env_clear();
    command.envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
    command.current_dir(inner.get_current_dir().unwrap()).creation_flags(CREATE_NO_WINDOW);
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    ready();
    drop(child.stdin.take());
    let output = child.wait_with_output().unwrap();
    Run {
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap_or(-1),
        home: std::path::PathBuf::new(),
    }
}

#[test]
fn ctrl_c_ends_a_read_at_once() {
    let world = World::plain();
    let (arrived, arrivals) = std::sync::mpsc::channel();
    let arrived = std::sync::Mutex::new(arrived);
    let tenant = Scripted::tenant(move |seen, _| {
        if seen.target() != GROUPS {
            return surroundings(seen);
        }
        let _ = arrived.lock().unwrap().send(());
        Act::Silence
    });
    let start = Instant::now();
    let run = interrupted(world.command(&["list"]).at(&tenant), || arrivals.recv().unwrap());
    assert_eq!(run.exits(130).without_answer().stderr, "error: interrupted\n");
    assert!(start.elapsed() < Duration::from_secs(20));
}
