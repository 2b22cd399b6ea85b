//! The formats of stdout, by our words and by those of other programs.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::output::choice::{find, nearest, quoted, word_of};

/// The formats of stdout.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Format {
    /// For people: columns under a header.
    #[default]
    Table,
    /// All columns, never broken.
    Wide,
    /// The API's own objects, indented.
    Json,
    /// One object a line.
    Jsonl,
    /// The API's own objects as YAML.
    Yaml,
    /// The columns of the table as comma-separated values.
    Csv,
    /// The same with tabs.
    Tsv,
    /// One ID a line.
    Id,
}

impl Format {
    /// Every format and the word for it.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Table, "table"),
        (Self::Wide, "wide"),
        (Self::Json, "json"),
        (Self::Jsonl, "jsonl"),
        (Self::Yaml, "yaml"),
        (Self::Csv, "csv"),
        (Self::Tsv, "tsv"),
        (Self::Id, "id"),
    ];

    /// Whether errors are JSON too.
    pub const fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl)
    }

    /// Whether it is a table for people.
    pub const fn is_table(self) -> bool {
        matches!(self, Self::Table | Self::Wide)
    }

    /// What stands between the columns of a table for programs.
    pub const fn delimiter(self) -> Option<u8> {
        match self {
            Self::Csv => Some(b','),
            Self::Tsv => Some(b'\t'),
            _ => None,
        }
    }

    /// Whether it shows objects as they are, for programs.
    pub const fn is_data(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl | Self::Yaml)
    }

    /// Whether it shows columns of objects, and not objects.
    pub const fn has_columns(self) -> bool {
        self.is_table() || self.delimiter().is_some()
    }
}

impl Format {
    /// The words for the formats that every command has unless it says otherwise.
    pub const WORDS: [&'static str; 8] =
        ["table", "wide", "json", "jsonl", "yaml", "csv", "tsv", "id"];

    /// The error of a word for no format, where there are these; `saves` is whether `--save` sends the output to a file.
    pub fn unknown(word: &str, formats: &[&str], saves: bool) -> Error {
        let error = Error::usage(format!("there is no format `{word}`, only {}", quoted(formats)));
        let lower = word.to_ascii_lowercase();
        let other = OTHER_FORMATS.iter().find(|(other, _)| *other == lower);
        let other = other.map(|(_, ours)| *ours).filter(|ours| formats.contains(ours));
        let extension = Path::new(word).extension();
        if let Some(near) = other {
            error.hint(format!("did you mean `{near}`?"))
        } else if extension.is_some_and(|extension| FILES.iter().any(|known| extension == *known)) {
            error.hint(format!("{} writes to a file", if saves { "--save FILE" } else { "> FILE" }))
        } else {
            let near = nearest(formats, word).map(|near| format!("did you mean `{near}`?"));
            near.into_iter().fold(error, Error::hint)
        }
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self> {
        find(&Self::ALL, word).ok_or_else(|| Self::unknown(word, &Self::WORDS, false))
    }
}

/// What the names of files end in that somebody may want to write.
const FILES: [&str; 8] = ["json", "yaml", "yml", "csv", "tsv", "txt", "md", "xml"];

/// What other programs call formats, and ours.
const OTHER_FORMATS: [(&str, &str); 12] = [
    ("md", "markdown"),
    ("xml", "junit"),
    ("gha", "github"),
    ("yml", "yaml"),
    ("name", "id"),
    ("text", "table"),
    ("human", "table"),
    ("ndjson", "jsonl"),
    ("json-lines", "jsonl"),
    ("jsonc", "json"),
    ("pretty", "json"),
    ("excel", "csv"),
];

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(word_of(&Self::ALL, *self))
    }
}
