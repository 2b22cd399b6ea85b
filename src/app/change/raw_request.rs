//! A request that the user wrote: sent like every change, and recorded as what it is.

use crate::api::{Client, Reply, without_secrets};
use crate::app::change::record;
use crate::app::change::send::{Change, Deed};
use crate::app::change::settle;
use crate::app::session::context::Context;
use crate::app::session::interrupt::interrupted;
use crate::document;
use crate::error::Result;
use crate::history::Call;
use crate::model::{KNOWN_FIELDS, Object, SyncGroup};

/// The collection whose changes can be taken back.
const GROUPS: &str = "password-sync-groups";

/// A request that may change anything on the tenant.
pub struct Request<'a> {
    /// `POST`, `PUT`, `PATCH` or `DELETE`.
    pub method: &'a str,
    /// The path as it was typed.
    pub path: &'a str,
    /// JSON, if there is a body.
    pub body: Option<Vec<u8>>,
}

/// What the history is told.
enum Subject {
    /// A change of a group, like any other.
    Group(Change),
    /// Something else, which only its sender understands.
    Call(Call),
}

/// Sends the request, recorded before it is sent and completed after. After Ctrl-C nothing is sent any more.
pub async fn send(ctx: &Context, request: Request<'_>) -> Result<Reply<Vec<u8>>> {
    let path = without_secrets(&ctx.client().await?.typed_path(request.path)?);
    let words = format!("send `{} {path}`", request.method);
    ctx.interrupt.note(words, deliver(ctx, request, path)).await
}

async fn deliver(ctx: &Context, request: Request<'_>, path: String) -> Result<Reply<Vec<u8>>> {
    ctx.check_writable()?;
    let client = ctx.client().await?;
    // Without a history nobody asks what the group was like.
    let subject = match ctx.journal()? {
        Some(_) => Some(subject(ctx, client, &request, path).await),
        None => None,
    };
    if ctx.interrupt.pressed() {
        return Err(interrupted());
    }
    let begun = match &subject {
        Some(Subject::Group(change)) => record::begin(ctx, change, &Deed::default())?,
        Some(Subject::Call(call)) => record::begin_call(ctx, call.clone())?,
        None => None,
    };
    let Request { method, path, body } = request;
    let result = client.send_raw(method, path, &[], body).await;
    if let Some(begun) = begun {
        let ended = match subject {
            Some(Subject::Group(_)) => begun.end(&group(&result)),
            _ => begun.end_call(&result),
        };
        if let Err(error) = ended {
            // What the tenant did counts more than what is known of it later.
            ctx.out()?.warn(error.message());
        }
    }
    result
}

async fn subject(ctx: &Context, client: &Client, request: &Request<'_>, path: String) -> Subject {
    match change(ctx, client, request).await {
        Some(change) => Subject::Group(change),
        None => Subject::Call(Call {
            method: request.method.to_owned(),
            path,
            fields: request.body.as_deref().map(fields).unwrap_or_default(),
        }),
    }
}

/// The change of a group that the request is, if it is that and nothing else. A body with other keys than a group's may
/// hold anything, and is not kept.
async fn change(ctx: &Context, client: &Client, request: &Request<'_>) -> Option<Change> {
    let segments = client.typed_segments(request.path).ok()?;
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    match (request.method, segments.as_slice()) {
        ("POST", [GROUPS]) => Some(Change::Create { wanted: request.group()? }),
        ("PUT", [GROUPS, id]) => {
            let wanted = request.group()?;
            Some(Change::Update { before: settle::by_id(ctx, id).await.ok()??, wanted })
        }
        ("DELETE", [GROUPS, id]) => {
            Some(Change::Delete { before: settle::by_id(ctx, id).await.ok()?? })
        }
        _ => None,
    }
}

impl Request<'_> {
    fn group(&self) -> Option<SyncGroup> {
        let object: Object = serde_json::from_slice(self.body.as_deref()?).ok()?;
        let known = object.keys().all(|key| KNOWN_FIELDS.contains(&key.as_str()));
        known.then(|| SyncGroup::new(object))
    }
}

/// The keys of a body, or of the objects in it, each once; never what they hold.
fn fields(body: &[u8]) -> Vec<String> {
    let Ok(body) = serde_json::from_slice::<serde_json::Value>(body) else { return Vec::new() };
    let objects = match &body {
        serde_json::Value::Array(items) => {
            items.iter().filter_map(|item| item.as_object()).collect()
        }
        body => body.as_object().into_iter().collect::<Vec<_>>(),
    };
    let mut fields: Vec<String> = Vec::new();
    for key in objects.into_iter().flat_map(Object::keys) {
        if !fields.contains(key) {
            fields.push(key.clone());
        }
    }
    fields
}

/// The group in the reply to a change of one.
fn group(result: &Result<Reply<Vec<u8>>>) -> Result<Reply<Option<SyncGroup>>> {
    let reply = result.as_ref().map_err(Clone::clone)?;
    let body = serde_json::from_slice(&reply.body).ok().map(SyncGroup::new);
    Ok(Reply { body, status: reply.status, headers: reply.headers.clone() })
}

/// Whether an argument is a body that was typed, and may hold anything.
pub fn is_body(argument: &str) -> bool {
    let text = argument.trim_start();
    text.starts_with('{')
        || text.starts_with('[')
            && document::parse(text, "body", document::Syntax::Either).is_ok_and(|node| {
                node.items().is_some_and(|items| items.iter().any(|item| item.entries().is_some()))
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_body_only_its_keys_are_told() {
        assert_eq!(
            fields(br#"{"name": "x", "password": {"new": "hunter2"}}"#),
            ["name", "password"]
        );
        assert_eq!(
            fields(br#"[{"op": "add", "path": "/a"}, {"op": "test", "value": 1}, 2]"#),
            ["op", "path", "value"]
        );
        assert!(fields(b"\"text\"").is_empty() && fields(b"no json").is_empty());
    }

    #[test]
    fn a_body_of_other_keys_is_no_group() {
        let group = |body: &str| {
            Request { method: "POST", path: "x", body: Some(body.into()) }.group().is_some()
        };
        assert!(group(r#"{"name": "a", "sourceIds": []}"#));
        assert!(!group(r#"{"name": "a", "password": "hunter2"}"#));
        assert!(!group("[]"));
    }

    #[test]
    fn a_typed_body_is_told_from_a_name() {
        for body in [r#"{"a": 1}"#, " {", "{a: b}", r#"[{"op": "add"}]"#, "[{a: b}]"] {
            assert!(is_body(body), "{body}");
        }
        for name in ["[test] group", "[a]", "body.json", "-", "a {b}"] {
            assert!(!is_body(name), "{name}");
        }
    }
}
