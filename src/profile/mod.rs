//! The desk: which tenant, with which credentials, from where.
//!
//! [`choose`] takes one tenant as a unit, out of the command line, the environment and the config file.

mod address;
mod comment;
mod config;
mod credentials;
mod deny;
mod edit;
mod env;
mod keyring;
mod name;
mod names;
mod official;
mod options;
mod origin;
mod paths;
mod proxy;
mod resolve;
mod secret;
mod section;
mod show;
mod stored;
#[cfg(any(feature = "keyring", windows, target_os = "macos"))]
mod system_keyring;
mod tenant;
#[cfg(test)]
mod tests;
mod value;
mod vault;

pub use address::Address;
pub use config::{Config, KEYS};
pub use credentials::{client_secret, login, renewal};
pub use edit::{NewProfile, add, remove, use_by_default};
pub use env::Env;
pub use name::SANDBOX;
pub use official::{Importable, importable};
pub use options::Flags;
pub use paths::Paths;
pub use proxy::Proxy;
pub use resolve::choose;
pub use secret::Secret;
pub use show::{show, summaries};
pub use tenant::{Choice, SecretSource, Tenant};
pub use value::{BETA, Pace};
pub use vault::{KEYRING, Vault, check_storable, client_id};
