//! A tenant that plays what it is told, breaks what it is told to break, and notes what it was sent.

use std::fmt::Write as _;
use std::io::{ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::{Value, json};

use crate::world::{Invocation, POLICY, SOURCES};

/// What the tenant does with one request.
#[derive(Debug, Clone)]
pub enum Act {
    Reply {
        status: u16,
        headers: Vec<(String, String)>,
        body: String,
    },
    /// Reads the request and resets the connection.
    Reset,
    /// Never answers.
    Silence,
    /// Sends these bytes as they are and closes the connection.
    Raw(Vec<u8>),
}

/// A request as it arrived.
#[derive(Debug, Clone)]
pub struct Seen {
    /// `GET /v3/sources?limit=250`
    pub line: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// A scripted tenant.
pub struct Scripted {
    pub address: SocketAddr,
    pub url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

type Handler = Arc<dyn Fn(&Seen, usize) -> Act + Send + Sync>;

pub const SECRET: &str = "5ecre7-5ecre7-5ecre7";

impl Act {
    pub fn new(status: u16, body: impl Into<String>) -> Self {
        Self::Reply { status, headers: Vec::new(), body: body.into() }
    }

    pub fn json(status: u16, body: impl std::fmt::Display) -> Self {
        Self::new(status, body.to_string()).with("content-type", "application/json")
    }

    /// A whole list in one page, with its total.
    pub fn list(elements: impl IntoIterator<Item = Value>) -> Self {
        let elements: Vec<Value> = elements.into_iter().collect();
        let total = elements.len().to_string();
        Self::json(200, json!(elements)).with("x-total-count", &total)
    }

    pub fn html(status: u16) -> Self {
        Self::new(status, "<html><body>no</body></html>").with("content-type", "text/html")
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        if let Self::Reply { headers, .. } = &mut self {
            headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// `POST /v3/password-sync-groups`, without a query.
    pub fn target(&self) -> &str {
        self.line.split('?').next().unwrap_or_default()
    }

    /// The number of the token that signed it.
    pub fn token(&self) -> Option<usize> {
        self.header("authorization")?.strip_prefix("Bearer token-")?.parse().ok()
    }
}

impl Scripted {
    /// Gives tokens `token-1`, `token-2` …; everything else is the handler's, which counts from 0.
    pub fn tenant(handler: impl Fn(&Seen, usize) -> Act + Send + Sync + 'static) -> Self {
        Self::tenant_at("127.0.0.1:0", handler)
    }

    /// The same at an address of its own.
    pub fn tenant_at(
        address: &str,
        handler: impl Fn(&Seen, usize) -> Act + Send + Sync + 'static,
    ) -> Self {
        let (tokens, others) = (Mutex::new(0), Mutex::new(0));
        Self::listen("http", address, None, move |seen, _| {
            let next = |counter: &Mutex<usize>| {
                let mut counter = counter.lock().unwrap();
                *counter += 1;
                *counter
            };
            if seen.target() == "POST /oauth/token" {
                let token = format!("token-{}", next(&tokens));
                return Act::json(200, json!({"access_token": token, "expires_in": 750}));
            }
            handler(seen, next(&others) - 1)
        })
    }

    /// Answers each request by itself; the number counts from 0.
    pub fn serve(handler: impl Fn(&Seen, usize) -> Act + Send + Sync + 'static) -> Self {
        Self::listen("http", "127.0.0.1:0", None, handler)
    }

    /// The same behind TLS.
    pub fn serve_tls(
        config: ServerConfig,
        handler: impl Fn(&Seen, usize) -> Act + Send + Sync + 'static,
    ) -> Self {
        Self::listen("https", "127.0.0.1:0", Some(Arc::new(config)), handler)
    }

    fn listen(
        scheme: &str,
        address: &str,
        tls: Option<Arc<ServerConfig>>,
        handler: impl Fn(&Seen, usize) -> Act + Send + Sync + 'static,
    ) -> Self {
        let listener = bind(address);
        let address = listener.local_addr().unwrap();
        let seen: Arc<Mutex<Vec<Seen>>> = Arc::default();
        let (log, handler): (_, Handler) = (Arc::clone(&seen), Arc::new(handler));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(stream) = stream else { continue };
                let (log, handler, tls) = (Arc::clone(&log), Arc::clone(&handler), tls.clone());
                thread::spawn(move || match tls {
                    None => converse(stream, &log, &handler),
                    Some(config) => {
                        let connection = ServerConnection::new(config).unwrap();
                        converse(StreamOwned::new(connection, stream), &log, &handler);
                    }
                });
            }
        });
        let host =
            if scheme == "https" { "localhost".to_owned() } else { address.ip().to_string() };
        Self { address, url: format!("{scheme}://{host}:{}", address.port()), seen }
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// How many requests there were for this method and path.
    pub fn count(&self, target: &str) -> usize {
        self.seen().iter().filter(|seen| seen.target() == target).count()
    }
}

impl Invocation {
    /// Points the run at a scripted tenant.
    pub fn at(self, tenant: &Scripted) -> Self {
        self.env("SAIL_BASE_URL", &tenant.url)
            .env("SAIL_CLIENT_ID", "client-1")
            .env("SAIL_CLIENT_SECRET", SECRET)
    }
}

pub const GROUPS: &str = "GET /v3/password-sync-groups";
pub const CREATE: &str = "POST /v3/password-sync-groups";
pub const TOKEN: &str = "POST /oauth/token";

/// A group of the scripted tenant.
pub fn group(id: &str, name: &str) -> Value {
    json!({"id": id, "name": name, "passwordPolicyId": POLICY, "sourceIds": SOURCES, "modified": null})
}

/// What any tenant answers to questions about things that a group is made of.
pub fn surroundings(seen: &Seen) -> Act {
    let sources = SOURCES.map(|id| {
        json!({"id": id, "name": id, "connectionType": "direct", "features": ["PASSWORD"], "passwordPolicies": null})
    });
    let policy = json!({"id": POLICY, "name": "Strong"});
    let body = match seen.target().split('/').skip(2).collect::<Vec<_>>()[..] {
        ["sources"] => json!(sources),
        ["sources", id] => {
            sources.iter().find(|source| source["id"] == id).cloned().unwrap_or_default()
        }
        ["password-policies"] => json!([policy]),
        ["password-policies", _] => policy,
        _ => json!([]),
    };
    match body {
        Value::Array(elements) => Act::list(elements),
        body => Act::json(200, body),
    }
}

fn converse(mut stream: impl Read + Write, log: &Mutex<Vec<Seen>>, handler: &Handler) {
    let mut buffer = Vec::new();
    while let Some((seen, rest)) = read_request(&mut stream, &mut buffer) {
        let number = {
            let mut log = log.lock().unwrap();
            log.push(seen.clone());
            log.len() - 1
        };
        match handler(&seen, number) {
            Act::Reply { status, headers, body } => {
                drain(&mut stream, rest);
                let mut head = format!("HTTP/1.1 {status} X\r\n");
                for (name, value) in headers {
                    write!(head, "{name}: {value}\r\n").unwrap();
                }
                if status != 204 {
                    write!(head, "content-length: {}\r\n", body.len()).unwrap();
                }
                if stream.write_all(format!("{head}\r\n{body}").as_bytes()).is_err() {
                    return;
                }
            }
            Act::Raw(bytes) => {
                drain(&mut stream, rest);
                let _ = stream.write_all(&bytes);
                return;
            }
            // A socket that is closed before its last byte was taken resets the connection.
            Act::Reset => return,
            Act::Silence => {
                drain(&mut stream, rest);
                while stream.read(&mut [0]).is_ok_and(|count| count > 0) {}
                return;
            }
        }
    }
}

fn drain(stream: &mut impl Read, rest: usize) {
    let _ = stream.read_exact(&mut vec![0; rest]);
}

/// A request whose body may lack its last byte, which is still in the socket: how many bytes are left there.
fn read_request(stream: &mut impl Read, buffer: &mut Vec<u8>) -> Option<(Seen, usize)> {
    buffer.clear();
    while !buffer.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        (stream.read(&mut byte).ok()? > 0).then_some(())?;
        buffer.push(byte[0]);
    }
    let head = String::from_utf8(buffer.clone()).unwrap();
    let mut lines = head.trim_end().split("\r\n");
    let line = lines.next()?.trim_end_matches(" HTTP/1.1").to_owned();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    let mut seen = Seen { line, headers, body: String::new() };
    let length: usize = seen.header("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length.saturating_sub(1)];
    stream.read_exact(&mut body).ok()?;
    seen.body = String::from_utf8(body).unwrap();
    Some((seen, length.min(1)))
}

/// An address of its own may be in use by another run of the same test for a moment.
fn bind(address: &str) -> TcpListener {
    let end = Instant::now() + Duration::from_secs(60);
    loop {
        match TcpListener::bind(address) {
            Err(error) if error.kind() == ErrorKind::AddrInUse && Instant::now() < end => {
                thread::sleep(Duration::from_millis(50));
            }
            listener => return listener.unwrap(),
        }
    }
}
