//! `syncgroup list` where nothing has to be known of the groups but their text: they are copied, not decoded.

use crate::api::{Pages, Range};
use crate::app::session::context::Context;
use crate::cli::commands::list::report_count;
use crate::error::{Code, Result};
use crate::output::Spool;

/// Pages that wait for the last one.
struct Waiting(Spool);

impl Pages for Waiting {
    fn page(&mut self, body: &[u8]) -> serde_json::Result<u64> {
        self.0.add(body)
    }

    fn restart(&mut self) {
        self.0.clear();
    }
}

/// Reads the range and prints it once it is whole.
pub async fn run(ctx: &Context, range: Range, count: bool, spool: Spool) -> Result<Code> {
    let mut waiting = Waiting(spool);
    let list = ctx.client().await?.groups_into(range, &mut waiting).await?;
    if count {
        report_count(ctx, list.total, None)?;
    }
    if waiting.0.rows() == 0 {
        ctx.out()?.news("no sync groups");
    }
    ctx.out()?.pour(waiting.0)?;
    Ok(Code::Done)
}
