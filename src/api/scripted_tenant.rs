//! A tenant for tests: it plays what it is told, breaks what it is told to break, and notes what it was sent.

use std::fmt::{Display, Write as _};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Barrier;
use url::Url;

/// How long a client of a test waits for an answer: no machine is so busy.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// What the tenant does with one request.
#[derive(Debug, Clone)]
pub(crate) enum Act {
    Response {
        status: u16,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    },
    /// Announces the whole body, sends half of it, and hangs up.
    Cut {
        status: u16,
        body: Vec<u8>,
    },
    /// Resets the connection after the request was read.
    Reset,
    /// Never answers, and lets the time go by that a client waits. The clock is a paused one.
    Silence,
    /// Waits until so many requests are there as the barrier wants.
    Gather(Arc<Barrier>, Box<Act>),
}

/// A request as it arrived.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    /// `GET /v3/sources?limit=250`
    pub(crate) line: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

pub(crate) struct Tenant {
    pub(crate) address: SocketAddr,
    seen: Arc<Mutex<Vec<Seen>>>,
    connections: Arc<AtomicUsize>,
    load: Arc<Load>,
}

#[derive(Default)]
struct Load {
    now: AtomicUsize,
    most: AtomicUsize,
}

type Handler = Arc<dyn Fn(&Seen, usize) -> Act + Send + Sync>;

impl Act {
    pub(crate) fn json(status: u16, body: impl Display) -> Self {
        Self::Response { status, headers: Vec::new(), body: format!("{body}").into_bytes() }
            .with("content-type", "application/json")
    }

    pub(crate) fn html(status: u16) -> Self {
        Self::Response { status, headers: Vec::new(), body: b"<html>no</html>".to_vec() }
            .with("content-type", "text/html; charset=utf-8")
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self::Response { status, headers: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        if let Self::Response { headers, .. } = &mut self {
            headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

impl Tenant {
    /// Answers the requests one after the other from the list; one too many is answered with 418.
    pub(crate) async fn play(acts: impl IntoIterator<Item = Act>) -> Self {
        let acts: Vec<Act> = acts.into_iter().collect();
        Self::serve(move |_, index| acts.get(index).cloned().unwrap_or_else(|| Act::empty(418)))
            .await
    }

    /// Answers each request by itself; the number counts from 0.
    pub(crate) async fn serve(
        handler: impl Fn(&Seen, usize) -> Act + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let tenant = Self::at(listener.local_addr().unwrap());
        let handler: Handler = Arc::new(handler);
        let (seen, connections) = (Arc::clone(&tenant.seen), Arc::clone(&tenant.connections));
        let load = Arc::clone(&tenant.load);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                connections.fetch_add(1, Ordering::SeqCst);
                let (seen, handler) = (Arc::clone(&seen), Arc::clone(&handler));
                let load = Arc::clone(&load);
                tokio::spawn(async move {
                    let mut stream = stream;
                    if converse(&mut stream, &seen, &handler, &load).await == Some(Act::Reset) {
                        reset(&stream);
                    }
                });
            }
        });
        tenant
    }

    /// The same behind TLS, with one connection an acceptance.
    pub(crate) async fn serve_tls(
        acceptor: tokio_rustls::TlsAcceptor,
        handler: impl Fn(&Seen, usize) -> Act + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let tenant = Self::at(listener.local_addr().unwrap());
        let handler: Handler = Arc::new(handler);
        let seen = Arc::clone(&tenant.seen);
        let load = Arc::clone(&tenant.load);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (seen, handler) = (Arc::clone(&seen), Arc::clone(&handler));
                let load = Arc::clone(&load);
                let acceptor = acceptor.clone();
                tokio::spawn(async move {
                    if let Ok(mut stream) = acceptor.accept(stream).await {
                        converse(&mut stream, &seen, &handler, &load).await;
                    }
                });
            }
        });
        tenant
    }

    fn at(address: SocketAddr) -> Self {
        Self { address, seen: Arc::default(), connections: Arc::default(), load: Arc::default() }
    }

    pub(crate) fn base(&self) -> Url {
        Url::parse(&format!("http://{}", self.address)).unwrap()
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    /// The request lines so far.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.seen().into_iter().map(|seen| seen.line).collect()
    }

    /// The most requests that were under way at the same time.
    pub(crate) fn most_at_once(&self) -> usize {
        self.load.most.load(Ordering::SeqCst)
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

impl PartialEq for Act {
    fn eq(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

fn reset(stream: &TcpStream) {
    stream.set_zero_linger().unwrap();
}

/// Answers requests until the connection ends; gives the act that ended it.
async fn converse(
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    seen: &Mutex<Vec<Seen>>,
    handler: &Handler,
    load: &Load,
) -> Option<Act> {
    let mut buffer = Vec::new();
    loop {
        let request = read_request(stream, &mut buffer).await?;
        let index = {
            let mut seen = seen.lock().unwrap();
            seen.push(request.clone());
            seen.len() - 1
        };
        load.most.fetch_max(load.now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        let mut act = handler(&request, index);
        if let Act::Gather(barrier, then) = act {
            barrier.wait().await;
            act = *then;
        }
        load.now.fetch_sub(1, Ordering::SeqCst);
        match &act {
            Act::Response { status, headers, body } => {
                stream.write_all(&message(*status, headers, body, body.len())).await.ok()?;
            }
            Act::Cut { status, body } => {
                let half = &body[..body.len() / 2];
                stream.write_all(&message(*status, &[], half, body.len())).await.ok()?;
                return Some(act);
            }
            Act::Reset => return Some(act),
            Act::Silence => {
                tokio::time::advance(2 * PATIENCE).await;
                std::future::pending::<()>().await;
            }
            Act::Gather(..) => unreachable!("the act behind it was taken"),
        }
    }
}

fn message(status: u16, headers: &[(String, String)], body: &[u8], length: usize) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {status} X\r\n");
    for (name, value) in headers {
        let _ = write!(head, "{name}: {value}\r\n");
    }
    if status != 204 {
        let _ = write!(head, "content-length: {length}\r\n");
    }
    [format!("{head}\r\n").as_bytes(), body].concat()
}

async fn read_request(stream: &mut (impl AsyncRead + Unpin), buffer: &mut Vec<u8>) -> Option<Seen> {
    let end = loop {
        if let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            break end;
        }
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8(buffer[..end].to_vec()).unwrap();
    let mut lines = head.split("\r\n");
    let line = lines.next()?.trim_end_matches(" HTTP/1.1").to_owned();
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect();
    let mut seen = Seen { line, headers, body: String::new() };
    let length = seen.header("content-length").map_or(0, |length| length.parse().unwrap());
    while buffer.len() < end + 4 + length {
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
    seen.body = String::from_utf8(buffer[end + 4..end + 4 + length].to_vec()).unwrap();
    buffer.drain(..end + 4 + length);
    Some(seen)
}
