//! Output that goes to a file instead of stdout, which a command finds whole or not at all.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use crate::error::Result;
use crate::file;
use crate::output::lock;

/// What was printed so far, and the file that it is for.
#[derive(Clone)]
pub(super) struct Saved {
    path: PathBuf,
    bytes: Arc<Mutex<Vec<u8>>>,
}

impl Saved {
    pub(super) fn at(path: PathBuf) -> Self {
        Self { path, bytes: Arc::default() }
    }

    /// Writes the file. Where nothing was printed because of an error, there is nothing to write.
    pub(super) fn finish(&self, succeeded: bool) -> Result<()> {
        let bytes = std::mem::take(&mut *lock(&self.bytes));
        if bytes.is_empty() && !succeeded {
            return Ok(());
        }
        file::replace(&self.path, &bytes, file::Purpose::Output)
    }
}

impl io::Write for Saved {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        lock(&self.bytes).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use crate::output::{Out, Settings};

    #[test]
    fn a_file_takes_what_stdout_would_and_a_failure_without_output_leaves_it() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("out.txt");
        let out = || Out::new(Settings { save: Some(path.clone()), ..Settings::default() });
        let first = out();
        first.text("München\n").unwrap();
        first.bytes(b"two\n").unwrap();
        assert!(!path.exists(), "it is written at the end");
        first.finish(true).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "München\ntwo\n");
        out().finish(false).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "München\ntwo\n");
        out().finish(true).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "");
    }
}
