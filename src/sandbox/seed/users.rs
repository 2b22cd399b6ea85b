//! The users of the embedded tenant, and their accounts.

use rusqlite::{Connection, params};

use super::examples::{
    ACTIVE_DIRECTORY, ENTRA, G_SUITE, GITHUB, LDAP, SALESFORCE, SAP, SERVICENOW, SNOWFLAKE,
    UNHEALTHY,
};
use crate::sandbox::ids::Ids;

/// The documentation's own identity: an account everywhere, and nothing that refuses.
const ABBY: &str = "2c918085744fec4301746f9a5bce4605";

/// An account to seed.
struct AccountSeed {
    source: &'static str,
    /// The account's ID on the source, where it does not follow from the login.
    native_id: Option<&'static str>,
    /// What the source answers to a new password, where it refuses one.
    refusal: Option<&'static str>,
}

const fn on(source: &'static str) -> AccountSeed {
    AccountSeed { source, native_id: None, refusal: None }
}

const fn named(source: &'static str, native_id: &'static str) -> AccountSeed {
    AccountSeed { source, native_id: Some(native_id), refusal: None }
}

const fn refusing(source: &'static str, refusal: &'static str) -> AccountSeed {
    AccountSeed { source, native_id: None, refusal: Some(refusal) }
}

/// `(login, accounts)`, each with something of its own to show.
const USERS: [(&str, &[AccountSeed]); 7] = [
    (
        "Abby.Smith",
        &[
            on(ACTIVE_DIRECTORY),
            on(GITHUB),
            on(G_SUITE),
            on(SALESFORCE),
            on(LDAP),
            on(SERVICENOW),
            on(UNHEALTHY),
            on(ENTRA),
            on(SAP),
            on(SNOWFLAKE),
        ],
    ),
    // Two accounts on one source.
    (
        "Ben.Jones",
        &[
            on(ACTIVE_DIRECTORY),
            named(ACTIVE_DIRECTORY, "CN=Ben Jones (admin),OU=Admins,DC=acme,DC=com"),
            on(GITHUB),
            on(ENTRA),
            on(SAP),
            on(SNOWFLAKE),
        ],
    ),
    // No account on the authentication source.
    ("Carla.Diaz", &[on(SAP), on(SNOWFLAKE)]),
    // A member that refuses, and says which one it is.
    (
        "Dan.Brown",
        &[
            on(ENTRA),
            on(SAP),
            refusing(SNOWFLAKE, "Snowflake refused the new password: the account is locked"),
        ],
    ),
    // A member that refuses, and does not say which one it is.
    (
        "Eve.Novak",
        &[
            on(ENTRA),
            refusing(SAP, "The target system reported an error while changing the password"),
            on(SNOWFLAKE),
        ],
    ),
    // An authentication source that refuses.
    (
        "Frank.Weber",
        &[
            refusing(ENTRA, "Entra ID refused the new password: the account is disabled"),
            on(SAP),
            on(SNOWFLAKE),
        ],
    ),
    // No account in any group.
    ("Grace.Hall", &[on(G_SUITE)]),
];

/// Adds everyone, with accounts whose passwords nobody knows yet.
pub(in crate::sandbox) fn fill(db: &Connection, ids: Ids) -> anyhow::Result<()> {
    let mut person = db.prepare("INSERT INTO identities (id, name) VALUES (?, ?)")?;
    let mut account = db.prepare(
        "INSERT INTO accounts (identity_id, source_id, native_id, name, refusal) VALUES (?, ?, ?, ?, ?)",
    )?;
    for (login, accounts) in USERS {
        let id = identity(login, ids);
        person.execute([id.as_str(), login])?;
        for seed in accounts {
            let source = ids.documented(seed.source);
            let native =
                seed.native_id.map_or_else(|| native_id(seed.source, login), str::to_owned);
            account.execute(params![id, source, native, login, seed.refusal])?;
        }
    }
    Ok(())
}

fn identity(login: &str, ids: Ids) -> String {
    if login == "Abby.Smith" {
        ids.documented(ABBY)
    } else {
        ids.hex(&format!("identity {login}"), 0)
    }
}

/// A distinguished name on directories, the login elsewhere.
fn native_id(source: &str, login: &str) -> String {
    match source {
        ACTIVE_DIRECTORY | LDAP => {
            format!(
                "CN={},OU=Austin,OU=Americas,OU=Demo,DC=seri,DC=acme,DC=com",
                login.replace('.', " ")
            )
        }
        ENTRA => format!("{}@acme.com", login.to_lowercase()),
        _ => login.to_lowercase(),
    }
}
