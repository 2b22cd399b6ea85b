//! What a source's password policy asks for: as the tenant tells it, and as it is enforced.

use rusqlite::{Connection, OptionalExtension as _};
use serde_json::{Map, Value};
use zeroize::Zeroizing;

/// A policy with its rules.
pub(super) struct Rules {
    name: String,
    rules: Map<String, Value>,
}

/// `(field of the policy, word in query-password-info)` of rules with a number.
const COUNTED: [(&str, &str); 9] = [
    ("minLength", "passwordMinLength"),
    ("maxLength", "passwordMaxLength"),
    ("minAlpha", "passwordMinAlpha"),
    ("minNumeric", "passwordMinNumeric"),
    ("minUpper", "passwordMinUpper"),
    ("minLower", "passwordMinLower"),
    ("minSpecial", "passwordMinSpecial"),
    ("minCharacterTypes", "passwordMinCharType"),
    ("maxRepeatedChars", "passwordRepeatedChar"),
];

/// Rules that forbid a name, by the same word in both places.
const NAMES: [&str; 2] = ["validateAgainstAccountId", "validateAgainstAccountName"];

/// The tenant's dictionary, which clients do not have: passwords with one of these words are refused everywhere.
const DICTIONARY: [&str; 4] = ["password", "welcome", "letmein", "sailpoint"];

impl Rules {
    /// The rules in force on a source: its own policy, which a sync group has assigned to it, else the tenant's default.
    pub(super) fn of(db: &Connection, source: &str) -> rusqlite::Result<Self> {
        let assigned = "SELECT p.name, p.rules FROM source_policies a JOIN policies p ON p.id = a.policy_id \
                        WHERE a.source_id = ? AND a.selectors IS NULL ORDER BY p.seq LIMIT 1";
        let default =
            "SELECT name, rules FROM policies WHERE json_extract(rules, '$.defaultPolicy') LIMIT 1";
        let read = |row: &rusqlite::Row| {
            let rules: String = row.get(1)?;
            Ok(Self { name: row.get(0)?, rules: serde_json::from_str(&rules).unwrap_or_default() })
        };
        let own = db.prepare_cached(assigned)?.query_row([source], read).optional()?;
        own.map_or_else(|| db.prepare_cached(default)?.query_row([], read), Ok)
    }

    /// `KEY is VALUE`, one for each rule that is set.
    pub(super) fn lines(&self) -> Vec<String> {
        let counted = COUNTED.iter().filter_map(|(field, word)| {
            self.number(field).map(|number| format!("{word} is {number}"))
        });
        let names = NAMES.iter().filter(|field| self.is_set(field));
        let names = names.map(|field| format!("{field} is true"));
        counted.chain(names).chain(["passwordDictionary is standard".to_owned()]).collect()
    }

    /// The first rule that the password breaks, in a sentence without the password. `names` are the ID and the name of
    /// the account.
    pub(super) fn complaint(&self, password: &str, names: [&str; 2]) -> Option<String> {
        let counted = COUNTED.iter().find(|(field, _)| {
            self.number(field).is_some_and(|number| !holds(field, number, password))
        });
        let rule = match counted {
            Some((_, word)) => word,
            None => self.forbidden(&Zeroizing::new(password.to_lowercase()), names)?,
        };
        Some(format!("The password does not satisfy {rule} of password policy \"{}\"", self.name))
    }

    /// The rule that forbids a part of the password, which is in lower case.
    fn forbidden(&self, password: &str, names: [&str; 2]) -> Option<&'static str> {
        let contains = |name: &str| password.contains(&name.to_lowercase());
        for (field, name) in NAMES.iter().zip(names) {
            if self.is_set(field) && contains(name) {
                return Some(field);
            }
        }
        DICTIONARY.iter().any(|word| contains(word)).then_some("passwordDictionary")
    }

    fn number(&self, field: &str) -> Option<u64> {
        self.rules.get(field)?.as_u64().filter(|&number| number > 0)
    }

    fn is_set(&self, field: &str) -> bool {
        self.rules.get(field) == Some(&Value::Bool(true))
    }
}

fn holds(field: &str, number: u64, password: &str) -> bool {
    let count = |class: fn(char) -> bool| password.chars().filter(|&each| class(each)).count();
    let special: fn(char) -> bool = |each| !each.is_alphanumeric();
    let types = [char::is_uppercase, char::is_lowercase, char::is_numeric, special];
    let actual = match field {
        "minLength" | "maxLength" => password.chars().count(),
        "minAlpha" => count(char::is_alphabetic),
        "minNumeric" => count(char::is_numeric),
        "minUpper" => count(char::is_uppercase),
        "minLower" => count(char::is_lowercase),
        "minSpecial" => count(special),
        "minCharacterTypes" => types.into_iter().filter(|&class| count(class) > 0).count(),
        _ => run(password),
    } as u64;
    if field.starts_with("max") { actual <= number } else { actual >= number }
}

/// How often a character stands in a row at most.
fn run(password: &str) -> usize {
    let characters = Zeroizing::new(password.chars().collect::<Vec<_>>());
    characters.chunk_by(|one, next| one == next).map(<[char]>::len).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn rules(rules: Value) -> Rules {
        let Value::Object(rules) = rules else { panic!("no object") };
        Rules { name: "Strong".into(), rules }
    }

    #[test]
    fn every_rule_is_told_and_enforced() {
        for (field, number, line, good, bad) in [
            ("minLength", 4, "passwordMinLength is 4", "äöüß", "äöü"),
            ("maxLength", 3, "passwordMaxLength is 3", "äöü", "äöüß"),
            ("minAlpha", 2, "passwordMinAlpha is 2", "a1b", "a12"),
            ("minNumeric", 1, "passwordMinNumeric is 1", "a1", "ab"),
            ("minUpper", 1, "passwordMinUpper is 1", "aB", "ab"),
            ("minLower", 1, "passwordMinLower is 1", "aB", "AB"),
            ("minSpecial", 1, "passwordMinSpecial is 1", "a ", "ab"),
            ("minCharacterTypes", 3, "passwordMinCharType is 3", "aB1", "ab1"),
            ("maxRepeatedChars", 2, "passwordRepeatedChar is 2", "aabaa", "aaab"),
        ] {
            let rules = rules(json!({ field: number }));
            assert_eq!(rules.lines(), [line, "passwordDictionary is standard"]);
            assert_eq!(rules.complaint(good, ["x@", "y@"]), None, "{field}");
            let word = line.split(' ').next().unwrap();
            let complaint = rules.complaint(bad, ["x@", "y@"]).unwrap();
            assert_eq!(
                complaint,
                format!("The password does not satisfy {word} of password policy \"Strong\"")
            );
        }
    }

    #[test]
    fn names_and_dictionary_words_are_refused() {
        let strict = rules(json!({"validateAgainstAccountName": true, "minLength": -1}));
        assert!(strict.complaint("x-ABBY.smith-1", ["id", "Abby.Smith"]).is_some());
        assert!(strict.complaint("my-id", ["id", "Abby.Smith"]).is_none());
        assert!(rules(json!({})).complaint("WelcomeHome", ["id", "name"]).is_some());
    }
}
