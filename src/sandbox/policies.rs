//! Password policies.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row};
use serde_json::{Map, Value, json};

use super::collection::Page;
use super::reply::{Refused, Reply};
use super::request::Request;
use super::route::Style;
use super::store::Store;

const COLUMNS: &str = "id, name, created, updated, rules, \
    (SELECT json_group_array(source_id) FROM source_policies WHERE policy_id = policies.id) FROM policies";

/// `GET /password-policies`.
pub(super) fn list(store: &Store, request: &Request, style: Style) -> Result<Reply, Refused> {
    let page = Page::of(request)?;
    store.read(|db| {
        let sql = format!("SELECT {COLUMNS} ORDER BY seq LIMIT ? OFFSET ?");
        let mut select = db.prepare_cached(&sql)?;
        let rows = select.query_map([page.limit, page.offset], |row| render(row, style))?;
        let objects = rows.collect::<Result<Vec<_>, _>>()?;
        let total = total(db, "policies", page)?;
        Ok(page.reply(&objects, total))
    })
}

/// The number of rows of a table, where the page asks for it.
pub(super) fn total(db: &Connection, table: &str, page: Page) -> rusqlite::Result<Option<i64>> {
    if !page.count {
        return Ok(None);
    }
    db.prepare_cached(&format!("SELECT count(*) FROM {table}"))?
        .query_row([], |row| row.get(0))
        .map(Some)
}

/// `GET /password-policies/{id}`.
pub(super) fn read(store: &Store, id: &str, style: Style) -> Result<Reply, Refused> {
    let sql = format!("SELECT {COLUMNS} WHERE id = ?");
    let found = store.read(|db| {
        let mut select = db.prepare_cached(&sql)?;
        Ok::<_, Refused>(select.query_row([id], |row| render(row, style)).optional()?)
    })?;
    found.map(|body| Reply::json(200, body)).ok_or_else(Refused::not_found)
}

fn render(row: &Row, style: Style) -> rusqlite::Result<String> {
    let (rules, sources): (String, String) = (row.get(4)?, row.get(5)?);
    let mut object = Map::new();
    object.insert("id".into(), row.get::<_, String>(0)?.into());
    object.insert("name".into(), row.get::<_, String>(1)?.into());
    object.insert("dateCreated".into(), date(row.get(2)?, style));
    object.insert("lastUpdated".into(), date(row.get(3)?, style));
    let rules: Map<String, Value> = serde_json::from_str(&rules).unwrap_or_default();
    object.extend(rules);
    // The list can have a hundred thousand items, which are spared a tree of their own.
    let mut text = Value::Object(object).to_string();
    text.truncate(text.len() - 1);
    Ok(format!("{text},\"sourceIds\":{sources}}}"))
}

/// RFC 3339 under v3, milliseconds of the Unix era later.
fn date(milliseconds: Option<i64>, style: Style) -> Value {
    match (milliseconds, style) {
        (Some(number), Style::V3) => Timestamp::from_millisecond(number)
            .map_or(Value::Null, |date| format!("{date:.3}").into()),
        (number, _) => number.into(),
    }
}

/// `GET /sources/{id}/password-policies`.
pub(super) fn of_source(store: &Store, id: &str) -> Result<Reply, Refused> {
    let lines = store.read(|db| {
        let known = db.prepare_cached("SELECT 1 FROM sources WHERE id = ?")?.exists([id])?;
        let known = if known { Ok(()) } else { Err(Refused::not_found()) };
        known.and_then(|()| Ok(assignments(db, id)?))
    })?;
    Ok(Reply::json(200, Value::Array(lines).to_string()))
}

fn assignments(db: &Connection, source: &str) -> rusqlite::Result<Vec<Value>> {
    let sql = "SELECT p.id, p.name, a.selectors FROM source_policies a JOIN policies p ON p.id = a.policy_id \
               WHERE a.source_id = ? ORDER BY a.selectors IS NOT NULL, p.seq";
    let line = |row: &Row| {
        let (id, name): (String, String) = (row.get(0)?, row.get(1)?);
        let selectors: Option<String> = row.get(2)?;
        let mut line = json!({"policyId": id, "policyName": name});
        if let Some(selectors) = selectors {
            line["selectors"] = serde_json::from_str(&selectors).unwrap_or_default();
        }
        Ok(line)
    };
    db.prepare_cached(sql)?.query_map([source], line)?.collect()
}

#[cfg(test)]
mod tests {
    use hyper::Method;

    use super::super::testing::World;
    use super::super::world::{ACTIVE_DIRECTORY, GITHUB, POLICY};
    use super::*;

    #[test]
    fn dates_are_texts_under_v3_and_numbers_later() {
        let world = World::new();
        let at = |style: &str| {
            world.get(&format!("/{style}/password-policies/{POLICY}"))["dateCreated"].clone()
        };
        assert_eq!(at("v3"), "2021-12-09T13:23:26.564Z");
        for style in ["v2024", "v2025", "v2026", "beta"] {
            assert_eq!(at(style), 1_639_056_206_564_i64, "{style}");
        }
        let both = world.get("/password-policies/v1");
        assert_eq!((&both[0]["name"], &both[1]["name"]), (&json!("Strong"), &json!("Basic")));
        assert_eq!(both[1]["lastUpdated"], Value::Null);
        assert_eq!(both[1]["firstExpirationReminder"], Value::Null);
        assert_eq!(both[0]["sourceIds"].as_array().unwrap().len(), 6);
        assert_eq!(world.send(Method::GET, "/v3/password-policies/none", "").0, 404);
    }

    #[test]
    fn an_exception_has_selectors() {
        let world = World::new();
        let of = |source: &str| world.get(&format!("/v2025/sources/{source}/password-policies"));
        for source in [ACTIVE_DIRECTORY, GITHUB] {
            assert_eq!(of(source), json!([{"policyId": POLICY, "policyName": "Strong"}]));
        }
        let mainframe = of("2c918084660f45d6016617daa9210560");
        assert!(mainframe[0].get("selectors").is_none() && mainframe[1]["selectors"].is_object());
        let target = format!("/sources/v1/{GITHUB}/password-policies");
        assert_eq!(world.get(&target), of(GITHUB));
        for style in ["v3", "v2024", "beta"] {
            let target = format!("/{style}/sources/{GITHUB}/password-policies");
            assert_eq!(world.send(Method::GET, &target, "").0, 404, "{style}");
        }
    }
}
