//! Every fault of a network or a tenant, met by every command.
//!
//! The tenant of each case keeps its groups and fails in one way at one request: at the list or the group that a command
//! reads, or at the write that it sends. Everything else is answered as it should be, so that the program can find out
//! what a failed write did. For each case the exit code, the number of writes sent, what the history says and what the
//! tenant has are compared with what the contract allows. `fault_table.txt` is the same as a table with the whole
//! outputs, for review:
//!
//! ```text
//! SNAPSHOTS=overwrite cargo test --test cli fault_table
//! ```

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use serde_json::{Value, json};

use crate::scripted::{Act, Scripted, Seen, surroundings};
use crate::snapshot::check;
use crate::world::{POLICY, Run, SOURCES, World, side_by_side};

const ALPHA: &str = "aaaaaaaa-0000-4000-8000-000000000001";
const BETA: &str = "aaaaaaaa-0000-4000-8000-000000000002";
const MADE: &str = "aaaaaaaa-0000-4000-8000-000000000003";

const SNAPSHOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/fault_table.txt");

/// Fields that the program does not know; the numbers keep their digits.
const EXTRAS: &str = r#""weight":1.10e2,"serial":12345678901234567890123.50"#;

/// How often a fault strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Strikes {
    Once,
    Always,
}

/// Whether the tenant does what it was asked before the fault strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Work {
    Done,
    NotDone,
}

/// What the tenant would have answered.
struct Real {
    status: u16,
    body: String,
}

/// One way to fail.
struct Fault {
    name: &'static str,
    work: Work,
    strikes: Strikes,
    /// Gives what is sent in place of the real reply.
    act: fn(&Seen, Real) -> Act,
    /// Options that keep a case short.
    options: &'static [&'static str],
    /// The exit codes that the contract allows for a command that reads.
    read: &'static [i32],
    /// The exit codes that it allows for a command that writes, met at the write.
    write: &'static [i32],
}

/// A command, and at which requests the fault strikes.
struct Case {
    name: &'static str,
    arguments: &'static [&'static str],
    stdin: &'static str,
    strikes_at: Target,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    /// Reads of groups.
    Groups,
    /// The list of sources.
    Sources,
    /// Writes of groups.
    Writes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Read,
    Create,
    Update,
    Undo,
    Delete,
}

const RETRY: &[&str] = &["--retries", "1"];
const NO_RETRY: &[&str] = &["--retries", "0"];
const IMPATIENT: &[&str] = &["--retries", "0", "--timeout", "3"];

const FAULTS: &[Fault] = &[
    Fault {
        name: "none",
        act: |_, real| json(real.status, &real.body),
        work: Work::Done,
        strikes: Strikes::Once,
        options: RETRY,
        read: &[0],
        write: &[0],
    },
    fault(
        "reset before the work, once",
        Work::NotDone,
        Strikes::Once,
        RETRY,
        &[0],
        &[0, 6],
        |_, _| Act::Reset,
    ),
    fault("reset before the work", Work::NotDone, Strikes::Always, RETRY, &[6], &[6], |_, _| {
        Act::Reset
    }),
    fault("reset after the work, once", Work::Done, Strikes::Once, RETRY, &[0], &[0], |_, _| {
        Act::Reset
    }),
    fault("reset after the work", Work::Done, Strikes::Always, RETRY, &[6], &[0], |_, _| {
        Act::Reset
    }),
    fault(
        "closed without a reply",
        Work::NotDone,
        Strikes::Always,
        NO_RETRY,
        &[6],
        &[6],
        |_, _| Act::Raw(Vec::new()),
    ),
    fault("not HTTP", Work::NotDone, Strikes::Always, NO_RETRY, &[1, 6], &[1, 6], |_, _| {
        Act::Raw(b"SSH-2.0-OpenSSH_9.2\r\n".to_vec())
    }),
    fault("head cut", Work::Done, Strikes::Always, NO_RETRY, &[6], &[0], |_, _| {
        Act::Raw(b"HTTP/1.1 200 OK\r\nContent-Ty".to_vec())
    }),
    fault("body cut", Work::Done, Strikes::Always, NO_RETRY, &[6], &[0], cut),
    fault("body cut in a chunk", Work::Done, Strikes::Always, NO_RETRY, &[6], &[0], cut_in_a_chunk),
    fault("silence", Work::NotDone, Strikes::Always, IMPATIENT, &[6], &[6], |_, _| Act::Silence),
    fault("silence after the work", Work::Done, Strikes::Always, IMPATIENT, &[6], &[0], |_, _| {
        Act::Silence
    }),
    fault("delayed reply", Work::Done, Strikes::Once, RETRY, &[0], &[0], delayed),
    fault("total too large", Work::Done, Strikes::Always, NO_RETRY, &[6], &[0], |seen, real| {
        if is_list(seen) {
            json(real.status, &real.body).with("x-total-count", "600")
        } else {
            json(real.status, &real.body)
        }
    }),
    fault("total not a number", Work::Done, Strikes::Always, NO_RETRY, &[0], &[0], |_, real| {
        json(real.status, &real.body).with("x-total-count", "many")
    }),
    fault(
        "pages that repeat",
        Work::Done,
        Strikes::Always,
        NO_RETRY,
        &[0, 1, 6],
        &[0],
        |seen, real| {
            if is_list(seen) { json(200, &full_page()) } else { json(real.status, &real.body) }
        },
    ),
    fault("400", Work::NotDone, Strikes::Always, RETRY, &[1], &[1], |_, _| {
        refusal(400, "400.1.3 Illegal value")
    }),
    fault("401 once", Work::NotDone, Strikes::Once, RETRY, &[0], &[0], |_, _| expired()),
    fault("401", Work::NotDone, Strikes::Always, RETRY, &[4], &[4], |_, _| expired()),
    fault("403", Work::NotDone, Strikes::Always, RETRY, &[4], &[4], |_, _| {
        refusal(403, "403.0 Forbidden")
    }),
    fault("403 as HTML", Work::NotDone, Strikes::Always, RETRY, &[1], &[1], |_, _| Act::html(403)),
    fault("404", Work::NotDone, Strikes::Always, RETRY, &[3], &[1, 3], |_, _| {
        refusal(404, "404.0 Not found")
    }),
    fault("408", Work::NotDone, Strikes::Always, NO_RETRY, &[6], &[6], |_, _| Act::new(408, "")),
    fault("409", Work::NotDone, Strikes::Always, RETRY, &[5], &[5], |_, _| {
        refusal(409, "409.0 Conflict")
    }),
    fault("412", Work::NotDone, Strikes::Always, RETRY, &[5], &[5], |_, _| {
        Act::json(412, json!({"message": "precondition"}))
    }),
    fault("429 once, wait 0 s", Work::NotDone, Strikes::Once, RETRY, &[0], &[0], |_, _| {
        limited().with("retry-after", "0")
    }),
    fault("429 once, with a date", Work::NotDone, Strikes::Once, RETRY, &[0], &[0], |_, _| {
        limited()
            .with("date", "Sun, 06 Nov 1994 08:49:37 GMT")
            .with("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")
    }),
    fault("429, wait 0 s", Work::NotDone, Strikes::Always, RETRY, &[6], &[6], |_, _| {
        limited().with("retry-after", "0")
    }),
    fault(
        "429 without Retry-After",
        Work::NotDone,
        Strikes::Always,
        NO_RETRY,
        &[6],
        &[6],
        |_, _| Act::html(429),
    ),
    fault("429, wait a day", Work::NotDone, Strikes::Always, NO_RETRY, &[6], &[6], |_, _| {
        limited().with("retry-after", "86400")
    }),
    fault("500", Work::NotDone, Strikes::Always, NO_RETRY, &[6], &[6], |_, _| {
        refusal(500, "500.0 Internal fault")
    }),
    fault("500 after the work", Work::Done, Strikes::Always, NO_RETRY, &[6], &[0], |_, _| {
        refusal(500, "500.0 Internal fault")
    }),
    fault("502 as HTML, once", Work::NotDone, Strikes::Once, RETRY, &[0], &[0, 6], |_, _| {
        Act::html(502)
    }),
    fault("502 as HTML", Work::NotDone, Strikes::Always, NO_RETRY, &[6], &[6], |_, _| {
        Act::html(502)
    }),
    fault("502 after the work", Work::Done, Strikes::Always, NO_RETRY, &[6], &[0], |_, _| {
        Act::html(502)
    }),
    fault("503", Work::NotDone, Strikes::Always, NO_RETRY, &[6], &[6], |_, _| Act::new(503, "")),
    fault("504 after the work", Work::Done, Strikes::Always, NO_RETRY, &[6], &[0], |_, _| {
        Act::html(504)
    }),
    fault(
        "504, bogus Content-Encoding",
        Work::NotDone,
        Strikes::Always,
        NO_RETRY,
        &[6],
        &[6],
        |_, _| Act::json(504, "").with("content-encoding", "UTF-8"),
    ),
    fault(
        "bogus Content-Encoding",
        Work::Done,
        Strikes::Always,
        NO_RETRY,
        &[0],
        &[0],
        |_, real| json(real.status, &real.body).with("content-encoding", "UTF-8"),
    ),
    fault(
        "not gzip although it says so",
        Work::Done,
        Strikes::Always,
        NO_RETRY,
        &[6],
        &[0],
        |_, real| json(real.status, &real.body).with("content-encoding", "gzip"),
    ),
    fault("gzip cut", Work::Done, Strikes::Always, NO_RETRY, &[6], &[0], |_, real| {
        gzip(&real.body, 12)
    }),
    fault("gzip bomb", Work::Done, Strikes::Always, NO_RETRY, &[1, 6], &[0], |_, _| bomb()),
    fault("truncated JSON", Work::Done, Strikes::Always, NO_RETRY, &[6], &[0], |_, real| {
        json(real.status, real.body.get(..real.body.len() / 2).unwrap_or_default())
    }),
    fault("more than JSON", Work::Done, Strikes::Always, NO_RETRY, &[1, 6], &[0], |_, real| {
        json(real.status, &format!("{}]", real.body))
    }),
    fault("JSON of another shape", Work::Done, Strikes::Always, NO_RETRY, &[1], &[0, 1], |_, _| {
        json(200, r#""groups""#)
    }),
    fault("null", Work::Done, Strikes::Always, NO_RETRY, &[1], &[0, 1], |_, _| json(200, "null")),
    fault("invalid UTF-8", Work::Done, Strikes::Always, NO_RETRY, &[1, 6], &[0], |_, real| {
        let mut bytes = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
            real.body.len()
        )
        .into_bytes();
        bytes.extend(
            real.body
                .replace("Alpha", "Alph\u{1}")
                .bytes()
                .map(|byte| if byte == 1 { 0xff } else { byte }),
        );
        Act::Raw(bytes)
    }),
    fault("byte order mark", Work::Done, Strikes::Always, NO_RETRY, &[0, 1, 6], &[0], |_, real| {
        json(real.status, &format!("\u{feff}{}", real.body))
    }),
    fault("HTML with 200", Work::NotDone, Strikes::Always, NO_RETRY, &[1], &[1, 6], |_, _| {
        Act::html(200)
    }),
    fault(
        "HTML with 200 after the work",
        Work::Done,
        Strikes::Always,
        NO_RETRY,
        &[1],
        &[0],
        |_, _| Act::html(200),
    ),
    fault("200 without a body", Work::Done, Strikes::Always, RETRY, &[6], &[0], |_, _| {
        Act::new(200, "")
    }),
    fault("204 without a body", Work::Done, Strikes::Always, RETRY, &[1, 6], &[0], |_, _| {
        Act::new(204, "")
    }),
    fault("text/plain", Work::Done, Strikes::Always, NO_RETRY, &[0, 1], &[0], |_, real| {
        Act::new(real.status, real.body).with("content-type", "text/plain")
    }),
    fault(
        "redirect within the origin",
        Work::NotDone,
        Strikes::Always,
        NO_RETRY,
        &[0],
        &[0, 1],
        |seen, _| Act::new(307, "").with("location", &moved(seen)),
    ),
    fault(
        "redirect to another origin",
        Work::NotDone,
        Strikes::Always,
        NO_RETRY,
        &[1],
        &[1],
        |_, _| Act::new(307, "").with("location", "http://127.0.0.1:9/v3/elsewhere"),
    ),
    fault("redirect loop", Work::NotDone, Strikes::Always, NO_RETRY, &[1], &[1], |seen, _| {
        Act::new(307, "").with("location", seen.line.split(' ').nth(1).unwrap_or_default())
    }),
    fault(
        "redirect to nowhere",
        Work::NotDone,
        Strikes::Always,
        NO_RETRY,
        &[1, 6],
        &[1, 6],
        |_, _| Act::new(302, ""),
    ),
];

const CASES: &[Case] = &[
    Case {
        name: "list -o json",
        arguments: &["list", "-o", "json"],
        stdin: "",
        strikes_at: Target::Groups,
        kind: Kind::Read,
    },
    Case {
        name: "get ID",
        arguments: &["get", ALPHA, "-o", "json"],
        stdin: "",
        strikes_at: Target::Groups,
        kind: Kind::Read,
    },
    Case {
        name: "get NAME",
        arguments: &["get", "Alpha", "-o", "json"],
        stdin: "",
        strikes_at: Target::Groups,
        kind: Kind::Read,
    },
    Case {
        name: "export",
        arguments: &["export"],
        stdin: "",
        strikes_at: Target::Groups,
        kind: Kind::Read,
    },
    Case {
        name: "diff",
        arguments: &["diff", "-f", "-"],
        stdin: MANIFEST,
        strikes_at: Target::Groups,
        kind: Kind::Read,
    },
    Case {
        name: "check",
        arguments: &["check"],
        stdin: "",
        strikes_at: Target::Groups,
        kind: Kind::Read,
    },
    Case {
        name: "sources",
        arguments: &["sources", "-o", "json"],
        stdin: "",
        strikes_at: Target::Sources,
        kind: Kind::Read,
    },
    Case {
        name: "api GET",
        arguments: &["api", "GET", "password-sync-groups"],
        stdin: "",
        strikes_at: Target::Groups,
        kind: Kind::Read,
    },
    Case {
        name: "new --if-missing, at the list",
        arguments: &["new", "--if-missing", "-f", "-"],
        stdin: BODY,
        strikes_at: Target::Groups,
        kind: Kind::Read,
    },
    Case {
        name: "apply, at the list",
        arguments: &["apply", "-f", "-", "-y"],
        stdin: MANIFEST,
        strikes_at: Target::Groups,
        kind: Kind::Read,
    },
    Case {
        name: "new",
        arguments: &["new", "-f", "-"],
        stdin: BODY,
        strikes_at: Target::Writes,
        kind: Kind::Create,
    },
    Case {
        name: "new --if-missing",
        arguments: &["new", "--if-missing", "-f", "-"],
        stdin: BODY,
        strikes_at: Target::Writes,
        kind: Kind::Create,
    },
    Case {
        name: "update ID",
        arguments: &["update", ALPHA, "--name", "Renamed"],
        stdin: "",
        strikes_at: Target::Writes,
        kind: Kind::Update,
    },
    Case {
        name: "remove",
        arguments: &["remove", ALPHA, "-y"],
        stdin: "",
        strikes_at: Target::Writes,
        kind: Kind::Delete,
    },
    Case {
        name: "apply, a create",
        arguments: &["apply", "-f", "-", "-y"],
        stdin: MANIFEST,
        strikes_at: Target::Writes,
        kind: Kind::Create,
    },
    Case {
        name: "apply, an update",
        arguments: &["apply", "-f", "-", "-y"],
        stdin: RENAME,
        strikes_at: Target::Writes,
        kind: Kind::Update,
    },
    Case {
        name: "undo of an update",
        arguments: &["undo", "-y"],
        stdin: "",
        strikes_at: Target::Writes,
        kind: Kind::Undo,
    },
    Case {
        name: "api PUT",
        arguments: &[
            "api",
            "PUT",
            "password-sync-groups/aaaaaaaa-0000-4000-8000-000000000001",
            "-f",
            "-",
        ],
        stdin: RENAMED,
        strikes_at: Target::Writes,
        kind: Kind::Update,
    },
];

const BODY: &str = r#"{"name": "Made", "passwordPolicyId": "2c91808d744ba0ce01746f93b6204501", "sourceIds": ["free-1", "free-2"]}"#;
const RENAMED: &str = r#"{"name": "Renamed", "passwordPolicyId": "2c91808d744ba0ce01746f93b6204501", "sourceIds": ["2c918084660f45d6016617daa9210584", "2c918084660f45d6016617daa9210500"]}"#;
const MANIFEST: &str = "- name: Made\n  passwordPolicy: Strong\n  sources: [free-1, free-2]\n";
const RENAME: &str = "- id: aaaaaaaa-0000-4000-8000-000000000001\n  name: Renamed\n  passwordPolicy: Strong\n  sources: [2c918084660f45d6016617daa9210584, 2c918084660f45d6016617daa9210500]\n";

const fn fault(
    name: &'static str,
    work: Work,
    strikes: Strikes,
    options: &'static [&'static str],
    read: &'static [i32],
    write: &'static [i32],
    act: fn(&Seen, Real) -> Act,
) -> Fault {
    Fault { name, work, strikes, act, options, read, write }
}

fn json(status: u16, body: &str) -> Act {
    Act::json(status, body)
}

fn is_list(seen: &Seen) -> bool {
    seen.target().ends_with("password-sync-groups") && seen.line.starts_with("GET")
        || seen.target().ends_with("/sources")
}

fn refusal(status: u16, code: &str) -> Act {
    let text = json!([{"locale": "en-US", "localeOrigin": "DEFAULT", "text": "no"}]);
    let body =
        json!({"detailCode": code, "trackingId": "0".repeat(32), "messages": text, "causes": []});
    Act::json(status, body)
}

fn expired() -> Act {
    Act::json(401, json!({"error": "JWT validation failed: JWT is expired"}))
}

fn limited() -> Act {
    Act::json(429, json!({"message": " Rate Limit Exceeded "}))
}

#[allow(clippy::needless_pass_by_value, reason = "one signature for all faults")]
fn cut(_: &Seen, real: Real) -> Act {
    let head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n";
    Act::Raw(format!("{head}{}", real.body).into_bytes())
}

#[allow(clippy::needless_pass_by_value, reason = "one signature for all faults")]
fn cut_in_a_chunk(_: &Seen, real: Real) -> Act {
    let head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    Act::Raw(format!("{head}{:x}\r\n{}\r\n", real.body.len(), real.body).into_bytes())
}

#[allow(clippy::needless_pass_by_value, reason = "one signature for all faults")]
fn delayed(_: &Seen, real: Real) -> Act {
    std::thread::sleep(std::time::Duration::from_millis(150));
    json(real.status, &real.body)
}

/// The same page whatever is asked for.
fn full_page() -> String {
    let groups: Vec<String> = (0..250)
        .map(|number| {
            let id = format!("bbbbbbbb-0000-4000-8000-{number:012}");
            Group::new(&id, &format!("Group {number}"), json!([])).text()
        })
        .collect();
    format!("[{}]", groups.join(","))
}

/// The body packed with gzip, without its last bytes.
fn gzip(body: &str, cut: usize) -> Act {
    use std::io::Write as _;
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(body.as_bytes()).unwrap();
    let mut packed = packed.finish().unwrap();
    packed.truncate(packed.len() - cut);
    let length = packed.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
    );
    let mut bytes = head.into_bytes();
    bytes.extend(packed);
    Act::Raw(bytes)
}

/// A small body that is large when it is unpacked.
fn bomb() -> Act {
    static BOMB: LazyLock<Act> = LazyLock::new(|| gzip(&" ".repeat(1 << 20), 0));
    BOMB.clone()
}

/// Another path of the same origin, at which no fault strikes.
fn moved(seen: &Seen) -> String {
    let target = seen.line.split(' ').nth(1).unwrap_or_default();
    let separator = if target.contains('?') { '&' } else { '?' };
    format!("{target}{separator}moved=1")
}

#[derive(Debug, Clone, PartialEq)]
struct Group {
    id: String,
    name: String,
    sources: Value,
    created: String,
}

impl Group {
    fn new(id: &str, name: &str, sources: Value) -> Self {
        let created = "2023-03-16T04:00:00Z".to_owned();
        Self { id: id.to_owned(), name: name.to_owned(), sources, created }
    }

    fn text(&self) -> String {
        let Self { id, name, sources, created } = self;
        format!(
            r#"{{"id":"{id}","name":"{name}","passwordPolicyId":"{POLICY}","sourceIds":{sources},{EXTRAS},"created":"{created}","modified":null}}"#
        )
    }
}

/// What a tenant of the table has, and what happened to it.
struct State {
    groups: Mutex<Vec<Group>>,
    writes: AtomicUsize,
    struck: AtomicBool,
    armed: AtomicBool,
}

impl State {
    fn new() -> Self {
        let groups = vec![
            Group::new(ALPHA, "Alpha", json!(SOURCES)),
            Group::new(BETA, "Beta", json!(["other-1", "other-2"])),
        ];
        Self {
            groups: Mutex::new(groups),
            writes: AtomicUsize::new(0),
            struck: AtomicBool::new(false),
            armed: AtomicBool::new(false),
        }
    }

    /// Carries out a request, and gives the real reply.
    fn work(&self, seen: &Seen) -> Real {
        let mut groups = self.groups.lock().unwrap();
        let id = seen.target().split('/').nth(3).map(str::to_owned);
        // The last byte of a body may still be in the socket: a brace.
        let body =
            || serde_json::from_str::<Value>(&format!("{}}}", seen.body.trim_end())).unwrap();
        let read = |body: &Value, id: &str| {
            Group::new(id, body["name"].as_str().unwrap(), body["sourceIds"].clone())
        };
        let at = |groups: &[Group]| groups.iter().position(|group| Some(&group.id) == id.as_ref());
        let missing =
            || Real { status: 404, body: json!({"detailCode": "404.0 Not found"}).to_string() };
        match (seen.line.split(' ').next().unwrap_or_default(), &id) {
            ("GET", None) => {
                let offset = query(seen, "offset").unwrap_or(0);
                let page: Vec<String> = groups.iter().skip(offset).map(Group::text).collect();
                Real { status: 200, body: format!("[{}]", page.join(",")) }
            }
            ("POST", _) => {
                let created = jiff::Timestamp::now().to_string();
                let group = Group { created, ..read(&body(), MADE) };
                groups.push(group.clone());
                Real { status: 200, body: group.text() }
            }
            (method, Some(id)) => {
                let Some(at) = at(&groups) else { return missing() };
                match method {
                    "PUT" => groups[at] = read(&body(), id),
                    "DELETE" => {
                        groups.remove(at);
                        return Real { status: 204, body: String::new() };
                    }
                    _ => {}
                }
                Real { status: 200, body: groups[at].text() }
            }
            _ => missing(),
        }
    }

    /// What the command was to change, as it is now.
    fn outcome(&self, kind: Kind) -> &'static str {
        let groups = self.groups.lock().unwrap();
        let named = |name: &str| groups.iter().filter(|group| group.name == name).count();
        let has = |id: &str| groups.iter().any(|group| group.id == id);
        match kind {
            Kind::Read | Kind::Create => match named("Made") {
                0 => "unchanged",
                1 => "changed",
                _ => "duplicate",
            },
            Kind::Update if named("Renamed") == 1 => "changed",
            Kind::Delete if !has(ALPHA) => "changed",
            Kind::Undo if named("Alpha") == 1 => "changed",
            Kind::Update | Kind::Undo | Kind::Delete => "unchanged",
        }
    }
}

fn query(seen: &Seen, name: &str) -> Option<usize> {
    let (_, query) = seen.line.split_once('?')?;
    let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    value?.parse().ok()
}

fn tenant(case: &'static Case, fault: &'static Fault) -> (Scripted, Arc<State>) {
    let state = Arc::new(State::new());
    let kept = Arc::clone(&state);
    let scripted = Scripted::tenant(move |seen, _| {
        let groups = seen.line.contains("password-sync-groups");
        let write = !seen.line.starts_with("GET");
        if write {
            state.writes.fetch_add(1, Ordering::SeqCst);
        }
        let struck = match case.strikes_at {
            Target::Groups => groups && !write,
            Target::Writes => groups && write,
            Target::Sources => seen.target().ends_with("/sources"),
        } && !seen.line.contains("moved=1")
            && state.armed.load(Ordering::SeqCst)
            && !(state.struck.swap(true, Ordering::SeqCst) && fault.strikes == Strikes::Once);
        let real = |works: bool| match groups {
            true if works => state.work(seen),
            true => Real { status: 200, body: String::new() },
            false => others(seen),
        };
        if struck {
            return (fault.act)(seen, real(fault.work == Work::Done));
        }
        let Real { status, body } = real(true);
        let act = if status == 204 { Act::new(204, "") } else { json(status, &body) };
        // The tenant's own clock, which a created group is compared with.
        act.with("date", &jiff::Timestamp::now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string())
    });
    (scripted, kept)
}

/// Sources, policies and applications, more sources among them than the group has.
fn others(seen: &Seen) -> Real {
    let source = |id: &str| json!({"id": id, "name": id, "connectionType": "direct", "features": ["PASSWORD"], "passwordPolicies": null});
    let ids = ["free-1", "free-2", "other-1", "other-2", SOURCES[0], SOURCES[1]];
    let body = match seen.target().split('/').skip(2).collect::<Vec<_>>()[..] {
        _ if query(seen, "offset").unwrap_or(0) > 0 => json!([]),
        ["sources"] => ids.iter().map(|id| source(id)).collect(),
        ["sources", id] if ids.contains(&id) => source(id),
        _ => match surroundings(seen) {
            Act::Reply { body, .. } => return Real { status: 200, body },
            _ => unreachable!("it always replies"),
        },
    };
    Real { status: 200, body: body.to_string() }
}

/// What became of one case.
struct Row {
    run: Run,
    writes: usize,
    history: String,
    tenant: &'static str,
    groups: usize,
}

fn play(case: &'static Case, fault: &'static Fault) -> Row {
    let world = World::new();
    let (scripted, state) = tenant(case, fault);
    if case.arguments[0] == "undo" {
        world.command(&["update", ALPHA, "--name", "Before"]).at(&scripted).run().exits(0);
    }
    state.writes.store(0, Ordering::SeqCst);
    state.armed.store(true, Ordering::SeqCst);
    let arguments = [case.arguments, fault.options].concat();
    let run = world.command(&arguments).at(&scripted).stdin(case.stdin).run_lossily();
    let groups = state.groups.lock().unwrap().len();
    Row {
        run,
        writes: state.writes.load(Ordering::SeqCst),
        history: history(&world),
        tenant: state.outcome(case.kind),
        groups,
    }
}

/// The outcome of the last record: none, open, or as it says.
fn history(world: &World) -> String {
    let text = std::fs::read_to_string(world.path(".local/state/syncgroup/history.jsonl"));
    let Some(last) = text.unwrap_or_default().lines().last().map(str::to_owned) else {
        return "none".to_owned();
    };
    let last: Value = serde_json::from_str(&last).unwrap();
    last["end"]["outcome"].as_str().unwrap_or("open").to_owned()
}

/// Whether a fault can be met there: one object has no total and no pages, and sources have no name to spoil.
fn applies(case: &Case, fault: &Fault) -> bool {
    let writes = case.strikes_at == Target::Writes;
    // A reply to a write has no total and no pages, and what is read is the same before and after.
    if writes && (fault.name.starts_with("total") || fault.name.starts_with("pages"))
        || !writes && fault.name.contains("after the work")
    {
        return false;
    }
    match case.name {
        "get ID" => !fault.name.starts_with("total") && !fault.name.starts_with("pages"),
        "sources" => fault.name != "invalid UTF-8",
        // One reply, as it is.
        "api GET" => {
            let shapes = [
                "JSON of another shape",
                "null",
                "200 without a body",
                "204 without a body",
                "more than JSON",
                "gzip bomb",
            ];
            !fault.name.starts_with("total")
                && !fault.name.starts_with("pages")
                && !shapes.contains(&fault.name)
        }
        _ => true,
    }
}

/// What the contract does not allow about this row.
fn violations(case: &Case, fault: &Fault, row: &Row) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut expect = |holds: bool, what: String| {
        if !holds {
            wrong.push(what);
        }
    };
    let code = row.run.code;
    let write = case.strikes_at == Target::Writes;
    let allowed = if write { fault.write } else { fault.read };
    // A create that is not found afterwards may still arrive: exit 1 says that the outcome is unknown.
    let unknown = case.kind == Kind::Create && allowed.contains(&6) && code == 1;
    expect(allowed.contains(&code) || unknown, format!("exit {code} instead of {allowed:?}"));
    expect(!row.run.stderr.contains("panicked"), "a panic".to_owned());
    expect(row.tenant != "duplicate", "a duplicate group".to_owned());
    expect(!row.run.stdout.contains('\u{fffd}'), "an answer that is not UTF-8".to_owned());
    expect(code == 0 || row.run.stdout.is_empty(), "an answer although it failed".to_owned());
    let changed = row.tenant == "changed";
    let told = match row.history.as_str() {
        "done" => changed,
        "refused" | "failed" => !changed,
        "none" => !write && !changed || code != 0 && row.writes == 0,
        _ => code == 6 || code == 1,
    };
    expect(told, format!("the history says {}, the tenant is {}", row.history, row.tenant));
    expect(
        code != 0 || changed || case.kind == Kind::Read,
        "a success without a change".to_owned(),
    );
    if case.kind == Kind::Create {
        let again = fault.name.starts_with("429")
            || fault.name.starts_with("401")
            || fault.name.starts_with("redirect");
        expect(row.writes <= 1 || again, format!("{} creates sent", row.writes));
    }
    if !write && code != 0 {
        expect(row.writes == 0, format!("{} writes after a read that failed", row.writes));
    }
    if code == 0 && case.name == "list -o json" && !fault.name.starts_with("pages") {
        let printed = row.run.json().as_array().unwrap().len();
        expect(printed == row.groups, format!("{printed} of {} groups", row.groups));
        expect(row.run.stdout.contains("12345678901234567890123.50"), "digits are lost".to_owned());
    }
    wrong
}

/// Every case with every fault that it can meet, played once for all tests.
static ROWS: LazyLock<Vec<(&Case, &Fault, Row)>> = LazyLock::new(|| {
    let pairs: Vec<(&'static Case, &'static Fault)> = CASES
        .iter()
        .flat_map(|case| FAULTS.iter().map(move |fault| (case, fault)))
        .filter(|(case, fault)| applies(case, fault))
        .collect();
    let rows = side_by_side(&pairs, 24, |(case, fault)| play(case, fault));
    pairs.into_iter().zip(rows).map(|((case, fault), row)| (case, fault, row)).collect()
});

#[test]
fn every_fault_is_reported_as_the_contract_says() {
    let usual = |case: &Case| {
        let same = |each: &&(&Case, &Fault, Row)| each.0.name == case.name && each.1.name == "none";
        ROWS.iter().find(same).unwrap().2.run.transcript()
    };
    let mut wrong = String::new();
    let mut outcomes: BTreeMap<(usize, String), Vec<&str>> = BTreeMap::new();
    for (case, fault, row) in &*ROWS {
        for violation in violations(case, fault, row) {
            let error =
                row.run.stderr.lines().find(|line| line.starts_with("error")).unwrap_or_default();
            writeln!(wrong, "{} | {} | {violation} | {error}", case.name, fault.name).unwrap();
        }
        let Row { run, writes, history, tenant, .. } = row;
        let text = format!(
            "{writes} writes, history: {history}, tenant: {tenant}\n{}",
            shortened(&run.transcript(), &usual(case))
        );
        let at = CASES.iter().position(|each| each.name == case.name).unwrap();
        outcomes.entry((at, text)).or_default().push(fault.name);
    }
    let mut table = String::new();
    for ((case, text), faults) in outcomes {
        writeln!(table, "=== {}: {}\n{text}", CASES[case].name, faults.join("; ")).unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
    check(table, snapbox::Data::read_from(Path::new(SNAPSHOT), None).raw());
}

/// An output without the rest of a long answer, without what the command says where nothing fails, and without the
/// system's own words for a broken connection, which depend on which side notices it first.
fn shortened(transcript: &str, usual: &str) -> String {
    const SHOWN: usize = 5;
    let parts = |text: &'_ str| -> (Vec<String>, Vec<String>) {
        let (answer, news) = text.split_once("--- stderr\n").unwrap_or((text, ""));
        let lines = |text: &str| text.lines().map(str::to_owned).collect();
        (lines(answer), lines(news))
    };
    let ((mut answer, mut news), (usual_answer, usual_news)) = (parts(transcript), parts(usual));
    if transcript != usual && answer == usual_answer {
        answer.truncate(1);
        answer.push("(the usual answer)".to_owned());
    }
    if answer.len() > SHOWN {
        let rest = answer.len() - SHOWN;
        answer.truncate(SHOWN);
        answer.push(format!("({rest} more lines)"));
    }
    let words = ["os error", "unexpected end of file", "connection closed", "incomplete message"];
    news.retain(|line| {
        !(line.starts_with("  cause: ") && words.iter().any(|word| line.contains(word)))
            && (transcript == usual || !usual_news.contains(line))
    });
    news.into_iter().fold(answer.join("\n"), |text, line| text + "\n  " + &line) + "\n"
}

/// The request of `batch` that does what a command does.
fn request(case: &Case) -> Option<Value> {
    let group = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let request = match case.name {
        "list -o json" => json!({"do": "list"}),
        "get ID" => json!({"do": "get", "ref": ALPHA}),
        "get NAME" => json!({"do": "get", "ref": "Alpha"}),
        "check" => json!({"do": "check"}),
        "sources" => json!({"do": "sources"}),
        "new" => json!({"do": "new", "group": group(BODY)}),
        "update ID" => json!({"do": "update", "ref": ALPHA, "group": group(RENAMED)}),
        "remove" => json!({"do": "remove", "ref": ALPHA}),
        "undo of an update" => json!({"do": "undo"}),
        _ => return None,
    };
    Some(request)
}

/// The same case as a request of a batch, which has a second one behind it.
fn play_in_batch(case: &'static Case, fault: &'static Fault, mut request: Value) -> Row {
    let world = World::new();
    let (scripted, state) = tenant(case, fault);
    if case.arguments[0] == "undo" {
        world.command(&["update", ALPHA, "--name", "Before"]).at(&scripted).run().exits(0);
    }
    state.writes.store(0, Ordering::SeqCst);
    state.armed.store(true, Ordering::SeqCst);
    request["id"] = 1.into();
    let arguments = [&["batch"], fault.options].concat();
    let text = format!("{request}\n{{\"id\":2,\"do\":\"policies\"}}\n{{\"do\":\"end\"}}\n");
    let run = world.command(&arguments).at(&scripted).stdin(text).run_lossily();
    let groups = state.groups.lock().unwrap().len();
    Row {
        run,
        writes: state.writes.load(Ordering::SeqCst),
        history: history(&world),
        tenant: state.outcome(case.kind),
        groups,
    }
}

/// What is wrong with the events of a request, which is to end as the command did.
fn broken_events(command: &Row, batch: &Row) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut expect = |holds: bool, what: String| {
        if !holds {
            wrong.push(what);
        }
    };
    expect(batch.run.code == 0, format!("the batch ended with {}", batch.run.code));
    expect(batch.run.stderr.is_empty(), format!("stderr: {}", batch.run.stderr));
    let events: Vec<Value> =
        batch.run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ends: Vec<&Value> = events
        .iter()
        .filter(|event| matches!(event["event"].as_str(), Some("done" | "error")))
        .collect();
    let ids: Vec<&Value> = ends.iter().map(|end| &end["id"]).collect();
    expect(ids == [1, 2], format!("the requests ended as {ids:?}"));
    let first = ends[0];
    let code = if first["event"] == "done" { 0 } else { first["exitCode"].as_i64().unwrap() };
    let usual = i64::from(command.run.code);
    expect(code == usual, format!("{code} instead of {usual}: {first}"));
    let objects = events.iter().filter(|each| each["id"] == 1 && each["event"] == "object");
    expect(code == 0 || objects.count() == 0, "objects although it failed".to_owned());
    let unknown = first["outcome"] == "unknown";
    expect(unknown == (command.history == "unknown"), format!("unknown: {unknown}"));
    for (what, of_command, of_batch) in [
        ("history", command.history.as_str(), batch.history.as_str()),
        ("tenant", command.tenant, batch.tenant),
    ] {
        expect(of_command == of_batch, format!("{what}: {of_batch} instead of {of_command}"));
    }
    expect(command.writes == batch.writes, format!("{} writes", batch.writes));
    wrong
}

#[test]
fn a_request_of_a_batch_meets_every_fault_as_the_command_does() {
    let cases: Vec<_> = ROWS.iter().filter(|(case, ..)| request(case).is_some()).collect();
    let wrong = side_by_side(&cases, 24, |(case, fault, row)| {
        broken_events(row, &play_in_batch(case, fault, request(case).unwrap()))
    });
    let mut text = String::new();
    for ((case, fault, _), wrong) in cases.iter().zip(&wrong) {
        for each in wrong {
            writeln!(text, "{} | {} | {each}", case.name, fault.name).unwrap();
        }
    }
    assert!(text.is_empty(), "{text}");
}
