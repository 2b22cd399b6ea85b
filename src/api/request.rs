//! One request as the program means it, and the response to it.

use bytes::Bytes;
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HeaderMap};

use super::path::Route;

/// Credentials and repetition are the sender's business; this says only what they depend on.
pub(crate) struct Request {
    pub(crate) method: Method,
    pub(crate) route: Route,
    pub(crate) body: Body,
    /// Whether doing it twice is the same as doing it once.
    pub(crate) repeatable: bool,
    /// Whether the token goes with it.
    pub(crate) signed: bool,
    pub(crate) expected_body: ExpectedBody,
    /// The thing that a 404 says is missing, such as ``sync group `x` ``.
    pub(crate) thing: Option<String>,
}

/// What goes with a request.
pub(crate) enum Body {
    None,
    Json(Bytes),
    Form(Bytes),
}

/// What the body of a success is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExpectedBody {
    /// A JSON document.
    Json,
    /// Any success, with a JSON document or without a body.
    JsonOrNothing,
    /// Any success: a document that is declared as JSON is one.
    Any,
}

/// A reply of the tenant, read to its end.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Request {
    pub(crate) fn new(method: Method, route: Route) -> Self {
        let repeatable = !matches!(method, Method::POST | Method::PATCH);
        let expected_body = match method {
            Method::PUT | Method::DELETE => ExpectedBody::JsonOrNothing,
            _ => ExpectedBody::Json,
        };
        Self {
            method,
            route,
            body: Body::None,
            repeatable,
            signed: true,
            expected_body,
            thing: None,
        }
    }

    pub(crate) fn get(route: Route) -> Self {
        Self::new(Method::GET, route)
    }

    #[must_use]
    pub(crate) fn json(mut self, body: impl Into<Bytes>) -> Self {
        self.body = Body::Json(body.into());
        self
    }

    #[must_use]
    pub(crate) fn about(mut self, thing: impl Into<String>) -> Self {
        self.thing = Some(thing.into());
        self
    }

    #[must_use]
    pub(crate) const fn repeatable(mut self) -> Self {
        self.repeatable = true;
        self
    }

    #[must_use]
    pub(crate) const fn unsigned(mut self) -> Self {
        self.signed = false;
        self
    }

    pub(crate) fn is_write(&self) -> bool {
        !matches!(self.method, Method::GET | Method::HEAD | Method::OPTIONS)
    }

    /// Whether it leaves the tenant another one: questions that are asked by POST may be repeated, and do not.
    pub(crate) fn changes_something(&self) -> bool {
        self.is_write() && !(self.method == Method::POST && self.repeatable)
    }

    pub(crate) const fn is_token_request(&self) -> bool {
        matches!(self.body, Body::Form(_))
    }

    /// `PUT /v3/password-sync-groups/x`, as messages show it.
    pub(crate) fn line(&self) -> String {
        format!("{} {}", self.method, self.route.path())
    }
}

impl Response {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub(crate) const fn is_success(&self) -> bool {
        self.status >= 200 && self.status < 300
    }

    /// The number to quote to the vendor's support.
    pub(crate) fn request_id(&self) -> Option<&str> {
        self.header("slpt-request-id").or_else(|| self.header("x-request-id"))
    }

    /// Whether a gateway or a portal answered with a page for people.
    pub(crate) fn is_html(&self) -> bool {
        let declared = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        declared.is_some_and(|kind| kind.trim_start().to_ascii_lowercase().starts_with("text/html"))
            || self.body.trim_ascii_start().starts_with(b"<")
    }

    /// Whether the body says that it is JSON.
    pub(crate) fn is_json(&self) -> bool {
        let declared = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let kind = declared.and_then(|kind| kind.split(';').next()).unwrap_or_default();
        let kind = kind.trim().to_ascii_lowercase();
        kind == "application/json" || kind == "text/json" || kind.ends_with("+json")
    }

    /// Whether there is nothing in the body.
    pub(crate) fn is_empty(&self) -> bool {
        self.body.trim_ascii().is_empty()
    }

    /// Whether a JSON document begins here and does not end.
    pub(crate) fn is_cut(&self) -> bool {
        let body = self.body.trim_ascii();
        match (body.first(), body.last()) {
            (None, _) => true,
            (Some(b'{'), last) => last != Some(&b'}'),
            (Some(b'['), last) => last != Some(&b']') || body.len() == 1,
            _ => false,
        }
    }
}
