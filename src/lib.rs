//! `syncgroup` manages the password sync groups of SailPoint Identity Security Cloud.
//!
//! The layers, each of which uses only those below it: [`cli`], `app`, then the modules for manifests, plans, rules, history,
//! profiles, the API and the embedded tenant, then documents, [`output`] and [`model`], then small tools. `docs/architecture.md` is the map.

use std::ffi::OsString;
use std::process::ExitCode;

use tokio::runtime::Runtime;

use crate::app::session::options::GlobalOptions;
use crate::cli::{Cli, Command, Context, Interrupt, Parsed, Signal};
use crate::error::{Code, Result};
use crate::profile::Env;

mod api;
mod app;
mod cli;
mod command_line;
mod crypto;
mod document;
mod error;
mod file;
mod history;
mod manifest;
mod model;
mod number;
mod output;
mod plan;
mod powershell;
mod profile;
mod program;
mod rules;
#[cfg(feature = "sandbox")]
mod sandbox;
mod suggest;

/// What the tests and benchmarks of this package use. It is not an interface: it changes without notice.
#[doc(hidden)]
pub mod internals {
    pub use crate::api::Pages;
    pub use crate::app::batch::schema as batch_schema;
    pub use crate::cli::{Cli, script};
    pub use crate::error::Code;
    pub use crate::history::{Filter, Journal, Outcome, Record};
    pub use crate::manifest::schema;
    pub use crate::model::SyncGroup;
    pub use crate::output::{
        Column, Format, Listing, Out, Settings, Spool, Stream, Streams, Terminal,
    };
    pub use crate::plan::{Desired, Present, Settings as PlanSettings, plan};
    pub use crate::profile::KEYS;
    #[cfg(feature = "sandbox")]
    pub use crate::sandbox::Store;

    /// Reads arguments as the program does; what is wrong with them, where they make no sense.
    pub fn read_arguments(arguments: &[std::ffi::OsString]) -> Result<(), String> {
        crate::cli::parse(arguments).map(drop).map_err(|error| error.to_text())
    }
}

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
            let ctx = Context::new(GlobalOptions::default(), env, Interrupt::default());
            report(&ctx, ctx.out().and_then(|out| out.styled(&text)).map(|()| Code::Done)).into()
        }
        Ok(Parsed::NoCommand(error, help)) => {
            let ctx = Context::new(cli::globals_of_mistake(arguments), env, Interrupt::default());
            match ctx.out() {
                Ok(out) if !out.settings().format.is_json() => {
                    out.tell(&anstream::adapter::strip_str(&help).to_string());
                    error.code().into()
                }
                _ => report(&ctx, Err(error)).into(),
            }
        }
        Err(error) => {
            let ctx = Context::new(cli::globals_of_mistake(arguments), env, Interrupt::default());
            report(&ctx, Err(error)).into()
        }
    }
}

/// Runs the command, while a thread of its own listens for signals.
fn run(cli: Cli, env: Env) -> Code {
    let ctx = Context::new(cli.globals.into(), env, Interrupt::default());
    match listen(&ctx).and_then(|()| runtime()) {
        Ok(runtime) => perform(cli.command, &ctx, runtime),
        Err(error) => {
            report(&ctx, Err(anyhow::Error::from(error).context("cannot start the command").into()))
        }
    }
}

/// Ends the process after a signal where the command does not: it may wait for a name server, a keyring, or a pipe that
/// nobody writes to.
fn listen(ctx: &Context) -> std::io::Result<()> {
    let (interrupt, globals) = (ctx.interrupt.clone(), ctx.globals.clone());
    let leave = {
        let interrupt = interrupt.clone();
        move || {
            if interrupt.end() {
                let ctx = Context::new(globals.clone(), Env::default(), interrupt.clone());
                report(&ctx, interrupt.conclude(Err(cli::interrupted())));
            }
            std::process::exit(i32::from(interrupted_code(&interrupt).number()));
        }
    };
    cli::listen(move |signal| interrupt.receive(signal, leave.clone()))
}

/// What a command exits with that a signal ended.
fn interrupted_code(interrupt: &Interrupt) -> Code {
    interrupt.signal().map_or(Code::Interrupted, Signal::code)
}

fn perform(command: Command, ctx: &Context, runtime: Runtime) -> Code {
    let result = runtime.block_on(cli::run(command, ctx));
    // The end must not wait for a thread that still reads a file or a name server.
    runtime.shutdown_background();
    if !ctx.interrupt.end() {
        // The one who listens has lost patience, says so, and ends the process.
        loop {
            std::thread::park();
        }
    }
    let result = ctx.interrupt.conclude(save(ctx, result));
    let result = result.map_err(|error| match ctx.interrupt.done() {
        changes if changes.is_empty() => error,
        changes => error.after_changes(changes),
    });
    let interrupted = result.is_err() && ctx.interrupt.signal().is_some();
    match report(ctx, result) {
        Code::Interrupted => interrupted_code(&ctx.interrupt),
        _ if interrupted => interrupted_code(&ctx.interrupt),
        code => code,
    }
}

/// Writes the file of `--save`. An error of the command counts more than one of the file.
fn save(ctx: &Context, result: Result<Code>) -> Result<Code> {
    let saved = ctx.opened_out().map_or(Ok(()), |out| out.finish(result.is_ok()));
    result.and_then(|code| saved.map(|()| code))
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
                let settings = output::Settings {
                    format: format.unwrap_or_default(),
                    invocation: ctx.invocation(),
                    ..output::Settings::default()
                };
                output::Out::new(settings).error(&error);
            }
            error.code()
        }
    }
}
