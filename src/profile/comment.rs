//! Comments of the config file, which belong to what they stand above or behind, and outlive an edit.

use toml_edit::{Decor, DocumentMut, Item, Key, Table, Value};

/// Puts a key of the document first, below the comment that belongs to the whole file.
pub(super) fn put_first(document: &mut DocumentMut, key: &str, value: Value) {
    let mut above = String::new();
    if document.iter().all(|(_, item)| !item.is_value())
        && let Some(table) = table_after(document, None)
    {
        let prefix = prefix_of(table.decor());
        let (file, own) = prefix.split_at(end_of_blanks(&prefix));
        file.clone_into(&mut above);
        table.decor_mut().set_prefix(format!("\n{own}"));
    }
    let key = Key::new(key).with_leaf_decor(Decor::new(above, " "));
    document.as_table_mut().insert_formatted(&key, Item::Value(value));
}

/// Takes a profile out, with the comment directly above it, and keeps what stands higher.
pub(super) fn take_out(document: &mut DocumentMut, name: &str) {
    let profiles = document.get_mut("profiles").and_then(Item::as_table_like_mut);
    let Some(Item::Table(table)) = profiles.and_then(|profiles| profiles.remove(name)) else {
        return;
    };
    let prefix = prefix_of(table.decor());
    keep(document, table.position(), &prefix[..end_of_blanks(&prefix)]);
}

/// Takes the default out, and keeps the comment above it: it is mostly the whole file's.
pub(super) fn clear_default(document: &mut DocumentMut) {
    if let Some((key, _)) = document.as_table_mut().remove_entry("default_profile") {
        keep(document, None, &prefix_of(key.leaf_decor()));
    }
}

/// Leaves the comment at the end of the file behind what it stands behind, when a table is added.
pub(super) fn keep_end(document: &mut DocumentMut, added: &mut Table) {
    let end = document.trailing().as_str().unwrap_or_default().to_owned();
    if !end.trim().is_empty() {
        added.decor_mut().set_prefix(format!("{}\n\n", end.trim_end()));
        document.set_trailing("");
    }
}

/// Puts a comment above the table that comes next, or at the end where none does.
fn keep(document: &mut DocumentMut, after: Option<isize>, comment: &str) {
    if comment.trim().is_empty() {
        return;
    }
    let join = |rest: &str| {
        let gap = if rest.is_empty() || rest.starts_with(['\r', '\n']) { "" } else { "\n" };
        format!("{}\n{gap}{rest}", comment.trim_end())
    };
    if let Some(table) = table_after(document, after) {
        let joined = join(&prefix_of(table.decor()));
        table.decor_mut().set_prefix(joined);
    } else {
        let joined = join(document.trailing().as_str().unwrap_or_default());
        document.set_trailing(joined);
    }
}

/// The first table with a header of its own that the file has behind a position.
fn table_after(document: &mut DocumentMut, after: Option<isize>) -> Option<&mut Table> {
    let profiles = document.get_mut("profiles")?.as_table_mut()?;
    if has_header(profiles) && profiles.position() > after {
        return Some(profiles);
    }
    profiles
        .iter_mut()
        .filter_map(|(_, item)| item.as_table_mut())
        .filter(|table| has_header(table) && table.position() > after)
        .min_by_key(|table| table.position())
}

fn has_header(table: &Table) -> bool {
    !table.is_implicit() && !table.is_dotted()
}

fn prefix_of(decor: &Decor) -> String {
    decor.prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned()
}

/// Where the last blank line ends: what follows is the comment of the thing itself.
fn end_of_blanks(prefix: &str) -> usize {
    let mut end = 0;
    let mut cut = 0;
    for line in prefix.split_inclusive('\n') {
        end += line.len();
        if line.trim().is_empty() {
            cut = end;
        }
    }
    cut
}
