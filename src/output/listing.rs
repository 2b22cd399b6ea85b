//! What a command prints: objects, the columns that show them, and the reply that brought them.

use std::cmp::Ordering;

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};

use crate::output::column::Column;

/// Whether JSON and YAML show an object or an array.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One argument or one body: an object.
    One,
    /// A list, several arguments, `-` or an array body: an array, also of one or none.
    Many,
}

/// Objects to print. Null among the rows is an object that a reply did not have (204): JSON and YAML show it, the
/// other formats leave it out.
pub struct Listing<'a> {
    pub(super) columns: Vec<Column<'a>>,
    pub(super) rows: Vec<Value>,
    pub(super) shape: Shape,
    pub(super) reply: Reply,
    pub(super) id: &'static str,
}

impl<'a> Listing<'a> {
    /// One object.
    pub fn one(row: Value) -> Self {
        Self {
            columns: Vec::new(),
            rows: vec![row],
            shape: Shape::One,
            reply: Reply::None,
            id: "id",
        }
    }

    /// A list of objects.
    pub fn many(rows: Vec<Value>) -> Self {
        Self { columns: Vec::new(), rows, shape: Shape::Many, reply: Reply::None, id: "id" }
    }

    /// One object if the shape is [`Shape::One`] and there is one, else a list.
    pub fn shaped(rows: Vec<Value>, shape: Shape) -> Self {
        Self { shape: if rows.len() == 1 { shape } else { Shape::Many }, ..Self::many(rows) }
    }

    /// The columns of `table` and `csv`. Without them a table shows nothing.
    pub fn columns(self, columns: Vec<Column<'a>>) -> Self {
        Self { columns, ..self }
    }

    /// Status and headers, for `--include`.
    pub fn reply(self, reply: Reply) -> Self {
        Self { reply, ..self }
    }

    /// The field that the format `id` prints, if it is not `id`.
    pub fn id_field(self, id: &'static str) -> Self {
        Self { id, ..self }
    }

    /// The rows in the order of what a column shows. A reply for each row is left where it is: this is for lists,
    /// which have one for all.
    pub fn sorted(mut self, column: &str, order: impl Fn(&str, &str) -> Ordering) -> Self {
        if let Some(column) = self.columns.iter().find(|each| each.name == column) {
            let mut rows: Vec<(String, Value)> =
                self.rows.into_iter().map(|row| (column.cell(&row), row)).collect();
            rows.sort_by(|(one, _), (other, _)| order(one, other));
            self.rows = rows.into_iter().map(|(_, row)| row).collect();
        }
        self
    }

    /// One object on several lines: a row for each column, and its name beside what it shows.
    pub fn turned(self) -> Listing<'static> {
        let cells = |row: &Value| {
            let line = |column: &Column<'_>| json!({"key": column.name, "value": column.cell(row)});
            self.columns.iter().map(line).collect::<Vec<_>>()
        };
        let rows = self.objects().flat_map(cells).collect();
        let columns = vec![
            Column::field("key", "key").wrapped().leading(),
            Column::field("value", "value").time().wrapped().major(),
        ];
        Listing::many(rows).columns(columns).reply(self.reply.clone())
    }

    /// The rows that are objects.
    pub(super) fn objects(&self) -> impl Iterator<Item = &Value> {
        self.rows.iter().filter(|row| !row.is_null())
    }
}

/// Status and headers of a reply.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// HTTP status.
    pub status: u16,
    /// Headers in the order of the reply; a name may be there several times.
    pub headers: Vec<(String, String)>,
}

/// The replies that brought the rows, for `--include`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Reply {
    /// Not asked for.
    #[default]
    None,
    /// One reply for all rows: a list, of several pages the last.
    Whole(Head),
    /// One reply for each row, in their order.
    Each(Vec<Head>),
}

impl Reply {
    /// Every head there is.
    pub(super) fn heads(&self) -> &[Head] {
        match self {
            Self::None => &[],
            Self::Whole(head) => std::slice::from_ref(head),
            Self::Each(heads) => heads,
        }
    }
}

/// The cmdlets' `-WithHttpInfo`.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Envelope<'l, T> {
    response: T,
    status_code: u16,
    headers: Headers<'l>,
}

fn envelope<T>(response: T, head: &Head) -> Envelope<'_, T> {
    Envelope { response, status_code: head.status, headers: Headers(&head.headers) }
}

/// A map of names to values; the values of one name are joined by commas, as HTTP has it.
struct Headers<'l>(&'l [(String, String)]);

impl Serialize for Headers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = Map::new();
        for (name, value) in self.0 {
            match map.get_mut(name) {
                Some(Value::String(known)) => *known = format!("{known}, {value}"),
                _ => drop(map.insert(name.clone(), value.clone().into())),
            }
        }
        map.serialize(serializer)
    }
}

/// What JSON and YAML show.
impl Serialize for Listing<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let first = self.rows.first();
        match (self.shape, &self.reply) {
            (Shape::One, Reply::None) => first.serialize(serializer),
            (Shape::Many, Reply::None) => self.rows.serialize(serializer),
            (Shape::One, Reply::Whole(head)) => envelope(first, head).serialize(serializer),
            (Shape::Many, Reply::Whole(head)) => envelope(&self.rows, head).serialize(serializer),
            (Shape::One, Reply::Each(heads)) => match heads.first() {
                Some(head) => envelope(first, head).serialize(serializer),
                None => first.serialize(serializer),
            },
            (Shape::Many, Reply::Each(heads)) => {
                let mut array = serializer.serialize_seq(None)?;
                for (row, head) in self.rows.iter().zip(heads) {
                    array.serialize_element(&envelope(row, head))?;
                }
                array.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(status: u16) -> Head {
        Head { status, headers: vec![("x-total-count".into(), "2".into())] }
    }

    fn data(listing: &Listing<'_>) -> Value {
        serde_json::to_value(listing).unwrap()
    }

    #[test]
    fn one_is_an_object_and_many_an_array() {
        assert_eq!(data(&Listing::one(json!({"a": 1}))), json!({"a": 1}));
        assert_eq!(data(&Listing::many(vec![json!(1)])), json!([1]));
        assert_eq!(data(&Listing::many(vec![])), json!([]));
        assert_eq!(data(&Listing::shaped(vec![json!(1)], Shape::One)), json!(1));
        assert_eq!(data(&Listing::shaped(vec![json!(1), json!(2)], Shape::One)), json!([1, 2]));
        assert_eq!(data(&Listing::shaped(vec![json!(1)], Shape::Many)), json!([1]));
    }

    #[test]
    fn a_reply_is_wrapped_around_what_it_brought() {
        let headers = json!({"x-total-count": "2"});
        assert_eq!(
            data(&Listing::many(vec![json!(1), json!(2)]).reply(Reply::Whole(head(200)))),
            json!({"Response": [1, 2], "StatusCode": 200, "Headers": headers})
        );
        assert_eq!(
            data(&Listing::one(Value::Null).reply(Reply::Whole(head(204)))),
            json!({"Response": null, "StatusCode": 204, "Headers": headers})
        );
        assert_eq!(
            data(
                &Listing::many(vec![json!(1), json!(2)])
                    .reply(Reply::Each(vec![head(200), head(201)]))
            ),
            json!([
                {"Response": 1, "StatusCode": 200, "Headers": headers},
                {"Response": 2, "StatusCode": 201, "Headers": headers}
            ])
        );
        assert_eq!(
            data(&Listing::one(json!(1)).reply(Reply::Each(vec![head(200)]))),
            json!({"Response": 1, "StatusCode": 200, "Headers": headers})
        );
    }

    #[test]
    fn headers_of_one_name_are_joined() {
        let headers =
            vec![("a".into(), "1".into()), ("b".into(), "2".into()), ("a".into(), "3".into())];
        let listing = Listing::one(Value::Null).reply(Reply::Whole(Head { status: 200, headers }));
        assert_eq!(data(&listing)["Headers"], json!({"a": "1, 3", "b": "2"}));
    }
}
