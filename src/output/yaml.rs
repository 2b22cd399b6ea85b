//! `yaml`: the API's own objects, with quotes around every text that a reader might take for something else.

use crate::error::{Code, Error, Result};
use crate::number;
use crate::output::exact::ExactNumbers;
use crate::output::listing::{Listing, Shape};
use crate::output::stream::StreamStyle;

/// The object or the array.
pub(super) fn render(listing: &Listing<'_>, face: StreamStyle) -> Result<String> {
    if listing.shape == Shape::One && listing.rows.is_empty() {
        return Ok(String::new());
    }
    // Folding breaks long texts over lines, which helps neither a diff nor an editor.
    let options = serde_saphyr::ser_options! { folded_wrap_chars: usize::MAX };
    let failed = |cause: String| Error::new(Code::Refused, "cannot write YAML").cause(cause);
    let value = serde_json::to_string(listing).and_then(|text| number::value(&text));
    let value = value.map_err(|error| failed(error.to_string()))?;
    let numbers = ExactNumbers::new();
    let text = serde_saphyr::to_string_with_options(&numbers.value(&value), options)
        .map_err(|error| failed(error.to_string()))?;
    Ok(face.clean(&numbers.restore(text)).into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    const PIPE: StreamStyle = StreamStyle { terminal: false, width: None, color: false };

    fn show(value: Value) -> String {
        render(&Listing::one(value), PIPE).unwrap()
    }

    fn read(text: &str) -> Value {
        serde_saphyr::from_str_with_options(text, serde_saphyr::options! { strict_booleans: true })
            .unwrap()
    }

    #[test]
    fn objects_keep_the_order_of_their_fields() {
        assert_eq!(
            show(json!({"z": "a b", "q": null, "ids": ["x", "y"], "none": [], "o": {"p": 1}})),
            "z: a b\nq: null\nids:\n- x\n- \"y\"\nnone: []\no:\n  p: 1\n"
        );
        assert_eq!(render(&Listing::many(vec![]), PIPE).unwrap(), "[]\n");
        let two = Listing::many(vec![json!({"a": 1, "b": 2}), json!({"a": 3})]);
        assert_eq!(render(&two, PIPE).unwrap(), "- a: 1\n  b: 2\n- a: 3\n");
    }

    #[test]
    fn numbers_keep_their_digits() {
        let text =
            r#"{"a":[12345678901234567890123,18446744073709551616,1.10,-0,1e400,7,-2.5E+3]}"#;
        assert_eq!(
            show(number::value(text).unwrap()),
            "a:\n- 12345678901234567890123\n- 18446744073709551616\n- 1.10\n- -0\n- 1e400\n- 7\n- -2.5E+3\n"
        );
    }

    #[test]
    fn texts_that_look_like_something_else_are_quoted() {
        for text in [
            "no",
            "Yes",
            "on",
            "y",
            "true",
            "null",
            "~",
            "",
            "1",
            "1e3",
            "0x1F",
            "0755",
            "1_000",
            ".5",
            ".inf",
            "12:30",
            "2018-03-23",
            "2018-03-23T18:52:33.000Z",
            "- a",
            "a: b",
            "a #b",
            " a",
            "a ",
            "*a",
            "&a",
            "!a",
            "@a",
            "%a",
            "`a",
            "{a",
            "[a",
            "<<",
            "=",
            "---",
            "a\nb",
            "a\n",
            "\n",
            "\t",
            "é\u{9b}\x1b",
            "\u{2028}\u{feff}",
            "'",
            "\"",
            "a:",
        ] {
            let written = show(json!({"k": text}));
            assert_eq!(read(&written), json!({"k": text}), "{written}");
            let plain = written == format!("k: {text}\n");
            assert!(!plain, "{written}");
        }
        let id = "2c91808d744ba0ce01746f93b6204501";
        assert_eq!(show(json!({"id": id})), format!("id: {id}\n"));
        let long = "word ".repeat(60) + "end";
        assert_eq!(show(json!({"k": long})), format!("k: {long}\n"));
    }

    #[test]
    fn a_terminal_gets_no_text_that_runs_backwards() {
        let listing = Listing::one(json!({"k": "a\u{202e}b\u{9b}\x1b"}));
        let terminal = StreamStyle { terminal: true, ..PIPE };
        let text = render(&listing, terminal).unwrap();
        assert!(!text.contains(['\u{202e}', '\u{9b}', '\x1b']), "{text:?}");
    }

    proptest! {
        #[test]
        fn every_text_comes_back(text: String, key: String) {
            let value = json!([{ key.clone(): text.clone() }, text, { "a": { "b": [[text]] } }]);
            prop_assert_eq!(read(&show(value.clone())), value);
        }

        #[test]
        fn every_ugly_text_comes_back(text in "[ \n\t\r:#\\-'\"\\\\a0>|%,\\[\\]{}\u{85}\u{7f}é]{0,20}") {
            let value = json!({ "k": text.clone(), "l": [text], "m": 1 });
            prop_assert_eq!(read(&show(value.clone())), value);
        }

        #[test]
        fn every_number_comes_back(a: i64, b: u64, c in -1e300..1e300_f64) {
            let value = json!([a, b, c]);
            prop_assert_eq!(read(&show(value.clone())), value);
        }
    }
}
