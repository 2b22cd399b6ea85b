//! The body of a password policy that is to be written.

use rusqlite::{Connection, OptionalExtension as _};
use serde_json::{Map, Value};

use super::body::{Finding, object, refuse, required, text, texts};
use super::reply::{CONFLICT, ILLEGAL, Refused, UNKNOWN_REFERENCE};
use super::request::Request;

/// A policy as a client wants it.
pub(super) struct PolicyBody {
    pub(super) name: String,
    /// Every other field that is the client's to choose.
    pub(super) rules: Map<String, Value>,
    /// The sources that the policy is to manage; `None` to leave them as they are.
    pub(super) source_ids: Option<Vec<String>>,
}

/// Fields with a number, of which 0 and -1 mean that the rule is not set.
const NUMBERS: [&str; 13] = [
    "firstExpirationReminder",
    "accountIdMinWordLength",
    "accountNameMinWordLength",
    "minAlpha",
    "minCharacterTypes",
    "maxLength",
    "minLength",
    "maxRepeatedChars",
    "minLower",
    "minNumeric",
    "minSpecial",
    "minUpper",
    "passwordExpiration",
];

const FLAGS: [&str; 9] = [
    "enablePasswdExpiration",
    "requireStrongAuthn",
    "requireStrongAuthOffNetwork",
    "requireStrongAuthUntrustedGeographies",
    "useAccountAttributes",
    "useDictionary",
    "useIdentityAttributes",
    "validateAgainstAccountId",
    "validateAgainstAccountName",
];

/// Fields that belong to the tenant: accepted and ignored.
const OWN: [&str; 6] = ["id", "dateCreated", "lastUpdated", "created", "modified", "defaultPolicy"];

impl PolicyBody {
    /// Reads a body.
    pub(super) fn of(request: &Request) -> Result<Self, Refused> {
        let mut rules = object(request)?;
        for key in OWN {
            rules.shift_remove(key);
        }
        let mut findings = Vec::new();
        let name = required(rules.shift_remove("name"), "name", &mut findings);
        let name = text(name, "name", &mut findings);
        let sources = rules.shift_remove("sourceIds").filter(|sources| !sources.is_null());
        let source_ids = sources.map(|sources| texts(Some(sources), "sourceIds", &mut findings));
        check_values(&rules, &mut findings);
        if findings.is_empty() && name.trim().is_empty() {
            findings.push((ILLEGAL, "The name of a password policy must not be blank.".into()));
        }
        refuse(findings)?;
        Ok(Self { name, rules, source_ids })
    }

    /// Makes the policy manage the sources of the body and no others. A source keeps its policy exceptions; one that is
    /// in a sync group keeps the policy of its group.
    pub(super) fn assign(&self, db: &Connection, policy: &str) -> Result<(), Refused> {
        let Some(sources) = &self.source_ids else { return Ok(()) };
        let mut findings = Vec::new();
        let mut known = db.prepare_cached("SELECT 1 FROM sources WHERE id = ?")?;
        for source in sources {
            if !known.exists([source])? {
                findings.push((UNKNOWN_REFERENCE, format!("Source \"{source}\" was not found.")));
            }
        }
        refuse(findings)?;
        let mut affected = managed(db, policy)?;
        affected.extend(sources.iter().cloned());
        let sql = "DELETE FROM source_policies WHERE policy_id = ? AND selectors IS NULL";
        db.prepare_cached(sql)?.execute([policy])?;
        let mut release = db.prepare_cached(
            "DELETE FROM source_policies WHERE source_id = ? AND selectors IS NULL",
        )?;
        let mut assign = db.prepare_cached("INSERT INTO source_policies VALUES (?, ?, NULL)")?;
        let mut excepted = db.prepare_cached(
            "SELECT 1 FROM source_policies WHERE source_id = ? AND policy_id = ?",
        )?;
        for source in sources {
            if !excepted.exists([source.as_str(), policy])? {
                release.execute([source])?;
                assign.execute([source.as_str(), policy])?;
            }
        }
        let mut findings = Vec::new();
        for source in affected {
            findings.extend(conflict(db, &source)?);
        }
        refuse(findings)
    }
}

/// Checks the types of the known fields, null included, and that the lengths leave a password.
fn check_values(rules: &Map<String, Value>, findings: &mut Vec<Finding>) {
    for (key, value) in rules.iter().filter(|(_, value)| !value.is_null()) {
        let key = key.as_str();
        let number = || value.as_i64().is_some_and(|number| number >= -1);
        let needs = match key {
            "description" if !value.is_string() => "a string",
            _ if NUMBERS.contains(&key) && !number() => "an integer of at least -1",
            _ if FLAGS.contains(&key) && !value.is_boolean() => "true or false",
            _ => continue,
        };
        findings.push((ILLEGAL, format!("The value of \"{key}\" must be {needs}.")));
    }
    let set = |key: &str| rules.get(key).and_then(Value::as_i64).filter(|&number| number > 0);
    if let (Some(least), Some(most)) = (set("minLength"), set("maxLength"))
        && least > most
    {
        let text = format!("\"minLength\" ({least}) is greater than \"maxLength\" ({most}).");
        findings.push((ILLEGAL, text));
    }
}

/// The sources that a policy manages.
fn managed(db: &Connection, policy: &str) -> rusqlite::Result<Vec<String>> {
    let sql = "SELECT source_id FROM source_policies WHERE policy_id = ? AND selectors IS NULL";
    db.prepare_cached(sql)?.query_map([policy], |row| row.get(0))?.collect()
}

/// Says that a source no longer has the policy of its sync group.
fn conflict(db: &Connection, source: &str) -> rusqlite::Result<Option<Finding>> {
    let sql = "SELECT g.name FROM members m JOIN groups g ON g.id = m.group_id WHERE m.source_id = ?1 \
               AND json_extract(g.body, '$.passwordPolicyId') IS NOT \
               (SELECT policy_id FROM source_policies WHERE source_id = ?1 AND selectors IS NULL) LIMIT 1";
    let name: Option<String> =
        db.prepare_cached(sql)?.query_row([source], |row| row.get(0)).optional()?;
    Ok(name.map(|name| {
        let text =
            format!("Source \"{source}\" has the policy of its password sync group \"{name}\".");
        (CONFLICT, text)
    }))
}
