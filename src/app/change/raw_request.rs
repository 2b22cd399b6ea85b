//! A request that the user wrote: sent like every change, and recorded as what it is.

use jiff::Timestamp;

use crate::api::{Client, Reply, without_secrets};
use crate::app::change::Change;
use crate::app::change::deny;
use crate::app::change::perform::Links;
use crate::app::change::record;
use crate::app::change::report::Report;
use crate::app::change::send::recorded;
use crate::app::change::settle::{self, Attempt};
use crate::app::session::context::Context;
use crate::document;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::history::{Call, End};
use crate::model::{KNOWN_FIELDS, Object, SyncGroup};

/// The collection whose changes can be undone.
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
pub async fn send(
    ctx: &Context,
    report: &impl Report,
    request: Request<'_>,
) -> Result<Reply<Vec<u8>>> {
    ctx.check_writable()?;
    let client = ctx.client().await?;
    check_denied(ctx, &request).await?;
    let path = without_secrets(&client.typed_path(request.path)?);
    // Without a history nobody asks what the group was like, unless the outcome is in doubt.
    let subject = match ctx.journal()? {
        Some(_) => subject(ctx, client, report, &request, path.clone()).await,
        None => Subject::Call(request.call(path.clone())),
    };
    let beginning = || match &subject {
        Subject::Group(change) => record::beginning(ctx, change, &Links::default(), None),
        Subject::Call(call) => record::beginning_of_call(ctx, call.clone()),
    };
    let what = format!("send `{} {path}`", request.method);
    let send = async |number| {
        let at = Timestamp::now();
        let result = client.send_raw(request.method, request.path, &[], request.body.clone()).await;
        match &subject {
            Subject::Group(change) => {
                let attempt = Attempt { change, at, same_name: None, number };
                group_answered(ctx, report, &attempt, result).await
            }
            Subject::Call(_) => request.answered(client, report, result).await,
        }
    };
    let (reply, _) = ctx.interrupt.note(what, recorded(ctx, report, beginning, send)).await?;
    Ok(reply)
}

/// The answer to a change of a group, with the group as it is then.
async fn group_answered(
    ctx: &Context,
    report: &impl Report,
    attempt: &Attempt<'_>,
    result: Result<Reply<Vec<u8>>>,
) -> (Result<Reply<Vec<u8>>>, End) {
    let raw = match result {
        Ok(raw) => raw,
        Err(error) => {
            let (result, end) = Box::pin(settle::answered(ctx, report, attempt, Err(error))).await;
            let body = |group: Option<SyncGroup>| {
                group.map(|group| serde_json::Value::from(group.into_object()).to_string())
            };
            let raw = |reply: Reply<_>| reply.map(|group| body(group).unwrap_or_default().into());
            return (result.map(raw), end);
        }
    };
    let group = match (attempt.change, serde_json::from_slice(&raw.body)) {
        (Change::Create { .. } | Change::Update { .. }, Ok(object)) => Some(SyncGroup::new(object)),
        // An update without a body in its answer is read back for the record.
        (Change::Update { before, .. }, Err(_)) => {
            settle::by_id(ctx, before.id()).await.ok().flatten()
        }
        (Change::Create { .. } | Change::Delete { .. }, _) => None,
    };
    let end = record::done(&raw.headers, group);
    (Ok(raw), end)
}

/// Refuses a change of a group that does what `--deny` names, in a dry run too.
pub async fn check_denied(ctx: &Context, request: &Request<'_>) -> Result<()> {
    if ctx.denied()?.is_empty() {
        return Ok(());
    }
    match change(ctx, ctx.client().await?, request).await {
        Ok(Some(change)) => deny::check_change(ctx, &change).await,
        _ => Ok(()),
    }
}

async fn subject(
    ctx: &Context,
    client: &Client,
    report: &impl Report,
    request: &Request<'_>,
    path: String,
) -> Subject {
    match change(ctx, client, request).await {
        Ok(Some(change)) => Subject::Group(change),
        Ok(None) => Subject::Call(request.call(path)),
        Err(error) => {
            report.warning(&format!(
                "the group could not be read before the request, which `undo` cannot take back: {}",
                error.message()
            ));
            Subject::Call(request.call(path))
        }
    }
}

/// The change of a group that the request is, if it is that and nothing else. A body with other keys than a group's may
/// hold anything, and is not kept.
async fn change(ctx: &Context, client: &Client, request: &Request<'_>) -> Result<Option<Change>> {
    let Ok(segments) = client.typed_segments(request.path) else { return Ok(None) };
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    Ok(match (request.method, segments.as_slice()) {
        ("POST", [GROUPS]) => request.group().map(|wanted| Change::Create { wanted }),
        ("PUT", [GROUPS, id]) => match request.group() {
            Some(wanted) => {
                settle::by_id(ctx, id).await?.map(|before| Change::Update { before, wanted })
            }
            None => None,
        },
        ("DELETE", [GROUPS, id]) => {
            settle::by_id(ctx, id).await?.map(|before| Change::Delete { before })
        }
        _ => None,
    })
}

impl Request<'_> {
    fn call(&self, path: String) -> Call {
        let fields = self.body.as_deref().map(fields).unwrap_or_default();
        Call { method: self.method.to_owned(), path, fields }
    }

    /// The answer to a request that is not a change of a group. What a body holds is not recorded, and a tenant may
    /// repeat it in its refusal.
    async fn answered(
        &self,
        client: &Client,
        report: &impl Report,
        result: Result<Reply<Vec<u8>>>,
    ) -> (Result<Reply<Vec<u8>>>, End) {
        let result = match result {
            Err(error) if error.is_in_doubt() => self.find_out(client, report, error).await,
            result => result,
        };
        let end = match &result {
            Ok(reply) => record::done(&reply.headers, None),
            Err(error) => {
                let end = record::failed(record::outcome(error), error);
                match error.status() {
                    Some(status) => End { message: Some(format!("HTTP {status}")), ..end },
                    None => end,
                }
            }
        };
        (result, end)
    }

    /// The request may have taken effect: reads what its path names. A PUT has where everything that it sent is there,
    /// a DELETE where nothing is.
    async fn find_out(
        &self,
        client: &Client,
        report: &impl Report,
        error: Error,
    ) -> Result<Reply<Vec<u8>>> {
        let found = match (self.method, error.status()) {
            ("DELETE", Some(404)) => None,
            ("PUT" | "DELETE", _) => Some(client.send_raw("GET", self.path, &[], None).await),
            _ => return Err(error),
        };
        let body = match (self.method, found) {
            ("DELETE", None) => Some(Vec::new()),
            ("DELETE", Some(Err(gone))) if gone.status() == Some(404) => Some(Vec::new()),
            ("PUT", Some(Ok(now))) if self.is_contained_in(&now.body) => Some(now.body),
            _ => None,
        };
        let line = format!("{} {}", self.method, without_secrets(self.path));
        let Some(body) = body else {
            let message = format!("whether `{line}` took effect is unknown: {}", error.message());
            let unknown =
                Error::new(Code::Refused, message).kind(ErrorKind::OutcomeUnknown).in_doubt();
            let unknown = match error.answer() {
                Some(answer) => unknown.refusal(answer.clone()),
                None => unknown,
            };
            return Err(unknown
                .cause("what its path names is not as the request would have left it")
                .hint("the same request is safe to repeat"));
        };
        report.warning(&format!(
            "the tenant did not answer as expected ({}), but `{line}` took effect",
            error.message()
        ));
        let status = if body.is_empty() { 204 } else { 200 };
        Ok(Reply { body, status, headers: Vec::new() })
    }

    /// Whether an object has every field that was sent.
    fn is_contained_in(&self, now: &[u8]) -> bool {
        let object = |bytes: &[u8]| serde_json::from_slice::<Object>(bytes).ok();
        match (self.body.as_deref().and_then(object), object(now)) {
            (Some(sent), Some(now)) => sent.iter().all(|(key, value)| now.get(key) == Some(value)),
            _ => false,
        }
    }

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
