//! `json`, indented, and `jsonl`, one object a line: the API's own objects.

use serde::Serialize;
use serde_json::Value;

use crate::output::listing::{Listing, Shape};
use crate::output::sanitize;

/// The object or the array, indented by two blanks.
pub(super) fn render(listing: &Listing<'_>) -> String {
    let nothing = listing.shape == Shape::One && listing.rows.is_empty();
    if nothing { String::new() } else { written(serde_json::to_string_pretty(listing)) + "\n" }
}

/// The object or the array without the reply that brought it; nothing for a reply without a body.
pub(super) fn bare(listing: &Listing<'_>) -> String {
    match (listing.shape, listing.rows.as_slice()) {
        (Shape::One, [] | [Value::Null]) => String::new(),
        (Shape::One, [row, ..]) => written(serde_json::to_string_pretty(row)) + "\n",
        (Shape::Many, rows) => written(serde_json::to_string_pretty(rows)) + "\n",
    }
}

/// One object a line.
pub(super) fn lines(listing: &Listing<'_>) -> String {
    listing.objects().map(|row| compact(row) + "\n").collect()
}

/// JSON on one line.
pub(super) fn compact(value: &impl Serialize) -> String {
    written(serde_json::to_string(value))
}

/// Values of JSON can always be written as JSON.
fn written(json: serde_json::Result<String>) -> String {
    sanitize::json(&json.unwrap_or_default()).into_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn objects_keep_the_order_of_their_fields() {
        let listing = Listing::one(json!({"z": 1, "a": [true, null]}));
        assert_eq!(render(&listing), "{\n  \"z\": 1,\n  \"a\": [\n    true,\n    null\n  ]\n}\n");
        assert_eq!(lines(&listing), "{\"z\":1,\"a\":[true,null]}\n");
    }

    #[test]
    fn an_empty_list_is_an_empty_array_and_no_line() {
        assert_eq!(render(&Listing::many(vec![])), "[]\n");
        assert_eq!(lines(&Listing::many(vec![])), "");
    }

    #[test]
    fn null_is_no_line() {
        assert_eq!(lines(&Listing::one(Value::Null)), "");
        assert_eq!(render(&Listing::one(Value::Null)), "null\n");
    }

    #[test]
    fn control_characters_are_escaped() {
        let listing = Listing::one(json!({"a": "\u{9b}\x1b\u{7f}\u{202e}"}));
        assert_eq!(lines(&listing), "{\"a\":\"\\u009b\\u001b\\u007f\\u202e\"}\n");
    }
}
