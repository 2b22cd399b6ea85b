//! What the tenant asks of whoever sends a request: the one table of levels and scopes.

use reqwest::Method;
use serde_json::Value;

use crate::model::Object;

/// What a request needs, as the API documents it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// Read sync groups.
    ReadGroups,
    /// Create, change and delete sync groups.
    WriteGroups,
    /// Read sources, and which policies they have.
    ReadSources,
    /// Read password policies.
    ReadPolicies,
    /// Write password policies.
    WritePolicies,
    /// Read applications.
    ReadApps,
    /// Ask which rules a user's password must meet.
    ReadPasswordInfo,
    /// Change a user's password.
    ChangePasswords,
    /// Ask how the change of a password stands.
    ReadPasswordChanges,
    /// Read one's own personal access tokens.
    ReadOwnTokens,
}

/// Scopes that include every other.
const EVERYTHING: [&str; 2] = ["sp:scopes:all", "sp:scopes:default"];

/// The level of an administrator.
const ADMIN: &str = "ORG_ADMIN";

impl Permission {
    /// Every permission.
    pub const ALL: [Self; 10] = [
        Self::ReadGroups,
        Self::WriteGroups,
        Self::ReadSources,
        Self::ReadPolicies,
        Self::WritePolicies,
        Self::ReadApps,
        Self::ReadPasswordInfo,
        Self::ChangePasswords,
        Self::ReadPasswordChanges,
        Self::ReadOwnTokens,
    ];

    /// The scopes of which one is needed; the smallest first.
    const fn scopes(self) -> &'static [&'static str] {
        match self {
            Self::ReadGroups => &["idn:password-sync-group:read", "idn:password-sync-group:manage"],
            Self::WriteGroups => &["idn:password-sync-group:manage"],
            Self::ReadSources => &["idn:sources:read", "idn:sources:manage"],
            Self::ReadPolicies => &["idn:password-policy:read", "idn:password-policy:write"],
            Self::WritePolicies => &["idn:password-policy:write"],
            Self::ReadApps => &["idn:app-roles:read", "idn:app-roles:manage"],
            Self::ReadPasswordInfo => &["idn:password-info:read"],
            Self::ChangePasswords => &["idn:password-change:manage"],
            Self::ReadPasswordChanges => {
                &["idn:password-change:read", "idn:password-change:manage"]
            }
            Self::ReadOwnTokens => &[
                "sp:my-personal-access-tokens:read",
                "sp:my-personal-access-tokens:manage",
                "sp:all-personal-access-tokens:read",
                "sp:all-personal-access-tokens:manage",
            ],
        }
    }

    /// The levels of which a user needs one; any where there is none.
    const fn levels(self) -> &'static [&'static str] {
        match self {
            Self::ReadSources => &[ADMIN, "SOURCE_ADMIN", "SOURCE_SUBADMIN", "ROLE_SUBADMIN"],
            Self::ReadPasswordInfo | Self::ChangePasswords | Self::ReadPasswordChanges => {
                &[ADMIN, "HELPDESK"]
            }
            Self::ReadOwnTokens => &[],
            _ => &[ADMIN],
        }
    }

    /// The smallest scope that is enough.
    pub const fn scope(self) -> &'static str {
        self.scopes()[0]
    }

    /// The level that is enough.
    pub fn level(self) -> Option<&'static str> {
        self.levels().first().copied()
    }

    /// What a request to these segments of a path needs, where that is known.
    pub(crate) fn of(method: &Method, segments: &[String]) -> Option<Self> {
        let reads = method == Method::GET;
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        Some(match segments[..] {
            ["password-sync-groups", ..] if reads => Self::ReadGroups,
            ["password-sync-groups", ..] => Self::WriteGroups,
            ["sources", ..] if reads => Self::ReadSources,
            ["password-policies", ..] if reads => Self::ReadPolicies,
            ["password-policies", ..] => Self::WritePolicies,
            ["source-apps", ..] if reads => Self::ReadApps,
            ["query-password-info", ..] => Self::ReadPasswordInfo,
            ["set-password", ..] => Self::ChangePasswords,
            ["password-change-status", ..] => Self::ReadPasswordChanges,
            ["personal-access-tokens", ..] if reads => Self::ReadOwnTokens,
            _ => return None,
        })
    }

    /// The scope or the level that a token lacks, as far as its claims tell.
    pub fn lacking(self, claims: &Object) -> Option<Lacking> {
        let scope = Lacking::Scope(self.scope());
        let level = self.level().map(Lacking::Level);
        match (scopes(claims), levels(claims)) {
            (Some(words), _) if !has(&words, self.scopes()) && !has(&words, &EVERYTHING) => {
                Some(scope)
            }
            (_, Some(words)) if claims.contains_key("user_name") && !has(&words, self.levels()) => {
                level
            }
            _ => None,
        }
    }
}

/// What a token does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// This scope, nor one that includes it.
    Scope(&'static str),
    /// The level of its user.
    Level(&'static str),
}

impl Lacking {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Scope(name) | Self::Level(name) => name,
        }
    }
}

impl std::fmt::Display for Lacking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Scope(name) => write!(f, "the token does not have the scope `{name}`"),
            Self::Level(name) => write!(f, "the user does not have the level `{name}`"),
        }
    }
}

fn has(words: &[String], wanted: &[&str]) -> bool {
    words.iter().any(|word| wanted.contains(&word.as_str()))
}

/// The scopes that a token names. A tenant may send them in a form of its own, which tells nothing.
pub fn scopes(claims: &Object) -> Option<Vec<String>> {
    let words = words(claims.get("scope"))?;
    (words.is_empty() || words.iter().any(|word| word.contains(':'))).then_some(words)
}

/// The levels of the user that a token names.
pub fn levels(claims: &Object) -> Option<Vec<String>> {
    words(claims.get("authorities"))
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn claims(value: Value) -> Object {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn a_request_needs_what_its_path_is_about() {
        let of = |method, path: &str| {
            let segments: Vec<String> = path.split('/').map(str::to_owned).collect();
            Permission::of(&method, &segments).map(Permission::scope)
        };
        for (method, path, scope) in [
            (Method::GET, "password-sync-groups", "idn:password-sync-group:read"),
            (Method::DELETE, "password-sync-groups/1", "idn:password-sync-group:manage"),
            (Method::GET, "sources/1/password-policies", "idn:sources:read"),
            (Method::PUT, "password-policies/1", "idn:password-policy:write"),
            (Method::POST, "query-password-info", "idn:password-info:read"),
        ] {
            assert_eq!(of(method, path), Some(scope), "{path}");
        }
        assert_eq!(of(Method::GET, "roles"), None);
    }

    #[test]
    fn what_is_lacking_is_named_and_what_is_not_known_is_not() {
        let lacking = |value| Permission::WriteGroups.lacking(&claims(value));
        let admin = json!(["ORG_ADMIN"]);
        let scope = "idn:password-sync-group:manage";
        for enough in [json!(["sp:scopes:all"]), json!(scope), json!(["AAEC"]), json!(7)] {
            assert_eq!(
                lacking(json!({"user_name": "u", "authorities": admin, "scope": enough})),
                None
            );
        }
        for less in [json!([]), json!(["idn:password-sync-group:read"])] {
            let found = lacking(json!({"user_name": "u", "authorities": admin, "scope": less}));
            assert_eq!(found, Some(Lacking::Scope(scope)));
        }
        let user = json!({"user_name": "u", "authorities": ["HELPDESK"], "scope": scope});
        assert_eq!(
            lacking(user).unwrap().to_string(),
            "the user does not have the level `ORG_ADMIN`"
        );
        assert_eq!(lacking(json!({"scope": scope, "authorities": []})), None);
        assert_eq!(lacking(json!({})), None);
    }

    #[test]
    fn every_permission_has_a_scope_of_its_own() {
        let scopes = Permission::ALL.map(Permission::scope);
        let unique: std::collections::BTreeSet<&str> = scopes.into_iter().collect();
        assert_eq!(unique.len(), scopes.len());
    }
}
