//! What is said about a request while it runs: events, each one line.

use std::rc::Rc;

use serde_json::{Map, Value, json};

use crate::app::batch::outbox::Outbox;
use crate::output::ascii_line;

tokio::task_local! {
    /// Who hears the events of the request that runs.
    static SINK: Sink;
}

/// The place of one request's events.
#[derive(Clone)]
pub struct Sink {
    outbox: Rc<Outbox>,
    number: u64,
    id: Value,
}

/// The keys of an event besides `id` and `event`.
pub type Keys = Map<String, Value>;

impl Sink {
    /// The next place, for the request of this ID.
    pub fn enter(outbox: &Rc<Outbox>, id: Value) -> Self {
        Self { outbox: Rc::clone(outbox), number: outbox.enter(), id }
    }

    /// Says something.
    pub fn say(&self, event: &str, keys: Keys) {
        let mut object = Map::new();
        object.insert("id".into(), self.id.clone());
        object.insert("event".into(), event.into());
        object.extend(keys);
        self.outbox.add(self.number, ascii_line(&Value::Object(object)));
    }

    /// Nothing more will be said.
    pub fn end(&self) {
        self.outbox.end(self.number);
    }

    /// Does the work of the request; what is said meanwhile is said of it.
    pub async fn scope<T>(&self, work: impl Future<Output = T>) -> T {
        SINK.scope(self.clone(), work).await
    }
}

/// Says something of the request that runs. What nobody asked for is not said.
pub fn say(event: &str, keys: Keys) {
    let _ = SINK.try_with(|sink| sink.say(event, keys));
}

/// One of the objects that were asked for.
pub fn object(object: Value) {
    say("object", keys([("object", object)]));
}

/// Status and headers of a response of the tenant.
pub fn response(status: u16, headers: &[(String, String)]) {
    say("response", keys([("status", status.into()), ("headers", headers_of(headers))]));
}

/// Something that is worth knowing and does not stand in the way.
pub fn warning(text: &str) {
    say("warning", keys([("message", text.into())]));
}

/// How far work of several steps has come.
pub fn progress(done: usize, total: usize) {
    say("progress", keys([("done", done.into()), ("total", total.into())]));
}

/// Keys with their values.
pub fn keys<const N: usize>(pairs: [(&str, Value); N]) -> Keys {
    pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}

/// Each header once, with all its values.
pub fn headers_of(headers: &[(String, String)]) -> Value {
    let mut object = Map::new();
    for (name, value) in headers {
        let values = object.entry(name.as_str()).or_insert_with(|| json!([]));
        if let Value::Array(values) = values {
            values.push(value.as_str().into());
        }
    }
    Value::Object(object)
}
