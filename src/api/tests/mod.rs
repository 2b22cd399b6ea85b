//! The client against a scripted tenant: what it sends, how often, how long it waits, what it makes of the responses.

mod lists;
mod retries;
mod tokens;
mod tracing;
mod transport;

use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::scripted_tenant::{PATIENCE, Tenant};
use super::transport::Clock;
use super::*;
use crate::model::{Id, Object};

/// Notes what it is told, and how long the client meant to wait.
#[derive(Default)]
pub(crate) struct Notes {
    lines: Mutex<Vec<String>>,
    news: Mutex<Vec<String>>,
    warnings: Mutex<Vec<String>>,
    pauses: Mutex<Vec<Duration>>,
}

impl Notes {
    fn lines(&self) -> String {
        self.lines.lock().unwrap().join("\n")
    }

    fn news(&self) -> Vec<String> {
        self.news.lock().unwrap().clone()
    }

    fn warnings(&self) -> Vec<String> {
        self.warnings.lock().unwrap().clone()
    }

    fn pauses(&self) -> Vec<Duration> {
        self.pauses.lock().unwrap().clone()
    }
}

impl Trace for Notes {
    fn line(&self, text: &str) {
        self.lines.lock().unwrap().push(text.to_owned());
    }

    fn news(&self, text: &str) {
        self.news.lock().unwrap().push(text.to_owned());
    }

    fn warn(&self, text: &str) {
        self.warnings.lock().unwrap().push(text.to_owned());
    }
}

/// Pauses that take no time.
struct Noted(Arc<Notes>);

impl Clock for Noted {
    fn sleep(&self, pause: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        self.0.pauses.lock().unwrap().push(pause);
        Box::pin(std::future::ready(()))
    }
}

const SECRET: &str = "5ecre7-5ecre7-5ecre7";

fn token() -> Credentials {
    Credentials::Token(Zeroizing::new("given-token".into()))
}

fn pat() -> Credentials {
    let secret = || Ok(Zeroizing::new(SECRET.to_owned()));
    Credentials::Client {
        id: "client-1".into(),
        secret: Box::new(secret),
        renewal: "syncgroup login".into(),
    }
}

/// A client of the tenant, changed as the test wants, and its notes.
fn client_with(
    tenant: &Tenant,
    credentials: Credentials,
    change: impl FnOnce(&mut Settings),
) -> (Client, Arc<Notes>) {
    let notes = Arc::new(Notes::default());
    let mut settings = Settings::new(tenant.base(), credentials);
    settings.rate_limit = None;
    settings.timeout = PATIENCE;
    settings.connect_timeout = PATIENCE;
    settings.trace = Arc::clone(&notes) as Arc<dyn Trace>;
    change(&mut settings);
    let client = Client::with_clock(settings, Box::new(Noted(Arc::clone(&notes)))).unwrap();
    (client, notes)
}

fn client(tenant: &Tenant) -> (Client, Arc<Notes>) {
    client_with(tenant, token(), |_| {})
}

fn id() -> Id {
    Id::new("g1").unwrap()
}

fn object(value: Value) -> Object {
    match value {
        Value::Object(object) => object,
        _ => panic!("no object"),
    }
}

fn group() -> Value {
    json!({"id": "g1", "name": "Group 1", "sourceIds": ["a", "b"], "modified": null})
}
