//! What a plan changes, group by group: from the first step of a group to its last.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Value, json};

use crate::app::apply::propose::{Action, Step};
use crate::app::lookup::name_table::Directory;
use crate::model::{KNOWN_FIELDS, Object, SyncGroup};
use crate::number;

/// One group before and after all steps.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Difference {
    /// The group as the tenant has it; none where it is new.
    pub before: Option<SyncGroup>,
    /// The group as it is to be; none where it is deleted for good.
    pub after: Option<SyncGroup>,
    /// Whether it is deleted and created on the way, and gets a new ID.
    pub recreated: bool,
}

/// What happens to a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum GroupAction {
    /// It is new.
    Create,
    /// It is changed.
    Update,
    /// It is deleted and created again.
    Recreate,
    /// It is deleted.
    Delete,
}

impl GroupAction {
    /// Each with its word, as in "2 to create".
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Create, "create"),
        (Self::Update, "update"),
        (Self::Recreate, "recreate"),
        (Self::Delete, "delete"),
    ];
}

/// The groups that the steps change, in the order of the steps.
pub fn of_steps(steps: &[Step]) -> Vec<Difference> {
    let mut differences: Vec<Difference> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for step in steps {
        let known = step.id.as_deref().or(step.replaces.as_deref());
        let place = known.and_then(|id| places.get(id).copied()).unwrap_or(differences.len());
        if place == differences.len() {
            differences.push(Difference { before: step.before.clone(), ..Difference::default() });
            places.extend(known.map(|id| (id, place)));
        }
        differences[place].after.clone_from(&step.wanted);
        differences[place].recreated |= step.action == Action::Create && step.replaces.is_some();
    }
    differences
}

impl Difference {
    /// What happens to the group.
    pub const fn action(&self) -> GroupAction {
        match (&self.before, &self.after) {
            (None, _) => GroupAction::Create,
            (_, None) => GroupAction::Delete,
            _ if self.recreated => GroupAction::Recreate,
            _ => GroupAction::Update,
        }
    }

    /// The group's name: the new one where there is one.
    pub fn name(&self) -> &str {
        self.after.as_ref().or(self.before.as_ref()).map_or("", SyncGroup::name)
    }

    /// The sources that are members afterwards and were not before.
    pub fn joining(&self) -> impl Iterator<Item = &str> {
        let before = self.before.as_ref();
        let after = self.after.iter().flat_map(SyncGroup::source_ids);
        after.filter(move |id| before.is_none_or(|group| !group.has_source(id)))
    }

    /// The group's ID where it exists, else its name.
    pub fn key(&self) -> &str {
        self.before.as_ref().map_or(self.name(), SyncGroup::id)
    }

    /// The group before and after by name, with what happens to it and to its sources.
    pub fn to_json(&self, directory: &Directory, sentences: &[&str]) -> Value {
        let side = |group: &Option<SyncGroup>| {
            group.as_ref().map_or(Value::Null, |group| Value::Object(named(group, directory)))
        };
        let new_id = self.before.as_ref().filter(|_| self.recreated).map(|before| {
            let id = before.id();
            format!("the group is deleted and created again: its ID `{id}` is gone")
        });
        let sentences = new_id.iter().map(String::as_str).chain(sentences.iter().copied());
        number::object([
            ("action", json!(self.action())),
            ("id", self.before.as_ref().map(SyncGroup::id).into()),
            ("name", self.name().into()),
            ("before", side(&self.before)),
            ("after", side(&self.after)),
            ("consequences", sentences.collect::<Vec<_>>().into()),
        ])
    }
}

/// How many groups have which action: "2 to create, 1 to delete".
pub fn summary(differences: &[Difference]) -> String {
    let parts: Vec<String> = GroupAction::ALL
        .iter()
        .map(|&(action, word)| (count(differences, action), word))
        .filter(|&(count, _)| count > 0)
        .map(|(count, word)| format!("{count} to {word}"))
        .collect();
    parts.join(", ")
}

/// How many groups have this action.
pub fn count(differences: &[Difference], action: GroupAction) -> usize {
    differences.iter().filter(|difference| difference.action() == action).count()
}

/// The settings of a group as a manifest has them: policy and sources by name, these in order.
fn named(group: &SyncGroup, directory: &Directory) -> Object {
    let mut sources: Vec<&str> = group.source_ids().map(|id| directory.source(id)).collect();
    sources.sort_unstable();
    sources.dedup();
    let mut object = Object::new();
    object.insert("name".into(), group.name().into());
    object.insert("passwordPolicy".into(), directory.policy(group.policy_id()).into());
    object.insert("sources".into(), json!(sources));
    for (key, value) in group.object() {
        if !KNOWN_FIELDS.contains(&key.as_str()) {
            object.insert(key.clone(), value.clone());
        }
    }
    object
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(id: &str, name: &str, sources: &[&str]) -> SyncGroup {
        serde_json::from_value(
            json!({"id": id, "name": name, "passwordPolicyId": "p", "sourceIds": sources}),
        )
        .unwrap()
    }

    fn step(
        number: usize,
        action: Action,
        before: Option<&SyncGroup>,
        wanted: Option<&SyncGroup>,
    ) -> Step {
        Step {
            number,
            action,
            after: Vec::new(),
            last: false,
            id: before.map(|group| group.id().to_owned()),
            replaces: None,
            before: before.cloned(),
            wanted: wanted.cloned(),
            undoes: None,
        }
    }

    #[test]
    fn several_steps_of_one_group_are_one_difference() {
        let (one, two, three) = (
            group("g", "A", &["a", "b"]),
            group("g", "A", &["b", "c"]),
            group("g", "B", &["c", "d"]),
        );
        let other = group("", "N", &["x", "y"]);
        let steps = [
            step(1, Action::Update, Some(&one), Some(&two)),
            step(2, Action::Create, None, Some(&other)),
            step(3, Action::Update, Some(&two), Some(&three)),
        ];
        let differences = of_steps(&steps);
        assert_eq!(differences.len(), 2);
        assert_eq!((&differences[0].before, &differences[0].after), (&Some(one), &Some(three)));
        assert_eq!(
            differences.iter().map(Difference::action).collect::<Vec<_>>(),
            [GroupAction::Update, GroupAction::Create]
        );
        assert_eq!(differences[0].joining().collect::<Vec<_>>(), ["c", "d"]);
        assert_eq!(summary(&differences), "1 to create, 1 to update");
    }

    #[test]
    fn a_recreation_is_one_difference() {
        let (old, new) = (group("g", "A", &["a", "b"]), group("", "A", &["c", "d"]));
        let create =
            Step { replaces: Some("g".into()), ..step(2, Action::Create, None, Some(&new)) };
        let differences = of_steps(&[step(1, Action::Delete, Some(&old), None), create]);
        assert_eq!(
            differences,
            [Difference { before: Some(old), after: Some(new), recreated: true }]
        );
        assert_eq!(differences[0].action(), GroupAction::Recreate);
    }
}
