//! What one run has: the chosen tenant, the client, the output, and the signals that end it.

pub mod connect;
pub mod context;
#[cfg(feature = "sandbox")]
pub mod embedded_tenant;
pub mod interrupt;
pub mod items;
pub mod options;
