//! One method an endpoint.
//!
//! Longer than most files here: a list of endpoints, which is easier to search in one place.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use reqwest::Method;
use reqwest::header::HeaderMap;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::expected::Share;
use super::page::{End, PAGE, Pages, Range, Reading};
use super::path::Route;
use super::request::{ExpectedBody, Request, Response};
use super::retry::http_date;
use super::token::TokenInfo;
use super::transport::{Clock, RealTime, SharedTransport, Transport};
use super::{Settings, response_error};
use crate::command_line::CommandLine;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{
    ApiVersion, Id, Object, PasswordPolicy, PolicyAssignment, Source, SourceApp, SourceObject,
    SyncGroup,
};

const GROUPS: &str = "password-sync-groups";
const POLICIES: &str = "password-policies";
const SOURCES: &str = "sources";

const NO_OBJECT: &str = "not the object that the API documents";

/// A tenant's API. Cheap to clone; the clones share connections, token and rate limit, and may be used side by side.
#[derive(Clone)]
pub struct Client {
    transport: SharedTransport,
    version: ApiVersion,
}

/// What the tenant answered.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply<T> {
    /// The decoded body.
    pub body: T,
    /// HTTP status.
    pub status: u16,
    /// Header names, in lower case, with their values, as they were sent.
    pub headers: Vec<(String, String)>,
}

/// A list, with the status and the headers of its last page.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing<T> {
    /// The elements, in the tenant's order.
    pub reply: Reply<T>,
    /// How many the tenant has in all, where it said so.
    pub total: Option<u64>,
}

/// Requests sent so far, repeated ones included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counters {
    /// Requests to the API.
    pub requests: u64,
    /// Requests for a token.
    pub token_requests: u64,
}

impl Client {
    /// Nothing is sent or loaded before the first request. Fails where the address is none of HTTP.
    pub fn new(settings: Settings) -> Result<Self> {
        Self::with_clock(settings, Box::new(RealTime))
    }

    pub(crate) fn with_clock(settings: Settings, clock: Box<dyn Clock>) -> Result<Self> {
        if !matches!(settings.base.scheme(), "http" | "https") || !settings.base.has_host() {
            let message = format!("`{}` is not the address of a tenant", settings.base);
            return Err(Error::usage(message).hint(CommandLine::of("profile show")));
        }
        let version = settings.version;
        Ok(Self { transport: Arc::new(Transport::new(settings, clock)), version })
    }

    /// The same client with another path style.
    #[must_use]
    pub fn with_version(&self, version: ApiVersion) -> Self {
        Self { transport: Arc::clone(&self.transport), version }
    }

    /// The sync groups of a range, decoded. A page that fails fails all.
    pub async fn groups(&self, range: Range) -> Result<Listing<Vec<SyncGroup>>> {
        let mut groups = Vec::new();
        let end = self.groups_into(range, &mut groups).await?;
        Ok(end.map(|()| groups))
    }

    /// The sync groups of a range, handed over page by page and undecoded.
    pub async fn groups_into(&self, range: Range, pages: &mut impl Pages) -> Result<Listing<()>> {
        self.read(self.route(GROUPS, &[]), range, pages).await
    }

    /// How many sync groups there are, where the tenant says so.
    pub async fn count_groups(&self) -> Result<Option<u64>> {
        self.count(GROUPS).await
    }

    /// One sync group.
    pub async fn group(&self, id: &Id) -> Result<Reply<SyncGroup>> {
        self.fetch(Request::get(self.route(GROUPS, &[id.as_str()])).about(about("sync group", id)))
            .await
    }

    /// The path of a sync group, or of all of them, as the requests for it have it.
    pub fn group_path(&self, id: Option<&Id>) -> String {
        let rest: Vec<&str> = id.into_iter().map(Id::as_str).collect();
        self.route(GROUPS, &rest).path().to_owned()
    }

    /// Creates a sync group. Never sent twice unless it surely did not arrive; where that is unknown, the error's word
    /// is [`ErrorKind::OutcomeUnknown`].
    pub async fn create_group(&self, body: &Object) -> Result<Reply<SyncGroup>> {
        self.fetch(Request::new(Method::POST, self.route(GROUPS, &[])).json(bytes(body)?)).await
    }

    /// Replaces a sync group. A reply without a body is a success like any other: the group is then `None`.
    pub async fn update_group(&self, id: &Id, body: &Object) -> Result<Reply<Option<SyncGroup>>> {
        let request = Request::new(Method::PUT, self.route(GROUPS, &[id.as_str()]));
        let request = request.json(bytes(body)?).about(about("sync group", id));
        let response = self.transport.send(&request).await?;
        let group =
            if response.is_empty() { None } else { Some(self.decode(&request, &response)?) };
        Ok(response.reply(group))
    }

    /// Deletes a sync group. A 404 is an error; where an earlier attempt may have arrived, the error is in doubt.
    pub async fn delete_group(&self, id: &Id) -> Result<Reply<()>> {
        let request = Request::new(Method::DELETE, self.route(GROUPS, &[id.as_str()]));
        let response = self.transport.send(&request.about(about("sync group", id))).await?;
        Ok(response.reply(()))
    }

    /// All sources, or those that a filter of the API finds, such as `name eq "GitHub"`.
    pub async fn sources(&self, filter: Option<&str>) -> Result<Listing<Vec<Source>>> {
        self.list(self.route(SOURCES, &[]), filter).await
    }

    /// How many sources there are, where the tenant says so.
    pub async fn count_sources(&self) -> Result<Option<u64>> {
        self.count(SOURCES).await
    }

    /// All sources as the API's own objects.
    pub async fn source_objects(&self) -> Result<Listing<Vec<SourceObject>>> {
        self.list(self.route(SOURCES, &[]), None).await
    }

    /// One source.
    pub async fn source(&self, id: &Id) -> Result<Reply<Source>> {
        self.fetch(Request::get(self.route(SOURCES, &[id.as_str()])).about(about("source", id)))
            .await
    }

    /// One source as the API's own object.
    pub async fn source_object(&self, id: &Id) -> Result<Reply<SourceObject>> {
        self.fetch(Request::get(self.route(SOURCES, &[id.as_str()])).about(about("source", id)))
            .await
    }

    /// The password policies of a source, with the exceptions among them.
    pub async fn source_policies(&self, id: &Id) -> Result<Reply<Vec<PolicyAssignment>>> {
        let request = Request::get(self.route(SOURCES, &[id.as_str(), POLICIES]));
        self.fetch(request.about(about("source", id))).await
    }

    /// All password policies.
    pub async fn policies(&self) -> Result<Listing<Vec<PasswordPolicy>>> {
        self.list(self.route(POLICIES, &[]), None).await
    }

    /// One password policy.
    pub async fn policy(&self, id: &Id) -> Result<Reply<PasswordPolicy>> {
        let request = Request::get(self.route(POLICIES, &[id.as_str()]));
        self.fetch(request.about(about("password policy", id))).await
    }

    /// All applications, or those that a filter of the API finds, such as `accountSource.id eq "…"`.
    pub async fn source_apps(&self, filter: Option<&str>) -> Result<Listing<Vec<SourceApp>>> {
        self.list(self.route("source-apps", &["all"]), filter).await
    }

    /// The caller's own personal access tokens: `[{id, name, expirationDate, …}]`.
    pub async fn own_access_tokens(&self) -> Result<Listing<Vec<Object>>> {
        let route = self.route("personal-access-tokens", &[]).with("owner-id", "me");
        self.list(route, None).await
    }

    /// `{tenantId, tenantName, tokenEndpoint, …}`; needs no credentials.
    pub async fn oauth_info(&self) -> Result<Reply<Object>> {
        self.fetch(Request::get(Route::oauth("info")).unsigned()).await
    }

    /// What setting a password takes: `{identityId, sourceId, publicKeyId, publicKey, accounts, policies}`. An unknown
    /// user or source is not found.
    pub async fn query_password_info(&self, body: &Object) -> Result<Reply<Object>> {
        let request =
            Request::new(Method::POST, self.route("query-password-info", &[])).repeatable();
        self.fetch(request.json(bytes(body)?)).await
    }

    /// Starts a change of a password, `{identityId, encryptedPassword, …}`, and gives `{requestId, state}`.
    pub async fn set_password(&self, body: &Object) -> Result<Reply<Object>> {
        let request = Request::new(Method::POST, self.route("set-password", &[]));
        self.fetch(request.json(bytes(body)?)).await
    }

    /// The path of the request that starts a change of a password.
    pub fn set_password_path(&self) -> String {
        self.route("set-password", &[]).path().to_owned()
    }

    /// How a change of a password stands: `{requestId, state, errors, sourceIds}`.
    pub async fn password_status(&self, id: &Id) -> Result<Reply<Object>> {
        let request = Request::get(self.route("password-change-status", &[id.as_str()]));
        self.fetch(request.about(about("password change", id))).await
    }

    /// Any request below the tenant's address, with a JSON body or none. The path may leave out the version.
    pub async fn send_raw(
        &self,
        method: &str,
        path: &str,
        query: &[(String, String)],
        body: Option<Vec<u8>>,
    ) -> Result<Reply<Vec<u8>>> {
        let method = match method.to_ascii_uppercase().as_str() {
            "GET" => Method::GET,
            "POST" => Method::POST,
            "PUT" => Method::PUT,
            "PATCH" => Method::PATCH,
            "DELETE" => Method::DELETE,
            _ => return Err(Error::usage(format!("`{method}` is not a method of the API"))),
        };
        let route = Route::typed(self.version, path)?;
        let route = query.iter().fold(route, |route, (key, value)| route.with(key, value));
        let mut request = Request::new(method, route);
        request.expected_body = ExpectedBody::Any;
        let request = match body {
            Some(body) => request.json(body),
            None => request,
        };
        let response = self.transport.send(&request).await?;
        let body = response.body.to_vec();
        Ok(response.reply(body))
    }

    /// Every element of a list at a path as [`Client::send_raw`] takes it, as its own text. A `limit` in the path is the
    /// size of a page; without one the tenant chooses it.
    pub async fn raw_list(&self, path: &str) -> Result<Reply<Vec<Box<RawValue>>>> {
        let route = Route::typed(self.version, path)?;
        let page_size = match route.parameter("limit") {
            Some(limit) => Some(limit.parse().map_err(|_| {
                Error::usage(format!("`limit={limit}` in the path is not a number"))
            })?),
            None => None,
        };
        let route = route.without("limit").without("count");
        let reading = Reading { transport: &self.transport, route, range: Range::ALL, page_size };
        let mut elements = Vec::new();
        let End { last, .. } = reading.read(&mut elements).await?;
        Ok(last.reply(elements))
    }

    /// The path of a request as [`Client::send_raw`] sends it, with its version and its query.
    pub fn typed_path(&self, path: &str) -> Result<String> {
        Ok(Route::typed(self.version, path)?.path_and_query())
    }

    /// The decoded segments of a path as [`Client::send_raw`] takes it, without its version: the collection first.
    pub fn typed_segments(&self, path: &str) -> Result<Vec<String>> {
        Ok(Route::typed(self.version, path)?.segments())
    }

    /// Who stands behind the token, and how long it lives; fetches one where there is none.
    pub async fn token_info(&self) -> Result<TokenInfo> {
        self.transport.token_info().await
    }

    /// Fetches a token, whatever the cache has, and says who stands behind it. A ready token is taken as it is.
    pub async fn sign_in(&self) -> Result<TokenInfo> {
        self.transport.sign_in().await
    }

    /// Whether a request waits until the tenant's rate limit lets it through.
    pub fn waits_for_rate_limit(&self) -> bool {
        self.transport.rate_limiter.is_waiting()
    }

    /// Says that a read takes so many requests, for whoever watches.
    pub fn expect(&self, requests: usize) -> Share<'_> {
        self.transport.expected.more(requests)
    }

    /// How many requests of large reads have been answered, and of how many.
    pub fn expected(&self) -> (usize, usize) {
        self.transport.expected.now()
    }

    /// The time that so many requests take at the tenant's rate limit, at least.
    pub fn least_time(&self, requests: usize) -> Duration {
        self.transport.rate_limiter.least_time(requests)
    }

    /// How many requests were sent.
    pub fn counters(&self) -> Counters {
        Counters {
            requests: self.transport.requests.load(Ordering::Relaxed),
            token_requests: self.transport.token_requests.load(Ordering::Relaxed),
        }
    }

    fn route(&self, resource: &str, rest: &[&str]) -> Route {
        Route::new(self.version, resource, rest)
    }

    async fn fetch<T: DeserializeOwned>(&self, request: Request) -> Result<Reply<T>> {
        let response = Box::pin(self.transport.send(&request)).await?;
        let body = self.decode(&request, &response)?;
        Ok(response.reply(body))
    }

    fn decode<T: DeserializeOwned>(&self, request: &Request, response: &Response) -> Result<T> {
        serde_json::from_slice(&response.body).map_err(|error| {
            let error = response_error::undecodable(
                request,
                response,
                &error,
                NO_OBJECT,
                &self.transport.redactor,
            );
            // A create that was answered with something else may well have happened.
            let error = if request.changes_something() { error.in_doubt() } else { error };
            if request.repeatable { error } else { error.kind(ErrorKind::OutcomeUnknown) }
        })
    }

    async fn list<T: DeserializeOwned>(
        &self,
        route: Route,
        filter: Option<&str>,
    ) -> Result<Listing<Vec<T>>> {
        let route = match filter {
            Some(filter) => route.with("filters", filter),
            None => route,
        };
        let mut things = Vec::new();
        let end = self.read(route, Range::ALL, &mut things).await?;
        Ok(end.map(|()| things))
    }

    async fn count(&self, resource: &str) -> Result<Option<u64>> {
        let one = Range { offset: 0, limit: Some(1) };
        let mut page: Vec<Box<RawValue>> = Vec::new();
        Ok(self.read(self.route(resource, &[]), one, &mut page).await?.total)
    }

    async fn read(
        &self,
        route: Route,
        range: Range,
        pages: &mut impl Pages,
    ) -> Result<Listing<()>> {
        let page_size = Some(PAGE);
        let reading = Reading { transport: &self.transport, route, range, page_size };
        // The largest state of all: on the heap, so that those of the callers stay small.
        let End { last, total } = Box::pin(reading.read(pages)).await?;
        Ok(Listing { reply: last.reply(()), total })
    }
}

impl<T> Reply<T> {
    /// The same reply with its body changed.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Reply<U> {
        Reply { body: change(self.body), status: self.status, headers: self.headers }
    }

    /// The tenant's own clock when it answered (`Date`), where it says it.
    pub fn server_time(&self) -> Option<jiff::Timestamp> {
        let (_, value) = self.headers.iter().find(|(name, _)| name == "date")?;
        http_date(value)
    }
}

impl<T> Listing<T> {
    fn map<U>(self, change: impl FnOnce(T) -> U) -> Listing<U> {
        let Reply { body, status, headers } = self.reply;
        Listing { reply: Reply { body: change(body), status, headers }, total: self.total }
    }
}

impl Response {
    fn reply<T>(&self, body: T) -> Reply<T> {
        Reply { body, status: self.status, headers: pairs(&self.headers) }
    }
}

fn pairs(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    headers.iter().map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect()
}

fn about(kind: &str, id: &Id) -> String {
    format!("{kind} `{id}`")
}

fn bytes(body: &impl Serialize) -> Result<Vec<u8>> {
    Ok(serde_json::to_vec(body).map_err(anyhow::Error::from)?)
}
