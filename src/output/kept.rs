//! What several tenants gave, kept until all have answered, and shown side by side.

use serde_json::{Value, json};

use crate::command_line::{Invocation, Shell};
use crate::error::{Error, Result};
use crate::number;
use crate::output::column::{Column, Look};
use crate::output::listing::{Listing, Shape};
use crate::output::settings::Settings;
use crate::output::stream::StreamStyle;
use crate::output::table::Rendered;
use crate::output::{csv, id, json, table, yaml};

/// The column that says whose row it is.
const TENANT: &str = "tenant";

/// One thing that a command printed.
#[derive(Debug)]
pub enum Kept {
    /// A listing, with its cells as table and csv show them.
    Listing {
        /// The columns that were asked for.
        columns: Vec<(&'static str, Look)>,
        /// A row of cells for each object.
        cells: Vec<Vec<String>>,
        /// What JSON shows of it, with the reply around it where that was asked for.
        result: Value,
        /// What JSONL shows of it.
        objects: Vec<Value>,
        /// One ID a line.
        ids: String,
    },
    /// Text that is no listing, clean and with its colours.
    Text(String),
}

/// What one tenant gave: everything that was printed, or why there is nothing.
pub struct Tenant {
    /// The shell that hints are printed for.
    pub shell: Shell,
    /// The name of its profile.
    pub profile: String,
    /// What was printed, in order.
    pub answer: Result<Vec<Kept>>,
}

impl Kept {
    pub(super) fn listing(listing: &Listing<'_>, settings: &Settings) -> Result<Self> {
        let columns = settings.choose(&listing.columns)?;
        let is_data = settings.format.delimiter().is_some();
        let cell = |column: &&Column<'_>, row: &Value| {
            if is_data { column.data_cell(row) } else { column.cell(row) }
        };
        let row = |row: &Value| columns.iter().map(|column| cell(column, row)).collect();
        let one = listing.shape == Shape::One;
        let result = number::of(listing).unwrap_or_default();
        let objects = if one { vec![result.clone()] } else { listing.objects().cloned().collect() };
        Ok(Self::Listing {
            cells: listing.objects().map(row).collect(),
            objects,
            result,
            ids: id::render(listing),
            columns: columns.iter().map(|column| (column.name, column.look)).collect(),
        })
    }

    /// Text behind text is one text.
    pub(super) fn add_text(kept: &mut Vec<Self>, text: &str) {
        match kept.last_mut() {
            Some(Self::Text(last)) => last.push_str(text),
            _ => kept.push(Self::Text(text.to_owned())),
        }
    }

    fn result(&self) -> Value {
        match self {
            Self::Listing { result, .. } => result.clone(),
            Self::Text(text) => text.clone().into(),
        }
    }
}

impl Tenant {
    fn kept(&self) -> &[Kept] {
        self.answer.as_deref().unwrap_or_default()
    }

    fn named(&self, result: Value) -> Value {
        number::object([("profile", self.profile.as_str().into()), ("result", result)])
    }

    fn failed(&self, error: &Error) -> Value {
        let tenant = vec!["-p".to_owned(), self.profile.clone()];
        let run = Invocation { shell: self.shell, tenant };
        json!({"profile": self.profile, "error": error.to_json(&run)["error"]})
    }

    fn whole(&self) -> Value {
        match &self.answer {
            Err(error) => self.failed(error),
            Ok(kept) => match kept.as_slice() {
                [] => self.named(Value::Null),
                [one] => self.named(one.result()),
                many => self.named(many.iter().map(Kept::result).collect()),
            },
        }
    }

    fn lines(&self) -> Vec<Value> {
        let objects = |kept: &Kept| match kept {
            Kept::Listing { objects, .. } => objects.clone(),
            Kept::Text(text) => vec![text.clone().into()],
        };
        match &self.answer {
            Err(error) => vec![self.failed(error)],
            Ok(kept) => kept.iter().flat_map(objects).map(|object| self.named(object)).collect(),
        }
    }
}

fn whole(tenants: &[Tenant]) -> Listing<'static> {
    Listing::many(tenants.iter().map(Tenant::whole).collect())
}

pub(super) fn json(tenants: &[Tenant]) -> String {
    json::render(&whole(tenants))
}

pub(super) fn yaml(tenants: &[Tenant], face: StreamStyle) -> Result<String> {
    yaml::render(&whole(tenants), face)
}

pub(super) fn jsonl(tenants: &[Tenant]) -> String {
    json::lines(&Listing::many(tenants.iter().flat_map(Tenant::lines).collect()))
}

pub(super) fn ids(tenants: &[Tenant]) -> String {
    let ids = |kept: &Kept| match kept {
        Kept::Listing { ids, .. } => ids.clone(),
        Kept::Text(text) => text.clone(),
    };
    tenants.iter().flat_map(Tenant::kept).map(ids).collect()
}

/// One table for what each tenant printed first, one for what each printed second, and so on.
pub(super) fn table(tenants: &[Tenant], settings: &Settings, face: StreamStyle) -> Rendered {
    let mut left_out = Vec::new();
    let mut texts = Vec::new();
    for part in merged(tenants) {
        texts.push(match part {
            Merged::Text(text) => text,
            Merged::Listing(listing) => {
                let columns: Vec<_> = listing.columns.iter().collect();
                let table = table::render(&listing, &columns, settings, face);
                left_out.extend(table.left_out);
                table.text
            }
        });
    }
    texts.retain(|text| !text.is_empty());
    Rendered { text: texts.join("\n"), left_out }
}

pub(super) fn csv(tenants: &[Tenant], settings: &Settings, face: StreamStyle) -> Result<String> {
    let parts = merged(tenants).into_iter().map(|part| match part {
        Merged::Text(text) => Ok(text),
        Merged::Listing(listing) => {
            csv::render(&listing, &listing.columns.iter().collect::<Vec<_>>(), settings, face)
        }
    });
    parts.collect()
}

enum Merged {
    Listing(Listing<'static>),
    Text(String),
}

fn merged(tenants: &[Tenant]) -> Vec<Merged> {
    let most = tenants.iter().map(|tenant| tenant.kept().len()).max().unwrap_or_default();
    (0..most).flat_map(|at| merged_at(tenants, at)).collect()
}

/// The listings of one place in one, under the columns of the first; texts each under its tenant's name.
fn merged_at(tenants: &[Tenant], at: usize) -> Vec<Merged> {
    let mut texts = Vec::new();
    let mut header: Option<&[(&'static str, Look)]> = None;
    let mut rows: Vec<Value> = Vec::new();
    for tenant in tenants {
        match tenant.kept().get(at) {
            Some(Kept::Listing { columns, cells, .. }) => {
                header.get_or_insert(columns);
                let row = |row| json!({"tenant": tenant.profile, "cells": row});
                rows.extend(cells.iter().map(row));
            }
            Some(Kept::Text(text)) => {
                texts.push(Merged::Text(format!("{}:\n{}\n", tenant.profile, text.trim_end())));
            }
            None => {}
        }
    }
    let listing =
        header.map(|header| Merged::Listing(Listing::many(rows).columns(columns(header))));
    listing.into_iter().chain(texts).collect()
}

fn columns(header: &[(&'static str, Look)]) -> Vec<Column<'static>> {
    let tenant = Column::field(TENANT, TENANT).leading();
    let others = header.iter().enumerate().map(|(at, &(name, look))| {
        Column::looking(name, look, move |row| Column::plain(&row["cells"][at]))
    });
    std::iter::once(tenant).chain(others).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    const PIPE: StreamStyle = StreamStyle { terminal: false, width: None, color: false };

    fn groups(names: &[&str]) -> Kept {
        let rows = names.iter().map(|name| json!({"id": format!("i-{name}"), "name": name}));
        let listing = Listing::many(rows.collect())
            .columns(vec![Column::field("id", "id").whole(), Column::field("name", "name")]);
        Kept::listing(&listing, &Settings::default()).unwrap()
    }

    fn tenants() -> Vec<Tenant> {
        let answer =
            |profile: &str, answer| Tenant { shell: Shell::Posix, profile: profile.into(), answer };
        vec![
            answer("test", Ok(vec![groups(&["a", "b, c"])])),
            answer("broken", Err(Error::new(Code::TryAgain, "no answer"))),
            answer("prod", Ok(vec![groups(&[])])),
            answer("dev", Ok(vec![groups(&["z"])])),
        ]
    }

    #[test]
    fn people_get_one_table_with_a_column_for_the_tenant() {
        assert_eq!(
            table(&tenants(), &Settings::default(), PIPE).text,
            "TENANT  ID      NAME\ntest    i-a     a\ntest    i-b, c  b, c\ndev     i-z     z\n"
        );
        assert_eq!(
            csv(&tenants(), &Settings::default(), PIPE).unwrap(),
            "tenant,id,name\ntest,i-a,a\ntest,\"i-b, c\",\"b, c\"\ndev,i-z,z\n"
        );
        assert_eq!(ids(&tenants()), "i-a\ni-b, c\ni-z\n");
    }

    #[test]
    fn programs_get_an_entry_for_every_tenant_in_order() {
        let all: Value = serde_json::from_str(&json(&tenants())).unwrap();
        let profiles: Vec<&str> =
            all.as_array().unwrap().iter().filter_map(|entry| entry["profile"].as_str()).collect();
        assert_eq!(profiles, ["test", "broken", "prod", "dev"]);
        assert_eq!(all[0]["result"][1]["name"], "b, c");
        assert_eq!(all[1]["error"]["code"], "try_again");
        assert_eq!(all[1].get("result"), None);
        assert_eq!(all[2]["result"], json!([]));
        let lines = jsonl(&tenants());
        assert_eq!(
            lines.lines().next(),
            Some(r#"{"profile":"test","result":{"id":"i-a","name":"a"}}"#)
        );
        assert_eq!(lines.lines().count(), 4);
        assert!(yaml(&tenants(), PIPE).unwrap().starts_with("- profile: test\n  result:\n"));
    }

    #[test]
    fn texts_stand_under_the_name_of_their_tenant() {
        let text = |profile: &str, text: &str| Tenant {
            shell: Shell::Posix,
            profile: profile.into(),
            answer: Ok(vec![Kept::Text(text.into())]),
        };
        let tenants = [text("a", "one\n"), text("b", "two")];
        assert_eq!(table(&tenants, &Settings::default(), PIPE).text, "a:\none\n\nb:\ntwo\n");
        assert!(json(&tenants).contains("\"result\": \"two\""));
    }
}
