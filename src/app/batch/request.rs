//! A request as its line gives it, checked against the table of operations.

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::app::batch::operation::{Key, OPERATIONS, Operation, Takes};
use crate::app::batch::order::Access;
use crate::app::lookup::find::Reference;
use crate::error::{Error, Result};
use crate::model::ApiVersion;
use crate::suggest::nearest;

/// A path style, as a request names it.
fn api_version(text: &str) -> Result<ApiVersion> {
    text.parse().map_err(|reason| Error::usage(format!("`apiVersion` {reason}")))
}

/// One request.
#[derive(Debug)]
pub struct Request {
    pub operation: &'static Operation,
    pub access: Access,
    keys: Map<String, Value>,
    /// The group, or the body of any request, as it was written.
    pub group: Option<Box<RawValue>>,
    pub version: Option<ApiVersion>,
    /// The group that is meant.
    pub reference: Option<Reference>,
}

/// A line that is a request, or why it is none; with the ID that the answer has.
pub struct Read {
    pub id: Value,
    pub request: Result<Request>,
}

/// Reads a line. `None` for a blank one.
pub fn read(line: &[u8]) -> Option<Read> {
    let wrong = |error: Error| Some(Read { id: Value::Null, request: Err(error) });
    let Ok(text) = std::str::from_utf8(line) else {
        return wrong(Error::usage("the request is not UTF-8"));
    };
    if text.trim().is_empty() {
        return None;
    }
    let entries: std::collections::BTreeMap<String, Box<RawValue>> =
        match serde_json::from_str(text) {
            Ok(entries) => entries,
            Err(_) if serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok() => {
                return wrong(Error::usage("a request is a JSON object"));
            }
            Err(error) => {
                return wrong(Error::usage("the request is not JSON").cause(error.to_string()));
            }
        };
    let mut keys = Map::new();
    let (mut group, mut text) = (None, "group");
    for (key, raw) in entries {
        if matches!(key.as_str(), "group" | "body") && raw.get() != "null" {
            text = if key == "group" { "group" } else { "body" };
            group = Some(raw);
        } else if let Ok(value) = serde_json::from_str::<Value>(raw.get())
            && !value.is_null()
        {
            keys.insert(key, value);
        }
    }
    let id = keys.remove("id").unwrap_or_default();
    let valid = id.is_string() || id.is_number();
    let request = request(keys, group, text).and_then(|request| match id {
        _ if valid => Ok(request),
        Value::Null if matches!(request.operation.name, "end" | "stop") => Ok(request),
        Value::Null => Err(Error::usage("a request needs an `id`")),
        _ => Err(Error::usage("`id` must be a string or a number")),
    });
    Some(Read { id: if valid { id } else { Value::Null }, request })
}

/// Checks the keys; `written` is the key of what was kept as it was written.
fn request(
    mut keys: Map<String, Value>,
    group: Option<Box<RawValue>>,
    written: &'static str,
) -> Result<Request> {
    let operation = operation(keys.remove("do"))?;
    for key in keys.keys().map(String::as_str).chain(group.iter().map(|_| written)) {
        if !operation.all_keys().any(|Key(known, ..)| *known == key) {
            return Err(unknown_key(key, operation));
        }
    }
    for key in operation.required {
        if !(keys.contains_key(*key) || *key == written && group.is_some()) {
            return Err(Error::usage(format!("`{}` needs `{key}`", operation.name)));
        }
    }
    for Key(key, takes, _) in operation.all_keys() {
        keys.get(*key).map_or(Ok(()), |value| check(key, *takes, value))?;
    }
    let text = |key: &str| keys.get(key).and_then(Value::as_str);
    let version = text("apiVersion").map(api_version).transpose()?;
    let reference = text("ref").map(Reference::parse).transpose()?;
    let dry = keys.get("dryRun").and_then(Value::as_bool).unwrap_or_default();
    if dry && keys.contains_key("token") {
        return Err(Error::usage("a dry run takes no `token`: it gives one"));
    }
    if dry && operation.name == "api" {
        return Err(Error::usage("`api` has no dry run: its request is sent as it is"));
    }
    let reads = operation.name == "api" && text("method") == Some("GET");
    let single = operation.name == "get" && !keys.contains_key("include");
    let access = match (operation.writes && !dry && !reads, single) {
        (true, _) => Access::Writes,
        (false, true) => Access::Gets,
        (false, false) => Access::Reads,
    };
    Ok(Request { operation, access, keys, group, version, reference })
}

fn operation(word: Option<Value>) -> Result<&'static Operation> {
    let names = || OPERATIONS.iter().map(|operation| operation.name);
    let list = || names().collect::<Vec<_>>().join(", ");
    match word {
        Some(Value::String(name)) => {
            let found = OPERATIONS.iter().find(|operation| operation.name == name);
            found.ok_or_else(|| {
                let error = Error::usage(format!("unknown operation `{name}`"));
                match nearest(&name, names()) {
                    Some(near) => error.hint(format!("did you mean `{near}`?")),
                    None => error.hint(format!("the operations are {}", list())),
                }
            })
        }
        Some(_) => Err(Error::usage("`do` must be a string")),
        None => {
            Err(Error::usage("a request needs `do`").hint(format!("the operations are {}", list())))
        }
    }
}

fn unknown_key(key: &str, operation: &Operation) -> Error {
    let keys = || operation.all_keys().map(|Key(key, ..)| *key);
    let error = Error::usage(format!("`{}` has no key `{key}`", operation.name));
    match nearest(key, keys()) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint(format!("it has {}", keys().collect::<Vec<_>>().join(", "))),
    }
}

/// Refuses a value of another kind.
fn check(key: &str, takes: Takes, value: &Value) -> Result<()> {
    let (fits, wanted) = match takes {
        Takes::Text => (value.is_string(), "a string"),
        Takes::Flag => (value.is_boolean(), "true or false"),
        Takes::Count => (value.is_u64(), "a whole number"),
        Takes::Group | Takes::Json => (true, "an object"),
        Takes::Texts => (
            value.as_array().is_some_and(|texts| texts.iter().all(Value::is_string)),
            "an array of strings",
        ),
    };
    if fits { Ok(()) } else { Err(Error::usage(format!("`{key}` must be {wanted}"))) }
}

impl Request {
    /// Whether a flag is set.
    pub fn is(&self, key: &str) -> bool {
        self.keys.get(key).and_then(Value::as_bool).unwrap_or_default()
    }

    /// A text.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.keys.get(key).and_then(Value::as_str)
    }

    /// A number.
    pub fn count(&self, key: &str) -> Option<u64> {
        self.keys.get(key).and_then(Value::as_u64)
    }

    /// Several texts.
    pub fn texts(&self, key: &str) -> impl Iterator<Item = &str> {
        self.keys.get(key).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fails(line: &str) -> (Value, String) {
        let Read { id, request } = read(line.as_bytes()).unwrap();
        let error = request.unwrap_err();
        let hint = error.hint_texts().into_iter().next();
        (id, hint.map_or(error.to_string(), |hint| format!("{error}; {hint}")))
    }

    #[test]
    fn what_is_wrong_with_a_request_is_said_with_its_id() {
        for (line, id, message) in [
            ("[1]", Value::Null, "a request is a JSON object"),
            ("3", Value::Null, "a request is a JSON object"),
            ("{\"id\":1", Value::Null, "the request is not JSON"),
            (r#"{"id":1,"do":"lst"}"#, 1.into(), "unknown operation `lst`; did you mean `list`?"),
            (r#"{"id":"a","do":"get"}"#, "a".into(), "`get` needs `ref`"),
            (
                r#"{"id":1,"do":"list","limt":1}"#,
                1.into(),
                "`list` has no key `limt`; did you mean `limit`?",
            ),
            (r#"{"id":1,"do":"list","limit":"1"}"#, 1.into(), "`limit` must be a whole number"),
            (r#"{"id":1,"do":"list","limit":-1}"#, 1.into(), "`limit` must be a whole number"),
            (r#"{"id":1,"do":"get","ref":".."}"#, 1.into(), "`..`: "),
            (r#"{"id":{},"do":"list"}"#, Value::Null, "`id` must be a string or a number"),
            (r#"{"do":"list"}"#, Value::Null, "a request needs an `id`"),
            (
                r#"{"id":1,"do":"remove","ref":"a","dryRun":true,"token":"x"}"#,
                1.into(),
                "a dry run",
            ),
        ] {
            let (read, text) = fails(line);
            assert_eq!(read, id, "{line}");
            assert!(text.starts_with(message), "{line}: {text}");
        }
        assert_eq!(fails_bytes(b"{\"id\":1,\"do\":\"\xff\"}"), "the request is not UTF-8");
    }

    fn fails_bytes(line: &[u8]) -> String {
        read(line).unwrap().request.unwrap_err().to_string()
    }

    #[test]
    fn a_blank_line_is_none_and_null_is_no_value() {
        assert!(read(b" \r").is_none());
        let line = r#"{"id":1,"do":"remove","ref":"a","token":null,"dryRun":true}"#;
        let request = read(line.as_bytes()).unwrap().request.unwrap();
        assert_eq!((request.access, request.is("dryRun")), (Access::Reads, true));
        assert!(read(br#"{"do":"end"}"#).unwrap().request.is_ok());
    }
}
