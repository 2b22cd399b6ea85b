//! `--sort` of every list: by the name of a column, with a minus in front descending.

use std::cmp::Ordering;
use std::convert::Infallible;
use std::str::FromStr;

use clap::Args;

use crate::cli::complete;
use crate::error::{Error, Result};
use crate::output::Listing;
use crate::suggest::nearest;

/// The option, to be flattened into the arguments of a list.
#[derive(Debug, Clone, Default, Args)]
pub struct Sorting {
    /// Sort by this column; `-COLUMN` is descending
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true, add = complete::sorting())]
    sort: Option<Sort>,
}

/// A column to sort by, and the direction.
#[derive(Debug, Clone)]
struct Sort {
    column: String,
    descending: bool,
}

impl FromStr for Sort {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let column = text.strip_prefix('-').unwrap_or(text);
        Ok(Self { column: column.to_owned(), descending: column.len() < text.len() })
    }
}

impl Sorting {
    /// The column that was asked for, if any; to be asked before anything is sent.
    ///
    /// # Errors
    /// [`Code::Usage`](crate::error::Code::Usage) for a column that is not among them, with the nearest.
    pub fn column(&self, columns: &[&'static str]) -> Result<Option<&'static str>> {
        let Some(Sort { column, .. }) = &self.sort else { return Ok(None) };
        let found = columns.iter().find(|name| name.eq_ignore_ascii_case(column));
        if let Some(name) = found {
            return Ok(Some(name));
        }
        let known = columns.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        let error = Error::usage(format!("nothing can be sorted by `{column}`, only by {known}"));
        Err(match nearest(column, columns.iter().copied()) {
            Some(near) => error.hint(format!("did you mean `{near}`?")),
            None => error,
        })
    }

    /// The listing in the order that was asked for, by what the column shows; as it is where none was.
    ///
    /// # Errors
    /// As [`Sorting::column`].
    pub fn listing<'a>(
        &self,
        listing: Listing<'a>,
        columns: &[&'static str],
    ) -> Result<Listing<'a>> {
        Ok(match self.column(columns)? {
            Some(column) => listing.sorted(column, |one, other| self.compare(one, other)),
            None => listing,
        })
    }

    /// Puts things into the order that was asked for, by a text of each.
    pub fn things<T>(&self, things: &mut Vec<T>, text: impl Fn(&T) -> String) {
        if self.sort.is_some() {
            let mut keyed: Vec<(String, T)> =
                things.drain(..).map(|thing| (text(&thing), thing)).collect();
            keyed.sort_by(|(one, _), (other, _)| self.compare(one, other));
            things.extend(keyed.into_iter().map(|(_, thing)| thing));
        }
    }

    fn compare(&self, one: &str, other: &str) -> Ordering {
        let order = natural(one, other);
        if self.sort.as_ref().is_some_and(|sort| sort.descending) { order.reverse() } else { order }
    }
}

/// Numbers by their value, texts without regard to case; what is alike then, exactly.
fn natural(one: &str, other: &str) -> Ordering {
    match (one.parse::<i64>(), other.parse::<i64>()) {
        (Ok(one), Ok(other)) => one.cmp(&other),
        _ => one.to_lowercase().cmp(&other.to_lowercase()).then_with(|| one.cmp(other)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::output::Column;

    fn by(text: &str) -> Sorting {
        Sorting { sort: text.parse().ok() }
    }

    fn sorted(text: &str, words: &[&str]) -> Vec<String> {
        let mut words: Vec<String> = words.iter().map(ToString::to_string).collect();
        by(text).things(&mut words, Clone::clone);
        words
    }

    #[test]
    fn texts_are_sorted_without_case_and_numbers_by_value() {
        assert_eq!(sorted("name", &["beta", "alpha", "Alpha"]), ["Alpha", "alpha", "beta"]);
        assert_eq!(sorted("-name", &["beta", "alpha", "Alpha"]), ["beta", "alpha", "Alpha"]);
        assert_eq!(sorted("members", &["10", "9", "-1", ""]), ["", "-1", "9", "10"]);
        let mut words = vec!["b", "a"];
        Sorting::default().things(&mut words, ToString::to_string);
        assert_eq!(words, ["b", "a"]);
    }

    #[test]
    fn a_column_is_found_in_any_case_or_suggested() {
        let columns = ["id", "name", "policy"];
        assert_eq!(by("-NAME").column(&columns).unwrap(), Some("name"));
        assert_eq!(Sorting::default().column(&columns).unwrap(), None);
        assert_eq!(
            by("nmae").column(&columns).unwrap_err().to_text(),
            "error: nothing can be sorted by `nmae`, only by `id`, `name`, `policy`\n  hint: did you mean `name`?\n"
        );
        assert!(by("-").column(&columns).is_err());
    }

    #[test]
    fn a_listing_is_sorted_by_what_its_column_shows() {
        let rows = vec![json!({"id": "1", "n": 10}), json!({"id": "2", "n": 9})];
        let listing = Listing::many(rows).columns(vec![Column::field("size", "n").hidden()]);
        let listing = by("size").listing(listing, &["size"]).unwrap();
        assert_eq!(
            serde_json::to_value(&listing).unwrap(),
            json!([{"id": "2", "n": 9}, {"id": "1", "n": 10}])
        );
    }
}
