//! Sources.

use rusqlite::{Connection, OptionalExtension as _, Row};
use serde::Serialize;

use super::filter_sql::{Field, Kind};
use super::page::{Page, Paging};
use super::query::Query;
use super::reply::{Refused, Reply};
use super::request::Request;
use super::sort::SortField;
use super::store::Store;

const fn text(name: &'static str, column: &'static str, operators: &'static str) -> Field {
    Field { name, column, kind: Kind::Text, operators }
}

/// The fields and operators that the documentation lists.
const FILTERS: [Field; 15] = [
    text("id", "id", "eq in ge gt le lt ne isnull sw"),
    text("name", "name", "co eq in sw ge gt ne isnull"),
    text("type", "type", "eq in ge gt ne isnull sw"),
    text("owner.id", "owner_id", "eq in ge gt le lt ne isnull sw"),
    Field { name: "features", column: "features", kind: Kind::Words, operators: "ca co" },
    text("created", "created", "eq ge gt in le lt ne isnull sw"),
    text("modified", "modified", "eq ge gt in le lt ne isnull sw"),
    text("managementWorkgroup.id", "NULL", "eq ge gt in le lt ne isnull sw"),
    text("description", "description", "eq sw"),
    Field {
        name: "authoritative",
        column: "authoritative",
        kind: Kind::Flag,
        operators: "eq ne isnull",
    },
    Field { name: "healthy", column: "healthy", kind: Kind::Flag, operators: "isnull" },
    text("status", "status", "eq in ge gt le lt ne isnull sw"),
    text("connectionType", "connection_type", "eq ge gt in le lt ne isnull sw"),
    text("connectorName", "connector_name", "eq ge gt in ne isnull sw"),
    text("category", "category", "co eq ge gt in le lt ne sw"),
];

const SORTERS: [SortField; 19] = [
    ("type", "type"),
    ("created", "created"),
    ("modified", "modified"),
    ("name", "name"),
    ("owner.name", "owner_name"),
    ("healthy", "healthy"),
    ("status", "status"),
    ("id", "id"),
    ("description", "description"),
    ("owner.id", "owner_id"),
    ("accountCorrelationConfig.id", "id"),
    ("accountCorrelationConfig.name", "name"),
    ("managerCorrelationRule.type", "NULL"),
    ("managerCorrelationRule.id", "NULL"),
    ("managerCorrelationRule.name", "NULL"),
    ("authoritative", "authoritative"),
    ("managementWorkgroup.id", "NULL"),
    ("connectorName", "connector_name"),
    ("connectionType", "connection_type"),
];

const COLUMNS: &str = "id, name, description, type, connector, connector_name, connection_type, features, authoritative, \
    healthy, status, owner_id, owner_name, category, created, modified";

const CLUSTER: &str = "2c9180866166b5b0016167c32ef31a66";

/// `GET /sources`.
pub(super) fn list(store: &Store, request: &Request, paging: Paging) -> Result<Reply, Refused> {
    let query = Query::of(Page::of(request, paging)?, request, &FILTERS, &SORTERS)?.numbered();
    store.read(|db| query.run(db, "sources", COLUMNS, |row| render(db, row)))
}

/// `GET /sources/{id}`.
pub(super) fn read(store: &Store, id: &str) -> Result<Reply, Refused> {
    let sql = format!("SELECT {COLUMNS} FROM sources WHERE id = ?");
    let found = store.read(|db| {
        let mut select = db.prepare_cached(&sql)?;
        Ok::<_, Refused>(select.query_row([id], |row| render(db, row)).optional()?)
    })?;
    found.map(|body| Reply::json(200, body)).ok_or_else(Refused::not_found)
}

/// A source as the API sends it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct View {
    id: String,
    name: String,
    description: String,
    owner: Reference,
    cluster: Option<Reference>,
    account_correlation_config: Reference,
    account_correlation_rule: Option<Reference>,
    manager_correlation_mapping: Mapping,
    manager_correlation_rule: Option<Reference>,
    before_provisioning_rule: Option<Reference>,
    schemas: [Reference; 2],
    password_policies: Option<Vec<Reference>>,
    features: Vec<String>,
    #[serde(rename = "type")]
    kind: String,
    connector: String,
    connector_class: &'static str,
    connector_attributes: Attributes,
    delete_threshold: u8,
    authoritative: bool,
    management_workgroup: Option<Reference>,
    healthy: bool,
    status: String,
    since: String,
    connector_id: String,
    connector_name: String,
    connection_type: String,
    connector_implementation_id: String,
    created: String,
    modified: String,
    credential_provider_enabled: bool,
    category: Option<String>,
}

/// A reference to another object.
#[derive(Serialize)]
pub(super) struct Reference {
    #[serde(rename = "type")]
    kind: &'static str,
    id: String,
    name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Mapping {
    account_attribute_name: &'static str,
    identity_attribute_name: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Attributes {
    health_check_timeout: u8,
}

fn reference(kind: &'static str, id: String, name: impl Into<String>) -> Reference {
    Reference { kind, id, name: name.into() }
}

fn render(db: &Connection, row: &Row) -> rusqlite::Result<String> {
    let view = view(db, row)?;
    serde_json::to_string(&view)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

fn view(db: &Connection, row: &Row) -> rusqlite::Result<View> {
    let text = |index: usize| row.get::<_, String>(index);
    let (id, name, connector, connection_type) = (text(0)?, text(1)?, text(4)?, text(6)?);
    let features = text(7)?;
    let words = features.split(',').filter(|feature| !feature.is_empty());
    // Parts of a source have IDs that follow from its own.
    let part = |prefix: &str| format!("{prefix}{}", id.get(8..).unwrap_or_default());
    let cluster = || reference("CLUSTER", CLUSTER.to_owned(), "Sandbox Cluster");
    let correlation = format!("{name} Account Correlation");
    Ok(View {
        description: text(2)?,
        owner: reference("IDENTITY", text(11)?, text(12)?),
        cluster: (connection_type == "direct").then(cluster),
        account_correlation_config: reference(
            "ACCOUNT_CORRELATION_CONFIG",
            part("2c9180c0"),
            correlation,
        ),
        account_correlation_rule: None,
        manager_correlation_mapping: Mapping {
            account_attribute_name: "manager",
            identity_attribute_name: "name",
        },
        manager_correlation_rule: None,
        before_provisioning_rule: None,
        schemas: [
            reference("CONNECTOR_SCHEMA", part("2c9180a0"), "account"),
            reference("CONNECTOR_SCHEMA", part("2c9180a1"), "group"),
        ],
        password_policies: policies(db, &id)?,
        features: words.map(str::to_owned).collect(),
        kind: text(3)?,
        connector_class: "sailpoint.connector.SandboxConnector",
        connector_attributes: Attributes { health_check_timeout: 30 },
        delete_threshold: 10,
        authoritative: row.get(8)?,
        management_workgroup: None,
        healthy: row.get(9)?,
        status: text(10)?,
        since: text(15)?,
        connector_id: connector.clone(),
        connector_name: text(5)?,
        connection_type,
        connector_implementation_id: connector.clone(),
        connector,
        created: text(14)?,
        modified: text(15)?,
        credential_provider_enabled: false,
        category: row.get(13)?,
        id,
        name,
    })
}

const POLICIES: &str = "SELECT p.id, p.name FROM source_policies a JOIN policies p ON p.id = a.policy_id \
    WHERE a.source_id = ? ORDER BY a.selectors IS NOT NULL, p.seq";

/// References to the policies of a source; `None` where it has none.
pub(super) fn policies(db: &Connection, source: &str) -> rusqlite::Result<Option<Vec<Reference>>> {
    let line = |row: &Row| Ok(reference("PASSWORD_POLICY", row.get(0)?, row.get::<_, String>(1)?));
    let all: Vec<Reference> =
        db.prepare_cached(POLICIES)?.query_map([source], line)?.collect::<Result<_, _>>()?;
    Ok((!all.is_empty()).then_some(all))
}

#[cfg(test)]
mod tests {
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
        let seed = Seed { groups: Some(3), sources: Some(5), ids: None };
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
        assert_eq!(
            names(&test, r#"filters=not status eq "SOURCE_STATE_HEALTHY""#),
            ["Oracle Payroll"]
        );
        let directories =
            names(&test, r#"filters=features ca ("AUTHENTICATE","PASSWORD")&sorters=-name"#);
        assert_eq!(directories, ["Lab Directory", "Entra ID", "Corporate LDAP", "ActiveDirectory"]);
        assert_eq!(
            names(&test, r#"filters=name in ("GitHub","ServiceNow") or name sw "G ""#).len(),
            3
        );
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
        let test =
            TestTenant::with(&Seed { sources: Some(3), ..Seed::default() }, Options::default());
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
}
