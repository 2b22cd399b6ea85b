//! What `--deny` and the profile refuse, before anything is sent.

use std::collections::BTreeSet;

use crate::app::check::warnings::Warning;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::profile::Deny;
use crate::rules::impact::Impact;

/// How many causes an error names.
const NAMED: usize = 10;

/// Refuses (exit 7) changes that do what is denied. Where policies could not be read, nobody knows that none becomes
/// weaker.
pub fn check(denied: &BTreeSet<Deny>, impact: &Impact, warnings: &[Warning]) -> Result<()> {
    let mut causes = Vec::new();
    let mut broken = Vec::new();
    for &kind in denied {
        let found = match kind {
            Deny::WeakerPolicy => weaker(impact),
            Deny::SourceLeaves => {
                let leaving = impact.leaving();
                leaving
                    .into_iter()
                    .map(|each| format!("`{}`: {}", each.group.name, each.message))
                    .collect()
            }
            Deny::Warnings => {
                let texts = warnings.iter().map(|warning| warning.text.clone());
                texts.chain(weaker(impact)).collect()
            }
        };
        if !found.is_empty() {
            broken.push(kind.as_str());
            causes.extend(
                found.into_iter().filter(|cause| !causes.contains(cause)).collect::<Vec<_>>(),
            );
        }
    }
    refuse(&broken, causes)
}

fn weaker(impact: &Impact) -> Vec<String> {
    let pairs = impact.weaker().into_iter().map(|weaker| weaker.brief());
    let unknown = impact.policies_unknown.then(|| UNKNOWN.to_owned());
    pairs.chain(unknown).collect()
}

/// The warning where policies cannot be compared.
pub const UNKNOWN: &str =
    "policies could not be read, so it is not known whether a source gets a weaker one";

/// The error of what is denied; none where nothing is.
pub fn refuse(broken: &[&str], causes: Vec<String>) -> Result<()> {
    if broken.is_empty() {
        return Ok(());
    }
    let message = format!("`--deny {}` refuses this; nothing was sent", broken.join(","));
    let more = causes.len().saturating_sub(NAMED);
    let error = Error::new(Code::Prerequisites, message).kind(ErrorKind::Denied);
    let error = causes.into_iter().take(NAMED).fold(error, Error::cause);
    let error = if more > 0 { error.cause(format!("and {more} more")) } else { error };
    Err(error)
}
