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
mod tests;
