//! The wire: one method an endpoint, over one way to send a request.
//!
//! [`Client`] is the door. Behind it, `page` turns lists into pages, `send` takes one request to its end (token, pace,
//! repetition, judgement), and `wire` does one exchange. What the program shows of it goes through [`Trace`],
//! redacted.

mod cache;
mod call;
mod cancel;
mod claims;
mod client;
mod failure;
mod intermediary;
mod pace;
mod page;
mod path;
mod proxy;
mod redact;
mod reply;
mod retry;
mod send;
mod settings;
mod tls;
mod token;
mod trace;
mod wire;

#[cfg(test)]
mod script;
#[cfg(test)]
mod tests;

pub use cache::forget_tokens;
pub use claims::TokenKind;
pub use client::{Client, Listing, Reply};
pub use page::{Pages, Range};
pub use path::Version;
pub use proxy::Proxies;
pub use redact::{without_secrets, without_secrets_in_words};
pub use settings::{Credentials, Pace, Settings};
pub use token::TokenInfo;
pub use trace::{Silent, Trace};
