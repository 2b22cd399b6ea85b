//! The events of all requests, in the order of the requests: those of one are never mixed with those of another.

use std::cell::RefCell;
use std::collections::BTreeMap;

/// Takes bytes that are to be written now.
type Write = Box<dyn Fn(Vec<u8>)>;

/// Keeps what is said too early.
pub struct Outbox {
    write: Write,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    /// The number of the next request that comes.
    next: u64,
    /// The number of the request whose events are written as they come.
    first: u64,
    kept: BTreeMap<u64, Kept>,
    waiting: usize,
}

#[derive(Default)]
struct Kept {
    bytes: Vec<u8>,
    ended: bool,
}

impl Outbox {
    /// Hands everything to `write`, in order.
    pub fn new(write: impl Fn(Vec<u8>) + 'static) -> Self {
        Self { write: Box::new(write), state: RefCell::default() }
    }

    /// The number of a request that comes behind all others.
    pub fn enter(&self) -> u64 {
        let mut state = self.state.borrow_mut();
        state.next += 1;
        state.next - 1
    }

    /// Adds an event of a request.
    pub fn add(&self, number: u64, bytes: Vec<u8>) {
        let mut state = self.state.borrow_mut();
        if number == state.first {
            return (self.write)(bytes);
        }
        state.waiting += bytes.len();
        state.kept.entry(number).or_default().bytes.extend(bytes);
    }

    /// A request has said everything.
    pub fn end(&self, number: u64) {
        let mut state = self.state.borrow_mut();
        state.kept.entry(number).or_default().ended = true;
        loop {
            let first = state.first;
            let Some(kept) = state.kept.get_mut(&first) else { return };
            let (bytes, ended) = (std::mem::take(&mut kept.bytes), kept.ended);
            state.waiting -= bytes.len();
            if !bytes.is_empty() {
                (self.write)(bytes);
            }
            if !ended {
                return;
            }
            state.kept.remove(&first);
            state.first += 1;
        }
    }

    /// How many bytes wait for their turn.
    pub fn waiting(&self) -> usize {
        self.state.borrow().waiting
    }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whoever speaks when: what is written is what each said, one after the other.
        #[test]
        fn events_are_contiguous_and_in_order(
            steps in prop::collection::vec((0_u64..6, any::<bool>()), 0..60),
        ) {
            let written = Rc::new(RefCell::new(Vec::new()));
            let outbox = {
                let written = Rc::clone(&written);
                Outbox::new(move |bytes| written.borrow_mut().extend(bytes))
            };
            let numbers: Vec<u64> = (0..6).map(|_| outbox.enter()).collect();
            let mut said = vec![Vec::new(); 6];
            let mut ended = [false; 6];
            for (at, ends) in steps {
                let at = usize::try_from(at).unwrap();
                if ended[at] {
                    continue;
                }
                let text = format!("{at}.{} ", said[at].len()).into_bytes();
                outbox.add(numbers[at], text.clone());
                said[at].extend(text);
                if ends {
                    outbox.end(numbers[at]);
                    ended[at] = true;
                }
            }
            for at in (0..6).filter(|at| !ended[*at]) {
                outbox.end(numbers[at]);
            }
            prop_assert_eq!(&*written.borrow(), &said.concat());
            prop_assert_eq!(outbox.waiting(), 0);
        }
    }
}
