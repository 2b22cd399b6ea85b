//! Timestamps as the API and the programs that handle its objects write them.

use jiff::Timestamp;
use serde_json::Value;

/// The forms that are read, for messages.
pub const TIMESTAMP_FORMS: &str = "RFC 3339 with a time zone (2023-03-16T04:00:00Z, 2023-03-16T06:00:00+02:00) or /Date(1678939200000)/";

/// The instant that a value means; `None` for null and for a form that cannot be read.
///
/// RFC 3339 is the API's own form. Windows PowerShell writes `/Date(…)/`, milliseconds since 1970, when it converts an
/// object to JSON; an offset in it says where the clock stood and does not move the instant.
pub fn timestamp(value: &Value) -> Option<Timestamp> {
    match value {
        Value::String(text) => text.parse().ok().or_else(|| microsoft(text)),
        Value::Number(milliseconds) => Timestamp::from_millisecond(milliseconds.as_i64()?).ok(),
        _ => None,
    }
}

/// Whether two values mean the same instant, however they spell it. What cannot be read equals only itself.
pub fn same_timestamp(one: &Value, other: &Value) -> bool {
    one == other || timestamp(one).is_some_and(|one| timestamp(other) == Some(one))
}

fn microsoft(text: &str) -> Option<Timestamp> {
    let inner = text.strip_prefix("/Date(")?.strip_suffix(")/")?;
    let digits = inner.find(['+', '-']).filter(|&at| at > 0).map_or(inner, |at| &inner[..at]);
    Timestamp::from_millisecond(digits.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn instants_are_compared_and_not_their_spelling() {
        let four = json!("2023-03-16T04:00:00Z");
        for same in [
            json!("2023-03-16T04:00:00.000Z"),
            json!("2023-03-16T04:00:00.000000Z"),
            json!("2023-03-16T06:00:00+02:00"),
            json!("2023-03-15T23:00:00-05:00"),
            json!("/Date(1678939200000)/"),
            json!("/Date(1678939200000+0200)/"),
            json!(1_678_939_200_000_i64),
        ] {
            assert!(same_timestamp(&four, &same) && same_timestamp(&same, &four), "{same}");
        }
        for other in [
            json!("2023-03-16T04:00:00.500Z"),
            json!("2023-03-16T04:00:00.000001Z"),
            json!("2023-03-16T04:00:00+02:00"),
            json!("/Date(1678939200001)/"),
            json!("03/16/2023 04:00:00"),
            Value::Null,
        ] {
            assert!(!same_timestamp(&four, &other), "{other}");
        }
    }

    #[test]
    fn what_cannot_be_read_equals_only_itself() {
        for text in
            ["03/16/2023 04:00:00", "2023-03-16T04:00:00", "/Date()/", "/Date(99999999999999999)/"]
        {
            assert_eq!(timestamp(&json!(text)), None, "{text}");
            assert!(same_timestamp(&json!(text), &json!(text)), "{text}");
        }
        assert!(same_timestamp(&Value::Null, &Value::Null));
        assert_eq!(timestamp(&json!("/Date(-1)/")).unwrap().as_millisecond(), -1);
    }
}
