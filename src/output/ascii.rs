//! JSON on one line in ASCII, so that no code page between two programs can change it.

use std::io;

use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{Formatter, Serializer};

/// The value and a line end; whatever is not ASCII is escaped.
pub fn line(value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Values of JSON can always be written as JSON.
    let _ = value.serialize(&mut Serializer::with_formatter(&mut bytes, Ascii));
    bytes.push(b'\n');
    bytes
}

struct Ascii;

impl Formatter for Ascii {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(|letter: char| !letter.is_ascii() || letter == '\x7f') {
            writer.write_all(&rest.as_bytes()[..at])?;
            let mut letters = rest[at..].chars();
            let mut units = [0; 2];
            for unit in letters.next().unwrap_or_default().encode_utf16(&mut units) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = letters.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn everything_but_ascii_is_escaped() {
        let value = json!({"näme": "\u{1F600}\u{7f}\n\"\u{2028}", "n": 1});
        let text = String::from_utf8(line(&value)).unwrap();
        assert_eq!(text, "{\"n\\u00e4me\":\"\\ud83d\\ude00\\u007f\\n\\\"\\u2028\",\"n\":1}\n");
    }

    proptest! {
        #[test]
        fn it_is_the_same_value_in_ascii(text in any::<String>()) {
            let bytes = line(&json!(text));
            prop_assert!(bytes.is_ascii());
            prop_assert_eq!(serde_json::from_slice::<Value>(&bytes).unwrap(), json!(text));
        }
    }
}
