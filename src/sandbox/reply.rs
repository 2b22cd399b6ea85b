//! Replies, and the shapes of refusals.

use std::borrow::Cow;

use serde_json::{Value, json};

use super::file::is_corrupt;

/// A reply before it is put on the wire.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    /// Empty where there is no body.
    pub(super) content_type: &'static str,
    pub(super) body: String,
    pub(super) headers: Vec<(&'static str, String)>,
}

impl Reply {
    /// A body of JSON.
    pub(super) fn json(status: u16, body: String) -> Self {
        Self { status, content_type: "application/json", body, headers: Vec::new() }
    }

    /// No body.
    pub(super) fn empty(status: u16) -> Self {
        Self { status, content_type: "", body: String::new(), headers: Vec::new() }
    }

    /// What a gateway in front of the tenant says.
    pub(super) fn html(status: u16) -> Self {
        let body = format!(
            "<html>\r\n<head><title>{status}</title></head>\r\n<body><h1>{status}</h1></body>\r\n</html>\r\n"
        );
        Self { status, content_type: "text/html", body, headers: Vec::new() }
    }

    /// The same with one more header.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// Why a request is refused.
#[derive(Debug)]
pub(super) enum Refused {
    /// 400, 403, 404, 413, 415 and others: a detail code and the reasons, at least one.
    Request { status: u16, code: Cow<'static, str>, reasons: Vec<String> },
    /// 401: the token is missing or not good.
    Token(&'static str),
    /// 401 or 400 of the token's own endpoint: an OAuth error and its description.
    Grant { status: u16, error: &'static str, description: &'static str },
    /// 405: the methods that there are.
    Method(&'static str),
    /// 412: a header that the endpoint asks for is missing.
    Precondition(&'static str),
    /// 429: seconds to wait.
    Limit(u64),
    /// 500.
    Internal(anyhow::Error),
}

/// Detail code of a body that does not parse.
pub(super) const SYNTAX: &str = "400.0 Bad request syntax";
/// Detail code of a missing or empty field.
pub(super) const MISSING: &str = "400.1.0 Required data missing or empty";
/// Detail code of a value that is not allowed.
pub(super) const ILLEGAL: &str = "400.1.3 Illegal value";
/// Detail code of a reference to nothing.
pub(super) const UNKNOWN_REFERENCE: &str = "400.1.404 Referenced object not found";
/// Detail code of a conflict with another object.
pub(super) const CONFLICT: &str = "400.1.409 Reference conflict";
/// Detail code of an object that others still refer to.
pub(super) const IN_USE: &str = "400.2.1.0 Object in use";

impl Refused {
    /// A refusal for one reason.
    pub(super) fn request(
        status: u16,
        code: impl Into<Cow<'static, str>>,
        reason: impl Into<String>,
    ) -> Self {
        Self::Request { status, code: code.into(), reasons: vec![reason.into()] }
    }

    /// A value that is not allowed.
    pub(super) fn illegal(reason: impl Into<String>) -> Self {
        Self::request(400, ILLEGAL, reason)
    }

    /// Nothing is at that address.
    pub(super) fn not_found() -> Self {
        let text = "The server did not find a current representation for the target resource.";
        Self::request(404, "404 Not found", text)
    }

    /// The caller may not do this.
    pub(super) fn forbidden(reason: impl Into<String>) -> Self {
        let general = "The server understood the request but refuses to authorize it.".to_owned();
        let reasons = vec![general, reason.into()];
        Self::Request { status: 403, code: "403 Forbidden".into(), reasons }
    }

    /// The refusal as a reply; `tracking` is the ID to quote to the vendor's support.
    pub(super) fn into_reply(self, tracking: &str) -> Reply {
        let reply = |status, body: Value| Reply::json(status, body.to_string());
        match self {
            Self::Request { status, code, reasons } => reply(status, detail(&code, tracking, &reasons)),
            Self::Token(error) => reply(401, json!({"error": error})),
            Self::Grant { status, error, description } => {
                reply(status, json!({"error": error, "error_description": description}))
            }
            Self::Method(allowed) => reply(
                405,
                json!({"errorName": "NotSupportedException", "errorMessage": "HTTP 405 Method Not Allowed", "trackingId": tracking}),
            )
            .with("Allow", allowed),
            Self::Precondition(message) => reply(412, json!({"message": message})),
            Self::Limit(seconds) => reply(429, json!({"message": " Rate Limit Exceeded "}))
                .with("Retry-After", seconds.to_string()),
            Self::Internal(error) => {
                let reasons = ["An internal fault occurred.".to_owned(), format!("{error:#}")];
                reply(500, detail("500.0 Internal Fault", tracking, &reasons))
            }
        }
    }
}

/// The first reason is the message, in the two locales that the live service sends; the others are its causes.
fn detail(code: &str, tracking: &str, reasons: &[String]) -> Value {
    let (first, rest) = reasons.split_first().map_or(("", [].as_slice()), |(a, b)| (a.as_str(), b));
    let text = |locale: &str, origin: &str, text: &str| json!({"locale": locale, "localeOrigin": origin, "text": text});
    let causes: Vec<_> = rest.iter().map(|reason| text("en-US", "DEFAULT", reason)).collect();
    json!({
        "detailCode": code,
        "trackingId": tracking,
        "messages": [text("en-US", "DEFAULT", first), text("und", "REQUEST", first)],
        "causes": causes,
    })
}

impl From<rusqlite::Error> for Refused {
    fn from(error: rusqlite::Error) -> Self {
        if error.sqlite_error_code() == Some(rusqlite::ErrorCode::ReadOnly) {
            let reason =
                "the sandbox database is on a read-only file system, or may not be written";
            return Self::request(400, "400.0 Read-only database", reason);
        }
        let damaged = is_corrupt(&error);
        let error = anyhow::Error::from(error);
        let hint = "the database of the embedded tenant is damaged; `syncgroup sandbox reset` creates a new one";
        Self::Internal(if damaged { error.context(hint) } else { error })
    }
}

impl From<anyhow::Error> for Refused {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(refused: Refused) -> (u16, Value) {
        let reply = refused.into_reply("t");
        (reply.status, serde_json::from_str(&reply.body).unwrap())
    }

    #[test]
    fn the_five_shapes() {
        let (status, value) = body(Refused::forbidden("no user"));
        assert_eq!(
            (status, &value["detailCode"], &value["trackingId"]),
            (403, &json!("403 Forbidden"), &json!("t"))
        );
        assert_eq!(value["messages"][0]["text"], value["messages"][1]["text"]);
        assert_eq!(value["causes"][0]["text"], "no user");
        assert_eq!(
            body(Refused::Token("JWT is required")),
            (401, json!({"error": "JWT is required"}))
        );
        let (status, value) = body(Refused::Method("GET"));
        assert_eq!((status, &value["trackingId"]), (405, &json!("t")));
        assert_eq!(body(Refused::Precondition("x")), (412, json!({"message": "x"})));
        let limit = Refused::Limit(3).into_reply("t");
        assert_eq!(limit.body, r#"{"message":" Rate Limit Exceeded "}"#);
        assert_eq!(limit.headers, [("Retry-After", "3".to_owned())]);
        assert_eq!(body(Refused::Internal(anyhow::anyhow!("disk"))).1["causes"][0]["text"], "disk");
    }
}
