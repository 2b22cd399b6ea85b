//! Keeping to the tenant's rate limit, so that bulk work runs at the limit without being refused.
//!
//! The tenant counts arrivals in a sliding window. A client knows only that a request arrived between its sending and
//! the first byte of its reply, so a request counts here from its sending until one window after that reply (or its
//! failure). Whatever the network does in between, no window of the tenant can then hold more than the limit; the
//! price is one round trip a window.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

use super::Pace;

/// The limits of one client: one lane an API version.
#[derive(Debug, Default)]
pub(crate) struct Pacer {
    pace: Option<Pace>,
    /// Requests are counted and let through, until the tenant says that it has a limit.
    asleep: AtomicBool,
    lanes: Mutex<HashMap<String, Arc<Lane>>>,
}

#[derive(Debug, Default)]
struct Lane {
    /// Makes those who wait leave in the order in which they came.
    gate: tokio::sync::Mutex<()>,
    count: Mutex<Count>,
    changed: Notify,
}

#[derive(Debug, Default)]
struct Count {
    in_flight: usize,
    /// When each answered request leaves the window, oldest first.
    leaving: VecDeque<Instant>,
    /// The tenant said to wait.
    held_until: Option<Instant>,
}

/// The right to have one request on its way. Dropped when the reply begins.
#[derive(Debug)]
pub(crate) struct Slot {
    lane: Option<Arc<Lane>>,
    stays: Duration,
}

impl Pacer {
    pub(crate) fn new(pace: Option<Pace>) -> Self {
        Self { pace, ..Self::default() }
    }

    /// Lets everyone through until [`Pacer::wake`].
    pub(crate) fn asleep(self) -> Self {
        Self { asleep: AtomicBool::new(true), ..self }
    }

    /// The tenant said that it has a limit; what was sent before counts.
    pub(crate) fn wake(&self) {
        self.asleep.store(false, Ordering::Relaxed);
    }

    /// Waits until one more request may be sent under this API version.
    pub(crate) async fn slot(&self, version: Option<&str>) -> Slot {
        let (Some(pace), Some(version)) = (self.pace, version) else {
            return Slot { lane: None, stays: Duration::ZERO };
        };
        let lane = self.lane(version);
        let gate = lane.gate.lock().await;
        loop {
            // The count is let go before the wait.
            let asleep = self.asleep.load(Ordering::Relaxed);
            let entered = lane.count().enter(if asleep { usize::MAX } else { pace.requests });
            match entered {
                Ok(()) => break,
                Err(until) => lane.wait(until).await,
            }
        }
        drop(gate);
        // Two clocks never run alike; the margin also settles whether the window's end belongs to it.
        let margin = pace.window / 500 + Duration::from_millis(2);
        Slot { lane: Some(lane), stays: pace.window + margin }
    }

    /// Sends nothing under this API version for a while, because the tenant said so.
    pub(crate) fn hold(&self, version: Option<&str>, wait: Duration) {
        self.wake();
        if let (Some(_), Some(version)) = (self.pace, version) {
            let lane = self.lane(version);
            let until = Instant::now().checked_add(wait);
            let mut count = lane.count();
            count.held_until = count.held_until.max(until);
        }
    }

    fn lane(&self, version: &str) -> Arc<Lane> {
        let mut lanes = self.lanes.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(lanes.entry(version.to_owned()).or_default())
    }
}

impl Lane {
    fn count(&self) -> MutexGuard<'_, Count> {
        self.count.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn wait(&self, until: Option<Instant>) {
        match until {
            Some(until) => sleep_until(until).await,
            None => self.changed.notified().await,
        }
    }
}

impl Count {
    /// Takes a place, or says when to look again; `None` is when a reply has come.
    fn enter(&mut self, places: usize) -> Result<(), Option<Instant>> {
        let now = Instant::now();
        while self.leaving.front().is_some_and(|&leaves| leaves <= now) {
            self.leaving.pop_front();
        }
        if let Some(until) = self.held_until.filter(|&until| until > now) {
            return Err(Some(until));
        }
        if self.in_flight + self.leaving.len() < places {
            self.in_flight += 1;
            return Ok(());
        }
        Err(self.leaving.front().copied())
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let Some(lane) = &self.lane else { return };
        let mut count = lane.count();
        count.in_flight -= 1;
        count.leaving.push_back(Instant::now() + self.stays);
        drop(count);
        lane.changed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::sleep;

    use super::*;

    const WINDOW: Duration = Duration::from_secs(10);

    /// Sends `count` requests, `width` at a time, and gives the times of arrival.
    async fn arrivals(pace: Pace, count: usize, width: usize, latency: Duration) -> Vec<Duration> {
        let pacer = Arc::new(Pacer::new(Some(pace)));
        let start = Instant::now();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let next = Arc::new(Mutex::new(0));
        let mut workers = tokio::task::JoinSet::new();
        for _ in 0..width {
            let (pacer, seen, next) = (Arc::clone(&pacer), Arc::clone(&seen), Arc::clone(&next));
            workers.spawn(async move {
                loop {
                    let mine = {
                        let mut next = next.lock().unwrap();
                        *next += 1;
                        *next
                    };
                    if mine > count {
                        return;
                    }
                    let slot = pacer.slot(Some("v3")).await;
                    // A request that is slow on its way, and a quick one: what makes naive pacing fail.
                    let (there, back) = if mine % 3 == 0 { (9, 1) } else { (1, 9) };
                    sleep(latency * there / 10).await;
                    seen.lock().unwrap().push(start.elapsed());
                    sleep(latency * back / 10).await;
                    drop(slot);
                }
            });
        }
        workers.join_all().await;
        let mut seen = seen.lock().unwrap().clone();
        seen.sort_unstable();
        seen
    }

    #[tokio::test(start_paused = true)]
    async fn no_window_ever_holds_more_than_the_limit() {
        let seen = arrivals(Pace::DOCUMENTED, 350, 16, Duration::from_millis(80)).await;
        assert_eq!(seen.len(), 350);
        for pair in seen.windows(101) {
            assert!(pair[100] > pair[0] + WINDOW, "{:?} after {:?}", pair[100], pair[0]);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_limit_is_used_to_the_full() {
        for (count, windows) in [(100, 0), (101, 1), (200, 1), (201, 2), (450, 4)] {
            let seen = arrivals(Pace::DOCUMENTED, count, 8, Duration::from_millis(10)).await;
            let floor = WINDOW * windows;
            let took = *seen.last().unwrap();
            assert!(took >= floor, "{count}: {took:?}");
            // The first hundred takes its own 13 round trips.
            let slack = floor / 20 + Duration::from_millis(150);
            assert!(took <= floor + slack, "{count}: {took:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn versions_do_not_share_a_lane_and_oauth_has_none() {
        let pacer = Pacer::new(Some(Pace { requests: 1, window: WINDOW }));
        let start = Instant::now();
        for version in [Some("v3"), Some("v2025"), None, None] {
            drop(pacer.slot(version).await);
        }
        assert_eq!(start.elapsed(), Duration::ZERO);
        drop(pacer.slot(Some("v3")).await);
        assert!(start.elapsed() > WINDOW);
    }

    #[tokio::test(start_paused = true)]
    async fn a_hold_stops_everyone_on_the_lane() {
        let pacer = Pacer::new(Some(Pace::DOCUMENTED));
        let start = Instant::now();
        pacer.hold(Some("v3"), Duration::from_secs(7));
        pacer.hold(Some("v3"), Duration::from_secs(3));
        drop(pacer.slot(Some("v2025")).await);
        assert_eq!(start.elapsed(), Duration::ZERO);
        drop(pacer.slot(Some("v3")).await);
        assert!(start.elapsed() >= Duration::from_secs(7));
    }

    #[tokio::test(start_paused = true)]
    async fn a_pacer_that_sleeps_counts_and_waits_for_nobody() {
        let pacer = Pacer::new(Some(Pace { requests: 5, window: WINDOW })).asleep();
        let start = Instant::now();
        for _ in 0..7 {
            drop(pacer.slot(Some("v3")).await);
        }
        assert_eq!(start.elapsed(), Duration::ZERO);
        pacer.wake();
        drop(pacer.slot(Some("v3")).await);
        assert!(start.elapsed() > WINDOW);
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_pace_nobody_waits() {
        let pacer = Pacer::new(None);
        let start = Instant::now();
        pacer.hold(Some("v3"), WINDOW);
        for _ in 0..1000 {
            drop(pacer.slot(Some("v3")).await);
        }
        assert_eq!(start.elapsed(), Duration::ZERO);
    }
}
