//! JSON numbers with the very digits that their text has.
//!
//! `serde_json` keeps a number as text, and yet writes every exponent in one way: `1e400` becomes `1e+400`. Here such
//! numbers get their own text back. They are rare, so that most texts are only searched for them.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Number, Value};

/// Reads a value.
pub fn value(text: &str) -> serde_json::Result<Value> {
    let mut value = serde_json::from_str(text)?;
    if may_have_exponent(text) {
        restore(&mut value, serde_json::from_str(text)?)?;
    }
    Ok(value)
}

/// The value that something is written as. `serde_json::to_value`, and so `json!`, would write its numbers anew.
pub fn of(thing: &impl Serialize) -> serde_json::Result<Value> {
    value(&serde_json::to_string(thing)?)
}

/// The keys and values of an object, the values as slices of its text.
pub fn entries(text: &str) -> serde_json::Result<Vec<(String, &RawValue)>> {
    let Entries(entries) = serde_json::from_str(text)?;
    Ok(entries)
}

/// An object of values as they are.
pub fn object<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Object(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// Reads a number.
pub fn number(text: &str) -> serde_json::Result<Number> {
    let number: Number = serde_json::from_str(text)?;
    Ok(if may_have_exponent(text) {
        Number::from_string_unchecked(text.trim_ascii().to_owned())
    } else {
        number
    })
}

/// Whether a number may be in the text that has an exponent: digits that begin where a number may, before an `e`.
fn may_have_exponent(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr2_iter(b'e', b'E', bytes).any(|at| {
        let digits = |byte: &&u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'-');
        let length = bytes[..at].iter().rev().take_while(digits).count();
        let before = bytes[..at - length].last();
        length > 0 && before.is_none_or(|byte| b":,[ \n\r\t".contains(byte))
    })
}

/// Gives the numbers of a value the text that they have.
fn restore(value: &mut Value, raw: &RawValue) -> serde_json::Result<()> {
    match value {
        Value::Number(number) => *number = Number::from_string_unchecked(raw.get().to_owned()),
        Value::Array(items) => {
            let raw: Vec<&RawValue> = serde_json::from_str(raw.get())?;
            for (item, raw) in items.iter_mut().zip(raw) {
                restore(item, raw)?;
            }
        }
        Value::Object(object) => {
            for (key, raw) in entries(raw.get())? {
                if let Some(value) = object.get_mut(&key) {
                    // Of a key that is there twice the last value counts, and is of its own kind.
                    if kind(value) == raw.get().bytes().next().map(first) {
                        restore(value, raw)?;
                    }
                }
            }
        }
        _ => {}
    }
    Ok(())
}

/// What a value is written with first; 0 for a number.
const fn kind(value: &Value) -> Option<u8> {
    match value {
        Value::Number(_) => Some(0),
        Value::Array(_) => Some(b'['),
        Value::Object(_) => Some(b'{'),
        _ => None,
    }
}

const fn first(byte: u8) -> u8 {
    if byte.is_ascii_digit() || byte == b'-' { 0 } else { byte }
}

/// The keys and values of an object in their order, with those that are there twice; the values as slices of its text.
pub struct Entries<'a, K>(pub Vec<(K, &'a RawValue)>);

impl<'de, K: Deserialize<'de>> Deserialize<'de> for Entries<'de, K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs<K>(PhantomData<K>);

        impl<'de, K: Deserialize<'de>> Visitor<'de> for Pairs<K> {
            type Value = Entries<'de, K>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Entries(pairs))
            }
        }

        deserializer.deserialize_map(Pairs(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_keep_their_digits() {
        for text in [
            r#"{"a":[1e400,{"b":-2.50E-7}],"c":"1e5","d":12345678901234567890123,"e":1E+3,"f":-0,"g":1.10}"#,
            "1e400",
            "[1E5]",
            "[1,\n2e3]",
        ] {
            let compact = text.replace('\n', "");
            assert_eq!(value(text).unwrap().to_string(), compact);
        }
        assert_eq!(value(r#"{"a":1e5,"a":[2e6]}"#).unwrap().to_string(), r#"{"a":[2e6]}"#);
        assert_eq!(value(r#"{"a":[2e6],"a":1e5}"#).unwrap().to_string(), r#"{"a":1e5}"#);
        assert_eq!(number(" 1e5 ").unwrap().to_string(), "1e5");
        assert!(value("[1e]").is_err() && number("1e").is_err());
    }

    #[test]
    fn identifiers_are_not_taken_for_numbers() {
        let id = r#"{"id":"2c91808a7190d06e01719938fcd20792","x":"e","y":1}"#;
        assert!(!may_have_exponent(id));
    }

    proptest! {
        #[test]
        fn a_value_is_what_serde_json_reads(numbers in prop::collection::vec("-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,9})?([eE][+-]?[0-9]{1,4})?", 0..6), key: String) {
            let key = Value::String(key).to_string();
            let text = format!("{{{key}:[{}]}}", numbers.join(","));
            prop_assert_eq!(value(&text).unwrap().to_string(), text);
        }
    }
}
