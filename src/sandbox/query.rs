//! A question to a collection that can be filtered and sorted.

use rusqlite::{Connection, Row, params_from_iter, types};

use super::filter::parse;
use super::filter_sql::{Condition, Field, condition};
use super::page::Page;
use super::reply::{Refused, Reply};
use super::request::Request;
use super::sort::{CREATION, SortField, order};

/// The condition of a whole collection.
const ALL: &str = "1";

/// A collection's page, filter and order as one request asks for them.
pub(super) struct Query {
    page: Page,
    /// Rows before the first one, by their `seq`.
    passed: i64,
    condition: Condition,
    order: String,
}

impl Query {
    /// Reads the parameters; a 400 where one is not right.
    pub(super) fn of(
        page: Page,
        request: &Request,
        filters: &[Field],
        sorters: &[SortField],
    ) -> Result<Self, Refused> {
        let condition = match request.parameter("filters").filter(|text| !text.trim().is_empty()) {
            Some(text) => condition(&parse(&text)?, filters)?,
            None => Condition { sql: ALL.into(), values: Vec::new() },
        };
        Ok(Self {
            page,
            passed: 0,
            condition,
            order: order(request.parameter("sorters").as_deref(), sorters)?,
        })
    }

    /// Narrows the collection further.
    pub(super) fn and(mut self, sql: &str) -> Self {
        self.condition.sql = format!("({}) AND {sql}", self.condition.sql);
        self
    }

    /// Finds a page of the whole collection, in the order of creation, without walking there. For tables that only seeding
    /// fills, so that `seq` counts their rows from 1.
    pub(super) fn numbered(mut self) -> Self {
        if self.condition.sql == ALL && self.order == CREATION {
            self.passed = std::mem::take(&mut self.page.offset);
        }
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
        let Self { page, passed, condition: Condition { sql: filter, mut values }, order } = self;
        let count = || {
            let sql = format!("SELECT count(*) FROM {table} WHERE {filter}");
            db.query_row(&sql, params_from_iter(&values), |row| row.get(0))
        };
        let total = page.total(count)?;
        let rest = if passed > 0 { " AND seq > ?" } else { "" };
        values.extend((passed > 0).then_some(types::Value::Integer(passed)));
        let sql = format!(
            "SELECT {columns} FROM {table} WHERE {filter}{rest} ORDER BY {order} LIMIT ? OFFSET ?"
        );
        values.extend([page.limit, page.offset].map(types::Value::Integer));
        let mut select = db.prepare_cached(&sql)?;
        let rows = select.query_map(params_from_iter(&values), |row| render(row))?;
        Ok(Page::reply(&rows.collect::<Result<Vec<_>, _>>()?, total))
    }
}
