//! Lines for a program that reads stdout as they come, written by a thread of their own: a reader that is slow or stuck
//! holds nobody else up.

use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use tokio::sync::Notify;

/// The lines that are on their way to stdout.
pub struct Lines {
    sender: Sender<Vec<u8>>,
    state: Arc<State>,
    thread: JoinHandle<()>,
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

    /// Whether nobody reads any more.
    pub fn is_closed(&self) -> bool {
        self.state.closed.load(Ordering::Relaxed)
    }

    /// Waits until fewer bytes wait, or nobody reads any more.
    pub async fn changed(&self) {
        self.state.changed.notified().await;
    }

    /// Writes what is left.
    pub fn finish(self) {
        drop(self.sender);
        let _ = self.thread.join();
    }
}

fn write(lines: &Receiver<Vec<u8>>, state: &State) {
    let mut stdout = std::io::stdout().lock();
    while let Ok(mut bytes) = lines.recv() {
        while let Ok(more) = lines.try_recv() {
            bytes.extend(more);
        }
        if !state.closed.load(Ordering::Relaxed)
            && stdout.write_all(&bytes).and_then(|()| stdout.flush()).is_err()
        {
            state.closed.store(true, Ordering::Relaxed);
        }
        state.waiting.fetch_sub(bytes.len(), Ordering::Relaxed);
        state.changed.notify_one();
    }
}
