//! What was found at each step.

use crate::error::{Code, Error};

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

#[derive(Debug)]
struct Finding {
    step: &'static str,
    outcome: Outcome,
    detail: String,
    remedy: Vec<String>,
    code: Code,
}

/// What was found so far.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    pub fn ok(&mut self, step: &'static str, detail: impl Into<String>) {
        self.add(step, Outcome::Ok, detail.into(), Vec::new(), Code::Done);
    }

    pub fn skip(&mut self, step: &'static str, detail: impl Into<String>) {
        self.add(step, Outcome::Skipped, detail.into(), Vec::new(), Code::Done);
    }

    pub fn warn(&mut self, step: &'static str, detail: impl Into<String>, remedy: &str) {
        let remedy = (!remedy.is_empty()).then(|| remedy.to_owned());
        self.add(step, Outcome::Warning, detail.into(), remedy.into_iter().collect(), Code::Done);
    }

    /// The error's message with its causes; its hints are the remedy.
    pub fn fail(&mut self, step: &'static str, error: &Error) {
        let mut detail = error.message().to_owned();
        for cause in error.causes() {
            detail.push_str(": ");
            detail.push_str(cause);
        }
        self.add(step, Outcome::Failed, detail, error.hint_texts(), error.code());
    }

    /// Result, detail and remedy of a step; one that was not reached is skipped.
    pub fn of(&self, step: &str) -> (Outcome, Option<&str>, &[String]) {
        match self.list.iter().find(|finding| finding.step == step) {
            Some(finding) => (finding.outcome, Some(finding.detail.as_str()), &finding.remedy),
            None => (Outcome::Skipped, None, &[]),
        }
    }

    /// The exit code of the first step that failed.
    pub fn code(&self) -> Code {
        let failed = |step: &&'static str| {
            let finding = self.list.iter().find(|finding| finding.step == *step)?;
            (finding.outcome == Outcome::Failed).then_some(finding.code)
        };
        STEPS.iter().find_map(failed).unwrap_or(Code::Done)
    }

    fn add(
        &mut self,
        step: &'static str,
        outcome: Outcome,
        detail: String,
        remedy: Vec<String>,
        code: Code,
    ) {
        self.list.push(Finding { step, outcome, detail, remedy, code });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_step_that_failed_gives_the_code_whatever_was_seen_first() {
        let mut findings = Findings::default();
        assert_eq!(findings.code(), Code::Done);
        findings.warn("clock", "off", "");
        assert_eq!(findings.code(), Code::Done);
        findings.fail("password policies", &Error::new(Code::Prerequisites, "none"));
        let error = Error::new(Code::Credentials, "no").cause("why").hint("how");
        findings.fail("credentials", &error);
        assert_eq!(findings.code(), Code::Credentials);
        let (outcome, detail, remedy) = findings.of("credentials");
        assert_eq!((outcome, detail), (Outcome::Failed, Some("no: why")));
        assert_eq!(remedy, ["how"]);
        assert_eq!(findings.of("TLS").0, Outcome::Skipped);
    }
}
