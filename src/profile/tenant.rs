//! The chosen tenant: address, client and secret, which never come from two places.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::address::Address;
use super::deny::Deny;
use super::names::MappedNames;
use super::options::Options;
use super::secret::Secret;
use super::value_origin::{Origin, Setting};
use crate::command_line::CommandLine;
use crate::error::{Code, Error, ErrorKind, Hint, Result};

/// The tenant that a command works on, chosen once and as a unit.
pub struct Tenant {
    /// The profile's name, or `environment` for the tenant of the `SAIL_*` variables.
    pub name: String,
    /// Why this one.
    pub choice: Choice,
    /// Where it answers.
    pub address: Address,
    /// The client that signs in; a profile may have none, and then only a ready token helps.
    pub client_id: Option<String>,
    /// Where the client's secret is.
    pub secret: SecretSource,
    /// A ready token, from `SYNCGROUP_ACCESS_TOKEN`: never cached, never refreshed.
    pub access_token: Option<Secret>,
    /// Every write is refused.
    pub read_only: bool,
    /// The kinds of consequences that are refused.
    pub deny: Setting<BTreeSet<Deny>>,
    /// What a manifest calls things that have another name here.
    pub names: MappedNames,
    /// How to talk to it.
    pub options: Options,
    pub(super) origins: Origins,
}

/// Why a tenant was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// `-p NAME`.
    Flag,
    /// `SYNCGROUP_PROFILE`.
    Variable,
    /// The three `SAIL_*` variables.
    Environment,
    /// `default_profile` of the config file.
    Default,
}

impl std::fmt::Display for Choice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Flag => "-p",
            Self::Variable => "SYNCGROUP_PROFILE",
            Self::Environment => "SAIL_*",
            Self::Default => "default_profile",
        })
    }
}

/// Where the client's secret is.
pub enum SecretSource {
    /// In this variable of the environment.
    Variable(&'static str, Secret),
    /// In this file, ready to be opened.
    File(PathBuf, Origin),
    /// In what this command prints: the program, ready to be started, and its arguments.
    Command(Vec<String>, Origin),
    /// In the keyring or in the secrets file, where `login` left it.
    Stored,
    /// Nowhere: the embedded tenant needs none.
    Embedded,
}

/// Where the parts of a tenant that are no options came from.
pub(super) struct Origins {
    pub(super) address: Origin,
    /// The key of the profile that the address is written under.
    pub(super) address_key: &'static str,
    pub(super) client_id: Origin,
    pub(super) read_only: Origin,
}

impl Tenant {
    /// Where the address is to be corrected, where it is wrong; nothing for the embedded tenant.
    pub fn address_hint(&self) -> Option<Hint> {
        match &self.origins.address {
            Origin::File { path, line } => Some(Hint::Explained(
                format!(
                    "check `{}` of profile `{}`, {}:{line}",
                    self.origins.address_key,
                    self.name,
                    path.display()
                ),
                Box::new(CommandLine::local("profile edit").into()),
            )),
            Origin::Variable(name) => Some(Hint::Explained(
                format!("check the variable `{name}`"),
                Box::new(Hint::set([*name])),
            )),
            _ => None,
        }
    }

    /// Refuses a write where every write is refused (exit 4). `instead` is a hint at what can be done all the same.
    pub fn check_writable(&self, instead: Option<&str>) -> Result<()> {
        if !self.read_only {
            return Ok(());
        }
        let error = Error::new(Code::Credentials, format!("profile `{}` is read-only", self.name));
        let error = instead.into_iter().fold(error.kind(ErrorKind::ReadOnly), Error::hint);
        Err(error.hint(match self.origins.read_only {
            Origin::Variable(name) => Hint::Unset(vec![name]),
            _ => "remove `read_only = true` from the profile to allow writes".into(),
        }))
    }
}
