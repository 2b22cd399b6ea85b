//! One request until its outcome is known: signed, sent again where that is safe, judged.

use std::sync::atomic::Ordering;
use std::time::Duration;

use reqwest::Method;
use serde::de::IgnoredAny;

use super::cancel::interrupted;
use super::failure::Failure;
use super::permission::Permission;
use super::request::{ExpectedBody, Request, Response};
use super::response_error;
use super::retry::{Arrival, Attempts, LONGEST_WAIT, asked_pause};
use super::settings::Credentials;
use super::token::Token;
use super::token_claims::TokenKind;
use super::transport::Transport;
use crate::error::{Code, Error, ErrorKind, Refusal, Result};

/// A wait up to this long needs no explanation.
const UNANNOUNCED: Duration = Duration::from_secs(1);

/// An attempt that settled nothing.
struct FailedAttempt {
    error: Error,
    refusal: Option<Refusal>,
    arrival: Arrival,
    lasting: bool,
    /// How long the tenant asked to wait.
    asked: Option<Duration>,
    /// The tenant's rate limit was met.
    limited: bool,
}

impl From<Failure> for FailedAttempt {
    fn from(failure: Failure) -> Self {
        let Failure { error, arrival, lasting } = failure;
        Self { error, refusal: None, arrival, lasting, asked: None, limited: false }
    }
}

impl Transport {
    /// Sends a request until it succeeds or cannot; any refusal is an error.
    pub(crate) async fn send(&self, request: &Request) -> Result<Response> {
        let mut tries = Attempts::new(self.settings.retries);
        let error = match Box::pin(self.send_until_final(request, &mut tries)).await {
            Ok(response) if response.is_success() => return Ok(response),
            Ok(response) if response.is_html() && (400..500).contains(&response.status) => {
                self.not_the_tenants(request, &response)
            }
            Ok(response) if response.status == 401 => {
                self.hint_at_credentials(response_error::error(request, &response, &self.redactor))
            }
            Ok(response) => {
                let error = response_error::error(request, &response, &self.redactor);
                self.name_lacking(request, error).await
            }
            Err(error) => error,
        };
        let in_doubt = tries.perhaps_done && request.changes_something();
        Err(if in_doubt { error.in_doubt() } else { error })
    }

    /// Names the scope or the level that a refused request lacks, where the token tells and the tenant did not.
    async fn name_lacking(&self, request: &Request, error: Error) -> Error {
        if error.status() != Some(403) || !request.signed {
            return error;
        }
        let permission = Permission::of(&request.method, &request.route.segments());
        let claims = self.token().await.ok().and_then(|token| token.claims());
        let lacking = permission.zip(claims).and_then(|(needs, claims)| needs.lacking(&claims));
        match lacking {
            Some(lacking) if !error.causes().iter().any(|cause| cause.contains(lacking.name())) => {
                error.cause(lacking.to_string())
            }
            _ => error,
        }
    }

    /// Sends a request until the tenant gave a response that no repetition changes: a success, or a refusal.
    pub(crate) async fn send_until_final(
        &self,
        request: &Request,
        tries: &mut Attempts,
    ) -> Result<Response> {
        let mut renewed = false;
        loop {
            let token = if request.signed { Some(self.token().await?) } else { None };
            if let Some(token) = &token {
                check_user(request, token, &self.settings.credentials)?;
            }
            // Boxed, so that everything that sends something stays small.
            let attempt = Box::pin(self.attempt(request, token.as_deref(), tries.attempt));
            let failed_attempt = match attempt.await {
                Ok(response) if !renewed && is_stale(&response, token.as_deref()) => {
                    renewed = true;
                    if let Some(token) = token {
                        self.drop_token(&token).await;
                    }
                    continue;
                }
                Ok(response) => match self.judge(request, response) {
                    Ok(response) => return Ok(response),
                    Err(failed_attempt) => *failed_attempt,
                },
                Err(failure) => failure.into(),
            };
            self.pause(request, failed_attempt, tries).await?;
        }
    }

    /// Whether the response settles the request.
    fn judge(&self, request: &Request, response: Response) -> Result<Response, Box<FailedAttempt>> {
        if response.is_success() {
            let error = response.is_html().then(|| self.not_the_tenants(request, &response));
            let is_blank = !request.signed && response.body.trim_ascii().is_empty();
            let blank = || {
                let error = response_error::unexpected_response(
                    request,
                    &response,
                    Code::TryAgain,
                    "empty",
                );
                self.about_intermediary(error, &response)
            };
            let error = error.or_else(|| is_blank.then(blank));
            return check_success(request, response).map_err(|mut failed_attempt| {
                if let Some(error) = error {
                    failed_attempt.error = error;
                }
                failed_attempt
            });
        }
        let limited = response.status == 429;
        if !limited && response.status != 408 && response.status < 500 {
            return Ok(response);
        }
        Err(Box::new(FailedAttempt {
            error: response_error::error(request, &response, &self.redactor),
            refusal: Some(response_error::refusal(&response)),
            arrival: if limited { Arrival::Never } else { Arrival::Perhaps },
            lasting: false,
            asked: asked_pause(&response.headers),
            limited,
        }))
    }

    /// Waits before the next attempt, or says why there is none.
    async fn pause(
        &self,
        request: &Request,
        failed_attempt: FailedAttempt,
        tries: &mut Attempts,
    ) -> Result<()> {
        if failed_attempt.arrival == Arrival::Perhaps {
            tries.perhaps_done = true;
            if !request.repeatable {
                return Err(outcome_unknown(request, failed_attempt));
            }
        }
        if failed_attempt.lasting {
            return Err(failed_attempt.error);
        }
        let Some(pause) = tries.pause(failed_attempt.asked, failed_attempt.limited) else {
            return Err(given_up(failed_attempt, tries.attempt));
        };
        let _waits = failed_attempt.limited.then(|| {
            self.rate_limiter.hold(request.route.version(), pause);
            self.rate_limiter.waits()
        });
        self.announce(request, &failed_attempt.error, pause, tries.attempt);
        match self.unless_cancelled(self.clock.sleep(pause)).await {
            Some(()) => Ok(()),
            None => Err(interrupted(request, tries.perhaps_done)),
        }
    }

    /// Says that the program waits: always with `-v`, else once where it takes noticeably long.
    fn announce(&self, request: &Request, error: &Error, pause: Duration, attempt: u32) {
        let (line, seconds, why) = (request.line(), pause.as_secs_f64(), error.message());
        if self.settings.verbosity > 0 {
            self.settings
                .trace
                .line(&format!("{line} waits {seconds:.1} s for attempt {attempt}: {why}"));
        } else if pause > UNANNOUNCED && !self.announced_wait.swap(true, Ordering::Relaxed) {
            let seconds = seconds.ceil();
            self.settings
                .trace
                .news(&format!("waiting {seconds} s before the next attempt: {why}"));
        }
    }
}

/// A 401 that a new token may cure.
fn is_stale(response: &Response, token: Option<&Token>) -> bool {
    response.status == 401 && token.is_some_and(Token::is_renewable)
}

fn check_user(request: &Request, token: &Token, credentials: &Credentials) -> Result<()> {
    let groups = request.route.resource() == "password-sync-groups";
    if !groups || !request.is_write() || token.kind() != TokenKind::Application {
        return Ok(());
    }
    let message =
        "sync groups can only be changed with a user's token, and this one belongs to no user";
    Err(Error::new(Code::Credentials, message)
        .kind(ErrorKind::ApplicationToken)
        .cause("the token has no `user_name`: its client is an API client, not a personal access token")
        .explained(
            "create a personal access token as a user with level ORG_ADMIN, then",
            credentials.renewal(),
        ))
}

fn check_success(request: &Request, response: Response) -> Result<Response, Box<FailedAttempt>> {
    let failed_attempt = |code, what: &str, lasting| {
        Err(Box::new(FailedAttempt {
            error: response_error::unexpected_response(request, &response, code, what),
            refusal: Some(response_error::refusal(&response)),
            arrival: Arrival::Perhaps,
            lasting,
            asked: None,
            limited: false,
        }))
    };
    if response.is_html() {
        return failed_attempt(Code::Refused, "an HTML page, so it is not the tenant's", true);
    }
    match damage(request, &response) {
        Some(what) => failed_attempt(Code::TryAgain, what, false),
        None => Ok(response),
    }
}

/// What was lost of the body of a success, if something was.
fn damage(request: &Request, response: &Response) -> Option<&'static str> {
    match (request.expected_body, response.is_empty()) {
        (ExpectedBody::Json, true) => Some("empty"),
        (ExpectedBody::JsonOrNothing, true) => None,
        (ExpectedBody::Json | ExpectedBody::JsonOrNothing, false) => {
            response.is_cut().then_some("cut off")
        }
        (ExpectedBody::Any, _) if !response.is_json() => None,
        (ExpectedBody::Any, true) => (request.method == Method::GET).then_some("empty"),
        (ExpectedBody::Any, false) => not_json(&response.body),
    }
}

fn not_json(body: &[u8]) -> Option<&'static str> {
    let Ok(text) = std::str::from_utf8(body) else { return Some("not UTF-8") };
    let error = serde_json::from_str::<IgnoredAny>(text).err()?;
    Some(if error.is_eof() { "cut off" } else { "not JSON, as which it is declared" })
}

fn outcome_unknown(request: &Request, failed_attempt: FailedAttempt) -> Error {
    let message = format!("whether `{}` took effect is unknown", request.line());
    let error = Error::new(Code::Refused, message)
        .kind(ErrorKind::OutcomeUnknown)
        .cause(failed_attempt.error.message());
    match failed_attempt.refusal {
        Some(refusal) => error.refusal(refusal),
        None => error,
    }
}

fn given_up(failed_attempt: FailedAttempt, attempts: u32) -> Error {
    let error = match failed_attempt.asked {
        Some(asked) => failed_attempt.error.cause(format!(
            "the tenant asks to wait {} s, and the longest wait is {} s",
            asked.as_secs_f64().ceil(),
            LONGEST_WAIT.as_secs()
        )),
        None => failed_attempt.error,
    };
    match attempts {
        1 => error,
        _ => error.cause(format!("given up after {attempts} attempts")),
    }
}
