//! A tenant with fixed data, made beforehand, so that answering costs next to nothing. A thread a connection.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, BufRead as _, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

const PAGE: usize = 250;

/// What is answered, and how often it was.
struct Tenant {
    groups: Vec<String>,
    sources: Vec<String>,
    /// Where a source is, by name and by ID.
    places: HashMap<String, usize>,
    /// What every request waits for its answer.
    latency: Duration,
    requests: AtomicU64,
    connections: AtomicU64,
}

/// `tenant GROUPS SOURCES LATENCY_MS [CERTIFICATE_FILE]`: prints its port and serves until it is killed. With a file it
/// speaks TLS, and writes the certificate there.
pub fn main(arguments: &[&str]) {
    let number = |at: usize| arguments[at].parse::<usize>().expect("a number");
    let names = |source: usize| [format!("Source {source}"), format!("{source:032x}")];
    let tenant = Arc::new(Tenant {
        groups: (0..number(0)).map(group).collect(),
        sources: (0..number(1)).map(source).collect(),
        places: (0..number(1)).flat_map(|at| names(at).map(|name| (name, at))).collect(),
        latency: Duration::from_millis(number(2) as u64),
        requests: AtomicU64::new(0),
        connections: AtomicU64::new(0),
    });
    let tls = arguments.get(3).map(|path| Arc::new(certified(path)));
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    println!("{}", listener.local_addr().expect("an address").port());
    for stream in listener.incoming().flatten() {
        let (tenant, tls) = (Arc::clone(&tenant), tls.clone());
        std::thread::spawn(move || tenant.welcome(stream, tls));
    }
}

fn certified(path: &str) -> ServerConfig {
    let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).expect("a certificate");
    std::fs::write(path, made.cert.pem()).expect("the certificate's file");
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .expect("a key that fits")
}

fn group(number: usize) -> String {
    let sources = [2 * number, 2 * number + 1].map(|source| format!("\"{source:032x}\"")).join(",");
    format!(
        "{{\"id\":\"{number:032x}\",\"name\":\"Password Sync Group {number}\",\"passwordPolicyId\":\
         \"{:032x}\",\"sourceIds\":[{sources}],\"created\":\"2023-03-16T04:00:00Z\",\"modified\":null}}",
        1
    )
}

fn source(number: usize) -> String {
    format!(
        "{{\"id\":\"{number:032x}\",\"name\":\"Source {number}\",\"connectionType\":\"direct\",\
         \"features\":[\"PASSWORD\",\"PROVISIONING\"],\"passwordPolicies\":null}}"
    )
}

fn policy() -> String {
    format!("{{\"id\":\"{:032x}\",\"name\":\"Strong\",\"minLength\":8}}", 1)
}

impl Tenant {
    fn welcome(&self, stream: TcpStream, tls: Option<Arc<ServerConfig>>) {
        let _ = stream.set_nodelay(true);
        self.connections.fetch_add(1, Ordering::Relaxed);
        // Whoever asks for the counts speaks plain HTTP in any case: a handshake begins with 22.
        let mut first = [0];
        let _ = stream.peek(&mut first);
        let _ = match tls.filter(|_| first == [22]).map(ServerConnection::new) {
            Some(Ok(connection)) => self.serve(StreamOwned::new(connection, stream)),
            Some(Err(_)) => return,
            None => self.serve(stream),
        };
    }

    fn serve(&self, stream: impl Read + Write) -> io::Result<()> {
        let mut stream = BufReader::with_capacity(16 << 10, stream);
        let mut line = String::new();
        loop {
            line.clear();
            if stream.read_line(&mut line)? == 0 {
                return Ok(());
            }
            let request = line.trim_end().to_owned();
            let mut length = 0;
            loop {
                line.clear();
                stream.read_line(&mut line)?;
                if line.trim_end().is_empty() {
                    break;
                }
                if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap_or_default();
                }
            }
            let mut body = vec![0; length];
            stream.read_exact(&mut body)?;
            let answer = self.answer(&request, &body);
            stream.get_mut().write_all(&answer)?;
            stream.get_mut().flush()?;
        }
    }

    fn answer(&self, line: &str, body: &[u8]) -> Vec<u8> {
        let mut words = line.split(' ');
        let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        if target == "/counts" {
            // Its own connection is not counted.
            let connections = self.connections.fetch_sub(1, Ordering::Relaxed) - 1;
            return reply(
                &format!("{} {connections}", self.requests.load(Ordering::Relaxed)),
                None,
            );
        }
        self.requests.fetch_add(1, Ordering::Relaxed);
        std::thread::sleep(self.latency);
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        match path.trim_start_matches("/v3").trim_start_matches("/v2025") {
            "/oauth/token" => reply(
                "{\"access_token\":\"eyJhbGciOiJub25lIn0.eyJ1c2VyX25hbWUiOiJib2IifQ.c2ln\",\
                 \"token_type\":\"bearer\",\"expires_in\":43199}",
                None,
            ),
            "/password-sync-groups" if method == "GET" => page(&self.groups, query),
            "/password-sync-groups" => {
                reply(&created(body, self.requests.load(Ordering::Relaxed)), None)
            }
            "/sources" => match query.split('&').find_map(|pair| pair.strip_prefix("filters=")) {
                Some(filter) => page(&self.named(filter), query),
                None => page(&self.sources, query),
            },
            "/password-policies" => page(&[policy()], query),
            path if path.starts_with("/password-sync-groups/") => {
                if method == "PUT" {
                    return reply(&String::from_utf8_lossy(body), None);
                }
                let id = path.rsplit('/').next().and_then(|id| usize::from_str_radix(id, 16).ok());
                reply(id.and_then(|id| self.groups.get(id)).map_or("{}", String::as_str), None)
            }
            _ => page(&[], query),
        }
    }

    /// The sources whose names or IDs stand between the quotes of a filter.
    fn named(&self, filter: &str) -> Vec<String> {
        let filter = filter.replace("%20", " ");
        let quoted = filter.split("%22").skip(1).step_by(2);
        quoted.filter_map(|name| Some(self.sources[*self.places.get(name)?].clone())).collect()
    }
}

/// What was sent, as a tenant that took it answers.
fn created(body: &[u8], id: u64) -> String {
    let body = String::from_utf8_lossy(body);
    let rest = body.trim_start().strip_prefix('{').unwrap_or("}");
    format!("{{\"id\":\"{id:032x}\",\"created\":\"2023-03-16T04:00:00Z\",\"modified\":null,{rest}")
}

fn page(all: &[String], query: &str) -> Vec<u8> {
    let number = |key: &str, default: usize| {
        let value = query.split('&').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
        value.map_or(default, |value| value.parse().unwrap_or(default))
    };
    let start = number("offset", 0).min(all.len());
    let end = (start + number("limit", PAGE)).min(all.len());
    let counted = query.contains("count=true").then_some(all.len());
    reply(&format!("[{}]", all[start..end].join(",")), counted)
}

fn reply(body: &str, total: Option<usize>) -> Vec<u8> {
    let mut answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n",
        body.len()
    );
    if let Some(total) = total {
        let _ = write!(answer, "x-total-count: {total}\r\n");
    }
    answer.push_str("\r\n");
    answer.push_str(body);
    answer.into_bytes()
}
