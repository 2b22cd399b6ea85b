//! `syncgroup diff`

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::api::Permission;
use crate::app::apply::markdown;
use crate::app::apply::plan_file;
use crate::app::apply::review;
use crate::app::apply::review::Review;
use crate::app::change::report::Detail;
use crate::app::check::exceptions;
use crate::app::session::context::Context;
use crate::cli::args::depth::Depth;
use crate::cli::args::manifest::Input;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::cli::globals::Globals;
use crate::error::{Code, Error, Result};
use crate::output::Target;

/// Show what apply would change; with --exit-code, 10 means that the tenant differs
///
/// `export` writes a manifest: the groups as YAML or JSON, with sources and password policies by name. Each group that
/// differs is shown as a unified diff. -o json also has the steps; -o markdown is for the comment of a pull request or
/// the summary of a job. Groups that are not in the manifest are listed and left alone.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox export > groups.yaml
syncgroup -p sandbox diff -f groups.yaml
sed 's/Strong/Basic/' groups.yaml | syncgroup -p sandbox diff -f - --save plan.json")]
pub struct Diff {
    #[command(flatten)]
    input: Input,

    /// Exit with code 10 if there are differences
    #[arg(long)]
    exit_code: bool,

    /// Write the plan to a file, for `apply PLAN`
    #[arg(long, value_name = "PLAN", value_hint = ValueHint::FilePath)]
    save: Option<PathBuf>,

    #[command(flatten)]
    depth: Depth,

    /// The form of its own that `--output` asked for.
    #[arg(skip)]
    markdown: bool,
}

impl Declaration for Diff {
    const ACCESS: Access = Access::Reads;
    const SCOPES: Scopes = Scopes {
        needed: &[Permission::ReadGroups, Permission::ReadSources, Permission::ReadPolicies],
        useful: &[Permission::ReadApps],
    };

    const GLOBALS: &'static [&'static str] = &["profile", "output", "deny"];
    const FORMATS: &'static [&'static str] =
        &["table", "wide", "json", "jsonl", "yaml", "markdown"];
    const SEVERAL_PROFILES: bool = true;

    fn check_several(&self) -> Result<()> {
        if self.save.is_some() {
            return Err(Error::usage(
                "a saved plan is for one tenant, and several profiles are named",
            )
            .hint("leave out --save"));
        }
        if self.markdown {
            return Err(Error::usage(
                "`--output markdown` is about one tenant, and several profiles are named",
            )
            .hint("--output json"));
        }
        Ok(())
    }
}

impl Diff {
    /// Takes the format that only this command has out of the global options.
    pub fn take_markdown(&mut self, globals: &mut Globals) {
        self.markdown = globals.output.take_if(|output| output == "markdown").is_some();
    }

    pub async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.refuse_dry_run("diff")?;
        review::check_output(ctx)?;
        if self.markdown && ctx.globals.jq.is_some() {
            return Err(Error::usage("`--jq` filters JSON, and `--output markdown` has none")
                .hint("--output json"));
        }
        self.input.required()?;
        let (survey, proposal) = self.input.propose(ctx).await?;
        let exceptions = self.depth.exceptions();
        let review = Review::asking(ctx, survey, proposal, exceptions).await?;
        if self.markdown {
            ctx.out()?.text(&markdown::of(ctx, &review)?)?;
        } else if review::is_for_programs(ctx)? {
            plan_file::print(ctx, &review)?;
        } else {
            review.show(ctx, Target::Stdout)?;
        }
        review.tell(ctx, Detail::Full)?;
        let unverified = exceptions::unverified(review.unverified)
            .map(|text| format!("; {text} (--thorough asks all)"));
        ctx.out()?.news(&(review.summary() + &unverified.unwrap_or_default()));
        review.check_denied(ctx)?;
        if let Some(path) = &self.save {
            plan_file::save(ctx, &review, path)?;
        }
        Ok(if self.exit_code && !review.is_empty() { Code::Differs } else { Code::Done })
    }
}
