//! What is to be undone, and which change undoes one record.

use std::collections::HashSet;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use crate::app::change::Change;
use crate::app::change::conflict;
use crate::app::change::perform::{Links, Planned};
use crate::app::change::record;
use crate::app::change::settle::{self, by_id};
use crate::app::lookup::find::Reference;
use crate::app::session::context::Context;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Result};
use crate::history;
use crate::history::{Filter, Inverse, Journal, MADE_HERE, Outcome, Record, Undoes};
use crate::model::SyncGroup;
use crate::output::time;

/// What is to be undone.
pub enum Target {
    /// The last command that is neither an undo nor undone.
    Last,
    /// All changes of the command that this one belongs to.
    Command(u64),
    /// One change.
    Change(u64),
    /// The last change of a group.
    Group(Reference),
}

/// The changes that are to be undone.
#[derive(Default)]
pub struct Chosen {
    /// All records.
    pub records: Vec<Record>,
    /// Numbers of the changes, last first.
    pub numbers: Vec<u64>,
    /// What is left out because it cannot be undone, or is undone already, in sentences.
    pub left_out: Vec<String>,
    /// The file that the records are in; none for the history.
    pub file: Option<PathBuf>,
    /// The records of the history, where they come from a file.
    history: Vec<Record>,
    /// The records of `--record`.
    recorded: Vec<Record>,
}

/// A change that is to be undone, and what undoes it.
pub struct Undo {
    pub number: u64,
    pub inverse: Inverse,
    pub planned: Planned,
}

impl Target {
    /// Numbers of the changes that are meant, last first. None is exit 3.
    fn numbers(&self, records: &[Record], tenant: &str) -> Result<Vec<u64>> {
        let of_command = |run| {
            let open = history::records_of_command(records, tenant, run).into_iter();
            open.map(|record| record.number).collect::<Vec<u64>>()
        };
        match self {
            Self::Last => history::latest_undoable(records, tenant)
                .map(|record| of_command(record.run))
                .ok_or_else(|| nothing("change", tenant)),
            Self::Command(number) => {
                let record = history::find(records, tenant, *number)?;
                let open = of_command(record.run);
                if open.is_empty() {
                    let message = format!("nothing of run {number} is left to be undone");
                    return Err(Error::usage(message).hint(CommandLine::of("history")));
                }
                Ok(open)
            }
            Self::Change(number) => Ok(vec![history::find(records, tenant, *number)?.number]),
            Self::Group(group) => {
                let (tenant, group) = (tenant.to_owned(), group.as_str());
                let filter = Filter {
                    tenant: Some(tenant.clone()),
                    group: Some(group.to_owned()),
                    since: None,
                };
                let about = filter.apply(records.to_vec());
                history::latest_undoable(&about, &tenant)
                    .map(|record| vec![record.number])
                    .ok_or_else(|| nothing(&format!("change of sync group `{group}`"), &tenant))
            }
        }
    }
}

fn nothing(what: &str, tenant: &str) -> Error {
    let tenant = history::shown_tenant(tenant);
    Error::new(Code::NotFound, format!("there is no {what} to undo on tenant `{tenant}`"))
        .cause(MADE_HERE)
        .hint(CommandLine::of("history"))
}

/// Chooses what is to be undone; only changes of the chosen tenant count. Where nobody knows how one ended the tenant
/// is looked at first; what stays unknown is refused (exit 2).
pub async fn choose(ctx: &Context, target: &Target, from: Option<&Path>) -> Result<Chosen> {
    let tenant = record::identity(ctx.tenant()?);
    let recorded = match ctx.record()? {
        Some(record) => record.records(&Filter::default())?,
        None => Vec::new(),
    };
    let history = ctx.recorded_changes()?;
    if let Some(file) = from {
        let history = match history {
            Some(history) => history.records(&Filter::default())?,
            None => Vec::new(),
        };
        return from_file(ctx, target, file, Chosen { history, recorded, ..Chosen::default() })
            .await;
    }
    let Some(journal) = history else {
        target.numbers(&[], &tenant)?;
        return Ok(Chosen::default());
    };
    let mut looked = HashSet::new();
    loop {
        let records = journal.records(&Filter::default())?;
        let numbers = target.numbers(&records, &tenant)?;
        let open: Vec<Record> =
            records.iter().filter(|record| is_open(record, &numbers)).cloned().collect();
        let open: Vec<Record> =
            open.into_iter().filter(|record| looked.insert(record.number)).collect();
        if open.is_empty() {
            return of_those(Chosen { records, recorded, ..Chosen::default() }, &numbers, &tenant);
        }
        for record in open {
            settle::settle(ctx, &journal, record).await?;
        }
    }
}

/// Chooses from a file that another machine may have written. Its tenant is told by the address (exit 2), how a change
/// ended is looked up without writing to it, and what the history says is undone is left out.
async fn from_file(
    ctx: &Context,
    target: &Target,
    file: &Path,
    mut chosen: Chosen,
) -> Result<Chosen> {
    let tenant = record::identity(ctx.tenant()?);
    let shown = file.display();
    if !file.exists() {
        return Err(Error::usage(format!("`{shown}` does not exist")));
    }
    let journal = Journal::in_file(file);
    journal.check_tenant(&tenant)?;
    chosen.file = Some(file.to_owned());
    chosen.records = journal.records(&Filter::default())?;
    let mut looked = HashSet::new();
    let numbers = loop {
        let numbers = target.numbers(&chosen.records, &tenant)?;
        let open = chosen.records.iter().filter(|record| is_open(record, &numbers));
        let mut open = open.filter(|record| looked.insert(record.number));
        let Some(open) = open.next().cloned() else {
            break numbers;
        };
        let number = open.number;
        let settled = settle::look(ctx, &journal, open).await?;
        let place = chosen.records.iter_mut().find(|record| record.number == number);
        if let Some(record) = place {
            *record = settled;
        }
    };
    let undone = history::undone_by(&chosen.history);
    let (mut open, mut left_out) = (Vec::new(), Vec::new());
    for &number in &numbers {
        let record = history::find(&chosen.records, &tenant, number)?;
        let here = history::same_change(record, &chosen.history);
        match here.and_then(|here| undone.get(&here)) {
            Some(by) => left_out.push(format!("change {number} is undone already, by change {by}")),
            None => open.push(number),
        }
    }
    chosen.left_out = left_out;
    if open.is_empty() { Ok(chosen) } else { of_those(chosen, &open, &tenant) }
}

/// Whether nobody knows how one of the changes, or an undo of one, ended, and the tenant could tell.
fn is_open(record: &Record, numbers: &[u64]) -> bool {
    let meant = numbers.contains(&record.number)
        || record.beginning.undoes.is_some_and(|undone| numbers.contains(&undone));
    meant && record.end.outcome == Outcome::Unknown && !history::cannot_be_undone(record)
}

/// Leaves out what cannot be undone, unless that is all.
fn of_those(mut chosen: Chosen, numbers: &[u64], tenant: &str) -> Result<Chosen> {
    let mut refused = None;
    for &number in numbers {
        let record = history::find(&chosen.records, tenant, number)?;
        match history::inverse(record, &chosen.records) {
            Ok(_) => chosen.numbers.push(number),
            Err(error) if history::cannot_be_undone(record) => {
                chosen.left_out.push(error.message().to_owned());
                refused = refused.or(Some(error));
            }
            Err(error) => return Err(error),
        }
    }
    match refused {
        Some(error) if chosen.numbers.is_empty() => Err(hint_at_earlier(error, &chosen, tenant)),
        _ => Ok(chosen),
    }
}

/// Names the last command that can be undone.
fn hint_at_earlier(error: Error, chosen: &Chosen, tenant: &str) -> Error {
    let can: Vec<Record> = chosen
        .records
        .iter()
        .filter(|record| !history::cannot_be_undone(record))
        .cloned()
        .collect();
    match history::latest_undoable(&can, tenant) {
        Some(earlier) => error.explained(
            "to undo the last command that can be undone",
            CommandLine::of("undo --command").word(earlier.number.to_string()),
        ),
        None => error,
    }
}

impl Chosen {
    /// The records that are to be undone, last first.
    pub fn of_numbers(&self) -> impl Iterator<Item = &Record> {
        self.numbers
            .iter()
            .filter_map(|number| self.records.iter().find(|record| record.number == *number))
    }

    /// The number of the record in each place that has it.
    pub fn undoes(&self, record: &Record) -> Undoes {
        Undoes {
            history: match &self.file {
                None => Some(record.number),
                Some(_) => history::same_change(record, &self.history),
            },
            record: history::same_change(record, &self.recorded),
        }
    }

    /// What is undone, as in "change 8 (step 2 of 2 in apply 7)".
    pub fn name(&self, whole: bool) -> String {
        let Some(record) = self.of_numbers().next() else { return String::new() };
        let (place, all) = history::place_in_command(record, &self.records);
        let kind = if record.apply.is_some() { "apply" } else { "command" };
        match (whole, all) {
            (_, 1) => format!("change {}", record.number),
            (true, _) => format!("{kind} {} ({} of {all} changes)", record.run, self.numbers.len()),
            (false, _) => {
                format!("change {} (step {place} of {all} in {kind} {})", record.number, record.run)
            }
        }
    }

    /// What is undone, who ran it and when: "undo of change 8: `syncgroup …`, run by root at 2026-01-02T03:04:05Z".
    pub fn headline(&self, whole: bool) -> String {
        let Some(record) = self.of_numbers().next() else { return String::new() };
        let beginning = &record.beginning;
        let by = beginning.os_user.as_ref().map(|user| format!(" by {user}")).unwrap_or_default();
        let at = time::seconds(record.at, std::io::stderr().is_terminal());
        let of = self.file.as_ref().map(|file| format!(" of `{}`", file.display()));
        let of = of.unwrap_or_default();
        format!("undo of {}{of}: `{}`, run{by} at {at}", self.name(whole), beginning.command)
    }

    /// Says what of it is left out, and how the rest of its command is undone.
    pub fn tell_rest(&self, ctx: &Context, whole: bool) -> Result<()> {
        let out = ctx.out()?;
        let Some(record) = self.of_numbers().next() else { return Ok(()) };
        self.left_out.iter().for_each(|text| out.note(text));
        let tenant = &record.beginning.tenant;
        let open = history::records_of_command(&self.records, tenant, record.run).len();
        if !whole && open > 1 {
            let line = CommandLine::of("undo --command").word(record.run.to_string());
            out.news(&format!("to undo the whole command: {}", out.command(&line)));
        }
        Ok(())
    }
}

/// What undoes the record, if the group is still as the record left it.
pub async fn plan(ctx: &Context, chosen: &Chosen, record: &Record) -> Result<Undo> {
    let records = &chosen.records;
    let inverse = history::inverse(record, records)?;
    let id = match &inverse {
        Inverse::Delete { id, .. } | Inverse::Update { id, .. } => id,
        Inverse::Create { old_id, .. } => old_id,
    };
    let present = by_id(ctx, id).await?;
    if let Err(changed) = history::unchanged_since(record, records, present.as_ref()) {
        let groups: Vec<&SyncGroup> = record.end.after.iter().chain(&present).collect();
        return Err(conflict::since_change(&changed, &conflict::names(ctx, &groups).await));
    }
    let present = || present.clone().unwrap_or_default();
    let (change, recreates) = match &inverse {
        Inverse::Delete { .. } => (Change::Delete { before: present() }, None),
        Inverse::Update { to, .. } => {
            (Change::Update { before: present(), wanted: to.clone() }, None)
        }
        Inverse::Create { old_id, group } => {
            (Change::Create { wanted: group.clone() }, Some(old_id.clone()))
        }
    };
    let links = Links { undoes: Some(chosen.undoes(record)), recreates, is_step: false };
    Ok(Undo { number: record.number, inverse, planned: Planned { change, links } })
}
