//! Numbers in YAML, digit for digit.
//!
//! The YAML writer takes a number only as one of the machine's types, which would round some that the API sends. Those
//! are written as a word that stands for them, and put in place of it afterwards.

use std::cell::RefCell;

use serde::{Serialize, Serializer};
use serde_json::{Number, Value};
use uuid::Uuid;

/// The numbers of one text that no type of the machine holds as they are written.
#[derive(Debug)]
pub struct ExactNumbers {
    /// How the words begin that stand for them; nothing else in the text does.
    mark: String,
    literals: RefCell<Vec<String>>,
}

impl ExactNumbers {
    /// None yet.
    pub fn new() -> Self {
        Self { mark: format!("n{}x", Uuid::new_v4().simple()), literals: RefCell::default() }
    }

    /// The value as it is written before [`ExactNumbers::restore`].
    pub const fn value<'a>(&'a self, value: &'a Value) -> ExactValue<'a> {
        ExactValue { numbers: self, value }
    }

    /// The written text with every number in its place.
    pub fn restore(self, text: String) -> String {
        let literals = self.literals.into_inner();
        if literals.is_empty() {
            return text;
        }
        let mut pieces = text.split(self.mark.as_str());
        let mut whole = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let (number, rest) = piece.split_once('x').unwrap_or((piece, ""));
            let literal = number.parse().ok().and_then(|at: usize| literals.get(at));
            whole.push_str(literal.map_or("", String::as_str));
            whole.push_str(rest);
        }
        whole
    }

    fn stand_in(&self, number: &Number) -> String {
        let mut literals = self.literals.borrow_mut();
        literals.push(number.to_string());
        format!("{}{}x", self.mark, literals.len() - 1)
    }
}

/// A value whose numbers keep their digits.
pub struct ExactValue<'a> {
    numbers: &'a ExactNumbers,
    value: &'a Value,
}

impl Serialize for ExactValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let inner = |value| self.numbers.value(value);
        match self.value {
            Value::Number(number) => match number.as_i64() {
                Some(small) if small.to_string() == number.as_str() => {
                    serializer.serialize_i64(small)
                }
                _ => serializer.serialize_str(&self.numbers.stand_in(number)),
            },
            Value::Array(items) => serializer.collect_seq(items.iter().map(inner)),
            Value::Object(object) => {
                serializer.collect_map(object.iter().map(|(key, value)| (key, inner(value))))
            }
            other => other.serialize(serializer),
        }
    }
}
