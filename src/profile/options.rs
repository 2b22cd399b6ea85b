//! Options, each resolved by itself: flag, variable, profile, default.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::address::Address;
use super::env::Env;
use super::paths::Paths;
use super::proxy::{self, Proxy};
use super::value_origin::{Origin, Setting};
use crate::error::{Error, Result};
use crate::profile::option_values::{
    ApiVersion, Pace, read_api_version, read_bool, read_output, read_pace, read_retries,
    read_timeout,
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
    pub pace: Setting<Option<Pace>>,
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
    pub(super) pace: Option<Setting<Option<Pace>>>,
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
            pace: or_default(pace, Some(Pace::DOCUMENTED)),
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

/// A format from a flag is its command's business; from elsewhere it is one of [`FORMATS`].
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

/// The proxy of flag, variable or profile, else the one that every program of the environment uses.
fn resolve_proxy(
    flags: &Flags,
    env: &Env,
    profile: Option<Setting<Option<Proxy>>>,
    address: &Address,
) -> Result<Setting<Option<Proxy>>> {
    let picked = PROXY.pick(flags.proxy.as_deref(), env, profile, Proxy::parse)?;
    match (address, picked) {
        (Address::Url(url), None) if !address.is_loopback() => proxy::from_env(env, url),
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
mod tests {
    use super::*;
    use crate::error::Code;

    fn acme() -> Address {
        Address::Url(url::Url::parse("https://acme.api.identitynow.com").unwrap())
    }

    fn resolve(flags: &Flags, env: &[(&str, &str)], profile: ProfileOptions) -> Result<Options> {
        let env = Env::from_pairs(env.iter().copied());
        Options::resolve(flags, &env, &Paths::default(), profile, &acme())
    }

    fn at_line<T>(value: T) -> Setting<T> {
        Setting::new(value, Origin::File { path: "/c/config.toml".into(), line: 7 })
    }

    #[test]
    fn defaults_apply_where_nobody_says_anything() {
        let options = resolve(&Flags::default(), &[], ProfileOptions::default()).unwrap();
        assert_eq!(options.timeout, Setting::new(Duration::from_secs(30), Origin::Default));
        assert_eq!(options.retries.value, 3);
        assert_eq!(options.pace.value, Some(Pace::DOCUMENTED));
        assert_eq!(options.api_version.value.as_str(), "v3");
        assert_eq!(options.output.value, None);
        assert!(options.proxy.value.is_none() && options.ca_file.value.is_none());
        assert!(!options.no_token_cache.value && !options.no_history.value);
    }

    #[test]
    fn each_option_takes_the_nearest_origin_by_itself() {
        let profile = ProfileOptions {
            timeout: Some(at_line(Duration::from_secs(5))),
            retries: Some(at_line(1)),
            output: Some(at_line("csv".to_owned())),
            ..Default::default()
        };
        let flags = Flags { timeout: Some("2.5".into()), ..Default::default() };
        let env = [("SYNCGROUP_TIMEOUT", "9"), ("SYNCGROUP_RETRIES", "7")];
        let options = resolve(&flags, &env, profile).unwrap();
        assert_eq!(options.timeout.value, Duration::from_millis(2500));
        assert_eq!(options.timeout.origin.to_string(), "--timeout");
        assert_eq!(options.retries, Setting::new(7, Origin::Variable("SYNCGROUP_RETRIES")));
        assert_eq!(options.output.value.as_deref(), Some("csv"));
        assert_eq!(options.output.origin.to_string(), "/c/config.toml:7");
    }

    #[test]
    fn values_that_make_no_sense_name_their_flag_or_variable() {
        for text in ["0", "-1", "nan", "inf", "1e300", "1e-12", "soon", "", "86401"] {
            let flags = Flags { timeout: Some(text.into()), ..Default::default() };
            let error = resolve(&flags, &[], ProfileOptions::default()).err().unwrap();
            assert_eq!(error.code(), Code::Usage);
            assert!(error.message().starts_with("`--timeout` must be a number"), "{text}");
        }
        for (name, value) in [
            ("SYNCGROUP_RETRIES", "-1"),
            ("SYNCGROUP_PACE", "fast"),
            ("SYNCGROUP_API_VERSION", "beta"),
            ("SYNCGROUP_OUTPUT", "tabel"),
            ("SYNCGROUP_PROXY", "ftp://p"),
            ("SYNCGROUP_NO_HISTORY", "perhaps"),
        ] {
            let error = resolve(&Flags::default(), &[(name, value)], ProfileOptions::default());
            let message = error.err().unwrap().to_string();
            assert!(message.starts_with(&format!("`{name}` must be")), "{message}");
        }
    }

    #[test]
    fn a_flag_may_know_formats_that_others_do_not() {
        let flags = Flags { output: Some("junit".into()), ..Default::default() };
        let options = resolve(&flags, &[], ProfileOptions::default()).unwrap();
        assert_eq!(options.output.value.as_deref(), Some("junit"));
    }

    #[test]
    fn loopback_never_goes_through_a_proxy() {
        let flags = Flags { proxy: Some("http://p:1".into()), ..Default::default() };
        let env = Env::from_pairs([("HTTPS_PROXY", "http://p:1")]);
        for flags in [flags, Flags::default()] {
            for text in ["http://127.0.0.1:8080", "https://localhost"] {
                let address = Address::Url(url::Url::parse(text).unwrap());
                let profile = ProfileOptions::default();
                let options =
                    Options::resolve(&flags, &env, &Paths::default(), profile, &address).unwrap();
                assert!(options.proxy.value.is_none());
                assert_eq!(options.proxy.origin, Origin::Loopback);
            }
        }
    }

    #[test]
    fn an_explicit_proxy_wins_over_the_environments() {
        let env = [("HTTPS_PROXY", "http://everyone:1"), ("NO_PROXY", "*")];
        let flags = Flags { proxy: Some("mine:2".into()), ..Default::default() };
        let options = resolve(&flags, &env, ProfileOptions::default()).unwrap();
        assert_eq!(options.proxy.value.unwrap().to_string(), "http://mine:2");
        let flags = Flags { proxy: Some("none".into()), ..Default::default() };
        let options = resolve(&flags, &env[..1], ProfileOptions::default()).unwrap();
        assert!(options.proxy.value.is_none());
        assert_eq!(options.proxy.origin, Origin::Flag("--proxy"));
    }

    #[test]
    fn a_path_starts_where_it_was_written() {
        let options = |flags: &Flags, home: Option<&str>, path: &str| {
            let paths = Paths { home: home.map(PathBuf::from), ..Default::default() };
            let profile =
                ProfileOptions { ca_file: Some(at_line(path.into())), ..Default::default() };
            let options = Options::resolve(flags, &Env::default(), &paths, profile, &acme())?;
            Ok::<_, Error>(options.ca_file.value.unwrap())
        };
        let none = Flags::default();
        assert_eq!(options(&none, None, "ca.pem").unwrap(), Path::new("/c/ca.pem"));
        assert_eq!(options(&none, Some("/h"), "~/ca.pem").unwrap(), Path::new("/h/ca.pem"));
        assert_eq!(options(&none, None, "/etc/ca.pem").unwrap(), Path::new("/etc/ca.pem"));
        let error = options(&none, None, "~/ca.pem").unwrap_err();
        assert!(error.to_string().starts_with("/c/config.toml:7: `~/ca.pem`"), "{error}");
        let flags = Flags { ca_file: Some("ca.pem".into()), ..Default::default() };
        assert_eq!(options(&flags, None, "x").unwrap(), Path::new("ca.pem"));
    }

    #[test]
    fn switches_go_either_way_from_the_environment() {
        let profile = || ProfileOptions { no_history: Some(at_line(true)), ..Default::default() };
        let off = [("SYNCGROUP_NO_HISTORY", "false")];
        assert!(!resolve(&Flags::default(), &off, profile()).unwrap().no_history.value);
        assert!(resolve(&Flags::default(), &[], profile()).unwrap().no_history.value);
        let flags = Flags { no_history: true, ..Default::default() };
        assert!(resolve(&flags, &off, profile()).unwrap().no_history.value);
    }
}
