//! A plan as it is looked at: differences by name, consequences, what it breaks.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::app::apply::difference;
use crate::app::apply::difference::{Difference, GroupAction};
use crate::app::apply::findings;
use crate::app::apply::propose::{Proposal, Purpose};
use crate::app::change::report::{Detail, Terminal};
use crate::app::change::{deny, record};
use crate::app::check::exceptions::Exceptions;
use crate::app::check::warnings::{self, Warning};
use crate::app::lookup::snapshot::Survey;
use crate::app::session::context::Context;
use crate::app::view::group_lines;
use crate::error::{Code, Error, Result};
use crate::model::SyncGroup;
use crate::number;
use crate::output::{Format, Target};
use crate::rules::consequences;
use crate::rules::impact::Impact;
use crate::rules::{Finding, Rule, Severity};

/// The version of the JSON that `diff` prints and that a saved plan is.
pub const FORMAT: u64 = 1;

/// How many names of groups one note has room for.
const NAMED: usize = 20;

/// How many notes there is room for where nobody is asked.
const NOTES: usize = 3;

/// A plan and everything that is known about it.
pub struct Review {
    /// The tenant.
    pub survey: Survey,
    /// The plan.
    pub proposal: Proposal,
    /// What it changes, group by group.
    pub differences: Vec<Difference>,
    /// What it does to sources and applications.
    pub impact: Impact,
    /// What it brings in.
    findings: Vec<Finding>,
    /// How many sources that join a group were not asked for policy exceptions.
    pub unverified: usize,
}

impl Review {
    /// Judges a plan that is run: every source that joins a group and has a policy is asked for exceptions.
    pub async fn of(ctx: &Context, survey: Survey, proposal: Proposal) -> Result<Self> {
        Self::asking(ctx, survey, proposal, Exceptions::AskAll).await
    }

    /// Judges a plan.
    pub async fn asking(
        ctx: &Context,
        survey: Survey,
        proposal: Proposal,
        exceptions: Exceptions,
    ) -> Result<Self> {
        let differences = difference::of_steps(&proposal.steps);
        let (known, findings) =
            Box::pin(findings::introduced(ctx, &survey, &differences, exceptions)).await?;
        let changes = differences
            .iter()
            .map(|each| consequences::of_change(each.before.as_ref(), each.after.as_ref(), &known));
        let impact = Impact::of(changes);
        let unverified = known.unverified();
        Ok(Self { survey, proposal, differences, impact, findings, unverified })
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.proposal.steps.is_empty()
    }

    /// The groups that are deleted for good.
    pub fn deleted(&self) -> Vec<&str> {
        self.with_fate(GroupAction::Delete)
    }

    fn with_fate(&self, action: GroupAction) -> Vec<&str> {
        let those = self.differences.iter().filter(|difference| difference.action() == action);
        those.map(Difference::name).collect()
    }

    /// Shows what changes as a unified view, by name.
    pub fn show(&self, ctx: &Context, target: Target) -> Result<()> {
        for difference in &self.differences {
            let states = [difference.before.as_ref(), difference.after.as_ref()];
            group_lines::show_change(ctx, states, self.survey.directory(), target)?;
        }
        Ok(())
    }

    /// The settings of a group before and after, by name.
    pub fn sides(&self, difference: &Difference) -> [String; 2] {
        let directory = self.survey.directory();
        [&difference.before, &difference.after]
            .map(|side| group_lines::lines(side.as_ref(), directory))
    }

    /// Says what it does and what else is worth knowing: to somebody who is asked or who looks at a plan everything, else
    /// in few lines.
    pub fn tell(&self, ctx: &Context, detail: Detail) -> Result<()> {
        let (out, terminal) = (ctx.out()?, Terminal::of(ctx)?);
        let brief = detail == Detail::Brief && out.settings().verbosity == 0;
        let detail = if brief || detail == Detail::Question { detail } else { Detail::Full };
        if brief && !self.is_empty() {
            out.news(&format!("{}: {}", self.heading(ctx)?, self.summary()));
            terminal.facts(&self.impact);
        } else if !out.settings().quiet {
            terminal.details(&self.impact);
        }
        let notes = &self.proposal.notes;
        let shown = if brief && notes.len() > NOTES { NOTES - 1 } else { notes.len() };
        notes[..shown].iter().for_each(|note| out.note(note));
        if notes.len() > shown {
            out.note(&format!("{} more notes; -v shows them", notes.len() - shown));
        }
        self.unmentioned().iter().for_each(|note| out.note(note));
        if brief {
            self.warnings().iter().for_each(|warning| terminal.finding(warning));
        } else {
            for finding in self.unsaid() {
                let Finding { message, rule, .. } = finding;
                let remedy = finding.hint().print(&out.settings().invocation);
                out.warn(&format!("{message} ({}); {remedy}", rule.word()));
            }
        }
        terminal.weaker(&self.impact, detail);
        Ok(())
    }

    /// The groups that the manifest does not mention, in a sentence.
    pub fn unmentioned(&self) -> Option<String> {
        let unmentioned: Vec<&str> =
            self.proposal.unmentioned.iter().map(SyncGroup::name).collect();
        match unmentioned.as_slice() {
            [] => None,
            [one] => Some(format!("the manifest does not mention `{one}`, which is left alone")),
            many => Some(format!(
                "the manifest does not mention {} groups, which are left alone: {}",
                many.len(),
                quoted(many)
            )),
        }
    }

    /// What the plan brings in; that a policy becomes weaker is part of the impact.
    pub fn unsaid(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.rule != Rule::StricterPolicy)
    }

    fn warnings(&self) -> Vec<Warning> {
        warnings::merged(self.unsaid())
    }

    /// Refuses what `--deny` and the profile name (exit 7).
    pub fn check_denied(&self, ctx: &Context) -> Result<()> {
        deny::check(ctx, &BTreeSet::new(), &self.impact, &self.warnings())
    }

    /// Refuses a plan that breaks a prerequisite which holds now, or did not need to (exit 7).
    pub fn check(&self) -> Result<()> {
        if matches!(self.proposal.purpose, Purpose::Undo { check: false, .. }) {
            return Ok(());
        }
        let broken: Vec<&Finding> =
            self.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
        let message = match broken.len() {
            0 => return Ok(()),
            1 => "the plan breaks a prerequisite; nothing was sent".to_owned(),
            many => format!("the plan breaks {many} prerequisites; nothing was sent"),
        };
        let error = Error::new(Code::Prerequisites, message);
        Err(broken.into_iter().fold(error, |error, finding| {
            let group = finding.group.as_deref().unwrap_or_default();
            error.cause(format!("sync group `{group}`: {} ({})", finding.message, finding.remedy))
        }))
    }

    /// "2 to create, 1 to delete; 5 unchanged".
    pub fn summary(&self) -> String {
        let unchanged = self.proposal.unchanged;
        match (difference::summary(&self.differences), unchanged) {
            (changes, _) if changes.is_empty() => "nothing to change".to_owned(),
            (changes, 0) => changes,
            (changes, unchanged) => format!("{changes}; {unchanged} unchanged"),
        }
    }

    /// What is done where.
    fn heading(&self, ctx: &Context) -> Result<String> {
        let tenant = ctx.tenant()?;
        let (name, host) = (&tenant.name, tenant.address.host());
        Ok(match &self.proposal.purpose {
            Purpose::Apply { .. } => format!("apply to profile `{name}` ({host})"),
            Purpose::Undo { .. } => format!("undo on profile `{name}` ({host})"),
        })
    }

    /// The question, with the tenant, every group that is deleted, weaker policies and sources that leave. Its lines are no
    /// part of the group whose effects stand above, and not indented.
    pub fn question(&self, ctx: &Context) -> Result<String> {
        let tenant = ctx.tenant()?;
        let (name, host) = (&tenant.name, tenant.address.host());
        let mut question = String::new();
        for name in self.deleted() {
            let _ = writeln!(question, "delete sync group `{name}`");
        }
        for line in self.impact.to_confirm() {
            let _ = writeln!(question, "{line}");
        }
        let summary = difference::summary(&self.differences);
        let steps = match self.proposal.steps.len() {
            1 => "1 step".to_owned(),
            many => format!("{many} steps"),
        };
        let _ = match &self.proposal.purpose {
            Purpose::Apply { .. } => {
                write!(question, "Apply {steps} to profile `{name}` ({host}): {summary}?")
            }
            Purpose::Undo { name: what, .. } => {
                write!(question, "Undo {what} on profile `{name}` ({host}): {summary}?")
            }
        };
        Ok(question)
    }

    /// The plan as `diff -o json` prints it:
    ///
    /// ```json
    /// {"format": 1, "tenant": "https://acme.api.identitynow.com", "profile": "prod", "differs": true,
    ///  "summary": {"create": 1, "update": 0, "recreate": 0, "delete": 0, "unchanged": 3, "unmentioned": 1, "steps": 1},
    ///  "groups": [{"action": "create", "id": null, "name": "A", "before": null,
    ///              "after": {"name": "A", "passwordPolicy": "Strong", "sources": ["AD", "GitHub"]},
    ///              "consequences": ["`AD` joins and gets policy `Strong`", …]}],
    ///  "unmentioned": [{"id": "…", "name": "B"}], "notes": [], "findings": [], "unverified": 0,
    ///  "steps": [{"step": 1, "action": "create", "after": [], "last": false, "id": null, "replaces": null,
    ///             "before": null, "wanted": {…}}]}
    /// ```
    ///
    /// `groups` says what happens to each group, by name: `create`, `update`, `recreate` (deleted and created again: a
    /// new ID) or `delete`. `steps` are the writes in the API's own objects: each waits for those in `after`, and one
    /// that is `last` for all others. `findings` are prerequisites that the plan would break; `unverified` says how
    /// many sources were not asked for policy exceptions.
    pub fn to_json(&self, ctx: &Context) -> Result<Value> {
        let Proposal { steps, unchanged, unmentioned, notes, .. } = &self.proposal;
        let mut summary: serde_json::Map<String, Value> = GroupAction::ALL
            .iter()
            .map(|&(action, word)| {
                (word.to_owned(), difference::count(&self.differences, action).into())
            })
            .collect();
        summary.insert("unchanged".into(), (*unchanged).into());
        summary.insert("unmentioned".into(), unmentioned.len().into());
        summary.insert("steps".into(), steps.len().into());
        let directory = self.survey.directory();
        let groups = self.differences.iter();
        let details: HashMap<&str, Vec<&str>> =
            self.impact.details().into_iter().map(|(group, all)| (group.key(), all)).collect();
        let sentences = |each: &Difference| details.get(each.key()).map_or(&[][..], Vec::as_slice);
        let groups: Vec<Value> =
            groups.map(|each| each.to_json(directory, sentences(each))).collect();
        let mut answer = json!({
            "format": FORMAT,
            "tenant": record::identity(ctx.tenant()?),
            "profile": ctx.tenant()?.name,
            "differs": !steps.is_empty(),
            "summary": summary,
            "groups": [],
            "unmentioned": unmentioned
                .iter()
                .map(|group| json!({"id": group.id(), "name": group.name()}))
                .collect::<Vec<_>>(),
            "notes": notes,
            "findings": self.findings,
            "unverified": self.unverified,
            "steps": [],
        });
        answer["groups"] = groups.into();
        answer["steps"] = number::of(&steps).map_err(anyhow::Error::from)?;
        Ok(answer)
    }
}

/// The names in backticks, as many as there is room for.
fn quoted(names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    let more = names.len().saturating_sub(NAMED);
    let shown = shown.join(", ");
    if more == 0 { shown } else { format!("{shown} and {more} more") }
}

/// Refuses a format that has no place for a plan (exit 2). One that only the profile or the environment asks for is
/// left to tables.
pub fn check_output(ctx: &Context) -> Result<()> {
    ctx.check_output(&[])?;
    let settings = ctx.out()?.settings();
    if settings.include {
        return Err(Error::usage("`--include` shows one reply, and this command has many"));
    }
    let asked = ctx.globals.output.is_some();
    if asked && (settings.format.delimiter().is_some() || settings.format == Format::Id) {
        return Err(Error::usage(format!("a plan has no place in `{}`", settings.format))
            .hint("--output json"));
    }
    Ok(())
}

/// Whether the answer is for programs.
pub fn is_for_programs(ctx: &Context) -> Result<bool> {
    Ok(ctx.out()?.settings().format.is_data())
}
