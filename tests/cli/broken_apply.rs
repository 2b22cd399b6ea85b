//! `syncgroup apply` that does not come to its end: the rest is reported, and the same command finishes the work.

use std::io::{BufRead as _, BufReader, Lines};
use std::process::{Child, ChildStderr, Command, Stdio};

use serde_json::{Value, json};

#[cfg(unix)]
use crate::world::send;
use crate::world::{Served, World};

const APPLY: [&str; 4] = ["apply", "-f", "groups.json", "-y"];

/// An empty tenant with sources for so many groups, and a manifest of these.
fn world(groups: u32) -> World {
    let world = World::new();
    let source = |number: u32| format!("Free Source {number:05}");
    let group = |number: u32| {
        json!({
            "name": format!("Bulk {number}"),
            "passwordPolicy": "Strong",
            "sources": [source(2 * number - 1), source(2 * number)],
        })
    };
    let manifest: Vec<Value> = (1..=groups).map(group).collect();
    world.file("groups.json", json!(manifest).to_string());
    let sources = (2 * groups).to_string();
    world.run(&["sandbox", "reset", "--groups", "0", "--sources", &sources, "-y", "-q"]).quietly();
    world
}

/// Applies what is left, and makes sure that nothing is missing and nothing is there twice.
fn finish(world: &World, groups: usize) {
    world.sandbox(&APPLY).exits(0);
    world.sandbox(&["diff", "-f", "groups.json", "--exit-code"]).exits(0).without_answer();
    let list = world.sandbox(&["list", "-o", "json"]).quietly().json();
    assert_eq!(list.as_array().unwrap().len(), groups);
}

/// An apply that is under way.
struct Applying {
    child: Child,
    news: Lines<BufReader<ChildStderr>>,
}

impl Applying {
    fn start(mut command: Command) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let news = BufReader::new(child.stderr.take().unwrap()).lines();
        Self { child, news }
    }

    /// On the tenant that lives and dies with the program.
    fn embedded(world: &World) -> Self {
        Self::start(world.command(&[&["-p", "sandbox"][..], &APPLY].concat()).command)
    }

    /// On a tenant that is served.
    fn on(world: &World, served: &Served, options: &[&str]) -> Self {
        Self::start(world.command(&[&APPLY, options].concat()).on(served).command)
    }

    /// Waits until so many steps are reported.
    fn wait_for(&mut self, steps: usize) {
        let news = self.news.by_ref().map_while(Result::ok);
        news.filter(|line| line.starts_with("created")).take(steps).for_each(drop);
    }

    /// The exit code and the rest of the report.
    fn end(self) -> (Option<i32>, String) {
        let Self { mut child, news } = self;
        let rest: Vec<String> = news.map_while(Result::ok).collect();
        (child.wait().unwrap().code(), rest.join("\n"))
    }
}

#[test]
fn killed_at_any_moment_the_next_apply_finishes() {
    for steps in [0, 1, 7, 30] {
        let world = world(40);
        let mut applying = Applying::embedded(&world);
        applying.wait_for(steps);
        applying.child.kill().unwrap();
        applying.child.wait().unwrap();
        finish(&world, 40);
    }
}

#[test]
#[cfg(unix)]
fn ctrl_c_reports_the_rest() {
    let world = world(40);
    let served = world.serve(&["--no-rate-limit", "--latency", "20ms"]);
    let mut applying = Applying::on(&world, &served, &[]);
    applying.wait_for(3);
    send("-INT", &applying.child);
    let (code, rest) = applying.end();
    assert_eq!(code, Some(130), "{rest}");
    assert!(rest.contains(" not sent") && rest.contains("the same command finishes"), "{rest}");
    finish(&world, 40);
}

#[test]
fn a_lost_connection_is_no_wait_for_every_step() {
    let world = world(40);
    let served = world.serve(&["--no-rate-limit", "--latency", "20ms"]);
    let mut applying = Applying::on(&world, &served, &["--retries", "0"]);
    applying.wait_for(3);
    drop(served);
    let (code, rest) = applying.end();
    // Whether a write was in flight when the tenant ended is a matter of luck: it failed for good, or for now.
    assert!(matches!(code, Some(1 | 6)), "{code:?}: {rest}");
    assert!(rest.contains(" failed, ") && rest.contains(" not sent"), "{rest}");
    finish(&world, 40);
}

#[cfg(unix)]
#[test]
fn with_nobody_at_stdout_the_writes_are_finished() {
    let world = world(10);
    world
        .script("syncgroup -p sandbox apply -f groups.json -y -q -o json 2> /dev/null | true")
        .run()
        .exits(0);
    let run = world.sandbox(&["diff", "-f", "groups.json", "--exit-code"]);
    run.exits(0).without_answer();
}

#[test]
fn an_apply_that_was_killed_is_taken_back_as_far_as_it_came() {
    let world = world(20);
    let mut applying = Applying::embedded(&world);
    applying.wait_for(5);
    applying.child.kill().unwrap();
    applying.child.wait().unwrap();
    world.sandbox(&["undo", "--apply", "1", "-y"]).exits(0).says("deleted");
    assert_eq!(world.sandbox(&["list", "-o", "json"]).exits(0).json(), json!([]));
}
