//! Files: written whole or not at all, one writer at a time, private where they are to be.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io;
use std::path::Path;

use crate::error::{Code, Error, ErrorKind, Result};

mod read;
mod write;

pub(crate) use read::{fill, is_pipe, read, read_at_most};
pub(crate) use write::{Purpose, write, write_with};

/// Runs `act` while nobody else who asks for the same lock does. The lock's file stays.
pub(crate) fn locked<T>(lock: &Path, act: impl FnOnce() -> Result<T>) -> Result<T> {
    let _held = acquire(lock)
        .map_err(|error| failure(format!("cannot lock `{}`", lock.display()), &error))?;
    act()
}

fn acquire(lock: &Path) -> io::Result<File> {
    let file = create_private(lock).or_else(|error| {
        // A file in a directory that nobody may change can still be writable. On Unix a directory can be locked itself.
        let directory = lock.parent().filter(|_| cfg!(unix) && write::forbids_renaming(&error));
        directory.map_or(Err(error), File::open)
    })?;
    file.lock()?;
    Ok(file)
}

/// Opens a file to read it and append to it. Where there is none it is made, with its directory, for its owner alone.
pub(crate) fn create_private(path: &Path) -> io::Result<File> {
    create_private_parent(path)?;
    let mut options = OpenOptions::new();
    options.create(true).read(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Replaces the content of a file by `bytes`, as [`write()`] does.
pub(crate) fn replace(path: &Path, bytes: &[u8], purpose: Purpose) -> Result<()> {
    write(path, bytes, purpose).map_err(|error| unwritten(path, &error))
}

/// Replaces the content of a file by what `fill` writes.
pub(crate) fn replace_with(
    path: &Path,
    purpose: Purpose,
    fill: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> Result<()> {
    write_with(path, purpose, fill).map_err(|error| unwritten(path, &error))
}

fn unwritten(path: &Path, error: &io::Error) -> Error {
    failure(format!("cannot write `{}`", path.display()), error)
}

/// Makes the directory of a file, for its owner alone where it is new.
fn create_private_parent(path: &Path) -> io::Result<()> {
    match path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => create_private_directory(parent),
        None => Ok(()),
    }
}

/// Makes a directory, for its owner alone where it is new.
fn create_private_directory(path: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// The permission bits, where others than the owner have any. `None` on platforms without such bits.
pub(crate) fn open_to_others(file: &File) -> Option<u32> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let metadata = file.metadata().ok()?;
        let mode = metadata.permissions().mode() & 0o777;
        (metadata.is_file() && mode & 0o077 != 0).then_some(mode)
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        None
    }
}

/// A failure of the disk.
pub(crate) fn failure(message: String, error: &io::Error) -> Error {
    Error::new(Code::Refused, message)
        .kind(ErrorKind::LocalFailure)
        .local()
        .cause(error.to_string())
}

#[cfg(test)]
mod tests;
