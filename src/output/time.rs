//! When something happened, for people.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The time to the second: where somebody looks at it the local one, else UTC as RFC 3339.
pub fn seconds(at: Timestamp, local: bool) -> String {
    if local {
        at.to_zoned(TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S").to_string()
    } else {
        at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
    }
}

/// A time of RFC 3339 in the local time zone, with what stands behind it in parentheses; `None` for any other text.
pub(super) fn localized(text: &str) -> Option<String> {
    let (time, rest) = text.split_at(text.find(" (").unwrap_or(text.len()));
    Some(seconds(time.parse().ok()?, true) + rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_are_cut_off() {
        let at: Timestamp = "2026-01-02T03:04:05.678Z".parse().unwrap();
        assert_eq!(seconds(at, false), "2026-01-02T03:04:05Z");
        assert_eq!(seconds(at, true).len(), "2026-01-02 03:04:05".len());
    }

    #[test]
    fn only_times_become_local() {
        let local = localized("2023-03-16T04:00:00Z").unwrap();
        assert!(local.starts_with("2023-03-1") && local.len() == "2026-01-02 03:04:05".len());
        assert_eq!(localized("2023-03-16T04:00:00Z (3 h ago)").unwrap(), local + " (3 h ago)");
        for text in ["", " (3 h ago)", "never", "2023-03-16", "yesterday"] {
            assert_eq!(localized(text), None);
        }
    }
}
