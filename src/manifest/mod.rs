//! The groups that a team wants, as a file that one may write, read and keep in git.
//!
//! A manifest is what `list -o json` prints, as JSON or YAML, where `passwordPolicy: NAME` and `sources: [NAME…]` may
//! stand for `passwordPolicyId` and `sourceIds`. [`parse`] reads it and collects every mistake, [`resolve()`] finds the
//! IDs of a tenant for it, and [`write()`] makes one of the groups that a tenant has. Reading files, asking a tenant
//! and planning are for others.

pub mod body;
mod error;
mod fields;
mod keys;
mod name_index;
mod read;
mod reference;
mod resolve;
mod schema;
pub mod table;
mod taken;
#[cfg(test)]
mod tests;
mod write;

use std::path::Path;

use serde_json::Value;

pub use error::{ManifestError, Spot, into_error};
pub use keys::extra_keys;
pub use read::{load, parse, read};
pub use reference::{Pointer, Reference};
pub use resolve::{Entry, resolve};
pub use schema::schema;
pub use write::{Style, Tenant, write};

/// The groups of all files, in the order of the files and of the texts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Manifest {
    /// The groups. No two claim one source, and of two with one name each has an ID.
    pub groups: Vec<Group>,
}

/// One group as it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Where the group begins.
    pub spot: Spot,
    /// ID of the group, where it was written.
    pub id: Option<String>,
    /// Name of the group.
    pub name: String,
    /// The password policy; none where the text has none.
    pub policy: Option<Pointer>,
    /// The sources, in the order of the text.
    pub sources: Vec<Pointer>,
    /// What a group that is written must have and this one has not. A tenant may hold such a group, and it may stay as
    /// it is.
    pub unmet: Vec<ManifestError>,
    /// The fields that only the tenant's own objects explain, in the order of the text.
    pub extra: Vec<(String, Value)>,
}

/// Whether a directory's file is read as a manifest: `.yaml`, `.yml` or `.json`, and not hidden, so that a
/// `.gitlab-ci.yml` beside the manifests is none of them.
pub fn is_manifest_file(path: &Path) -> bool {
    let text =
        |part: Option<&std::ffi::OsStr>| part.and_then(|part| part.to_str().map(str::to_lowercase));
    let ending = text(path.extension());
    let hidden = text(path.file_name()).is_none_or(|name| name.starts_with('.'));
    !hidden && matches!(ending.as_deref(), Some("yaml" | "yml" | "json"))
}
