//! What a change means before it is sent: the rules that it breaks, and what it does to sources, by name.

use crate::app::change::send::Change;
use crate::app::check::rule_facts;
use crate::app::lookup::name_table::Directory;
use crate::app::session::context::Context;
use crate::error::{Code, Error, Result};
use crate::model::SyncGroup;
use crate::rules::{self, Finding, Known, Severity, consequences};

/// What the rules say about one change.
#[derive(Debug)]
pub struct Judgement {
    /// Names for messages and tables.
    pub directory: Directory,
    /// Errors that the change brings in.
    refused: Vec<Finding>,
    /// Warnings, and errors that were there before.
    warnings: Vec<Finding>,
    /// What happens to sources and applications.
    consequences: Vec<String>,
    name: String,
}

/// Reads what the rules need, and judges the change by them.
pub async fn judge(ctx: &Context, change: &Change, others: bool) -> Result<Judgement> {
    let groups: Vec<&SyncGroup> = change.before().into_iter().chain(change.wanted()).collect();
    let known = rule_facts::known(ctx, &groups, others).await?;
    Ok(Judgement::of(change, &known))
}

impl Judgement {
    /// Judges a change by what is known of the tenant.
    pub fn of(change: &Change, known: &Known) -> Self {
        let judged = |group: Option<&SyncGroup>| {
            group.map_or_else(Vec::new, |group| rules::check(group, known))
        };
        let before = judged(change.before());
        // What ends needs no prerequisites.
        let after = judged(change.wanted());
        let brought = rules::introduced(&before, &after);
        let (refused, _): (Vec<_>, Vec<_>) =
            brought.into_iter().partition(|finding| finding.severity == Severity::Error);
        let warnings = after.into_iter().filter(|finding| !refused.contains(finding)).collect();
        let consequences = match change {
            Change::Create { wanted } => consequences::of_create(wanted, known),
            Change::Update { before, wanted } => consequences::of_update(before, wanted, known),
            Change::Delete { before } => consequences::of_remove(before, known),
        };
        let groups: Vec<&SyncGroup> = change.before().into_iter().chain(change.wanted()).collect();
        let name = change.wanted().or(change.before()).map_or("", SyncGroup::name);
        Self {
            directory: Directory::of_known(&groups, known),
            refused,
            warnings,
            consequences,
            name: name.to_owned(),
        }
    }

    /// The change is refused (exit 7) where it brings errors in.
    pub fn refuse(&self) -> Result<()> {
        if self.refused.is_empty() {
            return Ok(());
        }
        let message = format!("sync group `{}` would not meet the prerequisites", self.name);
        let mut error =
            self.refused.iter().fold(Error::new(Code::Prerequisites, message), |error, finding| {
                error.cause(finding.message.clone())
            });
        let mut said = Vec::new();
        for finding in self.refused.iter().filter(|finding| !finding.remedy.is_empty()) {
            if !said.contains(&&finding.remedy) {
                said.push(&finding.remedy);
                error = error.hint(finding.remedy.clone());
            }
        }
        Err(error.hint("--no-check sends it all the same"))
    }

    /// Says what is not as it should be, and what the change does.
    pub fn tell(&self, ctx: &Context) -> Result<()> {
        let out = ctx.out()?;
        for finding in &self.warnings {
            out.warn(&finding.message);
        }
        for sentence in &self.consequences {
            out.news(&format!("sync group `{}`: {sentence}", self.name));
        }
        Ok(())
    }
}
