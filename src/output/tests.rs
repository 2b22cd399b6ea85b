//! The whole window, with streams that remember what was written.

use std::io::{self, ErrorKind, Write};
use std::sync::{Arc, Mutex};

use serde_json::json;

use crate::output::*;

#[derive(Clone, Default)]
struct SharedBuffer(Arc<Mutex<Vec<u8>>>);

impl SharedBuffer {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for SharedBuffer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A stream that fails, and counts how often it was tried.
#[derive(Clone)]
struct FailingWriter(ErrorKind, Arc<Mutex<usize>>);

impl Write for FailingWriter {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        *self.1.lock().unwrap() += 1;
        Err(self.0.into())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Someone with answers prepared, who remembers the questions.
#[derive(Clone, Default)]
struct Person {
    answers: Arc<Mutex<Vec<&'static str>>>,
    asked: SharedBuffer,
}

impl Person {
    fn who_says(answers: &[&'static str]) -> Self {
        let answers: Vec<_> = answers.iter().rev().copied().collect();
        Self { answers: Arc::new(Mutex::new(answers)), asked: SharedBuffer::default() }
    }
}

impl Console for Person {
    fn ask(&mut self, prompt: &str) -> io::Result<Option<String>> {
        self.asked.write_all(prompt.as_bytes())?;
        Ok(self.answers.lock().unwrap().pop().map(ToOwned::to_owned))
    }

    fn ask_hidden(&mut self, prompt: &str) -> io::Result<Option<String>> {
        self.ask(prompt)
    }
}

struct SilentConsole;

impl Console for SilentConsole {
    fn ask(&mut self, _: &str) -> io::Result<Option<String>> {
        Err(io::Error::other("no such device"))
    }

    fn ask_hidden(&mut self, prompt: &str) -> io::Result<Option<String>> {
        self.ask(prompt)
    }
}

struct TestConsole {
    out: Out,
    stdout: SharedBuffer,
    stderr: SharedBuffer,
}

fn room(settings: Settings, terminal: bool) -> TestConsole {
    let (stdout, stderr) = (SharedBuffer::default(), SharedBuffer::default());
    let stream = |paper: &SharedBuffer| {
        if terminal {
            Stream::terminal(paper.clone(), Some(80))
        } else {
            Stream::new(paper.clone())
        }
    };
    let streams = Streams {
        stdout: stream(&stdout),
        stderr: stream(&stderr),
        console: Box::new(SilentConsole),
    };
    TestConsole { out: Out::with(settings, streams), stdout, stderr }
}

fn with(format: Format) -> Settings {
    Settings { format, ..Settings::default() }
}

fn asking(settings: Settings, person: impl Console + 'static) -> Out {
    let streams = Streams {
        stdout: Stream::new(io::sink()),
        stderr: Stream::new(io::sink()),
        console: Box::new(person),
    };
    Out::with(settings, streams)
}

fn groups() -> Listing<'static> {
    Listing::many(vec![json!({"id": "1", "name": "a\x1b"}), json!({"id": "2", "name": "b"})])
        .columns(vec![
            Column::field("id", "id").whole(),
            Column::field("name", "name"),
            Column::field("created", "created").hidden(),
        ])
}

#[test]
fn every_format_goes_to_stdout() {
    for (format, expected) in [
        (Format::Table, "ID  NAME\n1   a\x1b\n2   b\n"),
        (Format::Csv, "id,name\n1,a\x1b\n2,b\n"),
        (Format::Id, "1\n2\n"),
        (Format::Jsonl, "{\"id\":\"1\",\"name\":\"a\\u001b\"}\n{\"id\":\"2\",\"name\":\"b\"}\n"),
        (Format::Yaml, "- id: '1'\n  name: \"a\\e\"\n- id: '2'\n  name: b\n"),
    ] {
        let room = room(with(format), false);
        room.out.print(&groups()).unwrap();
        assert_eq!(room.stdout.text().replace('"', "'"), expected.replace('"', "'"), "{format}");
        assert_eq!(room.stderr.text(), "");
    }
}

#[test]
fn no_format_lets_a_terminal_be_steered() {
    for (format, _) in Format::ALL {
        let room = room(Settings { color: Color::Never, ..with(format) }, true);
        room.out.print(&groups()).unwrap();
        room.out.text("\x1b]0;title\x07text\n").unwrap();
        assert!(!room.stdout.text().contains(['\x1b', '\x07']), "{format}");
    }
}

#[test]
fn columns_are_those_asked_for() {
    let settings = |names: &[&str]| Settings {
        columns: Some(names.iter().map(ToString::to_string).collect()),
        ..with(Format::Csv)
    };
    let shown = room(settings(&["created", "ID"]), false);
    shown.out.print(&groups()).unwrap();
    assert_eq!(shown.stdout.text(), "created,id\n,1\n,2\n");
    let error = room(settings(&["size"]), false).out.print(&groups()).unwrap_err();
    assert_eq!(error.to_string(), "unknown column `size`; available: `id`, `name`, `created`");
}

#[test]
fn talk_goes_to_stderr_and_quiet_silences_news_and_notes() {
    let loud = room(Settings { verbosity: 1, ..Settings::default() }, false);
    let quiet = room(Settings { quiet: true, ..Settings::default() }, false);
    for room in [&loud, &quiet] {
        room.out.news("created");
        room.out.note("by profile");
        room.out.warn("old\n");
        room.out.tell("3");
        room.out.trace(1, "GET /");
        room.out.trace(2, "body");
        assert_eq!(room.stdout.text(), "");
    }
    assert_eq!(loud.stderr.text(), "created\nnote: by profile\nwarning: old\n3\nGET /\n");
    assert_eq!(quiet.stderr.text(), "warning: old\n3\n");
}

#[test]
fn errors_are_text_or_json_as_the_answer_would_be() {
    let error = Error::new(Code::NotFound, "no group `a\x1b`").hint("syncgroup list");
    for (format, expected) in [
        (Format::Table, "error: no group `a`\n  hint: syncgroup list\n"),
        (Format::Yaml, "error: no group `a`\n  hint: syncgroup list\n"),
    ] {
        let room = room(with(format), false);
        room.out.error(&error);
        assert_eq!(room.stderr.text(), expected);
    }
    for format in [Format::Json, Format::Jsonl] {
        let room = room(with(format), true);
        room.out.error(&error);
        let text = room.stderr.text();
        assert_eq!(text.lines().count(), 1);
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).unwrap(),
            error.to_json(&crate::command_line::Invocation::default())
        );
    }
}

#[test]
fn a_terminal_gets_colour_around_the_label_only() {
    let room = room(Settings::default(), true);
    room.out.error(&Error::usage("no \x1b[1mgroup"));
    room.out.warn("old");
    assert_eq!(
        room.stderr.text(),
        "\x1b[31merror:\x1b[0m no [1mgroup\n\x1b[33mwarning:\x1b[0m old\n"
    );
}

#[test]
fn a_trace_on_a_terminal_keeps_its_colour() {
    let room = room(Settings { verbosity: 1, ..Settings::default() }, true);
    room.out.trace(1, "GET /\x1b[2J\nnext");
    assert_eq!(room.stderr.text(), "\x1b[2mGET /[2J\x1b[0m\n\x1b[2mnext\x1b[0m\n");
}

#[test]
fn a_difference_goes_where_it_is_sent() {
    let change = Change { old_name: "a", new_name: "b", old: "1\n", new: "2\n" };
    let room = room(Settings::default(), false);
    room.out.diff(&change, Target::Stdout).unwrap();
    room.out.diff(&change, Target::Stderr).unwrap();
    assert_eq!(room.stdout.text(), "--- a\n+++ b\n@@ -1 +1 @@\n-1\n+2\n");
    assert_eq!(room.stdout.text(), room.stderr.text());
}

#[test]
fn a_closed_pipe_is_a_success_and_is_left_alone() {
    let wall = FailingWriter(ErrorKind::BrokenPipe, Arc::default());
    let streams = Streams {
        stdout: Stream::new(wall.clone()),
        stderr: Stream::new(wall.clone()),
        console: Box::new(SilentConsole),
    };
    let out = Out::with(Settings::default(), streams);
    for _ in 0..3 {
        out.print(&groups()).unwrap();
        out.news("news");
    }
    assert_eq!(*wall.1.lock().unwrap(), 2);
}

#[test]
fn a_full_disk_is_an_error_on_stdout_and_none_on_stderr() {
    let wall = FailingWriter(ErrorKind::StorageFull, Arc::default());
    let streams = Streams {
        stdout: Stream::new(wall.clone()),
        stderr: Stream::new(wall),
        console: Box::new(SilentConsole),
    };
    let out = Out::with(Settings::default(), streams);
    out.warn("warned");
    let error = out.print(&groups()).unwrap_err();
    assert_eq!((error.code(), error.message()), (Code::Refused, "cannot write to stdout"));
}

#[test]
fn a_question_is_shown_again_until_the_answer_is_yes_or_no() {
    for (answers, yes) in
        [(&["maybe", "yep", "y"][..], true), (&["ja", "no"], false), (&["?"], false)]
    {
        let person = Person::who_says(answers);
        let result = asking(Settings::default(), person.clone()).ask("  it is large\ndelete `a`?");
        assert_eq!(result.is_ok(), yes, "{answers:?}");
        let shown = person.asked.text();
        assert!(
            shown.starts_with("  it is large\ndelete `a`? [y/N] please answer yes or no\n"),
            "{shown}"
        );
        assert_eq!(shown.matches("it is large").count(), 1, "{shown}");
        assert_eq!(shown.matches("delete `a`? [y/N] ").count(), answers.len().max(2), "{shown}");
    }
}

#[test]
fn yes_in_any_spelling_is_yes_and_no_or_nothing_is_no() {
    for (answer, yes) in
        [("y", true), ("YES", true), (" Yes ", true), ("", false), ("n", false), ("NO", false)]
    {
        let person = Person::who_says(&[answer]);
        let result = asking(Settings::default(), person.clone()).ask("delete\x1b `a`?");
        assert_eq!(result.is_ok(), yes, "{answer}");
        assert_eq!(person.asked.text(), "delete `a`? [y/N] ");
        if let Err(error) = result {
            assert_eq!((error.code(), error.word()), (Code::Interrupted, "declined"));
        }
    }
    let error = asking(Settings::default(), Person::default()).ask("delete?").unwrap_err();
    assert_eq!(error.word(), "declined");
}

#[test]
fn yes_beforehand_asks_nobody() {
    let settings = Settings { yes: true, no_input: true, ..Settings::default() };
    assert!(asking(settings, SilentConsole).ask("delete?").is_ok());
}

#[test]
fn without_anybody_a_question_is_an_error() {
    let error = asking(Settings::default(), SilentConsole).ask("delete `a`?").unwrap_err();
    assert_eq!(
        error.to_text(),
        "error: cannot prompt without a terminal: delete `a`?\n  cause: no such device\n  hint: --yes\n"
    );
    assert_eq!(error.code(), Code::Usage);
    let settings = || Settings { no_input: true, ..Settings::default() };
    let person = Person::who_says(&["y"; 4]);
    let out = asking(settings(), person.clone());
    assert_eq!(
        out.ask("delete?").unwrap_err().message(),
        "`--no-input` forbids the question: delete?"
    );
    assert!(
        out.ask_text("name").is_err()
            && out.ask_secret("secret").is_err()
            && out.choose("which", &["a"]).is_err()
    );
    assert_eq!(person.asked.text(), "");
}

#[test]
fn texts_and_secrets_are_read() {
    let out =
        asking(Settings { yes: true, ..Settings::default() }, Person::who_says(&[" a b ", " s "]));
    assert_eq!(out.ask_text("name").unwrap(), "a b");
    assert_eq!(out.ask_secret("secret").unwrap().as_str(), " s ");
    assert_eq!(out.ask_secret("secret").unwrap_err().word(), "declined");
}

#[test]
fn a_choice_is_asked_for_until_it_is_one() {
    let person = Person::who_says(&["0", "x", "3", "2"]);
    let out = asking(Settings::default(), person.clone());
    assert_eq!(out.choose("which", &["a", "b"]).unwrap(), 1);
    assert!(
        person
            .asked
            .text()
            .starts_with("  1  a\n  2  b\nwhich [1-2] a number from 1 to 2, please: ")
    );
    assert_eq!(out.choose("which", &["a"]).unwrap_err().word(), "declined");
    assert_eq!(out.choose("which", &[]).unwrap_err().code(), Code::Usage);
}
