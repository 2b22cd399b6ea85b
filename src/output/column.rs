//! The columns of `table`, `csv` and `tsv`: what they show of an object, and what a narrow terminal does with them.

use serde_json::Value;

/// Makes the text of a cell from an object.
type Cell<'a> = Box<dyn Fn(&Value) -> String + 'a>;

/// A column of `table` and `csv`.
pub struct Column<'a> {
    pub(super) name: &'static str,
    pub(super) default: bool,
    pub(super) look: Look,
    cell: Cell<'a>,
    data: Option<Cell<'a>>,
}

/// How a column looks on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    pub(super) fit: Fit,
    pub(super) importance: Importance,
    /// Whether its cells are times, which a terminal shows in the local time zone.
    pub(super) time: bool,
}

/// What becomes of a cell for which a terminal is too narrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fit {
    /// It is cut off, with `…` at the end.
    #[default]
    Cut,
    /// It is shown whole, or its column not at all: IDs and times.
    Whole,
    /// It is broken over several lines: explanations, which say nothing without their end.
    Wrapped,
}

/// Which columns a terminal that is too narrow for all leaves out first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Importance {
    /// IDs: names are accepted wherever they are.
    Id,
    /// Details, to be found with `get` or in `wide`.
    Minor,
    /// What most columns are.
    #[default]
    Normal,
    /// What the command was called for.
    Major,
    /// What the rows are told apart by. It is the first column of a terminal.
    Leading,
}

impl<'a> Column<'a> {
    /// A column by the name that `--columns` takes; the header is the same in upper case.
    pub fn new(name: &'static str, cell: impl Fn(&Value) -> String + 'a) -> Self {
        Self { name, default: true, look: Look::default(), cell: Box::new(cell), data: None }
    }

    /// A column that shows a field of the object, see [`Column::plain`].
    pub fn field(name: &'static str, field: &'static str) -> Self {
        Self::new(name, move |row| Self::plain(&row[field]))
    }

    /// A column of texts that were made before.
    pub(super) fn looking(
        name: &'static str,
        look: Look,
        cell: impl Fn(&Value) -> String + 'a,
    ) -> Self {
        Self { look, ..Self::new(name, cell) }
    }

    /// Shown only where `--columns` names it, and in `wide`.
    pub fn hidden(self) -> Self {
        Self { default: false, ..self }
    }

    /// What the formats for programs show in place of the text for people.
    pub fn data(self, cell: impl Fn(&Value) -> String + 'a) -> Self {
        Self { data: Some(Box::new(cell)), ..self }
    }

    /// Never cut or broken over lines, so that it can be copied.
    pub fn whole(self) -> Self {
        Self { look: Look { fit: Fit::Whole, ..self.look }, ..self }
    }

    /// IDs: whole, and the first that a narrow terminal leaves out.
    pub fn id(self) -> Self {
        Self { look: Look { importance: Importance::Id, ..self.look }, ..self }.whole()
    }

    /// Times as RFC 3339: whole, and local ones on a terminal.
    pub fn time(self) -> Self {
        Self { look: Look { time: true, ..self.look }, ..self }.whole()
    }

    /// Explanations, which are broken over lines instead of being cut.
    pub fn wrapped(self) -> Self {
        Self { look: Look { fit: Fit::Wrapped, ..self.look }, ..self }
    }

    /// What the rows are told apart by: first on a terminal, and always there.
    pub fn leading(self) -> Self {
        self.of(Importance::Leading)
    }

    /// Among the last that a narrow terminal leaves out.
    pub fn major(self) -> Self {
        self.of(Importance::Major)
    }

    /// Among the first that a narrow terminal leaves out.
    pub fn minor(self) -> Self {
        self.of(Importance::Minor)
    }

    fn of(self, importance: Importance) -> Self {
        Self { look: Look { importance, ..self.look }, ..self }
    }

    /// A JSON value as the text of a cell: texts as they are, lists with commas, nothing for null.
    pub fn plain(value: &Value) -> String {
        match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            Value::Array(items) => items.iter().map(Self::plain).collect::<Vec<_>>().join(", "),
            other => other.to_string(),
        }
    }

    pub(super) fn cell(&self, row: &Value) -> String {
        (self.cell)(row)
    }

    pub(super) fn data_cell(&self, row: &Value) -> String {
        self.data.as_ref().map_or_else(|| self.cell(row), |data| data(row))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn cells_show_json_without_its_punctuation() {
        for (value, text) in [
            (json!(null), ""),
            (json!("a"), "a"),
            (json!(["a", "b", 1]), "a, b, 1"),
            (json!(true), "true"),
            (json!({"a": 1}), "{\"a\":1}"),
        ] {
            assert_eq!(Column::plain(&value), text);
        }
        assert_eq!(Column::field("name", "n").cell(&json!({"n": "x"})), "x");
        assert_eq!(Column::field("name", "n").cell(&json!({})), "");
    }
}
