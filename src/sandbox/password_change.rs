//! One change of a password, from source to source.
//!
//! Its outcome is decided when it is requested; its state follows from the clock alone, so that it goes on while
//! no process serves the tenant.

use std::time::Duration;

use anyhow::anyhow;
use aws_lc_rs::hmac;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde_json::{Value, json};
use uuid::Uuid;

use super::password_rules::Rules;
use super::reply::Refused;
use super::secret::random;
use super::store::Store;

/// Whose password is to be changed, and where it begins.
pub(super) struct Order {
    pub(super) identity: String,
    pub(super) source: String,
    /// The account's ID on that source.
    pub(super) account: String,
}

/// The outcome of an order.
pub(super) struct Change {
    /// IDs of the sources that it is meant for.
    sources: Vec<String>,
    /// How many of them were tried.
    attempts: u32,
    errors: Vec<String>,
}

/// A source on which the user has an account.
struct Member {
    id: String,
    name: String,
    authenticates: bool,
    healthy: bool,
    accounts: Vec<Account>,
}

struct Account {
    seq: i64,
    native_id: String,
    name: String,
    refusal: Option<String>,
}

impl Order {
    /// Changes the password on each source of the group, the authentication sources first; where one of those fails,
    /// the others are not attempted. Nothing is attempted where the policy of any of them forbids the password.
    pub(super) fn carry_out(&self, db: &Connection, password: &str) -> Result<Change, Refused> {
        let members = self.members(db)?;
        let sources = members.iter().map(|member| member.id.clone()).collect();
        let mut change = Change { sources, attempts: 0, errors: Vec::new() };
        for member in &members {
            change.errors.extend(member.complaint(db, password)?);
        }
        change.errors.dedup();
        if !change.errors.is_empty() {
            return Ok(change);
        }
        for member in &members {
            change.attempts += 1;
            match member.refusal() {
                None => member.take(db, password)?,
                Some(refusal) => {
                    change.errors.push(refusal);
                    if member.authenticates {
                        break;
                    }
                }
            }
        }
        Ok(change)
    }

    /// A change that fails before anything is attempted.
    pub(super) fn fail(&self, reason: &str) -> Change {
        let sources = vec![self.source.clone()];
        Change { sources, attempts: 0, errors: vec![reason.to_owned()] }
    }

    /// The sources that share the password, as far as the user has an account there: the authentication sources, the
    /// one that was named, the others.
    fn members(&self, db: &Connection) -> rusqlite::Result<Vec<Member>> {
        let sql = "SELECT id, name, features LIKE '%,AUTHENTICATE,%' AS first, healthy FROM sources \
                   WHERE id = ?1 OR id IN (SELECT o.source_id FROM members m JOIN members o ON o.group_id = m.group_id \
                   WHERE m.source_id = ?1) ORDER BY first DESC, id <> ?1, seq";
        let member = |row: &Row| {
            let id: String = row.get(0)?;
            Ok(Member {
                accounts: self.accounts(db, &id)?,
                id,
                name: row.get(1)?,
                authenticates: row.get(2)?,
                healthy: row.get(3)?,
            })
        };
        let mut members: Vec<Member> =
            db.prepare_cached(sql)?.query_map([&self.source], member)?.collect::<Result<_, _>>()?;
        members.retain(|member| !member.accounts.is_empty());
        Ok(members)
    }

    /// On the source that was named the account that was named, elsewhere every account of the user.
    fn accounts(&self, db: &Connection, source: &str) -> rusqlite::Result<Vec<Account>> {
        let sql = "SELECT seq, native_id, name, refusal FROM accounts \
                   WHERE identity_id = ?1 AND source_id = ?2 AND (?2 <> ?3 OR native_id = ?4) ORDER BY seq";
        let account = |row: &Row| {
            Ok(Account {
                seq: row.get(0)?,
                native_id: row.get(1)?,
                name: row.get(2)?,
                refusal: row.get(3)?,
            })
        };
        let values = [&self.identity, source, &self.source, &self.account];
        db.prepare_cached(sql)?.query_map(values, account)?.collect()
    }
}

impl Member {
    fn complaint(&self, db: &Connection, password: &str) -> rusqlite::Result<Option<String>> {
        let rules = Rules::of(db, &self.id)?;
        let check =
            |account: &Account| rules.complaint(password, [&account.native_id, &account.name]);
        Ok(self.accounts.iter().find_map(check))
    }

    fn refusal(&self) -> Option<String> {
        let down = (!self.healthy).then(|| format!("{} cannot be reached", self.name));
        down.or_else(|| self.accounts.iter().find_map(|account| account.refusal.clone()))
    }

    /// Keeps what is needed to recognise the password, and not the password.
    fn take(&self, db: &Connection, password: &str) -> Result<(), Refused> {
        let mut update =
            db.prepare_cached("UPDATE accounts SET salt = ?, digest = ? WHERE seq = ?")?;
        for account in &self.accounts {
            let salt = random()?;
            update.execute(params![salt, digest(&salt, password), account.seq])?;
        }
        Ok(())
    }
}

fn digest(salt: &[u8], password: &str) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, salt), password.as_bytes()).as_ref().to_vec()
}

impl Change {
    /// Puts the change on record, and gives its ID. Each attempt takes the delay, a refusal before any takes one.
    pub(super) fn record(&self, db: &Connection, delay: Duration) -> rusqlite::Result<String> {
        let id = Uuid::new_v4().simple().to_string();
        let took = delay.saturating_mul(self.attempts.max(1)).as_millis();
        let took = i64::try_from(took).unwrap_or(i64::MAX);
        let ends = Timestamp::now().as_millisecond().saturating_add(took);
        let sql = "INSERT INTO password_changes (id, ends, sources, errors) VALUES (?, ?, ?, ?)";
        let (sources, errors) = (json!(self.sources), json!(self.errors));
        db.execute(sql, params![id, ends, sources.to_string(), errors.to_string()])?;
        Ok(id)
    }
}

/// How a change stands now; `None` where there is none of that ID.
pub(super) fn status(db: &Connection, id: &str) -> rusqlite::Result<Option<Value>> {
    let sql = "SELECT ends, sources, errors FROM password_changes WHERE id = ?";
    let row = |row: &Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let found: Option<(i64, String, String)> =
        db.prepare_cached(sql)?.query_row([id], row).optional()?;
    Ok(found.map(|(ends, sources, errors)| {
        let list = |text: &str| serde_json::from_str::<Vec<String>>(text).unwrap_or_default();
        let over = Timestamp::now().as_millisecond() >= ends;
        let errors = if over { list(&errors) } else { Vec::new() };
        let state = match (over, errors.is_empty()) {
            (false, _) => "IN_PROGRESS",
            (true, true) => "FINISHED",
            (true, false) => "FAILED",
        };
        json!({"requestId": id, "state": state, "errors": errors, "sourceIds": list(&sources)})
    }))
}

/// Salt and digest of a password.
type Kept = (Vec<u8>, Vec<u8>);

impl Store {
    /// Whether an account of the tenant signs in with this password: `source` by its name, `account` by its ID on that
    /// source. Fails where there is no such account.
    pub fn accepts(&self, source: &str, account: &str, password: &str) -> anyhow::Result<bool> {
        let sql = "SELECT a.salt, a.digest FROM accounts a JOIN sources s ON s.id = a.source_id \
                   WHERE s.name = ? AND a.native_id = ?";
        let kept = |row: &Row| Ok(row.get(0).ok().zip(row.get(1).ok()));
        let found: rusqlite::Result<Option<Option<Kept>>> =
            self.read(|db| db.prepare(sql)?.query_row([source, account], kept).optional());
        let kept = found?.ok_or_else(|| anyhow!("`{source}` has no account `{account}`"))?;
        Ok(kept.is_some_and(|(salt, kept)| digest(&salt, password) == kept))
    }
}
