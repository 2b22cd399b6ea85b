//! `syncgroup whoami`

use clap::Args;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use crate::api::{self, Client, Permission, TokenInfo, TokenKind};
use crate::app::session::context::Context;
use crate::app::session::identity::{AccessToken, Unknown, access_token, distance};
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::error::{Code, Result};
use crate::output::{Column, Listing};
use crate::profile;

/// Show tenant, user, level, scopes and expiry of the credentials
///
/// Signs in and shows the profile, the settings and where each one comes from, the user, level and scopes, and when the
/// access token and the personal access token (PAT) expire.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox whoami
syncgroup -p sandbox whoami --jq .user")]
pub struct Whoami {}

pub const COLUMNS: [&str; 3] = ["key", "value", "origin"];

impl Declaration for Whoami {
    const ACCESS: Access = Access::Reads;
    const SCOPES: Scopes = Scopes { needed: &[], useful: &[Permission::ReadOwnTokens] };
    const SEVERAL_PROFILES: bool = true;

    fn columns(_: &[&str]) -> &'static [&'static str] {
        &COLUMNS
    }
}

impl Whoami {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        let Self {} = self;
        ctx.check_output(&COLUMNS)?;
        let tenant = ctx.shared_tenant()?;
        let client = ctx.client().await?;
        let info = client.token_info().await?;
        let claims = info.claims.clone().unwrap_or_default();
        let claimed = claims.get("client_id").and_then(Value::as_str).map(str::to_owned);
        let client_id = tenant.client_id.clone().or(claimed);
        let token = personal_token(client, &info, client_id.as_deref()).await;
        let (settings, warnings) = profile::show(&tenant, &ctx.secret_store())?;
        let out = ctx.out()?;
        for warning in warnings {
            out.warn(&warning);
        }
        let settings = settings.into_iter().filter(|row| SETTINGS.contains(&row.key));
        let identity = Identity { settings: settings.collect(), info, client_id, token };
        let format = out.settings().format;
        let listing = if format.has_columns() {
            identity.rows()
        } else {
            Listing::one(identity.object()).id_field("user")
        };
        out.print(&listing)?;
        Ok(Code::Done)
    }
}

/// The settings that say who signs in where.
const SETTINGS: [&str; 8] = [
    "profile",
    "address",
    "client_id",
    "client_secret",
    "access_token",
    "read_only",
    "api_version",
    "proxy",
];

/// The client's personal access token, or why nothing is known of it, in words.
async fn personal_token(
    client: &Client,
    info: &TokenInfo,
    client_id: Option<&str>,
) -> Result<AccessToken, String> {
    let (TokenKind::User(_) | TokenKind::Opaque, Some(id)) = (&info.kind, client_id) else {
        return Err("none: the client belongs to no user".to_owned());
    };
    access_token(client, id).await.map_err(|unknown| match unknown {
        Unknown::None => "none with this client's ID".to_owned(),
        Unknown::Refused(error) if error.is_forbidden() => {
            format!("not known without the scope `{}`", Permission::ReadOwnTokens.scope())
        }
        Unknown::Refused(error) => format!("not known: {}", error.message()),
    })
}

/// What is known of who signs in.
struct Identity {
    settings: Vec<profile::Row>,
    info: TokenInfo,
    client_id: Option<String>,
    token: Result<AccessToken, String>,
}

impl Identity {
    fn user(&self) -> Option<&str> {
        match &self.info.kind {
            TokenKind::User(name) => Some(name),
            TokenKind::Application | TokenKind::Opaque => None,
        }
    }

    fn claimed(
        &self,
        read: fn(&crate::model::Object) -> Option<Vec<String>>,
    ) -> Option<Vec<String>> {
        self.info.claims.as_ref().and_then(read)
    }

    fn expires(&self) -> Option<Timestamp> {
        self.info.expires.and_then(|time| Timestamp::try_from(time).ok())
    }

    /// For programs: one object.
    fn object(&self) -> Value {
        let setting = |key: &str| self.settings.iter().find(|row| row.key == key);
        let value = |key: &str| setting(key).and_then(|row| row.value.clone());
        let origins: Map<String, Value> =
            self.settings.iter().map(|row| (camel(row.key), json!(row.origin))).collect();
        let text = |time: Option<Timestamp>| time.map(|time| format!("{time:.0}"));
        json!({
            "profile": value("profile"),
            "address": value("address"),
            "clientId": self.client_id,
            "clientSecret": value("client_secret"),
            "user": self.user(),
            "levels": self.claimed(api::levels),
            "scopes": self.claimed(api::scopes),
            "accessTokenExpires": text(self.expires()),
            "personalAccessToken": self.token.as_ref().ok().map(|token| &token.object),
            "origins": origins,
        })
    }

    /// For people: a line for each.
    fn rows(&self) -> Listing<'static> {
        let line = |key: &str, value: String, origin: &str| json!({"key": key, "value": value, "origin": origin});
        let mut rows: Vec<Value> = Vec::new();
        for row in self.settings.iter().filter(|row| row.value.is_some()) {
            rows.push(line(row.key, row.value.clone().unwrap_or_default(), &row.origin));
        }
        let list = |words: Option<Vec<String>>| {
            words.map_or_else(|| "not in the token".to_owned(), |words| words.join(", "))
        };
        let user = self.user().unwrap_or("none: an API client without a user");
        rows.push(line("user", user.to_owned(), "access token"));
        rows.push(line("level", list(self.claimed(api::levels)), "access token"));
        rows.push(line("scopes", list(self.claimed(api::scopes)), "access token"));
        let ends = |time: Option<Timestamp>, never: &str| {
            time.map_or_else(|| never.to_owned(), |time| format!("{time:.0}"))
        };
        let origin = if self.info.cached { "token cache" } else { "access token" };
        rows.push(line("access token ends", ends(self.expires(), "not known"), origin));
        match &self.token {
            Ok(token) => {
                rows.push(line("personal access token", token.name().to_owned(), "tenant"));
                let end = ends(token.expires(), "never");
                rows.push(line("personal access token ends", end, "tenant"));
            }
            Err(problem) => rows.push(line("personal access token", problem.clone(), "tenant")),
        }
        let [key, value, origin] = COLUMNS;
        Listing::many(rows).columns(vec![
            Column::field(key, "key").wrapped().leading(),
            Column::new(value, |row| with_distance(&row["value"]))
                .data(|row| Column::plain(&row["value"]))
                .time()
                .wrapped()
                .major(),
            Column::field(origin, "origin"),
        ])
    }
}

/// For people, a time with how far away it is: `2026-01-02T03:04:05Z (in 3 h)`. Any other text is what it is.
fn with_distance(value: &Value) -> String {
    let text = Column::plain(value);
    match text.parse::<Timestamp>() {
        Ok(time) => format!("{text} ({})", distance(time.duration_since(Timestamp::now()))),
        Err(_) => text,
    }
}

/// `client_id` as JSON writes it.
fn camel(key: &str) -> String {
    let mut words = key.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |text, word| {
        let (head, tail) = word.split_at(1.min(word.len()));
        text + &head.to_uppercase() + tail
    })
}
