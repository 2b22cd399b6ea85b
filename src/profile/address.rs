//! Where a tenant answers: what is accepted as an address, and what a user is told instead.

use std::path::PathBuf;

use url::{Host, Url};

use crate::error::{Error, Result};

/// Where a tenant answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// The API of a tenant, without a version segment and without a trailing slash (`Url` shows one where there is no
    /// path). It has no user, no query and no fragment; it is https, or http on loopback.
    Url(Url),
    /// A tenant inside this program, with its own state.
    Sandbox {
        /// The profile's name.
        name: String,
        /// Its database file, which need not exist yet.
        database: PathBuf,
    },
}

impl Address {
    /// Whether requests stay on this machine, and so never go through a proxy.
    pub fn is_loopback(&self) -> bool {
        match self {
            Self::Url(url) => is_loopback(url),
            Self::Sandbox { .. } => true,
        }
    }

    /// What tells the tenant from others for good: its address, or the name of an embedded tenant.
    pub fn identity(&self) -> String {
        match self {
            Self::Url(_) => self.to_string(),
            Self::Sandbox { name, .. } => format!("sandbox:{name}"),
        }
    }

    /// What questions and dry runs name: the host with its port where it is not the usual one, or `embedded`.
    pub fn host(&self) -> String {
        let Self::Url(url) = self else { return "embedded".to_owned() };
        let host = url.host_str().unwrap_or_default();
        url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Url(url) => f.write_str(url.as_str().trim_end_matches('/')),
            Self::Sandbox { database, .. } => write!(f, "embedded, in {}", database.display()),
        }
    }
}

/// Reads the address of a tenant's API. `what` is the setting that it comes from, for the error.
pub(super) fn parse_base_url(what: &str, text: &str) -> Result<Url> {
    let text = text.trim();
    if !text.contains("://") {
        return Err(refusal(what, "must be a URL with its scheme").hint(with_scheme(text)));
    }
    let mut url = Url::parse(text)
        .map_err(|error| refusal(what, "must be a URL").cause(error.to_string()))?;
    check_parts(what, &url)?;
    if let Some(tenant) = website_tenant(&url) {
        let host = url.host_str().unwrap_or_default();
        return Err(refusal(
            what,
            &format!("must be the tenant's API, and `{host}` is its website"),
        )
        .hint(format!("https://{}", api_host(&tenant))));
    }
    check_scheme(what, &url)?;
    drop_version(&mut url);
    Ok(url)
}

/// Reads the short name of a tenant: `acme`, or `acme.identitynow-demo.com` where it is hosted elsewhere.
pub(super) fn parse_tenant(what: &str, text: &str) -> Result<Url> {
    let text = text.trim();
    if text.split('.').any(|label| !is_label(label)) {
        return Err(refusal(
            what,
            "must be the tenant's name, such as `acme` or `acme.identitynow-demo.com`",
        )
        .hint("base_url = \"https://acme.api.identitynow.com\""));
    }
    parse_base_url(what, &format!("https://{}", api_host(text)))
}

/// The API host of a tenant that is named by its first label and, where it is not the usual one, its domain.
pub(super) fn api_host(tenant: &str) -> String {
    match tenant.split_once('.') {
        None => format!("{tenant}.api.identitynow.com"),
        Some((_, domain)) if domain.starts_with("api.") => tenant.to_owned(),
        Some((label, domain)) => {
            let domain = domain.to_ascii_lowercase();
            let domain = match domain.as_str() {
                "login.sailpoint.com" | "sailpoint.com" => "identitynow.com",
                "idn.sailpointfedramp.com"
                | "login.sailpointfedramp.com"
                | "sailpointfedramp.com" => "saas.sailpointfedramp.com",
                other => other,
            };
            format!("{label}.api.{domain}")
        }
    }
}

/// One label of a host name.
pub(super) fn is_label(label: &str) -> bool {
    !label.is_empty()
        && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

/// Credentials, queries and fragments in an address are mistakes, and the first ones are secrets.
fn check_parts(what: &str, url: &Url) -> Result<()> {
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refusal(what, "must not contain a user name or a password"));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(refusal(what, "must not contain a query or a fragment"));
    }
    if url.host_str().unwrap_or_default().is_empty() {
        return Err(refusal(what, "must name a host"));
    }
    Ok(())
}

/// Secrets and tokens travel encrypted, or not off this machine.
fn check_scheme(what: &str, url: &Url) -> Result<()> {
    match url.scheme() {
        "https" => Ok(()),
        "http" if is_loopback(url) => Ok(()),
        "http" => Err(refusal(what, "must be https: http is for this machine only")
            .hint(url.as_str().replacen("http", "https", 1))),
        other => Err(refusal(what, &format!("must be https, not `{other}`"))),
    }
}

/// Whether the host is this machine: 127.0.0.0/8, `::1` or `localhost`.
pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// The tenant of a website's host, such as `acme.identitynow.com`, where no API answers.
pub(super) fn website_tenant(url: &Url) -> Option<String> {
    let host = url.host_str()?.trim_end_matches('.');
    let (label, domain) = match host.split_once('.') {
        // The domain itself, without a tenant.
        _ if is_website_domain(host) => ("TENANT", host),
        Some(("api", domain)) => ("TENANT", domain),
        Some(split) => split,
        None => return None,
    };
    is_website_domain(domain).then(|| format!("{label}.{domain}"))
}

/// The domains under which tenants have their websites and where users sign in.
pub(super) fn is_website_domain(domain: &str) -> bool {
    const DOMAINS: [&str; 5] = [
        "saas.sailpointfedramp.com",
        "idn.sailpointfedramp.com",
        "login.sailpointfedramp.com",
        "sailpointfedramp.com",
        "login.sailpoint.com",
    ];
    let identity_now = domain.starts_with("identitynow") && domain.split('.').count() == 2;
    identity_now || DOMAINS.contains(&domain)
}

/// Drops the slash at the end and a version that was copied along with the address.
fn drop_version(url: &mut Url) {
    let path = url.path().trim_end_matches('/');
    let kept = match path.rsplit_once('/') {
        Some((rest, last)) if is_version(last) => rest.trim_end_matches('/'),
        _ => path,
    };
    let kept = kept.to_owned();
    url.set_path(&kept);
}

/// `v3`, `v2026`, `beta`, in any case.
pub(super) fn is_version(segment: &str) -> bool {
    let segment = segment.to_ascii_lowercase();
    let digits = segment.strip_prefix('v').unwrap_or_default();
    segment == "beta" || (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// The same address with the scheme that was forgotten.
fn with_scheme(text: &str) -> String {
    match Url::parse(&format!("https://{text}")) {
        Ok(url) if is_loopback(&url) => format!("http://{text}"),
        Ok(url) if url.username().is_empty() && website_tenant(&url).is_some() => {
            let tenant = website_tenant(&url).unwrap_or_default();
            format!("https://{}", api_host(&tenant))
        }
        Ok(url) if url.username().is_empty() && url.host_str().is_some_and(|h| h.contains('.')) => {
            format!("https://{text}")
        }
        _ => "https://acme.api.identitynow.com".to_owned(),
    }
}

fn refusal(what: &str, problem: &str) -> Error {
    Error::usage(format!("`{what}` {problem}"))
}

#[cfg(test)]
mod tests;
