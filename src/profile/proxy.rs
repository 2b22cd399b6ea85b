//! The proxy on the way to a tenant.

use url::{Host, Url};

use super::env::Env;
use super::origin::{Origin, Setting};
use crate::error::{Error, Result};

/// A proxy, perhaps with credentials in its address, and so without `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Proxy(Url);

/// What a proxy setting must look like.
const SHAPE: &str = "must be a URL such as `http://proxy.example.com:8080`, or `none`";

impl Proxy {
    /// Reads a proxy setting: a URL (http where it has no scheme), or `none`.
    pub(super) fn parse(text: &str) -> Result<Option<Self>, String> {
        let text = text.trim();
        if text == "none" {
            return Ok(None);
        }
        let whole = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
        match Url::parse(&whole) {
            Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => {
                Ok(Some(Self(url)))
            }
            _ => Err(SHAPE.to_owned()),
        }
    }

    /// The address with its credentials, for the one place that connects.
    pub const fn expose(&self) -> &Url {
        &self.0
    }
}

impl std::fmt::Display for Proxy {
    /// The address, with `***` in place of the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut url = self.0.clone();
        if url.password().is_some() && url.set_password(Some("***")).is_err() {
            return f.write_str("***");
        }
        f.write_str(url.as_str().trim_end_matches('/'))
    }
}

/// The proxy that the environment names for this address: `HTTPS_PROXY`, unless `NO_PROXY` excepts the host.
pub(super) fn from_env(env: &Env, address: &Url) -> Result<Setting<Option<Proxy>>> {
    for name in ["HTTPS_PROXY", "https_proxy"] {
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

/// Whether a `NO_PROXY` list names the address: `*`, a host, a domain with or without its leading dot, each perhaps
/// with a port.
fn excepts(list: &str, address: &Url) -> bool {
    let Some(host) = address.host() else { return false };
    list.split([',', ' ']).map(str::trim).filter(|entry| !entry.is_empty()).any(|entry| {
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
    let entry = entry.trim_start_matches("*.").trim_start_matches('.').to_ascii_lowercase();
    match host {
        Host::Domain(domain) => {
            let domain = domain.trim_end_matches('.');
            domain
                .strip_suffix(entry.as_str())
                .is_some_and(|rest| !entry.is_empty() && (rest.is_empty() || rest.ends_with('.')))
        }
        Host::Ipv4(address) => entry == address.to_string(),
        Host::Ipv6(address) => entry.trim_matches(['[', ']']) == address.to_string(),
    }
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
        assert!(Proxy::parse("none").unwrap().is_none());
        for text in ["socks5://proxy:1080", "", "http://", "a b"] {
            assert!(Proxy::parse(text).is_err_and(|problem| problem == SHAPE), "{text:?}");
        }
    }

    #[test]
    fn the_password_of_a_proxy_is_not_shown() {
        assert_eq!(parsed("http://me:hunter2@proxy:1"), "http://me:***@proxy:1");
        let proxy = Proxy::parse("http://me:hunter2@proxy:1").unwrap().unwrap();
        assert_eq!(proxy.expose().password(), Some("hunter2"));
    }

    #[test]
    fn no_proxy_names_hosts_and_domains() {
        let acme = Url::parse("https://acme.api.identitynow.com").unwrap();
        for list in [
            "*",
            "acme.api.identitynow.com",
            "x, .identitynow.com",
            "identitynow.com:443",
            "*.IdentityNow.com",
            "a api.identitynow.com",
        ] {
            assert!(excepts(list, &acme), "{list}");
        }
        for list in [
            "",
            ",",
            ".",
            "now.com",
            "acme",
            "identitynow.com:444",
            "evil-acme.api.identitynow.com",
        ] {
            assert!(!excepts(list, &acme), "{list}");
        }
        let v6 = Url::parse("https://[fd00::1]:8443").unwrap();
        assert!(excepts("fd00::1", &v6) && excepts("[fd00::1]:8443", &v6));
        assert!(!excepts("[fd00::1]:443", &v6));
        assert!(excepts("10.0.0.1", &Url::parse("https://10.0.0.1").unwrap()));
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
        assert_eq!(found(&[proxy]).unwrap(), (Some("http://p:1".into()), "https_proxy".into()));
        assert_eq!(found(&[proxy, ("NO_PROXY", "*")]).unwrap(), (None, "NO_PROXY".into()));
        let error = found(&[("HTTPS_PROXY", "socks5://u:hunter2@p")]).unwrap_err().to_text();
        assert!(error.contains("`HTTPS_PROXY` must be") && !error.contains("hunter2"), "{error}");
    }
}
