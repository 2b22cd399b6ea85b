//! The history of password changes: that there was one, for whom, on which sources, how it ended. Never the password.

use super::request::Request;
use crate::api::OUTCOME_UNKNOWN;
use crate::cli::context::Context;
use crate::error::{Error, Result};
use crate::journal::{
    Action, Beginning, End, Filter, Journal, Outcome, PasswordChange, Settlement, Ticket,
};
use crate::model::{Id, SyncGroup};
use crate::profile::{Address, Choice};

/// A change on its way into the history; nothing where none is kept.
pub struct Entry(Option<(Journal, Ticket)>);

impl Entry {
    /// Records the change before it is sent.
    pub fn begin(
        ctx: &Context,
        user: &str,
        sources: &[String],
        group: Option<&SyncGroup>,
    ) -> Result<Self> {
        let Some(journal) = journal(ctx)? else { return Ok(Self(None)) };
        let tenant = ctx.tenant()?;
        let scope = group.map_or_else(
            || format!("--source '{}'", sources.concat()),
            |group| format!("--group '{}'", group.name()),
        );
        let command = format!("syncgroup password set --user '{user}' {scope}");
        let variable = if cfg!(windows) { "USERNAME" } else { "USER" };
        let beginning = Beginning {
            profile: (tenant.choice != Choice::Environment).then(|| tenant.name.clone()),
            os_user: ctx.env.var(variable).or_else(|| ctx.env.var("LOGNAME")).map(str::to_owned),
            password: Some(PasswordChange { user: user.to_owned(), sources: sources.to_vec() }),
            group_id: group.map(|group| group.id().to_owned()),
            group_name: group.map(|group| group.name().to_owned()),
            ..Beginning::new(identity(ctx)?, Action::Password, command)
        };
        let ticket = journal.begin(beginning)?;
        Ok(Self(Some((journal, ticket))))
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
    let Some(journal) = journal(ctx)? else { return Ok(()) };
    let tenant = identity(ctx)?;
    let records = journal.records(&Filter::default())?;
    let open = records.iter().find(|record| {
        record.beginning.action == Action::Password
            && record.beginning.tenant == tenant
            && record.end.outcome == Outcome::Unknown
            && record.end.request_id.as_deref() == Some(id.as_str())
    });
    let Some(open) = open else { return Ok(()) };
    match outcome_of(request) {
        Outcome::Done => journal.settle(open.number, Settlement::Happened(None)),
        Outcome::Failed => journal.settle(open.number, Settlement::DidNot),
        _ => Ok(()),
    }
}

fn outcome_of(request: &Request) -> Outcome {
    match request.state() {
        "FINISHED" => Outcome::Done,
        "FAILED" => Outcome::Failed,
        _ => Outcome::Unknown,
    }
}

fn journal(ctx: &Context) -> Result<Option<Journal>> {
    let kept = !ctx.tenant()?.options.no_history.value;
    Ok(ctx.paths.data.as_ref().filter(|_| kept).map(Journal::at))
}

/// What tells the tenant from others for good.
fn identity(ctx: &Context) -> Result<String> {
    Ok(match &ctx.tenant()?.address {
        Address::Sandbox { name, .. } => name.clone(),
        address @ Address::Url(_) => address.to_string(),
    })
}
