//! Updates of several groups: one question, and each succeeds or fails by itself.

use std::collections::HashSet;

use serde_json::Value;

use crate::app::change::Change;
use crate::app::change::independence;
use crate::app::change::perform::{Made, Performed, Planned, perform};
use crate::app::change::report::Terminal;
use crate::app::lookup::find::{Match, Reference};
use crate::app::lookup::name_table::Directory;
use crate::app::lookup::names;
use crate::app::lookup::read::Lookup;
use crate::app::session::context::Context;
use crate::app::session::interrupt::is_interruption;
use crate::app::session::items;
use crate::app::view::group_table;
use crate::cli::commands::update::task::Task;
use crate::cli::commands::update::{Before, Update, wanted};
use crate::error::{Code, Error, Result};
use crate::manifest::body::Body;
use crate::model::SyncGroup;
use crate::output::Shape;

/// Updates every group of the task.
pub(super) async fn run(update: &Update, ctx: &Context, task: &Task) -> Result<Code> {
    if task.references.is_empty() {
        ctx.out()?.news("nothing to update");
        return print(ctx, Vec::new(), None).await.map(|()| Code::Done);
    }
    let befores = find(update, ctx, task).await?;
    let groups: Vec<&SyncGroup> = befores.iter().map(|before| &before.group).collect();
    let wanted = wanted::of(update, ctx, task, &groups).await?;
    if !update.no_check {
        let pairs = groups.iter().zip(&wanted);
        let pairs: Vec<(&SyncGroup, &SyncGroup)> =
            pairs.filter_map(|(&before, wanted)| Some((before, wanted.as_ref().ok()?))).collect();
        let file = update.file.first().map(String::as_str).filter(|file| *file != "-");
        independence::check(ctx, &pairs, file).await?;
    }
    let mut planned = Vec::new();
    let mut results = Vec::with_capacity(befores.len());
    for (before, wanted) in befores.iter().zip(wanted) {
        results.push(match wanted {
            Ok(wanted) => {
                let before = before.group.clone();
                planned.push(Planned::from(Change::Update { before, wanted }));
                None
            }
            Err(error) => {
                ctx.out()?.error(&error.clone().about(&format!("`{}`", before.group.name())));
                Some(Err(error))
            }
        });
    }
    let options = update.options(None);
    let Performed { results: made, directory } =
        perform(ctx, &Terminal::of(ctx)?, planned, options).await?;
    let told: Vec<bool> = results.iter().map(Option::is_some).collect();
    let mut made = made.into_iter();
    let results: Vec<Result<Made>> = results
        .into_iter()
        .map(|result| result.or_else(|| made.next()).unwrap_or(Ok(Made::Unchanged)))
        .collect();
    if ctx.globals.dry_run {
        return Ok(items::code_of(&results, Code::Refused));
    }
    Outcome { update, task, befores, told, directory }.report(ctx, results).await
}

/// The groups as they are, each once; nothing is changed unless all were found.
async fn find(update: &Update, ctx: &Context, task: &Task) -> Result<Vec<Before>> {
    if task.references.len() > 1 {
        // One list instead of a request for each group; it is compared with another one before anything is sent.
        Lookup::of(ctx).groups().await?;
    }
    let found = names::groups(ctx, &task.references, Match::Exact).await?;
    let code = items::code_of(&found, Code::Refused);
    let mut seen = HashSet::new();
    let (mut befores, mut failed) = (Vec::with_capacity(found.len()), 0);
    for result in found {
        match result {
            Ok(reply) if seen.insert(reply.body.id().to_owned()) => {
                befores.push(Before::from(reply));
            }
            // Named twice, by its ID and by its name.
            Ok(_) if task.bodies.is_empty() => {}
            Ok(reply) => {
                let message = format!("several bodies are of sync group `{}`", reply.body.name());
                return Err(Error::usage(message));
            }
            Err(error) => {
                ctx.out()?.error(&error);
                failed += 1;
            }
        }
    }
    if failed == 0 {
        return Ok(befores);
    }
    let error = Error::new(code, format!("{failed} of the groups could not be read"));
    let all = task.references.iter().enumerate();
    let all: Vec<_> =
        all.map(|(at, group)| (as_typed(group), task.bodies.get(at), &error)).collect();
    let all: Vec<_> = all.iter().map(|(id, body, error)| (id.as_str(), *body, *error)).collect();
    save(update, &all)?;
    Err(error.cause("nothing was sent"))
}

/// A reference that reads back as the same.
fn as_typed(reference: &Reference) -> String {
    match reference {
        Reference::Id(id) => format!("id:{id}"),
        Reference::Name(name) => format!("name:{name}"),
    }
}

/// Writes what failed to the file of `--failed`, as the same command reads it: bodies where there were bodies, else IDs.
pub(super) fn save(update: &Update, failed: &[(&str, Option<&Body>, &Error)]) -> Result<()> {
    let text = if update.file.is_empty() {
        items::lines(&failed.iter().map(|(id, ..)| *id).collect::<Vec<_>>())
    } else {
        let bodies = failed.iter().filter_map(|(_, body, _)| *body);
        let bodies: Vec<Value> = bodies.map(|body| Value::Object(body.object.clone())).collect();
        format!("{}\n", serde_json::to_string_pretty(&bodies).map_err(anyhow::Error::from)?)
    };
    items::save(update.failed.as_deref(), &text)
}

/// What there is to report.
struct Outcome<'a> {
    update: &'a Update,
    task: &'a Task,
    befores: Vec<Before>,
    /// Whose errors were told before anything was sent.
    told: Vec<bool>,
    directory: Option<Directory>,
}

impl Outcome<'_> {
    /// Prints the groups as they are now, in order, and says what failed.
    async fn report(self, ctx: &Context, results: Vec<Result<Made>>) -> Result<Code> {
        let out = ctx.out()?;
        let code = items::code_of(&results, Code::Refused);
        // What was changed is reported even if the others cannot be saved.
        let saved = self.save(&results);
        let (mut rows, mut updated, mut unsent, mut failed) = (Vec::new(), 0, 0, 0);
        for (at, (result, before)) in results.into_iter().zip(self.befores).enumerate() {
            match result {
                Ok(Made::Sent(sent)) => {
                    updated += 1;
                    let head = group_table::head(&sent.reply);
                    rows.push(Before { group: sent.reply.body.unwrap_or_default(), head });
                }
                Ok(Made::Unchanged | Made::Shown) => rows.push(before),
                Err(error) if is_interruption(&error) => unsent += 1,
                Err(error) => {
                    failed += 1;
                    if !self.told[at] {
                        out.error(&error.about(&format!("`{}`", before.group.name())));
                    }
                }
            }
        }
        let unchanged = rows.len() - updated;
        let mut counts = vec![format!("{updated} updated")];
        for (count, what) in
            [(unchanged, "already up to date"), (failed, "failed"), (unsent, "not sent")]
        {
            if count > 0 {
                counts.push(format!("{count} {what}"));
            }
        }
        print(ctx, rows, self.directory.filter(|_| unchanged == 0)).await?;
        out.news(&counts.join(", "));
        saved.map(|()| code)
    }

    fn save(&self, results: &[Result<Made>]) -> Result<()> {
        let failed = results.iter().zip(&self.befores).enumerate();
        let failed: Vec<_> = failed
            .filter_map(|(at, (result, before))| {
                let error = result.as_ref().err()?;
                Some((before.group.id(), self.task.bodies.get(at), error))
            })
            .collect();
        save(self.update, &failed)
    }
}

async fn print(ctx: &Context, rows: Vec<Before>, known: Option<Directory>) -> Result<()> {
    let (groups, heads): (Vec<_>, Vec<_>) =
        rows.into_iter().map(|row| (row.group, row.head)).unzip();
    let directory = match known {
        Some(directory) => directory,
        None => Directory::for_output(ctx, &groups).await?,
    };
    let listing = group_table::listing(groups, Shape::Many, &directory);
    ctx.out()?.print(&listing.reply(group_table::each(ctx, heads)))
}
