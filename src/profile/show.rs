//! What applies and where it came from, without any secret.

use super::config::{Config, Location};
use super::deny;
use super::name::SANDBOX;
use super::names::NameMap;
use super::tenant::{SecretSource, Tenant};
use super::value_origin::Setting;
use crate::error::Result;
use crate::profile::secret_store::SecretStore;

/// One value of the chosen tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its key, as in the config file.
    pub key: &'static str,
    /// The value as text; `None` where there is none. For a secret, the place where it is.
    pub value: Option<String>,
    /// Where it came from.
    pub origin: String,
}

/// Every value of the tenant, and beside them warnings for stderr. The keyring may be asked whether it has the secret.
pub fn show(tenant: &Tenant, store: &SecretStore) -> Result<(Vec<Row>, Vec<String>)> {
    let (secret, warnings) = secret_row(tenant, store)?;
    let mut rows = vec![
        row("profile", Some(tenant.name.clone()), &tenant.choice),
        row("address", Some(tenant.address.to_string()), &tenant.origins.address),
        row("client_id", tenant.client_id.clone(), &tenant.origins.client_id),
        secret,
    ];
    if tenant.access_token.is_some() {
        rows.push(row("access_token", Some("set".to_owned()), &"SYNCGROUP_ACCESS_TOKEN"));
    }
    rows.push(row("read_only", Some(tenant.read_only.to_string()), &tenant.origins.read_only));
    rows.push(row("deny", deny::listed(&tenant.deny.value), &tenant.deny.origin));
    rows.extend(option_rows(tenant));
    rows.extend(name_rows("names.sources", &tenant.names.sources));
    rows.extend(name_rows("names.policies", &tenant.names.policies));
    Ok((rows, warnings))
}

/// A row for each mapped name.
fn name_rows(key: &'static str, names: &NameMap) -> impl Iterator<Item = Row> {
    names.iter().map(move |(common, target)| {
        row(key, Some(format!("{common} = {}", target.value)), &target.origin)
    })
}

fn option_rows(tenant: &Tenant) -> [Row; 9] {
    let options = &tenant.options;
    [
        optional("output", &options.output),
        row(
            "timeout",
            Some(options.timeout.value.as_secs_f64().to_string()),
            &options.timeout.origin,
        ),
        plain("retries", &options.retries),
        optional("pace", &options.pace),
        row(
            "api_version",
            Some(options.api_version.value.as_str().to_owned()),
            &options.api_version.origin,
        ),
        optional("proxy", &options.proxy),
        row(
            "ca_file",
            options.ca_file.value.as_ref().map(|path| path.display().to_string()),
            &options.ca_file.origin,
        ),
        plain("no_token_cache", &options.no_token_cache),
        plain("no_history", &options.no_history),
    ]
}

/// The place of the secret. What is in it is looked at only where it is stored, to know which place that is.
fn secret_row(tenant: &Tenant, store: &SecretStore) -> Result<(Row, Vec<String>)> {
    let mut warnings = Vec::new();
    let (value, origin) = match &tenant.secret {
        SecretSource::Variable(name, _) => ("set".to_owned(), (*name).to_owned()),
        SecretSource::File(path, origin) => {
            (format!("file {}", path.display()), origin.to_string())
        }
        SecretSource::Command(words, origin) => {
            let program = words.first().map(String::as_str).unwrap_or_default();
            (format!("command {program}"), origin.to_string())
        }
        SecretSource::Embedded => ("not needed".to_owned(), "built in".to_owned()),
        SecretSource::Stored if tenant.client_id.is_none() => {
            ("not stored".to_owned(), "default".to_owned())
        }
        SecretSource::Stored => {
            let stored = store.find(tenant)?;
            warnings = stored.warnings;
            warnings.extend(stored.reasons);
            match stored.secret {
                Some((_, place)) => (place.to_string(), "login".to_owned()),
                None => ("not stored".to_owned(), "default".to_owned()),
            }
        }
    };
    Ok((row("client_secret", Some(value), &origin), warnings))
}

fn row(key: &'static str, value: Option<String>, origin: &dyn std::fmt::Display) -> Row {
    Row { key, value, origin: origin.to_string() }
}

fn plain<T: ToString>(key: &'static str, setting: &Setting<T>) -> Row {
    row(key, Some(setting.value.to_string()), &setting.origin)
}

fn optional<T: ToString>(key: &'static str, setting: &Setting<Option<T>>) -> Row {
    row(key, setting.value.as_ref().map(ToString::to_string), &setting.origin)
}

/// A profile in a list of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Its name.
    pub name: String,
    /// The address of the API, or `embedded`.
    pub address: String,
    /// The client that signs in.
    pub client_id: Option<String>,
    /// Whether every write is refused.
    pub read_only: bool,
    /// Whether it is used where none is named.
    pub default: bool,
}

/// The profiles of the config file in its order, and the built-in one at the end.
pub fn summaries(config: &Config) -> Vec<Summary> {
    let default = config.default_profile.as_ref().map(|setting| setting.value.as_str());
    let listed = config.profiles().iter().map(|profile| Summary {
        name: profile.name.clone(),
        address: match &profile.address.value {
            Location::Url(url, _) => url.as_str().trim_end_matches('/').to_owned(),
            Location::Sandbox => "embedded".to_owned(),
        },
        client_id: profile.client_id.as_ref().map(|setting| setting.value.clone()),
        read_only: profile.read_only.as_ref().is_some_and(|setting| setting.value),
        default: default == Some(&profile.name),
    });
    let built_in = cfg!(feature = "sandbox").then(|| Summary {
        name: SANDBOX.to_owned(),
        address: "embedded".to_owned(),
        client_id: None,
        read_only: false,
        default: default == Some(SANDBOX),
    });
    listed.chain(built_in).collect()
}

#[cfg(test)]
mod tests {
    #[cfg(feature = "sandbox")]
    use super::super::Secret;
    use super::super::tests::Home;
    use super::*;

    const CONFIG: &str = r#"default_profile = "p"
[profiles.p]
tenant = "acme"
client_id = "c"
proxy = "http://me:hunter2@proxy:1"
timeout = 2.5
[profiles.f]
tenant = "acme"
client_secret_file = "/s"
read_only = true
[profiles.k]
sandbox = true
[profiles.x]
tenant = "acme"
client_secret_command = ["sh", "-c", "echo hunter2"]
"#;

    fn shown(home: &Home, name: &str, env: &[(&str, &str)]) -> Vec<(String, String)> {
        let (tenant, _) = home.choose(Some(name), env).unwrap();
        let (rows, _) = show(&tenant, &SecretStore::with(None, &home.paths(), false)).unwrap();
        rows.into_iter()
            .map(|row| {
                let origin = row.origin.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
                (format!("{}={}", row.key, row.value.unwrap_or("-".into())), origin)
            })
            .collect()
    }

    #[test]
    fn each_value_has_its_origin() {
        let home = Home::new(CONFIG);
        let rows = shown(&home, "p", &[("SYNCGROUP_RETRIES", "5")]);
        let rows: Vec<_> = rows.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(
            rows,
            [
                ("profile=p", "-p"),
                ("address=https://acme.api.identitynow.com", "config.toml:3"),
                ("client_id=c", "config.toml:4"),
                ("client_secret=not stored", "default"),
                ("read_only=false", "default"),
                ("deny=-", "default"),
                ("output=-", "default"),
                ("timeout=2.5", "config.toml:6"),
                ("retries=5", "SYNCGROUP_RETRIES"),
                ("pace=100/10", "default"),
                ("api_version=v3", "default"),
                ("proxy=http://***@proxy:1", "config.toml:5"),
                ("ca_file=-", "default"),
                ("no_token_cache=false", "default"),
                ("no_history=false", "default"),
            ]
        );
    }

    #[cfg(feature = "sandbox")]
    #[test]
    fn a_secret_is_shown_as_its_place() {
        let home = Home::new(CONFIG);
        let env = [("SYNCGROUP_CLIENT_SECRET", "hunter2"), ("SYNCGROUP_ACCESS_TOKEN", "hunter2")];
        let rows = shown(&home, "p", &env);
        assert_eq!(rows[3], ("client_secret=set".into(), "SYNCGROUP_CLIENT_SECRET".into()));
        assert_eq!(rows[4], ("access_token=set".into(), "SYNCGROUP_ACCESS_TOKEN".into()));
        // On Windows the path gets the drive of the config file.
        let (secret, origin) = &shown(&home, "f", &[])[3];
        assert!(secret.starts_with("client_secret=file ") && secret.ends_with("/s"), "{secret}");
        assert_eq!(origin, "config.toml:9");
        assert_eq!(shown(&home, "x", &[])[3].0, "client_secret=command sh");
        assert_eq!(shown(&home, "k", &[])[3].0, "client_secret=not needed");
        assert_eq!(shown(&home, "sandbox", &[])[1].1, "built in");
        let store = SecretStore::with(None, &home.paths(), false);
        store.store(&home.tenant("p"), &Secret::new("hunter2".into())).unwrap();
        let row = &shown(&home, "p", &[])[3];
        let file = std::path::Path::new("data").join("secrets.json");
        assert!(row.0.ends_with(file.to_str().unwrap()) && row.1 == "login", "{row:?}");
        for name in ["p", "f", "x", "k", "sandbox"] {
            assert!(!format!("{:?}", shown(&home, name, &env)).contains("hunter2"));
        }
    }

    #[test]
    fn the_list_ends_with_the_built_in_profile() {
        let home = Home::new(CONFIG);
        let list = summaries(&Config::load(&home.paths()).unwrap());
        let names: Vec<&str> = list.iter().map(|summary| summary.name.as_str()).collect();
        assert_eq!(names[..4], ["p", "f", "k", "x"]);
        assert_eq!(names.get(4).copied(), cfg!(feature = "sandbox").then_some("sandbox"));
        assert!(list[0].default && !list[1].default && list[1].read_only);
        assert_eq!(list[2].address, "embedded");
        assert_eq!(list[0].client_id.as_deref(), Some("c"));
    }
}
