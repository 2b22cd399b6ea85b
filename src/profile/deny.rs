//! `deny`: the kinds of consequences that a profile refuses.

use std::collections::BTreeSet;

use crate::suggest::nearest;

/// A kind of consequence that is refused (exit 7) before anything is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deny {
    /// A source gets a policy that is weaker than the one it has.
    WeakerPolicy,
    /// A source leaves its group.
    SourceLeaves,
    /// Any warning of the rules.
    Warnings,
}

impl Deny {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::WeakerPolicy, Self::SourceLeaves, Self::Warnings];

    /// The kind's name, as it is typed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::WeakerPolicy => "weaker-policy",
            Self::SourceLeaves => "source-leaves",
            Self::Warnings => "warnings",
        }
    }

    /// The kind of this name, or what is wrong with it.
    pub fn read(name: &str) -> Result<Self, String> {
        if let Some(kind) = Self::ALL.into_iter().find(|kind| kind.as_str() == name) {
            return Ok(kind);
        }
        let names = Self::ALL.map(Self::as_str);
        let near = nearest(name, names).map(|near| format!("; did you mean `{near}`?"));
        Err(format!(
            "must be one of {}, not `{}`{}",
            names.join(", "),
            name.escape_debug(),
            near.unwrap_or_default()
        ))
    }
}

/// The kinds on one line, as `profile show` prints them; `None` where there is none.
pub(super) fn listed(kinds: &BTreeSet<Deny>) -> Option<String> {
    let names: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}
