//! Ctrl-C: nothing new is sent, what is in flight gets five seconds; a second one ends at once.
//!
//! A thread of its own listens, so that the command can be left whatever it waits for: a name server, a keyring, a pipe
//! that nobody writes to.

use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;

use crate::api::OUTCOME_UNKNOWN;
use crate::error::{Code, Error, Result};

/// How long the command may still take to say what it has to say.
const FAREWELL: Duration = Duration::from_millis(300);

/// How much longer it may take where a write is in flight: that gets the wire's own five seconds, and time to be
/// recorded.
const GRACE: Duration = Duration::from_millis(5200);

/// Whether Ctrl-C was pressed, and which writes there were until then. Clones are the same.
#[derive(Debug, Clone, Default)]
pub struct Interrupt(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    pressed: watch::Sender<bool>,
    /// Ctrl-C is the regular end of the command.
    regular: AtomicBool,
    /// Somebody is saying the last words.
    ending: AtomicBool,
    writes: Mutex<Vec<Write>>,
}

impl Default for Inner {
    fn default() -> Self {
        let pressed = watch::Sender::new(false);
        let (regular, ending) = Default::default();
        Self { pressed, regular, ending, writes: Mutex::default() }
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
    /// Whether it was pressed.
    pub fn pressed(&self) -> bool {
        *self.0.pressed.borrow()
    }

    /// Becomes true when it is pressed.
    pub fn watch(&self) -> watch::Receiver<bool> {
        self.0.pressed.subscribe()
    }

    /// Waits until it is pressed.
    pub async fn wait(&self) {
        // The sender lives as long as this value, so that the wait can only end with a press.
        let _ = self.watch().wait_for(|&pressed| pressed).await;
    }

    /// Ctrl-C is how this command ends, and no interruption.
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
            Err(error) if error.word() == OUTCOME_UNKNOWN => State::Unknown,
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

    /// Takes note of a Ctrl-C. `leave` is called where the command is to be left where it is: at the second one, or a
    /// while after the first.
    pub fn press(&self, leave: impl Fn() + Clone + Send + 'static) {
        if self.0.pressed.send_replace(true) {
            return leave();
        }
        let interrupt = self.clone();
        let patient = move || {
            if !interrupt.is_patient() {
                leave();
            }
        };
        // Without another thread the second Ctrl-C has to do.
        let _ = std::thread::Builder::new().spawn(patient);
    }

    /// Waits as long as the command may still take, and tells whether it may take for ever.
    fn is_patient(&self) -> bool {
        std::thread::sleep(FAREWELL);
        if self.writes().iter().any(|write| write.state == State::UnderWay) {
            std::thread::sleep(GRACE);
        }
        self.is_regular() || self.0.ending.load(Ordering::Relaxed)
    }

    /// Whether the caller is the first to end the process: it alone says how the command ended.
    pub fn end(&self) -> bool {
        !self.0.ending.swap(true, Ordering::Relaxed)
    }

    /// What the command ends with: after Ctrl-C an error that says which writes were done.
    pub fn conclude(&self, result: Result<Code>) -> Result<Code> {
        if !self.pressed() || self.is_regular() {
            return result;
        }
        let error = match result {
            Err(error) => error,
            Ok(_) => interrupted(),
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

/// The error of everything that was not done because of Ctrl-C.
pub fn interrupted() -> Error {
    Error::new(Code::Interrupted, "interrupted")
}

/// Whether an error only says that something was not begun because of Ctrl-C.
pub fn is_interruption(error: &Error) -> bool {
    error.word() == interrupted().word()
}

/// Calls `pressed` at each Ctrl-C, in a thread of its own; from then on Ctrl-C does nothing else.
pub fn listen(pressed: impl FnMut() + Send + 'static) -> std::io::Result<()> {
    let source = Presses::new()?;
    let listener = move || source.each(pressed);
    std::thread::Builder::new().name("ctrl-c".into()).spawn(listener)?;
    Ok(())
}

#[cfg(unix)]
struct Presses(signal_hook::iterator::Signals);

#[cfg(unix)]
impl Presses {
    fn new() -> std::io::Result<Self> {
        signal_hook::iterator::Signals::new([signal_hook::consts::SIGINT]).map(Self)
    }

    fn each(mut self, mut pressed: impl FnMut()) {
        self.0.forever().for_each(|_| pressed());
    }
}

#[cfg(not(unix))]
struct Presses(tokio::runtime::Runtime);

#[cfg(not(unix))]
impl Presses {
    fn new() -> std::io::Result<Self> {
        tokio::runtime::Builder::new_current_thread().enable_all().build().map(Self)
    }

    fn each(self, mut pressed: impl FnMut()) {
        while self.0.block_on(tokio::signal::ctrl_c()).is_ok() {
            pressed();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn after_a_press_the_writes_are_told_by_what_came_of_them() {
        let interrupt = Interrupt::default();
        let note = |what: &str, result| interrupt.note(what.to_owned(), async { result });
        note("a", Ok(())).await.unwrap();
        note("b", Err(Error::usage("no"))).await.unwrap_err();
        let unknown = Error::new(Code::Refused, "who knows").kind(OUTCOME_UNKNOWN);
        note("c", Err(unknown)).await.unwrap_err();
        drop(Box::pin(interrupt.note::<()>("d".into(), std::future::pending())));
        assert_eq!(interrupt.conclude(Ok(Code::Done)).unwrap(), Code::Done);
        interrupt.0.pressed.send_replace(true);
        let error = interrupt.conclude(Ok(Code::Refused)).unwrap_err();
        assert_eq!(error.code(), Code::Interrupted);
        assert_eq!(
            error.to_text(),
            "error: interrupted\n  cause: done: a\n  cause: not known whether done: c\n"
        );
        interrupt.expect();
        assert!(interrupt.conclude(Ok(Code::Done)).is_ok());
    }
}
