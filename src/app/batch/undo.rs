//! Undoing a change, or the last command as a whole.

use serde_json::json;

use crate::app::batch::event::{self, Keys, keys};
use crate::app::batch::evidence::{DryRun, Evidence};
use crate::app::batch::memory::Memory;
use crate::app::batch::request::Request;
use crate::app::batch::write::make;
use crate::app::change::perform::{Conflicts, Made, Sent};
use crate::app::change::undo::{self, Chosen, Target};
use crate::app::session::context::Context;
use crate::error::Result;
use crate::history::{self, Record};

const OPERATION: &str = "undo";

/// Undoes changes, last first.
pub async fn undo(ctx: &Context, memory: &Memory, request: &Request) -> Result<Keys> {
    ctx.check_writable()?;
    let record = request.count("record");
    let subject = record.map_or_else(|| "the last command".to_owned(), |n| format!("change {n}"));
    let tried = match request.text("token") {
        Some(token) => Some(memory.take_dry_run(token, OPERATION, &subject)?),
        None => None,
    };
    let target = record.map_or(Target::Last, Target::Change);
    let chosen = undo::choose(ctx, &target, None).await?;
    if let Some(tried) = &tried {
        let now = read(ctx, &chosen).await.map_err(|error| tried.gone(error))?;
        tried.compare(ctx, &now).await?;
    }
    let evidence = if ctx.globals.dry_run { Some(read(ctx, &chosen).await?) } else { None };
    chosen.left_out.iter().for_each(|text| event::warning(text));
    say_losses(&chosen)?;
    let total = chosen.numbers.len();
    let mut last = None;
    for (done, &number) in chosen.numbers.iter().enumerate() {
        // An earlier step may have given the group another ID.
        let now = undo::choose(ctx, &Target::Change(number), None).await?;
        let Some(record) = now.of_numbers().next() else { continue };
        let plan = undo::plan(ctx, &now, record).await?;
        let made = make(ctx, memory, request, plan.planned, Conflicts::AfterQuestion).await?;
        if let Made::Sent(Sent { record, .. }) = made {
            last = record;
        }
        if total > 1 {
            event::progress(done + 1, total);
        }
    }
    Ok(match evidence {
        Some(read) => {
            let dry_run = DryRun { operation: OPERATION, subject, read };
            keys([("token", memory.keep_dry_run(dry_run).into())])
        }
        None => keys([("outcome", "done".into()), ("record", json!(last))]),
    })
}

/// What the changes depend on that undo those that are chosen.
async fn read(ctx: &Context, chosen: &Chosen) -> Result<Vec<Evidence>> {
    let mut read = Vec::new();
    for record in chosen.of_numbers() {
        let plan = undo::plan(ctx, chosen, record).await?;
        read.push(Evidence::of(ctx, &plan.planned.change).await?);
    }
    Ok(read)
}

/// Says what does not come back.
fn say_losses(chosen: &Chosen) -> Result<()> {
    let records: Vec<&Record> = chosen.of_numbers().collect();
    for record in records {
        for loss in history::losses(&history::inverse(record, &chosen.records)?) {
            event::warning(&format!("not undone: {loss}"));
        }
    }
    Ok(())
}
