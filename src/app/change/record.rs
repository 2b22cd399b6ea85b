//! What the history is told about a change: before it is sent, and how it ended.

use crate::api::without_secrets_in_words;
use crate::app::change::Change;
use crate::app::change::perform::Links;
use crate::app::change::raw_request::is_body;
use crate::app::session::context::Context;
use crate::error::{Error, ErrorKind, Result};
use crate::history::{Action, Beginning, Call, End, Journal, Outcome, Ticket};
use crate::model::SyncGroup;
use crate::profile::{Address, Choice, Tenant};

/// What tells the tenant from others for good: its address, or the name of an embedded tenant.
pub fn identity(tenant: &Tenant) -> String {
    match &tenant.address {
        Address::Url(_) => tenant.address.to_string(),
        Address::Sandbox { name, .. } => format!("sandbox:{name}"),
    }
}

/// A change that is recorded as begun. Where it is dropped without an end, as by Ctrl-C, its end is unknown.
pub struct Begun<'a> {
    journal: &'a Journal,
    ticket: Option<Ticket>,
    number: u64,
    run: Option<u64>,
}

/// Records a write before it is sent; nothing where no history is kept. A record that cannot be written is exit 2.
pub fn begin(
    ctx: &Context,
    beginning: impl FnOnce() -> Result<Beginning>,
) -> Result<Option<Begun<'_>>> {
    let Some(journal) = ctx.journal()? else { return Ok(None) };
    let ticket = journal.begin(beginning()?)?;
    let (number, run) = (ticket.number(), ticket.apply());
    Ok(Some(Begun { journal, ticket: Some(ticket), number, run }))
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
        run: links.run,
        undoes: links.undoes,
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
        ..Beginning::new(identity(tenant), action, command())
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
    /// The number of the record.
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// The number of the run that the change is part of.
    pub const fn run(&self) -> Option<u64> {
        self.run
    }

    /// Records how the write ended.
    pub fn end(mut self, end: End) -> Result<()> {
        self.ticket.take().map_or(Ok(()), |ticket| self.journal.end(ticket, end))
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
        if let Some(ticket) = self.ticket.take() {
            let message = Some("interrupted before the tenant answered".to_owned());
            // A record without an end says the same, with fewer words.
            let _ = self.journal.end(ticket, End { message, ..End::default() });
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

/// The command as it was typed, with what a shell needs around blanks, without secrets, and without bodies.
pub fn command() -> String {
    let arguments = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    let words = without_secrets_in_words(arguments.map(without_body));
    let words = words.iter().map(|word| quoted(word));
    std::iter::once("syncgroup".to_owned()).chain(words).collect::<Vec<_>>().join(" ")
}

fn quoted(word: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || "-_=.,/:@%+".contains(character);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
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
    fn words_are_quoted_and_bodies_left_out() {
        assert_eq!(quoted("--name"), "--name");
        assert_eq!(quoted("it's me"), "'it'\\''s me'");
        assert_eq!(quoted(""), "''");
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
