//! What an access token says about itself, read without verification: it is the tenant that trusts it or not.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::model::Object;

/// Who stands behind a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenKind {
    /// A user of the tenant, by name: may write groups if their level and scopes allow it.
    User(String),
    /// An API client without a user: may only read groups.
    Application,
    /// The token can't be decoded; the tenant decides.
    Opaque,
}

/// The payload of a JWT; `None` where the text is none.
pub(crate) fn decode(token: &str) -> Option<Object> {
    let mut parts = token.split('.');
    let (_, payload, _) = (parts.next()?, parts.next()?, parts.next()?);
    let bytes = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// Reads `user_name`; a JWT without it belongs to no user.
pub(crate) fn kind(claims: Option<&Object>) -> TokenKind {
    let Some(claims) = claims else { return TokenKind::Opaque };
    match claims.get("user_name").and_then(|name| name.as_str()).filter(|name| !name.is_empty()) {
        Some(name) => TokenKind::User(name.to_owned()),
        None => TokenKind::Application,
    }
}

#[cfg(test)]
pub(crate) fn forge(claims: &serde_json::Value) -> String {
    format!("eyJhbGciOiJub25lIn0.{}.c2lnbmF0dXJl", URL_SAFE_NO_PAD.encode(claims.to_string()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_user_name_makes_a_user() {
        let of = |claims| kind(decode(&forge(&claims)).as_ref());
        assert_eq!(of(json!({"user_name": "slpt.admin"})), TokenKind::User("slpt.admin".into()));
        assert_eq!(of(json!({"client_id": "x"})), TokenKind::Application);
        assert_eq!(of(json!({"user_name": null})), TokenKind::Application);
    }

    #[test]
    fn what_is_no_jwt_is_opaque() {
        for token in ["", "abc", "a.b.c", "a.!.c", "eyJ9.bnVsbA.x"] {
            assert_eq!(kind(decode(token).as_ref()), TokenKind::Opaque, "{token}");
        }
    }
}
