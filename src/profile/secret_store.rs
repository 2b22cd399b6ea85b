//! Where `login` leaves a client secret, and `logout` takes it from: the keyring, else a file.

use std::path::PathBuf;
use std::sync::Arc;

use crate::command_line::CommandLine;
use crate::error::{Code, Error, Hint, Result};
use crate::profile::address::Address;
use crate::profile::env::Env;
use crate::profile::keyring::{Keyring, Patient};
use crate::profile::name::ENVIRONMENT;
use crate::profile::paths::Paths;
use crate::profile::secret::Secret;
use crate::profile::secrets_file::{Answer, Owner, SecretsFile};
use crate::profile::tenant::{Choice, SecretSource, Tenant};

/// Stored secrets. Nothing is opened before it is asked for something.
pub struct SecretStore {
    keyring: Option<Patient>,
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
            keyring: keyring.map(|keyring| Patient::new(keyring, attended)),
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
            .hint(Hint::Set(vec!["SYNCGROUP_ACCESS_TOKEN"]))
    })
}

fn no_place() -> Error {
    Error::usage("a secret cannot be stored: there is neither a keyring nor a data directory")
        .hint(Hint::Set(vec![if cfg!(windows) { "LOCALAPPDATA" } else { "XDG_DATA_HOME" }]))
        .hint(Hint::Set(vec!["SYNCGROUP_CLIENT_SECRET"]))
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
mod tests {
    use std::fs;

    use super::*;
    use crate::profile::keyring::fake::Fake;
    use crate::profile::tests::Home;

    const PROFILES: &str = r#"
[profiles.p]
tenant = "acme"
client_id = "c"
[profiles.q]
tenant = "acme"
client_id = "c2"
[profiles.none]
tenant = "acme"
[profiles.try]
sandbox = true
"#;

    fn secret(text: &str) -> Secret {
        Secret::new(text.into())
    }

    fn store(home: &Home, keyring: Option<&Arc<Fake>>) -> SecretStore {
        let keyring = keyring.map(|fake| Arc::clone(fake) as Arc<dyn Keyring>);
        SecretStore::with(keyring, &home.paths(), true)
    }

    fn found(store: &SecretStore, tenant: &Tenant) -> Option<(String, Place)> {
        store.find(tenant).unwrap().secret.map(|(secret, place)| (secret.expose().into(), place))
    }

    #[test]
    fn without_a_keyring_a_private_file_keeps_secrets() {
        let home = Home::new(PROFILES);
        let (store, p, q) = (store(&home, None), home.tenant("p"), home.tenant("q"));
        let file = Place::File(home.path().join("data/secrets.json"));
        assert_eq!(found(&store, &p), None);
        let (place, notes) = store.store(&p, &secret("one")).unwrap();
        assert_eq!((&place, notes.len()), (&file, 0));
        store.store(&p, &secret("two \" \\ ü")).unwrap();
        store.store(&q, &secret("three")).unwrap();
        assert_eq!(found(&store, &p), Some(("two \" \\ ü".into(), file.clone())));
        let forgotten = store.forget("p").unwrap();
        assert_eq!(forgotten, Forgotten { places: vec![file.clone()], notes: vec![] });
        assert_eq!(store.forget("p").unwrap(), Forgotten::default());
        assert_eq!(found(&store, &p), None);
        assert_eq!(found(&store, &q), Some(("three".into(), file)));
    }

    #[cfg(unix)]
    #[test]
    fn the_file_and_its_directory_are_the_owners_alone_and_become_so_again() {
        use std::os::unix::fs::PermissionsExt as _;
        let home = Home::new(PROFILES);
        let (store, p) = (store(&home, None), home.tenant("p"));
        store.store(&p, &secret("one")).unwrap();
        let file = home.path().join("data/secrets.json");
        let mode =
            |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
        fs::set_permissions(&file, fs::Permissions::from_mode(0o604)).unwrap();
        let warnings = store.find(&p).unwrap().warnings;
        assert!(warnings[0].contains("chmod 600 "), "{warnings:?}");
        store.store(&p, &secret("two")).unwrap();
        assert_eq!(mode(&file), 0o600);
    }

    #[test]
    fn a_keyring_that_answers_keeps_them_and_the_file_forgets() {
        let home = Home::new(PROFILES);
        let p = home.tenant("p");
        store(&home, None).store(&p, &secret("old")).unwrap();
        let fake = Fake::new();
        let store = store(&home, Some(&fake));
        assert!(matches!(found(&store, &p), Some((text, Place::File(_))) if text == "old"));
        assert_eq!(store.store(&p, &secret("new")).unwrap(), (Place::Keyring, vec![]));
        assert_eq!(found(&store, &p), Some(("new".into(), Place::Keyring)));
        let text = fs::read_to_string(home.path().join("data/secrets.json")).unwrap();
        assert_eq!(text, "{}");
        assert_eq!(store.forget("p").unwrap().places, [Place::Keyring]);
        assert!(fake.entries.lock().unwrap().is_empty());
    }

    #[test]
    fn a_mute_keyring_is_no_error_and_the_newest_secret_wins() {
        let home = Home::new(PROFILES);
        let (p, fake) = (home.tenant("p"), Fake::new());
        let store = store(&home, Some(&fake));
        store.store(&p, &secret("old")).unwrap();
        *fake.mute.lock().unwrap() = true;
        let stored = store.find(&p).unwrap();
        assert!(stored.secret.is_none());
        assert_eq!(stored.reasons, ["the keyring was not asked: no daemon"]);
        let (place, notes) = store.store(&p, &secret("new")).unwrap();
        assert!(matches!(place, Place::File(_)));
        assert_eq!(notes, ["the keyring was not used: no daemon"]);
        assert_eq!(
            store.forget("q").unwrap().notes,
            ["the keyring may still have a secret: no daemon"]
        );
        *fake.mute.lock().unwrap() = false;
        assert!(matches!(found(&store, &p), Some((text, Place::File(_))) if text == "new"));
        assert_eq!(store.forget("p").unwrap().places.len(), 2);
    }

    #[test]
    fn a_secret_is_not_used_for_another_address_or_client() {
        for keyring in [None, Some(Fake::new())] {
            let home = Home::new(PROFILES);
            let store = store(&home, keyring.as_ref());
            store.store(&home.tenant("p"), &secret("hunter2")).unwrap();
            for changed in
                ["tenant = \"evil\"\nclient_id = \"c\"", "tenant = \"acme\"\nclient_id = \"d\""]
            {
                fs::write(home.config(), format!("[profiles.p]\n{changed}\n")).unwrap();
                let stored = store.find(&home.tenant("p")).unwrap();
                assert!(stored.secret.is_none());
                let reason = &stored.reasons[0];
                assert!(
                    reason.ends_with("is for client `c` at https://acme.api.identitynow.com"),
                    "{reason}"
                );
            }
        }
    }

    #[test]
    fn only_profiles_with_a_client_store_secrets() {
        let home = Home::new(PROFILES);
        let store = store(&home, None);
        let sail = [
            ("SAIL_BASE_URL", "https://a.api.identitynow.com"),
            ("SAIL_CLIENT_ID", "c"),
            ("SAIL_CLIENT_SECRET", "s"),
        ];
        let refused = |tenant: &Tenant| store.store(tenant, &secret("s")).unwrap_err().to_string();
        assert!(refused(&home.tenant("none")).contains("has no `client_id`"));
        #[cfg(feature = "sandbox")]
        assert!(refused(&home.tenant("try")).contains("needs no secret"));
        assert!(refused(&home.choose(None, &sail).unwrap().0).contains("`SAIL_*`"));
        assert!(store.store(&home.tenant("p"), &secret("\n")).is_err());
        assert!(!home.path().join("data").exists());
    }

    #[test]
    fn without_a_place_storing_says_so() {
        let home = Home::new(PROFILES);
        let nowhere = SecretStore::with(None, &Paths::default(), false);
        let error = nowhere.store(&home.tenant("p"), &secret("s")).unwrap_err();
        assert!(error.message().contains("a data directory"));
        assert!(nowhere.find(&home.tenant("p")).unwrap().secret.is_none());
        assert_eq!(nowhere.forget("p").unwrap(), Forgotten::default());
    }

    #[test]
    fn a_damaged_file_is_named_and_not_repeated() {
        let home = Home::new(PROFILES);
        let store = store(&home, None);
        store.store(&home.tenant("p"), &secret("s")).unwrap();
        let file = home.path().join("data/secrets.json");
        for text in ["{\"p\":\"hunter2\"}", "hunter2", ""] {
            fs::write(&file, text).unwrap();
            let error = store.find(&home.tenant("p")).err().unwrap().to_text();
            assert!(error.contains("is damaged") && !error.contains("hunter2"), "{error}");
            assert!(store.store(&home.tenant("p"), &secret("s")).is_err());
            assert_eq!(fs::read_to_string(&file).unwrap(), text);
        }
    }

    #[test]
    fn secrets_stored_at_once_are_all_there() {
        let profile = |n| format!("[profiles.p{n}]\ntenant = \"acme\"\nclient_id = \"c\"\n");
        let text = (0..8).map(profile).collect::<Vec<_>>().concat();
        let home = Home::new(&text);
        let tenants: Vec<Tenant> = (0..8).map(|n| home.tenant(&format!("p{n}"))).collect();
        let store = store(&home, None);
        std::thread::scope(|scope| {
            for tenant in &tenants {
                scope.spawn(|| store.store(tenant, &secret(&tenant.name)).unwrap());
            }
        });
        assert!(tenants.iter().all(|tenant| found(&store, tenant).unwrap().0 == tenant.name));
    }
}
