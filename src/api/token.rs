//! The access token: fetched by client credentials, kept for the run and across runs, renewed in time.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use reqwest::Method;
use reqwest::header::HeaderValue;
use serde::Deserialize;
use serde_json::Value;
use zeroize::{Zeroize as _, Zeroizing};

use super::Credentials;
use super::cache::{Cache, Key};
use super::cancel::not_sent;
use super::intermediary::is_json_object;
use super::path::Route;
use super::request::{Body, Request, Response};
use super::response_error;
use super::retry::Attempts;
use super::token_claims::{self, TokenKind};
use super::transport::Transport;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::model::Object;

/// A token is renewed this long before its end, or a tenth of its life before it, whichever is less.
const RENEWAL_MARGIN: Duration = Duration::from_secs(60);

/// An access token and its time.
#[derive(Clone)]
pub(crate) struct Token {
    access: Zeroizing<String>,
    life: Option<Life>,
    origin: Origin,
}

/// How long a token lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Life {
    pub(crate) expires: SystemTime,
    pub(crate) length: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Given,
    Fetched,
    Cached,
}

/// What can be said of a token without showing it.
#[derive(Debug, Clone)]
pub struct TokenInfo {
    /// Who stands behind it.
    pub kind: TokenKind,
    /// When it ends, where that is known.
    pub expires: Option<SystemTime>,
    /// Whether an earlier run left it in the cache.
    pub cached: bool,
    /// The JWT's payload.
    pub claims: Option<Object>,
}

impl Life {
    fn is_fresh(self, now: SystemTime) -> bool {
        self.expires
            .checked_sub(RENEWAL_MARGIN.min(self.length / 10))
            .is_some_and(|renewal| now < renewal)
    }
}

impl Token {
    fn given(access: Zeroizing<String>) -> Self {
        Self { access, life: None, origin: Origin::Given }
    }

    pub(crate) const fn cached(access: Zeroizing<String>, life: Life) -> Self {
        Self { access, life: Some(life), origin: Origin::Cached }
    }

    pub(crate) fn access(&self) -> &str {
        &self.access
    }

    pub(crate) const fn life(&self) -> Option<Life> {
        self.life
    }

    pub(crate) fn is_fresh(&self, now: SystemTime) -> bool {
        self.life.is_none_or(|life| life.is_fresh(now))
    }

    pub(crate) fn is_renewable(&self) -> bool {
        self.origin != Origin::Given
    }

    /// What the token says about itself.
    pub(crate) fn claims(&self) -> Option<Object> {
        token_claims::decode(&self.access)
    }

    pub(crate) fn kind(&self) -> TokenKind {
        token_claims::kind(token_claims::decode(&self.access).as_ref())
    }

    pub(crate) fn header(&self) -> HeaderValue {
        let text = Zeroizing::new(format!("Bearer {}", self.access.as_str()));
        // A token that no header can hold was refused when it came.
        let mut value =
            HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static("Bearer"));
        value.set_sensitive(true);
        value
    }

    fn info(&self) -> TokenInfo {
        let claims = token_claims::decode(&self.access);
        let ends = claims.as_ref().and_then(|claims| seconds(claims.get("exp")?));
        // A claim may lie beyond what the clock can hold.
        let ends = ends.and_then(|seconds| SystemTime::UNIX_EPOCH.checked_add(seconds));
        TokenInfo {
            kind: token_claims::kind(claims.as_ref()),
            expires: self.life.map(|life| life.expires).or(ends),
            cached: self.origin == Origin::Cached,
            claims,
        }
    }
}

/// The token of a client.
#[derive(Default)]
pub(crate) struct Tokens {
    state: tokio::sync::Mutex<State>,
}

#[derive(Default)]
struct State {
    token: Option<Arc<Token>>,
    /// The token that the tenant refused last: not to be taken from the cache again.
    refused: Option<Zeroizing<String>>,
    secret: Option<Zeroizing<String>>,
    /// Why the tenant does not accept the credentials: it is not asked again.
    rejected: Option<Error>,
}

impl Transport {
    /// A token to sign with; fetched, or taken from the cache, when there is none yet or its end is near.
    pub(crate) async fn token(&self) -> Result<Arc<Token>> {
        let mut state = self.tokens.state.lock().await;
        if let Some(token) = &state.token
            && token.is_fresh(SystemTime::now())
        {
            return Ok(Arc::clone(token));
        }
        if let Some(error) = &state.rejected {
            return Err(error.clone());
        }
        let token = match &self.settings.credentials {
            Credentials::Token(access) => given(access)?,
            Credentials::Client { id, secret, .. } => {
                if state.secret.is_none() {
                    state.secret = Some(secret()?);
                }
                let secret = state.secret.clone().unwrap_or_default();
                self.redactor.learn(&secret);
                let refused = state.refused.as_deref().map(String::as_str);
                let obtained = self.obtain(id, &secret, refused).await;
                if let Err(error) = &obtained
                    && error.is(ErrorKind::BadCredentials)
                {
                    state.rejected = Some(error.clone());
                }
                obtained?
            }
        };
        self.redactor.learn(token.access());
        let token = Arc::new(token);
        state.token = Some(Arc::clone(&token));
        Ok(token)
    }

    /// Forgets a token that the tenant refused, unless that has already happened.
    pub(crate) async fn drop_token(&self, refused: &Token) {
        let mut state = self.tokens.state.lock().await;
        if state.token.as_ref().is_some_and(|token| token.access == refused.access) {
            state.token = None;
            state.refused = Some(refused.access.clone());
        }
    }

    /// What is known of the token in use; fetches one where there is none.
    pub(crate) async fn token_info(&self) -> Result<TokenInfo> {
        Ok(self.token().await?.info())
    }

    /// A token that no earlier run left.
    pub(crate) async fn sign_in(&self) -> Result<TokenInfo> {
        let mut state = self.tokens.state.lock().await;
        let token = match &self.settings.credentials {
            Credentials::Token(access) => given(access)?,
            Credentials::Client { id, secret, .. } => {
                let secret = secret()?;
                self.redactor.learn(&secret);
                self.fetch(id, &secret).await?
            }
        };
        self.redactor.learn(token.access());
        let info = token.info();
        state.token = Some(Arc::new(token));
        Ok(info)
    }

    async fn obtain(&self, id: &str, secret: &str, refused: Option<&str>) -> Result<Token> {
        let Some(dir) = &self.settings.cache else { return self.fetch(id, secret).await };
        let cache = Cache::new(dir);
        let key = Key::new(&self.cache_address(), id, secret);
        let usable = || {
            let token = cache.read(&key)?;
            (token.is_fresh(SystemTime::now()) && refused != Some(token.access())).then_some(token)
        };
        if let Some(token) = usable() {
            return Ok(token);
        }
        let Some(lock) = self.unless_cancelled(cache.lock(&key)).await else {
            return Err(not_sent().error);
        };
        if let Some(token) = usable() {
            return Ok(token);
        }
        let token = self.fetch(id, secret).await?;
        if let Err(error) = lock.and_then(|_lock| cache.write(&key, &token)) {
            let place = dir.display();
            self.settings.trace.warn(&format!("the token cannot be kept in `{place}`: {error}"));
        }
        Ok(token)
    }

    /// What the cache knows the tenant by.
    fn cache_address(&self) -> String {
        let settings = &self.settings;
        settings.cache_key_name.clone().unwrap_or_else(|| settings.base.to_string())
    }

    async fn fetch(&self, id: &str, secret: &str) -> Result<Token> {
        let request = token_call(id, secret);
        // The sender asks for tokens, and this is how tokens are sent for.
        let mut tries = Attempts::new(self.settings.retries);
        let response = Box::pin(self.send_until_final(&request, &mut tries)).await?;
        if !response.is_success() {
            return Err(self.not_signed_in(&request, &response));
        }
        read_token(&response, SystemTime::now()).ok_or_else(|| {
            response_error::unexpected_response(
                &request,
                &response,
                Code::Refused,
                "no token, so it is not the tenant's",
            )
        })
    }

    fn not_signed_in(&self, request: &Request, response: &Response) -> Error {
        if !is_json_object(response) {
            return self.not_the_tenants(request, response);
        }
        if !matches!(response.status, 400 | 401 | 403) {
            return response_error::error(request, response, &self.redactor);
        }
        let host = self.settings.base.host_str().unwrap_or_default();
        let error = Error::new(
            Code::Credentials,
            format!("`{host}` did not accept the client's credentials"),
        )
        .kind(ErrorKind::BadCredentials)
        .refusal(response_error::refusal(response));
        let error = match response_error::words(response, &self.redactor) {
            Some(words) => error.cause(words),
            None => error,
        };
        self.hint_at_credentials(error)
    }

    /// Says where new credentials go.
    pub(crate) fn hint_at_credentials(&self, error: Error) -> Error {
        match &self.settings.credentials {
            Credentials::Token(_) => error.hint("set `SYNCGROUP_ACCESS_TOKEN` to a fresh token"),
            Credentials::Client { id, renewal, .. } => error.explained(
                format!("check that client `{id}` exists and its secret is right, then"),
                renewal.clone(),
            ),
        }
    }
}

fn given(access: &Zeroizing<String>) -> Result<Token> {
    let access = Zeroizing::new(access.trim().to_owned());
    if access.is_empty() || !access.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Error::new(Code::Credentials, "the access token is empty or no token")
            .hint("set `SYNCGROUP_ACCESS_TOKEN` to a fresh token"));
    }
    Ok(Token::given(access))
}

fn token_call(id: &str, secret: &str) -> Request {
    let encode = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
    let form = Zeroizing::new(
        format!(
            "grant_type=client_credentials&client_id={}&client_secret={}",
            encode(id),
            encode(secret)
        )
        .into_bytes(),
    );
    let mut request = Request::new(Method::POST, Route::oauth("token")).repeatable().unsigned();
    request.body = Body::Form(Bytes::from_owner(form));
    request
}

#[derive(Deserialize)]
struct TokenReply {
    access_token: String,
    #[serde(default)]
    expires_in: Value,
}

/// A number of seconds, which some servers send as text; `None` where it is no time.
fn seconds(value: &Value) -> Option<Duration> {
    let number = match value {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => text.trim().parse().ok()?,
        _ => return None,
    };
    Duration::try_from_secs_f64(number).ok()
}

fn read_token(response: &Response, now: SystemTime) -> Option<Token> {
    let mut reply: TokenReply = serde_json::from_slice(&response.body).ok()?;
    let access = Zeroizing::new(std::mem::take(&mut reply.access_token));
    reply.access_token.zeroize();
    if access.is_empty() || !access.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    let life = seconds(&reply.expires_in)
        .and_then(|length| Some(Life { expires: now.checked_add(length)?, length }));
    Some(Token { access, life, origin: Origin::Fetched })
}
