//! Roles: a collection whose pages are smaller than those of the others.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde_json::{Value, json};

use super::filter_sql::{Field, Kind};
use super::ids::Ids;
use super::page::{Page, Paging};
use super::query::Query;
use super::reply::{Refused, Reply};
use super::request::Request;
use super::sort::SortField;
use super::store::Store;

const MAX_LIMIT: i64 = 50;
/// Roles of a new tenant: two full pages and a part of a third.
const SEEDED: u32 = 130;
const CREATED: &str = "2023-01-09T10:00:00.000Z";

const fn text(name: &'static str, operators: &'static str) -> Field {
    Field { name, column: name, kind: Kind::Text, operators }
}

const FILTERS: [Field; 4] = [
    text("id", "eq in"),
    text("name", "eq sw"),
    text("created", "gt lt ge le"),
    text("modified", "gt lt ge le"),
];

const SORTERS: [SortField; 3] =
    [("name", "name"), ("created", "created"), ("modified", "modified")];

const COLUMNS: &str = "id, name, description, owner_id, owner_name, created, modified";

/// `GET /roles`.
pub(super) fn list(store: &Store, request: &Request, paging: Paging) -> Result<Reply, Refused> {
    let page = Page::up_to(MAX_LIMIT, request, paging)?;
    let query = Query::of(page, request, &FILTERS, &SORTERS)?;
    store.read(|db| query.run(db, "roles", COLUMNS, render))
}

/// `GET /roles/{id}`.
pub(super) fn read(store: &Store, id: &str) -> Result<Reply, Refused> {
    let sql = format!("SELECT {COLUMNS} FROM roles WHERE id = ?");
    let found = store.read(|db| {
        Ok::<_, Refused>(db.prepare_cached(&sql)?.query_row([id], render).optional()?)
    })?;
    found.map(|body| Reply::json(200, body)).ok_or_else(Refused::not_found)
}

fn render(row: &Row) -> rusqlite::Result<String> {
    let text = |index: usize| row.get::<_, String>(index);
    let object = json!({
        "id": text(0)?,
        "name": text(1)?,
        "created": text(5)?,
        "modified": text(6)?,
        "description": text(2)?,
        "owner": {"type": "IDENTITY", "id": text(3)?, "name": text(4)?},
        "accessProfiles": [],
        "entitlements": [],
        "membership": Value::Null,
        "enabled": true,
        "requestable": true,
        "segments": [],
    });
    Ok(object.to_string())
}

/// Fills an empty table.
pub(super) fn seed(db: &Connection, ids: Ids) -> anyhow::Result<()> {
    let sql = "INSERT INTO roles (id, name, description, owner_id, owner_name, created, modified) \
               VALUES (?, ?, ?, ?, 'Sandbox Admin', ?, ?)";
    let mut insert = db.prepare(sql)?;
    let owner = ids.hex("identity sandbox.admin", 0);
    for number in 1..=SEEDED {
        let name = format!("Role {number:03}");
        let description = format!("Access for team {number}.");
        insert.execute(params![
            ids.hex("role", number),
            name,
            description,
            owner,
            CREATED,
            CREATED
        ])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use hyper::Method;

    use super::super::testing::TestTenant;

    #[test]
    fn a_page_has_at_most_fifty_roles() {
        let test = TestTenant::new();
        for target in ["/v3/roles", "/beta/roles", "/v2025/roles", "/roles/v1"] {
            let (status, value, reply) =
                test.send(Method::GET, &format!("{target}?count=true"), "");
            assert_eq!((status, value.as_array().map(Vec::len)), (200, Some(50)), "{target}");
            assert!(reply.headers.contains(&("X-Total-Count", "130".into())));
            assert_eq!(test.send(Method::GET, &format!("{target}?limit=51"), "").0, 400);
            let last = test.get(&format!("{target}?offset=100"));
            assert_eq!(last.as_array().map(Vec::len), Some(30));
            assert_eq!(last[29]["name"], "Role 130");
        }
        let found = test.get("/v3/roles?filters=name%20eq%20%22Role%20007%22");
        let id = found[0]["id"].as_str().unwrap();
        assert_eq!(test.get(&format!("/roles/v1/{id}")), found[0]);
        assert_eq!(test.send(Method::GET, "/v3/roles/none", "").0, 404);
    }
}
