//! The password is nowhere: not in an output, a file or a record.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};

use super::set;
use crate::world::World;

const SECRET: &str = "Qx7-kestrel-Zürich!";

fn files(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The password as it might stand somewhere: plain, escaped, in base64, in hexadecimal digits.
fn spellings() -> Vec<Vec<u8>> {
    let digits = SECRET.bytes().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>();
    let hex = digits.concat();
    let escaped = SECRET.replace('ü', "\\u00fc");
    let wide = |bytes: fn(u16) -> [u8; 2]| SECRET.encode_utf16().flat_map(bytes).collect();
    let mut all: Vec<Vec<u8>> = [SECRET, "kestrel", &escaped, &hex, &hex.to_uppercase()]
        .map(|text| text.as_bytes().to_vec())
        .into();
    all.extend(
        [STANDARD_NO_PAD.encode(SECRET), URL_SAFE_NO_PAD.encode(SECRET)].map(String::into_bytes),
    );
    all.extend([wide(u16::to_le_bytes), wide(u16::to_be_bytes)]);
    all
}

#[track_caller]
fn absent(place: &str, bytes: &[u8]) {
    for spelling in spellings() {
        let found = bytes.windows(spelling.len()).any(|window| window == spelling);
        assert!(!found, "{place} has the password");
    }
}

#[test]
fn no_output_file_or_record_has_the_password() {
    let world = World::new();
    for (user, options) in [
        ("Abby.Smith", &["-vv"][..]),
        ("Dan.Brown", &["-vv", "-o", "json"]),
        ("Abby.Smith", &["-vv", "--no-wait"]),
        ("Abby.Smith", &["-vv", "--wait", "0"]),
        ("Abby.Smith", &["-vv", "-n"]),
        ("Ben.Jones", &["-vv", "--account", "none"]),
    ] {
        let run = set(&world, user, options, SECRET);
        absent(&format!("stdout of {user} {options:?}"), run.stdout.as_bytes());
        absent(&format!("stderr of {user} {options:?}"), run.stderr.as_bytes());
    }
    let run = set(&world, "Abby.Smith", &["-vv"], "kestrel").exits(7).does_not_say("kestrel");
    absent("stdout", run.stdout.as_bytes());
    let files = files(world.home());
    assert!(files.iter().any(|path| path.ends_with("history.jsonl")), "{files:?}");
    assert!(files.contains(&world.database()), "{files:?}");
    for path in files {
        absent(&path.display().to_string(), &std::fs::read(&path).unwrap());
    }
}

#[test]
fn the_encrypted_password_is_redacted_in_the_trace() {
    let world = World::new();
    let run = set(&world, "Abby.Smith", &["-vv"], SECRET).exits(0);
    run.says("\"encryptedPassword\":\"[redacted]\"");
}
