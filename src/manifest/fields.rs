//! One group of a manifest, field by field.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;

use super::body::check_name;
use super::keys::Field;
use super::{Group, ManifestError, Pointer, Spot};
use crate::document::{KEEP_CHARACTERS, Key, Node, NodeValue, lost_characters};
use crate::model::Id;
use crate::suggest::nearest;

/// A group as far as it could be read.
pub(super) struct Draft {
    pub(super) spot: Spot,
    pub(super) id: Option<(Spot, String)>,
    pub(super) name: Option<(Spot, String)>,
    pub(super) policy: Option<Pointer>,
    pub(super) sources: Vec<Pointer>,
    extra: Vec<(String, Value)>,
    /// The keys of [`Others::Keep`], in the order of the text.
    pub(super) unknown: Vec<(String, Spot)>,
    pub(super) mistakes: Vec<ManifestError>,
    /// What only a group that is written must have.
    pub(super) unmet: Vec<ManifestError>,
    /// The fields that are there, whatever key says them.
    said: Vec<Field>,
    /// What a mistyped key was probably meant to say.
    guessed: Vec<Field>,
}

/// What becomes of keys that mean nothing here.
pub(super) enum Others<'a> {
    /// They are mistakes, save those that the tenant's own groups have.
    Refuse(&'a BTreeSet<String>),
    /// Somebody else judges them.
    Keep,
}

impl Draft {
    /// Reads the entries of the object that begins at `spot`.
    pub(super) fn read(spot: Spot, entries: &[(Key, Node)], others: &Others<'_>) -> Self {
        let mut draft = Self {
            spot,
            id: None,
            name: None,
            policy: None,
            sources: Vec::new(),
            extra: Vec::new(),
            unknown: Vec::new(),
            mistakes: Vec::new(),
            unmet: Vec::new(),
            said: Vec::new(),
            guessed: Vec::new(),
        };
        for (key, node) in entries {
            match (Field::of(&key.text), others) {
                // Of a body it is the tenant's own, like the timestamps.
                (Some(Field::Id), Others::Keep) => {}
                (Some(field), _) => draft.take(field, key, node),
                (None, Others::Keep) => draft.unknown.push((key.text.clone(), draft.at(key))),
                (None, Others::Refuse(extra_keys)) if extra_keys.contains(&key.text) => {
                    draft.extra.push((key.text.clone(), node.to_value()));
                }
                (None, Others::Refuse(extra_keys)) => draft.refuse(key, extra_keys),
            }
        }
        draft
    }

    /// The name of the group; empty where it could not be read.
    pub(super) fn name(&self) -> &str {
        self.name.as_ref().map_or("", |(_, name)| name)
    }

    /// The group, if nothing that it needs is missing.
    pub(super) fn finish(self) -> Option<Group> {
        let Self { spot, id, name, policy, sources, extra, unmet, .. } = self;
        let id = id.map(|(_, id)| id);
        Some(Group { spot, id, name: name?.1, policy, sources, extra, unmet })
    }

    fn take(&mut self, field: Field, key: &Key, node: &Node) {
        let by_name = field.by_name();
        if self.said.contains(&by_name) {
            let message = format!("`{}` is there under two keys, use one of them", by_name.key());
            return self.complain(key, message);
        }
        self.said.push(by_name);
        match by_name {
            Field::Id => self.id = self.id(node),
            Field::Name => self.name = self.group_name(node).map(|name| (self.at(node), name)),
            Field::Policy => self.policy = self.pointer(field, &format!("`{}`", field.key()), node),
            Field::Sources => self.sources = self.sources(field, node),
            _ => {}
        }
    }

    fn id(&mut self, node: &Node) -> Option<(Spot, String)> {
        if node.value == NodeValue::Null {
            return None;
        }
        let id = self.text("`id`", node)?;
        match Id::new(&id) {
            Ok(_) => Some((self.at(node), id)),
            Err(reason) => {
                self.complain(node, reason);
                None
            }
        }
    }

    fn group_name(&mut self, node: &Node) -> Option<String> {
        if let Some(name) = node.text().filter(|name| check_name(name).is_err()) {
            self.unmet.push(ManifestError::new(self.at(node), "`name` is blank"));
            return Some(name.to_owned());
        }
        let name = self.text("`name`", node)?;
        if let Some(problem) = lost_characters("`name`", &name) {
            self.mistakes.push(ManifestError::new(self.at(node), problem).hint(KEEP_CHARACTERS));
            return None;
        }
        Some(name)
    }

    fn sources(&mut self, field: Field, node: &Node) -> Vec<Pointer> {
        let key = field.key();
        let Some(items) = node.items() else {
            self.complain(node, format!("`{key}` must be a list of texts, not {}", node.kind()));
            return Vec::new();
        };
        if items.len() < 2 {
            let number = if items.is_empty() { "no" } else { "only one" };
            let message = format!("{number} source in `{key}`, a group has at least two");
            self.unmet.push(ManifestError::new(self.at(node), message));
        }
        let what = format!("an element of `{key}`");
        let mut sources = Vec::with_capacity(items.len());
        sources.extend(items.iter().filter_map(|item| self.pointer(field, &what, item)));
        sources
    }

    fn pointer(&mut self, field: Field, what: &str, node: &Node) -> Option<Pointer> {
        match field.reference(&self.text(what, node)?) {
            Ok(reference) => Some(Pointer { spot: self.at(node), reference }),
            Err(reason) => {
                self.complain(node, reason);
                None
            }
        }
    }

    fn text(&mut self, what: &str, node: &Node) -> Option<String> {
        let Some(text) = node.text() else {
            let message = format!("{what} must be a text, not {}", node.kind());
            let mistake = ManifestError::new(self.at(node), message);
            let plain = matches!(node.value, NodeValue::Number(_) | NodeValue::Bool(_));
            self.mistakes.push(if plain { mistake.hint("put it in quotes") } else { mistake });
            return None;
        };
        if text.trim().is_empty() {
            self.complain(node, format!("{what} is blank"));
            return None;
        }
        Some(text.to_owned())
    }

    fn refuse(&mut self, key: &Key, extra_keys: &BTreeSet<String>) {
        let mistake = ManifestError::new(self.at(key), format!("unknown key `{}`", key.text));
        let known = Field::ALL.iter().map(|field| field.key());
        let meant = nearest(&key.text, known.chain(extra_keys.iter().map(String::as_str)));
        self.guessed.extend(meant.and_then(Field::of).map(Field::by_name));
        self.mistakes.push(match meant {
            Some(meant) => mistake.hint(format!("did you mean `{meant}`?")),
            None => mistake,
        });
    }

    /// Whether the field is there, under any of its keys.
    pub(super) fn has(&self, field: Field) -> bool {
        self.said.contains(&field)
    }

    /// Adds what is missing. A key that is there but mistyped is one mistake, not two.
    pub(super) fn complain_of_gaps(&mut self) {
        let group = match self.name() {
            "" => "the group".to_owned(),
            name => format!("group `{name}`"),
        };
        for field in Field::REQUIRED {
            if !self.said.contains(&field) && !self.guessed.contains(&field) {
                let message = format!("{group} has no `{}`", field.key());
                let mistake = ManifestError::new(self.spot.clone(), message);
                match field {
                    Field::Policy => self.unmet.push(mistake),
                    _ => self.mistakes.push(mistake),
                }
            }
        }
    }

    fn complain(&mut self, at: &impl Located, message: impl Into<String>) {
        self.mistakes.push(ManifestError::new(self.at(at), message));
    }

    fn at(&self, at: &impl Located) -> Spot {
        Spot { file: Arc::clone(&self.spot.file), place: at.place() }
    }
}

/// Keys and values alike know where they stand.
trait Located {
    fn place(&self) -> crate::document::Place;
}

impl Located for Key {
    fn place(&self) -> crate::document::Place {
        self.place
    }
}

impl Located for Node {
    fn place(&self) -> crate::document::Place {
        self.place
    }
}
