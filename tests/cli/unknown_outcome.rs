//! Writes whose answer was lost: the tenant's state decides what is reported and what the history says.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use crate::scripted::{Act, CREATE, GROUPS, Scripted, group, surroundings};
use crate::terminal::Terminal;
use crate::world::{GROUP, POLICY, Run, SOURCES, World, body};

const ID: &str = "6881f6313bd542139c758e05cc3e35dd";

/// One answer to a write, and what the tenant does before.
#[derive(Clone)]
struct Step {
    act: Act,
    effect: Effect,
}

#[derive(Clone, Copy, PartialEq)]
enum Effect {
    Nothing,
    Carried,
    /// Somebody else gives the group another name.
    Other,
}

fn step(act: Act, effect: Effect) -> Step {
    Step { act, effect }
}

/// A tenant with one group, whose writes end as told, the last step for all that follow.
struct Tenant {
    tenant: Scripted,
    groups: Arc<Mutex<Vec<Value>>>,
}

impl Tenant {
    fn new(groups: Vec<Value>, steps: Vec<Step>) -> Self {
        let groups = Arc::new(Mutex::new(groups));
        let shared = Arc::clone(&groups);
        let writes = Mutex::new(0);
        let tenant = Scripted::tenant(move |seen, _| {
            let target = seen.target();
            if !target.contains("password-sync-groups") {
                return surroundings(seen);
            }
            let mut groups = shared.lock().unwrap();
            let (method, path) = target.split_once(' ').unwrap();
            let id = path.split('/').nth(3);
            let find = |group: &Value| Some(group["id"].as_str().unwrap()) == id;
            if method == "GET" {
                return match (id, groups.iter().find(|group| find(group))) {
                    (None, _) => Act::list(groups.clone()),
                    (_, Some(group)) => Act::json(200, group),
                    (_, None) => Act::json(404, "{}"),
                };
            }
            let step = {
                let mut writes = writes.lock().unwrap();
                *writes += 1;
                steps[(*writes - 1).min(steps.len() - 1)].clone()
            };
            match (step.effect, method) {
                (Effect::Nothing, _) => {}
                (Effect::Other, _) => groups[0]["name"] = "Theirs".into(),
                (Effect::Carried, "DELETE") => groups.retain(|group| !find(group)),
                (Effect::Carried, "PUT") => {
                    // The last byte of a body stays in the socket.
                    let sent: Value = serde_json::from_str(&format!("{}}}", seen.body)).unwrap();
                    groups[0]["name"] = sent["name"].clone();
                    groups[0]["modified"] = "2026-01-01T00:00:00Z".into();
                }
                _ => {
                    let mut made = group("made", "N");
                    made["created"] = "2026-01-01T00:00:10Z".into();
                    groups.push(made);
                }
            }
            step.act
        });
        Self { tenant, groups }
    }

    /// A tenant with the group `Old`.
    fn old(steps: Vec<Step>) -> Self {
        Self::new(vec![group(ID, "Old")], steps)
    }

    fn run(&self, world: &World, arguments: &[&str]) -> Run {
        let more = ["-o", "json", "--retries", "1"];
        world.command(&[arguments, &more].concat()).at(&self.tenant).run()
    }

    fn update(&self, world: &World) -> Run {
        self.run(world, &["update", ID, "--name", "New", "--no-check"])
    }

    fn remove(&self, world: &World) -> Run {
        self.run(world, &["remove", ID, "-y"])
    }

    fn outcome(&self, world: &World) -> String {
        let records = self.run(world, &["history"]).exits(0).json();
        records[0]["outcome"].as_str().unwrap().to_owned()
    }

    fn count(&self, method: &str) -> usize {
        self.tenant.count(&format!("{method} /v3/password-sync-groups/{ID}"))
    }
}

/// Everything after which nobody knows whether the write took effect.
fn lost() -> Vec<Act> {
    vec![
        Act::Reset,
        Act::html(502),
        Act::new(504, ""),
        Act::json(200, r#"{"id":"6881"#),
        Act::html(200),
        Act::json(200, "[]"),
    ]
}

/// What a repeated write may be answered with, and the exit code of that.
const REFUSALS: [(u16, i32, &str); 5] = [
    (400, 1, "refused"),
    (403, 4, "refused"),
    (404, 3, "refused"),
    (412, 5, "refused"),
    (429, 6, "refused"),
];

#[test]
fn a_lost_update_that_took_effect_is_done_with_one_warning() {
    for act in lost() {
        let (world, tenant) = (World::new(), Tenant::old(vec![step(act.clone(), Effect::Carried)]));
        let run = tenant.update(&world).exits(0);
        assert_eq!(run.json()["name"], "New", "{act:?}");
        assert_eq!(run.stderr.matches("warning: ").count(), 1, "{act:?}: {}", run.stderr);
        assert_eq!(tenant.outcome(&world), "done", "{act:?}");
        let undone = tenant.run(&world, &["undo", "-n", "--no-check"]).exits(0);
        assert_eq!(undone.json()["requests"][0]["body"]["name"], "Old", "{act:?}");
    }
    for (status, _, _) in REFUSALS {
        let world = World::new();
        let refusal = Act::json(status, "{}").with("retry-after", "0");
        let steps = vec![step(Act::Reset, Effect::Carried), step(refusal, Effect::Nothing)];
        let tenant = Tenant::old(steps);
        let run = tenant.update(&world).exits(0);
        assert_eq!(run.stderr.matches("warning: ").count(), 1, "{status}: {}", run.stderr);
        assert_eq!((tenant.outcome(&world).as_str(), tenant.count("PUT")), ("done", 2), "{status}");
    }
}

#[test]
fn a_lost_update_that_did_not_take_effect_is_the_error_of_the_last_attempt() {
    for act in [Act::Reset, Act::html(502), Act::new(504, "")] {
        let (world, tenant) = (World::new(), Tenant::old(vec![step(act.clone(), Effect::Nothing)]));
        tenant.update(&world).exits(6).without_answer().says("history show 1");
        assert_eq!(tenant.outcome(&world), "unknown", "the request may still land: {act:?}");
        // It lands late: the next look finds it, and an undo too.
        tenant.groups.lock().unwrap()[0]["name"] = "New".into();
        tenant.run(&world, &["undo", "-n", "--no-check"]).exits(0).says("change 1 was made");
        assert_eq!(tenant.outcome(&world), "done", "{act:?}");
    }
    for (status, code, outcome) in REFUSALS {
        let world = World::new();
        let refusal = Act::json(status, "{}").with("retry-after", "0");
        let steps = vec![step(Act::Reset, Effect::Nothing), step(refusal, Effect::Nothing)];
        let tenant = Tenant::old(steps);
        let run = tenant.update(&world).exits(code).without_answer();
        assert_eq!(run.error()["status"], status);
        assert_eq!(tenant.outcome(&world), outcome, "{status}");
    }
}

#[test]
fn an_update_that_is_neither_done_nor_undone_is_unknown() {
    let world = World::new();
    let last = Act::json(503, r#"{"trackingId":"t-9"}"#);
    let tenant = Tenant::old(vec![step(last, Effect::Other)]);
    let run = tenant.update(&world).exits(1).without_answer();
    let error = run.error();
    assert_eq!(
        (&error["code"], &error["status"], &error["trackingId"]),
        (&json!("outcome_unknown"), &json!(503), &json!("t-9"))
    );
    let text = error.to_string();
    assert!(text.contains("looked for") && text.contains("`Theirs`"), "{text}");
    assert!(text.contains("syncgroup update"), "the command that is safe to repeat: {text}");
    assert_eq!(tenant.outcome(&world), "unknown");
    // A group that is gone by then is neither as well.
    let world = World::new();
    let tenant = Tenant::new(vec![group(ID, "Old")], vec![step(Act::Reset, Effect::Nothing)]);
    let groups = Arc::clone(&tenant.groups);
    tenant.update(&world).exits(6);
    groups.lock().unwrap().clear();
    tenant.run(&world, &["history", "show", "1"]).exits(0);
    assert_eq!(tenant.outcome(&world), "unknown");
}

#[test]
fn an_update_that_is_answered_without_a_body_succeeded_and_is_read_back_once() {
    for status in [200, 204] {
        let world = World::new();
        let tenant = Tenant::old(vec![step(Act::new(status, ""), Effect::Carried)]);
        let run = tenant.update(&world).exits(0);
        assert_eq!(run.json()["name"], "New");
        assert!(!run.stderr.contains("warning"), "{}", run.stderr);
        assert_eq!((tenant.count("PUT"), tenant.outcome(&world).as_str()), (1, "done"));
        let put = tenant.tenant.seen().iter().rposition(|seen| seen.line.starts_with("PUT"));
        let seen = tenant.tenant.seen();
        let after = seen.iter().skip(put.unwrap() + 1);
        assert_eq!(after.filter(|seen| seen.line.starts_with("GET")).count(), 1);
        tenant.run(&world, &["undo", "-n", "--no-check"]).exits(0);
        // The same sent by hand.
        let world = World::new();
        let tenant = Tenant::old(vec![step(Act::new(status, ""), Effect::Carried)]);
        let path = format!("password-sync-groups/{ID}");
        let body = json!({"name": "New", "passwordPolicyId": POLICY, "sourceIds": SOURCES});
        tenant.run(&world, &["api", "PUT", &path, "-f", &body.to_string()]).exits(0);
        tenant.run(&world, &["undo", "-n", "--no-check"]).exits(0);
    }
}

#[test]
fn a_lost_delete_is_told_by_what_is_there() {
    for act in [Act::Reset, Act::html(502), Act::new(504, ""), Act::html(200)] {
        let (world, tenant) = (World::new(), Tenant::old(vec![step(act.clone(), Effect::Carried)]));
        let run = tenant.remove(&world).exits(0);
        assert_eq!(run.json()["name"], "Old", "{act:?}");
        assert_eq!(run.stderr.matches("warning: ").count(), 1, "{act:?}: {}", run.stderr);
        assert_eq!(tenant.outcome(&world), "done", "{act:?}");
    }
    for status in [400, 403, 404, 412, 429] {
        let refusal = Act::json(status, "{}").with("retry-after", "0");
        let steps = vec![step(Act::Reset, Effect::Carried), step(refusal, Effect::Nothing)];
        let (world, tenant) = (World::new(), Tenant::old(steps));
        let run = tenant.remove(&world).exits(0);
        assert_eq!(run.stderr.matches("warning: ").count(), 1, "{status}: {}", run.stderr);
        assert_eq!(tenant.outcome(&world), "done", "{status}");
    }
    let (world, tenant) = (World::new(), Tenant::old(vec![step(Act::Reset, Effect::Nothing)]));
    tenant.remove(&world).exits(6).without_answer();
    assert_eq!(tenant.outcome(&world), "unknown");
    let (world, tenant) = (World::new(), Tenant::old(vec![step(Act::Reset, Effect::Other)]));
    let run = tenant.remove(&world).exits(1).without_answer();
    assert_eq!(run.error()["code"], "outcome_unknown");
}

#[test]
fn a_lost_request_of_api_is_told_by_what_its_path_names() {
    let world = World::new();
    let path = format!("password-sync-groups/{ID}");
    let tenant = Tenant::old(vec![step(Act::Reset, Effect::Carried)]);
    tenant.run(&world, &["api", "DELETE", &path]).exits(0).says("warning: ");
    assert_eq!(tenant.outcome(&world), "done");
    // Something else than a group, which nobody can undo.
    let put = ["api", "PUT", "sources/x", "-f", r#"{"name":"new"}"#];
    for (name, code, outcome) in [("new", 0, "done"), ("old", 1, "unknown")] {
        let scripted = Scripted::tenant(move |seen, _| {
            if seen.line.starts_with("PUT") {
                Act::Reset
            } else {
                Act::json(200, json!({"id": "x", "name": name}))
            }
        });
        let world = World::new();
        let run = |arguments: &[&str]| {
            let more = ["-o", "json", "--retries", "1"];
            world.command(&[arguments, &more].concat()).at(&scripted).run()
        };
        run(&put).exits(code);
        assert_eq!(run(&["history"]).exits(0).json()[0]["outcome"], outcome, "{name}");
    }
}

#[test]
fn a_lost_create_is_found_only_where_nobody_else_can_have_made_the_group() {
    let new = |tenant: &Tenant, more: &[&str]| {
        let world = World::new();
        let file = world.file("group.json", body("N", &SOURCES));
        let run = tenant.run(&world, &[&["new", "-f", &file], more].concat());
        let outcome = tenant.outcome(&world);
        (run, outcome)
    };
    // It was not there before.
    let tenant = Tenant::new(Vec::new(), vec![step(Act::Reset, Effect::Carried)]);
    let (run, outcome) = new(&tenant, &[]);
    assert_eq!((run.exits(0).json()["id"].as_str(), outcome.as_str()), (Some("made"), "done"));
    // It was there before, and the request was lost.
    let tenant = Tenant::new(vec![group("theirs", "N")], vec![step(Act::Reset, Effect::Nothing)]);
    let (run, outcome) = new(&tenant, &[]);
    assert_eq!(
        (run.exits(1).error()["code"].as_str(), outcome.as_str()),
        (Some("outcome_unknown"), "unknown")
    );
    // Nobody looked before, and the tenant's clock is not known.
    let tenant = Tenant::new(Vec::new(), vec![step(Act::Reset, Effect::Carried)]);
    let (run, outcome) = new(&tenant, &["--no-check"]);
    assert_eq!((run.exits(1).code, outcome.as_str()), (1, "unknown"));
}

/// A tenant whose list has one group, created at a time by its own clock; the create was lost.
fn clocked(created: &'static str, date: &'static str) -> Scripted {
    Scripted::tenant(move |seen, _| match seen.target() {
        CREATE => Act::Reset,
        GROUPS => {
            let mut made = group("made", "N");
            made["created"] = created.into();
            Act::list([made]).with("date", date)
        }
        _ => surroundings(seen),
    })
}

#[test]
fn without_a_look_before_only_the_tenants_clock_tells() {
    // A clock that is far from this machine's.
    let date = "Thu, 01 Jan 2015 00:10:00 GMT";
    for (created, code) in [("2015-01-01T00:10:00Z", 0), ("2015-01-01T00:05:00Z", 1)] {
        let (world, tenant) = (World::new(), clocked(created, date));
        let file = world.file("group.json", body("N", &SOURCES));
        let new = ["new", "-f", &file, "--no-check", "-o", "json"];
        world.command(&new).at(&tenant).run().exits(code);
    }
}

#[test]
fn a_killed_create_does_not_take_what_the_same_command_made_later() {
    let world = World::new();
    let new = ["new", "--name", "Twin", "--policy", "Basic"];
    let sources = ["--source", "ServiceNow", "--source", "G Suite"];
    let new = [&new[..], &sources].concat();
    world.sandbox(&new).exits(0);
    // The first run was killed before its request arrived: its record has no end, and the second one made the group.
    let journal = world.path(".local/state/syncgroup/history.jsonl");
    let text = std::fs::read_to_string(&journal).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].contains(r#""sameNameIds":[]"#), "{}", lines[0]);
    let second = lines.iter().map(|line| line.replace(r#""n":1"#, r#""n":2"#));
    let all: Vec<String> = std::iter::once(lines[0].to_owned()).chain(second).collect();
    std::fs::write(&journal, format!("{}\n", all.join("\n"))).unwrap();
    world.sandbox(&["undo", "1", "-y"]).exits(2).without_answer();
    assert_eq!(world.sandbox(&["get", "Twin", "-o", "json"]).quietly().json()["name"], "Twin");
    let first = world.sandbox(&["history", "show", "1", "-o", "json"]).exits(0).json();
    assert_ne!(first["outcome"], "done");
    world.sandbox(&["undo", "2", "-y"]).exits(0);
    world.sandbox(&["get", "Twin"]).exits(3);
}

#[test]
fn remove_reads_the_groups_again_after_the_question() {
    for names in [&["Password Sync Group 1"][..], &["Password Sync Group 1", "Head Office"]] {
        let world = World::new();
        world.sandbox(&["list"]).exits(0);
        let quoted: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
        let script = format!("syncgroup -p sandbox remove {}; echo code=$?", quoted.join(" "));
        let Some(mut terminal) = Terminal::start(&world, &script, |invocation| invocation) else {
            return;
        };
        terminal.wait_for("Delete ");
        world.sandbox(&["update", GROUP, "--name", "Theirs", "--no-history"]).exits(0);
        terminal.press("y\n");
        let shown = terminal.finish();
        let code = if names.len() == 1 { "code=5" } else { "code=1" };
        assert!(shown.contains(code) && shown.contains("is `Theirs`"), "{shown}");
        world.sandbox(&["get", "Theirs"]).exits(0);
    }
}

#[cfg(unix)]
#[test]
fn a_full_disk_after_a_change_is_a_failure_of_this_machine() {
    let world = World::new();
    let run = world
        .script(&format!("syncgroup -p sandbox update {GROUP} --name New -o json >/dev/full"))
        .run()
        .exits(1);
    let error = run.error();
    assert_eq!((&error["code"], &error["changed"]), (&json!("local_failure"), &json!(true)));
    assert!(error.to_string().contains("already done: "), "{error}");
    assert_eq!(world.sandbox(&["get", GROUP, "-o", "json"]).json()["name"], "New");
    // Nothing was changed, so nothing is said about that.
    let run = world.script("syncgroup -p sandbox list -o json >/dev/full").run().exits(1);
    assert_eq!(
        (&run.error()["code"], &run.error()["changed"]),
        (&json!("local_failure"), &Value::Null)
    );
}

#[test]
fn a_list_of_failures_that_cannot_be_written_does_not_hide_what_was_changed() {
    let world = World::new();
    let bodies = json!([
        {"name": "One", "passwordPolicyId": POLICY, "sourceIds": ["2c918084660f45d6016617daa9210540", "2c918084660f45d6016617daa9210550"]},
        {"name": "Taken", "passwordPolicyId": POLICY, "sourceIds": SOURCES},
    ]);
    let args = ["new", "-f", "-", "--failed", "no/such/folder/failed.json", "-o", "json"];
    let run = world.sandbox_with(&args, bodies.to_string()).exits(1);
    assert_eq!(run.json()[0]["name"], "One", "what was created is printed");
    let errors: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with('{')).collect();
    let last: Value = serde_json::from_str(errors.last().unwrap()).unwrap();
    assert_eq!(
        (&last["error"]["code"], &last["error"]["changed"]),
        (&json!("local_failure"), &json!(true))
    );
    let run =
        world.sandbox(&["remove", "One", "-y", "--failed", "no/such/folder/ids", "-o", "json"]);
    let run = run.exits(1);
    assert_eq!(run.json()["name"], "One");
    assert_eq!(run.error()["changed"], true);
}
