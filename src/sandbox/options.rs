//! How the tenant behaves while it is served.

use std::time::Duration;

use super::collection::Paging;
use super::faults::Fault;
use super::limit::RateLimit;

/// Settings of one server. The default is the tenant inside the process: no limit, no faults.
#[derive(Debug, Clone)]
pub struct Options {
    /// Requests that a client may send in a time; `None` for as many as it likes.
    pub rate_limit: Option<RateLimit>,
    /// Accept what the documentation does not forbid: blank and duplicate names, and a source in several groups.
    pub lenient: bool,
    /// How long each request waits before it is looked at.
    pub latency: Duration,
    /// What goes wrong on purpose, with API requests only: token requests are spared.
    pub faults: Vec<Fault>,
    /// How pages and totals of collections differ from what was asked for.
    pub paging: Paging,
    /// How long a token is good, in whole seconds.
    pub token_life: Duration,
    /// How long a password takes on each source that it is changed on.
    pub password_delay: Duration,
    /// Where the sequence of faults begins: the same seed and the same requests meet the same faults.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            rate_limit: None,
            lenient: false,
            latency: Duration::ZERO,
            faults: Vec::new(),
            paging: Paging::default(),
            token_life: Duration::from_secs(43_199),
            password_delay: Duration::from_millis(150),
            seed: 0,
        }
    }
}
