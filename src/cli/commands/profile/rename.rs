//! `syncgroup profile rename`

use clap::Args;

use crate::app::session::context::Context;
use crate::cli::complete;
use crate::command_line::CommandLine;
use crate::error::Result;
use crate::profile;

/// Rename a profile
///
/// The stored secret and the default follow. Tokens and history belong to the tenant and its client, and do not change.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup profile add test --tenant acme-test --client-id 2c9180835d191a86015d28455b4b232a
syncgroup profile rename test stage")]
pub struct Rename {
    /// Name of the profile
    #[arg(value_name = "NAME", add = complete::profiles())]
    name: String,

    /// Its new name
    #[arg(value_name = "NEW-NAME")]
    new_name: String,
}

impl Rename {
    pub async fn run(self, ctx: &Context) -> Result<()> {
        ctx.refuse_dry_run("profile rename")?;
        let Self { name, new_name } = self;
        let file = profile::rename(&ctx.paths, &name, &new_name)?;
        let out = ctx.out()?;
        let (store, old, new) = (ctx.secret_store(), name.clone(), new_name.clone());
        let moved = ctx.unless_interrupted(move || store.rename(&old, &new)).await;
        out.news(&format!("renamed profile `{name}` to `{new_name}` in {}", file.display()));
        let notes = moved.unwrap_or_else(|error| vec![error.message().to_owned()]);
        for note in notes {
            let line = out.command(&CommandLine::on(&new_name, ["login"]));
            out.warn(&format!("{note}; to store it again: {line}"));
        }
        Ok(())
    }
}
