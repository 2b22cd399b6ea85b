//! A sign of life beside work that takes long: how far large reads have come, else a spinner.

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval_at};

use crate::app::session::context::Context;
use crate::output::Out;

/// Nobody wonders before this.
const PATIENCE: Duration = Duration::from_millis(500);

const FRAME: Duration = Duration::from_millis(100);

/// Does the work; after half a second there is a spinner or a bar, where somebody looks at one.
pub async fn beside<T>(ctx: &Context, work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    let start = Instant::now();
    let mut ticks = interval_at(start + PATIENCE, FRAME);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for tick in 0.. {
        tokio::select! {
            biased;
            result = &mut work => {
                if let Some(out) = ctx.opened_out() {
                    out.hush();
                }
                return result;
            }
            _ = ticks.tick() => {
                if let Some(out) = ctx.opened_out() {
                    show(ctx, out, tick, start.elapsed());
                }
            }
        }
    }
    unreachable!("the work ends first")
}

fn show(ctx: &Context, out: &Out, tick: usize, elapsed: Duration) {
    let waits_for = ctx.waits_for();
    match ctx.reading() {
        Some(reads) if reads.are_many() => out.show_reads(reads, elapsed, waits_for),
        _ if waits_for.is_empty() => out.spin(tick, "waiting for the tenant"),
        _ => out.spin(tick, &format!("waiting for {waits_for}")),
    }
}
