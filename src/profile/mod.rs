//! The desk: which tenant, with which credentials, from where.
