//! Which requests are sent again, and which never.

use super::*;
use crate::api::retry::LONGEST_WAIT;
use crate::api::scripted_tenant::Act;
use crate::error::{Code, Error};

/// Sends one request of a method to a tenant that plays these acts. Only the tenant's silence lets time go by: a paused
/// clock would go on by itself whenever this thread waits for the network, but not while a blocking task runs.
async fn run(method: &str, acts: Vec<Act>) -> (Result<u16, Error>, Tenant, Arc<Notes>) {
    let (end, running) = std::sync::mpsc::channel::<()>();
    let blocking = tokio::task::spawn_blocking(move || running.recv());
    tokio::time::pause();
    let answered = send(method, acts).await;
    tokio::time::resume();
    drop(end);
    let _ = blocking.await.unwrap();
    answered
}

async fn send(method: &str, acts: Vec<Act>) -> (Result<u16, Error>, Tenant, Arc<Notes>) {
    let tenant = Tenant::play(acts).await;
    let (client, notes) = client(&tenant);
    let body = object(json!({"name": "n"}));
    let outcome = match method {
        "GET" => client.group(&id()).await.map(|reply| reply.status),
        "POST" => client.create_group(&body).await.map(|reply| reply.status),
        "PUT" => client.update_group(&id(), &body).await.map(|reply| reply.status),
        _ => client.delete_group(&id()).await.map(|reply| reply.status),
    };
    (outcome, tenant, notes)
}

fn good(method: &str) -> Act {
    if method == "DELETE" { Act::empty(204) } else { Act::json(200, group()) }
}

fn troubles() -> Vec<Act> {
    let mut acts = [408, 500, 502, 503, 504].map(Act::html).to_vec();
    acts.extend([Act::Reset, Act::Silence]);
    acts
}

#[tokio::test]
async fn passing_trouble_is_sat_out_where_repeating_is_safe() {
    for method in ["GET", "PUT", "DELETE"] {
        for trouble in troubles() {
            let (outcome, tenant, notes) = run(method, vec![trouble.clone(), good(method)]).await;
            let status = if method == "DELETE" { 204 } else { 200 };
            assert_eq!(outcome.ok(), Some(status), "{method} {trouble:?}");
            assert_eq!((tenant.seen().len(), notes.pauses().len()), (2, 1), "{method} {trouble:?}");
        }
    }
}

#[tokio::test]
async fn a_create_that_may_have_arrived_is_never_sent_again() {
    let cut = Act::Cut { status: 200, body: group().to_string().into_bytes() };
    let half = Act::json(200, r#"{"id":"g1","na"#);
    for trouble in troubles().into_iter().chain([cut, half, Act::html(200), Act::json(200, "")]) {
        let (outcome, tenant, notes) = run("POST", vec![trouble.clone(), good("POST")]).await;
        let error = outcome.unwrap_err();
        assert_eq!((error.word(), error.code()), ("outcome_unknown", Code::Refused), "{trouble:?}");
        assert_eq!((tenant.seen().len(), notes.pauses().len()), (1, 0), "{trouble:?}");
    }
    let (outcome, tenant, _) = run("POST", vec![Act::json(200, "[]")]).await;
    assert_eq!((outcome.unwrap_err().word(), tenant.seen().len()), ("outcome_unknown", 1));
}

#[tokio::test]
async fn a_create_that_surely_did_not_arrive_is_sent_again() {
    let tenant = Tenant::play([]).await;
    let (client, notes) = client_with(&tenant, token(), |settings| {
        // Nobody listens on port 1.
        settings.base.set_port(Some(1)).unwrap();
    });
    let error = client.create_group(&object(json!({}))).await.unwrap_err();
    assert_eq!((error.code(), error.word()), (Code::TryAgain, "connection"));
    assert!(error.to_text().contains("given up after 4 attempts"), "{}", error.to_text());
    assert_eq!((notes.pauses().len(), client.counters().requests), (3, 4));
}

#[tokio::test]
async fn a_rate_limit_is_waited_for_with_every_method() {
    for method in ["GET", "POST", "PUT", "DELETE"] {
        let limits = ["7", "0.5"].map(|wait| {
            Act::json(429, json!({"message": " Rate Limit Exceeded "})).with("Retry-After", wait)
        });
        let (outcome, tenant, notes) =
            run(method, limits.into_iter().chain([good(method)]).collect()).await;
        assert!(outcome.is_ok(), "{method}: {outcome:?}");
        assert_eq!(
            notes.pauses(),
            [Duration::from_secs(7), Duration::from_millis(500)],
            "{method}"
        );
        assert_eq!(tenant.seen().len(), 3);
    }
}

#[tokio::test]
async fn a_rate_limit_may_end_on_a_date() {
    let limit = Act::empty(429)
        .with("Date", "Sun, 06 Nov 1994 08:49:37 GMT")
        .with("Retry-After", "Sun, 06 Nov 1994 08:49:49 GMT");
    let (outcome, _, notes) = run("POST", vec![limit, good("POST")]).await;
    assert_eq!((outcome.ok(), notes.pauses()), (Some(200), vec![Duration::from_secs(12)]));
}

#[tokio::test]
async fn a_wait_that_is_too_long_is_not_begun() {
    for asked in ["3600", "61", "99999999999999999999"] {
        let limit = Act::empty(429).with("Retry-After", asked);
        let (outcome, tenant, notes) = run("POST", vec![limit; 9]).await;
        let error = outcome.unwrap_err();
        assert_eq!(error.code(), Code::TryAgain);
        let text = error.to_text();
        let named = format!("asks to wait {asked} s");
        assert!(asked.len() > 4 || text.contains(&named), "{text}");
        assert_eq!((tenant.seen().len(), notes.pauses()), (1, Vec::new()), "{asked}");
    }
    let limit = Act::empty(429).with("Retry-After", "60");
    let (outcome, tenant, notes) = run("POST", vec![limit; 9]).await;
    assert_eq!(outcome.unwrap_err().code(), Code::TryAgain);
    assert_eq!((tenant.seen().len(), notes.pauses()), (3, vec![LONGEST_WAIT; 2]));
}

#[tokio::test]
async fn a_long_wait_is_announced_once() {
    let limit = |wait: &str| Act::empty(429).with("Retry-After", wait);
    let (_, _, notes) = run("GET", vec![limit("7"), limit("8"), good("GET")]).await;
    let news = notes.news();
    assert_eq!(news.len(), 1, "{news:?}");
    assert!(news[0].contains("7 s") && news[0].contains("rate limit"), "{news:?}");
    let (_, _, notes) = run("GET", vec![limit("1"), good("GET")]).await;
    assert_eq!(notes.news(), Vec::<String>::new());
}

#[tokio::test]
async fn trouble_that_stays_is_reported_with_its_cause() {
    let (outcome, tenant, notes) = run("GET", vec![Act::html(502); 9]).await;
    let text = outcome.unwrap_err().to_text();
    assert!(text.contains("502 Bad Gateway") && text.contains("after 4 attempts"), "{text}");
    assert_eq!(tenant.seen().len(), 4);
    let pauses = notes.pauses();
    assert!(pauses.is_sorted() && pauses[0] >= Duration::from_millis(250), "{pauses:?}");

    let (outcome, _, _) = run("GET", vec![Act::Silence; 9]).await;
    let error = outcome.unwrap_err();
    assert_eq!((error.code(), error.word()), (Code::TryAgain, "timeout"));
}

#[tokio::test]
async fn a_refusal_is_never_repeated() {
    for status in [400, 403, 404, 405, 409, 412, 422] {
        for method in ["GET", "POST", "PUT", "DELETE"] {
            let (outcome, tenant, _) =
                run(method, vec![Act::json(status, "{}"), good(method)]).await;
            assert_eq!(outcome.unwrap_err().status(), Some(status));
            assert_eq!(tenant.seen().len(), 1, "{method} {status}");
        }
    }
}

#[tokio::test]
async fn a_refusal_of_a_repeated_write_is_in_doubt() {
    for trouble in [Act::Reset, Act::html(502), Act::Silence] {
        for (method, status) in [("DELETE", 404), ("PUT", 400), ("PUT", 403), ("PUT", 412)] {
            let acts = vec![trouble.clone(), Act::json(status, "{}")];
            let (outcome, tenant, _) = run(method, acts).await;
            let error = outcome.unwrap_err();
            assert_eq!((error.status(), error.is_in_doubt()), (Some(status), true), "{method}");
            assert_eq!(tenant.seen().len(), 2);
        }
        let (outcome, _, _) = run("GET", vec![trouble.clone(); 4]).await;
        assert!(!outcome.unwrap_err().is_in_doubt(), "a read changes nothing");
    }
    // A limit took nothing, so this group was missing before.
    let limit = Act::empty(429).with("Retry-After", "1");
    let (outcome, _, _) = run("DELETE", vec![limit, Act::json(404, "{}")]).await;
    let error = outcome.unwrap_err();
    assert_eq!((error.code(), error.message()), (Code::NotFound, "sync group `g1` was not found"));
    assert!(!error.is_in_doubt());
}

#[tokio::test]
async fn a_broken_answer_is_an_error_with_status_and_number_and_never_a_success() {
    let number = |act: Act| act.with("SLPT-Request-ID", "r-77");
    let cut = number(Act::json(200, r#"{"id":"g1","#));
    for (act, code, sent) in [
        (cut, Code::TryAgain, 4),
        (number(Act::html(200)), Code::Refused, 1),
        (number(Act::json(200, "[]")), Code::Refused, 1),
        (number(Act::json(200, "null")), Code::Refused, 1),
        (number(Act::json(200, r#"{"id":}"#)), Code::Refused, 1),
    ] {
        for method in ["GET", "PUT"] {
            let (outcome, tenant, _) = run(method, vec![act.clone(); 4]).await;
            let error = outcome.unwrap_err();
            assert_eq!((error.code(), tenant.seen().len()), (code, sent), "{method} {act:?}");
            let text = error.to_text();
            assert!(text.contains("status: 200, trackingId: r-77"), "{text}");
        }
    }
    let (outcome, tenant, _) = run("GET", vec![number(Act::empty(200)); 4]).await;
    assert_eq!((outcome.unwrap_err().code(), tenant.seen().len()), (Code::TryAgain, 4));
    let (outcome, _, _) = run("DELETE", vec![Act::html(200)]).await;
    assert_eq!(outcome.unwrap_err().code(), Code::Refused);
    let body = group().to_string().into_bytes();
    let (outcome, tenant, _) = run("GET", vec![Act::Cut { status: 200, body }, good("GET")]).await;
    assert_eq!((outcome.ok(), tenant.seen().len()), (Some(200), 2));
}

#[tokio::test]
async fn an_update_that_is_answered_without_a_body_succeeded() {
    for status in [200, 204] {
        let tenant = Tenant::play([Act::empty(status)]).await;
        let (client, _) = client(&tenant);
        let reply = client.update_group(&id(), &object(json!({"name": "n"}))).await.unwrap();
        assert_eq!((reply.status, reply.body), (status, None));
        assert_eq!(tenant.seen().len(), 1);
    }
}

#[tokio::test]
async fn an_encoding_that_does_not_exist_is_read_as_it_is() {
    for act in [good("GET"), Act::json(503, "{}")] {
        let bogus = act.with("Content-Encoding", "UTF-8");
        let (outcome, _, _) = run("GET", vec![bogus, good("GET")]).await;
        assert_eq!(outcome.ok(), Some(200));
    }
    let lie = good("GET").with("Content-Encoding", "gzip");
    let (outcome, _, _) = run("GET", vec![lie; 4]).await;
    assert_eq!(outcome.unwrap_err().code(), Code::TryAgain);
}
