//! What the tenant says about one user's password on one source.

use serde_json::Value;

use crate::app::session::context::Context;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::model::{Object, Source};
use crate::rules::password::{self, PasswordRule};

/// The answer to query-password-info.
pub struct Info {
    /// As the tenant sent it.
    pub object: Object,
}

/// One account of the user on the source.
pub struct Account<'a> {
    pub id: &'a str,
    pub name: &'a str,
}

impl Info {
    /// Asks for one user and source. An unknown user is exit 3.
    pub async fn of(ctx: &Context, user: &str, source: &Source) -> Result<Self> {
        let mut body = Object::new();
        body.insert("userName".into(), user.into());
        body.insert("sourceName".into(), source.own_name().into());
        let tenant = &ctx.tenant()?.name;
        let reply = ctx.client().await?.query_password_info(&body).await;
        let object = reply.map_err(|error| missing(error, user, source, tenant))?.body;
        let info = Self { object };
        // The API asks by name, and a name may belong to two sources.
        if info.text("sourceId").is_some_and(|id| id != source.id()) {
            let message = format!("another source is named `{}` too", source.name());
            return Err(Error::new(Code::Conflict, message)
                .kind(ErrorKind::AmbiguousName)
                .cause("the API takes a source by its name here")
                .hint(CommandLine::of("sources")));
        }
        Ok(info)
    }

    /// A field of the answer.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.object.get(key)?.as_str()
    }

    /// A field that a change needs.
    pub fn required(&self, key: &str) -> Result<&str> {
        self.text(key).ok_or_else(|| {
            Error::new(Code::Refused, format!("the tenant did not send `{key}`"))
                .kind(ErrorKind::UnexpectedAnswer)
        })
    }

    /// The user's accounts on the source.
    pub fn accounts(&self) -> Vec<Account<'_>> {
        let list = self.object.get("accounts").and_then(Value::as_array).into_iter().flatten();
        list.filter_map(|account| {
            let id = account.get("accountId")?.as_str()?;
            let name = account.get("accountName").and_then(Value::as_str).unwrap_or(id);
            Some(Account { id, name })
        })
        .collect()
    }

    /// The rules that the tenant sent.
    pub fn rules(&self) -> Vec<PasswordRule> {
        let lines = self.object.get("policies").and_then(Value::as_array).into_iter().flatten();
        password::parse(&lines.filter_map(Value::as_str).collect::<Vec<_>>())
    }

    /// What a password may not contain where names are forbidden.
    pub fn names<'a>(&'a self, user: &'a str, account: &'a str) -> Vec<&'a str> {
        let accounts = self.accounts().into_iter().filter(|each| each.id == account);
        std::iter::once(user).chain(accounts.flat_map(|each| [each.id, each.name])).collect()
    }
}

fn missing(error: Error, user: &str, source: &Source, tenant: &str) -> Error {
    if error.code() != Code::NotFound {
        return error;
    }
    let words = error.message().to_owned();
    error
        .reword(format!(
            "user `{user}` was not found on source `{}` of tenant `{tenant}`",
            source.name()
        ))
        .cause(words)
}
