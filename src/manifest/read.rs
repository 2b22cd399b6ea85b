//! From documents to a manifest, or to everything that is wrong with them.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::fields::{Draft, Others};
use super::{Entry, Group, Manifest, ManifestError, Spot};
use crate::document::{Node, NodeValue};
use crate::manifest::table;
use crate::manifest::taken::Seen;
use crate::model::{PasswordPolicy, Source};

/// Reads the texts of files. `files` are `(name for messages, text)`; `extra_keys` are those that only the tenant's
/// own objects explain, see [`extra_keys`](super::extra_keys).
///
/// # Errors
/// Every mistake of every file, in their order: those of [`read`], and a file that is empty or no JSON or YAML.
pub fn parse(
    files: &[(String, String)],
    extra_keys: &BTreeSet<String>,
) -> Result<Manifest, Vec<ManifestError>> {
    let mut reader = Reader::new(extra_keys);
    for (name, text) in files {
        reader.text(name, text.as_str());
    }
    reader.finish()
}

/// Reads the texts of files and finds the tenant's IDs, in one go: [`parse`] and [`resolve`](super::resolve()).
///
/// # Errors
/// Every mistake of both, also those of a group that has one of each kind, in the order of the files and of the texts.
pub fn load(
    files: Vec<(String, String)>,
    extra_keys: &BTreeSet<String>,
    sources: &[Source],
    policies: &[PasswordPolicy],
) -> Result<Vec<Entry>, Vec<ManifestError>> {
    let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    let mut reader = Reader::new(extra_keys);
    for (name, text) in files {
        reader.text(&name, text);
    }
    // Whatever else the reader has is no longer needed.
    let (groups, mut mistakes) = reader.into_parts();
    let entries = match super::resolve(Manifest { groups }, sources, policies) {
        Ok(entries) => entries,
        Err(lost) => {
            // A source that is claimed twice under one name was seen before it was looked up.
            let known: HashSet<_> = mistakes.iter().map(spot_of).collect();
            mistakes.extend(lost.into_iter().filter(|mistake| !known.contains(&spot_of(mistake))));
            Vec::new()
        }
    };
    let place = |mistake: &ManifestError| {
        let spot = mistake.spot.as_ref()?;
        Some((names.iter().position(|name| **name == *spot.file), spot.place))
    };
    mistakes.sort_by_cached_key(place);
    if mistakes.is_empty() { Ok(entries) } else { Err(mistakes) }
}

/// Reads documents, each a group or a list of groups. `documents` are `(name of the file for messages, document)`.
///
/// # Errors
/// Every mistake of every document, in their order: what is no group, unknown keys, fields that are missing, doubled or
/// of the wrong kind, fewer than two sources, names and IDs that are there twice (a name may, if each of its groups
/// has an ID), and a source that is claimed twice.
pub fn read(
    documents: Vec<(String, Node)>,
    extra_keys: &BTreeSet<String>,
) -> Result<Manifest, Vec<ManifestError>> {
    let mut reader = Reader::new(extra_keys);
    for (file, node) in documents {
        reader.document(&file, node);
    }
    reader.finish()
}

fn spot_of(mistake: &ManifestError) -> Option<String> {
    mistake.spot.as_ref().map(ToString::to_string)
}

struct Reader<'a> {
    extra_keys: &'a BTreeSet<String>,
    seen: Seen,
    groups: Vec<Group>,
    mistakes: Vec<ManifestError>,
}

impl<'a> Reader<'a> {
    fn new(extra_keys: &'a BTreeSet<String>) -> Self {
        Self { extra_keys, seen: Seen::new(), groups: Vec::new(), mistakes: Vec::new() }
    }

    /// Takes a text, and lets go of one that is its own before the groups are read.
    fn text(&mut self, file: &str, text: impl AsRef<str>) {
        let nodes = table::documents(text.as_ref(), file);
        drop(text);
        match nodes {
            Ok(nodes) => nodes.into_iter().for_each(|node| self.document(file, node)),
            Err(error) => self.mistakes.push(error.into()),
        }
    }

    /// Takes a document. Of a list each group is let go when it has been read.
    fn document(&mut self, file: &str, node: Node) {
        let file: Arc<str> = file.into();
        match node.value {
            NodeValue::Seq(items) => {
                self.groups.reserve_exact(items.len());
                for item in items {
                    self.group(&file, &item);
                }
            }
            value => self.group(&file, &Node { place: node.place, value }),
        }
    }

    fn group(&mut self, file: &Arc<str>, node: &Node) {
        let spot = Spot { file: Arc::clone(file), place: node.place };
        let Some(entries) = node.entries() else {
            let message = format!("a group must be an object, not {}", node.kind());
            return self.mistakes.push(ManifestError::new(spot, message));
        };
        let mut draft = Draft::read(spot, entries, &Others::Refuse(self.extra_keys));
        draft.complain_of_gaps();
        let mut mistakes = std::mem::take(&mut draft.mistakes);
        mistakes.extend(self.seen.compare(&draft));
        if !mistakes.is_empty() {
            mistakes.append(&mut draft.unmet);
        }
        mistakes.sort_by_key(|mistake| mistake.spot.as_ref().map(|spot| spot.place));
        self.groups.extend(draft.finish());
        self.mistakes.append(&mut mistakes);
    }

    fn into_parts(self) -> (Vec<Group>, Vec<ManifestError>) {
        (self.groups, self.mistakes)
    }

    fn finish(self) -> Result<Manifest, Vec<ManifestError>> {
        if self.mistakes.is_empty() {
            Ok(Manifest { groups: self.groups })
        } else {
            Err(self.mistakes)
        }
    }
}

#[cfg(test)]
mod tests;
