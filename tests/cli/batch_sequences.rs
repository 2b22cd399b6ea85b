//! Sequences of requests that nobody wrote down: a batch gives what the single commands give, whatever the latencies.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use crate::batch::Batch;
use crate::scripted::{Act, Scripted, Seen, group, surroundings};
use crate::world::{POLICY, Run, SOURCES, World, side_by_side};

const ALPHA: &str = "aaaaaaaa-0000-4000-8000-000000000001";
const BETA: &str = "aaaaaaaa-0000-4000-8000-000000000002";

/// What is asked for. Names are few, so that requests meet each other's groups.
#[derive(Debug, Clone)]
enum Ask {
    List(Option<&'static str>),
    Get(&'static str),
    New(&'static str),
    Update(&'static str, &'static str),
    Remove(&'static str),
    Check(&'static str),
    Sources,
    Undo,
}

impl Ask {
    fn any() -> impl Strategy<Value = Self> {
        let reference = || prop::sample::select(vec!["Alpha", "Beta", "Alpha", "Gamma", BETA]);
        let name = || prop::sample::select(vec!["Alpha", "Beta", "Gamma"]);
        prop_oneof![
            1 => prop::option::of(prop::sample::select(vec!["*a", "G*"])).prop_map(Self::List),
            3 => reference().prop_map(Self::Get),
            2 => name().prop_map(Self::New),
            2 => (reference(), name()).prop_map(|(group, name)| Self::Update(group, name)),
            2 => reference().prop_map(Self::Remove),
            1 => reference().prop_map(Self::Check),
            1 => Just(Self::Sources),
            1 => Just(Self::Undo),
        ]
    }

    fn body(name: &str) -> Value {
        json!({"name": name, "passwordPolicyId": POLICY, "sourceIds": SOURCES})
    }

    /// A request of a batch.
    fn request(&self, id: usize) -> Value {
        let mut request = match self {
            Self::List(None) => json!({"do": "list"}),
            Self::List(Some(name)) => json!({"do": "list", "name": name}),
            Self::Get(group) => json!({"do": "get", "ref": group}),
            Self::New(name) => json!({"do": "new", "group": Self::body(name), "noCheck": true}),
            Self::Update(group, name) => {
                json!({"do": "update", "ref": group, "group": Self::body(name)})
            }
            Self::Remove(group) => json!({"do": "remove", "ref": group}),
            Self::Check(group) => json!({"do": "check", "ref": group}),
            Self::Sources => json!({"do": "sources"}),
            Self::Undo => json!({"do": "undo"}),
        };
        request["id"] = id.into();
        request
    }

    /// The command that does the same.
    fn run(&self, world: &World, tenant: &Scripted) -> Run {
        let (arguments, body) = match self {
            Self::List(None) => (vec!["list"], None),
            Self::List(Some(name)) => (vec!["list", "--name", name], None),
            Self::Get(group) => (vec!["get", group], None),
            Self::New(name) => (vec!["new", "-f", "-", "--no-check"], Some(name)),
            Self::Update(group, name) => (vec!["update", group, "-f", "-"], Some(name)),
            Self::Remove(group) => (vec!["remove", group], None),
            Self::Check(group) => (vec!["check", group], None),
            Self::Sources => (vec!["sources"], None),
            Self::Undo => (vec!["undo"], None),
        };
        let command = world.command(&[&arguments[..], &["-o", "json", "-y"]].concat()).at(tenant);
        command.stdin(body.map_or_else(String::new, |name| Self::body(name).to_string())).run()
    }

    /// Whether the command prints the objects that the request gives.
    const fn has_objects(&self) -> bool {
        !matches!(self, Self::Check(_) | Self::Undo)
    }
}

/// A tenant that keeps groups, and answers as late as it is told.
struct Tenant {
    groups: Arc<Mutex<Vec<Value>>>,
    scripted: Scripted,
}

impl Tenant {
    /// Milliseconds before each answer, over and over.
    fn start(latencies: Vec<u64>) -> Self {
        let groups = Arc::new(Mutex::new(vec![group(ALPHA, "Alpha"), group(BETA, "Beta")]));
        let (kept, made) = (Arc::clone(&groups), AtomicU64::new(0));
        let scripted = Scripted::tenant(move |seen, number| {
            let act = if seen.line.contains("password-sync-groups") {
                answer(&mut groups.lock().unwrap(), &made, seen)
            } else {
                surroundings(seen)
            };
            if let Some(&latency) = latencies.get(number % latencies.len().max(1)) {
                std::thread::sleep(Duration::from_millis(latency));
            }
            act
        });
        Self { groups: kept, scripted }
    }

    fn groups(&self) -> Vec<Value> {
        self.groups.lock().unwrap().clone()
    }
}

fn answer(groups: &mut Vec<Value>, made: &AtomicU64, seen: &Seen) -> Act {
    let (method, path) = seen.target().split_once(' ').unwrap();
    let id = path.split('/').nth(3);
    let at = groups.iter().position(|group| group["id"].as_str() == id);
    // The last byte of a body may still be in the socket: a brace.
    let body = |id: &str| {
        let text = format!("{}}}", seen.body.trim_end());
        let mut body: Value = serde_json::from_str(&text).unwrap();
        body["id"] = id.into();
        body["modified"] = Value::Null;
        body
    };
    match (method, id, at) {
        ("GET", None, _) => Act::list(groups.clone()),
        ("POST", ..) => {
            let number = made.fetch_add(1, Ordering::SeqCst);
            let group = body(&format!("bbbbbbbb-0000-4000-8000-{number:012}"));
            groups.push(group.clone());
            Act::json(200, group)
        }
        (_, _, None) => Act::json(404, json!({"detailCode": "404.1 Not found"})),
        ("PUT", Some(id), Some(at)) => {
            groups[at] = body(id);
            Act::json(200, &groups[at])
        }
        ("DELETE", _, Some(at)) => {
            groups.remove(at);
            Act::new(204, "")
        }
        (_, _, Some(at)) => Act::json(200, &groups[at]),
    }
}

/// How each request ended: its exit code, and the objects where it succeeded.
type End = (i64, Option<Vec<Value>>);

fn of_command(ask: &Ask, run: &Run) -> End {
    let objects = (run.code == 0 && ask.has_objects()).then(|| match run.json() {
        Value::Array(objects) => objects,
        object => vec![object],
    });
    (run.code.into(), objects)
}

/// The ends of all requests, which are in their order and have all of their events together.
fn of_batch(asks: &[Ask], events: &[Value]) -> Result<Vec<End>, TestCaseError> {
    let mut events = events.iter().filter(|event| !event["id"].is_null());
    let mut ends = Vec::new();
    for (id, ask) in asks.iter().enumerate() {
        let mut objects = Vec::new();
        let last = loop {
            let event = events.next().ok_or_else(|| TestCaseError::fail("unanswered"))?;
            prop_assert_eq!(&event["id"], &json!(id));
            match event["event"].as_str() {
                Some("object") => objects.push(event["object"].clone()),
                Some("done" | "error") => break event,
                _ => {}
            }
        };
        let code = last["exitCode"].as_i64().unwrap_or_default();
        // A check that finds something is done; its command says so by its exit code.
        let code = if last["passed"] == false { 7 } else { code };
        ends.push((code, (code == 0 && ask.has_objects()).then_some(objects)));
    }
    prop_assert_eq!(events.next(), None);
    Ok(ends)
}

/// What was changed: action, outcome, and the group's name before and after.
fn history(world: &World, tenant: &Scripted) -> Vec<Value> {
    let run = world.command(&["history", "-o", "json"]).at(tenant).run().exits(0);
    let records = run.json();
    let of = |record: &Value| {
        json!([
            record["action"],
            record["outcome"],
            record["before"]["name"],
            record["after"]["name"]
        ])
    };
    records.as_array().unwrap().iter().map(of).collect()
}

fn lines(requests: impl IntoIterator<Item = Value>) -> String {
    requests.into_iter().flat_map(|request| [request.to_string(), "\n".to_owned()]).collect()
}

fn events(run: &Run) -> Vec<Value> {
    run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Compares a batch with the commands, one after the other.
fn compare(asks: &[Ask], latencies: Vec<u64>) -> Result<(), TestCaseError> {
    let (single, of_singles) = (World::new(), Tenant::start(Vec::new()));
    let expected: Vec<End> =
        asks.iter().map(|ask| of_command(ask, &ask.run(&single, &of_singles.scripted))).collect();

    let (world, tenant) = (World::new(), Tenant::start(latencies));
    let requests = asks.iter().enumerate().map(|(id, ask)| ask.request(id));
    let input = lines(requests.chain([json!({"do": "end"})]));
    let run = world.command(&["batch"]).at(&tenant.scripted).stdin(input).run().quietly();
    prop_assert_eq!(of_batch(asks, &events(&run))?, expected);
    prop_assert_eq!(tenant.groups(), of_singles.groups());
    let scripted = &tenant.scripted;
    prop_assert_eq!(history(&world, scripted), history(&single, &of_singles.scripted));
    Ok(())
}

#[test]
fn any_sequence_gives_what_the_single_commands_give() {
    let sequences = (
        prop::collection::vec(Ask::any(), 1..9),
        prop::collection::vec(prop::sample::select(vec![0, 1, 2, 5, 9]), 1..12),
    );
    // The same sequences in every run; several at a time.
    let seeds: Vec<u8> = (0..12).collect();
    let results = side_by_side(&seeds, 4, |&seed| {
        let config = Config { cases: 2, failure_persistence: None, ..Config::default() };
        let algorithm = prop::test_runner::RngAlgorithm::ChaCha;
        let rng = prop::test_runner::TestRng::from_seed(algorithm, &[seed; 32]);
        TestRunner::new_with_rng(config, rng)
            .run(&sequences, |(asks, latencies)| compare(&asks, latencies))
            .map_err(|error| error.to_string())
    });
    let wrong: Vec<String> = results.into_iter().filter_map(Result::err).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Stops a batch of creates, updates and reads after some answers.
fn stop_after(answers: usize, latency: u64) {
    let (world, tenant) = (World::new(), Tenant::start(vec![latency]));
    let mut batch = Batch::start(world.command(&["batch"]).at(&tenant.scripted));
    let names: Vec<String> = (0..12).map(|number| format!("Group {number}")).collect();
    for (id, name) in names.iter().enumerate() {
        // Every third one reads, so that reads and writes wait for each other.
        batch.send(&match id % 3 {
            2 => json!({"id": id, "do": "get", "ref": "Alpha"}),
            _ => json!({"id": id, "do": "new", "group": Ask::body(name), "noCheck": true}),
        });
    }
    let mut ends: Vec<Value> = Vec::new();
    let mut next_end = |batch: &mut Batch| loop {
        let event = batch.event();
        if matches!(event["event"].as_str(), Some("done" | "error")) {
            ends.push(event);
            return;
        }
    };
    (0..answers).for_each(|_| next_end(&mut batch));
    batch.send(&json!({"id": "stop", "do": "stop"}));
    (answers..=names.len()).for_each(|_| next_end(&mut batch));
    assert_eq!(batch.exit_code(), 0);

    let ids: Vec<&Value> = ends.iter().map(|end| &end["id"]).filter(|id| id.is_u64()).collect();
    assert_eq!(json!(ids), json!((0..names.len()).collect::<Vec<_>>()), "in order, none left out");
    let mut made: Vec<&str> = Vec::new();
    for end in ends.iter().filter(|end| end["id"].is_u64()) {
        let id = usize::try_from(end["id"].as_u64().unwrap()).unwrap();
        if end["event"] == "error" {
            assert_eq!(end["code"], "stopped", "{end}");
        } else if id % 3 != 2 {
            assert_eq!(end["outcome"], "done", "{end}");
            made.push(&names[id]);
        }
    }
    let groups = tenant.groups();
    let kept: Vec<&str> =
        groups.iter().skip(2).map(|each| each["name"].as_str().unwrap()).collect();
    assert_eq!(kept, made);
    let records = history(&world, &tenant.scripted);
    assert!(records.iter().rev().map(|record| &record[3]).eq(made.iter()), "{records:?}");
}

#[test]
fn a_stop_at_any_point_leaves_done_what_was_answered_done() {
    let stops: Vec<(usize, u64)> =
        (0..=12).flat_map(|answers| [(answers, 0), (answers, 4)]).collect();
    side_by_side(&stops, 4, |&(answers, latency)| stop_after(answers, latency));
}
