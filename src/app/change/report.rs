//! Where a change says what is worth knowing while it is made.

use crate::app::change::deny;
use crate::app::check::warnings::Warning;
use crate::app::session::context::Context;
use crate::error::{Error, Result};
use crate::output::Out;
use crate::rules::impact::Impact;

/// Receives what is worth knowing about a change, as it becomes known.
pub trait Report {
    /// Something is not as it should be, and does not stand in the way.
    fn warning(&self, text: &str);

    /// What the rules find about the changes of a command, and what these do, once and before anything is sent.
    fn impact(&self, warnings: &[Warning], impact: &Impact, detail: Detail);

    /// One of several changes was refused in a dry run; a single one is the command's error.
    fn refused(&self, error: &Error);
}

/// How much of the impact people are to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The changes are sent: a line or a few.
    Brief,
    /// It is a dry run: everything.
    Full,
    /// Somebody is asked: everything but what the question itself says.
    Question,
}

/// Reports on stderr.
pub struct Terminal<'a>(&'a Out);

impl<'a> Terminal<'a> {
    /// The stderr of this run.
    pub fn of(ctx: &'a Context) -> Result<Self> {
        Ok(Self(ctx.out()?))
    }

    /// A warning with the command that helps.
    pub fn finding(&self, warning: &Warning) {
        match &warning.help {
            Some((what, line)) => {
                self.0.warn(&format!("{}; {what}: {}", warning.text, self.0.command(line)));
            }
            None => self.0.warn(&warning.text),
        }
    }

    /// One line for each pair of policies of which the new one is weaker.
    pub fn weaker(&self, impact: &Impact, detail: Detail) {
        let pairs = impact.weaker();
        let lines = pairs.iter().filter_map(|weaker| match detail {
            Detail::Brief => Some(weaker.brief()),
            Detail::Full => Some(weaker.full()),
            Detail::Question => None,
        });
        lines.for_each(|text| self.0.warn(&format!("weaker policy: {text}")));
        if impact.policies_unknown {
            self.0.warn(deny::UNKNOWN);
        }
    }

    /// The changes of all groups, merged, indented below a heading. With `-q` there is none, and the only group is named.
    pub fn facts(&self, impact: &Impact) {
        let groups = impact.groups();
        let before = match groups.as_slice() {
            _ if !self.0.settings().quiet => "  ".to_owned(),
            [group] => format!("sync group `{group}`: "),
            _ => String::new(),
        };
        for fact in impact.facts() {
            self.tell(&format!("{before}{}", fact.text), fact.essential);
        }
    }

    /// Everything that the changes do, under the name of each group.
    pub fn details(&self, impact: &Impact) {
        for (group, sentences) in impact.details() {
            let group = &group.name;
            match sentences.as_slice() {
                [one] => self.0.tell(&format!("sync group `{group}`: {one}")),
                many => {
                    self.0.tell(&format!("sync group `{group}`:"));
                    for sentence in many {
                        self.0.tell(&format!("  {sentence}"));
                    }
                }
            }
        }
    }

    fn tell(&self, text: &str, essential: bool) {
        if essential { self.0.tell(text) } else { self.0.news(text) }
    }

    fn brief(&self, impact: &Impact) {
        let mut facts = impact.facts();
        let groups = impact.groups();
        if let [group] = groups.as_slice() {
            facts.retain(|fact| fact.essential || !self.0.settings().quiet);
            let texts: Vec<String> = facts.into_iter().map(|fact| fact.text).collect();
            if !texts.is_empty() {
                self.0.tell(&format!("sync group `{group}`: {}", texts.join("; ")));
            }
        } else if !facts.is_empty() {
            self.0.news(&format!("{} sync groups:", groups.len()));
            self.facts(impact);
        }
    }
}

impl Report for Terminal<'_> {
    fn warning(&self, text: &str) {
        self.0.warn(text);
    }

    fn impact(&self, warnings: &[Warning], impact: &Impact, detail: Detail) {
        for warning in warnings {
            self.finding(warning);
        }
        let verbose = self.0.settings().verbosity > 0;
        let detail = if verbose && detail == Detail::Brief { Detail::Full } else { detail };
        match detail {
            Detail::Brief => self.brief(impact),
            _ if self.0.settings().quiet => self.brief(impact),
            Detail::Full | Detail::Question => self.details(impact),
        }
        self.weaker(impact, detail);
    }

    fn refused(&self, error: &Error) {
        self.0.error(error);
    }
}
