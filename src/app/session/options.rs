//! The global options as values, free of the command line's syntax.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::profile::Deny;

/// What the global options ask for. Values that are resolved against environment and profile stay as they were typed.
#[derive(Debug, Clone, Default)]
pub struct GlobalOptions {
    /// Profile of the config file, or several separated by commas.
    pub profile: Option<String>,
    /// Every profile of the config file.
    pub all_profiles: bool,
    /// Output format, as it was typed.
    pub output: Option<String>,
    /// Columns of table and CSV output.
    pub columns: Option<Vec<String>>,
    /// `--no-headers`.
    pub no_headers: bool,
    /// jq filter for the JSON output.
    pub jq: Option<String>,
    /// Show the response's status and headers too.
    pub include: bool,
    /// Suppress informational messages.
    pub quiet: bool,
    /// How often `-v` was given.
    pub verbose: u8,
    /// `auto`, `always` or `never`.
    pub color: Option<String>,
    /// Answer yes to every prompt.
    pub yes: bool,
    /// Never prompt.
    pub no_input: bool,
    /// Send no writes.
    pub dry_run: bool,
    /// Seconds for one request, as typed.
    pub timeout: Option<String>,
    /// How often a request that may be repeated is retried, as typed.
    pub retries: Option<String>,
    /// Rate limit, as typed.
    pub pace: Option<String>,
    /// Path style, as typed.
    pub api_version: Option<String>,
    /// Proxy for all requests.
    pub proxy: Option<String>,
    /// PEM file of additional certificate authorities.
    pub ca_file: Option<PathBuf>,
    /// Do not cache the access token.
    pub no_token_cache: bool,
    /// Do not record changes.
    pub no_history: bool,
    /// File that the changes are recorded in as well.
    pub record: Option<PathBuf>,
    /// Kinds of consequences that are refused, besides those of the profile.
    pub deny: BTreeSet<Deny>,
    /// Whether a cmdlet's own name and parameters were typed.
    pub cmdlet: bool,
    /// File that takes the output instead of stdout.
    pub save: Option<PathBuf>,
}
