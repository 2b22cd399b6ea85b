//! A sync group as the text that the tenant sent: a third of what the same fields take as values, of which a tenant can
//! have a hundred thousand times six.

use serde_json::Value;
use serde_json::value::RawValue;

use super::{KNOWN_FIELDS, Object};
use crate::number;

/// The text of an object, and where in it the fields are that everybody asks for.
#[derive(Debug)]
pub(super) struct GroupText {
    text: Box<str>,
    id: Span,
    name: Span,
    policy: Span,
    sources: Box<[Span]>,
    /// Whether there are fields that the API does not document.
    further: bool,
}

/// A part of the text, in bytes.
#[derive(Debug, Clone, Copy, Default)]
struct Span {
    start: u32,
    end: u32,
}

impl GroupText {
    /// The text of an object; `None` where one of those fields is not in it letter by letter, but with escapes.
    pub(super) fn of(text: &str) -> Option<Self> {
        let (mut id, mut name, mut policy) = (Span::default(), Span::default(), Span::default());
        let (mut sources, mut further) = (Vec::new(), false);
        for (key, value) in number::entries(text).ok()? {
            match key.as_str() {
                "id" => id = string(text, value)?,
                "name" => name = string(text, value)?,
                "passwordPolicyId" => policy = string(text, value)?,
                "sourceIds" => sources = strings(text, value)?,
                key => further |= !KNOWN_FIELDS.contains(&key),
            }
        }
        Some(Self { text: text.into(), id, name, policy, sources: sources.into(), further })
    }

    pub(super) fn id(&self) -> &str {
        self.part(self.id)
    }

    pub(super) fn name(&self) -> &str {
        self.part(self.name)
    }

    pub(super) fn policy_id(&self) -> &str {
        self.part(self.policy)
    }

    pub(super) fn source_ids(&self) -> impl Iterator<Item = &str> {
        self.sources.iter().map(|&span| self.part(span))
    }

    pub(super) const fn has_further_fields(&self) -> bool {
        self.further
    }

    /// The object that the text is.
    pub(super) fn object(&self) -> Object {
        match number::value(&self.text) {
            Ok(Value::Object(object)) => object,
            _ => Object::default(),
        }
    }

    fn part(&self, Span { start, end }: Span) -> &str {
        &self.text[start as usize..end as usize]
    }
}

/// Where the characters of a string are in the text that it is a part of; nowhere for a value of another kind.
fn string(text: &str, value: &RawValue) -> Option<Span> {
    let value = value.get();
    let Some(inner) = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) else {
        return Some(Span::default());
    };
    if memchr::memchr(b'\\', inner.as_bytes()).is_some() {
        return None;
    }
    let start = inner.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    Some(Span { start: start.try_into().ok()?, end: (start + inner.len()).try_into().ok()? })
}

/// The same of the strings of an array.
fn strings(text: &str, value: &RawValue) -> Option<Vec<Span>> {
    let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(value.get()) else {
        return Some(Vec::new());
    };
    let strings = items.into_iter().filter(|item| item.get().starts_with('"'));
    strings.map(|item| string(text, item)).collect()
}
