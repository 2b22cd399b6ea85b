//! What the history is told about a change: before it is sent, and how it ended.

use jiff::Timestamp;

use crate::api::without_secrets_in_words;
use crate::app::change::Change;
use crate::app::change::perform::Links;
use crate::app::change::raw_request::is_body;
use crate::app::session::context::Context;
use crate::command_line::CommandLine;
use crate::error::{Error, ErrorKind, Result};
use crate::history::{Action, Beginning, Call, End, Journal, Outcome, Run, Ticket};
use crate::model::SyncGroup;
use crate::profile::{Choice, Tenant};

/// What tells the tenant from others for good: its address, or the name of an embedded tenant.
pub fn identity(tenant: &Tenant) -> String {
    tenant.address.identity()
}

/// A change that is recorded as begun. Where it is dropped without an end, as by Ctrl-C, its end is unknown.
pub struct Begun<'a> {
    open: Vec<(&'a Journal, Ticket)>,
    numbers: Option<(u64, u64)>,
}

/// Records a write before it is sent, in the history and in the file of `--record`; nothing where neither is kept. A record that cannot be
/// written is exit 2.
pub fn begin(
    ctx: &Context,
    beginning: impl FnOnce() -> Result<Beginning>,
) -> Result<Option<Begun<'_>>> {
    let places = [
        ctx.journal()?.map(|journal| (journal, &ctx.run, true)),
        ctx.record()?.map(|journal| (journal, &ctx.run_in_record, false)),
    ];
    let places: Vec<_> = places.into_iter().flatten().collect();
    if places.is_empty() {
        return Ok(None);
    }
    let beginning = beginning()?;
    let at = Timestamp::now();
    let mut begun = Begun { open: Vec::new(), numbers: None };
    for (journal, run, is_history) in places {
        let undone = beginning.undone.unwrap_or_default();
        let undoes = if is_history { undone.history } else { undone.record };
        let recorded = journal.begin_at(
            Beginning {
                run: Some(run.get().map_or(Run::First, Run::Of)),
                undoes,
                undoes_elsewhere: beginning.undone.is_some() && undoes.is_none(),
                ..beginning.clone()
            },
            at,
        );
        let ticket = match recorded {
            Ok(ticket) => ticket,
            Err(error) => {
                // What nobody could record is not sent.
                let _ = begun.end(&failed(Outcome::Failed, &error));
                return Err(error);
            }
        };
        run.set(Some(ticket.run()));
        if is_history {
            begun.numbers = Some((ticket.number(), ticket.run()));
        }
        begun.open.push((journal, ticket));
    }
    Ok(Some(begun))
}

/// What is known of a request that is not a change of a group.
pub fn beginning_of_call(ctx: &Context, call: Call) -> Result<Beginning> {
    Ok(Beginning { call: Some(call), ..blank(ctx, Action::Request)? })
}

/// What is known of a change of a group. `same_name_ids` are the groups that had the name of a new one before.
pub fn beginning(
    ctx: &Context,
    change: &Change,
    links: &Links,
    same_name_ids: Option<Vec<String>>,
) -> Result<Beginning> {
    let group = change.before().or(change.wanted());
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Ok(Beginning {
        group_id: change.before().and_then(|group| text(group.id())),
        group_name: group.and_then(|group| text(group.name())),
        before: change.before().cloned(),
        wanted: change.wanted().cloned(),
        same_name_ids,
        is_step: links.is_step,
        undone: links.undoes,
        recreates: links.recreates.clone(),
        ..blank(ctx, action(change))?
    })
}

/// What is known of every change before it is sent: on which tenant, by whom, with which command.
pub fn blank(ctx: &Context, action: Action) -> Result<Beginning> {
    let tenant = ctx.tenant()?;
    Ok(Beginning {
        profile: (tenant.choice != Choice::Environment).then(|| tenant.name.clone()),
        os_user: ["USER", "LOGNAME", "USERNAME"]
            .iter()
            .find_map(|name| ctx.env.var(name))
            .map(str::to_owned),
        ..Beginning::new(identity(tenant), action, typed(ctx))
    })
}

const fn action(change: &Change) -> Action {
    match change {
        Change::Create { .. } => Action::Create,
        Change::Update { .. } => Action::Update,
        Change::Delete { .. } => Action::Delete,
    }
}

impl Begun<'_> {
    /// The numbers of the record and of the command's run in the history, where it is kept there.
    pub const fn numbers(&self) -> Option<(u64, u64)> {
        self.numbers
    }

    /// Records how the write ended.
    pub fn end(mut self, end: &End) -> Result<()> {
        let ends = self.open.drain(..).map(|(journal, ticket)| journal.end(ticket, end.clone()));
        ends.fold(Ok(()), Result::and)
    }
}

/// The end of a write that the tenant made.
pub fn done(headers: &[(String, String)], after: Option<SyncGroup>) -> End {
    End { outcome: Outcome::Done, after, request_id: request_id(headers), message: None }
}

/// The end of a write that gave an error.
pub fn failed(outcome: Outcome, error: &Error) -> End {
    End {
        outcome,
        after: None,
        request_id: error.tracking_id().map(str::to_owned),
        message: Some(error.message().to_owned()),
    }
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        for (journal, ticket) in self.open.drain(..) {
            let message = Some("interrupted before the tenant answered".to_owned());
            // A record without an end says the same, with fewer words.
            let _ = journal.end(ticket, End { message, ..End::default() });
        }
    }
}

fn request_id(headers: &[(String, String)]) -> Option<String> {
    headers.iter().find(|(name, _)| name == "slpt-request-id").map(|(_, value)| value.clone())
}

/// How a write ended that gave an error: a refusal changed nothing, and what surely did not arrive failed.
pub fn outcome(error: &Error) -> Outcome {
    match error.status() {
        _ if error.is_in_doubt() || error.is(ErrorKind::OutcomeUnknown) => Outcome::Unknown,
        Some(300..) => Outcome::Refused,
        _ => Outcome::Failed,
    }
}

/// The command as it was typed, without secrets and without bodies.
pub fn command() -> CommandLine {
    CommandLine::without_tenant(words())
}

/// The same as it is recorded: for a request of another program, what would have been typed.
fn typed(ctx: &Context) -> String {
    ctx.command.clone().unwrap_or_else(|| command().print(&ctx.invocation()))
}

/// The words behind the program's name as they were typed, without secrets, and without bodies.
pub fn words() -> Vec<String> {
    let arguments = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    without_secrets_in_words(arguments.map(without_body))
}

/// `{…}` in place of a body: there may be a secret in it.
fn without_body(word: String) -> String {
    let option = ["--file=", "-f", ""].into_iter();
    let mut options = option.filter(|option| word.strip_prefix(option).is_some_and(is_body));
    options.next().map(|option| format!("{option}{{…}}")).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Code, Refusal};

    #[test]
    fn bodies_are_left_out() {
        let without_body = |word: &str| without_body(word.to_owned());
        assert_eq!(without_body("{\"password\": \"hunter2\"}"), "{…}");
        assert_eq!(without_body("-f[{a: hunter2}]"), "-f{…}");
        assert_eq!(without_body("--file={a: hunter2}"), "--file={…}");
        assert_eq!(without_body("-fbody.json"), "-fbody.json");
    }

    #[test]
    fn what_may_have_arrived_is_unknown() {
        let refused = |status| {
            let refusal = Refusal { status, ..Refusal::default() };
            Error::new(Code::Refused, "no").refusal(refusal)
        };
        assert_eq!(outcome(&refused(400)), Outcome::Refused);
        assert_eq!(outcome(&refused(429)), Outcome::Refused);
        assert_eq!(outcome(&refused(503).in_doubt()), Outcome::Unknown);
        assert_eq!(outcome(&refused(400).in_doubt()), Outcome::Unknown);
        assert_eq!(outcome(&Error::new(Code::TryAgain, "no connection")), Outcome::Failed);
        assert_eq!(outcome(&Error::new(Code::Credentials, "no token")), Outcome::Failed);
        let unknown = Error::new(Code::Refused, "lost").kind(ErrorKind::OutcomeUnknown);
        assert_eq!(outcome(&unknown), Outcome::Unknown);
    }
}
