//! The tenant's own key pair, made when it is first needed and kept for good.

use anyhow::{Context as _, anyhow};
use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rsa::{KeySize, Pkcs1PrivateDecryptingKey, PrivateDecryptingKey};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rusqlite::{OptionalExtension as _, params};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::reply::Refused;
use super::store::Store;

/// RSA 2048, for PKCS #1 v1.5.
pub(super) struct KeyPair {
    /// What a client sends back, so that the tenant knows which key was used.
    pub(super) id: String,
    pkcs8: Zeroizing<Vec<u8>>,
}

impl KeyPair {
    /// The pair of this tenant. Of several that are made at once, the first stays.
    pub(super) fn of(store: &Store) -> Result<Self, Refused> {
        if let Some(pair) = Self::stored(store)? {
            return Ok(pair);
        }
        let made = Self::generate()?;
        store.write(|db| {
            let mut insert = db.prepare("INSERT OR IGNORE INTO meta VALUES (?, ?)")?;
            insert.execute(params!["password_key", made.pkcs8.as_slice()])?;
            insert.execute(params!["password_key_id", made.id])?;
            Ok::<_, Refused>(())
        })?;
        Self::stored(store)?.ok_or_else(|| anyhow!("the key pair was not kept").into())
    }

    fn stored(store: &Store) -> Result<Option<Self>, Refused> {
        let sql = "SELECT i.value, k.value FROM meta i, meta k \
                   WHERE i.key = 'password_key_id' AND k.key = 'password_key'";
        store.read(|db| {
            let pair = db.prepare_cached(sql)?.query_row([], |row| {
                Ok(Self { id: row.get(0)?, pkcs8: Zeroizing::new(row.get(1)?) })
            });
            Ok(pair.optional()?)
        })
    }

    fn generate() -> anyhow::Result<Self> {
        let key = PrivateDecryptingKey::generate(KeySize::Rsa2048)
            .map_err(|_| anyhow!("a key pair cannot be made"))?;
        let pkcs8: Pkcs8V1Der =
            key.as_der().map_err(|_| anyhow!("the key pair cannot be written down"))?;
        // IDs of keys are texts of UUIDs in base64, to go by the documentation's example.
        let id = STANDARD.encode(Uuid::new_v4().to_string());
        Ok(Self { id, pkcs8: Zeroizing::new(pkcs8.as_ref().to_vec()) })
    }

    /// The public key: SubjectPublicKeyInfo (DER) in base64.
    pub(super) fn public(&self) -> anyhow::Result<String> {
        let der: PublicKeyX509Der = self
            .private()?
            .public_key()
            .as_der()
            .map_err(|_| anyhow!("the public key cannot be written down"))?;
        Ok(STANDARD.encode(der.as_ref()))
    }

    /// The text that was encrypted with the public key of that ID; `None` where it was not, or is no text.
    pub(super) fn open(
        &self,
        id: &str,
        encrypted: &str,
    ) -> anyhow::Result<Option<Zeroizing<String>>> {
        let key = Pkcs1PrivateDecryptingKey::new(self.private()?)
            .map_err(|_| anyhow!("the key pair cannot be used"))?;
        let Ok(bytes) = STANDARD.decode(encrypted) else { return Ok(None) };
        let mut buffer = Zeroizing::new(vec![0; key.min_output_size()]);
        let Ok(text) = key.decrypt(&bytes, &mut buffer) else { return Ok(None) };
        let text = std::str::from_utf8(text).ok().filter(|_| id == self.id);
        Ok(text.map(|text| Zeroizing::new(text.to_owned())))
    }

    fn private(&self) -> anyhow::Result<PrivateDecryptingKey> {
        PrivateDecryptingKey::from_pkcs8(&self.pkcs8)
            .map_err(|error| anyhow!("{error}"))
            .context("the key pair cannot be read")
    }
}

impl Store {
    /// The private key of the tenant's own key pair, PKCS #8 (DER): what clients encrypt for this tenant can be looked
    /// at with it. Made where there is none yet.
    pub fn password_key(&self) -> anyhow::Result<Vec<u8>> {
        match KeyPair::of(self) {
            Ok(pair) => Ok(pair.pkcs8.to_vec()),
            Err(Refused::Internal(error)) => Err(error),
            Err(_) => Err(anyhow!("the key pair cannot be made")),
        }
    }
}
