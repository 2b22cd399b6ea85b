//! End-to-end tests: the built program on the embedded tenant, seen from outside.
//!
//! Each test has a home of its own and looks at stdout, stderr and exit code together.
#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod api;
mod ascode;
mod body;
mod broken_apply;
mod browser;
mod check;
mod cmdlet;
mod complete;
mod credentials;
mod doctor;
mod edit;
mod faults;
#[cfg(unix)]
mod files;
mod get;
mod graph;
mod group_diff;
mod growth;
mod help;
mod hints;
mod history;
mod interrupt;
mod isolation;
mod jq;
mod lessons;
mod list;
mod man;
mod many;
mod new;
mod output;
mod pace;
mod pager;
mod password;
mod pipelines;
mod profile;
mod readme;
mod redaction;
mod remove;
mod safety;
mod sandbox;
mod scripted;
#[cfg(unix)]
mod signals;
mod tenant;
mod terminal;
#[cfg(unix)]
mod texts;
mod tls;
mod tools;
mod transcript;
mod update;
mod vendor_clients;
mod world;
