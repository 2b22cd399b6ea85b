//! `syncgroup apply`

use clap::{Args, ValueHint};
use serde_json::json;

use crate::app::apply::execute;
use crate::app::apply::plan_file;
use crate::app::apply::propose::Step;
use crate::app::apply::report::Outcome;
use crate::app::apply::review;
use crate::app::apply::review::{FORMAT, Review};
use crate::app::change::record;
use crate::app::change::send;
use crate::app::change::send::Change;
use crate::app::lookup::names;
use crate::app::session::context::Context;
use crate::cli::args::manifest::Input;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Result};
use crate::output::{Listing, Target};

/// Make the tenant match a manifest
///
/// Shows what changes and what that does to sources and applications, asks once, then runs the steps, those that do not
/// depend on each other side by side. Groups that the manifest does not mention are left alone, unless --prune is given.
/// A run that was interrupted or failed in part is finished by the same command.
#[derive(Debug, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox export > groups.yaml
sed -i.old 's/Strong/Basic/' groups.yaml
syncgroup -p sandbox apply -f groups.yaml --dry-run
syncgroup -p sandbox apply -f groups.yaml --yes")]
pub struct Apply {
    /// A plan that `diff --save` wrote, instead of a manifest: exactly that is run, or nothing
    #[arg(
        value_name = "PLAN",
        value_hint = ValueHint::FilePath,
        conflicts_with_all = ["files", "prune"],
        required_unless_present = "files"
    )]
    plan: Option<String>,

    #[command(flatten)]
    input: Input,

    /// With --yes, the most groups that may be deleted for good
    #[arg(long, value_name = "N", default_value_t = 10)]
    max_deletes: usize,

    /// With --dry-run, exit with 10 where there is a difference
    #[arg(long, requires = "dry_run")]
    exit_code: bool,
}

impl Apply {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        review::check_output(ctx)?;
        ctx.check_writable()?;
        let review = self.review(ctx).await?;
        self.check_deletes(ctx, &review)?;
        let differs = !review.is_empty();
        let code = carry_out(ctx, review).await?;
        Ok(if self.exit_code && differs { Code::Differs } else { code })
    }

    async fn review(&self, ctx: &Context) -> Result<Review> {
        if let Some(plan) = &self.plan {
            return plan_file::load(ctx, plan).await;
        }
        let (survey, proposal) = self.input.propose(ctx).await?;
        Review::of(ctx, survey, proposal).await
    }

    /// Nobody looks at the names where `--yes` answers the question.
    fn check_deletes(&self, ctx: &Context, review: &Review) -> Result<()> {
        let count = review.deleted().len();
        if !ctx.globals.yes || count <= self.max_deletes {
            return Ok(());
        }
        let most = self.max_deletes;
        Err(Error::usage(format!("{count} groups would be deleted, and `--yes` allows {most}"))
            .kind("too_many_deletes")
            .hint(format!("--max-deletes {count}"))
            .hint("without --yes each of them is named in the question"))
    }
}

/// Shows a plan, asks, runs it and reports; or shows what would be sent.
pub async fn carry_out(ctx: &Context, review: Review) -> Result<Code> {
    review.check()?;
    if ctx.globals.dry_run {
        let changes: Vec<Change> =
            review.proposal.steps.iter().map(|step| step.change(None)).collect::<Result<_>>()?;
        send::show(ctx, &changes, review.survey.directory()).await?;
        review.tell(ctx)?;
        ctx.out()?.news(&review.summary());
        return Ok(Code::Done);
    }
    if review.is_empty() {
        review.tell(ctx)?;
        ctx.out()?.news(&review.summary());
        return report(ctx, &review, &Outcome { states: Vec::new(), run: None });
    }
    ask(ctx, &review).await?;
    let outcome = execute::all(ctx, &review.proposal.steps).await?;
    report(ctx, &review, &outcome)
}

/// Shows everything and asks. What somebody thought about must still be so when the answer is there.
async fn ask(ctx: &Context, review: &Review) -> Result<()> {
    if !(ctx.globals.yes && ctx.globals.quiet) {
        review.show(ctx, Target::Stderr)?;
    }
    review.tell_consequences(ctx)?;
    review.tell(ctx)?;
    if ctx.globals.yes {
        return Ok(());
    }
    ctx.ask(review.question(ctx)?).await?;
    let now = names::all(ctx).await?.reply.body;
    let changes = plan_file::changes(&review.survey.groups, &now, review.survey.directory());
    if changes.is_empty() {
        return Ok(());
    }
    let error = Error::new(Code::Conflict, "the tenant has changed meanwhile; nothing was sent");
    Err(changes.into_iter().fold(error.kind("changed_since"), Error::cause))
}

/// The summary, and for programs what became of each step.
fn report(ctx: &Context, review: &Review, outcome: &Outcome) -> Result<Code> {
    let out = ctx.out()?;
    let steps: &[Step] = &review.proposal.steps;
    if !steps.is_empty() {
        out.news(&format!("applied: {}", outcome.summary(steps)));
    }
    if !outcome.is_whole() {
        out.news("the same command finishes the work");
    }
    if let Some(run) = outcome.run {
        let line = CommandLine::of("undo --apply").word(run.to_string());
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
