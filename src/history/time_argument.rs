//! Points in time as a user types them.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::error::{Error, Result};
use crate::model::parse_span;

/// Reads a span such as `30m`, `1.5h` or `1d12h` as that long ago; a date as its beginning in UTC; else an RFC
/// 3339 time. Fails with exit 2.
pub fn parse_since(text: &str, now: Timestamp) -> Result<Timestamp> {
    let text = text.trim();
    let ago = parse_span(text).and_then(|span| now.checked_sub(span).ok());
    ago.or_else(|| moment(text)).ok_or_else(|| {
        Error::usage(format!("`{text}` is not a point in time"))
            .hint("write `30m`, `1.5h`, `2d`, `1w`, a date such as `2026-01-31`, or a time such as `2026-01-31T12:00:00Z`")
    })
}

fn moment(text: &str) -> Option<Timestamp> {
    let midnight = |date: Date| Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp());
    // A time is a date too if it is cut; so the time comes first.
    text.parse().ok().or_else(|| text.parse().ok().and_then(midnight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_dates_and_times_are_read() {
        let now: Timestamp = "2026-03-10T12:00:00Z".parse().unwrap();
        let table = [
            ("30m", "2026-03-10T11:30:00Z"),
            ("12h", "2026-03-10T00:00:00Z"),
            ("2d", "2026-03-08T12:00:00Z"),
            ("1w", "2026-03-03T12:00:00Z"),
            (" 1d12H ", "2026-03-09T00:00:00Z"),
            ("1.5h", "2026-03-10T10:30:00Z"),
            ("2026-01-31", "2026-01-31T00:00:00Z"),
            ("2026-01-31T12:00:00+02:00", "2026-01-31T10:00:00Z"),
        ];
        for (text, time) in table {
            assert_eq!(parse_since(text, now).unwrap().to_string(), time, "{text}");
        }
    }

    #[test]
    fn anything_else_is_a_usage_error_with_examples() {
        let huge = "9".repeat(30) + "d";
        for text in
            ["", "2", "2y", "d", "-1d", "yesterday", "2026-13-01", "9999999999w", &huge, "2é"]
        {
            let error = parse_since(text, Timestamp::UNIX_EPOCH).unwrap_err();
            assert_eq!(error.code(), crate::error::Code::Usage, "{text}");
            assert!(error.to_text().contains("`2d`"));
        }
    }
}
