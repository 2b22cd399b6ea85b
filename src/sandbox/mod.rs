//! The garden: a tenant that lives inside the program.
