//! Whether a token may change sync groups, told without changing one.

use serde_json::Value;

use crate::api::{TokenInfo, TokenKind};
use crate::cli::commands::doctor::findings::Findings;
use crate::error::{Code, Error};
use crate::profile::{self, Tenant};

const STEP: &str = "write groups";

/// The level that a user needs.
const LEVEL: &str = "ORG_ADMIN";

/// One of these scopes is needed.
const SCOPES: [&str; 3] = ["idn:password-sync-group:manage", "sp:scopes:all", "sp:scopes:default"];

/// Looks at the claims: only a user may write, with the level and a scope. What a token does not say is not held
/// against it.
pub fn examine(tenant: &Tenant, info: &TokenInfo, findings: &mut Findings) {
    if tenant.read_only {
        return findings.skip(STEP, format!("profile `{}` is read-only", tenant.name));
    }
    match &info.kind {
        TokenKind::Application => findings.fail(STEP, &no_user(tenant)),
        TokenKind::Opaque => {
            findings.warn(
                STEP,
                "the token does not say who stands behind it; only a write tells",
                "",
            );
        }
        TokenKind::User(user) => {
            let says = |claim| words(info.claims.as_ref().and_then(|claims| claims.get(claim)));
            let lacks = |claim, needed: &[&str]| {
                let words = says(claim)?;
                (!words.iter().any(|word| needed.contains(&word.as_str())))
                    .then(|| missing(user, needed[0]))
            };
            match lacks("authorities", &[LEVEL]).or_else(|| lacks("scope", &SCOPES)) {
                Some(error) => findings.fail(STEP, &error),
                None if says("authorities").is_none() => {
                    findings.warn(
                        STEP,
                        "the token does not name the user's level; only a write tells",
                        "",
                    );
                }
                None => findings.ok(
                    STEP,
                    format!("`{user}` is {LEVEL} (told by the token, nothing was written)"),
                ),
            }
        }
    }
}

fn no_user(tenant: &Tenant) -> Error {
    Error::new(
        Code::Credentials,
        "the token belongs to no user, and only users may change sync groups",
    )
    .explained(
        "create a personal access token as a user with level ORG_ADMIN, then",
        profile::renewal(tenant),
    )
    .hint("set `read_only = true` in the profile")
}

fn missing(user: &str, needed: &str) -> Error {
    Error::new(Code::Credentials, format!("`{user}` lacks `{needed}`")).hint(format!(
        "ask an administrator of the tenant for `{needed}`, or set `read_only = true` in the profile"
    ))
}

/// A claim's words: an array, or a text with blanks.
fn words(claim: Option<&Value>) -> Option<Vec<String>> {
    match claim? {
        Value::Array(items) => {
            Some(items.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        }
        Value::String(text) => Some(text.split_whitespace().map(str::to_owned).collect()),
        _ => None,
    }
}
