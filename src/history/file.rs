//! The file: JSON lines, only ever appended to, by many processes at once.
//!
//! Each line is one write under an exclusive lock. A process may be killed at any moment: a torn last line is cut off
//! from what follows by the next append and skipped by readers. Lines are not forced to the disk, so that a run of
//! hundreds of changes a second stays one: what the operating system took survives the process, and only a power
//! failure may take the last seconds with it.

use std::fs;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::history::record::Line;
use crate::{document, file};

/// How much of the end is read first to find the last number: a few records of the usual size.
const TAIL: u64 = 16 * 1024;

/// The largest record that is read: the changes of 100,000 groups are below it.
const LARGEST: usize = 1 << 30;

/// The journal's file.
pub(super) struct File {
    /// Whether the user named it: then each line is forced to the disk, and it is read up to a limit.
    is_named: bool,
    path: PathBuf,
}

/// As much of a line as its number needs; also of lines that a later version wrote.
#[derive(Deserialize)]
struct Numbered {
    n: u64,
    begin: Option<IgnoredAny>,
}

impl File {
    pub(super) fn new(directory: &Path) -> Self {
        let path = directory.join("history.jsonl");
        Self { is_named: false, path }
    }

    /// A file that the user named. Each line is forced to the disk: the machine may be gone as soon as the command has
    /// ended.
    pub(super) const fn named(path: PathBuf) -> Self {
        Self { is_named: true, path }
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Puts a failure into words.
    pub(super) fn complaint(&self, error: &io::Error) -> String {
        format!("`{}`: {error}", self.path.display())
    }

    /// Appends the line that `write` makes of the last number in use.
    pub(super) fn append<T>(&self, write: impl FnOnce(u64) -> (Line, T)) -> io::Result<T> {
        let mut file = open_private(&self.path)?;
        file.lock()?;
        let length = file.seek(SeekFrom::End(0))?;
        let (line, result) = write(last_number(&mut file, length)?);
        let mut bytes = if ends_torn(&mut file, length)? { vec![b'\n'] } else { Vec::new() };
        serde_json::to_writer(&mut bytes, &line)?;
        bytes.push(b'\n');
        if let Err(error) = file.write_all(&bytes) {
            // Half a line would be repaired by the next append; a full disk is better left as it was.
            let _ = file.set_len(length);
            return Err(error);
        }
        if self.is_named && file.metadata()?.is_file() {
            file.sync_data()?;
        }
        Ok(result)
    }

    /// The whole content; nothing where there is no file yet.
    pub(super) fn read(&self) -> io::Result<Vec<u8>> {
        let file = match fs::File::open(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            opened => opened?,
        };
        // Where locks do not work nothing was written either; reading does no harm.
        let _ = file.lock_shared();
        // Nobody but this program makes a history grow; a record may be anything that its user named.
        let size = if file.metadata()?.is_file() { LARGEST } else { document::MAX_BYTES };
        file::read_at_most(file, if self.is_named { size } else { usize::MAX })
    }
}

/// The number of the last line that begins a change, 0 where there is none.
fn last_number(file: &mut fs::File, length: u64) -> io::Result<u64> {
    let mut size = TAIL;
    loop {
        let start = length.saturating_sub(size);
        let tail = bytes_from(file, start, length)?;
        // The first line may be cut; it is whole in the next, longer tail.
        let skipped = usize::from(start > 0);
        let lines: Vec<_> = tail.split(|&byte| byte == b'\n').skip(skipped).collect();
        if let Some(number) = lines.into_iter().rev().find_map(beginning_number) {
            return Ok(number);
        }
        if start == 0 {
            return Ok(0);
        }
        size = size.saturating_mul(4);
    }
}

fn beginning_number(line: &[u8]) -> Option<u64> {
    let line: Numbered = serde_json::from_slice(line).ok()?;
    line.begin.map(|_| line.n)
}

fn ends_torn(file: &mut fs::File, length: u64) -> io::Result<bool> {
    let last = bytes_from(file, length.saturating_sub(1), length)?;
    Ok(last.last().is_some_and(|&byte| byte != b'\n'))
}

fn bytes_from(file: &mut fs::File, start: u64, end: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(end - start).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn open_private(path: &Path) -> io::Result<fs::File> {
    let file = file::create_private(path)?;
    #[cfg(unix)]
    tighten(&file)?;
    Ok(file)
}

/// Takes others' permissions away from a file that was copied or restored with them.
#[cfg(unix)]
fn tighten(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    let found = file.metadata()?;
    if found.is_file() && found.permissions().mode() & 0o077 != 0 {
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
    }
    Ok(())
}
