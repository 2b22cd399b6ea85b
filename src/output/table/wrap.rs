//! A text on several lines.
//!
//! Own code, since what is measured is whole grapheme clusters, as terminals show them, and since an ID must stay in one
//! piece: the crates for this do one or the other.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// Whether no word has to be broken.
pub(super) fn fits(text: &str, width: usize) -> bool {
    words(text).all(|word| word.width() <= width)
}

/// The width of the widest word.
pub(super) fn widest_word(text: &str) -> usize {
    words(text).map(str::width).max().unwrap_or_default()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ')
}

/// Lines that are at most so wide, broken at blanks. A word that is wider begins a line and is broken where that ends; an
/// ID within it is not, and may be wider than the line.
pub(super) fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for (at, word) in words(text).enumerate() {
        let fits = used + 1 + word.width() <= width;
        if at > 0 && fits {
            used += 1;
            last(&mut lines).push(' ');
        } else if at > 0 {
            used = 0;
            lines.push(String::new());
        }
        let pieces = if word.width() <= width { vec![word] } else { pieces(word) };
        for piece in pieces {
            if used > 0 && used + piece.width() > width {
                used = 0;
                lines.push(String::new());
            }
            used += piece.width();
            last(&mut lines).push_str(piece);
        }
    }
    lines
}

fn last(lines: &mut [String]) -> &mut String {
    lines.last_mut().expect("there is always a line")
}

/// What a word may be broken into: characters as they are seen, and IDs.
fn pieces(word: &str) -> Vec<&str> {
    let (mut pieces, mut rest) = (Vec::new(), word);
    while let Some(id) = id(rest) {
        pieces.extend(rest[..id.start].graphemes(true));
        pieces.push(&rest[id.clone()]);
        rest = &rest[id.end..];
    }
    pieces.extend(rest.graphemes(true));
    pieces
}

/// The first ID: 32 hexadecimal digits, or a UUID.
fn id(word: &str) -> Option<Range<usize>> {
    let mut start = 0;
    word.split(|character: char| !character.is_ascii_hexdigit() && character != '-').find_map(
        |part| {
            let range = start..start + part.len();
            let behind = word[range.end..].chars().next();
            start = range.end + behind.map_or(0, char::len_utf8);
            matches!(part.len(), 32 | 36).then_some(range)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "2c918084660f45d6016617daa9210550";

    #[test]
    fn lines_end_at_blanks_and_a_word_that_is_too_wide_begins_one() {
        for (text, width, expected) in [
            ("", 5, &[""][..]),
            ("one two", 7, &["one two"]),
            ("one two", 6, &["one", "two"]),
            ("one  two", 8, &["one  two"]),
            ("in /home/somebody/x", 8, &["in", "/home/so", "mebody/x"]),
            ("同步组 同步组", 8, &["同步组", "同步组"]),
            ("同步组同步组", 5, &["同步", "组同", "步组"]),
        ] {
            assert_eq!(lines(text, width), expected);
        }
        assert!(fits("one two", 3) && !fits("one three", 3));
    }

    #[test]
    fn a_word_may_have_very_many_ids() {
        let text = vec![ID; 100_000].join(",");
        let lines = lines(&text, 80);
        assert_eq!((lines.len(), lines.concat()), (50_000, text));
    }

    #[test]
    fn an_id_stays_in_one_piece() {
        let uuid = "6881f631-3bd5-4213-9c75-8e05cc3e35dd";
        let text = format!("ü `{ID}`, (`{uuid}`); {ID}");
        for width in 1..80 {
            let lines = lines(&text, width);
            for id in [ID, uuid] {
                assert!(lines.iter().any(|line| line.contains(id)), "{width} {lines:?}");
            }
            let most = width.max(uuid.len());
            assert!(lines.iter().all(|line| line.width() <= most), "{width} {lines:?}");
            assert_eq!(lines.concat().replace(' ', ""), text.replace(' ', ""));
        }
    }
}
