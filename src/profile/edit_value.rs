//! Single values of a profile, set, removed, and kept in their place with their comments.

use std::path::{Path, PathBuf};

use toml_edit::{Array, DocumentMut, Item, Key, Table, TableLike, Value};

use super::config::{Config, KEYS};
use super::edit::{edit, profiles, unknown};
use super::option_values::read_bool;
use super::paths::Paths;
use crate::command_line::CommandLine;
use crate::error::{Error, Result};
use crate::suggest::nearest;

/// A key of a profile, perhaps of one of its tables: `timeout`, `names.sources.AD`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileKey {
    key: &'static str,
    below: Vec<String>,
}

/// Keys of which a profile has one: setting it takes the others out.
const RIVALS: [&[&str]; 2] =
    [&["base_url", "tenant", "sandbox"], &["client_secret_file", "client_secret_command"]];

impl ProfileKey {
    /// Reads a key as it is typed; `-` is taken for `_`. A key that there is not is met with the nearest one.
    pub fn read(text: &str) -> Result<Self> {
        let mut parts = text.splitn(3, '.');
        let first = parts.next().unwrap_or_default().replace('-', "_");
        let below: Vec<String> = parts.map(unquoted).collect();
        let Some(key) = KEYS.into_iter().find(|key| *key == first) else {
            return Err(no_key(&first));
        };
        let good = match (key, &below[..]) {
            ("names", [table, name]) => {
                ["sources", "policies"].contains(&table.as_str()) && !name.is_empty()
            }
            ("names", _) => false,
            (_, below) => below.is_empty(),
        };
        if good {
            return Ok(Self { key, below });
        }
        let error = Error::usage(format!("unknown key `{}`", text.escape_debug()));
        Err(match key {
            "names" => error.hint("names.sources.NAME or names.policies.NAME"),
            key => error.hint(format!("did you mean `{key}`?")),
        })
    }

    /// Its name, as it is typed.
    pub fn name(&self) -> String {
        let below = self.below.iter().map(|part| format!(".{part}"));
        std::iter::once(self.key.to_owned()).chain(below).collect()
    }

    /// Whether a stored secret is for another client or another address once this has changed.
    pub fn identifies_client(&self) -> bool {
        matches!(self.key, "base_url" | "tenant" | "client_id")
    }

    /// The value of this key that the words say.
    fn value(&self, words: &[String]) -> Result<Value> {
        let several = matches!(self.key, "deny" | "client_secret_command");
        let word = match words {
            [word] => word,
            _ if several => "",
            _ => {
                return Err(Error::usage(format!("`{}` takes one value", self.name()))
                    .hint(format!("put quotes around it: '{}'", words.join(" "))));
            }
        };
        Ok(match self.key {
            "read_only" | "sandbox" | "no_token_cache" | "no_history" => read_bool(word.trim())
                .map_err(|problem| Error::usage(format!("`{}` {problem}", self.key)))?
                .into(),
            // What is no number stays text, which the check refuses with the right words.
            "timeout" | "retries" => word.trim().parse().unwrap_or_else(|_| word.into()),
            "deny" => words.iter().flat_map(|word| word.split(',')).collect::<Array>().into(),
            "client_secret_command" => words.iter().collect::<Array>().into(),
            _ => word.into(),
        })
    }
}

/// A name as it is, or in the quotes that it has in the file.
fn unquoted(name: &str) -> String {
    let is_quoted = |quote| name.len() > 1 && name.starts_with(quote) && name.ends_with(quote);
    let keys = ['"', '\''].into_iter().any(is_quoted).then(|| Key::parse(name).ok()).flatten();
    match keys.as_deref() {
        Some([key]) => key.get().to_owned(),
        _ => name.to_owned(),
    }
}

fn no_key(key: &str) -> Error {
    if matches!(key, "client_secret" | "secret" | "access_token" | "password") {
        return Error::usage(format!("`{key}` is no key: the config file holds no secret"))
            .hint(CommandLine::of("login"));
    }
    let error = Error::usage(format!("unknown key `{}`", key.escape_debug()));
    match nearest(key, KEYS) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error.hint(format!("known keys: {}", KEYS.join(", "))),
    }
}

/// What setting a value did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The config file.
    pub file: PathBuf,
    /// Keys that were taken out for it.
    pub replaced: Vec<&'static str>,
    /// Whether anything is other than before.
    pub changed: bool,
}

/// Sets a value of a profile, or removes it where there are no words. Refused (exit 2) where the profile would not be
/// accepted afterwards; other profiles may be wrong.
pub fn set(
    paths: &Paths,
    profile: &str,
    key: &ProfileKey,
    words: Option<&[String]>,
) -> Result<Edited> {
    let value = words.map(|words| key.value(words)).transpose()?;
    let mut edited = Edited { file: PathBuf::new(), replaced: Vec::new(), changed: false };
    edited.file = edit(paths, |document| {
        let before = document.to_string();
        let profiles = profiles(document)?;
        let Some(table) = profiles.get_mut(profile).and_then(Item::as_table_like_mut) else {
            return Err(unknown(profile, document));
        };
        match value {
            Some(value) => {
                edited.replaced = take_rivals(table, key.key);
                put(table, key, value)?;
            }
            None => take(table, key),
        }
        check(profile, document)?;
        edited.changed = document.to_string() != before;
        Ok(())
    })?;
    Ok(edited)
}

fn take_rivals(table: &mut dyn TableLike, key: &str) -> Vec<&'static str> {
    let rivals = RIVALS.into_iter().find(|rivals| rivals.contains(&key)).unwrap_or_default();
    let others = rivals.iter().copied().filter(|rival| *rival != key);
    others.filter(|rival| table.remove(rival).is_some()).collect()
}

fn put(mut table: &mut dyn TableLike, key: &ProfileKey, mut value: Value) -> Result<()> {
    let path: Vec<&str> =
        std::iter::once(key.key).chain(key.below.iter().map(String::as_str)).collect();
    let Some((last, tables)) = path.split_last() else { return Ok(()) };
    for name in tables {
        let mut empty = Table::new();
        empty.set_implicit(true);
        table = table
            .entry(name)
            .or_insert(Item::Table(empty))
            .as_table_like_mut()
            .ok_or_else(|| Error::usage(format!("`{name}` must be a table")))?;
    }
    match table.get_mut(last).and_then(Item::as_value_mut) {
        Some(old) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        None => {
            table.insert(last, Item::Value(value));
        }
    }
    Ok(())
}

/// Removes a value, and the tables that are empty without it.
fn take(table: &mut dyn TableLike, key: &ProfileKey) {
    let path: Vec<&str> =
        std::iter::once(key.key).chain(key.below.iter().map(String::as_str)).collect();
    take_path(table, &path);
}

fn take_path(table: &mut dyn TableLike, path: &[&str]) {
    match path {
        [] => {}
        [last] => drop(table.remove(last)),
        [first, rest @ ..] => {
            let Some(below) = table.get_mut(first).and_then(Item::as_table_like_mut) else {
                return;
            };
            take_path(below, rest);
            if below.is_empty() {
                table.remove(first);
            }
        }
    }
}

/// Whether the profile would be read again as it is now. The place of a mistake is one that nobody has written.
fn check(name: &str, document: &DocumentMut) -> Result<()> {
    let table = document.get("profiles").and_then(Item::as_table_like);
    let Some(profile) = table.and_then(|profiles| profiles.get(name)) else { return Ok(()) };
    let mut profiles = Table::new();
    profiles.insert(name, profile.clone());
    let mut alone = DocumentMut::new();
    alone.insert("profiles", Item::Table(profiles));
    Config::parse(Path::new(""), &alone.to_string()).map(drop).map_err(|error| {
        let plain = Error::usage(error.message());
        error.hints().iter().fold(plain, |error, hint| error.hint(hint.clone()))
    })
}

/// Gives a profile another name, where it stands and with its comments; the default follows. Stored secrets are
/// [`super::SecretStore::rename`]'s business.
pub fn rename(paths: &Paths, old: &str, new: &str) -> Result<PathBuf> {
    super::name::check_name(new)?;
    edit(paths, |document| {
        let table = profiles(document)?;
        if !table.contains_key(old) {
            return Err(unknown(old, document));
        }
        if table.contains_key(new) {
            return Err(Error::usage(format!("profile `{new}` already exists"))
                .hint(CommandLine::local("profile list")));
        }
        let sandbox = table.get(old).and_then(|profile| profile.get("sandbox")?.as_bool());
        if sandbox == Some(true) {
            let problem = "is an embedded tenant, whose state and history are kept under its name";
            return Err(Error::usage(format!("profile `{old}` {problem}"))
                .hint(CommandLine::local("profile add").word(new).and("--sandbox")));
        }
        match document.get_mut("profiles") {
            Some(Item::Table(table)) => rename_in_table(table, old, new),
            Some(Item::Value(Value::InlineTable(table))) => {
                let entries: Vec<_> =
                    table.iter().map(|(key, value)| (key.to_owned(), value.clone())).collect();
                table.clear();
                for (key, value) in entries {
                    table.insert(if key == old { new } else { &key }, value);
                }
            }
            _ => {}
        }
        if let Some(value) = document.get_mut("default_profile").and_then(Item::as_value_mut)
            && value.as_str() == Some(old)
        {
            let decor = value.decor().clone();
            *value = new.into();
            *value.decor_mut() = decor;
        }
        Ok(())
    })
}

/// Takes every entry out and puts it back in the same order, with the space and the comments around its key.
fn rename_in_table(table: &mut Table, old: &str, new: &str) {
    let names: Vec<String> = table.iter().map(|(name, _)| name.to_owned()).collect();
    for name in names {
        let Some((key, item)) = table.remove_entry(&name) else { continue };
        let key = if name == old {
            Key::new(new)
                .with_leaf_decor(key.leaf_decor().clone())
                .with_dotted_decor(key.dotted_decor().clone())
        } else {
            key
        };
        table.insert_formatted(&key, item);
    }
}

/// The config file as it is; empty where there is none.
pub fn config_bytes(paths: &Paths) -> Result<Vec<u8>> {
    paths.config_file().map_or_else(|| Ok(Vec::new()), |file| super::config::read_bytes(&file))
}

/// Replaces the whole config file by a text that is right, unless somebody has written to it meanwhile.
pub fn replace_file(paths: &Paths, before: &[u8], after: &[u8]) -> Result<PathBuf> {
    super::edit::replace(paths, |now| {
        if now == before {
            return Ok(after.to_owned());
        }
        Err(Error::usage("the config file was changed meanwhile; nothing was replaced"))
    })
}

#[cfg(test)]
mod tests;
