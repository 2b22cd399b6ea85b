//! A sign of life while a tenant is slow: on a terminal only, on one line that is gone before anything else is said.

use std::sync::atomic::Ordering;

use super::Out;
use super::color::Tint;

const FRAMES: [&str; 10] = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/// To the beginning of the line, and nothing from there on.
const ERASE: &str = "\r\x1b[K";

impl Out {
    /// Shows the spinner as it is at this tick, with what is waited for. Nothing happens in a pipe, with `-q`, with
    /// `-v`, which has signs of life of its own, and on a terminal that cannot erase a line.
    pub fn spin(&self, tick: usize, text: &str) {
        let settings = &self.settings;
        let dumb = settings.environment.term.as_deref() == Some("dumb");
        let terminals = self.answer.terminal && self.talk.terminal;
        if !terminals || dumb || settings.quiet || settings.no_input || settings.verbosity > 0 {
            return;
        }
        let frame = self.talk.paint(Tint::Faint, FRAMES[tick % FRAMES.len()]);
        let _ = super::lock(&self.stderr).write(&format!("{ERASE}{frame} {text}"));
        self.spinning.store(true, Ordering::Relaxed);
    }

    /// Takes the spinner away, if there is one.
    pub fn hush(&self) {
        if self.spinning.swap(false, Ordering::Relaxed) {
            let _ = super::lock(&self.stderr).write(ERASE);
        }
    }
}
