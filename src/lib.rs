//! `syncgroup` manages the password sync groups of SailPoint Identity Security Cloud.
//!
//! The rooms, from the door down: [`cli`] takes a command; [`plan`], [`rules`], [`journal`], [`api`], [`cipher`],
//! [`profile`], [`manifest`], [`document`], [`graph`], [`out`] and [`sandbox`] each do one thing for it and do not know each other, save that
//! a manifest is a document; [`model`] and [`error`] are what they all speak of.

use std::ffi::OsString;
use std::process::ExitCode;

use tokio::runtime::Runtime;
use tokio::sync::oneshot;

use crate::cli::{Cli, Context, Globals, Interrupt, Parsed};
use crate::error::{Code, Result};
use crate::profile::Env;

pub mod api;
pub mod cipher;
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

/// Room for the command's frames: as much as a first thread has.
const STACK: usize = 8 << 20;

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
            let ctx = Context::new(Globals::default(), env, Interrupt::default());
            report(&ctx, ctx.out().and_then(|out| out.styled(&text)).map(|()| Code::Done)).into()
        }
        Err(error) => {
            let ctx = Context::new(cli::globals_of_mistake(arguments), env, Interrupt::default());
            report(&ctx, Err(error)).into()
        }
    }
}

/// Runs the command in a thread of its own; this one listens for Ctrl-C.
fn run(cli: Cli, env: Env) -> Code {
    let interrupt = Interrupt::default();
    let globals = cli.globals.clone();
    let (end, ended) = oneshot::channel();
    let command = {
        let interrupt = interrupt.clone();
        move || {
            let code = perform(cli, env, interrupt);
            // After a second Ctrl-C nobody waits for it any longer.
            let _ = end.send(code);
            // The process ends now. A thread that ends first has its stack taken away, which interrupts every processor.
            loop {
                std::thread::park();
            }
        }
    };
    let supervised = runtime().and_then(|runtime| {
        std::thread::Builder::new().name("command".into()).stack_size(STACK).spawn(command)?;
        Ok(runtime.block_on(interrupt.supervise(ended)))
    });
    match supervised {
        Ok(Some(code)) => code,
        Ok(None) => {
            let ctx = Context::new(globals, Env::default(), interrupt.clone());
            report(&ctx, interrupt.conclude(Err(cli::interrupted())));
            Code::Interrupted
        }
        Err(error) => {
            let ctx = Context::new(globals, Env::default(), interrupt);
            report(&ctx, Err(anyhow::Error::from(error).context("cannot start the command").into()))
        }
    }
}

fn perform(cli: Cli, env: Env, interrupt: Interrupt) -> Code {
    let ctx = Context::new(cli.globals, env, interrupt);
    let runtime = match runtime() {
        Ok(runtime) => runtime,
        Err(error) => {
            let error = anyhow::Error::from(error).context("cannot start the runtime");
            return report(&ctx, Err(error.into()));
        }
    };
    let result = runtime.block_on(cli::run(cli.command, &ctx));
    // The end must not wait for a thread that still reads a file or a name server.
    runtime.shutdown_background();
    let result = ctx.interrupt.conclude(result);
    let interrupted = result.is_err() && ctx.interrupt.pressed();
    let code = report(&ctx, result);
    if interrupted { Code::Interrupted } else { code }
}

fn runtime() -> std::io::Result<Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()
}

/// Shows an error, if it is one, and gives the exit code.
fn report(ctx: &Context, result: Result<Code>) -> Code {
    match result {
        Ok(code) => code,
        Err(error) => {
            if let Ok(out) = ctx.out() {
                out.error(&error);
            } else {
                // The settings themselves are the mistake; the format is kept where it is none.
                let format = ctx.globals.output.as_deref().and_then(|word| word.parse().ok());
                let settings = out::Settings {
                    format: format.unwrap_or_default(),
                    ..out::Settings::default()
                };
                out::Out::new(settings).error(&error);
            }
            error.code()
        }
    }
}
