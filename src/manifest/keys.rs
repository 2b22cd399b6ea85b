//! The keys of a group in a manifest. Reader, writer and schema go by this table.

use std::collections::BTreeSet;

use super::reference::{Fault, Reference};
use crate::model::SyncGroup;

/// A key that means something here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Name,
    PolicyId,
    Policy,
    ShortPolicy,
    SourceIds,
    Sources,
    Created,
    Modified,
}

impl Field {
    pub(super) const ALL: [Self; 9] = [
        Self::Id,
        Self::Name,
        Self::PolicyId,
        Self::Policy,
        Self::ShortPolicy,
        Self::SourceIds,
        Self::Sources,
        Self::Created,
        Self::Modified,
    ];

    /// What a group cannot be without, or its equal by ID.
    pub(super) const REQUIRED: [Self; 3] = [Self::Name, Self::Policy, Self::Sources];

    /// The field of a key, spelled exactly.
    pub(super) fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
            Self::PolicyId => "passwordPolicyId",
            Self::Policy => "passwordPolicy",
            Self::ShortPolicy => "policy",
            Self::SourceIds => "sourceIds",
            Self::Sources => "sources",
            Self::Created => "created",
            Self::Modified => "modified",
        }
    }

    /// The one key of those that mean the same.
    pub(super) const fn by_name(self) -> Self {
        match self {
            Self::PolicyId | Self::ShortPolicy => Self::Policy,
            Self::SourceIds => Self::Sources,
            field => field,
        }
    }

    /// The key of the API for it.
    pub(super) const fn api_key(self) -> &'static str {
        match self {
            Self::Policy | Self::ShortPolicy => Self::PolicyId.key(),
            Self::Sources => Self::SourceIds.key(),
            field => field.key(),
        }
    }

    /// What a text under this key refers to. All keys take IDs and names; under the API's own keys an ID may have any
    /// form, since that is what the API sends.
    pub(super) fn reference(self, text: &str) -> Result<Reference, Fault> {
        match self {
            Self::PolicyId | Self::SourceIds => Reference::of_api_key(text),
            _ => Reference::parse(text),
        }
    }
}

/// The keys that a tenant's own groups have and that mean nothing here: [`read`](super::read()) lets them pass.
pub fn extra_keys<'a>(groups: impl IntoIterator<Item = &'a SyncGroup>) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for (key, _) in groups.into_iter().flat_map(SyncGroup::further_fields) {
        if Field::of(&key).is_none() {
            keys.insert(key);
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::KNOWN_FIELDS;

    #[test]
    fn every_documented_field_of_the_api_is_a_key() {
        for key in KNOWN_FIELDS {
            assert_eq!(Field::of(key).unwrap().key(), key);
        }
        assert!(Field::of("Name").is_none());
    }

    #[test]
    fn what_only_the_tenant_has_is_extra() {
        let groups: Vec<SyncGroup> = serde_json::from_value(
            json!([{"id": "1", "zeta": 1, "name": "n"}, {"alpha": null, "zeta": 2, "created": ""}]),
        )
        .unwrap();
        assert_eq!(extra_keys(&groups).into_iter().collect::<Vec<_>>(), ["alpha", "zeta"]);
    }
}
