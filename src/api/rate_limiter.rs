//! Keeping to the tenant's rate limit, so that bulk work runs at the limit without being refused.
//!
//! The tenant counts arrivals in a sliding window. A client knows only that a request arrived between its sending and
//! the first byte of its reply, so a request counts here from its sending until one window after that reply (or its
//! failure). Whatever the network does in between, no window of the tenant can then hold more than the limit; the
//! price is one round trip a window.

use std::collections::{HashMap, VecDeque};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::{Instant, sleep_until};

use crate::model::RateLimit;

/// The limits of one client: each API version has a window of its own.
#[derive(Debug, Default)]
pub(crate) struct RateLimiter {
    rate_limit: Option<RateLimit>,
    /// Requests are counted and let through, until the tenant says that it has a limit.
    inactive: AtomicBool,
    /// How many requests the limit holds back.
    waiting: AtomicUsize,
    windows: Mutex<HashMap<String, Arc<VersionWindow>>>,
}

#[derive(Debug, Default)]
struct VersionWindow {
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

/// The right to have one request on its way. Dropped when the response begins.
#[derive(Debug)]
pub(crate) struct Permit {
    window: Option<Arc<VersionWindow>>,
    stays: Duration,
}

impl RateLimiter {
    pub(crate) fn new(rate_limit: Option<RateLimit>) -> Self {
        Self { rate_limit, ..Self::default() }
    }

    /// Lets everyone through until [`RateLimiter::activate`].
    pub(crate) fn inactive(self) -> Self {
        Self { inactive: AtomicBool::new(true), ..self }
    }

    /// The tenant said that it has a limit; what was sent before counts.
    pub(crate) fn activate(&self) {
        self.inactive.store(false, Ordering::Relaxed);
    }

    /// Waits until one more request may be sent under this API version.
    pub(crate) async fn permit(&self, version: Option<&str>) -> Permit {
        let (Some(rate_limit), Some(version)) = (self.rate_limit, version) else {
            return Permit { window: None, stays: Duration::ZERO };
        };
        let window = self.window(version);
        let _waits = self.waits();
        let gate = window.gate.lock().await;
        loop {
            // The count is let go before the wait.
            let inactive = self.inactive.load(Ordering::Relaxed);
            let entered = window.count().enter(if inactive {
                usize::MAX
            } else {
                rate_limit.requests as usize
            });
            match entered {
                Ok(()) => break,
                Err(until) => window.wait(until).await,
            }
        }
        drop(gate);
        // Two clocks never run alike; the margin also settles whether the window's end belongs to it.
        let margin = rate_limit.window / 500 + Duration::from_millis(2);
        Permit { window: Some(window), stays: rate_limit.window + margin }
    }

    /// The time that so many requests take at least until the last one is sent, those in flight included.
    pub(crate) fn least_time(&self, requests: usize) -> Duration {
        let inactive = self.inactive.load(Ordering::Relaxed);
        let Some(rate_limit) = self.rate_limit.filter(|_| !inactive) else { return Duration::ZERO };
        let windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        let times = windows.values().map(|window| window.count().least_time(requests, rate_limit));
        times.max().unwrap_or_else(|| Count::default().least_time(requests, rate_limit))
    }

    /// A request is held back because of the limit, until this is dropped.
    pub(crate) fn waits(&self) -> Waits<'_> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        Waits(&self.waiting)
    }

    /// Whether the limit holds a request back.
    pub(crate) fn is_waiting(&self) -> bool {
        self.waiting.load(Ordering::Relaxed) > 0
    }

    /// Sends nothing under this API version for a while, because the tenant said so.
    pub(crate) fn hold(&self, version: Option<&str>, wait: Duration) {
        self.activate();
        if let (Some(_), Some(version)) = (self.rate_limit, version) {
            let window = self.window(version);
            let until = Instant::now().checked_add(wait);
            let mut count = window.count();
            count.held_until = count.held_until.max(until);
        }
    }

    fn window(&self, version: &str) -> Arc<VersionWindow> {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(windows.entry(version.to_owned()).or_default())
    }
}

/// One request more that is held back, until this is dropped.
pub(crate) struct Waits<'a>(&'a AtomicUsize);

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl VersionWindow {
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
    /// Takes a place, or says when to look again; `None` is when a response has come.
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

    /// The time until the last of so many requests is sent, if they are all of this window.
    fn least_time(&self, requests: usize, rate_limit: RateLimit) -> Duration {
        let (now, places) = (Instant::now(), rate_limit.requests as usize);
        let mut leaving = self.leaving.iter().filter(|&&leaves| leaves > now);
        let taken = self.in_flight + leaving.clone().count();
        let unsent = requests.saturating_sub(self.in_flight);
        let Some(last) = unsent.checked_sub(places.saturating_sub(taken) + 1) else {
            return Duration::ZERO;
        };
        // Each takes the place of one that leaves; what is sent meanwhile leaves one window later.
        let first = leaving.nth(last % places).map_or(rate_limit.window, |&leaves| leaves - now);
        let rounds = u32::try_from(last / places).unwrap_or(u32::MAX);
        first.saturating_add(rate_limit.window.saturating_mul(rounds))
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let Some(window) = &self.window else { return };
        let mut count = window.count();
        count.in_flight -= 1;
        count.leaving.push_back(Instant::now() + self.stays);
        drop(count);
        window.changed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::sleep;

    use super::*;

    const WINDOW: Duration = Duration::from_secs(10);

    /// Sends `count` requests, `width` at a time, and gives the times of arrival.
    async fn arrivals(
        rate_limit: RateLimit,
        count: usize,
        width: usize,
        latency: Duration,
    ) -> Vec<Duration> {
        let rate_limiter = Arc::new(RateLimiter::new(Some(rate_limit)));
        let start = Instant::now();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let next = Arc::new(Mutex::new(0));
        let mut workers = tokio::task::JoinSet::new();
        for _ in 0..width {
            let (rate_limiter, seen, next) =
                (Arc::clone(&rate_limiter), Arc::clone(&seen), Arc::clone(&next));
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
                    let permit = rate_limiter.permit(Some("v3")).await;
                    // A request that is slow on its way, and a quick one: what makes a naive limiter fail.
                    let (there, back) = if mine % 3 == 0 { (9, 1) } else { (1, 9) };
                    sleep(latency * there / 10).await;
                    seen.lock().unwrap().push(start.elapsed());
                    sleep(latency * back / 10).await;
                    drop(permit);
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
        let seen = arrivals(RateLimit::DOCUMENTED, 350, 16, Duration::from_millis(80)).await;
        assert_eq!(seen.len(), 350);
        for pair in seen.windows(101) {
            assert!(pair[100] > pair[0] + WINDOW, "{:?} after {:?}", pair[100], pair[0]);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn the_limit_is_used_to_the_full() {
        for (count, windows) in [(100, 0), (101, 1), (200, 1), (201, 2), (450, 4)] {
            let seen = arrivals(RateLimit::DOCUMENTED, count, 8, Duration::from_millis(10)).await;
            let floor = WINDOW * windows;
            let took = *seen.last().unwrap();
            assert!(took >= floor, "{count}: {took:?}");
            // The first hundred takes its own 13 round trips.
            let slack = floor / 20 + Duration::from_millis(150);
            assert!(took <= floor + slack, "{count}: {took:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn versions_have_windows_of_their_own_and_oauth_has_none() {
        let rate_limiter = RateLimiter::new(Some(RateLimit { requests: 1, window: WINDOW }));
        let start = Instant::now();
        for version in [Some("v3"), Some("v2025"), None, None] {
            drop(rate_limiter.permit(version).await);
        }
        assert_eq!(start.elapsed(), Duration::ZERO);
        drop(rate_limiter.permit(Some("v3")).await);
        assert!(start.elapsed() > WINDOW);
    }

    #[tokio::test(start_paused = true)]
    async fn it_says_while_a_request_is_held_back() {
        let rate_limiter = RateLimiter::new(Some(RateLimit { requests: 1, window: WINDOW }));
        drop(rate_limiter.permit(Some("v3")).await);
        assert!(!rate_limiter.is_waiting());
        let mut next = std::pin::pin!(rate_limiter.permit(Some("v3")));
        tokio::select! {
            biased;
            _ = &mut next => panic!("the window is full"),
            () = sleep(WINDOW / 2) => assert!(rate_limiter.is_waiting()),
        }
        drop(next.await);
        assert!(!rate_limiter.is_waiting());
    }

    #[tokio::test(start_paused = true)]
    async fn the_least_time_runs_down_while_requests_wait() {
        let rate_limiter = RateLimiter::new(Some(RateLimit::DOCUMENTED));
        let seconds = |requests| rate_limiter.least_time(requests).as_secs();
        assert_eq!([100, 101, 200, 201].map(seconds), [0, 10, 10, 20]);
        let flying = rate_limiter.permit(Some("v3")).await;
        for _ in 0..98 {
            drop(rate_limiter.permit(Some("v3")).await);
        }
        assert_eq!([1, 2, 3, 126].map(seconds), [0, 0, 10, 20]);
        drop(flying);
        sleep(Duration::from_secs(4)).await;
        assert_eq!([1, 2, 26, 126].map(seconds), [0, 6, 6, 16]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_hold_stops_everyone_of_the_version() {
        let rate_limiter = RateLimiter::new(Some(RateLimit::DOCUMENTED));
        let start = Instant::now();
        rate_limiter.hold(Some("v3"), Duration::from_secs(7));
        rate_limiter.hold(Some("v3"), Duration::from_secs(3));
        drop(rate_limiter.permit(Some("v2025")).await);
        assert_eq!(start.elapsed(), Duration::ZERO);
        drop(rate_limiter.permit(Some("v3")).await);
        assert!(start.elapsed() >= Duration::from_secs(7));
    }

    #[tokio::test(start_paused = true)]
    async fn an_inactive_limiter_counts_and_lets_everyone_through() {
        let rate_limiter =
            RateLimiter::new(Some(RateLimit { requests: 5, window: WINDOW })).inactive();
        let start = Instant::now();
        for _ in 0..7 {
            drop(rate_limiter.permit(Some("v3")).await);
        }
        assert_eq!(start.elapsed(), Duration::ZERO);
        rate_limiter.activate();
        drop(rate_limiter.permit(Some("v3")).await);
        assert!(start.elapsed() > WINDOW);
    }

    #[tokio::test(start_paused = true)]
    async fn without_a_limit_nobody_waits() {
        let rate_limiter = RateLimiter::new(None);
        let start = Instant::now();
        rate_limiter.hold(Some("v3"), WINDOW);
        for _ in 0..1000 {
            drop(rate_limiter.permit(Some("v3")).await);
        }
        assert_eq!(start.elapsed(), Duration::ZERO);
    }
}
