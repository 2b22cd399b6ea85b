//! The embedded tenant: an API server inside the program, for trying things out and for tests.
//!
//! It speaks HTTP on a listener that it is given and keeps its state in one `SQLite` file, which several processes can
//! share. It is written from the API's public documentation alone and never imports this project's client: the two check
//! each other.

mod apps;
mod auth;
mod body;
mod connection;
mod faults;
mod file;
mod filter;
mod filter_sql;
mod group_body;
mod groups;
mod ids;
mod key_pair;
mod limit;
mod oauth;
mod options;
mod page;
mod password;
mod password_change;
mod password_rules;
mod payload;
mod personal_access_tokens;
mod policies;
mod policy_body;
mod query;
mod reply;
mod request;
mod roles;
mod route;
mod schema;
mod secret;
mod seed;
mod serve;
mod sort;
mod sources;
mod store;
mod tenant;
#[cfg(test)]
mod testing;
mod token;
mod token_parameters;

pub use faults::Fault;
pub use options::Options;
pub use page::{Paging, TotalCount};
pub use seed::Seed;
pub use serve::serve;
pub use store::Store;
