//! What the caller may not read (403) is knowledge too, and everything else that fails is a failure of the command.

use crate::error::Result;
use crate::rules::Reading;

/// Turns a refusal (403) into knowledge.
pub async fn readable<T>(asked: impl Future<Output = Result<T>>) -> Result<Reading<T>> {
    match asked.await {
        Ok(value) => Ok(Reading::Read(value)),
        Err(error) if error.is_forbidden() => Ok(Reading::Refused),
        Err(error) => Err(error),
    }
}

/// Names of what could not be read, for one note.
#[derive(Debug, Default)]
pub struct Unread(Vec<&'static str>);

impl Unread {
    /// What was read; nothing, and an entry in the note, where it was refused.
    pub fn take<T>(&mut self, reading: Reading<T>, what: &'static str) -> Option<T> {
        match reading {
            Reading::Read(value) => Some(value),
            Reading::Unasked => None,
            Reading::Refused => {
                self.0.push(what);
                None
            }
        }
    }

    /// "sources and applications may not be read with these credentials", if there is anything to say.
    pub fn note(&self) -> Option<String> {
        let what = match self.0.as_slice() {
            [] => return None,
            [one] => (*one).to_owned(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        };
        Some(format!("{what} may not be read with these credentials"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_refused_is_said_in_one_note() {
        let mut unread = Unread::default();
        assert_eq!(unread.take(Reading::Read(1), "sync groups"), Some(1));
        assert_eq!(unread.take(Reading::<i32>::Unasked, "sync groups"), None);
        assert_eq!(unread.note(), None);
        for what in ["sources", "password policies", "applications"] {
            assert_eq!(unread.take(Reading::<i32>::Refused, what), None);
        }
        assert_eq!(
            unread.note().unwrap(),
            "sources, password policies and applications may not be read with these credentials"
        );
    }
}
