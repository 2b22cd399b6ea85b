//! The rules: prerequisites and consequences. Objects in, findings out. Pure.
//!
//! [`check`], [`check_all`] and [`check_manifest`] judge sync groups by what is [`TenantFacts`] of their tenant; [`introduced`]
//! tells what a change brings in; [`eligibility`] says why a source cannot join a group; [`consequences`] says what a
//! write does to sources and applications, [`impact`] merges that of many into few words; [`password`]
//! holds a password against the tenant's rules.

pub mod consequences;
mod eligibility;
mod finding;
mod group;
pub mod impact;
mod other_groups;
pub mod password;
mod policy;
mod source;
mod tenant_facts;
#[cfg(test)]
mod testing;
mod weaker;

pub use eligibility::{can_join, eligibility};
pub use finding::{Finding, Kind, Rule, Severity, has_errors, introduced};
pub use group::{POLICIES, check, check_all, check_manifest, similar_name};
pub use policy::describe_policy;
pub use tenant_facts::{Reading, TenantFacts};
