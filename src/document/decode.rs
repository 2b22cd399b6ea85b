//! From bytes to text.

use crate::error::{Error, Result};

/// The largest document that is read, in bytes: the export of 100,000 groups is below it, a disk image is far above.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;

/// The text of a file or of stdin: UTF-8, or UTF-16 with a byte order mark; line ends become LF.
///
/// # Errors
/// [`Code::Usage`](crate::error::Code::Usage), with the offset of the first byte that is no text.
pub fn decode(bytes: Vec<u8>) -> Result<String> {
    let text = match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => narrow(rest.to_vec(), 3),
        _ => narrow(bytes, 0),
    }?;
    Ok(if text.contains('\r') { text.replace("\r\n", "\n") } else { text })
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

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    let mut offset = 2;
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
            (b"a\0b\0", "not a text in UTF-8: a NUL byte at offset 1"),
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
