//! How the tenant behaves while it is served.

use std::time::Duration;

use super::faults::Fault;
use super::page::Paging;
use crate::model::RateLimit;

/// Settings of one server. The default is the tenant inside the process: no limit, no faults.
#[derive(Debug, Clone)]
pub struct Options {
    /// Requests that a client may send in a period; `None` for no limit.
    pub rate_limit: Option<RateLimit>,
    /// Accept what the documentation does not forbid: blank and duplicate names, and a source in several groups.
    pub lenient: bool,
    /// How long each request waits before it is processed.
    pub latency: Duration,
    /// Injected faults. They apply to API requests only, not to token requests.
    pub faults: Vec<Fault>,
    /// How pages and totals of collections differ from what was asked for.
    pub paging: Paging,
    /// Lifetime of an access token, in whole seconds.
    pub token_life: Duration,
    /// How long a password change takes on each source.
    pub password_delay: Duration,
    /// Seed of the fault sequence: the same seed and the same requests meet the same faults.
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
