//! One request from its arrival to its reply.

use std::time::Instant;

use hyper::{Method, StatusCode};
use uuid::Uuid;

use super::auth::{self, Need};
use super::faults::{FaultKind, FaultSequence};
use super::limit::{self, Limiter};
use super::options::Options;
use super::reply::{Refused, Reply};
use super::request::Request;
use super::route::{Resource, Route, Style, resolve};
use super::store::Store;
use super::token::Claims;
use super::{apps, groups, oauth, password, personal_access_tokens, policies, roles, sources};

/// The tenant behind a server.
pub(super) struct Tenant {
    store: Store,
    options: Options,
    limiter: Limiter,
    faults: FaultSequence,
}

/// How an exchange ends.
#[derive(Debug)]
pub(super) enum Outcome {
    Reply(Reply),
    /// Half of the reply's body, then the end of the connection.
    Cut(Reply),
    /// The connection is reset without a reply.
    Reset,
}

/// A request that may be carried out: its head has been checked, its body has not been looked at.
pub(super) enum Admitted {
    Token,
    Info,
    Api(Box<Call>),
}

/// A request of a caller who has signed in.
pub(super) struct Call {
    style: Style,
    resource: Resource,
    caller: Claims,
}

impl Tenant {
    /// A tenant that has not answered any request yet.
    pub(super) fn new(store: Store, options: Options) -> Self {
        let limiter = Limiter::new(options.rate_limit);
        let faults = FaultSequence::new(options.faults.clone(), options.seed);
        Self { store, options, limiter, faults }
    }

    pub(super) fn options(&self) -> &Options {
        &self.options
    }

    /// Does what a request asks for.
    pub(super) fn answer(&self, request: &Request) -> Outcome {
        match self.admit(request) {
            Ok(admitted) => self.perform(&admitted, request),
            Err(refused) => Outcome::Reply(self.refuse(refused)),
        }
    }

    /// Does what an admitted request asks for.
    pub(super) fn perform(&self, admitted: &Admitted, request: &Request) -> Outcome {
        let finish = |result: Result<Reply, Refused>| self.finish(result);
        let call = match admitted {
            Admitted::Token => {
                let life = self.options.token_life;
                return Outcome::Reply(finish(oauth::token(&self.store, request, life)));
            }
            Admitted::Info => return Outcome::Reply(finish(Ok(oauth::info(request)))),
            Admitted::Api(call) => call,
        };
        let carry_out = || finish(self.call(call, request));
        match self.faults.next() {
            None => Outcome::Reply(carry_out()),
            Some(fault) => {
                let reply = fault.does_the_work().then(carry_out);
                fail(fault, reply, call.resource.methods(), finish)
            }
        }
    }

    /// A refusal as a reply.
    pub(super) fn refuse(&self, refused: Refused) -> Reply {
        self.finish(Err(refused))
    }

    /// The reply to a request. Every reply carries the ID of its request.
    fn finish(&self, result: Result<Reply, Refused>) -> Reply {
        let tracking = Uuid::new_v4().simple().to_string();
        let reply = result.unwrap_or_else(|refused| refused.into_reply(&tracking));
        let reply = reply.with("SLPT-Request-ID", tracking);
        match self.options.rate_limit {
            Some(limit) => reply.with("RateLimit-Policy", limit::policy(limit)),
            None => reply,
        }
    }

    /// Checks everything but the body: the address, the method, the token, the rate limit, the caller's rights.
    pub(super) fn admit(&self, request: &Request) -> Result<Admitted, Refused> {
        let (style, resource) = match resolve(&request.path).ok_or_else(Refused::not_found)? {
            Route::Token if request.method == Method::POST => return Ok(Admitted::Token),
            Route::Token => return Err(Refused::Method("POST")),
            Route::Info if request.method == Method::GET => return Ok(Admitted::Info),
            Route::Info => return Err(Refused::Method("GET")),
            Route::Api(style, resource) => (style, resource),
        };
        if !resource.takes(&request.method) {
            return Err(Refused::Method(resource.methods()));
        }
        let caller = auth::caller(&self.store, request)?;
        self.limiter
            .admit(&caller.client_id, style, Instant::now())
            .map_err(|wait| Refused::Limit(wait.as_secs() + u64::from(wait.subsec_nanos() > 0)))?;
        need(&resource, &request.method).check(&caller)?;
        check_experimental(style, &resource, request)?;
        Ok(Admitted::Api(Box::new(Call { style, resource, caller })))
    }

    fn call(&self, call: &Call, request: &Request) -> Result<Reply, Refused> {
        let (store, style, paging) = (&self.store, call.style, self.options.paging);
        match (&call.resource, &request.method) {
            (Resource::Groups, &Method::POST) => {
                groups::create(store, request, self.options.lenient)
            }
            (Resource::Groups, _) => groups::list(store, request, paging),
            (Resource::Group(id), &Method::PUT) => {
                groups::replace(store, id, request, self.options.lenient)
            }
            (Resource::Group(id), &Method::DELETE) => groups::delete(store, id),
            (Resource::Group(id), _) => groups::read(store, id),
            (Resource::Policies, &Method::POST) => policies::create(store, request, style),
            (Resource::Policies, _) => policies::list(store, request, style, paging),
            (Resource::Policy(id), &Method::PUT) => policies::replace(store, id, request, style),
            (Resource::Policy(id), &Method::DELETE) => policies::delete(store, id),
            (Resource::Policy(id), _) => policies::read(store, id, style),
            (Resource::Sources, _) => sources::list(store, request, paging),
            (Resource::Source(id), _) => sources::read(store, id),
            (Resource::SourcePolicies(id), _) => policies::of_source(store, id),
            (Resource::Apps, _) => apps::list(store, request, paging, "enabled = 1"),
            (Resource::AllApps, _) => apps::list(store, request, paging, "1"),
            (Resource::Roles, _) => roles::list(store, request, paging),
            (Resource::Role(id), _) => roles::read(store, id),
            (Resource::PersonalAccessTokens, _) => {
                personal_access_tokens::list(store, request, &call.caller, paging)
            }
            (Resource::PasswordInfo, _) => password::info(store, request),
            (Resource::SetPassword, _) => {
                password::set(store, request, self.options.password_delay)
            }
            (Resource::PasswordChange(id), _) => password::status(store, id),
        }
    }
}

fn check_experimental(style: Style, resource: &Resource, request: &Request) -> Result<(), Refused> {
    let required = match resource {
        Resource::Policies | Resource::Policy(_) | Resource::Apps | Resource::AllApps => {
            style.is_experimental()
        }
        _ => false,
    };
    let given = request.header("x-sailpoint-experimental");
    if !required || given.is_some_and(|value| value.eq_ignore_ascii_case("true")) {
        return Ok(());
    }
    Err(Refused::Precondition(
        "the header X-SailPoint-Experimental must be set to true for this API",
    ))
}

fn need(resource: &Resource, method: &Method) -> &'static Need {
    match resource {
        Resource::Groups | Resource::Group(_) if method == Method::GET => &auth::READ_GROUPS,
        Resource::Groups | Resource::Group(_) => &auth::WRITE_GROUPS,
        Resource::Policies | Resource::Policy(_) if method == Method::GET => &auth::READ_POLICIES,
        Resource::Policies | Resource::Policy(_) => &auth::WRITE_POLICIES,
        Resource::Sources | Resource::Source(_) | Resource::SourcePolicies(_) => {
            &auth::READ_SOURCES
        }
        Resource::Apps | Resource::AllApps => &auth::READ_APPS,
        Resource::Roles | Resource::Role(_) => &auth::READ_ROLES,
        Resource::PersonalAccessTokens => &auth::READ_OWN_TOKENS,
        Resource::PasswordInfo => &auth::READ_PASSWORD_INFO,
        Resource::SetPassword => &auth::CHANGE_PASSWORDS,
        Resource::PasswordChange(_) => &auth::READ_PASSWORD_CHANGES,
    }
}

/// The reason that a refusal gives where `--fault` asks for it.
const ON_PURPOSE: &str = "This refusal was requested with --fault.";

/// What a fault makes of a reply.
fn fail(
    fault: FaultKind,
    reply: Option<Reply>,
    allowed: &'static str,
    finish: impl Fn(Result<Reply, Refused>) -> Reply,
) -> Outcome {
    match (fault, reply) {
        (FaultKind::Status(status), _) => {
            Outcome::Reply(finish(refuse_on_purpose(status, allowed)))
        }
        (FaultKind::Cut, Some(reply)) if !reply.body.is_empty() => Outcome::Cut(reply),
        _ => Outcome::Reset,
    }
}

/// A reply of that status in the shape that the tenant or a gateway in front of it gives it, with the detail code of
/// that status.
fn refuse_on_purpose(status: u16, allowed: &'static str) -> Result<Reply, Refused> {
    Err(match status {
        400 => Refused::request(400, "400.1 Bad request content", ON_PURPOSE),
        401 => Refused::Token("JWT validation failed: JWT is expired"),
        403 => Refused::forbidden(ON_PURPOSE),
        404 => Refused::not_found(),
        405 => Refused::Method(allowed),
        412 => Refused::Precondition("precondition failed"),
        429 => Refused::Limit(1),
        500 => Refused::Internal(anyhow::anyhow!(ON_PURPOSE)),
        502..=504 => return Ok(Reply::html(status)),
        402..=499 => {
            let name = StatusCode::from_u16(status).ok().and_then(|code| code.canonical_reason());
            let code = format!("{status} {}", name.unwrap_or_default());
            Refused::request(status, code.trim_end().to_owned(), ON_PURPOSE)
        }
        _ => return Ok(Reply::empty(status)),
    })
}

#[cfg(test)]
mod tests;
