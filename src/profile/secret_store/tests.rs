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
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
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
