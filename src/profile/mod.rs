//! Which tenant, with which credentials, from where.
//!
//! [`choose`] takes one tenant as a unit, out of the command line, the environment and the config file.

mod absent;
mod address;
mod comment;
mod config;
mod credentials;
mod deny;
mod edit;
mod edit_value;
mod env;
mod keyring;
mod name;
mod names;
mod official_tools;
mod option_values;
mod options;
mod paths;
mod proxy;
mod resolve;
mod secret;
mod secret_store;
mod secrets_file;
mod show;
#[cfg(any(feature = "keyring", windows, target_os = "macos"))]
mod system_keyring;
mod system_proxy;
mod tenant;
#[cfg(test)]
mod tests;
mod toml_section;
mod typed_address;
mod value_origin;

pub use absent::{Absent, absent};
pub use address::Address;
pub use config::{Config, KEYS};
pub use credentials::{client_secret, login, renewal};
pub use deny::Deny;
pub use edit::{NewProfile, add, check_known, remove, use_by_default};
pub use edit_value::{ProfileKey, config_bytes, rename, replace_file, set};
pub use env::Env;
pub use name::{SANDBOX, check_name};
pub use names::{MappedNames, NameMap};
pub use official_tools::{Importable, importable};
pub use option_values::BETA;
pub use options::Flags;
pub use paths::{NO_STATE, Paths};
pub use proxy::Proxy;
pub use resolve::{choose, preview};
pub use secret::Secret;
pub use secret_store::{KEYRING, SecretStore, check_storable, client_id};
pub use show::{Row, show, summaries};
pub use tenant::{Choice, SecretSource, Tenant};
pub use typed_address::TypedAddress;
