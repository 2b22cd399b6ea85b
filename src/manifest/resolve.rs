//! A manifest meets a tenant: names become IDs.

use std::sync::Arc;

use serde_json::Value;

use super::{Group, Manifest, ManifestError, Pointer, Spot};
use crate::manifest::name_index::{Lost, NameIndex, Named};
use crate::manifest::taken::{Claims, Owner};
use crate::model::{Object, PasswordPolicy, Source, SyncGroup};

/// One group that a manifest asks for, in the tenant's own terms.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Where the group was written.
    pub spot: Spot,
    /// ID of the group, where it was written; the tenant need not have it.
    pub id: Option<String>,
    /// Name of the group.
    pub name: String,
    /// ID of the password policy, which the tenant has; empty where none was written.
    pub policy_id: String,
    /// IDs of the sources, each once, which the tenant has; in the order in which they were written.
    pub source_ids: Box<[Box<str>]>,
    /// What a group that is written must have and this one has not.
    pub unmet: Vec<ManifestError>,
    /// The fields that only the tenant's own objects explain, in the order of the text.
    pub extra: Vec<(String, Value)>,
}

impl Entry {
    /// The API's own object for the group, with its ID where one was written.
    pub fn to_group(&self) -> SyncGroup {
        let mut group = SyncGroup::default();
        if let Some(id) = &self.id {
            group = SyncGroup::new(Object::from_iter([("id".to_owned(), id.clone().into())]));
        }
        group.set_name(&self.name);
        if !self.policy_id.is_empty() {
            group.set_policy_id(&self.policy_id);
        }
        group.set_source_ids(self.source_ids.iter().map(|id| &**id));
        let mut object = group.into_object();
        object.extend(self.extra.clone());
        object.into()
    }
}

/// Finds the tenant's IDs for what a manifest names, in time linear in both.
///
/// # Errors
/// Every mistake, in the order of the manifest: a name or ID that the tenant does not have, a name that it has more
/// than once, and a source that is claimed twice under different names for it.
pub fn resolve(
    manifest: Manifest,
    sources: &[Source],
    policies: &[PasswordPolicy],
) -> Result<Vec<Entry>, Vec<ManifestError>> {
    let mut resolver = Resolver {
        sources: NameIndex::of_sources(sources),
        policies: NameIndex::of_policies(policies),
        claims: Claims::new(),
        mistakes: Vec::new(),
    };
    let entries = manifest.groups.into_iter().filter_map(|group| resolver.entry(group)).collect();
    if resolver.mistakes.is_empty() { Ok(entries) } else { Err(resolver.mistakes) }
}

struct Resolver<'a> {
    sources: NameIndex<'a, Source>,
    policies: NameIndex<'a, PasswordPolicy>,
    claims: Claims<&'a str>,
    mistakes: Vec<ManifestError>,
}

impl Resolver<'_> {
    fn entry(&mut self, group: Group) -> Option<Entry> {
        let policy = match &group.policy {
            Some(pointer) => find(&mut self.policies, pointer, &mut self.mistakes),
            None => Some(""),
        };
        let owner = Owner::new(&group.spot, &group.name);
        let source_ids =
            group.sources.iter().filter_map(|pointer| self.source(&owner, pointer)).collect();
        let Group { spot, id, name, unmet, extra, .. } = group;
        Some(Entry { spot, id, name, policy_id: policy?.to_owned(), source_ids, unmet, extra })
    }

    fn source(&mut self, owner: &Arc<Owner>, pointer: &Pointer) -> Option<Box<str>> {
        let id = find(&mut self.sources, pointer, &mut self.mistakes)?;
        let claimed = self.claims.take(id, pointer, owner);
        self.mistakes.extend(claimed);
        Some(id.into())
    }
}

fn find<'a, T: Named>(
    catalog: &mut NameIndex<'a, T>,
    pointer: &Pointer,
    mistakes: &mut Vec<ManifestError>,
) -> Option<&'a str> {
    let found = catalog.find(&pointer.reference);
    found
        .map_err(|Lost { code, message, hint }| {
            let spot = Some(pointer.spot.clone());
            mistakes.push(ManifestError { code, spot, message, hint });
        })
        .ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fmt::Write as _;

    use serde_json::json;

    use super::*;
    use crate::manifest::parse;

    const HEX: &str = "2c91808d744ba0ce01746f93b6204501";

    fn things<T: serde::de::DeserializeOwned>(pairs: &[(&str, &str)]) -> Vec<T> {
        let object = |&(id, name): &(&str, &str)| json!({"id": id, "name": name});
        serde_json::from_value(pairs.iter().map(object).collect()).unwrap()
    }

    fn manifest(text: &str) -> Manifest {
        parse(&[("g.yaml".into(), text.into())], &BTreeSet::from(["owner".into()])).unwrap()
    }

    fn against(text: &str) -> Result<Vec<Entry>, Vec<String>> {
        let sources = things(&[
            ("s1", "AD"),
            ("s2", "LDAP"),
            ("s3", "Twin"),
            ("s4", "Twin"),
            (HEX, "GitHub"),
            ("s5", HEX),
            ("s6", "id:x"),
            ("s1", "again"),
        ]);
        let policies = things(&[("p1", "Strong"), ("p2", "Weak")]);
        resolve(manifest(text), &sources, &policies)
            .map_err(|mistakes| mistakes.iter().map(ToString::to_string).collect())
    }

    fn ids(entry: &Entry) -> Vec<&str> {
        entry.source_ids.iter().map(|id| &**id).collect()
    }

    fn mistakes(policy: &str, sources: &str) -> Vec<String> {
        let text = format!("name: A\npasswordPolicy: {policy}\nsources: {sources}\n");
        against(&text).unwrap_err()
    }

    #[test]
    fn names_become_ids_in_the_written_order() {
        let text = format!(
            "id: x\nname: A\npasswordPolicy: Strong\nsources: [LDAP, {HEX}, 'name:{HEX}', name:id:x, id:s3]\nowner: 1\n"
        );
        let entries = against(&text).unwrap();
        assert_eq!(ids(&entries[0]), ["s2", HEX, "s5", "s6", "s3"]);
        assert_eq!(entries[0].spot.to_string(), "g.yaml:1:1");
        assert_eq!(
            serde_json::to_string(&entries[0].to_group()).unwrap(),
            json!({
                "id": "x", "name": "A", "passwordPolicyId": "p1", "sourceIds": ["s2", HEX, "s5", "s6", "s3"], "owner": 1
            })
            .to_string()
        );
        let by_id = "name: A\npasswordPolicyId: p2\nsourceIds: [s1, s4]\n";
        let entries = against(by_id).unwrap();
        assert_eq!((entries[0].policy_id.as_str(), &entries[0].id), ("p2", &None));
        assert_eq!(entries[0].to_group().object().get("id"), None);
    }

    #[test]
    fn what_the_tenant_lacks_has_a_place_and_a_neighbour() {
        let other = "f".repeat(32);
        for (policy, sources, expected) in [
            (
                "strong",
                "[AD, LDAP]",
                "2:17: password policy `strong` was not found (did you mean `Strong`?)",
            ),
            ("X", "[AD, LDAP]", "2:17: password policy `X` was not found"),
            ("id:p3", "[AD, LDAP]", "2:17: password policy with ID `p3` was not found"),
            (
                "id:Weak",
                "[AD, LDAP]",
                "2:17: password policy with ID `Weak` was not found (it is the name of a password policy: \
                 `passwordPolicy` takes `Weak`)",
            ),
            ("Weak", "['AD ', LDAP]", "3:11: source `AD ` was not found (did you mean `AD`?)"),
            ("Weak", "[AD, ID;x]", "3:15: source `ID;x` was not found (did you mean `name:id:x`?)"),
            (
                "Weak",
                "[AD, Twin]",
                "3:15: source `Twin` is ambiguous, 2 have this name (say which by its ID: `id:s3`, `id:s4`)",
            ),
            (
                "Weak",
                &format!("[AD, {other}]"),
                &format!("3:15: source with ID `{other}` was not found"),
            ),
        ] {
            assert_eq!(mistakes(policy, sources), [format!("g.yaml:{expected}")]);
        }
    }

    #[test]
    fn the_keys_of_the_api_and_of_the_manifest_take_names_and_ids() {
        for text in [
            "name: A\npasswordPolicyId: Strong\nsourceIds: [AD, LDAP]\n",
            "name: A\npasswordPolicyId: p1\nsourceIds: [s1, 'name:LDAP']\n",
            "name: A\npolicy: Strong\nsources: [id:s1, LDAP]\n",
        ] {
            let entries = against(text).unwrap();
            assert_eq!(entries[0].policy_id, "p1", "{text}");
            assert_eq!(ids(&entries[0]), ["s1", "s2"], "{text}");
        }
        assert_eq!(
            against("name: A\npolicy: Strong\nsourceIds: [AD, LDPA]\n").unwrap_err(),
            ["g.yaml:3:17: source `LDPA` was not found (did you mean `LDAP`?)"]
        );
    }

    #[test]
    fn a_source_is_claimed_once_whatever_it_is_called() {
        assert_eq!(
            mistakes("Weak", "[AD, id:s1]"),
            ["g.yaml:3:15: source `id:s1` is in this group already, at g.yaml:3:11"]
        );
        let text = "- {name: A, passwordPolicy: Weak, sources: [AD, LDAP]}\n\
                    - {name: B, passwordPolicyId: p1, sourceIds: [s2, s3]}\n";
        assert_eq!(
            against(text).unwrap_err(),
            ["g.yaml:2:47: source `s2` is claimed by group `A` already, at g.yaml:1:49"]
        );
    }

    #[test]
    fn all_mistakes_come_at_once() {
        let text = "- {name: A, passwordPolicy: No, sources: [Nope, Never]}\n\
                    - {name: B, passwordPolicy: Strng, sources: [LDPA, Twin]}\n";
        assert_eq!(against(text).unwrap_err().len(), 6);
    }

    #[test]
    fn many_candidates_are_counted() {
        let ids: Vec<String> = (0..7).map(|number| format!("s{number}")).collect();
        let pairs: Vec<(&str, &str)> = ids.iter().map(|id| (id.as_str(), "Twin")).collect();
        let manifest = manifest("name: A\npasswordPolicyId: p\nsources: [Twin, id:s1]\n");
        let found = resolve(manifest, &things(&pairs), &things(&[("p", "P")])).unwrap_err();
        assert_eq!(
            found[0].hint.as_deref(),
            Some("say which by its ID: `id:s0`, `id:s1`, `id:s2`, `id:s3`, `id:s4` and 2 more")
        );
    }

    fn large(count: usize) -> (String, Vec<Source>) {
        let mut text = String::new();
        for number in 0..count {
            let _ = writeln!(
                text,
                "{{\"name\":\"g{number}\",\"passwordPolicyId\":\"p\",\"sources\":[\"a{number}\",\"b{number}\"]}}"
            );
        }
        let source = |number| {
            ["a", "b"].map(
                |letter| json!({"id": format!("{letter}-{number}"), "name": format!("{letter}{number}")}),
            )
        };
        let sources: Vec<Value> = (0..count).flat_map(source).collect();
        (text, serde_json::from_value(sources.into()).unwrap())
    }

    #[test]
    fn a_large_manifest_is_resolved() {
        let (text, sources) = large(20_000);
        let manifest = parse(&[("g.json".into(), text)], &BTreeSet::new()).unwrap();
        let entries = resolve(manifest, &sources, &things(&[("p", "P")])).unwrap();
        assert_eq!(ids(&entries[19_999]), ["a-19999", "b-19999"]);
    }
}
