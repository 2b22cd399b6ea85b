//! Keeps what a tenant says from steering a terminal.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character can steer a terminal or turn text around: C0, DEL and C1, and the bidirectional embeddings,
/// overrides and isolates.
const fn steers(character: char) -> bool {
    matches!(character, '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text without control characters, save line ends and tabs. What an escape character introduced stays, as the
/// harmless text that it then is: nothing else disappears.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    let bad = |character| steers(character) && !matches!(character, '\n' | '\t');
    if text.contains(bad) { Cow::Owned(text.replace(bad, "")) } else { Cow::Borrowed(text) }
}

/// The text on one line: blanks for line ends and tabs.
pub(super) fn line(text: &str) -> Cow<'_, str> {
    let ends = |character| matches!(character, '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}');
    if !text.contains(ends) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", " ").replace(ends, " "))
}

/// Whether a text has nothing but ASCII, and no DEL: what most JSON is, and quick to see.
pub(super) fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte < 0x7f)
}

/// JSON that says the same without a character that steers. Only its texts can have any besides line ends, and those
/// are escaped already where they are below U+0020.
pub(super) fn json(json: &str) -> Cow<'_, str> {
    let bad = |character| steers(character) && character != '\n';
    if !json.contains(bad) {
        return Cow::Borrowed(json);
    }
    let mut clean = String::with_capacity(json.len() + 16);
    for character in json.chars() {
        if bad(character) {
            let _ = write!(clean, "\\u{:04x}", u32::from(character));
        } else {
            clean.push(character);
        }
    }
    Cow::Owned(clean)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Texts in which control characters are no rarity.
    fn nasty() -> impl Strategy<Value = String> {
        prop_oneof![any::<String>(), "[\0-\u{9f}a\u{202a}-\u{202e}\u{2066}-\u{2069}é😀]{0,30}"]
    }

    #[test]
    fn sequences_lose_what_makes_them_work() {
        assert_eq!(text("\x1b[31mred\x1b[0m\x07"), "[31mred[0m");
        assert_eq!(text("\u{9b}2J\u{202e}abc\u{2069}\x7f"), "2Jabc");
        assert_eq!(text("a\tb\r\nc"), "a\tb\nc");
        assert_eq!(line("a\tb\r\nc\nd"), "a b c d");
        assert!(matches!(text("plain é"), Cow::Borrowed(_)));
        assert!(matches!(line("plain é"), Cow::Borrowed(_)));
    }

    #[test]
    fn json_is_escaped_not_changed() {
        assert_eq!(
            json("{\n  \"a\": \"\u{9b}\u{7f}\u{202e}é\"\n}"),
            "{\n  \"a\": \"\\u009b\\u007f\\u202eé\"\n}"
        );
        assert!(matches!(json("{\"a\": \"é\"}"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn nothing_that_steers_survives(input in nasty()) {
            prop_assert!(!text(&input).chars().any(|c| steers(c) && c != '\n' && c != '\t'));
            prop_assert!(!text(&line(&input)).chars().any(steers));
        }

        #[test]
        fn all_else_survives(input in nasty()) {
            let kept: String = input.chars().filter(|&c| !steers(c) || c == '\n' || c == '\t').collect();
            prop_assert_eq!(text(&input), kept);
        }

        #[test]
        fn json_keeps_its_meaning(input in nasty()) {
            let written = serde_json::to_string(&input).unwrap();
            let clean = json(&written);
            prop_assert!(!clean.chars().any(steers));
            prop_assert_eq!(serde_json::from_str::<String>(&clean).unwrap(), input);
        }
    }
}
