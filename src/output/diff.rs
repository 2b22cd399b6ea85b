//! The difference of two texts, in the unified form that `diff -u` and `git` have.

use similar::ChangeTag;
use similar::algorithms::{Capture, Compact, Replace, myers};
use similar::udiff::UnifiedHunkHeader;

use crate::output::color::Tint;
use crate::output::stream::StreamStyle;

/// Two versions of a text, such as an object as YAML.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// What the old version is called.
    pub old_name: &'a str,
    /// What the new version is called.
    pub new_name: &'a str,
    /// The old version.
    pub old: &'a str,
    /// The new version.
    pub new: &'a str,
}

/// Where a difference is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// It is the answer.
    Stdout,
    /// It goes with a question or with news.
    Stderr,
}

/// How many lines are shown around what differs.
const AROUND: usize = 3;

/// The hunks with three lines around them below the names of the versions, or nothing if these are the same.
pub(super) fn render(change: &Change<'_>, face: StreamStyle) -> String {
    let mut lines = lines(change.old, change.new);
    if !lines.is_empty() {
        let names = [format!("--- {}", change.old_name), format!("+++ {}", change.new_name)];
        lines.splice(0..0, names.map(|name| (Tint::Strong, name)));
    }
    lines.iter().map(|(tint, line)| paint(*tint, line, face) + "\n").collect()
}

/// The hunks alone, without colour.
pub fn hunks(old: &str, new: &str) -> String {
    lines(old, new).into_iter().map(|(_, line)| line + "\n").collect()
}

fn lines(old: &str, new: &str) -> Vec<(Tint, String)> {
    let [old, new] = [old, new].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    // Myers by name: the crate's `TextDiff` chooses at run time, and brings every other algorithm along.
    let mut found = Compact::new(Replace::new(Capture::new()), &old[..], &new[..]);
    let Ok(()) = myers::diff(&mut found, &old[..], 0..old.len(), &new[..], 0..new.len());
    let mut lines = Vec::new();
    for hunk in found.into_inner().into_inner().into_grouped_ops(AROUND) {
        lines.push((Tint::Place, UnifiedHunkHeader::new(&hunk).to_string()));
        for change in hunk.iter().flat_map(|op| op.iter_changes(&old[..], &new[..])) {
            let (sign, tint) = sign(change.tag());
            lines.push((tint, format!("{sign}{}", change.value().trim_end_matches(['\r', '\n']))));
        }
    }
    lines
}

const fn sign(tag: ChangeTag) -> (char, Tint) {
    match tag {
        ChangeTag::Delete => ('-', Tint::Bad),
        ChangeTag::Insert => ('+', Tint::Good),
        ChangeTag::Equal => (' ', Tint::Faint),
    }
}

fn paint(tint: Tint, line: &str, face: StreamStyle) -> String {
    face.paint(tint, &face.clean(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: StreamStyle = StreamStyle { terminal: false, width: None, color: false };
    const OLD: &str = "id: 1\nname: a\npolicy: p\nsources:\n- x\n- y\n";
    const NEW: &str = "id: 1\nname: b\npolicy: p\nsources:\n- x\n- z\n";

    fn show(old: &str, new: &str, face: StreamStyle) -> String {
        render(&Change { old_name: "on the tenant", new_name: "after", old, new }, face)
    }

    #[test]
    fn lines_are_signed() {
        assert_eq!(
            show(OLD, NEW, PLAIN),
            "--- on the tenant\n+++ after\n@@ -1,6 +1,6 @@\n id: 1\n-name: a\n+name: b\n policy: p\n sources:\n - x\n-- \
             y\n+- z\n"
        );
    }

    #[test]
    fn the_same_text_has_no_difference() {
        assert_eq!(show(OLD, OLD, PLAIN), "");
        assert_eq!(show("", "", PLAIN), "");
    }

    #[test]
    fn all_may_be_new_or_gone_and_the_last_line_without_an_end() {
        assert_eq!(show("", "a\n", PLAIN), "--- on the tenant\n+++ after\n@@ -0,0 +1 @@\n+a\n");
        assert_eq!(show("a", "", PLAIN), "--- on the tenant\n+++ after\n@@ -1 +0,0 @@\n-a\n");
    }

    #[test]
    fn colour_tells_old_from_new_and_control_characters_are_gone() {
        let face = StreamStyle { terminal: true, width: None, color: true };
        let text = show("a\x1b[2J\n", "b\n", face);
        assert!(text.contains("\x1b[31m-a[2J\x1b[0m\n\x1b[32m+b\x1b[0m\n"), "{text:?}");
    }
}
