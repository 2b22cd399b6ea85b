//! What came of a plan that was run.

use serde_json::{Value, json};

use crate::app::apply::propose::{Action, Step};
use crate::command_line::Invocation;
use crate::error::{Code, Error, ErrorKind};
use crate::model::SyncGroup;
use crate::number;

/// What became of a step.
#[derive(Debug)]
pub enum State {
    /// It was not sent: the run ended before.
    Unsent,
    /// It was not sent: the step of this number, which it waits for, did not succeed.
    Skipped(usize),
    /// The tenant did it; the group as it is now, unless it was deleted.
    Done(Option<SyncGroup>),
    /// It failed, or nobody knows.
    Failed(Error),
}

/// A plan that was run.
pub struct Outcome {
    /// What became of each step, in their order.
    pub states: Vec<State>,
    /// Number of the run in the history, where it has one.
    pub run: Option<u64>,
}

impl State {
    const fn word(&self) -> &'static str {
        match self {
            Self::Unsent => "unsent",
            Self::Skipped(_) => "skipped",
            Self::Done(_) => "done",
            Self::Failed(_) => "failed",
        }
    }

    /// Whether nobody knows if the tenant did it.
    fn is_unknown(&self) -> bool {
        matches!(self, Self::Failed(error) if error.is(ErrorKind::OutcomeUnknown))
    }

    /// What the report says about a step.
    fn to_json(&self, step: &Step, run: &Invocation) -> Value {
        let group = if let Self::Done(group) = self { group.as_ref() } else { None };
        let (error, waits_for) = match self {
            Self::Failed(error) => (error.to_json(run)["error"].clone(), Value::Null),
            Self::Skipped(number) => (Value::Null, (*number).into()),
            _ => (Value::Null, Value::Null),
        };
        let object = group.map(|group| Value::Object(group.object().clone()));
        number::object([
            ("step", step.number.into()),
            ("action", json!(step.action)),
            ("id", group.map(SyncGroup::id).or(step.id.as_deref()).into()),
            ("name", group.map_or(step.name(), SyncGroup::name).into()),
            ("result", self.word().into()),
            ("group", object.unwrap_or_default()),
            ("error", error),
            ("skippedFor", waits_for),
        ])
    }
}

impl Outcome {
    /// How many steps came to what, by the words of the report.
    fn count(&self, word: &str) -> usize {
        self.states.iter().filter(|state| state.word() == word).count()
    }

    /// Whether every step was done.
    pub fn is_whole(&self) -> bool {
        self.count("done") == self.states.len()
    }

    /// `{"run", "summary": {"done", "failed", "skipped", "unsent"}, "steps": [{"step", "action", "id", "name", "result",
    /// "group", "error", "skippedFor"}]}`: `result` is a word of the summary.
    pub fn to_json(&self, steps: &[Step], run: &Invocation) -> Value {
        let count = |word: &str| self.count(word);
        let steps = steps.iter().zip(&self.states).map(|(step, state)| state.to_json(step, run));
        let summary = json!({
            "done": count("done"),
            "failed": count("failed"),
            "skipped": count("skipped"),
            "unsent": count("unsent"),
        });
        number::object([
            ("run", self.run.into()),
            ("summary", summary),
            ("steps", steps.collect::<Vec<_>>().into()),
        ])
    }

    /// "3 created, 1 updated; 1 failed, 2 skipped".
    pub fn summary(&self, steps: &[Step]) -> String {
        let done = |action: Action, word: &str| {
            let those = steps
                .iter()
                .zip(&self.states)
                .filter(|(step, state)| step.action == action && matches!(state, State::Done(_)));
            (those.count(), word.to_owned())
        };
        let list = |counts: Vec<(usize, String)>| {
            let counts = counts.into_iter().filter(|(count, _)| *count > 0);
            counts.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
        };
        let good = list(vec![
            done(Action::Create, "created"),
            done(Action::Update, "updated"),
            done(Action::Delete, "deleted"),
        ]);
        let words = ["failed", "skipped", "unsent"];
        let bad =
            list(words.map(|word| (self.count(word), word.replace("unsent", "not sent"))).into());
        let parts = [good, bad].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("; ")
    }

    /// What was done, what was not, and what is unknown, a line each, by the names of the groups. A group of which a step
    /// is left is not done.
    pub fn names(&self, steps: &[Step]) -> Vec<String> {
        let mut groups: Vec<(&str, &str, usize)> = Vec::new();
        for (step, state) in steps.iter().zip(&self.states) {
            let kind = match state {
                State::Done(_) => 0,
                state if state.is_unknown() => 2,
                _ => 1,
            };
            let key = step.id.as_deref().or(step.replaces.as_deref()).unwrap_or(step.name());
            match groups.iter_mut().find(|(known, ..)| *known == key) {
                Some((.., worst)) => *worst = kind.max(*worst),
                None => groups.push((key, step.name(), kind)),
            }
        }
        let line = |(kind, word): (usize, &str)| {
            let those = groups.iter().filter(|group| group.2 == kind);
            let names: Vec<String> = those.map(|(_, name, _)| format!("`{name}`")).collect();
            (!names.is_empty()).then(|| format!("{word}: {}", names.join(", ")))
        };
        [(0, "done"), (1, "not done"), (2, "unknown")].into_iter().filter_map(line).collect()
    }

    /// The exit code: 6 where only faults struck that another time may cure, since the same command finishes the work;
    /// another code of the failures where nothing succeeded and all failed alike; else, as where the outcome of one is
    /// unknown, 1.
    pub fn code(&self) -> Code {
        let failures = self.states.iter().filter_map(|state| match state {
            State::Failed(error) => Some(error.code()),
            _ => None,
        });
        let mut failures: Vec<Code> = failures.collect();
        failures.dedup();
        match failures.as_slice() {
            [] if self.is_whole() => Code::Done,
            _ if self.states.iter().any(State::is_unknown) => Code::Refused,
            [Code::TryAgain] => Code::TryAgain,
            [one] if self.count("done") == 0 => *one,
            _ => Code::Refused,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(codes: &[Option<Code>]) -> Outcome {
        let state = |code: &Option<Code>| {
            code.map_or(State::Done(None), |code| State::Failed(Error::new(code, "no")))
        };
        Outcome { states: codes.iter().map(state).collect(), run: None }
    }

    #[test]
    fn failures_alike_give_their_code_and_mixed_ones_1_unless_all_are_temporary() {
        let (busy, refused) = (Some(Code::TryAgain), Some(Code::Refused));
        assert_eq!(outcome(&[]).code(), Code::Done);
        assert_eq!(outcome(&[None, None]).code(), Code::Done);
        assert_eq!(outcome(&[busy, busy]).code(), Code::TryAgain);
        assert_eq!(outcome(&[busy, None]).code(), Code::TryAgain);
        assert_eq!(outcome(&[refused, None]).code(), Code::Refused);
        assert_eq!(outcome(&[busy, refused]).code(), Code::Refused);
        let mut broken = outcome(&[busy]);
        broken.states.extend([State::Skipped(1), State::Unsent]);
        assert_eq!((broken.code(), broken.is_whole()), (Code::TryAgain, false));
        broken.states.push(State::Done(None));
        assert_eq!(broken.code(), Code::TryAgain);
        let unknown = Error::new(Code::TryAgain, "lost").kind(ErrorKind::OutcomeUnknown);
        broken.states.push(State::Failed(unknown));
        assert_eq!(broken.code(), Code::Refused);
    }
}
