//! Whether the tenant that a command is to work on has yet to be set up.

use super::config::Config;
use super::env::Env;
use super::name::SANDBOX;
use super::options::Flags;
use super::paths::Paths;
use super::resolve::SAIL;
use crate::error::Result;

/// A tenant that nothing on this machine describes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Absent {
    /// There is no profile at all, and nobody named one.
    Any,
    /// This profile was named, and no other has a name like it.
    Named(String),
}

/// What has to be set up before the choice can succeed; `None` where it succeeds, or where setting up is not the way
/// out: a mistyped name, a default that is missing, half of the variables.
pub fn absent(env: &Env, paths: &Paths, flags: &Flags) -> Result<Option<Absent>> {
    let named = flags.profile.as_deref().or_else(|| env.var("SYNCGROUP_PROFILE"));
    match named {
        Some("" | SANDBOX) => Ok(None),
        Some(name) => {
            let config = Config::load(paths)?;
            let known = config.profile(name).is_some() || config.nearest(name).is_some();
            Ok((!known).then(|| Absent::Named(name.to_owned())))
        }
        None if SAIL.iter().any(|name| env.has(name)) => Ok(None),
        None => {
            let config = Config::load(paths)?;
            let nothing = config.default_profile.is_none() && config.profiles().is_empty();
            Ok(nothing.then_some(Absent::Any))
        }
    }
}
