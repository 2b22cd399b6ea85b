//! Applications of sources.

use rusqlite::{Connection, Row};
use serde_json::{Value, json};

use super::filter_sql::{Field, Kind};
use super::page::{Page, Paging};
use super::query::Query;
use super::reply::{Refused, Reply};
use super::request::Request;
use super::sort::SortField;
use super::sources::policies;
use super::store::Store;

const fn text(name: &'static str, column: &'static str, operators: &'static str) -> Field {
    Field { name, column, kind: Kind::Text, operators }
}

const FILTERS: [Field; 5] = [
    text("id", "id", "eq in"),
    text("name", "name", "eq in co sw"),
    text("created", "created", "gt lt ge le"),
    text("modified", "modified", "gt lt ge le"),
    text("accountSource.id", "source_id", "eq in"),
];

const SORTERS: [SortField; 6] = [
    ("id", "id"),
    ("name", "name"),
    ("created", "created"),
    ("modified", "modified"),
    ("owner.id", "owner_id"),
    ("accountSource.id", "source_id"),
];

const COLUMNS: &str = "id, cloud_id, name, description, source_id, manages, enabled, owner_id, owner_name, created, \
    modified, (SELECT name FROM sources WHERE sources.id = apps.source_id)";

/// `GET /source-apps` and `GET /source-apps/all`; `which` is a condition in SQL.
pub(super) fn list(
    store: &Store,
    request: &Request,
    paging: Paging,
    which: &str,
) -> Result<Reply, Refused> {
    let query = Query::of(Page::of(request, paging)?, request, &FILTERS, &SORTERS)?.and(which);
    store.read(|db| query.run(db, "apps", COLUMNS, |row| render(db, row)))
}

fn render(db: &Connection, row: &Row) -> rusqlite::Result<String> {
    let text = |index: usize| row.get::<_, String>(index);
    let source: Option<String> = row.get(4)?;
    let account_source = match source {
        None => Value::Null,
        Some(id) => json!({
            "id": id,
            "type": "SOURCE",
            "name": text(11)?,
            "useForPasswordManagement": row.get::<_, bool>(5)?,
            "passwordPolicies": policies(db, &id)?,
        }),
    };
    let object = json!({
        "id": text(0)?,
        "cloudAppId": text(1)?,
        "name": text(2)?,
        "created": text(9)?,
        "modified": text(10)?,
        "enabled": row.get::<_, bool>(6)?,
        "provisionRequestEnabled": true,
        "description": text(3)?,
        "matchAllAccounts": false,
        "appCenterEnabled": true,
        "accountSource": account_source,
        "owner": {"type": "IDENTITY", "id": text(7)?, "name": text(8)?},
    });
    Ok(object.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::testing::TestTenant;

    #[test]
    fn applications_name_their_sources() {
        let test = TestTenant::new();
        let all = test.get("/source-apps/v1/all?sorters=name");
        let gmail = all.as_array().unwrap().iter().find(|app| app["name"] == "Gmail").unwrap();
        assert_eq!(gmail["accountSource"]["name"], "G Suite");
        assert_eq!(gmail["accountSource"]["useForPasswordManagement"], true);
        let filter = "filters=accountSource.id%20eq%20%222c918084660f45d6016617daa9210510%22";
        let of_source = test.get(&format!("/v2025/source-apps/all?{filter}"));
        assert_eq!(of_source.as_array().unwrap().len(), 3);
        assert!(all.as_array().unwrap().iter().any(|app| app["accountSource"].is_null()));
        assert_eq!(test.get("/beta/source-apps"), test.get("/beta/source-apps/all"));
    }
}
