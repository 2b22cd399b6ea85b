//! `syncgroup` manages the password sync groups of SailPoint Identity Security Cloud.
//!
//! The rooms, from the door down: [`cli`] takes a command; [`plan`], [`rules`], [`journal`], [`api`], [`profile`],
//! [`manifest`], [`document`], [`graph`], [`out`] and [`sandbox`] each do one thing for it and do not know each other, save that
//! a manifest is a document; [`model`] and [`error`] are what they all speak of.

use std::ffi::OsString;
use std::process::ExitCode;

use crate::cli::{Cli, Context, Globals, Parsed};
use crate::error::{Code, Result};
use crate::profile::Env;

pub mod api;
pub mod cli;
pub mod document;
pub mod error;
pub mod graph;
pub mod journal;
pub mod manifest;
pub mod model;
pub mod out;
pub mod plan;
pub mod profile;
pub mod rules;
#[cfg(feature = "sandbox")]
pub mod sandbox;

/// The whole program: reads the arguments, runs the command, says what went wrong. The process ends with the result.
pub fn main(arguments: &[OsString]) -> ExitCode {
    let env = Env::from_process();
    if let Some(asker) = env.var(cli::COMPLETE).map(str::to_owned) {
        cli::complete(&asker, arguments, env);
        return ExitCode::SUCCESS;
    }
    match cli::parse(arguments) {
        Ok(Parsed::Command(cli)) => run(*cli, env).into(),
        Ok(Parsed::Text(text)) => {
            let ctx = Context::new(Globals::default(), env);
            report(&ctx, ctx.out().and_then(|out| out.page(&text)).map(|()| Code::Done)).into()
        }
        Err(error) => {
            let ctx = Context::new(cli::globals_of_mistake(arguments), env);
            report(&ctx, Err(error)).into()
        }
    }
}

fn run(cli: Cli, env: Env) -> Code {
    let ctx = Context::new(cli.globals, env);
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            return report(
                &ctx,
                Err(anyhow::Error::from(error).context("cannot start the runtime").into()),
            );
        }
    };
    let result = runtime.block_on(cli::run(cli.command, &ctx));
    // A second Ctrl-C must not wait for a thread that still reads a file or a name server.
    runtime.shutdown_background();
    let code = report(&ctx, result);
    if ctx.interrupt.pressed() { Code::Interrupted } else { code }
}

/// Shows an error, if it is one, and gives the exit code.
fn report(ctx: &Context, result: Result<Code>) -> Code {
    match result {
        Ok(code) => code,
        Err(error) => {
            match ctx.out() {
                Ok(out) => out.error(&error),
                Err(_) => out::Out::new(out::Settings::default()).error(&error),
            }
            error.code()
        }
    }
}
