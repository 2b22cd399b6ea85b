//! Names of profiles.

use crate::error::{Error, Result};

/// The built-in profile of the embedded tenant.
pub const SANDBOX: &str = "sandbox";

/// What a tenant that comes from the `SAIL_*` variables is called.
pub const ENVIRONMENT: &str = "environment";

/// Whether a profile may have this name: something that can be typed, and that is good for a file's name as well.
pub fn check_name(name: &str) -> Result<()> {
    let problem = if name.trim() != name || name.is_empty() {
        "is blank, or has blanks around it"
    } else if name.chars().any(char::is_control) {
        "has control characters"
    } else if name.contains(['/', '\\', ':', ',']) {
        "has one of `/`, `\\`, `:` and `,`"
    } else if name.starts_with(['-', '.', '~']) {
        "starts with `-`, `.` or `~`"
    } else if name == SANDBOX {
        "is the built-in one of the embedded tenant"
    } else if name == ENVIRONMENT {
        "is what the tenant of the `SAIL_*` variables is called"
    } else {
        return Ok(());
    };
    Err(Error::usage(format!("profile name `{}` {problem}", name.escape_debug())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_can_be_typed_and_filed() {
        for name in ["prod", "Stage 2", "größe", "a.b", "x_y-z"] {
            assert!(check_name(name).is_ok(), "{name}");
        }
        for name in
            ["", " ", " a", "a\n", "a\u{1b}[1m", "a/b", "a\\b", "a,b", "C:", "-p", "..", "~x"]
        {
            assert!(check_name(name).is_err(), "{name}");
        }
    }

    #[test]
    fn reserved_names_say_whose_they_are() {
        assert!(check_name("sandbox").unwrap_err().message().contains("embedded tenant"));
        assert!(check_name("environment").unwrap_err().message().contains("SAIL_*"));
    }
}
