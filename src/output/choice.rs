//! The words for the choices of an option: `json`, `never`.

use crate::error::Error;

/// What this word stands for.
pub(super) fn find<T: Copy>(all: &[(T, &str)], word: &str) -> Option<T> {
    all.iter().find(|(_, known)| *known == word).map(|&(value, _)| value)
}

/// The word for this choice.
pub(super) fn word_of<T: Copy + PartialEq>(all: &[(T, &'static str)], value: T) -> &'static str {
    all.iter().find(|(known, _)| *known == value).map_or("", |&(_, word)| word)
}

/// Refuses a word that stands for nothing, with the one that may have been meant.
pub(super) fn unknown<T>(what: &str, word: &str, all: &[(T, &str)]) -> Error {
    let words = words(all);
    let error = Error::usage(format!("there is no {what} `{word}`, only {}", quoted(&words)));
    match nearest(&words, word) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error,
    }
}

/// The word among these that is most like the wanted one, if it is like it at all.
pub(super) fn nearest<'a>(available: &[&'a str], wanted: &str) -> Option<&'a str> {
    let likeness = |name: &str| strsim::jaro_winkler(&name.to_lowercase(), &wanted.to_lowercase());
    let near = available.iter().copied().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(near) > 0.8).then_some(near)
}

pub(super) fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn words<'a, T>(all: &[(T, &'a str)]) -> Vec<&'a str> {
    all.iter().map(|&(_, word)| word).collect()
}
