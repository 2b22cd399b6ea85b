//! A list that waits: pages of the API's own text, written out only when the last one is in.
//!
//! Nothing is decoded: every object is checked, and copied as the tenant wrote it. Beyond [`IN_MEMORY`] the pages wait
//! in a temporary file that has no name, so that nothing is left behind whatever happens.

use std::io::{self, Read as _, Seek as _, Write as _};

use serde_json::Value;
use serde_json::value::RawValue;
use tempfile::SpooledTempFile;

use crate::output::column::Column;
use crate::output::format::Format;
use crate::output::raw;
use crate::output::raw::Style;
use crate::output::sanitize;
use crate::output::stream::Stream;

/// How many bytes wait in memory.
const IN_MEMORY: usize = 4 << 20;

/// How many bytes are taken out of the file at once.
const CHUNK: usize = 64 << 10;

/// The pages of one list, in one format.
pub struct Spool {
    shape: Rows,
    file: SpooledTempFile,
    rows: u64,
    /// The rows of one page, before they go to the file together.
    text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rows {
    Array,
    Lines,
    Ids,
}

impl Spool {
    /// An empty list in this format; `None` for a format that needs every object as a whole.
    pub fn new(format: Format) -> Option<Self> {
        let shape = match format {
            Format::Json => Rows::Array,
            Format::Jsonl => Rows::Lines,
            Format::Id => Rows::Ids,
            _ => return None,
        };
        let file = SpooledTempFile::new(IN_MEMORY);
        Some(Self { shape, file, rows: 0, text: String::new() })
    }

    /// Adds a page, a JSON array of objects, and says how many it had.
    ///
    /// # Errors
    /// What is no such array; or, as [`serde_json::Error::is_io`], that there is no room to wait in.
    pub fn add(&mut self, page: &[u8]) -> serde_json::Result<u64> {
        let objects: Vec<&RawValue> = serde_json::from_slice(page)?;
        self.text.clear();
        let compact = raw::is_compact(page.trim_ascii());
        for object in &objects {
            self.row(object.get(), compact)?;
        }
        self.file.write_all(self.text.as_bytes()).map_err(serde_json::Error::io)?;
        Ok(objects.len() as u64)
    }

    /// How many objects there are.
    pub const fn rows(&self) -> u64 {
        self.rows
    }

    /// Forgets everything.
    pub fn clear(&mut self) {
        self.file = SpooledTempFile::new(IN_MEMORY);
        self.rows = 0;
    }

    fn row(&mut self, object: &str, compact: bool) -> serde_json::Result<()> {
        if !object.starts_with('{') {
            return Err(serde::de::Error::custom("an element is not an object"));
        }
        match self.shape {
            Rows::Array => {
                self.text.push_str(if self.rows == 0 { "[\n  " } else { ",\n  " });
                raw::copy(object, Style::Indented(1), &mut self.text);
            }
            Rows::Lines if compact => {
                self.text.push_str(object);
                self.text.push('\n');
            }
            Rows::Lines => {
                raw::copy(object, Style::Compact, &mut self.text);
                self.text.push('\n');
            }
            Rows::Ids => push_id(object, &mut self.text)?,
        }
        self.rows += 1;
        Ok(())
    }

    /// Writes the whole list.
    pub(super) fn pour(mut self, stdout: &mut Stream) -> io::Result<()> {
        let end: &[u8] = match (self.shape, self.rows) {
            (Rows::Array, 0) => b"[]\n",
            (Rows::Array, _) => b"\n]\n",
            _ => b"",
        };
        self.file.write_all(end)?;
        self.file.rewind()?;
        let mut chunk = vec![0; CHUNK];
        loop {
            match self.file.read(&mut chunk)? {
                0 => return Ok(()),
                length => stdout.write_bytes(&chunk[..length])?,
            }
        }
    }
}

/// The object's ID on a line of its own, if it has one.
fn push_id(object: &str, text: &mut String) -> serde_json::Result<()> {
    #[derive(serde::Deserialize)]
    struct Row {
        #[serde(default)]
        id: Value,
    }
    let id = Column::plain(&serde_json::from_str::<Row>(object)?.id);
    if !id.is_empty() {
        text.push_str(&sanitize::text(&sanitize::line(&id)));
        text.push('\n');
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::output::listing::Listing;
    use crate::output::{id, json};

    #[derive(Clone, Default)]
    struct SharedBuffer(Arc<Mutex<Vec<u8>>>);

    impl io::Write for SharedBuffer {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    const PAGES: [&str; 3] = [
        r#" [ {"id" : "a", "list": [1, {}, []], "o": {"x": "a\"b: {,"}} ,{"id":null}]"#,
        "[]",
        "[\r\n\t{\"id\":\"c\u{85}\\n\u{1b5}\",\t\"n\":-1.5e3}]",
    ];

    fn poured(format: Format, pages: &[&str]) -> String {
        let mut spool = Spool::new(format).unwrap();
        for page in pages {
            spool.add(page.as_bytes()).unwrap();
        }
        let paper = SharedBuffer::default();
        spool.pour(&mut Stream::new(paper.clone())).unwrap();
        String::from_utf8(std::mem::take(&mut *paper.0.lock().unwrap())).unwrap()
    }

    #[test]
    fn a_list_reads_as_if_it_had_been_decoded() {
        let rows: Vec<Value> = PAGES
            .iter()
            .flat_map(|page| crate::number::value(page).unwrap().as_array().unwrap().clone())
            .collect();
        let listing = Listing::many(rows);
        assert_eq!(poured(Format::Json, &PAGES), json::render(&listing));
        assert_eq!(poured(Format::Jsonl, &PAGES), json::lines(&listing));
        assert_eq!(poured(Format::Id, &PAGES), id::render(&listing));
        assert_eq!(poured(Format::Json, &["[]"]), json::render(&Listing::many(vec![])));
        assert_eq!(poured(Format::Jsonl, &[]), "");
    }

    #[test]
    fn a_long_list_waits_outside_memory_and_loses_nothing() {
        let page =
            serde_json::json!(vec![serde_json::json!({"id": "x".repeat(1000)}); 250]).to_string();
        let pages = vec![page.as_str(); 2 * IN_MEMORY / page.len()];
        let text = poured(Format::Jsonl, &pages);
        assert!(text.len() > IN_MEMORY + CHUNK);
        assert_eq!(text.lines().count(), 250 * pages.len());
        assert!(text.lines().all(|line| line.len() == 1009));
    }

    #[test]
    fn what_is_no_array_of_objects_is_refused() {
        for page in ["{}", "[1]", "[[]]", "[{]", r#"[{"a":"}]"#, "[{}]]", "[{\"a\":\"\u{1}\"}]"] {
            let mut spool = Spool::new(Format::Jsonl).unwrap();
            assert!(spool.add(page.as_bytes()).is_err_and(|error| !error.is_io()), "{page}");
        }
        assert!(Spool::new(Format::Jsonl).unwrap().add(b"[{\"a\":\"\xff\"}]").is_err());
    }

    #[test]
    fn a_list_that_is_read_again_begins_again() {
        let mut spool = Spool::new(Format::Id).unwrap();
        spool.add(br#"[{"id":"a"}]"#).unwrap();
        spool.clear();
        spool.add(br#"[{"id":"b"}]"#).unwrap();
        assert_eq!(spool.rows(), 1);
    }
}
