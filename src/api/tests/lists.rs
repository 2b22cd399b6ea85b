//! Lists of many pages.

use std::collections::HashMap;

use tokio::sync::Barrier;

use super::*;
use crate::api::script::{Act, Seen};
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
    for (total, requests) in [(0, 1), (1, 1), (249, 1), (250, 1), (251, 2), (500, 2), (2600, 11)] {
        let tenant = of(total).await;
        let (client, _) = client(&tenant);
        let listing = client.groups(Range::ALL, false).await.unwrap();
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
        (0, 0, vec!["limit=0"]),
        (0, 10, vec!["limit=10"]),
        (7, 250, vec!["limit=250&offset=7"]),
        (900, 300, vec!["limit=250&offset=900&count=true"]),
        (5, 251, vec!["limit=250&offset=5&count=true", "limit=1&offset=255&count=true"]),
    ] {
        let before = tenant.seen().len();
        let listing = client.groups(range(offset, Some(limit)), false).await.unwrap();
        let expected: Vec<String> =
            (offset..(offset + limit).min(1000)).map(|n| format!("g{n}")).collect();
        assert_eq!(ids(&listing.reply.body), expected);
        let lines: Vec<String> =
            lines.iter().map(|line| format!("GET /v3/password-sync-groups?{line}")).collect();
        assert_eq!(tenant.lines()[before..], lines);
    }
}

#[tokio::test]
async fn the_total_is_asked_for_when_it_is_wanted() {
    let tenant = of(1000).await;
    let (client, _) = client(&tenant);
    let without = client.groups(range(0, Some(10)), false).await.unwrap();
    let with = client.groups(range(0, Some(10)), true).await.unwrap();
    assert_eq!((without.total, with.total), (None, Some(1000)));
}

#[tokio::test]
async fn the_headers_are_those_of_the_last_page() {
    let tenant = of(600).await;
    let (client, _) = client(&tenant);
    let listing = client.groups(Range::ALL, false).await.unwrap();
    assert!(listing.reply.headers.contains(&("x-page".into(), "500".into())));
}

#[tokio::test]
async fn a_tenant_that_does_not_count_is_read_until_a_page_is_short() {
    let tenant = Tenant::serve(|seen, _| match page(seen, 600) {
        Act::Answer { status, body, .. } => Act::Answer { status, body, headers: Vec::new() },
        act => act,
    })
    .await;
    let (client, _) = client(&tenant);
    let listing = client.groups(Range::ALL, true).await.unwrap();
    assert_eq!((listing.reply.body.len(), listing.total), (600, None));
    let some = client.groups(range(10, Some(300)), false).await.unwrap();
    assert_eq!((some.reply.body.len(), some.reply.body[0].id()), (300, "g10"));
}

#[tokio::test]
async fn a_page_that_fails_fails_the_list() {
    let tenant = Tenant::serve(|seen, _| match query(seen).get("offset").map(String::as_str) {
        Some("750") => Act::html(502),
        _ => page(seen, 5000),
    })
    .await;
    let (client, _) = client(&tenant);
    let error = client.groups(Range::ALL, false).await.unwrap_err();
    assert_eq!((error.code(), error.status()), (Code::TryAgain, Some(502)));
}

#[tokio::test]
async fn a_page_of_something_else_fails_the_list() {
    let tenant = Tenant::play([Act::json(200, group())]).await;
    let (client, _) = client(&tenant);
    let error = client.groups(Range::ALL, false).await.unwrap_err();
    assert_eq!((error.code(), error.word()), (Code::Refused, "unexpected_answer"));
}

#[tokio::test]
async fn a_list_that_moved_is_read_once_more() {
    let tenant = Tenant::serve(|seen, index| page(seen, if index == 0 { 600 } else { 601 })).await;
    let (client, notes) = client(&tenant);
    let listing = client.groups(Range::ALL, false).await.unwrap();
    assert_eq!((listing.reply.body.len(), listing.total), (601, Some(601)));
    assert_eq!((tenant.seen().len(), notes.warnings().len()), (6, 0));
}

#[tokio::test]
async fn a_list_that_keeps_moving_is_said_to() {
    let tenant = Tenant::serve(|seen, index| page(seen, 600 + index)).await;
    let (client, notes) = client(&tenant);
    client.groups(Range::ALL, false).await.unwrap();
    assert_eq!((tenant.seen().len(), notes.warnings().len()), (6, 1));
}

#[tokio::test]
async fn eight_pages_are_under_way_at_most() {
    // Behind the first page, nobody is answered before eight are there.
    let barrier = Arc::new(Barrier::new(8));
    let tenant = Tenant::serve(move |seen, index| match index {
        0 => page(seen, 17 * 250),
        _ => Act::Gather(Arc::clone(&barrier), Box::new(page(seen, 17 * 250))),
    })
    .await;
    let (client, _) = client(&tenant);
    let listing = client.groups(Range::ALL, false).await.unwrap();
    assert_eq!((listing.reply.body.len(), tenant.most_at_once()), (17 * 250, 8));
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
