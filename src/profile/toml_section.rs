//! A table of the config file, read key by key, with the place of each.

use std::path::Path;

use toml_edit::{Item, TableLike};

use crate::error::{Error, Location, Result};
use crate::profile::value_origin::{Origin, Setting};
use crate::suggest::nearest;

/// A table with the file that it is in.
pub(crate) struct Section<'a> {
    file: &'a Path,
    text: &'a str,
    table: &'a dyn TableLike,
}

impl<'a> Section<'a> {
    /// `text` is the whole file, which the spans of `table` count in.
    pub(crate) fn new(file: &'a Path, text: &'a str, table: &'a dyn TableLike) -> Self {
        Self { file, text, table }
    }

    /// Refuses keys that nobody knows, the first of the file first. `special` may have a better answer for one.
    pub(crate) fn check_keys(
        &self,
        owner: &str,
        known: &[&str],
        special: impl Fn(&str) -> Option<Error>,
    ) -> Result<()> {
        let Some((key, _)) = self.table.iter().find(|(key, _)| !known.contains(key)) else {
            return Ok(());
        };
        let unknown = || {
            let error = Error::usage(format!("unknown key `{}` in {owner}", key.escape_debug()));
            match nearest(key, known.iter().copied()) {
                Some(near) => error.hint(format!("did you mean `{near}`?")),
                None => error.hint(format!("known keys: {}", known.join(", "))),
            }
        };
        Err(special(key).unwrap_or_else(unknown).at(self.place_of(key)))
    }

    /// A table below a key.
    pub(crate) fn table(&self, key: &str) -> Result<Option<&'a dyn TableLike>> {
        self.read(key, "a table", Item::as_table_like)
            .map(|found| found.map(|setting| setting.value))
    }

    /// A table below a key, to be read like this one.
    pub(crate) fn below(&self, key: &str) -> Result<Option<Self>> {
        let table = self.table(key)?;
        Ok(table.map(|table| Self::new(self.file, self.text, table)))
    }

    /// Its keys, in the order of the file.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.table.iter().map(|(key, _)| key)
    }

    /// A string.
    pub(crate) fn string(&self, key: &str) -> Result<Option<Setting<String>>> {
        self.read(key, "a string", |item| item.as_str().map(str::to_owned))
    }

    /// A string that must pass a check, whose error gets the place.
    pub(crate) fn checked<T>(
        &self,
        key: &str,
        check: impl FnOnce(&str) -> Result<T>,
    ) -> Result<Option<Setting<T>>> {
        let Some(Setting { value, origin }) = self.string(key)? else { return Ok(None) };
        let value = check(&value).map_err(|error| error.at(self.place_of(key)))?;
        Ok(Some(Setting::new(value, origin)))
    }

    /// `true` or `false`.
    pub(crate) fn boolean(&self, key: &str) -> Result<Option<Setting<bool>>> {
        self.read(key, "`true` or `false`", Item::as_bool)
    }

    /// A whole number or one with decimals, `None` for anything else, which `take` accepts or not.
    pub(crate) fn number<T>(
        &self,
        key: &str,
        shape: &str,
        take: impl Fn(Option<f64>) -> Option<T>,
    ) -> Result<Option<Setting<T>>> {
        let shape = shape.trim_start_matches("must be ");
        self.read(key, shape, |item| {
            let whole = item.as_integer().and_then(|number| i32::try_from(number).ok());
            take(item.as_float().or(whole.map(f64::from)))
        })
    }

    /// A whole number that `take` accepts.
    pub(crate) fn integer<T>(
        &self,
        key: &str,
        shape: &str,
        take: impl Fn(i64) -> Option<T>,
    ) -> Result<Option<Setting<T>>> {
        let shape = shape.trim_start_matches("must be ");
        self.read(key, shape, |item| item.as_integer().and_then(&take))
    }

    /// A command with its arguments: at least one string, and the first one not empty.
    pub(crate) fn words(&self, key: &str) -> Result<Option<Setting<Vec<String>>>> {
        let shape = "an array of strings, the program first, such as `[\"pass\", \"show\", \"x\"]`";
        self.read(key, shape, |item| {
            let words = item.as_array()?.iter().map(|value| value.as_str().map(str::to_owned));
            let words = words.collect::<Option<Vec<_>>>()?;
            words.first().is_some_and(|program| !program.trim().is_empty()).then_some(words)
        })
    }

    /// An array of strings.
    pub(crate) fn strings(&self, key: &str) -> Result<Option<Setting<Vec<String>>>> {
        self.read(key, "an array of strings", |item| {
            item.as_array()?.iter().map(|value| value.as_str().map(str::to_owned)).collect()
        })
    }

    /// Where a key stands.
    pub(crate) fn place_of(&self, key: &str) -> Location {
        place(self.file, self.text, self.start_of(key))
    }

    /// A value, or what it should have been.
    fn read<T>(
        &self,
        key: &str,
        shape: &str,
        take: impl FnOnce(&'a Item) -> Option<T>,
    ) -> Result<Option<Setting<T>>> {
        let Some(item) = self.table.get(key) else { return Ok(None) };
        let line = position(self.text, self.start_of(key)).0;
        let origin = Origin::File { path: self.file.to_owned(), line };
        match take(item) {
            Some(value) => Ok(Some(Setting::new(value, origin))),
            None => Err(Error::usage(format!("`{key}` must be {shape}")).at(self.place_of(key))),
        }
    }

    /// The offset of a key. A table that only its children spell out starts where the first of them does.
    fn start_of(&self, key: &str) -> usize {
        let entry = self.table.get_key_value(key);
        entry
            .and_then(|(key, item)| key.span().or_else(|| item.span()))
            .map_or(0, |span| span.start)
    }
}

/// The place of an offset of a file's text.
pub(crate) fn place(file: &Path, text: &str, offset: usize) -> Location {
    let (line, column) = position(text, offset);
    Location::new(file.display().to_string(), line, column)
}

/// Line and column of an offset, both from 1, the column in characters.
fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (line, before[start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_from_one_and_in_characters() {
        assert_eq!(position("", 0), (1, 1));
        assert_eq!(position("aü\nb", 0), (1, 1));
        assert_eq!(position("aü\nb", 3), (1, 3));
        assert_eq!(position("aü\nb", 4), (2, 1));
        assert_eq!(position("a", 99), (1, 2));
    }
}
