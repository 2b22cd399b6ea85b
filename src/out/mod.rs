//! The window: the only room that writes to stdout and stderr, and that asks questions.
