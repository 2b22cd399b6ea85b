//! Personal access tokens: the API clients that carry a user.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, Row, params};
use serde_json::json;

use super::ids::Ids;
use super::page::{Page, Paging};
use super::reply::{Refused, Reply};
use super::request::Request;
use super::store::Store;
use super::token::Claims;

const CREATED: &str = "2024-01-15T09:00:00.000Z";
/// The end of the second token of the admin.
const EXPIRES: &str = "2035-01-15T09:00:00.000Z";
/// How old `lastUsed` gets before it is updated.
const USED_RECENTLY: SignedDuration = SignedDuration::from_hours(24);

/// `GET /personal-access-tokens`: the caller's own with `owner-id=me`. Those of others take a scope of their own.
pub(super) fn list(
    store: &Store,
    request: &Request,
    caller: &Claims,
    paging: Paging,
) -> Result<Reply, Refused> {
    let page = Page::of(request, paging)?;
    let own = caller.identity_id.as_deref();
    let owner = match request.parameter("owner-id") {
        Some(id) if id == "me" => own.map(str::to_owned),
        other => other,
    };
    if owner.is_none() || owner.as_deref() != own {
        super::auth::READ_ALL_TOKENS.check(caller)?;
    }
    store.read(|db| {
        let total = page.total(|| {
            let sql = "SELECT count(*) FROM personal_access_tokens WHERE ?1 IS NULL OR owner_id = ?1";
            db.query_row(sql, [&owner], |row| row.get(0))
        })?;
        let sql = "SELECT id, name, scope, owner_id, owner_name, created, last_used, expires \
                   FROM personal_access_tokens WHERE ?1 IS NULL OR owner_id = ?1 ORDER BY seq LIMIT ?2 OFFSET ?3";
        let mut select = db.prepare_cached(sql)?;
        let rows = select.query_map(params![owner, page.limit, page.offset], render)?;
        Ok(Page::reply(&rows.collect::<Result<Vec<_>, _>>()?, total))
    })
}

fn render(row: &Row) -> rusqlite::Result<String> {
    let text = |index: usize| row.get::<_, String>(index);
    let (scope, expires): (String, Option<String>) = (row.get(2)?, row.get(7)?);
    let object = json!({
        "id": text(0)?,
        "name": text(1)?,
        "scope": scope.split(' ').collect::<Vec<_>>(),
        "owner": {"type": "IDENTITY", "id": text(3)?, "name": text(4)?},
        "created": text(5)?,
        "lastUsed": row.get::<_, Option<String>>(6)?,
        "managed": false,
        "accessTokenValiditySeconds": 43_200,
        "userAwareTokenNeverExpires": expires.is_none(),
        "expirationDate": expires,
    });
    Ok(object.to_string())
}

/// Adds the tokens of the clients that carry a user, and another one of the admin, which expires.
pub(super) fn seed(db: &Connection, ids: Ids) -> anyhow::Result<()> {
    let columns = "(id, name, scope, owner_id, owner_name, created, expires)";
    let own = format!(
        "INSERT OR IGNORE INTO personal_access_tokens {columns} \
         SELECT client_id, 'Sandbox ' || role, scope, identity_id, user_name, ?, NULL FROM clients \
         WHERE user_name IS NOT NULL ORDER BY role"
    );
    db.execute(&own, [CREATED])?;
    let expiring = format!(
        "INSERT OR IGNORE INTO personal_access_tokens {columns} \
         SELECT ?, 'Nightly export', 'idn:password-sync-group:read', identity_id, user_name, ?, ? FROM clients \
         WHERE role = 'admin'"
    );
    db.execute(&expiring, params![ids.hex("personal access token", 0), CREATED, EXPIRES])?;
    Ok(())
}

/// Notes that a client got a token, at most once a day.
pub(super) fn note_use(store: &Store, client: &str) -> Result<(), Refused> {
    let now = Timestamp::now();
    let recent = format!("{:.3}", now.saturating_sub(USED_RECENTLY).unwrap_or(now));
    let due = "SELECT 1 FROM personal_access_tokens WHERE id = ? AND (last_used IS NULL OR last_used < ?)";
    let is_due = store.read(|db| db.prepare_cached(due)?.exists([client, &recent]));
    if !is_due? {
        return Ok(());
    }
    let sql = "UPDATE personal_access_tokens SET last_used = ? WHERE id = ?";
    store.write(|db| Ok::<_, Refused>(db.execute(sql, [&format!("{now:.3}"), client]).map(|_| ())?))
}

#[cfg(test)]
mod tests {
    use hyper::Method;
    use serde_json::{Value, json};

    use super::super::testing::{TestTenant, get, sign_in};
    use super::*;

    const OWN: &str = "/v3/personal-access-tokens?owner-id=me";

    #[test]
    fn the_caller_sees_its_own_tokens_in_every_style() {
        let test = TestTenant::new();
        let tokens = test.get(OWN);
        for target in [
            "/beta/personal-access-tokens",
            "/v2026/personal-access-tokens",
            "/personal-access-tokens/v1",
        ] {
            assert_eq!(test.get(&format!("{target}?owner-id=me")), tokens);
        }
        let (id, _) = test.store.credentials().unwrap();
        assert_eq!(tokens.as_array().map(Vec::len), Some(2));
        assert_eq!((&tokens[0]["id"], &tokens[0]["expirationDate"]), (&json!(id), &Value::Null));
        assert_eq!(tokens[0]["userAwareTokenNeverExpires"], true);
        assert!(tokens[0]["lastUsed"].is_string(), "the sign-in was noted: {tokens}");
        assert_eq!(tokens[1]["expirationDate"], EXPIRES);
        assert!(tokens[1]["lastUsed"].is_null());
        // Not noted again on the same day.
        sign_in(&test.tenant, &test.store.credentials().unwrap());
        assert_eq!(test.get(OWN), tokens);
        let all = test.get("/v3/personal-access-tokens");
        assert_eq!(all.as_array().map(Vec::len), Some(3));
        let owner = all[1]["owner"]["id"].as_str().unwrap();
        let of_other = test.get(&format!("/v3/personal-access-tokens?owner-id={owner}"));
        assert_eq!(of_other.as_array().map(Vec::len), Some(1));
        assert_eq!(test.send(Method::POST, "/v3/personal-access-tokens", "{}").0, 405);
    }

    #[test]
    fn a_scope_and_a_user_are_required() {
        let mut test = TestTenant::new();
        test.token = sign_in(&test.tenant, &test.store.limited_credentials().unwrap());
        assert_eq!(test.send(Method::GET, OWN, "").0, 403);
        test.token = sign_in(&test.tenant, &test.store.application_credentials().unwrap());
        assert_eq!(test.send(Method::GET, OWN, "").0, 403);
        assert_eq!(test.answer(&get(OWN)).status, 401);
    }

    #[test]
    fn the_scope_for_ones_own_tokens_is_not_enough_for_others() {
        let mut test = TestTenant::new();
        let admin = test.store.credentials().unwrap();
        let scope = "sp:my-personal-access-tokens:read";
        let form = format!(
            "grant_type=client_credentials&client_id={}&client_secret={}&scope={scope}",
            admin.0, admin.1
        );
        let request =
            super::super::testing::post("/oauth/token", "application/x-www-form-urlencoded", &form);
        let reply: Value = serde_json::from_str(&test.answer(&request).body).unwrap();
        let token = reply["access_token"].as_str().unwrap().to_owned();
        test.token = token;
        assert_eq!(test.send(Method::GET, OWN, "").0, 200);
        assert_eq!(test.send(Method::GET, "/v3/personal-access-tokens", "").0, 403);
        assert_eq!(test.send(Method::GET, "/v3/password-sync-groups", "").0, 403);
    }
}
