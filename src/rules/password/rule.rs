//! The tenant's rules for one user's password: `KEY is VALUE`, read permissively.

use zeroize::Zeroizing;

/// One rule of the tenant. Characters are Unicode scalar values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PasswordRule {
    /// At least this many characters.
    MinLength(usize),
    /// At most this many characters.
    MaxLength(usize),
    /// At least this many of a class of characters.
    Min(Class, usize),
    /// At least this many of the four types upper case, lower case, digit and special.
    MinTypes(usize),
    /// No character more often than this in a row.
    MaxRepeated(usize),
    /// The account's or user's name is no part of the password.
    WithoutName,
    /// A rule that only the tenant can check, as it was sent.
    Tenant(String),
}

/// A class of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Letters of either case.
    Alpha,
    /// Upper-case letters.
    Upper,
    /// Lower-case letters.
    Lower,
    /// Digits.
    Numeric,
    /// What is neither letter nor digit.
    Special,
}

impl Class {
    /// Whether the character belongs to the class.
    pub fn has(self, character: char) -> bool {
        match self {
            Self::Alpha => character.is_alphabetic(),
            Self::Upper => character.is_uppercase(),
            Self::Lower => character.is_lowercase(),
            Self::Numeric => character.is_numeric(),
            Self::Special => !character.is_alphanumeric(),
        }
    }

    const fn nouns(self) -> (&'static str, &'static str) {
        match self {
            Self::Alpha => ("letter", "letters"),
            Self::Upper => ("upper-case letter", "upper-case letters"),
            Self::Lower => ("lower-case letter", "lower-case letters"),
            Self::Numeric => ("digit", "digits"),
            Self::Special => ("special character", "special characters"),
        }
    }
}

/// The types that [`PasswordRule::MinTypes`] counts.
const TYPES: [Class; 4] = [Class::Upper, Class::Lower, Class::Numeric, Class::Special];

/// Reads the tenant's rules, each once. Those that are not set (0, -1, false) are left out, unknown ones are kept for the
/// tenant.
pub fn parse<S: AsRef<str>>(policies: &[S]) -> Vec<PasswordRule> {
    let mut rules = Vec::new();
    for rule in policies.iter().filter_map(|policy| parse_one(policy.as_ref().trim())) {
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    rules
}

fn parse_one(text: &str) -> Option<PasswordRule> {
    let tenant = || Some(PasswordRule::Tenant(text.to_owned()));
    let Some((key, value)) = text.split_once(" is ").map(|(key, value)| (key.trim(), value.trim()))
    else {
        return if text.is_empty() { None } else { tenant() };
    };
    let key = key.to_ascii_lowercase();
    match (value.parse::<i64>(), value.parse::<bool>()) {
        (Ok(number), _) if number <= 0 => None,
        (Ok(number), _) => u16::try_from(number)
            .ok()
            .and_then(|number| counted(&key, number.into()))
            .or_else(tenant),
        (_, Ok(false)) => None,
        (_, Ok(true)) if names_a_name(&key) => Some(PasswordRule::WithoutName),
        _ => tenant(),
    }
}

fn counted(key: &str, number: usize) -> Option<PasswordRule> {
    Some(match key.strip_prefix("password").unwrap_or(key) {
        "minlength" => PasswordRule::MinLength(number),
        "maxlength" => PasswordRule::MaxLength(number),
        "minalpha" => PasswordRule::Min(Class::Alpha, number),
        "minupper" => PasswordRule::Min(Class::Upper, number),
        "minlower" => PasswordRule::Min(Class::Lower, number),
        "minnumeric" => PasswordRule::Min(Class::Numeric, number),
        "minspecial" => PasswordRule::Min(Class::Special, number),
        "minchartype" | "minchartypes" | "mincharactertypes" => PasswordRule::MinTypes(number),
        "repeatedchar" | "repeatedchars" | "maxrepeatedchars" => PasswordRule::MaxRepeated(number),
        _ => return None,
    })
}

/// The tenant's documentation does not list these keys; they are known by what they are about.
fn names_a_name(key: &str) -> bool {
    ["accountname", "accountid", "username", "displayname"].iter().any(|word| key.contains(word))
}

impl PasswordRule {
    /// The rule in words, such as "at least 12 characters".
    pub fn describe(&self) -> String {
        let most = |number: &usize, (one, many): (&str, &str)| {
            format!("{number} {}", if *number == 1 { one } else { many })
        };
        match self {
            Self::MinLength(n) => format!("at least {}", most(n, ("character", "characters"))),
            Self::MaxLength(n) => format!("at most {}", most(n, ("character", "characters"))),
            Self::Min(class, n) => format!("at least {}", most(n, class.nouns())),
            Self::MinTypes(n) => {
                let types = ("type of character", "types of characters");
                format!("at least {} (upper case, lower case, digit, special)", most(n, types))
            }
            Self::MaxRepeated(1) => "no character twice in a row".to_owned(),
            Self::MaxRepeated(n) => format!("no character more than {n} times in a row"),
            Self::WithoutName => "must not contain the account's name or ID".to_owned(),
            Self::Tenant(text) => format!("`{text}` (checked by the tenant)"),
        }
    }

    /// Whether the password satisfies the rule, as far as that can be told here.
    fn holds(&self, password: &str, names: &[&str]) -> bool {
        let count = |class: Class| password.chars().filter(|&each| class.has(each)).count();
        match self {
            Self::MinLength(n) => password.chars().count() >= *n,
            Self::MaxLength(n) => password.chars().count() <= *n,
            Self::Min(class, n) => count(*class) >= *n,
            Self::MinTypes(n) => TYPES.into_iter().filter(|&class| count(class) > 0).count() >= *n,
            Self::MaxRepeated(n) => longest_run(password) <= *n,
            Self::WithoutName => !contains_any(password, names),
            Self::Tenant(_) => true,
        }
    }
}

/// The rules that the password breaks, each in words and never with a part of the password. `names` are the user's
/// login and the IDs and names of the account.
pub fn broken(password: &str, rules: &[PasswordRule], names: &[&str]) -> Vec<String> {
    let breaks = |rule: &&PasswordRule| !rule.holds(password, names);
    rules.iter().filter(breaks).map(PasswordRule::describe).collect()
}

/// The rules that only the tenant can check, as it sent them.
pub fn left_to_tenant(rules: &[PasswordRule]) -> impl Iterator<Item = &str> {
    rules.iter().filter_map(|rule| match rule {
        PasswordRule::Tenant(text) => Some(text.as_str()),
        _ => None,
    })
}

fn longest_run(password: &str) -> usize {
    let (mut longest, mut run, mut last) = (0, 0, None);
    for character in password.chars() {
        run = if last == Some(character) { run + 1 } else { 1 };
        last = Some(character);
        longest = longest.max(run);
    }
    longest
}

fn contains_any(password: &str, names: &[&str]) -> bool {
    let password = lower(password);
    names.iter().any(|name| !name.is_empty() && password.contains(name.to_lowercase().as_str()))
}

/// In lower case, wiped afterwards, without a copy left behind by a growing buffer.
fn lower(password: &str) -> Zeroizing<String> {
    // No character grows to more than three characters of four bytes when it is put in lower case.
    let mut text = Zeroizing::new(String::with_capacity(password.len() * 12));
    text.extend(password.chars().flat_map(char::to_lowercase));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(texts: &[&str]) -> Vec<PasswordRule> {
        parse(texts)
    }

    #[test]
    fn each_rule_is_there_once() {
        let rules = parse(&[
            "passwordMinLength is 8",
            "passwordMinLength is 8",
            "accountNameForbidden is true",
            "accountIdForbidden is true",
            "useDictionary is true",
            "useDictionary is true",
        ]);
        let tenant = PasswordRule::Tenant("useDictionary is true".into());
        assert_eq!(rules, [PasswordRule::MinLength(8), PasswordRule::WithoutName, tenant]);
    }

    #[test]
    fn each_rule_is_met_and_broken() {
        let table = [
            ("passwordMinLength is 4", "äöüß", "äöü", "at least 4 characters"),
            ("passwordMinLength is 1", "a", "", "at least 1 character"),
            ("passwordMaxLength is 3", "äöü", "äöüß", "at most 3 characters"),
            ("passwordMinAlpha is 2", "aé1", "a1!", "at least 2 letters"),
            ("passwordMinUpper is 1", "aB", "ab", "at least 1 upper-case letter"),
            ("passwordMinLower is 1", "AbC", "ABC", "at least 1 lower-case letter"),
            ("passwordMinNumeric is 2", "a12", "a1b", "at least 2 digits"),
            ("passwordMinSpecial is 1", "a b", "ab1", "at least 1 special character"),
            (
                "passwordMinCharType is 3",
                "aB1",
                "ab1",
                "at least 3 types of characters (upper case, lower case, digit, special)",
            ),
            (
                "passwordRepeatedChar is 2",
                "aabaa",
                "aaab",
                "no character more than 2 times in a row",
            ),
            ("passwordRepeatedChar is 1", "abab", "abba", "no character twice in a row"),
            (
                "validateAgainstAccountName is true",
                "something",
                "xABBY.smithx",
                "must not contain the account's name or ID",
            ),
        ];
        for (text, good, bad, words) in table {
            let names = ["", "Abby.Smith"];
            assert!(broken(good, &rules(&[text]), &names).is_empty(), "{text}: {good}");
            assert_eq!(broken(bad, &rules(&[text]), &names), [words], "{text}: {bad}");
        }
    }

    #[test]
    fn keys_and_values_are_read_permissively() {
        assert_eq!(rules(&[" PASSWORDMINLENGTH  is  8 "]), [PasswordRule::MinLength(8)]);
        assert_eq!(rules(&["minLength is 8"]), [PasswordRule::MinLength(8)]);
        for unset in
            ["passwordMinUpper is 0", "passwordMinUpper is -1", "useDictionary is false", ""]
        {
            assert!(rules(&[unset]).is_empty(), "{unset}");
        }
    }

    #[test]
    fn what_is_not_known_is_left_to_the_tenant_as_it_was_sent() {
        let texts =
            ["passwordHistory is 5", "useDictionary is true", "be nice", "minLength is 99999"];
        let rules = rules(&texts);
        assert_eq!(left_to_tenant(&rules).collect::<Vec<_>>(), texts);
        assert!(broken("", &rules, &[]).is_empty());
        assert_eq!(rules[0].describe(), "`passwordHistory is 5` (checked by the tenant)");
    }
}
