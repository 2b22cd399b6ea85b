//! When a request is sent again, and how long that waits.

use std::time::Duration;

use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

/// The longest that one wait lasts. Where the tenant asks for more there is none.
pub const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// All waits of one request together; a wait beyond it is not begun.
pub const WAIT_BUDGET: Duration = Duration::from_secs(120);

const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(8);

/// A rate limit without `Retry-After` lasts up to 10 s: the pauses before three more attempts cover that.
const FIRST_LIMITED_PAUSE: Duration = Duration::from_secs(3);

/// Whether the tenant can have acted on a request that got no response to rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrival {
    /// It surely did not: no connection, or the tenant said that it took nothing.
    Never,
    /// Nobody knows.
    Perhaps,
}

/// The attempts of one request.
#[derive(Debug)]
pub(crate) struct Attempts {
    retries: u32,
    /// Number of the attempt that is under way, from 1.
    pub(crate) attempt: u32,
    waited: Duration,
    /// An earlier attempt may have been carried out.
    pub(crate) perhaps_done: bool,
}

impl Attempts {
    pub(crate) const fn new(retries: u32) -> Self {
        Self { retries, attempt: 1, waited: Duration::ZERO, perhaps_done: false }
    }

    /// How long to wait before the next attempt; `None` where there is none, because the attempts are used up or the
    /// wait would be too long. `asked` is what the tenant asked for.
    pub(crate) fn pause(&mut self, asked: Option<Duration>, limited: bool) -> Option<Duration> {
        if self.attempt > self.retries {
            return None;
        }
        let pause = asked.unwrap_or_else(|| backoff(self.attempt, limited, jitter()));
        if pause > LONGEST_WAIT || self.waited.saturating_add(pause) > WAIT_BUDGET {
            return None;
        }
        self.waited += pause;
        self.attempt += 1;
        Some(pause)
    }
}

/// Doubles from attempt to attempt; `dice` from 0 to 1 spreads clients that failed together.
fn backoff(attempt: u32, limited: bool, jitter: f64) -> Duration {
    let first = if limited { FIRST_LIMITED_PAUSE } else { FIRST_PAUSE };
    let full = first.saturating_mul(1 << (attempt - 1).min(8));
    let longest = if limited { LONGEST_WAIT } else { LONGEST_PAUSE };
    full.min(longest).mul_f64(0.5 + jitter / 2.0)
}

fn jitter() -> f64 {
    let mut byte = [0];
    // Without randomness the pause is the longest one.
    if aws_lc_rs::rand::fill(&mut byte).is_err() {
        return 1.0;
    }
    f64::from(byte[0]) / 255.0
}

/// What `Retry-After` asks for: seconds, or a date. A date is taken against the tenant's own clock where it says it.
pub(crate) fn asked_pause(headers: &HeaderMap) -> Option<Duration> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    let value = text(RETRY_AFTER)?;
    if let Ok(seconds) = value.parse::<f64>() {
        let is_time = seconds.is_finite() && seconds >= 0.0;
        return is_time.then(|| Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX));
    }
    let until = http_date(value)?;
    let now = text(DATE).and_then(http_date).unwrap_or_else(jiff::Timestamp::now);
    // A date in the past means now.
    Some(until.duration_since(now).try_into().unwrap_or_default())
}

/// A date as HTTP headers write it.
pub(crate) fn http_date(text: &str) -> Option<jiff::Timestamp> {
    jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use reqwest::header::{HeaderName, HeaderValue};

    use super::*;

    fn headers(pairs: &[(HeaderName, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(k, v)| (k.clone(), HeaderValue::from_static(v))).collect()
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        let asked = |value| asked_pause(&headers(&[(RETRY_AFTER, value)]));
        assert_eq!(asked("7"), Some(Duration::from_secs(7)));
        assert_eq!(asked(" 0.5 "), Some(Duration::from_millis(500)));
        assert_eq!(asked("99999999999999999999"), Some(Duration::MAX));
        assert_eq!(asked("Sun, 06 Nov 1994 08:49:37 GMT"), Some(Duration::ZERO));
        for nonsense in ["", "soon", "-1", "NaN", "inf"] {
            assert_eq!(asked(nonsense), None, "{nonsense}");
        }
        assert_eq!(asked_pause(&HeaderMap::new()), None);
    }

    #[test]
    fn a_date_is_taken_against_the_clock_that_wrote_it() {
        let asked = asked_pause(&headers(&[
            (DATE, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (RETRY_AFTER, "Sun, 06 Nov 1994 08:50:07 GMT"),
        ]));
        assert_eq!(asked, Some(Duration::from_secs(30)));
    }

    #[test]
    fn pauses_double_up_to_a_limit_and_are_spread() {
        let millis = |attempt, limited, jitter| backoff(attempt, limited, jitter).as_millis();
        assert_eq!(
            [1, 2, 3, 4, 5, 9, 40].map(|n| millis(n, false, 1.0)),
            [500, 1000, 2000, 4000, 8000, 8000, 8000]
        );
        assert_eq!(millis(1, false, 0.0), 250);
        // At worst the three waits outlast a window of 10 s.
        assert!([1, 2, 3].map(|n| millis(n, true, 0.0)).iter().sum::<u128>() > 10_000);
    }

    #[test]
    fn attempts_end_with_their_number_or_with_the_budget() {
        let mut tries = Attempts::new(2);
        assert!(tries.pause(None, false).is_some());
        assert!(tries.pause(None, false).is_some());
        assert_eq!(tries.pause(None, false), None);
        assert_eq!(tries.attempt, 3);

        let mut tries = Attempts::new(9);
        assert_eq!(tries.pause(Some(LONGEST_WAIT), true), Some(LONGEST_WAIT));
        assert_eq!(tries.pause(Some(LONGEST_WAIT), true), Some(LONGEST_WAIT));
        assert_eq!(tries.pause(Some(Duration::from_secs(1)), true), None);
        for asked in [LONGEST_WAIT + Duration::from_millis(1), Duration::MAX] {
            assert_eq!(Attempts::new(9).pause(Some(asked), true), None, "{asked:?}");
        }
        assert_eq!(Attempts::new(0).pause(None, false), None);
    }
}
