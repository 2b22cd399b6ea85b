//! The difference of two states of a group, in sentences by name.

use serde_json::Value;

use crate::app::lookup::name_table::Directory;
use crate::model::{FieldDiff, GroupDiff};

/// One sentence for each field and for each source that joined or left.
pub fn sentences(diff: &GroupDiff, directory: &Directory) -> Vec<String> {
    diff.fields().iter().flat_map(|field| of_field(field, directory)).collect()
}

fn of_field(field: &FieldDiff, directory: &Directory) -> Vec<String> {
    match field {
        FieldDiff::Sources { joined, left } => {
            let source =
                |id: &String, verb| format!("source `{}` {verb}", directory.source_label(id));
            let joined = joined.iter().map(|id| source(id, "has joined"));
            joined.chain(left.iter().map(|id| source(id, "has left"))).collect()
        }
        FieldDiff::Value { key, then, now } => {
            let shown = |value: &Option<Value>| shown(key, value.as_ref(), directory);
            vec![format!("`{key}` was {}, is {}", shown(then), shown(now))]
        }
    }
}

fn shown(key: &str, value: Option<&Value>, directory: &Directory) -> String {
    match value {
        None => "absent".to_owned(),
        Some(Value::String(id)) if key == "passwordPolicyId" => {
            format!("`{}`", directory.policy_label(id))
        }
        Some(Value::String(text)) => format!("`{text}`"),
        Some(value) => format!("`{value}`"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use serde_json::json;

    use super::*;
    use crate::model::SyncGroup;

    fn group(value: Value) -> SyncGroup {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn fields_and_sources_are_named() {
        let then = group(json!({
            "name": "a", "passwordPolicyId": "p", "sourceIds": ["x", "y"], "old": 1, "modified": null,
        }));
        let now = group(json!({
            "name": "b", "passwordPolicyId": "q", "sourceIds": ["y", "z"], "modified": "2023-03-16T04:00:00Z",
        }));
        let names = |id: &str, name: &str| HashMap::from([(id.into(), name.into())]);
        let directory = Directory::new(names("p", "Strong"), names("z", "GitHub"));
        assert_eq!(
            sentences(&GroupDiff::of_states(&then, &now), &directory),
            [
                "`name` was `a`, is `b`",
                "`passwordPolicyId` was `Strong`, is `q`",
                "source `GitHub` has joined",
                "source `x` has left",
                "`old` was `1`, is absent",
                "`modified` was `null`, is `2023-03-16T04:00:00Z`",
            ]
        );
    }
}
