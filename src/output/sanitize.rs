//! Control characters in text that a tenant sends.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character controls a terminal or the direction of text: C0, DEL and C1, and the bidirectional marks,
/// embeddings, overrides and isolates.
const fn controls(character: char) -> bool {
    matches!(
        character,
        '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

/// The text without control characters, save line ends and tabs. What an escape character introduced stays, as the
/// harmless text that it then is: nothing else disappears.
pub(super) fn text(text: &str) -> Cow<'_, str> {
    let bad = |character| controls(character) && !matches!(character, '\n' | '\t');
    if text.contains(bad) { Cow::Owned(text.replace(bad, "")) } else { Cow::Borrowed(text) }
}

/// The text on one line: blanks for line ends and tabs.
pub(super) fn line(text: &str) -> Cow<'_, str> {
    let ends = |character| {
        matches!(
            character,
            '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    if !text.contains(ends) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", " ").replace(ends, " "))
}

/// The text on one line, without control characters.
pub fn plain_line(text: &str) -> Cow<'_, str> {
    match line(text) {
        Cow::Borrowed(text) => self::text(text),
        Cow::Owned(line) => Cow::Owned(self::text(&line).into_owned()),
    }
}

/// The text without control characters, and without a line that GitHub Actions takes for a command: no message of this
/// program begins one with `::`, so it can only come from a tenant.
pub(super) fn message(text: &str) -> Cow<'_, str> {
    let clean = self::text(text);
    if !clean.contains("::") {
        return clean;
    }
    let lines = clean.split('\n').map(|line| {
        let body = line.trim_start();
        match body.strip_prefix("::") {
            Some(rest) => format!("{}: :{rest}", &line[..line.len() - body.len()]),
            None => line.to_owned(),
        }
    });
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}

/// Whether a text has nothing but ASCII, and no DEL: what most JSON is, and quick to test.
pub(super) fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| byte < 0x7f)
}

/// JSON of the same meaning without control characters. Only its texts can have any besides line ends, and those
/// are escaped already where they are below U+0020.
pub(super) fn json(json: &str) -> Cow<'_, str> {
    let bad = |character| controls(character) && character != '\n';
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
    fn a_line_is_no_command_of_a_build_server() {
        assert_eq!(plain_line("a\u{1b}[1m\r\nb\u{2028}c\u{200f}"), "a[1m b c");
        assert_eq!(message("a ::b\n  ::error::c\x1b\n::d::"), "a ::b\n  : :error::c\n: :d::");
        assert!(matches!(message("a: b"), Cow::Borrowed(_)));
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
        fn no_control_character_survives(input in nasty()) {
            prop_assert!(!text(&input).chars().any(|c| controls(c) && c != '\n' && c != '\t'));
            prop_assert!(!text(&line(&input)).chars().any(controls));
        }

        #[test]
        fn all_else_survives(input in nasty()) {
            let kept: String = input.chars().filter(|&c| !controls(c) || c == '\n' || c == '\t').collect();
            prop_assert_eq!(text(&input), kept);
        }

        #[test]
        fn json_keeps_its_meaning(input in nasty()) {
            let written = serde_json::to_string(&input).unwrap();
            let clean = json(&written);
            prop_assert!(!clean.chars().any(controls));
            prop_assert_eq!(serde_json::from_str::<String>(&clean).unwrap(), input);
        }
    }
}
