//! Password policies.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::page::{Page, Paging};
use super::policy_body::PolicyBody;
use super::reply::{IN_USE, Refused, Reply};
use super::request::Request;
use super::route::Style;
use super::store::Store;

const COLUMNS: &str = "id, name, created, updated, rules, \
    (SELECT json_group_array(source_id) FROM source_policies WHERE policy_id = policies.id) FROM policies";

/// `GET /password-policies`.
pub(super) fn list(
    store: &Store,
    request: &Request,
    style: Style,
    paging: Paging,
) -> Result<Reply, Refused> {
    let page = Page::of(request, paging)?;
    store.read(|db| {
        let sql = format!("SELECT {COLUMNS} ORDER BY seq LIMIT ? OFFSET ?");
        let mut select = db.prepare_cached(&sql)?;
        let rows = select.query_map([page.limit, page.offset], |row| render(row, style))?;
        let objects = rows.collect::<Result<Vec<_>, _>>()?;
        let total = total(db, "policies", page)?;
        Ok(Page::reply(&objects, total))
    })
}

/// The number of rows of a table, where the page asks for it.
pub(super) fn total(db: &Connection, table: &str, page: Page) -> rusqlite::Result<Option<i64>> {
    let sql = format!("SELECT count(*) FROM {table}");
    page.total(|| db.prepare_cached(&sql)?.query_row([], |row| row.get(0)))
}

/// `GET /password-policies/{id}`.
pub(super) fn read(store: &Store, id: &str, style: Style) -> Result<Reply, Refused> {
    store.read(|db| one(db, id, style))
}

fn one(db: &Connection, id: &str, style: Style) -> Result<Reply, Refused> {
    let mut select = db.prepare_cached(&format!("SELECT {COLUMNS} WHERE id = ?"))?;
    let found = select.query_row([id], |row| render(row, style)).optional()?;
    found.map(|body| Reply::json(200, body)).ok_or_else(Refused::not_found)
}

/// `POST /password-policies`.
pub(super) fn create(store: &Store, request: &Request, style: Style) -> Result<Reply, Refused> {
    let mut body = PolicyBody::of(request)?;
    body.rules.insert("defaultPolicy".into(), false.into());
    let id = Uuid::new_v4().simple().to_string();
    store.write(|db| {
        let sql =
            "INSERT INTO policies (id, name, created, updated, rules) VALUES (?, ?, ?, NULL, ?)";
        db.prepare_cached(sql)?.execute(params![id, body.name, now(), rules(&body)])?;
        body.assign(db, &id)?;
        one(db, &id, style)
    })
}

/// `PUT /password-policies/{id}`. Whether it is the tenant's default stays as it is.
pub(super) fn replace(
    store: &Store,
    id: &str,
    request: &Request,
    style: Style,
) -> Result<Reply, Refused> {
    store.write(|db| {
        let is_default = is_default(db, id)?;
        let mut body = PolicyBody::of(request)?;
        body.rules.insert("defaultPolicy".into(), is_default.into());
        let sql = "UPDATE policies SET name = ?, updated = ?, rules = ? WHERE id = ?";
        db.prepare_cached(sql)?.execute(params![body.name, now(), rules(&body), id])?;
        body.assign(db, id)?;
        one(db, id, style)
    })
}

/// `DELETE /password-policies/{id}`, unless it is the tenant's default or a sync group uses it.
pub(super) fn delete(store: &Store, id: &str) -> Result<Reply, Refused> {
    store.write(|db| {
        if is_default(db, id)? {
            let text = "The default password policy cannot be deleted.";
            return Err(Refused::request(400, IN_USE, text));
        }
        let sql =
            "SELECT name FROM groups WHERE json_extract(body, '$.passwordPolicyId') = ? LIMIT 1";
        let group: Option<String> =
            db.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
        if let Some(group) = group {
            let text = format!("The password policy is used by password sync group \"{group}\".");
            return Err(Refused::request(400, IN_USE, text));
        }
        db.prepare_cached("DELETE FROM source_policies WHERE policy_id = ?")?.execute([id])?;
        db.prepare_cached("DELETE FROM policies WHERE id = ?")?.execute([id])?;
        Ok(Reply::empty(204))
    })
}

/// Whether a policy is the tenant's default; a 404 where there is none of that ID.
fn is_default(db: &Connection, id: &str) -> Result<bool, Refused> {
    let sql =
        "SELECT coalesce(json_extract(rules, '$.defaultPolicy'), 0) FROM policies WHERE id = ?";
    let found = db.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?;
    found.ok_or_else(Refused::not_found)
}

fn rules(body: &PolicyBody) -> String {
    Value::Object(body.rules.clone()).to_string()
}

/// Milliseconds of the Unix era.
fn now() -> i64 {
    Timestamp::now().as_millisecond()
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

    use super::super::seed::examples::{ACTIVE_DIRECTORY, GITHUB, POLICY};
    use super::super::testing::TestTenant;
    use super::*;

    #[test]
    fn dates_are_texts_under_v3_and_numbers_later() {
        let test = TestTenant::new();
        let at = |style: &str| {
            test.get(&format!("/{style}/password-policies/{POLICY}"))["dateCreated"].clone()
        };
        assert_eq!(at("v3"), "2021-12-09T13:23:26.564Z");
        for style in ["v2024", "v2025", "v2026", "beta"] {
            assert_eq!(at(style), 1_639_056_206_564_i64, "{style}");
        }
        let both = test.get("/password-policies/v1");
        assert_eq!((&both[0]["name"], &both[1]["name"]), (&json!("Strong"), &json!("Basic")));
        assert_eq!(both[1]["lastUpdated"], Value::Null);
        assert_eq!(both[1]["firstExpirationReminder"], Value::Null);
        assert_eq!(both[0]["sourceIds"].as_array().unwrap().len(), 6);
        assert_eq!(test.send(Method::GET, "/v3/password-policies/none", "").0, 404);
    }

    #[test]
    fn a_policy_lives() {
        const G_SUITE: &str = "2c918084660f45d6016617daa9210510";
        let test = TestTenant::new();
        let body = json!({
            "id": "ignored", "name": "New", "description": null, "minLength": 10, "minUpper": null, "custom": {"a": 1},
            "defaultPolicy": true, "sourceIds": [G_SUITE],
        });
        let (status, made, _) =
            test.send(Method::POST, "/v2025/password-policies", &body.to_string());
        assert_eq!(status, 200, "{made}");
        let id = made["id"].as_str().unwrap();
        assert_eq!(
            (id.len(), &made["minUpper"], &made["custom"]),
            (32, &Value::Null, &body["custom"])
        );
        assert_eq!((&made["defaultPolicy"], &made["lastUpdated"]), (&json!(false), &Value::Null));
        assert!(made["dateCreated"].is_i64());
        let target = format!("/v3/password-policies/{id}");
        assert_eq!(test.get(&target)["sourceIds"], json!([G_SUITE]));
        let assigned = || test.get(&format!("/v2025/sources/{G_SUITE}/password-policies"));
        assert_eq!(assigned(), json!([{"policyId": id, "policyName": "New"}]));

        let mut changed = made.clone();
        changed["minLength"] = 20.into();
        changed["sourceIds"] = json!([]);
        let (status, put, _) = test.send(Method::PUT, &target, &changed.to_string());
        assert_eq!((status, &put["minLength"], &put["sourceIds"]), (200, &json!(20), &json!([])));
        assert!(put["lastUpdated"].is_string(), "{put}");
        assert_eq!((test.get(&target), assigned()), (put, json!([])));

        let (status, _, reply) = test.send(Method::DELETE, &target, "");
        assert_eq!((status, reply.body.as_str()), (204, ""));
        for method in [Method::GET, Method::PUT, Method::DELETE] {
            assert_eq!(test.send(method, &target, &body.to_string()).0, 404);
        }
    }

    #[test]
    fn a_policy_in_use_stays() {
        let test = TestTenant::new();
        for id in [POLICY, super::super::seed::examples::SECOND_POLICY] {
            let target = format!("/v3/password-policies/{id}");
            let (status, value, _) = test.send(Method::DELETE, &target, "");
            assert_eq!((status, &value["detailCode"]), (400, &json!("400.2.1.0 Object in use")));
            // Written back as it was read, nothing is refused and no assignment changes.
            let before = test.get(&target);
            let (status, after, _) = test.send(Method::PUT, &target, &before.to_string());
            assert_eq!((status, &after["sourceIds"]), (200, &before["sourceIds"]), "{after}");
            assert_eq!(after["defaultPolicy"], before["defaultPolicy"]);
        }
        let body = json!({"name": "New", "sourceIds": [GITHUB]}).to_string();
        let (status, value, _) = test.send(Method::POST, "/v3/password-policies", &body);
        assert_eq!((status, &value["detailCode"]), (400, &json!("400.1.409 Reference conflict")));
        assert_eq!(test.get("/v3/password-policies").as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn a_policy_that_breaks_a_rule_is_refused() {
        let test = TestTenant::new();
        for (body, code) in [
            (json!({}), "400.1.0"),
            (json!({"name": 1}), "400.1.3"),
            (json!({"name": " "}), "400.1.3"),
            (json!({"name": "x", "minLength": "8"}), "400.1.3"),
            (json!({"name": "x", "minLength": -2}), "400.1.3"),
            (json!({"name": "x", "useDictionary": 1}), "400.1.3"),
            (json!({"name": "x", "minLength": 9, "maxLength": 8}), "400.1.3"),
            (json!({"name": "x", "sourceIds": ["nobody"]}), "400.1.404"),
        ] {
            let (status, value, _) =
                test.send(Method::POST, "/v3/password-policies", &body.to_string());
            assert_eq!(status, 400, "{body} {value}");
            assert!(
                value["detailCode"].as_str().unwrap().starts_with(&format!("{code} ")),
                "{value}"
            );
        }
        let mut test = test;
        let body = json!({"name": "x"}).to_string();
        for client in [test.store.application_credentials(), test.store.limited_credentials()] {
            test.token = super::super::testing::sign_in(&test.tenant, &client.unwrap());
            assert_eq!(test.send(Method::POST, "/v3/password-policies", &body).0, 403);
        }
    }

    #[test]
    fn an_exception_has_selectors() {
        let test = TestTenant::new();
        let of = |source: &str| test.get(&format!("/v2025/sources/{source}/password-policies"));
        for source in [ACTIVE_DIRECTORY, GITHUB] {
            assert_eq!(of(source), json!([{"policyId": POLICY, "policyName": "Strong"}]));
        }
        let mainframe = of("2c918084660f45d6016617daa9210560");
        assert!(mainframe[0].get("selectors").is_none() && mainframe[1]["selectors"].is_object());
        let target = format!("/sources/v1/{GITHUB}/password-policies");
        assert_eq!(test.get(&target), of(GITHUB));
        for style in ["v3", "v2024", "beta"] {
            let target = format!("/{style}/sources/{GITHUB}/password-policies");
            assert_eq!(test.send(Method::GET, &target, "").0, 404, "{style}");
        }
    }
}
