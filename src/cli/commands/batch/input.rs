//! The lines of stdin, read by a thread of their own: they are taken whatever the requests before them wait for.

use std::io::BufRead;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::app::batch::{Input, Line};

/// The longest line that is read.
const LONGEST: usize = 8 << 20;

/// While so many bytes of requests wait, no more are read.
const MOST_WAITING: usize = 64 << 20;

/// How many bytes of requests wait.
#[derive(Default)]
pub struct Waiting {
    bytes: Mutex<usize>,
    changed: Condvar,
}

impl Waiting {
    /// So many bytes wait no more.
    pub fn take(&self, bytes: usize) {
        let mut waiting = self.lock();
        *waiting = waiting.saturating_sub(bytes);
        self.changed.notify_all();
    }

    fn add(&self, bytes: usize) {
        let mut waiting = self.lock();
        while *waiting >= MOST_WAITING {
            waiting = self.changed.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        *waiting += bytes;
    }

    fn lock(&self) -> MutexGuard<'_, usize> {
        self.bytes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Reads stdin until its end.
pub fn read() -> std::io::Result<(UnboundedReceiver<Input>, Arc<Waiting>)> {
    let (sender, receiver) = unbounded_channel();
    let waiting = Arc::<Waiting>::default();
    let shared = Arc::clone(&waiting);
    let work = move || {
        each(std::io::stdin().lock(), &shared, &sender);
        // Nobody listens where the batch has ended.
        let _ = sender.send(Input::End);
    };
    std::thread::Builder::new().name("stdin".into()).spawn(work)?;
    Ok((receiver, waiting))
}

/// Hands on lines, those that came together at once. A last line without an end counts as one.
fn each(mut stdin: impl BufRead, waiting: &Waiting, sender: &UnboundedSender<Input>) {
    let mut lines = Lines::default();
    loop {
        let read = match stdin.fill_buf() {
            Ok(bytes) => {
                lines.add(bytes);
                bytes.len()
            }
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(_) => 0,
        };
        stdin.consume(read);
        if read == 0 {
            lines.end();
        }
        let whole = std::mem::take(&mut lines.whole);
        if !whole.is_empty() {
            waiting.add(whole.iter().map(Line::len).sum());
            if sender.send(Input::Lines(whole)).is_err() {
                return;
            }
        }
        if read == 0 {
            return;
        }
    }
}

#[derive(Default)]
struct Lines {
    whole: Vec<Line>,
    part: Vec<u8>,
    too_long: bool,
    started: bool,
}

impl Lines {
    fn add(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some(at) = memchr::memchr(b'\n', rest) {
            self.extend(&rest[..at]);
            self.end();
            rest = &rest[at + 1..];
        }
        self.extend(rest);
    }

    fn extend(&mut self, bytes: &[u8]) {
        if self.too_long || self.part.len() + bytes.len() > LONGEST {
            self.too_long = true;
            self.part = Vec::new();
        } else {
            self.part.extend_from_slice(bytes);
        }
    }

    fn end(&mut self) {
        let mut part = std::mem::take(&mut self.part);
        if !std::mem::replace(&mut self.started, true) && part.starts_with(b"\xef\xbb\xbf") {
            part.drain(..3);
        }
        if std::mem::take(&mut self.too_long) {
            self.whole.push(Line::TooLong);
        } else if !part.trim_ascii().is_empty() {
            self.whole.push(Line::Whole(part));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(input: &[u8]) -> Vec<String> {
        let (sender, mut receiver) = unbounded_channel();
        each(std::io::BufReader::with_capacity(7, input), &Waiting::default(), &sender);
        drop(sender);
        let mut all = Vec::new();
        while let Some(Input::Lines(lines)) = receiver.blocking_recv() {
            all.extend(lines.into_iter().map(|line| match line {
                Line::Whole(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                Line::TooLong => "too long".to_owned(),
            }));
        }
        all
    }

    #[test]
    fn lines_are_whole_and_the_last_needs_no_end() {
        assert_eq!(
            lines(b"\xef\xbb\xbf{\"a\":1}\r\n\n  \n{\"b\":22222222}"),
            ["{\"a\":1}\r", "{\"b\":22222222}"]
        );
        assert!(lines(b"").is_empty());
    }

    #[test]
    fn a_line_that_is_too_long_is_left_out_and_the_next_is_read() {
        let mut input = vec![b'x'; LONGEST + 1];
        input.extend(b"\n{}\n");
        assert_eq!(lines(&input), ["too long", "{}"]);
        let mut input = vec![b'x'; LONGEST];
        input.extend(b"\n");
        assert_eq!(lines(&input)[0].len(), LONGEST);
    }
}
