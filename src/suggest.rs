//! "Did you mean": the known word that is nearest to a mistyped one.

use unicode_normalization::UnicodeNormalization as _;

/// The nearest of the known words, or none if none is near enough to be the same word mistyped.
///
/// Case, `_`, `-`, blanks and the Unicode composition do not count, so that `source_ids` is `sourceIds`. Beyond that
/// about one letter in four may be wrong, and the word begins as the known one does: a word that merely looks alike, as
/// `plan` and `man`, `import` and `export` or `query` and `quiet` do, means something else. An abbreviation that leaves
/// letters out, as `nm` for `name`, is understood too.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_by(word, known, true)
}

/// The nearest of the known words, without abbreviations: of many words, one that has the letters is soon found.
pub fn mistyped<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_by(word, known, false)
}

fn nearest_by<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
    abbreviated: bool,
) -> Option<&'a str> {
    let plain = simplified(word);
    known
        .into_iter()
        .filter_map(|known| Some((distance(&plain, &simplified(known), abbreviated)?, known)))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, known)| known)
}

/// How many slips of the finger lie between the two, if they can be the same word.
fn distance(word: &[char], known: &[char], abbreviated: bool) -> Option<usize> {
    let distance = strsim::generic_damerau_levenshtein(word, known);
    let length = word.len().max(known.len());
    let slipped =
        distance <= (length / 4).max(usize::from(length >= 3)) && begins_alike(word, known);
    (slipped || abbreviated && abbreviates(word, known)).then_some(distance)
}

/// Whether the first letters are the same, but for a slip of the finger there: swapped, left out, or one too many.
fn begins_alike(word: &[char], known: &[char]) -> bool {
    match (word, known) {
        ([a, ..], [b, ..]) if a == b => true,
        ([a, b, ..], [c, d, ..]) if (a, b) == (d, c) => true,
        ([_, rest @ ..], known) if rest == known && known.len() > 3 => true,
        (word, [_, rest @ ..]) if rest == word && word.len() > 3 => true,
        (word, known) => word.is_empty() && known.is_empty(),
    }
}

/// Whether the word is the known one with letters left out, at most half of them. A word that merely ends early may be
/// another word, as `log` is beside `login`.
fn abbreviates(word: &[char], known: &[char]) -> bool {
    let mut letters = known.iter();
    word.len() >= 2
        && word.len() * 2 >= known.len()
        && word.first() == known.first()
        && !known.starts_with(word)
        && word.iter().all(|letter| letters.any(|other| other == letter))
}

fn simplified(word: &str) -> Vec<char> {
    word.nfc()
        .filter(|letter| !matches!(letter, '_' | '-') && !letter.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Whether a person would take two names for the same one: they differ only in case, in Unicode composition, or in
/// blanks that are not seen (at the ends, several in a row, or no-break spaces).
pub fn look_alike(one: &str, other: &str) -> bool {
    visible(one) == visible(other)
}

fn visible(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").nfkc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 6] = ["id", "name", "passwordPolicyId", "sourceIds", "created", "modified"];

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        for (word, expected) in [
            ("nam", "name"),
            ("Name", "name"),
            ("naem", "name"),
            ("source_ids", "sourceIds"),
            ("sourceId", "sourceIds"),
            ("SOURCE-IDS", "sourceIds"),
            ("sources", "sourceIds"),
            ("passwordPolicyID", "passwordPolicyId"),
            ("passwordPolcyId", "passwordPolicyId"),
            ("creatd", "created"),
            ("ID", "id"),
        ] {
            assert_eq!(nearest(word, KEYS), Some(expected), "{word}");
        }
    }

    #[test]
    fn what_is_far_from_everything_has_no_neighbour() {
        for word in ["", "x", "colour", "ab", "description"] {
            assert_eq!(nearest(word, KEYS), None, "{word}");
        }
        assert_eq!(nearest("name", []), None);
    }

    #[test]
    fn a_word_that_means_something_else_is_not_suggested() {
        for (word, known) in [
            ("plan", "man"),
            ("import", "export"),
            ("query", "quiet"),
            ("set", "get"),
            ("move", "remove"),
            ("rename", "remove"),
            ("log", "login"),
            ("status", "list"),
            ("source", "force"),
        ] {
            assert_eq!(nearest(word, [known]), None, "{word}");
        }
    }

    #[test]
    fn short_words_and_abbreviations_are_understood() {
        for (word, known) in [
            ("nm", "name"),
            ("jsno", "json"),
            ("jsn", "json"),
            ("gte", "get"),
            ("lst", "list"),
            ("delte", "delete"),
            ("exprot", "export"),
            ("lgoin", "login"),
            ("olgin", "login"),
            ("pdate", "update"),
        ] {
            assert_eq!(nearest(word, ["sources", known]), Some(known), "{word}");
        }
    }

    #[test]
    fn among_many_words_abbreviations_are_none() {
        assert_eq!(nearest("set", ["silent"]), Some("silent"));
        assert_eq!(mistyped("set", ["silent"]), None);
        assert_eq!(mistyped("aprove", ["approve"]), Some("approve"));
    }

    #[test]
    fn composition_does_not_count() {
        assert_eq!(nearest("Cafe\u{301}", ["Caf\u{e9}"]), Some("Caf\u{e9}"));
        // In a short name the accent alone would be one letter of two.
        assert_eq!(nearest("e\u{301}a", ["\u{e9}a"]), Some("\u{e9}a"));
    }

    #[test]
    fn names_that_look_the_same_are_told() {
        for alike in
            ["caf\u{e9} 1", "Cafe\u{301} 1", "Caf\u{e9}\u{a0}1", "Caf\u{e9} 1 ", " Caf\u{e9}  1"]
        {
            assert!(look_alike("Caf\u{e9} 1", alike), "{alike:?}");
        }
        for other in ["Cafe 1", "Caf\u{e9} 2", "Caf\u{e9}1"] {
            assert!(!look_alike("Caf\u{e9} 1", other), "{other:?}");
        }
    }

    #[test]
    fn of_two_the_nearer_one_wins() {
        assert_eq!(nearest("Test Grup 2", ["Test Group 1", "Test Group 2"]), Some("Test Group 2"));
    }
}
