//! The proxy on the way to a tenant.

use std::net::IpAddr;

use url::{Host, Url};

use super::env::Env;
use super::value_origin::{Origin, Setting};
use crate::error::{Error, Result};

/// A proxy, perhaps with credentials in its address, and so without `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Proxy(Url);

/// What a proxy setting must look like.
const SHAPE: &str =
    "must be a URL such as `http://proxy.example.com:8080` or `socks5h://proxy:1080`, or `none`";

/// The schemes that are understood. Without one, it is `http`, as for curl.
const SCHEMES: [&str; 7] = ["http", "https", "socks", "socks4", "socks4a", "socks5", "socks5h"];

/// The port of a SOCKS proxy whose address names none.
const SOCKS_PORT: u16 = 1080;

impl Proxy {
    /// Reads a proxy setting: a URL (http where it has no scheme), or `none`.
    pub(super) fn parse(text: &str) -> Result<Option<Self>, String> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("none") {
            return Ok(None);
        }
        let (scheme, rest) = split_scheme(text).ok_or(SHAPE)?;
        // Only `socks5h` leaves the resolution of names to the proxy; `socks` is what desktops write for version 5.
        let scheme = if scheme == "socks" { "socks5" } else { scheme };
        let mut url = Url::parse(&format!("{scheme}://{rest}")).map_err(|_| SHAPE)?;
        if url.host_str().is_none_or(str::is_empty) {
            return Err(SHAPE.to_owned());
        }
        if scheme.starts_with("socks") && url.port().is_none() {
            url.set_port(Some(SOCKS_PORT)).map_err(|()| SHAPE)?;
        }
        Ok(Some(Self(url)))
    }

    /// The address with its credentials, for the one place that connects.
    pub const fn expose(&self) -> &Url {
        &self.0
    }
}

/// Splits `http://host`, `http:host`, `//host` and `host:port` into the scheme and the rest. `None` for a scheme that
/// is not understood.
fn split_scheme(text: &str) -> Option<(&'static str, &str)> {
    let slashes = ['/', '\\'];
    if let Some((scheme, rest)) = text.split_once(':') {
        let known = SCHEMES.into_iter().find(|known| scheme.eq_ignore_ascii_case(known));
        let is_port = !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
        match known {
            Some(scheme) if !is_port => return Some((scheme, rest.trim_start_matches(slashes))),
            _ if rest.starts_with("//") && !scheme.contains('@') => return None,
            _ => {}
        }
    }
    Some(("http", text.trim_start_matches(slashes)))
}

impl std::fmt::Display for Proxy {
    /// The address, with `***` in place of its credentials: a user name alone may be a token.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let url = &self.0;
        let credentials = !url.username().is_empty() || url.password().is_some();
        write!(f, "{}://", url.scheme())?;
        if credentials {
            f.write_str("***@")?;
        }
        f.write_str(url.host_str().unwrap_or_default())?;
        match url.port() {
            Some(port) => write!(f, ":{port}"),
            None => Ok(()),
        }
    }
}

/// The proxy of the system's settings, where they have one that can be used; `find` looks there.
pub(super) fn from_system(
    address: &Url,
    find: impl Fn(&Url) -> Option<String>,
) -> Setting<Option<Proxy>> {
    let proxy = find(address).and_then(|text| Proxy::parse(&text).ok().flatten());
    let origin = if proxy.is_some() { Origin::System } else { Origin::Default };
    Setting::new(proxy, origin)
}

/// The proxy that the environment names for this address: `HTTPS_PROXY`, else `ALL_PROXY`, unless `NO_PROXY` excepts
/// the host.
pub(super) fn from_env(env: &Env, address: &Url) -> Result<Setting<Option<Proxy>>> {
    for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        let Some(text) = env.var(name) else { continue };
        for exception in ["NO_PROXY", "no_proxy"] {
            if env.var(exception).is_some_and(|list| excepts(list, address)) {
                return Ok(Setting::new(None, Origin::Variable(exception)));
            }
        }
        let proxy = Proxy::parse(text)
            .map_err(|problem| Error::usage(format!("`{name}` {problem}")).hint("--proxy none"))?;
        return Ok(Setting::new(proxy, Origin::Variable(name)));
    }
    Ok(Setting::new(None, Origin::Default))
}

/// Whether a `NO_PROXY` list names the address: `*`, a host, a domain with or without its leading dot, an IP address
/// or a block of them (`10.0.0.0/8`), each perhaps with a port.
fn excepts(list: &str, address: &Url) -> bool {
    let Some(host) = address.host() else { return false };
    let entries = list.split(|c: char| c == ',' || c.is_whitespace());
    entries.filter(|entry| !entry.is_empty()).any(|entry| {
        let (name, port) = split_port(entry);
        let port_fits = port.is_none_or(|port| address.port_or_known_default() == Some(port));
        port_fits && (name == "*" || names(name, &host))
    })
}

/// `host:port`, where a port is there. An IPv6 address has colons of its own.
fn split_port(entry: &str) -> (&str, Option<u16>) {
    match entry.rsplit_once(':') {
        Some((name, port)) if !name.contains(':') || name.ends_with(']') => {
            port.parse().map_or((entry, None), |port| (name, Some(port)))
        }
        _ => (entry, None),
    }
}

/// Whether one entry means this host.
fn names(entry: &str, host: &Host<&str>) -> bool {
    match host {
        Host::Domain(domain) => is_domain_of(entry, domain),
        Host::Ipv4(address) => is_block_of(entry, IpAddr::V4(*address)),
        Host::Ipv6(address) => is_block_of(entry, IpAddr::V6(*address)),
    }
}

fn is_domain_of(entry: &str, domain: &str) -> bool {
    let entry = entry.trim_start_matches("*.").trim_matches('.').to_ascii_lowercase();
    let domain = domain.trim_end_matches('.').to_ascii_lowercase();
    let prefix = domain.strip_suffix(entry.as_str());
    prefix.is_some_and(|rest| !entry.is_empty() && (rest.is_empty() || rest.ends_with('.')))
}

/// Whether the entry is this address, in any spelling, or a block (`10.0.0.0/8`, `fd00::/8`) that holds it.
fn is_block_of(entry: &str, address: IpAddr) -> bool {
    let (base, length) = match entry.split_once('/') {
        Some((base, length)) => match length.trim_end_matches(']').parse::<u32>() {
            Ok(length) => (base, Some(length)),
            Err(_) => return false,
        },
        None => (entry, None),
    };
    let base = base.trim_matches(['[', ']']).trim_end_matches('.');
    let Ok(base) = base.parse::<IpAddr>() else { return false };
    let Some(length) = length else { return base.to_canonical() == address.to_canonical() };
    let differing = match (base, address.to_canonical()) {
        (IpAddr::V4(base), IpAddr::V4(address)) if length <= 32 => {
            u128::from(base.to_bits() ^ address.to_bits()) << 96
        }
        (IpAddr::V6(base), IpAddr::V6(address)) if length <= 128 => {
            base.to_bits() ^ address.to_bits()
        }
        _ => return false,
    };
    length == 0 || differing.leading_zeros() >= length
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> String {
        Proxy::parse(text).unwrap().unwrap().to_string()
    }

    #[test]
    fn a_proxy_is_a_url_or_a_host_with_its_port() {
        assert_eq!(parsed("http://proxy:8080"), "http://proxy:8080");
        assert_eq!(parsed("proxy.corp:8080"), "http://proxy.corp:8080");
        assert_eq!(parsed("https://proxy.corp/"), "https://proxy.corp");
        assert_eq!(parsed("HTTP:proxy:1"), "http://proxy:1");
        assert_eq!(parsed("//proxy:1"), "http://proxy:1");
        assert_eq!(parsed("http:8080"), "http://http:8080");
        for text in ["none", " NONE "] {
            assert!(Proxy::parse(text).unwrap().is_none());
        }
        for text in ["ftp://proxy:1080", "", "http://", "http:", "//", "a b", "socks5://"] {
            assert!(Proxy::parse(text).is_err_and(|problem| problem == SHAPE), "{text:?}");
        }
    }

    #[test]
    fn a_socks_proxy_has_a_default_port() {
        assert_eq!(parsed("socks5h://me:hunter2@proxy"), "socks5h://***@proxy:1080");
        assert_eq!(parsed("socks://proxy:1081/"), "socks5://proxy:1081");
        assert_eq!(parsed("SOCKS4a://proxy"), "socks4a://proxy:1080");
    }

    #[test]
    fn the_credentials_of_a_proxy_are_not_shown_however_it_is_spelled() {
        for text in [
            "http://me:hunter2@proxy:1",
            "me:hunter2@proxy:1",
            "//me:hunter2@proxy:1",
            "http:me:hunter2@proxy:1",
            "http:/me:hunter2@proxy:1",
            "HTTP://hunter2@proxy:1/",
            "hunter2@proxy:1",
            "http://:hunter2@proxy:1?x=hunter2",
        ] {
            assert_eq!(parsed(text), "http://***@proxy:1", "{text}");
        }
        let proxy = Proxy::parse("me:hunter2@proxy:1").unwrap().unwrap();
        assert_eq!(proxy.expose().username(), "me");
        assert_eq!(proxy.expose().password(), Some("hunter2"));
    }

    #[test]
    fn no_proxy_names_hosts_and_domains() {
        let acme = Url::parse("https://acme.api.identitynow.com").unwrap();
        let rooted = Url::parse("https://acme.api.identitynow.com.").unwrap();
        for list in [
            "*",
            "acme.api.identitynow.com",
            "acme.api.identitynow.com.",
            "x, .identitynow.com",
            "x,.identitynow.com.",
            "identitynow.com:443",
            "identitynow.com.:443",
            "*.IdentityNow.com",
            "a api.identitynow.com",
            "a\tb\napi.identitynow.com",
        ] {
            assert!(excepts(list, &acme), "{list}");
            assert!(excepts(list, &rooted), "{list}");
        }
        for list in [
            "",
            ",",
            ".",
            "now.com",
            "acme",
            "identitynow.com:444",
            "evil-acme.api.identitynow.com",
            "0.0.0.0/0",
        ] {
            assert!(!excepts(list, &acme), "{list}");
        }
    }

    #[test]
    fn no_proxy_names_addresses_in_any_spelling_and_blocks_of_them() {
        let matches = |list: &str, url: &str| excepts(list, &Url::parse(url).unwrap());
        for list in [
            "fd00::1",
            "[fd00::1]:8443",
            "FD00:0:0:0:0:0:0:1",
            "[fd00:0000::0001]",
            "fd00::/8",
            "[fd00::]/8",
            "[fd00::/8]",
            "x,::/0",
        ] {
            assert!(matches(list, "https://[fd00::1]:8443"), "{list}");
        }
        for list in ["[fd00::1]:443", "fd00::2", "fe00::/8", "fd00::/129", "fd00::/x", "0.0.0.0/0"]
        {
            assert!(!matches(list, "https://[fd00::1]:8443"), "{list}");
        }
        for list in [
            "10.0.0.1",
            "10.0.0.1.",
            "10.0.0.1:443",
            "10.0.0.0/8",
            "10.0.0.1/32",
            "::ffff:10.0.0.1",
        ] {
            assert!(matches(list, "https://10.0.0.1"), "{list}");
        }
        for list in ["10.0.0.0/33", "11.0.0.0/8", "10.0.0.2/32", "10.0.0.0", "fd00::/8"] {
            assert!(!matches(list, "https://10.0.0.1"), "{list}");
        }
        assert!(matches("10.0.0.0/8", "https://[::ffff:10.1.2.3]"));
    }

    #[test]
    fn the_systems_proxy_says_where_it_came_from() {
        let acme = Url::parse("https://acme.api.identitynow.com").unwrap();
        let found = |text: Option<&str>| {
            let setting = from_system(&acme, |address| {
                assert_eq!(address, &acme);
                text.map(str::to_owned)
            });
            (setting.value.map(|proxy| proxy.to_string()), setting.origin.to_string())
        };
        let shown = (Some("http://proxy:8080".to_owned()), "system settings".to_owned());
        assert_eq!(found(Some("http://proxy:8080/")), shown);
        assert_eq!(found(Some("proxy:8080")), shown);
        let none = (None, "default".to_owned());
        assert_eq!((found(None), found(Some("ftp://x"))), (none.clone(), none));
    }

    #[test]
    fn the_environment_names_a_proxy() {
        let acme = Url::parse("https://acme.api.identitynow.com").unwrap();
        let found = |pairs: &[(&str, &str)]| {
            let setting = from_env(&Env::from_pairs(pairs.iter().copied()), &acme)?;
            Ok::<_, Error>((setting.value.map(|p| p.to_string()), setting.origin.to_string()))
        };
        assert_eq!(found(&[]).unwrap(), (None, "default".into()));
        let proxy = ("https_proxy", "http://p:1");
        let all = ("ALL_PROXY", "socks5://u:hunter2@q");
        // On Windows a variable's name has no case: it is the first spelling that finds it.
        let [https, no] =
            if cfg!(windows) { ["HTTPS_PROXY", "NO_PROXY"] } else { ["https_proxy", "no_proxy"] };
        assert_eq!(found(&[proxy]).unwrap(), (Some("http://p:1".into()), https.into()));
        assert_eq!(found(&[all, proxy]).unwrap(), (Some("http://p:1".into()), https.into()));
        assert_eq!(
            found(&[all]).unwrap(),
            (Some("socks5://***@q:1080".into()), "ALL_PROXY".into())
        );
        assert_eq!(found(&[proxy, ("NO_PROXY", "*")]).unwrap(), (None, "NO_PROXY".into()));
        assert_eq!(found(&[all, ("no_proxy", "*")]).unwrap(), (None, no.into()));
        let error = found(&[("HTTPS_PROXY", "ftp://u:hunter2@p")]).unwrap_err().to_text();
        assert!(error.contains("`HTTPS_PROXY` must be") && !error.contains("hunter2"), "{error}");
    }
}
