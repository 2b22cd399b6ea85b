//! One attempt at a request: what is sent, what is traced, what comes back.
//!
//! Longer than most files here: everything that happens to one request is here, so that its order can be read.

use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION,
    PROXY_AUTHENTICATE,
};
use reqwest::{Method, Request as HttpRequest, Response as HttpResponse};
use rustls::RootCertStore;
use url::Url;

use super::cancel::not_sent;
use super::expected::Expected;
use super::failure::{Failure, FailureContext, is_refused_tunnel};
use super::intermediary::{has_credentials, refused_by_proxy, scheme};
use super::proxy::is_loopback;
use super::rate_limiter::{Permit, RateLimiter};
use super::redact::Redactor;
use super::request::{Body, Request, Response};
use super::token::{Token, Tokens};
use super::{Settings, tls};
use crate::command_line::CommandLine;
use crate::document;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::output::plain_line;

/// Redirects followed before a server is taken for lost.
const MAX_REDIRECTS: usize = 5;

/// While a user thinks about a question, gateways hang up; a create on such a connection would end in doubt.
const IDLE_TIMEOUT: Duration = Duration::from_secs(20);

/// The longest body that is read, in bytes after decompression.
const MAX_BODY: usize = 64 << 20;

const EXPERIMENTAL: HeaderName = HeaderName::from_static("x-sailpoint-experimental");

const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit-policy");

/// What all requests of one client share.
pub(crate) struct Transport {
    pub(crate) settings: Settings,
    pub(crate) redactor: Redactor,
    pub(crate) rate_limiter: RateLimiter,
    pub(crate) tokens: Tokens,
    pub(crate) requests: AtomicU64,
    pub(crate) expected: Expected,
    pub(crate) token_requests: AtomicU64,
    warned_of_deprecation: AtomicBool,
    pub(crate) announced_wait: AtomicBool,
    pub(crate) clock: Box<dyn Clock>,
    http: OnceLock<reqwest::Client>,
}

/// How the pauses between attempts are spent.
pub(crate) trait Clock: Send + Sync {
    fn sleep(&self, pause: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>>;
}

/// By waiting.
pub(crate) struct RealTime;

impl Clock for RealTime {
    fn sleep(&self, pause: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(tokio::time::sleep(pause))
    }
}

impl Transport {
    pub(crate) fn new(settings: Settings, clock: Box<dyn Clock>) -> Self {
        let redactor = Redactor::default();
        if let Some(proxy) = settings.proxies.address() {
            redactor.learn_credentials(proxy);
        }
        Self {
            redactor,
            rate_limiter: rate_limiter(&settings),
            tokens: Tokens::default(),
            requests: AtomicU64::new(0),
            expected: Expected::default(),
            token_requests: AtomicU64::new(0),
            warned_of_deprecation: AtomicBool::new(false),
            announced_wait: AtomicBool::new(false),
            clock,
            http: OnceLock::new(),
            settings,
        }
    }

    /// One attempt at a request, redirects included.
    pub(crate) async fn attempt(
        &self,
        request: &Request,
        token: Option<&Token>,
        attempt: u32,
    ) -> Result<Response, Failure> {
        let mut url = request.route.url(&self.settings.base).map_err(Failure::own)?;
        for _ in 0..=MAX_REDIRECTS {
            let response = self.send_once(request, &url, token, attempt).await?;
            let Some(next) = next_hop(request, &url, &response) else { return Ok(response) };
            if next.origin() != url.origin() {
                return Err(Failure::own(self.name_intermediary(leads_elsewhere(request, &next))));
            }
            url = next;
        }
        let message = format!("the tenant redirects `{}` without an end", request.line());
        Err(Failure::own(Error::new(Code::Refused, message).kind(ErrorKind::Redirected)))
    }

    async fn send_once(
        &self,
        request: &Request,
        url: &Url,
        token: Option<&Token>,
        attempt: u32,
    ) -> Result<Response, Failure> {
        let http_request = http_request(request, url, token);
        let permit = self.rate_limiter.permit(request.route.version());
        let Some(permit) = self.unless_cancelled(permit).await else { return Err(not_sent()) };
        self.trace_request(&http_request, &request.body);
        let counter =
            if request.is_token_request() { &self.token_requests } else { &self.requests };
        counter.fetch_add(1, Ordering::Relaxed);
        let start = Instant::now();
        let timeout = self.settings.timeout;
        let carried = async {
            tokio::time::timeout(timeout, self.execute(http_request, permit)).await.unwrap_or_else(
                |_| Err(Failure::timeout(url.host_str().unwrap_or_default(), timeout)),
            )
        };
        let outcome = self.complete(request, carried).await;
        self.trace_outcome(
            &format!("{} {}", request.method, self.redactor.url(url)),
            &outcome,
            start,
            attempt,
        );
        self.warn_if_deprecated(request, &outcome);
        outcome
    }

    async fn execute(
        &self,
        http_request: HttpRequest,
        permit: Permit,
    ) -> Result<Response, Failure> {
        let url = http_request.url().clone();
        let host = url.host_str().unwrap_or_default();
        let about = FailureContext {
            host,
            proxy: self.settings.proxies.between(&url),
            connect_timeout: self.settings.connect_timeout,
            address_hint: self.settings.address_hint.as_ref(),
        };
        let http = self.http().map_err(Failure::own)?;
        let http_response = match http.execute(http_request).await {
            Ok(http_response) => http_response,
            Err(error) => {
                let failure = Failure::sort(&error, &about).redacted(&self.redactor);
                if !is_refused_tunnel(&error) {
                    return Err(failure);
                }
                return Err(Box::pin(self.explain_tunnel(failure, &url)).await);
            }
        };
        drop(permit);
        if http_response.headers().contains_key(RATE_LIMIT) {
            self.rate_limiter.activate();
        }
        let status = http_response.status().as_u16();
        if status == 407 {
            let challenges = http_response.headers().get_all(PROXY_AUTHENTICATE);
            let schemes: Vec<String> =
                challenges.iter().filter_map(|value| scheme(value.to_str().ok()?)).collect();
            let sent = self.settings.proxies.proxy(&url).is_some_and(has_credentials);
            return Err(refused_by_proxy(about.proxy.map(|proxy| proxy.setting), sent, &schemes));
        }
        let success = http_response.status().is_success();
        let headers = http_response.headers().clone();
        let body = match read_body(http_response, host).await {
            Ok(body) => without_mark(body),
            Err(failure) if success => return Err(failure),
            // The status says enough.
            Err(_) => Bytes::new(),
        };
        // Lets the connection go back to where the next request finds it.
        tokio::task::yield_now().await;
        Ok(Response { status, headers, body })
    }

    fn http(&self) -> Result<&reqwest::Client> {
        if let Some(http) = self.http.get() {
            return Ok(http);
        }
        let http = connector(&self.settings)?;
        Ok(self.http.get_or_init(|| http))
    }

    fn trace_request(&self, http_request: &HttpRequest, body: &Body) {
        if self.settings.verbosity < 2 {
            return;
        }
        let trace = &self.settings.trace;
        trace.line(&format!(
            "> {} {}",
            http_request.method(),
            self.redactor.url(http_request.url())
        ));
        self.trace_headers('>', http_request.headers());
        match body {
            Body::None => {}
            Body::Json(body) => self.trace_body('>', body, false),
            Body::Form(body) => self.trace_body('>', body, true),
        }
    }

    fn trace_headers(&self, mark: char, headers: &HeaderMap) {
        for (name, value) in headers {
            let value = String::from_utf8_lossy(value.as_bytes());
            let value = self.redactor.header(name.as_str(), &value);
            let value = plain_line(&value);
            self.settings.trace.line(&format!("{mark} {name}: {value}"));
        }
    }

    /// A body, each of its lines with the mark, so that none of them looks like one of ours.
    fn trace_body(&self, mark: char, body: &[u8], is_form: bool) {
        let text = self.redactor.body(body, is_form);
        let lines: Vec<String> = text.lines().map(|line| format!("{mark} {line}")).collect();
        let text = if lines.is_empty() { format!("{mark} ") } else { lines.join("\n") };
        self.settings.trace.line(&text);
    }

    fn trace_outcome(
        &self,
        line: &str,
        outcome: &Result<Response, Failure>,
        start: Instant,
        attempt: u32,
    ) {
        if self.settings.verbosity == 0 {
            return;
        }
        let trace = &self.settings.trace;
        let time = start.elapsed().as_millis();
        match outcome {
            Ok(response) => {
                let id = response.request_id().map(plain_line);
                let id = id.map(|id| format!(" request-id {id}"));
                let (status, id) = (response.status, id.unwrap_or_default());
                trace.line(&format!("{line} {status} {time}ms attempt {attempt}{id}"));
                if self.settings.verbosity > 1 {
                    self.trace_headers('<', &response.headers);
                    self.trace_body('<', &response.body, false);
                }
            }
            Err(failure) => {
                let why = self.redactor.text(failure.error.message());
                trace.line(&format!("{line} failed {time}ms attempt {attempt}: {why}"));
            }
        }
    }

    fn warn_if_deprecated(&self, request: &Request, outcome: &Result<Response, Failure>) {
        let Ok(response) = outcome else { return };
        let deprecated =
            response.header("x-deprecated").is_some_and(|value| value.eq_ignore_ascii_case("true"));
        if deprecated && !self.warned_of_deprecation.swap(true, Ordering::Relaxed) {
            self.settings.trace.warn(&format!(
                "the tenant calls `{}` deprecated; see `--api-version`",
                request.route.path()
            ));
        }
    }
}

/// The documented limit is the service's. What answers at a loopback address, such as a mock, has one if it says so.
fn rate_limiter(settings: &Settings) -> RateLimiter {
    let rate_limiter = RateLimiter::new(settings.rate_limit);
    let local = settings.base.host().is_some_and(|host| is_loopback(&host));
    if local { rate_limiter.inactive() } else { rate_limiter }
}

fn http_request(request: &Request, url: &Url, token: Option<&Token>) -> HttpRequest {
    let mut http_request = HttpRequest::new(request.method.clone(), url.clone());
    let headers = http_request.headers_mut();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    if request.route.is_experimental() {
        headers.insert(EXPERIMENTAL, HeaderValue::from_static("true"));
    }
    if let Some(token) = token {
        headers.insert(AUTHORIZATION, token.header());
    }
    let (kind, body) = match &request.body {
        Body::None => return http_request,
        Body::Json(body) if request.method == Method::PATCH => {
            ("application/json-patch+json", body)
        }
        Body::Json(body) => ("application/json", body),
        Body::Form(body) => ("application/x-www-form-urlencoded", body),
    };
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    *http_request.body_mut() = Some(body.clone().into());
    http_request
}

/// The body, decompressed. A body that is larger than any that the API has is not read to its end.
async fn read_body(mut http_response: HttpResponse, host: &str) -> Result<Bytes, Failure> {
    let mut next = async || http_response.chunk().await.map_err(|error| Failure::cut(host, &error));
    let Some(first) = next().await? else { return Ok(Bytes::new()) };
    let mut body = BytesMut::from(first);
    while let Some(chunk) = next().await? {
        if body.len() + chunk.len() > MAX_BODY {
            return Err(Failure::too_large(host, MAX_BODY));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// The body in UTF-8 and without the byte order mark that some gateways put before it.
fn without_mark(body: Bytes) -> Bytes {
    match body.as_ref() {
        [0xEF, 0xBB, 0xBF, ..] => body.slice(3..),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => {
            document::decode(body.to_vec()).map_or(body, Bytes::from)
        }
        _ => body,
    }
}

/// Where a read is redirected to; `None` where it is not.
fn next_hop(request: &Request, from: &Url, response: &Response) -> Option<Url> {
    if request.method != Method::GET || !matches!(response.status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    from.join(response.headers.get(LOCATION)?.to_str().ok()?).ok()
}

/// What another server says is not the tenant's response, and must not be taken for it.
fn leads_elsewhere(request: &Request, to: &Url) -> Error {
    let origin = match to.origin() {
        origin if origin.is_tuple() => origin.ascii_serialization(),
        _ => to.scheme().to_owned(),
    };
    let message =
        format!("the tenant redirects `{}` to `{origin}`, which is not the tenant", request.line());
    Error::new(Code::Refused, message)
        .kind(ErrorKind::Redirected)
        .hint(CommandLine::of("profile show"))
}

fn connector(settings: &Settings) -> Result<reqwest::Client> {
    let roots = if settings.base.scheme() == "https" {
        tls::roots(settings.ca_file.as_deref(), settings.trace.as_ref())?
    } else {
        RootCertStore::empty()
    };
    let proxies = settings.proxies.clone();
    // A connection that takes as long as the whole request may is reported as what it is.
    let connect_timeout = settings.connect_timeout.min(settings.timeout.mul_f64(0.9));
    let builder = reqwest::Client::builder()
        .tls_backend_preconfigured(tls::config(roots)?)
        .user_agent(concat!("syncgroup/", env!("CARGO_PKG_VERSION")))
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(connect_timeout)
        .pool_idle_timeout(IDLE_TIMEOUT)
        .no_proxy()
        .proxy(reqwest::Proxy::custom(move |url| proxies.proxy(url).cloned()));
    let client = builder.build().map_err(anyhow::Error::from)?;
    Ok(client)
}

/// Shared by everyone who sends.
pub(crate) type SharedTransport = Arc<Transport>;
