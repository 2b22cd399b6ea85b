//! What is written is read as the same: random tenants with hostile names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::document::decode;
use crate::model::{Object, PasswordPolicy, Source, SyncGroup};

#[derive(Debug, Clone)]
struct World {
    groups: Vec<SyncGroup>,
    sources: Vec<Source>,
    policies: Vec<PasswordPolicy>,
}

impl World {
    fn tenant(&self) -> Tenant<'_> {
        Tenant { groups: &self.groups, sources: &self.sources, policies: &self.policies }
    }

    fn export(&self, style: Style, ids: bool) -> String {
        write(&self.groups, self.tenant(), style, ids).unwrap()
    }

    fn read_back(&self, text: String, style: Style) -> Vec<Entry> {
        let file = if style == Style::Yaml { "g.yaml" } else { "g.json" };
        let text = decode(text.into_bytes()).unwrap();
        let manifest = parse(&[(file.into(), text)], &extra_keys(&self.groups))
            .unwrap_or_else(|mistakes| panic!("{}", into_error(mistakes).to_text()));
        resolve(manifest, &self.sources, &self.policies)
            .unwrap_or_else(|mistakes| panic!("{}", into_error(mistakes).to_text()))
    }

    fn reversed(&self) -> Self {
        let mut other = self.clone();
        other.groups = self.groups.iter().rev().map(turned).collect();
        other.sources.reverse();
        other.policies.reverse();
        other
    }
}

/// The same group with its keys and its sources the other way round.
fn turned(group: &SyncGroup) -> SyncGroup {
    let mut object: Object =
        group.object().iter().rev().map(|(key, value)| (key.clone(), value.clone())).collect();
    if let Some(Value::Array(sources)) = object.get_mut("sourceIds") {
        sources.reverse();
    }
    object.into()
}

/// Names that a careless writer or reader takes for something else.
#[allow(clippy::too_many_lines, reason = "a table of cases")]
fn name() -> impl Strategy<Value = String> {
    let known = [
        "no",
        "Yes",
        "null",
        "~",
        "true",
        "1e3",
        "0x1F",
        "0755",
        "1_000",
        ".inf",
        "12:30",
        "- a",
        "a: b",
        "a #b",
        " a",
        "a ",
        "*a",
        "&a",
        "!a",
        "@a",
        "%a",
        "`a`",
        "{a}",
        "[a]",
        "<<",
        "=",
        "---",
        "...",
        "a\nb",
        "a\n",
        "a\r\nb",
        "\r",
        "a\tb",
        "é",
        "\u{2028}\u{feff}x",
        "\u{85}x",
        "'",
        "\"",
        "\\",
        "id:x",
        "name:x",
        "id:",
        "?",
        ":",
        "#",
        "|",
        ">",
        "2c91808d744ba0ce01746f93b6204501",
        "6881f631-3bd5-4213-9c75-8e05cc3e35dd",
        "AD",
        "ad",
        "AD ",
        "\0x",
        " ",
    ];
    prop_oneof![
        4 => prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        // One that lost characters is refused.
        2 => any::<String>().prop_map(|name| name.replace(char::REPLACEMENT_CHARACTER, "")),
        2 => "[ \n\t\r:#\\-'\"\\\\a0>|%,\\[\\]{}\u{85}\u{7f}é]{0,12}",
        2 => "[a-z]{1,6}",
    ]
}

/// IDs as the tenants make them, and others; `kind` and `number` keep them apart.
fn id(kind: char, number: usize) -> String {
    let letter = if kind == 's' { 'a' } else { 'b' };
    match number % 3 {
        0 => format!("{letter}{number:031x}"),
        1 => format!("{letter}{number:07x}-3bd5-4213-9c75-8e05cc3e35dd"),
        _ => format!("{kind}-{number}"),
    }
}

fn extra() -> impl Strategy<Value = Object> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1e12..1e12).prop_map(Value::from),
        any::<i16>().prop_map(|number| f64::from(number).into()),
        name().prop_map(Value::from),
    ];
    let value = leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name(), inner), 0..4)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    });
    let key =
        name().prop_filter("the keys of a group are its own", |key| keys::Field::of(key).is_none());
    prop::collection::vec((key, value), 0..3).prop_map(|pairs| pairs.into_iter().collect())
}

fn group(number: usize, name: &str, policies: usize, sources: usize, extra: Object) -> SyncGroup {
    let members: Vec<String> =
        (2 * number..(2 * number + 2)).map(|member| id('s', member % sources.max(1))).collect();
    let mut object: Object = extra;
    object.insert("id".into(), format!("group-{number}").into());
    object.insert("name".into(), name.into());
    object.insert("passwordPolicyId".into(), id('p', number % policies).into());
    object.insert("sourceIds".into(), json!(members));
    object.insert("created".into(), "2023-03-16T04:00:00Z".into());
    object.insert("modified".into(), Value::Null);
    object.into()
}

fn things(kind: char, names: &[String]) -> Value {
    let thing = |(number, name)| json!({"id": id(kind, number), "name": name});
    names.iter().enumerate().map(thing).collect()
}

fn world() -> impl Strategy<Value = World> {
    let group_name =
        name().prop_filter("no group has a blank name", |name| !name.trim().is_empty());
    let groups = prop::collection::vec((group_name, extra()), 0..6);
    let policies = prop::collection::vec(name(), 1..4);
    let sources = prop::collection::vec(name(), 12..16);
    (groups, policies, sources).prop_map(|(groups, policies, sources)| World {
        groups: groups
            .into_iter()
            .enumerate()
            .map(|(at, (name, extra))| group(at, &name, policies.len(), sources.len(), extra))
            .collect(),
        sources: serde_json::from_value(things('s', &sources)).unwrap(),
        policies: serde_json::from_value(things('p', &policies)).unwrap(),
    })
}

fn style() -> impl Strategy<Value = Style> {
    prop_oneof![Just(Style::Yaml), Just(Style::Json)]
}

/// What a manifest says about a group, by what never changes: its members.
type Settings<'a> = BTreeMap<BTreeSet<&'a str>, (&'a str, &'a str, Object)>;

fn of_groups(groups: &[SyncGroup]) -> Settings<'_> {
    let settings = |group: &SyncGroup| {
        let extra = group.object().clone().into_iter();
        extra.filter(|(key, _)| keys::Field::of(key).is_none()).collect()
    };
    groups
        .iter()
        .map(|group| {
            (group.source_ids().collect(), (group.name(), group.policy_id(), settings(group)))
        })
        .collect()
}

fn of_entries(entries: &[Entry]) -> Settings<'_> {
    entries
        .iter()
        .map(|entry| {
            let sources = entry.source_ids.iter().map(|id| &**id).collect();
            (
                sources,
                (
                    entry.name.as_str(),
                    entry.policy_id.as_str(),
                    entry.extra.iter().cloned().collect::<Object>(),
                ),
            )
        })
        .collect()
}

#[test]
fn endings_tell_manifests() {
    for name in ["a.yaml", "dir.d/b.yml", "C.JSON", "a.b.yaml"] {
        assert!(is_manifest_file(Path::new(name)), "{name}");
    }
    for name in [".gitlab-ci.yml", "yaml", "a.yaml~", "a.jsonl", "a.toml", ".yaml", "", "/", "a"] {
        assert!(!is_manifest_file(Path::new(name)), "{name}");
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_the_same(world in world(), style in style(), ids: bool) {
        let text = world.export(style, ids);
        let entries = world.read_back(text, style);
        prop_assert_eq!(entries.len(), world.groups.len());
        prop_assert_eq!(of_entries(&entries), of_groups(&world.groups));
        let named = |name: &str| world.groups.iter().filter(|group| group.name() == name).count();
        for entry in &entries {
            prop_assert_eq!(entry.id.is_some(), ids || named(&entry.name) > 1);
            let same = world.groups.iter().any(|group| entry.to_group().same_settings(group));
            prop_assert!(same, "{:?}", entry);
        }
    }

    #[test]
    fn two_exports_are_identical(world in world(), style in style(), ids: bool) {
        prop_assert_eq!(world.export(style, ids), world.reversed().export(style, ids));
    }

    #[test]
    fn no_text_upsets_the_reader(text: String, style in style()) {
        let file = if style == Style::Yaml { "g.yaml" } else { "g.json" };
        let _ = parse(&[(file.into(), text)], &BTreeSet::new());
    }
}
