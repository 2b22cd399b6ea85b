//! `graph --format dot`: for Graphviz.

use std::fmt::Write as _;

use crate::app::view::graph::Graph;
use crate::app::view::graph::name::line;

/// A directed graph from groups over sources to applications, with a line end.
pub fn dot(graph: &Graph) -> String {
    let mut text = format!("digraph {} {{\n  rankdir=LR\n", quoted(&graph.tenant));
    text += "  node [fontname=\"Helvetica,Arial,sans-serif\"]\n";
    for (g, group) in graph.groups.iter().enumerate() {
        let label = lines(&group.name, &format!("policy: {}", group.policy.name));
        let _ = writeln!(text, "  g{g} [label={label}, shape=box, style=\"rounded,bold\"]");
        for (s, source) in group.sources.iter().enumerate() {
            let color = match source.healthy {
                Some(true) => "darkgreen",
                Some(false) => "red",
                None => "gray",
            };
            let label = lines(&source.name, &source.health());
            let _ = writeln!(text, "  g{g}s{s} [label={label}, shape=box, color={color}]");
            let _ = writeln!(text, "  g{g} -> g{g}s{s}");
            for (a, app) in source.applications.iter().enumerate() {
                let _ = writeln!(text, "  g{g}s{s}a{a} [label={}, shape=ellipse]", quoted(app));
                let _ = writeln!(text, "  g{g}s{s} -> g{g}s{s}a{a}");
            }
        }
    }
    text + "}\n"
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", escaped(name))
}

/// Two lines of one label.
fn lines(first: &str, second: &str) -> String {
    format!("\"{}\\n{}\"", escaped(first), escaped(second))
}

/// Graphviz reads HTML entities inside quotes too, so that an ampersand must be one.
fn escaped(name: &str) -> String {
    line(name).replace('\\', "\\\\").replace('"', "\\\"").replace('&', "&amp;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_backslashes_and_entities_are_text() {
        assert_eq!(quoted("a\"b\\N &lt; c\n"), r#""a\"b\\N &amp;lt; c ""#);
        assert_eq!(lines("a", "b"), r#""a\nb""#);
    }
}
