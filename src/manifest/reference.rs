//! What a text means one source or password policy by: its ID or its name.

use super::Spot;
use crate::model::{Id, looks_like_id};

const ID: &str = "id:";
const NAME: &str = "name:";

/// Why a text refers to nothing, without the text.
pub(super) type Fault = &'static str;

/// An ID or a name. Shown, it is the shortest text that [`Reference::parse`] reads as the same.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reference {
    /// The ID of the thing.
    Id(String),
    /// The name of the thing, to the letter.
    Name(String),
    /// A text under a key of the API: a name, else an ID that does not have the usual form.
    Any(String),
}

/// A reference and where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointer {
    /// Where it was written.
    pub spot: Spot,
    /// What it refers to.
    pub reference: Reference,
}

impl Reference {
    /// Reads 32 hexadecimal digits, a UUID and `id:X` as an ID, `name:X` and all else as a name. The error is the
    /// reason, without the text.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        if let Some(id) = text.strip_prefix(ID) {
            return Self::from_id(id);
        }
        if looks_like_id(text) {
            return Self::from_id(text);
        }
        match text.strip_prefix(NAME).unwrap_or(text) {
            name if name.trim().is_empty() => Err("a name cannot be blank"),
            name => Ok(Self::Name(name.to_owned())),
        }
    }

    /// Takes the text as an ID whatever it looks like. The error is the reason, without the text.
    pub fn from_id(text: &str) -> Result<Self, &'static str> {
        Id::new(text).map(|id| Self::Id(id.as_str().to_owned()))
    }

    /// Reads a text under a key of the API, where an ID without prefix may have any form.
    pub(super) fn of_api_key(text: &str) -> Result<Self, &'static str> {
        let forced = text.starts_with(ID) || text.starts_with(NAME);
        match Self::parse(text)? {
            Self::Name(name) if !forced => Self::from_id(&name).map(|_| Self::Any(name)),
            reference => Ok(reference),
        }
    }

    /// The ID or name itself.
    pub fn text(&self) -> &str {
        match self {
            Self::Id(text) | Self::Name(text) | Self::Any(text) => text,
        }
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let prefix = match self {
            Self::Id(id) if looks_like_id(id) => "",
            Self::Id(_) => ID,
            Self::Name(name) if looks_like_id(name) => NAME,
            Self::Name(name) if name.starts_with(ID) || name.starts_with(NAME) => NAME,
            Self::Name(_) | Self::Any(_) => "",
        };
        write!(f, "{prefix}{}", self.text())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HEX: &str = "2c91808d744ba0ce01746f93b6204501";

    #[test]
    fn ids_and_names_are_told_apart() {
        let id = |text: &str| Ok(Reference::Id(text.to_owned()));
        let name = |text: &str| Ok(Reference::Name(text.to_owned()));
        for (text, expected) in [
            (HEX, id(HEX)),
            ("6881f631-3bd5-4213-9c75-8e05cc3e35dd", id("6881f631-3bd5-4213-9c75-8e05cc3e35dd")),
            ("id:x", id("x")),
            ("id: x", id(" x")),
            ("AD", name("AD")),
            (" AD ", name(" AD ")),
            ("ID:x", name("ID:x")),
            ("name:AD", name("AD")),
            ("name:name:AD", name("name:AD")),
            (&format!("name:{HEX}"), name(HEX)),
            ("id:", Err("an ID cannot be empty")),
            ("id:%2e.", Err("an ID cannot be a path segment")),
            ("name: ", Err("a name cannot be blank")),
            ("\t", Err("a name cannot be blank")),
        ] {
            assert_eq!(Reference::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn the_shortest_text_is_shown() {
        for text in [HEX, "id:x", "AD", "name:id:x", "name:name:x", &format!("name:{HEX}")] {
            assert_eq!(Reference::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Reference::parse(&format!("id:{HEX}")).unwrap().to_string(), HEX);
        assert_eq!(Reference::parse("name:AD").unwrap().to_string(), "AD");
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_as_the_same(
            text in prop_oneof![any::<String>(), "(id:|name:){0,3}[0-9a-f]{0,2}", "(id:|name:){0,2}[0-9a-f]{32}"]
        ) {
            for reference in [Reference::parse(&text), Reference::from_id(&text)].into_iter().flatten() {
                prop_assert_eq!(Reference::parse(&reference.to_string()), Ok(reference));
            }
        }
    }
}
