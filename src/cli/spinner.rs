//! A spinner beside work that takes long.

use std::future::Future;
use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, interval_at};

use crate::app::session::context::Context;

/// Nobody wonders before this.
const PATIENCE: Duration = Duration::from_millis(500);

const FRAME: Duration = Duration::from_millis(100);

/// Does the work; after half a second there is a spinner, where somebody looks at one.
pub async fn beside<T>(ctx: &Context, work: impl Future<Output = T>) -> T {
    let mut work = std::pin::pin!(work);
    let mut ticks = interval_at(Instant::now() + PATIENCE, FRAME);
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
                    let waits_for = Some(ctx.waits_for()).filter(|text| !text.is_empty());
                    let text = format!("waiting for {}", waits_for.unwrap_or("the tenant"));
                    out.spin(tick, &text);
                }
            }
        }
    }
    unreachable!("the work ends first")
}
