//! The one way to write a whole file.
//!
//! A regular file is replaced in one step, so that a reader sees the old content or the new and a failure leaves the old.
//! Where that can't be, for a mounted file or another user's, it is written in place. A pipe or a device is written to.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Seek as _, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};
use zeroize::Zeroizing;

use super::create_private_parent;

/// What kind of file is written: who may read it where it is new, and whether it is worth waiting for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Named by the user to hold a result: a new one gets the usual permissions.
    Output,
    /// Configuration: a new one is its owner's alone, and so is a new directory for it.
    Config,
    /// Secrets: never readable by others, whatever the permissions were.
    Secret,
    /// Can be read again from the tenant at any time; never readable by others.
    Cache,
}

impl Purpose {
    /// The permissions of a file of this kind, where `found` are those of the file that is there.
    #[cfg(unix)]
    const fn mode(self, found: u32) -> u32 {
        match self {
            Self::Output | Self::Config => found,
            Self::Secret | Self::Cache => found & 0o600,
        }
    }
}

/// Replaces the content of a file by `bytes`.
pub(crate) fn write(path: &Path, bytes: &[u8], purpose: Purpose) -> io::Result<()> {
    write_with(path, purpose, |file| file.write_all(bytes))
}

/// Replaces the content of a file by what `fill` writes.
pub(crate) fn write_with(
    path: &Path,
    purpose: Purpose,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    if let Some(mut open) = open_stream(path)? {
        fill(&mut open)?;
        return open.flush();
    }
    let found = metadata(path)?;
    if found.as_ref().is_some_and(Metadata::is_dir) {
        return Err(ErrorKind::IsADirectory.into());
    }
    let target = follow(path)?;
    if purpose != Purpose::Output {
        create_private_parent(&target)?;
    }
    match new_beside(&target, purpose) {
        Ok(new) => fill_and_rename(new, &target, found.as_ref(), purpose, fill),
        Err(error) if found.is_some() && forbids_renaming(&error) => {
            let mut bytes = Zeroizing::new(Vec::new());
            fill(&mut *bytes)?;
            write_in_place(&target, &bytes, purpose)
        }
        Err(error) => Err(error),
    }
}

fn fill_and_rename(
    mut new: NamedTempFile,
    target: &Path,
    found: Option<&Metadata>,
    purpose: Purpose,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    fill(&mut new)?;
    new.flush()?;
    let kept = found.map_or(Ok(()), |found| keep_owner_and_mode(new.as_file(), found, purpose));
    if purpose != Purpose::Cache {
        new.as_file().sync_all()?;
    }
    // Windows renames no file that is open.
    let new = new.into_temp_path();
    match kept.and_then(|()| rename(&new, target)) {
        Ok(()) => {
            moved(new);
            Ok(())
        }
        Err(error) if found.is_some() && forbids_renaming(&error) => {
            let bytes = Zeroizing::new(fs::read(&new)?);
            write_in_place(target, &bytes, purpose)
        }
        Err(error) => Err(error),
    }
}

/// A new file in the directory of `target`, from where it can be renamed.
fn new_beside(target: &Path, purpose: Purpose) -> io::Result<NamedTempFile> {
    let directory = target.parent().filter(|parent| !parent.as_os_str().is_empty());
    tempfile::Builder::new().prefix(".syncgroup-").make_in(
        directory.unwrap_or(Path::new(".")),
        |path| {
            let mut options = OpenOptions::new();
            options.read(true).write(true).create_new(true);
            #[cfg(unix)]
            {
                // The user's mask takes away from this what it takes away from every new file.
                let mode = if purpose == Purpose::Output { 0o666 } else { 0o600 };
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, mode);
            }
            #[cfg(not(unix))]
            let _ = purpose;
            options.open(path)
        },
    )
}

/// A file that was renamed is no temporary one any more.
fn moved(mut path: TempPath) {
    path.disable_cleanup(true);
}

/// Gives a new file the owner and the permissions of the one that it replaces. Where the owner can't be kept, the error
/// is one that [`forbids_renaming`].
#[cfg(unix)]
fn keep_owner_and_mode(new: &File, found: &Metadata, purpose: Purpose) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, fchown};
    let own = new.metadata()?;
    let owner = Some(found.uid()).filter(|&owner| owner != own.uid());
    let group = Some(found.gid()).filter(|&group| group != own.gid());
    if owner.is_some() || group.is_some() {
        fchown(new, owner, group)?;
    }
    new.set_permissions(fs::Permissions::from_mode(purpose.mode(found.mode() & 0o7777)))
}

/// Access lists are inherited from the directory.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn keep_owner_and_mode(_: &File, _: &Metadata, _: Purpose) -> io::Result<()> {
    Ok(())
}

/// Whether a file may still be writable where this error came from renaming over it or from making one beside it: a
/// mount point, a directory that can't be written, an owner that can't be given away.
pub(super) fn forbids_renaming(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::ResourceBusy
            | ErrorKind::CrossesDevices
            | ErrorKind::PermissionDenied
            | ErrorKind::ReadOnlyFilesystem
    ) || is_in_use(error)
}

/// Writes over what the file holds, and puts that back where the disk takes less than the whole.
fn write_in_place(target: &Path, bytes: &[u8], purpose: Purpose) -> io::Result<()> {
    let mut file = OpenOptions::new().read(true).write(true).open(target)?;
    let mut before = Zeroizing::new(Vec::new());
    file.read_to_end(&mut before)?;
    restrict(&file, purpose)?;
    overwrite(&mut file, bytes).inspect_err(|_| {
        // These blocks are the file's already; the error to report is the first one.
        let _ = overwrite(&mut file, &before);
    })
}

fn overwrite(file: &mut File, bytes: &[u8]) -> io::Result<()> {
    file.rewind()?;
    file.write_all(bytes)?;
    file.set_len(bytes.len() as u64)?;
    file.sync_all()
}

/// Takes from others what they may not do with a file of this kind.
#[cfg(unix)]
fn restrict(file: &File, purpose: Purpose) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let found = file.metadata()?.permissions().mode() & 0o7777;
    let mode = purpose.mode(found);
    if mode == found { Ok(()) } else { file.set_permissions(fs::Permissions::from_mode(mode)) }
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn restrict(_: &File, _: Purpose) -> io::Result<()> {
    Ok(())
}

/// What is known of the file behind the path; `None` where there is none.
fn metadata(path: &Path) -> io::Result<Option<Metadata>> {
    match fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        found => found.map(Some),
    }
}

/// Opens the pipe, terminal or device at this path, which is written to and never replaced.
fn open_stream(path: &Path) -> io::Result<Option<File>> {
    if let Some(descriptor) = descriptor(path) {
        return open_descriptor(&descriptor).map(Some);
    }
    // A named pipe of Windows must not be opened only to look at it.
    if is_device_name(path)
        || metadata(path)?.is_some_and(|found| !found.is_file() && !found.is_dir())
    {
        return OpenOptions::new().write(true).open(path).map(Some);
    }
    Ok(None)
}

/// The path of an open file of this process, such as `/dev/stderr` or what a shell writes for `>(command)`: also where
/// that is a regular file, somebody else has it open and would not see another in its place.
fn descriptor(path: &Path) -> Option<PathBuf> {
    let is_table = |parent: &Path| {
        let own = format!("/proc/{}/fd", std::process::id());
        ["/dev/fd", "/proc/self/fd", "/proc/thread-self/fd", &own]
            .iter()
            .any(|&table| parent == Path::new(table))
    };
    if !cfg!(unix) {
        return None;
    }
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        // These two are links to the table; a container may lack them.
        if path == Path::new("/dev/stdout") {
            return Some("/dev/fd/1".into());
        }
        if path == Path::new("/dev/stderr") {
            return Some("/dev/fd/2".into());
        }
        if path.parent().is_some_and(is_table) {
            return Some(path);
        }
        path = path.parent().unwrap_or(Path::new("")).join(fs::read_link(&path).ok()?);
    }
    None
}

#[cfg(unix)]
fn open_descriptor(path: &Path) -> io::Result<File> {
    use std::os::fd::AsFd as _;
    // A regular file that is opened anew begins at its start, over what was written there before.
    let own = match path.file_name().and_then(|name| name.to_str()) {
        Some("1") => io::stdout().as_fd().try_clone_to_owned()?,
        Some("2") => io::stderr().as_fd().try_clone_to_owned()?,
        _ => return OpenOptions::new().append(true).open(path),
    };
    Ok(own.into())
}

#[cfg(not(unix))]
fn open_descriptor(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).open(path)
}

/// Whether Windows takes the path for a device or a named pipe, in whatever directory it is.
fn is_device_name(path: &Path) -> bool {
    cfg!(windows) && names_device(&path.to_string_lossy())
}

/// `NUL`, `con`, `COM1:`, `\\.\pipe\x`; a device has no extension since Windows 11, and nobody means one by it.
fn names_device(path: &str) -> bool {
    if path.starts_with(r"\\.\") {
        return true;
    }
    let name = path.rsplit(['\\', '/']).next().unwrap_or(path);
    let name = name.trim_end_matches([':', ' ']).to_ascii_uppercase();
    let numbered = |kind: &str| {
        name.strip_prefix(kind).is_some_and(|number| matches!(number.as_bytes(), [b'1'..=b'9']))
    };
    ["NUL", "CON", "PRN", "AUX", "CONIN$", "CONOUT$"].contains(&name.as_str())
        || numbered("COM")
        || numbered("LPT")
}

/// More links than that are a circle.
const MOST_LINKS: usize = 40;

/// The file behind a chain of links, which need not exist.
fn follow(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&target) {
            Ok(next) => target = target.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("too many links"))
}

#[cfg(not(windows))]
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// Another process that reads the file, or a virus scanner, keeps it for a moment.
#[cfg(windows)]
fn rename(from: &Path, to: &Path) -> io::Result<()> {
    use std::time::{Duration, Instant};
    let end = Instant::now() + Duration::from_secs(2);
    loop {
        match fs::rename(from, to) {
            Err(error) if is_in_use(&error) && Instant::now() < end => {
                std::thread::sleep(Duration::from_millis(5));
            }
            result => return result,
        }
    }
}

/// Windows' access denied (5), sharing violation (32) and lock violation (33): another process has the file open.
fn is_in_use(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

#[cfg(test)]
mod tests;
