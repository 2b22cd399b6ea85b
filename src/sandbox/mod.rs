//! The garden: a tenant that lives inside the program.
//!
//! It speaks HTTP on a listener that it is given and keeps its state in one `SQLite` file, so that several processes
//! can share it and none loses what another was told. It is written from the API's public documentation alone and
//! knows nothing of this project's client: the two check each other.

mod apps;
mod auth;
mod collection;
mod connection;
mod draft;
mod faults;
mod file;
mod filter;
mod filter_sql;
mod form;
mod groups;
mod ids;
mod key_pair;
mod limit;
mod oauth;
mod options;
mod password;
mod password_change;
mod password_rules;
mod payload;
mod people;
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
mod sorter;
mod sources;
mod store;
mod tenant;
#[cfg(test)]
mod testing;
mod token;
mod world;

pub use collection::{Paging, TotalCount};
pub use faults::Fault;
pub use limit::RateLimit;
pub use options::Options;
pub use seed::Seed;
pub use serve::serve;
pub use store::Store;
