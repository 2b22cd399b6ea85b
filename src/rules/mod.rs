//! The law: prerequisites and consequences. Objects in, findings out.
