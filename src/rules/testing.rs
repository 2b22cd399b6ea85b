//! A tenant for the tests of this room: two good sources, their applications and two policies.

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::model::{Source, SyncGroup};
use crate::rules::tenant_facts::{Reading, TenantFacts};

/// An object of the API.
pub(super) fn thing<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// A group with ID, name, policy and sources.
pub(super) fn group(id: &str, name: &str, policy: &str, sources: &[&str]) -> SyncGroup {
    thing(json!({"id": id, "name": name, "passwordPolicyId": policy, "sourceIds": sources}))
}

/// A direct-connect source that manages passwords; the keys of `more` win.
pub(super) fn source(id: &str, name: &str, more: &Value) -> Source {
    let mut source = json!({
        "id": id, "name": name, "connectionType": "direct", "features": ["PASSWORD"], "healthy": true,
        "passwordPolicies": null,
    });
    for (key, value) in more.as_object().unwrap() {
        source[key] = value.clone();
    }
    thing(source)
}

/// What [`known`] is made of, to be changed by a test before it is put together.
pub(super) struct World {
    pub(super) sources: Reading<Vec<Source>>,
    pub(super) policies: Reading<Value>,
    pub(super) applications: Reading<Value>,
    pub(super) assignments: Vec<(&'static str, Reading<Value>)>,
    pub(super) groups: Reading<Vec<SyncGroup>>,
}

impl World {
    /// A tenant in which group `g` of `ad` and `gh` keeps every rule.
    pub(super) fn good() -> Self {
        let ad = json!({"features": ["PASSWORD", "AUTHENTICATE"]});
        Self {
            sources: Reading::Read(vec![
                source("ad", "ActiveDirectory", &ad),
                source("gh", "GitHub", &json!({})),
                source("gs", "G Suite", &json!({})),
            ]),
            policies: Reading::Read(json!([
                {"id": "p", "name": "Strong", "minLength": 8, "minNumeric": 1},
                {"id": "q", "name": "Stronger", "minLength": 12, "minNumeric": 1},
            ])),
            applications: Reading::Read(json!([
                {"id": "a1", "name": "Intranet", "accountSource": {"id": "ad"}},
                {"id": "a2", "name": "GitHub Pages", "accountSource": {"id": "gh"}},
            ])),
            assignments: vec![("ad", Reading::Read(json!([]))), ("gh", Reading::Read(json!([])))],
            groups: Reading::Read(vec![good_group()]),
        }
    }

    /// Puts it together.
    pub(super) fn known(self) -> TenantFacts {
        let known = TenantFacts::new()
            .with_sources(self.sources)
            .with_policies(objects(self.policies))
            .with_applications(objects(self.applications))
            .with_groups(self.groups);
        self.assignments
            .into_iter()
            .fold(known, |known, (id, reading)| known.with_assignments(id, objects(reading)))
    }

    /// Replaces the source of the same ID.
    pub(super) fn put(&mut self, source: Source) {
        if let Reading::Read(sources) = &mut self.sources {
            sources.retain(|old| old.id() != source.id());
            sources.push(source);
        }
    }
}

/// The group that keeps every rule in [`World::good`].
pub(super) fn good_group() -> SyncGroup {
    group("g", "One", "p", &["ad", "gh"])
}

fn objects<T: DeserializeOwned>(reading: Reading<Value>) -> Reading<Vec<T>> {
    match reading {
        Reading::Unasked => Reading::Unasked,
        Reading::Refused => Reading::Refused,
        Reading::Read(value) => Reading::Read(thing(value)),
    }
}
