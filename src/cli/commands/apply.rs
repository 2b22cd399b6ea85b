//! `syncgroup apply`

use clap::{Args, ValueHint};

use crate::api::Permission;
use crate::app::apply::review::Review;
use crate::app::apply::{plan_file, review, run};
use crate::app::session::context::Context;
use crate::cli::args::manifest::Input;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::command_line::CommandLine;
use crate::error::{Code, Error, ErrorKind, Result};

/// Make the tenant match a manifest
///
/// Shows the changes and their effects on sources and applications, asks once, and makes them. Groups that are not in the
/// manifest are left alone, unless --prune is given. To finish after a failure or an interruption, run the same command
/// again.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox export > groups.yaml
sed -i.old 's/Strong/Basic/' groups.yaml
syncgroup -p sandbox apply -f groups.yaml --dry-run
syncgroup -p sandbox apply -f groups.yaml --yes")]
pub struct Apply {
    /// A plan that `diff --save` wrote, instead of a manifest
    ///
    /// Steps that are already done are skipped.
    #[arg(
        value_name = "PLAN",
        value_hint = ValueHint::FilePath,
        conflicts_with_all = ["files", "prune"]
    )]
    plan: Option<String>,

    #[command(flatten)]
    input: Input,

    /// Maximum number of groups to delete with --yes
    #[arg(long, value_name = "N", default_value_t = 10)]
    max_deletes: usize,

    /// With --dry-run, exit with code 10 if there are differences
    #[arg(long, requires = "dry_run")]
    exit_code: bool,
}

impl Declaration for Apply {
    const ACCESS: Access = Access::Writes;
    const SCOPES: Scopes = Scopes {
        needed: &[Permission::WriteGroups, Permission::ReadSources, Permission::ReadPolicies],
        useful: &[Permission::ReadApps],
    };
    const FORMATS: &'static [&'static str] = &["table", "wide", "json", "jsonl", "yaml"];
}

impl Apply {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        review::check_output(ctx)?;
        ctx.check_writable()?;
        let review = self.review(ctx).await?;
        self.check_deletes(ctx, &review)?;
        let differs = !review.is_empty();
        let code = run::run(ctx, review).await?;
        Ok(if self.exit_code && differs { Code::Differs } else { code })
    }

    async fn review(&self, ctx: &Context) -> Result<Review> {
        if let Some(plan) = &self.plan {
            return plan_file::load(ctx, plan).await;
        }
        if self.input.files.is_empty() {
            return Err(Error::usage("neither a manifest nor a saved plan was given")
                .hint(CommandLine::of("apply -f groups.yaml"))
                .hint(CommandLine::of("export").output_to("groups.yaml")));
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
            .kind(ErrorKind::TooManyDeletes)
            .hint(format!("--max-deletes {count}"))
            .hint("without --yes each of them is named in the question"))
    }
}
