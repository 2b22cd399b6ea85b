//! The planner where manifests have other names for sources and policies than tenants.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use toml_edit::DocumentMut;

use super::{desired, present};
use crate::app::lookup::mapping::Mapping;
use crate::manifest::{Entry, Reference, Style, Tenant, load, write};
use crate::model::{PasswordPolicy, Source, SyncGroup};
use crate::plan::{Action, Desired, Plan, Present, Settings, identify, plan};
use crate::profile::Config;

const SOURCES: usize = 9;
const POLICIES: usize = 3;
const GROUPS: usize = 5;

/// What a tenant calls a thing that manifests have a name for.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Call {
    AsInManifests,
    WithSuffix,
    /// By the name that manifests have for another thing, and so on in a circle.
    AsAnother,
}

/// What is drawn of a tenant. Sources, policies and groups are numbers.
#[derive(Debug, Clone)]
struct Drawn {
    sources: Vec<Call>,
    policies: Vec<Call>,
    groups: Vec<Members>,
}

#[derive(Debug, Clone)]
struct Members {
    group: usize,
    policy: usize,
    sources: Vec<usize>,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let calls = |count| {
        let call = prop::sample::select(vec![
            Call::AsInManifests,
            Call::WithSuffix,
            Call::AsAnother,
            Call::AsAnother,
        ]);
        vec(call, count)
    };
    let shuffled = |count| Just((0..count).collect::<Vec<usize>>()).prop_shuffle();
    let group = (0..POLICIES, 2_usize..4);
    (calls(SOURCES), calls(POLICIES), shuffled(SOURCES), shuffled(GROUPS), vec(group, 0..=GROUPS))
        .prop_map(|(sources, policies, mut free, names, groups)| {
            let members = |(group, (policy, size))| {
                let at = free.len().checked_sub(size)?;
                Some(Members { group, policy, sources: free.split_off(at) })
            };
            let groups = names.into_iter().zip(groups).filter_map(members).collect();
            Drawn { sources, policies, groups }
        })
}

/// The names that manifests have, with whatever YAML, TOML and references could stumble over.
fn names(count: usize) -> impl Strategy<Value = Vec<String>> {
    let number = |(number, text): (usize, String)| format!("{text}{number}");
    vec(r#"(id:|name:)?[a-zé .:'"\\#-]{0,4}"#, count)
        .prop_map(move |texts| texts.into_iter().enumerate().map(number).collect())
}

fn own_names(common: &[String], calls: &[Call], suffix: &str) -> Vec<String> {
    let circle: Vec<usize> = (0..calls.len()).filter(|&at| calls[at] == Call::AsAnother).collect();
    let own = |at: usize| match calls[at] {
        Call::AsInManifests => common[at].clone(),
        Call::WithSuffix => format!("{} ({suffix})", common[at]),
        Call::AsAnother => {
            let place = circle.iter().position(|&other| other == at).unwrap();
            common[circle[(place + 1) % circle.len()]].clone()
        }
    };
    (0..common.len()).map(own).collect()
}

/// A tenant as its profile shows it.
struct Side {
    sources: Vec<Source>,
    policies: Vec<PasswordPolicy>,
    groups: Vec<SyncGroup>,
}

fn things<T: DeserializeOwned>(tenant: &str, kind: &str, names: &[String]) -> Vec<T> {
    let thing = |(number, name)| json!({"id": format!("{tenant}-{kind}-{number}"), "name": name});
    serde_json::from_value(names.iter().enumerate().map(thing).collect()).unwrap()
}

impl Side {
    fn new(tenant: &str, sources: &[String], policies: &[String], drawn: &Drawn) -> Self {
        let own_sources = own_names(sources, &drawn.sources, tenant);
        let own_policies = own_names(policies, &drawn.policies, tenant);
        let mut config = DocumentMut::new();
        config["profiles"][tenant]["sandbox"] = true.into();
        for (kind, common, own) in
            [("sources", sources, &own_sources), ("policies", policies, &own_policies)]
        {
            for (common, own) in common.iter().zip(own).filter(|(common, own)| common != own) {
                config["profiles"][tenant]["names"][kind][common.as_str()] = own.as_str().into();
            }
        }
        let config = Config::parse(Path::new("config.toml"), &config.to_string()).unwrap();
        let mapping = Mapping::new(&config.profile(tenant).unwrap().names, tenant);
        let mut side = Self {
            sources: things(tenant, "source", &own_sources),
            policies: things(tenant, "policy", &own_policies),
            groups: Vec::new(),
        };
        mapping.name_sources(&mut side.sources);
        mapping.name_policies(&mut side.policies);
        mapping.check(&side.sources, &side.policies).unwrap();
        side.groups = drawn.groups.iter().map(|group| side.group(tenant, group)).collect();
        side
    }

    fn group(&self, tenant: &str, members: &Members) -> SyncGroup {
        let Members { group, policy, sources } = members;
        let mut object = SyncGroup::default();
        object.set_name(&format!("Group {group}"));
        object.set_policy_id(self.policies[*policy].id());
        object.set_source_ids(sources.iter().map(|&source| self.sources[source].id()));
        object.with_id(&format!("{tenant}-group-{group}"))
    }

    fn export(&self) -> String {
        let Self { sources, policies, groups } = self;
        write(groups, Tenant { groups, sources, policies }, Style::Yaml, false).unwrap()
    }

    fn entries(&self, text: &str) -> Vec<Entry> {
        let files = vec![("groups.yaml".to_owned(), text.to_owned())];
        load(files, &BTreeSet::new(), &self.sources, &self.policies).unwrap()
    }

    /// Plans what gives the tenant these groups and no others.
    fn planned<T>(
        &self,
        entries: &[Entry],
        then: impl FnOnce(&[Present<'_>], &Plan<'_>) -> T,
    ) -> T {
        let present: Vec<Present<'_>> = self.groups.iter().map(present).collect();
        let desired: Vec<Desired<'_>> = entries.iter().map(desired).collect();
        let kept: HashSet<usize> =
            identify(&present, &desired).unwrap().into_iter().flatten().collect();
        let delete: Vec<usize> = (0..present.len()).filter(|at| !kept.contains(at)).collect();
        let plan = plan(&present, &desired, &delete).unwrap();
        then(&present, &plan)
    }

    /// The groups once the tenant is as the manifest says.
    fn applied(&self, entries: &[Entry]) -> Vec<SyncGroup> {
        self.planned(entries, |present, plan| {
            let mut now: Vec<Option<(String, Settings<'_>)>> =
                present.iter().map(|it| Some((it.id.to_string(), it.settings.clone()))).collect();
            for step in &plan.steps {
                match &step.action {
                    Action::Create { after, .. } => {
                        now.push(Some((format!("new-{}", step.id), after.clone())));
                    }
                    Action::Update { group, after, .. } => {
                        now[*group].as_mut().unwrap().1 = after.clone();
                    }
                    Action::Delete { group, .. } => now[*group] = None,
                }
                assert_rules(now.iter().flatten().map(|(_, settings)| settings));
            }
            now.into_iter().flatten().map(|(id, settings)| written(&id, &settings)).collect()
        })
    }
}

fn written(id: &str, settings: &Settings<'_>) -> SyncGroup {
    let mut group = SyncGroup::default();
    group.set_name(&settings.name);
    group.set_policy_id(&settings.policy);
    group.set_source_ids(settings.sources.iter().map(|id| &**id));
    group.with_id(id)
}

/// Every group has two sources that no other group has, and a name of its own.
fn assert_rules<'a>(groups: impl Iterator<Item = &'a Settings<'a>>) {
    let (mut names, mut sources) = (HashSet::new(), HashSet::new());
    for group in groups {
        assert!(group.sources.len() >= 2 && names.insert(&group.name), "{group:?}");
        assert!(group.sources.iter().all(|source| sources.insert(source)), "{group:?}");
    }
}

/// How a manifest may put a thing, each in a form that means it: a name that is also one of manifests means that one.
fn spelled(common: &[String], own: &str, at: usize, id: &str, form: usize) -> String {
    let is_taken = common.iter().any(|name| name == own);
    match form {
        0 => Reference::Id(id.to_owned()),
        1 if !is_taken => Reference::Name(own.to_owned()),
        _ => Reference::Name(common[at].clone()),
    }
    .to_string()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_manifest_gives_every_tenant_the_same_groups_whatever_it_calls_their_sources(
        sources in names(SOURCES), policies in names(POLICIES), test in drawn(), prod in drawn(),
    ) {
        let test = Side::new("test", &sources, &policies, &test);
        let mut prod = Side::new("prod", &sources, &policies, &prod);
        let manifest = test.export();
        prop_assert_eq!(test.entries(&manifest).len(), test.groups.len());
        prop_assert!(test.planned(&test.entries(&manifest), |_, plan| plan.is_empty()));
        let entries = prod.entries(&manifest);
        prod.groups = prod.applied(&entries);
        prop_assert_eq!(prod.export(), manifest);
        prop_assert!(prod.planned(&entries, |_, plan| plan.is_empty()));
        let ids = prod.groups.iter().flat_map(SyncGroup::source_ids);
        prop_assert!(ids.into_iter().all(|id| id.starts_with("prod-")));
    }

    #[test]
    fn the_plan_is_the_same_whichever_name_a_manifest_has_for_a_thing(
        sources in names(SOURCES), policies in names(POLICIES), before in drawn(), after in drawn(),
        forms in vec(0_usize..3, SOURCES + POLICIES),
    ) {
        let side = Side::new("test", &sources, &policies, &before);
        let manifest = |form: &dyn Fn(usize) -> usize| {
            let source = |&at: &usize| {
                let thing = &side.sources[at];
                spelled(&sources, thing.own_name(), at, thing.id(), form(at))
            };
            let group = |members: &Members| {
                let thing = &side.policies[members.policy];
                let form = form(SOURCES + members.policy);
                let policy =
                    spelled(&policies, thing.own_name(), members.policy, thing.id(), form);
                let members_of: Vec<String> = members.sources.iter().map(source).collect();
                let name = format!("Group {}", members.group);
                json!({"name": name, "passwordPolicy": policy, "sources": members_of})
            };
            after.groups.iter().map(group).collect::<Value>().to_string()
        };
        let by_name = side.entries(&manifest(&|at| forms[at]));
        let by_id = side.entries(&manifest(&|_| 0));
        side.planned(&by_name, |_, one| {
            side.planned(&by_id, |_, other| assert_eq!(one, other));
        });
    }
}
