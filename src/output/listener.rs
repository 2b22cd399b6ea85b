//! A program in place of the person who reads stderr.

/// Receives what would go to stderr, save errors: these are told where they end a request.
pub trait Listener: Send + Sync {
    /// A warning or a note.
    fn warning(&self, text: &str);

    /// A line of `-v`.
    fn trace(&self, text: &str);
}
