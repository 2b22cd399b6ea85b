//! Who calls, and what they may do.

use jiff::Timestamp;

use super::reply::Refused;
use super::request::Request;
use super::store::Store;
use super::token::{self, Claims};

/// Takes the caller from the request's token; a 401 where it has none or not a good one.
pub(super) fn caller(store: &Store, request: &Request) -> Result<Claims, Refused> {
    let header = request.header("authorization").and_then(|text| text.split_once(' '));
    let token = header.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let (_, token) = token.ok_or(Refused::Token("JWT is required"))?;
    let key = token_key(store)?;
    token::verify(&key, token.trim(), Timestamp::now().as_second()).map_err(Refused::Token)
}

/// The key that tokens are signed with.
pub(super) fn token_key(store: &Store) -> Result<Vec<u8>, Refused> {
    let sql = "SELECT value FROM meta WHERE key = 'token_key'";
    store.read(|db| Ok(db.prepare_cached(sql)?.query_row([], |row| row.get(0))?))
}

/// What an operation asks of its caller.
pub(super) struct Need {
    /// One of these scopes.
    pub(super) scopes: &'static [&'static str],
    /// Of a user, one of these levels; any where there is none.
    pub(super) levels: &'static [&'static str],
    /// Whether an application without a user is refused.
    pub(super) user: bool,
}

const ADMIN: &[&str] = &["ORG_ADMIN"];
const SOURCE_LEVELS: &[&str] = &["ORG_ADMIN", "SOURCE_ADMIN", "SOURCE_SUBADMIN", "ROLE_SUBADMIN"];

/// To read groups.
pub(super) const READ_GROUPS: Need = Need {
    scopes: &["idn:password-sync-group:read", "idn:password-sync-group:manage"],
    levels: ADMIN,
    user: false,
};
/// To change groups.
pub(super) const WRITE_GROUPS: Need =
    Need { scopes: &["idn:password-sync-group:manage"], levels: ADMIN, user: true };
/// To read password policies.
pub(super) const READ_POLICIES: Need = Need {
    scopes: &["idn:password-policy:read", "idn:password-policy:write"],
    levels: ADMIN,
    user: false,
};
/// To write password policies.
pub(super) const WRITE_POLICIES: Need =
    Need { scopes: &["idn:password-policy:write"], levels: ADMIN, user: true };
/// To read one's own personal access tokens, at any level.
pub(super) const READ_OWN_TOKENS: Need = Need {
    scopes: &[
        "sp:my-personal-access-tokens:read",
        "sp:my-personal-access-tokens:manage",
        "sp:all-personal-access-tokens:read",
        "sp:all-personal-access-tokens:manage",
    ],
    levels: &[],
    user: true,
};
/// To read the personal access tokens of others.
pub(super) const READ_ALL_TOKENS: Need = Need {
    scopes: &["sp:all-personal-access-tokens:read", "sp:all-personal-access-tokens:manage"],
    levels: ADMIN,
    user: true,
};
/// To read roles.
pub(super) const READ_ROLES: Need = Need {
    scopes: &[
        "idn:role-unchecked:read",
        "idn:role-unchecked:manage",
        "idn:role-checked:read",
        "idn:role-checked:manage",
    ],
    levels: &["ORG_ADMIN", "ROLE_ADMIN", "ROLE_SUBADMIN"],
    user: false,
};
/// To read sources.
pub(super) const READ_SOURCES: Need = Need {
    scopes: &["idn:sources:read", "idn:sources:manage"],
    levels: SOURCE_LEVELS,
    user: false,
};
/// To read applications.
pub(super) const READ_APPS: Need =
    Need { scopes: &["idn:app-roles:read", "idn:app-roles:manage"], levels: ADMIN, user: true };

const HELPDESK: &[&str] = &["ORG_ADMIN", "HELPDESK"];

/// To ask what a password must be like.
pub(super) const READ_PASSWORD_INFO: Need =
    Need { scopes: &["idn:password-info:read"], levels: HELPDESK, user: false };
/// To change a password.
pub(super) const CHANGE_PASSWORDS: Need =
    Need { scopes: &["idn:password-change:manage"], levels: HELPDESK, user: false };
/// To ask how a change of a password stands.
pub(super) const READ_PASSWORD_CHANGES: Need = Need {
    scopes: &["idn:password-change:read", "idn:password-change:manage"],
    levels: HELPDESK,
    user: false,
};

/// Scopes that include every other.
pub(super) const EVERYTHING: [&str; 2] = ["sp:scopes:all", "sp:scopes:default"];

impl Need {
    /// Lets the caller through, or says with a 403 what is missing.
    pub(super) fn check(&self, caller: &Claims) -> Result<(), Refused> {
        if self.user && caller.user_name.is_none() {
            return Err(Refused::forbidden(
                "JWT claim \"user_name\" is missing: a user is required",
            ));
        }
        let has = |scope: &String| {
            EVERYTHING.contains(&scope.as_str()) || self.scopes.contains(&scope.as_str())
        };
        if !caller.scope.iter().any(has) {
            return Err(Refused::forbidden(format!(
                "The scope \"{}\" is required",
                self.scopes[0]
            )));
        }
        let level = |name: &String| self.levels.contains(&name.as_str());
        match self.levels.first() {
            Some(first) if caller.user_name.is_some() && !caller.authorities.iter().any(level) => {
                Err(Refused::forbidden(format!("The user level {first} is required")))
            }
            _ => Ok(()),
        }
    }
}
