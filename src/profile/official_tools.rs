//! Settings of the official tools, which are read and never written.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use crate::profile::address::parse_base_url;
use crate::profile::edit::NewProfile;
use crate::profile::name::check_name;
use crate::profile::paths::Paths;
use crate::profile::secret::Secret;
use crate::profile::secret_store::SecretStore;
use crate::{document, file};

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
    let bytes = match file::read(file, document::MAX_BYTES) {
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
    serde_saphyr::from_str(text).map_err(|error| {
        if let Some(tab) = document::indenting_tab(&error, text) {
            let (line, column) = (tab.line(), tab.column());
            return format!("line {line}, column {column} is a tab; indent YAML with spaces");
        }
        match error.location() {
            Some(at) => {
                let (line, column) = (at.line(), at.column());
                format!("line {line}, column {column} is not as the official tools write it")
            }
            None => "it is not as the official tools write it".to_owned(),
        }
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
mod tests;
