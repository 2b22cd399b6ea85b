//! The tenant's rate limit: a sliding window for each client and API version.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::route::Style;
use crate::model::RateLimit;

/// The value of a `RateLimit-Policy` header: a client that reads it need not run into the limit to know it.
pub(super) fn policy(limit: RateLimit) -> String {
    format!("\"client\";q={};w={}", limit.requests, limit.window.as_secs_f64())
}

type Key = (String, Style);

/// Counts requests and refuses those above the limit.
pub(super) struct Limiter {
    limit: Option<RateLimit>,
    answered: Mutex<HashMap<Key, VecDeque<Instant>>>,
}

impl Limiter {
    /// A limiter that has not counted any request yet.
    pub(super) fn new(limit: Option<RateLimit>) -> Self {
        Self { limit, answered: Mutex::default() }
    }

    /// Lets a request of a client through and counts it, or says how long to wait. Refused requests do not count.
    pub(super) fn admit(&self, client: &str, style: Style, now: Instant) -> Result<(), Duration> {
        let Some(limit) = self.limit else { return Ok(()) };
        let window = limit.window;
        let mut answered = self.answered.lock().unwrap_or_else(PoisonError::into_inner);
        let log = answered.entry((client.to_owned(), style)).or_default();
        while log.front().is_some_and(|&first| now.duration_since(first) >= window) {
            log.pop_front();
        }
        match log.front() {
            Some(&first) if log.len() >= limit.requests as usize => Err(first + window - now),
            _ => {
                log.push_back(now);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_slides() {
        let limiter =
            Limiter::new(Some(RateLimit { requests: 2, window: Duration::from_secs(10) }));
        let start = Instant::now();
        let at = |seconds| limiter.admit("a", Style::V3, start + Duration::from_secs(seconds));
        assert_eq!((at(0), at(4)), (Ok(()), Ok(())));
        assert_eq!(at(5), Err(Duration::from_secs(5)));
        assert_eq!((at(10), at(11)), (Ok(()), Err(Duration::from_secs(3))));
        assert_eq!(at(14), Ok(()));
    }

    #[test]
    fn clients_and_versions_have_windows_of_their_own() {
        let limiter = Limiter::new(Some(RateLimit { requests: 1, window: Duration::from_secs(1) }));
        let now = Instant::now();
        assert!(limiter.admit("a", Style::V3, now).is_ok());
        assert!(limiter.admit("a", Style::V1, now).is_ok());
        assert!(limiter.admit("b", Style::V3, now).is_ok());
        assert!(limiter.admit("a", Style::V3, now).is_err());
        let open = Limiter::new(None);
        assert!((0..1000).all(|_| open.admit("a", Style::V3, now).is_ok()));
    }
}
