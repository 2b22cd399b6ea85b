//! The tenant's rate limit: a sliding window for each client and API version.

use std::collections::{HashMap, VecDeque};
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::route::Style;

/// So many requests in so many seconds, for each client and API version. Written `100/10`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateLimit {
    /// Requests that are answered within the window.
    pub requests: u32,
    /// Length of the window.
    pub seconds: f64,
}

impl RateLimit {
    /// The value of a `RateLimit-Policy` header: a client that reads it need not run into the limit to know it.
    pub(super) fn policy(self) -> String {
        format!("\"client\";q={};w={}", self.requests, self.seconds)
    }
}

impl FromStr for RateLimit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong =
            || format!("`{text}` is not a rate limit: write requests/seconds, such as 100/10");
        let (requests, seconds) = text.split_once('/').ok_or_else(wrong)?;
        let requests = requests.trim().parse().ok().filter(|&n: &u32| n > 0).ok_or_else(wrong)?;
        let seconds = seconds.trim().parse().ok().filter(|s: &f64| *s > 0.0 && *s <= 86_400.0);
        Ok(Self { requests, seconds: seconds.ok_or_else(wrong)? })
    }
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
        let window = Duration::from_secs_f64(limit.seconds);
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
        let limiter = Limiter::new(Some(RateLimit { requests: 2, seconds: 10.0 }));
        let start = Instant::now();
        let at = |seconds| limiter.admit("a", Style::V3, start + Duration::from_secs(seconds));
        assert_eq!((at(0), at(4)), (Ok(()), Ok(())));
        assert_eq!(at(5), Err(Duration::from_secs(5)));
        assert_eq!((at(10), at(11)), (Ok(()), Err(Duration::from_secs(3))));
        assert_eq!(at(14), Ok(()));
    }

    #[test]
    fn clients_and_versions_have_windows_of_their_own() {
        let limiter = Limiter::new(Some(RateLimit { requests: 1, seconds: 1.0 }));
        let now = Instant::now();
        assert!(limiter.admit("a", Style::V3, now).is_ok());
        assert!(limiter.admit("a", Style::V1, now).is_ok());
        assert!(limiter.admit("b", Style::V3, now).is_ok());
        assert!(limiter.admit("a", Style::V3, now).is_err());
        let open = Limiter::new(None);
        assert!((0..1000).all(|_| open.admit("a", Style::V3, now).is_ok()));
    }

    #[test]
    fn a_limit_is_requests_and_seconds() {
        assert_eq!("100/10".parse(), Ok(RateLimit { requests: 100, seconds: 10.0 }));
        assert_eq!("3/0.5".parse(), Ok(RateLimit { requests: 3, seconds: 0.5 }));
        for wrong in ["", "100", "0/1", "1/0", "-1/1", "1/-1", "1/inf", "1/NaN", "a/b", "1/2/3"] {
            assert!(wrong.parse::<RateLimit>().is_err(), "{wrong}");
        }
    }
}
