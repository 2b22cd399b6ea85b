//! What a refusal means: the error shapes of the API and of gateways, as an error with its exit code.

use reqwest::StatusCode;
use reqwest::header::{HeaderName, HeaderValue};
use serde::Deserialize;

use super::intermediary::title;
use super::permission::Permission;
use super::redact::{Redactor, without_secrets};
use super::request::{Request, Response};
use super::retry::asked_pause;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, ErrorKind, Refusal};
use crate::output::plain_line;

/// The longest body of a refusal that is kept, in bytes.
const MAX_SHOWN: usize = 64 << 10;

/// The fields of all error bodies that are known; each comes from one or two of the shapes.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Body {
    detail_code: Option<String>,
    tracking_id: Option<String>,
    messages: Option<Vec<Message>>,
    error: Option<String>,
    #[serde(rename = "error_description")]
    error_description: Option<String>,
    message: Option<String>,
    error_name: Option<String>,
    error_message: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Message {
    locale: Option<String>,
    text: Option<String>,
}

impl Body {
    /// Of a body that is something else, only what can be read.
    fn read(bytes: &[u8]) -> Self {
        serde_json::from_slice(bytes).unwrap_or_default()
    }

    fn words(self) -> Option<String> {
        let messages = self.messages.unwrap_or_default();
        let english = |m: &&Message| m.locale.as_deref().is_some_and(|l| l.starts_with("en"));
        let message = messages.iter().find(english).or_else(|| messages.first());
        let words = message
            .and_then(|message| message.text.clone())
            .or(self.error_description)
            .or(self.error_message)
            .or(self.message)
            .or(self.error)
            .or(self.error_name)
            .or(self.detail_code)?;
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then_some(words)
    }
}

/// The tenant's own words, where it has any.
pub(crate) fn words(response: &Response, redactor: &Redactor) -> Option<String> {
    Body::read(&response.body).words().map(|words| redactor.text(&words))
}

/// Status, `detailCode` and the number for the vendor's support.
pub(crate) fn refusal(response: &Response) -> Refusal {
    let body = Body::read(&response.body);
    let clean = |text: String| plain_line(&without_secrets(&text)).into_owned();
    let id = body.tracking_id.or_else(|| response.request_id().map(str::to_owned));
    Refusal {
        status: response.status,
        detail_code: body.detail_code.map(clean),
        tracking_id: id.map(clean),
        retry_after: asked_pause(&response.headers),
        ..Refusal::default()
    }
}

/// The headers as they may be shown.
fn headers(response: &Response, redactor: &Redactor) -> Vec<(String, String)> {
    let shown = |(name, value): (&HeaderName, &HeaderValue)| {
        let value = String::from_utf8_lossy(value.as_bytes());
        (name.to_string(), redactor.header(name.as_str(), &value))
    };
    response.headers.iter().map(shown).collect()
}

/// The body as it may be shown: what is JSON stays JSON.
fn text(response: &Response, redactor: &Redactor) -> String {
    if response.body.len() > MAX_SHOWN {
        return String::new();
    }
    redactor.body(&response.body, false)
}

/// The exit code of a status that is no success.
const fn code(status: u16) -> Code {
    match status {
        401 | 403 => Code::Credentials,
        404 => Code::NotFound,
        409 | 412 => Code::Conflict,
        408 | 429 | 500.. => Code::TryAgain,
        _ => Code::Refused,
    }
}

/// A question about a user or source that does not exist is answered with a 400.
fn names_nothing(request: &Request, refusal: &Refusal) -> bool {
    let missing = refusal.detail_code.as_deref().is_some_and(|code| code.starts_with("400.1.404"));
    missing && request.route.resource() == "query-password-info"
}

/// The error that a refused request ends with.
pub(crate) fn error(request: &Request, response: &Response, redactor: &Redactor) -> Error {
    let words = words(response, redactor);
    let line = request.line();
    let reason =
        StatusCode::from_u16(response.status).ok().and_then(|code| code.canonical_reason());
    let status = format!("{} {}", response.status, reason.unwrap_or_default());
    let status = status.trim_end();
    let (message, cause) = match (response.status, words) {
        (401, words) => (format!("the tenant refused the access token for `{line}`"), words),
        (403, words) => (format!("the tenant does not allow `{line}`"), words),
        (404, words) => match &request.thing {
            Some(thing) => (format!("{thing} was not found"), words),
            None => (format!("`{line}` was not found"), words),
        },
        (429, words) => (format!("the tenant's rate limit is exceeded for `{line}`"), words),
        (300..=399, _) => (moved(&line, response), None),
        (500.., words) => (format!("the tenant could not answer `{line}`: {status}"), words),
        (_, Some(words)) => (format!("the tenant refused `{line}`: {words}"), None),
        (_, None) => (format!("the tenant refused `{line}`: {status}"), None),
    };
    let refusal = Refusal {
        headers: headers(response, redactor),
        body: text(response, redactor),
        ..refusal(response)
    };
    let code =
        if names_nothing(request, &refusal) { Code::NotFound } else { code(response.status) };
    let mut error = Error::new(code, message).refusal(refusal);
    if let Some(cause) = cause {
        error = error.cause(cause);
    } else if response.is_html() && response.status >= 400 {
        let title = title(&response.body).map(|title| format!(" titled `{title}`"));
        error = error.cause(format!(
            "the answer is an HTML page{}, so a gateway or a proxy sent it",
            title.unwrap_or_default()
        ));
    }
    if matches!(response.status, 300..=399) {
        error = error.kind(ErrorKind::Redirected);
    }
    with_hints(error, request, response.status)
}

fn moved(line: &str, response: &Response) -> String {
    let to = response.header("location").map(without_secrets);
    let to = to.map(|to| format!(" to `{}`", plain_line(&to))).unwrap_or_default();
    format!("the tenant redirects `{line}`{to}, which is not followed")
}

fn with_hints(error: Error, request: &Request, status: u16) -> Error {
    let permission = Permission::of(&request.method, &request.route.segments());
    match (status, permission) {
        (403, Some(permission)) => {
            error.explained(needed(permission, request.is_write()), CommandLine::of("whoami"))
        }
        (401 | 403, _) => error.hint(CommandLine::of("doctor")),
        _ => error,
    }
}

/// What the documentation asks of whoever sends such a request.
fn needed(permission: Permission, writes: bool) -> String {
    let scope = permission.scope();
    match permission.level() {
        Some(level) if writes => format!("a user with level {level} and scope `{scope}` is needed"),
        Some(level) => format!("level {level} and scope `{scope}` are needed"),
        None => format!("scope `{scope}` is needed"),
    }
}

/// A reply that says success and is not what the API documents.
pub(crate) fn unexpected_response(
    request: &Request,
    response: &Response,
    code: Code,
    what: &str,
) -> Error {
    Error::new(code, format!("the answer to `{}` is {what}", request.line()))
        .kind(ErrorKind::UnexpectedAnswer)
        .refusal(refusal(response))
}

/// The error for a success whose body is not the JSON that was expected. What was cut off or damaged on its way is worth
/// another try.
pub(crate) fn undecodable(
    request: &Request,
    response: &Response,
    error: &serde_json::Error,
    unexpected: &str,
    redactor: &Redactor,
) -> Error {
    let (code, what) = if std::str::from_utf8(&response.body).is_err() {
        (Code::TryAgain, "not UTF-8")
    } else if error.is_eof() {
        (Code::TryAgain, "cut off")
    } else {
        (Code::Refused, unexpected)
    };
    unexpected_response(request, response, code, what).cause(redactor.text(&error.to_string()))
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use reqwest::Method;
    use reqwest::header::{HeaderMap, HeaderName, HeaderValue};

    use super::*;
    use crate::api::path::Route;
    use crate::model::ApiVersion;

    fn response(
        status: u16,
        headers: &[(&'static str, &'static str)],
        body: &'static str,
    ) -> Response {
        let headers = headers
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        let headers = headers.collect::<HeaderMap>();
        Response { status, headers, body: Bytes::from_static(body.as_bytes()) }
    }

    fn refuse(status: u16, body: &'static str) -> Error {
        let request = Request::get(Route::new(ApiVersion::V3, "sources", &["x"]));
        error(
            &request,
            &response(status, &[("slpt-request-id", "r-1")], body),
            &Redactor::default(),
        )
    }

    #[test]
    fn every_shape_of_error_gives_its_words() {
        let long = r#"{"detailCode":"400.1 Bad request content","trackingId":"t-1","messages":[
            {"locale":"und","localeOrigin":"REQUEST","text":"other"},
            {"locale":"en-US","localeOrigin":"DEFAULT","text":"name  is\nempty"}],"causes":[]}"#;
        for (status, body, words, id) in [
            (400, long, "name is empty", "t-1"),
            (401, r#"{"error":"JWT validation failed: JWT is expired"}"#, "JWT is expired", "r-1"),
            (429, r#"{"message":" Rate Limit Exceeded "}"#, "Rate Limit Exceeded", "r-1"),
            (
                405,
                r#"{"errorName":"NotSupported","errorMessage":"no such method","trackingId":"t-2"}"#,
                "no such method",
                "t-2",
            ),
            (412, r#"{"message":"changed"}"#, "changed", "r-1"),
            (400, r#"{"messages":null,"detailCode":"400.0 Syntax"}"#, "400.0 Syntax", "r-1"),
        ] {
            let text = refuse(status, body).to_text();
            assert!(text.contains(words), "{text}");
            assert!(text.contains(&format!("status: {status}")), "{text}");
            assert!(text.contains(&format!("trackingId: {id}")), "{text}");
        }
    }

    #[test]
    fn a_body_without_words_still_makes_an_error() {
        for body in
            ["", "<html><body>Bad Gateway</body></html>", "{\"mess", "[]", "{\"messages\":3}"]
        {
            let text = refuse(502, body).to_text();
            assert!(text.starts_with(
                "error: the tenant could not answer `GET /v3/sources/x`: 502 Bad Gateway\n"
            ));
            assert_eq!(text.contains("HTML page"), body.starts_with('<'), "{text}");
        }
        assert!(refuse(418, "").message().ends_with("418 I'm a teapot"));
        assert!(refuse(499, "").message().ends_with(": 499"));
    }

    #[test]
    fn a_status_has_its_exit_code() {
        for (status, code) in [
            (301, Code::Refused),
            (400, Code::Refused),
            (401, Code::Credentials),
            (403, Code::Credentials),
            (404, Code::NotFound),
            (405, Code::Refused),
            (408, Code::TryAgain),
            (409, Code::Conflict),
            (412, Code::Conflict),
            (422, Code::Refused),
            (429, Code::TryAgain),
            (500, Code::TryAgain),
            (504, Code::TryAgain),
        ] {
            assert_eq!(refuse(status, "").code(), code, "{status}");
        }
    }

    #[test]
    fn a_thing_that_is_missing_is_named() {
        let request =
            Request::get(Route::new(ApiVersion::V3, "sources", &["x"])).about("source `x`");
        let error = error(&request, &response(404, &[], ""), &Redactor::default());
        assert_eq!(error.message(), "source `x` was not found");
    }

    #[test]
    fn a_forbidden_write_says_what_it_takes() {
        let route = Route::new(ApiVersion::V3, "password-sync-groups", &[]);
        let request = Request::new(Method::POST, route);
        let error = error(&request, &response(403, &[], ""), &Redactor::default());
        assert!(error.hint_texts()[0].contains("idn:password-sync-group:manage"));
    }

    #[test]
    fn a_token_in_the_tenants_words_is_not_repeated() {
        let text =
            refuse(401, r#"{"error":"bad JWT eyJhbGciOiJub25lIn0.eyJhIjoxfQ.c2ln"}"#).to_text();
        assert!(text.contains("bad JWT [redacted]"), "{text}");
    }

    #[test]
    fn half_a_document_is_cut() {
        for body in ["", " ", "{", "[", r#"[{"a":1}"#, r#"{"a":"}"#, r#"{"a":1},"#] {
            let cut = response(200, &[], body).is_cut();
            assert_eq!(cut, body != r#"{"a":"}"#, "{body}");
        }
        for body in ["[]", "{}", " [1]\n", "null", "\"x\""] {
            assert!(!response(200, &[], body).is_cut(), "{body}");
        }
    }
}
