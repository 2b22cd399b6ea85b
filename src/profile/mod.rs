//! The desk: which tenant, with which credentials, from where.
//!
//! [`choose`] takes one tenant as a unit, out of the command line, the environment and the config file.

mod address;
mod comment;
mod config;
mod credentials;
mod edit;
mod env;
mod keyring;
mod name;
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
#[cfg(feature = "keyring")]
mod system_keyring;
mod tenant;
#[cfg(test)]
mod tests;
mod value;
mod vault;

pub use address::Address;
pub use config::{Config, KEYS, Profile};
pub use credentials::{Credentials, client_secret, credentials, login, renewal};
pub use edit::{NewProfile, add, remove, use_by_default};
pub use env::Env;
pub use keyring::{Keyring, Silent};
pub use name::{ENVIRONMENT, SANDBOX, check_name};
pub use official::{Importable, importable};
pub use options::{Flags, Options};
pub use origin::{Origin, Setting};
pub use paths::Paths;
pub use proxy::Proxy;
pub use resolve::choose;
pub use secret::Secret;
pub use show::{Row, Summary, show, summaries};
pub use tenant::{Choice, SecretSource, Tenant};
pub use value::{ApiVersion, FORMATS, Pace};
pub use vault::{Forgotten, Place, Stored, Vault, check_storable, client_id};
