//! Findings in the forms that build servers read.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use crate::app::check::exceptions;
use crate::error::{Error, Location};
use crate::output::plain_line;
use crate::rules::{Finding, Severity};

/// A form of its own besides the formats that every command has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Report {
    /// Workflow commands of GitHub Actions: annotations.
    Github,
    /// JUnit's XML.
    Junit,
}

/// Where a group was written: file, line, column.
pub type Spots = HashMap<String, (String, usize, usize)>;

impl Report {
    /// The form of this word, if it is one.
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "github" => Some(Self::Github),
            "junit" => Some(Self::Junit),
            _ => None,
        }
    }

    /// The whole text. `groups` are the names of all that were judged; so many sources were not asked for policy
    /// exceptions.
    pub fn text(
        self,
        findings: &[Finding],
        groups: &[String],
        spots: &Spots,
        unverified: usize,
    ) -> String {
        match self {
            Self::Github => {
                let annotations = findings.iter().map(|finding| annotation(finding, spots));
                let notice = exceptions::unverified(unverified);
                let notice = notice.map(|text| format!("::notice title=unverified::{text}\n"));
                annotations.chain(notice).collect()
            }
            Self::Junit => junit(findings, groups, unverified),
        }
    }
}

/// Annotations for what is wrong in files that could not be judged.
pub fn annotations_of(error: &Error) -> String {
    let places = error.places().into_iter();
    let lines = places.map(|(Location { file, line, column }, message)| {
        let number = |key: &str, number: &Option<usize>| {
            number.map_or_else(String::new, |number| format!("{key}={number},"))
        };
        let (line, column) = (number("line", line), number("col", column));
        format!(
            "::error file={},{line}{column}title={}::{}\n",
            path(file),
            error.word(),
            data(message)
        )
    });
    lines.collect()
}

/// `::error file=…,line=…,col=…,title=…::…`
fn annotation(finding: &Finding, spots: &Spots) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let spot = finding.group.as_ref().and_then(|group| spots.get(group));
    let place = spot.map_or_else(String::new, |(file, line, column)| {
        format!("file={},line={line},col={column},", path(file))
    });
    let (message, remedy) = (plain_line(&finding.message), plain_line(&finding.remedy));
    let message = data(&format!("{message}\n{remedy}"));
    format!("::{level} {place}title={}::{message}\n", property(finding.rule.word()))
}

fn data(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(plain_line).collect();
    lines.join("\n").replace('%', "%25").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// A file as the build server knows it: with `/`, on Windows too.
fn path(file: &str) -> String {
    let file = if cfg!(windows) { file.replace('\\', "/") } else { file.to_owned() };
    property(&file)
}

/// One test case a group, and one for the tenant where something could not be read.
fn junit(findings: &[Finding], groups: &[String], unverified: usize) -> String {
    let named: BTreeSet<&String> = groups.iter().collect();
    let mut cases = Vec::new();
    for group in named {
        cases.push((group.as_str(), of_group(findings, Some(group))));
    }
    let tenant = of_group(findings, None);
    if !tenant.is_empty() {
        cases.push(("tenant", tenant));
    }
    let failures = cases.iter().filter(|(_, findings)| has_errors(findings)).count();
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    let tests = cases.len();
    let _ = writeln!(
        xml,
        "  <testsuite name=\"syncgroup check\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">"
    );
    if unverified > 0 {
        let property = format!("<property name=\"unverified\" value=\"{unverified}\"/>");
        let _ = writeln!(xml, "    <properties>{property}</properties>");
    }
    for (name, findings) in cases {
        case(&mut xml, name, &findings);
    }
    xml.push_str("  </testsuite>\n</testsuites>\n");
    xml
}

fn of_group<'a>(findings: &'a [Finding], group: Option<&String>) -> Vec<&'a Finding> {
    findings.iter().filter(|finding| finding.group.as_ref() == group).collect()
}

fn has_errors(findings: &[&Finding]) -> bool {
    findings.iter().any(|finding| finding.severity == Severity::Error)
}

fn case(xml: &mut String, name: &str, findings: &[&Finding]) {
    let lines = |severity: Severity| -> Vec<String> {
        let of = findings.iter().filter(|finding| finding.severity == severity);
        of.map(|finding| {
            let text = format!("{}: {}; {}", finding.rule.word(), finding.message, finding.remedy);
            plain_line(&text).into_owned()
        })
        .collect()
    };
    let (errors, warnings) = (lines(Severity::Error), lines(Severity::Warning));
    let name = escaped(&plain_line(name));
    let _ = write!(xml, "    <testcase classname=\"syncgroup\" name=\"{name}\"");
    let Some(first) = errors.first().or(warnings.first()) else {
        xml.push_str("/>\n");
        return;
    };
    xml.push_str(">\n");
    if !errors.is_empty() {
        let (message, text) = (escaped(first), escaped(&errors.join("\n")));
        let _ = writeln!(
            xml,
            "      <failure type=\"prerequisites\" message=\"{message}\">{text}</failure>"
        );
    }
    if !warnings.is_empty() {
        let _ = writeln!(xml, "      <system-out>{}</system-out>", escaped(&warnings.join("\n")));
    }
    xml.push_str("    </testcase>\n");
}

/// Text for XML, without the characters that XML cannot have.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push(character),
            '\u{fffe}' | '\u{ffff}' => {}
            character if character.is_control() => {}
            character => escaped.push(character),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::SyncGroup;
    use crate::rules::{TenantFacts, check};

    fn findings() -> Vec<Finding> {
        let group: SyncGroup = serde_json::from_value(
            json!({"name": "A & B: 50%, <C>", "passwordPolicyId": "p", "sourceIds": []}),
        )
        .unwrap();
        check(&group, &TenantFacts::new())
    }

    #[test]
    fn annotations_are_one_line_each_and_escaped() {
        let spots = Spots::from([("A & B: 50%, <C>".to_owned(), ("a,b.yaml".to_owned(), 3, 5))]);
        let text = Report::Github.text(&findings(), &[], &spots, 0);
        assert!(
            text.starts_with("::error file=a%2Cb.yaml,line=3,col=5,title=too-few-sources::group"),
            "{text}"
        );
        assert!(text.contains("50%25") && text.contains("%0Aadd a source"), "{text}");
        assert_eq!(text.lines().count(), 1);
    }

    #[test]
    fn junit_has_a_case_for_each_group() {
        let groups = ["A & B: 50%, <C>".to_owned(), "Good".to_owned()];
        let xml = Report::Junit.text(&findings(), &groups, &Spots::new(), 3);
        assert!(xml.contains("tests=\"2\" failures=\"1\""), "{xml}");
        assert!(xml.contains("name=\"A &amp; B: 50%, &lt;C&gt;\">"), "{xml}");
        assert!(xml.contains("name=\"Good\"/>"), "{xml}");
    }
}
