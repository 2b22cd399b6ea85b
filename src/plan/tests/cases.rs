//! Cases that a user would name.
