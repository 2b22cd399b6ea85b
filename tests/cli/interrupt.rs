//! Ctrl-C: nothing new is sent, and the command says which writes were done.

use std::io::{BufRead as _, Read as _, Write as _};
use std::process::{Child, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::scripted::{Act, CREATE, GROUPS, Scripted, group, surroundings};
use crate::world::{GROUP, Invocation, Run, SOON, SOURCES, World, body, send};

fn press(child: &Child) {
    send("-INT", child);
}

fn start(mut invocation: Invocation) -> Child {
    let command = invocation.command.stdin(Stdio::piped());
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

fn end(child: Child) -> Run {
    let output = child.wait_with_output().unwrap();
    Run {
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap_or(-1),
        home: std::path::PathBuf::new(),
    }
}

/// Many groups in one file.
fn bodies(world: &World, count: usize) -> String {
    let groups: Vec<Value> = (0..count)
        .map(|n| serde_json::from_str(&body(&format!("N{n}"), &SOURCES)).unwrap())
        .collect();
    world.file("groups.json", json!(groups).to_string())
}

/// A tenant that says when a request to this target has arrived, before it acts.
fn telling(
    target: &'static str,
    act: impl Fn(usize) -> Act + Send + Sync + 'static,
) -> (Scripted, mpsc::Receiver<()>) {
    let (arrived, arrivals) = mpsc::channel();
    let counter = std::sync::Mutex::new(0);
    let arrived = std::sync::Mutex::new(arrived);
    let tenant = Scripted::tenant(move |seen, _| {
        if seen.target() != target {
            return surroundings(seen);
        }
        let number = {
            let mut counter = counter.lock().unwrap();
            *counter += 1;
            *counter - 1
        };
        let act = act(number);
        let _ = arrived.lock().unwrap().send(());
        act
    });
    (tenant, arrivals)
}

#[test]
fn writes_that_were_done_are_named_and_nothing_new_is_sent() {
    let world = World::plain();
    let file = bodies(&world, 60);
    let served = world.serve(&["--lenient", "--latency", "150ms"]);
    let child = start(world.command(&["new", "-f", &file, "-o", "json", "-v"]).on(&served));
    // The first writes are through when their groups can be read.
    let deadline = Instant::now() + Duration::from_secs(20);
    let count = || world.sandbox(&["list", "-o", "id"]).stdout.lines().count();
    while count() < 3 {
        assert!(Instant::now() < deadline, "no write was done");
    }
    press(&child);
    let run = end(child).exits(130);
    let created = run.json().as_array().unwrap().len();
    let error = run.error();
    let done = error["causes"].as_array().unwrap();
    assert_eq!((error["code"].as_str(), done.len()), (Some("interrupted"), created), "{error}");
    assert!(created < 60, "{created}");
    assert!(
        done.iter().all(|cause| cause.as_str().unwrap().starts_with("done: create sync group `N"))
    );
    assert_eq!(count(), created + 1, "what was done is what is told");
    assert!(run.stderr.contains("not sent"), "{}", run.stderr);
}

#[test]
fn a_read_in_flight_is_dropped_at_once() {
    let world = World::plain();
    let (tenant, arrived) = telling(GROUPS, |_| Act::Silence);
    let child = start(world.command(&["list"]).at(&tenant));
    arrived.recv().unwrap();
    let start = Instant::now();
    press(&child);
    let run = end(child).exits(130).without_answer();
    assert_eq!(run.stderr, "error: interrupted\n");
    assert!(start.elapsed() < SOON);
}

#[test]
fn a_pause_between_attempts_ends() {
    let world = World::plain();
    let (tenant, arrived) = telling(GROUPS, |_| Act::new(429, "").with("retry-after", "60"));
    let child = start(world.command(&["list"]).at(&tenant));
    arrived.recv().unwrap();
    let start = Instant::now();
    press(&child);
    end(child).exits(130).says("interrupted");
    assert!(start.elapsed() < SOON);
    assert_eq!(tenant.count(GROUPS), 1);
}

#[test]
fn a_write_in_flight_gets_its_time_and_a_second_press_ends_it() {
    let world = World::plain();
    let file = world.file("group.json", body("N", &SOURCES));
    let (tenant, arrived) = telling(CREATE, |_| Act::Silence);
    let mut child = start(world.command(&["new", "-f", &file]).at(&tenant));
    arrived.recv().unwrap();
    press(&child);
    // The program is still there: the write may yet be answered.
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(700) {
        assert!(child.try_wait().unwrap().is_none(), "it did not wait");
        std::thread::yield_now();
    }
    press(&child);
    let run = end(child).exits(130).without_answer();
    let told = "error: interrupted\n  cause: not known whether done: create sync group `N`\n";
    assert!(run.stderr.ends_with(told), "{}", run.stderr);
    assert_eq!(tenant.count(CREATE), 1);
}

#[test]
fn a_write_that_is_answered_after_the_press_is_done() {
    let world = World::plain();
    let file = world.file("group.json", body("N", &SOURCES));
    let (pressed, press_seen) = mpsc::channel::<()>();
    let press_seen = std::sync::Mutex::new(press_seen);
    let (arrived, arrivals) = mpsc::channel();
    let arrived = std::sync::Mutex::new(arrived);
    let tenant = Scripted::tenant(move |seen, _| {
        if seen.target() == CREATE {
            arrived.lock().unwrap().send(()).unwrap();
            press_seen.lock().unwrap().recv().unwrap();
            return Act::json(200, group("g1", "N"));
        }
        surroundings(seen)
    });
    let child = start(world.command(&["new", "-f", &file, "-o", "id"]).at(&tenant));
    arrivals.recv().unwrap();
    press(&child);
    // The program hears the signal before the answer, also where the machine has much else to do.
    std::thread::sleep(Duration::from_secs(1));
    pressed.send(()).unwrap();
    let run = end(child).exits(130).says("done: create sync group `N`");
    assert_eq!(run.stdout, "g1\n");
}

/// Whether Ctrl-C would be noticed, and not just kill.
#[cfg(target_os = "linux")]
fn catches_interrupts(child: &Child) -> bool {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    let caught = status.lines().find_map(|line| line.strip_prefix("SigCgt:")).unwrap();
    u64::from_str_radix(caught.trim(), 16).unwrap() & 0b10 != 0
}

#[cfg(target_os = "linux")]
#[test]
fn waiting_for_stdin_ends() {
    let world = World::plain();
    let mut child = start(world.command(&["-p", "sandbox", "new", "-f", "-"]));
    let stdin = child.stdin.take();
    while !catches_interrupts(&child) {
        std::thread::yield_now();
    }
    press(&child);
    end(child).exits(130).without_answer().says("error: interrupted");
    drop(stdin);
}

#[test]
fn a_question_that_nobody_answers_ends() {
    let world = World::plain();
    // `script` lends a terminal; where there is none, there is no question either.
    if !std::path::Path::new("/usr/bin/script").exists() {
        return;
    }
    let question = format!("syncgroup -p sandbox remove {GROUP}");
    let mut run =
        world.script(&format!("script -qefc '{question}' /dev/null")).env("NO_COLOR", "1");
    let command = run.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let (mut stdin, mut stdout) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    let mut shown = Vec::new();
    while !shown.ends_with(b"[y/N] ") {
        let mut byte = [0];
        assert_ne!(stdout.read(&mut byte).unwrap(), 0, "{}", String::from_utf8_lossy(&shown));
        shown.push(byte[0]);
    }
    stdin.write_all(b"\x03").unwrap();
    let mut rest = String::new();
    stdout.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130), "{rest}");
    assert!(rest.contains("error: interrupted"), "{rest}");
    world.sandbox(&["get", GROUP]).exits(0);
}

#[test]
fn a_request_by_hand_that_is_not_answered_is_recorded_as_unknown() {
    let world = World::plain();
    let (tenant, arrived) = telling("PATCH /v3/sources/s1", |_| Act::Silence);
    let child = start(world.command(&["api", "PATCH", "sources/s1", "-f", "[]"]).at(&tenant));
    arrived.recv().unwrap();
    let recorded = |world: &World| {
        world.command(&["history", "-o", "json"]).at(&tenant).run().quietly().json()[0].clone()
    };
    assert_eq!(recorded(&world)["outcome"], "unknown", "it is there before the answer");
    press(&child);
    let run = end(child).exits(130).without_answer();
    run.says("not known whether done: send `PATCH /v3/sources/s1`");
    let record = recorded(&world);
    assert_eq!((&record["outcome"], &record["action"]), (&json!("unknown"), &json!("request")));
    let show = world.command(&["history", "show", "1"]).at(&tenant).run().exits(0);
    show.says("the tenant does not tell whether change 1 was made");
}

#[test]
fn a_filter_without_an_end_and_without_a_result_ends() {
    let world = World::plain();
    for filter in ["def f: f; f", "last(repeat(.))"] {
        let mut child = start(world.command(&["-p", "sandbox", "list", "-v", "--jq", filter]));
        // The last page is there: from now on the filter runs.
        let mut stderr = std::io::BufReader::new(child.stderr.take().unwrap()).lines();
        stderr.by_ref().find(|line| line.as_ref().unwrap().contains("password-sync-groups"));
        press(&child);
        assert_eq!(end(child).without_answer().code, 130, "{filter}");
        assert!(stderr.any(|line| line.unwrap().contains("interrupted")), "{filter}");
    }
}
