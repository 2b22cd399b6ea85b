use super::*;

#[test]
fn devices_of_windows_are_known_by_their_names() {
    for device in ["NUL", "nul", r"C:\x\NUL", "con", "COM1:", "lpt9", r"\\.\pipe\x", "CONOUT$"] {
        assert!(names_device(device), "{device}");
    }
    for file in ["null", "nul.txt.json", "com", "com10", "console", r"C:\NUL\x"] {
        assert!(!names_device(file), "{file}");
    }
}

#[test]
fn a_write_in_place_that_fails_leaves_what_was_there() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("file");
    fs::write(&path, "a longer text than the new one").unwrap();
    write_in_place(&path, b"new", Purpose::Config).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new");
}

#[cfg(unix)]
#[test]
fn an_open_file_is_written_to() {
    for name in ["/dev/stderr", "/dev/stdout", "/dev/fd/9", "/proc/self/fd/2"] {
        assert!(descriptor(Path::new(name)).is_some(), "{name}");
    }
    assert!(descriptor(Path::new("/dev/null")).is_none());
    let home = tempfile::tempdir().unwrap();
    let link = home.path().join("link");
    std::os::unix::fs::symlink("/dev/stderr", &link).unwrap();
    assert_eq!(descriptor(&link).as_deref(), descriptor(Path::new("/dev/stderr")).as_deref());
}
