//! Changing a password: what it must be like, the change itself, and how it stands.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension as _};
use serde_json::{Map, Value, json};

use super::body::{object, refuse, required, text};
use super::key_pair::KeyPair;
use super::password_change::{self, Order};
use super::password_rules::Rules;
use super::reply::{Refused, Reply, UNKNOWN_REFERENCE};
use super::request::Request;
use super::store::Store;

/// `POST /query-password-info`.
pub(super) fn info(store: &Store, request: &Request) -> Result<Reply, Refused> {
    let [user, source] = fields(object(request)?, ["userName", "sourceName"])?;
    let key = KeyPair::of(store)?;
    let public = key.public()?;
    store.read(|db| {
        let identity = find(db, "SELECT id FROM identities WHERE name = ?", &user)?
            .ok_or_else(|| unknown(format!("User \"{user}\" was not found.")))?;
        let source_id = find(db, "SELECT id FROM sources WHERE name = ? ORDER BY seq", &source)?
            .ok_or_else(|| unknown(format!("Source \"{source}\" was not found.")))?;
        let body = json!({
            "identityId": identity,
            "sourceId": source_id,
            "publicKeyId": key.id,
            "publicKey": public,
            "accounts": accounts(db, &identity, &source_id)?,
            "policies": Rules::of(db, &source_id)?.lines(),
        });
        Ok(Reply::json(200, body.to_string()))
    })
}

fn accounts(db: &Connection, identity: &str, source: &str) -> rusqlite::Result<Vec<Value>> {
    let sql =
        "SELECT native_id, name FROM accounts WHERE identity_id = ? AND source_id = ? ORDER BY seq";
    let account = |row: &rusqlite::Row| {
        Ok(json!({"accountId": row.get::<_, String>(0)?, "accountName": row.get::<_, String>(1)?}))
    };
    db.prepare_cached(sql)?.query_map([identity, source], account)?.collect()
}

/// `POST /set-password`. What can be told from the request alone is refused at once, the rest by the change's state.
pub(super) fn set(store: &Store, request: &Request, delay: Duration) -> Result<Reply, Refused> {
    let keys = ["identityId", "encryptedPassword", "publicKeyId", "accountId", "sourceId"];
    let [identity, encrypted, key_id, account, source] = fields(object(request)?, keys)?;
    let password = KeyPair::of(store)?.open(&key_id, &encrypted)?;
    let order = Order { identity, source, account };
    store.write(|db| {
        check(db, &order)?;
        let change = match &password {
            Some(password) => order.carry_out(db, password)?,
            None => order.fail("The password change payload is invalid"),
        };
        let id = change.record(db, delay)?;
        let body = json!({"requestId": id, "state": "IN_PROGRESS"});
        Ok(Reply::json(202, body.to_string()))
    })
}

fn check(db: &Connection, order: &Order) -> Result<(), Refused> {
    let Order { identity, source, account } = order;
    if find(db, "SELECT id FROM identities WHERE id = ?", identity)?.is_none() {
        return Err(unknown(format!("Identity \"{identity}\" was not found.")));
    }
    let features = find(db, "SELECT features FROM sources WHERE id = ?", source)?
        .ok_or_else(|| unknown(format!("Source \"{source}\" was not found.")))?;
    if !features.contains(",PASSWORD,") {
        let text = format!("Source \"{source}\" is not configured for password management.");
        return Err(Refused::illegal(text));
    }
    let sql = "SELECT 1 FROM accounts WHERE identity_id = ? AND source_id = ? AND native_id = ?";
    if !db.prepare_cached(sql)?.exists([identity, source, account])? {
        return Err(unknown(format!("Account \"{account}\" was not found.")));
    }
    Ok(())
}

/// `GET /password-change-status/{id}`.
pub(super) fn status(store: &Store, id: &str) -> Result<Reply, Refused> {
    let found = store.read(|db| Ok::<_, Refused>(password_change::status(db, id)?))?;
    found.map(|body| Reply::json(200, body.to_string())).ok_or_else(Refused::not_found)
}

/// The texts of these fields, all of which must be there.
fn fields<const N: usize>(
    mut object: Map<String, Value>,
    keys: [&str; N],
) -> Result<[String; N], Refused> {
    let mut findings = Vec::new();
    let texts = keys.map(|key| {
        let value = required(object.shift_remove(key), key, &mut findings);
        text(value, key, &mut findings)
    });
    refuse(findings)?;
    Ok(texts)
}

fn find(db: &Connection, sql: &str, key: &str) -> rusqlite::Result<Option<String>> {
    db.prepare_cached(sql)?.query_row([key], |row| row.get(0)).optional()
}

fn unknown(reason: String) -> Refused {
    Refused::request(400, UNKNOWN_REFERENCE, reason)
}

#[cfg(test)]
mod tests;
