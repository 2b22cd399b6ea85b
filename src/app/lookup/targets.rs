//! The groups that a command is about: its arguments, or what stdin lists.

use crate::app::lookup::find::Reference;
use crate::app::lookup::stdin_list;
use crate::document;
use crate::error::{Error, Result};
use crate::manifest::body;

/// What was named, in order and without doubles, and whether the answer is an array.
#[derive(Debug, PartialEq, Eq)]
pub struct Targets {
    /// The groups as they were named.
    pub references: Vec<Reference>,
    /// One argument gives an object; several, or `-`, an array.
    pub many: bool,
}

/// Reads the arguments; `-` alone is stdin, read to its end before anything is sent.
pub fn read(arguments: &[String]) -> Result<Targets> {
    if arguments.iter().any(|argument| argument == "-") {
        if arguments.len() > 1 {
            return Err(Error::usage("`-` reads the groups from stdin and stands alone"));
        }
        let text = document::decode(body::read_stdin("a list of groups")?)
            .map_err(|error| error.at("stdin"))?;
        return Ok(Targets { references: distinct(stdin_list::read(&text)?), many: true });
    }
    let references =
        arguments.iter().map(|argument| Reference::parse(argument)).collect::<Result<_>>()?;
    Ok(Targets { references: distinct(references), many: arguments.len() > 1 })
}

fn distinct(references: Vec<Reference>) -> Vec<Reference> {
    let mut seen = Vec::with_capacity(references.len());
    let mut set = std::collections::HashSet::new();
    for reference in references {
        if set.insert((matches!(reference, Reference::Id(_)), reference.as_str().to_owned())) {
            seen.push(reference);
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_are_dropped_and_order_is_kept() {
        let references = distinct(stdin_list::read("b\na\nb\n").unwrap());
        assert_eq!(references.iter().map(Reference::as_str).collect::<Vec<_>>(), ["b", "a"]);
    }
}
