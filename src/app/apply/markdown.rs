//! A plan as Markdown: the comment of a pull request, or the summary of a pipeline's job.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::app::apply::difference::{Difference, GroupAction};
use crate::app::apply::review::Review;
use crate::app::change::deny;
use crate::app::session::context::Context;
use crate::error::Result;
use crate::model::SyncGroup;
use crate::output::markdown::{block, code};
use crate::output::{hunks, plain_line};
use crate::rules::{Finding, Severity};

/// How many characters a plan takes at most. A comment on GitHub has room for 65,536, and what posts it adds a little.
const ROOM: usize = 60_000;

/// How many lines of a list or of one group are shown.
const LINES: usize = 100;

/// The whole text. What there is no room for is counted, and where to find it is said.
pub fn of(ctx: &Context, review: &Review) -> Result<String> {
    let tenant = ctx.tenant()?;
    let (name, host) = (code(&tenant.name), code(&tenant.address.host()));
    let mut text = format!("### Sync groups of {name}: {}\n\nTenant {host}\n", review.summary());
    for (title, lines) in [
        ("`apply` refuses this plan", findings(review, Severity::Error)),
        ("Look at this first", to_confirm(review)),
        ("Warnings", findings(review, Severity::Warning)),
        ("Notes", review.proposal.notes.iter().cloned().chain(review.unmentioned()).collect()),
    ] {
        if !lines.is_empty() {
            let _ = write!(text, "\n#### {title}\n\n{}", list(&lines));
        }
    }
    let sentences: HashMap<&str, Vec<&str>> =
        review.impact.details().into_iter().map(|(group, all)| (group.key(), all)).collect();
    let mut room = ROOM.saturating_sub(text.chars().count());
    for (at, difference) in review.differences.iter().enumerate() {
        let said = sentences.get(difference.key()).map_or(&[][..], Vec::as_slice);
        let section = section(difference, &review.sides(difference), said);
        let length = section.chars().count();
        if length > room {
            text += &left_out(&review.differences[at..]);
            break;
        }
        room -= length;
        text += &section;
    }
    Ok(text)
}

/// What nobody should approve without having read it: groups that are deleted, weaker policies, sources that leave.
fn to_confirm(review: &Review) -> Vec<String> {
    let deleted = review.deleted();
    let mut lines: Vec<String> =
        deleted.iter().map(|name| format!("sync group `{name}` is deleted")).collect();
    lines.extend(review.impact.to_confirm());
    lines.extend(review.impact.policies_unknown.then(|| deny::UNKNOWN.to_owned()));
    lines
}

/// The prerequisites that the plan breaks, or what is worth knowing about them.
fn findings(review: &Review, severity: Severity) -> Vec<String> {
    let those = review.unsaid().filter(|finding| finding.severity == severity);
    those
        .map(|Finding { group, message, rule, remedy, .. }| {
            let group =
                group.as_ref().map_or_else(String::new, |it| format!("sync group `{it}`: "));
            format!("{group}{message} ({}); {remedy}", rule.word())
        })
        .collect()
}

/// One group: what happens to it, how its settings differ, and what that does.
fn section(difference: &Difference, [old, new]: &[String; 2], sentences: &[&str]) -> String {
    let action = match difference.action() {
        GroupAction::Create => "create",
        GroupAction::Update => "update",
        GroupAction::Recreate => "delete and create again",
        GroupAction::Delete => "delete",
    };
    let name = difference.before.as_ref().map_or(difference.name(), SyncGroup::name);
    let name = code(name);
    let diff = hunks(old, new);
    let diff = block("diff", &shortened(diff.lines()));
    let mut text = format!("\n#### {action} sync group {name}\n\n{diff}");
    if !sentences.is_empty() {
        let _ = write!(text, "\n{}", list(sentences));
    }
    text
}

/// Lines as they are: names in them may have any character that Markdown gives a meaning.
fn list(lines: &[impl AsRef<str>]) -> String {
    let plain: Vec<_> = lines.iter().map(|line| plain_line(line.as_ref())).collect();
    block("text", &shortened(plain.iter().map(AsRef::as_ref)))
}

fn shortened<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let lines: Vec<&str> = lines.collect();
    let shown = if lines.len() > LINES { LINES - 1 } else { lines.len() };
    let mut text = lines[..shown].join("\n");
    if lines.len() > shown {
        let _ = write!(text, "\n… {} more lines", lines.len() - shown);
    }
    text
}

fn left_out(rest: &[Difference]) -> String {
    let (count, groups) = (rest.len(), if rest.len() == 1 { "group is" } else { "groups are" });
    format!(
        "\n**{count} more {groups} not shown here.** `syncgroup diff -o json` and a saved plan have all of them.\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lists_say_how_much_is_left_out() {
        let lines: Vec<String> = (0..LINES + 5).map(|number| number.to_string()).collect();
        let text = list(&lines);
        assert!(text.ends_with("98\n… 6 more lines\n```\n"), "{text}");
        assert_eq!(list(&["a\nb", "`c`"]), "```text\na b\n`c`\n```\n");
    }

    #[test]
    fn what_is_left_out_is_counted() {
        assert!(left_out(&[Difference::default()]).contains("1 more group is not shown"));
    }
}
