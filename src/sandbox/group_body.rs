//! The body of a group that is to be written, and the rules that it must follow.

use rusqlite::{Connection, OptionalExtension as _};
use serde_json::{Map, Value};

use super::body::{Finding, object, refuse, required, text, texts};
use super::reply::{CONFLICT, ILLEGAL, Refused, UNKNOWN_REFERENCE};
use super::request::Request;

/// A group as a client wants it.
pub(super) struct GroupBody {
    pub(super) name: String,
    pub(super) policy_id: String,
    /// Each once, in the order of the body.
    pub(super) source_ids: Vec<String>,
    /// Fields that the API does not know: they are kept and sent back.
    pub(super) extra: Map<String, Value>,
}

impl GroupBody {
    /// Reads a body. `id`, `created` and `modified` in it are ignored.
    pub(super) fn of(request: &Request) -> Result<Self, Refused> {
        let mut object = object(request)?;
        for key in ["id", "created", "modified"] {
            object.shift_remove(key);
        }
        let mut findings = Vec::new();
        let mut take = |key: &str| required(object.shift_remove(key), key, &mut findings);
        let (name, policy, sources) = (take("name"), take("passwordPolicyId"), take("sourceIds"));
        let name = text(name, "name", &mut findings);
        let policy_id = text(policy, "passwordPolicyId", &mut findings);
        let source_ids = texts(sources, "sourceIds", &mut findings);
        refuse(findings)?;
        Ok(Self { name, policy_id, source_ids, extra: object })
    }

    /// Checks the group against the tenant. `own` is the ID of the group that it replaces; the prerequisites are not
    /// checked again for sources that are already in it. `lenient` requires only what is documented.
    pub(super) fn check(
        &self,
        db: &Connection,
        own: Option<&str>,
        lenient: bool,
    ) -> Result<(), Refused> {
        let mut findings = Vec::new();
        if !lenient {
            self.check_name(db, own, &mut findings)?;
        }
        if !db.prepare_cached("SELECT 1 FROM policies WHERE id = ?")?.exists([&self.policy_id])? {
            let text = format!("Password policy \"{}\" was not found.", self.policy_id);
            findings.push((UNKNOWN_REFERENCE, text));
        }
        if self.source_ids.len() < 2 {
            findings.push((ILLEGAL, "A password sync group needs at least two sources.".into()));
        }
        for source in &self.source_ids {
            check_source(db, source, own, lenient, &mut findings)?;
        }
        refuse(findings)
    }

    fn check_name(
        &self,
        db: &Connection,
        own: Option<&str>,
        findings: &mut Vec<Finding>,
    ) -> rusqlite::Result<()> {
        if self.name.trim().is_empty() {
            findings.push((ILLEGAL, "The name of a password sync group must not be blank.".into()));
        }
        let mut namesake =
            db.prepare_cached("SELECT 1 FROM groups WHERE name = ? AND id IS NOT ?")?;
        if namesake.exists((&self.name, own))? {
            findings.push((
                CONFLICT,
                format!("A password sync group named \"{}\" already exists.", self.name),
            ));
        }
        Ok(())
    }
}

fn check_source(
    db: &Connection,
    id: &str,
    own: Option<&str>,
    lenient: bool,
    findings: &mut Vec<Finding>,
) -> rusqlite::Result<()> {
    let sql = "SELECT name, connection_type, features FROM sources WHERE id = ?";
    let row = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let found: Option<(String, String, String)> =
        db.prepare_cached(sql)?.query_row([id], row).optional()?;
    let Some((name, connection, features)) = found else {
        findings.push((UNKNOWN_REFERENCE, format!("Source \"{id}\" was not found.")));
        return Ok(());
    };
    if let Some(group) = other_group(db, id, own)?.filter(|_| !lenient) {
        let text =
            format!("Source \"{name}\" ({id}) is already in password sync group \"{group}\".");
        findings.push((CONFLICT, text));
    }
    let stays = db.prepare_cached("SELECT 1 FROM members WHERE source_id = ? AND group_id IS ?")?;
    if { stays }.exists((id, own))? {
        return Ok(());
    }
    let has = |feature: &str| features.contains(&format!(",{feature},"));
    let exists = |sql: &str| db.prepare_cached(sql)?.exists([id]);
    let mut lacks =
        |reason: &str| findings.push((ILLEGAL, format!("Source \"{name}\" ({id}) {reason}.")));
    if connection != "direct" {
        lacks("is not a direct connect source");
    }
    if !has("PASSWORD") {
        lacks("is not configured for password management");
    }
    if has("AUTHENTICATE") && !exists("SELECT 1 FROM apps WHERE source_id = ?")? {
        lacks("is an authentication source without an application");
    }
    if exists("SELECT 1 FROM source_policies WHERE source_id = ? AND selectors IS NOT NULL")? {
        lacks("has password policy exceptions");
    }
    Ok(())
}

/// The name of another group that the source is in.
fn other_group(
    db: &Connection,
    source: &str,
    own: Option<&str>,
) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT g.name FROM members m JOIN groups g ON g.id = m.group_id \
               WHERE m.source_id = ? AND m.group_id IS NOT ? LIMIT 1";
    db.prepare_cached(sql)?.query_row((source, own), |row| row.get(0)).optional()
}
