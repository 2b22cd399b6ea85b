//! `syncgroup new`

mod template;

use std::path::PathBuf;

use clap::{Args, ValueHint};

use crate::api::Reply;
use crate::app::change::Change;
use crate::app::change::perform::{Made, Options, Performed, Planned, perform};
use crate::app::change::report::Terminal;
use crate::app::lookup::find::{Match, Reference};
use crate::app::lookup::group_fields;
use crate::app::lookup::name_table::Directory;
use crate::app::lookup::read::Lookup;
use crate::app::session::context::Context;
use crate::app::session::interrupt::is_interruption;
use crate::app::session::items;
use crate::app::view::group_table;
use crate::cli::args::save::Save;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::cli::complete;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Result};
use crate::manifest::body;
use crate::manifest::body::{Bodies, Body};
use crate::model::{GroupDiff, SyncGroup};
use crate::output::Shape;

/// Create sync groups
///
/// A file is JSON or YAML with one object or an array, or CSV with one row per group and the columns `name`, `policy` and
/// `sources`. Policies and sources are names or IDs. Options override the file. The fields that the tenant sets (id,
/// created, modified) are accepted and not sent. Each of several groups succeeds or fails by itself. The cmdlet is
/// New-PasswordSyncGroup.
///
/// In the admin's web interface: Admin → Password Mgmt → Sync Groups.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox new --name 'Google Workspace' --policy Strong --source 'G Suite' --source ServiceNow --dry-run
syncgroup -p sandbox new --name 'Google Workspace' --policy Strong --source 'G Suite' --source ServiceNow
syncgroup new --template > group.json")]
pub struct New {
    /// JSON, YAML or CSV file of groups; `-` is stdin
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    file: Vec<String>,

    /// Name of the group, as end users see it
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    /// Password policy of the group
    #[arg(long, value_name = "ID|NAME", add = complete::policies())]
    policy: Option<String>,

    /// Source of the group; may be given several times
    #[arg(long, value_name = "ID|NAME", add = complete::sources())]
    source: Vec<String>,

    /// Treat an existing group of that name as success
    ///
    /// It is printed, with a warning about what differs.
    #[arg(long)]
    if_missing: bool,

    /// Send keys that neither the API nor the tenant knows
    #[arg(long, hide_short_help = true)]
    allow_unknown: bool,

    /// Skip the prerequisite checks
    #[arg(long)]
    no_check: bool,

    /// Write the items that failed to this file, to run again
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    failed: Option<PathBuf>,

    /// Print a file to fill in, with names from the tenant
    #[arg(long, conflicts_with_all = ["file", "name", "policy", "source", "if_missing", "allow_unknown", "no_check", "failed"])]
    template: bool,

    #[command(flatten)]
    pub save: Save,
}

impl Declaration for New {
    const ACCESS: Access = Access::Writes;
    const SCOPES: Scopes = Scopes::WRITES_GROUPS;

    fn columns(_: &[&str]) -> &'static [&'static str] {
        &group_table::COLUMNS
    }

    fn save(&mut self) -> Option<&mut Save> {
        Some(&mut self.save)
    }
}

impl New {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        if self.template {
            return template::template(ctx).await;
        }
        let bodies = self.bodies()?;
        ctx.check_output(&group_table::COLUMNS)?;
        ctx.check_writable()?;
        let wanted = self.wanted(ctx, &bodies.bodies).await?;
        for (group, body) in wanted.iter().zip(&bodies.bodies) {
            check_complete(group, body)?;
        }
        let present = if self.if_missing { Some(Lookup::of(ctx).groups().await?) } else { None };
        let orders = orders(ctx, wanted, present.as_deref().unwrap_or_default())?;
        let planned = orders.iter().filter_map(Order::change).map(Planned::from).collect();
        let options = Options { check: !self.no_check, ..Options::default() };
        let performed = perform(ctx, &Terminal::of(ctx)?, planned, options).await?;
        if ctx.globals.dry_run {
            return Ok(items::code_of(&performed.results, Code::Refused));
        }
        let Performed { results, directory } = performed;
        let created = merge(&orders, results);
        // What was created is reported even if the others cannot be saved.
        let saved = self.save_failed(&orders, &created);
        let code = report(ctx, created, &orders, directory, bodies.many).await?;
        saved.map(|()| code)
    }

    /// The bodies of those that failed, as `new -f` reads them.
    fn save_failed(&self, orders: &[Order], created: &[Result<Reply<SyncGroup>>]) -> Result<()> {
        let failed: Vec<&SyncGroup> = orders
            .iter()
            .zip(created)
            .filter(|(_, result)| result.is_err())
            .filter_map(|(order, _)| order.wanted())
            .collect();
        let text = serde_json::to_string_pretty(&failed).map_err(anyhow::Error::from)?;
        items::save(self.failed.as_deref(), &format!("{text}\n"))
    }

    /// What was given, before any request.
    fn bodies(&self) -> Result<Bodies> {
        self.name.as_deref().map_or(Ok(()), body::check_name)?;
        if self.file.is_empty()
            && self.name.is_none()
            && self.policy.is_none()
            && self.source.is_empty()
        {
            return Err(Error::usage("nothing says which group to create")
                .hint(CommandLine::local("new --template").output_to("group.json"))
                .hint(CommandLine::of(
                    "new --name NAME --policy POLICY --source SOURCE --source SOURCE",
                )));
        }
        if self.file.is_empty() {
            return Ok(Bodies { bodies: vec![Body::empty()], many: false });
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
            group_fields::check_unknown(ctx, bodies).await?;
        }
        let policy = self.policy.as_deref().map(Reference::parse).transpose()?;
        let sources = self
            .source
            .iter()
            .map(|source| Reference::parse(source))
            .collect::<Result<Vec<_>>>()?;
        let ids = group_fields::resolve(ctx, policy.as_ref(), &sources, &[], Match::Exact).await?;
        let sources = group_fields::distinct(ids.sources);
        let bodies: Vec<Body> = bodies
            .iter()
            .map(|body| body.without(ids.policy.is_some(), !sources.is_empty()))
            .collect();
        let groups = group_fields::groups(ctx, &bodies, &[], group_fields::Absent::Refuse).await?;
        let with_options = |group: SyncGroup| {
            let mut group = group.without_tenant_fields();
            if let Some(name) = &self.name {
                group.set_name(name);
            }
            if let Some(policy) = &ids.policy {
                group.set_policy_id(policy);
            }
            if !sources.is_empty() {
                group.set_source_ids(sources.iter().cloned());
            }
            group
        };
        Ok(groups.into_iter().map(with_options).collect())
    }
}

/// What is to be done for one body.
enum Order {
    /// Create the group.
    Create(SyncGroup),
    /// Nothing: a group of that name is there, and that is as good.
    Present(SyncGroup),
}

impl Order {
    /// The group to create.
    const fn wanted(&self) -> Option<&SyncGroup> {
        match self {
            Self::Create(wanted) => Some(wanted),
            Self::Present(_) => None,
        }
    }

    fn change(&self) -> Option<Change> {
        self.wanted().map(|wanted| Change::Create { wanted: wanted.clone() })
    }

    fn name(&self) -> &str {
        match self {
            Self::Create(group) | Self::Present(group) => group.name(),
        }
    }
}

/// What became of each order: the groups that exist already among those that were to be created.
fn merge(orders: &[Order], results: Vec<Result<Made>>) -> Vec<Result<Reply<SyncGroup>>> {
    let mut results = results.into_iter();
    let reply = |made| match made {
        Made::Sent(sent) => sent.reply.map(Option::unwrap_or_default),
        Made::Shown | Made::Unchanged => existing(SyncGroup::default()),
    };
    orders
        .iter()
        .map(|order| match order {
            Order::Present(there) => Ok(existing(there.clone())),
            Order::Create(wanted) => {
                results.next().map_or_else(|| Ok(existing(wanted.clone())), |made| made.map(reply))
            }
        })
        .collect()
}

/// The reply for a group that was read before.
const fn existing(group: SyncGroup) -> Reply<SyncGroup> {
    Reply { body: group, status: 200, headers: Vec::new() }
}

/// What is to be done, given the groups that may stand for those that are asked for.
fn orders(ctx: &Context, wanted: Vec<SyncGroup>, present: &[SyncGroup]) -> Result<Vec<Order>> {
    wanted
        .into_iter()
        .map(|group| match present.iter().find(|there| there.name() == group.name()) {
            Some(there) => {
                warn_difference(ctx, there, &group)?;
                Ok(Order::Present(there.clone()))
            }
            None => Ok(Order::Create(group)),
        })
        .collect()
}

/// Prints what was created and says what failed.
async fn report(
    ctx: &Context,
    created: Vec<Result<Reply<SyncGroup>>>,
    orders: &[Order],
    known: Option<Directory>,
    many: bool,
) -> Result<Code> {
    let code = items::code_of(&created, Code::Refused);
    let out = ctx.out()?;
    let failed = created.iter().filter(|result| result.is_err()).count();
    let total = created.len();
    let (mut groups, mut heads, mut unsent) = (Vec::new(), Vec::new(), 0);
    for (result, order) in created.into_iter().zip(orders) {
        match result {
            Ok(reply) => {
                heads.push(group_table::head(&reply));
                groups.push(reply.body);
            }
            Err(error) if many && is_interruption(&error) => unsent += 1,
            Err(error) if many => out.error(&error.about(&format!("`{}`", order.name()))),
            Err(error) => return Err(error),
        }
    }
    let present = orders.iter().filter(|order| order.wanted().is_none()).count();
    let directory = match known.filter(|_| present == 0) {
        Some(directory) => directory,
        None => Directory::for_output(ctx, &groups).await?,
    };
    let (created, refused) = (total - failed - present, failed - unsent);
    let shape = if many { Shape::Many } else { Shape::One };
    out.print(
        &group_table::listing(groups, shape, &directory).reply(group_table::each(ctx, heads)),
    )?;
    if many {
        let some = |count: usize, what: &str| match count {
            0 => String::new(),
            count => format!(", {count} {what}"),
        };
        let (present, unsent) = (some(present, "existed already"), some(unsent, "not sent"));
        out.news(&format!("{created} created{present}, {refused} failed{unsent}"));
    }
    Ok(code)
}

/// What an existing group has otherwise than the one that was asked for.
fn warn_difference(ctx: &Context, there: &SyncGroup, wanted: &SyncGroup) -> Result<()> {
    let out = ctx.out()?;
    out.news(&format!("sync group `{}` exists already ({})", there.name(), there.id()));
    for field in GroupDiff::of_settings(there, wanted).fields() {
        let what = match field.key() {
            "sourceIds" => "different sources".to_owned(),
            "passwordPolicyId" => "a different password policy".to_owned(),
            key => format!("a different `{key}`"),
        };
        out.warn(&format!("the existing sync group `{}` has {what}", there.name()));
    }
    Ok(())
}

/// Without these the tenant can only refuse.
fn check_complete(group: &SyncGroup, body: &Body) -> Result<()> {
    let missing = group_fields::missing(group);
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.iter().map(|(key, _)| format!("`{key}`")).collect::<Vec<_>>().join(", ");
    let options = missing.iter().map(|(_, option)| *option).collect::<Vec<_>>().join(" ");
    let error =
        Error::usage(format!("a new sync group needs {list}")).hint(format!("add {options}"));
    Err(if body.place.file.is_empty() { error } else { error.at(&body.place) })
}
