//! Edits of the config file: comments stay, and two at once don't lose one.

use std::path::{Path, PathBuf};

use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

use super::comment;
use super::config::{Config, Profile, read_bytes, read_text, read_with_form};
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
    read_alone(Path::new(""), name, profile)?;
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

/// Refuses a name that no profile of the config file has (exit 2).
pub fn check_known(paths: &Paths, name: &str) -> Result<()> {
    let path = paths.config_file().unwrap_or_default();
    let mut document = parse(&path, &read_text(&path)?.unwrap_or_default())?;
    if profiles(&mut document)?.contains_key(name) { Ok(()) } else { Err(unknown(name, &document)) }
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
pub(super) fn edit(
    paths: &Paths,
    change: impl FnOnce(&mut DocumentMut) -> Result<()>,
) -> Result<PathBuf> {
    alone(paths, |path| {
        let (text, form) = read_with_form(path)?.unwrap_or_default();
        let mut document = parse(path, &text)?;
        change(&mut document)?;
        let text = document.to_string();
        let text = text.trim_start_matches('\n');
        parse(path, text)?;
        Ok(form.encode(text))
    })
}

/// Replaces the file by what `change` makes of its bytes; none where there is no file.
pub(super) fn replace(
    paths: &Paths,
    change: impl FnOnce(&[u8]) -> Result<Vec<u8>>,
) -> Result<PathBuf> {
    alone(paths, |path| change(&read_bytes(path)?))
}

/// Replaces the file while nobody else does.
fn alone(paths: &Paths, change: impl FnOnce(&Path) -> Result<Vec<u8>>) -> Result<PathBuf> {
    let (Some(path), Some(lock)) = (paths.config_file(), paths.config_lock()) else {
        return Err(Error::usage("the environment names no directory for the config file")
            .hint("SYNCGROUP_CONFIG_DIR=/some/directory syncgroup …"));
    };
    file::locked(&lock, || {
        let bytes = change(&path)?;
        file::replace(&path, &bytes, Purpose::Config)
    })?;
    Ok(path)
}

/// The document, or the error that [`Config::parse`] has for a file that is no TOML.
fn parse(path: &Path, text: &str) -> Result<DocumentMut> {
    text.parse().map_err(|error: toml_edit::TomlError| {
        Config::parse(path, text).err().unwrap_or_else(|| Error::usage(error.message()))
    })
}

/// The profile as it would be read again, once it is written into this file.
pub(super) fn read_alone(file: &Path, name: &str, profile: &NewProfile) -> Result<Profile> {
    let mut alone = DocumentMut::new();
    insert(&mut alone, name, profile);
    let read = Config::parse(file, &alone.to_string()).map_err(|error| {
        // The place is one of a file that nobody has.
        let plain = Error::usage(error.message());
        error.hints().iter().fold(plain, |error, hint| error.hint(hint.clone()))
    });
    read?.take(name).ok_or_else(|| Error::usage(format!("profile `{name}` can't be written")))
}

/// The table of all profiles, made where it is missing.
pub(super) fn profiles(document: &mut DocumentMut) -> Result<&mut dyn TableLike> {
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
pub(super) fn unknown(name: &str, document: &DocumentMut) -> Error {
    if name == SANDBOX {
        return Error::usage(format!(
            "profile `{name}` is built in: it cannot be renamed or removed"
        ));
    }
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
mod tests;
