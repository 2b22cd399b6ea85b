//! The file of stored secrets, for machines where no keyring answers.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::error::{Code, Error, Location, Result};
use crate::file::{self, Purpose};
use crate::profile::config::word;
use crate::profile::secret::{self, Secret};

/// A stored secret, with the tenant and the client that it is for. It is of no use to any other.
#[derive(Serialize, Deserialize)]
pub(crate) struct Record<'a> {
    #[serde(borrow)]
    address: Cow<'a, str>,
    #[serde(borrow)]
    client_id: Cow<'a, str>,
    #[serde(borrow)]
    secret: Cow<'a, str>,
}

/// Whose secret it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Owner {
    pub(crate) profile: String,
    pub(crate) address: String,
    pub(crate) client_id: String,
}

/// What a place answered.
pub(crate) enum Answer {
    /// The secret.
    Found(Secret),
    /// A secret, but for another client or tenant, which is named.
    Foreign(String),
    /// None.
    Nothing,
}

impl Owner {
    /// The text that goes into a keyring.
    pub(crate) fn seal(&self, secret: &Secret) -> Secret {
        Secret::new(json(&self.record(secret)).as_str().to_owned())
    }

    /// The secret in the text of a keyring, where it is this owner's.
    pub(crate) fn unseal(&self, text: &Secret) -> Answer {
        match serde_json::from_str::<Record>(text.expose()) {
            Ok(record) => self.open(&record),
            Err(_) => Answer::Foreign("something that `syncgroup` did not write".to_owned()),
        }
    }

    fn record<'a>(&'a self, secret: &'a Secret) -> Record<'a> {
        Record {
            address: Cow::Borrowed(&self.address),
            client_id: Cow::Borrowed(&self.client_id),
            secret: Cow::Borrowed(secret.expose()),
        }
    }

    fn open(&self, record: &Record) -> Answer {
        if record.address == self.address && record.client_id == self.client_id {
            Answer::Found(Secret::new(record.secret.clone().into_owned()))
        } else {
            Answer::Foreign(format!("client `{}` at {}", record.client_id, record.address))
        }
    }
}

/// The file of stored secrets.
pub(crate) struct SecretsFile {
    pub(crate) path: PathBuf,
}

/// What happens to the record of a profile.
enum Change<'a> {
    Put(Record<'a>),
    Remove,
    Rename(&'a str),
}

type Records<'a> = BTreeMap<Cow<'a, str>, Record<'a>>;

impl SecretsFile {
    /// Looks a secret up; with a warning where others can read the file.
    pub(crate) fn read(&self, owner: &Owner) -> Result<(Answer, Option<String>)> {
        let Some((text, warning)) =
            read_secret_file(&self.path).map_err(|e| self.unreadable(&e))?
        else {
            return Ok((Answer::Nothing, None));
        };
        let answer = self
            .parse(&text)?
            .get(owner.profile.as_str())
            .map_or(Answer::Nothing, |record| owner.open(record));
        Ok((answer, warning))
    }

    /// Puts a secret in, over an older one of that profile.
    pub(crate) fn write(&self, owner: &Owner, secret: &Secret) -> Result<()> {
        self.edit(&owner.profile, Change::Put(owner.record(secret))).map(|_| ())
    }

    /// Takes a profile's secret out; false where there was none.
    pub(crate) fn delete(&self, profile: &str) -> Result<bool> {
        if !self.path.exists() {
            return Ok(false);
        }
        self.edit(profile, Change::Remove)
    }

    /// Keeps a profile's secret under another name, in the place of whatever was there.
    pub(crate) fn rename(&self, old: &str, new: &str) -> Result<()> {
        if self.path.exists() {
            self.edit(old, Change::Rename(new))?;
        }
        Ok(())
    }

    /// Changes the record of a profile; true where there is anything else than before.
    fn edit(&self, profile: &str, change: Change) -> Result<bool> {
        file::locked(&self.path.with_extension("lock"), || {
            let text = read_secret_file(&self.path).map_err(|e| self.unreadable(&e))?;
            let text = text.map_or_else(|| Zeroizing::new("{}".to_owned()), |(text, _)| text);
            let mut records = self.parse(&text)?;
            let changed = match change {
                Change::Put(record) => {
                    records.insert(Cow::Borrowed(profile), record);
                    true
                }
                Change::Remove => records.remove(profile).is_some(),
                Change::Rename(new) => {
                    let older = records.remove(new);
                    let record = records.remove(profile);
                    let changed = older.is_some() || record.is_some();
                    records.extend(record.map(|record| (Cow::Borrowed(new), record)));
                    changed
                }
            };
            if changed {
                file::replace(&self.path, json(&records).as_bytes(), Purpose::Secret)?;
            }
            Ok(changed)
        })
    }

    /// The place of a mistake, and nothing of the text: it is secret.
    fn parse<'a>(&self, text: &'a str) -> Result<Records<'a>> {
        serde_json::from_str(text).map_err(|error| {
            let file = self.path.display().to_string();
            Error::new(Code::Credentials, "the file of stored secrets is damaged")
                .at(Location::new(file, error.line(), error.column()))
                .hint("delete the file, then store the secrets again")
        })
    }

    fn unreadable(&self, error: &io::Error) -> Error {
        let message = format!("cannot read the secrets file `{}`", self.path.display());
        Error::new(Code::Credentials, message).cause(error.to_string())
    }
}

/// Compact JSON in one buffer, which does not grow and leave parts of a secret behind.
fn json(value: &impl Serialize) -> Zeroizing<String> {
    // Text always has a JSON, and memory takes it.
    let mut size = Length(0);
    let _ = serde_json::to_writer(&mut size, value);
    let mut buffer = Zeroizing::new(Vec::with_capacity(size.0));
    let _ = serde_json::to_writer(&mut *buffer, value);
    Zeroizing::new(String::from_utf8(std::mem::take(&mut *buffer)).unwrap_or_default())
}

/// Counts what is written.
struct Length(usize);

impl io::Write for Length {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The text of a file with secrets in it, and a warning with the command to type where others can read it. `None`
/// where there is no such file.
pub(crate) fn read_secret_file(
    path: &Path,
) -> io::Result<Option<(Zeroizing<String>, Option<String>)>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let warning = file::open_to_others(&file).map(|mode| {
        let shown = word(&path.display().to_string());
        format!(
            "secrets file `{}` is open to others (mode {mode:04o}): chmod 600 {shown}",
            path.display()
        )
    });
    let found = file.metadata()?;
    let size = found.is_file().then_some(found.len());
    Ok(Some((secret::read_text(file, size)?, warning)))
}
