//! The proxy that the system is set to use. Windows and macOS have such a setting; elsewhere the environment is it.

use url::Url;

/// The static proxy of the system's settings for this address, unless those except its host.
#[cfg(any(windows, target_os = "macos"))]
pub(super) fn find(address: &Url) -> Option<String> {
    let address = address.as_str().parse().ok()?;
    let found = hyper_util::client::proxy::matcher::Matcher::from_system().intercept(&address)?;
    Some(found.uri().to_string())
}

/// There is no such setting.
#[cfg(not(any(windows, target_os = "macos")))]
pub(super) const fn find(_: &Url) -> Option<String> {
    None
}
