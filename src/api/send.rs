//! One request until it is settled: signed, repeated where that is safe, judged.

use std::time::Duration;

use serde::de::IgnoredAny;

use super::call::{Answer, Call, Wants};
use super::cancel::interrupted;
use super::claims::TokenKind;
use super::failure::Failure;
use super::reply;
use super::retry::{Arrival, Tries, asked_pause};
use super::settings::Credentials;
use super::token::Token;
use super::wire::Wire;
use crate::error::{Code, Error, Refusal, Result};

/// The word of an error after which nobody knows whether the tenant carried the request out.
pub const OUTCOME_UNKNOWN: &str = "outcome_unknown";

/// An attempt that settled nothing.
struct Setback {
    error: Error,
    refusal: Option<Refusal>,
    arrival: Arrival,
    lasting: bool,
    /// How long the tenant asked to wait.
    asked: Option<Duration>,
    /// The tenant's rate limit was met.
    limited: bool,
}

impl From<Failure> for Setback {
    fn from(failure: Failure) -> Self {
        let Failure { error, arrival, lasting } = failure;
        Self { error, refusal: None, arrival, lasting, asked: None, limited: false }
    }
}

impl Wire {
    /// Sends a call until it succeeds or cannot; any refusal is an error.
    pub(crate) async fn send(&self, call: &Call) -> Result<Answer> {
        let answer = Box::pin(self.settle(call)).await?;
        if answer.is_success() {
            return Ok(answer);
        }
        let error = reply::error(call, &answer, &self.redactor);
        Err(if answer.status == 401 { self.hint_at_credentials(error) } else { error })
    }

    /// Sends a call until the tenant gave an answer that no repetition changes: a success, or a refusal.
    pub(crate) async fn settle(&self, call: &Call) -> Result<Answer> {
        let mut tries = Tries::new(self.settings.retries);
        let mut renewed = false;
        loop {
            let token = if call.signed { Some(self.token().await?) } else { None };
            if let Some(token) = &token {
                check_user(call, token, &self.settings.credentials)?;
            }
            // Boxed, so that everything that sends something stays small.
            let attempt = Box::pin(self.attempt(call, token.as_deref(), tries.attempt));
            let setback = match attempt.await {
                Ok(answer) if !renewed && is_stale(&answer, token.as_deref()) => {
                    renewed = true;
                    if let Some(token) = token {
                        self.drop_token(&token).await;
                    }
                    continue;
                }
                Ok(answer) => match self.judge(call, answer, &tries) {
                    Ok(answer) => return Ok(answer),
                    Err(setback) => *setback,
                },
                Err(failure) => failure.into(),
            };
            self.pause(call, setback, &mut tries).await?;
        }
    }

    /// Whether the answer settles the call.
    fn judge(
        &self,
        call: &Call,
        mut answer: Answer,
        tries: &Tries,
    ) -> Result<Answer, Box<Setback>> {
        if answer.is_success() {
            return check_success(call, answer);
        }
        if answer.status == 404 && call.method == reqwest::Method::DELETE && tries.perhaps_done {
            // An earlier attempt did it, and its own answer, a 204, was lost.
            answer.status = 204;
            return Ok(answer);
        }
        let limited = answer.status == 429;
        if !limited && answer.status != 408 && answer.status < 500 {
            return Ok(answer);
        }
        Err(Box::new(Setback {
            error: reply::error(call, &answer, &self.redactor),
            refusal: Some(reply::refusal(&answer)),
            arrival: if limited { Arrival::Never } else { Arrival::Perhaps },
            lasting: false,
            asked: asked_pause(&answer.headers),
            limited,
        }))
    }

    /// Waits before the next attempt, or says why there is none.
    async fn pause(&self, call: &Call, setback: Setback, tries: &mut Tries) -> Result<()> {
        if setback.arrival == Arrival::Perhaps {
            if !call.repeatable {
                return Err(outcome_unknown(call, setback));
            }
            tries.perhaps_done = true;
        }
        if setback.lasting {
            return Err(setback.error);
        }
        let Some(pause) = tries.pause(setback.asked, setback.limited) else {
            return Err(given_up(setback, tries.attempt));
        };
        if setback.limited {
            self.pacer.hold(call.route.version(), pause);
        }
        if self.settings.verbosity > 0 {
            let (line, seconds) = (call.line(), pause.as_secs_f64());
            self.settings.trace.line(&format!(
                "{line} waits {seconds:.1} s for attempt {}: {}",
                tries.attempt,
                setback.error.message()
            ));
        }
        match self.unless_cancelled(self.clock.sleep(pause)).await {
            Some(()) => Ok(()),
            None => Err(interrupted(call, tries.perhaps_done)),
        }
    }
}

/// A 401 that a new token may cure.
fn is_stale(answer: &Answer, token: Option<&Token>) -> bool {
    answer.status == 401 && answer.elsewhere.is_none() && token.is_some_and(Token::is_renewable)
}

fn check_user(call: &Call, token: &Token, credentials: &Credentials) -> Result<()> {
    let groups = call.route.resource() == "password-sync-groups";
    if !groups || !call.is_write() || token.kind() != TokenKind::Application {
        return Ok(());
    }
    let message =
        "sync groups can only be changed with a user's token, and this one belongs to no user";
    Err(Error::new(Code::Credentials, message)
        .kind("application_token")
        .cause("the token has no `user_name`: its client is an API client, not a personal access token")
        .explained(
            "create a personal access token as a user with level ORG_ADMIN, then",
            credentials.renewal(),
        ))
}

fn check_success(call: &Call, answer: Answer) -> Result<Answer, Box<Setback>> {
    let setback = |code, what: &str, lasting| {
        Err(Box::new(Setback {
            error: reply::nonsense(call, &answer, code, what),
            refusal: Some(reply::refusal(&answer)),
            arrival: Arrival::Perhaps,
            lasting,
            asked: None,
            limited: false,
        }))
    };
    if answer.is_html() {
        return setback(Code::Refused, "an HTML page, so it is not the tenant's", true);
    }
    match (call.wants, answer.is_empty()) {
        (Wants::Json, true) => setback(Code::TryAgain, "empty", false),
        (_, true) => Ok(answer),
        (Wants::Anything, false) if !answer.is_json() => Ok(answer),
        (Wants::Anything, false) if std::str::from_utf8(&answer.body).is_err() => {
            setback(Code::TryAgain, "not UTF-8", false)
        }
        (Wants::Anything, false) if ends_early(&answer.body) => {
            setback(Code::TryAgain, "cut off", false)
        }
        (Wants::Json | Wants::Success, false) if answer.is_cut() => {
            setback(Code::TryAgain, "cut off", false)
        }
        _ => Ok(answer),
    }
}

/// Whether the text ends before its JSON document does.
fn ends_early(body: &[u8]) -> bool {
    serde_json::from_slice::<IgnoredAny>(body).is_err_and(|error| error.is_eof())
}

fn outcome_unknown(call: &Call, setback: Setback) -> Error {
    let message = format!("whether `{}` took effect is unknown", call.line());
    let error =
        Error::new(Code::Refused, message).kind(OUTCOME_UNKNOWN).cause(setback.error.message());
    match setback.refusal {
        Some(refusal) => error.refusal(refusal),
        None => error,
    }
}

fn given_up(setback: Setback, attempts: u32) -> Error {
    let error = match setback.asked {
        Some(asked) => setback
            .error
            .cause(format!("the tenant asks to come back in {} s", asked.as_secs_f64().ceil())),
        None => setback.error,
    };
    match attempts {
        1 => error,
        _ => error.cause(format!("given up after {attempts} attempts")),
    }
}
