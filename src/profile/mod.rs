//! The desk: which tenant, with which credentials, from where.
//!
//! [`choose`] takes one tenant as a unit, out of the command line, the environment and the config file.

mod address;
mod comment;
mod config;
mod edit;
mod env;
mod file;
mod name;
mod options;
mod origin;
mod paths;
mod proxy;
mod resolve;
mod secret;
mod section;
mod tenant;
#[cfg(test)]
mod tests;
mod value;

pub use address::Address;
pub use config::{Config, Profile};
pub use edit::{NewProfile, add, remove, use_by_default};
pub use env::Env;
pub use name::{ENVIRONMENT, SANDBOX, check_name};
pub use options::{Flags, Options};
pub use origin::{Origin, Setting};
pub use paths::Paths;
pub use proxy::Proxy;
pub use resolve::choose;
pub use secret::Secret;
pub use tenant::{Choice, SecretSource, Tenant};
pub use value::{ApiVersion, FORMATS};
