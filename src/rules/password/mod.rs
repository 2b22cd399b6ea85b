//! A password held against the rules that the tenant sends, and one made to satisfy them.

mod generate;
mod rule;

pub use generate::generate;
pub use rule::{PasswordRule, broken, left_to_tenant, parse};
