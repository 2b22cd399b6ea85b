//! Lists of many pages.

use std::collections::HashMap;

use tokio::sync::Barrier;

use super::*;
use crate::api::scripted_tenant::{Act, Seen};
use crate::error::Code;

fn query(seen: &Seen) -> HashMap<String, String> {
    let url = url::Url::parse(&format!("http://h{}", &seen.line[4..])).unwrap();
    url.query_pairs().into_owned().collect()
}

fn number(query: &HashMap<String, String>, key: &str, default: usize) -> usize {
    query.get(key).map_or(default, |value| value.parse().unwrap())
}

/// The page that the request asks for, of a tenant with so many groups.
fn page(seen: &Seen, total: usize) -> Act {
    let query = query(seen);
    let (limit, offset) = (number(&query, "limit", 250), number(&query, "offset", 0));
    assert!(limit <= 250);
    let end = total.min(offset + limit);
    let groups: Vec<Value> = (offset..end).map(|n| json!({"id": format!("g{n}")})).collect();
    let act = Act::json(200, json!(groups)).with("X-Page", &offset.to_string());
    if query.contains_key("count") { act.with("X-Total-Count", &total.to_string()) } else { act }
}

async fn of(total: usize) -> Tenant {
    Tenant::serve(move |seen, _| page(seen, total)).await
}

fn range(offset: u64, limit: Option<u64>) -> Range {
    Range { offset, limit }
}

fn ids(groups: &[crate::model::SyncGroup]) -> Vec<String> {
    groups.iter().map(|group| group.id().to_owned()).collect()
}

#[tokio::test]
async fn every_group_comes_once_and_in_order() {
    for (total, requests) in [(0, 1), (1, 1), (249, 1), (250, 2), (251, 2), (500, 3), (2600, 11)] {
        let tenant = of(total).await;
        let (client, _) = client(&tenant);
        let listing = client.groups(Range::ALL).await.unwrap();
        let expected: Vec<String> = (0..total).map(|n| format!("g{n}")).collect();
        assert_eq!(ids(&listing.reply.body), expected, "{total}");
        assert_eq!(listing.total, Some(total as u64));
        assert_eq!(tenant.seen().len(), requests, "{total}: {:?}", tenant.lines());
    }
}

#[tokio::test]
async fn a_range_asks_for_no_more_than_it_needs() {
    let tenant = of(1000).await;
    let (client, _) = client(&tenant);
    for (offset, limit, lines) in [
        (0, 0, vec!["limit=0&count=true"]),
        (0, 10, vec!["limit=10&count=true"]),
        (7, 250, vec!["limit=250&offset=7&count=true"]),
        (900, 300, vec!["limit=250&offset=900&count=true"]),
        (5, 251, vec!["limit=250&offset=5&count=true", "limit=1&offset=255&count=true"]),
    ] {
        let before = tenant.seen().len();
        let listing = client.groups(range(offset, Some(limit))).await.unwrap();
        let expected: Vec<String> =
            (offset..(offset + limit).min(1000)).map(|n| format!("g{n}")).collect();
        assert_eq!(ids(&listing.reply.body), expected);
        let lines: Vec<String> =
            lines.iter().map(|line| format!("GET /v3/password-sync-groups?{line}")).collect();
        assert_eq!(tenant.lines()[before..], lines);
    }
}

#[tokio::test]
async fn the_headers_are_those_of_the_last_page() {
    let tenant = of(600).await;
    let (client, _) = client(&tenant);
    let listing = client.groups(Range::ALL).await.unwrap();
    assert!(listing.reply.headers.contains(&("x-page".into(), "500".into())));
}

/// The same page without its headers.
fn uncounted(act: Act) -> Act {
    match act {
        Act::Response { status, body, .. } => Act::Response { status, body, headers: Vec::new() },
        act => act,
    }
}

#[tokio::test]
async fn a_tenant_that_does_not_count_is_read_until_a_page_is_empty() {
    let tenant = Tenant::serve(|seen, _| uncounted(page(seen, 600))).await;
    let (client, _) = client(&tenant);
    let listing = client.groups(Range::ALL).await.unwrap();
    assert_eq!((listing.reply.body.len(), listing.total), (600, None));
    assert_eq!(tenant.seen().len(), 4);
    let some = client.groups(range(10, Some(300))).await.unwrap();
    assert_eq!((some.reply.body.len(), some.reply.body[0].id()), (300, "g10"));
}

/// A page of a tenant that gives so many entries at once, whatever it is asked for, and claims this total.
fn capped(seen: &Seen, total: usize, cap: usize, claimed: &str) -> Act {
    let query = query(seen);
    let limit = number(&query, "limit", 250).min(cap);
    let offset = number(&query, "offset", 0);
    let end = total.min(offset + limit);
    let groups: Vec<Value> =
        (offset..end.max(offset)).map(|n| json!({"id": format!("g{n}")})).collect();
    Act::json(200, json!(groups)).with("X-Total-Count", claimed)
}

#[tokio::test]
async fn pages_that_a_tenant_caps_are_all_read() {
    for (total, cap) in [(300, 100), (300, 7), (299, 100), (251, 249)] {
        let expected: Vec<String> = (0..total).map(|n| format!("g{n}")).collect();
        let counting =
            Tenant::serve(move |seen, _| capped(seen, total, cap, &total.to_string())).await;
        let silent = Tenant::serve(move |seen, _| uncounted(capped(seen, total, cap, ""))).await;
        for tenant in [counting, silent] {
            let (client, _) = client(&tenant);
            let listing = client.groups(Range::ALL).await.unwrap();
            assert_eq!(ids(&listing.reply.body), expected, "{total} {cap}");
            assert!(tenant.seen().len() <= total / cap + 2, "{:?}", tenant.lines());
        }
    }
}

#[tokio::test]
async fn pages_of_changing_sizes_are_read_without_gaps() {
    let tenant =
        Tenant::serve(|seen, index| capped(seen, 1000, [250, 40, 250, 90][index % 4], "1000"))
            .await;
    let (client, _) = client(&tenant);
    let listing = client.groups(Range::ALL).await.unwrap();
    let expected: Vec<String> = (0..1000).map(|n| format!("g{n}")).collect();
    assert_eq!(ids(&listing.reply.body), expected);
}

#[tokio::test]
async fn a_total_that_is_too_low_does_not_end_a_list() {
    let tenant = Tenant::serve(|seen, _| capped(seen, 600, 250, "250")).await;
    let (client, _) = client(&tenant);
    let listing = client.groups(Range::ALL).await.unwrap();
    assert_eq!(listing.reply.body.len(), 600);
}

#[tokio::test]
async fn a_list_that_ends_short_of_its_total_fails() {
    for claimed in ["600", "18446744073709551615"] {
        let tenant = Tenant::serve(move |seen, _| capped(seen, 250, 250, claimed)).await;
        let (client, _) = client(&tenant);
        let error = client.groups(Range::ALL).await.unwrap_err();
        assert_eq!((error.code(), error.word()), (Code::TryAgain, "incomplete_list"));
        assert!(error.message().contains(claimed) && error.message().contains("250"), "{error}");
        // Twice, each time with no more than what is requested at the same time.
        assert!(tenant.seen().len() <= 2 * 10, "{:?}", tenant.lines());
        let some = client.groups(range(0, Some(250))).await.unwrap();
        assert_eq!(some.reply.body.len(), 250, "what was asked for is complete");
    }
}

#[tokio::test]
async fn a_total_that_is_no_number_counts_as_none() {
    let tenant = Tenant::serve(|seen, _| capped(seen, 300, 250, "-1")).await;
    let (client, _) = client(&tenant);
    let listing = client.groups(Range::ALL).await.unwrap();
    assert_eq!((listing.reply.body.len(), listing.total), (300, None));
}

#[tokio::test]
async fn pages_that_repeat_are_an_error() {
    let first = |seen: &Seen, claimed: &str| {
        let seen = Seen { line: seen.line.replace("offset", "ignored"), ..seen.clone() };
        capped(&seen, 1000, 250, claimed)
    };
    let counting = Tenant::serve(move |seen, _| first(seen, "1000")).await;
    let silent = Tenant::serve(move |seen, _| uncounted(first(seen, ""))).await;
    for (tenant, most) in [(counting, 1 + 8), (silent, 2)] {
        let (client, _) = client(&tenant);
        let error = client.groups(Range::ALL).await.unwrap_err();
        assert_eq!((error.code(), error.word()), (Code::TryAgain, "incomplete_list"));
        assert!(error.message().contains("repeat"), "{error}");
        assert!(tenant.seen().len() <= most, "{:?}", tenant.lines());
    }
}

#[tokio::test]
async fn a_list_without_an_end_is_given_up() {
    let tenant = Tenant::serve(|seen, _| uncounted(capped(seen, usize::MAX, 250, ""))).await;
    let (client, _) = client(&tenant);
    let error = client.groups(Range::ALL).await.unwrap_err();
    assert_eq!((error.code(), error.word()), (Code::TryAgain, "incomplete_list"));
    assert!(tenant.seen().len() <= 410, "{}", tenant.seen().len());
}

#[tokio::test]
async fn a_group_that_moves_from_page_to_page_is_read_once() {
    // One is inserted at the front when the first page has been read, another one after the second reading began.
    let shifted = |seen: &Seen, by: usize| {
        let query = query(seen);
        let (limit, offset) = (number(&query, "limit", 250), number(&query, "offset", 0));
        let all: Vec<String> =
            (0..by).map(|n| format!("new{n}")).chain((0..400).map(|n| format!("g{n}"))).collect();
        let end = all.len().min(offset + limit);
        let groups: Vec<Value> = all[offset..end].iter().map(|id| json!({"id": id})).collect();
        Act::json(200, json!(groups)).with("X-Total-Count", &all.len().to_string())
    };
    let tenant = Tenant::serve(move |seen, index| shifted(seen, usize::from(index > 0))).await;
    let (client, _) = client(&tenant);
    assert_eq!(client.groups(Range::ALL).await.unwrap().reply.body.len(), 401);
    let tenant = Tenant::serve(move |seen, index| shifted(seen, [0, 1, 1, 2][index])).await;
    let (client, _) = super::client(&tenant);
    let error = client.groups(Range::ALL).await.unwrap_err();
    assert_eq!((error.code(), error.word()), (Code::TryAgain, "incomplete_list"));
}

#[tokio::test]
async fn a_page_that_is_damaged_is_worth_another_try() {
    for body in [&br#"[{"id":"a","sourceIds":["x"]"#[..], b"[{\"id\":\"\xff\"}]"] {
        let act = Act::Response { status: 200, headers: Vec::new(), body: body.into() };
        let tenant = Tenant::serve(move |_, _| act.clone()).await;
        let (client, _) = client(&tenant);
        let error = client.groups(Range::ALL).await.unwrap_err();
        assert_eq!((error.code(), error.word()), (Code::TryAgain, "unexpected_answer"), "{error}");
    }
}

#[tokio::test]
async fn a_page_that_fails_fails_the_list() {
    let tenant = Tenant::serve(|seen, _| match query(seen).get("offset").map(String::as_str) {
        Some("750") => Act::html(502),
        _ => page(seen, 5000),
    })
    .await;
    let (client, _) = client(&tenant);
    let error = client.groups(Range::ALL).await.unwrap_err();
    assert_eq!((error.code(), error.status()), (Code::TryAgain, Some(502)));
}

#[tokio::test]
async fn a_page_of_something_else_fails_the_list() {
    let tenant = Tenant::play([Act::json(200, group())]).await;
    let (client, _) = client(&tenant);
    let error = client.groups(Range::ALL).await.unwrap_err();
    assert_eq!((error.code(), error.word()), (Code::Refused, "unexpected_answer"));
}

#[tokio::test]
async fn a_list_that_moved_is_read_once_more() {
    let tenant = Tenant::serve(|seen, index| page(seen, if index == 0 { 600 } else { 601 })).await;
    let (client, notes) = client(&tenant);
    let listing = client.groups(Range::ALL).await.unwrap();
    assert_eq!((listing.reply.body.len(), listing.total), (601, Some(601)));
    assert_eq!((tenant.seen().len(), notes.warnings().len()), (6, 0));
}

#[tokio::test]
async fn a_list_that_keeps_growing_is_complete_with_the_last_total() {
    let tenant = Tenant::serve(|seen, index| page(seen, 600 + index)).await;
    let (client, _) = client(&tenant);
    let listing = client.groups(Range::ALL).await.unwrap();
    assert_eq!((listing.reply.body.len(), listing.total), (605, Some(605)));
    assert_eq!(tenant.seen().len(), 6);
}

#[tokio::test]
async fn eight_pages_are_under_way_at_most() {
    // Behind the first page, nobody is answered before eight are there.
    let barrier = Arc::new(Barrier::new(8));
    let tenant = Tenant::serve(move |seen, index| match index {
        0 => page(seen, 17 * 250 - 1),
        _ => Act::Gather(Arc::clone(&barrier), Box::new(page(seen, 17 * 250 - 1))),
    })
    .await;
    let (client, _) = client(&tenant);
    let listing = client.groups(Range::ALL).await.unwrap();
    assert_eq!((listing.reply.body.len(), tenant.most_at_once()), (17 * 250 - 1, 8));
}

#[tokio::test]
async fn other_lists_page_too_and_carry_their_filter() {
    let tenant = of(300).await;
    let (client, _) = client(&tenant);
    let sources = client.sources(Some(r#"name eq "x""#)).await.unwrap();
    assert_eq!(sources.reply.body.len(), 300);
    client.source_apps(None).await.unwrap();
    client.policies().await.unwrap();
    let lines = tenant.lines();
    assert_eq!(lines[0], "GET /v3/sources?filters=name%20eq%20%22x%22&limit=250&count=true");
    assert_eq!(
        lines[1],
        "GET /v3/sources?filters=name%20eq%20%22x%22&limit=250&offset=250&count=true"
    );
    assert!(lines[2].starts_with("GET /v2025/source-apps/all?limit=250"));
    assert!(lines[4].starts_with("GET /v3/password-policies?limit=250"));
}
