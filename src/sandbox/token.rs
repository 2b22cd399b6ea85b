//! Tokens: JWTs that every process which has the tenant's key can make and check.

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

/// What a token says about whoever carries it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Claims {
    pub(super) tenant_id: String,
    pub(super) pod: String,
    pub(super) org: String,
    pub(super) client_id: String,
    /// Absent from the token of an application.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) user_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) identity_id: Option<String>,
    pub(super) authorities: Vec<String>,
    pub(super) scope: Vec<String>,
    pub(super) strong_auth_supported: bool,
    pub(super) strong_auth: bool,
    pub(super) internal: bool,
    pub(super) jti: String,
    /// Seconds of the Unix era.
    pub(super) iat: i64,
    pub(super) exp: i64,
}

const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// Makes a token.
pub(super) fn sign(key: &[u8], claims: &Claims) -> anyhow::Result<String> {
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let payload = serde_json::to_vec(claims)?;
    let signed = format!("{}.{}", encode(HEADER.as_bytes()), encode(&payload));
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), signed.as_bytes());
    Ok(format!("{signed}.{}", encode(tag.as_ref())))
}

/// Checks a token; the error is the text of the 401.
pub(super) fn verify(key: &[u8], token: &str, now: i64) -> Result<Claims, &'static str> {
    let malformed = "JWT validation failed: JWT is malformed";
    let (signed, tag) = token.rsplit_once('.').ok_or(malformed)?;
    let (header, payload) = signed.split_once('.').ok_or(malformed)?;
    let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| malformed);
    if decode(header)? != HEADER.as_bytes() {
        return Err(malformed);
    }
    hmac::verify(&hmac::Key::new(hmac::HMAC_SHA256, key), signed.as_bytes(), &decode(tag)?)
        .map_err(|_| "JWT validation failed: JWT signature is invalid")?;
    let claims: Claims = serde_json::from_slice(&decode(payload)?).map_err(|_| malformed)?;
    if claims.exp <= now {
        return Err("JWT validation failed: JWT is expired");
    }
    Ok(claims)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims() -> Claims {
        Claims {
            tenant_id: "t".into(),
            pod: "p".into(),
            org: "o".into(),
            client_id: "c".into(),
            user_name: None,
            identity_id: None,
            authorities: vec![],
            scope: vec!["sp:scopes:all".into()],
            strong_auth_supported: true,
            strong_auth: false,
            internal: true,
            jti: "j".into(),
            iat: 100,
            exp: 200,
        }
    }

    #[test]
    fn a_token_is_good_until_it_expires() {
        let token = sign(b"key", &claims()).unwrap();
        assert_eq!(verify(b"key", &token, 199), Ok(claims()));
        assert_eq!(verify(b"key", &token, 200), Err("JWT validation failed: JWT is expired"));
    }

    #[test]
    fn a_token_of_another_key_or_of_no_shape_is_refused() {
        let token = sign(b"key", &claims()).unwrap();
        assert!(verify(b"other", &token, 100).unwrap_err().ends_with("signature is invalid"));
        let mut parts = token.split('.');
        let (header, payload) = (parts.next().unwrap(), parts.next().unwrap());
        let none = URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#);
        for wrong in [
            "",
            "a",
            "a.b",
            "a.b.c",
            &format!("{header}.{payload}.*"),
            &format!("{none}.{payload}."),
        ] {
            assert!(verify(b"key", wrong, 100).unwrap_err().ends_with("malformed"), "{wrong}");
        }
    }
}
