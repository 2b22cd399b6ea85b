//! `syncgroup new`

use clap::{Args, ValueHint};
use serde_json::json;

use super::body::{self, Bodies, Body};
use super::context::Context;
use super::reference::{Match, Reference};
use super::view::Directory;
use super::write::{self, Change};
use super::{bulk, fields, names, view};
use crate::api::Reply;
use crate::error::{Code, Error, Result};
use crate::model::{Object, SyncGroup};
use crate::out::{Format, Listing, Shape};

/// Create password sync groups
///
/// Bodies are JSON or YAML, one object or an array of them; options win over the file. The tenant's own fields (id,
/// created, modified) are accepted and not sent. With an array, each element succeeds or fails by itself. The cmdlet
/// is New-PasswordSyncGroup.
///
/// In the admin's web interface: Admin → Password Mgmt → Sync Groups.
#[derive(Debug, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox new --name 'Google Workspace' --policy Strong --source 'G Suite' --source ServiceNow --dry-run
syncgroup -p sandbox new --name 'Google Workspace' --policy Strong --source 'G Suite' --source ServiceNow
syncgroup new --template > group.json")]
pub struct New {
    /// JSON or YAML file of one group or an array of groups; `-` is stdin
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: Vec<String>,

    /// Name of the group, as end users see it
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    /// Password policy of the group
    #[arg(long, value_name = "ID|NAME")]
    policy: Option<String>,

    /// Source of the group; give it once for each
    #[arg(long, value_name = "ID|NAME")]
    source: Vec<String>,

    /// Let a group of that name be a success: print it, and warn what differs
    #[arg(long)]
    if_missing: bool,

    /// Send keys that neither the API nor the tenant's groups have
    #[arg(long)]
    allow_unknown: bool,

    /// Print a body to fill in, and do nothing else
    #[arg(long, conflicts_with_all = ["file", "name", "policy", "source", "if_missing", "allow_unknown"])]
    template: bool,
}

impl New {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        if self.template {
            return template(ctx);
        }
        let bodies = self.bodies()?;
        ctx.check_output(&view::COLUMNS)?;
        ctx.check_writable()?;
        let wanted = self.wanted(ctx, &bodies.bodies).await?;
        for (group, body) in wanted.iter().zip(&bodies.bodies) {
            check_complete(group, body)?;
        }
        if ctx.globals.dry_run {
            return self.show(ctx, wanted).await;
        }
        let created = self.create_all(ctx, &wanted).await?;
        report(ctx, created, &wanted, bodies.many).await
    }

    /// What was given, before any request.
    fn bodies(&self) -> Result<Bodies> {
        if self.file.is_empty()
            && self.name.is_none()
            && self.policy.is_none()
            && self.source.is_empty()
        {
            return Err(Error::usage("nothing says which group to create")
                .hint("syncgroup new --template > group.json")
                .hint(
                    "syncgroup new --name NAME --policy POLICY --source SOURCE --source SOURCE",
                ));
        }
        if self.file.is_empty() {
            let body = Body { object: Object::new(), place: String::new(), unknown: Vec::new() };
            return Ok(Bodies { bodies: vec![body], many: false });
        }
        let bodies = body::read_all(&self.file)?;
        if self.name.is_some() && bodies.bodies.len() > 1 {
            return Err(Error::usage(format!(
                "--name names one group, and the files have {}",
                bodies.bodies.len()
            )));
        }
        Ok(bodies)
    }

    /// The groups to create: the bodies with the options over them, names resolved.
    async fn wanted(&self, ctx: &Context, bodies: &[Body]) -> Result<Vec<SyncGroup>> {
        if !self.allow_unknown {
            fields::check_unknown(ctx, bodies).await?;
        }
        let policy = self.policy.as_deref().map(Reference::parse).transpose()?;
        let sources = self
            .source
            .iter()
            .map(|source| Reference::parse(source))
            .collect::<Result<Vec<_>>>()?;
        let ids = fields::resolve(ctx, policy.as_ref(), &sources, Match::Exact).await?;
        let group = |body: &Body| {
            let mut group = SyncGroup::new(body.object.clone()).without_tenant_fields();
            if let Some(name) = &self.name {
                group.set_name(name);
            }
            if let Some(policy) = &ids.policy {
                group.set_policy_id(policy);
            }
            if !ids.sources.is_empty() {
                group.set_source_ids(ids.sources.iter().cloned());
            }
            group
        };
        Ok(bodies.iter().map(group).collect())
    }

    async fn create_all(
        &self,
        ctx: &Context,
        wanted: &[SyncGroup],
    ) -> Result<Vec<Result<Reply<SyncGroup>>>> {
        let present = if self.if_missing { names::all(ctx).await?.reply.body } else { Vec::new() };
        let present = &present;
        let created = bulk::each(wanted, |group| async move {
            if let Some(there) = present.iter().find(|there| there.name() == group.name()) {
                warn_difference(ctx, there, group)?;
                return Ok(Reply { body: there.clone(), status: 200, headers: Vec::new() });
            }
            let reply = write::send(ctx, &Change::Create { wanted: group.clone() }).await?;
            Ok(write::map(reply, Option::unwrap_or_default))
        });
        Ok(created.await)
    }

    /// A dry run leaves out what `--if-missing` would not send.
    async fn show(&self, ctx: &Context, wanted: Vec<SyncGroup>) -> Result<Code> {
        let directory = ctx.directory(&wanted).await?;
        let mut changes = Vec::new();
        let present = if self.if_missing { names::all(ctx).await?.reply.body } else { Vec::new() };
        for group in wanted {
            match present.iter().find(|there| there.name() == group.name()) {
                Some(there) => warn_difference(ctx, there, &group)?,
                None => changes.push(Change::Create { wanted: group }),
            }
        }
        write::show(ctx, &changes, &directory).await?;
        Ok(Code::Done)
    }
}

/// Prints what was created and says what failed.
async fn report(
    ctx: &Context,
    created: Vec<Result<Reply<SyncGroup>>>,
    wanted: &[SyncGroup],
    many: bool,
) -> Result<Code> {
    let code = bulk::code_of(&created, Code::Refused);
    let out = ctx.out()?;
    let failed = created.iter().filter(|result| result.is_err()).count();
    let total = created.len();
    let (mut groups, mut heads) = (Vec::new(), Vec::new());
    for (result, wanted) in created.into_iter().zip(wanted) {
        match result {
            Ok(reply) => {
                heads.push(view::head(&reply));
                groups.push(reply.body);
            }
            Err(error) if many => out.error(&error.at(&format!("`{}`", wanted.name()))),
            Err(error) => return Err(error),
        }
    }
    let directory = if out.settings().format == Format::Table {
        ctx.directory(&groups).await?
    } else {
        Directory::default()
    };
    let shape = if many { Shape::Many } else { Shape::One };
    out.print(&view::listing(groups, shape, &directory).reply(view::each(ctx, heads)))?;
    if many {
        out.news(&format!("{} created, {failed} failed", total - failed));
    }
    Ok(code)
}

/// What an existing group has otherwise than the one that was asked for.
fn warn_difference(ctx: &Context, there: &SyncGroup, wanted: &SyncGroup) -> Result<()> {
    let out = ctx.out()?;
    out.news(&format!("sync group `{}` exists already ({})", there.name(), there.id()));
    for field in fields::differing(there, wanted) {
        out.warn(&format!("the existing sync group `{}` has another `{field}`", there.name()));
    }
    Ok(())
}

/// Without these the tenant can only refuse.
fn check_complete(group: &SyncGroup, body: &Body) -> Result<()> {
    let missing = fields::missing(group);
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.iter().map(|(key, _)| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    let options = missing.iter().map(|(_, option)| *option).collect::<Vec<_>>().join(" ");
    let error =
        Error::usage(format!("a new sync group needs {list}")).hint(format!("add {options}"));
    Err(if body.place.is_empty() { error } else { error.at(&body.place) })
}

fn template(ctx: &Context) -> Result<Code> {
    let template = json!({
        "name": "Password Sync Group 2",
        "passwordPolicyId": "2c91808d744ba0ce01746f93b6204501",
        "sourceIds": ["2c918084660f45d6016617daa9210584", "2c918084660f45d6016617daa9210500"],
    });
    let out = ctx.out()?;
    match out.settings().format {
        Format::Yaml => out.print(&Listing::one(template))?,
        _ => out.text(&format!("{template:#}\n"))?,
    }
    Ok(Code::Done)
}
