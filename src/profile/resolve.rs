//! The choice of a tenant, once and as a unit.

use std::collections::BTreeSet;
use std::path::Path;

use super::address::{self, Address};
use super::config::{Config, Location, Profile, ProfileSecret};
use super::edit::{self, NewProfile};
use super::env::Env;
use super::name::{ENVIRONMENT, SANDBOX};
use super::names::MappedNames;
use super::options::{Flags, Options, ProfileOptions, locate};
use super::paths::{DATA_VARIABLE, Paths};
use super::secret::Secret;
use super::tenant::{Choice, Origins, SecretSource, Tenant};
use super::value_origin::{Origin, Setting};
use crate::command_line::CommandLine;
use crate::error::{Error, Hint, Result};
use crate::profile::option_values::read_bool;
use crate::suggest::nearest;

/// The official tools' variables: a tenant, or an error, or nothing at all.
pub(super) const SAIL: [&str; 3] = ["SAIL_BASE_URL", "SAIL_CLIENT_ID", "SAIL_CLIENT_SECRET"];

/// Chooses the tenant: `-p`, else `SYNCGROUP_PROFILE`, else the three `SAIL_*` variables, else `default_profile`.
///
/// The config file is read only where a profile of it is needed, so that a broken one harms neither the embedded
/// tenant nor the variables. Returned beside the tenant are notes for stderr. All errors are of exit code 2.
pub fn choose(env: &Env, paths: &Paths, flags: &Flags) -> Result<(Tenant, Vec<String>)> {
    let inputs = Inputs { env, paths, flags };
    if let Some(name) = &flags.profile {
        return Ok((inputs.named(name, Choice::Flag)?, inputs.notes(name)));
    }
    if let Some(name) = env.var("SYNCGROUP_PROFILE") {
        return Ok((inputs.named(name, Choice::Variable)?, inputs.notes(name)));
    }
    if let Some(tenant) = inputs.tenant_of_variables()? {
        return Ok((tenant, inputs.unused_secret()));
    }
    Ok((inputs.default_profile()?, Vec::new()))
}

/// The tenant of a profile that is not written yet, as it would be chosen by `-p`.
pub fn preview(
    env: &Env,
    paths: &Paths,
    flags: &Flags,
    name: &str,
    profile: &NewProfile,
) -> Result<Tenant> {
    let file = paths.config_file().unwrap_or_default();
    let profile = edit::read_alone(&file, name, profile)?;
    Inputs { env, paths, flags }.tenant_of(profile, Choice::Flag)
}

/// What a choice is made from.
struct Inputs<'a> {
    env: &'a Env,
    paths: &'a Paths,
    flags: &'a Flags,
}

impl Inputs<'_> {
    /// The profile of this name. The embedded tenant is one without a file.
    fn named(&self, name: &str, choice: Choice) -> Result<Tenant> {
        if name.is_empty() {
            return Err(Error::usage("`-p` needs the name of a profile, and got an empty one")
                .hint(CommandLine::local("profile list")));
        }
        if name == SANDBOX {
            return self.sandbox(choice);
        }
        let mut config = Config::load(self.paths)?;
        match config.take(name) {
            Some(profile) => self.tenant_of(profile, choice),
            None => Err(unknown(name, choice, &config)),
        }
    }

    /// The profile that the config file uses when none is named.
    fn default_profile(&self) -> Result<Tenant> {
        let mut config = Config::load(self.paths)?;
        let Some(Setting { value: name, origin }) = config.default_profile.take() else {
            return Err(nothing(&config));
        };
        if name == SANDBOX {
            return self.sandbox(Choice::Default);
        }
        match config.take(&name) {
            Some(profile) => self.tenant_of(profile, Choice::Default),
            None => Err(origin.of_error(unknown(&name, Choice::Default, &config))),
        }
    }

    /// The built-in profile.
    fn sandbox(&self, choice: Choice) -> Result<Tenant> {
        let address = self.embedded(SANDBOX)?;
        let read_only = self.read_only(None)?;
        Ok(Tenant {
            name: SANDBOX.to_owned(),
            choice,
            client_id: None,
            secret: SecretSource::Embedded,
            access_token: None,
            read_only: read_only.value,
            deny: Setting::new(BTreeSet::new(), Origin::Default),
            names: MappedNames::default(),
            options: self.options(ProfileOptions::default(), &address)?,
            address,
            origins: Origins {
                address: Origin::BuiltIn,
                address_key: "sandbox",
                client_id: Origin::BuiltIn,
                read_only: read_only.origin,
            },
        })
    }

    /// An embedded tenant. Its state needs a place.
    fn embedded(&self, name: &str) -> Result<Address> {
        if cfg!(not(feature = "sandbox")) {
            return Err(Error::usage(format!(
                "profile `{name}` is an embedded tenant, which this build leaves out"
            ))
            .hint("cargo install syncgroup --features sandbox"));
        }
        let Some(database) = self.paths.sandbox_database(name) else {
            return Err(Error::usage(format!(
                "profile `{name}` keeps its state in a file, and the environment names no directory for it"
            ))
            .hint(Hint::set([DATA_VARIABLE])));
        };
        Ok(Address::Sandbox { name: name.to_owned(), database })
    }

    /// A profile of the config file.
    fn tenant_of(&self, profile: Profile, choice: Choice) -> Result<Tenant> {
        let (address, address_key) = match profile.address.value {
            Location::Url(url, key) => (Address::Url(url), key),
            Location::Sandbox => (self.embedded(&profile.name)?, "sandbox"),
        };
        let embedded = matches!(address, Address::Sandbox { .. });
        let secret = if embedded { SecretSource::Embedded } else { self.secret(profile.secret)? };
        let (client_id, client_id_origin) = split(profile.client_id);
        let read_only = self.read_only(profile.read_only)?;
        Ok(Tenant {
            name: profile.name,
            choice,
            client_id,
            secret,
            access_token: if embedded { None } else { self.access_token() },
            read_only: read_only.value,
            deny: profile.deny.unwrap_or(Setting::new(BTreeSet::new(), Origin::Default)),
            names: profile.names,
            options: self.options(profile.options, &address)?,
            address,
            origins: Origins {
                address: profile.address.origin,
                address_key,
                client_id: client_id_origin,
                read_only: read_only.origin,
            },
        })
    }

    /// The tenant of the `SAIL_*` variables: all of them or none.
    fn tenant_of_variables(&self) -> Result<Option<Tenant>> {
        let [Some(base_url), Some(client_id), Some(secret)] = SAIL.map(|name| self.env.var(name))
        else {
            return self.check_no_variables().map(|()| None);
        };
        let address = Address::Url(address::parse_base_url(SAIL[0], base_url)?);
        let read_only = self.read_only(None)?;
        Ok(Some(Tenant {
            name: ENVIRONMENT.to_owned(),
            choice: Choice::Environment,
            client_id: Some(client_id.trim().to_owned()),
            secret: SecretSource::Variable(SAIL[2], Secret::new(secret.to_owned())),
            access_token: self.access_token(),
            read_only: read_only.value,
            deny: Setting::new(BTreeSet::new(), Origin::Default),
            names: MappedNames::default(),
            options: self.options(ProfileOptions::default(), &address)?,
            address,
            origins: Origins {
                address: Origin::Variable(SAIL[0]),
                address_key: SAIL[0],
                client_id: Origin::Variable(SAIL[1]),
                read_only: read_only.origin,
            },
        }))
    }

    /// Some of the variables without the others are a mistake that would reach another tenant.
    fn check_no_variables(&self) -> Result<()> {
        let (set, missing): (Vec<&'static str>, Vec<&'static str>) =
            SAIL.into_iter().partition(|name| self.env.has(name));
        if set.is_empty() {
            return Ok(());
        }
        let verb = |names: &[&str]| if names.len() == 1 { "is" } else { "are" };
        Err(Error::usage(format!(
            "{} {} not set, and {} {}: the three belong together",
            list(&missing),
            verb(&missing),
            list(&set),
            verb(&set),
        ))
        .hint(Hint::set(missing))
        .hint(Hint::Unset(set)))
    }

    /// Where a profile's secret is: the variable supplies it for whatever profile was chosen.
    fn secret(&self, secret: ProfileSecret) -> Result<SecretSource> {
        const VARIABLE: &str = "SYNCGROUP_CLIENT_SECRET";
        if let Some(text) = self.env.var(VARIABLE) {
            return Ok(SecretSource::Variable(VARIABLE, Secret::new(text.to_owned())));
        }
        Ok(match secret {
            ProfileSecret::File(Setting { value, origin }) => {
                SecretSource::File(locate(self.paths, &origin, &value)?, origin)
            }
            ProfileSecret::Command(Setting { mut value, origin }) => {
                if let Some(program) = value.first_mut() {
                    *program = self.program(program, &origin)?;
                }
                SecretSource::Command(value, origin)
            }
            ProfileSecret::Stored => SecretSource::Stored,
        })
    }

    /// Whether writes are refused: the variable can add that to what the profile says, and never lift it.
    fn read_only(&self, profile: Option<Setting<bool>>) -> Result<Setting<bool>> {
        const VARIABLE: &str = "SYNCGROUP_READ_ONLY";
        let profile = profile.unwrap_or(Setting::new(false, Origin::Default));
        let Some(text) = self.env.var(VARIABLE) else { return Ok(profile) };
        let set =
            read_bool(text).map_err(|problem| Error::usage(format!("`{VARIABLE}` {problem}")))?;
        let adds = set && !profile.value;
        Ok(if adds { Setting::new(true, Origin::Variable(VARIABLE)) } else { profile })
    }

    /// A bare name is searched in `PATH`; a path starts at the config file, not wherever the user happens to be.
    fn program(&self, program: &str, origin: &Origin) -> Result<String> {
        if !program.contains(std::path::is_separator) {
            return Ok(program.to_owned());
        }
        let path = locate(self.paths, origin, Path::new(program))?;
        Ok(path.to_string_lossy().into_owned())
    }

    fn access_token(&self) -> Option<Secret> {
        self.env.var("SYNCGROUP_ACCESS_TOKEN").map(|text| Secret::new(text.trim().to_owned()))
    }

    fn options(&self, profile: ProfileOptions, address: &Address) -> Result<Options> {
        Options::resolve(self.flags, self.env, self.paths, profile, address)
    }

    /// A chosen profile ignores the variables, and says so.
    fn notes(&self, name: &str) -> Vec<String> {
        let set: Vec<&str> = SAIL.into_iter().filter(|name| self.env.has(name)).collect();
        if set.is_empty() {
            return Vec::new();
        }
        let verb = if set.len() == 1 { "is" } else { "are" };
        vec![format!("{} {verb} ignored: profile `{name}` was chosen", list(&set))]
    }

    /// A secret for a profile does not go to the tenant of the variables.
    fn unused_secret(&self) -> Vec<String> {
        let note = "`SYNCGROUP_CLIENT_SECRET` is ignored: it is for profiles, and the `SAIL_*` variables were chosen";
        self.env.has("SYNCGROUP_CLIENT_SECRET").then(|| note.to_owned()).into_iter().collect()
    }
}

fn split<T>(setting: Option<Setting<T>>) -> (Option<T>, Origin) {
    match setting {
        Some(Setting { value, origin }) => (Some(value), origin),
        None => (None, Origin::Default),
    }
}

/// Nothing is configured: every way out, as a command to type.
fn nothing(config: &Config) -> Error {
    let error = Error::usage("no tenant is chosen");
    let error = match config.profiles() {
        [] => error
            .hint(CommandLine::local("login"))
            .hint(CommandLine::local("profile add NAME --tenant acme --client-id ID")),
        [first, ..] => error.hint(CommandLine::local("profile use").word(&first.name)),
    };
    let error = error.hint(Hint::Set(vec![
        ("SAIL_BASE_URL", "https://acme.api.identitynow.com"),
        ("SAIL_CLIENT_ID", "…"),
        ("SAIL_CLIENT_SECRET", "…"),
    ]));
    if cfg!(feature = "sandbox") {
        error.hint(CommandLine::local("-p sandbox list"))
    } else {
        error
    }
}

/// The name is nobody's: what was probably meant, and what there is.
fn unknown(name: &str, choice: Choice, config: &Config) -> Error {
    let from = match choice {
        Choice::Variable => ", which `SYNCGROUP_PROFILE` names,",
        Choice::Default => ", which `default_profile` names,",
        Choice::Flag | Choice::Environment => "",
    };
    let mut error = Error::usage(format!("profile `{}`{from} does not exist", name.escape_debug()));
    let built_in = cfg!(feature = "sandbox").then_some(SANDBOX);
    let names = config.profiles().iter().map(|profile| profile.name.as_str()).chain(built_in);
    let names: Vec<&str> = names.collect();
    if let Some(near) = nearest(name, names.iter().copied()) {
        error = error.hint(format!("did you mean `{near}`?"));
    }
    if !names.is_empty() {
        error = error.hint(format!("profiles: {}", names.join(", ")));
    }
    error.hint(CommandLine::local("profile add").word(name).and("--tenant acme --client-id ID"))
}

/// `a`, `a` and `b`, or `a`, `b` and `c`, each in backticks.
fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
