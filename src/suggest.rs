//! "Did you mean": the known word that is nearest to a mistyped one.

/// The nearest of the known words, or none if all are far away. Case, `_`, `-` and blanks do not count, so that
/// `source_ids` is `sourceIds`; beyond that about one letter in three may be wrong.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = simplified(word);
    let distance = |known: &str| {
        let known = simplified(known);
        let tolerance = plain.chars().count().max(known.chars().count()) / 3;
        let distance = strsim::damerau_levenshtein(&plain, &known);
        (distance <= tolerance).then_some(distance)
    };
    known
        .into_iter()
        .filter_map(|known| Some((distance(known)?, known)))
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, known)| known)
}

fn simplified(word: &str) -> String {
    word.chars()
        .filter(|letter| !matches!(letter, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
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
    fn of_two_the_nearer_one_wins() {
        assert_eq!(nearest("Test Grup 2", ["Test Group 1", "Test Group 2"]), Some("Test Group 2"));
    }
}
