//! CSV and TSV: rows of cells that know where they stand.

use csv_core::{ReadFieldResult, ReaderBuilder};

use super::node::Place;
use crate::error::{Error, Location, Result};

/// What may separate the cells of a row.
pub const DELIMITERS: [char; 3] = [',', ';', '\t'];

/// A text and where it begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The text, without the quotes around it.
    pub text: String,
    /// Where it begins.
    pub place: Place,
}

/// The cells of the first line that has any.
pub fn header(text: &str, delimiter: char) -> Vec<Cell> {
    let line = text.trim_start_matches(['\r', '\n']).lines().next().unwrap_or_default();
    let skipped = text.len() - text.trim_start_matches(['\r', '\n']).len();
    let rows = rows(&text[..skipped + line.len()], "", delimiter);
    rows.ok().and_then(|rows| rows.into_iter().next()).unwrap_or_default()
}

/// The rows of a text, blank lines left out. A cell in quotes may have line ends and the delimiter in it.
///
/// # Errors
/// [`Code::Usage`](crate::error::Code::Usage) for a quote that is never closed.
pub fn rows(text: &str, file: &str, delimiter: char) -> Result<Vec<Vec<Cell>>> {
    let delimiter = u8::try_from(delimiter).unwrap_or(b',');
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let (mut rows, mut row) = (Vec::new(), Vec::new());
    let mut output = vec![0; text.len() + 1];
    let mut cursor = Cursor { text, offset: 0, place: Place::START };
    loop {
        if row.is_empty() {
            cursor.skip_line_ends();
        }
        let (start, place) = (cursor.offset, cursor.place);
        let (result, read, written) = reader.read_field(&text.as_bytes()[start..], &mut output);
        cursor.advance(start + read);
        let raw = &text[start..cursor.offset];
        match result {
            // Only an empty input asks for more: the next call says that there is none.
            ReadFieldResult::InputEmpty if raw.is_empty() => {}
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {
                let (_, _, more) = reader.read_field(&[], &mut output[written..]);
                check_closed(raw, place.within(file))?;
                row.push(cell(&output[..written + more], place));
                rows.push(row);
                return Ok(rows);
            }
            ReadFieldResult::Field { record_end } => {
                row.push(cell(&output[..written], place));
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
            ReadFieldResult::End => return Ok(rows),
        }
    }
}

fn cell(bytes: &[u8], place: Place) -> Cell {
    Cell { text: String::from_utf8_lossy(bytes).into_owned(), place }
}

/// The last cell of a text swallows the rest of it where its quote is never closed.
fn check_closed(raw: &str, place: Location) -> Result<()> {
    let is_open = raw.starts_with('"') && raw.bytes().filter(|&byte| byte == b'"').count() % 2 == 1;
    if is_open {
        Err(Error::usage("the quote that begins here is never closed").at(place))
    } else {
        Ok(())
    }
}

/// How far a text has been read.
struct Cursor<'a> {
    text: &'a str,
    offset: usize,
    place: Place,
}

impl Cursor<'_> {
    fn advance(&mut self, offset: usize) {
        for character in self.text[self.offset..offset].chars() {
            if character == '\n' {
                self.place = Place::new(self.place.line() + 1, 1);
            } else {
                self.place = Place::new(self.place.line(), self.place.column() + 1);
            }
        }
        self.offset = offset;
    }

    fn skip_line_ends(&mut self) {
        let rest = &self.text[self.offset..];
        self.advance(self.text.len() - rest.trim_start_matches(['\r', '\n']).len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, delimiter: char) -> Vec<Vec<String>> {
        let show = |cell: Cell| format!("{} {}", cell.place, cell.text);
        let rows = rows(text, "f", delimiter).unwrap().into_iter();
        rows.map(|row| row.into_iter().map(show).collect()).collect()
    }

    #[test]
    fn cells_have_their_places_after_quotes_blank_lines_and_crlf() {
        let text = "a,b\r\n\r\n\"x\ny\",\"1, \"\"2\"\"\"\r\n,é,z\nlast,";
        assert_eq!(
            read(text, ','),
            [
                vec!["1:1 a", "1:3 b"],
                vec!["3:1 x\ny", "4:4 1, \"2\""],
                vec!["5:1 ", "5:2 é", "5:4 z"],
                vec!["6:1 last", "6:6 "],
            ]
        );
        assert_eq!(read("a\tb\n", '\t'), [["1:1 a", "1:3 b"]]);
        assert_eq!(read("a;\"b\"", ';'), [["1:1 a", "1:3 b"]]);
        assert!(read("", ',').is_empty() && read("\n\r\n", ',').is_empty());
    }

    #[test]
    fn an_open_quote_is_an_error_where_it_begins() {
        let error = rows("a,b\nx,\"y\nz,1\n", "f", ',').unwrap_err();
        assert_eq!(error.to_string(), "f:2:3: the quote that begins here is never closed");
    }
}
