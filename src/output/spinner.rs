//! A sign of life while a tenant is slow: on a terminal only, on one line that is gone before anything else is said.

use crate::output::color::Tint;
use crate::output::{Out, lock};

const FRAMES: [&str; 10] = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

impl Out {
    /// Shows the spinner as it is at this tick, with what is waited for. Nothing happens in a pipe, with `-q`, with
    /// `-v`, which has signs of life of its own, and on a terminal that cannot erase a line.
    pub fn spin(&self, tick: usize, text: &str) {
        if self.shows_waiting() {
            let frame = self.talk.paint(Tint::Faint, FRAMES[tick % FRAMES.len()]);
            lock(&self.stderr).pin(&format!("{frame} {text}"));
        }
    }

    pub(super) fn shows_waiting(&self) -> bool {
        let settings = &self.settings;
        let dumb = settings.environment.term.as_deref() == Some("dumb");
        // Who is behind a pipe may use the same terminal.
        let seen = self.talk.terminal && (self.answer.terminal || self.answers_a_file);
        seen && !dumb && !settings.quiet && !settings.no_input && settings.verbosity == 0
    }

    /// Takes the line at the foot of the terminal away, if there is one.
    pub fn hush(&self) {
        lock(&self.stderr).pin("");
    }
}
