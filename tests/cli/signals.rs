//! SIGTERM and SIGHUP end a command as Ctrl-C does, each with its own exit code.

use std::io::BufRead as _;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::scripted::{Act, CREATE, GROUPS, Scripted, group, surroundings};
use crate::world::{Invocation, Run, SOON, SOURCES, World, body};

/// After so long the program has heard a signal, also where the machine has much else to do.
const HEARD: Duration = Duration::from_secs(1);

const ALL: [(&str, i32, &str); 3] =
    [("-INT", 130, ""), ("-TERM", 143, " by SIGTERM"), ("-HUP", 129, " by SIGHUP")];

/// Whether a program that is started from here would hear the signal: one that is ignored at the start stays ignored, as
/// where the tests themselves run under `nohup`.
fn is_heard(signal: &str) -> bool {
    let number = match signal {
        "-HUP" => 1,
        "-INT" => 2,
        _ => 15,
    };
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let ignored = ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    ignored.unwrap_or_default() & (1 << (number - 1)) == 0
}

/// The signals that a program hears.
fn heard() -> impl Iterator<Item = (&'static str, i32, &'static str)> {
    ALL.into_iter().filter(|(signal, ..)| is_heard(signal))
}

fn send(signal: &str, child: &Child) {
    let status = Command::new("kill").arg(signal).arg(child.id().to_string()).status();
    assert!(status.unwrap().success());
}

fn start(mut invocation: Invocation) -> Child {
    let command = invocation.command.stdin(Stdio::null());
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

/// A tenant that says when the request has arrived, and answers it when it is told to.
fn waiting(target: &'static str) -> (Scripted, mpsc::Receiver<()>, mpsc::Sender<()>) {
    let (arrived, arrivals) = mpsc::channel();
    let (go, gone) = mpsc::channel::<()>();
    let (arrived, gone) = (std::sync::Mutex::new(arrived), std::sync::Mutex::new(gone));
    let tenant = Scripted::tenant(move |seen, _| {
        if seen.target() != target {
            return surroundings(seen);
        }
        let _ = arrived.lock().unwrap().send(());
        match gone.lock().unwrap().recv() {
            Ok(()) => Act::json(200, group("g1", "N")),
            Err(_) => Act::Silence,
        }
    });
    (tenant, arrivals, go)
}

#[test]
fn a_command_that_reads_ends_at_once() {
    let world = World::plain();
    for (signal, code, by) in heard() {
        let (tenant, arrivals, _go) = waiting(GROUPS);
        let child = start(world.command(&["list"]).at(&tenant));
        arrivals.recv().unwrap();
        let sent = Instant::now();
        send(signal, &child);
        let run = end(child).exits(code).without_answer();
        assert_eq!(run.stderr, format!("error: interrupted{by}\n"));
        assert!(sent.elapsed() < SOON, "{signal}");
    }
}

#[test]
fn a_write_in_flight_is_awaited_and_recorded() {
    for (signal, code, by) in heard() {
        let world = World::plain();
        let file = world.file("group.json", body("N", &SOURCES));
        let (tenant, arrivals, go) = waiting(CREATE);
        let child = start(world.command(&["new", "-f", &file, "-o", "id"]).at(&tenant));
        arrivals.recv().unwrap();
        send(signal, &child);
        std::thread::sleep(HEARD);
        go.send(()).unwrap();
        let run = end(child).exits(code);
        assert_eq!(run.stdout, "g1\n");
        let report = format!("error: interrupted{by}\n  cause: done: create sync group `N`\n");
        assert!(run.stderr.ends_with(&report), "{}", run.stderr);
        let record = world.command(&["history", "-o", "json"]).at(&tenant).run().json()[0].clone();
        assert_eq!(
            (&record["outcome"], &record["after"]["id"]),
            (&json!("done"), &json!("g1")),
            "{record}"
        );
    }
}

#[test]
fn a_second_signal_ends_at_once() {
    if !is_heard("-HUP") {
        return;
    }
    let world = World::plain();
    let file = world.file("group.json", body("N", &SOURCES));
    let (tenant, arrivals, _go) = waiting(CREATE);
    let mut child = start(world.command(&["new", "-f", &file]).at(&tenant));
    arrivals.recv().unwrap();
    send("-TERM", &child);
    std::thread::sleep(Duration::from_millis(700));
    assert!(child.try_wait().unwrap().is_none(), "it did not wait");
    let sent = Instant::now();
    send("-HUP", &child);
    end(child).exits(129).says("not known whether done: create sync group `N`");
    assert!(sent.elapsed() < Duration::from_secs(3));
    assert_eq!(tenant.count(CREATE), 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_that_was_ignored_at_the_start_stays_ignored() {
    let world = World::plain();
    let file = world.file("group.json", body("N", &SOURCES));
    for (signal, code) in [("HUP", 0), ("INT", 0), ("TERM", 143)] {
        let (tenant, arrivals, go) = waiting(CREATE);
        let script = format!("trap '' HUP INT; exec syncgroup new -f {file} -o id");
        let child = start(world.script(&script).at(&tenant));
        arrivals.recv().unwrap();
        send(&format!("-{signal}"), &child);
        std::thread::sleep(HEARD);
        go.send(()).unwrap();
        assert_eq!(end(child).exits(code).stdout, "g1\n", "{signal}");
    }
}

#[test]
fn a_served_tenant_ends_well() {
    let world = World::new();
    for (signal, _, _) in heard() {
        assert_eq!(world.serve(&[]).end_with(signal), Some(0), "{signal}");
    }
}

#[test]
fn an_apply_reports_what_it_did_and_can_be_finished() {
    let world = World::new();
    let source = |number: usize| format!("Free Source {number:05}");
    let group = |number: usize| json!({"name": format!("Bulk {number}"), "passwordPolicy": "Strong", "sources": [source(2 * number - 1), source(2 * number)]});
    let groups: Vec<_> = (1..=30).map(group).collect();
    world.run(&["sandbox", "reset", "--groups", "0", "--sources", "60", "-y", "-q"]).quietly();
    let file = world.file("groups.json", json!(groups).to_string());
    let served = world.serve(&["--latency", "400ms"]);
    let arguments = ["apply", "-f", &file, "-y", "-v"];
    let mut child = start(world.command(&arguments).on(&served));
    let mut stderr = std::io::BufReader::new(child.stderr.take().unwrap()).lines();
    let is_write = |line: &str| line.starts_with("POST ") && line.contains("/password-sync-groups");
    stderr.by_ref().find(|line| is_write(line.as_ref().unwrap()));
    send("-TERM", &child);
    assert!(stderr.any(|line| line.unwrap().contains("the same command finishes the work")));
    assert_eq!(child.wait().unwrap().code(), Some(143));
    world.command(&arguments).on(&served).run().exits(0);
}

#[test]
fn a_question_for_a_secret_gives_the_echo_back() {
    if crate::tools::tool("script").is_none() || crate::tools::tool("stty").is_none() {
        return;
    }
    let world = World::new();
    world.config("[profiles.p]\ntenant = \"acme\"\nclient_id = \"c\"\n");
    let script = "stty echo < /dev/tty; syncgroup -p p login < /dev/tty & pid=$!\nuntil stty -a < /dev/tty | \
        grep -q -e -echo\\ ; do sleep 0.05; done\nkill -TERM $pid; wait $pid; echo code $?; stty -a < /dev/tty\n";
    world.file("ask.sh", script);
    // `script` passes the end of its input on to the terminal, which would be an answer: this input has none.
    let terminal = "mkfifo open; exec 9<>open; timeout 60 script -qec 'bash ask.sh' /dev/null <&9";
    let run = world.script(terminal).run().exits(0);
    assert!(run.stdout.contains("code 143"), "{}", run.stdout);
    let words: Vec<&str> = run.stdout.split_whitespace().collect();
    assert!(words.contains(&"echo") && !words.contains(&"-echo"), "{}", run.stdout);
}
