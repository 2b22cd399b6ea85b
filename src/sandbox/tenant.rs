//! One request from its arrival to its reply.

use std::time::Instant;

use hyper::Method;
use uuid::Uuid;

use super::auth::{self, Need};
use super::faults::{Dice, FaultKind};
use super::limit::Limiter;
use super::options::Options;
use super::reply::{Refused, Reply};
use super::request::Request;
use super::route::{Resource, Route, Style, resolve};
use super::store::Store;
use super::{apps, groups, oauth, policies, sources};

/// The tenant behind a server.
pub(super) struct Tenant {
    store: Store,
    options: Options,
    limiter: Limiter,
    dice: Dice,
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

/// A resource as it is asked for.
struct Call<'a> {
    style: Style,
    resource: Resource,
    request: &'a Request,
}

impl Tenant {
    /// A tenant that nobody has asked anything yet.
    pub(super) fn new(store: Store, options: Options) -> Self {
        let limiter = Limiter::new(options.rate_limit);
        let dice = Dice::new(options.faults.clone(), options.seed);
        Self { store, options, limiter, dice }
    }

    pub(super) fn options(&self) -> &Options {
        &self.options
    }

    /// Does what a request asks for. Every reply carries the ID of its request.
    pub(super) fn answer(&self, request: &Request) -> Outcome {
        let tracking = Uuid::new_v4().simple().to_string();
        let stamp = |reply: Reply| reply.with("SLPT-Request-ID", tracking.clone());
        let finish = |result: Result<Reply, Refused>| {
            stamp(result.unwrap_or_else(|refused| refused.into_reply(&tracking)))
        };
        match self.admit(request) {
            Err(refused) => Outcome::Reply(finish(Err(refused))),
            Ok(Admitted::Done(reply)) => Outcome::Reply(stamp(reply)),
            Ok(Admitted::Call(call)) => match self.dice.throw() {
                None => Outcome::Reply(finish(self.call(&call))),
                Some(fault) => {
                    let reply = fault.does_the_work().then(|| finish(self.call(&call)));
                    fail(fault, reply, &tracking, stamp)
                }
            },
        }
    }

    /// The gateway's part: the address, the method, the token, the rate limit.
    fn admit<'a>(&self, request: &'a Request) -> Result<Admitted<'a>, Refused> {
        let (style, resource) = match resolve(&request.path).ok_or_else(Refused::not_found)? {
            Route::Token if request.method == Method::POST => {
                return oauth::token(&self.store, request, self.options.token_life)
                    .map(Admitted::Done);
            }
            Route::Token => return Err(Refused::Method("POST")),
            Route::Info if request.method == Method::GET => {
                return Ok(Admitted::Done(oauth::info(request)));
            }
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
        Ok(Admitted::Call(Call { style, resource, request }))
    }

    fn call(&self, call: &Call) -> Result<Reply, Refused> {
        let (store, request) = (&self.store, call.request);
        call.check_experimental()?;
        match (&call.resource, &request.method) {
            (Resource::Groups, &Method::POST) => {
                groups::create(store, request, self.options.lenient)
            }
            (Resource::Groups, _) => groups::list(store, request),
            (Resource::Group(id), &Method::PUT) => {
                groups::replace(store, id, request, self.options.lenient)
            }
            (Resource::Group(id), &Method::DELETE) => groups::delete(store, id),
            (Resource::Group(id), _) => groups::read(store, id),
            (Resource::Policies, _) => policies::list(store, request, call.style),
            (Resource::Policy(id), _) => policies::read(store, id, call.style),
            (Resource::Sources, _) => sources::list(store, request),
            (Resource::Source(id), _) => sources::read(store, id),
            (Resource::SourcePolicies(id), _) => policies::of_source(store, id),
            (Resource::Apps, _) => apps::list(store, request, "enabled = 1"),
            (Resource::AllApps, _) => apps::list(store, request, "1"),
        }
    }
}

enum Admitted<'a> {
    /// Nothing is left to do.
    Done(Reply),
    Call(Call<'a>),
}

impl Call<'_> {
    fn check_experimental(&self) -> Result<(), Refused> {
        let asks = match self.resource {
            Resource::Policies | Resource::Policy(_) | Resource::Apps | Resource::AllApps => {
                self.style.is_experimental()
            }
            _ => false,
        };
        let given = self.request.header("x-sailpoint-experimental");
        if !asks || given.is_some_and(|value| value.eq_ignore_ascii_case("true")) {
            return Ok(());
        }
        Err(Refused::Precondition(
            "the header X-SailPoint-Experimental must be set to true for this API",
        ))
    }
}

fn need(resource: &Resource, method: &Method) -> &'static Need {
    match resource {
        Resource::Groups | Resource::Group(_) if method == Method::GET => &auth::READ_GROUPS,
        Resource::Groups | Resource::Group(_) => &auth::WRITE_GROUPS,
        Resource::Policies | Resource::Policy(_) => &auth::READ_POLICIES,
        Resource::Sources | Resource::Source(_) | Resource::SourcePolicies(_) => {
            &auth::READ_SOURCES
        }
        Resource::Apps | Resource::AllApps => &auth::READ_APPS,
    }
}

/// What a fault makes of a reply.
fn fail(
    fault: FaultKind,
    reply: Option<Reply>,
    tracking: &str,
    stamp: impl Fn(Reply) -> Reply,
) -> Outcome {
    match (fault, reply) {
        (FaultKind::Status(status), _) => {
            Outcome::Reply(stamp(refuse_on_purpose(status, tracking)))
        }
        (FaultKind::Cut, Some(reply)) if !reply.body.is_empty() => Outcome::Cut(reply),
        _ => Outcome::Reset,
    }
}

/// A reply of that status in the shape that the tenant or a gateway in front of it gives it.
fn refuse_on_purpose(status: u16, tracking: &str) -> Reply {
    let refused = match status {
        401 => Refused::Token("JWT validation failed: JWT is expired"),
        412 => Refused::Precondition("precondition failed"),
        429 => Refused::Limit(1),
        500 => Refused::Broken(anyhow::anyhow!("a fault on purpose")),
        502..=504 => return Reply::html(status),
        400..=499 => Refused::request(status, "400.1 Bad request content", "A fault on purpose."),
        _ => return Reply::empty(status),
    };
    refused.into_reply(tracking)
}
