//! The history of password changes: that there was one, for whom, on which sources, how it ended. Never the password.

use crate::app::change::record::{blank, identity};
use crate::app::change::settle::of_password_state;
use crate::app::password::request::Request;
use crate::app::session::context::Context;
use crate::error::Result;
use crate::history::{Action, Beginning, End, Filter, Outcome, PasswordChange, Settlement};
use crate::model::{Id, SyncGroup};

/// What is known of the change before it is sent.
pub fn beginning(
    ctx: &Context,
    user: &str,
    sources: &[String],
    group: Option<&SyncGroup>,
) -> Result<Beginning> {
    Ok(Beginning {
        password: Some(PasswordChange { user: user.to_owned(), sources: sources.to_vec() }),
        group_id: group.map(|group| group.id().to_owned()),
        group_name: group.map(|group| group.name().to_owned()),
        ..blank(ctx, Action::Password)?
    })
}

/// How a change ended that the tenant took, as far as it is known.
pub fn end(id: Option<&Id>, outcome: &Result<Request>) -> End {
    let request_id = id.map(|id| id.as_str().to_owned());
    let (outcome, message) = match outcome {
        Ok(request) => (outcome_of(request), Some(request.state().to_owned())),
        Err(error) => (Outcome::Unknown, Some(error.message().to_owned())),
    };
    End { outcome, request_id, message, ..End::default() }
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
    open.map_or(Ok(()), |open| journal.settle(open.number, of_password_state(request.state())))
}

fn outcome_of(request: &Request) -> Outcome {
    match of_password_state(request.state()) {
        Settlement::Happened(_) => Outcome::Done,
        Settlement::DidNot => Outcome::Failed,
        Settlement::StillUnknown => Outcome::Unknown,
    }
}
