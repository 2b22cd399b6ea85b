//! Where `login` leaves a client secret, and `logout` takes it from: the keyring, else a file.

use std::path::PathBuf;
use std::sync::Arc;

use crate::command_line::CommandLine;
use crate::error::{Code, Error, Hint, Result};
use crate::profile::address::Address;
use crate::profile::env::Env;
use crate::profile::keyring::{Keyring, TimedKeyring};
use crate::profile::name::ENVIRONMENT;
use crate::profile::paths::{DATA_VARIABLE, Paths};
use crate::profile::secret::Secret;
use crate::profile::secrets_file::{Answer, Owner, SecretsFile};
use crate::profile::tenant::{Choice, SecretSource, Tenant};

/// Stored secrets. Nothing is opened before it is asked for something.
pub struct SecretStore {
    keyring: Option<TimedKeyring>,
    file: Option<SecretsFile>,
}

/// Where a secret is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The keyring of the operating system.
    Keyring,
    /// The secrets file, which only its owner can read.
    File(PathBuf),
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Keyring => f.write_str("keyring"),
            Self::File(path) => write!(f, "file {}", path.display()),
        }
    }
}

/// What was found for a tenant.
#[derive(Default)]
pub struct Stored {
    /// The secret, and where it was.
    pub secret: Option<(Secret, Place)>,
    /// Why there is none, where that is known.
    pub reasons: Vec<String>,
    /// Warnings for stderr.
    pub warnings: Vec<String>,
}

/// What `logout` did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// Where there was a secret; none where there was none.
    pub places: Vec<Place>,
    /// Notes for stderr, such as a keyring that did not answer and may still have one.
    pub notes: Vec<String>,
}

/// The keyring's service; the account is the profile's name.
const SERVICE: &str = "syncgroup";

/// Keeps secrets in the file, as programs that run side by side on one machine want it.
#[cfg(any(feature = "keyring", windows, target_os = "macos"))]
const NO_KEYRING: &str = "SYNCGROUP_NO_KEYRING";

impl SecretStore {
    /// The keyring of this machine, where this build and this session have one, and the file of the data directory.
    /// `attended` says whether a user is there to unlock the keyring; otherwise it gets 2 s.
    pub fn open(env: &Env, paths: &Paths, attended: bool) -> Self {
        Self::with(system_keyring(env), paths, attended)
    }

    /// The same over another keyring, or none.
    pub fn with(keyring: Option<Arc<dyn Keyring>>, paths: &Paths, attended: bool) -> Self {
        Self {
            keyring: keyring.map(|keyring| TimedKeyring::new(keyring, attended)),
            file: paths.secrets_file().map(|path| SecretsFile { path }),
        }
    }

    /// Stores the secret of a profile: in the keyring where one answers, else in the file. An older one is gone then.
    /// The notes say why it is the file.
    pub fn store(&self, tenant: &Tenant, secret: &Secret) -> Result<(Place, Vec<String>)> {
        let owner = owner(tenant)?;
        if secret.is_empty() {
            return Err(Error::usage("the secret is empty"));
        }
        let mut notes = Vec::new();
        if let Some(keyring) = &self.keyring {
            match keyring.write(SERVICE, &owner.profile, &owner.seal(secret)) {
                Ok(()) => {
                    // The file is looked at first, and must not have an older one.
                    self.delete_from_file(&owner.profile)?;
                    return Ok((Place::Keyring, notes));
                }
                Err(silent) => notes.push(format!("the keyring was not used: {}", silent.0)),
            }
        }
        let Some(file) = &self.file else {
            return Err(notes.into_iter().fold(no_place(), Error::cause));
        };
        file.write(&owner, secret)?;
        Ok((Place::File(file.path.clone()), notes))
    }

    /// Finds the secret of a profile. One that was stored for another client or another address stays where it is.
    pub fn find(&self, tenant: &Tenant) -> Result<Stored> {
        let owner = owner(tenant)?;
        let mut stored = Stored::default();
        // What `login` stored last is here or, without a file's entry, in the keyring.
        if let Some(file) = &self.file {
            let (answer, warning) = file.read(&owner)?;
            stored.warnings.extend(warning);
            if stored.take(answer, Place::File(file.path.clone())) {
                return Ok(stored);
            }
        }
        match self.keyring.as_ref().map(|keyring| keyring.read(SERVICE, &owner.profile)) {
            Some(Ok(Some(text))) => {
                stored.take(owner.unseal(&text), Place::Keyring);
            }
            Some(Err(silent)) => {
                stored.reasons.push(format!("the keyring was not asked: {}", silent.0));
            }
            Some(Ok(None)) | None => {}
        }
        Ok(stored)
    }

    /// Forgets whatever is stored for a profile, which need not exist any more.
    pub fn forget(&self, profile: &str) -> Result<Forgotten> {
        let mut forgotten = Forgotten::default();
        if self.delete_from_file(profile)? {
            forgotten.places.extend(self.file.as_ref().map(|file| Place::File(file.path.clone())));
        }
        match self.keyring.as_ref().map(|keyring| keyring.delete(SERVICE, profile)) {
            Some(Ok(true)) => forgotten.places.push(Place::Keyring),
            Some(Err(silent)) => {
                let note = format!("the keyring may still have a secret: {}", silent.0);
                forgotten.notes.push(note);
            }
            Some(Ok(false)) | None => {}
        }
        Ok(forgotten)
    }

    /// Keeps what is stored for a profile under its new name. The notes say what did not follow.
    pub fn rename(&self, old: &str, new: &str) -> Result<Vec<String>> {
        if let Some(file) = &self.file {
            file.rename(old, new)?;
        }
        let Some(keyring) = &self.keyring else { return Ok(Vec::new()) };
        let moved = match keyring.read(SERVICE, old) {
            Ok(Some(text)) => keyring
                .write(SERVICE, new, &text)
                .and_then(|()| keyring.delete(SERVICE, old).map(drop)),
            // A secret of an earlier profile of that name is not this one's.
            Ok(None) => keyring.delete(SERVICE, new).map(drop),
            Err(silent) => Err(silent),
        };
        let note = |silent: crate::profile::keyring::Silent| {
            format!("a secret in the keyring was not renamed: {}", silent.0)
        };
        Ok(moved.err().map(note).into_iter().collect())
    }

    /// An entry of another program's, such as the official tools'; `None` where no keyring answers.
    pub(crate) fn foreign(&self, service: &str, account: &str) -> Option<Secret> {
        self.keyring.as_ref()?.read(service, account).ok()?
    }

    fn delete_from_file(&self, profile: &str) -> Result<bool> {
        self.file.as_ref().map_or(Ok(false), |file| file.delete(profile))
    }
}

impl Stored {
    fn take(&mut self, answer: Answer, place: Place) -> bool {
        match answer {
            Answer::Found(secret) => self.secret = Some((secret, place)),
            Answer::Foreign(whose) => {
                let reason = format!("the secret that is stored ({place}) is for {whose}");
                self.reasons.push(reason);
            }
            Answer::Nothing => {}
        }
        self.secret.is_some()
    }
}

/// Refuses a tenant that stores no secret (exit 2): the embedded one, that of the `SAIL_*` variables, and one whose
/// profile says where its secret is. One without a client is exit 4.
pub fn check_storable(tenant: &Tenant) -> Result<()> {
    owner(tenant)?;
    let (key, origin) = match &tenant.secret {
        SecretSource::File(_, origin) => ("client_secret_file", origin),
        SecretSource::Command(_, origin) => ("client_secret_command", origin),
        SecretSource::Variable(..) | SecretSource::Stored | SecretSource::Embedded => return Ok(()),
    };
    let name = &tenant.name;
    let problem = format!("profile `{name}` takes its secret from `{key}`, and stores none");
    Err(Error::usage(problem).hint(format!("remove `{key}` ({origin})")))
}

/// Whose secret is stored: a profile's of the config file, with a client.
fn owner(tenant: &Tenant) -> Result<Owner> {
    let (Address::Url(_), false) = (&tenant.address, tenant.choice == Choice::Environment) else {
        let problem = if tenant.name == ENVIRONMENT {
            "the tenant of the `SAIL_*` variables has its secret there, and stores none".to_owned()
        } else {
            format!("profile `{}` is an embedded tenant, and needs no secret", tenant.name)
        };
        return Err(Error::usage(problem).hint(CommandLine::local("profile list")));
    };
    Ok(Owner {
        profile: tenant.name.clone(),
        address: tenant.address.to_string(),
        client_id: client_id(tenant)?.to_owned(),
    })
}

/// The client that signs in. A profile without one is exit 4, with the ways out as hints.
pub fn client_id(tenant: &Tenant) -> Result<&str> {
    tenant.client_id.as_deref().filter(|id| !id.is_empty()).ok_or_else(|| {
        Error::new(Code::Credentials, format!("profile `{}` has no `client_id`", tenant.name))
            .hint(format!("client_id = \"…\" below [profiles.{}] of the config file", tenant.name))
            .hint(Hint::set(["SYNCGROUP_ACCESS_TOKEN"]))
    })
}

fn no_place() -> Error {
    Error::usage("a secret cannot be stored: there is neither a keyring nor a data directory")
        .hint(Hint::set([DATA_VARIABLE]))
        .hint(Hint::set(["SYNCGROUP_CLIENT_SECRET"]))
}

/// Whether this build can use the system's keyring: always where every user has one, elsewhere by its feature.
pub const KEYRING: bool = cfg!(any(feature = "keyring", windows, target_os = "macos"));

/// The system's keyring, unless `SYNCGROUP_NO_KEYRING` forbids it. On Linux nobody would answer without a session bus.
#[cfg(any(feature = "keyring", windows, target_os = "macos"))]
fn system_keyring(env: &Env) -> Option<Arc<dyn Keyring>> {
    let answers = cfg!(any(windows, target_os = "macos")) || env.has("DBUS_SESSION_BUS_ADDRESS");
    let allowed = matches!(env.var(NO_KEYRING), None | Some("0" | "false"));
    (answers && allowed)
        .then(|| Arc::new(crate::profile::system_keyring::System) as Arc<dyn Keyring>)
}

/// This build knows no keyring.
#[cfg(not(any(feature = "keyring", windows, target_os = "macos")))]
fn system_keyring(_: &Env) -> Option<Arc<dyn Keyring>> {
    None
}

#[cfg(test)]
mod tests;
