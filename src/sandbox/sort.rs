//! The `sorters` parameter: `name,-created`.

use super::reply::Refused;

/// A field that a collection can be sorted by, and the column or expression that holds it.
pub(super) type SortField = (&'static str, &'static str);

/// The order of creation.
pub(super) const CREATION: &str = "seq";

/// The terms of an `ORDER BY`, which end with the order of creation; a 400 where a field is not among `fields`.
pub(super) fn order(sorters: Option<&str>, fields: &[SortField]) -> Result<String, Refused> {
    let mut terms = Vec::new();
    for sorter in sorters.unwrap_or_default().split(',').filter(|sorter| !sorter.trim().is_empty())
    {
        let sorter = sorter.trim();
        let (name, direction) =
            sorter.strip_prefix('-').map_or((sorter, ""), |name| (name, " DESC"));
        let field = fields.iter().find(|(field, _)| *field == name);
        let (_, column) = field
            .ok_or_else(|| Refused::illegal(format!("Sorting by \"{name}\" is not supported.")))?;
        terms.push(format!("{column}{direction}"));
    }
    terms.push(CREATION.to_owned());
    Ok(terms.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorters_become_columns() {
        let fields = [("name", "name"), ("owner.id", "owner_id")];
        let order = |text| order(text, &fields).ok();
        assert_eq!(order(None).as_deref(), Some("seq"));
        assert_eq!(order(Some("-owner.id, name")).as_deref(), Some("owner_id DESC, name, seq"));
        assert_eq!(order(Some("name;DROP")), None);
        assert_eq!(order(Some("+name")), None);
    }
}
