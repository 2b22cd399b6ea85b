//! What the tests of this module share.

use hyper::body::Bytes;
use hyper::{HeaderMap, Method};
use serde_json::Value;

use super::options::Options;
use super::reply::Reply;
use super::request::Request;
use super::seed::Seed;
use super::store::Store;
use super::tenant::{Outcome, Tenant};

/// A request without headers.
pub(super) fn request(method: Method, target: &str, body: &str) -> Request {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Request {
        method,
        path: path.into(),
        query: query.into(),
        headers: HeaderMap::new(),
        body: Bytes::copy_from_slice(body.as_bytes()),
    }
}

pub(super) fn get(target: &str) -> Request {
    request(Method::GET, target, "")
}

pub(super) fn post(target: &str, content_type: &str, body: &str) -> Request {
    let mut request = request(Method::POST, target, body);
    if !content_type.is_empty() {
        request.headers.insert("content-type", content_type.parse().unwrap());
    }
    request
}

/// A tenant in a directory of its own, and a client that has signed in.
pub(super) struct TestTenant {
    pub(super) tenant: Tenant,
    pub(super) store: Store,
    pub(super) token: String,
    _place: tempfile::TempDir,
}

impl TestTenant {
    pub(super) fn new() -> Self {
        Self::with(&Seed::default(), Options::default())
    }

    pub(super) fn with(seed: &Seed, options: Options) -> Self {
        let place = tempfile::tempdir().unwrap();
        let store = Store::open_seeded(&place.path().join("tenant.db"), seed).unwrap();
        let tenant = Tenant::new(store.clone(), options);
        let token = sign_in(&tenant, &store.credentials().unwrap());
        Self { tenant, store, token, _place: place }
    }

    /// A signed-in exchange.
    pub(super) fn send(&self, method: Method, target: &str, body: &str) -> (u16, Value, Reply) {
        let reply = self.answer(&self.signed(request(method, target, body)));
        let value = serde_json::from_str(&reply.body).unwrap_or_default();
        (reply.status, value, reply)
    }

    pub(super) fn get(&self, target: &str) -> Value {
        let (status, value, _) = self.send(Method::GET, target, "");
        assert_eq!(status, 200, "{target}: {value}");
        value
    }

    pub(super) fn signed(&self, mut request: Request) -> Request {
        request.headers.insert("authorization", format!("Bearer {}", self.token).parse().unwrap());
        request.headers.insert("x-sailpoint-experimental", "true".parse().unwrap());
        request
    }

    pub(super) fn answer(&self, request: &Request) -> Reply {
        match self.tenant.answer(request) {
            Outcome::Reply(reply) => reply,
            other => panic!("no reply: {other:?}"),
        }
    }
}

/// A token for an API client.
pub(super) fn sign_in(tenant: &Tenant, (id, secret): &(String, String)) -> String {
    let body = format!("grant_type=client_credentials&client_id={id}&client_secret={secret}");
    let request = post("/oauth/token", "application/x-www-form-urlencoded", &body);
    let Outcome::Reply(reply) = tenant.answer(&request) else { panic!("no reply") };
    let body: Value = serde_json::from_str(&reply.body).unwrap();
    body["access_token"].as_str().unwrap_or_else(|| panic!("{body}")).to_owned()
}
