use serde_json::json;

use super::super::Reference;
use super::*;
use crate::document::{Syntax, parse_all};

const HEX: &str = "2c91808d744ba0ce01746f93b6204501";

fn parse_files(files: &[(&str, &str)]) -> Result<Manifest, Vec<String>> {
    let files: Vec<(String, String)> =
        files.iter().map(|&(file, text)| (file.into(), text.into())).collect();
    let extra_keys = BTreeSet::from(["owner".to_owned()]);
    parse(&files, &extra_keys)
        .map_err(|mistakes| mistakes.iter().map(ToString::to_string).collect())
}

fn groups(text: &str) -> Vec<Group> {
    parse_files(&[("g.yaml", text)]).unwrap().groups
}

/// The mistakes, or what the groups lack if they are to be written.
fn mistakes(text: &str) -> Vec<String> {
    let unmet = |manifest: Manifest| {
        let unmet = manifest.groups.into_iter().flat_map(|group| group.unmet);
        unmet.map(|mistake| mistake.to_string()).collect()
    };
    parse_files(&[("g.yaml", text)]).map_or_else(|mistakes| mistakes, unmet)
}

#[test]
fn a_group_without_sources_or_policy_is_read_and_says_what_it_lacks() {
    let groups =
        groups("- name: A\n  sources: []\n- name: B\n  sources: [x]\n  passwordPolicy: p\n");
    let unmet = |at: usize| groups[at].unmet.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(
        unmet(0),
        [
            "g.yaml:2:12: no source in `sources`, a group has at least two",
            "g.yaml:1:3: group `A` has no `passwordPolicy`"
        ]
    );
    assert_eq!(unmet(1), ["g.yaml:4:12: only one source in `sources`, a group has at least two"]);
}

/// The mistakes of one group, with what it needs besides `rest`.
fn mistakes_of(needed: &str, rest: &str) -> Vec<String> {
    let good = [("name", "n"), ("passwordPolicy", "p"), ("sources", "[a, b]")];
    let missing = good.iter().filter(|(key, _)| needed.contains(key));
    mistakes(
        &missing.fold(format!("{rest}\n"), |text, (key, value)| format!("{text}{key}: {value}\n")),
    )
}

const ALL: &str = "name passwordPolicy sources";

#[test]
fn a_group_is_read_with_its_places() {
    let text = format!(
        "- id: x\n  name: ' A '\n  passwordPolicy: Strong\n  sources:\n  - AD\n  - id:x\n  - {HEX}\n  created: 3\n  \
             modified: null\n  owner: {{a: 1}}\n"
    );
    let groups = groups(&text);
    let [group] = groups.as_slice() else { panic!("{groups:?}") };
    assert_eq!((group.id.as_deref(), group.name.as_str()), (Some("x"), " A "));
    assert_eq!(group.spot.to_string(), "g.yaml:1:3");
    let sources: Vec<String> =
        group.sources.iter().map(|p| format!("{} {:?}", p.spot, p.reference)).collect();
    assert_eq!(sources[0], "g.yaml:5:5 Name(\"AD\")");
    assert_eq!(sources[1], "g.yaml:6:5 Id(\"x\")");
    assert_eq!(sources[2], format!("g.yaml:7:5 Id(\"{HEX}\")"));
    assert_eq!(group.policy.as_ref().unwrap().reference, Reference::Name("Strong".into()));
    assert_eq!(group.extra, [("owner".to_owned(), json!({"a": 1}))]);
}

#[test]
fn what_list_prints_is_a_manifest() {
    let text = json!([{
        "id": "6881f631-3bd5-4213-9c75-8e05cc3e35dd", "name": "Password Sync Group 1", "passwordPolicyId": HEX,
        "sourceIds": ["a", HEX], "created": "2023-03-16T04:00:00Z", "modified": null,
    }]);
    let manifest = parse_files(&[("<stdin>", &text.to_string())]).unwrap();
    let group = &manifest.groups[0];
    assert_eq!(group.policy.as_ref().unwrap().reference, Reference::Id(HEX.into()));
    assert_eq!(group.sources[0].reference, Reference::Any("a".into()));
}

#[test]
fn documents_lists_and_files_come_together_in_their_order() {
    let one =
        |name: &str| format!("{{name: {name}, passwordPolicy: p, sources: [{name}1, {name}2]}}");
    let yaml = format!("{}\n---\n- {}\n- {}\n", one("a"), one("b"), one("c"));
    let json = "{\"name\":\"d\",\"passwordPolicy\":\"p\",\"sources\":[\"d1\",\"d2\"]}\n[]\n";
    let manifest = parse_files(&[("a.yaml", &yaml), ("b.json", json)]).unwrap();
    let spots: Vec<String> =
        manifest.groups.iter().map(|g| format!("{} {}", g.name, g.spot)).collect();
    assert_eq!(spots, ["a a.yaml:1:1", "b a.yaml:3:3", "c a.yaml:4:3", "d b.json:1:1"]);
    assert_eq!(groups("[]"), []);
}

#[test]
fn one_group_may_be_wrong_in_itself_and_for_the_tenant() {
    let text = "name: n\ncolour: red\npasswordPolicy: p\nsources: [AD, LDPA, AD, LDAP]\n";
    let source = |id: &str, name: &str| serde_json::from_value(json!({"id": id, "name": name}));
    let sources = [source("1", "AD").unwrap(), source("2", "LDAP").unwrap()];
    let mistakes =
        load(vec![("g.yaml".into(), text.into())], &BTreeSet::new(), &sources, &[]).unwrap_err();
    let texts: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    assert_eq!(
        texts,
        [
            "g.yaml:2:1: unknown key `colour`",
            "g.yaml:3:17: password policy `p` was not found",
            "g.yaml:4:15: source `LDPA` was not found (did you mean `LDAP`?)",
            "g.yaml:4:21: source `AD` is in this group already, at g.yaml:4:11",
        ]
    );
}

#[test]
fn null_is_no_id() {
    let groups = groups("id:\nname: n\npasswordPolicy: p\nsources: [a, b]\ncreated:\n");
    assert_eq!(groups[0].id, None);
}

#[test]
fn an_unknown_key_has_its_place_and_its_neighbour() {
    for (key, hint) in [
        ("nmae", " (did you mean `name`?)"),
        ("Source_IDs", " (did you mean `sourceIds`?)"),
        ("source", " (did you mean `sources`?)"),
        ("passwordpolicy", " (did you mean `passwordPolicy`?)"),
        ("ownr", " (did you mean `owner`?)"),
        ("colour", ""),
    ] {
        let expected = format!("g.yaml:1:1: unknown key `{key}`{hint}");
        assert_eq!(mistakes_of(ALL, &format!("{key}: 1")), [expected]);
    }
}

#[test]
fn a_mistyped_key_is_not_missing_too() {
    assert_eq!(
        mistakes_of("passwordPolicy sources", "nmae: n"),
        ["g.yaml:1:1: unknown key `nmae` (did you mean `name`?)"]
    );
}

#[test]
fn nothing_that_a_group_needs_may_be_missing() {
    assert_eq!(
        mistakes("created: null\n"),
        [
            "g.yaml:1:1: the group has no `name`",
            "g.yaml:1:1: the group has no `sources`",
            "g.yaml:1:1: the group has no `passwordPolicy`"
        ]
    );
    assert_eq!(
        mistakes("- name: A\n  sourceIds: [a, b]\n"),
        ["g.yaml:1:3: group `A` has no `passwordPolicy`"]
    );
}

#[test]
fn by_name_or_by_id_but_not_both() {
    assert_eq!(
        mistakes_of(ALL, "passwordPolicyId: x\nsourceIds: [c, d]"),
        [
            "g.yaml:4:1: `passwordPolicy` is there under two keys, use one of them",
            "g.yaml:5:1: `sources` is there under two keys, use one of them"
        ]
    );
}

#[test]
#[allow(clippy::too_many_lines, reason = "a table of cases")]
fn values_have_their_kind() {
    for (needed, rest, expected) in [
        (
            "passwordPolicy sources",
            "name: 12",
            "1:7: `name` must be a text, not a number (put it in quotes)",
        ),
        (
            "passwordPolicy sources",
            "name: true",
            "1:7: `name` must be a text, not a boolean (put it in quotes)",
        ),
        ("passwordPolicy sources", "name:", "1:1: `name` must be a text, not null"),
        ("passwordPolicy sources", "name: ' \t'", "1:7: `name` is blank"),
        (
            "passwordPolicy sources",
            "name: M\u{fffd}nchen",
            "1:7: `name` contains U+FFFD: characters were lost where a program used the wrong encoding (save the \
                 file as UTF-8 and pass it with -f FILE; Windows PowerShell 5.1 changes what goes through `>` and `|`, \
                 --save FILE avoids that)",
        ),
        (ALL, "id: [x]", "1:5: `id` must be a text, not a list"),
        (ALL, "id: ''", "1:5: `id` is blank"),
        (ALL, "id: '..'", "1:5: an ID cannot be a path segment"),
        (
            "name sources",
            "passwordPolicy: {a: b}",
            "1:17: `passwordPolicy` must be a text, not an object",
        ),
        ("name sources", "passwordPolicyId: ''", "1:19: `passwordPolicyId` is blank"),
        ("name sources", "passwordPolicy: 'id:'", "1:17: an ID cannot be empty"),
        ("name sources", "passwordPolicy: 'name: '", "1:17: a name cannot be blank"),
        (
            "name passwordPolicy",
            "sources: AD",
            "1:10: `sources` must be a list of texts, not a text",
        ),
        (
            "name passwordPolicy",
            "sources: []",
            "1:10: no source in `sources`, a group has at least two",
        ),
        (
            "name passwordPolicy",
            "sourceIds: [a]",
            "1:12: only one source in `sourceIds`, a group has at least two",
        ),
        (
            "name passwordPolicy",
            "sources: [a, 1]",
            "1:14: an element of `sources` must be a text, not a number (put it in quotes)",
        ),
        ("name passwordPolicy", "sources: [a, ' ']", "1:14: an element of `sources` is blank"),
    ] {
        let found = mistakes_of(needed, rest);
        assert_eq!(found.len(), 1, "{found:?}");
        let end = expected.split_once(": ").unwrap().1;
        assert!(found[0].ends_with(end), "{found:?}");
        if !rest.ends_with("name:") {
            assert_eq!(found, [format!("g.yaml:{expected}")]);
        }
    }
}

#[test]
fn what_is_no_group_is_refused() {
    assert_eq!(mistakes("hello"), ["g.yaml:1:1: a group must be an object, not a text"]);
    assert_eq!(
        mistakes("- 1\n- [a]\n"),
        [
            "g.yaml:1:3: a group must be an object, not a number",
            "g.yaml:2:3: a group must be an object, not a list"
        ]
    );
}

fn group(name: &str, rest: &str) -> String {
    format!("- {{name: {name}, passwordPolicy: p, {rest}}}\n")
}

#[test]
fn a_name_is_there_once_or_with_ids() {
    let text = [group("A", "sources: [a, b]"), group("a", "sources: [c, d]")].concat();
    assert_eq!(groups(&text).len(), 2);
    let twin = |id: &str, sources: &str| group("A", &format!("{id}sources: {sources}"));
    let text = [twin("id: x, ", "[a, b]"), twin("id: y, ", "[c, d]")].concat();
    assert_eq!(groups(&text).len(), 2);
    for (one, other) in [("", ""), ("id: x, ", ""), ("", "id: y, ")] {
        let text = [twin(one, "[a, b]"), twin(other, "[c, d]")].concat();
        let expected = "g.yaml:2:10: group name `A` is used already, at g.yaml:1:10";
        assert_eq!(mistakes(&text.replace("{id: y, name: A", "{name: A")), [expected]);
    }
}

#[test]
fn an_id_is_there_once() {
    let text = [group("A", "sources: [a, b], id: x"), group("B", "sources: [c, d], id: x")];
    assert_eq!(mistakes(&text.concat()), ["g.yaml:2:53: ID `x` is used already, at g.yaml:1:53"]);
}

#[test]
fn a_source_is_claimed_once_across_files() {
    let one = group("A", "sources: [AD, b, id:x, AD]");
    let other = group("B", "sourceIds: [id:x, y]") + &group("''", "sources: [c, name:AD]");
    let third = group("C", "sources: [c, d]");
    let files = [("a.yaml", one.as_str()), ("b.yaml", &other), ("c.yaml", &third)];
    assert_eq!(
        parse_files(&files).unwrap_err(),
        [
            "a.yaml:1:55: source `AD` is in this group already, at a.yaml:1:42",
            "b.yaml:1:44: source `id:x` is claimed by group `A` already, at a.yaml:1:49",
            "b.yaml:2:10: `name` is blank",
            "b.yaml:2:46: source `AD` is claimed by group `A` already, at a.yaml:1:42",
            "c.yaml:1:42: source `c` is claimed by another group already, at b.yaml:2:43",
        ]
    );
}

#[test]
fn mistakes_of_all_files_come_at_once_in_order() {
    let files = [
        ("a.json", "{\"name\" 1}"),
        ("b.yaml", "name: 1\nfoo: 2\nsources: [a, b]\n"),
        ("c.yaml", ""),
    ];
    assert_eq!(
        parse_files(&files).unwrap_err(),
        [
            "a.json:1:9: expected `:`",
            "b.yaml:1:1: the group has no `passwordPolicy`",
            "b.yaml:1:7: `name` must be a text, not a number (put it in quotes)",
            "b.yaml:2:1: unknown key `foo`",
            "`c.yaml` is empty",
        ]
    );
}

#[test]
fn nodes_are_read_like_texts() {
    let text = group("A", "sources: [a, b]");
    let nodes = parse_all(&text, "g.yaml", Syntax::Yaml).unwrap();
    let documents: Vec<_> = nodes.into_iter().map(|node| ("g.yaml".to_owned(), node)).collect();
    assert_eq!(read(documents, &BTreeSet::new()).unwrap().groups, groups(&text));
}
