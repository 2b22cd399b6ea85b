//! What one run has: the chosen tenant, the client, the output, what was read, and the signals that end it.

pub mod cache;
pub mod connect;
pub mod context;
#[cfg(feature = "sandbox")]
pub mod embedded_tenant;
pub mod identity;
pub mod interrupt;
pub mod items;
pub mod options;
pub mod sign_in;
pub mod sign_up;
pub mod stored_secret;
