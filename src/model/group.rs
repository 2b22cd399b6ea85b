//! Password sync groups.

use serde_json::Value;

use super::{FieldDiff, GroupDiff, Object, text, texts, thing};

/// The fields of a group that belong to the tenant: accepted in a body, never sent in a create.
pub const TENANT_FIELDS: [&str; 3] = ["id", "created", "modified"];

/// Every field of a group that the API documents, in its order.
pub const KNOWN_FIELDS: [&str; 6] =
    ["id", "name", "passwordPolicyId", "sourceIds", "created", "modified"];

thing! {
    /// A password sync group: sources whose applications share one password, ruled by one password policy.
    SyncGroup
}

impl SyncGroup {
    /// ID of the group's password policy; empty where it has none.
    pub fn policy_id(&self) -> &str {
        text(&self.0, "passwordPolicyId").unwrap_or_default()
    }

    /// IDs of the member sources. They have no order of their own; this is the one in which the API sent them.
    pub fn source_ids(&self) -> impl Iterator<Item = &str> {
        texts(&self.0, "sourceIds")
    }

    /// Whether the source is a member.
    pub fn has_source(&self, id: &str) -> bool {
        self.source_ids().any(|source| source == id)
    }

    /// When the group was created, RFC 3339.
    pub fn created(&self) -> Option<&str> {
        text(&self.0, "created")
    }

    /// When the group was last changed, RFC 3339: `None` where the key is absent, `Some(Null)` where it is null.
    pub fn modified(&self) -> Option<&Value> {
        self.0.get("modified")
    }

    /// Sets the name.
    pub fn set_name(&mut self, name: &str) {
        self.change().insert("name".into(), name.into());
    }

    /// The group under this ID.
    #[must_use]
    pub fn with_id(mut self, id: &str) -> Self {
        self.change().insert("id".into(), id.into());
        self
    }

    /// Sets the password policy.
    pub fn set_policy_id(&mut self, id: &str) {
        self.change().insert("passwordPolicyId".into(), id.into());
    }

    /// Sets the member sources.
    pub fn set_source_ids<S: Into<String>>(&mut self, ids: impl IntoIterator<Item = S>) {
        let ids = ids.into_iter().map(|id| Value::String(id.into())).collect();
        self.change().insert("sourceIds".into(), Value::Array(ids));
    }

    /// The object without the fields that belong to the tenant: what a create sends.
    #[must_use]
    pub fn without_tenant_fields(&self) -> Self {
        let keep = |(key, _): &(&String, &Value)| !TENANT_FIELDS.contains(&key.as_str());
        let kept = self.0.iter().filter(keep);
        Self::new(kept.map(|(key, value)| (key.clone(), value.clone())).collect())
    }

    /// Whether a user would call both the same: the fields that belong to the tenant do not count.
    pub fn same_settings(&self, other: &Self) -> bool {
        GroupDiff::of_settings(self, other).is_empty()
    }

    /// Whether this group has every setting of another one; it may have more, such as a default of the tenant.
    pub fn has_settings_of(&self, other: &Self) -> bool {
        let only_here = |field: &FieldDiff| matches!(field, FieldDiff::Value { then: None, .. });
        GroupDiff::of_settings(other, self).fields().iter().all(only_here)
    }

    fn change(&mut self) -> &mut Object {
        std::sync::Arc::make_mut(&mut self.0)
    }
}

impl From<Object> for SyncGroup {
    fn from(object: Object) -> Self {
        Self::new(object)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn group(value: Value) -> SyncGroup {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn unknown_fields_and_null_survive_a_round_trip() {
        let text = r#"{"zeta":{"a":[1.50,1e400]},"id":"x","modified":null,"sourceIds":["b","a"]}"#;
        let group: SyncGroup = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&group).unwrap(), text);
        assert_eq!(group.modified(), Some(&Value::Null));
        assert_eq!(group.created(), None);
    }

    #[test]
    fn settings_ignore_the_order_of_sources_and_what_belongs_to_the_tenant() {
        let one =
            group(json!({"id": "1", "name": "n", "sourceIds": ["a", "b", "a"], "modified": null}));
        let two = group(
            json!({"sourceIds": ["b", "a"], "name": "n", "modified": "2023-03-16T04:00:00Z"}),
        );
        assert!(one.same_settings(&two));
        assert!(!one.same_settings(&group(json!({"name": "n", "sourceIds": ["a"]}))));
        assert!(
            !one.same_settings(&group(json!({"name": "n", "sourceIds": ["a", "b"], "new": 1})))
        );
    }

    #[test]
    fn a_clone_shares_the_object_until_it_is_changed() {
        let one = group(json!({"id": "1", "name": "n", "sourceIds": ["a"]}));
        let mut two = one.clone();
        assert!(std::ptr::eq(one.object(), two.object()));
        two.set_name("m");
        assert_eq!((one.name(), two.name(), two.id()), ("n", "m", "1"));
    }

    #[test]
    fn a_create_sends_nothing_that_belongs_to_the_tenant() {
        let sent = group(json!({"id": 1, "name": "n", "created": 2, "extra": 3, "modified": 4}))
            .without_tenant_fields();
        assert_eq!(Value::Object(sent.into_object()), json!({"name": "n", "extra": 3}));
    }
}
