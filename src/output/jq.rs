//! `--jq`: a filter over the JSON result, built in.
//!
//! The language is jq's, by jaq. A filter sees the result and nothing else of this machine: no environment, where
//! secrets live, no files and no further input; and it writes nothing by itself.

mod each;

use jaq_core::data::JustLut;
use jaq_core::load::{self, Arena, File, Loader, lex, parse};
use jaq_core::{Compiler, Ctx, Vars, compile};
use jaq_json::Val;

use crate::error::{Error, ErrorKind, Result};
use crate::output::sanitize;
use crate::output::stream::StreamStyle;

type Program = jaq_core::Filter<JustLut<Val>>;

/// What reaches around the result: the environment, stderr, and the end of the process.
const LEFT_OUT: [&str; 5] = ["env", "stderr_empty", "stderr", "halt", "halt_error"];

/// Filters of jq that the library lacks.
const ROWS: &str = r#"
def _cells(name; texts): if type == "array" then . else error("only an array can be a row of " + name) end
  | map(if type == "string" then texts elif . == null then "" elif type == "object" or type == "array"
    then error("an array or object cannot be a cell of " + name) else tojson end);
def @csv: _cells("@csv"; "\"" + gsub("\""; "\"\"") + "\"") | join(",");
def @tsv: _cells("@tsv"; gsub("\\\\"; "\\\\") | gsub("\t"; "\\t") | gsub("\n"; "\\n") | gsub("\r"; "\\r")) | join("\t");
"#;

/// Bytes that are collected before they are written: enough to be fast, little enough for a filter without an end.
const CHUNK: usize = 64 * 1024;

/// Characters that an error shows of a value.
const MOST_OF_A_VALUE: usize = 200;

/// How deeply a filter may be nested.
const MAX_DEPTH: usize = 1_000;

/// The stack that takes, also in a debug build; only what is used of it takes memory.
const STACK: usize = 256 * 1024 * 1024;

/// Whether this is a filter.
///
/// # Errors
/// [`Code::Usage`](crate::error::Code::Usage), with the place of the mistake in the filter.
pub fn check(filter: &str) -> Result<()> {
    with_deep_stack(|| compile(filter).map(drop))
}

/// Runs the filter over one JSON text, and hands what it gives to `write`, in pieces of whole lines: texts as they
/// are, everything else as JSON on a line of its own. `write` says whether anybody still reads.
///
/// # Errors
/// As [`check`], those of `write`, and what the filter itself says: `write` has then got what came before.
pub(super) fn run(
    filter: &str,
    json: &[u8],
    face: StreamStyle,
    write: impl FnMut(&str) -> Result<bool> + Send,
) -> Result<()> {
    with_deep_stack(|| interpret(filter, json, face, write))
}

/// Works where every filter that [`check_depth`] lets pass has the stack it needs: that of a first thread differs from system to
/// system.
fn with_deep_stack<T: Send>(work: impl FnOnce() -> Result<T> + Send) -> Result<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("jq".to_owned()).stack_size(STACK);
        let done = thread.spawn_scoped(scope, work).map_err(anyhow::Error::from)?.join();
        done.unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Refuses a filter that is nested more deeply than it can be read. Brackets within texts count too.
fn check_depth(filter: &str) -> Result<()> {
    let mut depth = 0_usize;
    for (at, character) in filter.char_indices() {
        match character {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            let reason = format!("it is nested more than {MAX_DEPTH} levels deep");
            return Err(pointing(filter, &filter[at..], &reason));
        }
    }
    Ok(())
}

fn interpret(
    filter: &str,
    json: &[u8],
    face: StreamStyle,
    mut write: impl FnMut(&str) -> Result<bool>,
) -> Result<()> {
    let program = compile(filter)?;
    let failed = |reason: String| {
        Error::usage(format!("the `--jq` filter cannot take this result: {}", cut(&reason)))
            .kind(ErrorKind::Jq)
    };
    let input = jaq_json::read::parse_single(json).map_err(|error| failed(error.to_string()))?;
    let whole = input.clone();
    let context = Ctx::<JustLut<Val>>::new(&program.lut, Vars::new([]));
    let mut text = String::new();
    for value in program.id.run((context, input)) {
        match value {
            Ok(value) => line(&value, face, &mut text),
            Err(exception) => {
                write(&text)?;
                return match exception.get_err() {
                    Ok(error) => {
                        let reason = error.to_string();
                        let hint = each::hint(filter, &whole, &reason);
                        Err(hint.into_iter().fold(failed(reason), Error::hint))
                    }
                    Err(_) => Ok(()),
                };
            }
        }
        if text.len() >= CHUNK {
            if !write(&text)? {
                return Ok(());
            }
            text.clear();
        }
    }
    write(&text).map(drop)
}

/// What is wrong, with as much of the value as tells which one it is.
fn cut(reason: &str) -> String {
    if reason.chars().count() <= MOST_OF_A_VALUE {
        return reason.to_owned();
    }
    let (start, end) = (MOST_OF_A_VALUE * 3 / 4, MOST_OF_A_VALUE / 4 - 1);
    let letters: Vec<char> = reason.chars().collect();
    let part = |letters: &[char]| letters.iter().collect::<String>();
    format!("{}…{}", part(&letters[..start]), part(&letters[letters.len() - end..]))
}

fn line(value: &Val, face: StreamStyle, text: &mut String) {
    match value {
        Val::TStr(bytes) => text.push_str(&face.clean(&String::from_utf8_lossy(bytes))),
        value => text.push_str(&sanitize::json(&value.to_string())),
    }
    text.push('\n');
}

fn compile(filter: &str) -> Result<Program> {
    check_depth(filter)?;
    let defs = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs());
    let rows = load::parse(ROWS, |parser| parser.defs()).unwrap_or_default();
    let defs = defs.filter(|def| !LEFT_OUT.contains(&def.name)).chain(rows);
    let funs = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs());
    let funs = funs.filter(|(name, ..)| !LEFT_OUT.contains(name));
    let arena = Arena::default();
    let modules = Loader::new(defs)
        .load(&arena, File { code: filter, path: () })
        .map_err(|errors| unread(filter, errors))?;
    Compiler::default()
        .with_funs(funs)
        .compile(modules)
        .map_err(|errors| undefined(filter, &errors))
}

/// The first mistake of a filter that is none.
fn unread(filter: &str, errors: load::Errors<&str, ()>) -> Error {
    let first = errors.into_iter().next().map(|(_, error)| error);
    let (found, reason) = match first {
        Some(load::Error::Lex(errors)) => match errors.into_iter().next() {
            Some((lex::Expect::Delim(open), found)) => {
                let open_at = if found.is_empty() { open } else { found };
                (open_at, format!("`{}` is never closed", first_character(open_at)))
            }
            Some((expected, found)) => (found, expectation(expected.as_str(), found)),
            None => (filter, "it cannot be read".to_owned()),
        },
        Some(load::Error::Parse(errors)) => match errors.into_iter().next() {
            Some((expected, found)) => (found, expectation(wanted(&expected), found)),
            None => (filter, "it cannot be read".to_owned()),
        },
        Some(load::Error::Io(errors)) => {
            let path = errors.into_iter().next().map_or(filter, |(path, _)| path);
            (path, "modules cannot be loaded here".to_owned())
        }
        None => (filter, "it cannot be read".to_owned()),
    };
    pointing(filter, found, &reason)
}

fn wanted<'s>(expected: &parse::Expect<&'s str>) -> &'s str {
    match expected {
        parse::Expect::Nothing => "the end",
        other => other.as_str(),
    }
}

fn first_character(text: &str) -> &str {
    text.char_indices().nth(1).map_or(text, |(end, _)| &text[..end])
}

fn expectation(expected: &str, found: &str) -> String {
    match found.split_whitespace().next() {
        None => format!("expected {expected}, and here it ends"),
        Some(word) => format!("expected {expected}, found `{word}`"),
    }
}

fn undefined(filter: &str, errors: &compile::Errors<&str, ()>) -> Error {
    let first = errors.iter().flat_map(|(_, errors)| errors).next();
    let Some((name, what)) = first else { return pointing(filter, filter, "it has a mistake") };
    let reason = match what {
        compile::Undefined::Filter(arity) => format!("there is no filter `{name}/{arity}`"),
        other => format!("there is no {} `{name}`", other.as_str()),
    };
    pointing(filter, name, &reason)
}

/// The mistake with its line, and a caret under its place.
fn pointing(filter: &str, part: &str, reason: &str) -> Error {
    let (start, end) = (filter.as_ptr() as usize, filter.as_ptr() as usize + filter.len());
    let address = part.as_ptr() as usize;
    // What is not a part of the filter, such as a name that jaq made up, has no place in it.
    if address < start || address > end {
        return Error::usage(format!("`--jq`: {reason}")).kind(ErrorKind::Jq);
    }
    let before = filter.get(..address - start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = filter[line_start..].lines().next().unwrap_or_default();
    let number = before.matches('\n').count() + 1;
    let column = before[line_start..].chars().count();
    let pad: String =
        before[line_start..].chars().map(|c| if c == '\t' { '\t' } else { ' ' }).collect();
    Error::usage(format!("`--jq`, line {number}, column {}: {reason}", column + 1))
        .kind(ErrorKind::Jq)
        .cause(format!("{line}\n     {pad}^"))
}

#[cfg(test)]
mod tests;
