//! What is wrong with a manifest, and where.

use std::sync::Arc;

use crate::document::Place;
use crate::error::{Code, Error, ErrorKind, Location};

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The file, as messages name it.
    pub file: Arc<str>,
    /// Line and column.
    pub place: Place,
}

impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.file, self.place)
    }
}

impl From<&Spot> for Location {
    fn from(spot: &Spot) -> Self {
        spot.place.within(&spot.file)
    }
}

/// One thing that is wrong with a manifest. Shown, it is one line: `FILE:LINE:COLUMN: MESSAGE (HINT)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManifestError {
    /// What the program exits with where there is no other mistake: a name that is not there is one anywhere.
    pub code: Code,
    /// Where it is; none where the message names a whole file.
    pub spot: Option<Spot>,
    /// What it is, in the form of an error's message.
    pub message: String,
    /// What may have been meant.
    pub hint: Option<String>,
}

impl ManifestError {
    /// A mistake at a spot.
    pub fn new(spot: Spot, message: impl Into<String>) -> Self {
        Self { code: Code::Usage, spot: Some(spot), message: message.into(), hint: None }
    }

    /// Adds what may have been meant.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

/// The error of a text that is no document.
impl From<Error> for ManifestError {
    fn from(error: Error) -> Self {
        let spot = error.location().and_then(|location| {
            let place = Place::new(location.line?, location.column?);
            Some(Spot { file: location.file.as_str().into(), place })
        });
        Self {
            code: error.code(),
            message: if spot.is_some() { error.message().into() } else { error.to_string() },
            spot,
            hint: error.hint_texts().into_iter().next(),
        }
    }
}

impl ManifestError {
    /// The mistake without its place.
    fn text(&self) -> String {
        let hint = self.hint.as_ref().map_or_else(String::new, |hint| format!(" ({hint})"));
        format!("{}{hint}", self.message)
    }
}

impl std::fmt::Display for ManifestError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(spot) = &self.spot {
            write!(f, "{spot}: ")?;
        }
        f.write_str(&self.text())
    }
}

/// All mistakes as one error, each a cause; one alone is the message itself. Mistakes of several kinds are exit 2.
pub fn into_error(mistakes: Vec<ManifestError>) -> Error {
    error_of("the manifest", mistakes)
}

/// As [`into_error`], of another text than a manifest.
pub fn error_of(what: &str, mistakes: Vec<ManifestError>) -> Error {
    let mut codes = mistakes.iter().map(|mistake| mistake.code);
    let first = codes.next().unwrap_or(Code::Usage);
    let code = if codes.all(|code| code == first) { first } else { Code::Usage };
    let error = of_mistakes(code, what, mistakes);
    if code == Code::Conflict { error.kind(ErrorKind::AmbiguousName) } else { error }
}

fn of_mistakes(code: Code, what: &str, mistakes: Vec<ManifestError>) -> Error {
    match <[ManifestError; 1]>::try_from(mistakes) {
        Ok([mistake]) => alone(mistake),
        Err(mistakes) => mistakes.iter().fold(
            Error::new(code, format!("{what} has {} mistakes", mistakes.len())),
            |error, mistake| {
                let location = mistake.spot.as_ref().map(Location::from);
                error.mistake(location, &mistake.text(), mistake.to_string())
            },
        ),
    }
}

fn alone(mistake: ManifestError) -> Error {
    let error = Error::new(mistake.code, mistake.message);
    let error = mistake.spot.iter().fold(error, super::super::error::Error::at);
    mistake.hint.into_iter().fold(error, Error::hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    fn mistake(line: usize) -> ManifestError {
        let spot = Spot { file: "g.yaml".into(), place: Place::new(line, 5) };
        ManifestError::new(spot, "unknown key `nam`").hint("did you mean `name`?")
    }

    #[test]
    fn one_mistake_is_the_message() {
        let error = into_error(vec![mistake(3)]);
        assert_eq!(
            error.to_text(),
            "error: g.yaml:3:5: unknown key `nam`\n  hint: did you mean `name`?\n"
        );
        assert_eq!(error.code(), Code::Usage);
    }

    #[test]
    fn mistakes_of_one_kind_have_its_exit_code() {
        let lost = |code| ManifestError { code, ..mistake(4) };
        let code =
            |codes: &[Code]| into_error(codes.iter().map(|&code| lost(code)).collect()).code();
        assert_eq!(code(&[Code::NotFound]), Code::NotFound);
        assert_eq!(code(&[Code::NotFound, Code::NotFound]), Code::NotFound);
        assert_eq!(code(&[Code::Conflict]), Code::Conflict);
        assert_eq!(code(&[Code::NotFound, Code::Usage]), Code::Usage);
        let ambiguous = into_error(vec![lost(Code::Conflict)]);
        assert!(ambiguous.is(ErrorKind::AmbiguousName));
    }

    #[test]
    fn several_mistakes_are_causes() {
        let syntax =
            ManifestError::from(Error::usage("expected `:`").at(Location::new("h.json", 1, 2)));
        assert_eq!(
            into_error(vec![mistake(3), mistake(4), syntax]).to_text(),
            "error: the manifest has 3 mistakes\n  \
             cause: g.yaml:3:5: unknown key `nam` (did you mean `name`?)\n  \
             cause: g.yaml:4:5: unknown key `nam` (did you mean `name`?)\n  \
             cause: h.json:1:2: expected `:`\n"
        );
    }
}
