//! The tenant on a socket.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::connection::{Limits, Server, serve_connection};
use super::options::Options;
use super::store::Store;
use super::tenant::Tenant;

/// How long exchanges may take to end after the shutdown.
const SHUTDOWN_GRACE: Duration = Duration::from_secs(2);

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
    serve_within(Limits::DEFAULT, listener, Tenant::new(store, options), shutdown).await
}

async fn serve_within(
    limits: Limits,
    listener: TcpListener,
    tenant: Tenant,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> anyhow::Result<()> {
    let server = Arc::new(Server::new(tenant, limits));
    let (closing, closed) = watch::channel(false);
    let mut connections = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    loop {
        tokio::select! {
            () = &mut shutdown => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(serve_connection(stream, Arc::clone(&server), closed.clone()));
                }
                // Out of file descriptors, most likely: some will be free soon.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
    drop(listener);
    closing.send_replace(true);
    let all = async { while connections.join_next().await.is_some() {} };
    // Those that take longer end with the set.
    let _ = tokio::time::timeout(SHUTDOWN_GRACE, all).await;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::net::SocketAddr;

    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::TcpStream;
    use tokio::sync::oneshot;
    use tokio::task::JoinHandle;

    use super::super::seed::Seed;
    use super::super::testing::TestTenant;
    use super::*;

    /// A tenant on a port of its own.
    struct Server {
        test: TestTenant,
        address: SocketAddr,
        stop: oneshot::Sender<()>,
        task: JoinHandle<anyhow::Result<()>>,
    }

    async fn start(faults: &[&str]) -> Server {
        start_within(Limits::DEFAULT, faults).await
    }

    async fn start_within(limits: Limits, faults: &[&str]) -> Server {
        let test =
            TestTenant::with(&Seed { groups: Some(300), ..Seed::default() }, Options::default());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let faults = faults.iter().map(|text| text.parse().unwrap()).collect();
        let options = Options { faults, ..Options::default() };
        let tenant = Tenant::new(test.store.clone(), options);
        let task = tokio::spawn(serve_within(limits, listener, tenant, async {
            let _ = stopped.await;
        }));
        Server { test, address, stop, task }
    }

    impl Server {
        fn request(&self, method: &str, target: &str, more: &str) -> String {
            let token = &self.test.token;
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
        let large = Limits::DEFAULT.body_size + 1;
        let length = format!("Content-Length: {large}\r\n");
        let mut request = server.request("POST", "/v3/password-sync-groups", &length);
        request.push_str(&"x".repeat(large));
        let text = server.exchange(&request).await.unwrap();
        assert!(text.starts_with("HTTP/1.1 413 Payload Too Large\r\n"), "{text}");
        // A body without a length, and that of a token request.
        let limits = Limits { body_size: 1000, ..Limits::DEFAULT };
        let server = start_within(limits, &[]).await;
        let chunk = format!("3e9\r\n{}\r\n0\r\n\r\n", "x".repeat(1001));
        let chunked = "Transfer-Encoding: chunked\r\n";
        for target in ["/v3/password-sync-groups", "/oauth/token"] {
            let request = server.request("POST", target, chunked);
            let text = server.exchange(&format!("{request}{chunk}")).await.unwrap();
            assert!(text.starts_with("HTTP/1.1 413 "), "{text}");
        }
        let server = start(&[]).await;
        let request = server.request("POST", "/oauth/token", "Content-Length: 100000\r\n");
        let text = server.exchange(&request).await.unwrap();
        assert!(text.starts_with("HTTP/1.1 413 "), "{text}");
    }

    #[tokio::test]
    async fn the_token_is_checked_before_the_body_is_read() {
        let server = start(&[]).await;
        for token in ["", "Authorization: Bearer x.y.z\r\n"] {
            // The body is announced and never sent.
            let request = format!(
                "POST /v3/password-sync-groups HTTP/1.1\r\nHost: x\r\n{token}Content-Length: 8000000\r\n\r\n"
            );
            let text = server.exchange(&request).await.unwrap();
            assert!(text.starts_with("HTTP/1.1 401 Unauthorized\r\n"), "{text}");
            assert!(text.to_ascii_lowercase().contains("connection: close\r\n"), "{text}");
        }
        // A client that sends all of it first still sees the reply.
        let body = "x".repeat(8_000_000);
        let request = format!(
            "POST /v3/password-sync-groups HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n{body}"
        );
        let text = server.exchange(&request).await.unwrap();
        assert!(text.starts_with("HTTP/1.1 401 Unauthorized\r\n"), "{text}");
    }

    #[tokio::test]
    async fn a_slow_request_ends() {
        let brief = Duration::from_millis(100);
        let limits = Limits { head: brief, body: brief, ..Limits::DEFAULT };
        let server = start_within(limits, &[]).await;
        let text = server.exchange("GET /v3/password-sync-groups HTTP/1.1\r\nHo").await.unwrap();
        assert!(text.is_empty() || text.starts_with("HTTP/1.1 408 "), "{text}");
        let request = server.request("POST", "/v3/password-sync-groups", "Content-Length: 99\r\n");
        let text = server.exchange(&format!("{request}{{")).await.unwrap();
        assert!(text.starts_with("HTTP/1.1 408 Request Timeout\r\n"), "{text}");
        assert!(text.contains("\"detailCode\":\"408 Request Timeout\""), "{text}");
    }

    #[tokio::test]
    async fn bodies_share_a_bounded_memory() {
        let brief = Duration::from_millis(300);
        let limits = Limits { body: brief, body_size: 2000, all_bodies: 2048, ..Limits::DEFAULT };
        let server = start_within(limits, &[]).await;
        let length = "Connection: close\r\nContent-Length: 2000\r\n";
        let request = server.request("POST", "/v3/password-sync-groups", length);
        let whole = format!("{request}{}", " ".repeat(2000));
        // The first one holds the memory and never arrives; the second one waits for it, and is then answered.
        let (first, second) =
            tokio::join!(server.exchange(&request), async { server.exchange(&whole).await });
        let (first, second) = (first.unwrap(), second.unwrap());
        assert!(first.starts_with("HTTP/1.1 408 "), "{first}");
        assert!(second.starts_with("HTTP/1.1 400 "), "{second}");
    }
}
