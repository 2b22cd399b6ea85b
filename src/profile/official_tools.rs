//! Settings of the official tools, which are read and never written.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::document;
use crate::profile::address::parse_base_url;
use crate::profile::edit::NewProfile;
use crate::profile::name::check_name;
use crate::profile::paths::Paths;
use crate::profile::secret::Secret;
use crate::profile::secret_store::SecretStore;

/// A tenant of the official tools that can become a profile.
pub struct Importable {
    /// The profile's name: the environment's, or the tenant's.
    pub name: String,
    /// The address of the API, checked.
    pub base_url: String,
    /// The client that signs in, where one is known.
    pub client_id: Option<String>,
    /// Its secret, where one is known.
    pub secret: Option<Secret>,
    /// The file that it comes from.
    pub file: PathBuf,
    /// Whether the official tools use it now.
    pub active: bool,
}

impl Importable {
    /// The profile to be written; its secret is for [`SecretStore::store`].
    pub fn profile(&self) -> NewProfile {
        NewProfile {
            base_url: Some(self.base_url.clone()),
            client_id: self.client_id.clone(),
            ..NewProfile::default()
        }
    }
}

/// `~/.sailpoint/config.yaml`. Unknown keys are the official tools' business.
#[derive(Deserialize)]
struct Settings {
    #[serde(default)]
    activeenvironment: Option<String>,
    #[serde(default)]
    environments: Option<BTreeMap<String, Option<Environment>>>,
}

#[derive(Deserialize)]
struct Environment {
    #[serde(default)]
    baseurl: Option<String>,
    #[serde(default)]
    pat: Option<Pat>,
}

#[derive(Deserialize, Default)]
struct Pat {
    #[serde(default)]
    clientid: Option<String>,
    #[serde(default)]
    clientsecret: Option<String>,
}

/// `./config.json` of the SDKs. Other programs have files of that name, so that nothing in it is expected.
#[derive(Deserialize)]
struct SdkSettings {
    #[serde(default)]
    clientid: Option<String>,
    #[serde(default)]
    clientsecret: Option<String>,
    baseurl: String,
}

/// Finds what the official tools know: the environments of `~/.sailpoint/config.yaml`, with their entries of the
/// keyring where one answers, and `config.json` of `directory`. Beside them are
/// warnings about what can't be taken.
pub fn importable(
    paths: &Paths,
    directory: &Path,
    store: &SecretStore,
) -> (Vec<Importable>, Vec<String>) {
    let mut found = Found::default();
    if let Some(home) = &paths.home {
        found.add_environments(&home.join(".sailpoint").join("config.yaml"), store);
    }
    found.add_sdk_settings(directory.join("config.json"));
    (found.profiles, found.warnings)
}

#[derive(Default)]
struct Found {
    profiles: Vec<Importable>,
    warnings: Vec<String>,
}

impl Found {
    fn add_environments(&mut self, file: &Path, store: &SecretStore) {
        let settings = match read(file) {
            Ok(None) => return,
            Ok(Some(text)) => parse_settings(&text),
            Err(reason) => Err(reason),
        };
        let settings = match settings {
            Ok(settings) => settings,
            Err(reason) => return self.skip_file(file, &reason),
        };
        let active = settings.activeenvironment.unwrap_or_default();
        for (name, environment) in settings.environments.unwrap_or_default() {
            let Some(Environment { baseurl: Some(base_url), pat }) = environment else {
                self.skip(&name, file, "it has no `baseurl`");
                continue;
            };
            let pat = pat.unwrap_or_default();
            let entry = |value: Option<String>, service: &str| {
                let written = value.filter(|text| !text.is_empty()).map(Secret::new);
                written.or_else(|| store.foreign(service, &name).and_then(|text| decode(&text)))
            };
            let profile = Importable {
                client_id: entry(pat.clientid, "environments.pat.clientid")
                    .map(|id| id.expose().to_owned()),
                secret: entry(pat.clientsecret, "environments.pat.clientsecret"),
                active: name.eq_ignore_ascii_case(&active),
                name,
                base_url,
                file: file.to_owned(),
            };
            self.add(profile);
        }
    }

    fn add_sdk_settings(&mut self, file: PathBuf) {
        let settings = match read(&file) {
            Ok(None) => return,
            Ok(Some(text)) => parse_sdk_settings(&text),
            Err(reason) => Err(reason),
        };
        let settings = match settings {
            Ok(settings) => settings,
            Err(reason) => return self.skip_file(&file, &reason),
        };
        let present = |text: &String| !text.is_empty();
        let profile = Importable {
            name: name_of_host(&settings.baseurl),
            base_url: settings.baseurl,
            client_id: settings.clientid.filter(present),
            secret: settings.clientsecret.filter(present).map(Secret::new),
            file,
            active: false,
        };
        let twin = self.profiles.iter().any(|other| {
            other.client_id == profile.client_id && same_address(&other.base_url, &profile.base_url)
        });
        if !twin {
            self.add(profile);
        }
    }

    /// Takes a profile over that this program would accept, under a name that is not taken yet.
    fn add(&mut self, mut profile: Importable) {
        if let Err(error) = check_name(&profile.name) {
            return self.skip(&profile.name, &profile.file, error.message());
        }
        match parse_base_url("baseurl", &profile.base_url) {
            Ok(url) => url.as_str().trim_end_matches('/').clone_into(&mut profile.base_url),
            Err(error) => return self.skip(&profile.name, &profile.file, error.message()),
        }
        if self.profiles.iter().any(|other| other.name == profile.name) {
            profile.name.push_str("-2");
        }
        self.profiles.push(profile);
    }

    fn skip_file(&mut self, file: &Path, reason: &str) {
        self.warnings.push(format!("`{}` is left out: {reason}", file.display()));
    }

    fn skip(&mut self, name: &str, file: &Path, reason: &str) {
        self.warnings.push(format!(
            "`{}` of {} is left out: {reason}",
            name.escape_debug(),
            file.display()
        ));
    }
}

/// The text of a settings file, which may have secrets in it; `None` where there is none, and the reason where it
/// can't be read.
fn read(file: &Path) -> Result<Option<Zeroizing<String>>, String> {
    let bytes = match fs::read(file) {
        Ok(bytes) => Zeroizing::new(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.to_string()),
    };
    match document::decode_secret(&bytes) {
        Some(text) => Ok(Some(text)),
        None => Err("it is not UTF-8 or UTF-16 text".to_owned()),
    }
}

/// The place of a mistake, and nothing of the text: it may be secret.
fn parse_settings(text: &str) -> Result<Settings, String> {
    serde_saphyr::from_str(text).map_err(|error| match error.location() {
        Some(at) => {
            format!(
                "line {}, column {} is not as the official tools write it",
                at.line(),
                at.column()
            )
        }
        None => "it is not as the official tools write it".to_owned(),
    })
}

/// Keys are known in any case, as PowerShell reads them.
fn parse_sdk_settings(text: &str) -> Result<SdkSettings, String> {
    let foreign = |_| "it is not as the SDKs write it, with a `BaseURL`".to_owned();
    let object: Map<String, Value> = serde_json::from_str(text).map_err(foreign)?;
    let object = object.into_iter().map(|(key, value)| (key.to_ascii_lowercase(), value));
    serde_json::from_value(Value::Object(object.collect())).map_err(foreign)
}

/// A keyring's text. The official tools encode it on some platforms.
fn decode(text: &Secret) -> Option<Secret> {
    match text.expose().strip_prefix("go-keyring-base64:") {
        Some(encoded) => STANDARD.decode(encoded).ok().and_then(Secret::from_bytes),
        None => Some(text.duplicate()),
    }
}

/// The tenant's own label, such as `acme` of `https://acme.api.identitynow.com`.
fn name_of_host(base_url: &str) -> String {
    match url::Url::parse(base_url).ok().as_ref().and_then(url::Url::domain) {
        Some(domain) if domain.contains('.') => domain.split('.').take(1).collect(),
        _ => "config".to_owned(),
    }
}

fn same_address(one: &str, other: &str) -> bool {
    let address = |text: &str| parse_base_url("baseurl", text).ok();
    address(one).is_some_and(|one| address(other) == Some(one))
}

#[cfg(test)]
mod tests {
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
        assert!(
            notes.iter().any(|note| note.contains("`website`") && note.contains("its website"))
        );
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
}
