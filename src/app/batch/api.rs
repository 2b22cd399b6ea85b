//! Any request to the tenant, sent as it was written.

use serde_json::Value;

use crate::app::batch::event::{self, Keys, keys};
use crate::app::batch::listener::Events;
use crate::app::batch::memory::Memory;
use crate::app::batch::read::include;
use crate::app::batch::request::Request;
use crate::app::change::raw_request;
use crate::app::session::context::Context;
use crate::error::{Error, Result};
use crate::number;

const METHODS: [&str; 5] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/// Sends the request and says what came back: each element of an array is an object of its own.
pub async fn api(ctx: &Context, memory: &Memory, request: &Request) -> Result<Keys> {
    let method = request.text("method").unwrap_or_default();
    let path = request.text("path").unwrap_or_default();
    if !METHODS.contains(&method) {
        let message = format!("`method` must be one of {}", METHODS.join(", "));
        return Err(Error::usage(message));
    }
    let body = request.group.as_ref().map(|body| body.get().as_bytes().to_vec());
    let (reply, done) = if method == "GET" {
        if body.is_some() {
            return Err(Error::usage("a GET has no `body`"));
        }
        (ctx.client().await?.send_raw(method, path, &[], None).await?, Keys::new())
    } else {
        let sent = raw_request::send(ctx, &Events, raw_request::Request { method, path, body });
        let sent = sent.await;
        // What the request has changed is read again.
        drop(memory.renew());
        (sent?, keys([("outcome", "done".into())]))
    };
    include(request, &reply);
    let text = String::from_utf8_lossy(&reply.body);
    if !text.trim().is_empty() {
        match number::value(&text).unwrap_or_else(|_| Value::from(text.as_ref())) {
            Value::Array(items) => items.into_iter().for_each(event::object),
            value => event::object(value),
        }
    }
    Ok(done)
}
