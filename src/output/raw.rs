//! JSON that is copied, not decoded: only the blanks between its tokens change.

use crate::output::sanitize;

/// The blanks of the copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// None at all.
    Compact,
    /// Each entry on its own line, two blanks a level, the text itself at this level.
    Indented(usize),
}

/// Whether [`Style::Compact`] surely changes nothing in this valid JSON, looked at in long strides. Text that only looks
/// like a blank between tokens, as in `"A, B"`, counts as one.
pub(super) fn is_compact(json: &[u8]) -> bool {
    let between = |at: usize| {
        let (before, after) = (at.checked_sub(1).map(|at| json[at]), json.get(at + 1));
        matches!(before, None | Some(b' ' | b'{' | b'[' | b',' | b':'))
            || matches!(after, None | Some(b' ' | b'}' | b']' | b',' | b':'))
    };
    json.is_ascii()
        && memchr::memchr(0x7f, json).is_none()
        && memchr::memchr3(b'\n', b'\r', b'\t', json).is_none()
        && !memchr::memchr_iter(b' ', json).any(between)
}

/// Appends valid JSON in this style. Numbers and escapes stay as they were written; characters that steer a terminal
/// are escaped.
pub(super) fn copy(json: &str, style: Style, out: &mut String) {
    let plain = sanitize::is_plain(json);
    match style {
        Style::Compact if plain => compact(json, out),
        Style::Compact => tokens(json, |token, _| push(token, false, out)),
        Style::Indented(mut level) => tokens(json, |token, rest| match token.as_bytes()[0] {
            b'"' => push(token, plain, out),
            _ => level = indented(token, rest, level, out),
        }),
    }
}

/// Appends plain JSON without its blanks, in runs as long as they can be: mostly it has none, and is one run.
fn compact(json: &str, out: &mut String) {
    let bytes = json.as_bytes();
    let (mut run, mut at) = (0, 0);
    while at < bytes.len() {
        let string = memchr::memchr(b'"', &bytes[at..]).map_or(bytes.len(), |found| at + found);
        for (blank, _) in (at..).zip(&bytes[at..string]).filter(|(_, byte)| is_blank(**byte)) {
            out.push_str(&json[run..blank]);
            run = blank + 1;
        }
        at = string + if string < bytes.len() { string_length(&json[string..]) } else { 0 };
    }
    out.push_str(&json[run..]);
}

/// Gives each token, and what is behind it; whoever takes it may take more of that.
fn tokens(json: &str, mut take: impl FnMut(&str, &mut &str)) {
    let mut rest = json;
    while let Some(byte) = rest.bytes().next() {
        if is_blank(byte) {
            rest = &rest[1..];
            continue;
        }
        let length = match byte {
            b'"' => string_length(rest),
            b'{' | b'[' | b'}' | b']' | b',' | b':' => 1,
            _ => rest.bytes().position(ends_scalar).unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(length);
        rest = after;
        take(token, &mut rest);
    }
}

fn push(token: &str, plain: bool, out: &mut String) {
    if plain { out.push_str(token) } else { out.push_str(&sanitize::json(token)) }
}

/// Appends a token with the blanks that belong to it, and gives the level behind it.
fn indented(token: &str, rest: &mut &str, level: usize, out: &mut String) -> usize {
    match token {
        "{" | "[" => {
            out.push_str(token);
            let after = rest.trim_ascii_start();
            if let Some(close) = after.get(..1).filter(|close| matches!(*close, "}" | "]")) {
                out.push_str(close);
                *rest = &after[1..];
                return level;
            }
            new_line(level + 1, out);
            level + 1
        }
        "}" | "]" => {
            new_line(level - 1, out);
            out.push_str(token);
            level - 1
        }
        "," => {
            out.push_str(token);
            new_line(level, out);
            level
        }
        ":" => {
            out.push_str(": ");
            level
        }
        _ => {
            out.push_str(token);
            level
        }
    }
}

fn new_line(level: usize, out: &mut String) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", level));
}

const fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

fn ends_scalar(byte: u8) -> bool {
    is_blank(byte) || matches!(byte, b',' | b'}' | b']')
}

/// The length of the string at the beginning, both quotes included.
fn string_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while let Some(found) = memchr::memchr2(b'"', b'\\', &bytes[at..]) {
        at += found + 1;
        if bytes[at - 1] == b'"' {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn copied(json: &str, style: Style) -> String {
        let mut out = String::new();
        copy(json, style, &mut out);
        out
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
            "[\"\\\\{}\\[\\]:, \n\t\u{9b}é]{0,12}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::vec(("[a\":,\\\\]{0,4}", inner), 0..5)
                    .prop_map(|entries| Value::Object(entries.into_iter().collect())),
            ]
        })
    }

    #[test]
    fn numbers_and_escapes_stay_as_they_were_written() {
        let json = "{ \"a\\/\\u00e9\" : 1.50 , \"b\": 12345678901234567890123 }";
        assert_eq!(
            copied(json, Style::Compact),
            "{\"a\\/\\u00e9\":1.50,\"b\":12345678901234567890123}"
        );
    }

    #[test]
    fn what_has_no_blank_between_tokens_is_compact() {
        for json in [r#"[{"a":"b c","d":[1,true]}]"#, "{}", "1", r#"["a\u0009b"]"#] {
            assert!(is_compact(json.as_bytes()), "{json}");
        }
        for json in
            ["[1, 2]", "[1 ,2]", " 1", "1 ", "[\n1]", r#"["A, B"]"#, r#"["é"]"#, "[\"\x7f\"]"]
        {
            assert!(!is_compact(json.as_bytes()), "{json}");
        }
    }

    proptest! {
        #[test]
        fn what_is_called_compact_is_copied_as_it_is(value in values(), spread in any::<bool>()) {
            let json = if spread { format!("{value:#}") } else { value.to_string() };
            if is_compact(json.as_bytes()) {
                prop_assert_eq!(copied(&json, Style::Compact), json);
            }
        }

        #[test]
        fn both_styles_are_those_of_serde_json(value in values()) {
            let compact = serde_json::to_string(&value).unwrap();
            let pretty = serde_json::to_string_pretty(&value).unwrap();
            for json in [&compact, &pretty] {
                prop_assert_eq!(copied(json, Style::Compact), sanitize::json(&compact));
                prop_assert_eq!(copied(json, Style::Indented(0)), sanitize::json(&pretty));
            }
        }
    }
}
