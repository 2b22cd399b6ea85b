//! A value, and where it came from.

use std::path::{Path, PathBuf};

use crate::error::{Error, Location};

/// Where a value came from, as `profile show` says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A flag, such as `--timeout`.
    Flag(&'static str),
    /// A variable of the environment.
    Variable(&'static str),
    /// A line of the config file, counted from 1.
    File {
        /// The config file.
        path: PathBuf,
        /// The line that the key stands on.
        line: usize,
    },
    /// Nobody said anything.
    Default,
    /// The system's settings for all programs.
    System,
    /// The address is on this machine, where no proxy is used.
    Loopback,
    /// It belongs to the profile `sandbox`, which needs no file.
    BuiltIn,
}

impl Origin {
    /// The directory that a relative path of this origin starts from: the config file's own, else the current one.
    pub(super) fn directory(&self) -> Option<&Path> {
        match self {
            Self::File { path, .. } => path.parent(),
            _ => None,
        }
    }

    /// The error of a value from here.
    pub(super) fn of_error(&self, error: Error) -> Error {
        match self {
            Self::File { path, line } => {
                error.at(Location::line(path.display().to_string(), *line))
            }
            other => error.about(&other.to_string()),
        }
    }
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Flag(name) | Self::Variable(name) => f.write_str(name),
            Self::File { path, line } => write!(f, "{}:{line}", path.display()),
            Self::Default => f.write_str("default"),
            Self::System => f.write_str("system settings"),
            Self::Loopback => f.write_str("loopback"),
            Self::BuiltIn => f.write_str("built in"),
        }
    }
}

/// A value with its origin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting<T> {
    /// What applies.
    pub value: T,
    /// Why it applies.
    pub origin: Origin,
}

impl<T> Setting<T> {
    /// A value from this origin.
    pub const fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }

    /// The error of this value, with its place.
    pub fn place(&self, error: Error) -> Error {
        self.origin.of_error(error)
    }

    /// The same origin with another value.
    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Setting<U> {
        Setting { value: change(self.value), origin: self.origin }
    }
}
