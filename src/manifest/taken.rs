//! Who has what already: names and IDs of groups, and the sources that groups claim.

use std::collections::HashMap;
use std::hash::Hash;

use crate::manifest::fields::Draft;
use crate::manifest::{ManifestError, Pointer, Reference, Spot};

/// The sources that groups claim, by whatever tells one source from another.
pub(crate) struct Claims<K>(HashMap<K, Claim>);

struct Claim {
    group: Spot,
    name: String,
    spot: Spot,
}

impl<K: Eq + Hash> Claims<K> {
    pub(crate) fn new() -> Self {
        Self(HashMap::new())
    }

    /// Claims a source for the group that begins at `group`, unless somebody has it.
    pub(crate) fn take(
        &mut self,
        key: K,
        pointer: &Pointer,
        (group, name): (&Spot, &str),
    ) -> Option<ManifestError> {
        if let Some(claim) = self.0.get(&key) {
            return Some(claim.against(pointer, group));
        }
        let claim = Claim { group: group.clone(), name: name.into(), spot: pointer.spot.clone() };
        self.0.insert(key, claim);
        None
    }
}

impl Claim {
    fn against(&self, pointer: &Pointer, group: &Spot) -> ManifestError {
        let (source, spot) = (&pointer.reference, &self.spot);
        let message = if *group == self.group {
            format!("source `{source}` is in this group already, at {spot}")
        } else if self.name.is_empty() {
            format!("source `{source}` is claimed by another group already, at {spot}")
        } else {
            format!("source `{source}` is claimed by group `{}` already, at {spot}", self.name)
        };
        ManifestError::new(pointer.spot.clone(), message)
    }
}

/// What the groups so far have taken for themselves.
pub(crate) struct Seen {
    names: HashMap<String, (Spot, bool)>,
    ids: HashMap<String, Spot>,
    sources: Claims<Reference>,
}

impl Seen {
    pub(crate) fn new() -> Self {
        Self { names: HashMap::new(), ids: HashMap::new(), sources: Claims::new() }
    }

    /// Compares a group with those before it and remembers it.
    pub(crate) fn compare(&mut self, draft: &Draft) -> Vec<ManifestError> {
        let group = (&draft.spot, draft.name());
        let claim =
            |pointer: &Pointer| self.sources.take(pointer.reference.clone(), pointer, group);
        let claimed: Vec<ManifestError> = draft.sources.iter().filter_map(claim).collect();
        self.id(draft).into_iter().chain(self.name(draft)).chain(claimed).collect()
    }

    fn id(&mut self, draft: &Draft) -> Option<ManifestError> {
        let (spot, id) = draft.id.as_ref()?;
        if let Some(first) = self.ids.get(id) {
            let message = format!("ID `{id}` is used already, at {first}");
            return Some(ManifestError::new(spot.clone(), message));
        }
        self.ids.insert(id.clone(), spot.clone());
        None
    }

    /// Two groups of a tenant that have the same name are told apart by their IDs, if both are written.
    fn name(&mut self, draft: &Draft) -> Option<ManifestError> {
        let (spot, name) = draft.name.as_ref()?;
        let Some((first, has_id)) = self.names.get(name) else {
            self.names.insert(name.clone(), (spot.clone(), draft.id.is_some()));
            return None;
        };
        let message = format!("group name `{name}` is used already, at {first}");
        (!has_id || draft.id.is_none()).then(|| ManifestError::new(spot.clone(), message))
    }
}
