//! Which request may start: reads side by side, a write by itself, everything in its order.

use std::collections::VecDeque;

/// What a request does to the tenant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// It asks for one group, and may be answered from a list of all.
    Gets,
    /// It reads.
    Reads,
    /// It writes.
    Writes,
}

/// The requests that wait and the number of those under way.
#[derive(Debug)]
pub struct Order<T> {
    waiting: VecDeque<(Access, T)>,
    limit: usize,
    reading: usize,
    writing: bool,
}

impl<T> Order<T> {
    /// At most so many reads at a time.
    pub fn new(limit: usize) -> Self {
        Self { waiting: VecDeque::new(), limit, reading: 0, writing: false }
    }

    /// Takes a request that came behind all others.
    pub fn push(&mut self, access: Access, request: T) {
        self.waiting.push_back((access, request));
    }

    /// The next request that may start, if there is one: a write where nothing is under way, a read where no write is.
    pub fn start(&mut self) -> Option<(Access, T)> {
        let (access, _) = self.waiting.front()?;
        let free = match access {
            Access::Writes => self.is_idle(),
            Access::Gets | Access::Reads => !self.writing && self.reading < self.limit,
        };
        if !free {
            return None;
        }
        let (access, request) = self.waiting.pop_front()?;
        if access == Access::Writes {
            self.writing = true;
        } else {
            self.reading += 1;
        }
        Some((access, request))
    }

    /// A request has ended.
    pub const fn end(&mut self, access: Access) {
        match access {
            Access::Writes => self.writing = false,
            Access::Gets | Access::Reads => self.reading -= 1,
        }
    }

    /// How many requests for a single group wait before the next write.
    pub fn waiting_gets(&self) -> usize {
        let reads = self.waiting.iter().take_while(|(access, _)| *access != Access::Writes);
        reads.filter(|(access, _)| *access == Access::Gets).count()
    }

    /// Whether nothing is under way.
    pub const fn is_idle(&self) -> bool {
        !self.writing && self.reading == 0
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Takes out everything that waits.
    pub fn drain(&mut self) -> impl Iterator<Item = T> {
        self.waiting.drain(..).map(|(_, request)| request)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn access() -> impl Strategy<Value = Access> {
        prop_oneof![Just(Access::Gets), Just(Access::Reads), Just(Access::Writes)]
    }

    proptest! {
        /// Whatever ends first: requests start in their order, a write is alone, and reads are as many as may be.
        #[test]
        fn requests_start_in_order_and_writes_alone(
            requests in prop::collection::vec(access(), 0..40),
            ends in prop::collection::vec(any::<prop::sample::Index>(), 0..80),
        ) {
            let mut order = Order::new(3);
            for (at, access) in requests.iter().enumerate() {
                order.push(*access, at);
            }
            let (mut running, mut started): (Vec<(Access, usize)>, usize) = (Vec::new(), 0);
            let mut ends = ends.into_iter();
            loop {
                while let Some((access, at)) = order.start() {
                    prop_assert_eq!(at, started);
                    started += 1;
                    running.push((access, at));
                    let writes = running.iter().any(|(access, _)| *access == Access::Writes);
                    prop_assert!(!writes || running.len() == 1);
                    prop_assert!(running.len() <= 3);
                }
                if running.is_empty() {
                    break;
                }
                let at = ends.next().map_or(0, |index| index.index(running.len()));
                order.end(running.remove(at).0);
            }
            prop_assert_eq!(started, requests.len());
            prop_assert!(order.is_empty() && order.is_idle());
        }
    }

    #[test]
    fn gets_are_counted_up_to_the_next_write() {
        let mut order = Order::new(8);
        for access in [Access::Gets, Access::Reads, Access::Gets, Access::Writes, Access::Gets] {
            order.push(access, ());
        }
        assert_eq!(order.waiting_gets(), 2);
    }
}
