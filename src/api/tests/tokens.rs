//! Tokens: fetched, kept, shared, renewed, refused.
//!
//! Longer than most files here: a list of tests.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use super::*;
use crate::api::scripted_tenant::{Act, Seen};
use crate::api::token_claims::forge;
use crate::error::Code;

/// A tenant whose tokens are `token-1`, `token-2` …; it accepts only the newest.
async fn tenant(life: f64) -> Tenant {
    let issued = Arc::new(AtomicUsize::new(0));
    Tenant::serve(move |seen, _| response(seen, &issued, life)).await
}

fn response(seen: &Seen, issued: &AtomicUsize, life: f64) -> Act {
    if seen.line == "POST /oauth/token" {
        let number = issued.fetch_add(1, Ordering::SeqCst) + 1;
        let token = format!("token-{number}");
        return Act::json(200, json!({"access_token": token, "expires_in": life}));
    }
    let newest = format!("Bearer token-{}", issued.load(Ordering::SeqCst));
    match seen.header("authorization") {
        Some(sent) if sent == newest => Act::json(200, group()),
        _ => Act::json(401, json!({"error": "JWT validation failed: JWT is expired"})),
    }
}

fn count(tenant: &Tenant, line: &str) -> usize {
    tenant.lines().iter().filter(|each| *each == line).count()
}

fn tokens(tenant: &Tenant) -> usize {
    count(tenant, "POST /oauth/token")
}

#[tokio::test]
async fn token_and_request_share_one_connection() {
    let tenant = tenant(600.0).await;
    let (client, _) = client_with(&tenant, pat(), |_| {});
    client.group(&id()).await.unwrap();
    client.group(&id()).await.unwrap();
    let seen = tenant.seen();
    assert_eq!(
        seen[0].body,
        "grant_type=client_credentials&client_id=client%2D1&client_secret=5ecre7%2D5ecre7%2D5ecre7"
    );
    assert_eq!(seen[0].header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(seen[0].header("authorization"), None);
    assert_eq!((seen.len(), tenant.connections()), (3, 1));
    let counters = client.counters();
    assert_eq!((counters.requests, counters.token_requests), (2, 1));
}

#[tokio::test]
async fn a_life_may_be_sent_as_text_and_may_be_nonsense() {
    for (life, known) in [
        (json!("600"), true),
        (json!(" 600.5 "), true),
        (json!("soon"), false),
        (json!(null), false),
        (json!(-1), false),
        (json!(1e300), false),
        (json!(u64::MAX), false),
    ] {
        let shown = life.to_string();
        let reply = json!({"access_token": "t", "expires_in": life});
        let tenant = Tenant::serve(move |_, _| Act::json(200, &reply)).await;
        let (client, _) = client_with(&tenant, pat(), |_| {});
        let info = client.sign_in().await.unwrap();
        assert_eq!(info.expires.is_some(), known, "{shown}");
    }
}

#[tokio::test]
async fn an_end_beyond_the_clock_is_an_unknown_end() {
    for (end, known) in [
        (json!(4_102_444_800_u64), true),
        (json!(u64::MAX), false),
        (json!(i64::MAX), false),
        (json!(1e300), false),
        (json!(-1), false),
        (json!("4102444800"), true),
    ] {
        let access = forge(&json!({"user_name": "amelia", "exp": end}));
        let tenant = Tenant::play([]).await;
        let given = Credentials::Token(Zeroizing::new(access));
        let (client, _) = client_with(&tenant, given, |_| {});
        let info = client.token_info().await.unwrap();
        assert_eq!(info.expires.is_some(), known, "{end}");
    }
}

#[tokio::test]
async fn many_at_once_fetch_one_token() {
    let tenant = tenant(600.0).await;
    let cache = tempfile::tempdir().unwrap();
    let clients: Vec<Client> = (0..10)
        .map(|_| {
            client_with(&tenant, pat(), |settings| {
                settings.cache = Some(cache.path().join("tokens"));
            })
            .0
        })
        .collect();
    let id = id();
    // Each client stands for a process: they share nothing but the directory.
    let requests = clients.iter().flat_map(|client| [client.group(&id), client.group(&id)]);
    for reply in futures_util::future::join_all(requests).await {
        reply.unwrap();
    }
    assert_eq!(tokens(&tenant), 1);
}

#[tokio::test]
async fn a_cached_token_serves_the_next_run_and_only_this_secret() {
    let tenant = tenant(600.0).await;
    let cache = tempfile::tempdir().unwrap();
    let client = |credentials| {
        let change = |settings: &mut Settings| settings.cache = Some(cache.path().to_owned());
        client_with(&tenant, credentials, change).0
    };
    client(pat()).group(&id()).await.unwrap();
    let next = client(pat());
    next.group(&id()).await.unwrap();
    assert!(next.token_info().await.unwrap().cached);
    assert_eq!(tokens(&tenant), 1);
    let wrong = Credentials::Client {
        id: "client-1".into(),
        secret: Box::new(|| Ok(Zeroizing::new("another".into()))),
        renewal: "syncgroup login".into(),
    };
    client(wrong).group(&id()).await.unwrap();
    assert_eq!(tokens(&tenant), 2);
    let base = tenant.base();
    assert_eq!(forget_tokens(cache.path(), base.as_str(), "client-2").unwrap(), 0);
    assert_eq!(forget_tokens(cache.path(), base.as_str(), "client-1").unwrap(), 2);
    assert_eq!(std::fs::read_dir(cache.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn the_key_may_be_a_name_instead_of_an_address() {
    let cache = tempfile::tempdir().unwrap();
    // Each run of the embedded tenant has a port of its own, and the same tokens.
    for first in [true, false] {
        let tenant = Tenant::serve(|seen, _| match seen.line.as_str() {
            "POST /oauth/token" => Act::json(200, json!({"access_token": "t", "expires_in": 60})),
            _ => Act::json(200, group()),
        })
        .await;
        let (client, _) = client_with(&tenant, pat(), |settings| {
            settings.cache = Some(cache.path().to_owned());
            settings.cache_key_name = Some("sandbox".into());
        });
        client.group(&id()).await.unwrap();
        assert_eq!(tokens(&tenant), usize::from(first));
    }
    assert_eq!(forget_tokens(cache.path(), "sandbox", "client-1").unwrap(), 1);
}

#[cfg(unix)]
#[tokio::test]
async fn what_is_kept_is_the_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let tenant = tenant(600.0).await;
    let cache = tempfile::tempdir().unwrap();
    let dir = cache.path().join("a").join("tokens");
    let (client, _) = client_with(&tenant, pat(), |settings| settings.cache = Some(dir.clone()));
    client.group(&id()).await.unwrap();
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&dir), 0o700);
    for entry in std::fs::read_dir(&dir).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains(SECRET) && !path.display().to_string().contains(SECRET));
    }
}

#[tokio::test]
async fn a_cache_that_cannot_be_used_is_a_warning() {
    let tenant = tenant(600.0).await;
    let file = tempfile::NamedTempFile::new().unwrap();
    let (client, notes) =
        client_with(&tenant, pat(), |settings| settings.cache = Some(file.path().join("x")));
    client.group(&id()).await.unwrap();
    assert_eq!((tokens(&tenant), notes.warnings().len()), (1, 1));
}

#[tokio::test]
async fn a_token_is_renewed_before_its_end() {
    // A tenth of a life of 0 s is none: such a token is never fresh, and no request fails for it.
    let tenant = tenant(0.0).await;
    let (client, _) = client_with(&tenant, pat(), |_| {});
    client.group(&id()).await.unwrap();
    client.group(&id()).await.unwrap();
    assert_eq!((tokens(&tenant), tenant.seen().len()), (2, 4));
}

#[test]
fn the_head_start_is_a_minute_or_a_tenth() {
    use crate::api::token::{Life, Token};
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
    let fresh = |length: u64, left: f64| {
        let expires = now + Duration::from_secs_f64(left);
        let life = Life { expires, length: Duration::from_secs(length) };
        Token::cached(Zeroizing::new("t".into()), life).is_fresh(now)
    };
    assert!(fresh(43_200, 61.0) && !fresh(43_200, 60.0));
    assert!(fresh(5, 0.6) && !fresh(5, 0.5));
    assert!(!fresh(5, 0.0));
}

#[tokio::test]
async fn a_revoked_token_is_fetched_anew_once() {
    let issued = Arc::new(AtomicUsize::new(0));
    let revoked = Arc::clone(&issued);
    let tenant = Tenant::serve(move |seen, index| {
        if index == 2 {
            revoked.fetch_add(1, Ordering::SeqCst);
        }
        response(seen, &issued, 600.0)
    })
    .await;
    let cache = tempfile::tempdir().unwrap();
    let (client, notes) =
        client_with(&tenant, pat(), |settings| settings.cache = Some(cache.path().to_owned()));
    client.group(&id()).await.unwrap();
    client.group(&id()).await.unwrap();
    let lines = ["POST /oauth/token", "GET", "GET", "POST /oauth/token", "GET"];
    let sent = tenant.lines();
    assert!(sent.iter().zip(lines).all(|(sent, line)| sent.starts_with(line)), "{sent:?}");
    assert_eq!((sent.len(), notes.pauses().len()), (5, 0));
}

#[tokio::test]
async fn a_token_revoked_between_two_pages_costs_one_token() {
    let issued = Arc::new(AtomicUsize::new(0));
    let tenant = Tenant::serve(move |seen, index| {
        if seen.line.starts_with("POST") {
            let number = issued.fetch_add(1, Ordering::SeqCst) + 1;
            let token = format!("token-{number}");
            return Act::json(200, json!({"access_token": token, "expires_in": 600}));
        }
        let newest = if index < 2 { 1 } else { 2 };
        if seen.header("authorization") != Some(&format!("Bearer token-{newest}")) {
            return Act::json(401, json!({"error": "JWT is revoked"}));
        }
        let offset = seen
            .line
            .split("offset=")
            .nth(1)
            .map_or(0, |rest| rest.split('&').next().unwrap().parse::<usize>().unwrap());
        let page: Vec<Value> =
            (offset..2000.min(offset + 250)).map(|n| json!({"id": format!("g{n}")})).collect();
        Act::json(200, json!(page)).with("X-Total-Count", "2000")
    })
    .await;
    let (client, _) = client_with(&tenant, pat(), |_| {});
    let listing = client.groups(Range::ALL).await.unwrap();
    assert_eq!((listing.reply.body.len(), tokens(&tenant)), (2000, 2));
}

#[tokio::test]
async fn a_tenant_that_refuses_every_token_ends_it() {
    let tenant = Tenant::serve(|seen, index| match seen.line.as_str() {
        "POST /oauth/token" => {
            Act::json(200, json!({"access_token": format!("t{index}"), "expires_in": 60}))
        }
        _ => Act::json(401, json!({"error": "JWT validation failed"})),
    })
    .await;
    let (client, _) = client_with(&tenant, pat(), |_| {});
    let error = client.create_group(&object(json!({}))).await.unwrap_err();
    assert_eq!((error.code(), tenant.seen().len()), (Code::Credentials, 4));
    assert!(error.to_text().contains("cause: JWT validation failed"), "{}", error.to_text());
}

#[tokio::test]
async fn a_given_token_is_used_as_it_is_and_never_renewed() {
    let tenant = Tenant::play([Act::json(401, json!({"error": "JWT is expired"}))]).await;
    let cache = tempfile::tempdir().unwrap();
    let (client, _) =
        client_with(&tenant, token(), |settings| settings.cache = Some(cache.path().to_owned()));
    let error = client.group(&id()).await.unwrap_err();
    assert_eq!((error.code(), tenant.seen().len()), (Code::Credentials, 1));
    assert!(error.hint_texts().iter().any(|hint| hint.contains("SYNCGROUP_ACCESS_TOKEN")));
    assert_eq!(tenant.seen()[0].header("authorization"), Some("Bearer given-token"));
    assert_eq!(std::fs::read_dir(cache.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn bad_credentials_say_what_the_server_says() {
    let refusal = json!({"error": "invalid_client", "error_description": "Bad client credentials"});
    for status in [400, 401, 403] {
        let tenant = Tenant::play([Act::json(status, &refusal)]).await;
        let (client, _) = client_with(&tenant, pat(), |_| {});
        let error = client.group(&id()).await.unwrap_err();
        assert_eq!((error.code(), error.word()), (Code::Credentials, "bad_credentials"));
        let text = error.to_text();
        assert!(text.contains("cause: Bad client credentials") && text.contains("hint:"), "{text}");
        assert!(!text.contains(SECRET), "{text}");
        assert_eq!(tenant.seen().len(), 1);
    }
}

#[tokio::test]
async fn the_token_request_is_repeated_like_a_read() {
    let tenant = Tenant::play([
        Act::html(503),
        Act::Reset,
        Act::json(200, json!({"access_token": "t", "expires_in": 60})),
        Act::json(200, group()),
    ])
    .await;
    let (client, notes) = client_with(&tenant, pat(), |_| {});
    client.group(&id()).await.unwrap();
    assert_eq!(notes.pauses().len(), 2);
}

#[tokio::test]
async fn a_token_answer_without_a_token_is_an_error() {
    for body in [json!({}), json!({"access_token": ""}), json!({"access_token": "a\nb"}), json!([])]
    {
        let tenant = Tenant::play([Act::json(200, body)]).await;
        let (client, _) = client_with(&tenant, pat(), |_| {});
        let error = client.group(&id()).await.unwrap_err();
        assert_eq!((error.code(), tenant.seen().len()), (Code::Refused, 1));
    }
}

#[tokio::test]
async fn a_write_without_a_user_is_refused_before_it_is_sent() {
    let tenant = Tenant::serve(|_, _| Act::json(200, group())).await;
    let with = |claims: Value| {
        let token = Credentials::Token(Zeroizing::new(forge(&claims)));
        client_with(&tenant, token, |_| {}).0
    };
    let application = with(json!({"client_id": "x"}));
    let body = object(json!({"name": "n"}));
    for error in [
        application.create_group(&body).await.unwrap_err(),
        application.update_group(&id(), &body).await.unwrap_err(),
        application.delete_group(&id()).await.unwrap_err(),
        application.send_raw("POST", "/beta/password-sync-groups", &[], None).await.unwrap_err(),
    ] {
        assert_eq!((error.code(), error.word()), (Code::Credentials, "application_token"));
    }
    assert_eq!(tenant.seen().len(), 0);
    application.group(&id()).await.unwrap();
    application.set_password(&body).await.unwrap();
    assert_eq!(application.token_info().await.unwrap().kind, TokenKind::Application);
    with(json!({"user_name": "amelia"})).create_group(&body).await.unwrap();
    client(&tenant).0.create_group(&body).await.unwrap();
    assert_eq!(tenant.seen().len(), 4);
}

#[tokio::test]
async fn what_is_public_asks_for_no_secret() {
    let tenant = Tenant::play([Act::json(200, json!({"tenantName": "acme"}))]).await;
    let ask = || panic!("the secret was asked for");
    let (client, _) = client_with(
        &tenant,
        Credentials::Client { id: "x".into(), secret: Box::new(ask), renewal: "x".into() },
        |_| {},
    );
    let info = client.oauth_info().await.unwrap();
    assert_eq!(info.body["tenantName"], "acme");
    assert_eq!(tenant.seen()[0].header("authorization"), None);
}
