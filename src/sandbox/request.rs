//! A request as the handlers see it.

use hyper::body::Bytes;
use hyper::{HeaderMap, Method};
use url::form_urlencoded;

/// A request whose body has arrived.
pub(super) struct Request {
    pub(super) method: Method,
    /// The path as it was sent, still percent-encoded.
    pub(super) path: String,
    /// What follows the question mark; empty where nothing does.
    pub(super) query: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

impl Request {
    /// A header's text; `None` where it is absent or no text.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The parameters of the query, decoded.
    pub(super) fn parameters(&self) -> impl Iterator<Item = (String, String)> {
        form_urlencoded::parse(self.query.as_bytes())
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
    }

    /// The first parameter of that name.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        self.parameters().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The media type of the body, lower case, without parameters; empty where none is named.
    pub(super) fn media_type(&self) -> String {
        let text = self.header("content-type").unwrap_or_default();
        text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}
