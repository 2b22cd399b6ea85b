//! Bytes from files and streams become text, and text becomes values that know where they stand.
//!
//! JSON and YAML give the same [`Node`], so that a complaint about a key can name its file, line and column whatever
//! the syntax was. Reading files and judging what is in them is for others.

mod decode;
mod json;
mod mistakes;
mod node;
pub mod table;
mod yaml;
mod yaml_fault;

pub use decode::{
    Form, KEEP_CHARACTERS, MAX_BYTES, decode, decode_secret, decode_with_form, lost_characters,
};
pub use node::{Key, Node, NodeValue, Place};
pub use yaml_fault::indenting_tab;

use crate::error::{Error, Result};

/// How deeply a document may be nested. It fits the stack of a thread, of which YAML takes some 40 kB a level in a
/// debug build; the objects of this field need five.
const MAX_DEPTH: usize = 32;

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Syntax {
    /// JSON to the letter, one value or several one after the other.
    Json,
    /// YAML 1.2, one document or several.
    Yaml,
    /// What begins with a brace or a bracket is tried as JSON first; all else is YAML.
    Either,
}

impl Syntax {
    /// What the name of a file promises; [`Syntax::Either`] where it promises nothing.
    pub fn of(file: &str) -> Self {
        let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        match ending.as_deref() {
            Some("json" | "jsonl" | "ndjson") => Self::Json,
            Some("yaml" | "yml") => Self::Yaml,
            _ => Self::Either,
        }
    }
}

/// Reads the one document of a text. `file` is how errors name it; they are of the form `FILE:LINE:COLUMN: …`.
///
/// # Errors
/// [`Code::Usage`](crate::error::Code::Usage) for an empty text, a syntax error, a key that is there twice, nesting
/// deeper than 32 levels, and a second document.
pub fn parse(text: &str, file: &str, syntax: Syntax) -> Result<Node> {
    single(parse_all(text, file, syntax)?, file)
}

/// The one document of those that a text has.
///
/// # Errors
/// [`Code::Usage`](crate::error::Code::Usage) where there is none, or a second one.
pub fn single(nodes: Vec<Node>, file: &str) -> Result<Node> {
    let mut nodes = nodes.into_iter();
    match (nodes.next(), nodes.next()) {
        (Some(node), None) => Ok(node),
        (_, Some(second)) => {
            Err(Error::usage("a second document begins here, write several as one array")
                .at(second.place.within(file)))
        }
        (None, None) => Err(empty(file)),
    }
}

/// Reads every document of a text: YAML documents between `---` lines, or JSON values one after the other. There is
/// at least one.
///
/// # Errors
/// As [`parse`], but several documents are welcome.
pub fn parse_all(text: &str, file: &str, syntax: Syntax) -> Result<Vec<Node>> {
    let bracketed = text.trim_start().starts_with(['{', '[']);
    let nodes = match syntax {
        Syntax::Json => json::parse(text, file),
        Syntax::Either if bracketed => {
            json::parse(text, file).or_else(|error| yaml::parse(text, file).map_err(|_| error))
        }
        Syntax::Yaml | Syntax::Either => yaml::parse(text, file),
    }?;
    if nodes.is_empty() { Err(empty(file)) } else { Ok(nodes) }
}

fn empty(file: &str) -> Error {
    Error::usage(format!("`{file}` is empty"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    const ALL: [Syntax; 3] = [Syntax::Json, Syntax::Yaml, Syntax::Either];

    fn message(text: &str, syntax: Syntax) -> String {
        parse(text, "f", syntax).unwrap_err().to_string()
    }

    #[test]
    fn the_name_of_a_file_tells_its_syntax() {
        for (file, syntax) in [
            ("a.json", Syntax::Json),
            ("a.YML", Syntax::Yaml),
            ("a.b.yaml", Syntax::Yaml),
            ("groups.jsonl", Syntax::Json),
            ("json", Syntax::Either),
            ("<stdin>", Syntax::Either),
        ] {
            assert_eq!(Syntax::of(file), syntax, "{file}");
        }
    }

    #[test]
    fn nothing_blanks_and_comments_are_empty() {
        for text in ["", " \n\n", "# only this\n", "---\n", "---\n---\n"] {
            assert_eq!(message(text, Syntax::Yaml), "`f` is empty", "{text:?}");
            assert_eq!(message(text, Syntax::Either), "`f` is empty", "{text:?}");
        }
        assert_eq!(message(" \n", Syntax::Json), "`f` is empty");
    }

    #[test]
    fn both_syntaxes_give_the_same_nodes_for_json() {
        let text = "{\n  \"name\": \"é\",\n  \"ids\": [1, null, true, -2.5e3],\n  \"deep\": {\"er\": {}}\n}\n";
        let json = parse(text, "f", Syntax::Json).unwrap();
        assert_eq!(json, parse(text, "f", Syntax::Yaml).unwrap());
        assert_eq!(json.to_value(), crate::number::value(text).unwrap());
    }

    #[test]
    fn places_are_those_of_keys_and_values() {
        for syntax in ALL {
            let node = parse("{\"é\": \"x\",\n \"b\": [1,\n   2]}", "f", syntax).unwrap();
            let entries = node.entries().unwrap();
            let places: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{} {}", key.place, value.place))
                .collect();
            assert_eq!(places, ["1:2 1:7", "2:2 2:7"], "{syntax:?}");
            assert_eq!(entries[1].1.items().unwrap()[1].place.to_string(), "3:4");
        }
    }

    #[test]
    fn a_brace_may_also_begin_yaml() {
        assert_eq!(
            parse("{name: a, ids: [b,],}", "f", Syntax::Either).unwrap().to_value(),
            json!({"name": "a", "ids": ["b"]})
        );
        assert!(parse("{name: a}", "f", Syntax::Json).is_err());
    }

    #[test]
    fn what_is_neither_is_reported_as_the_json_that_it_looks_like() {
        assert_eq!(
            message("{\n  \"a\": 1\n  \"b\": 2\n}", Syntax::Either),
            "f:3:3: expected `,` or `}`"
        );
    }

    #[test]
    fn a_key_that_is_there_twice_is_an_error_with_its_place() {
        for syntax in ALL {
            let error = message("{\"a\": 1, \"b\": 2,\n \"a\": 3}", syntax);
            assert_eq!(error, "f:2:2: duplicate key `a`", "{syntax:?}");
        }
    }

    #[test]
    fn several_documents_are_for_those_who_ask_for_them() {
        for (text, syntax) in [
            ("{\"a\":1}\n{\"a\":2}\n", Syntax::Json),
            ("{\"a\":1}\n{\"a\":2}\n", Syntax::Either),
            ("---\na: 1\n---\na: 2\n---\n", Syntax::Yaml),
        ] {
            let values: Vec<Value> =
                parse_all(text, "f", syntax).unwrap().iter().map(Node::to_value).collect();
            assert_eq!(values, [json!({"a": 1}), json!({"a": 2})]);
            assert!(message(text, syntax).contains("a second document begins here"));
        }
        assert!(message("{}\n []", Syntax::Json).starts_with("f:2:2: "));
    }

    #[test]
    fn deep_nesting_is_an_error_in_every_syntax() {
        for syntax in ALL {
            for depth in [MAX_DEPTH + 1, 128, 250, 100_000] {
                let text = format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
                assert!(parse(&text, "f", syntax).is_err(), "{syntax:?} {depth}");
            }
            let text = format!("{}1{}", "[".repeat(MAX_DEPTH), "]".repeat(MAX_DEPTH));
            assert!(parse(&text, "f", syntax).is_ok(), "{syntax:?}");
        }
    }

    /// Any JSON value of moderate size.
    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
            "[ -~é😀\t\n]{0,12}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::vec((any::<String>(), inner), 0..5)
                    .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn json_is_read_as_serde_json_reads_it(value in value(), pretty: bool) {
            let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
            let text = text.unwrap();
            let expected = crate::number::value(&text).unwrap();
            for syntax in [Syntax::Json, Syntax::Either] {
                if syntax == Syntax::Json || text.starts_with(['{', '[']) {
                    prop_assert_eq!(parse(&text, "f", syntax).unwrap().to_value(), expected.clone());
                }
            }
        }

        #[test]
        fn json_accepts_what_serde_json_accepts(
            value in value(), at: prop::sample::Index, junk in "[\\[\\]{},:\"\\\\0-9eE.+\\- \ntfn\u{1}é]{0,2}", cut in 0_usize..3
        ) {
            let mut characters: Vec<char> = value.to_string().chars().collect();
            let start = at.index(characters.len() + 1);
            let end = (start + cut).min(characters.len());
            characters.splice(start..end, junk.chars());
            let text: String = characters.into_iter().collect();
            match (parse(&text, "f", Syntax::Json), crate::number::value(&text)) {
                (Ok(node), Ok(value)) => prop_assert_eq!(node.to_value(), value),
                (Err(error), Ok(_)) => prop_assert!(error.message().contains("duplicate key"), "{}", error),
                (Err(_), Err(_)) => {}
                (Ok(_), Err(error)) => prop_assert!(false, "{error}: {text:?}"),
            }
        }

        #[test]
        fn no_text_upsets_a_reader(text: String) {
            for syntax in ALL {
                let _ = parse_all(&text, "f", syntax);
            }
        }

        #[test]
        fn no_nearly_yaml_upsets_a_reader(text in "([a-c\\-?:{},\\[\\]&*!|>'\"#%@`~<= \n\t0-9.]){0,60}") {
            for syntax in ALL {
                let _ = parse_all(&text, "f", syntax);
            }
        }
    }
}
