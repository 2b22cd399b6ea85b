//! Lines for a program that reads stdout as they come, written by a thread of their own: a reader that is slow or stuck
//! holds nobody else up.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use tokio::sync::Notify;

use crate::error::Result;
use crate::output::stream::is_closed_pipe;
use crate::output::unwritten;

/// The lines that are on their way to stdout.
pub struct Lines {
    sender: Sender<Vec<u8>>,
    state: Arc<State>,
    thread: JoinHandle<std::io::Result<()>>,
}

#[derive(Default)]
struct State {
    waiting: AtomicUsize,
    closed: AtomicBool,
    changed: Notify,
}

impl Lines {
    /// Writes to the stdout of this process.
    ///
    /// # Errors
    /// Where there is no room for another thread.
    pub fn to_stdout() -> std::io::Result<Self> {
        let (sender, receiver) = channel();
        let state = Arc::<State>::default();
        let thread = {
            let state = Arc::clone(&state);
            std::thread::Builder::new()
                .name("stdout".into())
                .spawn(move || write(&receiver, &state))?
        };
        Ok(Self { sender, state, thread })
    }

    /// Adds whole lines.
    pub fn add(&self, lines: Vec<u8>) {
        self.state.waiting.fetch_add(lines.len(), Ordering::Relaxed);
        // A thread that is gone has found nobody who reads.
        let _ = self.sender.send(lines);
    }

    /// How many bytes wait for the reader.
    pub fn waiting(&self) -> usize {
        self.state.waiting.load(Ordering::Relaxed)
    }

    /// Whether nobody reads any more, or what is written is lost.
    pub fn is_closed(&self) -> bool {
        self.state.closed.load(Ordering::Relaxed)
    }

    /// Waits until fewer bytes wait, or nobody reads any more.
    pub async fn changed(&self) {
        self.state.changed.notified().await;
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// Where something could not be written. A reader that has gone away has read what it wanted.
    pub fn finish(self) -> Result<()> {
        drop(self.sender);
        let written = self.thread.join().unwrap_or(Ok(()));
        written.map_err(|error| unwritten(&error))
    }
}

fn write(lines: &Receiver<Vec<u8>>, state: &State) -> std::io::Result<()> {
    let mut stdout = std::io::stdout().lock();
    let mut result = Ok(());
    while let Ok(mut bytes) = lines.recv() {
        while let Ok(more) = lines.try_recv() {
            bytes.extend(more);
        }
        if !state.closed.load(Ordering::Relaxed)
            && let Err(error) = stdout.write_all(&bytes).and_then(|()| stdout.flush())
        {
            state.closed.store(true, Ordering::Relaxed);
            if !is_closed_pipe(&error) {
                result = Err(error);
            }
        }
        state.waiting.fetch_sub(bytes.len(), Ordering::Relaxed);
        state.changed.notify_one();
    }
    result
}
