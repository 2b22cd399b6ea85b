//! Large tenants.
