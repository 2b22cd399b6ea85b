//! `syncgroup list`

use clap::Args;

use crate::api::{Pages, Permission, Range};
use crate::app::lookup::find::Reference;
use crate::app::lookup::group_filter::{Filter, pattern};
use crate::app::lookup::name_table::Directory;
use crate::app::session::context::Context;
use crate::app::view::group_table;
use crate::cli::args::save::Save;
use crate::cli::args::sort::Sorting;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::cli::complete;
use crate::error::{Code, Result};
use crate::model::SyncGroup;
use crate::output::{Column, Shape, Spool};

/// List sync groups
///
/// Reads all pages; if one fails, the command fails. Filters are applied first, then --sort, then --offset and --limit. The
/// cmdlet is Get-PasswordSyncGroups.
///
/// In the admin's web interface: Admin → Password Mgmt → Sync Groups.
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
syncgroup -p sandbox list
syncgroup -p sandbox list --name 'Password*' --sort name -o json
syncgroup -p sandbox list --source GitHub --columns id,name,members")]
pub struct List {
    /// At most N groups; 0 is an empty list
    #[arg(long, value_name = "N")]
    limit: Option<u64>,

    /// Skip the first N groups
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: u64,

    /// Print the tenant's total on stderr
    ///
    /// With a filter, also the number of matches.
    #[arg(long)]
    count: bool,

    /// Groups whose name matches, as in 'Test*'
    #[arg(long, value_name = "GLOB")]
    name: Option<String>,

    /// Groups that have this source
    #[arg(long, value_name = "ID|NAME", add = complete::sources())]
    source: Option<String>,

    /// Groups that have this password policy
    #[arg(long, value_name = "ID|NAME", add = complete::policies())]
    policy: Option<String>,

    /// Add passwordPolicyName and sourceNames to JSON and YAML
    #[arg(long)]
    resolve: bool,

    #[command(flatten)]
    sorting: Sorting,

    #[command(flatten)]
    pub save: Save,
}

/// What a list can be sorted by: its columns, and the ID of the policy.
const FIELDS: [&str; 8] =
    ["id", "name", "policy", "sources", "created", "modified", "members", "passwordPolicyId"];

/// What a column shows of a group, for sorting.
fn key(group: &SyncGroup, field: &str, directory: &Directory) -> String {
    match field {
        "policy" => directory.policy(group.policy_id()).to_owned(),
        "sources" => {
            group.source_ids().map(|id| directory.source(id)).collect::<Vec<_>>().join(", ")
        }
        "members" => group.source_ids().count().to_string(),
        field => group.object().get(field).map(Column::plain).unwrap_or_default(),
    }
}

impl Declaration for List {
    const ACCESS: Access = Access::Reads;
    const SCOPES: Scopes = Scopes {
        needed: &[Permission::ReadGroups],
        useful: &[Permission::ReadSources, Permission::ReadPolicies],
    };
    const SEVERAL_PROFILES: bool = true;

    fn columns(_: &[&str]) -> &'static [&'static str] {
        &group_table::COLUMNS
    }

    fn save(&mut self) -> Option<&mut Save> {
        Some(&mut self.save)
    }
}

impl List {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        let name = self.name.as_deref().map(pattern).transpose()?;
        let source = self.source.as_deref().map(Reference::parse).transpose()?;
        let policy = self.policy.as_deref().map(Reference::parse).transpose()?;
        ctx.check_output(&group_table::COLUMNS)?;
        let sort = self.sorting.column(&FIELDS)?;
        let filtered = name.is_some() || source.is_some() || policy.is_some();
        let client = ctx.client().await?;

        let filter = Filter::resolve(ctx, name, source.as_ref(), policy.as_ref()).await?;

        // Without a filter or an order the tenant can cut the list itself.
        let cut_there = !filtered && sort.is_none();
        if cut_there
            && !self.resolve
            && let Some(spool) = ctx.out()?.spool()
        {
            let range = Range { offset: self.offset, limit: self.limit };
            return copy(ctx, range, self.count, spool).await;
        }
        let (offset, limit) = if cut_there { (self.offset, self.limit) } else { (0, None) };
        let list = client.groups(Range { offset, limit }).await?;
        let (head, total) = (group_table::head(&list.reply), list.total);
        let mut groups = list.reply.body;
        if filtered {
            groups.retain(|group| filter.admits(group));
        }
        let matches = groups.len();
        if let Some(field) = sort {
            self.sort(ctx, &mut groups, field).await?;
        }
        if !cut_there {
            let skip = usize::try_from(self.offset).unwrap_or(usize::MAX);
            let take =
                self.limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
            groups = groups.into_iter().skip(skip).take(take).collect();
        }
        if self.count {
            report_count(ctx, total, filtered.then_some(matches))?;
        }
        if groups.is_empty() {
            let found = if cut_there { total } else { Some(matches as u64) };
            let range = Range { offset: self.offset, limit: self.limit };
            ctx.out()?.news(&nothing(range, filtered, found));
        }
        let (groups, directory) = Directory::resolving(ctx, groups, self.resolve).await?;
        ctx.out()?.print(
            &group_table::listing(groups, Shape::Many, &directory)
                .reply(group_table::whole(ctx, head)),
        )?;
        Ok(Code::Done)
    }
}

impl List {
    /// Names are asked for where they make the order.
    async fn sort(&self, ctx: &Context, groups: &mut Vec<SyncGroup>, field: &str) -> Result<()> {
        let directory = match field {
            "policy" | "sources" => Directory::of(ctx, groups).await?,
            _ => Directory::default(),
        };
        self.sorting.things(groups, |group| key(group, field, &directory));
        Ok(())
    }
}

/// Pages that wait for the last one.
struct Waiting(Spool);

impl Pages for Waiting {
    fn page(&mut self, body: &[u8]) -> serde_json::Result<u64> {
        self.0.add(body)
    }

    fn restart(&mut self) {
        self.0.clear();
    }
}

/// Reads the range and prints it once it is whole. Nothing has to be known of the groups but their text: they are copied,
/// not decoded.
async fn copy(ctx: &Context, range: Range, count: bool, spool: Spool) -> Result<Code> {
    let mut waiting = Waiting(spool);
    let list = ctx.client().await?.groups_into(range, &mut waiting).await?;
    if count {
        report_count(ctx, list.total, None)?;
    }
    if waiting.0.rows() == 0 {
        ctx.out()?.news(&nothing(range, false, list.total));
    }
    ctx.out()?.pour(waiting.0)?;
    Ok(Code::Done)
}

/// Why the list is empty: `found` groups are there, or match, where that is known.
fn nothing(range: Range, filtered: bool, found: Option<u64>) -> String {
    let may_hide = range.offset > 0 || range.limit == Some(0);
    match found {
        Some(found) if may_hide && found > 0 => {
            let what = if filtered { "matches" } else { "total" };
            format!("no sync groups in this range; {what}: {found}")
        }
        None if may_hide => "no sync groups in this range".to_owned(),
        _ if filtered => "no sync group matches".to_owned(),
        _ => "no sync groups".to_owned(),
    }
}

/// What was asked for is shown also with `--quiet`.
fn report_count(ctx: &Context, total: Option<u64>, matches: Option<usize>) -> Result<()> {
    let out = ctx.out()?;
    match total {
        Some(total) => out.tell(&format!("total: {total}")),
        None => out.warn("the tenant did not say how many groups there are"),
    }
    if let Some(matches) = matches {
        out.tell(&format!("matches: {matches}"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn groups() -> Vec<SyncGroup> {
        let group = |id: &str, name: &str, sources: &[&str]| {
            serde_json::from_value(json!({"id": id, "name": name, "sourceIds": sources})).unwrap()
        };
        vec![group("1", "beta", &["a", "b"]), group("2", "Alpha", &["c"]), group("3", "alpha", &[])]
    }

    #[test]
    fn every_field_has_a_text_to_sort_by() {
        let directory = Directory::default();
        let keys =
            |field| groups().iter().map(|group| key(group, field, &directory)).collect::<Vec<_>>();
        assert_eq!(keys("id"), ["1", "2", "3"]);
        assert_eq!(keys("name"), ["beta", "Alpha", "alpha"]);
        assert_eq!(keys("members"), ["2", "1", "0"]);
        assert_eq!(keys("sources"), ["a, b", "c", ""]);
        assert_eq!(keys("created"), ["", "", ""]);
    }
}
