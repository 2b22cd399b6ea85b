//! One file per command: its help, its arguments, and what it calls.

pub mod api;
pub mod apply;
pub mod check;
pub mod completions;
pub mod diff;
pub mod doctor;
pub mod export;
pub mod get;
pub mod graph;
pub mod help;
pub mod history;
pub mod list;
pub mod login;
pub mod man;
pub mod new;
pub mod password;
pub mod policies;
pub mod profile;
mod raw_list;
pub mod remove;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod sources;
pub mod undo;
pub mod update;
pub mod version;
