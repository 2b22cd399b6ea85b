//! End-to-end tests: the built program on the embedded tenant, seen from outside.
//!
//! Each test has a home of its own and looks at stdout, stderr and exit code together. `snapshot.rs` says how to update
//! the expected outputs after an intended change.
#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod api;
mod ascode;
mod body;
mod broken_apply;
mod browser;
mod check;
mod cmdlet;
mod compatibility;
mod complete;
mod credentials;
mod doctor;
mod edit;
mod fault_table;
mod faults;
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
mod layers;
mod lessons;
mod list;
mod man;
mod many;
mod new;
mod output;
mod pace;
mod pager;
mod pages;
mod password;
mod pipelines;
mod profile;
mod readme;
mod redaction;
mod remove;
mod rules;
mod safety;
mod sandbox;
mod save;
mod scripted;
mod secrets;
mod snapshot;
mod tenant;
mod terminal;
mod tls;
mod tools;
mod transcript;
mod undo;
mod unknown_outcome;
mod update;
mod vendor_clients;
mod world;
