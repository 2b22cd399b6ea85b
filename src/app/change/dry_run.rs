//! What would be sent, and what it would change.

use serde_json::Value;

use crate::app::change::Change;
use crate::app::lookup::name_table::Directory;
use crate::app::session::context::Context;
use crate::app::view::group_lines;
use crate::error::Result;
use crate::number;
use crate::output::{Listing, Out, Target};

/// Shows what would be sent: a diff and the request for people, `{"dryRun":true,"requests":[…]}` for programs.
pub async fn show(ctx: &Context, changes: &[&Change], directory: &Directory) -> Result<()> {
    let out = ctx.out()?;
    let client = ctx.client().await?;
    let tenant = ctx.tenant()?;
    out.news(&format!(
        "dry run on profile `{}` ({}): no write is sent",
        tenant.name,
        tenant.address.host()
    ));
    let requests =
        changes.iter().map(|change| change.request(client)).collect::<Result<Vec<_>>>()?;
    if out.settings().format.is_data() {
        return out.print(&requested(requests));
    }
    for (change, request) in changes.iter().zip(&requests) {
        let states = [change.before(), change.wanted()];
        group_lines::show_change(ctx, states, directory, Target::Stdout)?;
        let text = |key: &str| request[key].as_str().unwrap_or_default();
        print_request(out, text("method"), text("path"), &request["body"])?;
    }
    Ok(())
}

/// Shows a request that is not a change of a group.
pub fn show_request(ctx: &Context, method: &str, path: &str, body: &Value) -> Result<()> {
    let out = ctx.out()?;
    if !out.settings().format.is_data() {
        return print_request(out, method, path, body);
    }
    let request = [("method", method.into()), ("path", path.into()), ("body", body.clone())];
    out.print(&requested(vec![number::object(request)]))
}

fn requested(requests: Vec<Value>) -> Listing<'static> {
    Listing::one(number::object([("dryRun", true.into()), ("requests", requests.into())]))
}

/// The request as text: its line, and its body in another one.
fn print_request(out: &Out, method: &str, path: &str, body: &Value) -> Result<()> {
    let body = if body.is_null() { String::new() } else { format!("{body}\n") };
    out.text(&format!("{method} {path}\n{body}"))
}
