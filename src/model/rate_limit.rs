//! How many requests a tenant takes in which time.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// How many requests a tenant takes in which time, from one client and for one API version. Written `100/10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    /// Requests in one window, 1 or more.
    pub requests: u32,
    /// Length of the sliding window, above 0 and at most a day.
    pub window: Duration,
}

impl RateLimit {
    /// The documented limit: 100 requests in 10 s.
    pub const DOCUMENTED: Self = Self { requests: 100, window: Duration::from_secs(10) };
}

impl fmt::Display for RateLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.requests, self.window.as_secs_f64())
    }
}

/// Reads requests and seconds. The error is what the text must be.
impl FromStr for RateLimit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parse = || {
            let (requests, window) = text.split_once('/')?;
            let requests = requests.trim().parse().ok().filter(|&requests| requests > 0)?;
            Some(Self { requests, window: seconds(window.trim().parse().ok()?)? })
        };
        parse().ok_or_else(|| format!("must be requests/seconds such as `100/10`, not `{text}`"))
    }
}

/// A time that can be waited: above 0, at most a day.
pub fn seconds(number: f64) -> Option<Duration> {
    let duration = Duration::try_from_secs_f64(number).ok()?;
    (!duration.is_zero() && duration <= Duration::from_secs(86_400)).then_some(duration)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_is_requests_and_seconds() {
        assert_eq!("100/10".parse(), Ok(RateLimit::DOCUMENTED));
        let odd = RateLimit { requests: 3, window: Duration::from_millis(500) };
        assert_eq!(" 3 / 0.5 ".parse(), Ok(odd));
        assert_eq!(odd.to_string().parse(), Ok(odd));
        for wrong in ["", "100", "0/1", "1/0", "-1/1", "1/-1", "1/inf", "1/NaN", "a/b", "1/2/3"] {
            let error = wrong.parse::<RateLimit>().unwrap_err();
            assert_eq!(error, format!("must be requests/seconds such as `100/10`, not `{wrong}`"));
        }
    }
}
