//! A plan from the question to the report.

use serde_json::json;

use crate::app::apply::execute;
use crate::app::apply::plan_file;
use crate::app::apply::propose::{Purpose, Step};
use crate::app::apply::report::Outcome;
use crate::app::apply::review;
use crate::app::apply::review::{FORMAT, Review};
use crate::app::change::report::Detail;
use crate::app::change::{dry_run, record};
use crate::app::lookup::read::Lookup;
use crate::app::session::context::Context;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::output::{Listing, Target};

/// Shows a plan, asks, runs it and reports; or shows what would be sent.
pub async fn run(ctx: &Context, review: Review) -> Result<Code> {
    review.check()?;
    review.check_denied(ctx)?;
    if ctx.globals.dry_run {
        let changes = review.proposal.steps.iter().map(|step| step.change(None));
        let changes = changes.collect::<Result<Vec<_>>>()?;
        dry_run::show(ctx, &changes.iter().collect::<Vec<_>>(), review.survey.directory()).await?;
        review.tell(ctx, Detail::Full)?;
        ctx.out()?.news(&review.summary());
        return Ok(Code::Done);
    }
    if review.is_empty() {
        review.tell(ctx, Detail::Brief)?;
        ctx.out()?.news(&review.summary());
        return report(ctx, &review, &Outcome { states: Vec::new(), run: None });
    }
    ask(ctx, &review).await?;
    let outcome = execute::all(ctx, &review.proposal.steps).await?;
    report(ctx, &review, &outcome)
}

/// Shows everything and asks. What somebody thought about must still be so when the answer is there.
async fn ask(ctx: &Context, review: &Review) -> Result<()> {
    if ctx.globals.yes {
        if ctx.globals.verbose > 0 {
            review.show(ctx, Target::Stderr)?;
        }
        return review.tell(ctx, Detail::Brief);
    }
    review.show(ctx, Target::Stderr)?;
    review.tell(ctx, Detail::Question)?;
    ctx.ask(review.question(ctx)?).await?;
    let now = Lookup::fresh(ctx).groups().await?;
    let changes = plan_file::changes(&review.survey.groups, &now, review.survey.directory());
    if changes.is_empty() {
        return Ok(());
    }
    let error =
        Error::new(Code::Conflict, "the tenant has changed in the meantime; nothing was sent");
    Err(changes.into_iter().fold(error.kind(ErrorKind::ChangedSince), Error::cause))
}

/// The summary, and for programs what became of each step.
fn report(ctx: &Context, review: &Review, outcome: &Outcome) -> Result<Code> {
    let out = ctx.out()?;
    let steps: &[Step] = &review.proposal.steps;
    let undoes = matches!(review.proposal.purpose, Purpose::Undo { .. });
    if !steps.is_empty() {
        let word = if undoes { "undone" } else { "applied" };
        out.news(&format!("{word}: {}", outcome.summary(steps)));
    }
    if !outcome.is_whole() {
        outcome.names(steps).iter().for_each(|line| out.tell(line));
        let line = CommandLine::without_tenant(record::words());
        out.tell(&format!("the same command finishes the work: {}", out.command(&line)));
    } else if let Some(run) = outcome.run {
        let option = if undoes { "--command" } else { "--apply" };
        let line = match ctx.record()? {
            Some(record) if !undoes => {
                CommandLine::of("undo --from").file(&record.path().display().to_string())
            }
            _ => CommandLine::new(["undo", option]).word(run.to_string()),
        };
        out.news(&format!("to undo: {}", out.command(&line)));
    }
    if review::is_for_programs(ctx)? {
        let mut answer = outcome.to_json(steps, &out.settings().invocation);
        answer["format"] = FORMAT.into();
        answer["tenant"] = json!(record::identity(ctx.tenant()?));
        answer["profile"] = json!(ctx.tenant()?.name);
        out.print(&Listing::one(answer))?;
    }
    if ctx.interrupt.pressed() {
        return Ok(Code::Interrupted);
    }
    Ok(outcome.code())
}
