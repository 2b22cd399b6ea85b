//! The steps themselves.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;

use crate::api::{Client, Permission, Range, Reply, TokenInfo, TokenKind};
use crate::app::session::context::Context;
use crate::app::session::identity::{Unknown, access_token, distance};
use crate::cli::commands::doctor::findings::Findings;
use crate::cli::commands::doctor::permission;
use crate::cli::commands::doctor::problem::Problem;
use crate::error::{Error, Result};
use crate::model::{Object, Source, SyncGroup};
use crate::profile::{Address, Config, Tenant};

/// A clock that is off by more than this makes certificates and tokens look wrong.
const SKEW: Duration = Duration::from_secs(60);

/// Sources that can be members of a sync group.
const CANDIDATES: &str = "connectionType eq \"direct\" and features ca (\"PASSWORD\")";

/// Examines step after step. An error means that nothing behind it can be seen; it is among the findings.
pub async fn all(ctx: &Context, findings: &mut Findings) -> Result<()> {
    config_file(ctx, findings);
    let tenant = ctx
        .shared_tenant()
        .inspect_err(|error| findings.problem(Problem::Tenant(error.clone())))?;
    let client = ctx.client().await;
    let client = client.inspect_err(|error| findings.problem(Problem::Tenant(error.clone())))?;
    let host = tenant.address.host();
    findings.ok("tenant", format!("`{}` at {host}, by {}", tenant.name, tenant.choice));
    let info = client.oauth_info().await;
    way(&tenant, info.as_ref().err(), findings)?;
    if let Ok(info) = &info {
        clock(info, findings);
    }
    let token = signed_in(&tenant, client, findings).await?;
    personal_token(&tenant, client, &token, findings).await;
    permission::examine(&tenant, &token, findings);
    let groups = read_groups(&tenant, client, findings).await;
    policies(client, findings).await;
    candidates(client, groups.as_deref(), findings).await;
    Ok(())
}

fn config_file(ctx: &Context, findings: &mut Findings) {
    const STEP: &str = "config file";
    let Some(file) = ctx.paths.config_file() else {
        return findings.skip(STEP, "the environment names no directory for one");
    };
    let place = file.display();
    match Config::load(&ctx.paths) {
        Ok(_) if !file.exists() => findings.ok(STEP, format!("none at {place}")),
        Ok(config) => match config.profiles().len() {
            1 => findings.ok(STEP, format!("{place}: 1 profile")),
            many => findings.ok(STEP, format!("{place}: {many} profiles")),
        },
        Err(error) => findings.problem(Problem::ConfigFile(error)),
    }
}

/// What it means where the way ends at each of its steps.
const REACHED: [fn(Error) -> Problem; 4] =
    [Problem::HostName, Problem::Connection, Problem::Tls, Problem::OauthInfo];

/// The way to the tenant, told by how the first request fared.
fn way(tenant: &Tenant, error: Option<&Error>, findings: &mut Findings) -> Result<()> {
    let steps = ["host name", "connection", "TLS", "/oauth/info"];
    let reached = match error.map(Error::word) {
        None => steps.len(),
        Some("dns") => 0,
        Some("connection" | "timeout" | "proxy") => 1,
        Some("tls" | "usage") => 2,
        Some(_) => 3,
    };
    for (number, step) in steps.iter().enumerate() {
        match error {
            Some(error) if number == reached => {
                findings.problem(REACHED[number](error.clone()));
            }
            _ if number < reached => findings.ok(step, detail(tenant, step)),
            _ => {}
        }
    }
    match error {
        // A tenant that is reached and keeps its address book to itself is still a tenant.
        Some(error) if reached < 3 => Err(error.clone()),
        _ => Ok(()),
    }
}

fn detail(tenant: &Tenant, step: &str) -> String {
    let proxy = &tenant.options.proxy;
    let secure = matches!(&tenant.address, Address::Url(url) if url.scheme() == "https");
    match (step, &proxy.value) {
        ("host name", Some(_)) => "left to the proxy".to_owned(),
        ("host name", None) => tenant.address.host(),
        ("connection", Some(address)) => format!("through {address} ({})", proxy.origin),
        ("connection", None) => "direct".to_owned(),
        ("TLS", _) if secure => match &tenant.options.ca_file.value {
            Some(file) => format!("the certificate is trusted, with {}", file.display()),
            None => "the certificate is trusted".to_owned(),
        },
        ("TLS", _) => "not used on this machine".to_owned(),
        _ => "answers".to_owned(),
    }
}

fn clock(info: &Reply<Object>, findings: &mut Findings) {
    const STEP: &str = "clock";
    let date = info.headers.iter().find(|(name, _)| name == "date").map(|(_, value)| value);
    let Some(there) = date.and_then(|date| jiff::fmt::rfc2822::parse(date).ok()) else {
        return findings.skip(STEP, "the tenant does not say its time");
    };
    let skew = Timestamp::now().duration_since(there.timestamp()).unsigned_abs();
    let seconds = skew.as_secs();
    if skew > SKEW {
        findings.problem(Problem::Clock(seconds));
    } else {
        findings.ok(STEP, format!("within {} s of the tenant's", seconds + 1));
    }
}

async fn signed_in(tenant: &Tenant, client: &Client, findings: &mut Findings) -> Result<TokenInfo> {
    let signed_in = client.sign_in().await;
    let info =
        signed_in.inspect_err(|error| findings.problem(Problem::Credentials(error.clone())))?;
    findings.ok(
        "credentials",
        match (&tenant.access_token, &tenant.client_id) {
            (Some(_), _) => "a ready token, from SYNCGROUP_ACCESS_TOKEN".to_owned(),
            (None, Some(id)) => format!("client `{id}`, accepted"),
            (None, None) => "accepted".to_owned(),
        },
    );
    life(&info, findings);
    match &info.kind {
        TokenKind::User(name) => findings.ok("user", format!("`{name}`")),
        TokenKind::Application => findings.problem(Problem::NoUser),
        TokenKind::Opaque => findings.skip("user", "the token can't be decoded"),
    }
    Ok(info)
}

fn life(info: &TokenInfo, findings: &mut Findings) {
    const STEP: &str = "token";
    let Some(expires) = info.expires else {
        return findings.ok(STEP, "its end is not known");
    };
    match expires.duration_since(SystemTime::now()) {
        Ok(rest) => findings.ok(STEP, format!("good for {}", length(rest))),
        Err(_) => findings.problem(Problem::TokenExpired),
    }
}

/// A personal access token ends without a word from the tenant.
async fn personal_token(
    tenant: &Tenant,
    client: &Client,
    info: &TokenInfo,
    findings: &mut Findings,
) {
    const STEP: &str = "personal access token";
    let claims = info.claims.as_ref();
    let claimed = claims.and_then(|claims| claims.get("client_id")).and_then(|id| id.as_str());
    let Some(id) = tenant.client_id.as_deref().or(claimed) else {
        return findings.skip(STEP, "the client's ID is not known");
    };
    if info.kind == TokenKind::Application {
        return findings.skip(STEP, "none: an API client without a user");
    }
    let now = Timestamp::now();
    match access_token(client, id).await {
        Ok(token) => match (token.ends_soon(now), token.expires()) {
            (Some(rest), _) => findings.problem(Problem::TokenEnds {
                name: token.name().to_owned(),
                when: distance(rest),
            }),
            (None, Some(end)) => {
                let when = distance(end.duration_since(now));
                findings.ok(STEP, format!("`{}` ends {when}", token.name()));
            }
            (None, None) => findings.ok(STEP, format!("`{}` never ends", token.name())),
        },
        Err(Unknown::None) => findings.skip(STEP, "none with this client's ID"),
        Err(Unknown::Refused(error)) if error.is_forbidden() => {
            let scope = Permission::ReadOwnTokens.scope();
            findings.skip(STEP, format!("its end is not known without the scope `{scope}`"));
        }
        Err(Unknown::Refused(error)) => findings.skip(STEP, error.message()),
    }
}

fn length(time: Duration) -> String {
    match time.as_secs().saturating_add(1) {
        seconds @ ..=120 => format!("{seconds} s"),
        seconds @ ..=7200 => format!("{} min", seconds / 60),
        seconds => format!("{} h", seconds / 3600),
    }
}

async fn read_groups(
    tenant: &Tenant,
    client: &Client,
    findings: &mut Findings,
) -> Option<Vec<SyncGroup>> {
    let version = tenant.options.api_version.value.as_str();
    match client.groups(Range::ALL).await {
        Ok(list) => {
            let old = |(name, value): &(String, String)| name == "x-deprecated" && value != "false";
            if list.reply.headers.iter().any(old) {
                findings.problem(Problem::Deprecated(version));
            } else {
                findings.ok("API version", version);
            }
            findings.ok("read groups", count(list.reply.body.len(), "sync group", "sync groups"));
            Some(list.reply.body)
        }
        Err(error) => {
            findings.problem(Problem::ReadGroups(error));
            None
        }
    }
}

async fn policies(client: &Client, findings: &mut Findings) {
    const STEP: &str = "password policies";
    match client.policies().await {
        Ok(list) if list.reply.body.is_empty() => findings.problem(Problem::NoPolicy),
        Ok(list) => {
            findings.ok(STEP, count(list.reply.body.len(), "password policy", "password policies"));
        }
        Err(error) => findings.problem(Problem::ReadPolicies(error)),
    }
}

async fn candidates(client: &Client, groups: Option<&[SyncGroup]>, findings: &mut Findings) {
    const STEP: &str = "candidate sources";
    let sources = match client.sources(Some(CANDIDATES)).await {
        Ok(list) => list.reply.body,
        Err(error) => return findings.problem(Problem::ReadSources(error)),
    };
    let member = |source: &&Source| {
        groups.unwrap_or_default().iter().any(|group| group.has_source(source.id()))
    };
    let (all, free) = (sources.len(), sources.iter().filter(|source| !member(source)).count());
    let detail = format!(
        "{} with password management, {free} in no group",
        count(all, "direct-connect source", "direct-connect sources")
    );
    match (all, free) {
        (..2, _) => findings.problem(Problem::TooFewCandidates(detail)),
        (_, ..2) => findings.problem(Problem::FewFreeCandidates(detail)),
        _ => findings.ok(STEP, detail),
    }
}

fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}
