//! Times as they are typed.

use std::time::Duration;

use crate::model::parse_span;

/// A time such as `50ms`, `1m30s` or `1.5h`; a number alone is seconds.
pub fn parse(text: &str) -> Result<Duration, String> {
    let invalid = || "use a number and a unit, as in 50ms, 1m30s or 1.5h".to_owned();
    match text.parse() {
        Ok(seconds) => Duration::try_from_secs_f64(seconds).map_err(|_| invalid()),
        Err(_) => {
            parse_span(text).and_then(|span| Duration::try_from(span).ok()).ok_or_else(invalid)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_a_number_and_a_unit() {
        assert_eq!(parse("50ms"), Ok(Duration::from_millis(50)));
        assert_eq!(parse("1.5"), Ok(Duration::from_millis(1500)));
        assert_eq!(parse("2m"), Ok(Duration::from_secs(120)));
        assert_eq!(parse("1m30s"), Ok(Duration::from_secs(90)));
        assert_eq!(parse("1.5h"), Ok(Duration::from_secs(5400)));
        for text in ["", "ms", "-1s", "-1", "5y", "1e400", "inf"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
