//! The filter for the elements of an array, where one for the array as a whole fails.

use jaq_core::data::JustLut;
use jaq_core::load::lex::StrPart;
use jaq_core::load::parse::{BinaryOp, Term};
use jaq_core::path::{Part, Path};
use jaq_core::{Ctx, Vars, load};
use jaq_json::Val;

/// Filters with arguments that end for every value if their arguments do.
const ENDING: [&str; 8] =
    ["select", "map", "has", "test", "contains", "startswith", "endswith", "join"];

/// How to reach the elements of an array that the filter cannot index, if it gives something for them. A filter that may
/// run without an end is not tried: an error is due.
pub(super) fn hint(filter: &str, input: &Val, reason: &str) -> Option<String> {
    let indexed = reason.starts_with("cannot index") && matches!(input, Val::Arr(_));
    let ends = || load::parse(filter, |parser| parser.term()).is_some_and(|term| ends(&term));
    let each = format!(".[] | {filter}");
    (indexed && ends() && gives_something(&each, input))
        .then(|| format!("the result is an array: `.[]` gives its elements, as in `{each}`"))
}

/// Whether the first result of a filter is a value, or there is none because nothing is in the array.
fn gives_something(filter: &str, input: &Val) -> bool {
    let Ok(program) = super::compile(filter) else { return false };
    let context = Ctx::<JustLut<Val>>::new(&program.lut, Vars::new([]));
    let first = program.id.run((context, input.clone())).next();
    first.is_none_or(|first| first.is_ok_and(|value| value != Val::Null))
}

/// Whether the filter is made of what ends for every value: paths, and what is commonly done with them.
fn ends(term: &Term<&str>) -> bool {
    match term {
        Term::Id | Term::Recurse | Term::Num(_) => true,
        Term::Str(_, parts) => parts.iter().all(|part| match part {
            StrPart::Term(term) => ends(term),
            _ => true,
        }),
        Term::Arr(inner) => inner.as_deref().is_none_or(ends),
        Term::Obj(entries) => {
            entries.iter().all(|(key, value)| ends(key) && value.as_ref().is_none_or(ends))
        }
        Term::BinOp(left, operator, right) => {
            let plain = matches!(
                operator,
                BinaryOp::Pipe(None)
                    | BinaryOp::Comma
                    | BinaryOp::Alt
                    | BinaryOp::Or
                    | BinaryOp::And
                    | BinaryOp::Cmp(_)
            );
            plain && ends(left) && ends(right)
        }
        Term::Call(name, arguments) => {
            (arguments.is_empty() || ENDING.contains(name)) && arguments.iter().all(ends)
        }
        Term::Path(head, Path(parts)) => ends(head) && parts.iter().all(|(part, _)| leads(part)),
        _ => false,
    }
}

fn leads(part: &Part<Term<&str>>) -> bool {
    match part {
        Part::Index(index) => ends(index),
        Part::Range(from, to) => from.iter().chain(to).all(ends),
    }
}
