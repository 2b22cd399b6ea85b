//! Why there is no plan.

use std::fmt;

use crate::error::{Code, Error};

/// A wish that no order of steps can grant. Groups go by name, sources by ID.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A desired group has fewer than two sources.
    TooFewSources {
        /// The desired group.
        group: String,
    },
    /// Two desired groups have this name.
    NameTwice {
        /// The name.
        name: String,
    },
    /// Two desired groups have this ID.
    IdTwice {
        /// The ID.
        id: String,
    },
    /// Two desired groups claim this source.
    SourceTwice {
        /// The source.
        source: String,
        /// The desired groups.
        groups: [String; 2],
    },
    /// Several groups of the tenant have the name of a desired group without an `id`.
    Ambiguous {
        /// The name.
        name: String,
        /// The IDs of the tenant's groups.
        ids: Vec<String>,
    },
    /// A group is to get the name of a group that is left alone.
    NameHeld {
        /// The name.
        name: String,
        /// The ID of the tenant's group that has it.
        id: String,
    },
    /// A group is to get a source of a group that is left alone.
    SourceHeld {
        /// The source.
        source: String,
        /// The desired group.
        group: String,
        /// The tenant's group that has it.
        holder: String,
    },
    /// The tenant has a source in two groups or a name twice, and both give it up for a third group.
    HeldTwice {
        /// The source or the name.
        what: String,
    },
    /// A group is to be deleted that is desired too, or that the tenant does not have.
    Delete {
        /// Its index.
        group: usize,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFewSources { group } => {
                write!(f, "group `{group}` has fewer than two sources")
            }
            Self::NameTwice { name } => write!(f, "two groups are named `{name}`"),
            Self::IdTwice { id } => write!(f, "two groups have the ID `{id}`"),
            Self::SourceTwice { source, groups: [one, two] } => {
                write!(f, "source `{source}` is claimed by the groups `{one}` and `{two}`")
            }
            Self::Ambiguous { name, ids } => {
                write!(f, "the tenant has several groups named `{name}`: `{}`", ids.join("`, `"))
            }
            Self::NameHeld { name, id } => {
                write!(f, "the name `{name}` belongs to a group that is left alone, `{id}`")
            }
            Self::SourceHeld { source, group, holder } => write!(
                f,
                "source `{source}` of group `{group}` is in group `{holder}`, which is left alone"
            ),
            Self::HeldTwice { what } => write!(f, "the tenant has `{what}` in two groups"),
            Self::Delete { group } => write!(f, "group {group} cannot be deleted by this plan"),
        }
    }
}

impl std::error::Error for Problem {}

impl From<Problem> for Error {
    fn from(mistake: Problem) -> Self {
        let code = match mistake {
            Problem::Ambiguous { .. }
            | Problem::NameHeld { .. }
            | Problem::SourceHeld { .. }
            | Problem::HeldTwice { .. } => Code::Conflict,
            _ => Code::Usage,
        };
        Self::new(code, mistake.to_string())
    }
}
