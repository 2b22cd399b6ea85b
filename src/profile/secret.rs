//! A secret in memory.

use std::io::{self, Read};

use zeroize::Zeroizing;

use crate::{document, file};

/// No secret is longer; a file that is was named by mistake.
const LONGEST: usize = 1 << 20;

/// The text of what has a secret in it, which is not longer than `size` as far as that is known. No copy stays in memory:
/// there is room for all of it from the start, but no more than that, because all of the room is wiped.
pub fn read_text(reader: impl Read, size: Option<u64>) -> io::Result<Zeroizing<String>> {
    let room = size.and_then(|size| usize::try_from(size).ok()).unwrap_or(LONGEST).min(LONGEST);
    let mut bytes = Zeroizing::new(Vec::with_capacity(room + 1));
    file::fill(reader, &mut bytes, LONGEST)?;
    document::decode_secret(&bytes)
        .ok_or_else(|| io::Error::other("it is not UTF-8 or UTF-16 text"))
}

/// A client secret or a token. It can't be printed by accident (no `Debug`, no `Display`, no `Serialize`), is copied
/// only in so many words, and is wiped when it is dropped.
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text over, without its trailing line end: files, commands and CI variables bring one.
    pub fn new(mut text: String) -> Self {
        let end = text.strip_suffix('\n').map(|rest| rest.strip_suffix('\r').unwrap_or(rest).len());
        if let Some(end) = end {
            text.truncate(end);
        }
        Self(Zeroizing::new(text))
    }

    /// Reads it to its end.
    pub fn read(reader: impl Read) -> io::Result<Self> {
        Ok(Self::new(std::mem::take(&mut *read_text(reader, None)?)))
    }

    /// Takes bytes over that should be text; `None`, and the bytes wiped, where they are not.
    pub fn from_bytes(bytes: Vec<u8>) -> Option<Self> {
        let mut text = document::decode_secret(&Zeroizing::new(bytes))?;
        Some(Self::new(std::mem::take(&mut *text)))
    }

    /// The secret itself, for the one place that sends or stores it.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A second copy, which is wiped as well.
    pub fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_trailing_line_end_is_no_part_of_a_secret() {
        for (given, taken) in
            [("a", "a"), ("a\n", "a"), ("a\r\n", "a"), ("a\n\n", "a\n"), ("a\r", "a\r"), ("\n", "")]
        {
            assert_eq!(Secret::new(given.to_owned()).expose(), taken, "{given:?}");
        }
    }

    #[test]
    fn bytes_must_be_text() {
        assert!(Secret::from_bytes(vec![0xff]).is_none());
        assert_eq!(Secret::from_bytes(b"s\n".to_vec()).unwrap().expose(), "s");
    }

    #[test]
    fn a_duplicate_says_the_same() {
        let secret = Secret::new("s".into());
        assert_eq!(secret.duplicate().expose(), "s");
        assert!(!secret.is_empty());
    }

    /// Tells how much room it was ever offered.
    struct Offered<'a>(&'a [u8], &'a mut usize);

    impl Read for Offered<'_> {
        fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
            *self.1 = room.len().max(*self.1);
            self.0.read(room)
        }
    }

    #[test]
    fn a_small_file_takes_little_room() {
        let (text, mut most) = ("s".repeat(100), 0);
        let read = read_text(Offered(text.as_bytes(), &mut most), Some(100)).unwrap();
        assert_eq!(*read, text);
        assert!(most < 1000, "{most}");
        // One that is larger than it was said to be is read too.
        assert_eq!(*read_text(text.as_bytes(), Some(1)).unwrap(), text);
    }

    #[test]
    fn a_secret_has_an_end() {
        for size in [None, Some(0), Some(u64::MAX)] {
            let error = read_text(io::repeat(b'x'), size).unwrap_err();
            assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        }
    }
}
