//! What the commands do, free of command-line syntax: sessions, lookups, checks, changes and views.

pub mod apply;
pub mod batch;
pub mod change;
pub mod check;
pub mod lookup;
pub mod password;
pub mod session;
pub mod view;
