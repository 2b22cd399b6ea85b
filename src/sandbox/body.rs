//! Reading the JSON body of a request, field by field.

use serde_json::{Map, Value};

use super::reply::{ILLEGAL, MISSING, Refused, SYNTAX};
use super::request::Request;

/// One reason to refuse a body: a detail code and a sentence.
pub(super) type Finding = (&'static str, String);

/// Refuses a request for all of the findings; the first one gives the detail code.
pub(super) fn refuse(findings: Vec<Finding>) -> Result<(), Refused> {
    match findings.first() {
        None => Ok(()),
        Some(&(code, _)) => {
            let reasons = findings.into_iter().map(|(_, reason)| reason).collect();
            Err(Refused::Request { status: 400, code: code.into(), reasons })
        }
    }
}

/// The JSON object that is the body of a request.
pub(super) fn object(request: &Request) -> Result<Map<String, Value>, Refused> {
    let media = request.media_type();
    if !media.is_empty() && media != "application/json" && !media.ends_with("+json") {
        let text = format!("The media type \"{media}\" is not supported.");
        return Err(Refused::request(415, "415 Unsupported media type", text));
    }
    match serde_json::from_slice(&request.body) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(Refused::illegal("The body must be an object.")),
        Err(error) => {
            Err(Refused::request(400, SYNTAX, format!("The body is not valid JSON: {error}")))
        }
    }
}

/// A field that must not be null or empty. A name may be empty here: its rules are checked with the others.
pub(super) fn required(
    value: Option<Value>,
    key: &str,
    findings: &mut Vec<Finding>,
) -> Option<Value> {
    let empty = |value: &Value| value.is_null() || (value == "" && key != "name");
    let value = value.filter(|value| !empty(value));
    if value.is_none() {
        findings.push((MISSING, format!("Required data \"{key}\" was missing or empty.")));
    }
    value
}

/// The value of a field that must be a string.
pub(super) fn text(value: Option<Value>, key: &str, findings: &mut Vec<Finding>) -> String {
    match value {
        Some(Value::String(text)) => return text,
        Some(_) => findings.push((ILLEGAL, format!("The value of \"{key}\" must be a string."))),
        None => {}
    }
    String::new()
}

/// The values of a field that must be an array of strings, each once.
pub(super) fn texts(value: Option<Value>, key: &str, findings: &mut Vec<Finding>) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    let texts = match value {
        None => return Vec::new(),
        Some(Value::Array(items)) => items
            .into_iter()
            .map(|item| if let Value::String(text) = item { Some(text) } else { None })
            .collect(),
        Some(_) => None,
    };
    let Some(texts): Option<Vec<String>> = texts else {
        findings.push((ILLEGAL, format!("The value of \"{key}\" must be an array of strings.")));
        return Vec::new();
    };
    texts.into_iter().filter(|text| seen.insert(text.clone())).collect()
}
