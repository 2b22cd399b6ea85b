//! The config file: one TOML file, read strictly, with the place of everything that is wrong in it.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use toml_edit::{Document, TableLike};

use super::address;
use super::deny::Deny;
use super::name::check_name;
use super::names::{self, MappedNames};
use super::options::ProfileOptions;
use super::paths::Paths;
use super::proxy::Proxy;
use super::value_origin::Setting;
use crate::command_line::CommandLine;
use crate::document::{self, Form};
use crate::error::{self, Error, Result};
use crate::file;
use crate::model::seconds;
use crate::profile::option_values::{
    RETRIES_SHAPE, SECONDS, read_api_version, read_output, read_pace,
};
use crate::profile::toml_section::{Section, place};
use crate::suggest::nearest;

/// Every key of a profile.
pub const KEYS: [&str; 18] = [
    "base_url",
    "tenant",
    "sandbox",
    "client_id",
    "client_secret_file",
    "client_secret_command",
    "read_only",
    "deny",
    "names",
    "output",
    "timeout",
    "retries",
    "pace",
    "api_version",
    "proxy",
    "ca_file",
    "no_token_cache",
    "no_history",
];

/// What the config file says. Nothing, where there is none.
#[derive(Default)]
pub struct Config {
    /// The profile that is used when none is named, with the line that says so.
    pub default_profile: Option<Setting<String>>,
    profiles: Vec<Profile>,
}

/// One profile, as the file has it.
pub struct Profile {
    /// Its name.
    pub name: String,
    /// The names that manifests have for what the tenant calls otherwise.
    pub names: MappedNames,
    pub(super) address: Setting<Location>,
    pub(super) client_id: Option<Setting<String>>,
    pub(super) secret: ProfileSecret,
    pub(super) read_only: Option<Setting<bool>>,
    pub(super) deny: Option<Setting<BTreeSet<Deny>>>,
    pub(super) options: ProfileOptions,
}

/// Where a profile's tenant answers, before it is known where databases live.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Location {
    /// An address, and the key that it is written under.
    Url(url::Url, &'static str),
    Sandbox,
}

/// Where a profile's client secret is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ProfileSecret {
    File(Setting<PathBuf>),
    Command(Setting<Vec<String>>),
    Stored,
}

impl Config {
    /// Reads the config file; an absent one is an empty one.
    pub fn load(paths: &Paths) -> Result<Self> {
        let Some(file) = paths.config_file() else { return Ok(Self::default()) };
        match read_text(&file)? {
            Some(text) => Self::parse(&file, &text),
            None => Ok(Self::default()),
        }
    }

    /// Reads the text of the config file `file`.
    pub fn parse(file: &Path, text: &str) -> Result<Self> {
        let document = Document::parse(text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            let wrong = Error::usage(error.message().trim_end()).at(place(file, text, start));
            match path_in_double_quotes(text, start) {
                Some(path) => {
                    wrong.hint(format!("write a Windows path in single quotes: '{path}'"))
                }
                None => wrong,
            }
        })?;
        let root = Section::new(file, text, document.as_table());
        root.check_keys("the config file", &["default_profile", "profiles"], |_| None)?;
        let profiles = match root.table("profiles")? {
            Some(profiles) => read_profiles(file, text, profiles)?,
            None => Vec::new(),
        };
        Ok(Self { default_profile: root.string("default_profile")?, profiles })
    }

    /// Reads bytes that are to be the config file, in whatever encoding a text may have.
    pub fn parse_bytes(file: &Path, bytes: Vec<u8>) -> Result<Self> {
        let text = document::decode(bytes)
            .map_err(|error| error.at(file.display().to_string().as_str()))?;
        Self::parse(file, &text)
    }

    /// The profiles, in the order of the file.
    pub fn profiles(&self) -> &[Profile] {
        &self.profiles
    }

    /// The profile of exactly this name.
    pub fn profile(&self, name: &str) -> Option<&Profile> {
        self.profiles.iter().find(|profile| profile.name == name)
    }

    /// Takes a profile out, by exactly this name.
    pub(super) fn take(&mut self, name: &str) -> Option<Profile> {
        let index = self.profiles.iter().position(|profile| profile.name == name)?;
        Some(self.profiles.swap_remove(index))
    }

    /// The profile that was probably meant, if there is one.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.profiles.iter().map(|profile| profile.name.as_str()))
    }
}

/// A Windows path that is written as TOML's other kind of string, in which `\` begins an escape, on the line of a mistake.
fn path_in_double_quotes(text: &str, mistake: usize) -> Option<&str> {
    let start = text.get(..mistake)?.rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next()?;
    line.split('"').skip(1).step_by(2).find(|value| value.contains('\\') && !value.contains('\''))
}

/// The text of the config file; `None` where there is none.
pub(super) fn read_text(file: &Path) -> Result<Option<String>> {
    Ok(read_with_form(file)?.map(|(text, _)| text))
}

/// The text of the config file and the form that it is in; `None` where there is none.
pub(super) fn read_with_form(file: &Path) -> Result<Option<(String, Form)>> {
    let Some(bytes) = read(file)? else { return Ok(None) };
    let decoded = document::decode_with_form(bytes).map(Some);
    decoded.map_err(|error| error.at(file.display().to_string().as_str()))
}

/// The config file as it is; empty where there is none.
pub(super) fn read_bytes(file: &Path) -> Result<Vec<u8>> {
    Ok(read(file)?.unwrap_or_default())
}

fn read(file: &Path) -> Result<Option<Vec<u8>>> {
    match file::read(file, document::MAX_BYTES) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let message = format!("cannot read the config file `{}`", file.display());
            Err(Error::usage(message).cause(error.to_string()))
        }
    }
}

fn read_profiles(file: &Path, text: &str, profiles: &dyn TableLike) -> Result<Vec<Profile>> {
    let all = Section::new(file, text, profiles);
    let mut found = Vec::new();
    for (name, _) in profiles.iter() {
        check_name(name).map_err(|error| error.at(all.place_of(name)))?;
        if let Some(table) = all.table(name)? {
            let section = Section::new(file, text, table);
            found.push(read_profile(name, &section, &all.place_of(name))?);
        }
    }
    Ok(found)
}

fn read_profile(name: &str, section: &Section, place: &error::Location) -> Result<Profile> {
    section.check_keys(&format!("profile `{name}`"), &KEYS, |key| {
        matches!(key, "client_secret" | "secret" | "access_token" | "password").then(|| {
            Error::usage(format!("`{key}` does not belong in this file, which holds no secrets"))
                .hint(CommandLine::local("login -p").word(name))
        })
    })?;
    Ok(Profile {
        name: name.to_owned(),
        address: read_address(name, section, place)?,
        client_id: section.string("client_id")?,
        secret: read_secret(section)?,
        read_only: section.boolean("read_only")?,
        deny: read_deny(section)?,
        names: names::read(section)?,
        options: read_options(section)?,
    })
}

/// Exactly one of `base_url`, `tenant` and `sandbox = true`.
fn read_address(
    name: &str,
    section: &Section,
    place: &error::Location,
) -> Result<Setting<Location>> {
    let sandbox = section.boolean("sandbox")?.filter(|setting| setting.value);
    let base_url = section.checked("base_url", |text| address::parse_base_url("base_url", text))?;
    let tenant = section.checked("tenant", |text| address::parse_tenant("tenant", text))?;
    let (url, rival) = match (base_url, tenant) {
        (Some(_), Some(_)) => {
            let problem = "has both `tenant` and `base_url`; one of them is enough";
            return Err(
                Error::usage(format!("profile `{name}` {problem}")).at(section.place_of("tenant"))
            );
        }
        (Some(url), None) => (Some(url), "base_url"),
        (None, url) => (url, "tenant"),
    };
    match (url, sandbox) {
        (Some(_), Some(_)) => Err(Error::usage(format!(
            "profile `{name}` has `sandbox` and `{rival}`; the embedded tenant has no address"
        ))
        .at(section.place_of("sandbox"))),
        (Some(url), None) => Ok(url.map(|url| Location::Url(url, rival))),
        (None, Some(sandbox)) => Ok(sandbox.map(|_| Location::Sandbox)),
        (None, None) => Err(Error::usage(format!("profile `{name}` has no address"))
            .hint("tenant = \"acme\"")
            .at(place)),
    }
}

/// A file, or a command, or neither; not both.
fn read_secret(section: &Section) -> Result<ProfileSecret> {
    let file =
        section.checked("client_secret_file", |text| not_blank("client_secret_file", text))?;
    let command = section.words("client_secret_command")?;
    match (file, command) {
        (Some(_), Some(_)) => Err(Error::usage(
            "`client_secret_file` and `client_secret_command` are two places for one secret",
        )
        .at(section.place_of("client_secret_command"))),
        (Some(file), None) => Ok(ProfileSecret::File(file.map(PathBuf::from))),
        (None, Some(command)) => Ok(ProfileSecret::Command(command)),
        (None, None) => Ok(ProfileSecret::Stored),
    }
}

/// The kinds of consequences that are refused.
fn read_deny(section: &Section) -> Result<Option<Setting<BTreeSet<Deny>>>> {
    let Some(Setting { value, origin }) = section.strings("deny")? else { return Ok(None) };
    let kinds = value.iter().map(|name| Deny::read(name)).collect::<Result<_, _>>();
    let kinds = kinds.map_err(|problem| {
        Error::usage(format!("`deny` {problem}")).at(section.place_of("deny"))
    })?;
    Ok(Some(Setting::new(kinds, origin)))
}

fn read_options(section: &Section) -> Result<ProfileOptions> {
    let named =
        |key: &'static str| move |problem: String| Error::usage(format!("`{key}` {problem}"));
    Ok(ProfileOptions {
        output: section.checked("output", |text| read_output(text).map_err(named("output")))?,
        timeout: section.number("timeout", SECONDS, |number| seconds(number?))?,
        retries: section.integer("retries", RETRIES_SHAPE, |number| u32::try_from(number).ok())?,
        pace: section.checked("pace", |text| read_pace(text).map_err(named("pace")))?,
        api_version: section
            .checked("api_version", |text| read_api_version(text).map_err(named("api_version")))?,
        proxy: section.checked("proxy", |text| Proxy::parse(text).map_err(named("proxy")))?,
        ca_file: section
            .checked("ca_file", |text| not_blank("ca_file", text))?
            .map(|setting| setting.map(PathBuf::from)),
        no_token_cache: section.boolean("no_token_cache")?,
        no_history: section.boolean("no_history")?,
    })
}

fn not_blank(key: &str, text: &str) -> Result<String> {
    if text.trim().is_empty() {
        return Err(Error::usage(format!("`{key}` is empty")));
    }
    Ok(text.to_owned())
}

/// A name as a shell takes it, for a command to type.
pub(super) fn word(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./@:+=~%".contains(c);
    if !name.is_empty() && name.chars().all(plain) {
        return name.to_owned();
    }
    format!("'{}'", name.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests;
