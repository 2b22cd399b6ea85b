//! How many requests of large reads are known to come, for whoever watches.

use std::sync::atomic::{AtomicUsize, Ordering};

/// The requests of all reads of which it is known how many they take.
#[derive(Debug, Default)]
pub(crate) struct Expected {
    done: AtomicUsize,
    total: AtomicUsize,
}

/// The requests of one read. What has not come when it is dropped is no longer expected.
#[derive(Debug)]
pub struct Share<'a> {
    all: &'a Expected,
    left: AtomicUsize,
}

impl Expected {
    /// So many requests more are to come.
    pub(crate) fn more(&self, requests: usize) -> Share<'_> {
        self.total.fetch_add(requests, Ordering::Relaxed);
        Share { all: self, left: AtomicUsize::new(requests) }
    }

    /// How many have been answered, and of how many.
    pub(crate) fn now(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }
}

impl Share<'_> {
    /// One of them has been answered.
    pub fn advance(&self) {
        let fewer = |left: usize| left.checked_sub(1);
        if self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fewer).is_ok() {
            self.all.done.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Drop for Share<'_> {
    fn drop(&mut self) {
        self.all.total.fetch_sub(*self.left.get_mut(), Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_did_not_come_is_no_longer_expected() {
        let expected = Expected::default();
        let (one, two) = (expected.more(2), expected.more(3));
        one.advance();
        two.advance();
        assert_eq!(expected.now(), (2, 5));
        drop(two);
        assert_eq!(expected.now(), (2, 3));
        one.advance();
        one.advance();
        drop(one);
        assert_eq!(expected.now(), (3, 3));
    }
}
