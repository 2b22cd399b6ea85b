//! A thing that goes by another name than the tenant's.

/// The name that manifests have for a source or a policy of another name, and how messages put it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappedName {
    /// The name that manifests have.
    pub common: String,
    /// Both names, as in `Active Directory (Active Directory (SB) in test)`.
    pub label: String,
}
