use hyper::Method;
use rusqlite::StatementStatus;

use super::super::options::Options;
use super::super::seed::Seed;
use super::super::testing::TestTenant;
use super::*;

fn names(test: &TestTenant, query: &str) -> Vec<String> {
    let query = query.replace(' ', "%20").replace('"', "%22");
    let list = test.get(&format!("/v2025/sources?{query}"));
    list.as_array()
        .unwrap()
        .iter()
        .map(|source| source["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_page_is_found_by_its_number_wherever_it_begins() {
    let seed = Seed { groups: Some(3), sources: Some(5), ..Seed::default() };
    let test = TestTenant::with(&seed, Options::default());
    let all = names(&test, "");
    for offset in 0..=all.len() + 1 {
        let page = format!("limit=4&offset={offset}");
        let expected: Vec<_> = all.iter().skip(offset).take(4).cloned().collect();
        assert_eq!(names(&test, &page), expected);
        // The same page by walking there.
        assert_eq!(names(&test, &format!("filters=not id isnull&{page}")), expected);
    }
    let (_, _, reply) = test.send(Method::GET, "/v3/sources?count=true&limit=1&offset=9", "");
    assert!(reply.headers.contains(&("X-Total-Count", all.len().to_string())));
}

#[test]
fn a_statement_is_planned_once_for_all_sources() {
    let test = TestTenant::new();
    let planned: rusqlite::Result<i32> = test.store.read(|db| {
        let mut statement = db.prepare(POLICIES)?;
        for source in ["a", "b", "c"] {
            statement.exists([source])?;
            // As the cache of statements does.
            statement.clear_bindings();
        }
        Ok(statement.get_status(StatementStatus::RePrepare))
    });
    assert_eq!(planned.unwrap(), 0);
}

#[test]
fn some_sources_can_join_a_group_and_others_cannot() {
    let test = TestTenant::new();
    let candidates =
        names(&test, r#"filters=connectionType eq "direct" and features ca ("PASSWORD")"#);
    assert_eq!(
        candidates,
        [
            "ActiveDirectory",
            "GitHub",
            "G Suite",
            "Salesforce",
            "Corporate LDAP",
            "ServiceNow",
            "Oracle Payroll",
            "Lab Directory",
            "Mainframe",
            "Entra ID",
            "SAP ERP",
            "Snowflake",
        ]
    );
    assert_eq!(names(&test, r#"filters=connectionType eq "file""#), ["HR Extract"]);
    assert_eq!(names(&test, r#"filters=not status eq "SOURCE_STATE_HEALTHY""#), ["Oracle Payroll"]);
    let directories =
        names(&test, r#"filters=features ca ("AUTHENTICATE","PASSWORD")&sorters=-name"#);
    assert_eq!(directories, ["Lab Directory", "Entra ID", "Corporate LDAP", "ActiveDirectory"]);
    assert_eq!(names(&test, r#"filters=name in ("GitHub","ServiceNow") or name sw "G ""#).len(), 3);
    assert_eq!(
        names(&test, r#"filters=name co "o"&sorters=name&limit=1&offset=1"#),
        ["Corporate LDAP"]
    );
}

#[test]
fn the_total_is_that_of_the_filter() {
    let test = TestTenant::new();
    let target = "/v3/sources?count=true&limit=1&filters=type%20eq%20%22Web%20Services%22";
    let (_, value, reply) = test.send(Method::GET, target, "");
    assert_eq!(value.as_array().map(Vec::len), Some(1));
    assert!(reply.headers.contains(&("X-Total-Count", "1".into())));
}

#[test]
fn wrong_parameters_are_refused() {
    let test = TestTenant::new();
    for query in [
        "filters=name",
        "filters=nope%20eq%20%221%22",
        "filters=name%20lt%20%221%22",
        "filters=healthy%20eq%20true",
        "sorters=nope",
        "limit=300",
        "count=maybe",
    ] {
        let (status, value, _) = test.send(Method::GET, &format!("/v3/sources?{query}"), "");
        assert_eq!(status, 400, "{query}: {value}");
        assert!(value["detailCode"].as_str().unwrap().starts_with("400."), "{query}");
    }
}

#[test]
fn an_unknown_source_is_not_found() {
    let test = TestTenant::new();
    for path in ["/v3/sources/nobody", "/v2025/sources/nobody/password-policies"] {
        assert_eq!(test.send(Method::GET, path, "").0, 404);
    }
}

#[test]
fn every_documented_field_can_be_filtered_and_sorted_by() {
    let test = TestTenant::with(&Seed { sources: Some(3), ..Seed::default() }, Options::default());
    for field in &FILTERS {
        for operator in field.operators.split(' ') {
            let value = match (operator, field.kind) {
                ("isnull", _) => "",
                ("in", _) => r#"("a","b")"#,
                ("ca", _) => r#"("PASSWORD")"#,
                (_, Kind::Flag) => "false",
                _ => r#""a""#,
            };
            names(&test, &format!("filters={} {operator} {value}", field.name));
        }
    }
    for (name, _) in SORTERS {
        assert_eq!(names(&test, &format!("sorters=-{name}")).len(), 17);
    }
}
