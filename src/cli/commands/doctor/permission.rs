//! Whether a token may change sync groups, told without changing one.

use crate::api::{self, Permission, TokenInfo, TokenKind};
use crate::cli::commands::doctor::findings::Findings;
use crate::error::{Code, Error};
use crate::profile::{self, Tenant};

const STEP: &str = "write groups";

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
            let claims = info.claims.clone().unwrap_or_default();
            match Permission::WriteGroups.lacking(&claims) {
                Some(lacking) => findings.fail(STEP, &missing(user, lacking.name())),
                None if api::levels(&claims).is_none() => {
                    findings.warn(
                        STEP,
                        "the token does not name the user's level; only a write tells",
                        "",
                    );
                }
                None => findings.ok(
                    STEP,
                    format!("`{user}` is ORG_ADMIN (told by the token, nothing was written)"),
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
