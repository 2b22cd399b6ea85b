//! What a client is made from: address, credentials, proxies and limits. Nothing here reads the environment.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use url::Url;
use zeroize::Zeroizing;

use super::{Proxies, Silent, Trace};
use crate::error::{Hint, Result};
use crate::model::{ApiVersion, RateLimit};

/// Asks for the client secret: a keyring, a file, a command. Called at most once, when a token is needed.
pub type AskSecret = Box<dyn Fn() -> Result<Zeroizing<String>> + Send + Sync>;

/// Who the client is to the tenant.
pub enum Credentials {
    /// A PAT or an API client.
    Client {
        /// `client_id`.
        id: String,
        /// Where its secret comes from.
        secret: AskSecret,
        /// What makes another secret count, as a hint says it: `syncgroup login -p prod`.
        renewal: Hint,
    },
    /// A ready access token: never cached, never refreshed.
    Token(Zeroizing<String>),
}

impl Credentials {
    /// What makes other credentials count.
    pub(crate) fn renewal(&self) -> Hint {
        match self {
            Self::Client { renewal, .. } => renewal.clone(),
            Self::Token(_) => Hint::set(["SYNCGROUP_ACCESS_TOKEN"]),
        }
    }
}

/// Everything that a [`Client`](super::Client) needs to know.
pub struct Settings {
    /// The tenant's API, without a version segment, such as `https://acme.api.identitynow.com`.
    pub base: Url,
    /// Path style.
    pub version: ApiVersion,
    /// Who asks.
    pub credentials: Credentials,
    /// Longest time for one attempt, from the first byte sent to the last received. 30 s.
    pub timeout: Duration,
    /// Longest time to reach the tenant, name lookup and TLS handshake included. 10 s.
    pub connect_timeout: Duration,
    /// How often a request is repeated where that is safe. 3.
    pub retries: u32,
    /// The way through a proxy, if any.
    pub proxies: Proxies,
    /// PEM file with certificate authorities to trust besides the system's.
    pub ca_file: Option<PathBuf>,
    /// The rate limit to keep to; `None` sends as fast as it can. At a loopback address it holds from when the server says
    /// that it has a limit: by a header `RateLimit-Policy`, or by a 429.
    pub rate_limit: Option<RateLimit>,
    /// Directory for tokens; `None` leaves none behind.
    pub cache: Option<PathBuf>,
    /// Stands for the tenant's address in the key of cached tokens, where the address changes with every run.
    pub cache_key_name: Option<String>,
    /// Tells when the client is to stop: nothing new is sent, reads are dropped, a write under way gets the time that is
    /// told.
    pub cancel: Option<watch::Receiver<Option<Duration>>>,
    /// Where the tenant's address is to be corrected, told where its host has no address.
    pub address_hint: Option<Hint>,
    /// Receives trace lines and warnings.
    pub trace: Arc<dyn Trace>,
    /// 1 traces each request, 2 also headers and bodies.
    pub verbosity: u8,
}

impl Settings {
    /// The defaults for a tenant: its documented rate limit, no proxy, no cache, silent.
    pub fn new(base: Url, credentials: Credentials) -> Self {
        Self {
            base,
            version: ApiVersion::default(),
            credentials,
            timeout: Duration::from_secs(30),
            connect_timeout: Duration::from_secs(10),
            retries: 3,
            proxies: Proxies::default(),
            ca_file: None,
            rate_limit: Some(RateLimit::DOCUMENTED),
            cache: None,
            cache_key_name: None,
            cancel: None,
            address_hint: None,
            trace: Arc::new(Silent),
            verbosity: 0,
        }
    }
}
