//! Plans in files: `diff --save` writes one, `apply PLAN` runs exactly that.

use std::collections::BTreeMap;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::app::apply::propose;
use crate::app::apply::propose::{Proposal, Step};
use crate::app::apply::remaining;
use crate::app::apply::review::{FORMAT, Review};
use crate::app::change::record;
use crate::app::lookup::name_table::Directory;
use crate::app::lookup::snapshot::Survey;
use crate::app::session::context::Context;
use crate::app::view::group_diff;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::file::{self, Purpose};
use crate::history::shown_tenant;
use crate::model::{GroupDiff, SyncGroup};
use crate::{document, output};

/// What of a saved plan is read again. The rest is for people and programs that look at it.
#[derive(Deserialize)]
struct Saved {
    tenant: String,
    profile: String,
    /// Every group of the tenant as it was.
    state: Vec<SyncGroup>,
    steps: Vec<Step>,
    notes: Vec<String>,
    summary: Summary,
    unmentioned: Vec<SyncGroup>,
    /// Whether groups that the manifest does not mention are deleted. A plan that does not say so may delete them.
    #[serde(default = "may_prune")]
    prune: bool,
}

const fn may_prune() -> bool {
    true
}

#[derive(Deserialize)]
struct Summary {
    unchanged: usize,
}

/// A plan as it is written.
#[derive(Serialize)]
struct Writing<'a> {
    #[serde(flatten)]
    plan: Value,
    prune: bool,
    state: &'a [SyncGroup],
}

/// Writes the plan: what `diff -o json` prints, and under `state` every group of the tenant as it is now.
pub fn save(ctx: &Context, review: &Review, path: &Path) -> Result<()> {
    let prune = matches!(review.proposal.purpose, propose::Purpose::Apply { prune: true });
    let plan = Writing { plan: review.to_json(ctx)?, prune, state: &review.survey.groups };
    let fill = |file: &mut dyn io::Write| {
        let mut buffered = BufWriter::new(file);
        serde_json::to_writer_pretty(&mut buffered, &plan)?;
        buffered.write_all(b"\n")?;
        buffered.flush()
    };
    file::replace_with(path, Purpose::Output, fill)?;
    let shown = path.display();
    let out = ctx.out()?;
    let run = out.command(&CommandLine::of("apply").file(&shown.to_string()));
    out.news(&format!("saved the plan to `{shown}`; to run it: {run}"));
    Ok(())
}

/// Reads a plan and the tenant. Steps that are done already are left out; what else has changed since makes the plan
/// stale (exit 5), as far as it matters to the steps, or to what is deleted because it is not mentioned.
pub async fn load(ctx: &Context, path: &str) -> Result<Review> {
    let saved = read(path)?;
    let here = record::identity(ctx.tenant()?);
    if saved.tenant != here {
        let (there, here) = (shown_tenant(&saved.tenant), shown_tenant(&here));
        return Err(Error::new(
            Code::Conflict,
            format!("`{path}` was made for tenant `{there}`, not for `{here}`"),
        )
        .kind(ErrorKind::StalePlan)
        .hint(CommandLine::on(&saved.profile, ["apply"]).file(path)));
    }
    let survey = Survey::of(ctx).await?;
    let touched = remaining::touched(&saved.steps, &[&saved.state, &survey.groups]);
    let left = remaining::of(saved.steps, &saved.state, &survey.groups);
    let those = |groups: &[SyncGroup]| -> Vec<SyncGroup> {
        let matters = |group: &&SyncGroup| saved.prune || touched.contains(group.id());
        groups.iter().filter(matters).cloned().collect()
    };
    let changes = changes(&those(&left.expected), &those(&survey.groups), survey.directory());
    if !changes.is_empty() {
        let message = format!("the tenant has changed since `{path}` was made; nothing was sent");
        let error = Error::new(Code::Conflict, message).kind(ErrorKind::StalePlan);
        let error = changes.into_iter().fold(error, Error::cause);
        return Err(error.explained("to make a new plan", CommandLine::of("diff -f … --save …")));
    }
    let mut notes = saved.notes;
    if left.done > 0 {
        let all = left.done + left.steps.len();
        notes.push(format!("{} of {all} steps of the plan are done already", left.done));
    }
    let proposal = Proposal {
        steps: left.steps,
        unchanged: saved.summary.unchanged,
        unmentioned: saved.unmentioned,
        notes,
        purpose: propose::Purpose::Apply { prune: saved.prune },
    };
    Review::of(ctx, survey, proposal).await
}

fn read(path: &str) -> Result<Saved> {
    let (name, text) = crate::manifest::body::read(path)?;
    let refused = |why: &str| {
        Error::usage(format!("`{name}` is not a saved plan"))
            .cause(why)
            .hint(CommandLine::of("diff -f … --save PLAN"))
    };
    let as_manifest = || CommandLine::of("apply -f").file(path);
    let value: Value = serde_json::from_str(&text).map_err(|error| {
        let error = refused(&error.to_string());
        let manifest = document::parse_all(&text, &name, document::Syntax::Either).is_ok();
        if manifest { error.hint(as_manifest()) } else { error }
    })?;
    match value.get("format").and_then(Value::as_u64) {
        Some(FORMAT) => {}
        None if value.is_array() => return Err(refused("it is a list").hint(as_manifest())),
        None if value.is_object() => {
            return Err(refused("it has no `format`").hint(as_manifest()));
        }
        None => return Err(refused("it has no `format`")),
        Some(other) => {
            return Err(refused(&format!(
                "its format is {other}, and this version reads {FORMAT}"
            )));
        }
    }
    let saved: Saved = serde_json::from_str(&text).map_err(|error| refused(&error.to_string()))?;
    let in_order = |(at, step): (usize, &Step)| {
        step.number == at + 1 && step.after.iter().all(|&number| (1..=at).contains(&number))
    };
    if saved.steps.iter().enumerate().all(in_order) {
        Ok(saved)
    } else {
        Err(refused("its steps are out of order"))
    }
}

/// What is different between two states of a tenant, in sentences.
pub fn changes(then: &[SyncGroup], now: &[SyncGroup], directory: &Directory) -> Vec<String> {
    let by_id = |groups: &'_ [SyncGroup]| -> BTreeMap<String, SyncGroup> {
        groups.iter().map(|group| (group.id().to_owned(), group.clone())).collect()
    };
    let (then, mut now) = (by_id(then), by_id(now));
    let mut changes = Vec::new();
    for (id, old) in &then {
        match now.remove(id) {
            None => changes.push(format!("sync group `{}` ({id}) is gone", old.name())),
            Some(new) => {
                let diff = GroupDiff::of_states(old, &new);
                if !diff.is_empty() {
                    let what = group_diff::sentences(&diff, directory).join(", ");
                    let name = old.name();
                    changes.push(format!("sync group `{name}` ({id}) has changed: {what}"));
                }
            }
        }
    }
    let new =
        now.values().map(|group| format!("sync group `{}` ({}) is new", group.name(), group.id()));
    changes.into_iter().chain(new).collect()
}

/// The plan for programs.
pub fn print(ctx: &Context, review: &Review) -> Result<()> {
    ctx.out()?.print(&output::Listing::one(review.to_json(ctx)?))
}
