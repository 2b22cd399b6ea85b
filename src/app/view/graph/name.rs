//! Names as text on one line that steers nothing.

use std::borrow::Cow;

/// Whether a character can steer a terminal or a page: controls, line and paragraph separators, and the bidirectional
/// embeddings, overrides and isolates.
const fn steers(character: char) -> bool {
    matches!(character, '\0'..='\x1f' | '\x7f'..='\u{9f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The name with a blank for each character that steers. Right-to-left letters and emoji stay as they are.
pub(super) fn line(name: &str) -> Cow<'_, str> {
    if name.contains(steers) { Cow::Owned(name.replace(steers, " ")) } else { Cow::Borrowed(name) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_steers_is_replaced() {
        assert_eq!(line("a\nb\x1b[2J\u{202e}c\u{2028}d"), "a b [2J c d");
        assert!(matches!(line("שלום 👩‍💻 <script>"), Cow::Borrowed(_)));
    }
}
