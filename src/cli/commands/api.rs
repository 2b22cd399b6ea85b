//! `syncgroup api`

use clap::{Args, ValueHint};
use serde_json::{Value, json};

use crate::api::Reply;
use crate::app::change::{raw_request, send};
use crate::app::session::context::Context;
use crate::app::view::group_table;
use crate::command_line::CommandLine;
use crate::document::{self, Syntax};
use crate::error::{Code, Error, Result};
use crate::manifest::body;
use crate::output::{Format, Listing, Shape};

/// Elements of a page where the path names no `limit`: the most that the API gives.
const PAGE: u64 = 250;

/// Send any request to the tenant
///
/// Signed in, repeated where that is safe, traced by -v. The path is taken with the version that it names, else with
/// the profile's; a query may follow behind `?`. Everything but GET is a write: a read-only profile refuses it,
/// --dry-run shows it, and the history records it, without what is in its body. A POST, PUT or DELETE of a group is
/// recorded like `new`, `update` and `remove`, and can be undone.
#[derive(Debug, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox api GET 'password-sync-groups?limit=1'
syncgroup -p sandbox api GET sources --paginate --jq '.[].name'
syncgroup -p sandbox api DELETE password-sync-groups/6881f631-3bd5-4213-9c75-8e05cc3e35dd --dry-run")]
pub struct Api {
    /// GET, POST, PUT, PATCH or DELETE
    #[arg(value_name = "METHOD", value_parser = method)]
    method: String,

    /// Path of the request, such as /v3/password-sync-groups, or sources?limit=1
    #[arg(value_name = "PATH")]
    path: String,

    /// JSON or YAML file of the body, `-` for stdin, or the JSON itself
    #[arg(short, long, value_name = "BODY", value_hint = ValueHint::FilePath)]
    file: Option<String>,

    /// Read all pages of a list, as one array
    #[arg(long)]
    paginate: bool,
}

fn method(word: &str) -> Result<String, String> {
    let word = word.to_ascii_uppercase();
    match word.as_str() {
        "GET" | "POST" | "PUT" | "PATCH" | "DELETE" => Ok(word),
        _ => Err("the API has GET, POST, PUT, PATCH and DELETE".to_owned()),
    }
}

impl Api {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        let body = self.file.as_deref().map(read).transpose()?;
        self.check(ctx, body.as_deref())?;
        let reply = if self.paginate {
            self.pages(ctx).await?
        } else if self.method == "GET" {
            self.get(ctx, &[]).await?
        } else if ctx.globals.dry_run {
            self.show(ctx, body.as_deref()).await?;
            return Ok(Code::Done);
        } else {
            let request = raw_request::Request { method: &self.method, path: &self.path, body };
            raw_request::send(ctx, request).await?
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
        if settings.format == Format::Csv {
            return Err(Error::usage("`csv` needs columns, and any reply may come here")
                .hint("--output json"));
        }
        if self.method == "GET" { Ok(()) } else { ctx.check_writable() }
    }

    async fn get(&self, ctx: &Context, query: &[(String, String)]) -> Result<Reply<Vec<u8>>> {
        ctx.client().await?.send_raw("GET", &self.path, query, None).await
    }

    /// Page after page until one is short, joined; the status and the headers are the last page's.
    async fn pages(&self, ctx: &Context) -> Result<Reply<Vec<u8>>> {
        let size = number_in(&self.path, "limit")?.unwrap_or(PAGE).max(1);
        if number_in(&self.path, "offset")?.is_some() {
            return Err(Error::usage(
                "`--paginate` begins at the beginning, and the path has an `offset`",
            ));
        }
        let mut all: Vec<Value> = Vec::new();
        loop {
            let mut query = vec![("offset".to_owned(), all.len().to_string())];
            if number_in(&self.path, "limit")?.is_none() {
                query.push(("limit".to_owned(), size.to_string()));
            }
            let reply = self.get(ctx, &query).await?;
            let page: Vec<Value> = serde_json::from_slice(&reply.body).map_err(|error| {
                Error::new(
                    Code::Refused,
                    format!("the answer to `GET {}` is not an array", self.path),
                )
                .cause(error.to_string())
                .hint("leave out --paginate")
            })?;
            let count = page.len() as u64;
            all.extend(page);
            // More than was asked for is everything: the tenant knows no pages here.
            if count != size {
                return Ok(send::map(reply, |_| Value::Array(all).to_string().into_bytes()));
            }
        }
    }

    async fn show(&self, ctx: &Context, body: Option<&[u8]>) -> Result<()> {
        let path = ctx.client().await?.typed_path(&self.path)?;
        let body: Value = match body {
            Some(body) => serde_json::from_slice(body).map_err(anyhow::Error::from)?,
            None => Value::Null,
        };
        let out = ctx.out()?;
        if matches!(out.settings().format, Format::Table | Format::Id) {
            let body = if body.is_null() { String::new() } else { format!("{body}\n") };
            return out.text(&format!("{} {path}\n{body}", self.method));
        }
        let request = json!({"method": self.method, "path": path, "body": body});
        out.print(&Listing::one(json!({"dryRun": true, "requests": [request]})))
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

/// The value of a parameter in the query of a path.
fn number_in(path: &str, name: &str) -> Result<Option<u64>> {
    let query = path.split_once('?').map_or("", |(_, query)| query);
    let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    let number = |value: &str| {
        value
            .parse()
            .map_err(|_| Error::usage(format!("`{name}={value}` in the path is no number")))
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
    let listing = match serde_json::from_slice(&body) {
        Ok(Value::Array(rows)) => Listing::shaped(rows, Shape::Many),
        Ok(value) => Listing::one(value),
        Err(_) if settings.jq.is_some() => {
            return Err(Error::new(Code::Refused, "the answer is no JSON, which `--jq` needs")
                .hint("leave out --jq"));
        }
        Err(_) if settings.include => {
            Listing::one(Value::String(String::from_utf8_lossy(&body).into_owned()))
        }
        Err(_) => return out.bytes(&body),
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
        assert!(read("{\"a\":").unwrap_err().message().starts_with("body:1:"));
    }

    #[test]
    fn numbers_are_found_in_a_query() {
        assert_eq!(number_in("x?limit=50&a=b", "limit").unwrap(), Some(50));
        assert_eq!(number_in("x?a=b&offset=0", "offset").unwrap(), Some(0));
        assert_eq!(number_in("x/limit=1?limits=2", "limit").unwrap(), None);
        assert!(number_in("x?limit=", "limit").is_err());
    }
}
