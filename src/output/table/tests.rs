mod explanations;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::output::listing::Reply;

const PIPE: StreamStyle = StreamStyle { terminal: false, width: None, color: false };

fn columns() -> Vec<Column<'static>> {
    vec![
        Column::field("id", "id").id(),
        Column::field("name", "name").leading(),
        Column::field("sources", "sourceIds"),
    ]
}

fn show(rows: Vec<Value>, face: StreamStyle) -> String {
    let listing = Listing::many(rows).columns(columns());
    let all: Vec<&Column<'_>> = listing.columns.iter().collect();
    render(&listing, &all, &Settings::default(), face).text
}

fn terminal(width: u16) -> StreamStyle {
    StreamStyle { terminal: true, width: Some(width), color: false }
}

#[test]
fn columns_stand_under_their_headers() {
    let rows = vec![
        json!({"id": "1", "name": "Åsa 全", "sourceIds": ["a", "b"]}),
        json!({"id": "22", "name": "x", "sourceIds": []}),
    ];
    let expected = "ID  NAME    SOURCES\n1   Åsa 全  a, b\n22  x\n";
    assert_eq!(show(rows.clone(), PIPE), expected);
    let expected = "NAME    ID  SOURCES\nÅsa 全  1   a, b\nx       22\n";
    assert_eq!(show(rows, terminal(80)), expected);
}

#[test]
fn an_empty_table_is_nothing() {
    assert_eq!(show(vec![], PIPE), "");
    assert_eq!(show(vec![Value::Null], PIPE), "");
}

#[test]
fn a_pipe_gets_every_cell_whole() {
    for length in [1_000, 13_000, 20_000] {
        let name = "long ".repeat(length) + "end";
        let rows = vec![json!({"id": name, "name": name, "sourceIds": [name]}), json!({"id": "1"})];
        let text = show(rows, PIPE);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3, "{length}");
        assert_eq!(lines[1], format!("{name}  {name}  {name}"));
        assert_eq!(lines[2], "1");
    }
}

#[test]
fn every_cell_is_one_line_and_a_terminal_gets_clean_ones() {
    let row = json!({"id": "1", "name": "a\nb\t\x1b[2Jc", "sourceIds": []});
    assert!(show(vec![row.clone()], PIPE).contains("a b \x1b[2Jc"));
    assert!(show(vec![row], terminal(80)).contains("a b [2Jc"));
}

#[test]
fn only_the_header_is_bold() {
    let face = StreamStyle { color: true, ..terminal(80) };
    let text = show(vec![json!({"id": "1", "name": "a", "sourceIds": []})], face);
    assert_eq!(text, "\x1b[1mNAME  ID  SOURCES\x1b[0m\na     1\n");
}

#[test]
fn the_heads_of_replies_stand_before_the_table() {
    let headers = vec![("x-total-count".into(), "1".into())];
    let head = Head { status: 200, headers };
    let listing = Listing::many(vec![json!({"id": "1"})])
        .columns(vec![Column::field("id", "id")])
        .reply(Reply::Whole(head.clone()));
    let all: Vec<&Column<'_>> = listing.columns.iter().collect();
    assert_eq!(
        render(&listing, &all, &Settings::default(), PIPE).text,
        "HTTP 200\nx-total-count: 1\n\nID\n1\n"
    );
    let gone = Listing::one(Value::Null).reply(Reply::Each(vec![Head { status: 204, ..head }]));
    assert_eq!(render(&gone, &[], &Settings::default(), PIPE).text, "HTTP 204\nx-total-count: 1\n");
}

const UUID: &str = "6881f631-3bd5-4213-9c75-8e05cc3e35dd";

fn asking(names: &[&str]) -> Settings {
    let names = names.iter().map(ToString::to_string).collect();
    Settings { columns: Some(names), ..Settings::default() }
}

#[test]
fn a_terminal_shows_names_first_and_ids_whole_or_not_at_all() {
    let row = || {
        vec![
            json!({"id": UUID, "name": "Sales Europe", "sourceIds": ["Active Directory", "GitHub", "G Suite"]}),
        ]
    };
    assert_eq!(
        show(row(), terminal(85)),
        format!(
            "NAME          ID                                    SOURCES\n\
                 Sales Europe  {UUID}  Active Directory, GitHub, G Suite\n"
        )
    );
    assert_eq!(
        show(row(), terminal(78)),
        format!(
            "NAME          ID                                    SOURCES\n\
                 Sales Europe  {UUID}  Active Directory, GitHub,…\n"
        )
    );
    assert_eq!(
        show(row(), terminal(60)),
        "NAME          SOURCES\nSales Europe  Active Directory, GitHub, G Suite\n"
    );
    assert_eq!(
        show(row(), terminal(30)),
        "NAME          SOURCES\nSales Europe  Active Director…\n"
    );
    assert_eq!(show(row(), terminal(20)), "NAME\nSales Europe\n");
    assert_eq!(show(row(), terminal(8)), "NAME\nSales E…\n");
}

#[test]
fn wide_characters_are_cut_where_they_are_seen_to_end() {
    for (name, cut_off) in [
        ("Zürich Ärzte Öffentlich", "Zürich Ärzt…"),
        ("同步组同步组同步组", "同步组同步…"),
        ("👩‍👩‍👧 family 👨‍👩‍👧‍👦 and more", "👩‍👩‍👧 family…"),
        (
            "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}",
            "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}…",
        ),
    ] {
        assert_eq!(cut(name, 12), cut_off);
        assert_eq!(cut(name, 60), name);
    }
}

#[test]
fn columns_that_were_asked_for_keep_their_order_and_are_missed_aloud() {
    let columns = columns();
    let listing =
        Listing::many(vec![json!({"id": UUID, "name": "Sales Europe", "sourceIds": ["a"]})])
            .columns(columns);
    let rendered = |names: &[&str], width| {
        let settings = asking(names);
        let columns = settings.choose(&listing.columns).unwrap();
        render(&listing, &columns, &settings, terminal(width))
    };
    let all = rendered(&["sources", "id", "name"], 80);
    assert_eq!(
        all.text,
        format!(
            "SOURCES  ID                                    NAME\na        {UUID}  Sales Europe\n"
        )
    );
    assert!(all.left_out.is_empty());
    // An ID goes before all others, whatever the width, unless it alone tells the rows apart.
    let narrow = rendered(&["id", "name", "sources"], 50);
    let (text, left_out) = (narrow.text.as_str(), narrow.left_out);
    assert_eq!((text, left_out), ("NAME          SOURCES\nSales Europe  a\n", vec!["id"]));
    for width in [20, 30, 40, 49] {
        let narrow = rendered(&["id", "name"], width);
        let (text, left_out) = (narrow.text.as_str(), narrow.left_out);
        assert_eq!((text, left_out), ("NAME\nSales Europe\n", vec!["id"]), "{width}");
    }
    let narrow = rendered(&["id", "sources"], 40);
    assert_eq!((narrow.text, narrow.left_out), (format!("ID\n{UUID}\n"), vec!["sources"]));
    // Nothing else could be shown instead.
    assert_eq!(rendered(&["id"], 30).text, format!("ID\n{UUID}\n"));
}

#[test]
fn only_a_terminal_shows_local_times() {
    let listing =
        Listing::many(vec![json!({"at": "2026-01-02T03:04:05.678Z"}), json!({"at": "never"})])
            .columns(vec![Column::field("at", "at").time()]);
    let all: Vec<&Column<'_>> = listing.columns.iter().collect();
    let shown = |face| render(&listing, &all, &Settings::default(), face).text;
    assert_eq!(shown(PIPE), "AT\n2026-01-02T03:04:05.678Z\nnever\n");
    let local = crate::output::time::seconds("2026-01-02T03:04:05Z".parse().unwrap(), true);
    assert_eq!(shown(terminal(80)), format!("AT\n{local}\nnever\n"));
}

#[test]
fn wide_is_never_cut() {
    let long = "long ".repeat(100) + "end";
    let row = json!({"id": UUID, "name": long, "sourceIds": [long]});
    let listing = Listing::many(vec![row]).columns(columns());
    let all: Vec<&Column<'_>> = listing.columns.iter().collect();
    let settings = Settings { format: Format::Wide, ..Settings::default() };
    let text = render(&listing, &all, &settings, terminal(40)).text;
    assert_eq!(text.lines().nth(1).unwrap(), format!("{long}  {UUID}  {long}"));
}

/// Texts as tenants have them: words of several scripts, signs that combine, and wide ones.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ a-zA-Z0-9,.äöüÄÖÜß-]{0,60}",
        "[一-十漢字あ-んア-ン ]{0,30}",
        "[a🎉👩\u{200d}👧é\u{301}\u{fe0f}\u{1f3fd} ]{0,30}",
        "\\PC{0,40}",
    ]
}

fn looks() -> impl Strategy<Value = Vec<Look>> {
    let fit = prop_oneof![Just(Fit::Cut), Just(Fit::Wrapped)];
    let importance =
        prop_oneof![Just(Importance::Minor), Just(Importance::Normal), Just(Importance::Major),];
    let look =
        (fit, importance).prop_map(|(fit, importance)| Look { fit, importance, time: false });
    prop::collection::vec(look, 0..6)
}

const NAMES: [&str; 6] = ["policy", "sources", "groups", "applications", "message", "remedy"];

/// A listing with an ID, a name and some other columns.
fn listings(rows: &[(String, Vec<String>)], looks: &[Look]) -> Listing<'static> {
    let row =
        |(name, cells): &(String, Vec<String>)| json!({"id": UUID, "name": name, "cells": cells});
    let mut columns = vec![Column::field("id", "id").id(), Column::field("name", "name").leading()];
    columns.extend(looks.iter().zip(NAMES).enumerate().map(|(at, (look, name))| {
        Column::looking(name, *look, move |row| Column::plain(&row["cells"][at]))
    }));
    Listing::many(rows.iter().map(row).collect()).columns(columns)
}

proptest! {
    #[test]
    fn no_line_is_wider_than_the_terminal(
        rows in prop::collection::vec((texts(), prop::collection::vec(texts(), 6)), 1..5),
        looks in looks(),
        width in 16_u16..220,
        headers in any::<bool>(),
    ) {
        let listing = listings(&rows, &looks);
        let all: Vec<&Column<'_>> = listing.columns.iter().collect();
        let settings = Settings { no_headers: !headers, ..Settings::default() };
        let text = render(&listing, &all, &settings, terminal(width)).text;
        for line in text.lines() {
            prop_assert!(line.width() <= usize::from(width), "{width}: {line:?}\n{text}");
        }
        let whole = text.matches(UUID).count();
        prop_assert!(whole == 0 || whole == rows.len(), "{text}");
        prop_assert!(whole > 0 || !text.contains("6881"), "an ID is cut: {text}");
        if width >= 190 && looks.len() < 4 {
            prop_assert_eq!(whole, rows.len(), "there is room for the IDs: {}", text);
        }
    }

    #[test]
    fn a_pipe_has_every_cell_whole_and_in_order(
        rows in prop::collection::vec((texts(), prop::collection::vec(texts(), 6)), 1..5),
        looks in looks(),
    ) {
        let listing = listings(&rows, &looks);
        let all: Vec<&Column<'_>> = listing.columns.iter().collect();
        let text = render(&listing, &all, &Settings::default(), PIPE).text;
        let lines: Vec<&str> = text.lines().collect();
        prop_assert_eq!(lines.len(), rows.len() + 1, "{}", text);
        prop_assert!(lines[0].starts_with("ID  "));
        for (line, (name, cells)) in lines[1..].iter().zip(&rows) {
            let mut rest = *line;
            for cell in [UUID, name.as_str()].into_iter().chain(cells.iter().take(looks.len()).map(String::as_str)) {
                let cell = sanitize::line(cell);
                let at = rest.find(cell.trim_end());
                prop_assert!(at.is_some(), "{:?} in {:?}", cell, rest);
                rest = &rest[at.unwrap_or_default() + cell.trim_end().len()..];
            }
        }
    }
}
