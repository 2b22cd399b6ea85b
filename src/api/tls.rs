//! Whom the client trusts. Nothing is loaded before a TLS connection can be made.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::crypto::aws_lc_rs::default_provider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};

use super::Trace;
use crate::error::{Error, Hint, Result};
use crate::{document, file};

/// The variable whose file takes the place of the system's authorities.
const SYSTEM_FILE: &str = "SSL_CERT_FILE";

/// The system's authorities and those of the file. Fails with a usage error where the file holds none.
pub(crate) fn roots(ca_file: Option<&Path>, trace: &dyn Trace) -> Result<RootCertStore> {
    let mut roots = RootCertStore::empty();
    check_system_file()?;
    let system = rustls_native_certs::load_native_certs();
    roots.add_parsable_certificates(system.certs);
    if let Some(path) = ca_file {
        add_file(&mut roots, path)?;
    }
    if roots.is_empty() {
        let why = system.errors.first().map(|error| format!(" ({error})")).unwrap_or_default();
        trace.warn(&format!("the system has no certificate authorities{why}; see `--ca-file`"));
    }
    Ok(roots)
}

/// Whether the file of `SSL_CERT_FILE` has an end: the library that reads it does not ask.
fn check_system_file() -> Result<()> {
    let named = std::env::var_os(SYSTEM_FILE).map(PathBuf::from);
    let Some(path) = named.filter(|path| !file::is_pipe(path)) else { return Ok(()) };
    match file::read(&path, document::MAX_BYTES) {
        Err(error) if error.kind() == ErrorKind::FileTooLarge => {
            Err(not_certificates(&path, error.to_string()).hint(Hint::Unset(vec![SYSTEM_FILE])))
        }
        _ => Ok(()),
    }
}

fn not_certificates(path: &Path, why: String) -> Error {
    Error::usage(format!("`{}` is not a PEM file of certificates", path.display())).cause(why)
}

fn add_file(roots: &mut RootCertStore, path: &Path) -> Result<()> {
    let bad = |why: String| not_certificates(path, why);
    let bytes = file::read(path, document::MAX_BYTES).map_err(|error| bad(error.to_string()))?;
    // Between certificates there may be comments in any encoding.
    let text = document::decode(bytes.clone()).map_or(bytes, String::into_bytes);
    let certificates = CertificateDer::pem_slice_iter(&text)
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| bad(error.to_string()))?;
    if certificates.is_empty() {
        return Err(bad("it has no `-----BEGIN CERTIFICATE-----`".into()));
    }
    certificates
        .into_iter()
        .try_for_each(|certificate| roots.add(certificate))
        .map_err(|error| bad(error.to_string()))
}

/// HTTP/2 where it is offered, and aws-lc-rs for everything.
pub(crate) fn config(roots: RootCertStore) -> Result<ClientConfig> {
    let mut config = ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(anyhow::Error::from)?
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::api::Silent;

    #[test]
    fn a_file_without_certificates_is_a_usage_error_that_names_it() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"hello").unwrap();
        for path in [file.path(), Path::new("/nowhere/ca.pem")] {
            let error = roots(Some(path), &Silent).unwrap_err();
            assert_eq!(error.code(), crate::error::Code::Usage);
            assert!(error.message().contains(&path.display().to_string()), "{error}");
        }
    }

    #[test]
    fn http_2_is_asked_for_first() {
        let config = config(RootCertStore::empty()).unwrap();
        assert_eq!(config.alpn_protocols, [b"h2".to_vec(), b"http/1.1".to_vec()]);
    }
}
