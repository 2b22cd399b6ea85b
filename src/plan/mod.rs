//! The drawing table: a manifest and a tenant in, ordered steps out.
