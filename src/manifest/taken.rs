//! Who has what already: names and IDs of groups, and the sources that groups claim.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use crate::document::Place;
use crate::manifest::fields::Draft;
use crate::manifest::{ManifestError, Pointer, Reference, Spot};

/// The sources that groups claim, by whatever tells one source from another.
pub(crate) struct Claims<K>(HashMap<K, Claim>);

/// A group that claims sources.
pub(crate) struct Owner {
    spot: Spot,
    name: Box<str>,
}

struct Claim {
    owner: Arc<Owner>,
    /// Where the source is, in the file of the group.
    place: Place,
}

impl Owner {
    /// The group of this name that begins at `spot`.
    pub(crate) fn new(spot: &Spot, name: &str) -> Arc<Self> {
        Arc::new(Self { spot: spot.clone(), name: name.into() })
    }
}

impl<K: Eq + Hash> Claims<K> {
    pub(crate) fn new() -> Self {
        Self(HashMap::new())
    }

    /// Claims a source for a group, unless somebody has it.
    pub(crate) fn take(
        &mut self,
        key: K,
        pointer: &Pointer,
        owner: &Arc<Owner>,
    ) -> Option<ManifestError> {
        if let Some(claim) = self.0.get(&key) {
            return Some(claim.against(pointer, owner));
        }
        self.0.insert(key, Claim { owner: Arc::clone(owner), place: pointer.spot.place });
        None
    }
}

impl Claim {
    fn against(&self, pointer: &Pointer, owner: &Owner) -> ManifestError {
        let Owner { spot: group, name } = &*self.owner;
        let source = &pointer.reference;
        let spot = Spot { file: Arc::clone(&group.file), place: self.place };
        let message = if *group == owner.spot {
            format!("source `{source}` is in this group already, at {spot}")
        } else if name.is_empty() {
            format!("source `{source}` is claimed by another group already, at {spot}")
        } else {
            format!("source `{source}` is claimed by group `{name}` already, at {spot}")
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
        let owner = Owner::new(&draft.spot, draft.name());
        let claim =
            |pointer: &Pointer| self.sources.take(pointer.reference.clone(), pointer, &owner);
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
