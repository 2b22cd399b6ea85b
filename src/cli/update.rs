//! `syncgroup update`

use clap::{Args, ValueHint};
use serde_json::Value;

use super::body::{self, Body};
use super::context::Context;
use super::reference::{Match, Reference};
use super::write::{self, Change};
use super::{fields, names, view};
use crate::error::{Code, Error, Result};
use crate::model::SyncGroup;
use crate::out::Shape;

/// Change a group
///
/// With -f the body replaces the whole group, as the cmdlet Update-PasswordSyncGroup does. Without it the group is
/// read, the fields are changed, and the whole object is written back, fields that nobody knows included. A group
/// that has changed since it was read is left alone (exit 5).
///
/// In the admin's web interface: Admin → Password Mgmt → Sync Groups.
#[derive(Debug, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox update 'Password Sync Group 1' --add-source Salesforce --dry-run
syncgroup -p sandbox update 'Password Sync Group 1' --name 'Corporate Password'
syncgroup -p sandbox get 'Corporate Password' -o json | syncgroup -p sandbox update 'Corporate Password' -f - --policy Basic")]
pub struct Update {
    /// ID or name of the group
    #[arg(value_name = "ID|NAME")]
    group: String,

    /// JSON or YAML file with the whole group; `-` is stdin
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: Option<String>,

    /// New name
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    /// New password policy
    #[arg(long, value_name = "ID|NAME")]
    policy: Option<String>,

    /// Replace all sources; give it once for each
    #[arg(long, value_name = "ID|NAME", conflicts_with_all = ["add_source", "remove_source"])]
    source: Vec<String>,

    /// Add a source
    #[arg(long, value_name = "ID|NAME")]
    add_source: Vec<String>,

    /// Take a source out
    #[arg(long, value_name = "ID|NAME")]
    remove_source: Vec<String>,

    /// Send keys that neither the API nor the tenant's groups have
    #[arg(long, requires = "file")]
    allow_unknown: bool,

    /// Overwrite a group that has changed since, or send another group's body
    #[arg(long)]
    force: bool,
}

impl Update {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        let reference = Reference::parse(&self.group)?;
        let body = self.file.as_deref().map(one_body).transpose()?;
        if body.is_none() && self.has_no_field() {
            return Err(Error::usage("nothing says what to change")
                .hint(format!("syncgroup update '{}' --name NAME", self.group))
                .hint(format!("syncgroup get '{0}' -o json > group.json; syncgroup update '{0}' -f group.json", self.group)));
        }
        ctx.check_output(&view::COLUMNS)?;
        ctx.check_writable()?;
        if let Some(body) = body.as_ref().filter(|_| !self.allow_unknown) {
            fields::check_unknown(ctx, std::slice::from_ref(body)).await?;
        }
        let mut found = names::groups(ctx, std::slice::from_ref(&reference), Match::Exact).await?;
        let read = found.remove(0)?;
        let head = view::head(&read);
        let before = read.body;
        let wanted = self.wanted(ctx, body.as_ref(), &before).await?;
        if let Some(body) = &body {
            self.check_body(body, &wanted, &before)?;
        }
        if wanted.same_settings(&before) {
            ctx.out()?.news(&format!(
                "sync group `{}` is already as it is to be; nothing was sent",
                before.name()
            ));
            if ctx.globals.dry_run {
                write::show(ctx, &[], &view::Directory::default()).await?;
                return Ok(Code::Done);
            }
            return print(ctx, before, head).await;
        }
        let change = Change::Update { before, wanted };
        if ctx.globals.dry_run {
            let both: Vec<SyncGroup> =
                change.before().into_iter().chain(change.wanted()).cloned().collect();
            let directory = ctx.directory(&both).await?;
            write::show(ctx, &[change], &directory).await?;
            return Ok(Code::Done);
        }
        let reply = write::send(ctx, &change).await?;
        let head = view::head(&reply);
        print(ctx, reply.body.unwrap_or_default(), head).await
    }

    fn has_no_field(&self) -> bool {
        self.name.is_none()
            && self.policy.is_none()
            && self.source.is_empty()
            && self.add_source.is_empty()
            && self.remove_source.is_empty()
    }

    /// The whole object to write: the body, or the group as it is, with the options over it.
    async fn wanted(
        &self,
        ctx: &Context,
        body: Option<&Body>,
        before: &SyncGroup,
    ) -> Result<SyncGroup> {
        let parse = |texts: &[String]| {
            texts.iter().map(|text| Reference::parse(text)).collect::<Result<Vec<_>>>()
        };
        let policy = self.policy.as_deref().map(Reference::parse).transpose()?;
        let (set, added, removed) =
            (parse(&self.source)?, parse(&self.add_source)?, parse(&self.remove_source)?);
        let all: Vec<Reference> = [&set[..], &added, &removed].concat();
        let ids = fields::resolve(ctx, policy.as_ref(), &all, Match::Exact).await?;
        let (set, rest) = ids.sources.split_at(set.len());
        let (added, removed) = rest.split_at(added.len());

        let mut wanted = match body {
            // The body's own ID, if any, is checked against the group's and then not needed: the path names it.
            Some(body) => SyncGroup::new(body.object.clone()),
            None => before.clone(),
        };
        if let Some(name) = &self.name {
            wanted.set_name(name);
        }
        if let Some(policy) = &ids.policy {
            wanted.set_policy_id(policy);
        }
        if !set.is_empty() {
            wanted.set_source_ids(set.iter().cloned());
        } else if !(added.is_empty() && removed.is_empty()) {
            let members = members(&wanted, added, removed, ctx)?;
            wanted.set_source_ids(members);
        }
        Ok(wanted)
    }

    /// The guards of a full replacement.
    fn check_body(&self, body: &Body, wanted: &SyncGroup, before: &SyncGroup) -> Result<()> {
        let missing = fields::missing(wanted);
        if !missing.is_empty() {
            let list =
                missing.iter().map(|(key, _)| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            return Err(Error::usage(format!("a full replacement needs {list}"))
                .at(&body.place)
                .hint(format!(
                    "to change single fields: syncgroup update '{}' --name NAME",
                    self.group
                )));
        }
        if self.force {
            return Ok(());
        }
        let other =
            wanted.object().get("id").and_then(Value::as_str).filter(|&id| id != before.id());
        if let Some(other) = other {
            return Err(Error::new(
                Code::Conflict,
                format!(
                    "the body is another group's: its `id` is `{other}`, and `{}` has `{}`",
                    self.group,
                    before.id()
                ),
            )
            .at(&body.place)
            .hint(format!("syncgroup update {other} -f …"))
            .hint("--force sends it all the same"));
        }
        check_modified(wanted, before)
    }
}

/// A body that says when the group was last changed must still be right.
fn check_modified(wanted: &SyncGroup, before: &SyncGroup) -> Result<()> {
    let Some(read) = wanted.modified() else { return Ok(()) };
    let now = before.modified().unwrap_or(&Value::Null);
    if same_moment(read, now) {
        return Ok(());
    }
    let mut error = Error::new(
        Code::Conflict,
        format!(
            "sync group `{}` has changed since it was read: `modified` was {read}, and is {now}",
            before.name()
        ),
    )
    .kind("changed_since");
    for field in fields::differing(wanted, before) {
        let value = |group: &SyncGroup| {
            group.object().get(&field).map_or_else(|| "absent".to_owned(), Value::to_string)
        };
        error = error.cause(format!(
            "`{field}` is {} and would become {}",
            value(before),
            value(wanted)
        ));
    }
    Err(error.hint("read it again, or --force overwrites it"))
}

/// Timestamps are the same where they mean the same moment, whatever their fractional digits.
fn same_moment(one: &Value, other: &Value) -> bool {
    let moment =
        |value: &Value| value.as_str().and_then(|text| text.parse::<jiff::Timestamp>().ok());
    match (moment(one), moment(other)) {
        (Some(one), Some(other)) => one == other,
        _ => one == other,
    }
}

/// The members with some added and some taken out.
fn members(
    group: &SyncGroup,
    added: &[String],
    removed: &[String],
    ctx: &Context,
) -> Result<Vec<String>> {
    let out = ctx.out()?;
    for id in removed.iter().filter(|id| !group.has_source(id)) {
        out.warn(&format!("source `{id}` is not a member of `{}`", group.name()));
    }
    for id in added.iter().filter(|id| group.has_source(id)) {
        out.note(&format!("source `{id}` is a member of `{}` already", group.name()));
    }
    let mut members: Vec<String> = group
        .source_ids()
        .filter(|id| !removed.iter().any(|other| other == id))
        .map(str::to_owned)
        .collect();
    for id in added {
        if !members.contains(id) {
            members.push(id.clone());
        }
    }
    Ok(members)
}

/// A full replacement is one object.
fn one_body(file: &str) -> Result<Body> {
    let mut bodies = body::read_all(&[file.to_owned()])?;
    if bodies.many {
        return Err(Error::usage(format!(
            "`{file}`: an update takes one object, and this is an array"
        )));
    }
    Ok(bodies.bodies.remove(0))
}

async fn print(ctx: &Context, group: SyncGroup, head: crate::out::Head) -> Result<Code> {
    let groups = vec![group];
    let directory = ctx.directory(&groups).await?;
    ctx.out()?
        .print(&view::listing(groups, Shape::One, &directory).reply(view::whole(ctx, head)))?;
    Ok(Code::Done)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn moments_are_compared_and_not_their_spelling() {
        assert!(same_moment(&json!("2023-03-16T04:00:00Z"), &json!("2023-03-16T04:00:00.000Z")));
        assert!(same_moment(&Value::Null, &Value::Null));
        assert!(!same_moment(&Value::Null, &json!("2023-03-16T04:00:00Z")));
        assert!(same_moment(&json!("odd"), &json!("odd")));
    }

    #[test]
    fn null_is_a_value_of_modified_and_absence_is_none() {
        let group = |value: Value| -> SyncGroup { serde_json::from_value(value).unwrap() };
        let now = group(json!({"name": "a", "modified": "2023-03-16T04:00:00Z"}));
        assert!(check_modified(&group(json!({"name": "b"})), &now).is_ok());
        let error =
            check_modified(&group(json!({"name": "b", "modified": null})), &now).unwrap_err();
        assert_eq!(error.code(), Code::Conflict);
        assert!(
            error.to_text().contains("`name` is \"a\" and would become \"b\""),
            "{}",
            error.to_text()
        );
        assert!(
            check_modified(&group(json!({"modified": null})), &group(json!({"name": "a"}))).is_ok()
        );
    }
}
