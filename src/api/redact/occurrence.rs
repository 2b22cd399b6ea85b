//! Finding a known secret in a text, as it is and as JSON, a URL or HTML writes it.

use std::ops::Range;

/// Where the secret next stands in the text, from `from` on.
pub(super) fn find(text: &str, secret: &str, from: usize) -> Option<Range<usize>> {
    let first = secret.chars().next()?;
    let possible = |c: char| c == first || matches!(c, '\\' | '%' | '&' | '+');
    for (offset, _) in text[from..].match_indices(possible) {
        let start = from + offset;
        if let Some(rest) = matched(&text[start..], secret) {
            return Some(start..text.len() - rest.len());
        }
    }
    None
}

/// What follows the secret where the text begins with it, each of its characters in whatever encoding.
fn matched<'t>(text: &'t str, secret: &str) -> Option<&'t str> {
    let mut rest = text;
    for character in secret.chars() {
        rest = encodings().into_iter().find_map(|encoding| encoding(rest, character))?;
    }
    Some(rest)
}

type Encoding = for<'t> fn(&'t str, char) -> Option<&'t str>;

/// The longer forms first: a backslash is also the beginning of an escape.
const fn encodings() -> [Encoding; 4] {
    [escaped, percent, entity, literal]
}

fn literal(text: &str, character: char) -> Option<&str> {
    text.strip_prefix(character)
}

/// `\"`, `\n`, `\u00e9`, with any number of backslashes, as in JSON within JSON.
fn escaped(text: &str, character: char) -> Option<&str> {
    let rest = text.trim_start_matches('\\');
    let backslashes = text.len() - rest.len();
    if backslashes == 0 {
        return None;
    }
    if character == '\\' {
        // Two or four of them, where there may be as many again for the next character.
        return [4, 2].into_iter().find(|&pair| backslashes == pair).map(|pair| &text[pair..]);
    }
    let short = match character {
        '\n' => 'n',
        '\r' => 'r',
        '\t' => 't',
        '\u{8}' => 'b',
        '\u{c}' => 'f',
        other => other,
    };
    let special = matches!(character, '"' | '/' | '\'') || short != character;
    if special && let Some(rest) = rest.strip_prefix(short) {
        return Some(rest);
    }
    let mut units = [0; 2];
    let mut rest = text;
    for unit in character.encode_utf16(&mut units) {
        let behind = rest.trim_start_matches('\\').strip_prefix('u')?;
        rest = hexadecimal(behind, 4, u32::from(*unit))?;
    }
    Some(rest)
}

/// `%C3%A9`, and `+` for a blank.
fn percent(text: &str, character: char) -> Option<&str> {
    if character == ' ' && text.starts_with('+') {
        return text.get(1..);
    }
    let mut bytes = [0; 4];
    let mut rest = text;
    for byte in character.encode_utf8(&mut bytes).bytes() {
        // A value that was encoded twice has `%25` for each `%`.
        let digits = rest.strip_prefix('%')?;
        let digits = digits.strip_prefix("25").filter(|_| byte != b'%').unwrap_or(digits);
        rest = hexadecimal(digits, 2, u32::from(byte))?;
    }
    Some(rest)
}

/// `&amp;`, `&#38;`, `&#x26;`.
fn entity(text: &str, character: char) -> Option<&str> {
    let (name, rest) = text.strip_prefix('&')?.split_once(';')?;
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => number.parse().ok(),
    });
    let named = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => number.and_then(char::from_u32),
    };
    (named == Some(character)).then_some(rest)
}

/// What follows these digits, in either case.
fn hexadecimal(text: &str, digits: usize, value: u32) -> Option<&str> {
    let number = text.get(..digits)?;
    (u32::from_str_radix(number, 16).ok()? == value).then(|| &text[digits..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(text: &str, secret: &str) -> bool {
        find(text, secret, 0).is_some_and(|range| !text[range].is_empty())
    }

    #[test]
    fn a_secret_is_found_as_json_and_urls_write_it() {
        let secret = "hu\"nt/er 2\\é&😀\n";
        for text in [
            secret.to_owned(),
            serde_json::to_string(secret).unwrap(),
            serde_json::to_string(&serde_json::to_string(secret).unwrap()).unwrap(),
            "hu\\\"nt\\/er 2\\\\\\u00e9\\u0026\\ud83d\\uDE00\\n".to_owned(),
            "hu%22nt%2Fer%202%5C%C3%A9%26%F0%9F%98%80%0A".to_owned(),
            "hu%22nt/er+2%5c%c3%a9%26%f0%9f%98%80%0a".to_owned(),
            "hu%2522nt%252Fer%25202%255C%25C3%25A9%2526%25F0%259F%2598%2580%250A".to_owned(),
            "hu&quot;nt/er 2\\é&amp;&#128512;&#xa;".to_owned(),
        ] {
            assert!(has(&format!("a{text}b"), secret), "{text}");
        }
        for text in ["", "hu", "hu\"nt/er 2\\é&😀", "hu%22nt%2Fer%202%5C%C3%A9%26%F0%9F%98%80%0"]
        {
            assert!(!has(text, secret), "{text}");
        }
        assert_eq!(find("xx a%62c", "abc", 0), Some(3..8));
        assert_eq!(find("%61%62%63", "abc", 0), Some(0..9));
        assert!(has("\\u0061bc", "abc"));
    }
}
