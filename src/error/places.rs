//! The places in files that an error is about.

use super::{Error, Location};

/// One place, or several with what is wrong there.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// Where the error itself is.
    pub(super) own: Option<Location>,
    /// The mistakes that the causes name.
    mistakes: Vec<(Location, String)>,
}

impl Error {
    /// Where in a file it is.
    pub fn location(&self) -> Option<&Location> {
        self.places.as_ref()?.own.as_ref()
    }

    /// Adds one of several mistakes in files as a cause, and keeps its place.
    #[must_use]
    pub fn mistake(mut self, location: Option<Location>, message: &str, cause: String) -> Self {
        if let Some(location) = location {
            self.places.get_or_insert_default().mistakes.push((location, message.to_owned()));
        }
        self.cause(cause)
    }

    /// Every place in a file that the error is about, with what is wrong there.
    pub fn places(&self) -> Vec<(&Location, &str)> {
        let own = self.location().map(|location| (location, self.message()));
        let mistakes = self.places.iter().flat_map(|places| &places.mistakes);
        own.into_iter().chain(mistakes.map(|(place, message)| (place, &**message))).collect()
    }
}
