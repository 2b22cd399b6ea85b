//! The operating system's keyring: Secret Service, macOS Keychain or Windows Credential Manager.

use keyring::v1::{Entry, Error};

use super::keyring::{Keyring, Silent};
use super::secret::Secret;

/// Connects when it is first asked.
pub(super) struct System;

impl Keyring for System {
    fn read(&self, service: &str, account: &str) -> Result<Option<Secret>, Silent> {
        match entry(service, account)?.get_password() {
            Ok(text) => Ok(Some(Secret::new(text))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(silent(&error)),
        }
    }

    fn write(&self, service: &str, account: &str, secret: &Secret) -> Result<(), Silent> {
        entry(service, account)?.set_password(secret.expose()).map_err(|error| silent(&error))
    }

    fn delete(&self, service: &str, account: &str) -> Result<bool, Silent> {
        match entry(service, account)?.delete_credential() {
            Ok(()) => Ok(true),
            Err(Error::NoEntry) => Ok(false),
            Err(error) => Err(silent(&error)),
        }
    }
}

/// An entry, which says why where there is no keyring to have one.
fn entry(service: &str, account: &str) -> Result<Entry, Silent> {
    if let Err(error) = Entry::store_status() {
        return Err(silent(error));
    }
    Entry::new(service, account).map_err(|error| silent(&error))
}

fn silent(error: &Error) -> Silent {
    Silent(error.to_string())
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::super::secret_store::{Place, SecretStore};
    use super::super::tests::Home;
    use super::super::{Env, Secret};

    #[test]
    fn without_a_session_bus_no_keyring_is_tried() {
        let home = Home::new("[profiles.p]\ntenant = \"acme\"\nclient_id = \"c\"\n");
        let store = SecretStore::open(&Env::default(), &home.paths(), false);
        let (place, notes) = store.store(&home.tenant("p"), &Secret::new("s".into())).unwrap();
        assert!(matches!(place, Place::File(_)) && notes.is_empty(), "{notes:?}");
    }
}
