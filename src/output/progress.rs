//! How far long work has come: one line at the foot of a terminal, which every other text pushes down.

use std::time::{Duration, Instant};

use crate::output::{Out, lock};

/// Work that is over sooner needs no line.
const PATIENCE: Duration = Duration::from_millis(500);

/// Fewer requests are over before anybody wants to know how many they are.
const MANY: usize = 20;

/// Cells of the bar.
const WIDTH: usize = 24;

/// The progress of some work on stderr. Shown on a terminal only, and not with `-q`; gone with this value.
pub struct Progress<'a> {
    out: &'a Out,
    visible: bool,
    start: Instant,
    total: usize,
    done: usize,
}

impl Out {
    /// Work of so many steps begins.
    pub fn progress(&self, total: usize) -> Progress<'_> {
        let visible = self.talk.terminal && !self.settings.quiet;
        Progress { out: self, visible, start: Instant::now(), total, done: 0 }
    }
}

/// How far reads have come that take many requests.
#[derive(Debug, Clone, Copy)]
pub struct Reads {
    /// Requests that have been answered.
    pub done: usize,
    /// All requests, as far as it is known.
    pub total: usize,
    /// The time that the rest takes, at least.
    pub at_least: Duration,
}

impl Reads {
    /// Whether there are so many requests that somebody wants to know how long they take.
    pub const fn are_many(&self) -> bool {
        self.total >= MANY
    }
}

impl Out {
    /// Shows how far reads have come after this time, where [`Out::spin`] shows anything.
    pub fn show_reads(&self, reads: Reads, elapsed: Duration, waits_for: &str) {
        if self.shows_waiting() {
            let Reads { done, total, at_least } = reads;
            let line = line(done, total, elapsed, at_least);
            lock(&self.stderr).pin(&waiting(format!("reading {line}"), waits_for));
        }
    }
}

/// The line with what is waited for, if that is known.
fn waiting(line: String, waits_for: &str) -> String {
    if waits_for.is_empty() { line } else { format!("{line}, waiting for {waits_for}") }
}

impl Progress<'_> {
    /// One step more is done.
    pub fn advance(&mut self) {
        self.done += 1;
        self.show("");
    }

    /// Shows the line anew, with what is waited for if that is known: the time left goes on while nothing else does.
    pub fn show(&self, waits_for: &str) {
        let elapsed = self.start.elapsed();
        if self.visible && elapsed >= PATIENCE {
            let text = line(self.done, self.total, elapsed, Duration::ZERO);
            lock(&self.out.stderr).pin(&waiting(text, waits_for));
        }
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if self.visible {
            lock(&self.out.stderr).pin("");
        }
    }
}

/// `412/1000 ━━━━━━━━━━               41 % 1:02 left`.
fn line(done: usize, total: usize, elapsed: Duration, at_least: Duration) -> String {
    let total = total.max(done).max(1);
    let filled = WIDTH * done / total;
    let bar = format!("{}{}", "━".repeat(filled), " ".repeat(WIDTH - filled));
    let left = left(done, total, elapsed, at_least)
        .map(|left| format!(" {left} left"))
        .unwrap_or_default();
    format!("{done}/{total} {bar} {} %{left}", 100 * done / total)
}

/// Minutes and seconds that the rest takes at the pace so far, or at least; nothing before the first step is done.
fn left(done: usize, total: usize, elapsed: Duration, at_least: Duration) -> Option<String> {
    let rest = u32::try_from(total - done).ok()?;
    let each = elapsed.checked_div(u32::try_from(done).ok()?)?;
    let seconds = each.saturating_mul(rest).max(at_least).as_secs_f64().ceil();
    let minutes = (seconds / 60.0).floor();
    Some(format!("{minutes}:{:02}", seconds - minutes * 60.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_much_is_done_and_how_long_the_rest_takes() {
        assert_eq!(
            line(250, 1000, Duration::from_secs(25), Duration::from_secs(60)),
            "250/1000 ━━━━━━                   25 % 1:15 left"
        );
        assert_eq!(
            line(0, 10, Duration::from_secs(3), Duration::ZERO),
            format!("0/10 {} 0 %", " ".repeat(WIDTH))
        );
        assert_eq!(
            line(10, 10, Duration::from_secs(3), Duration::ZERO),
            format!("10/10 {} 100 % 0:00 left", "━".repeat(WIDTH))
        );
    }

    #[test]
    fn the_rest_takes_no_less_than_the_rate_limit_allows() {
        let (quick, limited) = (Duration::from_secs(1), Duration::from_secs(190));
        assert_eq!(left(100, 2000, quick, limited).unwrap(), "3:10");
        assert_eq!(left(100, 2000, quick, Duration::ZERO).unwrap(), "0:19");
    }
}
