//! End-to-end tests: the built program on the embedded tenant, seen from outside.
//!
//! Each test has a home of its own and looks at stdout, stderr and exit code together.
#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod body;
mod complete;
mod get;
mod graph;
mod help;
mod lessons;
mod list;
mod man;
mod new;
mod output;
mod pager;
mod profile;
mod readme;
mod remove;
mod sandbox;
mod tenant;
mod tools;
mod transcript;
mod update;
mod world;
