//! A terminal of its own for a run, through `script` of util-linux.

use std::io::{Read as _, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::tools::tool;
use crate::world::{Invocation, World};

/// A shell script in a terminal.
pub struct Terminal {
    child: Child,
    keys: ChildStdin,
    screen: ChildStdout,
    /// Everything that was shown so far.
    pub shown: String,
    device: String,
}

impl Terminal {
    /// Starts the script. `None` where this machine has no `script` or no `stty`: the test ends, and has said so.
    pub fn start(
        world: &World,
        script: &str,
        prepare: impl Fn(Invocation) -> Invocation,
    ) -> Option<Self> {
        tool("script")?;
        tool("stty")?;
        // The shell outlives a Ctrl-C, so that it can tell how the program ended.
        let inner = format!("trap : INT; tty; {script}");
        let outer =
            prepare(world.script("exec script -qefc \"$INNER\" /dev/null")).env("INNER", inner);
        let mut command = outer.command;
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.env("SHELL", "/bin/bash").env("TERM", "dumb").spawn().unwrap();
        let (keys, screen) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let mut terminal =
            Self { child, keys, screen, shown: String::new(), device: String::new() };
        terminal.wait_for("\n");
        terminal.device = terminal.shown.lines().next().unwrap().trim().to_owned();
        Some(terminal)
    }

    /// Reads until the text was shown.
    #[track_caller]
    pub fn wait_for(&mut self, text: &str) {
        while !self.shown.contains(text) {
            assert!(self.read(), "`{text}` was never shown:\n{}", self.shown);
        }
    }

    /// Waits until the terminal shows nothing that is typed.
    #[track_caller]
    pub fn wait_until_hidden(&self) {
        loop {
            let settings = self.settings();
            assert!(!settings.is_empty(), "the terminal is gone:\n{}", self.shown);
            if settings.split_whitespace().any(|setting| setting == "-echo") {
                return;
            }
            std::thread::yield_now();
        }
    }

    fn settings(&self) -> String {
        let output = Command::new("stty").args(["-F", &self.device, "-a"]).output().unwrap();
        String::from_utf8(output.stdout).unwrap().replace(';', " ")
    }

    /// Types the keys.
    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Reads to the end, and gives everything that was shown.
    pub fn finish(mut self) -> String {
        while self.read() {}
        self.child.wait().unwrap();
        self.shown
    }

    fn read(&mut self) -> bool {
        let mut buffer = [0; 4096];
        let count = self.screen.read(&mut buffer).unwrap_or_default();
        let text = String::from_utf8_lossy(&buffer[..count]);
        self.shown.push_str(&text);
        // Where the cursor is: a program that asks waits for the answer, which every terminal gives.
        for _ in text.matches("\u{1b}[6n") {
            let _ = self.keys.write_all(b"\x1b[1;1R").and_then(|()| self.keys.flush());
        }
        count > 0
    }
}
