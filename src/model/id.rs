//! What a user types to mean one object: an ID or a name.

/// Whether the text is an ID and nothing else: 32 hexadecimal digits or a UUID.
pub fn looks_like_id(text: &str) -> bool {
    let hex = |part: &str| part.bytes().all(|byte| byte.is_ascii_hexdigit());
    match text.len() {
        32 => hex(text),
        36 => {
            let mut parts = text.split('-');
            [8, 4, 4, 4, 12]
                .iter()
                .all(|&length| parts.next().is_some_and(|part| part.len() == length && hex(part)))
                && parts.next().is_none()
        }
        _ => false,
    }
}

/// An ID that may travel as one path segment.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(String);

impl Id {
    /// Takes any text but an empty one and the path segments `.` and `..`, which URL libraries fold, also where they
    /// are percent-encoded. The error is the reason, without the text.
    pub fn new(text: &str) -> Result<Self, &'static str> {
        let decoded = text.replace("%2e", ".").replace("%2E", ".");
        match decoded.as_str() {
            "" => Err("an ID cannot be empty"),
            "." | ".." => Err("an ID cannot be a path segment"),
            _ => Ok(Self(text.to_owned())),
        }
    }

    /// The ID as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_digits_and_uuids_are_ids() {
        for id in [
            "2c91808d744ba0ce01746f93b6204501",
            "6881f631-3bd5-4213-9c75-8e05cc3e35dd",
            &"F".repeat(32),
        ] {
            assert!(looks_like_id(id), "{id}");
        }
        for name in [
            "",
            "GitHub",
            "2c91808d744ba0ce01746f93b620450",
            "2c91808d744ba0ce01746f93b6204501a",
            "6881f631-3bd5-4213-9c75-8e05cc3e35d",
            "6881f6313-bd5-4213-9c75-8e05cc3e35dd",
            "6881f631-3bd5-4213-9c75-8e05cc3e35dg",
            "2c91808d744ba0ce01746f93b620450é",
        ] {
            assert!(!looks_like_id(name), "{name}");
        }
    }

    #[test]
    fn dot_segments_are_refused_in_every_spelling() {
        for text in ["", ".", "..", "%2e", "%2E%2e", ".%2e", "%2E."] {
            assert!(Id::new(text).is_err(), "{text}");
        }
        for text in ["...", "a", "../sources", "a/b", "%2f", "né"] {
            assert_eq!(Id::new(text).map(|id| id.as_str().to_owned()), Ok(text.to_owned()));
        }
    }
}
