//! Edits of the config file: comments stay, and two at once don't lose one.

use std::path::{Path, PathBuf};

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

use super::comment;
use super::config::{Config, read_with_form};
use super::name::{SANDBOX, check_name};
use super::paths::Paths;
use crate::command_line::CommandLine;
use crate::error::{Error, Result};
use crate::file::{self, Purpose};
use crate::suggest::nearest;

/// A profile to be written. What is `None` is left out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewProfile {
    /// The API's address; or `tenant`, or `sandbox`.
    pub base_url: Option<String>,
    /// The tenant's short name.
    pub tenant: Option<String>,
    /// An embedded tenant of its own.
    pub sandbox: bool,
    /// The client that signs in.
    pub client_id: Option<String>,
    /// A file with the client's secret.
    pub client_secret_file: Option<String>,
    /// A command that prints the client's secret.
    pub client_secret_command: Option<Vec<String>>,
    /// Refuse every write.
    pub read_only: bool,
    /// The format of the output.
    pub output: Option<String>,
    /// Seconds for one request.
    pub timeout: Option<String>,
    /// How often a request is repeated.
    pub retries: Option<String>,
    /// Requests per seconds.
    pub pace: Option<String>,
    /// The path style.
    pub api_version: Option<String>,
    /// The proxy.
    pub proxy: Option<String>,
    /// Certificates to trust.
    pub ca_file: Option<String>,
}

/// Adds a profile to the config file, which is created where it is missing. The profile becomes the default where
/// `default` says so. Refused (exit 2) where one of that name is there, or where the profile would not be accepted.
pub fn add(paths: &Paths, name: &str, profile: &NewProfile, default: bool) -> Result<PathBuf> {
    check_name(name)?;
    check(name, profile)?;
    edit(paths, |document| {
        if profiles(document)?.contains_key(name) {
            return Err(Error::usage(format!("profile `{name}` already exists"))
                .hint(CommandLine::local("profile remove").word(name)));
        }
        insert(document, name, profile);
        if default {
            set_default(document, name);
        }
        Ok(())
    })
}

/// Makes a profile the default: the one that is used where none is named.
pub fn use_by_default(paths: &Paths, name: &str) -> Result<PathBuf> {
    edit(paths, |document| {
        if name != SANDBOX && !profiles(document)?.contains_key(name) {
            return Err(unknown(name, document));
        }
        set_default(document, name);
        Ok(())
    })
}

/// Takes a profile out of the config file, with the comment that stands directly above it. Where it was the default,
/// there is none afterwards, and the answer is true. Its stored secret is [`super::SecretStore::forget`]'s business.
pub fn remove(paths: &Paths, name: &str) -> Result<bool> {
    let mut was_default = false;
    edit(paths, |document| {
        if !profiles(document)?.contains_key(name) {
            return Err(unknown(name, document));
        }
        comment::take_out(document, name);
        was_default = document.get("default_profile").and_then(Item::as_str) == Some(name);
        if was_default {
            comment::clear_default(document);
        }
        Ok(())
    })?;
    Ok(was_default)
}

/// Reads, changes and writes the file, alone. It need not be right in every other line, but it must be TOML.
fn edit(paths: &Paths, change: impl FnOnce(&mut DocumentMut) -> Result<()>) -> Result<PathBuf> {
    let (Some(path), Some(lock)) = (paths.config_file(), paths.config_lock()) else {
        return Err(Error::usage("the environment names no directory for the config file")
            .hint("SYNCGROUP_CONFIG_DIR=/some/directory syncgroup …"));
    };
    file::locked(&lock, || {
        let (text, form) = read_with_form(&path)?.unwrap_or_default();
        let mut document = parse(&path, &text)?;
        change(&mut document)?;
        let text = document.to_string();
        let text = text.trim_start_matches('\n');
        parse(&path, text)?;
        file::replace(&path, &form.encode(text), Purpose::Config)
    })?;
    Ok(path)
}

/// The document, or the error that [`Config::parse`] has for a file that is no TOML.
fn parse(path: &Path, text: &str) -> Result<DocumentMut> {
    text.parse().map_err(|error: toml_edit::TomlError| {
        Config::parse(path, text).err().unwrap_or_else(|| Error::usage(error.message()))
    })
}

/// Whether the profile would be read again as it is written.
fn check(name: &str, profile: &NewProfile) -> Result<()> {
    let mut alone = DocumentMut::new();
    insert(&mut alone, name, profile);
    Config::parse(Path::new(""), &alone.to_string()).map(|_| ()).map_err(|error| {
        // The place is one of a file that nobody has.
        let plain = Error::usage(error.message());
        error.hints().iter().fold(plain, |error, hint| error.hint(hint.clone()))
    })
}

/// The table of all profiles, made where it is missing.
fn profiles(document: &mut DocumentMut) -> Result<&mut dyn TableLike> {
    let mut empty = Table::new();
    empty.set_implicit(true);
    document
        .entry("profiles")
        .or_insert(Item::Table(empty))
        .as_table_like_mut()
        .ok_or_else(|| Error::usage("`profiles` of the config file must be a table"))
}

/// Adds the profile behind everything else, in the way in which the others are written.
fn insert(document: &mut DocumentMut, name: &str, profile: &NewProfile) {
    let values = values(profile).into_iter();
    if let Some(Item::Value(Value::InlineTable(inline))) = document.get_mut("profiles") {
        inline.insert(name, Value::InlineTable(values.collect()));
        return;
    }
    let mut table: Table = values.map(|(key, value)| (key, Item::Value(value))).collect();
    comment::keep_end(document, &mut table);
    if let Ok(profiles) = profiles(document) {
        profiles.insert(name, Item::Table(table));
    }
}

fn set_default(document: &mut DocumentMut, name: &str) {
    match document.get_mut("default_profile").and_then(Item::as_value_mut) {
        Some(value) => {
            let decor = value.decor().clone();
            *value = name.into();
            *value.decor_mut() = decor;
        }
        None => comment::put_first(document, "default_profile", name.into()),
    }
}

/// The name is nobody's.
fn unknown(name: &str, document: &DocumentMut) -> Error {
    let error = Error::usage(format!("profile `{}` does not exist", name.escape_debug()));
    let profiles = document.get("profiles").and_then(Item::as_table_like);
    let near = nearest(name, profiles.into_iter().flat_map(TableLike::iter).map(|(name, _)| name));
    match near {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint(CommandLine::local("profile list")),
    }
}

/// What a new profile says, in the order in which it is written.
fn values(profile: &NewProfile) -> Vec<(&'static str, Value)> {
    let text = |key: &'static str, value: &Option<String>| Some((key, value.clone()?.into()));
    // What is no number stays text, which the check refuses with the right words.
    let number = |key: &'static str, value: &Option<String>| {
        let text = value.as_deref()?.trim();
        Some((key, text.parse().unwrap_or_else(|_| text.into())))
    };
    let yes = |key: &'static str, value: bool| value.then(|| (key, true.into()));
    let command = profile.client_secret_command.as_ref();
    [
        text("base_url", &profile.base_url),
        text("tenant", &profile.tenant),
        yes("sandbox", profile.sandbox),
        text("client_id", &profile.client_id),
        text("client_secret_file", &profile.client_secret_file),
        command.map(|words| ("client_secret_command", words.iter().collect::<Array>().into())),
        yes("read_only", profile.read_only),
        text("output", &profile.output),
        number("timeout", &profile.timeout),
        number("retries", &profile.retries),
        text("pace", &profile.pace),
        text("api_version", &profile.api_version),
        text("proxy", &profile.proxy),
        text("ca_file", &profile.ca_file),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::tests::Home;
    use super::*;

    fn acme(client_id: &str) -> NewProfile {
        NewProfile {
            tenant: Some("acme".into()),
            client_id: Some(client_id.into()),
            ..Default::default()
        }
    }

    fn text(home: &Home) -> String {
        fs::read_to_string(home.config()).unwrap()
    }

    #[test]
    fn the_first_profile_makes_the_file() {
        let home = Home::empty();
        assert_eq!(add(&home.paths(), "prod", &acme("c"), true).unwrap(), home.config());
        assert_eq!(
            text(&home),
            "default_profile = \"prod\"\n\n[profiles.prod]\ntenant = \"acme\"\nclient_id = \"c\"\n"
        );
        assert_eq!(home.tenant("prod").client_id.as_deref(), Some("c"));
    }

    #[test]
    fn every_value_is_written_and_read_again() {
        let home = Home::empty();
        let profile = NewProfile {
            base_url: Some("https://acme.api.identitynow.com".into()),
            client_id: Some("c".into()),
            client_secret_command: Some(vec!["pass".into(), "a\"b".into()]),
            read_only: true,
            output: Some("json".into()),
            timeout: Some("2.5".into()),
            retries: Some("5".into()),
            pace: Some("20/0.5".into()),
            api_version: Some("v2025".into()),
            proxy: Some("http://p:1".into()),
            ca_file: Some("ca.pem".into()),
            ..Default::default()
        };
        add(&home.paths(), "größe 1", &profile, false).unwrap();
        let tenant = home.tenant("größe 1");
        assert!(tenant.read_only && tenant.options.proxy.value.is_some());
        assert_eq!(tenant.options.timeout.value.as_secs_f64().to_string(), "2.5");
        assert_eq!(tenant.options.retries.value, 5);
        assert_eq!(tenant.options.api_version.value.as_str(), "v2025");
        let stage = NewProfile { sandbox: true, ..Default::default() };
        add(&home.paths(), "try", &stage, false).unwrap();
        assert!(text(&home).ends_with("\n\n[profiles.try]\nsandbox = true\n"), "{}", text(&home));
    }

    const COMMENTED: &str = r#"# mine

default_profile = "a" # for now

# about a
[profiles.a] # x
tenant = "a" # y
# the end
"#;

    #[test]
    fn comments_stay() {
        let home = Home::new(COMMENTED);
        add(&home.paths(), "b", &acme("c"), true).unwrap();
        let added = "\n[profiles.b]\ntenant = \"acme\"\nclient_id = \"c\"\n";
        let before = COMMENTED.replace("= \"a\" # for", "= \"b\" # for");
        assert_eq!(text(&home), format!("{before}{added}"));
        assert!(!remove(&home.paths(), "a").unwrap());
        let kept = "# mine\n\ndefault_profile = \"b\" # for now\n# the end\n";
        assert_eq!(text(&home), format!("{kept}{added}"));
        assert!(remove(&home.paths(), "b").unwrap());
        assert_eq!(text(&home), "# mine\n\n# the end\n");
    }

    #[test]
    fn a_default_goes_on_top_below_the_files_own_comment() {
        let home = Home::new("# mine\n\n# about a\n[profiles.a]\ntenant = \"a\"\n");
        use_by_default(&home.paths(), "a").unwrap();
        assert_eq!(
            text(&home),
            "# mine\n\ndefault_profile = \"a\"\n\n# about a\n[profiles.a]\ntenant = \"a\"\n"
        );
        use_by_default(&home.paths(), "sandbox").unwrap();
        assert!(text(&home).contains("default_profile = \"sandbox\"\n"));
    }

    #[test]
    fn removing_the_first_profile_keeps_what_is_above_its_comment() {
        let home = Home::new(
            "# mine\n\n# about a\n[profiles.a]\ntenant = \"a\"\n\n# about b\n[profiles.b]\ntenant = \"b\"\n",
        );
        remove(&home.paths(), "a").unwrap();
        assert_eq!(text(&home), "# mine\n\n# about b\n[profiles.b]\ntenant = \"b\"\n");
        let home = Home::new("[profiles.a]\ntenant = \"a\"\n\n[profiles.b]\ntenant = \"b\"\n");
        remove(&home.paths(), "a").unwrap();
        assert_eq!(text(&home), "[profiles.b]\ntenant = \"b\"\n");
        remove(&home.paths(), "b").unwrap();
        assert_eq!(text(&home), "");
    }

    #[test]
    fn other_ways_to_write_tables_are_edited_too() {
        for before in [
            "profiles = { a = { tenant = \"a\" } }\n",
            "profiles.a.tenant = \"a\"\n",
            "[profiles]\na = { tenant = \"a\" }\n",
            "[profiles]\na.tenant = \"a\"\n",
        ] {
            let home = Home::new(before);
            add(&home.paths(), "b", &acme("c"), true).unwrap();
            assert_eq!(home.tenant("b").client_id.as_deref(), Some("c"), "{before}");
            assert_eq!(home.tenant("a").name, "a");
            remove(&home.paths(), "a").unwrap();
            assert!(home.choose(Some("a"), &[]).is_err());
            assert!(remove(&home.paths(), "b").unwrap(), "{before}");
        }
    }

    #[test]
    fn a_profile_that_would_be_refused_is_not_written() {
        let home = Home::empty();
        let website = NewProfile {
            base_url: Some("https://acme.identitynow.com".into()),
            ..Default::default()
        };
        let error = add(&home.paths(), "a", &website, false).unwrap_err();
        assert!(error.message().starts_with("`base_url` must be the tenant's API"), "{error}");
        assert_eq!(error.hint_texts(), ["https://acme.api.identitynow.com"]);
        let nothing = add(&home.paths(), "a", &NewProfile::default(), false).unwrap_err();
        assert_eq!(nothing.message(), "profile `a` has no address");
        let late = NewProfile { timeout: Some("late".into()), ..acme("c") };
        let error = add(&home.paths(), "a", &late, false).unwrap_err();
        assert!(error.message().starts_with("`timeout` must be a number"), "{error}");
        assert!(add(&home.paths(), "sandbox", &acme("c"), false).is_err());
        assert!(!home.config().exists());
        add(&home.paths(), "a", &acme("c"), false).unwrap();
        let again = add(&home.paths(), "a", &acme("d"), true).unwrap_err();
        assert!(again.message().contains("already exists"));
        assert!(text(&home).contains("\"c\"") && !text(&home).contains("default_profile"));
    }

    #[test]
    fn names_that_are_not_there_are_met_with_those_that_are() {
        let home = Home::new("[profiles.prod]\ntenant = \"a\"\n");
        for error in [
            remove(&home.paths(), "prd").unwrap_err(),
            use_by_default(&home.paths(), "Prod").unwrap_err(),
        ] {
            assert_eq!(error.hint_texts(), ["did you mean `prod`?"]);
        }
        assert!(remove(&home.paths(), "sandbox").is_err());
        assert!(use_by_default(&Paths::default(), "prod").is_err());
    }

    #[test]
    fn a_broken_file_is_left_alone_and_a_wrong_profile_can_be_removed() {
        let home = Home::new("x = [");
        let error = add(&home.paths(), "a", &acme("c"), false).unwrap_err();
        assert!(error.to_string().contains("config.toml:1:"), "{error}");
        assert_eq!(text(&home), "x = [");
        let home = Home::new("[profiles.a]\ntenannt = 1\n");
        remove(&home.paths(), "a").unwrap();
        assert_eq!(text(&home), "");
        let home = Home::new("profiles = 1\n");
        assert!(add(&home.paths(), "a", &acme("c"), false).is_err());
    }

    #[test]
    fn edits_at_once_all_arrive() {
        let home = Home::empty();
        let paths = home.paths();
        std::thread::scope(|scope| {
            for number in 0..10 {
                let paths = &paths;
                scope.spawn(move || {
                    add(paths, &format!("p{number}"), &acme("c"), false).unwrap();
                });
            }
        });
        assert_eq!(Config::load(&paths).unwrap().profiles().len(), 10);
    }
}
