//! Password sync groups.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _};
use serde_json::{Map, Value};
use uuid::Uuid;

use super::group_body::GroupBody;
use super::page::{Page, Paging};
use super::policies::total;
use super::reply::{Refused, Reply};
use super::request::Request;
use super::store::Store;

/// `GET /password-sync-groups`. The objects are kept as text and go out as they are.
pub(super) fn list(store: &Store, request: &Request, paging: Paging) -> Result<Reply, Refused> {
    let page = Page::of(request, paging)?;
    store.read(|db| {
        let total = total(db, "groups", page)?;
        Ok(Page::reply(&bodies(db, page)?, total))
    })
}

fn bodies(db: &Connection, page: Page) -> rusqlite::Result<Vec<String>> {
    // Counting up to the offset in the narrow index costs a hundredth of doing so in the table.
    let sql = "SELECT body FROM groups WHERE seq >= \
               (SELECT seq FROM groups INDEXED BY groups_order ORDER BY seq LIMIT 1 OFFSET ?) ORDER BY seq LIMIT ?";
    db.prepare_cached(sql)?.query_map([page.offset, page.limit], |row| row.get(0))?.collect()
}

/// `GET /password-sync-groups/{id}`.
pub(super) fn read(store: &Store, id: &str) -> Result<Reply, Refused> {
    let found = store.read(|db| Ok::<_, Refused>(stored(db, id)?))?;
    found.map(|body| Reply::json(200, body)).ok_or_else(Refused::not_found)
}

fn stored(db: &Connection, id: &str) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT body FROM groups WHERE id = ?";
    db.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()
}

/// `POST /password-sync-groups`.
pub(super) fn create(store: &Store, request: &Request, lenient: bool) -> Result<Reply, Refused> {
    let body = GroupBody::of(request)?;
    let id = Uuid::new_v4().to_string();
    store.write(|db| {
        body.check(db, None, lenient)?;
        let object = object(&body, &id, now().into(), Value::Null);
        let sql = "INSERT INTO groups (id, name, body) VALUES (?, ?, ?)";
        db.prepare_cached(sql)?.execute([&id, &body.name, &object])?;
        join(db, &id, &body)?;
        Ok(Reply::json(200, object))
    })
}

/// `PUT /password-sync-groups/{id}`. A source that leaves the group keeps the policy that it has.
pub(super) fn replace(
    store: &Store,
    id: &str,
    request: &Request,
    lenient: bool,
) -> Result<Reply, Refused> {
    store.write(|db| {
        let old = stored(db, id)?.ok_or_else(Refused::not_found)?;
        let body = GroupBody::of(request)?;
        body.check(db, Some(id), lenient)?;
        let old: Value = serde_json::from_str(&old).map_err(anyhow::Error::from)?;
        let object = object(&body, id, old["created"].clone(), now().into());
        let sql = "UPDATE groups SET name = ?, body = ? WHERE id = ?";
        db.prepare_cached(sql)?.execute([&body.name, &object, id])?;
        db.prepare_cached("DELETE FROM members WHERE group_id = ?")?.execute([id])?;
        join(db, id, &body)?;
        Ok(Reply::json(200, object))
    })
}

/// `DELETE /password-sync-groups/{id}`. The group's policy stays assigned to its sources.
pub(super) fn delete(store: &Store, id: &str) -> Result<Reply, Refused> {
    store.write(|db| {
        if db.prepare_cached("DELETE FROM groups WHERE id = ?")?.execute([id])? == 0 {
            return Err(Refused::not_found());
        }
        db.prepare_cached("DELETE FROM members WHERE group_id = ?")?.execute([id])?;
        Ok(Reply::empty(204))
    })
}

/// Makes the sources of the body members and assigns its policy to each.
fn join(db: &Connection, id: &str, body: &GroupBody) -> rusqlite::Result<()> {
    let mut join = db.prepare_cached("INSERT INTO members VALUES (?, ?)")?;
    let mut release =
        db.prepare_cached("DELETE FROM source_policies WHERE source_id = ? AND selectors IS NULL")?;
    let mut assign =
        db.prepare_cached("INSERT OR REPLACE INTO source_policies VALUES (?, ?, NULL)")?;
    for source in &body.source_ids {
        join.execute([source, id])?;
        release.execute([source])?;
        assign.execute([source, &body.policy_id])?;
    }
    Ok(())
}

fn object(body: &GroupBody, id: &str, created: Value, modified: Value) -> String {
    let mut object = Map::new();
    object.insert("id".into(), id.into());
    object.insert("name".into(), body.name.clone().into());
    object.insert("passwordPolicyId".into(), body.policy_id.clone().into());
    object.insert("sourceIds".into(), body.source_ids.clone().into());
    object.insert("created".into(), created);
    object.insert("modified".into(), modified);
    object.extend(body.extra.clone());
    Value::Object(object).to_string()
}

fn now() -> String {
    format!("{:.3}", Timestamp::now())
}

#[cfg(test)]
mod tests {
    use hyper::Method;
    use serde_json::json;

    use super::super::options::Options;
    use super::super::seed::Seed;
    use super::super::seed::examples::{ACTIVE_DIRECTORY, GITHUB, GROUP, POLICY, SECOND_POLICY};
    use super::super::testing::TestTenant;
    use super::*;

    const GROUPS: &str = "/v3/password-sync-groups";
    const G_SUITE: &str = "2c918084660f45d6016617daa9210510";
    const SALESFORCE: &str = "2c918084660f45d6016617daa9210520";
    const LDAP: &str = "2c918084660f45d6016617daa9210530";

    fn group_body(name: &str, sources: &[&str]) -> Value {
        json!({"name": name, "passwordPolicyId": POLICY, "sourceIds": sources})
    }

    fn create(test: &TestTenant, body: &Value) -> (u16, Value) {
        let (status, value, _) = test.send(Method::POST, GROUPS, &body.to_string());
        (status, value)
    }

    fn group(id: &str) -> String {
        format!("{GROUPS}/{id}")
    }

    #[test]
    fn the_documented_group_is_there() {
        let test = TestTenant::new();
        let object = test.get(&group(GROUP));
        assert_eq!(
            object,
            json!({
                "id": GROUP, "name": "Password Sync Group 1", "passwordPolicyId": POLICY,
                "sourceIds": [ACTIVE_DIRECTORY, GITHUB],
                "created": "2023-03-16T04:00:00Z", "modified": "2023-03-16T04:00:00Z",
            })
        );
        assert_eq!(test.get(GROUPS)[0], object);
    }

    #[test]
    fn a_group_lives() {
        let test = TestTenant::new();
        let mut body = group_body("New", &[G_SUITE, SALESFORCE, G_SUITE]);
        body["id"] = "ignored".into();
        body["created"] = 7.into();
        body["custom"] = json!({"kept": [1, null]});
        let (status, made) = create(&test, &body);
        assert_eq!(status, 200, "{made}");
        let id = made["id"].as_str().unwrap();
        assert!(crate::model::looks_like_id(id) && made["modified"].is_null());
        assert_eq!(
            (&made["sourceIds"], &made["custom"]),
            (&json!([G_SUITE, SALESFORCE]), &body["custom"])
        );
        assert_eq!(test.get(&group(id)), made);

        let mut changed = made.clone();
        changed["name"] = "Newer".into();
        let (status, put, _) = test.send(Method::PUT, &group(id), &changed.to_string());
        assert_eq!(
            (status, &put["custom"], &put["created"]),
            (200, &made["custom"], &made["created"])
        );
        assert!(put["modified"].is_string());
        assert_eq!(test.get(&group(id)), put);

        let (status, _, reply) = test.send(Method::DELETE, &group(id), "");
        assert_eq!((status, reply.body.as_str(), reply.content_type), (204, "", ""));
        for method in [Method::GET, Method::DELETE] {
            assert_eq!(test.send(method, &group(id), "").0, 404);
        }
        assert_eq!(test.send(Method::PUT, &group(id), &changed.to_string()).0, 404);
    }

    #[test]
    fn a_policy_is_assigned_and_stays() {
        let test = TestTenant::new();
        let policies =
            |source: &str| test.get(&format!("/v2025/sources/{source}/password-policies"));
        let only = |source: &str| {
            let all = policies(source);
            assert_eq!(all.as_array().unwrap().len(), 1, "{all}");
            all[0]["policyId"].as_str().unwrap().to_owned()
        };
        assert_eq!(only(SALESFORCE), SECOND_POLICY);
        let (_, made) = create(&test, &group_body("New", &[G_SUITE, SALESFORCE, LDAP]));
        assert_eq!((only(SALESFORCE), only(G_SUITE)), (POLICY.into(), POLICY.into()));
        let holders = &test.get(&format!("/v3/password-policies/{POLICY}"))["sourceIds"];
        assert!(holders.as_array().unwrap().contains(&json!(G_SUITE)));
        let source = test.get(&format!("/v3/sources/{G_SUITE}"));
        assert_eq!(source["passwordPolicies"][0]["name"], "Strong");

        let id = made["id"].as_str().unwrap();
        let mut body = group_body("New", &[G_SUITE, SALESFORCE]);
        body["passwordPolicyId"] = SECOND_POLICY.into();
        assert_eq!(test.send(Method::PUT, &group(id), &body.to_string()).0, 200);
        assert_eq!((only(SALESFORCE), only(LDAP)), (SECOND_POLICY.into(), POLICY.into()));
        test.send(Method::DELETE, &group(id), "");
        assert_eq!(only(G_SUITE), SECOND_POLICY);
        assert_eq!(create(&test, &group_body("Again", &[G_SUITE, LDAP])).0, 200);
    }

    #[test]
    fn what_breaks_a_rule_is_refused_with_every_reason() {
        let test = TestTenant::new();
        let code = |body: &Value| {
            let (status, value) = create(&test, body);
            assert_eq!(status, 400, "{body} {value}");
            let causes = value["causes"].as_array().unwrap().len();
            (value["detailCode"].as_str().unwrap().split(' ').next().unwrap().to_owned(), causes)
        };
        let free = [G_SUITE, SALESFORCE];
        for (body, expected) in [
            (json!({}), ("400.1.0", 2)),
            (json!({"name": null, "passwordPolicyId": POLICY, "sourceIds": free}), ("400.1.0", 0)),
            (json!({"name": 5, "passwordPolicyId": POLICY, "sourceIds": free}), ("400.1.3", 0)),
            (json!({"name": "x", "passwordPolicyId": POLICY, "sourceIds": "y"}), ("400.1.3", 0)),
            (json!({"name": "x", "passwordPolicyId": POLICY, "sourceIds": [1, 2]}), ("400.1.3", 0)),
            (json!([]), ("400.1.3", 0)),
            (group_body(" ", &free), ("400.1.3", 0)),
            (group_body("x", &[]), ("400.1.3", 0)),
            (group_body("x", &[G_SUITE, G_SUITE]), ("400.1.3", 0)),
            (group_body("x", &[G_SUITE, "nobody"]), ("400.1.404", 0)),
            (json!({"name": "x", "passwordPolicyId": "none", "sourceIds": free}), ("400.1.404", 0)),
            (group_body("Password Sync Group 1", &free), ("400.1.409", 0)),
            (group_body("x", &[G_SUITE, GITHUB]), ("400.1.409", 0)),
            (group_body("Password Sync Group 1", &[ACTIVE_DIRECTORY, GITHUB]), ("400.1.409", 2)),
            (group_body("x", &[G_SUITE, "2c918084660f45d6016617daa9210570"]), ("400.1.3", 1)),
            (group_body("x", &[G_SUITE, "2c918084660f45d6016617daa9210580"]), ("400.1.3", 0)),
            (group_body("x", &[G_SUITE, "2c918084660f45d6016617daa9210590"]), ("400.1.3", 0)),
            (group_body("x", &[G_SUITE, "2c918084660f45d6016617daa9210560"]), ("400.1.3", 0)),
        ] {
            assert_eq!(code(&body), (expected.0.to_owned(), expected.1), "{body}");
        }
        for body in ["", "{", "{\"name\": }", "\u{feff}{}", "nul"] {
            let (status, value, _) = test.send(Method::POST, GROUPS, body);
            assert_eq!(
                (status, &value["detailCode"]),
                (400, &json!("400.0 Bad request syntax")),
                "{body}"
            );
        }
        assert_eq!(test.get(GROUPS).as_array().unwrap().len(), 2);
    }

    #[test]
    fn lenient_accepts_what_only_the_assumptions_forbid() {
        let test =
            TestTenant::with(&Seed::default(), Options { lenient: true, ..Options::default() });
        for body in [
            group_body("", &[G_SUITE, SALESFORCE]),
            group_body("Password Sync Group 1", &[LDAP, G_SUITE]),
            group_body("x", &[ACTIVE_DIRECTORY, GITHUB]),
        ] {
            let (status, value) = create(&test, &body);
            assert_eq!(status, 200, "{value}");
        }
        for body in [group_body("x", &[LDAP]), group_body("x", &[LDAP, "nobody"])] {
            assert_eq!(create(&test, &body).0, 400);
        }
    }

    #[test]
    fn an_update_is_checked_against_the_other_groups() {
        let test = TestTenant::new();
        let (_, made) = create(&test, &group_body("New", &[G_SUITE, SALESFORCE]));
        let id = made["id"].as_str().unwrap();
        let put = |body: Value| test.send(Method::PUT, &group(id), &body.to_string()).0;
        assert_eq!(put(group_body("New", &[SALESFORCE, G_SUITE])), 200);
        assert_eq!(put(group_body("Password Sync Group 1", &[SALESFORCE, G_SUITE])), 400);
        assert_eq!(put(group_body("New", &[SALESFORCE, GITHUB])), 400);
        assert_eq!(put(group_body("New", &[SALESFORCE])), 400);
        assert_eq!(test.get(&group(id))["sourceIds"], json!([SALESFORCE, G_SUITE]));
    }

    #[test]
    fn pages_are_in_order_of_creation() {
        let test =
            TestTenant::with(&Seed { groups: Some(7), ..Seed::default() }, Options::default());
        let names = |query: &str| -> Vec<String> {
            let list = test.get(&format!("{GROUPS}?{query}"));
            list.as_array()
                .unwrap()
                .iter()
                .map(|group| group["name"].as_str().unwrap().into())
                .collect()
        };
        assert_eq!(names("limit=2&offset=5"), ["Test Group 00005", "Test Group 00006"]);
        assert_eq!(
            (names("limit=0").len(), names("offset=7").len(), names("limit=250").len()),
            (0, 0, 7)
        );
        assert_eq!(test.send(Method::GET, &format!("{GROUPS}?limit=251"), "").0, 400);
        let (_, _, reply) = test.send(Method::GET, &format!("{GROUPS}?limit=1&count=true"), "");
        assert!(reply.headers.contains(&("X-Total-Count", "7".into())), "{:?}", reply.headers);
        test.send(Method::DELETE, &group(test.get(GROUPS)[3]["id"].as_str().unwrap()), "");
        assert_eq!(names("limit=2&offset=2"), ["Test Group 00002", "Test Group 00004"]);
    }
}
