//! A tenant's groups as a manifest, the same to the byte however the tenant orders them.

use std::collections::HashMap;

use serde::ser::SerializeSeq as _;
use serde::{Serialize, Serializer};
use serde_json::Value;

use super::keys::Field;
use crate::error::{Code, Error, Result};
use crate::manifest::name_index::NameIndex;
use crate::model::{Object, PasswordPolicy, Source, SyncGroup};
use crate::output::ExactNumbers;

/// The language of the manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// YAML, a list of groups.
    Yaml,
    /// JSON, an indented array of groups.
    Json,
}

/// What the tenant has, all of it: it tells which names are unique.
#[derive(Debug, Clone, Copy)]
pub struct Tenant<'a> {
    /// Every group, also those that are not written.
    pub groups: &'a [SyncGroup],
    /// Every source.
    pub sources: &'a [Source],
    /// Every password policy.
    pub policies: &'a [PasswordPolicy],
}

/// Writes groups as a manifest, by name, then by ID. Sources and password policies are named, unless the name is not
/// unique, blank or unknown; with `ids` everything goes by ID. A group has its own ID with `ids`, and where another
/// group of the tenant has its name. `created` and `modified` are left out, fields that nobody knows are kept.
///
/// # Errors
/// [`Code::Refused`] for what cannot be written, which no group of a tenant is.
pub fn write<'a>(
    groups: impl IntoIterator<Item = &'a SyncGroup>,
    tenant: Tenant<'_>,
    style: Style,
    ids: bool,
) -> Result<String> {
    let mut groups: Vec<&SyncGroup> = groups.into_iter().collect();
    groups.sort_by_key(|group| (group.name(), group.id()));
    let writer = Writer::new(tenant, ids);
    let list = List { writer: &writer, groups: &groups, numbers: None };
    let text = match style {
        Style::Json => serde_json::to_string_pretty(&list).map(|text| text + "\n").ok(),
        Style::Yaml => {
            let numbers = ExactNumbers::new();
            let list = List { numbers: Some(&numbers), ..list };
            let text = serde_saphyr::to_string_with_options(&list, options()).ok();
            text.map(|text| numbers.restore(text))
        }
    };
    text.ok_or_else(|| Error::new(Code::Refused, "cannot write the manifest"))
}

/// A text is one line, whatever is in it: a name of several lines would be a block that is easily broken by hand.
fn options() -> serde_saphyr::SerializerOptions {
    serde_saphyr::ser_options! { prefer_block_scalars: false }
}

/// The groups, each made an object when its turn comes.
struct List<'a> {
    writer: &'a Writer<'a>,
    groups: &'a [&'a SyncGroup],
    /// What keeps the digits of numbers in YAML.
    numbers: Option<&'a ExactNumbers>,
}

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.groups.len()))?;
        for group in self.groups {
            let group = Value::Object(self.writer.group(group));
            match self.numbers {
                Some(numbers) => list.serialize_element(&numbers.value(&group))?,
                None => list.serialize_element(&group)?,
            }
        }
        list.end()
    }
}

struct Writer<'a> {
    sources: NameIndex<'a, Source>,
    policies: NameIndex<'a, PasswordPolicy>,
    /// How many groups have a name.
    names: HashMap<&'a str, usize>,
    ids: bool,
}

impl<'a> Writer<'a> {
    fn new(tenant: Tenant<'a>, ids: bool) -> Self {
        let mut names = HashMap::with_capacity(tenant.groups.len());
        for group in tenant.groups {
            *names.entry(group.name()).or_default() += 1;
        }
        let sources = NameIndex::of_sources(tenant.sources);
        Self { sources, policies: NameIndex::of_policies(tenant.policies), names, ids }
    }

    fn group(&self, group: &SyncGroup) -> Object {
        let mut object = Object::new();
        if self.ids || self.names.get(group.name()).is_some_and(|&count| count > 1) {
            object.insert(Field::Id.key().into(), group.id().into());
        }
        object.insert(Field::Name.key().into(), group.name().into());
        if !group.policy_id().is_empty() {
            let (field, policy) = self.policy(group.policy_id());
            object.insert(field.key().into(), policy.into());
        }
        let (field, sources) = self.sources(group);
        object.insert(field.key().into(), sources.into());
        object.extend(extra(group));
        object
    }

    fn policy(&self, id: &str) -> (Field, String) {
        if self.ids {
            (Field::PolicyId, id.to_owned())
        } else {
            (Field::Policy, self.policies.reference(id).to_string())
        }
    }

    fn sources(&self, group: &SyncGroup) -> (Field, Vec<String>) {
        let (field, mut sources): (_, Vec<String>) = if self.ids {
            (Field::SourceIds, group.source_ids().map(str::to_owned).collect())
        } else {
            let text = |id| self.sources.reference(id).to_string();
            (Field::Sources, group.source_ids().map(text).collect())
        };
        sources.sort_unstable();
        sources.dedup();
        (field, sources)
    }
}

/// The fields that mean nothing here, in the order of their keys.
fn extra(group: &SyncGroup) -> Object {
    let mut extra: Object =
        group.further_fields().into_iter().filter(|(key, _)| Field::of(key).is_none()).collect();
    extra.sort_keys();
    extra.values_mut().for_each(Value::sort_all_objects);
    extra
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const HEX: &str = "2c91808d744ba0ce01746f93b6204501";

    fn things<T: serde::de::DeserializeOwned>(value: Value) -> Vec<T> {
        serde_json::from_value(value).unwrap()
    }

    fn written(groups: Value, style: Style, ids: bool) -> String {
        let groups = things(groups);
        let sources = things(json!([
            {"id": "s1", "name": "LDAP"}, {"id": "s2", "name": "AD"}, {"id": HEX, "name": "Twin"},
            {"id": "s4", "name": "Twin"}, {"id": "s5", "name": HEX}, {"id": "s6", "name": "no"},
        ]));
        let policies =
            things(json!([{"id": "p1", "name": "Strong # 1"}, {"id": "p2", "name": " "}]));
        let tenant = Tenant { groups: &groups, sources: &sources, policies: &policies };
        write(&groups, tenant, style, ids).unwrap()
    }

    fn yaml(groups: Value) -> String {
        written(groups, Style::Yaml, false)
    }

    #[test]
    fn names_stand_for_ids_in_a_stable_order() {
        let groups = json!([
            {"zeta": {"b": 1, "a": null}, "id": "g2", "name": "B", "passwordPolicyId": "p1", "sourceIds": ["s1", "s2", "s1"],
             "created": "2023-03-16T04:00:00Z", "modified": null, "alpha": "1e3"},
            {"id": "g1", "name": "A", "passwordPolicyId": "p1", "sourceIds": ["s6", HEX, "s5", "s9"]},
        ]);
        let expected = format!(
            "- name: A\n  passwordPolicy: \"Strong # 1\"\n  sources:\n  - {HEX}\n  - id:s9\n  - name:{HEX}\n  - \"no\"\n\
             - name: B\n  passwordPolicy: \"Strong # 1\"\n  sources:\n  - AD\n  - LDAP\n  alpha: \"1e3\"\n  zeta:\n    \
             a: null\n    b: 1\n"
        );
        assert_eq!(yaml(groups), expected);
    }

    #[test]
    fn ids_stand_for_themselves_where_they_are_wanted() {
        let groups = json!([
            {"sourceIds": ["s2", "s1"], "id": "g1", "name": "A", "passwordPolicyId": "p1", "modified": null}
        ]);
        assert_eq!(
            written(groups, Style::Json, true),
            "[\n  {\n    \"id\": \"g1\",\n    \"name\": \"A\",\n    \"passwordPolicyId\": \"p1\",\n    \
             \"sourceIds\": [\n      \"s1\",\n      \"s2\"\n    ]\n  }\n]\n"
        );
    }

    #[test]
    fn groups_of_one_name_have_their_ids() {
        let group = |id, name| json!({"id": id, "name": name, "sourceIds": []});
        assert_eq!(
            yaml(json!([group("b", "T"), group("c", "U"), group("a", "T")])),
            "- id: a\n  name: T\n  sources: []\n- id: b\n  name: T\n  sources: []\n- name: U\n  sources: []\n"
        );
    }

    #[test]
    fn the_whole_tenant_tells_what_is_unique() {
        let groups: Vec<SyncGroup> = things(
            json!([{"id": "a", "name": "T", "passwordPolicyId": "p"}, {"id": "b", "name": "T"}]),
        );
        let tenant = Tenant { groups: &groups, sources: &[], policies: &[] };
        assert_eq!(
            write(&groups[..1], tenant, Style::Yaml, false).unwrap(),
            "- id: a\n  name: T\n  passwordPolicy: id:p\n  sources: []\n"
        );
    }

    #[test]
    fn a_tenant_without_groups_has_an_empty_manifest() {
        assert_eq!(yaml(json!([])), "[]\n");
        assert_eq!(written(json!([]), Style::Json, false), "[]\n");
    }

    #[test]
    fn keys_that_mean_something_here_are_not_passed_through() {
        let groups =
            json!([{"name": "A", "sources": ["x"], "passwordPolicy": {}, "sourceIds": ["s1"]}]);
        assert_eq!(yaml(groups), "- name: A\n  sources:\n  - LDAP\n");
    }

    #[test]
    fn texts_stay_on_one_line() {
        let name = "two\nlines ".to_owned() + &"long ".repeat(40);
        let text = yaml(json!([{"name": name, "sourceIds": []}]));
        assert_eq!(text.lines().count(), 2, "{text}");
    }
}
