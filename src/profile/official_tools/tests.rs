use std::fs;
use std::sync::Arc;

use super::*;
use crate::profile::keyring::Keyring;
use crate::profile::keyring::fake::Fake;
use crate::profile::tests::Home;

const YAML: &str = "activeenvironment: Acme
authtype: pat
customexporttemplatespath: ''
debug: no
environments:
  acme:
    baseurl: https://acme.api.identitynow.com/
    tenanturl: https://acme.identitynow.com
    pat:
      accesstoken: t
      clientid: 12345678901234567890123456789012
      clientsecret: hunter2
  demo:
    baseurl: https://acme.api.identitynow-demo.com
    pat: {}
  broken:
    tenanturl: https://x.identitynow.com
  website:
    baseurl: https://x.identitynow.com
  sandbox:
    baseurl: https://acme-sb.api.identitynow.com
  empty:
";

fn home(yaml: Option<&str>, json: Option<&str>) -> Home {
    let home = Home::empty();
    if let Some(yaml) = yaml {
        fs::create_dir_all(home.path().join(".sailpoint")).unwrap();
        fs::write(home.path().join(".sailpoint/config.yaml"), yaml).unwrap();
    }
    if let Some(json) = json {
        fs::write(home.path().join("config.json"), json).unwrap();
    }
    home
}

fn found(home: &Home, keyring: Option<Arc<dyn Keyring>>) -> (Vec<Importable>, Vec<String>) {
    let store = SecretStore::with(keyring, &home.paths(), true);
    importable(&home.paths(), home.path(), &store)
}

fn secret(profile: &Importable) -> Option<&str> {
    profile.secret.as_ref().map(Secret::expose)
}

#[test]
fn environments_become_profiles_and_the_rest_is_said() {
    let (profiles, notes) = found(&home(Some(YAML), None), None);
    let names: Vec<&str> = profiles.iter().map(|profile| profile.name.as_str()).collect();
    assert_eq!(names, ["acme", "demo"]);
    let acme = &profiles[0];
    assert_eq!(acme.base_url, "https://acme.api.identitynow.com");
    assert_eq!(acme.client_id.as_deref(), Some("12345678901234567890123456789012"));
    assert_eq!((secret(acme), acme.active), (Some("hunter2"), true));
    assert_eq!((secret(&profiles[1]), profiles[1].active), (None, false));
    assert_eq!(notes.len(), 4, "{notes:?}");
    assert!(notes[0].contains("`broken` of ") && notes[0].ends_with("it has no `baseurl`"));
    assert!(notes.iter().any(|note| note.contains("`sandbox`") && note.contains("built-in")));
    assert!(notes.iter().any(|note| note.contains("`website`") && note.contains("its website")));
}

#[test]
fn secrets_of_the_official_tools_keyring_are_found() {
    let fake = Fake::new();
    for (service, text) in [
        ("environments.pat.clientid", "id"),
        ("environments.pat.clientsecret", "go-keyring-base64:aHVudGVyMg=="),
    ] {
        fake.write(service, "demo", &Secret::new(text.into())).unwrap();
    }
    let (profiles, _) = found(&home(Some(YAML), None), Some(fake.clone()));
    let demo = &profiles[1];
    assert_eq!((demo.client_id.as_deref(), secret(demo)), (Some("id"), Some("hunter2")));
    *fake.mute.lock().unwrap() = true;
    assert_eq!(found(&home(Some(YAML), None), Some(fake)).0[1].client_id, None);
}

#[test]
fn the_sdks_file_becomes_a_profile_of_the_tenants_name() {
    for key in ["BaseURL", "BaseUrl", "baseurl"] {
        let json = format!(
            r#"{{"ClientId":"c","ClientSecret":"s","{key}":"https://other.api.identitynow.com/v3"}}"#
        );
        let (profiles, notes) = found(&home(Some(YAML), Some(&json)), None);
        let last = profiles.last().unwrap();
        assert_eq!((last.name.as_str(), secret(last)), ("other", Some("s")));
        assert_eq!(last.base_url, "https://other.api.identitynow.com");
        assert_eq!((profiles.len(), notes.len()), (3, 4));
    }
    let json = r#"{"BaseURL":"http://127.0.0.1:8080"}"#;
    assert_eq!(found(&home(None, Some(json)), None).0[0].name, "config");
}

#[test]
fn a_tenant_that_both_files_have_comes_once() {
    let json = r#"{"ClientId":"12345678901234567890123456789012","BaseURL":"https://ACME.api.identitynow.com"}"#;
    assert_eq!(found(&home(Some(YAML), Some(json)), None).0.len(), 2);
    let json = r#"{"ClientId":"d","BaseURL":"https://acme.api.identitynow.com"}"#;
    let (profiles, _) = found(&home(Some(YAML), Some(json)), None);
    assert_eq!(profiles[2].name, "acme-2");
}

#[test]
fn other_programs_files_and_absent_ones_give_nothing() {
    for json in [None, Some("{}"), Some("[1]"), Some("not json"), Some("{\"BaseURL\":7}")] {
        let (profiles, warnings) = found(&home(None, json), None);
        assert!(profiles.is_empty());
        assert_eq!(warnings.len(), usize::from(json.is_some()), "{warnings:?}");
    }
    let folder = home(Some(YAML), None);
    fs::create_dir(folder.path().join("config.json")).unwrap();
    let (profiles, warnings) = found(&folder, None);
    assert_eq!((profiles.len(), warnings.len()), (2, 5), "{warnings:?}");
    assert!(warnings[4].contains("config.json` is left out: "), "{warnings:?}");
    for yaml in ["environments:\n", "other: 1\n"] {
        assert!(found(&home(Some(yaml), None), None).0.is_empty());
    }
}

#[test]
fn a_broken_file_is_named_and_not_repeated() {
    let yaml = "environments:\n  acme:\n    pat: {clientsecret: hunter2\n  x: [\n";
    let warnings = found(&home(Some(yaml), None), None).1;
    assert!(warnings[0].contains("config.yaml` is left out: line "), "{warnings:?}");
    assert!(!warnings[0].contains("hunter2"), "{warnings:?}");
}

#[test]
fn what_is_imported_can_be_written() {
    let home = home(Some(YAML), None);
    let (profiles, _) = found(&home, None);
    for profile in &profiles {
        crate::profile::add(&home.paths(), &profile.name, &profile.profile(), false).unwrap();
    }
    assert_eq!(home.tenant("demo").address.host(), "acme.api.identitynow-demo.com");
    let yaml = fs::read_to_string(home.path().join(".sailpoint/config.yaml")).unwrap();
    assert_eq!(yaml, YAML);
}
