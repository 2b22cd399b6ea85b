//! What is wrong with a text that is no YAML.

use serde_saphyr::budget::BudgetBreach::{Documents, Events, Nodes};
use serde_saphyr::{MessageFormatter as _, UserMessageFormatter};

use super::node::Place;
use super::yaml::place;
use crate::error::{self, Error};

/// The library's wording without the place, which stands before it here.
pub(super) fn fault(error: &serde_saphyr::Error, text: &str, file: &str) -> Error {
    let mut bare = error;
    while let serde_saphyr::Error::AliasError { error, .. }
    | serde_saphyr::Error::WithSnippet { error, .. } = bare
    {
        bare = error;
    }
    let (words, too_much) = match bare {
        serde_saphyr::Error::Budget { breach: Nodes { .. } | Events { .. }, .. } => {
            ("more keys and values than are read from one file".to_owned(), true)
        }
        serde_saphyr::Error::Budget { breach: Documents { .. }, .. } => {
            ("more documents than are read from one file".to_owned(), true)
        }
        serde_saphyr::Error::DuplicateMappingKey { key: Some(key), .. } => {
            (format!("duplicate key `{key}`"), false)
        }
        error => (UserMessageFormatter.format_message(error).into_owned(), false),
    };
    let place = error.location().map(place);
    let tab = indenting_tab(bare, text);
    let words = if tab.is_some() { "a tab in the indentation".to_owned() } else { words };
    let error = Error::usage(words.replace(char::is_control, " "))
        .at(tab.or(place).map_or_else(|| error::Location::file(file), |at| at.within(file)));
    if too_much {
        error.hint("split it into several files")
    } else if tab.is_some() || place.is_some_and(|place| has_tab_near(place, text)) {
        error.hint("indent YAML with spaces")
    } else {
        error
    }
}

/// The tab that the library complains about, where it does. Its own place is where the text before the tab begins, or
/// behind the tab.
pub fn indenting_tab(error: &serde_saphyr::Error, text: &str) -> Option<Place> {
    let words = UserMessageFormatter.format_message(error);
    if !words.starts_with("tabs disallowed") && !words.ends_with("found a tab") {
        return None;
    }
    let reported = place(error.location()?);
    (reported.line()..=text.lines().count()).find_map(|line| tab_in_line(text, line))
}

/// Whether a tab indents the line of a mistake, or the next one, so that it may be what is wrong.
fn has_tab_near(mistake: Place, text: &str) -> bool {
    [mistake.line(), mistake.line() + 1].into_iter().any(|line| tab_in_line(text, line).is_some())
}

/// The first tab in the indentation of a line, counted from 1.
fn tab_in_line(text: &str, line: usize) -> Option<Place> {
    let found = text.lines().nth(line.checked_sub(1)?)?;
    let indentation = found.len() - found.trim_start_matches([' ', '\t']).len();
    let before = found[..indentation].find('\t')?;
    (indentation < found.len()).then(|| Place::new(line, before + 1))
}

#[cfg(test)]
mod tests {
    use super::super::yaml::parse;

    #[test]
    fn a_tab_in_the_indentation_is_named_where_it_is() {
        for (text, place) in [
            ("- name: Q\n  passwordPolicy: Basic\n\tsources: [a, b]\n", "3:1"),
            ("- name: Q\n  passwordPolicy: Basic\n  \tsources: [a, b]\n", "3:3"),
            ("- name: Q R\n\tS\n", "2:1"),
            ("- name: Q\n\n\t\n\tpolicy: b\n", "4:1"),
            ("groups:\n\t- name: X\n", "2:1"),
            ("- name: Q\n  sources: [a,\n\tb]\n", "3:1"),
        ] {
            let error = parse(text, "g.yaml").unwrap_err();
            let expected = format!("g.yaml:{place}: a tab in the indentation");
            assert_eq!(error.to_string(), expected, "{text:?}");
            assert_eq!(error.hint_texts(), ["indent YAML with spaces"], "{text:?}");
        }
    }

    #[test]
    fn what_a_tab_may_have_caused_has_the_hint_alone() {
        for (text, place) in [
            ("name: Q\n \tpolicy: Basic\n", "g.yaml:2:"),
            ("- name: Q\n  policy: Basic # c\n  \tsources: [a]\n", "g.yaml:2:"),
        ] {
            let error = parse(text, "g.yaml").unwrap_err();
            assert!(error.to_string().starts_with(place), "{error}");
            assert_eq!(error.hint_texts(), ["indent YAML with spaces"], "{text:?}");
        }
        for text in ["a: 1\n b: 2\n", "a: \"x\n"] {
            assert!(parse(text, "g.yaml").unwrap_err().hint_texts().is_empty(), "{text:?}");
        }
        assert!(parse("a:\tb\n", "g.yaml").is_ok());
    }
}
