//! YAML with places, by `serde-saphyr`.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Number;
use serde_saphyr::{Location, Spanned};

use super::MAX_DEPTH;
use super::node::{Key, Node, NodeValue, Place};
use super::yaml_fault::fault;
use crate::error::{Error, Result};
use crate::number;

/// How many keys and values one text may have. The export of 100,000 groups has a million; so many values take some
/// hundred MiB.
const MAX_VALUES: usize = 5_000_000;

/// Reads every document of the text that has something in it.
pub(super) fn parse(text: &str, file: &str) -> Result<Vec<Node>> {
    parse_within(text, file, MAX_VALUES)
}

fn parse_within(text: &str, file: &str, values: usize) -> Result<Vec<Node>> {
    let documents = serde_saphyr::from_multiple_with_options::<Located>(text, options(values))
        .map_err(|error| fault(&error, text, file))?;
    let mut literals = Literals::of(text, file);
    let exact = |Located(mut node)| literals.restore(&mut node).map(|()| node);
    documents.into_iter().map(exact).collect()
}

/// YAML 1.2: `no`, `0755` and `1_000` are texts. The limits fit the export of a large tenant, but no alias bomb.
fn options(values: usize) -> serde_saphyr::Options {
    serde_saphyr::options! {
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        reject_unsupported_tags: true,
        // A number beyond what the machine holds is read from the text instead.
        non_finite_float_policy: serde_saphyr::options::NonFiniteFloatPolicy::PassThrough,
        with_snippet: false,
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: 100_000 },
        budget: serde_saphyr::budget! {
            max_depth: MAX_DEPTH,
            max_events: 3 * values,
            max_nodes: values,
            max_documents: 100_000,
        },
    }
}

/// A node as the library's reader fills it in.
struct Located(Node);

impl<'de> Deserialize<'de> for Located {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spanned { value: Bare(value), referenced, .. } = Spanned::deserialize(deserializer)?;
        Ok(Self(Node { place: place(referenced), value }))
    }
}

struct Bare(NodeValue);

impl<'de> Deserialize<'de> for Bare {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Kinds).map(Self)
    }
}

struct Kinds;

impl<'de> Visitor<'de> for Kinds {
    type Value = NodeValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON has too")
    }

    fn visit_unit<E>(self) -> Result<NodeValue, E> {
        Ok(NodeValue::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<NodeValue, E> {
        Ok(NodeValue::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<NodeValue, E> {
        Ok(NodeValue::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<NodeValue, E> {
        Ok(NodeValue::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<NodeValue, E> {
        let number = match Number::from_f64(value) {
            Some(number) => number,
            None if value.is_nan() => return Err(E::custom(NOT_FINITE)),
            None => beyond(value.is_sign_negative()).ok_or_else(|| E::custom(NOT_FINITE))?,
        };
        Ok(NodeValue::Number(number))
    }

    fn visit_str<E>(self, value: &str) -> Result<NodeValue, E> {
        Ok(NodeValue::String(value.to_owned()))
    }

    fn visit_string<E>(self, mut value: String) -> Result<NodeValue, E> {
        value.shrink_to_fit();
        Ok(NodeValue::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<NodeValue, A::Error> {
        let mut items = Vec::new();
        while let Some(Located(node)) = seq.next_element()? {
            items.push(node);
        }
        // A large manifest is made of small lists.
        items.shrink_to_fit();
        Ok(NodeValue::Seq(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<NodeValue, A::Error> {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        while let Some(key) = map.next_key::<Spanned<String>>()? {
            let key = Key { place: place(key.referenced), text: key.value };
            let Located(node) = map.next_value()?;
            entries.push((key, node));
        }
        entries.shrink_to_fit();
        Ok(NodeValue::Map(entries))
    }
}

const NOT_FINITE: &str = "not a finite number";

/// A number that no type of the machine holds, for one that is still to be read from the text.
fn beyond(negative: bool) -> Option<Number> {
    serde_json::from_str(if negative { "-1e400" } else { "1e400" }).ok()
}

/// Gives numbers the digits that they have in the text: the library hands them over as the machine holds them.
struct Literals<'a> {
    text: &'a str,
    file: &'a str,
    /// Where each line begins.
    lines: Vec<usize>,
    /// The last place that was looked up, and its offset: most are looked up in the order of the text.
    last: (Place, usize),
}

impl<'a> Literals<'a> {
    fn of(text: &'a str, file: &'a str) -> Self {
        let lines =
            std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        Self { text, file, lines: lines.collect(), last: (Place::START, 0) }
    }

    fn restore(&mut self, node: &mut Node) -> Result<()> {
        match &mut node.value {
            NodeValue::Number(number) => match self.literal(node.place, number) {
                Some(literal) => *number = literal,
                // An alias of such a number, or `.inf`.
                None if number.as_f64().is_none() => {
                    return Err(Error::usage(NOT_FINITE).at(node.place.within(self.file)));
                }
                None => {}
            },
            NodeValue::Seq(items) => items.iter_mut().try_for_each(|item| self.restore(item))?,
            NodeValue::Map(entries) => {
                entries.iter_mut().try_for_each(|(_, value)| self.restore(value))?;
            }
            _ => {}
        }
        Ok(())
    }

    /// The number at this place of the text, where it is the same one and JSON writes numbers so too.
    fn literal(&mut self, place: Place, read: &Number) -> Option<Number> {
        let offset = self.offset(place)?;
        let rest = &self.text[offset..];
        let digit =
            |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E');
        let end = rest.bytes().position(|byte| !digit(byte)).unwrap_or(rest.len());
        let literal = number::number(&rest[..end]).ok()?;
        (literal.as_f64() == read.as_f64()).then_some(literal)
    }

    fn offset(&mut self, place: Place) -> Option<usize> {
        let (last, offset) = self.last;
        let (column, start) = if last.line() == place.line() && last <= place {
            (last.column(), offset)
        } else {
            (1, *self.lines.get(place.line() - 1)?)
        };
        let (within, _) = self.text[start..].char_indices().nth(place.column() - column)?;
        self.last = (place, start + within);
        Some(start + within)
    }
}

pub(super) fn place(location: Location) -> Place {
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX).max(1);
    Place::new(number(location.line()), number(location.column()))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn value(text: &str) -> Value {
        parse(text, "f").unwrap()[0].to_value()
    }

    fn message(text: &str) -> String {
        parse(text, "g.yaml").unwrap_err().to_string()
    }

    #[test]
    fn only_yaml_1_2_words_are_more_than_text() {
        for text in [
            "no",
            "yes",
            "on",
            "off",
            "y",
            "0755",
            "1_000",
            "2018-03-23",
            "12:30:45",
            "2c91",
            "1.2.3",
        ] {
            assert_eq!(value(text), json!(text), "{text}");
        }
        assert_eq!(
            value("[true, False, 12, -3, 1e3, 0.5, ~, null]").to_string(),
            "[true,false,12,-3,1e3,0.5,null,null]"
        );
        assert_eq!(value("'12'"), json!("12"));
        assert_eq!(value("!!str 12"), json!("12"));
    }

    #[test]
    fn numbers_keep_their_digits() {
        let text = "é: [1.10, 12345678901234567890123, -1e400]\nb:\n  - 1.0\n  - {c: 18446744073709551616, d: 1E5}\n";
        assert_eq!(
            value(text).to_string(),
            r#"{"é":[1.10,12345678901234567890123,-1e400],"b":[1.0,{"c":18446744073709551616,"d":1E5}]}"#
        );
        assert_eq!(value("[0x10, +3, .5]").to_string(), "[16,3,0.5]");
        assert_eq!(message("a: .inf\n"), "g.yaml:1:4: not a finite number");
    }

    #[test]
    fn texts_of_several_lines_keep_them() {
        assert_eq!(
            value("a: |\n  x\n   y\nb: >-\n  p\n  q\n"),
            json!({"a": "x\n y\n", "b": "p q"})
        );
    }

    #[test]
    fn keys_are_texts_whatever_they_look_like() {
        assert_eq!(value("1: a\nno: b\n"), json!({"1": "a", "no": "b"}));
        assert!(parse("? [a]\n: b\n", "f").is_err());
    }

    #[test]
    fn an_alias_stands_where_it_is_used() {
        let text = "base: &base\n  policy: p\none:\n  <<: *base\n  name: a\ntwo: *base\n";
        let nodes = parse(text, "f").unwrap();
        assert_eq!(nodes[0].child("one").unwrap().to_value(), json!({"policy": "p", "name": "a"}));
        assert_eq!(nodes[0].child("two").unwrap().place, Place::new(6, 6));
    }

    #[test]
    fn an_alias_bomb_is_defused() {
        let level = |level: usize| {
            let items = vec![format!("*a{}", level - 1); 10].join(", ");
            format!("a{level}: &a{level} [{items}]\n")
        };
        let text = String::from("a0: &a0 [x, x, x]\n") + &(1..10).map(level).collect::<String>();
        assert!(message(&text).starts_with("g.yaml:"), "{}", message(&text));
        assert!(parse("a: &a [*a]\n", "f").is_err());
    }

    #[test]
    fn too_large_a_text_says_where_and_what_to_do() {
        let text = "- name: a\n- name: b\n- name: c\n";
        assert!(parse_within(text, "g.yaml", 10).is_ok());
        let error = parse_within(text, "g.yaml", 6).unwrap_err();
        let expected = "g.yaml:2:9: more keys and values than are read from one file";
        assert_eq!(error.to_string(), expected);
        assert_eq!(error.hint_texts(), ["split it into several files"]);
    }

    #[test]
    fn errors_name_line_and_column() {
        for (text, start) in [
            ("a: 1\nb: [1\nc: 2\n", "g.yaml:3:"),
            ("a: 1\n b: 2\n", "g.yaml:2:"),
            ("a:\n\t- b\n", "g.yaml:2:"),
            ("a: *b\n", "g.yaml:1:4: "),
            ("a: 1\nb: 2\na: 3\n", "g.yaml:3:1: duplicate key `a`"),
            ("a: .nan\n", "g.yaml:1:4: "),
            ("a: !secret x\n", "g.yaml:1:12: "),
            ("a: \"x\n", "g.yaml:"),
        ] {
            let message = message(text);
            assert!(message.starts_with(start), "{text:?}: {message}");
            assert!(!message.contains(" at line ") && !message.contains('\n'), "{message}");
            assert!(!message.contains("Options"), "{message}");
        }
    }
}
