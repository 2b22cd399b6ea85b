//! The groups that a command is about: its arguments, or what stdin lists.

use serde_json::Value;

use crate::app::lookup::find::Reference;
use crate::document;
use crate::error::{Error, Result};
use crate::manifest::body;

/// What was named, in order and without doubles, and whether the answer is an array.
#[derive(Debug, PartialEq, Eq)]
pub struct Targets {
    /// The groups as they were named.
    pub references: Vec<Reference>,
    /// One argument gives an object; several, or `-`, an array.
    pub many: bool,
}

/// Reads the arguments; `-` alone is stdin, read to its end before anything is sent.
pub fn read(arguments: &[String]) -> Result<Targets> {
    if arguments.iter().any(|argument| argument == "-") {
        if arguments.len() > 1 {
            return Err(Error::usage("`-` reads the groups from stdin and stands alone"));
        }
        let text = document::decode(body::read_stdin("a list of groups")?)
            .map_err(|error| error.at("stdin"))?;
        return Ok(Targets { references: distinct(listed(&text)?), many: true });
    }
    let references =
        arguments.iter().map(|argument| Reference::parse(argument)).collect::<Result<_>>()?;
    Ok(Targets { references: distinct(references), many: arguments.len() > 1 })
}

/// One reference a line, or the objects that `list` prints as JSON or JSONL, by their `id`.
fn listed(text: &str) -> Result<Vec<Reference>> {
    if text.trim_start().starts_with(['{', '[']) { objects(text) } else { lines(text) }
}

fn lines(text: &str) -> Result<Vec<Reference>> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| {
            Reference::parse(line.trim()).map_err(|error| error.at(&format!("stdin:{}", at + 1)))
        })
        .collect()
}

fn objects(text: &str) -> Result<Vec<Reference>> {
    let mut references = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
        let value = value.map_err(|error| {
            Error::usage(format!(
                "stdin:{}:{}: {}",
                error.line(),
                error.column(),
                without_place(&error)
            ))
        })?;
        match value {
            Value::Array(values) => {
                for value in &values {
                    references.push(by_id(value)?);
                }
            }
            value => references.push(by_id(&value)?),
        }
    }
    Ok(references)
}

/// serde_json says the place again at the end of its message.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

fn by_id(value: &Value) -> Result<Reference> {
    let text = match value {
        Value::String(text) => return Reference::parse(text).map_err(|error| error.at("stdin")),
        Value::Object(object) => object.get("id").and_then(Value::as_str),
        _ => None,
    };
    let Some(id) = text else {
        return Err(Error::usage(
            "stdin: each object needs an `id`, as `syncgroup list -o json` prints it",
        ));
    };
    Reference::parse(&format!("id:{id}")).map_err(|error| error.at("stdin"))
}

fn distinct(references: Vec<Reference>) -> Vec<Reference> {
    let mut seen = Vec::with_capacity(references.len());
    let mut set = std::collections::HashSet::new();
    for reference in references {
        if set.insert((matches!(reference, Reference::Id(_)), reference.as_str().to_owned())) {
            seen.push(reference);
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        listed(text).unwrap().iter().map(|reference| reference.as_str().to_owned()).collect()
    }

    #[test]
    fn lines_json_and_jsonl_are_told_apart() {
        assert_eq!(names("one\n\n  two \r\n"), ["one", "two"]);
        assert_eq!(names(r#"[{"id":"1","name":"x"},{"id":"2"}]"#), ["1", "2"]);
        assert_eq!(names("{\"id\":\"1\"}\n{\"id\":\"2\"}\n"), ["1", "2"]);
        assert_eq!(names(r#"["a","b"]"#), ["a", "b"]);
        assert!(names("").is_empty());
    }

    #[test]
    fn an_object_is_meant_by_its_id_even_where_that_looks_like_a_name() {
        let references = listed(r#"{"id":"GitHub"}"#).unwrap();
        assert!(matches!(&references[0], Reference::Id(id) if id.as_str() == "GitHub"));
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        assert_eq!(
            listed("a\n..\n").unwrap_err().message(),
            "stdin:2: `..`: an ID cannot be a path segment"
        );
        assert!(listed(r#"[{"name":"x"}]"#).unwrap_err().message().contains("needs an `id`"));
        assert!(listed("{\"id\":\"1\"}\n{").unwrap_err().message().starts_with("stdin:2:1: EOF"));
    }

    #[test]
    fn doubles_are_dropped_and_order_is_kept() {
        let references = distinct(listed("b\na\nb\n").unwrap());
        assert_eq!(references.iter().map(Reference::as_str).collect::<Vec<_>>(), ["b", "a"]);
    }
}
