//! One user's password: the account, the request, and its progress.

pub mod account;
pub mod follow;
pub mod info;
pub mod record;
pub mod request;
pub mod secret;
pub mod start;
