//! The options that every command takes.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::app::session::options::GlobalOptions;
use crate::cli::complete;

/// Options that every command takes, before or behind it.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Global options")]
pub struct Globals {
    /// Profile of the config file; `sandbox` is built in and needs no file; several as in test,prod
    #[arg(short, long, global = true, value_name = "NAME", add = complete::chosen_profiles())]
    pub profile: Option<String>,

    /// Every profile of the config file, side by side
    #[arg(long, global = true, conflicts_with = "profile")]
    pub all_profiles: bool,

    /// table, json, jsonl, yaml, csv or id [default: table]
    #[arg(short, long, global = true, value_name = "FORMAT", add = complete::formats())]
    pub output: Option<String>,

    /// Columns of table and csv; an unknown one lists those there are
    #[arg(long, global = true, value_name = "A,B", value_delimiter = ',', add = complete::columns())]
    pub columns: Option<Vec<String>>,

    /// Run a jq filter over the JSON result; strings print raw
    #[arg(long, global = true, value_name = "FILTER")]
    pub jq: Option<String>,

    /// Show status and headers of the reply too, as the cmdlets' -WithHttpInfo
    #[arg(short, long, global = true)]
    pub include: bool,

    /// No news on stderr; errors and data still
    #[arg(short, long, global = true)]
    pub quiet: bool,

    /// Show each request; twice: with headers and bodies, secrets redacted
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,

    /// auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too
    #[arg(long, global = true, value_name = "WHEN", add = complete::colors())]
    pub color: Option<String>,

    /// Answer yes to every question
    #[arg(short, long, global = true)]
    pub yes: bool,

    /// Never ask, as if there were no terminal
    #[arg(long, global = true)]
    pub no_input: bool,

    /// Send no write; show what would be sent, as the cmdlets' -WhatIf
    #[arg(short = 'n', long, global = true)]
    pub dry_run: bool,

    /// Seconds that one request may take [default: 30]
    #[arg(long, global = true, value_name = "SECONDS")]
    pub timeout: Option<String>,

    /// How often a request that may be repeated is tried again [default: 3]
    #[arg(long, global = true, value_name = "N")]
    pub retries: Option<String>,

    /// Requests in how many seconds at most, or none [default: 100/10]
    #[arg(long, global = true, value_name = "N/SECONDS")]
    pub pace: Option<String>,

    /// Path style: v3, v2024, v2025, v2026 or v1 [default: v3]
    #[arg(long, global = true, value_name = "VERSION")]
    pub api_version: Option<String>,

    /// Proxy for all requests, the token's too
    #[arg(long, global = true, value_name = "URL", value_hint = ValueHint::Url)]
    pub proxy: Option<String>,

    /// PEM file of certificate authorities to trust in addition
    #[arg(long, global = true, value_name = "PEM", value_hint = ValueHint::FilePath)]
    pub ca_file: Option<PathBuf>,

    /// Leave no token behind
    #[arg(long, global = true)]
    pub no_token_cache: bool,

    /// Write without a record; such changes cannot be undone
    #[arg(long, global = true)]
    pub no_history: bool,

    /// Record the changes in this file, too; `undo --from FILE` undoes them on any machine
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub record: Option<PathBuf>,

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
            save: globals.save,
        }
    }
}
