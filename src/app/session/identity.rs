//! Who this program is to the tenant, and until when.

use jiff::{SignedDuration, Timestamp};

use crate::api::Client;
use crate::error::Error;
use crate::model::Object;

/// The personal access token that a client signs in with, as the tenant describes it.
#[derive(Debug, Clone, PartialEq)]
pub struct AccessToken {
    /// The tenant's own object.
    pub object: Object,
}

/// Why nothing is known of it.
#[derive(Debug)]
pub enum Unknown {
    /// The client has none: it belongs to no user, or the tenant does not list it.
    None,
    /// The tenant refuses to tell.
    Refused(Error),
}

/// How long before its end a token is worth a warning.
pub const NOTICE: SignedDuration = SignedDuration::from_hours(14 * 24);

/// The personal access token whose ID is this client's.
pub async fn access_token(client: &Client, client_id: &str) -> Result<AccessToken, Unknown> {
    let tokens = client.own_access_tokens().await.map_err(Unknown::Refused)?.reply.body;
    let own = |token: &Object| token.get("id").and_then(|id| id.as_str()) == Some(client_id);
    tokens.into_iter().find(own).map(|object| AccessToken { object }).ok_or(Unknown::None)
}

impl AccessToken {
    /// Its name.
    pub fn name(&self) -> &str {
        self.object.get("name").and_then(|name| name.as_str()).unwrap_or_default()
    }

    /// When it ends; `None` for one that never does.
    pub fn expires(&self) -> Option<Timestamp> {
        self.object.get("expirationDate")?.as_str()?.parse().ok()
    }

    /// How long it is still good, where it ends within [`NOTICE`].
    pub fn ends_soon(&self, now: Timestamp) -> Option<SignedDuration> {
        let rest = self.expires()?.duration_since(now);
        (rest < NOTICE).then_some(rest)
    }
}

/// A time from now in words, such as `in 13 days` and `3 h ago`.
pub fn distance(rest: SignedDuration) -> String {
    let seconds = rest.unsigned_abs().as_secs();
    let length = match seconds {
        0..=119 => format!("{seconds} s"),
        120..=7199 => format!("{} min", seconds / 60),
        7200..=172_799 => format!("{} h", seconds / 3600),
        _ => format!("{} days", seconds / 86_400),
    };
    if rest.is_negative() { format!("{length} ago") } else { format!("in {length}") }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn token(expires: &serde_json::Value) -> AccessToken {
        let object = json!({"id": "1", "name": "N", "expirationDate": expires});
        AccessToken { object: serde_json::from_value(object).unwrap() }
    }

    #[test]
    fn a_token_that_ends_within_two_weeks_is_worth_a_word() {
        let now: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let soon = |text: &str| token(&json!(text)).ends_soon(now).map(distance);
        assert_eq!(soon("2026-01-14T12:00:00.000Z").unwrap(), "in 13 days");
        assert_eq!(soon("2025-12-31T21:00:00Z").unwrap(), "3 h ago");
        assert_eq!(soon("2026-01-15T00:00:01Z"), None);
        assert_eq!(soon("2026-01-01T00:01:00+00:00").unwrap(), "in 60 s");
        assert_eq!(token(&json!(null)).ends_soon(now), None);
        assert_eq!(token(&json!("never")).expires(), None);
    }
}
