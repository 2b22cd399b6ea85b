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
            let bar = Bar { what: "reading ", done, total, elapsed, at_least, waits_for };
            lock(&self.stderr).pin(&bar.line(self.talk.width));
        }
    }
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
            let (done, total, at_least) = (self.done, self.total, Duration::ZERO);
            let bar = Bar { what: "", done, total, elapsed, at_least, waits_for };
            lock(&self.out.stderr).pin(&bar.line(self.out.talk.width));
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

/// How far some work has come.
struct Bar<'a> {
    /// What is done, with a space behind it, where that is not plain.
    what: &'a str,
    done: usize,
    total: usize,
    elapsed: Duration,
    at_least: Duration,
    /// What is waited for, if that is known.
    waits_for: &'a str,
}

impl Bar<'_> {
    /// `412/1000 ━━━━━━━━━━               41 % 1:02 left, waiting for the tenant's rate limit`, in one line of a terminal
    /// of so many columns: a line that breaks is not taken away as a whole.
    fn line(&self, columns: Option<u16>) -> String {
        let Self { what, done, elapsed, at_least, waits_for, .. } = *self;
        let total = self.total.max(done).max(1);
        let before = format!("{what}{done}/{total} ");
        let left = left(done, total, elapsed, at_least);
        let left = left.map(|left| format!(" {left} left")).unwrap_or_default();
        let waits = match waits_for {
            "" => String::new(),
            waits_for => format!(", waiting for {waits_for}"),
        };
        let after = format!("{} %{left}{waits}", 100 * done / total);
        // The cursor stands behind the line.
        let room = columns.map_or(usize::MAX, |columns| usize::from(columns.saturating_sub(1)));
        let cells = room.saturating_sub(before.len() + after.len() + 1).min(WIDTH);
        let bar = match cells * done / total {
            _ if cells == 0 => String::new(),
            filled => format!("{}{} ", "━".repeat(filled), " ".repeat(cells - filled)),
        };
        format!("{before}{bar}{after}").chars().take(room).collect()
    }
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
        let line = |done, total, seconds, at_least| {
            let (elapsed, at_least) = (Duration::from_secs(seconds), Duration::from_secs(at_least));
            Bar { what: "", done, total, elapsed, at_least, waits_for: "" }.line(None)
        };
        assert_eq!(line(250, 1000, 25, 60), "250/1000 ━━━━━━                   25 % 1:15 left");
        assert_eq!(line(0, 10, 3, 0), format!("0/10 {} 0 %", " ".repeat(WIDTH)));
        assert_eq!(line(10, 10, 3, 0), format!("10/10 {} 100 % 0:00 left", "━".repeat(WIDTH)));
    }

    #[test]
    fn a_narrow_terminal_gets_a_shorter_bar_and_never_more_than_a_line() {
        let line = |columns| {
            let (elapsed, at_least) = (Duration::from_secs(5), Duration::ZERO);
            let waits_for = "the tenant's rate limit";
            let (what, done, total) = ("reading ", 100, 200);
            Bar { what, done, total, elapsed, at_least, waits_for }.line(Some(columns))
        };
        let all = "50 % 0:05 left, waiting for the tenant's rate limit";
        assert_eq!(
            line(120),
            format!("reading 100/200 {}{} {all}", "━".repeat(12), " ".repeat(12))
        );
        assert_eq!(line(80), format!("reading 100/200 ━━━━━       {all}"));
        assert_eq!(line(68), format!("reading 100/200 {all}"));
        for columns in 0..130 {
            assert!(line(columns).chars().count() <= usize::from(columns.saturating_sub(1)));
        }
    }

    #[test]
    fn the_rest_takes_no_less_than_the_rate_limit_allows() {
        let (quick, limited) = (Duration::from_secs(1), Duration::from_secs(190));
        assert_eq!(left(100, 2000, quick, limited).unwrap(), "3:10");
        assert_eq!(left(100, 2000, quick, Duration::ZERO).unwrap(), "0:19");
    }
}
