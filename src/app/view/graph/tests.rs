//! The picture in every format, with hostile names in all of them.

use serde_json::json;

use crate::app::view::graph::*;

/// Names that a format could take for its own.
const HOSTILE: [&str; 8] = [
    "<script>document.title='pwned'</script>",
    "\"><img src=x onerror=alert(1)>",
    "</style></script>' onclick='x",
    "a\"]; x --> y; click g0 \"javascript:alert(1)\"",
    "\\\" ]; } digraph x {",
    "{{end}} `md` **b** &lt; #quot; \\n %%",
    "line\none\u{2028}two\x1b[2J\u{202e}",
    "שלום עולם 👩‍💻",
];

fn things<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> Vec<T> {
    serde_json::from_value(value).unwrap()
}

fn small() -> Graph {
    let groups = things(json!([
        {"id": "1", "name": "Group", "passwordPolicyId": "p", "sourceIds": ["a", "b"]},
        {"id": "2", "name": "Other", "passwordPolicyId": "q", "sourceIds": ["c"]},
    ]));
    let policies = things(json!([{"id": "p", "name": "Strong"}]));
    let sources = things(json!([
        {"id": "a", "name": "AD", "type": "Active Directory - Direct", "healthy": true},
        {"id": "b", "name": "Oracle", "type": "x", "healthy": false, "status": "SOURCE_STATE_ERROR_SOURCE"},
    ]));
    let app = |name: &str, source: &str| json!({"name": name, "accountSource": {"id": source}});
    let apps = things(json!([app("VPN", "a"), app("Login", "a"), {"name": "Intranet"}]));
    let around =
        Surroundings { policies: Some(&policies), sources: Some(&sources), apps: Some(&apps) };
    Graph::new("acme", &groups, around)
}

fn hostile() -> Graph {
    let member = |name: &str| Member {
        id: name.into(),
        name: name.into(),
        kind: Some(name.into()),
        healthy: Some(false),
        status: Some(name.into()),
        applications: vec![name.into()],
    };
    let group = |name: &str| Group {
        id: name.into(),
        name: name.into(),
        policy: Policy { id: name.into(), name: name.into() },
        sources: vec![member(name)],
    };
    Graph { tenant: HOSTILE[0].into(), groups: HOSTILE.iter().map(|name| group(name)).collect() }
}

#[test]
fn a_tree_shows_policy_health_and_applications() {
    let expected = "\
Group  policy: Strong
├─ AD  healthy
│  ├─ Login
│  └─ VPN
└─ Oracle  unhealthy: SOURCE_STATE_ERROR_SOURCE

Other  policy: q
└─ c  health unknown
";
    assert_eq!(tree(&small()), expected);
}

#[test]
fn what_may_not_be_read_is_shown_by_its_id() {
    let groups =
        things(json!([{"id": "1", "name": "Group", "passwordPolicyId": "p", "sourceIds": ["a"]}]));
    let graph = Graph::new("acme", &groups, Surroundings::default());
    assert_eq!(tree(&graph), "Group  policy: p\n└─ a  health unknown\n");
}

#[test]
fn mermaid_and_dot_draw_every_edge() {
    let text = mermaid(&small());
    assert!(text.starts_with("flowchart LR\n"));
    assert!(
        text.contains(
            "g0 --> g0s1[\"Oracle<br/>unhealthy: SOURCE_STATE_ERROR_SOURCE\"]:::unhealthy"
        )
    );
    assert_eq!(text.matches(" --> ").count(), 5);
    let text = dot(&small());
    assert!(text.starts_with("digraph \"acme\" {\n") && text.ends_with("}\n"));
    assert!(text.contains("g0s0 [label=\"AD\\nhealthy\", shape=box, color=darkgreen]"));
    assert_eq!(text.matches(" -> ").count(), 5);
}

#[test]
fn no_format_lets_a_name_begin_a_line_or_end_its_quotes() {
    for text in [mermaid(&hostile()), dot(&hostile())] {
        for line in text.lines() {
            let words = line.replace("\\\\", "").replace("\\\"", "");
            assert_eq!(words.matches('"').count() % 2, 0, "{line}");
            assert!(!line.contains(['\x1b', '\u{2028}', '\u{202e}']), "{line}");
        }
    }
    assert_eq!(tree(&hostile()).lines().count(), HOSTILE.len() * 4 - 1);
}

#[test]
fn a_page_has_only_its_own_elements() {
    let page = html(&hostile());
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("<style").count(), 1);
    assert!(!page.contains("<img") && !page.contains("' onclick"));
    assert_eq!(page.matches("<li class=\"group\">").count(), HOSTILE.len());
    assert!(page.contains("שלום עולם 👩‍💻"));
    for word in ["http:", "https:", "src=", "href=", "url(", "@import"] {
        let own = page.replace("&quot;&gt;&lt;img src=x onerror=alert(1)&gt;", "");
        assert!(!own.contains(word), "{word}");
    }
}

#[test]
fn a_page_of_many_groups_is_folded() {
    let mut graph = small();
    assert_eq!(html(&graph).matches("<details open>").count(), 2);
    graph.groups = vec![graph.groups[0].clone(); 21];
    assert_eq!(html(&graph).matches("<details open>").count(), 0);
}
