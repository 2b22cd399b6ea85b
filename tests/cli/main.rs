//! End-to-end tests: the built program on the embedded tenant, seen from outside.
//!
//! Each test has a home of its own and looks at stdout, stderr and exit code together. `snapshot.rs` says how to update
//! the expected outputs after an intended change.
#![cfg(feature = "sandbox")]
#![allow(clippy::needless_raw_string_hashes, reason = "this is how snapbox writes a snapshot")]
#![allow(clippy::too_many_lines, reason = "a test shows whole outputs")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod api;
mod ascode;
mod batch;
mod batch_docs;
mod batch_end;
mod batch_sequences;
mod body;
mod broken_apply;
mod browser;
mod bulk_update;
mod check;
mod cmdlet;
mod compatibility;
mod complete;
mod credentials;
mod details;
#[cfg(unix)]
mod docs;
mod doctor;
#[cfg(unix)]
mod edit;
mod fault_table;
mod faults;
#[cfg(unix)]
mod files;
mod first_minutes;
mod get;
mod graph;
mod group_diff;
mod growth;
mod help;
mod help_topics;
mod hints;
mod history;
mod impact;
#[cfg(unix)]
mod interrupt;
mod isolation;
mod jq;
mod layers;
mod list;
mod login;
mod man;
mod mapped_names;
mod move_sources;
mod new;
mod numbers;
mod odd_groups;
mod output;
#[cfg(unix)]
mod pager;
mod pages;
mod password;
#[cfg(unix)]
mod pipelines;
mod plan_markdown;
mod powershell;
#[cfg(unix)]
mod powershell_console;
mod powershell_module;
mod profile;
mod profile_edit;
mod rate_limit;
mod redaction;
mod remove;
mod report;
mod rules;
mod safety;
mod sandbox;
mod save;
mod screens;
mod scripted;
mod secrets;
mod several_profiles;
#[cfg(unix)]
mod signals;
mod snapshot;
mod tenant;
mod terminal;
#[cfg(unix)]
mod texts;
mod tls;
mod tools;
mod undo;
mod unknown_outcome;
mod update;
mod vendor_clients;
mod whoami;
mod whole_outputs;
#[cfg(windows)]
mod windows;
mod world;
