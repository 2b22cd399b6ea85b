//! Ways out of a failure, as they are shown below its message.

use crate::command_line::{CommandLine, Invocation};

/// A way out of a failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// A sentence, for what no command of this program does.
    Text(String),
    /// A command to type.
    Command(CommandLine),
    /// Another hint with what it is good for.
    Explained(String, Box<Hint>),
    /// Environment variables to set, with an example of each value.
    Set(Vec<(&'static str, &'static str)>),
    /// Environment variables to remove.
    Unset(Vec<&'static str>),
}

impl Hint {
    /// Environment variables to set to what only the reader knows.
    pub fn set(names: impl IntoIterator<Item = &'static str>) -> Self {
        Self::Set(names.into_iter().map(|name| (name, "…")).collect())
    }

    /// The hint as it is shown.
    pub fn print(&self, run: &Invocation) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Command(line) => line.print(run),
            Self::Explained(text, hint) => format!("{text}: {}", hint.print(run)),
            Self::Set(variables) => run.shell.set_variables(variables),
            Self::Unset(names) => run.shell.unset_variables(names),
        }
    }
}

impl From<&str> for Hint {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Hint {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Hint {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<CommandLine> for Hint {
    fn from(line: CommandLine) -> Self {
        Self::Command(line)
    }
}
