//! Tokens across runs: one file a client and secret, readable by its owner only, replaced whole, locked while fetching.

use std::fmt::Write as _;
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use aws_lc_rs::digest::{Context, SHA256};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::token::{Life, Token};
use crate::file::{self, Purpose};

/// How often a waiting process looks whether the other one has its token.
const POLL_INTERVAL: Duration = Duration::from_millis(10);

/// After this long the other process is taken for stuck.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The directory of tokens.
pub(crate) struct Cache<'a> {
    dir: &'a Path,
}

/// Which token: of which tenant, client and secret. A wrong secret never finds a token.
pub(crate) struct Key {
    name: String,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    access_token: String,
    /// Milliseconds since 1970.
    expires: u64,
    /// Milliseconds.
    lifetime: u64,
}

impl Key {
    pub(crate) fn new(address: &str, client: &str, secret: &str) -> Self {
        let client = prefix(address, client);
        let secret = hash(&[&client, secret]);
        Self { name: format!("{client}-{secret}") }
    }
}

/// What the files of one client of one tenant begin with.
fn prefix(address: &str, client: &str) -> String {
    hash(&[address.trim_end_matches('/'), client])[..16].to_owned()
}

/// SHA-256 of the parts, each closed by a zero byte, in hexadecimal digits.
fn hash(parts: &[&str]) -> String {
    let mut context = Context::new(&SHA256);
    for part in parts {
        context.update(part.as_bytes());
        context.update(&[0]);
    }
    context.finish().as_ref().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

impl<'a> Cache<'a> {
    pub(crate) const fn new(dir: &'a Path) -> Self {
        Self { dir }
    }

    /// The token that an earlier run left; none where there is no file or it cannot be understood.
    pub(crate) fn read(&self, key: &Key) -> Option<Token> {
        let bytes = Zeroizing::new(std::fs::read(self.path(key, "json")).ok()?);
        let entry: Entry = serde_json::from_slice(&bytes).ok()?;
        let expires = SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(entry.expires))?;
        let length = Duration::from_millis(entry.lifetime);
        Some(Token::cached(Zeroizing::new(entry.access_token), Life { expires, length }))
    }

    /// Leaves the token for later runs; one without a known end is not kept.
    pub(crate) fn write(&self, key: &Key, token: &Token) -> io::Result<()> {
        let Some(life) = token.life() else { return Ok(()) };
        let millis = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let entry = Entry {
            access_token: token.access().to_owned(),
            expires: millis(
                life.expires.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default(),
            ),
            lifetime: millis(life.length),
        };
        let bytes = Zeroizing::new(serde_json::to_vec(&entry)?);
        drop(Zeroizing::new(entry.access_token));
        file::write(&self.path(key, "json"), &bytes, Purpose::Cache)
    }

    /// Waits until no other process fetches this token. The lock ends with the file, or with the process.
    pub(crate) async fn lock(&self, key: &Key) -> io::Result<File> {
        let file = file::create_private(&self.path(key, "lock"))?;
        let start = tokio::time::Instant::now();
        loop {
            match file.try_lock() {
                Err(TryLockError::WouldBlock) if start.elapsed() < LONGEST_WAIT => {
                    tokio::time::sleep(POLL_INTERVAL).await;
                }
                Ok(()) | Err(TryLockError::WouldBlock) => return Ok(file),
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
    }

    fn path(&self, key: &Key, extension: &str) -> PathBuf {
        self.dir.join(format!("{}.{extension}", key.name))
    }
}

/// Removes every cached token of a client from the directory and says how many there were. `address` is the tenant's
/// base address, or the name that stands for it in the key.
pub fn forget_tokens(dir: &Path, address: &str, client: &str) -> io::Result<usize> {
    let prefix = format!("{}-", prefix(address, client));
    let entries = match std::fs::read_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        entries => entries?,
    };
    let mut tokens = 0;
    for entry in entries {
        let path = entry?.path();
        let stem = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        if stem.starts_with(&prefix) {
            std::fs::remove_file(&path)?;
            tokens += usize::from(path.extension().is_some_and(|extension| extension == "json"));
        }
    }
    Ok(tokens)
}
