//! Secrets in JSON: under a secret key, beside one (`{"key":"password","value":"…"}`, a JSON patch), and in the text of
//! its strings. It walks tokens, not a tree, so that it also holds for a document that was cut off or is not quite JSON,
//! and leaves every other byte as it was.

use std::borrow::Cow;
use std::ops::Range;

use super::REDACTED;
use super::names::{is_secret_name, is_secret_path};

/// What is nested deeper is blanked as a whole.
const DEEPEST: usize = 128;

/// Keys whose value names what the value of a neighbouring key is.
const LABELS: [&str; 13] = [
    "path",
    "key",
    "name",
    "type",
    "attribute",
    "attributename",
    "attributekey",
    "field",
    "fieldname",
    "property",
    "propertyname",
    "parameter",
    "header",
];

/// Keys whose value such a label describes.
const VALUES: [&str; 8] =
    ["value", "values", "val", "newvalue", "oldvalue", "content", "data", "defaultvalue"];

/// A walk over a text.
struct Scan<'t> {
    text: &'t str,
    at: usize,
    /// What is to be replaced, with the replacement.
    found: Vec<(Range<usize>, String)>,
    /// What is done with the text of a string.
    inner: &'t dyn Fn(&str) -> String,
}

/// The neighbours in one object.
#[derive(Default)]
struct OtherGroups {
    secret: bool,
    values: Vec<Range<usize>>,
}

/// The text without its secrets; `inner` takes them out of the text of a string.
pub(super) fn redacted(text: &str, inner: &dyn Fn(&str) -> String) -> String {
    let mut scan = Scan { text, at: 0, found: Vec::new(), inner };
    let mut neighbours = OtherGroups::default();
    while let Some(next) = scan.text[scan.at..].find(['"', '{', '[']) {
        scan.at += next;
        if scan.text.as_bytes()[scan.at] == b'"' {
            scan.entry(&mut neighbours, 0);
        } else {
            scan.value(0);
        }
    }
    scan.send_until_final(neighbours, true);
    scan.replaced()
}

impl Scan<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    fn value(&mut self, depth: usize) {
        match self.peek() {
            Some(b'{' | b'[') if depth >= DEEPEST => {
                let span = self.skip_value();
                self.blank(span);
            }
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => {
                let span = self.skip_string();
                self.string(span);
            }
            _ => {
                self.skip_value();
            }
        }
    }

    fn array(&mut self, depth: usize) {
        self.at += 1;
        loop {
            self.skip_blanks();
            match self.peek() {
                None => return,
                Some(b']') => {
                    self.at += 1;
                    return;
                }
                Some(b',' | b':' | b'}') => self.at += 1,
                Some(_) => self.value(depth + 1),
            }
        }
    }

    fn object(&mut self, depth: usize) {
        self.at += 1;
        let mut neighbours = OtherGroups::default();
        let closed = loop {
            self.skip_blanks();
            match self.peek() {
                None => break false,
                Some(b'}') => {
                    self.at += 1;
                    break true;
                }
                Some(b'"') => self.entry(&mut neighbours, depth),
                Some(b',' | b':' | b']') => self.at += 1,
                Some(_) => self.value(depth + 1),
            }
        };
        self.send_until_final(neighbours, closed);
    }

    /// A string, and the value behind it where it is a key.
    fn entry(&mut self, neighbours: &mut OtherGroups, depth: usize) {
        let key = self.skip_string();
        let after = self.at;
        self.skip_blanks();
        if self.peek() != Some(b':') {
            self.at = after;
            return self.string(key);
        }
        self.at += 1;
        self.skip_blanks();
        let key = decoded(&self.text[key]).into_owned();
        if is_secret_name(&key) {
            let span = self.skip_value();
            return self.blank(span);
        }
        let start = self.at;
        self.value(depth + 1);
        let span = start..self.at;
        let key = key.to_ascii_lowercase();
        if VALUES.contains(&key.as_str()) {
            neighbours.values.push(span);
        } else if LABELS.contains(&key.as_str()) && self.text[span.clone()].starts_with('"') {
            neighbours.secret |= is_secret_path(&decoded(&self.text[span]));
        }
    }

    /// Blanks the values that a label calls secret; of an object that was cut off, nobody knows what the label was.
    fn send_until_final(&mut self, neighbours: OtherGroups, closed: bool) {
        if neighbours.secret || !closed {
            for span in neighbours.values {
                self.blank(span);
            }
        }
    }

    fn blank(&mut self, span: Range<usize>) {
        if !matches!(&self.text[span.clone()], "" | "null" | "true" | "false" | "\"\"") {
            self.found.push((span, format!("\"{REDACTED}\"")));
        }
    }

    /// Looks into the text of a string.
    fn string(&mut self, span: Range<usize>) {
        let raw = &self.text[span.clone()];
        let text = decoded(raw);
        let clean = (self.inner)(&text);
        if clean == *text {
            return;
        }
        let mut written = serde_json::to_string(&clean).unwrap_or_else(|_| REDACTED.to_owned());
        if !is_closed(raw) {
            written.pop();
        }
        self.found.push((span, written));
    }

    /// Steps over a string, which may have no end.
    fn skip_string(&mut self) -> Range<usize> {
        let start = self.at;
        let mut escaped = false;
        for (index, byte) in self.text.bytes().enumerate().skip(start + 1) {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => {
                    self.at = index + 1;
                    return start..self.at;
                }
                _ => {}
            }
        }
        self.at = self.text.len();
        start..self.at
    }

    /// Steps over a value of any kind, which may have no end.
    fn skip_value(&mut self) -> Range<usize> {
        let start = self.at;
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.skip_string();
                    if depth == 0 {
                        break;
                    }
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' if depth <= 1 => {
                    self.at += depth;
                    break;
                }
                b'}' | b']' => depth -= 1,
                b',' if depth == 0 => break,
                byte if depth == 0 && byte.is_ascii_whitespace() => break,
                _ => {}
            }
            self.at += 1;
        }
        start..self.at
    }

    fn replaced(mut self) -> String {
        // An outer span comes before those within it.
        self.found.sort_by_key(|(span, _)| (span.start, usize::MAX - span.end));
        let mut out = String::with_capacity(self.text.len());
        let mut done = 0;
        for (span, replacement) in &self.found {
            if span.start >= done {
                out.push_str(&self.text[done..span.start]);
                out.push_str(replacement);
                done = span.end;
            }
        }
        out.push_str(&self.text[done..]);
        out
    }
}

/// Whether the string has its closing quote.
fn is_closed(raw: &str) -> bool {
    let Some(body) = raw[1..].strip_suffix('"') else { return false };
    let backslashes = body.len() - body.trim_end_matches('\\').len();
    backslashes % 2 == 0
}

/// The text of a string in quotes; of one that was cut off, or has bad escapes, what can be read.
fn decoded(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        let body = &raw[1..];
        return Cow::Borrowed(body.strip_suffix('"').unwrap_or(body));
    }
    if let Ok(text) = serde_json::from_str::<String>(raw) {
        return Cow::Owned(text);
    }
    // An escape sequence has at most six bytes.
    for cut in 0..=6 {
        let end = raw.len().saturating_sub(cut);
        let Some(part) = raw.get(..end) else { continue };
        if let Ok(text) = serde_json::from_str::<String>(&format!("{part}\"")) {
            return Cow::Owned(text);
        }
    }
    Cow::Owned(raw[1..].replace("\\\"", "\"").replace("\\\\", "\\"))
}
