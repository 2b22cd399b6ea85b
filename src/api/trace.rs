//! What the client reports while it works: `-v` lines, news and warnings. How they are shown is for the caller.

/// Receives what happens between client and tenant; every text has been redacted.
pub trait Trace: Send + Sync {
    /// A line of `-v` or `-vv`.
    fn line(&self, text: &str);
    /// Something that explains what the user sees, such as a long wait.
    fn news(&self, text: &str);
    /// Something that the user should know although the command goes on.
    fn warn(&self, text: &str);
}

/// Discards everything.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Trace for Silent {
    fn line(&self, _: &str) {}
    fn news(&self, _: &str) {}
    fn warn(&self, _: &str) {}
}
