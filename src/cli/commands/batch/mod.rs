//! `syncgroup batch`

mod input;

use std::rc::Rc;
use std::sync::Arc;

use clap::Args;

use crate::app::batch::{End, Events, PROTOCOL, Serving, ready, serve};
use crate::app::session::context::Context;
use crate::app::session::interrupt::Signal;
use crate::cli::args::duration;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::cli::globals::Globals;
use crate::error::{Code, Error, Result};
use crate::output::{Format, Lines, Out, Settings};

/// Accept requests from another program
///
/// For programs that would otherwise start one process for each group: reads requests from stdin, one JSON object per
/// line, and writes events to stdout, one JSON object per line. It never prompts. The protocol is described in
/// docs/batch.md.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
printf '{\"id\":1,\"do\":\"list\",\"limit\":1}\\n{\"do\":\"end\"}\\n' | syncgroup -p sandbox batch
printf '{\"id\":1,\"do\":\"sources\"}\\n{\"do\":\"end\"}\\n' | syncgroup -p sandbox batch")]
pub struct Batch {
    /// Fail unless this version of the protocol is supported
    #[arg(long, value_name = "N")]
    protocol: Option<u64>,

    /// End after this many seconds without a request
    #[arg(long, value_name = "SECONDS", value_parser = duration::parse)]
    idle_timeout: Option<std::time::Duration>,

    /// The value of `--output`, which is refused.
    #[arg(skip)]
    output: Option<String>,
}

impl Declaration for Batch {
    const ACCESS: Access = Access::Local;
    const SCOPES: Scopes = Scopes::WRITES_GROUPS;

    const GLOBALS: &'static [&'static str] = &["profile"];
    const FORMATS: &'static [&'static str] = &[];
}

impl Batch {
    /// Every error of this command is for a program.
    pub fn take_output(&mut self, globals: &mut Globals) {
        self.output = globals.output.replace("json".to_owned());
    }

    pub async fn run(self, ctx: &Context) -> Result<Code> {
        self.check(ctx)?;
        let lines = Rc::new(Lines::to_stdout().map_err(anyhow::Error::from)?);
        let settings = Settings {
            format: Format::Json,
            quiet: true,
            verbosity: ctx.globals.verbose,
            no_input: true,
            invocation: ctx.invocation(),
            ..Settings::default()
        };
        let own = Context::new(ctx.globals.clone(), ctx.env.clone(), ctx.interrupt.clone())
            .with_output(Out::to_program(settings, Arc::new(Events)));
        // What is wrong with the configuration is said before anything is asked.
        own.record()?;
        own.client().await?;
        ready(&own, &lines)?;
        ctx.interrupt.expect();
        let (input, waiting) = input::read().map_err(anyhow::Error::from)?;
        let serving = Serving {
            ctx: &own,
            lines: Rc::clone(&lines),
            taken: Box::new(move |bytes| waiting.take(bytes)),
            idle: self.idle_timeout,
        };
        let end = serve(&serving, input).await?;
        drop(serving);
        if let Ok(lines) = Rc::try_unwrap(lines) {
            lines.finish()?;
        }
        Ok(match end {
            End::Asked | End::OfInput(false) => Code::Done,
            End::OfInput(true) => Code::Refused,
            End::Signal => ctx.interrupt.signal().map_or(Code::Interrupted, Signal::code),
        })
    }

    /// Refuses what has no place here.
    fn check(&self, ctx: &Context) -> Result<()> {
        if let Some(protocol) = self.protocol.filter(|&protocol| protocol != PROTOCOL) {
            let message = format!("protocol {protocol} is not supported");
            return Err(
                Error::usage(message).hint(format!("this version supports --protocol {PROTOCOL}"))
            );
        }
        let globals = &ctx.globals;
        let several = globals.all_profiles
            || globals.profile.as_ref().is_some_and(|profile| profile.contains(','));
        let refused = [
            (self.output.is_some(), "--output", "events are JSON lines"),
            (globals.jq.is_some(), "--jq", "events are JSON lines"),
            (globals.columns.is_some(), "--columns", "events are JSON lines"),
            (globals.include, "--include", "a request asks for it with `\"include\":true`"),
            (globals.yes, "--yes", "it never prompts"),
            (globals.dry_run, "--dry-run", "a request asks for it with `\"dryRun\":true`"),
            (several, "several profiles", "a batch uses one tenant"),
        ];
        match refused.into_iter().find(|(given, ..)| *given) {
            Some((_, what, why)) => {
                Err(Error::usage(format!("`batch` does not take {what}")).cause(why))
            }
            None => Ok(()),
        }
    }
}
