//! What a user types to mean one group, source or policy: an ID or a name.

use crate::command_line::CommandLine;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::model::{Id, looks_like_id};
use crate::suggest::nearest;

/// An ID or a name, told apart by its form or by a prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reference {
    /// 32 hexadecimal digits, a UUID, or anything behind `id:`.
    Id(Id),
    /// Anything else, or anything behind `name:`.
    Name(String),
}

impl Reference {
    /// Reads what was typed. An empty text and the path segments `.` and `..` are refused (exit 2).
    pub fn parse(text: &str) -> Result<Self> {
        let id = |id: &str| Id::new(id).map(Self::Id);
        let parsed = match (text.strip_prefix("id:"), text.strip_prefix("name:")) {
            (Some(rest), _) => id(rest),
            (_, Some("")) => Err("a name cannot be empty"),
            (_, Some(rest)) => Ok(Self::Name(rest.to_owned())),
            // What cannot be an ID cannot be meant as a name either, unless `name:` says so.
            _ if looks_like_id(text) => id(text),
            _ => Id::new(text).map(|name| Self::Name(name.as_str().to_owned())),
        };
        parsed.map_err(|reason| Error::usage(format!("`{text}`: {reason}")))
    }

    /// As it reads in a message.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Id(id) => id.as_str(),
            Self::Name(name) => name,
        }
    }
}

/// How closely a name must be typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// Exactly: for writing.
    Exact,
    /// Exactly, else without regard to case if that is unique: for reading.
    Forgiving,
}

/// The words of a kind of thing, for messages.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// As in "sync group `x` was not found".
    pub noun: &'static str,
    /// The command that lists them, without the program's name.
    pub list: &'static str,
}

/// Groups, and the command that lists them.
pub const GROUP: Kind = Kind { noun: "sync group", list: "list" };
/// Sources, and the command that lists them.
pub const SOURCE: Kind = Kind { noun: "source", list: "sources" };
/// Policies, and the command that lists them.
pub const POLICY: Kind = Kind { noun: "password policy", list: "policies" };

/// The one thing of this name; its position in `things`, which are pairs of ID and name.
///
/// None is exit 3 with the nearest name; more than one is exit 5 with the candidates and their IDs.
pub fn find<'a, I>(
    name: &str,
    matching: Match,
    kind: Kind,
    tenant: &str,
    things: I,
) -> Result<usize>
where
    I: Iterator<Item = (&'a str, &'a str)> + Clone,
{
    let positions = |accept: &dyn Fn(&str) -> bool| -> Vec<usize> {
        things.clone().enumerate().filter(|(_, (_, each))| accept(each)).map(|(at, _)| at).collect()
    };
    let mut found = positions(&|each| each == name);
    let lower = name.to_lowercase();
    if found.is_empty() && matching == Match::Forgiving {
        found = positions(&|each| each.to_lowercase() == lower);
    }
    match found.as_slice() {
        [one] => Ok(*one),
        [] => Err(not_found(name, kind, tenant, things.map(|(_, each)| each))),
        many => {
            let list: Vec<_> = things.collect();
            let mut error = Error::new(
                Code::Conflict,
                format!(
                    "{} name `{name}` is ambiguous in tenant `{tenant}`: {} have it",
                    kind.noun,
                    many.len()
                ),
            )
            .kind(ErrorKind::AmbiguousName);
            for &at in many {
                error = error.hint(format!("id:{}  {}", list[at].0, list[at].1));
            }
            Err(error)
        }
    }
}

/// "… was not found in tenant …", with the nearest name there is.
pub fn not_found<'a>(
    name: &str,
    kind: Kind,
    tenant: &str,
    names: impl Iterator<Item = &'a str>,
) -> Error {
    let names: Vec<&str> = names.collect();
    let error = Error::new(
        Code::NotFound,
        format!("{} `{name}` was not found in tenant `{tenant}`", kind.noun),
    );
    let error = match nearest(name, names.iter().copied()) {
        Some(near) => error.hint(format!("did you mean `{near}`?")),
        None => error,
    };
    let parts: Vec<&str> = name.split(',').map(str::trim).collect();
    let several = kind.noun == SOURCE.noun && parts.len() > 1;
    let error = if several && parts.iter().all(|part| names.contains(part)) {
        error.hint(format!("repeat the option for each source: `{}`", parts.join("`, `")))
    } else {
        error
    };
    error.hint(CommandLine::of(kind.list))
}

#[cfg(test)]
mod tests {
    use super::*;

    const THINGS: [(&str, &str); 4] =
        [("1", "Strong"), ("2", "strong"), ("3", "Basic"), ("4", "Basic")];

    fn find_in(name: &str, matching: Match) -> Result<usize> {
        find(name, matching, POLICY, "acme", THINGS.iter().copied())
    }

    #[test]
    fn ids_are_told_from_names() {
        let id = |text: &str| Ok(Reference::Id(Id::new(text).unwrap()));
        let parse = |text: &str| Reference::parse(text).map_err(|error| error.message().to_owned());
        assert_eq!(
            parse("2c91808d744ba0ce01746f93b6204501"),
            id("2c91808d744ba0ce01746f93b6204501")
        );
        assert_eq!(parse("id:GitHub"), id("GitHub"));
        assert_eq!(parse("GitHub"), Ok(Reference::Name("GitHub".into())));
        assert_eq!(parse("name:id:x"), Ok(Reference::Name("id:x".into())));
        let long = "2c91808d744ba0ce01746f93b6204501";
        assert_eq!(parse(&format!("name:{long}")), Ok(Reference::Name(long.into())));
        assert_eq!(parse("../sources"), Ok(Reference::Name("../sources".into())));
        for text in ["", ".", "..", "id:..", "%2e%2E", "id:", "name:"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn several_sources_in_one_word_are_told_apart() {
        let hints = |name: &str| {
            let error = not_found(name, SOURCE, "acme", ["A", "B C"].into_iter());
            error.hint_texts()[0].clone()
        };
        assert_eq!(hints("A, B C"), "repeat the option for each source: `A`, `B C`");
        assert!(!hints("A,X").contains("repeat"));
    }

    #[test]
    fn an_exact_name_wins_over_others_of_another_case() {
        assert_eq!(find_in("strong", Match::Forgiving).unwrap(), 1);
        assert_eq!(find_in("STRONG", Match::Forgiving).unwrap_err().code(), Code::Conflict);
        let once = [("9", "Once")];
        assert_eq!(find("ONCE", Match::Forgiving, GROUP, "t", once.iter().copied()).unwrap(), 0);
        assert_eq!(
            find("ONCE", Match::Exact, GROUP, "t", once.iter().copied()).unwrap_err().code(),
            Code::NotFound
        );
    }

    #[test]
    fn an_ambiguous_name_lists_the_candidates() {
        let error = find_in("Basic", Match::Exact).unwrap_err();
        assert_eq!(error.code(), Code::Conflict);
        assert_eq!(error.hint_texts(), ["id:3  Basic", "id:4  Basic"]);
    }

    #[test]
    fn a_missing_name_suggests_the_nearest() {
        let error = find_in("Strog", Match::Exact).unwrap_err();
        assert_eq!(error.message(), "password policy `Strog` was not found in tenant `acme`");
        assert_eq!(error.hint_texts()[0], "did you mean `Strong`?");
    }
}
