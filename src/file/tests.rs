use std::fs;
#[cfg(unix)]
use std::fs::{File, Permissions};

use super::*;

#[test]
fn a_file_is_replaced_whole_and_leaves_nothing_beside_it() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a/b/file");
    replace(&path, b"one", Purpose::Config).unwrap();
    replace(&path, b"two", Purpose::Config).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"two");
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn a_place_that_can_not_be_written_is_an_error() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("file");
    replace(&file, b"", Purpose::Config).unwrap();
    let error = replace(&file.join("below"), b"", Purpose::Config).unwrap_err();
    assert!(error.message().contains("cannot write"));
    assert!(locked(&file.join("lock"), || Ok(())).is_err());
}

#[cfg(unix)]
#[test]
fn new_files_and_directories_are_the_owners_alone_and_modes_are_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("a/file");
    replace(&path, b"1", Purpose::Config).unwrap();
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    assert_eq!(open_to_others(&File::open(&path).unwrap()), None);
    fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
    replace(&path, b"2", Purpose::Config).unwrap();
    assert_eq!(mode(&path), 0o640);
    assert_eq!(open_to_others(&File::open(&path).unwrap()), Some(0o640));
    replace(&path, b"3", Purpose::Secret).unwrap();
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
    replace(&link, b"x", Purpose::Config).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read(&target).unwrap(), b"x");
    symlink("loop", home.path().join("loop")).unwrap();
    assert!(replace(&home.path().join("loop"), b"", Purpose::Config).is_err());
}

#[test]
fn a_lock_is_held_by_one_at_a_time() {
    let home = tempfile::tempdir().unwrap();
    let (lock, count) = (home.path().join("s/lock"), home.path().join("count"));
    replace(&count, b"0", Purpose::Config).unwrap();
    let add_one = || {
        locked(&lock, || {
            let number: u32 = fs::read_to_string(&count).unwrap().parse().unwrap();
            replace(&count, (number + 1).to_string().as_bytes(), Purpose::Config)
        })
        .unwrap();
    };
    std::thread::scope(|scope| (0..8).for_each(|_| drop(scope.spawn(add_one))));
    assert_eq!(fs::read_to_string(&count).unwrap(), "8");
}

#[cfg(unix)]
fn mode(path: &Path) -> u32 {
    std::os::unix::fs::PermissionsExt::mode(&fs::metadata(path).unwrap().permissions()) & 0o7777
}

#[cfg(unix)]
#[test]
fn a_result_has_the_usual_permissions_and_no_directory_is_made_for_it() {
    let home = tempfile::tempdir().unwrap();
    let (usual, path) = (home.path().join("usual"), home.path().join("path"));
    fs::write(&usual, "").unwrap();
    write(&path, b"1", Purpose::Output).unwrap();
    assert_eq!(mode(&path), mode(&usual));
    let error = write(&home.path().join("no/file"), b"", Purpose::Output).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::NotFound);
}

#[cfg(unix)]
#[test]
fn a_secret_keeps_narrower_permissions() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("path");
    for (found, expected) in [(0o644, 0o600), (0o400, 0o400), (0o4755, 0o600)] {
        write(&path, b"1", Purpose::Config).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(found)).unwrap();
        write(&path, b"2", Purpose::Cache).unwrap();
        assert_eq!(mode(&path), expected, "{found:o}");
    }
}

#[cfg(unix)]
#[test]
fn the_owner_is_kept() {
    use std::os::unix::fs::{MetadataExt as _, chown};
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("path");
    fs::write(&path, "1").unwrap();
    // Only root may give a file away.
    if chown(&path, Some(65534), Some(65534)).is_err() {
        return;
    }
    for purpose in [Purpose::Output, Purpose::Config, Purpose::Secret, Purpose::Cache] {
        write(&path, b"2", purpose).unwrap();
        let found = fs::metadata(&path).unwrap();
        assert_eq!((found.uid(), found.gid()), (65534, 65534), "{purpose:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_is_written_to_and_stays_one() {
    use std::os::unix::fs::FileTypeExt as _;
    let home = tempfile::tempdir().unwrap();
    let (pipe, link) = (home.path().join("pipe"), home.path().join("link"));
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    std::os::unix::fs::symlink("pipe", &link).unwrap();
    for path in [&pipe, &link] {
        let read = std::thread::spawn({
            let pipe = pipe.clone();
            move || fs::read(pipe).unwrap()
        });
        write(path, b"text", Purpose::Output).unwrap();
        assert_eq!(read.join().unwrap(), b"text");
        assert!(fs::metadata(&pipe).unwrap().file_type().is_fifo());
    }
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device_is_an_error_and_stays_one() {
    use std::os::unix::fs::FileTypeExt as _;
    let home = tempfile::tempdir().unwrap();
    let link = home.path().join("link");
    std::os::unix::fs::symlink("/dev/full", &link).unwrap();
    let error = write(&link, b"text", Purpose::Output).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    assert!(fs::metadata("/dev/full").unwrap().file_type().is_char_device());
}

#[test]
fn a_directory_is_an_error() {
    let home = tempfile::tempdir().unwrap();
    let error = write(home.path(), b"", Purpose::Output).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::IsADirectory);
}

#[test]
fn what_can_not_be_written_whole_leaves_the_old_content() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("path");
    write(&path, b"old", Purpose::Output).unwrap();
    let error = write_with(&path, Purpose::Output, |file| {
        file.write_all(b"half")?;
        Err(io::ErrorKind::StorageFull.into())
    });
    assert_eq!(error.unwrap_err().kind(), io::ErrorKind::StorageFull);
    assert_eq!(fs::read(&path).unwrap(), b"old");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
}
