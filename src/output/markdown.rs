//! Text of others in Markdown, where it must neither end a block, nor name a person who is then notified.

use std::borrow::Cow;

use crate::output::sanitize;

/// The text in backticks, whatever it is: GitHub and GitLab notify nobody of what stands in code.
pub fn code(text: &str) -> String {
    let text = sanitize::plain_line(text);
    let fence = "`".repeat(longest_run(&text) + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') || text.trim().is_empty() {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The lines as a block of this language, fenced by more backticks than any line has.
pub fn block(language: &str, text: &str) -> String {
    let text: Cow<'_, str> = sanitize::text(text);
    let fence = "`".repeat(longest_run(&text).max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}\n", text.trim_end_matches('\n'))
}

fn longest_run(text: &str) -> usize {
    text.split(|each| each != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn backticks_are_enclosed_by_more_of_them() {
        assert_eq!(code("Finance"), "`Finance`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("```"), "```` ``` ````");
        assert_eq!(code("@all | \n x\u{1b}"), "`@all |   x`");
        assert_eq!(code(""), "`  `");
        assert_eq!(block("diff", "+a\n"), "```diff\n+a\n```\n");
        assert_eq!(block("text", "```\n@all"), "````text\n```\n@all\n````\n");
    }

    proptest! {
        #[test]
        fn no_line_of_a_block_ends_it(text in "[`a\n ~]{0,40}") {
            let block = block("text", &text);
            let fence = block.lines().last().unwrap().to_owned();
            let inner: Vec<&str> = block.lines().skip(1).collect();
            for line in &inner[..inner.len() - 1] {
                prop_assert!(!line.contains(&fence), "{block}");
            }
        }
    }
}
