//! Ctrl-C and the other signals that end a program: nothing new is sent, what is in flight gets some seconds; a second
//! signal ends at once.
//!
//! A thread of its own listens, so that the command can be left whatever it waits for: a name server, a keyring, a pipe
//! that nobody writes to.

use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use crate::error::{Code, Error, ErrorKind, Result};
use crate::program;

/// How long the command may still take to report.
const REPORTING: Duration = Duration::from_millis(300);

/// How much longer than the wire a write in flight may take: time to be recorded.
const RECORDING: Duration = Duration::from_millis(200);

/// What ends a program from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signal {
    /// What the program exits with.
    code: Code,
    /// As a message says it; empty for Ctrl-C, which its user knows about.
    by: &'static str,
    /// How long a write in flight may still take.
    grace: Duration,
}

impl Signal {
    /// Ctrl-C.
    pub const INTERRUPT: Self =
        Self { code: Code::Interrupted, by: "", grace: Duration::from_secs(5) };
    /// What `timeout`, containers and CI runners send.
    #[cfg(unix)]
    pub const TERMINATE: Self =
        Self { code: Code::Terminated, by: " by SIGTERM", ..Self::INTERRUPT };
    /// The terminal is gone.
    #[cfg(unix)]
    pub const HANG_UP: Self = Self { code: Code::HungUp, by: " by SIGHUP", ..Self::INTERRUPT };
    /// Ctrl-Break, by which other programs end a process on Windows.
    #[cfg(windows)]
    pub const BREAK: Self =
        Self { code: Code::Terminated, by: " by Ctrl-Break", ..Self::INTERRUPT };
    /// The console is closed. Windows waits for 5 s and then ends the process.
    #[cfg(windows)]
    pub const CLOSE: Self = Self {
        code: Code::HungUp,
        by: " since the console is closed",
        grace: Duration::from_secs(3),
    };
    /// The user logs off, or the machine is shut down.
    #[cfg(windows)]
    pub const SHUTDOWN: Self =
        Self { code: Code::Terminated, by: " by the end of the session", ..Self::CLOSE };

    /// What the program exits with.
    pub const fn code(self) -> Code {
        self.code
    }
}

/// Whether a signal came, and which writes there were until then. Clones are the same.
#[derive(Debug, Clone, Default)]
pub struct Interrupt(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// How long a write in flight may still take, once a signal came.
    grace: watch::Sender<Option<Duration>>,
    /// The signal that came last.
    signal: Mutex<Option<Signal>>,
    /// A signal is the regular end of the command.
    regular: AtomicBool,
    /// Somebody reports how the command ended.
    ending: AtomicBool,
    writes: Mutex<Vec<Write>>,
}

impl Default for Inner {
    fn default() -> Self {
        let (signal, regular, ending, writes) = Default::default();
        Self { grace: watch::Sender::new(None), signal, regular, ending, writes }
    }
}

#[derive(Debug)]
struct Write {
    what: String,
    state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    UnderWay,
    Done,
    NotDone,
    Unknown,
}

impl Interrupt {
    /// Whether a signal came.
    pub fn pressed(&self) -> bool {
        self.0.grace.borrow().is_some()
    }

    /// The signal that came last.
    pub fn signal(&self) -> Option<Signal> {
        *self.0.signal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells how long a write in flight may still take, once a signal came.
    pub fn watch(&self) -> watch::Receiver<Option<Duration>> {
        self.0.grace.subscribe()
    }

    /// Waits until a signal comes.
    pub async fn wait(&self) {
        // The sender lives as long as this value, so that the wait can only end with a signal.
        let _ = self.watch().wait_for(Option::is_some).await;
    }

    /// A signal is how this command ends, and no interruption.
    pub fn expect(&self) {
        self.0.regular.store(true, Ordering::Relaxed);
    }

    /// Does a write, such as ``create sync group `x` ``, and remembers what came of it.
    pub async fn note<T>(&self, what: String, write: impl Future<Output = Result<T>>) -> Result<T> {
        let number = {
            let mut writes = self.writes();
            writes.push(Write { what, state: State::UnderWay });
            writes.len() - 1
        };
        let result = write.await;
        self.writes()[number].state = match &result {
            Ok(_) => State::Done,
            Err(error) if error.is(ErrorKind::OutcomeUnknown) => State::Unknown,
            Err(_) => State::NotDone,
        };
        result
    }

    /// The writes that were done, such as ``create sync group `x` ``.
    pub fn done(&self) -> Vec<String> {
        let writes = self.writes();
        let done = writes.iter().filter(|write| write.state == State::Done);
        done.map(|write| write.what.clone()).collect()
    }

    /// Stops as the first Ctrl-C does, without a signal: nothing new is sent, and what is in flight gets some seconds.
    pub fn stop(&self) {
        let grace = Signal::INTERRUPT.grace;
        self.0.grace.send_if_modified(|given| given.replace(grace).is_none());
    }

    /// Takes note of a signal. `leave` is called where the command is to be left where it is: at the second one, or a
    /// while after the first.
    pub fn receive(&self, signal: Signal, leave: impl Fn() + Clone + Send + 'static) {
        *self.0.signal.lock().unwrap_or_else(PoisonError::into_inner) = Some(signal);
        if self.0.grace.send_replace(Some(signal.grace)).is_some() {
            return leave();
        }
        let interrupt = self.clone();
        let patient = move || {
            if !interrupt.is_patient(signal) {
                leave();
            }
        };
        // Without another thread the second signal has to do.
        let _ = std::thread::Builder::new().spawn(patient);
    }

    /// Waits as long as the command may still take, and tells whether it may take for ever.
    fn is_patient(&self, signal: Signal) -> bool {
        std::thread::sleep(REPORTING);
        if self.writes().iter().any(|write| write.state == State::UnderWay) {
            std::thread::sleep(signal.grace + RECORDING);
        }
        self.is_regular() || self.0.ending.load(Ordering::Relaxed)
    }

    /// Whether the caller is the first to end the process: it alone says how the command ended.
    pub fn end(&self) -> bool {
        !self.0.ending.swap(true, Ordering::Relaxed)
    }

    /// What the command ends with: after a signal an error that says which writes were done.
    pub fn conclude(&self, result: Result<Code>) -> Result<Code> {
        let Some(signal) = self.signal().filter(|_| !self.is_regular()) else { return result };
        let error = match result {
            Err(error) if error.message() != interrupted().message() => error,
            Err(error) => error.reword(format!("interrupted{}", signal.by)),
            Ok(_) => interrupted().reword(format!("interrupted{}", signal.by)),
        };
        let writes = self.writes();
        let say = |error: Error, state: &[State], words: &str| {
            let such = writes.iter().filter(|write| state.contains(&write.state));
            such.fold(error, |error, write| error.cause(format!("{words}: {}", write.what)))
        };
        let error = say(error, &[State::Done], "done");
        Err(say(error, &[State::UnderWay, State::Unknown], "not known whether done"))
    }

    fn is_regular(&self) -> bool {
        self.0.regular.load(Ordering::Relaxed)
    }

    fn writes(&self) -> MutexGuard<'_, Vec<Write>> {
        self.0.writes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The error of everything that was not done because of a signal.
pub fn interrupted() -> Error {
    Error::new(Code::Interrupted, "interrupted")
}

/// Whether an error only says that something was not begun because of a signal.
pub fn is_interruption(error: &Error) -> bool {
    error.word() == interrupted().word()
}

/// Calls `received` at each signal, in a thread of its own; from then on signals do nothing else. One that was ignored
/// when the program started, as by `nohup`, stays ignored; so does Ctrl-C while a pager or an editor has the terminal, as
/// it is their key then.
pub fn listen(mut received: impl FnMut(Signal) + Send + 'static) -> std::io::Result<()> {
    let source = source::Source::new()?;
    let heard = move |signal| {
        if signal != Signal::INTERRUPT || !program::is_lent() {
            received(signal);
        }
    };
    std::thread::Builder::new().name("signals".into()).spawn(move || source.each(heard))?;
    Ok(())
}

/// Signals of Unix, without a runtime of their own: it would be built before every command.
#[cfg(unix)]
mod source {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;

    use super::Signal;

    const ALL: [(i32, Signal); 3] =
        [(SIGINT, Signal::INTERRUPT), (SIGTERM, Signal::TERMINATE), (SIGHUP, Signal::HANG_UP)];

    pub(super) struct Source(Signals);

    impl Source {
        pub(super) fn new() -> std::io::Result<Self> {
            let ignored = ignored();
            let heard = ALL.iter().map(|(number, _)| number);
            Signals::new(heard.filter(|number| ignored & (1 << (**number - 1)) == 0)).map(Self)
        }

        pub(super) fn each(mut self, mut received: impl FnMut(Signal)) {
            for number in self.0.forever() {
                if let Some((_, signal)) = ALL.iter().find(|(known, _)| *known == number) {
                    received(*signal);
                }
            }
        }
    }

    /// The signals that this process was started to ignore, one bit each. Only Linux tells without system calls that
    /// are unsafe.
    fn ignored() -> u64 {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        ignored_of(&status)
    }

    fn ignored_of(status: &str) -> u64 {
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
    }

    #[cfg(test)]
    mod tests {
        #[test]
        fn the_mask_of_ignored_signals_is_read() {
            let status = "Name:\tx\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000001001\n";
            assert_eq!(super::ignored_of(status), 0x1001);
            assert_eq!(super::ignored_of(""), 0);
        }
    }
}

/// Console events of Windows.
#[cfg(windows)]
mod source {
    use std::future::poll_fn;
    use std::task::{Context, Poll};

    use tokio::runtime::{Builder, Runtime};
    use tokio::signal::windows::{ctrl_break, ctrl_c, ctrl_close, ctrl_logoff, ctrl_shutdown};

    use super::Signal;

    type Event = Box<dyn FnMut(&mut Context<'_>) -> Poll<Option<()>> + Send>;

    pub(super) struct Source {
        runtime: Runtime,
        events: Vec<(Event, Signal)>,
    }

    impl Source {
        pub(super) fn new() -> std::io::Result<Self> {
            let runtime = Builder::new_current_thread().build()?;
            let (mut c, mut stop, mut close) = (ctrl_c()?, ctrl_break()?, ctrl_close()?);
            let (mut logoff, mut shutdown) = (ctrl_logoff()?, ctrl_shutdown()?);
            let events: Vec<(Event, Signal)> = vec![
                (Box::new(move |context| c.poll_recv(context)), Signal::INTERRUPT),
                (Box::new(move |context| stop.poll_recv(context)), Signal::BREAK),
                (Box::new(move |context| close.poll_recv(context)), Signal::CLOSE),
                (Box::new(move |context| logoff.poll_recv(context)), Signal::SHUTDOWN),
                (Box::new(move |context| shutdown.poll_recv(context)), Signal::SHUTDOWN),
            ];
            Ok(Self { runtime, events })
        }

        pub(super) fn each(self, mut received: impl FnMut(Signal)) {
            let Self { runtime, mut events } = self;
            loop {
                received(runtime.block_on(poll_fn(|context| {
                    let came = events
                        .iter_mut()
                        .find_map(|(event, signal)| event(context).is_ready().then_some(*signal));
                    came.map_or(Poll::Pending, Poll::Ready)
                })));
            }
        }
    }
}

#[cfg(test)]
mod tests;
