//! Files that are written whole or not at all, one writer at a time.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::error::{Code, Error, Result};

/// Who may use a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Access {
    /// As it is; the owner alone where it is new.
    Kept,
    /// The owner alone.
    Private,
}

/// Runs `act` while nobody else who asks for the same lock does. The lock's file stays.
pub(crate) fn locked<T>(lock: &Path, act: impl FnOnce() -> Result<T>) -> Result<T> {
    let _held = acquire(lock)
        .map_err(|error| failure(format!("lock `{}` can't be taken", lock.display()), &error))?;
    act()
}

fn acquire(lock: &Path) -> io::Result<File> {
    create_parent(lock)?;
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(lock)?;
    file.lock()?;
    Ok(file)
}

/// Puts `bytes` in the place of a file, which is there whole at every moment. A link stays one.
pub(crate) fn replace(path: &Path, bytes: &[u8], access: Access) -> Result<()> {
    write_beside(path, bytes, access)
        .map_err(|error| failure(format!("`{}` can't be written", path.display()), &error))
}

fn write_beside(path: &Path, bytes: &[u8], access: Access) -> io::Result<()> {
    let target = follow(path)?;
    create_parent(&target)?;
    let directory = target.parent().filter(|parent| !parent.as_os_str().is_empty());
    let mut new = tempfile::Builder::new()
        .prefix(".syncgroup-")
        .tempfile_in(directory.unwrap_or(Path::new(".")))?;
    new.write_all(bytes)?;
    if let Some(permissions) = kept_permissions(&target, access) {
        new.as_file().set_permissions(permissions)?;
    }
    new.as_file().sync_all()?;
    new.persist(&target)?;
    Ok(())
}

/// A temporary file is its owner's alone, which is right for a new one.
fn kept_permissions(target: &Path, access: Access) -> Option<Permissions> {
    match access {
        Access::Kept => fs::metadata(target).ok().map(|metadata| metadata.permissions()),
        Access::Private => None,
    }
}

/// The file behind a chain of links, which need not exist.
fn follow(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..40 {
        match fs::read_link(&target) {
            Ok(next) => target = target.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("too many links"))
}

/// Makes the directory of a file, for its owner alone where it is new.
fn create_parent(path: &Path) -> io::Result<()> {
    let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) else {
        return Ok(());
    };
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(parent)
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
    Error::new(Code::Refused, message).kind("local_failure").local().cause(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_leaves_nothing_beside_it() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a/b/file");
        replace(&path, b"one", Access::Kept).unwrap();
        replace(&path, b"two", Access::Kept).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_place_that_can_not_be_written_is_an_error() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("file");
        replace(&file, b"", Access::Kept).unwrap();
        let error = replace(&file.join("below"), b"", Access::Kept).unwrap_err();
        assert!(error.message().contains("can't be written"));
        assert!(locked(&file.join("lock"), || Ok(())).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn new_files_and_directories_are_the_owners_alone_and_modes_are_kept() {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a/file");
        replace(&path, b"1", Access::Kept).unwrap();
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        assert_eq!(open_to_others(&File::open(&path).unwrap()), None);
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        replace(&path, b"2", Access::Kept).unwrap();
        assert_eq!(mode(&path), 0o640);
        assert_eq!(open_to_others(&File::open(&path).unwrap()), Some(0o640));
        replace(&path, b"3", Access::Private).unwrap();
        assert_eq!(mode(&path), 0o600);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_its_target_changes_also_where_that_is_missing() {
        use std::os::unix::fs::symlink;
        let home = tempfile::tempdir().unwrap();
        let (link, middle) = (home.path().join("link"), home.path().join("middle"));
        let target = home.path().join("dots/target");
        symlink("middle", &link).unwrap();
        symlink(&target, &middle).unwrap();
        replace(&link, b"x", Access::Kept).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&target).unwrap(), b"x");
        symlink("loop", home.path().join("loop")).unwrap();
        assert!(replace(&home.path().join("loop"), b"", Access::Kept).is_err());
    }

    #[test]
    fn a_lock_is_held_by_one_at_a_time() {
        let home = tempfile::tempdir().unwrap();
        let (lock, count) = (home.path().join("s/lock"), home.path().join("count"));
        replace(&count, b"0", Access::Kept).unwrap();
        let add_one = || {
            locked(&lock, || {
                let number: u32 = fs::read_to_string(&count).unwrap().parse().unwrap();
                replace(&count, (number + 1).to_string().as_bytes(), Access::Kept)
            })
            .unwrap();
        };
        std::thread::scope(|scope| (0..8).for_each(|_| drop(scope.spawn(add_one))));
        assert_eq!(fs::read_to_string(&count).unwrap(), "8");
    }
}
