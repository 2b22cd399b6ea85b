//! `syncgroup profile edit`

use clap::Args;

use crate::app::change::editor::{Draft, Editor};
use crate::app::session::context::Context;
use crate::command_line::CommandLine;
use crate::error::Result;
use crate::profile::{self, Config};

/// Edit the config file in your editor
///
/// The editor is `$VISUAL`, `$EDITOR` or, in a terminal, `vi`. An invalid file does not replace the config file: it can be
/// corrected, or is kept elsewhere.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
EDITOR=true syncgroup profile edit")]
pub struct Edit {}

impl Edit {
    pub async fn run(self, ctx: &Context) -> Result<()> {
        let Self {} = self;
        ctx.refuse_dry_run("profile edit")?;
        let editor = Editor::of(ctx, CommandLine::of("profile set KEY VALUE"))?;
        let before = profile::config_bytes(&ctx.paths)?;
        let mut draft = Draft::new(&before, ".toml")?;
        loop {
            let after = draft.edit(&editor).await?;
            if after == before {
                ctx.out()?.news("the text was not changed");
                return Ok(());
            }
            let replaced = Config::parse_bytes(draft.path(), after.clone())
                .and_then(|_| profile::replace_file(&ctx.paths, &before, &after));
            match replaced {
                Ok(file) => {
                    ctx.out()?.news(&format!("changed {}", file.display()));
                    return Ok(());
                }
                Err(error) => draft.keep_or_reopen(ctx, error).await?,
            }
        }
    }
}
