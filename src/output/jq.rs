//! `--jq`: a filter over the JSON result, built in.
//!
//! The language is jq's, by jaq. A filter sees the result and nothing else of this machine: no environment, where
//! secrets live, no files and no further input; and it writes nothing by itself.

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

/// Bytes that are collected before they are written: enough to be fast, little enough for a filter without an end.
const CHUNK: usize = 64 * 1024;

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
        Error::usage(format!("the `--jq` filter cannot take this result: {reason}"))
            .kind(ErrorKind::Jq)
    };
    let input = jaq_json::read::parse_single(json).map_err(|error| failed(error.to_string()))?;
    let context = Ctx::<JustLut<Val>>::new(&program.lut, Vars::new([]));
    let mut text = String::new();
    for value in program.id.run((context, input)) {
        match value {
            Ok(value) => line(&value, face, &mut text),
            Err(exception) => {
                write(&text)?;
                return match exception.get_err() {
                    Ok(error) => Err(failed(error.to_string())),
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
    let defs = defs.filter(|def| !LEFT_OUT.contains(&def.name));
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
mod tests {
    use super::*;

    const PIPE: StreamStyle = StreamStyle { terminal: false, width: None, color: false };

    fn filtered(filter: &str, json: &str) -> String {
        let mut all = String::new();
        run(filter, json.as_bytes(), PIPE, |text| {
            all += text;
            Ok(true)
        })
        .unwrap();
        all
    }

    #[test]
    fn texts_are_raw_and_all_else_is_json_one_a_line() {
        let json = r#"[{"id":"1","name":"a \"b\"\nc","n":1.5},{"id":"2","name":"ü","n":null}]"#;
        assert_eq!(filtered(".[].id", json), "1\n2\n");
        assert_eq!(filtered(".[0].name", json), "a \"b\"\nc\n");
        assert_eq!(filtered("map(.n)", json), "[1.5,null]\n");
        assert_eq!(filtered(".[1]", json), "{\"id\":\"2\",\"name\":\"ü\",\"n\":null}\n");
        assert_eq!(filtered("empty", json), "");
        assert_eq!(filtered("length, (.[] | .id)", json), "2\n1\n2\n");
    }

    #[test]
    fn a_filter_may_be_nested_deeply_and_too_deeply_is_told() {
        let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        check(&nested(MAX_DEPTH)).unwrap();
        assert_eq!(filtered(&format!("{} | length", nested(MAX_DEPTH)), "null"), "1\n");
        assert_eq!(filtered(&nested(MAX_DEPTH), "null"), format!("{}\n", nested(MAX_DEPTH)));
        for open in ["[", "(", "{a:"] {
            let error = check(&open.repeat(100_000)).unwrap_err();
            assert_eq!(error.code(), crate::error::Code::Usage);
            assert!(
                error.message().ends_with("it is nested more than 1000 levels deep"),
                "{error}"
            );
        }
    }

    #[test]
    fn the_standard_library_is_there() {
        for (filter, expected) in [
            ("map(select(.name | test(\"^b\"))) | length", "1\n"),
            ("group_by(.p) | map({key: .[0].p, value: length}) | from_entries", "{\"x\":2}\n"),
            ("[.[].name] | join(\",\")", "a,b\n"),
            (".[] | \"\\(.name) \\(.p)\"", "a x\nb x\n"),
            ("[.[].name] | @json", "[\"a\",\"b\"]\n"),
            ("sort_by(.name) | reverse | .[0].name | ascii_upcase", "B\n"),
            ("\"2023-03-16T04:00:00Z\" | fromdate", "1678939200\n"),
            (
                "paths(type == \"string\") | tojson",
                "[0,\"name\"]\n[0,\"p\"]\n[1,\"name\"]\n[1,\"p\"]\n",
            ),
        ] {
            let json = r#"[{"name":"a","p":"x"},{"name":"b","p":"x"}]"#;
            assert_eq!(filtered(filter, json), expected, "{filter}");
        }
    }

    #[test]
    fn order_of_keys_and_digits_of_numbers_survive() {
        let json = r#"{"z":1,"a":12345678901234567890123,"m":1.10,"b":1e400}"#;
        assert_eq!(filtered(".", json), json.to_owned() + "\n");
    }

    #[test]
    fn a_mistake_is_pointed_at() {
        let shown = |filter: &str| check(filter).unwrap_err().to_text();
        for (filter, place) in [
            (".[] | .name |", "line 1, column 14: expected term, and here it ends"),
            (".[] | nmae", "line 1, column 7: there is no filter `nmae/0`"),
            (".[\n] | map(.a", "line 2, column 8: `(` is never closed"),
            ("", "line 1, column 1: expected term, and here it ends"),
            (".a & .b", "line 1, column 4: expected token, found `&`"),
            ("$x", "line 1, column 1: there is no variable `$x`"),
            ("include \"x\"; .", "modules cannot be loaded here"),
            (".a )", "column 4"),
            ("\"a", "column 1: `\"` is never closed"),
        ] {
            let text = shown(filter);
            assert!(text.contains(place), "{filter}: {text}");
        }
        assert_eq!(
            shown(".[] | nmae"),
            "error: `--jq`, line 1, column 7: there is no filter `nmae/0`\n  cause: .[] | nmae\n               ^\n"
        );
    }

    #[test]
    fn a_filter_reaches_nothing_but_the_result() {
        for filter in ["env", "$ENV", "input", "inputs", "stderr", "halt", "halt_error"] {
            assert_eq!(check(filter).unwrap_err().word(), "jq", "{filter}");
        }
    }

    #[test]
    fn what_came_before_a_failure_is_written() {
        let mut all = String::new();
        let error = run(".[] | .a", br#"[{"a":1},2]"#, PIPE, |text| {
            all += text;
            Ok(true)
        })
        .unwrap_err();
        assert_eq!(all, "1\n");
        assert!(error.message().starts_with("the `--jq` filter cannot take this result: "));
        assert_eq!(error.code(), crate::error::Code::Usage);
    }

    #[test]
    fn a_filter_without_an_end_ends_with_its_reader() {
        let mut pieces = 0;
        run("repeat(.)", b"1", PIPE, |text| {
            assert!(text.len() < 2 * CHUNK);
            pieces += 1;
            Ok(pieces < 3)
        })
        .unwrap();
        assert_eq!(pieces, 3);
    }

    #[test]
    fn a_terminal_is_not_steered() {
        let terminal = StreamStyle { terminal: true, ..PIPE };
        let mut all = String::new();
        run(".[]", br#"["a\u001b[2J", ["\u202e"]]"#, terminal, |text| {
            all += text;
            Ok(true)
        })
        .unwrap();
        assert_eq!(all, "a[2J\n[\"\\u202e\"]\n");
    }
}
