//! JSON with places: `serde_json` does the reading, and the slices of text that it lends tell where things stand.

use std::collections::HashSet;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{StreamDeserializer, Value};

use super::MAX_DEPTH;
use super::mistakes;
use super::node::{Key, Node, NodeValue, Place};
use crate::error::{Error, Result};
use crate::number::{self, Entries};

/// Reads one JSON value after the other, to the end of the text.
pub(super) fn parse(text: &str, file: &str) -> Result<Vec<Node>> {
    // The strict reader has the only word on syntax; raw values are not looked into.
    stream::<Value>(text)
        .try_for_each(|value| value.map(drop))
        .map_err(|error| fault(text, file, &error))?;
    let mut locator = Locator { text, file, depth: 0, offset: 0, place: Place::START };
    stream::<&RawValue>(text)
        .map(|raw| locator.node(raw.map_err(|error| fault(text, file, &error))?))
        .collect()
}

fn stream<'a, T: Deserialize<'a>>(
    text: &'a str,
) -> StreamDeserializer<'a, serde_json::de::StrRead<'a>, T> {
    serde_json::Deserializer::from_str(text).into_iter()
}

/// Walks through a text from its beginning to its end.
struct Locator<'a> {
    text: &'a str,
    file: &'a str,
    depth: usize,
    offset: usize,
    place: Place,
}

impl<'a> Locator<'a> {
    fn node(&mut self, raw: &'a RawValue) -> Result<Node> {
        let place = self.place(raw);
        self.depth += 1;
        let value = match raw.get().as_bytes().first() {
            Some(b'{' | b'[') if self.depth > MAX_DEPTH => {
                return Err(Error::usage("nested too deeply").at(place.within(self.file)));
            }
            Some(b'{') => NodeValue::Map(self.entries(raw)?),
            Some(b'[') => {
                let items: Vec<&RawValue> = self.read(raw)?;
                NodeValue::Seq(items.into_iter().map(|raw| self.node(raw)).collect::<Result<_>>()?)
            }
            Some(b'"') => NodeValue::String(self.read(raw)?),
            Some(b't' | b'f') => NodeValue::Bool(self.read(raw)?),
            Some(b'n') => NodeValue::Null,
            _ => NodeValue::Number(
                number::number(raw.get()).map_err(|error| fault(raw.get(), self.file, &error))?,
            ),
        };
        self.depth -= 1;
        Ok(Node { place, value })
    }

    fn entries(&mut self, raw: &'a RawValue) -> Result<Vec<(Key, Node)>> {
        let Entries::<&RawValue>(pairs) = self.read(raw)?;
        let mut seen = HashSet::new();
        let mut entries = Vec::with_capacity(pairs.len());
        for (key, value) in pairs {
            let key = Key { place: self.place(key), text: self.read(key)? };
            if !seen.insert(key.text.clone()) {
                return Err(Error::usage(format!("duplicate key `{}`", key.text))
                    .at(key.place.within(self.file)));
            }
            entries.push((key, self.node(value)?));
        }
        Ok(entries)
    }

    fn read<T: Deserialize<'a>>(&self, raw: &'a RawValue) -> Result<T> {
        serde_json::from_str(raw.get()).map_err(|error| fault(raw.get(), self.file, &error))
    }

    /// Where this slice of the text begins. Asked in the order of the text, so that each character is counted once.
    fn place(&mut self, raw: &RawValue) -> Place {
        let offset = raw.get().as_ptr().addr() - self.text.as_ptr().addr();
        self.place = after(self.place, &self.text[self.offset..offset]);
        self.offset = offset;
        self.place
    }
}

fn after(mut place: Place, passed: &str) -> Place {
    let (lines, last) = match passed.rfind('\n') {
        Some(end) => (passed.bytes().filter(|&byte| byte == b'\n').count(), &passed[end + 1..]),
        None => (0, passed),
    };
    if lines > 0 {
        place = Place::new(place.line() + lines, 1);
    }
    Place::new(place.line(), place.column() + last.chars().count())
}

/// The error of the library, which counts columns in bytes, as one of ours.
fn fault(text: &str, file: &str, error: &serde_json::Error) -> Error {
    let line = text.split('\n').nth(error.line().saturating_sub(1)).unwrap_or_default();
    let before = &line.as_bytes()[..error.column().saturating_sub(1).min(line.len())];
    let column = String::from_utf8_lossy(before).chars().count() + 1;
    let place = Place::new(error.line().max(1), column);
    let words = error.to_string();
    let words = words.rsplit_once(" at line ").map_or(words.as_str(), |(words, _)| words);
    let error_at = Error::usage(words).at(place.within(file));
    let offset = line.as_ptr().addr().saturating_sub(text.as_ptr().addr()) + before.len();
    match mistakes::named(text, offset, words) {
        Some(meant) => error_at.hint(meant),
        None => error_at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        parse(text, "g.json").unwrap_err().to_string()
    }

    #[test]
    fn errors_name_line_and_column_in_characters() {
        for (text, expected) in [
            ("{\"a\" 1}", "g.json:1:6: expected `:`"),
            ("{\n\"é\" 1}", "g.json:2:5: expected `:`"),
            ("[1,]", "g.json:1:4: trailing comma"),
            ("{\"a\":\n", "g.json:2:1: EOF while parsing a value"),
            ("nul", "g.json:1:3: EOF while parsing a value"),
            ("nulk", "g.json:1:4: expected ident"),
        ] {
            assert_eq!(message(text), expected, "{text:?}");
        }
    }

    #[test]
    fn numbers_keep_their_digits() {
        let text = "[18446744073709551616,-9223372036854775809,1.10,1e400,-0]";
        assert_eq!(parse(text, "f").unwrap()[0].to_value().to_string(), text);
    }

    #[test]
    fn escapes_and_strange_keys_are_read() {
        let text =
            "{\"\\u0061\\n\": \"\\ud83d\\ude00\\/\", \"<<\": 1, \"\": 2,\t\"\u{7f}\u{2028}\": 3}";
        let nodes = parse(text, "f").unwrap();
        assert_eq!(nodes[0].to_value(), serde_json::from_str::<Value>(text).unwrap());
        assert!(message("{\"a\": 1, \"\\u0061\": 2}").ends_with(":1:10: duplicate key `a`"));
    }

    #[test]
    fn one_long_line_is_walked_once() {
        let text = format!("[{}1]", "{\"a\":1},".repeat(20_000));
        let nodes = parse(&text, "f").unwrap();
        assert_eq!(nodes[0].items().unwrap().last().unwrap().place.column(), 160_002);
    }
}
