//! `syncgroup api`

use clap::{Args, ValueHint};
use serde_json::Value;

use crate::api::Reply;
use crate::app::change::report::Terminal;
use crate::app::change::{dry_run, raw_request};
use crate::app::session::context::Context;
use crate::app::view::group_table;
use crate::cli::args::save::Save;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::command_line::CommandLine;
use crate::document::{self, Syntax};
use crate::error::{Code, Error, ErrorKind, Result};
use crate::manifest::body;
use crate::number;
use crate::output::{Listing, Shape};

/// Send any request to the tenant
///
/// Signs in, and retries requests that can be repeated safely. A path without a version gets that of the profile, and
/// can have a query. Every method except GET is a write: a read-only profile refuses it, --dry-run shows it, and the history
/// records it without the values of its body. A POST, PUT or DELETE of a sync group is recorded like `new`, `update` and
/// `remove`, and can be undone.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox api GET 'password-sync-groups?limit=1'
syncgroup -p sandbox api GET sources --paginate --jq '.[].name'
syncgroup -p sandbox api DELETE sources/2c918084660f45d6016617daa9210584 -n")]
pub struct Api {
    /// GET, POST, PUT, PATCH or DELETE
    #[arg(value_name = "METHOD", value_parser = method)]
    method: String,

    /// Path of the request, such as /v3/password-sync-groups, or sources?limit=1
    #[arg(value_name = "PATH")]
    path: String,

    /// Body: a JSON or YAML file, `-` for stdin, or the JSON itself
    #[arg(short, long, value_name = "BODY", value_hint = ValueHint::FilePath)]
    file: Option<String>,

    /// Read all pages of a list, as one array; a `limit=` in the path is the size of a page
    #[arg(long)]
    paginate: bool,

    #[command(flatten)]
    pub save: Save,
}

fn method(word: &str) -> Result<String, String> {
    let word = word.to_ascii_uppercase();
    match word.as_str() {
        "GET" | "POST" | "PUT" | "PATCH" | "DELETE" => Ok(word),
        _ => Err("the API has GET, POST, PUT, PATCH and DELETE".to_owned()),
    }
}

impl Declaration for Api {
    const ACCESS: Access = Access::Writes;
    const SCOPES: Scopes = Scopes::NONE;

    const GLOBALS: &'static [&'static str] = &["profile", "output", "jq", "dry_run", "yes"];
    const FORMATS: &'static [&'static str] = &["table", "wide", "json", "jsonl", "yaml", "id"];

    fn save(&mut self) -> Option<&mut Save> {
        Some(&mut self.save)
    }
}

impl Api {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        let body = self.file.as_deref().map(read).transpose()?;
        self.check(ctx, body.as_deref())?;
        let reply = if self.paginate {
            self.pages(ctx).await?
        } else if self.method == "GET" {
            self.get(ctx).await?
        } else if ctx.globals.dry_run {
            let request =
                raw_request::Request { method: &self.method, path: &self.path, body: body.clone() };
            raw_request::check_denied(ctx, &request).await?;
            self.show(ctx, body.as_deref()).await?;
            return Ok(Code::Done);
        } else {
            let request = raw_request::Request { method: &self.method, path: &self.path, body };
            raw_request::send(ctx, &Terminal::of(ctx)?, request).await?
        };
        print(ctx, reply)?;
        Ok(Code::Done)
    }

    fn check(&self, ctx: &Context, body: Option<&[u8]>) -> Result<()> {
        ctx.tenant()?;
        let settings = ctx.out()?.settings();
        settings.check()?;
        if settings.columns.is_some() {
            return Err(Error::usage("a reply has no columns, and `--columns` nothing to choose")
                .hint("--jq chooses fields"));
        }
        if self.method == "GET" && body.is_some() {
            return Err(Error::usage("a GET has no body")
                .hint(CommandLine::of("api POST").word(&self.path).and("-f …")));
        }
        if self.paginate && self.method != "GET" {
            return Err(Error::usage("`--paginate` reads a list, which is a GET"));
        }
        if settings.format.delimiter().is_some() {
            let message =
                format!("`{}` needs columns, and any reply may come here", settings.format);
            return Err(Error::usage(message).hint("--output json"));
        }
        if self.method == "GET" { Ok(()) } else { ctx.check_writable() }
    }

    async fn get(&self, ctx: &Context) -> Result<Reply<Vec<u8>>> {
        let reply = ctx.client().await?.send_raw("GET", &self.path, &[], None).await;
        reply.map_err(|error| about_limit(error, &self.path, self.paginate))
    }

    /// The whole list, with the status and the headers of its last page.
    async fn pages(&self, ctx: &Context) -> Result<Reply<Vec<u8>>> {
        if number_in(&self.path, "offset")?.is_some() {
            return Err(Error::usage(
                "`--paginate` begins at the beginning, and the path has an `offset`",
            ));
        }
        number_in(&self.path, "limit")?;
        let list = ctx.client().await?.raw_list(&self.path).await.map_err(|error| {
            let is_something_else =
                error.is(ErrorKind::UnexpectedAnswer) && error.code() == Code::Refused;
            let error = about_limit(error, &self.path, self.paginate);
            if is_something_else { error.hint("leave out --paginate") } else { error }
        })?;
        let body = serde_json::to_vec(&list.body).map_err(anyhow::Error::from)?;
        Ok(list.map(|_| body))
    }

    async fn show(&self, ctx: &Context, body: Option<&[u8]>) -> Result<()> {
        let path = ctx.client().await?.typed_path(&self.path)?;
        let body: Value = match body {
            Some(body) => serde_json::from_slice(body).map_err(anyhow::Error::from)?,
            None => Value::Null,
        };
        dry_run::show_request(ctx, &self.method, &path, &body)
    }
}

/// The body as JSON. JSON is sent as it was written, so that no number is rounded.
fn read(body: &str) -> Result<Vec<u8>> {
    let inline = body.trim_start().starts_with(['{', '[']).then(|| body::inline(body));
    let (name, text) = body::read(inline.as_deref().unwrap_or(body))?;
    let node = document::parse(&text, &name, Syntax::of(body))?;
    if serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok() {
        return Ok(text.into_bytes());
    }
    Ok(node.to_value().to_string().into_bytes())
}

/// Collections differ in how much they give at once, and say so only by refusing more.
fn about_limit(error: Error, path: &str, paginate: bool) -> Error {
    let names_limit = error.to_text().to_lowercase().contains("limit");
    if error.status() != Some(400) || !names_limit {
        return error;
    }
    let (path, _) = path.split_once('?').unwrap_or((path, ""));
    let again = CommandLine::of("api GET").word(format!("{path}?limit=50"));
    error.hint(if paginate { again.word("--paginate") } else { again })
}

/// The value of a parameter in the query of a path.
fn number_in(path: &str, name: &str) -> Result<Option<u64>> {
    let query = path.split_once('?').map_or("", |(_, query)| query);
    let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    let number = |value: &str| {
        value
            .parse()
            .map_err(|_| Error::usage(format!("`{name}={value}` in the path is not a number")))
    };
    value.map(number).transpose()
}

fn print(ctx: &Context, reply: Reply<Vec<u8>>) -> Result<()> {
    let out = ctx.out()?;
    let settings = out.settings();
    let head = group_table::head(&reply);
    let body = reply.body;
    if body.trim_ascii().is_empty() {
        if !settings.include {
            return Ok(());
        }
        return out.document(&Listing::one(Value::Null).reply(group_table::whole(ctx, head)));
    }
    let value = std::str::from_utf8(&body).ok().and_then(|text| number::value(text).ok());
    let listing = match value {
        Some(Value::Array(rows)) => Listing::shaped(rows, Shape::Many),
        Some(value) => Listing::one(value),
        None if settings.jq.is_some() => {
            return Err(Error::new(Code::Refused, "the answer is not JSON, which `--jq` needs")
                .hint("leave out --jq"));
        }
        None if settings.include => {
            Listing::one(Value::String(String::from_utf8_lossy(&body).into_owned()))
        }
        None => return out.bytes(&body),
    };
    out.document(&listing.reply(group_table::whole(ctx, head)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_are_taken_in_any_case() {
        assert_eq!(method("get").unwrap(), "GET");
        assert!(method("HEAD").is_err());
    }

    #[test]
    fn json_is_sent_as_it_was_written() {
        let text = r#"{"n": 12345678901234567890123, "a":1.10}"#;
        assert_eq!(read(text).unwrap(), text.as_bytes());
        assert_eq!(read("[ ]").unwrap(), b"[ ]");
        assert!(read("{\"a\":").unwrap_err().to_string().starts_with("body:1:"));
    }

    #[test]
    fn numbers_are_found_in_a_query() {
        assert_eq!(number_in("x?limit=50&a=b", "limit").unwrap(), Some(50));
        assert_eq!(number_in("x?a=b&offset=0", "offset").unwrap(), Some(0));
        assert_eq!(number_in("x/limit=1?limits=2", "limit").unwrap(), None);
        assert!(number_in("x?limit=", "limit").is_err());
    }
}
