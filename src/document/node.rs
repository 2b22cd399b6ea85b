//! A value that knows where it stands in its text.

use serde_json::{Number, Value};

use crate::error::Location;

/// A position in a text, counted in characters from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    line: u32,
    column: u32,
}

impl Place {
    /// Where every text begins.
    pub const START: Self = Self { line: 1, column: 1 };

    /// A line and a column, each from 1.
    pub fn new(line: usize, column: usize) -> Self {
        // A text has no more of them than bytes, of which `MAX_BYTES` are read.
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self { line: number(line), column: number(column) }
    }

    /// Line, from 1.
    pub const fn line(self) -> usize {
        self.line as usize
    }

    /// Column, from 1.
    pub const fn column(self) -> usize {
        self.column as usize
    }

    /// The place in this file.
    pub fn within(self, file: &str) -> Location {
        Location::new(file, self.line(), self.column())
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// A value and the place where it begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where the value begins; of a YAML alias, where it is used.
    pub place: Place,
    /// The value.
    pub value: NodeValue,
}

/// The kinds of values, those of JSON.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeValue {
    /// `null`, also what YAML leaves out.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number, with the digits that it has in the text.
    Number(Number),
    /// A text.
    String(String),
    /// A list.
    Seq(Vec<Node>),
    /// An object, in the order of the text; no key is there twice.
    Map(Vec<(Key, Node)>),
}

/// A key of an object and the place where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The key.
    pub text: String,
    /// Where it begins.
    pub place: Place,
}

impl Node {
    /// The value without its places.
    pub fn to_value(&self) -> Value {
        match &self.value {
            NodeValue::Null => Value::Null,
            NodeValue::Bool(value) => Value::Bool(*value),
            NodeValue::Number(value) => Value::Number(value.clone()),
            NodeValue::String(value) => Value::String(value.clone()),
            NodeValue::Seq(items) => items.iter().map(Self::to_value).collect(),
            NodeValue::Map(entries) => {
                entries.iter().map(|(key, node)| (key.text.clone(), node.to_value())).collect()
            }
        }
    }

    /// What kind of value it is, in words for a message: `an object`, `a text` …
    pub const fn kind(&self) -> &'static str {
        match self.value {
            NodeValue::Null => "null",
            NodeValue::Bool(_) => "a boolean",
            NodeValue::Number(_) => "a number",
            NodeValue::String(_) => "a text",
            NodeValue::Seq(_) => "a list",
            NodeValue::Map(_) => "an object",
        }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            NodeValue::String(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn items(&self) -> Option<&[Self]> {
        match &self.value {
            NodeValue::Seq(items) => Some(items),
            _ => None,
        }
    }

    /// The keys and their values, if it is an object.
    pub fn entries(&self) -> Option<&[(Key, Self)]> {
        match &self.value {
            NodeValue::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value of a key, if it is an object that has it.
    pub fn child(&self, key: &str) -> Option<&Self> {
        self.entries()?.iter().find(|(known, _)| known.text == key).map(|(_, node)| node)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{Syntax, parse};

    #[test]
    fn a_node_gives_its_parts() {
        let node = parse("a: x\nb: [1, ~, true]\n", "f", Syntax::Yaml).unwrap();
        assert_eq!(node.child("a").unwrap().text(), Some("x"));
        assert_eq!(node.child("b").unwrap().items().unwrap().len(), 3);
        assert!(node.child("c").is_none() && node.text().is_none() && node.items().is_none());
        assert!(node.child("a").unwrap().entries().is_none());
        assert_eq!(node.to_value(), json!({"a": "x", "b": [1, null, true]}));
        assert_eq!(node.child("b").unwrap().place.within("f.yaml").to_string(), "f.yaml:2:4");
    }

    #[test]
    fn every_kind_has_a_word() {
        let node = parse("[null, true, 1, x, [], {}]", "f", Syntax::Yaml).unwrap();
        let kinds: Vec<&str> = node.items().unwrap().iter().map(super::Node::kind).collect();
        assert_eq!(kinds, ["null", "a boolean", "a number", "a text", "a list", "an object"]);
    }
}
