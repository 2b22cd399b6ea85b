//! The names under which secrets travel.

/// What the name of a secret ends with, in lower case and without separators.
const ENDS: [&str; 32] = [
    "password",
    "passwords",
    "passwd",
    "pwd",
    "passphrase",
    "passphrases",
    "passcode",
    "secret",
    "secrets",
    "secretkey",
    "accesskey",
    "accountkey",
    "sharedkey",
    "apikey",
    "apikeys",
    "privatekey",
    "privatekeys",
    "signingkey",
    "encryptionkey",
    "masterkey",
    "authkey",
    "token",
    "tokens",
    "jwt",
    "assertion",
    "authorization",
    "credential",
    "credentials",
    "cookie",
    "cookies",
    "sessionid",
    "otp",
];

/// What may follow it and changes nothing: `passwordConfirm`, `tokenValue`, `password_hash`.
const QUALIFIERS: [&str; 9] =
    ["confirmation", "confirm", "repeat", "again", "value", "text", "hash", "old", "new"];

/// Names of a secret only where they are whole words: `dbPass`, and not `bypass`.
const WORDS: [&str; 3] = ["pass", "pw", "pat"];

/// Whether a value of this name is a secret: `clientSecret`, `client_secret`, `access_token`, `encryptedPassword`,
/// `newPassword2` …, and not `passwordPolicyId` or `tokenEndpoint`.
pub(super) fn is_secret_name(name: &str) -> bool {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let plain = plain.to_ascii_lowercase();
    let mut rest = without_digits(&plain);
    loop {
        if ENDS.iter().any(|end| rest.ends_with(end)) || WORDS.contains(&rest) {
            return true;
        }
        match QUALIFIERS.iter().find_map(|qualifier| rest.strip_suffix(qualifier)) {
            Some(shorter) => rest = without_digits(shorter),
            None => break,
        }
    }
    WORDS.contains(&last_word(name).to_ascii_lowercase().as_str())
}

/// Whether a path (`/connectorAttributes/password`, `connectorAttributes.passwords[0]`) leads into a secret.
pub(super) fn is_secret_path(path: &str) -> bool {
    path.split(['/', '.', '[', ']']).any(is_secret_name)
}

fn without_digits(name: &str) -> &str {
    name.trim_end_matches(|c: char| c.is_ascii_digit())
}

/// The last word of `db_pass`, `dbPass` or `DB-PASS2`.
fn last_word(name: &str) -> &str {
    let name = name.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
    let separated = name.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let bytes = separated.as_bytes();
    let start = (1..bytes.len())
        .rev()
        .find(|&at| bytes[at].is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase());
    &separated[start.unwrap_or(0)..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secret_names_are_known_in_every_spelling() {
        for name in [
            "client_secret",
            "clientSecret",
            "ClientSecret",
            "access_token",
            "refresh_token",
            "password",
            "passwords",
            "newPassword2",
            "password_1",
            "passwordConfirm",
            "confirmPassword",
            "encryptedPassword",
            "encrypted_password",
            "bindPassword",
            "pwd",
            "passphrase",
            "private_key_passphrase",
            "secretAccessKey",
            "secret-access-key",
            "X-Api-Key",
            "dbPass",
            "DB_PASS",
            "pass",
            "tokenValue",
        ] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in [
            "passwordPolicyId",
            "passwordPolicies",
            "tokenEndpoint",
            "name",
            "expires_in",
            "bypass",
            "compass",
            "value",
            "publicKey",
            "publicKeyId",
            "accessKeyId",
            "",
            "2",
            "größe",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
    }

    #[test]
    fn a_path_into_a_secret_is_known() {
        for path in
            ["/connectorAttributes/password", "/a/passwords/0", "a.clientSecret", "a.pwd[1]"]
        {
            assert!(is_secret_path(path), "{path}");
        }
        for path in ["/passwordPolicyId", "/password-sync-groups/1", "", "/"] {
            assert!(!is_secret_path(path), "{path}");
        }
    }
}
