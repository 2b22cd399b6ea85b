//! How far long work has come: one line at the foot of a terminal, which every other text pushes down.

use std::time::{Duration, Instant};

use crate::output::{Out, lock};

/// Work that is over sooner needs no line.
const PATIENCE: Duration = Duration::from_millis(500);

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
            let mut text = line(self.done, self.total, elapsed);
            if !waits_for.is_empty() {
                text = format!("{text}, waiting for {waits_for}");
            }
            lock(&self.out.stderr).pin(&text);
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
fn line(done: usize, total: usize, elapsed: Duration) -> String {
    let total = total.max(done).max(1);
    let filled = WIDTH * done / total;
    let bar = format!("{}{}", "━".repeat(filled), " ".repeat(WIDTH - filled));
    let left = left(done, total, elapsed).map(|left| format!(" {left} left")).unwrap_or_default();
    format!("{done}/{total} {bar} {} %{left}", 100 * done / total)
}

/// Minutes and seconds that the rest takes at the pace so far; nothing before the first step is done.
fn left(done: usize, total: usize, elapsed: Duration) -> Option<String> {
    let rest = u32::try_from(total - done).ok()?;
    let each = elapsed.checked_div(u32::try_from(done).ok()?)?;
    let seconds = each.saturating_mul(rest).as_secs_f64().ceil();
    let minutes = (seconds / 60.0).floor();
    Some(format!("{minutes}:{:02}", seconds - minutes * 60.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_much_is_done_and_how_long_the_rest_takes() {
        assert_eq!(
            line(250, 1000, Duration::from_secs(25)),
            "250/1000 ━━━━━━                   25 % 1:15 left"
        );
        assert_eq!(line(0, 10, Duration::from_secs(3)), format!("0/10 {} 0 %", " ".repeat(WIDTH)));
        assert_eq!(
            line(10, 10, Duration::from_secs(3)),
            format!("10/10 {} 100 % 0:00 left", "━".repeat(WIDTH))
        );
    }
}
