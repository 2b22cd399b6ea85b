//! One exchange with the tenant: what is sent, what is traced, what comes back.

use std::borrow::Cow;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use bytes::Bytes;
use reqwest::header::{
    ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, LOCATION,
};
use reqwest::{Method, Request};
use rustls::RootCertStore;
use url::Url;

use super::call::{Answer, Body, Call};
use super::cancel::not_sent;
use super::failure::{Circumstances, Failure, refused_by_proxy};
use super::pace::{Pacer, Slot};
use super::proxy::is_loopback;
use super::redact::Redactor;
use super::token::{Token, Tokens};
use super::{Settings, tls};
use crate::document;
use crate::error::{Code, Error, Result};

/// Redirects followed before a server is taken for lost.
const MOST_HOPS: usize = 5;

/// While a user thinks about a question, gateways hang up; a create on such a connection would end in doubt.
const LONGEST_IDLE: Duration = Duration::from_secs(20);

const EXPERIMENTAL: HeaderName = HeaderName::from_static("x-sailpoint-experimental");

const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit-policy");

/// What all requests of one client share.
pub(crate) struct Wire {
    pub(crate) settings: Settings,
    pub(crate) redactor: Redactor,
    pub(crate) pacer: Pacer,
    pub(crate) tokens: Tokens,
    pub(crate) requests: AtomicU64,
    pub(crate) token_requests: AtomicU64,
    warned_of_age: AtomicBool,
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

impl Wire {
    pub(crate) fn new(settings: Settings, clock: Box<dyn Clock>) -> Self {
        Self {
            redactor: Redactor::default(),
            pacer: pacer(&settings),
            tokens: Tokens::default(),
            requests: AtomicU64::new(0),
            token_requests: AtomicU64::new(0),
            warned_of_age: AtomicBool::new(false),
            clock,
            http: OnceLock::new(),
            settings,
        }
    }

    /// One attempt at a call, redirects included.
    pub(crate) async fn attempt(
        &self,
        call: &Call,
        mut token: Option<&Token>,
        attempt: u32,
    ) -> Result<Answer, Failure> {
        let mut url = call.route.url(&self.settings.base).map_err(Failure::own)?;
        let mut elsewhere = None;
        for _ in 0..=MOST_HOPS {
            let mut answer = self.exchange(call, &url, token, attempt).await?;
            let Some(next) = next_hop(call, &url, &answer) else {
                answer.elsewhere = elsewhere;
                return Ok(answer);
            };
            if next.origin() != url.origin() {
                token = None;
                elsewhere = Some(next.origin().ascii_serialization());
            }
            url = next;
        }
        let message = format!("the tenant redirects `{}` without an end", call.line());
        Err(Failure::own(Error::new(Code::Refused, message)))
    }

    async fn exchange(
        &self,
        call: &Call,
        url: &Url,
        token: Option<&Token>,
        attempt: u32,
    ) -> Result<Answer, Failure> {
        let request = request(call, url, token);
        let slot = self.pacer.slot(call.route.version());
        let Some(slot) = self.unless_cancelled(slot).await else { return Err(not_sent()) };
        self.show_request(&request, &call.body);
        let counter = if call.is_token_request() { &self.token_requests } else { &self.requests };
        counter.fetch_add(1, Ordering::Relaxed);
        let start = Instant::now();
        let timeout = self.settings.timeout;
        let carried = async {
            tokio::time::timeout(timeout, self.carry(request, slot)).await.unwrap_or_else(|_| {
                Err(Failure::timeout(url.host_str().unwrap_or_default(), timeout))
            })
        };
        let outcome = self.see_through(call, carried).await;
        self.show_outcome(
            &format!("{} {}", call.method, self.redactor.url(url)),
            &outcome,
            start,
            attempt,
        );
        self.warn_of_age(call, &outcome);
        outcome
    }

    async fn carry(&self, request: Request, slot: Slot) -> Result<Answer, Failure> {
        let url = request.url().clone();
        let host = url.host_str().unwrap_or_default();
        let about = Circumstances {
            host,
            proxy: self.settings.proxies.setting(&url),
            connect_timeout: self.settings.connect_timeout,
        };
        let http = self.http().map_err(Failure::own)?;
        let response =
            http.execute(request).await.map_err(|error| Failure::sort(&error, &about))?;
        drop(slot);
        if response.headers().contains_key(RATE_LIMIT) {
            self.pacer.wake();
        }
        let status = response.status().as_u16();
        if status == 407 {
            return Err(refused_by_proxy(about.proxy));
        }
        let success = response.status().is_success();
        let headers = response.headers().clone();
        let body = match response.bytes().await {
            Ok(body) => body,
            Err(error) if success => return Err(Failure::cut(host, &error)),
            // The status says enough.
            Err(_) => Bytes::new(),
        };
        // Lets the connection go back to where the next request finds it.
        tokio::task::yield_now().await;
        Ok(Answer { status, headers, body: without_mark(body), elsewhere: None })
    }

    fn http(&self) -> Result<&reqwest::Client> {
        if let Some(http) = self.http.get() {
            return Ok(http);
        }
        let http = connector(&self.settings)?;
        Ok(self.http.get_or_init(|| http))
    }

    fn show_request(&self, request: &Request, body: &Body) {
        if self.settings.verbosity < 2 {
            return;
        }
        let trace = &self.settings.trace;
        trace.line(&format!("> {} {}", request.method(), self.redactor.url(request.url())));
        self.show_headers('>', request.headers());
        match body {
            Body::None => {}
            Body::Json(body) => trace.line(&format!("> {}", self.redactor.body(body, false))),
            Body::Form(body) => trace.line(&format!("> {}", self.redactor.body(body, true))),
        }
    }

    fn show_headers(&self, mark: char, headers: &HeaderMap) {
        for (name, value) in headers {
            let value = String::from_utf8_lossy(value.as_bytes());
            let value = self.redactor.header(name.as_str(), &value);
            self.settings.trace.line(&format!("{mark} {name}: {value}"));
        }
    }

    fn show_outcome(
        &self,
        line: &str,
        outcome: &Result<Answer, Failure>,
        start: Instant,
        attempt: u32,
    ) {
        if self.settings.verbosity == 0 {
            return;
        }
        let trace = &self.settings.trace;
        let time = start.elapsed().as_millis();
        match outcome {
            Ok(answer) => {
                let id = answer.request_id().map(|id| format!(" request-id {id}"));
                let (status, id) = (answer.status, id.unwrap_or_default());
                trace.line(&format!("{line} {status} {time}ms attempt {attempt}{id}"));
                if self.settings.verbosity > 1 {
                    self.show_headers('<', &answer.headers);
                    trace.line(&format!("< {}", self.redactor.body(&answer.body, false)));
                }
            }
            Err(failure) => {
                let why = self.redactor.text(failure.error.message());
                trace.line(&format!("{line} failed {time}ms attempt {attempt}: {why}"));
            }
        }
    }

    fn warn_of_age(&self, call: &Call, outcome: &Result<Answer, Failure>) {
        let Ok(answer) = outcome else { return };
        let deprecated =
            answer.header("x-deprecated").is_some_and(|value| value.eq_ignore_ascii_case("true"));
        if deprecated && !self.warned_of_age.swap(true, Ordering::Relaxed) {
            self.settings.trace.warn(&format!(
                "the tenant calls `{}` deprecated; see `--api-version`",
                call.route.path()
            ));
        }
    }
}

/// The documented limit is the service's. What answers at a loopback address, such as a mock, has one if it says so.
fn pacer(settings: &Settings) -> Pacer {
    let pacer = Pacer::new(settings.pace);
    let local = settings.base.host().is_some_and(|host| is_loopback(&host));
    if local { pacer.asleep() } else { pacer }
}

fn request(call: &Call, url: &Url, token: Option<&Token>) -> Request {
    let mut request = Request::new(call.method.clone(), url.clone());
    let headers = request.headers_mut();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    if call.route.is_experimental() {
        headers.insert(EXPERIMENTAL, HeaderValue::from_static("true"));
    }
    if let Some(token) = token {
        headers.insert(AUTHORIZATION, token.header());
    }
    let (kind, body) = match &call.body {
        Body::None => return request,
        Body::Json(body) if call.method == Method::PATCH => ("application/json-patch+json", body),
        Body::Json(body) => ("application/json", body),
        Body::Form(body) => ("application/x-www-form-urlencoded", body),
    };
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    *request.body_mut() = Some(body.clone().into());
    request
}

/// Where a read goes on; `None` where the answer is the answer. A token never goes from TLS to plain HTTP, nor does
/// the request.
fn next_hop(call: &Call, from: &Url, answer: &Answer) -> Option<Url> {
    if call.method != Method::GET || !matches!(answer.status, 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let to = from.join(answer.headers.get(LOCATION)?.to_str().ok()?).ok()?;
    let downgrade = from.scheme() == "https" && to.scheme() != "https";
    (!downgrade && matches!(to.scheme(), "http" | "https")).then_some(to)
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
        .pool_idle_timeout(LONGEST_IDLE)
        .no_proxy()
        .proxy(reqwest::Proxy::custom(move |url| proxies.proxy(url).cloned()));
    let client = builder.build().map_err(anyhow::Error::from)?;
    Ok(client)
}

/// Shared by everyone who sends.
pub(crate) type Shared = Arc<Wire>;

/// The body without the byte order mark that some gateways put in front of it.
fn without_mark(body: Bytes) -> Bytes {
    match document::without_mark(&body) {
        Cow::Borrowed(rest) => body.slice_ref(rest),
        Cow::Owned(text) => text.into(),
    }
}
