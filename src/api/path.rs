//! Where requests go: path styles, IDs as one segment, queries.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use url::Url;

use crate::error::{Error, Result};
use crate::model::ApiVersion;

/// Everything but the unreserved characters of RFC 3986. `%` is encoded too, so that no library finds a dot segment.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The place of one request below the tenant's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Route {
    path: String,
    query: String,
    /// First segment without the version, such as `password-sync-groups`.
    resource: String,
    /// Version segment: what the tenant counts requests by. `None` for `/oauth/…`.
    version: Option<String>,
    experimental: bool,
}

impl Route {
    /// `/{version}/{resource}/{rest…}`, or `/{resource}/v1/{rest…}` in the current style. Each of `rest` is one
    /// segment, whatever it contains.
    pub(crate) fn new(version: ApiVersion, resource: &str, rest: &[&str]) -> Self {
        let version = published(version, resource, rest);
        let mut path = match version {
            ApiVersion::V1 => format!("/{resource}/v1"),
            _ => format!("/{version}/{resource}"),
        };
        for segment in rest {
            let _ = write!(path, "/{}", utf8_percent_encode(segment, SEGMENT));
        }
        Self {
            path,
            query: String::new(),
            resource: resource.to_owned(),
            version: Some(version.as_str().to_owned()),
            experimental: !matches!(version, ApiVersion::V3 | ApiVersion::Beta)
                && matches!(resource, "password-policies" | "source-apps"),
        }
    }

    /// `/oauth/{name}`: below no version.
    pub(crate) fn oauth(name: &str) -> Self {
        Self {
            path: format!("/oauth/{name}"),
            query: String::new(),
            resource: "oauth".into(),
            version: None,
            experimental: false,
        }
    }

    /// A path as a user typed it, with its query if there is one. Without a version in it, the style of `version` is
    /// given to it. Addresses of other hosts and dot segments are refused.
    pub(crate) fn typed(version: ApiVersion, text: &str) -> Result<Self> {
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        check_typed(text, path)?;
        let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let given = given_version(&segments);
        let (path, resource) = match given {
            _ if segments[0] == "oauth" => (format!("/{}", segments.join("/")), "oauth"),
            Some(0) => (format!("/{}", segments.join("/")), segments.get(1).copied().unwrap_or("")),
            Some(_) => (format!("/{}", segments.join("/")), segments[0]),
            None => (versioned(version, &segments), segments[0]),
        };
        let named = given.map(|index| segments[index].to_owned());
        Ok(Self {
            path,
            query: query.to_owned(),
            resource: resource.to_owned(),
            version: named.or_else(|| (resource != "oauth").then(|| version.as_str().to_owned())),
            experimental: resource != "oauth",
        })
    }

    /// Adds a query parameter.
    #[must_use]
    pub(crate) fn with(mut self, key: &str, value: &str) -> Self {
        let join = if self.query.is_empty() { "" } else { "&" };
        let _ = write!(self.query, "{join}{key}={}", utf8_percent_encode(value, SEGMENT));
        self
    }

    /// The value of a query parameter, as it was typed.
    pub(crate) fn parameter(&self, key: &str) -> Option<&str> {
        self.query.split('&').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
    }

    /// Takes a query parameter away.
    #[must_use]
    pub(crate) fn without(mut self, key: &str) -> Self {
        let other = |pair: &&str| pair.split_once('=').map_or(*pair, |(name, _)| name) != key;
        self.query = self.query.split('&').filter(other).collect::<Vec<_>>().join("&");
        self
    }

    /// The whole address.
    pub(crate) fn url(&self, base: &Url) -> Result<Url> {
        let mut text = format!("{}{}", base.as_str().trim_end_matches('/'), self.path);
        if !self.query.is_empty() {
            let _ = write!(text, "?{}", self.query);
        }
        Url::parse(&text)
            .map_err(|error| Error::usage(format!("`{text}` is not an address: {error}")))
    }

    /// The path, encoded, as it is shown in messages.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// The path and what is asked of it.
    pub(crate) fn path_and_query(&self) -> String {
        match self.query.as_str() {
            "" => self.path.clone(),
            query => format!("{}?{query}", self.path),
        }
    }

    /// What the path is about, such as `password-sync-groups`.
    pub(crate) fn resource(&self) -> &str {
        &self.resource
    }

    /// The decoded segments of the path without its version, such as `sources` and an ID.
    pub(crate) fn segments(&self) -> Vec<String> {
        let all = self.path.split('/').filter(|segment| !segment.is_empty()).enumerate();
        let is_version = |at: usize, segment: &str| at < 2 && Some(segment) == self.version();
        let rest = all.filter(|&(at, segment)| !is_version(at, segment));
        rest.map(|(_, segment)| percent_decode_str(segment).decode_utf8_lossy().into_owned())
            .collect()
    }

    /// What the tenant counts the request by; `None` where it does not.
    pub(crate) fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }

    /// Whether the API wants `X-SailPoint-Experimental: true`.
    pub(crate) const fn is_experimental(&self) -> bool {
        self.experimental
    }
}

/// The version to ask under: v3 has no applications, and the policies of a source are published from v2025 on and in v1.
fn published(version: ApiVersion, resource: &str, rest: &[&str]) -> ApiVersion {
    match (resource, rest, version) {
        ("source-apps", _, ApiVersion::V3 | ApiVersion::Beta)
        | (
            "sources",
            [_, "password-policies"],
            ApiVersion::V3 | ApiVersion::V2024 | ApiVersion::Beta,
        ) => ApiVersion::V2025,
        _ => version,
    }
}

fn check_typed(text: &str, path: &str) -> Result<()> {
    let refuse = |why: &str| Err(Error::usage(format!("`{text}` is not a path of the API: {why}")));
    if text.contains("://") || text.starts_with("//") {
        return refuse("the address of the tenant comes from the profile");
    }
    if text.contains(['\\', '#']) || text.chars().any(char::is_control) {
        return refuse("it has characters that no path has");
    }
    let folds = |segment: &str| {
        let decoded = percent_decode_str(segment).collect::<Vec<u8>>();
        matches!(decoded.as_slice(), b"." | b"..")
    };
    if path.split('/').any(folds) {
        return refuse("it has a dot segment");
    }
    if path.trim_matches('/').is_empty() {
        return refuse("it is empty");
    }
    Ok(())
}

/// Which of the first two segments is a version.
fn given_version(segments: &[&str]) -> Option<usize> {
    let numbered = |text: &str| {
        text.strip_prefix('v')
            .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
    };
    segments.iter().take(2).position(|segment| *segment == "beta" || numbered(segment))
}

fn versioned(version: ApiVersion, segments: &[&str]) -> String {
    match version {
        ApiVersion::V1 => {
            let mut path = format!("/{}/v1", segments[0]);
            segments[1..].iter().for_each(|segment| path.extend(["/", segment]));
            path
        }
        _ => format!("/{version}/{}", segments.join("/")),
    }
}

#[cfg(test)]
mod tests;
