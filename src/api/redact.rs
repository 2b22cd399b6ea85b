//! Taking secrets out of everything that is shown: headers, queries, forms, JSON (also cut or malformed), messages.

mod json;
mod names;
mod occurrence;
mod text;

use std::sync::{Mutex, PoisonError};

use percent_encoding::percent_decode_str;
use url::Url;
use zeroize::Zeroizing;

use names::is_secret_name;

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

    /// The credentials of an address, such as a proxy's, are never shown either.
    pub(crate) fn learn_credentials(&self, url: &Url) {
        let user = Some(url.username()).filter(|user| !user.is_empty());
        // A user without a password is a token.
        for part in [url.password().or(user)].into_iter().flatten() {
            self.learn(part);
            self.learn(&percent_decode_str(part).decode_utf8_lossy());
        }
    }

    /// Free text: known secrets, and everything that looks like one.
    pub(crate) fn text(&self, text: &str) -> String {
        self.without_known(&text::redacted(&self.without_known(text)))
    }

    fn without_known(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in self.known.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            let mut from = 0;
            while let Some(range) = occurrence::find(&text, secret, from) {
                from = range.start + REDACTED.len();
                text.replace_range(range, REDACTED);
            }
        }
        text
    }

    /// A header's value, by its name.
    pub(crate) fn header(&self, name: &str, value: &str) -> String {
        if is_secret_name(name) { REDACTED.to_owned() } else { self.text(value) }
    }

    /// An address, without user, and with secret parameters blanked.
    pub(crate) fn url(&self, url: &Url) -> String {
        let mut url = url.clone();
        let _ = url.set_username("");
        let _ = url.set_password(None);
        if let Some(query) = url.query().map(text::form) {
            url.set_query(Some(&query));
        }
        self.text(url.as_str())
    }

    /// A body, by what it looks like; bytes that are no text are counted, not shown.
    pub(crate) fn body(&self, body: &[u8], is_form: bool) -> String {
        let Ok(text) = std::str::from_utf8(body) else {
            return format!("[{} bytes that are not text]", body.len());
        };
        let is_json = text.trim_start().starts_with(['{', '[', '"']);
        let text = self.without_known(text);
        self.without_known(&match is_form {
            true => text::form(&text),
            false if is_json => text::redacted_json(&text),
            false => text::redacted(&text),
        })
    }
}

/// A text without what looks like a secret, for a place where no secret is known: a path with its query, a word of a
/// command line.
pub fn without_secrets(text: &str) -> String {
    text::redacted(text)
}

/// The words of a command line without the secrets in them. The credentials of a proxy are recognised by its option,
/// however it is spelled.
pub fn without_secrets_in_words(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut proxy_follows = false;
    let mut clean = |word: String| {
        let is_proxy = std::mem::replace(&mut proxy_follows, word == "--proxy");
        match word.strip_prefix("--proxy=") {
            Some(proxy) => format!("--proxy={}", without_userinfo(proxy)),
            None if is_proxy => without_userinfo(&word),
            None => without_secrets(&word),
        }
    };
    words.map(&mut clean).collect()
}

/// A proxy's address, with `***` in place of everything before its host but a scheme.
fn without_userinfo(proxy: &str) -> String {
    let Some((before, host)) = proxy.rsplit_once('@') else { return proxy.to_owned() };
    let scheme =
        ["http", "https", "socks", "socks4", "socks4a", "socks5", "socks5h"].into_iter().find(
            |scheme| before.split(':').next().is_some_and(|word| word.eq_ignore_ascii_case(scheme)),
        );
    match scheme {
        Some(scheme) => format!("{scheme}://***@{host}"),
        None => format!("***@{host}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(text: &str) -> String {
        Redactor::default().body(text.as_bytes(), false)
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
    fn bytes_that_are_not_text_are_counted() {
        assert_eq!(Redactor::default().body(&[0xff, 0xfe], false), "[2 bytes that are not text]");
    }

    #[test]
    fn a_secret_is_found_beside_the_key_that_names_it() {
        for (sent, shown) in [
            (
                r#"[{"op":"replace","path":"/connectorAttributes/password","value":"hunter2"}]"#,
                r#"[{"op":"replace","path":"/connectorAttributes/password","value":"[redacted]"}]"#,
            ),
            (
                r#"[{"value":{"a":["hunter2"]},"path":"/a/passwords/0"},{"path":"/name","value":"N"}]"#,
                r#"[{"value":"[redacted]","path":"/a/passwords/0"},{"path":"/name","value":"N"}]"#,
            ),
            (
                r#"{"key":"password","value":"hunter2","x":{"name":"pwd","value":"hunter2"}}"#,
                r#"{"key":"password","value":"[redacted]","x":{"name":"pwd","value":"[redacted]"}}"#,
            ),
            (
                r#"{"passwords":["hunter2"],"newPassword2":"hunter2","pwd":1,"passphrase":"hunter2","secretAccessKey":"hunter2"}"#,
                r#"{"passwords":"[redacted]","newPassword2":"[redacted]","pwd":"[redacted]","passphrase":"[redacted]","secretAccessKey":"[redacted]"}"#,
            ),
            (
                r#"{"body":"{\"a\":1,\"password\":\"hun\\\"ter2\"}","text":"x?client_secret=hunter2&a=b"}"#,
                r#"{"body":"{\"a\":1,\"password\":\"[redacted]\"}","text":"x?client_secret=[redacted]&a=b"}"#,
            ),
        ] {
            assert_eq!(body(sent), shown);
            for end in 0..=sent.len() {
                assert!(!body(&sent[..end]).contains("hunter"), "{}", &sent[..end]);
            }
        }
    }

    #[test]
    fn json_without_secrets_keeps_every_byte() {
        for text in [
            r#"{ "a" : [1.10, {"path": "/name", "value": "password"}, "é\u00e9\/"], "b": {} }"#,
            r#"{"name":"Payroll","passwordPolicyId":"1","sourceIds":["a","b"]}"#,
            r#"{"key":"password","value":null,"password":""}"#,
            "[[[[",
            "}]",
            r#"{"a":"b""#,
        ] {
            assert_eq!(body(text), text);
        }
        let deep = "[".repeat(100_000);
        assert!(body(&deep).contains(REDACTED));
    }

    #[test]
    fn free_text_that_echoes_a_request_loses_its_secrets() {
        let text = |text: &str| Redactor::default().text(text);
        for (said, shown) in [
            (
                r#"bad body {"password":"hunter2"} here"#,
                r#"bad body {"password":"[redacted]"} here"#,
            ),
            (r#"bad body "password": "hunter2""#, r#"bad body "password": "[redacted]""#),
            (
                "bad body {'password': 'hunter2', 'a': 1}",
                "bad body {'password': '[redacted]', 'a': 1}",
            ),
            ("a?client%5Fsecret=hunter2&b=c", "a?client%5Fsecret=[redacted]&b=c"),
            ("password = hunter2", "password = [redacted]"),
            ("newPassword: hunter2, a: b", "newPassword: [redacted], a: b"),
            ("Authorization: Basic aHVudGVyMg==\nX: y", "Authorization: [redacted]\nX: y"),
            ("with Bearer aHVudGVyMg== sent", "with Bearer [redacted] sent"),
            ("no way to http://me:hunter2@host:1/x", "no way to http://***@host:1/x"),
            (r#"{\"pwd\":\"hunter2\",\"a\":\"b\"}"#, r#"{\"pwd\":\"[redacted]\",\"a\":\"b\"}"#),
        ] {
            assert_eq!(text(said), shown);
        }
        for said in [
            "password: must have 8 characters",
            "JWT validation failed: JWT is expired",
            "invalid token: expired",
            "the policy `a=b` was not found; see https://example.com/x@y",
            "12:30: passwordPolicyId: abc",
        ] {
            assert_eq!(text(said), said);
        }
    }

    #[test]
    fn a_known_secret_is_found_in_other_encodings() {
        let redactor = Redactor::default();
        redactor.learn("s3c\"ré t/é");
        for text in [r#"s3c\"ré t\/é"#, r"s3c\u0022r\u00e9 t/é", "s3c%22r%C3%A9%20t%2F%c3%a9"] {
            assert_eq!(redactor.text(text), REDACTED, "{text}");
            assert_eq!(
                redactor.body(format!("[\"{text}\"]").as_bytes(), false),
                "[\"[redacted]\"]"
            );
        }
        let url = Url::parse("http://me:hun%40ter2@proxy:1").unwrap();
        redactor.learn_credentials(&url);
        redactor.learn_credentials(&Url::parse("http://T0K3N-x@proxy:1").unwrap());
        assert_eq!(
            redactor.text("hun@ter2 hun%40ter2 T0K3N-x"),
            "[redacted] [redacted] [redacted]"
        );
    }

    #[test]
    fn headers_are_hidden_by_their_names() {
        let redactor = Redactor::default();
        for name in [
            "Authorization",
            "Proxy-Authorization",
            "Cookie",
            "set-cookie",
            "X-Api-Key",
            "x-auth-token",
        ] {
            assert_eq!(redactor.header(name, "x"), REDACTED, "{name}");
        }
        assert_eq!(
            redactor.header("Location", "https://u:p@h/?token=abc"),
            "https://***@h/?token=[redacted]"
        );
        assert_eq!(
            redactor.header("Link", "</a?access_token=abc>"),
            "</a?access_token=[redacted]>"
        );
        assert_eq!(redactor.header("X-Total-Count", "2"), "2");
    }

    #[test]
    fn the_proxy_of_a_command_line_loses_its_credentials_however_it_is_spelled() {
        let words =
            |line: &str| without_secrets_in_words(line.split(' ').map(str::to_owned)).join(" ");
        for (typed, shown) in [
            ("--proxy me:hunter2@h:1", "--proxy ***@h:1"),
            ("--proxy=me:hunter2@h:1", "--proxy=***@h:1"),
            ("--proxy //me:hunter2@h:1", "--proxy ***@h:1"),
            ("--proxy http:me:hunter2@h:1", "--proxy http://***@h:1"),
            ("--proxy=http://hunter2@h", "--proxy=http://***@h"),
            ("--proxy=socks5h://me:hun/ter2@h", "--proxy=socks5h://***@h"),
            ("--proxy h:1 me:x@y", "--proxy h:1 me:x@y"),
            ("https://me:hunter2@h/x", "https://***@h/x"),
            ("api x?client_secret=hunter2", "api x?client_secret=[redacted]"),
        ] {
            assert_eq!(words(typed), shown);
        }
    }
}
