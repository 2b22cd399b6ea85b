//! Secrets in free text: JSON within it, `name=value`, `name: value`, credentials in URLs, bearer tokens, JWTs.

use percent_encoding::percent_decode_str;

use super::names::is_secret_name;
use super::{REDACTED, json};

/// JSON within the strings of JSON is followed this far. Each level doubles the backslashes; nobody writes more.
const DEEPEST: usize = 6;

/// What stands behind `password:` in a sentence about passwords.
const REMARKS: [&str; 14] = [
    "blank",
    "denied",
    "empty",
    "expired",
    "false",
    "forbidden",
    "invalid",
    "missing",
    "none",
    "null",
    "refused",
    "required",
    "true",
    "unknown",
];

/// The text without what looks like a secret.
pub(super) fn redacted(text: &str) -> String {
    at_depth(text, 0)
}

/// As [`redacted`], for a text that is JSON: nothing outside its values is touched.
pub(super) fn redacted_json(text: &str) -> String {
    json::redacted(text, &|inner| at_depth(inner, 1))
}

fn at_depth(text: &str, depth: usize) -> String {
    if depth > DEEPEST {
        return if text.contains('"') { REDACTED.to_owned() } else { text.to_owned() };
    }
    let text = json::redacted(text, &|inner| at_depth(inner, depth + 1));
    without_jwts(&without_bearers(&without_userinfo(&without_assigned(&text))))
}

/// `&`-separated pairs, as in a form or a query, without the values of those whose names are secret.
pub(super) fn form(text: &str) -> String {
    let pair = |pair: &str| match pair.split_once('=') {
        Some((key, _)) if is_secret_name(&percent_decode_str(key).decode_utf8_lossy()) => {
            format!("{key}={REDACTED}")
        }
        _ => pair.to_owned(),
    };
    text.split('&').map(pair).collect::<Vec<_>>().join("&")
}

/// `name=value` and `name: value`, the value perhaps in quotes, without the value where the name is a secret's.
fn without_assigned(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (at, separator) in text.match_indices(['=', ':']) {
        if at < done {
            continue;
        }
        let (name, quoted) = name_before(&text[done..at]);
        if !is_secret_name(&percent_decode_str(name).decode_utf8_lossy()) {
            continue;
        }
        let start = at + separator.len();
        let bare_colon = separator == ":" && !quoted;
        if let Some((value, length)) = value_after(&text[start..], bare_colon, name) {
            out.push_str(&text[done..start + value]);
            out.push_str(REDACTED);
            done = start + value + length;
        }
    }
    out.push_str(&text[done..]);
    out
}

/// The name at the end of a text, and whether it is in quotes.
fn name_before(text: &str) -> (&str, bool) {
    let text = text.trim_end_matches([' ', '\t']);
    let bare = text.trim_end_matches(['"', '\'', '`', '\\']);
    let start = bare
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '%' | '[' | ']'))
        .last()
        .map_or(bare.len(), |(index, _)| index);
    (&bare[start..], bare.len() < text.len())
}

/// Where the value begins, and how long it is; `None` where there is none to hide.
fn value_after(text: &str, bare_colon: bool, name: &str) -> Option<(usize, usize)> {
    let value = text.trim_start_matches(['=', '>', ' ', '\t']);
    let offset = text.len() - value.len();
    let opening = value.trim_start_matches('\\');
    let quote = opening.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
    let (offset, length) = if let Some(quote) = quote {
        let escape = &value[..value.len() - opening.len()];
        let inner = &opening[1..];
        let end = inner.find(&format!("{escape}{quote}")).unwrap_or(inner.len());
        (offset + escape.len() + 1, end)
    } else if name.to_ascii_lowercase().ends_with("authorization") {
        (offset, value.find(['\r', '\n', '"', '\'', ',']).unwrap_or(value.len()))
    } else {
        let ends = |c: char| c.is_whitespace() || matches!(c, '&' | '"' | '\'' | '<' | '>' | '`');
        let also = |c: char| bare_colon && matches!(c, ',' | ';' | '}' | ']' | ')');
        (offset, value.find(|c| ends(c) || also(c)).unwrap_or(value.len()))
    };
    let hidden = &text[offset..offset + length];
    if hidden.is_empty() || hidden.starts_with(REDACTED) {
        return None;
    }
    let sentence = bare_colon && is_sentence(hidden, &text[offset + length..]);
    (!sentence).then_some((offset, length))
}

/// Whether what stands behind `password:` is a remark about it, and not the password.
fn is_sentence(word: &str, after: &str) -> bool {
    let plain = word.trim_end_matches(['.', '!']).to_ascii_lowercase();
    let goes_on = after.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_alphabetic));
    goes_on || REMARKS.contains(&plain.as_str())
}

/// `https://me:secret@host` without what stands before the host.
fn without_userinfo(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("//") {
        let (before, authority) = rest.split_at(start + 2);
        out.push_str(before);
        rest = authority;
        let ends = |c: char| c.is_whitespace() || matches!(c, '/' | '?' | '#' | '"' | '\'' | '`');
        let end = authority.find(ends).unwrap_or(authority.len());
        if let Some(at) = authority[..end].rfind('@') {
            out.push_str("***");
            rest = &authority[at..];
        }
    }
    out.push_str(rest);
    out
}

/// What an `Authorization` header has behind `Bearer` or `Basic`, wherever it stands.
fn without_bearers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((start, scheme)) = ["Bearer ", "bearer ", "Basic ", "basic "]
        .iter()
        .filter_map(|scheme| Some((rest.find(scheme)?, scheme)))
        .min()
    {
        let after = start + scheme.len();
        out.push_str(&rest[..after]);
        rest = &rest[after..];
        let belongs = |c: char| c.is_ascii_alphanumeric() || "-._~+/=".contains(c);
        let length = rest.find(|c| !belongs(c)).unwrap_or(rest.len());
        let word = &rest[..length];
        if length >= 8 && word.chars().any(|c| !c.is_ascii_lowercase()) {
            out.push_str(REDACTED);
            rest = &rest[length..];
        }
    }
    out.push_str(rest);
    out
}

fn without_jwts(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("eyJ") {
        let belongs = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '=');
        let length = rest[start..].find(|c| !belongs(c)).unwrap_or(rest.len() - start);
        out.push_str(&rest[..start]);
        let word = &rest[start..start + length];
        out.push_str(if length > 20 { REDACTED } else { word });
        rest = &rest[start + length..];
    }
    out.push_str(rest);
    out
}
