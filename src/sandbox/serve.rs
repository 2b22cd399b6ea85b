//! The tenant on a socket.

use std::future::Future;
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Response, header};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::options::Options;
use super::reply::{Refused, Reply};
use super::request::Request;
use super::store::Store;
use super::tenant::{Outcome, Tenant};

/// Larger bodies are refused with 413.
const MAX_BODY: usize = 8 << 20;
/// How long exchanges may take to end after the shutdown.
const FAREWELL: Duration = Duration::from_secs(2);

/// Serves the tenant until `shutdown` is ready, then lets the exchanges that are under way end.
///
/// The listener may be bound to any port; connections are answered at once. Fails only where a task of the server
/// cannot be run.
pub async fn serve(
    listener: TcpListener,
    store: Store,
    options: Options,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let tenant = Arc::new(Tenant::new(store, options));
    let (closing, closed) = watch::channel(false);
    let mut conversations = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    conversations.spawn(converse(stream, Arc::clone(&tenant), closed.clone()));
                }
                // Out of file descriptors, most likely: some will be free soon.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            },
            Some(_) = conversations.join_next() => {}
        }
    }
    drop(listener);
    closing.send_replace(true);
    let all = async { while conversations.join_next().await.is_some() {} };
    // Those that take longer end with the set.
    let _ = tokio::time::timeout(FAREWELL, all).await;
    Ok(())
}

/// Answers the requests of one connection.
async fn converse(stream: TcpStream, tenant: Arc<Tenant>, mut closed: watch::Receiver<bool>) {
    // Without it small replies wait for the client's acknowledgement; where it cannot be had, they do.
    let _ = stream.set_nodelay(true);
    let reset = Arc::new(AtomicBool::new(false));
    let service = service_fn(|request| respond(Arc::clone(&tenant), Arc::clone(&reset), request));
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    let done = tokio::select! {
        _ = &mut connection => true,
        _ = closed.wait_for(|closed| *closed) => false,
    };
    if !done {
        Pin::new(&mut connection).graceful_shutdown();
        let _ = (&mut connection).await;
    }
    if reset.load(Ordering::Relaxed) {
        // A close without lingering is a reset.
        let _ = connection.into_parts().io.into_inner().set_zero_linger();
    }
}

/// The end of a connection on purpose.
#[derive(Debug)]
struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the connection is broken on purpose")
    }
}

impl std::error::Error for Broken {}

async fn respond(
    tenant: Arc<Tenant>,
    reset: Arc<AtomicBool>,
    request: hyper::Request<Incoming>,
) -> Result<Response<Payload>, Broken> {
    tokio::time::sleep(tenant.options().latency).await;
    let outcome = match receive(request).await? {
        Ok(request) => tokio::task::spawn_blocking(move || tenant.answer(&request)).await,
        Err(refused) => Ok(Outcome::Reply(refused)),
    };
    match outcome {
        Ok(Outcome::Reply(reply)) => Ok(render(reply, false)),
        Ok(Outcome::Cut(reply)) => Ok(render(reply, true)),
        Ok(Outcome::Reset) | Err(_) => {
            reset.store(true, Ordering::Relaxed);
            Err(Broken)
        }
    }
}

/// Waits for the body. The inner error is the reply to one that is too large.
async fn receive(request: hyper::Request<Incoming>) -> Result<Result<Request, Reply>, Broken> {
    let (head, body) = request.into_parts();
    let body = match Limited::new(body, MAX_BODY).collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) if error.is::<LengthLimitError>() => {
            let refused = Refused::request(413, "413 Payload too large", "The body is too large.");
            let tracking = uuid::Uuid::new_v4().simple().to_string();
            let reply = refused.into_reply(&tracking).with("SLPT-Request-ID", tracking);
            return Ok(Err(reply.with("Connection", "close")));
        }
        Err(_) => return Err(Broken),
    };
    Ok(Ok(Request {
        method: head.method,
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: head.headers,
        body,
    }))
}

fn render(reply: Reply, cut: bool) -> Response<Payload> {
    let mut response = Response::builder().status(reply.status);
    if !reply.content_type.is_empty() {
        response = response.header(header::CONTENT_TYPE, reply.content_type);
    }
    for (name, value) in &reply.headers {
        response = response.header(*name, value);
    }
    // Status and headers are our own, so that this cannot fail; if it did, the client would see an empty 200.
    response.body(Payload::new(reply.body, cut)).unwrap_or_default()
}

/// The body of a reply, whole or cut in the middle.
#[derive(Default)]
struct Payload {
    data: Option<Bytes>,
    /// What `Content-Length` says.
    length: u64,
    cut: Option<Cut>,
}

/// What is left to do for a cut.
#[derive(Clone, Copy)]
enum Cut {
    /// Give the connection time to send the first half.
    Wait,
    Break,
}

impl Payload {
    fn new(text: String, cut: bool) -> Self {
        let bytes = Bytes::from(text);
        let length = bytes.len() as u64;
        let data = if cut { bytes.slice(..bytes.len() / 2) } else { bytes };
        Self {
            data: Some(data).filter(|data| !data.is_empty()),
            length,
            cut: cut.then_some(Cut::Wait),
        }
    }
}

impl Body for Payload {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(data) = self.data.take() {
            self.length -= data.len() as u64;
            return Poll::Ready(Some(Ok(Frame::data(data))));
        }
        match self.cut {
            None => Poll::Ready(None),
            Some(Cut::Wait) => {
                self.cut = Some(Cut::Break);
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Some(Cut::Break) => Poll::Ready(Some(Err(io::Error::other(Broken)))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.data.is_none() && self.cut.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}
