//! Taking secrets out of everything that is shown: headers, queries, forms, JSON (also cut or malformed), messages.

use std::sync::{Mutex, PoisonError};

use percent_encoding::percent_decode_str;
use url::Url;
use zeroize::Zeroizing;

/// What stands where a secret was.
pub(crate) const REDACTED: &str = "[redacted]";

/// Secrets shorter than this are not looked for by themselves: they would be found inside ordinary words.
const SHORTEST: usize = 6;

/// Knows the secrets in use, besides the names under which secrets travel.
#[derive(Default)]
pub(crate) struct Redactor {
    known: Mutex<Vec<Zeroizing<String>>>,
}

impl Redactor {
    /// From now on this text is never shown, wherever it stands.
    pub(crate) fn learn(&self, secret: &str) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if secret.len() >= SHORTEST && !known.iter().any(|each| each.as_str() == secret) {
            known.push(Zeroizing::new(secret.to_owned()));
        }
    }

    /// Free text: known secrets and everything that looks like a JWT.
    pub(crate) fn text(&self, text: &str) -> String {
        let mut text = without_jwts(text);
        for secret in self.known.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            if text.contains(secret.as_str()) {
                text = text.replace(secret.as_str(), REDACTED);
            }
        }
        text
    }

    /// A header's value, by its name.
    pub(crate) fn header(&self, name: &str, value: &str) -> String {
        match name.to_ascii_lowercase().as_str() {
            "authorization" | "proxy-authorization" | "cookie" | "set-cookie" => REDACTED.into(),
            "location" => match Url::parse(value) {
                Ok(url) => self.url(&url),
                Err(_) => self.text(value),
            },
            _ => self.text(value),
        }
    }

    /// An address, without user, and with secret parameters blanked.
    pub(crate) fn url(&self, url: &Url) -> String {
        let mut url = url.clone();
        let _ = url.set_username("");
        let _ = url.set_password(None);
        if let Some(query) = url.query().map(form) {
            url.set_query(Some(&query));
        }
        self.text(url.as_str())
    }

    /// A body, by what it looks like; bytes that are no text are counted, not shown.
    pub(crate) fn body(&self, body: &[u8], is_form: bool) -> String {
        let Ok(text) = std::str::from_utf8(body) else {
            return format!("[{} bytes that are no text]", body.len());
        };
        self.text(&if is_form { form(text) } else { json(text) })
    }
}

/// Whether a value of this name is a secret: `clientSecret`, `client_secret`, `access_token`, `encryptedPassword` …,
/// and not `passwordPolicyId` or `tokenEndpoint`.
fn is_secret_name(name: &str) -> bool {
    let plain: String =
        name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    ["password", "passwd", "secret", "token", "apikey", "privatekey", "assertion", "authorization"]
        .iter()
        .any(|end| plain.ends_with(end))
}

/// A path without the values of secret parameters behind its `?`.
pub fn without_secrets(path: &str) -> String {
    match path.split_once('?') {
        Some((path, query)) => format!("{path}?{}", form(query)),
        None => path.to_owned(),
    }
}

fn form(text: &str) -> String {
    let pair = |pair: &str| match pair.split_once('=') {
        Some((key, _)) if is_secret_name(&percent_decode_str(key).decode_utf8_lossy()) => {
            format!("{key}={REDACTED}")
        }
        _ => pair.to_owned(),
    };
    text.split('&').map(pair).collect::<Vec<_>>().join("&")
}

/// Blanks the values of secret keys, and leaves every other byte as it was sent. It walks tokens, not a tree, so that
/// it also holds for a body that was cut off.
fn json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('"') {
        let (string, after) = split_string(&rest[start..]);
        out.push_str(&rest[..start]);
        out.push_str(string);
        rest = after;
        let gap = after.len() - after.trim_start().len();
        if !after[gap..].starts_with(':') || !is_secret_name(&unescaped(string)) {
            continue;
        }
        let value = after[gap + 1..].trim_start();
        out.push_str(&after[..after.len() - value.len()]);
        let (hidden, after) = split_value(value);
        out.push_str(if matches!(hidden, "null" | "true" | "false") {
            hidden
        } else {
            "\"[redacted]\""
        });
        rest = after;
    }
    out.push_str(rest);
    out
}

fn unescaped(string: &str) -> String {
    serde_json::from_str(string).unwrap_or_else(|_| string.to_owned())
}

/// Splits behind a string, which begins the text and may have no end.
fn split_string(text: &str) -> (&str, &str) {
    let mut escaped = false;
    for (index, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return text.split_at(index + 1),
            _ => {}
        }
    }
    (text, "")
}

/// Splits behind a value of any kind, which begins the text and may have no end.
fn split_value(text: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    let mut index = 0;
    while let Some(byte) = text.as_bytes().get(index) {
        match byte {
            b'"' => {
                index += split_string(&text[index..]).0.len();
                if depth == 0 {
                    return text.split_at(index);
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth <= 1 => return text.split_at(index + depth),
            b'}' | b']' => depth -= 1,
            b',' if depth == 0 => return text.split_at(index),
            byte if depth == 0 && byte.is_ascii_whitespace() => return text.split_at(index),
            _ => {}
        }
        index += 1;
    }
    (text, "")
}

fn without_jwts(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("eyJ") {
        let belongs = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '=');
        let length = rest[start..].find(|c| !belongs(c)).unwrap_or(rest.len() - start);
        out.push_str(&rest[..start]);
        let word = &rest[start..start + length];
        out.push_str(if length > 20 { REDACTED } else { word });
        rest = &rest[start + length..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> String {
        Redactor::default().body(text.as_bytes(), false)
    }

    #[test]
    fn secret_names_are_known_in_every_spelling() {
        for name in [
            "client_secret",
            "clientSecret",
            "ClientSecret",
            "access_token",
            "refresh_token",
            "password",
            "encryptedPassword",
            "encrypted_password",
            "bindPassword",
        ] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in ["passwordPolicyId", "passwordPolicies", "tokenEndpoint", "name", "expires_in"]
        {
            assert!(!is_secret_name(name), "{name}");
        }
    }

    #[test]
    fn json_loses_its_secrets_and_keeps_every_other_byte() {
        assert_eq!(
            body(
                r#"{ "access_token" : "abc\"def", "n": 1.50,"password":null,"x":{"secret":[1,{"a":"b"}],"y":2}}"#
            ),
            r#"{ "access_token" : "[redacted]", "n": 1.50,"password":null,"x":{"secret":"[redacted]","y":2}}"#
        );
        assert_eq!(
            body(r#"{"p\u0061ssword":"x","pin":3}"#),
            r#"{"p\u0061ssword":"[redacted]","pin":3}"#
        );
        assert_eq!(
            body(r#"{"token":123,"a":"password"}"#),
            r#"{"token":"[redacted]","a":"password"}"#
        );
    }

    #[test]
    fn json_that_was_cut_off_shows_no_secret_either() {
        let whole =
            r#"{"a":1,"access_token":"s3cr3t-s3cr3t","b":{"password":{"x":"s3cr3t-s3cr3t"}}}"#;
        for end in 0..=whole.len() {
            assert!(!body(&whole[..end]).contains("s3c"), "{}", &whole[..end]);
        }
    }

    #[test]
    fn forms_and_queries_lose_their_secrets() {
        let redactor = Redactor::default();
        assert_eq!(
            redactor.body(b"grant_type=client_credentials&client_id=x&client%5Fsecret=y", true),
            "grant_type=client_credentials&client_id=x&client%5Fsecret=[redacted]"
        );
        let url = Url::parse("https://u:p@h/oauth/token?client_secret=abc&limit=1").unwrap();
        assert_eq!(redactor.url(&url), "https://h/oauth/token?client_secret=[redacted]&limit=1");
    }

    #[test]
    fn known_secrets_and_jwts_vanish_wherever_they_stand() {
        let redactor = Redactor::default();
        redactor.learn("hunter2hunter2");
        redactor.learn("it");
        assert_eq!(redactor.text("it is hunter2hunter2!"), "it is [redacted]!");
        let jwt = "eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln";
        assert_eq!(redactor.text(&format!("JWT {jwt}, eyJ")), "JWT [redacted], eyJ");
        assert_eq!(redactor.header("Authorization", "Bearer x"), REDACTED);
        assert_eq!(redactor.header("X-Note", jwt), REDACTED);
    }

    #[test]
    fn bytes_that_are_no_text_are_counted() {
        assert_eq!(Redactor::default().body(&[0xff, 0xfe], false), "[2 bytes that are no text]");
    }
}
