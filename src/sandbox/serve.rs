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

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::sync::oneshot;
    use tokio::task::JoinHandle;

    use super::super::seed::Seed;
    use super::super::testing::World;
    use super::*;

    /// A tenant on a port of its own.
    struct Server {
        world: World,
        address: SocketAddr,
        stop: oneshot::Sender<()>,
        task: JoinHandle<anyhow::Result<()>>,
    }

    async fn start(faults: &[&str]) -> Server {
        let world = World::with(&Seed { groups: Some(300), ..Seed::default() }, Options::default());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let faults = faults.iter().map(|text| text.parse().unwrap()).collect();
        let options = Options { faults, ..Options::default() };
        let task = tokio::spawn(serve(listener, world.store.clone(), options, async {
            let _ = stopped.await;
        }));
        Server { world, address, stop, task }
    }

    impl Server {
        fn request(&self, method: &str, target: &str, more: &str) -> String {
            let token = &self.world.token;
            format!(
                "{method} {target} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n{more}\r\n"
            )
        }

        /// Sends a text and reads until the connection ends.
        async fn exchange(&self, text: &str) -> io::Result<String> {
            let mut stream = TcpStream::connect(self.address).await?;
            stream.write_all(text.as_bytes()).await?;
            let mut bytes = Vec::new();
            stream.read_to_end(&mut bytes).await?;
            Ok(String::from_utf8(bytes).unwrap())
        }
    }

    #[tokio::test]
    async fn a_connection_is_kept_and_the_server_ends() {
        let server = start(&[]).await;
        let one = server.request("GET", "/v3/password-sync-groups?limit=1&count=true", "");
        let last = server.request(
            "DELETE",
            "/v3/password-sync-groups/6881f631-3bd5-4213-9c75-8e05cc3e35dd",
            "Connection: close\r\n",
        );
        let text = server.exchange(&format!("{one}{last}")).await.unwrap();
        let (first, second) = text.split_once("]HTTP/1.1 204 No Content").unwrap();
        assert!(first.starts_with("HTTP/1.1 200 OK\r\n"), "{first}");
        let first = first.to_ascii_lowercase();
        assert!(
            first.contains("x-total-count: 300\r\n")
                && first.contains("content-type: application/json\r\n")
        );
        assert!(second.to_ascii_lowercase().contains("slpt-request-id: "), "{second}");
        assert!(!second.to_ascii_lowercase().contains("content-type"));
        let idle = TcpStream::connect(server.address).await.unwrap();
        server.stop.send(()).unwrap();
        server.task.await.unwrap().unwrap();
        drop(idle);
    }

    #[tokio::test]
    async fn a_reset_gives_no_reply() {
        let server = start(&["reset:1"]).await;
        let request = server.request("GET", "/v3/sources", "");
        let error = server.exchange(&request).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::ConnectionReset);
    }

    #[tokio::test]
    async fn a_cut_gives_half_of_the_body() {
        let server = start(&["cut:1"]).await;
        let request = server.request("GET", "/v3/password-sync-groups", "");
        let text = server.exchange(&request).await.unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let (_, length) = head.split_once("content-length: ").unwrap();
        let length: usize = length.lines().next().unwrap().parse().unwrap();
        assert!(
            body.starts_with(r#"[{"id":"#) && body.len() == length / 2,
            "{} of {length}",
            body.len()
        );
    }

    #[tokio::test]
    async fn a_body_that_is_too_large_is_refused() {
        let server = start(&[]).await;
        let length = format!("Content-Length: {}\r\n", MAX_BODY + 1);
        let mut request = server.request("POST", "/v3/password-sync-groups", &length);
        request.push_str(&"x".repeat(MAX_BODY + 1));
        let text = server.exchange(&request).await.unwrap();
        assert!(text.starts_with("HTTP/1.1 413 Payload Too Large\r\n"), "{text}");
    }
}
