//! What the wire tells while it works: `-v` lines and warnings. Who shows them, and how, is not its business.

/// Receives what happens on the wire; every text has been redacted.
pub trait Trace: Send + Sync {
    /// A line of `-v` or `-vv`.
    fn line(&self, text: &str);
    /// Something that explains what the user sees, such as a long wait.
    fn news(&self, text: &str);
    /// Something that the user should know although the command goes on.
    fn warn(&self, text: &str);
}

/// Nobody listens.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Trace for Silent {
    fn line(&self, _: &str) {}
    fn news(&self, _: &str) {}
    fn warn(&self, _: &str) {}
}
