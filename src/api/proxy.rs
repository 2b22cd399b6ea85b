//! The way through a proxy: from an option, the profile or the usual environment variables.

use std::net::IpAddr;
use std::sync::Arc;

use url::{Host, Url};

use crate::error::{Error, Result};

/// Environment variables that name a proxy, the first one set wins.
const VARIABLES: [&str; 4] = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/// Which proxy serves which host. The default is none for any.
#[derive(Clone, Default)]
pub struct Proxies {
    way: Option<Arc<Way>>,
}

struct Way {
    proxy: Url,
    /// The option, key or variable that it came from.
    setting: String,
    /// Hosts that are reached without it.
    direct: Vec<String>,
}

impl Proxies {
    /// Takes the proxy that the user chose, as `(setting, address)`, such as `("--proxy", "http://proxy:3128")`, else
    /// the one of the environment, which `variable` looks up. `NO_PROXY` belongs to the latter only: who names a proxy
    /// on the command line means it. An empty address means none. Fails with a usage error that names the setting.
    pub fn new(
        chosen: Option<(&str, &str)>,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self> {
        if let Some((setting, address)) = chosen {
            return Self::through(setting, address, Vec::new());
        }
        let set = |name: &&str| variable(name).filter(|value| !value.is_empty());
        let Some((setting, address)) = VARIABLES.iter().find_map(|name| Some((*name, set(name)?)))
        else {
            return Ok(Self::default());
        };
        let list = ["NO_PROXY", "no_proxy"].iter().find_map(set).unwrap_or_default();
        let direct = list.split(',').map(|host| host.trim().to_ascii_lowercase());
        Self::through(setting, &address, direct.filter(|host| !host.is_empty()).collect())
    }

    fn through(setting: &str, address: &str, direct: Vec<String>) -> Result<Self> {
        if address.is_empty() {
            return Ok(Self::default());
        }
        let proxy = parse(setting, address)?;
        Ok(Self { way: Some(Arc::new(Way { proxy, setting: setting.to_owned(), direct })) })
    }

    /// The proxy for this address, with the user and password it was given. Loopback never has one.
    pub(crate) fn proxy(&self, url: &Url) -> Option<&Url> {
        let way = self.way.as_deref()?;
        let host = url.host()?;
        (!is_loopback(&host) && !way.direct.iter().any(|entry| covers(entry, &host, url)))
            .then_some(&way.proxy)
    }

    /// The setting that sends this address through a proxy, such as `--proxy` or `HTTPS_PROXY`.
    pub fn setting(&self, url: &Url) -> Option<&str> {
        self.proxy(url).and(self.way.as_deref()).map(|way| way.setting.as_str())
    }
}

fn parse(setting: &str, address: &str) -> Result<Url> {
    let whole =
        if address.contains("://") { address.to_owned() } else { format!("http://{address}") };
    // The address may hold a password: it is not repeated.
    let url = Url::parse(&whole)
        .map_err(|error| Error::usage(format!("`{setting}` is not an address: {error}")))?;
    match url.scheme() {
        "http" | "https" if url.has_host() => Ok(url),
        scheme => Err(Error::usage(format!(
            "`{setting}` names a `{scheme}` proxy; it must be http or https"
        ))),
    }
}

/// Whether the host is this machine.
pub(crate) fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => {
            let name = name.trim_end_matches('.');
            name.eq_ignore_ascii_case("localhost")
                || name.to_ascii_lowercase().ends_with(".localhost")
        }
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => {
            address.is_loopback() || address.to_ipv4_mapped().is_some_and(|v4| v4.is_loopback())
        }
    }
}

/// Whether an entry of `NO_PROXY` covers the host: `*`, a domain with all below it, an address, or a network.
fn covers(entry: &str, host: &Host<&str>, url: &Url) -> bool {
    if entry == "*" {
        return true;
    }
    let entry = match entry.rsplit_once(':') {
        Some((name, port)) if !name.contains(':') && port.parse::<u16>().is_ok() => {
            if url.port_or_known_default() != port.parse().ok() {
                return false;
            }
            name
        }
        _ => entry,
    };
    match host {
        Host::Domain(name) => {
            let domain = entry.trim_start_matches('*').trim_start_matches('.');
            let name = name.trim_end_matches('.');
            name == domain
                || name
                    .strip_suffix(domain)
                    .is_some_and(|head| !domain.is_empty() && head.ends_with('.'))
        }
        Host::Ipv4(address) => in_network(entry, IpAddr::V4(*address)),
        Host::Ipv6(address) => in_network(entry, IpAddr::V6(*address)),
    }
}

fn in_network(entry: &str, address: IpAddr) -> bool {
    let (network, length) = entry.split_once('/').unwrap_or((entry, "128"));
    let Ok(network) = network.trim_matches(['[', ']']).parse::<IpAddr>() else { return false };
    let Ok(length) = length.parse::<u32>() else { return false };
    let (bits, one, two) = match (network, address) {
        (IpAddr::V4(one), IpAddr::V4(two)) => {
            (32, u128::from(u32::from(one)), u128::from(u32::from(two)))
        }
        (IpAddr::V6(one), IpAddr::V6(two)) => (128, u128::from(one), u128::from(two)),
        _ => return false,
    };
    let ignored = bits - length.min(bits);
    one.checked_shr(ignored).unwrap_or(0) == two.checked_shr(ignored).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies(chosen: Option<(&str, &str)>, variables: &[(&str, &str)]) -> Result<Proxies> {
        Proxies::new(chosen, |name| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    fn way(proxies: &Proxies, url: &str) -> Option<(String, String)> {
        let url = Url::parse(url).unwrap();
        Some((proxies.setting(&url)?.to_owned(), proxies.proxy(&url)?.to_string()))
    }

    const TENANT: &str = "https://acme.api.identitynow.com/v3/x";

    #[test]
    fn the_choice_wins_over_the_environment_and_over_no_proxy() {
        let environment =
            [("HTTPS_PROXY", "http://env:1"), ("ALL_PROXY", "http://all:2"), ("NO_PROXY", "*")];
        let chosen = proxies(Some(("--proxy", "http://me:pw@flag:3128")), &environment).unwrap();
        assert_eq!(
            way(&chosen, TENANT),
            Some(("--proxy".into(), "http://me:pw@flag:3128/".into()))
        );
        assert_eq!(way(&proxies(None, &environment).unwrap(), TENANT), None);
        let environment = &environment[..2];
        assert_eq!(
            way(&proxies(None, environment).unwrap(), TENANT),
            Some(("HTTPS_PROXY".into(), "http://env:1/".into()))
        );
        assert_eq!(
            way(&proxies(None, &[("all_proxy", "proxy:8080")]).unwrap(), TENANT),
            Some(("all_proxy".into(), "http://proxy:8080/".into()))
        );
    }

    #[test]
    fn loopback_never_goes_through_a_proxy() {
        let chosen = proxies(Some(("--proxy", "http://flag:3128")), &[]).unwrap();
        for url in [
            "http://127.0.0.1:80/",
            "http://127.8.9.1/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://localhost:8080/",
            "http://a.localhost/",
        ] {
            assert_eq!(way(&chosen, url), None, "{url}");
        }
        assert!(way(&chosen, "https://localhost.example/").is_some());
    }

    #[test]
    fn no_proxy_knows_domains_ports_addresses_and_networks() {
        let list =
            " identitynow.com, .corp.example,10.0.0.0/8 ,192.168.1.7,fd00::/8,only.example:8443";
        let proxies = proxies(None, &[("https_proxy", "http://p"), ("no_proxy", list)]).unwrap();
        for direct in [
            TENANT,
            "https://identitynow.com",
            "https://a.corp.example",
            "https://corp.example",
            "https://10.9.8.7",
            "https://192.168.1.7",
            "https://[fd00::1]",
            "https://only.example:8443",
        ] {
            assert_eq!(way(&proxies, direct), None, "{direct}");
        }
        for through in [
            "https://notidentitynow.com",
            "https://11.0.0.1",
            "https://192.168.1.8",
            "https://[fe00::1]",
            "https://only.example",
        ] {
            assert!(way(&proxies, through).is_some(), "{through}");
        }
    }

    #[test]
    fn a_bad_address_names_the_setting_and_not_the_password() {
        for address in ["http://u:hunter2@", "socks5://u:hunter2@h", "http://u:hunter2@h:99999"] {
            let error = proxies(None, &[("HTTPS_PROXY", address)]).map(drop).unwrap_err();
            assert!(error.message().contains("`HTTPS_PROXY`"), "{error}");
            assert!(!error.to_text().contains("hunter2"), "{error}");
        }
        assert_eq!(
            way(&proxies(Some(("--proxy", "")), &[("ALL_PROXY", "p")]).unwrap(), TENANT),
            None
        );
    }
}
