//! stdout and stderr: who reads them, and what happens when nobody does any more.

use std::borrow::Cow;
use std::io::{self, ErrorKind, IsTerminal, Write};

use crate::output::ask::{Console, Terminal};
use crate::output::color;
use crate::output::color::Tint;
use crate::output::sanitize;
use crate::output::settings::Settings;

/// What a process talks through.
pub struct Streams {
    /// Where the answer goes.
    pub stdout: Stream,
    /// Where everything else goes.
    pub stderr: Stream,
    /// Where questions go.
    pub console: Box<dyn Console>,
}

impl Streams {
    /// Those of this process.
    pub fn standard() -> Self {
        Self {
            stdout: standard(io::stdout()),
            stderr: standard(io::stderr()),
            console: Box::new(Terminal),
        }
    }
}

#[cfg(unix)]
use std::os::fd::AsFd as Handle;
#[cfg(windows)]
use winapi_util::AsHandleRef as Handle;

fn standard(stream: impl Write + IsTerminal + Handle + Send + 'static) -> Stream {
    if stream.is_terminal() {
        let size = size(&stream);
        let escapes = understands_escapes(&stream);
        let stream = Stream::terminal(stream, size.map(|(width, _)| width));
        Stream { height: size.map(|(_, height)| height), escapes, ..stream }
    } else if is_file(&stream) {
        Stream::file(stream)
    } else {
        let is_lost = is_lost(&stream);
        Stream { is_lost, ..Stream::new(stream) }
    }
}

/// Whether it is a file: nobody reads it yet, as who is behind a pipe does.
#[cfg(unix)]
fn is_file(stream: &impl Handle) -> bool {
    let file = stream.as_fd().try_clone_to_owned().map(std::fs::File::from);
    file.and_then(|file| file.metadata()).is_ok_and(|metadata| metadata.is_file())
}

#[cfg(windows)]
fn is_file(stream: &impl Handle) -> bool {
    winapi_util::file::typ(stream).is_ok_and(|kind| kind.is_disk())
}

/// Whether what is written goes nowhere, and maybe without anybody's wish: what was closed when the program started, Rust
/// opens again as `/dev/null`, to read and write. Other programs, though no shell, start theirs so on purpose, and the two
/// look the same.
#[cfg(unix)]
fn is_lost(stream: &impl Handle) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    use rustix::fs::{OFlags, fcntl_getfl};

    let stream = stream.as_fd();
    let reads_too = fcntl_getfl(stream).is_ok_and(|flags| flags & OFlags::ACCMODE == OFlags::RDWR);
    let file = stream.try_clone_to_owned().map(std::fs::File::from);
    let device = file.and_then(|file| file.metadata()).map(|found| found.rdev());
    let null = std::fs::metadata("/dev/null").map(|null| null.rdev());
    reads_too && device.is_ok_and(|device| null.is_ok_and(|null| null == device))
}

/// A program without a console has no stream to write to.
#[cfg(windows)]
fn is_lost(stream: &impl Handle) -> bool {
    stream.as_raw().is_null()
}

/// Columns and rows of a terminal.
#[cfg(unix)]
fn size(stream: &impl Handle) -> Option<(u16, u16)> {
    terminal_size::terminal_size_of(stream).map(|(width, height)| (width.0, height.0))
}

/// Every terminal takes escape sequences; one that does not is called `dumb` by its user.
#[cfg(unix)]
const fn understands_escapes(_: &impl Handle) -> bool {
    true
}

#[cfg(windows)]
fn size(stream: &impl Handle) -> Option<(u16, u16)> {
    let handle = stream.as_handle_ref();
    let size = terminal_size::terminal_size_of(handle.as_file());
    size.map(|(width, height)| (width.0, height.0))
}

/// A console takes escape sequences once it is told to, from Windows 10 on. The terminals of Cygwin and MSYS are pipes
/// that always do, and have no console mode.
#[cfg(windows)]
fn understands_escapes(stream: &impl Handle) -> bool {
    const ENABLE_VIRTUAL_TERMINAL_PROCESSING: u32 = 0x0004;
    let Ok(mode) = winapi_util::console::mode(stream) else { return true };
    let wanted = mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING;
    mode == wanted || winapi_util::console::set_mode(stream, wanted).is_ok()
}

/// Whether a write failed because nobody reads any more. Windows has three errors for that, of which the standard library
/// names two.
pub(super) fn is_closed_pipe(error: &io::Error) -> bool {
    const ERROR_BROKEN_PIPE: i32 = 109;
    const ERROR_NO_DATA: i32 = 232;
    const ERROR_PIPE_NOT_CONNECTED: i32 = 233;
    let closed = [ERROR_BROKEN_PIPE, ERROR_NO_DATA, ERROR_PIPE_NOT_CONNECTED];
    error.kind() == ErrorKind::BrokenPipe
        || cfg!(windows) && error.raw_os_error().is_some_and(|code| closed.contains(&code))
}

/// Takes away what stands in the line of the cursor.
const WIPE: &str = "\r\x1b[K";

/// A stream and its reader.
pub struct Stream {
    writer: Box<dyn Write + Send>,
    terminal: bool,
    /// Whether it is a file on a disk.
    pub(super) is_file: bool,
    /// Whether what is written to it reaches nobody, now or later.
    pub(super) is_lost: bool,
    width: Option<u16>,
    height: Option<u16>,
    /// Whether a terminal takes escape sequences.
    escapes: bool,
    closed: bool,
    /// The line at the foot of a terminal, if there is one.
    foot: String,
}

impl Stream {
    /// A pipe, or a file.
    pub fn new(writer: impl Write + Send + 'static) -> Self {
        Self {
            writer: Box::new(writer),
            terminal: false,
            is_file: false,
            is_lost: false,
            width: None,
            height: None,
            escapes: true,
            closed: false,
            foot: String::new(),
        }
    }

    /// A file on a disk.
    pub(super) fn file(writer: impl Write + Send + 'static) -> Self {
        Self { is_file: true, ..Self::new(writer) }
    }

    /// A terminal of so many columns, if that is known.
    pub fn terminal(writer: impl Write + Send + 'static, width: Option<u16>) -> Self {
        Self { terminal: true, width, ..Self::new(writer) }
    }

    pub(super) fn face(&self, settings: &Settings) -> StreamStyle {
        StreamStyle {
            terminal: self.terminal,
            width: self.width.filter(|&width| width > 0),
            color: self.escapes
                && color::wanted(settings.color, &settings.environment, self.terminal),
        }
    }

    /// Whether so many lines do not fit on the screen, the next prompt included.
    pub(super) fn overflows(&self, text: &str) -> bool {
        let height = self.height.filter(|&height| height > 0).map_or(usize::MAX, usize::from);
        self.terminal && text.lines().count() >= height
    }

    /// Whether the reader has gone away.
    pub(super) const fn is_closed(&self) -> bool {
        self.closed
    }

    /// Writes all of it at once. A reader that has gone away has read what it wanted.
    pub(super) fn write(&mut self, text: &str) -> io::Result<()> {
        self.write_bytes(text.as_bytes())
    }

    pub(super) fn write_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.closed || bytes.is_empty() {
            return Ok(());
        }
        if self.foot.is_empty() {
            return self.send(bytes);
        }
        self.send(&[WIPE.as_bytes(), bytes, self.foot.as_bytes()].concat())
    }

    /// Keeps a line at the foot of the terminal, below everything that is written later; an empty one takes it away.
    pub(super) fn pin(&mut self, line: &str) {
        if self.closed || !self.escapes || self.foot == line {
            return;
        }
        line.clone_into(&mut self.foot);
        // It is an ornament: where it cannot be shown, nothing is lost.
        let _ = self.send(format!("{WIPE}{line}").as_bytes());
    }

    fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self.writer.write_all(bytes).and_then(|()| self.writer.flush()) {
            Err(error) if is_closed_pipe(&error) => {
                self.closed = true;
                Ok(())
            }
            result => result,
        }
    }
}

/// How a stream wants its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct StreamStyle {
    pub(super) terminal: bool,
    pub(super) width: Option<u16>,
    pub(super) color: bool,
}

impl StreamStyle {
    /// The text without control characters where a terminal reads it, perhaps through a pager that takes colour.
    pub(super) fn clean(self, text: &str) -> Cow<'_, str> {
        if self.terminal || self.color { sanitize::text(text) } else { Cow::Borrowed(text) }
    }

    pub(super) fn paint(self, tint: Tint, text: &str) -> String {
        if self.color { tint.paint(text) } else { text.to_owned() }
    }
}
