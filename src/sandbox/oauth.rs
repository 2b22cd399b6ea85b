//! `/oauth/token` and `/oauth/info`.

use std::time::Duration;

use jiff::Timestamp;
use rusqlite::OptionalExtension as _;
use serde_json::json;

use super::auth::{EVERYTHING, token_key};
use super::ids::Ids;
use super::personal_access_tokens::note_use;
use super::reply::{Refused, Reply};
use super::request::Request;
use super::store::Store;
use super::token::{Claims, sign};
use super::token_parameters::TokenParameters;

const ORG: &str = "sandbox";
const POD: &str = "local";

fn tenant_id() -> String {
    Ids::default().uuid("tenant", 0)
}

/// An API client as the store knows it.
struct Client {
    id: String,
    secret: String,
    user_name: Option<String>,
    identity_id: Option<String>,
    authorities: Vec<String>,
    scope: String,
}

/// Gives a token for an API client's credentials.
pub(super) fn token(store: &Store, request: &Request, life: Duration) -> Result<Reply, Refused> {
    let form = TokenParameters::of(request);
    match form.field("grant_type") {
        Some("client_credentials") => {}
        None => return Err(refused(400, "invalid_request", "Missing grant type")),
        Some(_) => return Err(refused(400, "unsupported_grant_type", "Unsupported grant type")),
    }
    let client = authenticate(store, &form)?;
    note_use(store, &client.id)?;
    let scope = grant(&client.scope, form.field("scope"))?;
    let issued = Timestamp::now().as_second();
    let life = i64::try_from(life.as_secs()).unwrap_or(i64::MAX / 2).max(1);
    let claims = claims(client, scope, issued, issued.saturating_add(life));
    let token = sign(&token_key(store)?, &claims)?;
    let body = json!({
        "access_token": token,
        "token_type": "bearer",
        "expires_in": life,
        "scope": claims.scope.join(" "),
        "tenant_id": claims.tenant_id,
        "pod": POD,
        "org": ORG,
        "internal": true,
        "strong_auth_supported": true,
        "strong_auth": false,
        "user_id": claims.identity_id,
        "identity_id": claims.identity_id,
        "user_name": claims.user_name,
        "jti": claims.jti,
    });
    Ok(Reply::json(200, body.to_string()).with("Cache-Control", "no-store"))
}

fn authenticate(store: &Store, form: &TokenParameters) -> Result<Client, Refused> {
    let wrong = || refused(401, "invalid_client", "Bad client credentials");
    let id = form.field("client_id").ok_or_else(wrong)?;
    let secret = form.field("client_secret").ok_or_else(wrong)?;
    let client = find(store, id)?.ok_or_else(wrong)?;
    let same = aws_lc_rs::constant_time::verify_slices_are_equal(
        client.secret.as_bytes(),
        secret.as_bytes(),
    );
    same.map(|()| client).map_err(|_| wrong())
}

fn find(store: &Store, id: &str) -> Result<Option<Client>, Refused> {
    let sql = "SELECT client_id, secret, user_name, identity_id, authorities, scope FROM clients WHERE client_id = ?";
    let row = |row: &rusqlite::Row| {
        let authorities: String = row.get(4)?;
        Ok(Client {
            id: row.get(0)?,
            secret: row.get(1)?,
            user_name: row.get(2)?,
            identity_id: row.get(3)?,
            authorities: serde_json::from_str(&authorities).unwrap_or_default(),
            scope: row.get(5)?,
        })
    };
    store.read(|db| Ok(db.prepare_cached(sql)?.query_row([id], row).optional()?))
}

/// The scopes of the token: the client's own, or those of them that it asks for.
fn grant(own: &str, asked: Option<&str>) -> Result<Vec<String>, Refused> {
    let own: Vec<&str> = own.split(' ').collect();
    let asked: Vec<&str> = match asked.map(str::trim) {
        None | Some("") => own.clone(),
        Some(asked) => asked.split_whitespace().collect(),
    };
    let all = own.iter().any(|scope| EVERYTHING.contains(scope));
    if asked.iter().all(|scope| all || own.contains(scope)) {
        return Ok(asked.into_iter().map(str::to_owned).collect());
    }
    Err(refused(400, "invalid_scope", "The client may not have this scope"))
}

fn claims(client: Client, scope: Vec<String>, iat: i64, exp: i64) -> Claims {
    Claims {
        tenant_id: tenant_id(),
        pod: POD.into(),
        org: ORG.into(),
        client_id: client.id,
        user_name: client.user_name,
        identity_id: client.identity_id,
        authorities: client.authorities,
        scope,
        strong_auth_supported: true,
        strong_auth: false,
        internal: true,
        jti: uuid::Uuid::new_v4().simple().to_string(),
        iat,
        exp,
    }
}

fn refused(status: u16, error: &'static str, description: &'static str) -> Refused {
    Refused::Grant { status, error, description }
}

/// Says where the tenant's endpoints are, at the address under which it was asked.
pub(super) fn info(request: &Request) -> Reply {
    let base = format!("http://{}", request.header("host").unwrap_or("127.0.0.1"));
    let body = json!({
        "tenantId": tenant_id(),
        "tenantName": ORG,
        "authorizeEndpoint": format!("{base}/oauth/authorize"),
        "tokenEndpoint": format!("{base}/oauth/token"),
        "cloudDomainUrl": base,
        "pod": POD,
    });
    Reply::json(200, body.to_string())
}

#[cfg(test)]
mod tests {
    use hyper::Method;
    use serde_json::Value;

    use super::super::options::Options;
    use super::super::seed::Seed;
    use super::super::testing::{TestTenant, get, post, request, sign_in};
    use super::*;

    const FORM: &str = "application/x-www-form-urlencoded";

    fn ask(test: &TestTenant, body: &str) -> (u16, Value) {
        let reply = test.answer(&post("/oauth/token", FORM, body));
        (reply.status, serde_json::from_str(&reply.body).unwrap())
    }

    fn grant_of(test: &TestTenant, rest: &str) -> (u16, Value) {
        let (id, secret) = test.store.credentials().unwrap();
        ask(
            test,
            &format!("grant_type=client_credentials&client_id={id}&client_secret={secret}{rest}"),
        )
    }

    #[test]
    fn a_token_carries_its_user_and_its_life() {
        let life = Duration::from_secs(750);
        let test =
            TestTenant::with(&Seed::default(), Options { token_life: life, ..Options::default() });
        let (status, body) = grant_of(&test, "");
        assert_eq!(
            (status, &body["expires_in"], &body["token_type"]),
            (200, &json!(750), &json!("bearer"))
        );
        assert_eq!(
            (&body["user_name"], &body["scope"]),
            (&json!("sandbox.admin"), &json!("sp:scopes:all"))
        );
        assert_eq!(body["identity_id"].as_str().map(str::len), Some(32));
        assert_eq!(grant_of(&test, "&scope=idn:sources:read").1["scope"], "idn:sources:read");
    }

    #[test]
    fn wrong_requests_are_refused() {
        let test = TestTenant::new();
        let (id, _) = test.store.credentials().unwrap();
        for (body, status, error) in [
            (String::new(), 400, "invalid_request"),
            ("grant_type=password".into(), 400, "unsupported_grant_type"),
            ("grant_type=client_credentials".into(), 401, "invalid_client"),
            (
                format!("grant_type=client_credentials&client_id={id}&client_secret=no"),
                401,
                "invalid_client",
            ),
            (
                "grant_type=client_credentials&client_id=no&client_secret=no".into(),
                401,
                "invalid_client",
            ),
        ] {
            let (found, value) = ask(&test, &body);
            assert_eq!((found, &value["error"]), (status, &json!(error)), "{body}");
            assert!(value["error_description"].is_string());
        }
        assert_eq!(test.answer(&get("/oauth/token")).status, 405);
        assert_eq!(test.answer(&request(Method::DELETE, "/oauth/info", "")).status, 405);
    }

    #[test]
    fn a_limited_client_gets_no_more_than_it_has() {
        let test = TestTenant::new();
        let (id, secret) = test.store.limited_credentials().unwrap();
        let body = format!(
            "grant_type=client_credentials&client_id={id}&client_secret={secret}&scope=sp:scopes:all"
        );
        assert_eq!(ask(&test, &body).1["error"], "invalid_scope");
    }

    #[test]
    fn a_token_is_good_in_every_process_until_it_is_revoked() {
        let test = TestTenant::new();
        assert_eq!(test.send(Method::GET, "/v3/sources", "").0, 200);
        test.store.revoke_tokens().unwrap();
        let (status, value, _) = test.send(Method::GET, "/v3/sources", "");
        assert_eq!(status, 401);
        assert!(value["error"].as_str().unwrap().starts_with("JWT validation failed"));
        let again = sign_in(&test.tenant, &test.store.credentials().unwrap());
        assert_ne!(again, test.token);
    }

    #[test]
    fn the_tenant_says_where_it_is() {
        let test = TestTenant::new();
        let mut request = get("/oauth/info");
        request.headers.insert("host", "127.0.0.1:8080".parse().unwrap());
        let info: Value = serde_json::from_str(&test.answer(&request).body).unwrap();
        assert_eq!(info["tokenEndpoint"], "http://127.0.0.1:8080/oauth/token");
        for key in ["tenantId", "tenantName", "authorizeEndpoint", "cloudDomainUrl", "pod"] {
            assert!(info[key].is_string(), "{key}");
        }
    }
}
