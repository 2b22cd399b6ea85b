//! `syncgroup update --edit`

use crate::app::change::editor::{Edited, EditedText};
use crate::app::session::context::Context;
use crate::cli::commands::update::{Before, Update, print};
use crate::error::{Code, Result};

/// Opens the group in an editor, as often as it takes.
pub(super) async fn run(update: &Update, ctx: &Context, before: Before) -> Result<Code> {
    let mut text = EditedText::of(ctx, &before.group).await?;
    loop {
        let changed = match text.open().await? {
            Edited::Unchanged => {
                ctx.out()?.news("the text was not changed; nothing was sent");
                return print(ctx, before.group, before.head, None).await;
            }
            Edited::Group(wanted) => update.make(ctx, &before, wanted, None).await,
            Edited::ManifestError(error) => Err(error),
        };
        match changed {
            Err(error) => text.keep_or_reopen(ctx, error).await?,
            done => return done,
        }
    }
}
