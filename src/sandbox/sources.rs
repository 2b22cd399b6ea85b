//! Sources.

use rusqlite::{Connection, OptionalExtension as _, Row, params_from_iter, types};
use serde_json::{Value, json};

use super::collection::Page;
use super::filter::parse;
use super::filter_sql::{Condition, Field, Kind, condition};
use super::ids::Ids;
use super::reply::{Refused, Reply};
use super::request::Request;
use super::sorter::{SortField, order};
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

/// `GET /sources`.
pub(super) fn list(store: &Store, request: &Request) -> Result<Reply, Refused> {
    let query = Query::of(request, &FILTERS, &SORTERS)?;
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

/// A collection's page, filter and order as one request asks for them.
pub(super) struct Query {
    page: Page,
    condition: Condition,
    order: String,
}

impl Query {
    /// Reads the parameters; a 400 where one is not right.
    pub(super) fn of(
        request: &Request,
        filters: &[Field],
        sorters: &[SortField],
    ) -> Result<Self, Refused> {
        let page = Page::of(request)?;
        let condition = match request.parameter("filters").filter(|text| !text.trim().is_empty()) {
            Some(text) => condition(&parse(&text)?, filters)?,
            None => Condition { sql: "1".into(), values: Vec::new() },
        };
        Ok(Self {
            page,
            condition,
            order: order(request.parameter("sorters").as_deref(), sorters)?,
        })
    }

    /// Narrows the collection further.
    pub(super) fn and(mut self, sql: &str) -> Self {
        self.condition.sql = format!("({}) AND {sql}", self.condition.sql);
        self
    }

    /// Runs it over a table; `render` makes a row's JSON.
    pub(super) fn run(
        self,
        db: &Connection,
        table: &str,
        columns: &str,
        render: impl Fn(&Row) -> rusqlite::Result<String>,
    ) -> Result<Reply, Refused> {
        let Self { page, condition: Condition { sql: filter, mut values }, order } = self;
        let total = match page.count {
            true => {
                let sql = format!("SELECT count(*) FROM {table} WHERE {filter}");
                Some(db.query_row(&sql, params_from_iter(&values), |row| row.get(0))?)
            }
            false => None,
        };
        let sql = format!(
            "SELECT {columns} FROM {table} WHERE {filter} ORDER BY {order} LIMIT ? OFFSET ?"
        );
        values.extend([page.limit, page.offset].map(types::Value::Integer));
        let mut select = db.prepare_cached(&sql)?;
        let rows = select.query_map(params_from_iter(&values), |row| render(row))?;
        Ok(page.reply(&rows.collect::<Result<Vec<_>, _>>()?, total))
    }
}

fn render(db: &Connection, row: &Row) -> rusqlite::Result<String> {
    let text = |index: usize| row.get::<_, String>(index);
    let (id, name, connector) = (text(0)?, text(1)?, text(4)?);
    let features = text(7)?;
    let features: Vec<&str> = features.split(',').filter(|feature| !feature.is_empty()).collect();
    let part = |kind: &str| Ids::default().hex(&format!("{kind} {id}"), 0);
    let direct = text(6)? == "direct";
    let cluster = json!({"type": "CLUSTER", "id": Ids::default().hex("cluster", 0), "name": "Sandbox Cluster"});
    let schema = |name: &str| json!({"type": "CONNECTOR_SCHEMA", "id": part(name), "name": name});
    let object = json!({
        "id": id,
        "name": name,
        "description": text(2)?,
        "owner": {"type": "IDENTITY", "id": text(11)?, "name": text(12)?},
        "cluster": if direct { cluster } else { Value::Null },
        "accountCorrelationConfig": {
            "type": "ACCOUNT_CORRELATION_CONFIG",
            "id": part("correlation"),
            "name": format!("{name} Account Correlation"),
        },
        "accountCorrelationRule": null,
        "managerCorrelationMapping": {"accountAttributeName": "manager", "identityAttributeName": "name"},
        "managerCorrelationRule": null,
        "beforeProvisioningRule": null,
        "schemas": [schema("account"), schema("group")],
        "passwordPolicies": policies(db, &id)?,
        "features": features,
        "type": text(3)?,
        "connector": connector,
        "connectorClass": "sailpoint.connector.SandboxConnector",
        "connectorAttributes": {"healthCheckTimeout": 30},
        "deleteThreshold": 10,
        "authoritative": row.get::<_, bool>(8)?,
        "managementWorkgroup": null,
        "healthy": row.get::<_, bool>(9)?,
        "status": text(10)?,
        "since": text(15)?,
        "connectorId": connector,
        "connectorName": text(5)?,
        "connectionType": text(6)?,
        "connectorImplementationId": connector,
        "created": text(14)?,
        "modified": text(15)?,
        "credentialProviderEnabled": false,
        "category": row.get::<_, Option<String>>(13)?,
    });
    Ok(object.to_string())
}

/// References to the policies of a source; null where it has none.
pub(super) fn policies(db: &Connection, source: &str) -> rusqlite::Result<Value> {
    let sql = "SELECT p.id, p.name FROM source_policies a JOIN policies p ON p.id = a.policy_id \
               WHERE a.source_id = ? ORDER BY a.selectors IS NOT NULL, p.seq";
    let reference = |row: &Row| {
        let (id, name): (String, String) = (row.get(0)?, row.get(1)?);
        Ok(json!({"type": "PASSWORD_POLICY", "id": id, "name": name}))
    };
    let all: Vec<Value> =
        db.prepare_cached(sql)?.query_map([source], reference)?.collect::<Result<_, _>>()?;
    Ok(if all.is_empty() { Value::Null } else { Value::Array(all) })
}
