//! A group as lines of text, and the difference of two states of it: the same in a dry run, a question, a plan and the
//! history.

use std::fmt::Write as _;

use serde_json::Value;

use crate::app::lookup::name_table::Directory;
use crate::app::session::context::Context;
use crate::error::Result;
use crate::model::{KNOWN_FIELDS, SyncGroup};
use crate::output::{Change, Target};

/// The settings of a group as a manifest has them: name, policy and sources by name, these in order, then the fields
/// that this program does not know. A name that several have is followed by the ID. Nothing for no group.
pub fn lines(group: Option<&SyncGroup>, directory: &Directory) -> String {
    let Some(group) = group else { return String::new() };
    let policy = group.policy_id();
    let policy = label(directory.policy_label(policy), directory.is_shared_policy(policy), policy);
    let mut text = format!("name: {}\npasswordPolicy: {policy}\nsources:\n", group.name());
    let source = |id| label(directory.source_label(id), directory.is_shared_source(id), id);
    let mut sources: Vec<String> = group.source_ids().map(source).collect();
    sources.sort_unstable();
    sources.dedup();
    for source in sources {
        let _ = writeln!(text, "- {source}");
    }
    for (key, value) in group.object() {
        let value = match value {
            _ if KNOWN_FIELDS.contains(&key.as_str()) => continue,
            Value::String(text) => text.clone(),
            value => value.to_string(),
        };
        let _ = writeln!(text, "{key}: {value}");
    }
    text
}

fn label(name: &str, shared: bool, id: &str) -> String {
    if shared { format!("{name} ({id})") } else { name.to_owned() }
}

/// Shows how a group on the tenant differs from what it is to be: `tenant/NAME` and `after/NAME`.
pub fn show_change(
    ctx: &Context,
    [before, after]: [Option<&SyncGroup>; 2],
    directory: &Directory,
    target: Target,
) -> Result<()> {
    let name = |place: &str, group: Option<&SyncGroup>| {
        group.map_or_else(|| "(none)".to_owned(), |group| format!("{place}/{}", group.name()))
    };
    let change = Change {
        old_name: &name("tenant", before),
        new_name: &name("after", after),
        old: &lines(before, directory),
        new: &lines(after, directory),
    };
    ctx.out()?.diff(&change, target)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;
    use std::sync::Arc;

    use serde_json::json;

    use super::*;

    fn directory() -> Directory {
        let names = |pairs: &[(&str, &str)]| -> HashMap<Arc<str>, Arc<str>> {
            pairs.iter().map(|&(id, name)| (id.into(), name.into())).collect()
        };
        Directory::new(names(&[("p", "Strong")]), names(&[("1", "SAP"), ("2", "AD"), ("3", "AD")]))
    }

    fn shown(group: Value) -> String {
        lines(Some(&serde_json::from_value(group).unwrap()), &directory())
    }

    #[test]
    fn settings_are_named_as_in_a_manifest_and_other_fields_kept() {
        let group = json!({
            "id": "g", "name": "Head Office", "passwordPolicyId": "p", "sourceIds": ["9", "1"],
            "created": "2024-05-06T08:00:00Z", "modified": null, "note": "x", "weight": 1.5,
        });
        let expected = "name: Head Office\npasswordPolicy: Strong\nsources:\n- 9\n- SAP\nnote: x\nweight: 1.5\n";
        assert_eq!(shown(group), expected);
        assert_eq!(lines(None, &directory()), "");
    }

    #[test]
    fn sources_of_one_name_are_told_apart() {
        let of = |ids: Value| {
            shown(json!({"id": "g", "name": "a", "passwordPolicyId": "q", "sourceIds": ids}))
        };
        assert_eq!(of(json!(["2"])), "name: a\npasswordPolicy: q\nsources:\n- AD (2)\n");
        assert_ne!(of(json!(["2"])), of(json!(["3"])));
    }
}
