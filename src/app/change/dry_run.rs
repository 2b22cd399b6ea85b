//! What would be sent, and what it would change.

use std::fmt::Write as _;

use serde_json::Value;

use crate::app::change::Change;
use crate::app::lookup::name_table::Directory;
use crate::app::session::context::Context;
use crate::error::Result;
use crate::model::{Object, SyncGroup};
use crate::number;
use crate::output;
use crate::output::{Listing, Target};

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
        let title = format!(
            "{} {}",
            request["method"].as_str().unwrap_or_default(),
            request["path"].as_str().unwrap_or_default()
        );
        difference(ctx, change, directory, &title, Target::Stdout)?;
        if !request["body"].is_null() {
            out.text(&format!("{}\n", request["body"]))?;
        }
    }
    Ok(())
}

/// Shows a request that is not a change of a group.
pub fn show_request(ctx: &Context, method: &str, path: &str, body: &Value) -> Result<()> {
    let out = ctx.out()?;
    if !out.settings().format.is_data() {
        let body = if body.is_null() { String::new() } else { format!("{body}\n") };
        return out.text(&format!("{method} {path}\n{body}"));
    }
    let request = [("method", method.into()), ("path", path.into()), ("body", body.clone())];
    out.print(&requested(vec![number::object(request)]))
}

fn requested(requests: Vec<Value>) -> Listing<'static> {
    Listing::one(number::object([("dryRun", true.into()), ("requests", requests.into())]))
}

/// Shows what the change does to the object, by names.
pub(super) fn difference(
    ctx: &Context,
    change: &Change,
    directory: &Directory,
    title: &str,
    target: Target,
) -> Result<()> {
    let (old, new) = (lines(change.before(), directory), lines(change.wanted(), directory));
    let diff = output::Change { old_name: "on the tenant", new_name: title, old: &old, new: &new };
    ctx.out()?.diff(&diff, target)
}

/// A group as lines for a diff, with names beside IDs.
pub fn lines(group: Option<&SyncGroup>, directory: &Directory) -> String {
    let Some(group) = group else { return String::new() };
    let mut object: Object = group.without_tenant_fields().into_object();
    if let Some(policy) = object.get_mut("passwordPolicyId") {
        *policy = beside(policy, |id| directory.policy_label(id).to_owned());
    }
    if let Some(Value::Array(sources)) = object.get_mut("sourceIds") {
        for source in sources {
            *source = beside(source, |id| directory.source_label(id).to_owned());
        }
    }
    let mut text = String::new();
    for (key, value) in object {
        match value {
            Value::Array(items) => {
                let _ = writeln!(text, "{key}:");
                for item in items {
                    let _ = writeln!(text, "  - {}", plain(&item));
                }
            }
            value => {
                let _ = writeln!(text, "{key}: {}", plain(&value));
            }
        }
    }
    text
}

fn beside(value: &Value, name: impl Fn(&str) -> String) -> Value {
    match value.as_str() {
        Some(id) => match name(id) {
            name if name == id => value.clone(),
            name => Value::String(format!("{name} ({id})")),
        },
        None => value.clone(),
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
