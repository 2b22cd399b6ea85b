//! `syncgroup batch`: requests and events as another program sees them.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde_json::{Value, json};

use crate::world::{GROUP, POLICY, Run, World};

const NAME: &str = "Password Sync Group 1";
const G_SUITE: &str = "2c918084660f45d6016617daa9210510";
const SALESFORCE: &str = "2c918084660f45d6016617daa9210520";
const BASIC: &str = "2c91808e7d976f3b017d9f5ceae440c8";

/// A batch that answers while it runs.
pub struct Batch {
    child: Child,
    stdin: Option<ChildStdin>,
    stdout: BufReader<ChildStdout>,
}

impl Batch {
    fn of(world: &World, options: &[&str]) -> Self {
        Self::start(world.command(&[&["-p", "sandbox", "batch"], options].concat()))
    }

    pub fn start(invocation: crate::world::Invocation) -> Self {
        let mut command = invocation.command;
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let stdin = child.stdin.take();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let mut batch = Self { child, stdin, stdout };
        assert_eq!(batch.event()["event"], "ready");
        batch
    }

    pub fn send(&mut self, request: &Value) {
        writeln!(self.stdin.as_mut().unwrap(), "{request}").unwrap();
    }

    pub fn event(&mut self) -> Value {
        let mut line = String::new();
        self.stdout.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error} in `{line}`"))
    }

    /// Sends a request, and gives its events up to `done` or `error`.
    fn ask(&mut self, request: &Value) -> Vec<Value> {
        self.send(request);
        let mut events = vec![];
        loop {
            let event = self.event();
            assert_eq!(event["id"], request["id"], "{event}");
            let last = event["event"] == "done" || event["event"] == "error";
            events.push(event);
            if last {
                return events;
            }
        }
    }

    /// The last event of a request that is done.
    #[track_caller]
    fn done(&mut self, request: &Value) -> Value {
        let last = self.ask(request).pop().unwrap();
        assert_eq!(last["event"], "done", "{last}");
        last
    }

    /// The error of a request.
    #[track_caller]
    fn error(&mut self, request: &Value) -> Value {
        let last = self.ask(request).pop().unwrap();
        assert_eq!(last["event"], "error", "{last}");
        last
    }

    /// Ends the batch, and gives its exit code.
    fn end(mut self) -> i32 {
        self.send(&json!({"do": "end"}));
        self.exit_code()
    }

    pub fn exit_code(mut self) -> i32 {
        drop(self.stdin.take());
        let mut rest = String::new();
        self.stdout.read_to_string(&mut rest).unwrap();
        self.child.wait().unwrap().code().unwrap_or(-1)
    }
}

/// Requests that are all sent before anything is read.
fn lines(requests: &[Value]) -> String {
    requests.iter().flat_map(|request| [request.to_string(), "\n".to_owned()]).collect()
}

fn events(run: &Run) -> Vec<Value> {
    assert!(run.stdout.is_ascii());
    run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn run(world: &World, requests: &[Value]) -> Vec<Value> {
    events(&world.sandbox_with(&["batch"], lines(requests)).quietly())
}

/// The last event of a request.
fn answer(events: &[Value], id: impl Into<Value>) -> &Value {
    let id = id.into();
    let mut of_request = events.iter().filter(|event| event["id"] == id);
    of_request.next_back().unwrap_or_else(|| panic!("no answer to {id}"))
}

fn new_group(name: &str) -> Value {
    json!({"name": name, "passwordPolicyId": POLICY, "sourceIds": [G_SUITE, SALESFORCE]})
}

fn history(world: &World) -> Vec<Value> {
    let records = world.sandbox(&["history", "-o", "json"]).exits(0).json();
    records.as_array().unwrap().clone()
}

#[test]
fn ready_comes_first_and_says_what_there_is() {
    let world = World::new();
    let events = run(&world, &[json!({"do": "end"})]);
    assert_eq!(
        events,
        [json!({
            "event": "ready", "protocol": 1, "version": env!("CARGO_PKG_VERSION"),
            "profile": "sandbox", "host": "embedded",
            "operations": ["list", "get", "new", "update", "remove", "sources", "policies", "check", "undo", "api", "end", "stop"],
        })]
    );
}

#[test]
fn reads_answer_what_the_commands_print() {
    let world = World::new();
    let events = run(
        &world,
        &[
            json!({"id": 1, "do": "list"}),
            json!({"id": "two", "do": "get", "ref": NAME}),
            json!({"id": 3, "do": "sources"}),
            json!({"id": 4.5, "do": "policies"}),
            json!({"id": 5, "do": "list", "name": "Head*"}),
            json!({"id": 6, "do": "list", "limit": 1, "offset": 1}),
            json!({"id": 7, "do": "list", "source": "GitHub"}),
            json!({"id": 8, "do": "list", "policy": "Basic"}),
            json!({"id": 9, "do": "get", "ref": GROUP, "resolve": true}),
            json!({"id": 10, "do": "end"}),
        ],
    );
    let objects = |id: Value| -> Vec<&Value> {
        let of_id = events.iter().filter(|event| event["id"] == id && event["event"] == "object");
        of_id.map(|event| &event["object"]).collect()
    };
    let printed = |arguments: &[&str]| {
        let run = world.sandbox(&[arguments, &["-o", "json"]].concat()).exits(0).json();
        match run {
            Value::Array(values) => values,
            value => vec![value],
        }
    };
    let groups = printed(&["list"]);
    assert_eq!(objects(1.into()), groups.iter().collect::<Vec<_>>());
    assert_eq!(answer(&events, 1)["total"], 2);
    assert_eq!(objects("two".into()), [&groups[0]]);
    assert_eq!(objects(3.into()).len(), 14);
    assert_eq!(objects(json!(4.5)).len(), 2);
    assert_eq!(objects(5.into()), [&groups[1]]);
    assert_eq!(objects(6.into()), [&groups[1]]);
    assert_eq!(objects(7.into()), [&groups[0]]);
    assert!(objects(8.into()).is_empty());
    assert_eq!(objects(9.into())[0]["passwordPolicyName"], "Strong");
    assert_eq!(answer(&events, 10)["event"], "done");
    // The events of a request are contiguous, in the order of the requests.
    let ids: Vec<&Value> = events.iter().skip(1).map(|event| &event["id"]).collect();
    let mut order = ids.clone();
    order.dedup();
    assert_eq!(order.len(), 10, "{ids:?}");
}

#[test]
fn writes_do_what_the_commands_do() {
    let world = World::new();
    let mut batch = Batch::of(&world, &[]);
    let made = batch.ask(&json!({"id": 1, "do": "new", "group": new_group("Büro")}));
    let object = &made.iter().find(|event| event["event"] == "object").unwrap()["object"];
    assert_eq!(object["name"], "Büro");
    assert_eq!(made.last().unwrap()["outcome"], "done");
    assert_eq!(made.last().unwrap()["record"], 1);
    let mut group = new_group("Büro 2");
    group["id"] = object["id"].clone();
    let done = batch.done(&json!({"id": 2, "do": "update", "group": group, "force": true}));
    assert_eq!((&done["outcome"], &done["record"]), (&json!("done"), &json!(2)));
    // What a write has changed is seen by the reads after it.
    assert_eq!(batch.done(&json!({"id": 3, "do": "get", "ref": "Büro 2"}))["event"], "done");
    let same = batch.done(&json!({"id": 4, "do": "update", "ref": "Büro 2", "group": group}));
    assert_eq!(same["outcome"], "unchanged");
    let done = batch.done(&json!({"id": 5, "do": "remove", "ref": "Büro 2"}));
    assert_eq!((&done["outcome"], &done["record"]), (&json!("done"), &json!(3)));
    assert_eq!(batch.done(&json!({"id": 6, "do": "undo", "record": 3}))["record"], 4);
    assert_eq!(batch.done(&json!({"id": 7, "do": "get", "ref": "Büro 2"}))["event"], "done");
    assert_eq!(batch.end(), 0);
    assert_eq!(history(&world).len(), 4);
}

#[test]
fn names_in_a_group_are_resolved_and_a_wrong_one_is_not_found() {
    let world = World::new();
    let mut batch = Batch::of(&world, &[]);
    let group =
        json!({"name": "A", "passwordPolicyId": "Strong", "sourceIds": ["G Suite", "Salesforce"]});
    batch.done(&json!({"id": 1, "do": "new", "group": group, "dryRun": true}));
    let group = json!({"name": "A", "passwordPolicyId": "Strnog", "sourceIds": ["G Suite"]});
    let error = batch.error(&json!({"id": 2, "do": "new", "group": group}));
    assert_eq!((&error["code"], &error["exitCode"]), (&json!("not_found"), &json!(3)));
    assert_eq!(batch.end(), 0);
}

#[test]
fn check_says_what_it_finds_and_whether_it_passed() {
    let world = World::new();
    let events = run(
        &world,
        &[
            json!({"id": 1, "do": "check"}),
            json!({"id": 2, "do": "check", "ref": NAME}),
            json!({"do": "end"}),
        ],
    );
    let printed = world.sandbox(&["check"]);
    assert_eq!(answer(&events, 1)["passed"], printed.code == 0);
    assert_eq!(answer(&events, 2)["passed"], world.sandbox(&["check", NAME]).code == 0);
}

#[test]
fn a_dry_run_sends_nothing_and_its_token_counts_once() {
    let world = World::new();
    let before = world.sandbox(&["list", "-o", "json"]).exits(0).stdout;
    let mut batch = Batch::of(&world, &[]);
    let tried = batch.ask(&json!({"id": 1, "do": "remove", "ref": NAME, "dryRun": true}));
    assert!(tried.iter().any(|event| event["event"] == "consequence"
        && event["kind"] == "becomes_independent"
        && event["message"].is_string()));
    let plan = tried.iter().find(|event| event["event"] == "plan").unwrap();
    assert_eq!(plan["method"], "DELETE");
    assert!(plan["path"].as_str().unwrap().ends_with(GROUP));
    assert_eq!((&plan["before"]["id"], &plan["after"]), (&json!(GROUP), &Value::Null));
    let token = tried.last().unwrap()["token"].clone();
    assert_eq!(world.sandbox(&["list", "-o", "json"]).exits(0).stdout, before);
    // Another group, another operation: the token is still good for its own request.
    let other =
        batch.error(&json!({"id": 2, "do": "remove", "ref": "Head Office", "token": token}));
    assert_eq!(other["code"], "usage");
    let group = json!({"id": GROUP, "name": NAME, "passwordPolicyId": POLICY, "sourceIds": []});
    let other =
        batch.error(&json!({"id": 3, "do": "update", "ref": NAME, "group": group, "token": token}));
    assert!(other["message"].as_str().unwrap().contains("`remove`, not of `update`"));
    let remove = json!({"id": 4, "do": "remove", "ref": NAME, "token": token});
    assert_eq!(batch.done(&remove)["outcome"], "done");
    assert!(batch.error(&remove)["message"].as_str().unwrap().contains("has been used"));
    assert_eq!(batch.end(), 0);
}

/// What happens between a dry run and its request, and what the refusal says of it.
type Meanwhile = (&'static str, fn(&World), &'static str);

const MEANWHILE: &[Meanwhile] = &[
    (
        "members",
        |world| {
            let update = ["update", NAME, "--add-source", "G Suite", "--no-check", "-y"];
            world.sandbox(&update).exits(0);
        },
        "G Suite",
    ),
    (
        "policy",
        |world| {
            world.sandbox(&["update", NAME, "--policy", "Basic", "--no-check", "-y"]).exits(0);
        },
        "Basic",
    ),
    (
        "deleted",
        |world| {
            world.sandbox(&["remove", NAME, "-y"]).exits(0);
        },
        "it does not exist any more",
    ),
    (
        "recreated",
        |world| {
            let body = world.sandbox(&["get", NAME, "-o", "json"]).exits(0).stdout;
            world.sandbox(&["remove", NAME, "-y"]).exits(0);
            world.sandbox_with(&["new", "-f", "-", "--no-check"], body).exits(0);
        },
        "is another group now",
    ),
    (
        "policy's rules",
        |world| {
            let path = format!("password-policies/{POLICY}");
            let policy = world.sandbox(&["api", "GET", &path]).exits(0).stdout;
            let mut policy: Value = serde_json::from_str(&policy).unwrap();
            policy["minLength"] = 15.into();
            let put = ["api", "PUT", &path, "-f", "-", "-y"];
            world.sandbox_with(&put, policy.to_string()).exits(0);
        },
        "password policy `Strong` has changed",
    ),
];

#[test]
fn a_change_between_dry_run_and_request_is_refused() {
    for (what, change, cause) in MEANWHILE {
        for force in [false, true] {
            let world = World::new();
            let mut batch = Batch::of(&world, &[]);
            let dry = json!({"id": 1, "do": "remove", "ref": NAME, "dryRun": true});
            let token = batch.done(&dry)["token"].clone();
            change(&world);
            let records = history(&world).len();
            let remove =
                json!({"id": 2, "do": "remove", "ref": NAME, "token": token, "force": force});
            let error = batch.error(&remove);
            assert_eq!((&error["code"], &error["exitCode"]), (&json!("changed_since"), &json!(5)));
            let causes = error["causes"].to_string();
            assert!(causes.contains(cause), "{what}: {causes}");
            assert_eq!(batch.end(), 0, "{what}");
            assert_eq!(history(&world).len(), records, "{what}");
        }
    }
}

#[test]
fn a_new_name_between_dry_run_and_request_is_refused() {
    let world = World::new();
    let mut batch = Batch::of(&world, &[]);
    // By ID: the group is found, and has another name.
    let dry = json!({"id": 1, "do": "remove", "ref": GROUP, "dryRun": true});
    let token = batch.done(&dry)["token"].clone();
    world.sandbox(&["update", NAME, "--name", "Renamed", "-y"]).exits(0);
    let error = batch.error(&json!({"id": 2, "do": "remove", "ref": GROUP, "token": token}));
    assert_eq!(error["code"], "changed_since");
    assert!(error["causes"].to_string().contains("Renamed"), "{error}");
    // A group that takes the name that a new one is to have.
    let new = json!({"id": 3, "do": "new", "group": new_group("Taken"), "dryRun": true});
    let token = batch.done(&new)["token"].clone();
    world.sandbox(&["update", "Renamed", "--name", "Taken", "-y"]).exits(0);
    let new = json!({"id": 4, "do": "new", "group": new_group("Taken"), "token": token});
    assert_eq!(batch.error(&new)["exitCode"], 5);
    assert_eq!(batch.end(), 0);
}

#[test]
fn another_update_than_that_of_the_dry_run_is_refused() {
    let world = World::new();
    let mut batch = Batch::of(&world, &[]);
    let mut group = world.sandbox(&["get", NAME, "-o", "json"]).exits(0).json();
    group["name"] = "One".into();
    let update = json!({"id": 1, "do": "update", "ref": GROUP, "group": group, "dryRun": true});
    let token = batch.done(&update)["token"].clone();
    group["name"] = "Other".into();
    let update = json!({"id": 2, "do": "update", "ref": GROUP, "group": group, "token": token});
    assert_eq!(batch.error(&update)["code"], "changed_since");
    assert_eq!(batch.end(), 0);
}

#[test]
fn an_undo_has_a_dry_run_too() {
    let world = World::new();
    world.sandbox(&["update", NAME, "--name", "One", "-y"]).exits(0);
    let mut batch = Batch::of(&world, &[]);
    let dry = json!({"id": 1, "do": "undo", "dryRun": true});
    let done = batch.done(&dry);
    assert!(done["outcome"].is_null());
    let undo = json!({"id": 2, "do": "undo", "token": done["token"]});
    assert_eq!(batch.done(&undo)["outcome"], "done");
    batch.done(&json!({"id": 3, "do": "get", "ref": NAME}));
    world.sandbox(&["update", NAME, "--name", "Two", "-y"]).exits(0);
    let token = batch.done(&dry)["token"].clone();
    world.sandbox(&["update", "Head Office", "--name", "Elsewhere", "-y"]).exits(0);
    let error = batch.error(&json!({"id": 4, "do": "undo", "token": token}));
    assert_eq!(error["code"], "changed_since");
    let unknown = batch.error(&json!({"id": 5, "do": "undo", "token": "x"}));
    assert_eq!(unknown["code"], "usage");
    assert_eq!(batch.end(), 0);
}

#[test]
fn requests_of_one_run_are_one_command_for_undo() {
    let world = World::new();
    let before = world.sandbox(&["list", "-o", "id"]).exits(0).stdout;
    let group = |name: &str, sources: [&str; 2]| json!({"name": name, "passwordPolicyId": POLICY, "sourceIds": sources});
    let free = ["2c918084660f45d6016617daa9210530", "2c918084660f45d6016617daa9210540"];
    let events = run(
        &world,
        &[
            json!({"id": 1, "do": "new", "group": new_group("A"), "noCheck": true, "run": "import"}),
            json!({"id": 2, "do": "new", "group": group("B", free), "noCheck": true, "run": "import"}),
            json!({"do": "end"}),
        ],
    );
    assert_eq!(answer(&events, 2)["outcome"], "done");
    world.sandbox(&["undo", "-y"]).exits(0).says("2 deleted");
    assert_eq!(world.sandbox(&["list", "-o", "id"]).exits(0).stdout, before);
}

#[test]
fn deny_refuses_what_it_names() {
    let world = World::new();
    let mut batch = Batch::of(&world, &[]);
    let mut group = world.sandbox(&["get", NAME, "-o", "json"]).exits(0).json();
    group["passwordPolicyId"] = BASIC.into();
    let update = json!({"id": 1, "do": "update", "group": group, "deny": ["weaker-policy"]});
    assert_eq!(batch.error(&update)["exitCode"], 7);
    let update = json!({"id": 2, "do": "update", "group": group, "deny": ["weaker"]});
    assert_eq!(batch.error(&update)["exitCode"], 2);
    assert_eq!(batch.end(), 0);
    assert!(history(&world).is_empty());
}

#[test]
fn include_gives_status_and_headers_as_arrays() {
    let world = World::new();
    let get = json!({"id": 1, "do": "get", "ref": GROUP, "include": true});
    let events = run(&world, &[get, json!({"do": "end"})]);
    let response = events.iter().find(|event| event["event"] == "response").unwrap();
    assert_eq!(response["status"], 200);
    assert!(response["headers"]["slpt-request-id"][0].is_string(), "{response}");
}

#[test]
fn an_error_ends_its_request_and_not_the_batch() {
    let world = World::new();
    let gone = "00000000-0000-4000-8000-000000000000";
    let events = run(
        &world,
        &[
            json!({"id": 1, "do": "get", "ref": gone}),
            json!({"id": 2, "do": "get", "ref": "nosuch"}),
            json!({"id": 3, "do": "lsit"}),
            json!({"id": 4, "do": "get", "reff": "x"}),
            json!({"id": {}, "do": "list"}),
            json!([1]),
            json!({"id": 7, "do": "list"}),
            json!({"do": "end"}),
        ],
    );
    let error = answer(&events, 1);
    assert_eq!((&error["code"], &error["exitCode"]), (&json!("not_found"), &json!(3)));
    assert_eq!(error["response"]["status"], 404);
    assert!(error["response"]["headers"].is_object() && error["response"]["body"].is_object());
    let hints = json!([{"arguments": ["-p", "sandbox", "list"]}]);
    assert_eq!(answer(&events, 2)["hints"], hints);
    assert!(answer(&events, 2)["causes"].is_array());
    assert_eq!(answer(&events, 3)["hints"][0]["text"], "did you mean `list`?");
    assert_eq!(answer(&events, 4)["hints"][0]["text"], "did you mean `ref`?");
    let nameless = events.iter().filter(|event| event["id"].is_null() && event["event"] == "error");
    assert_eq!(nameless.count(), 2);
    assert_eq!(answer(&events, 7)["event"], "done");
}

#[test]
fn bad_lines_lose_nothing() {
    let world = World::new();
    let mut input = b"{\"id\":1,\"do\":\"list\"\n{\"id\":2,\"do\":\"\xff\"}\n\n".to_vec();
    input.extend(vec![b'x'; 9 << 20]);
    input.extend(
        b"\n{\"id\":3,\"do\":\"get\",\"ref\":\"Password Sync Group 1\"}\n{\"do\":\"end\"}\n",
    );
    input.extend(b"{\"id\":4,\"do\":\"list\"}\n");
    let events = events(&world.sandbox_with(&["batch"], input).quietly());
    let nameless = events.iter().filter(|event| event["id"].is_null());
    let messages: Vec<&str> = nameless.filter_map(|event| event["message"].as_str()).collect();
    let expected = ["the request is not JSON", "the request is not UTF-8"];
    assert_eq!(messages[..2], expected);
    assert!(messages[2].contains("8 MiB"), "{messages:?}");
    assert_eq!(answer(&events, 3)["event"], "done");
    if let Some(late) = events.iter().find(|event| event["id"] == 4) {
        assert_eq!(late["message"], "the request came after `end`");
    }
}

#[test]
fn the_output_is_ascii() {
    let world = World::new();
    let new = json!({"id": "é", "do": "new", "group": new_group("日本 😀"), "dryRun": true});
    let run = world.sandbox_with(&["batch"], lines(&[new, json!({"do": "end"})])).quietly();
    assert!(run.stdout.is_ascii() && run.stdout.contains("\\ud83d\\ude00"));
    assert_eq!(answer(&events(&run), "é")["event"], "done");
}

#[test]
fn ten_thousand_requests_before_the_first_read_are_all_answered_in_order() {
    let world = World::new();
    let mut requests: Vec<Value> =
        (0..10_000).map(|id| json!({"id": id, "do": "get", "ref": NAME})).collect();
    requests.push(json!({"do": "end"}));
    let events = run(&world, &requests);
    let answered = events.iter().filter(|event| event["event"] == "done");
    let ids: Vec<u64> = answered.map(|event| event["id"].as_u64().unwrap()).collect();
    assert!(ids.iter().copied().eq(0..10_000));
}

#[test]
fn the_end_of_the_input_without_end_answers_everything() {
    let world = World::new();
    let run = world.sandbox_with(&["batch"], "").quietly();
    assert_eq!(events(&run).len(), 1);
    let requests: Vec<Value> = (0..200).map(|id| json!({"id": id, "do": "sources"})).collect();
    let run = world.sandbox_with(&["batch"], lines(&requests));
    let events = events(&run);
    let mut stopped = 0;
    for id in 0..200 {
        let last = answer(&events, id);
        if last["event"] == "error" {
            assert_eq!(last["code"], "stopped");
            stopped += 1;
        }
    }
    assert_eq!(run.code, i32::from(stopped > 0), "{stopped} stopped");
    assert_eq!(run.stderr, "");
}

#[test]
fn stop_jumps_ahead_of_what_waits_and_nothing_stays_unanswered() {
    let world = World::new();
    let mut requests: Vec<Value> = (0..100)
        .map(|at| json!({"id": at, "do": "new", "group": new_group(&format!("G{at}")), "noCheck": true}))
        .collect();
    requests.push(json!({"id": "stop", "do": "stop"}));
    let events = run(&world, &requests);
    let done = (0..100).filter(|&id| answer(&events, id)["event"] == "done").count();
    let codes = (0..100).filter(|&id| answer(&events, id)["code"] == "stopped").count();
    assert!(codes > 0);
    // What was answered `done` is done, and nothing else.
    assert_eq!(history(&world).len(), done);
    assert_eq!(answer(&events, "stop")["event"], "done");
}

#[test]
fn a_closed_stdout_ends_the_batch() {
    let world = World::new();
    let mut batch = Batch::of(&world, &[]);
    drop(std::mem::replace(&mut batch.stdout, {
        let mut other = Batch::of(&world, &[]);
        other.stdin.take();
        let _ = other.child.kill();
        let _ = other.child.wait();
        other.stdout
    }));
    for id in 0..3 {
        // It may have ended meanwhile.
        let _ = writeln!(batch.stdin.as_mut().unwrap(), "{}", json!({"id": id, "do": "list"}));
    }
    assert_eq!(batch.child.wait().unwrap().code(), Some(0));
}

#[cfg(unix)]
#[test]
fn a_signal_ends_the_batch_with_its_code() {
    let world = World::new();
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        let mut batch = Batch::of(&world, &[]);
        batch.done(&json!({"id": 1, "do": "get", "ref": NAME}));
        crate::world::send(signal, &batch.child);
        assert_eq!(batch.child.wait().unwrap().code(), Some(code), "{signal}");
    }
}

#[test]
fn it_ends_after_a_time_without_requests() {
    let world = World::new();
    let mut batch = Batch::of(&world, &["--idle-timeout", "0.1"]);
    assert_eq!(batch.child.wait().unwrap().code(), Some(0));
    drop(batch.stdin.take());
}

#[test]
fn a_read_only_profile_refuses_writes_alone() {
    let world = World::new();
    world.config("[profiles.ro]\nsandbox = true\nread_only = true\n");
    let requests = [
        json!({"id": 1, "do": "list"}),
        json!({"id": 2, "do": "remove", "ref": NAME}),
        json!({"do": "end"}),
    ];
    let run = world.command(&["-p", "ro", "batch"]).stdin(lines(&requests)).run().quietly();
    let events = events(&run);
    assert_eq!(answer(&events, 1)["total"], 2);
    let error = answer(&events, 2);
    assert_eq!((&error["code"], &error["exitCode"]), (&json!("read_only"), &json!(4)));
}

#[test]
fn a_configuration_error_comes_before_ready() {
    let world = World::new();
    let run = world.command(&["-p", "nosuch", "batch"]).run();
    let run = run.without_answer();
    assert_eq!(run.stderr.lines().count(), 1);
    assert!(run.code != 0 && run.error()["code"].is_string());
}

#[test]
fn what_has_no_place_in_a_batch_is_refused() {
    let world = World::new();
    for options in [
        &["-o", "json"][..],
        &["--jq", "."],
        &["-y"],
        &["-n"],
        &["-i"],
        &["--protocol", "2"],
        &["--all-profiles"],
    ] {
        let run = world.sandbox(&[&["batch"], options].concat()).exits(2).without_answer();
        assert_eq!(run.error()["code"], "usage", "{options:?}");
    }
    world.command(&["-p", "sandbox,other", "batch"]).run().exits(2).without_answer();
    let requests = lines(&[json!({"do": "end"})]);
    world.sandbox_with(&["batch", "--protocol", "1"], requests).quietly();
}

#[test]
fn requests_to_the_tenant_are_events_with_v() {
    let world = World::new();
    let requests = lines(&[json!({"id": 1, "do": "list"}), json!({"do": "end"})]);
    let run = world.sandbox_with(&["batch", "-v"], requests).quietly();
    let events = events(&run);
    let of_requests = events.iter().filter(|event| event["event"] == "request");
    let messages: Vec<&str> = of_requests.filter_map(|event| event["message"].as_str()).collect();
    assert!(messages.iter().any(|message| message.starts_with("GET ")), "{messages:?}");
}

#[test]
fn names_are_read_once_for_several_writes() {
    let world = World::new();
    let update = |id: u64, name: &str, sources: &[&str]| {
        json!({"id": id, "do": "update", "ref": GROUP, "noCheck": true,
            "group": {"name": name, "policy": "Strong", "sources": sources}})
    };
    let old = ["ActiveDirectory", "GitHub"];
    let requests = [
        update(1, "A", &old),
        update(2, "B", &old),
        update(3, "C", &["ActiveDirectory", "GitHub", "G Suite"]),
        update(4, "D", &old),
        json!({"do": "end"}),
    ];
    let events = events(&world.sandbox_with(&["batch", "-v"], lines(&requests)).quietly());
    let sent = |id: u64, path: &str| {
        let is_there = |event: &&Value| {
            event["id"] == id
                && event["event"] == "request"
                && event["message"].as_str().unwrap().contains(path)
        };
        events.iter().filter(is_there).count()
    };
    assert_eq!([1, 2].map(|id| sent(id, "/password-policies")), [1, 0]);
    assert_eq!([1, 2, 3].map(|id| sent(id, "/sources?") > 0), [true, false, true]);
    // Its sources have changed with the write before it.
    assert!(sent(4, "/sources?") > 0);
    assert_eq!(answer(&events, 4)["outcome"], "done");
}

#[test]
fn any_request_is_sent_as_it_is_and_a_change_of_a_group_can_be_undone() {
    let world = World::new();
    let path = format!("password-sync-groups/{GROUP}");
    let requests = [
        json!({"id": 1, "do": "api", "method": "GET", "path": "password-sync-groups?limit=1", "include": true}),
        json!({"id": 2, "do": "api", "method": "DELETE", "path": path}),
        json!({"id": 3, "do": "api", "method": "GET", "path": path}),
        json!({"id": 4, "do": "api", "method": "POST", "path": "password-sync-groups", "body": {"name": ""}}),
        json!({"id": 5, "do": "api", "method": "LIST", "path": "x"}),
        json!({"id": 6, "do": "api", "method": "DELETE", "path": path, "dryRun": true}),
        json!({"do": "end"}),
    ];
    let events = events(&world.sandbox_with(&["batch"], lines(&requests)).quietly());
    let of = |id: u64, event: &str| {
        let found = events.iter().find(|each| each["id"] == id && each["event"] == event);
        found.unwrap_or_else(|| panic!("no {event} of {id} in {events:?}"))
    };
    assert_eq!(of(1, "response")["status"], 200);
    assert_eq!(of(1, "object")["object"]["id"], GROUP);
    assert_eq!(of(2, "done")["outcome"], "done");
    assert_eq!(of(3, "error")["response"]["status"], 404);
    assert_eq!(of(4, "error")["response"]["status"], 400);
    assert_eq!(of(5, "error")["code"], "usage");
    assert_eq!(of(6, "error")["code"], "usage");
    world.sandbox(&["undo", "-y", "-q"]).exits(0);
    assert_eq!(world.sandbox(&["list", "-o", "id"]).exits(0).stdout.lines().count(), 2);
}
