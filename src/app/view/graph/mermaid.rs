//! `graph --format mermaid`: for Markdown on GitHub, GitLab and in wikis.

use std::fmt::Write as _;

use crate::app::view::graph::Graph;
use crate::app::view::graph::name::line;

/// A flowchart from groups over sources to applications, with a line end.
pub fn mermaid(graph: &Graph) -> String {
    let mut text = String::from("flowchart LR\n");
    for (g, group) in graph.groups.iter().enumerate() {
        let policy = &group.policy.name;
        let _ = writeln!(
            text,
            "  g{g}([\"{}<br/>policy: {}\"]):::group",
            label(&group.name),
            label(policy)
        );
        for (s, source) in group.sources.iter().enumerate() {
            let class = match source.healthy {
                Some(false) => "unhealthy",
                _ => "source",
            };
            let (name, health) = (label(&source.name), label(&source.health()));
            let _ = writeln!(text, "  g{g} --> g{g}s{s}[\"{name}<br/>{health}\"]:::{class}");
            for (a, app) in source.applications.iter().enumerate() {
                let _ = writeln!(text, "  g{g}s{s} --> g{g}s{s}a{a}(\"{}\"):::app", label(app));
            }
        }
    }
    text += "  classDef group stroke-width:2px\n";
    text += "  classDef unhealthy stroke:#c62828,stroke-width:2px\n";
    text += "  classDef source stroke:#2e7d32\n  classDef app stroke-dasharray:3\n";
    text
}

/// A label between quotes: what the language could take for its own is written as a number.
fn label(name: &str) -> String {
    let mut label = String::with_capacity(name.len());
    // A label that begins like an item of a list is taken for Markdown.
    let mut beginning = true;
    for character in line(name).chars() {
        let listing = matches!(character, '-' | '.' | '+') && beginning;
        beginning = beginning && (character.is_ascii_digit() || character == ' ');
        let plain = !character.is_ascii() || character.is_ascii_alphanumeric();
        if plain || (" -_.,:/@+()".contains(character) && !listing) {
            label.push(character);
        } else {
            let _ = write!(label, "#{};", u32::from(character));
        }
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_say_the_name_and_nothing_to_the_language() {
        assert_eq!(label("Password Sync Group 1"), "Password Sync Group 1");
        assert_eq!(label("a\"]; x --> y"), "a#34;#93;#59; x --#62; y");
        assert_eq!(label("<script>"), "#60;script#62;");
        assert_eq!(label("`**b**` #quot;"), "#96;#42;#42;b#42;#42;#96; #35;quot#59;");
        assert_eq!((label("1. one"), label("- one")), ("1#46; one".into(), "#45; one".into()));
        assert_eq!(label("שלום 👍"), "שלום 👍");
    }
}
