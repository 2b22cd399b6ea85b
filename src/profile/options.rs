//! Options, each resolved by itself: flag, variable, profile, default.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::address::Address;
use super::env::Env;
use super::paths::Paths;
use super::proxy::{self, Proxy};
use super::system_proxy;
use super::value_origin::{Origin, Setting};
use crate::error::{Error, Result};
use crate::model::{ApiVersion, RateLimit};
use crate::profile::option_values::{
    read_api_version, read_bool, read_output, read_pace, read_retries, read_timeout,
};

/// What was typed on the command line, not looked at yet.
#[derive(Default)]
pub struct Flags {
    /// `-p`.
    pub profile: Option<String>,
    /// `-o`; taken as it is, its command knows what it accepts.
    pub output: Option<String>,
    /// `--timeout`, in seconds.
    pub timeout: Option<String>,
    /// `--retries`.
    pub retries: Option<String>,
    /// `--pace`.
    pub pace: Option<String>,
    /// `--api-version`.
    pub api_version: Option<String>,
    /// `--proxy`.
    pub proxy: Option<String>,
    /// `--ca-file`.
    pub ca_file: Option<PathBuf>,
    /// `--no-token-cache`.
    pub no_token_cache: bool,
    /// `--no-history`.
    pub no_history: bool,
}

/// The options that apply, each with its origin.
#[derive(Clone)]
pub struct Options {
    /// The format; `None` where nobody chose one.
    pub output: Setting<Option<String>>,
    /// How long one request may take.
    pub timeout: Setting<Duration>,
    /// How often a request is repeated.
    pub retries: Setting<u32>,
    /// The rate to keep to; `None` sends as fast as it can.
    pub pace: Setting<Option<RateLimit>>,
    /// The path style.
    pub api_version: Setting<ApiVersion>,
    /// The proxy; never one for loopback.
    pub proxy: Setting<Option<Proxy>>,
    /// A PEM file of certificates to trust besides the system's, ready to be opened.
    pub ca_file: Setting<Option<PathBuf>>,
    /// Do not cache the access token.
    pub no_token_cache: Setting<bool>,
    /// Write without a record.
    pub no_history: Setting<bool>,
}

/// What a profile says about options; the paths are as they were written.
#[derive(Clone, Default)]
pub(super) struct ProfileOptions {
    pub(super) output: Option<Setting<String>>,
    pub(super) timeout: Option<Setting<Duration>>,
    pub(super) retries: Option<Setting<u32>>,
    pub(super) pace: Option<Setting<Option<RateLimit>>>,
    pub(super) api_version: Option<Setting<ApiVersion>>,
    pub(super) proxy: Option<Setting<Option<Proxy>>>,
    pub(super) ca_file: Option<Setting<PathBuf>>,
    pub(super) no_token_cache: Option<Setting<bool>>,
    pub(super) no_history: Option<Setting<bool>>,
}

/// The flag and the variable of an option.
struct Names {
    flag: &'static str,
    variable: &'static str,
}

impl Names {
    /// The first of flag and variable, read; else what the profile says.
    fn pick<T>(
        &self,
        flag: Option<&str>,
        env: &Env,
        profile: Option<Setting<T>>,
        read: fn(&str) -> Result<T, String>,
    ) -> Result<Option<Setting<T>>> {
        let typed = flag.map(|text| (text, self.flag, Origin::Flag(self.flag)));
        let set =
            || Some((env.var(self.variable)?, self.variable, Origin::Variable(self.variable)));
        match typed.or_else(set) {
            Some((text, name, origin)) => match read(text) {
                Ok(value) => Ok(Some(Setting::new(value, origin))),
                Err(problem) => Err(Error::usage(format!("`{name}` {problem}"))),
            },
            None => Ok(profile),
        }
    }
}

const OUTPUT: Names = Names { flag: "--output", variable: "SYNCGROUP_OUTPUT" };
const TIMEOUT: Names = Names { flag: "--timeout", variable: "SYNCGROUP_TIMEOUT" };
const RETRIES: Names = Names { flag: "--retries", variable: "SYNCGROUP_RETRIES" };
const PACE: Names = Names { flag: "--pace", variable: "SYNCGROUP_PACE" };
const API_VERSION: Names = Names { flag: "--api-version", variable: "SYNCGROUP_API_VERSION" };
const PROXY: Names = Names { flag: "--proxy", variable: "SYNCGROUP_PROXY" };
const CA_FILE: Names = Names { flag: "--ca-file", variable: "SYNCGROUP_CA_FILE" };
const NO_TOKEN_CACHE: Names =
    Names { flag: "--no-token-cache", variable: "SYNCGROUP_NO_TOKEN_CACHE" };
const NO_HISTORY: Names = Names { flag: "--no-history", variable: "SYNCGROUP_NO_HISTORY" };

impl Options {
    /// Resolves every option for a tenant at this address.
    pub(super) fn resolve(
        flags: &Flags,
        env: &Env,
        paths: &Paths,
        profile: ProfileOptions,
        address: &Address,
    ) -> Result<Self> {
        let versions = API_VERSION.pick(
            flags.api_version.as_deref(),
            env,
            profile.api_version,
            read_api_version,
        )?;
        let seconds = TIMEOUT.pick(flags.timeout.as_deref(), env, profile.timeout, read_timeout)?;
        let retries = RETRIES.pick(flags.retries.as_deref(), env, profile.retries, read_retries)?;
        let pace = PACE.pick(flags.pace.as_deref(), env, profile.pace, read_pace)?;
        Ok(Self {
            output: resolve_output(flags, env, profile.output)?,
            timeout: or_default(seconds, Duration::from_secs(30)),
            retries: or_default(retries, 3),
            pace: or_default(pace, Some(RateLimit::DOCUMENTED)),
            api_version: or_default(versions, ApiVersion::default()),
            proxy: resolve_proxy(flags, env, profile.proxy, address)?,
            ca_file: resolve_ca_file(flags, env, paths, profile.ca_file)?,
            no_token_cache: NO_TOKEN_CACHE.switch(
                flags.no_token_cache,
                env,
                profile.no_token_cache,
            )?,
            no_history: NO_HISTORY.switch(flags.no_history, env, profile.no_history)?,
        })
    }
}

impl Names {
    /// A switch: the flag turns it on, a variable or a profile either way.
    fn switch(
        &self,
        flag: bool,
        env: &Env,
        profile: Option<Setting<bool>>,
    ) -> Result<Setting<bool>> {
        let picked = self.pick(flag.then_some("true"), env, profile, read_bool)?;
        Ok(or_default(picked, false))
    }
}

fn or_default<T>(picked: Option<Setting<T>>, default: T) -> Setting<T> {
    picked.unwrap_or(Setting::new(default, Origin::Default))
}

/// A format from a flag is its command's business; from elsewhere it is one that commands have unless they say otherwise.
fn resolve_output(
    flags: &Flags,
    env: &Env,
    profile: Option<Setting<String>>,
) -> Result<Setting<Option<String>>> {
    if let Some(format) = &flags.output {
        return Ok(Setting::new(Some(format.clone()), Origin::Flag(OUTPUT.flag)));
    }
    let picked = OUTPUT.pick(None, env, profile, read_output)?;
    Ok(or_default(picked.map(|setting| setting.map(Some)), None))
}

/// The proxy of flag, variable or profile, else the one that every program of the environment uses, else the one of the
/// system's settings. A loopback address has none.
fn resolve_proxy(
    flags: &Flags,
    env: &Env,
    profile: Option<Setting<Option<Proxy>>>,
    address: &Address,
) -> Result<Setting<Option<Proxy>>> {
    let picked = PROXY.pick(flags.proxy.as_deref(), env, profile, Proxy::parse)?;
    match (address, picked) {
        (Address::Url(url), None) if !address.is_loopback() => {
            let found = proxy::from_env(env, url)?;
            let nowhere = found.origin == Origin::Default;
            Ok(if nowhere { proxy::from_system(url, system_proxy::find) } else { found })
        }
        (_, Some(proxy)) if !address.is_loopback() => Ok(proxy),
        _ => Ok(Setting::new(None, Origin::Loopback)),
    }
}

/// A path of a profile starts at the config file; one of a flag or a variable at the current directory.
fn resolve_ca_file(
    flags: &Flags,
    env: &Env,
    paths: &Paths,
    profile: Option<Setting<PathBuf>>,
) -> Result<Setting<Option<PathBuf>>> {
    let flag = flags.ca_file.clone().map(|path| Setting::new(path, Origin::Flag(CA_FILE.flag)));
    let variable = || {
        let path = env.path(CA_FILE.variable)?;
        Some(Setting::new(path, Origin::Variable(CA_FILE.variable)))
    };
    match flag.or_else(variable).or(profile) {
        None => Ok(Setting::new(None, Origin::Default)),
        Some(setting) => {
            let path = locate(paths, &setting.origin, &setting.value)?;
            Ok(setting.map(|_| Some(path)))
        }
    }
}

/// The file that a path means: below home for `~/`, else seen from the place where it was written.
pub(super) fn locate(paths: &Paths, origin: &Origin, path: &Path) -> Result<PathBuf> {
    let Ok(below_home) = path.strip_prefix("~") else {
        return Ok(origin.directory().map_or_else(|| path.to_owned(), |start| start.join(path)));
    };
    match &paths.home {
        Some(home) => Ok(home.join(below_home)),
        None => Err(origin.of_error(Error::usage(format!(
            "`{}` can't be found: the environment names no home directory",
            path.display()
        )))),
    }
}

#[cfg(test)]
mod tests;
