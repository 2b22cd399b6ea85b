//! A span of time as a user types it.

use jiff::{SignedDuration, Span, SpanRelativeTo};

/// Reads `90s`, `1m30s`, `1.5h`, `2 days`, `1w 2d`, `PT1H`, also followed by `ago`; a day has 24 hours. `None` for
/// everything else, and for months and years, which have no length of their own.
pub fn parse_span(text: &str) -> Option<SignedDuration> {
    let text = text.trim().to_ascii_lowercase();
    let text = text.strip_suffix("ago").map_or(text.as_str(), str::trim_end);
    if text.starts_with(['-', '+']) || text.ends_with("ago") {
        return None;
    }
    let days = SpanRelativeTo::days_are_24_hours();
    let whole = || text.parse::<Span>().ok()?.to_duration(days).ok();
    fraction(text).or_else(whole).filter(|span| !span.is_negative())
}

/// A part of a day or of a week, such as `1.5d`.
fn fraction(text: &str) -> Option<SignedDuration> {
    let end = text.find(|character: char| !character.is_ascii_digit() && character != '.')?;
    let (number, unit) = text.split_at(end);
    let hours = match unit.trim_start() {
        "d" | "day" | "days" => 24.0,
        "w" | "wk" | "wks" | "week" | "weeks" => 168.0,
        _ => return None,
    };
    let number: f64 = number.parse().ok().filter(|_| number.contains('.'))?;
    SignedDuration::try_from_secs_f64(number * hours * 3600.0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_in_the_spellings_that_are_common() {
        for (text, seconds) in [
            ("90s", 90),
            ("1m30s", 90),
            ("1m 30s", 90),
            ("1.5h", 5400),
            ("1.5m", 90),
            ("1d12H", 129_600),
            ("1w 2d", 777_600),
            ("2 days", 172_800),
            ("2 days ago", 172_800),
            ("1.5d", 129_600),
            ("0.5 weeks", 302_400),
            ("1 hour, 30 minutes", 5400),
            ("PT1H", 3600),
            (" 0s ", 0),
        ] {
            assert_eq!(parse_span(text), Some(SignedDuration::from_secs(seconds)), "{text}");
        }
        assert_eq!(parse_span("1.5s"), Some(SignedDuration::from_millis(1500)));
    }

    #[test]
    fn what_has_no_length_is_none() {
        let huge = "9".repeat(30) + "d";
        for text in [
            "",
            "2",
            "d",
            "-1d",
            "+1d",
            "2y",
            "1mo",
            "ago",
            "2d ago ago",
            "1.5.d",
            ".d",
            &huge,
            "2é",
        ] {
            assert_eq!(parse_span(text), None, "{text}");
        }
    }
}
