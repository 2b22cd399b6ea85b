//! A tenant as somebody types or pastes it: its name, the address of its API, or whatever the browser shows.

use url::Url;

use super::address::{api_host, is_label, is_loopback, is_website_domain, parse_base_url};
use super::address::{is_version, website_tenant};
use super::name::check_name;
use crate::error::{Error, Result};

/// A tenant that was named in one of these ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedAddress {
    /// Where its API answers.
    pub url: Url,
    /// What a profile for it may be called.
    pub profile_name: String,
    /// The host of the website that was typed instead of the API's.
    website: Option<String>,
}

impl TypedAddress {
    /// Reads a tenant in any form. What stands behind the host is dropped where the host is one of the service's own.
    pub fn read(text: &str) -> Result<Self> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || "\"'`<>".contains(c));
        let label = text.strip_suffix(".api").unwrap_or(text);
        if is_label(label) && label != "localhost" {
            return Self::of(&format!("https://{}", api_host(label)), None);
        }
        let url = url_of(text)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Error::usage("the address must not contain a user name or a password"));
        }
        if let Some(tenant) = website_tenant(&url) {
            let host = url.host_str().unwrap_or_default().trim_end_matches('.').to_owned();
            let tenant = if tenant.starts_with("TENANT.") { None } else { Some(tenant) };
            let Some(tenant) = tenant else {
                return Err(Error::usage(format!("`{host}` names no tenant"))
                    .hint(format!("acme.{}", host.trim_start_matches("api."))));
            };
            return Self::of(&format!("https://{}", api_host(&tenant)), Some(host));
        }
        if website_host(&url).is_some() {
            let host = url.host_str().unwrap_or_default().trim_end_matches('.');
            return Self::of(&format!("https://{host}"), None);
        }
        let mut url = url;
        url.set_query(None);
        url.set_fragment(None);
        let before_version = url.path().split('/').take_while(|part| !is_version(part));
        let path = before_version.collect::<Vec<_>>().join("/");
        url.set_path(&path);
        Self::of(url.as_str(), None)
    }

    fn of(address: &str, website: Option<String>) -> Result<Self> {
        let url = parse_base_url("tenant", address)?;
        let profile_name = profile_name(&url);
        Ok(Self { url, profile_name, website })
    }

    /// How it was read, in one sentence.
    pub fn explanation(&self) -> String {
        let api = self.url.as_str().trim_end_matches('/');
        match (&self.website, self.tenant()) {
            (Some(website), _) => format!("{website} is the tenant's website; its API is {api}"),
            (None, Some(tenant)) => format!("tenant `{tenant}`, whose API is {api}"),
            (None, None) => format!("the tenant's API is {api}"),
        }
    }

    /// The page where a user of the tenant makes a personal access token, where the website's address is known.
    pub fn token_page(&self) -> Option<String> {
        let host = website_host(&self.url)?;
        Some(format!("https://{host}/ui/d/user-preferences/personal-access-tokens"))
    }

    /// The tenant's name, where the host is one of the service's own.
    fn tenant(&self) -> Option<String> {
        let host = website_host(&self.url)?;
        host.split('.').next().map(str::to_owned)
    }
}

/// The text as a URL; a scheme that is missing is the one that fits.
fn url_of(text: &str) -> Result<Url> {
    let wrong = || {
        let problem = match shown(text) {
            nothing if nothing.is_empty() => "no tenant was named".to_owned(),
            shown => format!("`{shown}` is neither a tenant's name nor an address"),
        };
        Error::usage(problem)
            .hint("the name alone, such as acme, or the address of a page of the tenant")
    };
    if text.contains("://") {
        return Url::parse(text).map_err(|_| wrong());
    }
    let url = Url::parse(&format!("https://{text}")).map_err(|_| wrong())?;
    if is_loopback(&url) {
        return Url::parse(&format!("http://{text}")).map_err(|_| wrong());
    }
    let host = url.host_str().unwrap_or_default().trim_end_matches('.');
    if host.contains('.') && host.split('.').all(is_label) { Ok(url) } else { Err(wrong()) }
}

/// What was typed without what may be a password in it, and not all of something long.
fn shown(text: &str) -> String {
    let text = text.rsplit('@').next().unwrap_or(text);
    text.chars().take(60).collect::<String>().escape_debug().to_string()
}

/// The website of a tenant whose API is at one of the service's own hosts: the same host without `api`.
fn website_host(url: &Url) -> Option<String> {
    let host = url.host_str()?.trim_end_matches('.');
    let (label, rest) = host.split_once('.')?;
    let domain = rest.strip_prefix("api.").filter(|domain| is_website_domain(domain))?;
    Some(format!("{label}.{domain}"))
}

/// The first label of the host, or all of an IP address, where that may be a profile's name.
fn profile_name(url: &Url) -> String {
    let name = match url.domain() {
        Some(domain) => domain.split('.').next(),
        None => url.host_str(),
    };
    let good = name.filter(|name| check_name(name).is_ok());
    good.unwrap_or("tenant").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    fn read(text: &str) -> (String, String) {
        let typed = TypedAddress::read(text).unwrap();
        (typed.url.as_str().trim_end_matches('/').to_owned(), typed.profile_name)
    }

    #[test]
    fn whatever_the_browser_shows_is_the_api_of_its_tenant() {
        for text in [
            "acme",
            " ACME ",
            "acme.api",
            "acme.identitynow.com",
            "ACME.IdentityNow.com.",
            "https://acme.identitynow.com/",
            "https://acme.identitynow.com/ui/a/admin/identities/all-identities?page=2#top",
            "http://acme.identitynow.com/ui/d/dashboard",
            "HTTPS://acme.identitynow.com",
            "<https://acme.identitynow.com/ui/>",
            "\"https://acme.identitynow.com/ui/\"",
            "acme.identitynow.com/ui/d/mysailpoint",
            "acme.api.identitynow.com",
            "acme.api.identitynow.com/v3",
            "https://acme.api.identitynow.com/v2025/sources?limit=5",
            "https://acme.api.identitynow.com/oauth/token",
            "http://acme.api.identitynow.com",
            "https://acme.login.sailpoint.com/signin?redirect=https%3A%2F%2Facme",
        ] {
            let expected = ("https://acme.api.identitynow.com".to_owned(), "acme".to_owned());
            assert_eq!(read(text), expected, "{text}");
        }
        for (text, api) in [
            ("acme.identitynow-demo.com", "https://acme.api.identitynow-demo.com"),
            ("https://acme.api.identitynow-demo.com/beta", "https://acme.api.identitynow-demo.com"),
            ("acme.idn.sailpointfedramp.com/ui", "https://acme.api.saas.sailpointfedramp.com"),
            (
                "https://acme.saas.sailpointfedramp.com",
                "https://acme.api.saas.sailpointfedramp.com",
            ),
        ] {
            assert_eq!(read(text).0, api, "{text}");
        }
    }

    #[test]
    fn another_host_is_taken_as_the_api_itself() {
        let gate = ("https://gate.example.com/isc".to_owned(), "gate".to_owned());
        assert_eq!(read("https://gate.example.com/isc/v3/?x=1#y"), gate);
        assert_eq!(read("gate.example.com/isc"), gate);
        assert_eq!(read("gate.example.com/isc/beta/sources/1"), gate);
        assert_eq!(read("localhost:8080"), ("http://localhost:8080".into(), "localhost".into()));
        assert_eq!(read("http://127.0.0.1:1"), ("http://127.0.0.1:1".into(), "127.0.0.1".into()));
        assert_eq!(read("http://[::1]:1"), ("http://[::1]:1".into(), "tenant".into()));
        assert_eq!(read("sandbox").1, "tenant");
    }

    #[test]
    fn what_is_no_tenant_is_refused_and_no_password_is_repeated() {
        for text in ["", " ", "a b", "a@b", "-a", "https://", "me:hunter2@acme", "acme/ui", "..."] {
            let error = TypedAddress::read(text).unwrap_err();
            assert_eq!(error.code(), Code::Usage, "{text}");
            assert!(!error.to_text().contains("hunter2"), "{}", error.to_text());
        }
        let error = TypedAddress::read("https://me:hunter2@acme.identitynow.com/ui").unwrap_err();
        assert!(error.message().contains("user name") && !error.to_text().contains("hunter2"));
        let error = TypedAddress::read("https://identitynow.com/ui").unwrap_err();
        assert_eq!(error.message(), "`identitynow.com` names no tenant");
        assert_eq!(error.hint_texts(), ["acme.identitynow.com"]);
        let error = TypedAddress::read("http://gate.example.com").unwrap_err();
        assert!(error.message().contains("must be https"), "{error}");
    }

    #[test]
    fn it_is_said_how_an_address_was_read_and_where_tokens_are_made() {
        let explained = |text: &str| TypedAddress::read(text).unwrap().explanation();
        assert_eq!(
            explained("acme"),
            "tenant `acme`, whose API is https://acme.api.identitynow.com"
        );
        assert_eq!(
            explained("https://acme.identitynow.com/ui/d"),
            "acme.identitynow.com is the tenant's website; its API is https://acme.api.identitynow.com"
        );
        assert_eq!(
            explained("gate.example.com/isc"),
            "the tenant's API is https://gate.example.com/isc"
        );
        let page = |text: &str| TypedAddress::read(text).unwrap().token_page();
        assert_eq!(
            page("acme.identitynow-demo.com").unwrap(),
            "https://acme.identitynow-demo.com/ui/d/user-preferences/personal-access-tokens"
        );
        assert_eq!(page("localhost:1"), None);
    }
}
