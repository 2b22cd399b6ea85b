//! `get --tree`: lines and indentation, for a terminal.

use std::fmt::Write as _;

use crate::app::view::graph::name::line;
use crate::app::view::graph::{Graph, Group};

/// One block a group: its name and policy, below it the sources with their health, below those the applications.
pub fn tree(graph: &Graph) -> String {
    graph.groups.iter().map(block).collect::<Vec<_>>().join("\n")
}

fn block(group: &Group) -> String {
    let mut text = String::new();
    let policy = if group.policy.name.is_empty() { "none" } else { &group.policy.name };
    let _ = writeln!(text, "{}  policy: {}", line(&group.name), line(policy));
    for (at, source) in group.sources.iter().enumerate() {
        let (branch, below) = branch(at, group.sources.len());
        let _ = writeln!(text, "{branch} {}  {}", line(&source.name), line(&source.health()));
        for (at, app) in source.applications.iter().enumerate() {
            let (branch, _) = self::branch(at, source.applications.len());
            let _ = writeln!(text, "{below} {branch} {}", line(app));
        }
    }
    text
}

/// What stands before an item, and before what is below it.
const fn branch(at: usize, count: usize) -> (&'static str, &'static str) {
    if at + 1 == count { ("└─", "  ") } else { ("├─", "│ ") }
}
