//! Two password policies, held against each other rule by rule.

use super::policy::{AT_LEAST, AT_MOST, DEMANDED, FORBIDDEN, expiry, in_days};
use crate::model::PasswordPolicy;

/// How a rule that demands or limits a number reads where the weaker policy has none: key and words.
const ABSENT: [(&str, &str); 4] = [
    ("minLength", "no minimum length"),
    ("minCharacterTypes", "no mix of character types required"),
    ("maxLength", "no maximum length"),
    ("maxRepeatedChars", "no limit on repeated characters"),
];

/// In which rules the new policy is weaker than the old one: less strict, or absent. Empty where it is weaker in none,
/// however much stricter it is in others. Each in words such as "12 → 8 characters".
pub fn loosened(old: &PasswordPolicy, new: &PasswordPolicy) -> Vec<String> {
    let mut rules: Vec<String> =
        AT_LEAST.iter().filter_map(|rule| demands_less(rule, old, new)).collect();
    rules.extend(AT_MOST.iter().filter_map(|rule| allows_more(rule, old, new)));
    rules.extend(FORBIDDEN.iter().filter_map(|rule| forbids_less(rule, old, new)));
    for (key, what) in DEMANDED.iter().filter(|(key, _)| old.flag(key)) {
        if !new.flag(key) {
            rules.push(format!("no {what} required"));
        }
    }
    rules.extend(expires_later(old, new));
    rules
}

fn demands_less(
    (key, one, many): &(&str, &str, &str),
    old: &PasswordPolicy,
    new: &PasswordPolicy,
) -> Option<String> {
    let wanted = old.rule(key)?;
    match new.rule(key) {
        None => Some(absent(key).unwrap_or_else(|| format!("no {one} required"))),
        Some(less) if less < wanted => {
            Some(format!("{wanted} → {less} {}", if less == 1 { one } else { many }))
        }
        Some(_) => None,
    }
}

fn allows_more(
    (key, _, many): &(&str, &str, &str),
    old: &PasswordPolicy,
    new: &PasswordPolicy,
) -> Option<String> {
    let most = old.rule(key)?;
    match new.rule(key) {
        None => Some(absent(key).unwrap_or_else(|| format!("any number of {many}"))),
        Some(more) if more > most => Some(format!("at most {most} → {more} {many}")),
        Some(_) => None,
    }
}

fn absent(key: &str) -> Option<String> {
    ABSENT.iter().find(|(rule, _)| *rule == key).map(|(_, words)| (*words).to_owned())
}

fn forbids_less(
    (key, what, length): &(&str, &str, Option<&str>),
    old: &PasswordPolicy,
    new: &PasswordPolicy,
) -> Option<String> {
    if !old.flag(key) {
        return None;
    }
    if !new.flag(key) {
        return Some(format!("{what} allowed"));
    }
    let length = length.as_ref()?;
    let from = old.rule(length)?;
    // Without a length of its own the policy forbids longer and shorter words alike.
    let than = new.rule(length).filter(|&other| other > from)?;
    Some(format!("{what} forbidden only from {from} → {than} characters on"))
}

fn expires_later(old: &PasswordPolicy, new: &PasswordPolicy) -> Option<String> {
    let days = expiry(old)?;
    match expiry(new) {
        None => Some("passwords do not expire".to_owned()),
        Some(later) if later > days => Some(format!("expires after {days} → {}", in_days(later))),
        Some(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::rules::testing::thing;

    #[test]
    fn a_policy_is_weaker_in_single_rules() {
        let table = [
            (json!({"minLength": 12}), json!({"minLength": 8}), "12 → 8 characters"),
            (json!({"minLength": 12}), json!({}), "no minimum length"),
            (json!({"minUpper": 3}), json!({"minUpper": 1}), "3 → 1 upper-case letter"),
            (json!({"minNumeric": 1}), json!({"minNumeric": 0}), "no digit required"),
            (json!({"minCharacterTypes": 3}), json!({}), "no mix of character types required"),
            (json!({"maxLength": 16}), json!({"maxLength": 25}), "at most 16 → 25 characters"),
            (json!({"maxLength": 16}), json!({}), "no maximum length"),
            (json!({"maxRepeatedChars": 2}), json!({}), "no limit on repeated characters"),
            (
                json!({"useDictionary": true}),
                json!({"useDictionary": false}),
                "words of the dictionary allowed",
            ),
            (
                json!({"validateAgainstAccountId": true, "accountIdMinWordLength": 3}),
                json!({"validateAgainstAccountId": true, "accountIdMinWordLength": 5}),
                "the account's ID forbidden only from 3 → 5 characters on",
            ),
            (json!({"requireStrongAuthn": true}), json!({}), "no strong authentication required"),
            (
                json!({"enablePasswdExpiration": true, "passwordExpiration": 30}),
                json!({"enablePasswdExpiration": true, "passwordExpiration": 90}),
                "expires after 30 → 90 days",
            ),
            (
                json!({"enablePasswdExpiration": true, "passwordExpiration": 30}),
                json!({"passwordExpiration": 30}),
                "passwords do not expire",
            ),
        ];
        for (old, new, words) in table {
            let (old, new): (PasswordPolicy, PasswordPolicy) = (thing(old), thing(new));
            assert_eq!(loosened(&old, &new), [words]);
            assert!(loosened(&new, &old).is_empty(), "{words}");
            assert!(loosened(&old, &old).is_empty(), "{words}");
        }
    }

    #[test]
    fn one_weaker_rule_among_stricter_ones_counts() {
        let policy = |value: Value| -> PasswordPolicy { thing(value) };
        let old = policy(json!({"minLength": 8, "minSpecial": 1}));
        let new = policy(json!({"minLength": 16, "minUpper": 2}));
        assert_eq!(loosened(&old, &new), ["no special character required"]);
        assert_eq!(loosened(&new, &old), ["16 → 8 characters", "no upper-case letter required"]);
    }
}
