//! Groups as CSV or TSV: a row for each, in the columns that `list -o csv` has.

use super::keys::Field;
use crate::document::table::{Cell, DELIMITERS, header, rows};
use crate::document::{Key, Node, NodeValue, Place, Syntax, parse_all};
use crate::error::{Error, Result};
use crate::suggest::nearest;

/// A column of one source; there may be several.
const SOURCE: &str = "source";

/// Columns of `list` that say nothing to a reader.
const IGNORED: [&str; 1] = ["members"];

/// What separates several sources in one cell, unless it separates the columns.
const SEPARATORS: [char; 2] = [';', '|'];

/// The documents of a text, whatever its form: JSON, YAML, or CSV and TSV, by the file's ending or by a header.
///
/// # Errors
/// As [`parse_all`]; and of a table an unknown column, a row that does not fit the header or has no name.
pub fn documents(text: &str, file: &str) -> Result<Vec<Node>> {
    match delimiter(text, file) {
        Some(delimiter) => Ok(vec![groups(text, file, delimiter)?]),
        None => parse_all(text, file, Syntax::of(file)),
    }
}

/// What separates the columns, if the text is a table.
fn delimiter(text: &str, file: &str) -> Option<char> {
    let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_table = matches!(ending.as_deref(), Some("csv" | "tsv"));
    if !is_table && Syntax::of(file) != Syntax::Either || text.trim().is_empty() {
        return None;
    }
    let known = |delimiter: &char| {
        let cells = header(text, *delimiter);
        let known = cells.iter().filter(|cell| column(&cell.text).is_some()).count();
        (known, cells.len())
    };
    // A header of one column does not tell: then the ending of the file's name does.
    let named = |&delimiter: &char| ending.as_deref() == Some("tsv") && delimiter == '\t';
    let by_header = |delimiter: &char| (known(delimiter), named(delimiter));
    let best = DELIMITERS.into_iter().rev().max_by_key(by_header)?;
    let (known, cells) = known(&best);
    (is_table || known > 1 || known == 1 && cells > 1).then_some(best)
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Field(Field),
    Source,
    Ignored,
}

fn column(title: &str) -> Option<Column> {
    let is = |name: &str| name.eq_ignore_ascii_case(title.trim());
    if is(SOURCE) {
        return Some(Column::Source);
    }
    if IGNORED.into_iter().any(is) {
        return Some(Column::Ignored);
    }
    Field::ALL.into_iter().find(|field| is(field.key())).map(Column::Field)
}

/// The rows as a list of objects with the keys of a manifest.
fn groups(text: &str, file: &str, delimiter: char) -> Result<Node> {
    let mut rows = rows(text, file, delimiter)?.into_iter();
    let header = rows.next().unwrap_or_default();
    let columns = columns(&header, file)?;
    let place = header.first().map_or(Place::START, |cell| cell.place);
    let items: Vec<Node> =
        rows.map(|row| group(row, &columns, file, delimiter)).collect::<Result<_>>()?;
    if items.is_empty() {
        return Err(Error::usage("the table has a header and no rows").at(place.within(file)));
    }
    Ok(Node { place, value: NodeValue::Seq(items) })
}

fn columns(header: &[Cell], file: &str) -> Result<Vec<Column>> {
    let mut columns = Vec::with_capacity(header.len());
    for cell in header {
        let fault = |message: String| Error::usage(message).at(cell.place.within(file));
        let title = cell.text.trim();
        let Some(column) = column(title) else {
            let error = fault(format!("unknown column `{title}`"));
            let names = Field::ALL.map(Field::key).into_iter().chain([SOURCE]);
            return Err(match nearest(title, names) {
                _ if title.starts_with(['[', '{']) => {
                    error.hint("this looks like JSON: the name of such a file ends in `.json`")
                }
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => error.hint("a table has the columns `name`, `policy` and `sources`"),
            });
        };
        let is_twice = |known: &Column| match (known, column) {
            (Column::Field(one), Column::Field(other)) => one.by_name() == other.by_name(),
            _ => false,
        };
        if columns.iter().any(is_twice) {
            return Err(fault(format!("column `{title}` is there twice")));
        }
        columns.push(column);
    }
    Ok(columns)
}

fn group(row: Vec<Cell>, columns: &[Column], file: &str, delimiter: char) -> Result<Node> {
    let place = row.first().map_or(Place::START, |cell| cell.place);
    let fault = |message: String| Error::usage(message).at(place.within(file));
    if row.len() != columns.len() {
        let (cells, columns) = (row.len(), columns.len());
        let message = format!("the row has {cells} cells, but the header has {columns}");
        return Err(fault(message).hint("put cells that contain the separator in quotes"));
    }
    let (mut entries, mut sources) = (Vec::new(), Vec::new());
    for (cell, column) in row.into_iter().zip(columns).filter(|(cell, _)| !is_blank(cell)) {
        match column {
            Column::Ignored => {}
            Column::Source | Column::Field(Field::Sources | Field::SourceIds) => {
                sources.extend(several(&cell, delimiter));
            }
            Column::Field(field) => {
                let text =
                    if *field == Field::Name { cell.text } else { cell.text.trim().to_owned() };
                entries.push(entry(*field, cell.place, NodeValue::String(text)));
            }
        }
    }
    if !entries.iter().any(|(key, _)| key.text == Field::Name.key()) {
        return Err(fault("the row has no name".to_owned()));
    }
    if let Some(first) = sources.first() {
        entries.push(entry(Field::Sources, first.place, NodeValue::Seq(sources)));
    }
    Ok(Node { place, value: NodeValue::Map(entries) })
}

fn is_blank(cell: &Cell) -> bool {
    cell.text.trim().is_empty()
}

fn entry(field: Field, place: Place, value: NodeValue) -> (Key, Node) {
    (Key { text: field.key().to_owned(), place }, Node { place, value })
}

/// The sources of one cell.
fn several(cell: &Cell, delimiter: char) -> Vec<Node> {
    let separates = |character| SEPARATORS.contains(&character) && character != delimiter;
    let names = cell.text.split(separates).map(str::trim).filter(|name| !name.is_empty());
    let node = |name: &str| Node { place: cell.place, value: NodeValue::String(name.to_owned()) };
    names.map(node).collect()
}

/// A policy or source as a cell says it, by its name where that leads back to it.
pub fn reference(id: &str, name: Option<&str>) -> String {
    let name = name.filter(|name| {
        let plain = !name.contains(SEPARATORS) && name.trim() == *name && !name.is_empty();
        plain && !name.contains(|character: char| character.is_control())
    });
    match name {
        Some(name) => super::Reference::Name(name.to_owned()).to_string(),
        None => super::Reference::Id(id.to_owned()).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(text: &str, file: &str) -> serde_json::Value {
        documents(text, file).unwrap()[0].to_value()
    }

    fn error(text: &str) -> String {
        let error = documents(text, "g.csv").unwrap_err();
        let hint = error.hint_texts().into_iter().next().unwrap_or_default();
        format!("{error} ({hint})")
    }

    #[test]
    fn every_separator_and_repeated_columns_give_the_same_groups() {
        let expected = json!([{"name": "A", "policy": "Strong", "sources": ["x", "id:1", "z"]}]);
        for text in [
            "name,policy,sources\nA,Strong,x; id:1 ;z\n",
            "Name;Policy;Sources\r\nA;Strong;x|id:1|z\r\n",
            "name\tpolicy\tsources\nA\tStrong\tx;id:1|z",
            "name,source,source,policy,source\nA,x,id:1,Strong,z\n",
            "\"members\",\"id\",\"name\",\"policy\",\"sources\"\n3,,A,Strong,x|id:1|z\n",
        ] {
            for file in ["g.csv", "stdin"] {
                let value = read(text, file);
                assert_eq!(value[0]["sources"], expected[0]["sources"], "{text}");
                assert_eq!(value, expected, "{text}");
            }
        }
    }

    #[test]
    fn the_ending_tells_the_separator_of_one_column() {
        assert_eq!(read("name\nSales, East\n", "g.tsv"), json!([{"name": "Sales, East"}]));
        assert_eq!(read("name\nSales\tEast\n", "g.csv"), json!([{"name": "Sales\tEast"}]));
        assert_eq!(read("name,policy\nA,p\n", "g.tsv"), json!([{"name": "A", "policy": "p"}]));
    }

    #[test]
    fn what_is_wrong_has_its_line() {
        for (text, expected) in [
            ("name,polcy,sources\n", "g.csv:1:6: unknown column `polcy` (did you mean `policy`?)"),
            (
                "[{\"name\": \"A\"}]\n",
                "g.csv:1:1: unknown column `[{\"name\": \"A\"}]` (this looks like JSON: the name of such a file ends in `.json`)",
            ),
            ("name;name\n", "g.csv:1:6: column `name` is there twice ()"),
            ("name,policy\n\"a\nb\",p\n,p\n", "g.csv:4:1: the row has no name ()"),
            ("name,policy\n", "g.csv:1:1: the table has a header and no rows ()"),
        ] {
            assert_eq!(error(text), expected);
        }
        for text in ["name,policy\na,b,c\n", "name,policy\na\n"] {
            assert!(error(text).starts_with("g.csv:2:1: the row has "), "{text}");
        }
        assert_eq!(documents("", "g.csv").unwrap_err().to_string(), "`g.csv` is empty");
    }

    #[test]
    fn yaml_and_json_are_no_tables() {
        assert_eq!(read("name: a, b\n", "stdin"), json!({"name": "a, b"}));
        assert_eq!(read("{\"name\": \"name,policy\"}", "stdin"), json!({"name": "name,policy"}));
        assert_eq!(read("name,policy", "g.yaml"), json!("name,policy"));
    }

    #[test]
    fn a_name_that_would_not_lead_back_is_an_id() {
        let id = "2c91808d744ba0ce01746f93b6204501";
        assert_eq!(reference(id, Some("AD, main")), "AD, main");
        for name in [None, Some("a;b"), Some("a|b"), Some(" a"), Some("")] {
            assert_eq!(reference(id, name), id);
        }
        assert_eq!(reference("x", Some("a;b")), "id:x");
        assert_eq!(reference("x", Some("id:y")), "name:id:y");
    }
}
