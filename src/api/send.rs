//! One request until it is settled: signed, repeated where that is safe, judged.

use std::sync::atomic::Ordering;
use std::time::Duration;

use reqwest::Method;
use serde::de::IgnoredAny;

use super::call::{Answer, Call, Wants};
use super::cancel::interrupted;
use super::claims::TokenKind;
use super::failure::Failure;
use super::reply;
use super::retry::{Arrival, LONGEST_WAIT, Tries, asked_pause};
use super::settings::Credentials;
use super::token::Token;
use super::wire::Wire;
use crate::error::{Code, Error, ErrorKind, Refusal, Result};

/// A wait up to this long needs no explanation.
const UNNOTICED: Duration = Duration::from_secs(1);

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
        let mut tries = Tries::new(self.settings.retries);
        let error = match Box::pin(self.settle(call, &mut tries)).await {
            Ok(answer) if answer.is_success() => return Ok(answer),
            Ok(answer) if answer.is_html() && (400..500).contains(&answer.status) => {
                self.not_the_tenants(call, &answer)
            }
            Ok(answer) if answer.status == 401 => {
                self.hint_at_credentials(reply::error(call, &answer, &self.redactor))
            }
            Ok(answer) => reply::error(call, &answer, &self.redactor),
            Err(error) => error,
        };
        let in_doubt = tries.perhaps_done && call.changes_something();
        Err(if in_doubt { error.in_doubt() } else { error })
    }

    /// Sends a call until the tenant gave an answer that no repetition changes: a success, or a refusal.
    pub(crate) async fn settle(&self, call: &Call, tries: &mut Tries) -> Result<Answer> {
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
                Ok(answer) => match self.judge(call, answer) {
                    Ok(answer) => return Ok(answer),
                    Err(setback) => *setback,
                },
                Err(failure) => failure.into(),
            };
            self.pause(call, setback, tries).await?;
        }
    }

    /// Whether the answer settles the call.
    fn judge(&self, call: &Call, answer: Answer) -> Result<Answer, Box<Setback>> {
        if answer.is_success() {
            let error = answer.is_html().then(|| self.not_the_tenants(call, &answer));
            let is_blank = !call.signed && answer.body.trim_ascii().is_empty();
            let blank = || {
                let error = reply::nonsense(call, &answer, Code::TryAgain, "empty");
                self.about_intermediary(error, &answer)
            };
            let error = error.or_else(|| is_blank.then(blank));
            return check_success(call, answer).map_err(|mut setback| {
                if let Some(error) = error {
                    setback.error = error;
                }
                setback
            });
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
            tries.perhaps_done = true;
            if !call.repeatable {
                return Err(outcome_unknown(call, setback));
            }
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
        self.announce(call, &setback.error, pause, tries.attempt);
        match self.unless_cancelled(self.clock.sleep(pause)).await {
            Some(()) => Ok(()),
            None => Err(interrupted(call, tries.perhaps_done)),
        }
    }

    /// Says that the program waits: always with `-v`, else once where it takes noticeably long.
    fn announce(&self, call: &Call, error: &Error, pause: Duration, attempt: u32) {
        let (line, seconds, why) = (call.line(), pause.as_secs_f64(), error.message());
        if self.settings.verbosity > 0 {
            self.settings
                .trace
                .line(&format!("{line} waits {seconds:.1} s for attempt {attempt}: {why}"));
        } else if pause > UNNOTICED && !self.announced_wait.swap(true, Ordering::Relaxed) {
            let seconds = seconds.ceil();
            self.settings
                .trace
                .news(&format!("waiting {seconds} s before the next attempt: {why}"));
        }
    }
}

/// A 401 that a new token may cure.
fn is_stale(answer: &Answer, token: Option<&Token>) -> bool {
    answer.status == 401 && token.is_some_and(Token::is_renewable)
}

fn check_user(call: &Call, token: &Token, credentials: &Credentials) -> Result<()> {
    let groups = call.route.resource() == "password-sync-groups";
    if !groups || !call.is_write() || token.kind() != TokenKind::Application {
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
    match damage(call, &answer) {
        Some(what) => setback(Code::TryAgain, what, false),
        None => Ok(answer),
    }
}

/// What was lost of the body of a success, if something was.
fn damage(call: &Call, answer: &Answer) -> Option<&'static str> {
    match (call.wants, answer.is_empty()) {
        (Wants::Json, true) => Some("empty"),
        (Wants::Success, true) => None,
        (Wants::Json | Wants::Success, false) => answer.is_cut().then_some("cut off"),
        (Wants::Anything, _) if !answer.is_json() => None,
        (Wants::Anything, true) => (call.method == Method::GET).then_some("empty"),
        (Wants::Anything, false) => not_json(&answer.body),
    }
}

fn not_json(body: &[u8]) -> Option<&'static str> {
    let Ok(text) = std::str::from_utf8(body) else { return Some("not UTF-8") };
    let error = serde_json::from_str::<IgnoredAny>(text).err()?;
    Some(if error.is_eof() { "cut off" } else { "not JSON, as which it is declared" })
}

fn outcome_unknown(call: &Call, setback: Setback) -> Error {
    let message = format!("whether `{}` took effect is unknown", call.line());
    let error = Error::new(Code::Refused, message)
        .kind(ErrorKind::OutcomeUnknown)
        .cause(setback.error.message());
    match setback.refusal {
        Some(refusal) => error.refusal(refusal),
        None => error,
    }
}

fn given_up(setback: Setback, attempts: u32) -> Error {
    let error = match setback.asked {
        Some(asked) => setback.error.cause(format!(
            "the tenant asks to wait {} s, and the longest wait is {} s",
            asked.as_secs_f64().ceil(),
            LONGEST_WAIT.as_secs()
        )),
        None => setback.error,
    };
    match attempts {
        1 => error,
        _ => error.cause(format!("given up after {attempts} attempts")),
    }
}
