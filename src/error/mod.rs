//! What can go wrong, as a user meets it: an exit code, a message, its causes and commands to type.
//!
//! Every failure of the program ends up as an [`Error`], and [`Error::to_text`] and [`Error::to_json`] are the only
//! places where one is put into words for stderr.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::command_line::Invocation;

mod hint;
mod kind;
mod location;
mod places;

pub use hint::Hint;
pub use kind::{Code, ErrorKind};
pub use location::Location;

/// What the API said about a request that it refused.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// The tenant's `detailCode`, such as `400.1.404 Referenced object not found`.
    pub detail_code: Option<String>,
    /// The number to quote to the vendor's support.
    pub tracking_id: Option<String>,
    /// How long the tenant asks to wait before the next attempt.
    pub retry_after: Option<Duration>,
    /// Header names, in lower case, with their values, without secrets.
    pub headers: Vec<(String, String)>,
    /// The body without secrets, as far as it is text.
    pub body: String,
}

/// A failure, ready to be shown.
#[derive(Debug, Clone)]
pub struct Error {
    code: Code,
    kind: ErrorKind,
    /// The thing that the message is about, where there are several.
    subject: Option<Box<str>>,
    places: Option<Box<places::Places>>,
    message: String,
    causes: Vec<String>,
    hints: Vec<Hint>,
    refusal: Option<Box<Refusal>>,
    in_doubt: bool,
    local: bool,
    changed: bool,
}

/// The result of everything that can fail in front of a user.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error with this exit code. The message is in lower case, without a full stop, things in backticks.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            kind: code.kind(),
            subject: None,
            places: None,
            message: message.into(),
            causes: Vec::new(),
            hints: Vec::new(),
            refusal: None,
            in_doubt: false,
            local: false,
            changed: false,
        }
    }

    /// A mistake in what was typed or in a file that it names.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Code::Usage, message)
    }

    /// Gives the error a closer kind than its exit code has.
    #[must_use]
    pub const fn kind(mut self, kind: ErrorKind) -> Self {
        self.kind = kind;
        self
    }

    /// Adds why it happened.
    #[must_use]
    pub fn cause(mut self, cause: impl Into<String>) -> Self {
        self.causes.push(cause.into());
        self
    }

    /// Gives other causes.
    #[must_use]
    pub fn recause(mut self, causes: Vec<String>) -> Self {
        self.causes = causes;
        self
    }

    /// Adds a way out: a command to type, wherever there is one.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<Hint>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds a command with what it is good for: `to see what differs: syncgroup history show 3`.
    #[must_use]
    pub fn explained(self, text: impl Into<String>, hint: impl Into<Hint>) -> Self {
        self.hint(Hint::Explained(text.into(), Box::new(hint.into())))
    }

    /// Adds what the API said.
    #[must_use]
    pub fn refusal(mut self, refusal: Refusal) -> Self {
        self.refusal = Some(Box::new(refusal));
        self
    }

    /// Marks a write that may have taken effect although it ended with this error.
    #[must_use]
    pub const fn in_doubt(mut self) -> Self {
        self.in_doubt = true;
        self
    }

    /// Marks a write that was found not to have taken effect.
    #[must_use]
    pub const fn not_in_doubt(mut self) -> Self {
        self.in_doubt = false;
        self
    }

    /// Whether the write that ended with this error may have taken effect.
    pub const fn is_in_doubt(&self) -> bool {
        self.in_doubt
    }

    /// Marks a failure of this machine, such as a full disk, which no tenant had a part in.
    #[must_use]
    pub const fn local(mut self) -> Self {
        self.local = true;
        self
    }

    /// A failure of this machine after the tenant has made a change: the exit code is 1 whatever it was before.
    #[must_use]
    pub fn after_changes(self, changes: impl IntoIterator<Item = String>) -> Self {
        if !self.local {
            return self;
        }
        let mut error = changes
            .into_iter()
            .fold(self, |error, change| error.cause(format!("already done: {change}")));
        error.changed = true;
        error.code = Code::Refused;
        error.kind(ErrorKind::LocalFailure)
    }

    /// What the API said, where it refused.
    pub fn answer(&self) -> Option<&Refusal> {
        self.refusal.as_deref()
    }

    /// The exit code that the program ends with.
    pub const fn code(&self) -> Code {
        self.code
    }

    /// The machine-readable word, as in the JSON rendering.
    pub const fn word(&self) -> &'static str {
        self.kind.word()
    }

    /// Whether the error is of this kind.
    pub fn is(&self, kind: ErrorKind) -> bool {
        self.kind == kind
    }

    /// Takes over exit code and kind, for another message about the same failure.
    #[must_use]
    pub fn like(mut self, other: &Self) -> Self {
        (self.code, self.kind) = (other.code, other.kind);
        self
    }

    /// The sentence itself, without the place.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Why it happened, the nearest cause first.
    pub fn causes(&self) -> &[String] {
        &self.causes
    }

    /// The ways out: commands to type, wherever there are some.
    pub fn hints(&self) -> &[Hint] {
        &self.hints
    }

    /// Whether the tenant refused a request because the caller may not make it (403), not because of the credentials
    /// themselves.
    pub fn is_forbidden(&self) -> bool {
        self.code == Code::Credentials && self.status() == Some(403)
    }

    /// The hints as texts, for commands of no particular run.
    pub fn hint_texts(&self) -> Vec<String> {
        self.hints.iter().map(|hint| hint.print(&Invocation::default())).collect()
    }

    /// The HTTP status, where the API refused.
    pub fn status(&self) -> Option<u16> {
        self.refusal.as_ref().map(|refusal| refusal.status)
    }

    /// The tenant's `detailCode`, where it sent one.
    pub fn detail_code(&self) -> Option<&str> {
        self.refusal.as_ref()?.detail_code.as_deref()
    }

    /// The number to quote to the vendor's support, where the tenant sent one.
    pub fn tracking_id(&self) -> Option<&str> {
        self.refusal.as_ref()?.tracking_id.as_deref()
    }

    /// Says the same in other words.
    #[must_use]
    pub fn reword(mut self, message: impl Into<String>) -> Self {
        self.message = message.into();
        self
    }

    /// Says where in a file it is. A place that is known already is the closer one.
    #[must_use]
    pub fn at(mut self, location: impl Into<Location>) -> Self {
        self.places.get_or_insert_default().own.get_or_insert_with(|| location.into());
        self
    }

    /// Says what it is about, such as a group or a profile, where a command deals with several.
    #[must_use]
    pub fn about(mut self, subject: &str) -> Self {
        self.subject = Some(match self.subject {
            Some(inner) => format!("{subject}: {inner}").into(),
            None => subject.into(),
        });
        self
    }

    /// The lines that stderr shows, for commands of no particular run.
    pub fn to_text(&self) -> String {
        self.print(&Invocation::default())
    }

    /// The lines that stderr shows, without colour and with a line end after each; commands as this run prints them.
    pub fn print(&self, run: &Invocation) -> String {
        let mut text = format!("error: {self}\n");
        for cause in &self.causes {
            let _ = writeln!(text, "  cause: {}", indented(cause));
        }
        if let Some(refusal) = self.refusal.as_deref().filter(|refusal| refusal.status != 0) {
            let _ = write!(text, "  status: {}", refusal.status);
            if let Some(code) = &refusal.detail_code {
                let _ = write!(text, ", detailCode: {code}");
            }
            if let Some(id) = &refusal.tracking_id {
                let _ = write!(text, ", trackingId: {id}");
            }
            text.push('\n');
        }
        for hint in &self.hints {
            let _ = writeln!(text, "  hint: {}", indented(&hint.print(run)));
        }
        text
    }

    /// `{"error":{"code","message","causes","status","detailCode","trackingId","hints"}}`; what is unknown is null.
    /// `"changed": true` is added where a change was made before this machine failed.
    pub fn to_json(&self, run: &Invocation) -> Value {
        let refusal = self.refusal.as_deref();
        let mut error = Map::new();
        error.insert("code".into(), self.word().into());
        error.insert("message".into(), self.to_string().into());
        if let Some(location) = self.location() {
            error.insert("file".into(), location.file.clone().into());
            error.insert("line".into(), json!(location.line));
            error.insert("column".into(), json!(location.column));
        }
        if !self.causes.is_empty() {
            error.insert("causes".into(), json!(self.causes));
        }
        let status = refusal.map(|refusal| refusal.status).filter(|&status| status != 0);
        error.insert("status".into(), json!(status));
        error.insert("detailCode".into(), json!(refusal.and_then(|r| r.detail_code.as_ref())));
        error.insert("trackingId".into(), json!(refusal.and_then(|r| r.tracking_id.as_ref())));
        error.insert(
            "hints".into(),
            json!(self.hints.iter().map(|hint| hint.print(run)).collect::<Vec<_>>()),
        );
        if self.changed {
            error.insert("changed".into(), true.into());
        }
        json!({ "error": error })
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(subject) = &self.subject {
            write!(f, "{subject}: ")?;
        }
        if let Some(location) = self.location() {
            write!(f, "{location}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {}

/// Failures of the machine (disk, threads) that no command can say more about.
impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        let mut chain = error.chain().map(ToString::to_string);
        let message = chain.next().unwrap_or_default();
        chain.fold(
            Self::new(Code::Refused, message).kind(ErrorKind::LocalFailure).local(),
            Self::cause,
        )
    }
}

/// Continuation lines stand under the text, not under its label.
fn indented(text: &str) -> String {
    text.trim_end().replace('\n', "\n    ")
}

#[cfg(test)]
mod tests;
