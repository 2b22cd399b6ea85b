//! The JSON Schema of requests and events, from the same table that the reader of requests goes by.

use serde_json::{Map, Value, json};

use crate::app::batch::operation::{Key, OPERATIONS, Operation, PROTOCOL, Takes};

/// The events, each with what it is, the keys that it always has, and those that it may have.
const EVENTS: &[(&str, &str, &[&str], &[&str])] = &[
    (
        "ready",
        "Requests may come; the only event without `id`",
        &["protocol", "version", "profile", "host", "operations"],
        &[],
    ),
    ("object", "A group, source, policy or finding", &["object"], &[]),
    ("response", "A response of the tenant, with `include`", &["status", "headers"], &[]),
    (
        "consequence",
        "What a change does to a source",
        &["kind", "group", "message"],
        &["source", "policy", "insteadOf", "weakerIn", "applications", "movesTo"],
    ),
    ("plan", "What a dry run would send", &["method", "path", "before", "after"], &["body"]),
    ("warning", "Something that does not stand in the way", &["message"], &[]),
    ("progress", "How far work of several steps has come", &["done", "total"], &[]),
    ("request", "A request to the tenant, with `-v`", &["message"], &[]),
    (
        "done",
        "The request is done",
        &[],
        &["total", "matches", "passed", "unverified", "outcome", "record", "token"],
    ),
    (
        "error",
        "The request is not done, or nobody knows",
        &["code", "exitCode", "message", "causes", "hints"],
        &[
            "outcome",
            "response",
            "retryAfter",
            "detailCode",
            "trackingId",
            "file",
            "line",
            "column",
        ],
    ),
];

/// The schema as indented text: a line is one request or one event.
pub fn schema() -> String {
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("Lines of `syncgroup batch`, protocol {PROTOCOL}"),
        "description": "A line on stdin is a request, a line on stdout an event. Ignore events and keys that are not \
                        described here: later versions may have more.",
        "oneOf": [{"$ref": "#/$defs/request"}, {"$ref": "#/$defs/event"}],
        "$defs": {
            "request": {"oneOf": OPERATIONS.iter().map(request).collect::<Vec<_>>()},
            "event": {"oneOf": EVENTS.iter().map(event).collect::<Vec<_>>()},
            "id": {"type": ["string", "number"]},
        },
    });
    format!("{schema:#}\n")
}

fn request(operation: &Operation) -> Value {
    let ends = matches!(operation.name, "end" | "stop");
    let mut properties = Map::new();
    properties.insert("id".into(), json!({"$ref": "#/$defs/id"}));
    properties.insert("do".into(), json!({"const": operation.name}));
    for Key(key, takes, about) in operation.all_keys() {
        let mut property = takes_type(*takes);
        property["description"] = (*about).into();
        properties.insert((*key).to_owned(), property);
    }
    let mut required = if ends { vec!["do"] } else { vec!["id", "do"] };
    required.extend(operation.required);
    json!({
        "description": operation.about,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn takes_type(takes: Takes) -> Value {
    match takes {
        Takes::Text => json!({"type": ["string", "null"]}),
        Takes::Flag => json!({"type": ["boolean", "null"]}),
        Takes::Count => json!({"type": ["integer", "null"], "minimum": 0}),
        Takes::Json => json!({}),
        Takes::Group => json!({"type": "object"}),
        Takes::Texts => json!({"type": ["array", "null"], "items": {"type": "string"}}),
    }
}

fn event((name, about, always, perhaps): &(&str, &str, &[&str], &[&str])) -> Value {
    let mut properties = Map::new();
    let mut required = vec!["event"];
    if *name != "ready" {
        properties.insert("id".into(), json!({"type": ["string", "number", "null"]}));
        required.push("id");
    }
    properties.insert("event".into(), json!({"const": name}));
    for key in always.iter().chain(*perhaps) {
        properties.insert((*key).to_owned(), event_type(key));
    }
    required.extend(*always);
    json!({
        "description": about,
        "type": "object",
        "properties": properties,
        "required": required,
    })
}

fn event_type(key: &str) -> Value {
    let texts = json!({"type": "array", "items": {"type": "string"}});
    let named = json!({"type": ["object", "null"], "properties": {
        "id": {"type": "string"}, "name": {"type": "string"},
    }});
    match key {
        "protocol" | "status" | "exitCode" => json!({"type": "integer"}),
        "done" | "total" | "matches" | "unverified" | "record" | "line" | "column" => {
            json!({"type": ["integer", "null"]})
        }
        "retryAfter" => json!({"type": "number"}),
        "passed" => json!({"type": "boolean"}),
        "operations" | "causes" | "applications" | "weakerIn" => texts,
        "headers" => json!({"type": "object", "additionalProperties": texts}),
        "group" | "source" | "policy" | "movesTo" => named,
        "insteadOf" => json!({"type": "array", "items": named}),
        "object" | "response" | "body" => json!({}),
        "before" | "after" => json!({"type": ["object", "null"]}),
        "hints" => json!({"type": "array", "items": {"type": "object", "properties": {
            "arguments": texts, "text": {"type": "string"},
        }}}),
        "outcome" => json!({"enum": ["done", "unchanged", "unknown"]}),
        _ => json!({"type": "string"}),
    }
}
