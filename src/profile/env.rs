//! The process environment, taken once, so that tests can bring their own.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::path::PathBuf;

/// A snapshot of the environment. An empty variable counts as one that is not set.
///
/// It holds whatever secrets the environment holds, and so it has no `Debug`.
#[derive(Clone, Default)]
pub struct Env {
    variables: HashMap<String, OsString>,
    blank: HashSet<String>,
}

/// What stands for text that is no Unicode. It matches no name and no format, so that the value is refused where it
/// is used and never mistaken for an absent one.
const NO_TEXT: &str = "\u{FFFD}";

impl Env {
    /// The environment of this process, now.
    pub fn from_process() -> Self {
        std::env::vars_os()
            .filter_map(|(name, value)| Some((name.into_string().ok()?, value)))
            .collect()
    }

    /// An environment of exactly these variables.
    pub fn from_pairs<K: Into<String>, V: Into<OsString>>(
        pairs: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        pairs.into_iter().collect()
    }

    /// The text of a variable; `None` where it is unset or empty.
    pub fn var(&self, name: &str) -> Option<&str> {
        let value = self.variables.get(&spelling(name))?;
        Some(value.to_str().unwrap_or(NO_TEXT))
    }

    /// A variable as a path, in any encoding; `None` where it is unset or empty.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        self.variables.get(&spelling(name)).map(PathBuf::from)
    }

    /// Whether a variable is set, and to nothing: for those few whose emptiness says something.
    pub fn is_blank(&self, name: &str) -> bool {
        self.blank.contains(&spelling(name))
    }

    /// Whether a variable is set to something.
    pub fn has(&self, name: &str) -> bool {
        self.variables.contains_key(&spelling(name))
    }
}

impl<K: Into<String>, V: Into<OsString>> FromIterator<(K, V)> for Env {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut env = Self::default();
        for (name, value) in pairs {
            let (name, value) = (spelling(&name.into()), value.into());
            if value.is_empty() {
                env.blank.insert(name);
            } else {
                env.variables.insert(name, value);
            }
        }
        env
    }
}

/// Windows takes a variable's name in any case.
fn spelling(name: &str) -> String {
    if cfg!(windows) { name.to_ascii_uppercase() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_variable_is_not_set() {
        let env = Env::from_pairs([("A", ""), ("B", "b")]);
        assert_eq!((env.var("A"), env.var("B"), env.var("C")), (None, Some("b"), None));
        assert!(!env.has("A") && env.has("B"));
        assert_eq!(env.path("A"), None);
        assert!(env.is_blank("A") && !env.is_blank("B") && !env.is_blank("C"));
    }

    #[cfg(unix)]
    #[test]
    fn a_value_that_is_no_unicode_is_kept_as_a_path_and_is_no_absent_text() {
        use std::os::unix::ffi::OsStringExt;
        let odd = OsString::from_vec(vec![b'/', 0xff]);
        let env = Env::from_pairs([("HOME", odd.clone())]);
        assert_eq!(env.path("HOME"), Some(PathBuf::from(odd)));
        assert_eq!(env.var("HOME"), Some("\u{FFFD}"));
    }

    #[test]
    fn the_process_has_an_environment() {
        assert!(Env::from_process().has("PATH"));
    }
}
