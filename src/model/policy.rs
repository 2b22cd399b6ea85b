//! Password policies and their assignment to sources.

use std::sync::Arc;

use serde::de::{IgnoredAny, MapAccess};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::lenient::{self, from_object};
use super::{MappedName, Object, texts, thing};

thing! {
    /// A password policy as the API sends it.
    PolicyObject
}

/// A password policy: what a password must be like.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(from = "PolicyObject", into = "PolicyObject")]
pub struct PasswordPolicy {
    whole: PolicyObject,
    mapped: Option<Arc<MappedName>>,
}

impl From<PolicyObject> for PasswordPolicy {
    fn from(whole: PolicyObject) -> Self {
        Self { whole, mapped: None }
    }
}

impl From<PasswordPolicy> for PolicyObject {
    fn from(policy: PasswordPolicy) -> Self {
        policy.whole
    }
}

impl PasswordPolicy {
    /// Wraps the object as it is.
    pub fn new(object: Object) -> Self {
        PolicyObject::new(object).into()
    }

    /// The policy's ID; empty where it has none.
    pub fn id(&self) -> &str {
        self.whole.id()
    }

    /// The policy's name, that of manifests where it has another one there; empty where it has none.
    pub fn name(&self) -> &str {
        self.mapped.as_ref().map_or(self.whole.name(), |mapped| &mapped.common)
    }

    /// The name that the tenant has for the policy.
    pub fn own_name(&self) -> &str {
        self.whole.name()
    }

    /// The name in messages: both, where the tenant's is another one than that of manifests.
    pub fn label(&self) -> &str {
        self.mapped.as_ref().map_or(self.whole.name(), |mapped| &mapped.label)
    }

    /// Whether manifests have another name for the policy than the tenant.
    pub const fn is_mapped(&self) -> bool {
        self.mapped.is_some()
    }

    /// Says that manifests have another name for the policy.
    pub fn map_name(&mut self, mapped: MappedName) {
        self.mapped = Some(Arc::new(mapped));
    }

    /// The API's own object.
    pub fn object(&self) -> &Object {
        self.whole.object()
    }

    /// The API's own object, taken out.
    pub fn into_object(self) -> Object {
        self.whole.into_object()
    }

    /// A numeric rule such as `minLength`; 0, -1, null and absent all mean that it is not set.
    pub fn rule(&self, key: &str) -> Option<u64> {
        self.object().get(key)?.as_u64().filter(|&number| number > 0)
    }

    /// A yes-or-no rule such as `useDictionary`.
    pub fn flag(&self, key: &str) -> bool {
        self.object().get(key).and_then(Value::as_bool).unwrap_or_default()
    }

    /// IDs of the sources that the policy is assigned to.
    pub fn source_ids(&self) -> impl Iterator<Item = &str> {
        texts(self.object(), "sourceIds")
    }
}

/// One line of a source's password policies: `{policyId, policyName, selectors}`. Of the selectors only their being
/// there is kept.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PolicyAssignment {
    policy_id: Box<str>,
    policy_name: Box<str>,
    exception: bool,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(field_identifier, rename_all = "camelCase")]
enum Key {
    PolicyId,
    PolicyName,
    Selectors,
    #[serde(other)]
    Other,
}

from_object!(PolicyAssignment by Key);

impl PolicyAssignment {
    /// The assignment that the list of policies tells of: for all identities.
    pub fn listed(policy_id: &str, policy_name: &str) -> Self {
        Self { policy_id: policy_id.into(), policy_name: policy_name.into(), exception: false }
    }

    /// ID of the assigned policy.
    pub fn policy_id(&self) -> &str {
        &self.policy_id
    }

    /// Name of the assigned policy.
    pub fn policy_name(&self) -> &str {
        &self.policy_name
    }

    /// Gives the policy another name in messages.
    pub fn label_policy(&mut self, label: impl Fn(&str) -> Option<String>) {
        if let Some(label) = label(&self.policy_name) {
            self.policy_name = label.into();
        }
    }

    /// Whether the assignment holds only for some identities: a policy exception.
    pub const fn is_exception(&self) -> bool {
        self.exception
    }

    fn take<'de, A: MapAccess<'de>>(&mut self, key: Key, map: &mut A) -> Result<(), A::Error> {
        match key {
            Key::PolicyId => self.policy_id = lenient::value(map)?.unwrap_or_default(),
            Key::PolicyName => self.policy_name = lenient::value(map)?.unwrap_or_default(),
            Key::Selectors => self.exception = selects(&map.next_value()?),
            Key::Other => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }
}

/// Whether selectors select anybody.
fn selects(selectors: &Value) -> bool {
    match selectors {
        Value::Null => false,
        Value::Array(selectors) => !selectors.is_empty(),
        Value::Object(selectors) => !selectors.is_empty(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn zero_and_minus_one_mean_unset() {
        let policy: PasswordPolicy = serde_json::from_value(
            json!({"minLength": 8, "maxLength": 0, "minSpecial": -1, "minUpper": null}),
        )
        .unwrap();
        assert_eq!(policy.rule("minLength"), Some(8));
        for key in ["maxLength", "minSpecial", "minUpper", "absent"] {
            assert_eq!(policy.rule(key), None, "{key}");
        }
    }

    #[test]
    fn only_selectors_make_an_exception() {
        let assignment = |selectors: Value| -> PolicyAssignment {
            serde_json::from_value(json!({"policyId": "p", "selectors": selectors})).unwrap()
        };
        assert!(!assignment(Value::Null).is_exception());
        assert!(!assignment(json!([])).is_exception());
        assert!(assignment(json!({"identityAttr": []})).is_exception());
        assert!(assignment(json!(["dept"])).is_exception());
    }
}
