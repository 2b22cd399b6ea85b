//! The keyring of the operating system, behind a trait that can be played.

use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use super::secret::Secret;

/// A keyring: secrets by service and account. It may answer late, ask the user, or not be there at all.
pub trait Keyring: Send + Sync {
    /// The secret; `None` where there is none.
    fn read(&self, service: &str, account: &str) -> Result<Option<Secret>, Silent>;
    /// Puts a secret in, over an older one.
    fn write(&self, service: &str, account: &str, secret: &Secret) -> Result<(), Silent>;
    /// Takes a secret out; false where there was none.
    fn delete(&self, service: &str, account: &str) -> Result<bool, Silent>;
}

/// A keyring did not answer. The reason is for a note: no keyring is no error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silent(pub String);

/// How long a keyring that nobody sits in front of may think.
const PATIENCE: Duration = Duration::from_secs(2);

/// A keyring that is given up after a while: without a terminal nobody is there to unlock it.
pub(super) struct TimedKeyring {
    inner: Arc<dyn Keyring>,
    limit: Option<Duration>,
}

impl TimedKeyring {
    /// `attended` says whether somebody may unlock it, who gets the time that takes.
    pub(super) fn new(inner: Arc<dyn Keyring>, attended: bool) -> Self {
        Self { inner, limit: (!attended).then_some(PATIENCE) }
    }

    /// Asks on a thread of its own, which is left behind where it takes too long.
    fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&dyn Keyring) -> Result<T, Silent> + Send + 'static,
    ) -> Result<T, Silent> {
        let Some(limit) = self.limit else { return question(&*self.inner) };
        let (answer, answers) = mpsc::channel();
        let inner = Arc::clone(&self.inner);
        thread::Builder::new()
            .name("keyring".to_owned())
            .spawn(move || answer.send(question(&*inner)))
            .map_err(|error| Silent(error.to_string()))?;
        answers.recv_timeout(limit).unwrap_or_else(|_| {
            Err(Silent(format!("it did not answer within {} s; it may be locked", limit.as_secs())))
        })
    }
}

impl Keyring for TimedKeyring {
    fn read(&self, service: &str, account: &str) -> Result<Option<Secret>, Silent> {
        let (service, account) = (service.to_owned(), account.to_owned());
        self.ask(move |keyring| keyring.read(&service, &account))
    }

    fn write(&self, service: &str, account: &str, secret: &Secret) -> Result<(), Silent> {
        let (service, account, secret) =
            (service.to_owned(), account.to_owned(), secret.duplicate());
        self.ask(move |keyring| keyring.write(&service, &account, &secret))
    }

    fn delete(&self, service: &str, account: &str) -> Result<bool, Silent> {
        let (service, account) = (service.to_owned(), account.to_owned());
        self.ask(move |keyring| keyring.delete(&service, &account))
    }
}

#[cfg(test)]
pub(super) mod fake {
    use std::collections::BTreeMap;
    use std::sync::{Arc, Condvar, Mutex, PoisonError};

    use super::{Keyring, Secret, Silent};

    /// A keyring in memory, which may be mute.
    #[derive(Default)]
    pub(in super::super) struct Fake {
        pub(in super::super) entries: Mutex<BTreeMap<(String, String), String>>,
        pub(in super::super) mute: Mutex<bool>,
    }

    impl Fake {
        pub(in super::super) fn new() -> Arc<Self> {
            Arc::default()
        }

        fn open(&self) -> Result<Entries<'_>, Silent> {
            if *self.mute.lock().unwrap_or_else(PoisonError::into_inner) {
                return Err(Silent("no daemon".into()));
            }
            Ok(self.entries.lock().unwrap_or_else(PoisonError::into_inner))
        }
    }

    type Entries<'a> = std::sync::MutexGuard<'a, BTreeMap<(String, String), String>>;

    fn key(service: &str, account: &str) -> (String, String) {
        (service.into(), account.into())
    }

    impl Keyring for Fake {
        fn read(&self, service: &str, account: &str) -> Result<Option<Secret>, Silent> {
            Ok(self.open()?.get(&key(service, account)).map(|text| Secret::new(text.clone())))
        }

        fn write(&self, service: &str, account: &str, secret: &Secret) -> Result<(), Silent> {
            self.open()?.insert(key(service, account), secret.expose().into());
            Ok(())
        }

        fn delete(&self, service: &str, account: &str) -> Result<bool, Silent> {
            Ok(self.open()?.remove(&key(service, account)).is_some())
        }
    }

    /// A keyring that waits for somebody to unlock it.
    #[derive(Default)]
    pub(in super::super) struct Locked {
        pub(in super::super) open: (Mutex<bool>, Condvar),
    }

    impl Locked {
        fn wait(&self) {
            let (open, opened) = &self.open;
            drop(opened.wait_while(open.lock().unwrap(), |open| !*open).unwrap());
        }
    }

    impl Keyring for Locked {
        fn read(&self, _: &str, _: &str) -> Result<Option<Secret>, Silent> {
            self.wait();
            Ok(None)
        }

        fn write(&self, _: &str, _: &str, _: &Secret) -> Result<(), Silent> {
            self.wait();
            Ok(())
        }

        fn delete(&self, _: &str, _: &str) -> Result<bool, Silent> {
            self.wait();
            Ok(false)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::fake::{Fake, Locked};
    use super::*;

    #[test]
    fn a_keyring_that_answers_is_a_keyring() {
        for attended in [true, false] {
            let keyring = TimedKeyring::new(Fake::new(), attended);
            keyring.write("s", "a", &Secret::new("x".into())).unwrap();
            assert_eq!(keyring.read("s", "a").unwrap().unwrap().expose(), "x");
            assert_eq!((keyring.delete("s", "a"), keyring.delete("s", "a")), (Ok(true), Ok(false)));
            assert!(keyring.read("s", "a").unwrap().is_none());
        }
    }

    #[test]
    fn a_locked_keyring_is_given_up_where_nobody_is_there() {
        let locked = Arc::new(Locked::default());
        let patient = TimedKeyring { inner: locked.clone(), limit: Some(Duration::from_millis(5)) };
        assert!(patient.read("s", "a").err().unwrap().0.contains("did not answer within"));
        assert!(patient.delete("s", "a").is_err());
        assert!(patient.write("s", "a", &Secret::new("x".into())).is_err());
        let (open, opened) = &locked.open;
        *open.lock().unwrap() = true;
        opened.notify_all();
        assert!(TimedKeyring::new(locked.clone(), true).read("s", "a").unwrap().is_none());
    }
}
