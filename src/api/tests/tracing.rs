//! What `-v` and `-vv` show, and what they never do.

use super::*;
use crate::api::scripted_tenant::Act;
use crate::api::token_claims::forge;

/// A run with a token, a refusal, a retry and a write, at this verbosity, and the secrets in it.
async fn trace(verbosity: u8) -> (String, Vec<String>) {
    let access = forge(&json!({"user_name": "amelia", "exp": 4_102_444_800_u64}));
    let renewed = "opaque.renewed.token";
    let tenant = Tenant::play([
        Act::json(
            200,
            json!({"access_token": access, "refresh_token": "refresh-refresh", "expires_in": 600}),
        ),
        Act::json(401, json!({"error": format!("expired: {access}")}))
            .with("Set-Cookie", "session=cookie-cookie"),
        Act::json(200, json!({"access_token": renewed, "expires_in": 600})),
        Act::html(503).with("SLPT-Request-ID", "r-9"),
        Act::json(200, json!({"id": "g1", "connector": {"bindPassword": "bind-bind"}})),
        Act::json(202, json!({"requestId": "q"})),
        Act::json(400, json!({"message": format!("no {renewed} here, nor {SECRET}")})),
    ])
    .await;
    let (client, notes) = client_with(&tenant, pat(), |settings| settings.verbosity = verbosity);
    client.group(&id()).await.unwrap();
    let body = json!({"encryptedPassword": "encrypted-encrypted", "accountId": "acc-1"});
    client.set_password(&object(body)).await.unwrap();
    let raw = client
        .send_raw("GET", "/v3/x", &[("client_secret".into(), "query-query".into())], None)
        .await
        .unwrap_err();
    let secrets = [
        &access,
        renewed,
        SECRET,
        &SECRET.replace('-', "%2D"),
        "refresh-refresh",
        "cookie-cookie",
        "bind-bind",
        "encrypted-encrypted",
        "query-query",
    ];
    assert_eq!(tenant.seen().len(), 7);
    let shown = notes.lines() + &raw.to_text() + &notes.warnings().join("\n");
    (shown, secrets.map(str::to_owned).to_vec())
}

#[tokio::test]
async fn no_secret_is_ever_shown() {
    for verbosity in 0..=3 {
        let (shown, secrets) = trace(verbosity).await;
        for secret in secrets {
            assert!(!shown.contains(&secret), "{secret} in\n{shown}");
        }
    }
}

#[tokio::test]
async fn v_shows_each_request_in_a_line() {
    let (shown, _) = trace(1).await;
    let lines: Vec<&str> = shown.lines().filter(|line| line.contains(" attempt ")).collect();
    let pattern = |line: &str| {
        let mut words: Vec<&str> = line.split(' ').collect();
        words.retain(|word| !word.ends_with("ms"));
        words.join(" ").replace(&words[1][..words[1].find('/').map_or(0, |i| i + 2)], "")
    };
    assert!(lines[0].starts_with("POST http://127.0.0.1:"), "{shown}");
    assert!(pattern(lines[0]).ends_with("/oauth/token 200 attempt 1"), "{shown}");
    assert!(pattern(lines[3]).ends_with("503 attempt 1 request-id r-9"), "{shown}");
    assert!(lines[4].starts_with("GET /v3/password-sync-groups/g1 waits"), "{shown}");
    assert!(pattern(lines[5]).ends_with("200 attempt 2"), "{shown}");
    assert!(!shown.contains("\n> "), "{shown}");
}

#[tokio::test]
async fn vv_shows_headers_and_bodies() {
    let (shown, _) = trace(2).await;
    for line in [
        "> authorization: [redacted]",
        "> accept: application/json",
        "> grant_type=client_credentials&client_id=client%2D1&client_secret=[redacted]",
        r#"< {"access_token":"[redacted]","refresh_token":"[redacted]","expires_in":600}"#,
        "< set-cookie: [redacted]",
        "< slpt-request-id: r-9",
        r#"< {"id":"g1","connector":{"bindPassword":"[redacted]"}}"#,
        r#"> {"encryptedPassword":"[redacted]","accountId":"acc-1"}"#,
    ] {
        assert!(shown.lines().any(|each| each == line), "{line} in\n{shown}");
    }
}

#[tokio::test]
async fn nothing_is_shown_unasked() {
    let tenant = Tenant::serve(|_, _| Act::json(200, group())).await;
    let (client, notes) = client(&tenant);
    client.group(&id()).await.unwrap();
    assert_eq!(notes.lines(), "");
}

#[tokio::test]
async fn an_old_version_is_warned_of_once() {
    let tenant = Tenant::serve(|_, _| Act::json(200, group()).with("X-Deprecated", "true")).await;
    let (client, notes) = client(&tenant);
    client.group(&id()).await.unwrap();
    client.group(&id()).await.unwrap();
    let warnings = notes.warnings();
    assert_eq!(warnings.len(), 1);
    assert!(warnings[0].contains("--api-version"), "{warnings:?}");
}
