//! Password policies in words, and those of the members held against the group's.

use super::finding::{Finding, Rule};
use super::group::unreadable_policies;
use super::source::subject;
use super::weaker::loosened;
use crate::model::{PasswordPolicy, PolicyAssignment, Source, SyncGroup};
use crate::rules::tenant_facts::{Reading, TenantFacts};

/// Rules that demand at least a number of something: key, one of it, several of it.
pub(super) const AT_LEAST: [(&str, &str, &str); 7] = [
    ("minLength", "character", "characters"),
    ("minAlpha", "letter", "letters"),
    ("minUpper", "upper-case letter", "upper-case letters"),
    ("minLower", "lower-case letter", "lower-case letters"),
    ("minNumeric", "digit", "digits"),
    ("minSpecial", "special character", "special characters"),
    ("minCharacterTypes", "type of character", "types of characters"),
];

/// Rules that allow at most a number of something.
pub(super) const AT_MOST: [(&str, &str, &str); 2] = [
    ("maxLength", "character", "characters"),
    ("maxRepeatedChars", "repetition of a character", "repetitions of a character"),
];

/// Rules that forbid something in a password, with the rule that says from which length of a word on.
pub(super) const FORBIDDEN: [(&str, &str, Option<&str>); 5] = [
    ("validateAgainstAccountName", "the account's name", Some("accountNameMinWordLength")),
    ("validateAgainstAccountId", "the account's ID", Some("accountIdMinWordLength")),
    ("useAccountAttributes", "values of the account's attributes", None),
    ("useIdentityAttributes", "values of the identity's attributes", None),
    ("useDictionary", "words of the dictionary", None),
];

/// Rules about how a password is changed.
pub(super) const DEMANDED: [(&str, &str); 3] = [
    ("requireStrongAuthn", "strong authentication"),
    ("requireStrongAuthOffNetwork", "strong authentication off the network"),
    ("requireStrongAuthUntrustedGeographies", "strong authentication in untrusted geographies"),
];

/// The policy's rules in words, such as "at least 8 characters, 1 digit; at most 25 characters".
pub fn describe_policy(policy: &PasswordPolicy) -> String {
    let count = |(key, one, many): &(&str, &str, &str)| {
        policy.rule(key).map(|number| format!("{number} {}", if number == 1 { one } else { many }))
    };
    let parts = [
        sentence("at least", AT_LEAST.iter().filter_map(count)),
        sentence("at most", AT_MOST.iter().filter_map(count)),
        sentence("without", forbidden(policy).map(str::to_owned)),
        sentence("with", demanded(policy).map(str::to_owned)),
        expiry(policy).map(|days| format!("expires after {}", in_days(days))),
    ];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join("; ");
    if text.is_empty() { "no rules".to_owned() } else { text }
}

fn sentence(start: &str, parts: impl Iterator<Item = String>) -> Option<String> {
    let list = parts.collect::<Vec<_>>().join(", ");
    (!list.is_empty()).then(|| format!("{start} {list}"))
}

fn forbidden(policy: &PasswordPolicy) -> impl Iterator<Item = &'static str> {
    FORBIDDEN.iter().filter(|(key, ..)| policy.flag(key)).map(|(_, what, _)| *what)
}

fn demanded(policy: &PasswordPolicy) -> impl Iterator<Item = &'static str> {
    DEMANDED.iter().filter(|(key, _)| policy.flag(key)).map(|(_, what)| *what)
}

pub(super) fn expiry(policy: &PasswordPolicy) -> Option<u64> {
    policy.rule("passwordExpiration").filter(|_| policy.flag("enablePasswdExpiration"))
}

pub(super) fn in_days(days: u64) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

/// A warning for each present policy of a member that is stricter in some rule than the group's policy.
pub(super) fn stricter_policies(
    source: &Source,
    group: &SyncGroup,
    known: &TenantFacts,
) -> Vec<Finding> {
    let own = present_policies(source, known).into_iter().filter(|id| *id != group.policy_id());
    own.filter_map(|id| stricter_policy(id, source, group, known)).collect()
}

fn stricter_policy(
    id: &str,
    source: &Source,
    group: &SyncGroup,
    known: &TenantFacts,
) -> Option<Finding> {
    if known.refuses_policy(id) {
        return Some(unreadable_policies());
    }
    let member = known.policy(id).present()?;
    let own = known.policy(group.policy_id()).present()?;
    let rules = loosened(member, own);
    let message = format!(
        "source {} has policy `{}`, which is stricter than the group's `{}`: {}",
        subject(source),
        member.name(),
        own.name(),
        rules.join(", ")
    );
    let remedy = "choose a policy that suits every source, or accept the weaker one";
    let detail = format!("{id} {} {}", group.policy_id(), rules.join("; "));
    let finding = Finding::new(Rule::StricterPolicy, subject(source), message, remedy);
    (!rules.is_empty()).then(|| finding.or("the policies", "policies").about(detail))
}

/// IDs of the policies that a source has now, exceptions left out.
pub(super) fn present_policies<'a>(source: &'a Source, known: &'a TenantFacts) -> Vec<&'a str> {
    let assigned = match known.assignments(source.id()) {
        Reading::Read(assignments) => assignments.as_slice(),
        Reading::Unasked | Reading::Refused => &[],
    };
    let exceptions: Vec<_> = ids(assigned, true).collect();
    let mut present: Vec<_> = ids(assigned, false).collect();
    for (id, _) in source.policies() {
        if !present.contains(&id) && !exceptions.contains(&id) {
            present.push(id);
        }
    }
    present
}

fn ids(assignments: &[PolicyAssignment], exception: bool) -> impl Iterator<Item = &str> {
    assignments
        .iter()
        .filter(move |assignment| assignment.is_exception() == exception)
        .map(PolicyAssignment::policy_id)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::rules::testing::thing;

    fn policy(value: Value) -> PasswordPolicy {
        thing(value)
    }

    #[test]
    fn rules_are_said_in_words() {
        let table = [
            (json!({"minLength": 8, "minNumeric": 1}), "at least 8 characters, 1 digit"),
            (json!({}), "no rules"),
            (json!({"minLength": 0, "minUpper": -1, "minAlpha": null}), "no rules"),
            (
                json!({"maxLength": 25, "maxRepeatedChars": 1}),
                "at most 25 characters, 1 repetition of a character",
            ),
            (
                json!({"minSpecial": 2, "useDictionary": true, "requireStrongAuthn": true}),
                "at least 2 special characters; without words of the dictionary; with strong authentication",
            ),
            (
                json!({"enablePasswdExpiration": true, "passwordExpiration": 90}),
                "expires after 90 days",
            ),
            (json!({"enablePasswdExpiration": false, "passwordExpiration": 90}), "no rules"),
        ];
        for (value, words) in table {
            assert_eq!(describe_policy(&policy(value)), words);
        }
    }
}
