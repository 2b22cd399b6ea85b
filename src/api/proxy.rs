//! The way through a proxy that somebody chose. Loopback never has one.

use std::sync::Arc;

use url::{Host, Url};

/// The proxy for every host but this one. The default is none.
#[derive(Clone, Default)]
pub struct Proxies {
    way: Option<Arc<Way>>,
}

struct Way {
    proxy: Url,
    /// The option, key or variable that it came from.
    setting: String,
}

/// A proxy in between, for messages.
#[derive(Clone, Copy)]
pub(crate) struct Between<'a> {
    /// The option, key or variable that it came from.
    pub(crate) setting: &'a str,
    address: &'a Url,
}

impl Between<'_> {
    /// Its host.
    pub(crate) fn host(&self) -> &str {
        self.address.host_str().unwrap_or_default()
    }

    /// Its host and port, without credentials.
    pub(crate) fn authority(&self) -> String {
        let port = self.address.port_or_known_default();
        port.map_or_else(|| self.host().to_owned(), |port| format!("{}:{port}", self.host()))
    }

    /// Whether it speaks HTTP: such a one looks up the names of hosts itself.
    pub(crate) fn is_http(&self) -> bool {
        matches!(self.address.scheme(), "http" | "https")
    }
}

impl Proxies {
    /// Everything goes through this proxy, with the credentials of its address; `setting` is what a user would change,
    /// such as `--proxy` or `HTTPS_PROXY`.
    pub fn through(setting: impl Into<String>, proxy: Url) -> Self {
        Self { way: Some(Arc::new(Way { proxy, setting: setting.into() })) }
    }

    /// The proxy for this address, with the user and password it was given.
    pub(crate) fn proxy(&self, url: &Url) -> Option<&Url> {
        let way = self.way.as_deref()?;
        (!is_loopback(&url.host()?)).then_some(&way.proxy)
    }

    /// The address of the proxy, with its credentials.
    pub(crate) fn address(&self) -> Option<&Url> {
        self.way.as_deref().map(|way| &way.proxy)
    }

    /// The setting that sends this address through a proxy.
    pub fn setting(&self, url: &Url) -> Option<&str> {
        self.between(url).map(|proxy| proxy.setting)
    }

    /// The proxy between this machine and this address.
    pub(crate) fn between(&self, url: &Url) -> Option<Between<'_>> {
        let way = self.proxy(url).and(self.way.as_deref())?;
        Some(Between { setting: &way.setting, address: &way.proxy })
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_never_goes_through_a_proxy() {
        let chosen = Proxies::through("--proxy", Url::parse("http://flag:3128").unwrap());
        let setting = |url: &str| chosen.setting(&Url::parse(url).unwrap()).map(str::to_owned);
        for url in [
            "http://127.0.0.1:80/",
            "http://127.8.9.1/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://localhost:8080/",
            "http://a.localhost/",
        ] {
            assert_eq!(setting(url), None, "{url}");
        }
        assert_eq!(setting("https://localhost.example/").as_deref(), Some("--proxy"));
        assert_eq!(Proxies::default().setting(&Url::parse("https://x.example").unwrap()), None);
    }
}
