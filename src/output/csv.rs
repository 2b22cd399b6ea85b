//! `csv` and `tsv`: the columns of the table as delimited values after RFC 4180, save that lines end with LF.

use ::csv::WriterBuilder;

use crate::error::{Code, Error, Result};
use crate::output::column::Column;
use crate::output::listing::Listing;
use crate::output::settings::Settings;
use crate::output::stream::StreamStyle;

/// A line with the names of the columns, unless there are to be none, and one for each row.
pub(super) fn render(
    listing: &Listing<'_>,
    columns: &[&Column<'_>],
    settings: &Settings,
    face: StreamStyle,
) -> Result<String> {
    let delimiter = settings.format.delimiter().unwrap_or(b',');
    let mut writer = WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    let mut write = |cells: Vec<String>| writer.write_record(cells).map_err(|error| fault(&error));
    if !settings.no_headers {
        write(columns.iter().map(|column| column.name.to_owned()).collect())?;
    }
    for row in listing.objects() {
        write(
            columns.iter().map(|column| face.clean(&column.data_cell(row)).into_owned()).collect(),
        )?;
    }
    let bytes = writer.into_inner().map_err(|error| fault(error.error()))?;
    String::from_utf8(bytes).map_err(|error| fault(&error))
}

fn fault(error: &dyn std::error::Error) -> Error {
    Error::new(Code::Refused, "cannot write CSV").cause(error.to_string())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::output::format::Format;

    const PIPE: StreamStyle = StreamStyle { terminal: false, width: None, color: false };

    fn show(rows: Vec<Value>, face: StreamStyle) -> String {
        let columns = vec![Column::field("id", "id"), Column::field("name", "name")];
        let listing = Listing::many(rows).columns(columns);
        let all: Vec<&Column<'_>> = listing.columns.iter().collect();
        let settings = Settings { format: Format::Csv, ..Settings::default() };
        render(&listing, &all, &settings, face).unwrap()
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let rows = vec![
            json!({"id": "1", "name": "a, \"b\"\nc"}),
            Value::Null,
            json!({"id": 2, "name": null}),
        ];
        assert_eq!(show(rows, PIPE), "id,name\n1,\"a, \"\"b\"\"\nc\"\n2,\n");
    }

    #[test]
    fn an_empty_list_has_a_header_still() {
        assert_eq!(show(vec![], PIPE), "id,name\n");
    }

    #[test]
    fn only_a_terminal_gets_clean_cells() {
        let rows = || vec![json!({"id": "1", "name": "\x1b[2J"})];
        assert_eq!(show(rows(), PIPE), "id,name\n1,\x1b[2J\n");
        assert_eq!(show(rows(), StreamStyle { terminal: true, ..PIPE }), "id,name\n1,[2J\n");
    }

    proptest! {
        #[test]
        fn every_cell_comes_back(cells in prop::collection::vec(any::<(String, String)>(), 0..4)) {
            let rows = cells.iter().map(|(id, name)| json!({"id": id, "name": name})).collect();
            let text = show(rows, PIPE);
            let mut reader = ::csv::Reader::from_reader(text.as_bytes());
            let read: Vec<(String, String)> = reader.deserialize().collect::<Result<_, _>>().unwrap();
            prop_assert_eq!(read, cells);
        }
    }
}
