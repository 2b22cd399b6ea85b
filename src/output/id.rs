//! `id`: one ID a line, for the next command.

use crate::output::column::Column;
use crate::output::listing::Listing;
use crate::output::sanitize;

/// The IDs of the rows that have one. An ID stays on its line and never steers a terminal, whoever reads it.
pub(super) fn render(listing: &Listing<'_>) -> String {
    let ids =
        listing.objects().map(|row| Column::plain(&row[listing.id])).filter(|id| !id.is_empty());
    ids.map(|id| sanitize::text(&sanitize::line(&id)).into_owned() + "\n").collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn each_id_has_a_line() {
        let rows =
            vec![json!({"id": "a"}), json!({"name": "b"}), Value::Null, json!({"id": "c\nd\x1b"})];
        assert_eq!(render(&Listing::many(rows)), "a\nc d\n");
        assert_eq!(render(&Listing::one(json!({"name": "b"})).id_field("name")), "b\n");
        assert_eq!(render(&Listing::many(vec![])), "");
    }
}
