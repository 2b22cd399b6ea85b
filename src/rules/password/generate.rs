//! Passwords that satisfy the rules.

use zeroize::Zeroizing;

use super::rule::{Class, PasswordRule, broken};
use crate::error::{Code, Error, Result};

/// Length of a password where the rules leave it open.
const LENGTH: usize = 20;

/// The longest that fits the tenant's encryption (RSA 2048, PKCS #1 v1.5).
const LONGEST: usize = 245;

/// How often a password is thrown away because a name is in it, or a character too often.
const ATTEMPTS: usize = 200;

/// Letters and digits that nobody takes for one another, and signs that keyboards have and programs leave alone.
const POOLS: [(Class, &[u8]); 4] = [
    (Class::Upper, b"ABCDEFGHJKLMNPQRSTUVWXYZ"),
    (Class::Lower, b"abcdefghijkmnopqrstuvwxyz"),
    (Class::Numeric, b"23456789"),
    (Class::Special, b"!#$%*+-=?@_"),
];

/// Makes a password that satisfies the rules known here. `fill` fills a buffer with random bytes. `names` are the
/// user's login and the IDs and names of the account. Fails (exit 7) where the rules contradict each other or ask for
/// more than the tenant's encryption takes.
pub fn generate(
    rules: &[PasswordRule],
    names: &[&str],
    mut fill: impl FnMut(&mut [u8]),
) -> Result<Zeroizing<String>> {
    let (length, minimums) = shape(rules);
    let attempt = |_| {
        Some(compose(length, &minimums, &mut fill)).filter(|it| broken(it, rules, names).is_empty())
    };
    let fits = length.max(minimums.iter().sum()) <= LONGEST;
    (0..if fits { ATTEMPTS } else { 0 }).find_map(attempt).ok_or_else(|| {
        let rules: Vec<_> = rules.iter().map(PasswordRule::describe).collect();
        Error::new(Code::Prerequisites, "no generated password satisfies the rules of the policy")
            .cause(rules.join(", "))
    })
}

/// The length, and the least number of characters of each pool: one, unless the password is too short for that.
fn shape(rules: &[PasswordRule]) -> (usize, [usize; POOLS.len()]) {
    let mut minimums = [1; POOLS.len()];
    let (mut letters, mut least, mut most) = (0, 0, usize::MAX);
    for rule in rules {
        match rule {
            PasswordRule::MinLength(n) => least = least.max(*n),
            PasswordRule::MaxLength(n) => most = most.min(*n),
            PasswordRule::Min(Class::Alpha, n) => letters = letters.max(*n),
            PasswordRule::Min(class, n) => raise(&mut minimums, *class, *n),
            _ => {}
        }
    }
    // Letters that are demanded of either case are taken in lower case.
    minimums[1] = minimums[1].max(letters.saturating_sub(minimums[0]));
    let needed = minimums.iter().sum::<usize>();
    if needed > most {
        minimums = demanded(rules, letters);
    }
    (LENGTH.max(least).max(needed).min(most), minimums)
}

/// The least number of characters of each pool that the rules ask for, and no more.
fn demanded(rules: &[PasswordRule], letters: usize) -> [usize; POOLS.len()] {
    let mut minimums = [0; POOLS.len()];
    let mut types = 0;
    for rule in rules {
        match rule {
            PasswordRule::Min(class, n) => raise(&mut minimums, *class, *n),
            PasswordRule::MinTypes(n) => types = types.max(*n),
            _ => {}
        }
    }
    minimums[1] = minimums[1].max(letters.saturating_sub(minimums[0]));
    for place in 0..POOLS.len() {
        let present = minimums.iter().filter(|&&count| count > 0).count();
        if minimums[place] == 0 && present < types {
            minimums[place] = 1;
        }
    }
    minimums
}

fn raise(minimums: &mut [usize; POOLS.len()], class: Class, number: usize) {
    if let Some(place) = POOLS.iter().position(|(pool, _)| *pool == class) {
        minimums[place] = minimums[place].max(number);
    }
}

/// A password of the length; longer where the minimums do not fit, which the rules then refuse.
fn compose(
    length: usize,
    minimums: &[usize; POOLS.len()],
    fill: &mut impl FnMut(&mut [u8]),
) -> Zeroizing<String> {
    let all: Vec<u8> = POOLS.iter().flat_map(|(_, pool)| *pool).copied().collect();
    let mut bytes = Zeroizing::new(Vec::with_capacity(length.max(minimums.iter().sum())));
    for ((_, pool), count) in POOLS.iter().zip(minimums) {
        for _ in 0..*count {
            let byte = unlike(&bytes, pool, fill);
            bytes.push(byte);
        }
    }
    while bytes.len() < length {
        let byte = unlike(&bytes, &all, fill);
        bytes.push(byte);
    }
    shuffle(&mut bytes, fill);
    let mut text = Zeroizing::new(String::with_capacity(bytes.len()));
    text.extend(bytes.iter().map(|&byte| char::from(byte)));
    text
}

/// A random one of the pool that is not in the password yet, as long as there are such: few rules about repetition
/// can then be broken.
fn unlike(taken: &[u8], pool: &[u8], fill: &mut impl FnMut(&mut [u8])) -> u8 {
    let fresh: Zeroizing<Vec<u8>> =
        Zeroizing::new(pool.iter().copied().filter(|byte| !taken.contains(byte)).collect());
    let from = if fresh.is_empty() { pool } else { fresh.as_slice() };
    from[below(from.len(), fill)]
}

fn shuffle(bytes: &mut [u8], fill: &mut impl FnMut(&mut [u8])) {
    for end in (1..bytes.len()).rev() {
        bytes.swap(end, below(end + 1, fill));
    }
}

/// A random number below the bound, each as likely as the next.
fn below(bound: usize, fill: &mut impl FnMut(&mut [u8])) -> usize {
    let bound = u32::try_from(bound).unwrap_or(u32::MAX);
    let limit = u32::MAX - u32::MAX % bound;
    loop {
        let mut bytes = [0; 4];
        fill(&mut bytes);
        let number = u32::from_le_bytes(bytes);
        if number < limit {
            return (number % bound) as usize;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rules::password::parse;

    /// A source of bytes that repeats itself only after a long time.
    fn random(mut state: u64) -> impl FnMut(&mut [u8]) {
        move |buffer| {
            for byte in buffer {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                *byte = (state >> 56) as u8;
            }
        }
    }

    proptest! {
        #[test]
        fn every_password_satisfies_the_rules(
            seed: u64,
            least in 0..40_usize,
            counts in prop::array::uniform5(0..6_usize),
            types in 0..5_usize,
            repeated in 1..5_usize,
            slack in 0..10_usize,
        ) {
            let [alpha, upper, lower, numeric, special] = counts;
            let needed = alpha.max(upper + lower) + numeric + special;
            let most = least.max(needed).max(types).max(1) + slack;
            let rules = parse(&[
                format!("passwordMinLength is {least}"),
                format!("passwordMaxLength is {most}"),
                format!("passwordMinAlpha is {alpha}"),
                format!("passwordMinUpper is {upper}"),
                format!("passwordMinLower is {lower}"),
                format!("passwordMinNumeric is {numeric}"),
                format!("passwordMinSpecial is {special}"),
                format!("passwordMinCharType is {types}"),
                format!("passwordRepeatedChar is {repeated}"),
                "validateAgainstAccountName is true".to_owned(),
            ]);
            let room = most >= needed + types.saturating_sub(
                [upper, lower, numeric, special].iter().filter(|&&n| n > 0).count(),
            );
            prop_assume!(room);
            let names = ["Abby.Smith"];
            let password = generate(&rules, &names, random(seed)).unwrap();
            prop_assert!(broken(&password, &rules, &names).is_empty());
        }
    }

    #[test]
    fn without_rules_a_password_has_twenty_characters_of_every_type() {
        let password = generate(&[], &[], random(7)).unwrap();
        assert_eq!(password.chars().count(), 20);
        for (class, _) in POOLS {
            assert!(password.chars().any(|each| class.has(each)), "{class:?}");
        }
    }

    #[test]
    fn two_passwords_differ() {
        let one = generate(&[], &[], random(1)).unwrap();
        assert_ne!(*one, *generate(&[], &[], random(2)).unwrap());
    }

    #[test]
    fn rules_that_contradict_each_other_are_an_error() {
        let rules = parse(&["passwordMinLength is 9", "passwordMaxLength is 8"]);
        let error = generate(&rules, &[], random(1)).unwrap_err();
        assert_eq!(error.code(), Code::Prerequisites);
        assert!(error.to_text().contains("at least 9 characters, at most 8 characters"));
    }

    #[test]
    fn a_password_that_does_not_fit_the_encryption_is_an_error() {
        assert_eq!(generate(&parse(&["minLength is 245"]), &[], random(1)).unwrap().len(), 245);
        for rule in ["minLength is 246", "minUpper is 60000"] {
            assert!(generate(&parse(&[rule]), &[], random(1)).is_err(), "{rule}");
        }
    }

    #[test]
    fn every_number_below_a_bound_comes_up() {
        let mut fill = random(3);
        let seen: std::collections::HashSet<_> = (0..200).map(|_| below(5, &mut fill)).collect();
        assert_eq!(seen.len(), 5);
    }
}
