//! Where in a file an error is.

use std::fmt;

/// A file, or `stdin`, with the line and the column in it as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file as messages name it.
    pub file: String,
    /// Line, from 1.
    pub line: Option<usize>,
    /// Column in characters, from 1.
    pub column: Option<usize>,
}

impl Location {
    /// A whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), line: None, column: None }
    }

    /// A line of a file.
    pub fn line(file: impl Into<String>, line: usize) -> Self {
        Self { line: Some(line), ..Self::file(file) }
    }

    /// A position in a file.
    pub fn new(file: impl Into<String>, line: usize, column: usize) -> Self {
        Self { column: Some(column), ..Self::line(file, line) }
    }
}

impl From<&str> for Location {
    fn from(file: &str) -> Self {
        Self::file(file)
    }
}

impl From<&Self> for Location {
    fn from(location: &Self) -> Self {
        location.clone()
    }
}

/// `FILE:LINE:COLUMN`, as editors take it.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        for number in [self.line, self.column].into_iter().flatten() {
            write!(f, ":{number}")?;
        }
        Ok(())
    }
}
