//! What a new tenant holds: the documentation's examples, users, and generated groups and sources.

pub(in crate::sandbox) mod examples;
mod users;

use rusqlite::{Connection, params};
use serde_json::{Value, json};

use crate::sandbox::ids::Ids;
use crate::sandbox::secret::secret;
use crate::sandbox::{personal_access_tokens, roles};

/// What to fill a tenant with. The default is the documentation's examples, see `examples.rs`.
#[derive(Debug, Clone, Default)]
pub struct Seed {
    /// Exactly so many groups, each with two sources of its own, the first of which is the documentation's; `None` for
    /// that one and another of three sources.
    pub groups: Option<u32>,
    /// So many more sources that are free and can join a group.
    pub sources: Option<u32>,
    /// A number that gives everything other IDs and the same names; `None` for the documentation's IDs.
    pub ids: Option<u64>,
    /// What the names of sources and policies end with, as those of one tenant often do; `None` for nothing.
    pub name_suffix: Option<String>,
}

impl Seed {
    /// Fills empty tables. Clients that are there already stay as they are.
    pub(in crate::sandbox) fn fill(&self, db: &Connection) -> anyhow::Result<()> {
        let ids = Ids { salt: self.ids };
        clients(db, ids)?;
        personal_access_tokens::seed(db, ids)?;
        roles::seed(db, ids)?;
        examples::fill(db, ids)?;
        users::fill(db, ids)?;
        let groups = self.groups.unwrap_or(1);
        if groups > 0 {
            documented_group(db, ids)?;
        }
        if self.groups.is_none() {
            head_office(db, ids)?;
        }
        for number in 1..groups {
            generated_group(db, ids, number)?;
        }
        for number in 1..=self.sources.unwrap_or(0) {
            let name = format!("Free Source {number:05}");
            generated_source(db, &ids.hex("free source", number), &name, number, ids)?;
        }
        if let Some(suffix) = &self.name_suffix {
            for table in ["sources", "policies"] {
                db.execute(&format!("UPDATE {table} SET name = name || ?"), [suffix])?;
            }
        }
        Ok(())
    }
}

/// `(role, user, authorities, scope)` of the API clients.
const CLIENTS: [(&str, Option<&str>, &str, &str); 3] = [
    ("admin", Some("sandbox.admin"), r#"["ORG_ADMIN"]"#, "sp:scopes:all"),
    ("application", None, "[]", "sp:scopes:all"),
    ("limited", Some("source.admin"), r#"["SOURCE_ADMIN"]"#, "idn:sources:read"),
];

fn clients(db: &Connection, ids: Ids) -> anyhow::Result<()> {
    let sql = "INSERT OR IGNORE INTO clients VALUES (?, ?, ?, ?, ?, ?, ?)";
    let mut insert = db.prepare(sql)?;
    for (role, user, authorities, scope) in CLIENTS {
        let identity = user.map(|user| ids.hex(&format!("identity {user}"), 0));
        let id = ids.hex(&format!("client {role}"), 0);
        insert.execute(params![role, id, secret()?, user, identity, authorities, scope])?;
    }
    Ok(())
}

fn documented_group(db: &Connection, ids: Ids) -> anyhow::Result<()> {
    let members = [examples::ACTIVE_DIRECTORY, examples::GITHUB].map(|id| ids.documented(id));
    let object = json!({
        "id": ids.documented(examples::GROUP),
        "name": "Password Sync Group 1",
        "passwordPolicyId": ids.documented(examples::POLICY),
        "sourceIds": members,
        "created": "2023-03-16T04:00:00Z",
        "modified": "2023-03-16T04:00:00Z",
    });
    put_group(db, &object)
}

/// A group to change passwords in.
fn head_office(db: &Connection, ids: Ids) -> anyhow::Result<()> {
    let members =
        [examples::ENTRA, examples::SAP, examples::SNOWFLAKE].map(|id| ids.documented(id));
    let object = json!({
        "id": ids.documented(examples::HEAD_OFFICE),
        "name": "Head Office",
        "passwordPolicyId": ids.documented(examples::POLICY),
        "sourceIds": members,
        "created": "2024-05-06T08:00:00Z",
        "modified": null,
    });
    put_group(db, &object)
}

fn generated_group(db: &Connection, ids: Ids, number: u32) -> anyhow::Result<()> {
    let name = format!("Test Group {number:05}");
    let mut members = Vec::new();
    for half in 1..=2 {
        let id = ids.hex(&format!("member {half}"), number);
        let source = format!("Test Source {number:05} {}", if half == 1 { "A" } else { "B" });
        generated_source(db, &id, &source, number, ids)?;
        members.push(id);
    }
    let policy = if number.is_multiple_of(2) { examples::POLICY } else { examples::SECOND_POLICY };
    let created = moment(number)?;
    put_group(
        db,
        &json!({
            "id": ids.uuid("group", number),
            "name": name,
            "passwordPolicyId": ids.documented(policy),
            "sourceIds": members,
            "created": created,
            "modified": if number.is_multiple_of(3) { Value::from(created) } else { Value::Null },
        }),
    )
}

fn put_group(db: &Connection, object: &Value) -> anyhow::Result<()> {
    let text = |key: &str| object[key].as_str().unwrap_or_default();
    db.prepare_cached("INSERT INTO groups (id, name, body) VALUES (?, ?, ?)")?.execute(params![
        text("id"),
        text("name"),
        object.to_string()
    ])?;
    let mut join = db.prepare_cached("INSERT INTO members VALUES (?, ?)")?;
    let mut assign =
        db.prepare_cached("INSERT OR REPLACE INTO source_policies VALUES (?, ?, NULL)")?;
    for source in object["sourceIds"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        join.execute([source, text("id")])?;
        assign.execute([source, text("passwordPolicyId")])?;
    }
    Ok(())
}

/// A moment of 2024, one minute after the last, with 0, 3 or 6 fractional digits.
fn moment(number: u32) -> anyhow::Result<String> {
    let stamp = jiff::Timestamp::from_second(1_704_067_200 + i64::from(number) * 60)?;
    Ok(match number % 3 {
        0 => format!("{stamp:.0}"),
        1 => format!("{stamp:.3}"),
        _ => format!("{stamp:.6}"),
    })
}

fn generated_source(
    db: &Connection,
    id: &str,
    name: &str,
    number: u32,
    ids: Ids,
) -> anyhow::Result<()> {
    const KINDS: [(&str, &str, &str); 3] = [
        ("JDBC", "jdbc", "JDBC"),
        ("Web Services", "web-services", "Web Services"),
        ("OpenLDAP - Direct", "openldap", "OpenLDAP"),
    ];
    let (kind, connector, connector_name) = KINDS[(number % 3) as usize];
    let source = examples::SourceSeed {
        id,
        name,
        description: "A source to try things with.",
        kind,
        connector,
        connector_name,
        features: "PROVISIONING,PASSWORD,ENABLE",
        ..examples::SourceSeed::PLAIN
    };
    source.put(db, ids, &moment(number)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::store::Store;

    fn count(store: &Store, table: &str) -> i64 {
        let sql = format!("SELECT count(*) FROM {table}");
        let result: rusqlite::Result<i64> =
            store.read(|db| db.query_row(&sql, [], |row| row.get(0)));
        result.unwrap()
    }

    fn bodies(seed: &Seed) -> (Store, tempfile::TempDir, Vec<String>) {
        let place = tempfile::tempdir().unwrap();
        let store = Store::open_seeded(&place.path().join("db"), seed).unwrap();
        let sql = "SELECT body FROM groups ORDER BY seq";
        let bodies: rusqlite::Result<Vec<String>> =
            store.read(|db| db.prepare(sql)?.query_map([], |row| row.get(0))?.collect());
        let bodies = bodies.unwrap();
        (store, place, bodies)
    }

    #[test]
    fn groups_and_sources_are_as_many_as_asked_for() {
        let (plain, _place, groups) = bodies(&Seed::default());
        assert!(groups.len() == 2 && groups[0].contains("6881f631-3bd5-4213-9c75-8e05cc3e35dd"));
        let examples = count(&plain, "sources");
        let (many, _place, groups) =
            bodies(&Seed { groups: Some(10), sources: Some(7), ..Seed::default() });
        assert_eq!(
            (groups.len(), count(&many, "sources"), count(&many, "members")),
            (10, examples + 18 + 7, 20)
        );
        let (empty, _place, groups) =
            bodies(&Seed { groups: Some(0), sources: Some(5), ..Seed::default() });
        assert_eq!(
            (groups.len(), count(&empty, "sources"), count(&empty, "members")),
            (0, examples + 5, 0)
        );
    }

    #[test]
    fn the_same_seed_makes_the_same_groups_and_a_salt_other_ids() {
        let seed = Seed { groups: Some(5), ids: Some(1), ..Seed::default() };
        let (_one, _p1, first) = bodies(&seed);
        let (_two, _p2, second) = bodies(&seed);
        assert_eq!(first, second);
        let (_three, _p3, third) = bodies(&Seed { ids: None, ..seed });
        for (one, three) in first.iter().zip(&third) {
            let (one, three): (Value, Value) =
                (serde_json::from_str(one).unwrap(), serde_json::from_str(three).unwrap());
            assert_eq!(one["name"], three["name"]);
            for key in ["id", "passwordPolicyId", "sourceIds"] {
                assert_ne!(one[key], three[key], "{key}");
            }
        }
    }
}
