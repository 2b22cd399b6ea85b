//! One connection: its requests, what each may take in time and memory, and its end.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::Response;
use hyper::body::{Body as _, Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;
use tokio::sync::{Semaphore, watch};

use super::payload::{Broken, Payload, render};
use super::reply::{Refused, Reply};
use super::request::Request;
use super::tenant::{Admitted, Outcome, Tenant};

/// What the requests of a server may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Time for the head of a request, counted from the end of the one before. Longer than clients keep idle connections.
    pub(super) head: Duration,
    /// Time for the body of a request.
    pub(super) body: Duration,
    /// Bytes of a body; larger ones are refused with 413.
    pub(super) body_size: usize,
    /// Bytes of all bodies that are held at a time. Further requests wait.
    pub(super) all_bodies: usize,
}

impl Limits {
    /// The limits of every server outside of tests.
    pub(super) const DEFAULT: Self = Self {
        head: Duration::from_secs(30),
        body: Duration::from_secs(30),
        body_size: 8 << 20,
        all_bodies: 32 << 20,
    };
}

/// Bytes of a request's head that are held for each connection.
const MAX_HEAD: usize = 64 << 10;
/// Bytes of the body of a token request, which carries no access token.
const MAX_TOKEN_BODY: usize = 64 << 10;
/// Bytes that one permit of [`Server::memory`] stands for.
const PERMIT: usize = 1 << 10;
/// How long the rest of a request is read and discarded after an early reply, so that the client sees that reply instead
/// of a reset.
const LINGER: Duration = Duration::from_secs(2);

/// What all connections share.
pub(super) struct Server {
    tenant: Arc<Tenant>,
    limits: Limits,
    /// The memory for bodies, in units of [`PERMIT`].
    memory: Arc<Semaphore>,
}

impl Server {
    pub(super) fn new(tenant: Tenant, limits: Limits) -> Self {
        let memory = Arc::new(Semaphore::new(limits.all_bodies / PERMIT));
        Self { tenant: Arc::new(tenant), limits, memory }
    }
}

/// How a connection ends once its last reply is sent.
#[derive(Default)]
struct Ending {
    /// By a reset, without a reply.
    reset: AtomicBool,
    /// With a part of a request left unread.
    unread: AtomicBool,
}

/// Answers the requests of one connection until it ends or the server does.
pub(super) async fn serve_connection(
    stream: TcpStream,
    server: Arc<Server>,
    mut closed: watch::Receiver<bool>,
) {
    // Without it small replies wait for the client's acknowledgement; where it cannot be had, they do.
    let _ = stream.set_nodelay(true);
    let ending = Arc::new(Ending::default());
    let head = server.limits.head;
    let service = service_fn(|request| respond(Arc::clone(&server), Arc::clone(&ending), request));
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(head)
        .max_buf_size(MAX_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    let done = tokio::select! {
        _ = &mut connection => true,
        _ = closed.wait_for(|closed| *closed) => false,
    };
    if !done {
        Pin::new(&mut connection).graceful_shutdown();
        let _ = (&mut connection).await;
    }
    let stream = connection.into_parts().io.into_inner();
    if ending.reset.load(Ordering::Relaxed) {
        // A close without lingering is a reset.
        let _ = stream.set_zero_linger();
    } else if ending.unread.load(Ordering::Relaxed) {
        let _ = tokio::time::timeout(LINGER, discard(stream)).await;
    }
}

/// Reads and forgets what a client still sends.
async fn discard(mut stream: TcpStream) {
    let mut buffer = [0; 8 << 10];
    while stream.read(&mut buffer).await.is_ok_and(|length| length > 0) {}
}

async fn respond(
    server: Arc<Server>,
    ending: Arc<Ending>,
    request: hyper::Request<Incoming>,
) -> Result<Response<Payload>, Broken> {
    tokio::time::sleep(server.tenant.options().latency).await;
    match answer(&server, request).await? {
        Answer::Done(Outcome::Reply(reply)) => Ok(render(reply, false)),
        Answer::Done(Outcome::Cut(reply)) => Ok(render(reply, true)),
        Answer::Done(Outcome::Reset) => {
            ending.reset.store(true, Ordering::Relaxed);
            Err(Broken)
        }
        Answer::Early(reply) => {
            ending.unread.store(true, Ordering::Relaxed);
            Ok(render(reply.with("Connection", "close"), false))
        }
    }
}

enum Answer {
    Done(Outcome),
    /// A refusal before the whole request was read.
    Early(Reply),
}

/// Answers a request. A body is read only once the head is known to be admissible, token included.
async fn answer(server: &Server, request: hyper::Request<Incoming>) -> Result<Answer, Broken> {
    let (head, body) = request.into_parts();
    let mut request = Request {
        method: head.method,
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: head.headers,
        body: Bytes::new(),
    };
    if body.is_end_stream() {
        let work = in_background(&server.tenant, move |tenant| tenant.answer(&request)).await;
        return Ok(Answer::Done(work.unwrap_or(Outcome::Reset)));
    }
    let admission = in_background(&server.tenant, move |tenant| {
        let admission = tenant.admit(&request);
        (admission, request)
    });
    let Some((admission, admissible)) = admission.await else {
        return Ok(Answer::Done(Outcome::Reset));
    };
    request = admissible;
    let admitted = match admission {
        Ok(admitted) => admitted,
        Err(refused) => return Ok(Answer::Early(server.tenant.refuse(refused))),
    };
    let (bytes, _permit) = match receive(server, &admitted, body).await? {
        Ok(received) => received,
        Err(refused) => return Ok(Answer::Early(server.tenant.refuse(refused))),
    };
    request.body = bytes;
    let work = in_background(&server.tenant, move |tenant| tenant.perform(&admitted, &request));
    Ok(Answer::Done(work.await.unwrap_or(Outcome::Reset)))
}

/// Runs a piece of work that waits for the disk; `None` where it panics.
async fn in_background<T: Send + 'static>(
    tenant: &Arc<Tenant>,
    work: impl FnOnce(&Tenant) -> T + Send + 'static,
) -> Option<T> {
    let tenant = Arc::clone(tenant);
    tokio::task::spawn_blocking(move || work(&tenant)).await.ok()
}

/// A body, and the share of the memory that it occupies.
type Received = (Bytes, tokio::sync::OwnedSemaphorePermit);

/// Reads a body within the limits of time and memory.
async fn receive(
    server: &Server,
    admitted: &Admitted,
    body: Incoming,
) -> Result<Result<Received, Refused>, Broken> {
    let most = match admitted {
        Admitted::Token => MAX_TOKEN_BODY.min(server.limits.body_size),
        _ => server.limits.body_size,
    };
    let too_large = || Refused::request(413, "413 Payload too large", "The body is too large.");
    // Without a `Content-Length`, as much as there may be.
    let declared = body.size_hint().exact().map_or(Ok(most), usize::try_from);
    let Some(length) = declared.ok().filter(|&length| length <= most) else {
        return Ok(Err(too_large()));
    };
    let permits = u32::try_from(length.div_ceil(PERMIT)).map_err(|_| Broken)?;
    let memory = Arc::clone(&server.memory);
    let permit = memory.acquire_many_owned(permits).await.map_err(|_| Broken)?;
    let all = Limited::new(body, most).collect();
    match tokio::time::timeout(server.limits.body, all).await {
        Ok(Ok(body)) => Ok(Ok((body.to_bytes(), permit))),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Ok(Err(too_large())),
        Ok(Err(_)) => Err(Broken),
        Err(_) => {
            let reason = "The body did not arrive in time.";
            Ok(Err(Refused::request(408, "408 Request Timeout", reason)))
        }
    }
}
