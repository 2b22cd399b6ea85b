//! How `syncgroup batch` ends, and what it says then of what it has not done.

use serde_json::{Value, json};

use crate::scripted::{Act, Scripted};
use crate::world::World;

#[test]
fn a_request_in_flight_at_the_end_of_the_input_counts_as_dropped() {
    let world = World::new();
    let tenant = Scripted::tenant(|_, _| Act::Silence);
    let requests = [json!({"id": 1, "do": "list", "limit": 1})];
    let batch = |end: &str| {
        let input = format!("{}\n{end}", requests[0]);
        let run = world.command(&["batch"]).at(&tenant).stdin(input).run();
        let last: Value = serde_json::from_str(run.stdout.lines().nth(1).unwrap()).unwrap();
        assert_eq!((&last["id"], &last["code"]), (&json!(1), &json!("stopped")), "{last}");
        run
    };
    assert_eq!(batch("").exits(1).stderr, "");
    batch("{\"do\":\"stop\"}\n").quietly();
}

#[test]
fn a_mistake_in_a_request_is_not_a_dropped_request() {
    let world = World::new();
    world.sandbox_with(&["batch"], "{\"id\":1,\"do\":\"nosuch\"}\n").quietly();
}

#[cfg(unix)]
#[test]
fn a_stdout_that_takes_nothing_is_an_error() {
    if !std::path::Path::new("/dev/full").exists() {
        return;
    }
    let world = World::new();
    let script = "printf '%s\\n' '{\"id\":1,\"do\":\"list\"}' '{\"do\":\"end\"}' | \
                  syncgroup -p sandbox batch > /dev/full";
    let run = world.script(script).run().exits(1);
    assert_eq!(run.error()["code"], "local_failure");
    assert_eq!(run.error()["message"], "cannot write to stdout");
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
}
