//! Reading, with an end: a device such as `/dev/zero` has none, and a file that is larger than any was named by mistake.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

/// The content of a file of at most so many bytes.
pub(crate) fn read(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    read_at_most(File::open(path)?, most)
}

/// Reads to the end, which comes after at most so many bytes; else the error is [`ErrorKind::FileTooLarge`].
pub(crate) fn read_at_most(reader: impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fill(reader, &mut bytes, most)?;
    bytes.shrink_to_fit();
    Ok(bytes)
}

/// The same into memory that is there already, of which no copies are left behind if it has room for one byte more.
pub(crate) fn fill(reader: impl Read, bytes: &mut Vec<u8>, most: usize) -> io::Result<()> {
    reader.take((most as u64).saturating_add(1)).read_to_end(bytes)?;
    if bytes.len() <= most {
        return Ok(());
    }
    let size = most / (1024 * 1024);
    let message = format!("it is larger than {size} MiB, the most that is read");
    Err(io::Error::new(ErrorKind::FileTooLarge, message))
}

/// Whether it is a pipe, which ends when who writes to it wants it to, and is read only once.
pub(crate) fn is_pipe(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        path.metadata().is_ok_and(|found| found.file_type().is_fifo())
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}
