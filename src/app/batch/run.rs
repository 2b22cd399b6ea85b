//! Carries out one request, with the pieces of the command that does the same.

use std::sync::Arc;

use crate::app::batch::event::Keys;
use crate::app::batch::get::Arrival;
use crate::app::batch::listener::Events;
use crate::app::batch::memory::Memory;
use crate::app::batch::request::Request;
use crate::app::batch::{api, read, undo, write};
use crate::app::session::context::{Context, Share};
use crate::app::session::options::GlobalOptions;
use crate::command_line::CommandLine;
use crate::error::{Error, Result};
use crate::output::Out;
use crate::profile::Deny;

/// Carries out one request in a context of its own.
pub async fn run(
    ctx: &Context,
    memory: &Memory,
    request: &Request,
    arrival: Arrival,
) -> Result<Keys> {
    let name = request.operation.name;
    let shared = context(ctx, memory, request).await?;
    let ctx = &shared;
    let done = match name {
        "list" => read::list(ctx, memory, request, arrival).await,
        "get" => read::get(ctx, memory, request, arrival).await,
        "sources" => read::sources(ctx, request).await,
        "policies" => read::policies(ctx, request).await,
        "check" => Box::pin(read::check(ctx, request)).await,
        "api" => Box::pin(api::api(ctx, memory, request)).await,
        "undo" => Box::pin(undo::undo(ctx, memory, request)).await,
        _ => Box::pin(write::write(ctx, memory, request, arrival)).await,
    };
    memory.keep_runs(request.text("run"), (ctx.run.get(), ctx.run_in_record.get()));
    done
}

async fn context(ctx: &Context, memory: &Memory, request: &Request) -> Result<Context> {
    let denied = request.texts("deny").map(|kind| Deny::read(kind).map_err(Error::usage));
    let mut deny = ctx.globals.deny.clone();
    deny.extend(denied.collect::<Result<Vec<_>>>()?);
    let globals = GlobalOptions {
        deny,
        dry_run: request.is("dryRun"),
        yes: true,
        no_input: true,
        ..ctx.globals.clone()
    };
    let settings = ctx.out()?.settings().clone();
    let renews =
        request.text("token").is_some() || matches!(request.operation.name, "check" | "undo");
    ctx.share(Share {
        globals,
        version: request.version,
        cache: if renews { memory.renew() } else { memory.cache() },
        out: Arc::new(Out::to_program(settings, Arc::new(Events))),
        command: command(request).print(&ctx.invocation()),
        runs: memory.runs(request.text("run")),
    })
    .await
}

/// The command that does the same.
fn command(request: &Request) -> CommandLine {
    let mut line = CommandLine::of(request.operation.name);
    if let Some(reference) = request.text("ref") {
        line = line.reference(reference);
    }
    if let Some(record) = request.count("record") {
        line = line.word(record.to_string());
    }
    if request.group.is_some() {
        line = line.and("-f {…}");
    }
    for (key, option) in [("force", "--force"), ("noCheck", "--no-check")] {
        if request.is(key) {
            line = line.word(option);
        }
    }
    line
}
