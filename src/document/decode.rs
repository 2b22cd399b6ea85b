//! From bytes to text, whatever wrote them: UTF-8 or UTF-16, with or without a byte order mark, lines ended by LF or CRLF.

use std::borrow::Cow;

use zeroize::Zeroizing;

use crate::error::{Error, Result};

/// The largest document that is read, in bytes: the export of 100,000 groups is below it, a disk image is far above.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// How a text was written down, so that a changed one can be written in the same way.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    encoding: Encoding,
    marked: bool,
    /// The text with its own line ends, where some are CRLF.
    with_crlf: Option<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Encoding {
    #[default]
    Utf8,
    Utf16Le,
    Utf16Be,
}

/// The text of a file or of a stream; its lines end with LF.
///
/// # Errors
/// [`Code::Usage`](crate::error::Code::Usage), with the offset of the first byte that is no text.
pub fn decode(bytes: Vec<u8>) -> Result<String> {
    let text = raw_text(bytes)?.2;
    Ok(if text.contains('\r') { text.replace("\r\n", "\n") } else { text })
}

/// As [`decode`], beside the form that the text was in.
pub fn decode_with_form(bytes: Vec<u8>) -> Result<(String, Form)> {
    let (encoding, marked, text) = raw_text(bytes)?;
    let plain = text.replace("\r\n", "\n");
    let with_crlf = Some(text).filter(|text| text.len() != plain.len());
    Ok((plain, Form { encoding, marked, with_crlf }))
}

/// As [`decode`] for a text that nobody else may see: no copy stays in memory, and nothing is told of what it is where
/// it is no text.
pub fn decode_secret(bytes: &Zeroizing<Vec<u8>>) -> Option<Zeroizing<String>> {
    let (encoding, _, content) = encoding_of(bytes);
    let text = match encoding {
        Encoding::Utf8 => Zeroizing::new(std::str::from_utf8(content).ok()?.to_owned()),
        _ => Zeroizing::new(wide(content, encoding, 0).ok()?),
    };
    if text.contains('\0') {
        return None;
    }
    let mut plain = Zeroizing::new(String::with_capacity(text.len()));
    let mut lines = text.split("\r\n");
    plain.push_str(lines.next().unwrap_or_default());
    for line in lines {
        plain.push('\n');
        plain.push_str(line);
    }
    Some(plain)
}

impl Form {
    /// The bytes of a text that takes the place of the one that was in this form. Lines that are as they were keep their
    /// ends, and the others get the end that most lines had.
    pub fn encode(&self, text: &str) -> Vec<u8> {
        let text = match &self.with_crlf {
            Some(before) => Cow::Owned(with_line_ends(before, text)),
            None => Cow::Borrowed(text),
        };
        let mark = if self.marked { "\u{feff}" } else { "" };
        let units = || mark.encode_utf16().chain(text.encode_utf16());
        match self.encoding {
            Encoding::Utf8 => [mark.as_bytes(), text.as_bytes()].concat(),
            Encoding::Utf16Le => units().flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Be => units().flat_map(u16::to_be_bytes).collect(),
        }
    }
}

fn with_line_ends(before: &str, text: &str) -> String {
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = text.split_inclusive('\n').collect();
    let is_same = |(old, new): &(&&str, &&str)| {
        old.strip_suffix("\r\n").unwrap_or_else(|| old.trim_end_matches('\n'))
            == new.trim_end_matches('\n')
            && old.ends_with('\n') == new.ends_with('\n')
    };
    let first = old.iter().zip(&new).take_while(is_same).count();
    let rest = old.len().min(new.len()) - first;
    let last = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(is_same).count();
    let crlf = old.iter().filter(|line| line.ends_with("\r\n")).count();
    let end = if 2 * crlf >= old.len() { "\r\n" } else { "\n" };
    let changed = new[first..new.len() - last].iter().map(|line| line.replace('\n', end));
    let kept = |lines: &[&str]| lines.concat();
    kept(&old[..first]) + &changed.collect::<String>() + &kept(&old[old.len() - last..])
}

/// Encoding, whether a byte order mark says so, and what comes after it. Without a mark, UTF-16 is known by the zero
/// byte of a first character that is ASCII.
const fn encoding_of(bytes: &[u8]) -> (Encoding, bool, &[u8]) {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => (Encoding::Utf16Le, true, rest),
        [0xFE, 0xFF, rest @ ..] => (Encoding::Utf16Be, true, rest),
        [0xEF, 0xBB, 0xBF, rest @ ..] => (Encoding::Utf8, true, rest),
        [1..=255, 0, ..] => (Encoding::Utf16Le, false, bytes),
        [0, 1..=255, ..] => (Encoding::Utf16Be, false, bytes),
        _ => (Encoding::Utf8, false, bytes),
    }
}

fn raw_text(bytes: Vec<u8>) -> Result<(Encoding, bool, String)> {
    let (encoding, marked, content) = encoding_of(&bytes);
    let skipped = bytes.len() - content.len();
    let text = match (encoding, marked) {
        (Encoding::Utf8, false) => narrow(bytes, 0),
        (Encoding::Utf8, true) => narrow(content.to_vec(), skipped),
        _ => wide(content, encoding, skipped),
    }?;
    Ok((encoding, marked, text))
}

/// What is wrong with a name in which characters were lost before it came here; `None` where it has them all. U+FFFD is what
/// programs write for bytes that they read in the wrong encoding.
pub fn lost_characters(what: &str, name: &str) -> Option<String> {
    name.contains(char::REPLACEMENT_CHARACTER).then(|| {
        format!(
            "{what} contains U+FFFD: characters were lost where a program used the wrong encoding"
        )
    })
}

/// How to keep the characters of a text.
pub const KEEP_CHARACTERS: &str = "save the file as UTF-8 and pass it with -f FILE; Windows PowerShell 5.1 changes what \
     goes through `>` and `|`, --save FILE avoids that";

fn narrow(bytes: Vec<u8>, skipped: usize) -> Result<String> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let byte = error.as_bytes().get(offset).copied().unwrap_or_default();
        junk("UTF-8", &format!("byte 0x{byte:02x}"), skipped + offset)
    })?;
    match text.find('\0') {
        Some(offset) => Err(junk("UTF-8", "a NUL byte", skipped + offset)),
        None => Ok(text),
    }
}

fn wide(bytes: &[u8], encoding: Encoding, skipped: usize) -> Result<String> {
    let unit = if encoding == Encoding::Utf16Be { u16::from_be_bytes } else { u16::from_le_bytes };
    let (pairs, rest) = bytes.as_chunks::<2>();
    // Two bytes become three at most, so that the text never moves and leaves nothing behind.
    let mut text = String::with_capacity(bytes.len() / 2 * 3);
    let mut offset = skipped;
    for character in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        match character {
            Ok('\0') => return Err(junk("UTF-16", "a NUL", offset)),
            Ok(character) => {
                text.push(character);
                offset += 2 * character.len_utf16();
            }
            Err(_) => return Err(junk("UTF-16", "half a character", offset)),
        }
    }
    if rest.is_empty() { Ok(text) } else { Err(junk("UTF-16", "half a character", offset)) }
}

fn junk(encoding: &str, what: &str, offset: usize) -> Error {
    Error::usage(format!("not a text in {encoding}: {what} at offset {offset}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "a: é😀\n";
        assert_eq!(decode(text.into()).unwrap(), text);
        assert_eq!(decode(format!("\u{feff}{text}").into()).unwrap(), text);
        assert_eq!(decode(wide(text, u16::to_le_bytes)).unwrap(), text);
        assert_eq!(decode(wide(text, u16::to_be_bytes)).unwrap(), text);
        assert_eq!(decode(Vec::new()).unwrap(), "");
    }

    #[test]
    fn utf_16_is_known_without_a_mark() {
        let text = "a: é😀\n";
        for unit in [u16::to_le_bytes, u16::to_be_bytes] {
            let unmarked = wide(text, unit).split_off(2);
            assert_eq!(decode(unmarked.clone()).unwrap(), text);
            let secret = decode_secret(&Zeroizing::new(unmarked)).unwrap();
            assert_eq!(secret.as_str(), text);
        }
    }

    #[test]
    fn a_secret_is_read_as_every_text_and_tells_nothing_where_it_is_none() {
        for bytes in
            [wide("s\r\n", u16::to_le_bytes), b"\xef\xbb\xbfs\r\n".to_vec(), b"s\n".to_vec()]
        {
            assert_eq!(decode_secret(&Zeroizing::new(bytes)).unwrap().as_str(), "s\n");
        }
        for bytes in [b"\xff".as_slice(), b"ab\0", b"\xff\xfea"] {
            assert!(decode_secret(&Zeroizing::new(bytes.to_vec())).is_none());
        }
    }

    #[test]
    fn a_changed_text_is_written_in_the_form_of_the_old_one() {
        for text in ["a\nb\n", "\u{feff}a\r\nb\r\n", "a\r\nb\nc\r\nd"] {
            for bytes in [text.into(), wide(text, u16::to_be_bytes)] {
                let (plain, form) = decode_with_form(bytes.clone()).unwrap();
                assert_eq!(form.encode(&plain), bytes);
            }
        }
        let encode = |before: &str, after: &str| {
            let form = decode_with_form(before.into()).unwrap().1;
            String::from_utf8(form.encode(after)).unwrap()
        };
        assert_eq!(encode("a\r\nb\r\nc\r\n", "a\nx\ny\nc\n"), "a\r\nx\r\ny\r\nc\r\n");
        assert_eq!(encode("a\nb\r\nc\nd\n", "a\nb\nx\nd\n"), "a\nb\r\nx\nd\n");
        assert_eq!(encode("a\r\n", "a\nb\n"), "a\r\nb\r\n");
        assert_eq!(encode("a\r\nb", "b\n"), "b\r\n");
        assert_eq!(encode("a\r\na\r\n", "a\n"), "a\r\n");
    }

    #[test]
    fn a_name_with_the_replacement_character_has_lost_characters() {
        assert_eq!(lost_characters("`name`", "München?"), None);
        let problem = lost_characters("`name`", "M\u{fffd}nchen").unwrap();
        assert!(problem.starts_with("`name` contains U+FFFD: "), "{problem}");
    }

    #[test]
    fn line_ends_become_lf() {
        assert_eq!(decode("a\r\nb\n\r\nc\r".into()).unwrap(), "a\nb\n\nc\r");
        assert_eq!(decode(wide("a\r\nb", u16::to_le_bytes)).unwrap(), "a\nb");
    }

    #[test]
    fn junk_is_refused_with_its_offset() {
        for (bytes, expected) in [
            (b"ab\xffc".as_slice(), "not a text in UTF-8: byte 0xff at offset 2"),
            (b"\xef\xbb\xbfab\xc3", "not a text in UTF-8: byte 0xc3 at offset 5"),
            (b"ab\0c", "not a text in UTF-8: a NUL byte at offset 2"),
            (b"a\0b\0\0\0", "not a text in UTF-16: a NUL at offset 4"),
            (b"\0\0", "not a text in UTF-8: a NUL byte at offset 0"),
            (b"\xff\xfea\0\0\0", "not a text in UTF-16: a NUL at offset 4"),
            (b"\xff\xfea\0b", "not a text in UTF-16: half a character at offset 4"),
            (b"\xff\xfea\0\x00\xd8b\0", "not a text in UTF-16: half a character at offset 4"),
            (b"\xff\xfe\0\0a\0\0\0", "not a text in UTF-16: a NUL at offset 2"),
        ] {
            assert_eq!(decode(bytes.to_vec()).unwrap_err().to_string(), expected);
        }
    }

    proptest! {
        #[test]
        fn no_bytes_upset_the_decoder(bytes: Vec<u8>) {
            if let Ok(text) = decode(bytes) {
                prop_assert!(!text.contains('\0'));
            }
        }

        #[test]
        fn utf_16_comes_back(text in "[^\0\r]*") {
            prop_assert_eq!(&decode(wide(&text, u16::to_le_bytes)).unwrap(), &text);
            prop_assert_eq!(&decode(wide(&text, u16::to_be_bytes)).unwrap(), &text);
        }
    }
}
