//! Whether a token may change sync groups, told without changing one.

use crate::api::{self, Permission, TokenInfo, TokenKind};
use crate::cli::commands::doctor::findings::Findings;
use crate::cli::commands::doctor::problem::Problem;
use crate::profile::{self, Tenant};

const STEP: &str = "write groups";

/// Looks at the claims: only a user may write, with the level and a scope. What a token does not say is not held
/// against it.
pub fn examine(tenant: &Tenant, info: &TokenInfo, findings: &mut Findings) {
    if tenant.read_only {
        return findings.skip(STEP, format!("profile `{}` is read-only", tenant.name));
    }
    match &info.kind {
        TokenKind::Application => {
            findings.problem(Problem::NoUserToWrite(profile::renewal(tenant)));
        }
        TokenKind::Opaque => findings.problem(Problem::OpaqueToken),
        TokenKind::User(user) => {
            let claims = info.claims.clone().unwrap_or_default();
            match Permission::WriteGroups.lacking(&claims) {
                Some(lacking) => findings.problem(Problem::LacksPermission {
                    user: user.clone(),
                    lacking: lacking.name(),
                }),
                None if api::levels(&claims).is_none() => findings.problem(Problem::LevelUnknown),
                None => findings.ok(
                    STEP,
                    format!("`{user}` is ORG_ADMIN (according to the token; nothing was written)"),
                ),
            }
        }
    }
}
