//! The HTTP client of the tenant's API: one method for each endpoint of it that is used.
//!
//! [`Client`] is what others see. Behind it `page` reads lists page by page, `send` sends a request until its outcome is
//! known (access token, retries), and `transport` makes one attempt: rate limit, proxy, TLS, redirects. What is shown of it
//! goes through [`Trace`], redacted.

mod cache;
mod cancel;
mod client;
mod expected;
mod failure;
mod intermediary;
mod page;
mod path;
mod permission;
mod proxy;
mod rate_limiter;
mod redact;
mod request;
mod response_error;
mod retry;
mod send;
mod settings;
mod tls;
mod token;
mod token_claims;
mod trace;
mod transport;

#[cfg(test)]
mod scripted_tenant;
#[cfg(test)]
mod tests;

pub use cache::forget_tokens;
pub use client::{Client, Listing, Reply};
pub use page::{Pages, Range};
pub use permission::{Permission, levels, scopes};
pub use proxy::Proxies;
pub use redact::{without_secrets, without_secrets_in_words};
pub use settings::{Credentials, Settings};
pub use token::TokenInfo;
pub use token_claims::TokenKind;
pub use trace::{Silent, Trace};
