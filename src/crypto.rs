//! The sealed envelope: a password encrypted for a tenant, and random numbers to make one of.

use aws_lc_rs::rand;
use aws_lc_rs::rsa::{Pkcs1PublicEncryptingKey, PublicEncryptingKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::error::{Code, Error, ErrorKind, Result};

/// A tenant's public key: RSA, used with PKCS #1 v1.5.
pub struct PublicKey(Pkcs1PublicEncryptingKey);

impl PublicKey {
    /// Reads a key as the tenant sends it: the base64 of a SubjectPublicKeyInfo (DER), with line breaks or without.
    pub fn from_base64(text: &str) -> Result<Self> {
        let text: String = text.chars().filter(|each| !each.is_ascii_whitespace()).collect();
        let unreadable = |cause: &str| {
            Error::new(Code::Refused, "the tenant's public key cannot be read")
                .kind(ErrorKind::UnexpectedAnswer)
                .cause(cause)
        };
        let der = STANDARD.decode(text).map_err(|error| unreadable(&error.to_string()))?;
        let key =
            PublicEncryptingKey::from_der(&der).map_err(|_| unreadable("it is not an RSA key"))?;
        let key = Pkcs1PublicEncryptingKey::new(key).map_err(|_| unreadable("it is not usable"))?;
        Ok(Self(key))
    }

    /// Encrypts the UTF-8 bytes of a password, and nothing else; base64 without line breaks. One that is longer than the
    /// key can take is exit 7.
    pub fn encrypt(&self, password: &str) -> Result<String> {
        let (length, most) = (password.len(), self.0.max_plaintext_size());
        if length > most {
            let message = format!(
                "the password is {length} bytes long, and the tenant's encryption takes at most {most}"
            );
            let bits = self.0.key_size_bits();
            return Err(Error::new(Code::Prerequisites, message)
                .cause(format!("RSA {bits} with PKCS #1 v1.5 padding has room for no more")));
        }
        let mut buffer = vec![0; self.0.ciphertext_size()];
        let sealed = self.0.encrypt(password.as_bytes(), &mut buffer);
        let sealed = sealed.map_err(|_| {
            Error::new(Code::Refused, "the password cannot be encrypted").kind(ErrorKind::Internal)
        })?;
        Ok(STANDARD.encode(sealed))
    }
}

/// Fills a buffer with bytes that nobody can guess. Fails where the system has none.
pub fn random(buffer: &mut [u8]) -> Result<()> {
    rand::fill(buffer).map_err(|_| {
        Error::new(Code::Refused, "the system has no random numbers").kind(ErrorKind::Internal)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use aws_lc_rs::encoding::{AsDer as _, PublicKeyX509Der};
    use aws_lc_rs::rsa::{KeySize, Pkcs1PrivateDecryptingKey, PrivateDecryptingKey};

    use super::*;

    static KEY: LazyLock<(String, Pkcs1PrivateDecryptingKey)> = LazyLock::new(|| {
        let key = PrivateDecryptingKey::generate(KeySize::Rsa2048).unwrap();
        let der: PublicKeyX509Der = key.public_key().as_der().unwrap();
        (STANDARD.encode(der.as_ref()), Pkcs1PrivateDecryptingKey::new(key).unwrap())
    });

    fn opened(sealed: &str) -> Vec<u8> {
        let mut buffer = vec![0; KEY.1.min_output_size()];
        KEY.1.decrypt(&STANDARD.decode(sealed).unwrap(), &mut buffer).unwrap().to_vec()
    }

    #[test]
    fn exactly_the_bytes_come_out_again() {
        let key = PublicKey::from_base64(&KEY.0).unwrap();
        for password in ["", "Blue-Harbour-42", "pässwörd🔑\t ", &"x".repeat(245), &"ß".repeat(122)]
        {
            let sealed = key.encrypt(password).unwrap();
            assert!(!sealed.contains('\n'));
            assert_eq!(opened(&sealed), password.as_bytes());
        }
        assert_ne!(key.encrypt("x").unwrap(), key.encrypt("x").unwrap());
    }

    #[test]
    fn a_longer_one_is_refused_with_the_reason() {
        let key = PublicKey::from_base64(&KEY.0).unwrap();
        for password in ["x".repeat(246), "ß".repeat(123)] {
            let error = key.encrypt(&password).unwrap_err();
            assert_eq!(error.code(), Code::Prerequisites);
            assert!(
                error.to_text().contains("246 bytes") && error.to_text().contains("at most 245")
            );
            assert!(!error.to_text().contains(&password));
        }
    }

    #[test]
    fn line_breaks_in_a_key_do_no_harm_and_nonsense_is_named() {
        let folded: Vec<&str> =
            KEY.0.as_bytes().chunks(64).map(|c| std::str::from_utf8(c).unwrap()).collect();
        assert!(PublicKey::from_base64(&folded.join("\r\n")).is_ok());
        for text in ["", "no base64", "AAAA"] {
            let error = PublicKey::from_base64(text).map(|_| ()).unwrap_err();
            assert_eq!(error.word(), "unexpected_answer", "{text}");
        }
    }

    #[test]
    fn random_bytes_differ() {
        let mut buffers = [[0; 32]; 2];
        for buffer in &mut buffers {
            random(buffer).unwrap();
        }
        assert_ne!(buffers[0], buffers[1]);
    }
}
