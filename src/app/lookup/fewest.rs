//! Whether a whole list takes fewer requests than what is wanted of it.

/// The entries in a page.
const PAGE: u64 = 250;

/// From so many single groups on, the question how many there are in all is worth a request.
pub const WORTH_COUNTING: usize = 50;

/// Whether reading all entries takes fewer requests than so many for some of them. Where the tenant does not say how
/// many there are, it does not.
pub fn list_is_shorter(total: Option<u64>, requests: u64) -> bool {
    // A full last page is followed by one more request.
    total.is_some_and(|total| total / PAGE + 1 < requests)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_few_pages_is_shorter_than_many_requests() {
        assert!(list_is_shorter(Some(249), 2));
        assert!(!list_is_shorter(Some(250), 2), "a full page is followed by another one");
        assert!(list_is_shorter(Some(20_012), 200));
        assert!(!list_is_shorter(Some(1_000_000), 200));
        assert!(!list_is_shorter(None, 200));
    }
}
