use aws_lc_rs::rsa::{Pkcs1PublicEncryptingKey, PublicEncryptingKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hyper::Method;

use super::*;
use crate::sandbox::options::Options;
use crate::sandbox::seed::Seed;
use crate::sandbox::seed::examples::{HEAD_OFFICE, SAP};
use crate::sandbox::testing::{TestTenant, sign_in};

const GOOD: &str = "Blue-Harbour-42";

/// A tenant whose changes end at once, or never.
fn test(delay: Duration) -> TestTenant {
    TestTenant::with(&Seed::default(), Options { password_delay: delay, ..Options::default() })
}

fn query(test: &TestTenant, user: &str, source: &str) -> Value {
    let body = json!({"userName": user, "sourceName": source}).to_string();
    let (status, info, _) = test.send(Method::POST, "/v3/query-password-info", &body);
    assert_eq!(status, 200, "{info}");
    info
}

fn order(info: &Value, password: &str) -> Value {
    let der = STANDARD.decode(info["publicKey"].as_str().unwrap()).unwrap();
    let key = PublicEncryptingKey::from_der(&der).unwrap();
    let key = Pkcs1PublicEncryptingKey::new(key).unwrap();
    let mut buffer = vec![0; key.ciphertext_size()];
    let encrypted = STANDARD.encode(key.encrypt(password.as_bytes(), &mut buffer).unwrap());
    json!({
        "identityId": info["identityId"], "encryptedPassword": encrypted, "publicKeyId": info["publicKeyId"],
        "accountId": info["accounts"][0]["accountId"], "sourceId": info["sourceId"],
    })
}

fn send(test: &TestTenant, order: &Value) -> Value {
    let (status, reply, _) = test.send(Method::POST, "/set-password/v1", &order.to_string());
    assert_eq!((status, &reply["state"]), (202, &json!("IN_PROGRESS")), "{reply}");
    let id = reply["requestId"].as_str().unwrap();
    test.get(&format!("/v2025/password-change-status/{id}"))
}

fn change(test: &TestTenant, user: &str, source: &str, password: &str) -> Value {
    send(test, &order(&query(test, user, source), password))
}

fn accept(test: &TestTenant, accounts: &[(&str, &str)], password: &str) -> Vec<bool> {
    let accepts = |(source, id): &(&str, &str)| test.store.accepts(source, id, password).unwrap();
    accounts.iter().map(accepts).collect()
}

const ABBY: [(&str, &str); 3] =
    [("Entra ID", "abby.smith@acme.com"), ("SAP ERP", "abby.smith"), ("Snowflake", "abby.smith")];

#[test]
fn a_password_reaches_every_source_of_the_group() {
    let test = test(Duration::ZERO);
    let status = change(&test, "abby.SMITH", "SAP ERP", GOOD);
    assert_eq!(status["state"], "FINISHED");
    assert_eq!((&status["errors"], status["sourceIds"].as_array().unwrap().len()), (&json!([]), 3));
    assert_eq!(accept(&test, &ABBY, GOOD), [true; 3]);
    assert_eq!(accept(&test, &ABBY, "other"), [false; 3]);
    assert!(!test.store.accepts("GitHub", "abby.smith", GOOD).unwrap());
    assert!(test.store.accepts("GitHub", "nobody", GOOD).is_err());
}

#[test]
fn what_a_password_must_be_like_is_told() {
    let test = test(Duration::ZERO);
    let info = query(&test, "Abby.Smith", "Entra ID");
    assert_eq!(info["identityId"], "2c918085744fec4301746f9a5bce4605");
    assert_eq!(
        info["accounts"],
        json!([{"accountId": "abby.smith@acme.com", "accountName": "Abby.Smith"}])
    );
    let rules: Vec<&str> =
        info["policies"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(
        rules.contains(&"passwordMinLength is 12") && rules.contains(&"passwordRepeatedChar is 3")
    );
    assert_eq!(
        query(&test, "Ben.Jones", "ActiveDirectory")["accounts"].as_array().unwrap().len(),
        2
    );
    assert_eq!(query(&test, "Carla.Diaz", "Entra ID")["accounts"], json!([]));
    let free = query(&test, "Grace.Hall", "G Suite");
    assert!(free["policies"].as_array().unwrap().contains(&json!("passwordMinLength is 8")));
    assert_eq!(free["publicKey"], info["publicKey"], "one key pair, made once");
}

#[test]
fn requests_that_make_no_sense_are_refused() {
    let test = test(Duration::ZERO);
    let post = |path: &str, body: Value| {
        let (status, value, _) = test.send(Method::POST, path, &body.to_string());
        (
            status,
            value["detailCode"].as_str().unwrap_or_default().split(' ').next().unwrap().to_owned(),
        )
    };
    let missing = (400, "400.1.0".to_owned());
    let unknown = (400, "400.1.404".to_owned());
    let info = "/v3/query-password-info";
    assert_eq!(post(info, json!({"userName": "Abby.Smith"})), missing);
    assert_eq!(post(info, json!({"userName": "Nobody", "sourceName": "GitHub"})), unknown);
    assert_eq!(post(info, json!({"userName": "Abby.Smith", "sourceName": "github"})), unknown);
    let good = order(&query(&test, "Abby.Smith", "SAP ERP"), GOOD);
    for key in ["identityId", "accountId", "sourceId"] {
        let mut wrong = good.clone();
        wrong[key] = "none".into();
        assert_eq!(post("/v3/set-password", wrong.clone()), unknown, "{key}");
        wrong[key] = Value::Null;
        assert_eq!(post("/v3/set-password", wrong), missing, "{key}");
    }
    assert_eq!(test.send(Method::GET, "/v3/password-change-status/none", "").0, 404);
    assert_eq!(test.send(Method::GET, "/v3/set-password", "").0, 405);
}

#[test]
fn a_payload_that_cannot_be_read_fails() {
    let test = test(Duration::ZERO);
    let good = order(&query(&test, "Abby.Smith", "SAP ERP"), GOOD);
    for (key, value) in
        [("encryptedPassword", "AAAA"), ("encryptedPassword", "no base64"), ("publicKeyId", "old")]
    {
        let mut wrong = good.clone();
        wrong[key] = value.into();
        let status = send(&test, &wrong);
        assert_eq!(status["state"], "FAILED");
        assert_eq!(status["errors"], json!(["The password change payload is invalid"]));
    }
    assert_eq!(accept(&test, &ABBY, GOOD), [false; 3]);
}

#[test]
fn the_policy_is_enforced_on_what_was_encrypted() {
    let test = test(Duration::ZERO);
    for (password, rule) in [
        ("Short-1", "passwordMinLength"),
        ("I-am-ABBY.Smith-1", "validateAgainstAccountName"),
        ("My-Password-is-1", "passwordDictionary"),
    ] {
        let status = change(&test, "Abby.Smith", "Entra ID", password);
        assert_eq!(status["state"], "FAILED");
        assert!(status["errors"][0].as_str().unwrap().contains(rule), "{status}");
        assert_eq!(accept(&test, &ABBY, password), [false; 3]);
    }
}

#[test]
fn a_source_that_refuses_leaves_the_others_changed() {
    let test = test(Duration::ZERO);
    let status = change(&test, "Dan.Brown", "Entra ID", GOOD);
    assert_eq!(status["state"], "FAILED");
    assert_eq!(status["errors"].as_array().unwrap().len(), 1);
    let dan =
        [("Entra ID", "dan.brown@acme.com"), ("SAP ERP", "dan.brown"), ("Snowflake", "dan.brown")];
    assert_eq!(accept(&test, &dan, GOOD), [true, true, false]);
    let status = change(&test, "Abby.Smith", "Oracle Payroll", GOOD);
    assert_eq!(status["errors"], json!(["Oracle Payroll cannot be reached"]));
}

#[test]
fn where_the_authentication_source_fails_the_others_are_not_attempted() {
    let test = test(Duration::ZERO);
    let status = change(&test, "Frank.Weber", "Snowflake", GOOD);
    assert_eq!(
        (&status["state"], status["sourceIds"].as_array().unwrap().len()),
        (&json!("FAILED"), 3)
    );
    let frank = [("SAP ERP", "frank.weber"), ("Snowflake", "frank.weber")];
    assert_eq!(accept(&test, &frank, GOOD), [false; 2]);
}

#[test]
fn a_user_without_an_account_on_a_member_is_changed_on_the_others() {
    let test = test(Duration::ZERO);
    let status = change(&test, "Carla.Diaz", "SAP ERP", GOOD);
    assert_eq!(
        (&status["state"], status["sourceIds"].as_array().unwrap().len()),
        (&json!("FINISHED"), 2)
    );
}

#[test]
fn of_two_accounts_the_one_that_was_named_is_changed() {
    let test = test(Duration::ZERO);
    let status = change(&test, "Ben.Jones", "ActiveDirectory", GOOD);
    assert_eq!(status["state"], "FINISHED");
    let ben = [
        ("ActiveDirectory", "CN=Ben Jones,OU=Austin,OU=Americas,OU=Demo,DC=seri,DC=acme,DC=com"),
        ("ActiveDirectory", "CN=Ben Jones (admin),OU=Admins,DC=acme,DC=com"),
        ("GitHub", "ben.jones"),
    ];
    assert_eq!(accept(&test, &ben, GOOD), [true, false, true]);
}

#[test]
fn after_the_group_each_source_is_alone_and_keeps_the_policy() {
    let test = test(Duration::ZERO);
    let group = format!("/v3/password-sync-groups/{HEAD_OFFICE}");
    assert_eq!(test.send(Method::DELETE, &group, "").0, 204);
    let status = change(&test, "Abby.Smith", "SAP ERP", GOOD);
    assert_eq!((&status["state"], &status["sourceIds"]), (&json!("FINISHED"), &json!([SAP])));
    assert_eq!(accept(&test, &ABBY, GOOD), [false, true, false]);
    let status = change(&test, "Abby.Smith", "Snowflake", "Short-1");
    assert!(status["errors"][0].as_str().unwrap().contains("\"Strong\""), "{status}");
}

#[test]
fn a_change_takes_its_time_and_survives_a_restart() {
    let test = test(Duration::from_secs(600));
    let status = change(&test, "Dan.Brown", "Entra ID", GOOD);
    assert_eq!((&status["state"], &status["errors"]), (&json!("IN_PROGRESS"), &json!([])));
    let past: rusqlite::Result<usize> =
        test.store.write(|db| db.execute("UPDATE password_changes SET ends = ends - 1800000", []));
    past.unwrap();
    let tenant = crate::sandbox::tenant::Tenant::new(test.store.clone(), Options::default());
    let id = status["requestId"].as_str().unwrap();
    let request =
        test.signed(crate::sandbox::testing::get(&format!("/v3/password-change-status/{id}")));
    let crate::sandbox::tenant::Outcome::Reply(reply) = tenant.answer(&request) else {
        panic!("no reply")
    };
    assert!(reply.body.contains("FAILED"), "{}", reply.body);
}

#[test]
fn scope_and_level_are_asked_for() {
    let mut test = test(Duration::ZERO);
    test.token = sign_in(&test.tenant, &test.store.limited_credentials().unwrap());
    for path in ["/v3/query-password-info", "/v3/set-password"] {
        assert_eq!(test.send(Method::POST, path, "{}").0, 403, "{path}");
    }
    assert_eq!(test.send(Method::GET, "/v3/password-change-status/x", "").0, 403);
}

#[test]
fn a_reset_keeps_the_key_pair_and_forgets_the_passwords() {
    let place = tempfile::tempdir().unwrap();
    let path = place.path().join("db");
    let store = Store::open(&path).unwrap();
    let key = store.password_key().unwrap();
    Store::reset(&path, &Seed::default()).unwrap();
    assert_eq!(store.password_key().unwrap(), key);
    assert!(!store.accepts("SAP ERP", "abby.smith", GOOD).unwrap());
}
