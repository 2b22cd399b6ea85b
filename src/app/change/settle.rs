//! Finds out how a write ended whose answer was lost: right after it was sent, or later, from its record.

use jiff::Timestamp;

use crate::api::Reply;
use crate::app::change::record;
use crate::app::change::report::Report;
use crate::app::change::settlement::{self, Creation, Look, State};
use crate::app::change::{Change, valid_id};
use crate::app::lookup::name_table::Directory;
use crate::app::lookup::read::Lookup;
use crate::app::session::context::Context;
use crate::app::view::group_diff;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::history::{Action, End, Filter, Journal, Outcome, Record, Settlement};
use crate::model::{GroupDiff, Id, SyncGroup};

/// A write that was sent.
pub(super) struct Attempt<'a> {
    pub(super) change: &'a Change,
    /// When it was sent first.
    pub(super) at: Timestamp,
    /// For a create, IDs of the groups that had its name before, where they were listed.
    pub(super) same_name: Option<&'a [String]>,
    /// Number of its record.
    pub(super) number: Option<u64>,
}

/// What the caller and what the history are told.
type Answered = (Result<Reply<Option<SyncGroup>>>, End);

/// Takes the tenant's answer. Where the write may have taken effect although it ended with an error, the tenant's state
/// decides.
pub(super) async fn answered(
    ctx: &Context,
    report: &impl Report,
    attempt: &Attempt<'_>,
    result: Result<Reply<Option<SyncGroup>>>,
) -> Answered {
    let error = match result {
        Ok(reply) => {
            let end = record::done(&reply.headers, reply.body.clone());
            return (Ok(reply), end);
        }
        Err(error) => error,
    };
    // After Ctrl-C nothing can be asked any more.
    if !error.is_in_doubt() || ctx.interrupt.pressed() {
        let end = record::failed(record::outcome(&error), &error);
        return (Err(error), end);
    }
    match attempt.change {
        Change::Create { wanted } => created(ctx, report, attempt, wanted, error).await,
        Change::Update { before, wanted } => {
            let present = match by_id(ctx, before.id()).await {
                Ok(present) => present,
                Err(cause) => return attempt.unreadable(&error, &cause),
            };
            match settlement::of_update(before, wanted, present.as_ref()) {
                State::Wanted => attempt.took_effect(report, &error, present),
                State::Old => attempt.not_done(error),
                State::Neither => {
                    let found = present.map_or_else(
                        || "it does not exist any more".to_owned(),
                        |now| difference(wanted, &now),
                    );
                    attempt.unknown(&error, &format!("looked for the new settings; {found}"))
                }
            }
        }
        // The repeated request found nothing to delete.
        Change::Delete { .. } if error.status() == Some(404) => {
            attempt.took_effect(report, &error, None)
        }
        Change::Delete { before } => {
            let present = match by_id(ctx, before.id()).await {
                Ok(present) => present,
                Err(cause) => return attempt.unreadable(&error, &cause),
            };
            match (settlement::of_delete(before, present.as_ref()), present) {
                (State::Neither, Some(now)) => {
                    let found = difference(before, &now);
                    attempt.unknown(&error, &format!("the group still exists, changed: {found}"))
                }
                (State::Old | State::Neither, _) => attempt.not_done(error),
                (State::Wanted, _) => attempt.took_effect(report, &error, None),
            }
        }
    }
}

/// What is found instead of what is looked for, in one sentence.
fn difference(wanted: &SyncGroup, now: &SyncGroup) -> String {
    let diff = GroupDiff::of_settings(wanted, now);
    group_diff::sentences(&diff, &Directory::default()).join(", ")
}

/// Looks for the group that a create may have made.
async fn created(
    ctx: &Context,
    report: &impl Report,
    attempt: &Attempt<'_>,
    wanted: &SyncGroup,
    error: Error,
) -> Answered {
    let listing = match Lookup::fresh(ctx).groups().await {
        Ok(listing) => listing,
        Err(cause) => return attempt.unreadable(&error, &cause),
    };
    let tenant = ctx.tenant().map(record::identity).unwrap_or_default();
    let creation = Creation {
        wanted,
        tenant: &tenant,
        number: attempt.number,
        same_name: attempt.same_name,
        at: attempt.at,
        is_recent: true,
    };
    let look = Look {
        groups: &listing,
        server_time: listing.reply().server_time(),
        local_time: Timestamp::now(),
        records: &records(ctx),
    };
    match creation.settle(&look) {
        Settlement::Happened(group) => attempt.took_effect(report, &error, group),
        Settlement::DidNot => {
            let found = "looked for the new group; there is none, and the request may still arrive";
            attempt.unknown(&error, found)
        }
        Settlement::StillUnknown => {
            let named = look.groups.iter().filter(|group| group.name() == wanted.name());
            let ids = named.map(|group| format!("`{}`", group.id())).collect::<Vec<_>>().join(", ");
            let found = "looked for the new group; it cannot be told from others of that name";
            attempt.unknown(&error, &format!("{found}: {ids}"))
        }
    }
}

/// Everything that the history knows. What cannot be read tells nothing.
fn records(ctx: &Context) -> Vec<Record> {
    let journal = ctx.journal().ok().flatten();
    journal.and_then(|journal| journal.records(&Filter::default()).ok()).unwrap_or_default()
}

impl Attempt<'_> {
    fn past_tense(&self) -> &'static str {
        match self.change {
            Change::Create { .. } => "created",
            Change::Update { .. } => "updated",
            Change::Delete { .. } => "deleted",
        }
    }

    /// The tenant has it as it is to be.
    fn took_effect(
        &self,
        report: &impl Report,
        error: &Error,
        group: Option<SyncGroup>,
    ) -> Answered {
        report.warning(&format!(
            "the tenant did not answer as expected ({}), but {} was {}",
            error.message(),
            self.change.subject(),
            self.past_tense()
        ));
        let end = End {
            request_id: error.tracking_id().map(str::to_owned),
            ..record::done(&[], group.clone())
        };
        let status = if group.is_some() { 200 } else { 204 };
        (Ok(Reply { body: group, status, headers: Vec::new() }), end)
    }

    /// The tenant has it as it was. Where the last attempt got no answer, it may yet take effect: the record stays open.
    fn not_done(&self, error: Error) -> Answered {
        let may_follow = matches!(error.status(), None | Some(200..=299 | 502 | 504));
        let error = error.cause(format!("{} is as it was before", self.change.subject()));
        let (error, outcome) = match error.status() {
            _ if may_follow => {
                let error = error.cause("the request may still take effect");
                (self.hint_at_record(error), Outcome::Unknown)
            }
            Some(400..=499) => (error.not_in_doubt(), Outcome::Refused),
            _ => (error.not_in_doubt(), Outcome::Failed),
        };
        let end = record::failed(outcome, &error);
        (Err(error), end)
    }

    fn unreadable(&self, error: &Error, cause: &Error) -> Answered {
        self.unknown(error, &format!("the tenant's state could not be read: {}", cause.message()))
    }

    /// Nobody knows: with the last answer, what was looked for and found, and the command that is safe to repeat.
    fn unknown(&self, last: &Error, found: &str) -> Answered {
        let message = format!(
            "it is not known whether {} was {}: {}",
            self.change.subject(),
            self.past_tense(),
            last.message()
        );
        let error = Error::new(Code::Refused, message).kind(ErrorKind::OutcomeUnknown).cause(found);
        let error = last.causes().iter().fold(error, Error::cause);
        let error = match last.answer() {
            Some(answer) => error.refusal(answer.clone()),
            None => error,
        };
        let error = match self.change {
            Change::Create { wanted } => error
                .hint(
                    CommandLine::of("new --if-missing")
                        .option("--name", wanted.name())
                        .and("--policy … --source …"),
                )
                .hint(CommandLine::of("list")),
            _ => self.hint_at_record(error).hint(record::command()),
        };
        let end = record::failed(Outcome::Unknown, &error);
        (Err(error), end)
    }

    fn hint_at_record(&self, error: Error) -> Error {
        match self.number {
            Some(number) => error.hint(CommandLine::of("history show").word(number.to_string())),
            None => error,
        }
    }
}

/// Settles an unknown change where the tenant's present state tells how it ended; gives the record as it is then.
pub async fn settle(ctx: &Context, journal: &Journal, record: Record) -> Result<Record> {
    if record.beginning.action == Action::Password {
        return settle_password(ctx, journal, record).await;
    }
    let settlement = settlement(ctx, journal, &record).await?;
    let number = record.number;
    let news = match &settlement {
        Settlement::Happened(_) => format!("change {number} was made: the tenant has it"),
        Settlement::DidNot => format!("change {number} was not made: the tenant does not have it"),
        Settlement::StillUnknown => {
            format!("the state of the tenant does not tell whether change {number} was made")
        }
    };
    ctx.out()?.news(&news);
    journal.settle(number, settlement)?;
    journal.record(number)
}

/// The record with what a look at the tenant tells about it; nothing is written.
pub(super) async fn look(ctx: &Context, journal: &Journal, record: Record) -> Result<Record> {
    let end = settlement(ctx, journal, &record).await?.into_end();
    Ok(match end {
        Some(end) => Record { end, settled: true, ..record },
        None => record,
    })
}

async fn settlement(ctx: &Context, journal: &Journal, record: &Record) -> Result<Settlement> {
    let beginning = &record.beginning;
    let present = match (beginning.action, record.group_id()) {
        (Action::Update | Action::Delete, Some(id)) => by_id(ctx, id).await?,
        (Action::Create, _) => return late_creation(ctx, journal, record).await,
        _ => return Ok(Settlement::StillUnknown),
    };
    let state = match (&beginning.before, &beginning.wanted) {
        (Some(before), Some(wanted)) => settlement::of_update(before, wanted, present.as_ref()),
        (Some(before), None) => match settlement::of_delete(before, present.as_ref()) {
            // Whoever changed it since, it was not deleted.
            State::Neither => State::Old,
            state => state,
        },
        _ => State::Neither,
    };
    Ok(match state {
        State::Wanted => Settlement::Happened(present),
        State::Old => Settlement::DidNot,
        State::Neither => Settlement::StillUnknown,
    })
}

async fn late_creation(ctx: &Context, journal: &Journal, record: &Record) -> Result<Settlement> {
    let Some(wanted) = &record.beginning.wanted else { return Ok(Settlement::StillUnknown) };
    let listing = Lookup::fresh(ctx).groups().await?;
    let look = Look {
        groups: &listing,
        server_time: listing.reply().server_time(),
        local_time: Timestamp::now(),
        records: &journal.records(&Filter::default())?,
    };
    let creation = Creation {
        wanted,
        tenant: &record.beginning.tenant,
        number: Some(record.number),
        same_name: record.beginning.same_name_ids.as_deref(),
        at: record.at,
        is_recent: false,
    };
    Ok(creation.settle(&look))
}

/// Asks the tenant how a change of a password ended, where it gave the change an ID.
async fn settle_password(ctx: &Context, journal: &Journal, record: Record) -> Result<Record> {
    let id = record.end.request_id.as_deref().and_then(|id| Id::new(id).ok());
    let unknown = || format!("the tenant does not tell how change {} ended", record.number);
    let Some(id) = id else {
        ctx.out()?.news(&unknown());
        return Ok(record);
    };
    match ctx.client().await?.password_status(&id).await {
        Ok(reply) => {
            let state = reply.body.get("state").and_then(serde_json::Value::as_str);
            let state = state.unwrap_or_default();
            ctx.out()?.news(&format!("password change `{id}`: {state}"));
            journal.settle(record.number, of_password_state(state))?;
            journal.record(record.number)
        }
        Err(error) if error.code() == Code::NotFound => {
            ctx.out()?.news(&unknown());
            Ok(record)
        }
        Err(error) => Err(error),
    }
}

/// What the state of a password change tells.
pub fn of_password_state(state: &str) -> Settlement {
    match state {
        "FINISHED" => Settlement::Happened(None),
        "FAILED" => Settlement::DidNot,
        _ => Settlement::StillUnknown,
    }
}

/// The group of an ID, if the tenant has it.
pub async fn by_id(ctx: &Context, id: &str) -> Result<Option<SyncGroup>> {
    match ctx.client().await?.group(&valid_id(id)?).await {
        Ok(reply) => Ok(Some(reply.body)),
        Err(error) if error.code() == Code::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
