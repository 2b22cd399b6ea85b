//! The history of password changes: that there was one, for whom, on which sources, how it ended. Never the password.

use crate::api::OUTCOME_UNKNOWN;
use crate::app::change::record::{blank, identity};
use crate::app::password::request::Request;
use crate::app::session::context::Context;
use crate::error::{Code, Error, Result};
use crate::history::{
    Action, Beginning, End, Filter, Journal, Outcome, PasswordChange, Record, Settlement, Ticket,
};
use crate::model::{Id, SyncGroup};

/// A change on its way into the history; nothing where none is kept.
pub struct Entry<'a>(Option<(&'a Journal, Ticket)>);

impl<'a> Entry<'a> {
    /// Records the change before it is sent.
    pub fn begin(
        ctx: &'a Context,
        user: &str,
        sources: &[String],
        group: Option<&SyncGroup>,
    ) -> Result<Self> {
        let Some(journal) = ctx.journal()? else { return Ok(Self(None)) };
        let beginning = Beginning {
            password: Some(PasswordChange { user: user.to_owned(), sources: sources.to_vec() }),
            group_id: group.map(|group| group.id().to_owned()),
            group_name: group.map(|group| group.name().to_owned()),
            ..blank(ctx, Action::Password)?
        };
        Ok(Self(Some((journal, journal.begin(beginning)?))))
    }

    /// Records that the tenant did not take the request, or that nobody knows.
    pub fn refuse(self, ctx: &Context, error: &Error) -> Result<()> {
        let outcome = match (error.word(), error.status()) {
            (OUTCOME_UNKNOWN, _) => Outcome::Unknown,
            (_, Some(_)) => Outcome::Refused,
            _ => Outcome::Failed,
        };
        self.close(
            ctx,
            End { outcome, message: Some(error.message().to_owned()), ..End::default() },
        )
    }

    /// Records how the change ended, as far as it is known.
    pub fn end(self, ctx: &Context, id: Option<&Id>, outcome: &Result<Request>) -> Result<()> {
        let request_id = id.map(|id| id.as_str().to_owned());
        let (outcome, message) = match outcome {
            Ok(request) => (outcome_of(request), Some(request.state().to_owned())),
            Err(error) => (Outcome::Unknown, Some(error.message().to_owned())),
        };
        self.close(ctx, End { outcome, request_id, message, ..End::default() })
    }

    /// A change that was made is not undone by a full disk: that is a warning.
    fn close(self, ctx: &Context, end: End) -> Result<()> {
        let Some((journal, ticket)) = self.0 else { return Ok(()) };
        if let Err(error) = journal.end(ticket, end) {
            ctx.out()?.warn(error.message());
        }
        Ok(())
    }
}

/// Completes the record of a change that was left behind, now that its end is known.
pub fn settle(ctx: &Context, id: &Id, request: &Request) -> Result<()> {
    let Some(journal) = ctx.journal()? else { return Ok(()) };
    let tenant = identity(ctx.tenant()?);
    let records = journal.records(&Filter::default())?;
    let open = records.iter().find(|record| {
        record.beginning.action == Action::Password
            && record.beginning.tenant == tenant
            && record.end.outcome == Outcome::Unknown
            && record.end.request_id.as_deref() == Some(id.as_str())
    });
    open.map_or(Ok(()), |open| journal.settle(open.number, settlement(request)))
}

/// Asks the tenant how a recorded change ended, where it gave the change an ID; gives the record as it is then.
pub async fn look(ctx: &Context, journal: &Journal, record: Record) -> Result<Record> {
    let id = record.end.request_id.as_deref().and_then(|id| Id::new(id).ok());
    let unknown = format!("the tenant does not tell how change {} ended", record.number);
    let Some(id) = id else {
        ctx.out()?.news(&unknown);
        return Ok(record);
    };
    match ctx.client().await?.password_status(&id).await {
        Ok(reply) => {
            let request = Request::new(reply);
            ctx.out()?.news(&format!("password change `{id}`: {}", request.state()));
            journal.settle(record.number, settlement(&request))?;
            journal.record(record.number)
        }
        Err(error) if error.code() == Code::NotFound => {
            ctx.out()?.news(&unknown);
            Ok(record)
        }
        Err(error) => Err(error),
    }
}

fn settlement(request: &Request) -> Settlement {
    match outcome_of(request) {
        Outcome::Done => Settlement::Happened(None),
        Outcome::Failed => Settlement::DidNot,
        Outcome::Refused | Outcome::Unknown => Settlement::StillUnknown,
    }
}

fn outcome_of(request: &Request) -> Outcome {
    match request.state() {
        "FINISHED" => Outcome::Done,
        "FAILED" => Outcome::Failed,
        _ => Outcome::Unknown,
    }
}
