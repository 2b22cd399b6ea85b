//! Password sync groups.

use std::fmt;
use std::sync::{Arc, OnceLock};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

use super::group_text::GroupText;
use super::{FieldDiff, GroupDiff, Object, text, texts};
use crate::number;

/// The fields of a group that belong to the tenant: accepted in a body, never sent in a create.
pub const TENANT_FIELDS: [&str; 3] = ["id", "created", "modified"];

/// Every field of a group that the API documents, in its order.
pub const KNOWN_FIELDS: [&str; 6] =
    ["id", "name", "passwordPolicyId", "sourceIds", "created", "modified"];

/// A password sync group: sources whose applications share one password, ruled by one password policy.
///
/// Clones share the object until one of them is changed.
#[derive(Clone, Default)]
pub struct SyncGroup(Arc<Form>);

enum Form {
    /// As the tenant sent it, with the object once somebody has asked for it.
    Text(GroupText, OnceLock<Box<Object>>),
    Object(Object),
}

impl Default for Form {
    fn default() -> Self {
        Self::Object(Object::new())
    }
}

impl SyncGroup {
    /// Wraps the object as it is.
    pub fn new(object: Object) -> Self {
        Self(Arc::new(Form::Object(object)))
    }

    /// The group's ID; empty where it has none.
    pub fn id(&self) -> &str {
        match &*self.0 {
            Form::Text(group, _) => group.id(),
            Form::Object(object) => text(object, "id").unwrap_or_default(),
        }
    }

    /// The group's name; empty where it has none.
    pub fn name(&self) -> &str {
        match &*self.0 {
            Form::Text(group, _) => group.name(),
            Form::Object(object) => text(object, "name").unwrap_or_default(),
        }
    }

    /// The API's own object.
    pub fn object(&self) -> &Object {
        match &*self.0 {
            Form::Text(group, object) => object.get_or_init(|| Box::new(group.object())),
            Form::Object(object) => object,
        }
    }

    /// The API's own object, taken out.
    pub fn into_object(self) -> Object {
        match Arc::try_unwrap(self.0) {
            Ok(Form::Object(object)) => object,
            Ok(Form::Text(group, object)) => {
                object.into_inner().map_or_else(|| group.object(), |object| *object)
            }
            Err(shared) => match &*shared {
                Form::Object(object) => object.clone(),
                Form::Text(group, _) => group.object(),
            },
        }
    }

    /// The fields that the API does not document.
    pub fn further_fields(&self) -> Object {
        let further = |object: Object| {
            object.into_iter().filter(|(key, _)| !KNOWN_FIELDS.contains(&key.as_str())).collect()
        };
        match &*self.0 {
            Form::Text(group, _) if !group.has_further_fields() => Object::new(),
            Form::Text(group, _) => further(group.object()),
            Form::Object(object) => further(object.clone()),
        }
    }

    /// ID of the group's password policy; empty where it has none.
    pub fn policy_id(&self) -> &str {
        match &*self.0 {
            Form::Text(group, _) => group.policy_id(),
            Form::Object(object) => text(object, "passwordPolicyId").unwrap_or_default(),
        }
    }

    /// IDs of the member sources. They have no order of their own; this is the one in which the API sent them.
    pub fn source_ids(&self) -> impl Iterator<Item = &str> {
        let (sent, changed) = match &*self.0 {
            Form::Text(group, _) => (Some(group.source_ids()), None),
            Form::Object(object) => (None, Some(texts(object, "sourceIds"))),
        };
        sent.into_iter().flatten().chain(changed.into_iter().flatten())
    }

    /// Whether the source is a member.
    pub fn has_source(&self, id: &str) -> bool {
        self.source_ids().any(|source| source == id)
    }

    /// When the group was created, RFC 3339.
    pub fn created(&self) -> Option<&str> {
        text(self.object(), "created")
    }

    /// When the group was last changed, RFC 3339: `None` where the key is absent, `Some(Null)` where it is null.
    pub fn modified(&self) -> Option<&Value> {
        self.object().get("modified")
    }

    /// Sets the name.
    pub fn set_name(&mut self, name: &str) {
        self.set("name", name);
    }

    /// The group under this ID.
    #[must_use]
    pub fn with_id(mut self, id: &str) -> Self {
        self.set("id", id);
        self
    }

    /// Sets the password policy.
    pub fn set_policy_id(&mut self, id: &str) {
        self.set("passwordPolicyId", id);
    }

    /// Sets the member sources.
    pub fn set_source_ids<S: Into<String>>(&mut self, ids: impl IntoIterator<Item = S>) {
        let ids = ids.into_iter().map(|id| Value::String(id.into())).collect();
        self.set("sourceIds", Value::Array(ids));
    }

    /// The object without the fields that belong to the tenant: what a create sends.
    #[must_use]
    pub fn without_tenant_fields(&self) -> Self {
        let keep = |(key, _): &(&String, &Value)| !TENANT_FIELDS.contains(&key.as_str());
        let kept = self.object().iter().filter(keep);
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

    fn set(&mut self, key: &str, value: impl Into<Value>) {
        let mut object = std::mem::take(self).into_object();
        object.insert(key.to_owned(), value.into());
        *self = Self::new(object);
    }
}

impl fmt::Debug for SyncGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SyncGroup").field(self.object()).finish()
    }
}

impl PartialEq for SyncGroup {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.object() == other.object()
    }
}

impl Serialize for SyncGroup {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &*self.0 {
            Form::Text(group, object) => match object.get() {
                Some(object) => object.serialize(serializer),
                None => group.object().serialize(serializer),
            },
            Form::Object(object) => object.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for SyncGroup {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Box::<RawValue>::deserialize(deserializer)?;
        let Value::Object(object) = number::value(text.get()).map_err(D::Error::custom)? else {
            return Err(D::Error::custom("not an object"));
        };
        let form = match GroupText::of(text.get()) {
            Some(group) => Form::Text(group, OnceLock::new()),
            None => Form::Object(object),
        };
        Ok(Self(Arc::new(form)))
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
    fn a_group_is_the_same_whether_it_is_text_or_an_object() {
        for text in [
            r#"{"id":"1","name":"n","passwordPolicyId":"p","sourceIds":["a","b"],"modified":null}"#,
            r#"{ "sourceIds": [ "a", 7, null, "a" ], "name" : "é 😀", "zeta": {"a": 1e400}, "id": "1" }"#,
            r#"{"name":"a \"quoted\" \u00e9","id":"1","sourceIds":["a\\b"]}"#,
            r#"{"n\u0061me":"escaped key","id":"x","id":"last","sourceIds":["a"],"sourceIds":null}"#,
            r#"{"id":7,"name":null,"passwordPolicyId":["p"],"sourceIds":"a"}"#,
            "{}",
        ] {
            let read: SyncGroup = serde_json::from_str(text).unwrap();
            let object = SyncGroup::new(read.object().clone());
            assert_eq!((read.id(), read.name()), (object.id(), object.name()), "{text}");
            assert_eq!(read.policy_id(), object.policy_id(), "{text}");
            assert!(read.source_ids().eq(object.source_ids()), "{text}");
            assert_eq!(read.further_fields(), object.further_fields(), "{text}");
            assert_eq!(
                serde_json::to_string(&read).unwrap(),
                serde_json::to_string(&object).unwrap()
            );
            assert_eq!(read.clone().into_object(), object.clone().into_object());
            let change = |mut group: SyncGroup| {
                group.set_name("new");
                group.set_source_ids(["z"]);
                serde_json::to_string(&group.with_id("2")).unwrap()
            };
            assert_eq!(change(read), change(object), "{text}");
        }
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
