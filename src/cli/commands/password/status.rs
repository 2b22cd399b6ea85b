//! `syncgroup password status`

use std::time::Duration;

use clap::Args;

use crate::app::lookup::read::Lookup;
use crate::app::lookup::reading::readable;
use crate::app::password::request;
use crate::app::password::request::Request;
use crate::app::password::{follow, record};
use crate::app::session::context::Context;
use crate::cli::args::duration;
use crate::error::{Code, Error, Result};
use crate::model::Id;

/// Show the status of a password change
///
/// If the change failed, prints the tenant's message and exits with code 1.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
echo 'Correct-Horse-42' | syncgroup -p sandbox password set --user Abby.Smith --source Snowflake --password-stdin --yes --no-wait > request
syncgroup -p sandbox password status \"$(cat request)\" --wait")]
pub struct Status {
    /// ID of the change, as printed by `password set`
    #[arg(value_name = "ID")]
    id: String,

    /// Wait for the change to finish, but no longer than this, as in 30s (exit code 6)
    #[arg(long, value_name = "TIME", num_args = 0..=1, default_missing_value = crate::cli::commands::password::WAIT, value_parser = duration::parse)]
    wait: Option<Duration>,
}

impl Status {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.check_output(&request::COLUMNS)?;
        let text = self.id.strip_prefix("id:").unwrap_or(&self.id);
        let id = Id::new(text).map_err(|reason| Error::usage(format!("`{text}`: {reason}")))?;
        let request = match self.wait {
            Some(wait) => follow::follow(ctx, &id, wait).await?,
            None => Request::new(ctx.client().await?.password_status(&id).await?),
        };
        let sources = sources(ctx, &request).await?;
        if let Err(error) = record::settle(ctx, &id, &request) {
            ctx.out()?.warn(error.message());
        }
        report(ctx, request, &sources)
    }
}

/// Prints the change; one that failed is an error.
pub fn report(ctx: &Context, request: Request, sources: &[String]) -> Result<Code> {
    let failure = (request.state() == "FAILED").then(|| request.failure(sources));
    request.print(ctx, sources)?;
    failure.map_or(Ok(Code::Done), Err)
}

/// Names of the sources of a change, as far as they may be read.
pub async fn sources(ctx: &Context, request: &Request) -> Result<Vec<String>> {
    let ids = request.source_ids();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let found =
        readable(Lookup::of(ctx).sources_by_id(&ids)).await?.into_read().unwrap_or_default();
    let name = |id: &&str| {
        let source = found.iter().find(|source| source.id() == *id);
        source.map_or_else(|| (*id).to_owned(), |source| source.name().to_owned())
    };
    Ok(ids.iter().map(name).collect())
}
