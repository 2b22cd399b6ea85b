//! What the history is told about a change: before it is sent, and how it ended.

use crate::api::{OUTCOME_UNKNOWN, Reply, without_secrets_in_words};
use crate::app::change::raw_request::is_body;
use crate::app::change::send::{Change, Deed};
use crate::app::session::context::Context;
use crate::app::session::interrupt::is_interruption;
use crate::error::{Code, Error, Result};
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

/// Records a change before it is sent; nothing where no history is kept. A record that cannot be written is exit 2.
pub fn begin<'a>(ctx: &'a Context, change: &Change, deed: &Deed) -> Result<Option<Begun<'a>>> {
    open(ctx, || beginning(ctx, change, deed))
}

/// Records a request that is no change of a group, like [`begin`].
pub fn begin_call(ctx: &Context, call: Call) -> Result<Option<Begun<'_>>> {
    open(ctx, || Ok(Beginning { call: Some(call), ..blank(ctx, Action::Request)? }))
}

fn open(ctx: &Context, beginning: impl FnOnce() -> Result<Beginning>) -> Result<Option<Begun<'_>>> {
    let Some(journal) = ctx.journal()? else { return Ok(None) };
    let ticket = journal.begin(beginning()?)?;
    let (number, run) = (ticket.number(), ticket.apply());
    Ok(Some(Begun { journal, ticket: Some(ticket), number, run }))
}

fn beginning(ctx: &Context, change: &Change, deed: &Deed) -> Result<Beginning> {
    let group = change.before().or(change.wanted());
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Ok(Beginning {
        group_id: change.before().and_then(|group| text(group.id())),
        group_name: group.and_then(|group| text(group.name())),
        before: change.before().cloned(),
        wanted: change.wanted().cloned(),
        run: deed.run,
        undoes: deed.undoes,
        recreates: deed.recreates.clone(),
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

    /// Records how the change ended.
    pub fn end(self, result: &Result<Reply<Option<SyncGroup>>>) -> Result<()> {
        self.close(match result {
            Ok(reply) => End {
                outcome: Outcome::Done,
                after: reply.body.clone(),
                request_id: request_id(&reply.headers),
                message: None,
            },
            Err(error) => End {
                outcome: outcome(error),
                after: None,
                request_id: error.tracking_id().map(str::to_owned),
                message: Some(error.message().to_owned()),
            },
        })
    }

    /// Records how a request ended of which nobody knows what it says: a tenant may repeat it in its refusal.
    pub fn end_call(self, result: &Result<Reply<Vec<u8>>>) -> Result<()> {
        self.close(match result {
            Ok(reply) => End {
                outcome: Outcome::Done,
                request_id: request_id(&reply.headers),
                ..End::default()
            },
            Err(error) => End {
                outcome: outcome(error),
                request_id: error.tracking_id().map(str::to_owned),
                message: Some(match error.status() {
                    Some(status) => format!("HTTP {status}"),
                    None => error.message().to_owned(),
                }),
                ..End::default()
            },
        })
    }

    fn close(mut self, end: End) -> Result<()> {
        self.ticket.take().map_or(Ok(()), |ticket| self.journal.end(ticket, end))
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

/// How a change ended that gave an error: a refusal changed nothing, silence may hide anything.
fn outcome(error: &Error) -> Outcome {
    match (error.status(), error.code()) {
        _ if error.word() == OUTCOME_UNKNOWN => Outcome::Unknown,
        _ if is_interruption(error) => Outcome::Failed,
        (Some(408 | 500..), _) | (None, Code::TryAgain) => Outcome::Unknown,
        (Some(300..), _) => Outcome::Refused,
        (_, Code::Refused | Code::Interrupted) => Outcome::Unknown,
        _ => Outcome::Failed,
    }
}

/// The command as it was typed, with what a shell needs around blanks, without secrets, and without bodies.
fn command() -> String {
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
    use crate::error::Refusal;

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
    fn only_an_answer_tells_that_nothing_changed() {
        let refused = |status| {
            let refusal = Refusal { status, ..Refusal::default() };
            outcome(&Error::new(Code::Refused, "no").refusal(refusal))
        };
        assert_eq!(refused(400), Outcome::Refused);
        assert_eq!(refused(429), Outcome::Refused);
        assert_eq!(refused(503), Outcome::Unknown);
        assert_eq!(outcome(&Error::new(Code::TryAgain, "no answer")), Outcome::Unknown);
        assert_eq!(outcome(&Error::new(Code::Credentials, "no token")), Outcome::Failed);
        let unknown = Error::new(Code::Refused, "lost").kind(OUTCOME_UNKNOWN);
        assert_eq!(outcome(&unknown), Outcome::Unknown);
    }
}
