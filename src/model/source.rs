//! Sources: the systems whose accounts have the passwords.

use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess};

use super::lenient::{self, from_object};
use super::{MappedName, Object, thing};

/// A source, such as a directory or an application with accounts of its own.
///
/// A tenant can have hundreds of thousands, and sends a kilobyte and more of each: only what is asked for here is kept,
/// what many of them have in common once, and clones share it all.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Source {
    /// The ID, and behind it the name.
    text: Arc<str>,
    /// Where the name begins.
    name_at: usize,
    mapped: Option<Arc<MappedName>>,
    traits: Arc<Traits>,
}

/// What many sources have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
struct Traits {
    kind: Box<str>,
    status: Option<Box<str>>,
    policies: Box<[(Box<str>, Box<str>)]>,
    healthy: Option<bool>,
    direct: bool,
    manages_passwords: bool,
    authenticates: bool,
}

/// A source as it is read, before what it has in common with others is shared.
#[derive(Default)]
struct Draft {
    id: Box<str>,
    name: Box<str>,
    traits: Traits,
}

thread_local! {
    /// The traits of every source so far, each once.
    static SHARED: RefCell<HashSet<Arc<Traits>>> = RefCell::default();
}

#[derive(Clone, Copy, Deserialize)]
#[serde(field_identifier, rename_all = "camelCase")]
enum Key {
    Id,
    Name,
    Type,
    Status,
    PasswordPolicies,
    Healthy,
    ConnectionType,
    Features,
    #[serde(other)]
    Other,
}

/// A reference to a policy.
#[derive(Deserialize)]
struct Reference {
    id: Box<str>,
    #[serde(default)]
    name: Option<Box<str>>,
}

from_object!(Draft by Key);

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Draft { id, name, traits } = Draft::deserialize(deserializer)?;
        let (text, name_at) = ([id.as_ref(), &name].concat().into(), id.len());
        Ok(Self { text, name_at, mapped: None, traits: traits.shared() })
    }
}

impl Traits {
    fn shared(self) -> Arc<Self> {
        SHARED.with_borrow_mut(|known| {
            if let Some(same) = known.get(&self) {
                return Arc::clone(same);
            }
            let new = Arc::new(self);
            known.insert(Arc::clone(&new));
            new
        })
    }
}

thing! {
    /// A source with every field that the API sends.
    SourceObject
}

impl Source {
    /// The source that an object of the API describes.
    pub fn of(object: &Object) -> Self {
        lenient::of(object)
    }

    /// The source's ID; empty where it has none.
    pub fn id(&self) -> &str {
        &self.text[..self.name_at]
    }

    /// The source's name, that of manifests where it has another one there; empty where it has none.
    pub fn name(&self) -> &str {
        self.mapped.as_ref().map_or(self.own_name(), |mapped| &mapped.common)
    }

    /// The name that the tenant has for the source.
    pub fn own_name(&self) -> &str {
        &self.text[self.name_at..]
    }

    /// The name in messages: both, where the tenant's is another one than that of manifests.
    pub fn label(&self) -> &str {
        self.mapped.as_ref().map_or(self.own_name(), |mapped| &mapped.label)
    }

    /// Whether manifests have another name for the source than the tenant.
    pub const fn is_mapped(&self) -> bool {
        self.mapped.is_some()
    }

    /// Says that manifests have another name for the source.
    pub fn map_name(&mut self, mapped: MappedName) {
        self.mapped = Some(Arc::new(mapped));
    }

    /// Gives the policies other names in messages.
    pub fn label_policies(&mut self, label: impl Fn(&str) -> Option<String>) {
        let labels: Vec<Option<String>> =
            self.traits.policies.iter().map(|(_, name)| label(name)).collect();
        if labels.iter().all(Option::is_none) {
            return;
        }
        let mut traits = Traits::clone(&self.traits);
        for ((_, name), label) in traits.policies.iter_mut().zip(labels) {
            if let Some(label) = label {
                *name = label.into();
            }
        }
        self.traits = traits.shared();
    }

    /// Type of system, such as `Active Directory - Direct`.
    pub fn kind(&self) -> &str {
        &self.traits.kind
    }

    /// Whether the tenant talks to the source itself, rather than reading files from it.
    pub fn is_direct_connect(&self) -> bool {
        self.traits.direct
    }

    /// Whether the tenant may change passwords on the source (feature `PASSWORD`).
    pub fn manages_passwords(&self) -> bool {
        self.traits.manages_passwords
    }

    /// Whether users sign in through the source (feature `AUTHENTICATE`).
    pub fn is_authentication_source(&self) -> bool {
        self.traits.authenticates
    }

    /// Whether the last health check went well; `None` where the tenant does not say.
    pub fn healthy(&self) -> Option<bool> {
        self.traits.healthy
    }

    /// Why the source is or is not healthy, such as `SOURCE_STATE_HEALTHY`.
    pub fn status(&self) -> Option<&str> {
        self.traits.status.as_deref()
    }

    /// IDs and names of the policies assigned to the source.
    pub fn policies(&self) -> impl Iterator<Item = (&str, &str)> {
        self.traits.policies.iter().map(|(id, name)| (&**id, &**name))
    }
}

impl Draft {
    fn take<'de, A: MapAccess<'de>>(&mut self, key: Key, map: &mut A) -> Result<(), A::Error> {
        let traits = &mut self.traits;
        match key {
            Key::Id => self.id = lenient::value(map)?.unwrap_or_default(),
            Key::Name => self.name = lenient::value(map)?.unwrap_or_default(),
            Key::Type => traits.kind = lenient::value(map)?.unwrap_or_default(),
            Key::Status => traits.status = lenient::value(map)?,
            Key::Healthy => traits.healthy = lenient::value(map)?,
            Key::ConnectionType => {
                traits.direct = lenient::value::<A, Box<str>>(map)?.as_deref() == Some("direct");
            }
            Key::PasswordPolicies => {
                let policies = lenient::items::<A, Reference>(map)?;
                traits.policies =
                    policies.map(|Reference { id, name }| (id, name.unwrap_or_default())).collect();
            }
            Key::Features => {
                let features: Vec<Box<str>> = lenient::items(map)?.collect();
                let has = |feature: &str| features.iter().any(|each| **each == *feature);
                traits.manages_passwords = has("PASSWORD");
                traits.authenticates = has("AUTHENTICATE");
            }
            Key::Other => drop(map.next_value::<IgnoredAny>()?),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn source(value: Value) -> Source {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn features_and_connection_type_decide() {
        let ad = source(
            json!({"connectionType": "direct", "features": ["PASSWORD", "AUTHENTICATE", "NEW"]}),
        );
        assert!(ad.is_direct_connect() && ad.manages_passwords() && ad.is_authentication_source());
        let file = source(json!({"connectionType": "file", "features": null}));
        assert!(
            !file.is_direct_connect()
                && !file.manages_passwords()
                && !file.is_authentication_source()
        );
    }

    #[test]
    fn policies_may_be_null() {
        assert_eq!(source(json!({"passwordPolicies": null})).policies().count(), 0);
        let with = source(
            json!({"passwordPolicies": [{"id": "p", "name": "Strong"}, {"id": "q"}, {"id": "r", "name": null}, 7]}),
        );
        assert_eq!(with.policies().collect::<Vec<_>>(), [("p", "Strong"), ("q", ""), ("r", "")]);
    }

    #[test]
    fn a_field_of_another_kind_is_none_and_the_last_of_two_counts() {
        let text = r#"{"id":7,"name":["x"],"healthy":"yes","features":[1,"PASSWORD"],"status":"A","status":"B","x":{}}"#;
        let source: Source = serde_json::from_str(text).unwrap();
        assert_eq!((source.id(), source.name(), source.healthy()), ("", "", None));
        assert!(source.manages_passwords());
        assert_eq!(source.status(), Some("B"));
        assert!(serde_json::from_str::<Source>("[]").is_err());
    }

    #[test]
    fn what_nobody_asks_for_is_not_kept() {
        let lean = json!({"id": "s", "name": "GitHub", "features": ["PASSWORD"]});
        let mut whole = lean.clone();
        whole["features"] = json!(["PROVISIONING", "PASSWORD", "ENABLE"]);
        whole["connectorAttributes"] = json!({"file": "x".repeat(10_000)});
        whole["schemas"] = json!([{"type": "CONNECTOR_SCHEMA", "id": "1", "name": "account"}]);
        assert_eq!(source(whole), source(lean));
        assert!(size_of::<Source>() <= 48, "{}", size_of::<Source>());
    }

    #[test]
    fn what_sources_have_in_common_is_kept_once() {
        let whole = |id: &str, status: &str| source(json!({"id": id, "status": status}));
        let (one, same, other) = (whole("1", "A"), whole("2", "A"), whole("3", "B"));
        assert!(Arc::ptr_eq(&one.traits, &same.traits));
        assert!(!Arc::ptr_eq(&one.traits, &other.traits));
        assert_eq!((one.status(), other.status()), (Some("A"), Some("B")));
    }

    #[test]
    fn an_object_read_as_a_whole_is_the_same_source() {
        let whole = json!({"id": "s", "name": "GitHub", "healthy": true, "cluster": {"id": "c"}});
        let object = whole.as_object().unwrap().clone();
        assert_eq!(Source::of(&object), source(whole));
    }
}
