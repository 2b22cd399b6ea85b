//! The `syncgroup` command.

fn main() {}
