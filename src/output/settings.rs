//! What the user asked for: format, columns, colour, how much talk, which answers beforehand.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::command_line::Invocation;
use crate::error::{Error, Result};
use crate::output::choice::{find, nearest, quoted, unknown, word_of};
use crate::output::column::Column;
use crate::output::format::Format;
use crate::output::jq;

/// When to use colour.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Color {
    /// On a terminal, unless the environment says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Color {
    /// Every choice and the word for it.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Auto, "auto"), (Self::Always, "always"), (Self::Never, "never")];
}

impl FromStr for Color {
    type Err = Error;

    fn from_str(word: &str) -> Result<Self> {
        find(&Self::ALL, word).ok_or_else(|| unknown("colour choice", word, &Self::ALL))
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(word_of(&Self::ALL, *self))
    }
}

/// The variables of the environment that decide about colour, as they are.
#[derive(Debug, Clone, Default)]
pub struct Environment {
    /// `NO_COLOR`: anything but an empty text forbids colour.
    pub no_color: Option<String>,
    /// `CLICOLOR`: `0` forbids colour.
    pub clicolor: Option<String>,
    /// `CLICOLOR_FORCE`: anything but `0` or an empty text asks for colour without a terminal too.
    pub clicolor_force: Option<String>,
    /// `TERM`: a `dumb` terminal has no colour.
    pub term: Option<String>,
}

/// What the user asked of stdout and stderr.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// `--output`.
    pub format: Format,
    /// `--columns`, in any case.
    pub columns: Option<Vec<String>>,
    /// `--no-headers`: columns without their names.
    pub no_headers: bool,
    /// `--color`.
    pub color: Color,
    /// `--quiet`: no news and no notes.
    pub quiet: bool,
    /// How often `-v` was given.
    pub verbosity: u8,
    /// `--yes`: every question is answered.
    pub yes: bool,
    /// `--no-input`: never ask.
    pub no_input: bool,
    /// `--include`: status and headers too.
    pub include: bool,
    /// What long tables on a terminal are read with: a command, as a shell has it.
    pub pager: Option<String>,
    /// `--jq`: a filter over the JSON result; the format is then [`Format::Json`].
    pub jq: Option<String>,
    /// `--save`: the file that takes the place of stdout.
    pub save: Option<PathBuf>,
    /// Whose talk it is, where several talk side by side: it stands before what goes to stderr.
    pub speaker: Option<String>,
    /// What decides about colour besides `--color`.
    pub environment: Environment,
    /// What printed commands repeat of the one that runs.
    pub invocation: Invocation,
}

impl Settings {
    /// Whether the options go together, to be asked before anything is sent.
    ///
    /// # Errors
    /// [`Code::Usage`](crate::error::Code::Usage) for `--include`, `--columns` or `--no-headers` with a format that
    /// cannot have them.
    pub fn check(&self) -> Result<()> {
        let shows_replies =
            self.format.is_table() || matches!(self.format, Format::Json | Format::Yaml);
        if self.include && !shows_replies {
            return Err(Error::usage(format!(
                "`--include` has no place in `{}`, only in `json`, `yaml`, `table` and `wide`",
                self.format
            ))
            .hint("--output json"));
        }
        let of_columns = [("--columns", self.columns.is_some()), ("--no-headers", self.no_headers)];
        match of_columns.into_iter().find(|(_, given)| *given) {
            Some((option, _)) if !self.format.has_columns() => Err(Error::usage(format!(
                "`{option}` is for `table`, `wide`, `csv` and `tsv`, but the format is `{}`",
                self.format
            ))
            .hint("--output table")),
            _ => Ok(()),
        }
    }

    /// Whether the filter of `--jq` is one.
    ///
    /// # Errors
    /// [`Code::Usage`](crate::error::Code::Usage), with the place of the mistake in the filter.
    pub fn check_filter(&self) -> Result<()> {
        self.jq.as_deref().map_or(Ok(()), jq::check)
    }

    /// Whether `--columns` names only columns that there are, to be asked before anything is sent.
    ///
    /// # Errors
    /// [`Code::Usage`](crate::error::Code::Usage), with a list of those there are.
    pub fn check_columns(&self, available: &[&str]) -> Result<()> {
        let wanted = self.columns.iter().flatten();
        wanted.into_iter().try_for_each(|name| position(available, name).map(drop))
    }

    /// The columns that were asked for, in that order, or the default ones.
    pub(super) fn choose<'l, 'a>(&self, columns: &'l [Column<'a>]) -> Result<Vec<&'l Column<'a>>> {
        let Some(wanted) = &self.columns else {
            let all = self.format == Format::Wide;
            return Ok(columns.iter().filter(|column| all || column.default).collect());
        };
        let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
        wanted.iter().map(|name| Ok(&columns[position(&names, name)?])).collect()
    }
}

fn position(available: &[&str], wanted: &str) -> Result<usize> {
    let wanted = wanted.trim();
    let known = available.iter().position(|name| name.eq_ignore_ascii_case(wanted));
    known.ok_or_else(|| {
        let error =
            Error::usage(format!("unknown column `{wanted}`; available: {}", quoted(available)));
        match nearest(available, wanted) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    fn with(format: Format) -> Settings {
        Settings { format, ..Settings::default() }
    }

    #[test]
    fn formats_and_colours_are_read_back_and_listed() {
        assert_eq!(Format::ALL.map(|(_, word)| word), Format::WORDS);
        for (format, word) in Format::ALL {
            assert_eq!(word.parse::<Format>().unwrap(), format);
            assert_eq!(format.to_string(), word);
        }
        for (color, word) in Color::ALL {
            assert_eq!(word.parse::<Color>().unwrap(), color);
            assert_eq!(color.to_string(), word);
        }
        assert_eq!(
            "xml".parse::<Format>().unwrap_err().to_string(),
            "there is no format `xml`, only `table`, `wide`, `json`, `jsonl`, `yaml`, `csv`, `tsv`, `id`"
        );
        assert!("JSON".parse::<Format>().is_err());
        assert!("yes".parse::<Color>().is_err());
    }

    #[test]
    fn include_goes_with_some_formats() {
        for (format, fits) in [
            (Format::Table, true),
            (Format::Wide, true),
            (Format::Json, true),
            (Format::Yaml, true),
            (Format::Jsonl, false),
            (Format::Csv, false),
            (Format::Tsv, false),
            (Format::Id, false),
        ] {
            let result = Settings { include: true, ..with(format) }.check();
            assert_eq!(result.is_ok(), fits, "{format}");
            assert!(result.err().is_none_or(|error| error.code() == Code::Usage));
        }
    }

    #[test]
    fn columns_and_their_headers_go_with_tables() {
        for (format, _) in Format::ALL {
            let fits = matches!(format, Format::Table | Format::Wide | Format::Csv | Format::Tsv);
            let settings = Settings { no_headers: true, ..with(format) };
            assert_eq!(settings.check().is_ok(), fits, "{format}");
            let settings = Settings { columns: Some(vec!["id".into()]), ..with(format) };
            assert_eq!(settings.check().is_ok(), fits, "{format}");
            assert!(with(format).check().is_ok());
        }
    }

    #[test]
    fn unknown_columns_are_answered_with_the_known_ones() {
        let settings = |names: &[&str]| Settings {
            columns: Some(names.iter().map(ToString::to_string).collect()),
            ..Settings::default()
        };
        assert!(settings(&["ID", " Name"]).check_columns(&["id", "name"]).is_ok());
        assert!(Settings::default().check_columns(&[]).is_ok());
        let error = settings(&["id", "nmae"]).check_columns(&["id", "name"]).unwrap_err();
        assert_eq!(error.code(), Code::Usage);
        assert_eq!(error.to_string(), "unknown column `nmae`; available: `id`, `name`");
        assert_eq!(error.hint_texts(), ["did you mean `name`?"]);
        let error = settings(&["colour"]).check_columns(&["id", "name"]).unwrap_err();
        assert!(error.hints().is_empty());
    }
}
