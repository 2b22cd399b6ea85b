//! The options that every command takes.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::app::session::options::GlobalOptions;
use crate::cli::complete;
use crate::profile::Deny;

/// Options that every command takes, before or behind it.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Global options")]
pub struct Globals {
    /// Profile to use; `sandbox` is the embedded tenant
    ///
    /// Profiles are in the config file; `sandbox` is built in and needs no file. Several are named as in test,prod.
    #[arg(short, long, global = true, value_name = "NAME", add = complete::chosen_profiles())]
    pub profile: Option<String>,

    /// Every profile in the config file, side by side
    #[arg(long, global = true, conflicts_with = "profile")]
    pub all_profiles: bool,

    /// table, wide, json, jsonl, yaml, csv, tsv or id
    ///
    /// The default is table, unless the profile sets another.
    #[arg(short, long, global = true, value_name = "FORMAT", add = complete::formats())]
    pub output: Option<String>,

    /// Columns of table, csv and tsv output
    ///
    /// An unknown name lists the available columns.
    #[arg(long, global = true, value_name = "A,B", value_delimiter = ',', add = complete::columns())]
    pub columns: Option<Vec<String>>,

    /// Omit the names of the columns from table, csv and tsv output
    #[arg(long, global = true)]
    pub no_headers: bool,

    /// Apply a jq filter to the JSON output
    ///
    /// Strings are printed raw.
    #[arg(long, global = true, value_name = "FILTER")]
    pub jq: Option<String>,

    /// Show status and headers of the response too (-WithHttpInfo)
    #[arg(short, long, global = true)]
    pub include: bool,

    /// Suppress informational messages
    #[arg(short, long, global = true)]
    pub quiet: bool,

    /// Show each request; -vv adds headers and bodies. Secrets are always redacted
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,

    /// auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured
    #[arg(long, global = true, value_name = "WHEN", add = complete::colors())]
    pub color: Option<String>,

    /// Answer yes to all prompts
    #[arg(short, long, global = true)]
    pub yes: bool,

    /// Never prompt, as if there were no terminal
    #[arg(long, global = true)]
    pub no_input: bool,

    /// Send no writes; show what would be sent (-WhatIf)
    #[arg(short = 'n', long, global = true)]
    pub dry_run: bool,

    /// Timeout for one request in seconds [default: 30]
    #[arg(long, global = true, value_name = "SECONDS")]
    pub timeout: Option<String>,

    /// How often a request that may be repeated is retried [default: 3]
    #[arg(long, global = true, value_name = "N")]
    pub retries: Option<String>,

    /// Rate limit: requests in so many seconds, or none [default: 100/10]
    #[arg(long, global = true, value_name = "N/SECONDS")]
    pub pace: Option<String>,

    /// Path style: v3, v2024, v2025, v2026 or v1 [default: v3]
    #[arg(long, global = true, value_name = "VERSION")]
    pub api_version: Option<String>,

    /// Proxy for all requests, including the token request
    #[arg(long, global = true, value_name = "URL", value_hint = ValueHint::Url)]
    pub proxy: Option<String>,

    /// PEM file of additional certificate authorities to trust
    #[arg(long, global = true, value_name = "PEM", value_hint = ValueHint::FilePath)]
    pub ca_file: Option<PathBuf>,

    /// Do not cache the access token
    #[arg(long, global = true)]
    pub no_token_cache: bool,

    /// Do not record changes; they cannot be undone
    #[arg(long, global = true)]
    pub no_history: bool,

    /// Record the changes in this file, too; `undo --from FILE` undoes them on any machine
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub record: Option<PathBuf>,

    /// Refuse weaker-policy, source-leaves or warnings
    ///
    /// A change that has such a consequence is refused before anything is sent (exit 7).
    #[arg(
        long,
        global = true,
        value_name = "KIND",
        value_delimiter = ',',
        value_parser = Deny::read,
        add = complete::denied()
    )]
    pub deny: Vec<Deny>,

    /// Whether a cmdlet's own name and parameters were typed.
    #[arg(skip)]
    pub cmdlet: bool,

    /// What `--save` of the command names.
    #[arg(skip)]
    pub save: Option<PathBuf>,
}

impl From<Globals> for GlobalOptions {
    fn from(globals: Globals) -> Self {
        Self {
            profile: globals.profile,
            all_profiles: globals.all_profiles,
            output: globals.output,
            columns: globals.columns,
            no_headers: globals.no_headers,
            jq: globals.jq,
            include: globals.include,
            quiet: globals.quiet,
            verbose: globals.verbose,
            color: globals.color,
            yes: globals.yes,
            no_input: globals.no_input,
            dry_run: globals.dry_run,
            timeout: globals.timeout,
            retries: globals.retries,
            pace: globals.pace,
            api_version: globals.api_version,
            proxy: globals.proxy,
            ca_file: globals.ca_file,
            no_token_cache: globals.no_token_cache,
            no_history: globals.no_history,
            record: globals.record,
            deny: globals.deny.into_iter().collect(),
            cmdlet: globals.cmdlet,
            save: globals.save,
        }
    }
}
