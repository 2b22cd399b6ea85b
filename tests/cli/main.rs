//! End-to-end tests: the built program on the embedded tenant, seen from outside.
//!
//! Each test has a home of its own and looks at stdout, stderr and exit code together.
#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]

mod ascode;
mod body;
mod check;
mod edit;
mod get;
mod help;
mod history;
mod list;
mod new;
mod output;
mod pipelines;
mod profile;
mod readme;
mod remove;
mod safety;
mod sandbox;
mod tenant;
mod update;
mod world;
