//! What was found at each step.

use crate::cli::commands::doctor::problem::Problem;
use crate::error::{Code, Hint};

/// The steps, in their order.
pub const STEPS: [&str; 16] = [
    "config file",
    "tenant",
    "host name",
    "connection",
    "TLS",
    "/oauth/info",
    "credentials",
    "token",
    "user",
    "personal access token",
    "read groups",
    "write groups",
    "clock",
    "API version",
    "password policies",
    "candidate sources",
];

/// How a step ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Ok,
    Warning,
    Failed,
    Skipped,
}

impl Outcome {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Failed => "failed",
            Self::Skipped => "skipped",
        }
    }
}

/// What was found at one step.
#[derive(Debug)]
enum Finding {
    Ok(String),
    Skipped(String),
    Problem(Box<Problem>),
}

/// What was found so far.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<(&'static str, Finding)>,
}

impl Findings {
    pub fn ok(&mut self, step: &'static str, detail: impl Into<String>) {
        self.list.push((step, Finding::Ok(detail.into())));
    }

    pub fn skip(&mut self, step: &'static str, detail: impl Into<String>) {
        self.list.push((step, Finding::Skipped(detail.into())));
    }

    pub fn problem(&mut self, problem: Problem) {
        self.list.push((problem.step(), Finding::Problem(Box::new(problem))));
    }

    /// Result, detail and remedy of a step; one that was not reached is skipped.
    pub fn of(&self, step: &str) -> (Outcome, Option<String>, Vec<Hint>) {
        match self.find(step) {
            Some(Finding::Ok(detail)) => (Outcome::Ok, Some(detail.clone()), Vec::new()),
            Some(Finding::Skipped(detail)) => (Outcome::Skipped, Some(detail.clone()), Vec::new()),
            Some(Finding::Problem(problem)) => {
                (problem.outcome(), Some(problem.detail()), problem.remedy())
            }
            None => (Outcome::Skipped, None, Vec::new()),
        }
    }

    /// Whether a step was good.
    pub fn reached(&self, step: &str) -> bool {
        matches!(self.find(step), Some(Finding::Ok(_)))
    }

    /// What is wrong at a step, where something is.
    pub fn problem_of(&self, step: &str) -> Option<&Problem> {
        match self.find(step) {
            Some(Finding::Problem(problem)) => Some(problem),
            _ => None,
        }
    }

    /// The exit code of the first step that failed.
    pub fn code(&self) -> Code {
        let codes = STEPS.iter().filter_map(|step| self.problem_of(step)).map(Problem::code);
        codes.into_iter().find(|code| *code != Code::Done).unwrap_or(Code::Done)
    }

    fn find(&self, step: &str) -> Option<&Finding> {
        self.list.iter().find(|(name, _)| *name == step).map(|(_, finding)| finding)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn the_first_step_that_failed_gives_the_code_whatever_was_seen_first() {
        let mut findings = Findings::default();
        assert_eq!(findings.code(), Code::Done);
        findings.problem(Problem::Clock(100));
        assert_eq!(findings.code(), Code::Done);
        findings.problem(Problem::NoPolicy);
        assert_eq!(findings.code(), Code::Prerequisites);
        findings.problem(Problem::Credentials(Error::new(Code::Credentials, "no").hint("how")));
        assert_eq!(findings.code(), Code::Credentials);
        let (outcome, detail, remedy) = findings.of("credentials");
        assert_eq!((outcome, detail.as_deref()), (Outcome::Failed, Some("no")));
        assert_eq!(remedy, ["how".into()]);
        assert_eq!(findings.of("TLS").0, Outcome::Skipped);
    }
}
