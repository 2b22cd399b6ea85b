//! Why no response came: name, connection, certificate, proxy, time.

use std::error::Error as StdError;
use std::io;
use std::time::Duration;

use rustls::CertificateError;

use super::intermediary::refused_by_proxy;
use super::proxy::Between;
use super::redact::Redactor;
use super::retry::Arrival;
use crate::error::{Code, Error, ErrorKind, Hint};

/// An attempt without a response.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) error: Error,
    pub(crate) arrival: Arrival,
    /// Whether another attempt can go better.
    pub(crate) lasting: bool,
}

/// What a failure is described with.
#[derive(Clone, Copy)]
pub(crate) struct FailureContext<'a> {
    pub(crate) host: &'a str,
    pub(crate) proxy: Option<Between<'a>>,
    pub(crate) connect_timeout: Duration,
    /// Where the host's name is to be corrected.
    pub(crate) address_hint: Option<&'a Hint>,
}

impl Failure {
    fn new(kind: ErrorKind, arrival: Arrival, message: String) -> Self {
        let error = Error::new(Code::TryAgain, message).kind(kind);
        Self { error, arrival, lasting: false }
    }

    fn map(self, change: impl FnOnce(Error) -> Error) -> Self {
        Self { error: change(self.error), ..self }
    }

    /// An error of the client itself, which no repetition changes.
    pub(crate) const fn own(error: Error) -> Self {
        Self { error, arrival: Arrival::Never, lasting: true }
    }

    /// Nothing reached the tenant, and another attempt can go better.
    pub(crate) const fn not_arrived(error: Error) -> Self {
        Self { error, arrival: Arrival::Never, lasting: false }
    }

    /// Without secrets in what the HTTP library said.
    pub(crate) fn redacted(self, redactor: &Redactor) -> Self {
        let causes: Vec<String> =
            self.error.causes().iter().map(|cause| redactor.text(cause)).collect();
        self.map(|error| error.recause(causes))
    }

    /// A write that nobody waits for any longer.
    pub(crate) const fn left(error: Error) -> Self {
        Self { error, arrival: Arrival::Perhaps, lasting: true }
    }

    /// The whole attempt took too long.
    pub(crate) fn timeout(host: &str, timeout: Duration) -> Self {
        let message = format!("no answer from `{host}` within {} s", timeout.as_secs_f64());
        Self::new(ErrorKind::Timeout, Arrival::Perhaps, message)
            .map(|error| error.hint("give it more time with `--timeout SECONDS`"))
    }

    /// The response's headers came and its body did not.
    pub(crate) fn cut(host: &str, error: &reqwest::Error) -> Self {
        let message = format!("the answer of `{host}` was cut off");
        let failure = Self::new(ErrorKind::Connection, Arrival::Perhaps, message);
        failure.map(|new| new.cause(deepest(error)))
    }

    /// The response's body is longer than any that is read.
    pub(crate) fn too_large(host: &str, most: usize) -> Self {
        let most = most >> 20;
        let message = format!(
            "the answer of `{host}` is larger than {most} MiB, which is the most that is read"
        );
        let error = Error::new(Code::Refused, message).kind(ErrorKind::TooLarge);
        Self { error, arrival: Arrival::Perhaps, lasting: true }
    }

    /// Sorts an error of the HTTP library.
    pub(crate) fn sort(error: &reqwest::Error, about: &FailureContext<'_>) -> Self {
        let failure = of_proxy(error, about).unwrap_or_else(|| of_host(error, about));
        failure.map(|new| new.cause(deepest(error)))
    }
}

/// What went wrong with the tenant, or on the way to it.
fn of_host(error: &reqwest::Error, about: &FailureContext<'_>) -> Failure {
    let host = about.host;
    let failure = if let Some(why) = find::<rustls::Error>(error) {
        tls(&format!("`{host}`"), "the profile", why, error.is_connect())
    } else if error.is_dns() {
        let message = format!("the name of `{host}` could not be resolved");
        Failure::new(ErrorKind::Dns, Arrival::Never, message)
            .map(|new| about.address_hint.cloned().into_iter().fold(new, Error::hint))
    } else if error.is_connect() && error.is_timeout() {
        let seconds = about.connect_timeout.as_secs_f64();
        let message = format!("no connection to `{host}` within {seconds} s");
        Failure::new(ErrorKind::Timeout, Arrival::Never, message)
    } else if error.is_connect() {
        Failure::new(ErrorKind::Connection, Arrival::Never, format!("cannot connect to `{host}`"))
    } else if error.is_builder() {
        Failure::own(Error::usage(format!("a request to `{host}` cannot be made")))
    } else {
        let message = format!("the connection to `{host}` broke before an answer came");
        Failure::new(ErrorKind::Connection, Arrival::Perhaps, message)
    };
    match about.proxy {
        Some(Between { setting, .. }) if failure.arrival == Arrival::Never => failure
            .map(|new| new.hint(format!("the connection goes through the proxy from `{setting}`"))),
        _ => failure,
    }
}

/// What went wrong with the proxy itself, if that is the trouble.
fn of_proxy(error: &reqwest::Error, about: &FailureContext<'_>) -> Option<Failure> {
    let proxy = about.proxy?;
    if chain(error).any(|cause| cause.to_string().contains("proxy authorization required")) {
        return Some(refused_by_proxy(Some(proxy.setting), false, &[]));
    }
    let unreachable = is_connection_to(proxy, error);
    if let Some(why) = find::<rustls::Error>(error).filter(|_| unreachable) {
        let (whose, place) = (proxy.host(), format!("the proxy (`{}`)", proxy.setting));
        return Some(tls(&format!("the proxy `{whose}`"), &place, why, true));
    }
    let (kind, message) = if error.is_dns() && proxy.is_http() {
        let message = format!("the name of the proxy `{}` could not be resolved", proxy.host());
        (ErrorKind::Proxy, message)
    } else if unreachable {
        let message = format!("cannot connect to the proxy `{}`", proxy.authority());
        (ErrorKind::Connection, message)
    } else {
        return None;
    };
    let hint = format!("check the address of the proxy (`{}`)", proxy.setting);
    Some(Failure::new(kind, Arrival::Never, message).map(|new| new.hint(hint)))
}

/// Whether the proxy refused a tunnel.
pub(crate) fn is_refused_tunnel(error: &reqwest::Error) -> bool {
    let is_tunnel = |cause: &str| cause.starts_with("tunnel error") && !cause.ends_with(NO_PROXY);
    chain(error).any(|cause| is_tunnel(&cause.to_string()))
}

/// What the HTTP library says of a tunnel or a SOCKS connection where not even the proxy was reached.
const NO_PROXY: &str = "failed to create underlying connection";

/// Whether it is the connection to the proxy that could not be made.
fn is_connection_to(proxy: Between<'_>, error: &reqwest::Error) -> bool {
    let in_between = |cause: &str| cause.starts_with("tunnel error") || cause.starts_with("SOCKS");
    let mut texts = chain(error).map(ToString::to_string);
    if let Some(text) = texts.find(|text| in_between(text)) {
        return text.ends_with(NO_PROXY);
    }
    let is_tls = find::<rustls::Error>(error).is_some();
    error.is_connect() && !error.is_timeout() && !is_tls && proxy.is_http()
}

const CA_FILE: &str =
    "name your company's certificate authority with `--ca-file PEM` or `ca_file` in the profile";

/// A handshake that failed, or a certificate that is not trusted: whose it is, and where its address comes from.
fn tls(whose: &str, place: &str, why: &rustls::Error, in_handshake: bool) -> Failure {
    let rustls::Error::InvalidCertificate(why) = why else {
        let message = format!("the TLS connection to {whose} failed");
        let arrival = if in_handshake { Arrival::Never } else { Arrival::Perhaps };
        return Failure::new(ErrorKind::Tls, arrival, message);
    };
    let address = format!("check the address of {place}");
    let (what, hint) = match why {
        CertificateError::UnknownIssuer => {
            ("is from an issuer that this machine does not trust", Some(CA_FILE))
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            ("has expired", Some("check this machine's clock: date"))
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            ("is not valid yet", Some("check this machine's clock: date"))
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            ("is for another name", Some(address.as_str()))
        }
        // A certificate that signed itself, as an authority's own.
        CertificateError::Other(_) => ("is not one that this machine trusts", Some(CA_FILE)),
        CertificateError::Revoked => ("was revoked", None),
        _ => ("is not valid", None),
    };
    // A certificate that is not trusted is a matter of configuration: no repetition changes it.
    let error = Error::usage(format!("the certificate of {whose} {what}")).kind(ErrorKind::Tls);
    Failure::own(match hint {
        Some(hint) => error.hint(hint),
        None => error,
    })
}

fn chain<'a>(error: &'a reqwest::Error) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(error.source(), |cause| inner(*cause))
}

/// An I/O error that wraps another error does not count it as its source.
fn inner<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a (dyn StdError + 'static)> {
    let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    match wrapped {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}

fn find<E: StdError + 'static>(error: &reqwest::Error) -> Option<&E> {
    chain(error).find_map(|cause| cause.downcast_ref::<E>())
}

fn deepest(error: &reqwest::Error) -> String {
    chain(error).last().map_or_else(|| "unknown".to_owned(), ToString::to_string)
}
