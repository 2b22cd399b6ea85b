//! A change of a password as the tenant reports it.

use serde_json::Value;

use crate::api::{self, Reply};
use crate::app::password::start::list;
use crate::app::session::context::Context;
use crate::app::view::group_table;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::model::Object;
use crate::output::{Column, Head, Listing};

/// Names of the columns of a change, in the order of the table.
pub const COLUMNS: [&str; 4] = ["request", "state", "sources", "errors"];

/// `{requestId, state, errors, sourceIds}`.
pub struct Request {
    object: Object,
    head: Head,
}

impl Request {
    pub fn new(reply: Reply<Object>) -> Self {
        let head = group_table::head(&reply);
        let api::Reply { body: object, .. } = reply;
        Self { object, head }
    }

    /// `IN_PROGRESS`, `FINISHED`, `FAILED`, or a word that is not known.
    pub fn state(&self) -> &str {
        self.object.get("state").and_then(Value::as_str).unwrap_or_default()
    }

    /// Whether nothing more will happen.
    pub fn is_over(&self) -> bool {
        matches!(self.state(), "FINISHED" | "FAILED")
    }

    /// The number of the request, which a refusal to begin may lack.
    pub fn id(&self) -> Option<&str> {
        self.object.get("requestId")?.as_str()
    }

    pub fn source_ids(&self) -> Vec<&str> {
        self.texts("sourceIds")
    }

    fn texts(&self, key: &str) -> Vec<&str> {
        let list = self.object.get(key).and_then(Value::as_array).into_iter().flatten();
        list.filter_map(Value::as_str).collect()
    }

    /// Prints the change: as a row with the names of the sources, or as the API sent it.
    pub fn print(self, ctx: &Context, sources: &[String]) -> Result<()> {
        let reply = group_table::whole(ctx, self.head);
        let columns = vec![
            Column::field("request", "requestId").whole().major(),
            Column::field("state", "state"),
            Column::new("sources", |_| sources.join(", ")),
            Column::field("errors", "errors").wrapped().hidden(),
        ];
        let listing = Listing::one(Value::Object(self.object)).columns(columns);
        ctx.out()?.print(&listing.id_field("requestId").reply(reply))
    }

    /// The error of a change that failed: the tenant's own words, beside a source only where they name one.
    pub fn failure(&self, sources: &[String]) -> Error {
        let message = "the tenant could not change the password on every source";
        let mut failure = Error::new(Code::Refused, message).kind(ErrorKind::PasswordChangeFailed);
        let errors = self.texts("errors");
        let found: Vec<Option<&String>> =
            errors.iter().map(|error| named(error, sources)).collect();
        for (error, source) in errors.iter().zip(&found) {
            failure = failure.cause(match source {
                Some(source) => format!("`{source}`: {error}"),
                None => (*error).to_owned(),
            });
        }
        let left: Vec<String> =
            sources.iter().filter(|name| !found.contains(&Some(*name))).cloned().collect();
        if errors.is_empty() || found.contains(&None) {
            failure.cause("the tenant does not report which sources took the new password")
        } else if left.is_empty() {
            failure
        } else {
            let left = list(&left);
            failure
                .cause(format!("the tenant does not report whether {left} took the new password"))
        }
    }
}

/// The one source that a text names, by a whole word of its name.
fn named<'a>(text: &str, sources: &'a [String]) -> Option<&'a String> {
    let found: Vec<&String> = sources.iter().filter(|name| has_word(text, name)).collect();
    // `SAP` is found wherever `SAP ERP` is.
    let mut whole = found
        .iter()
        .filter(|name| !found.iter().any(|other| other != *name && other.contains(name.as_str())));
    match (whole.next(), whole.next()) {
        (Some(one), None) => Some(one),
        _ => None,
    }
}

fn has_word(text: &str, word: &str) -> bool {
    let edge = |each: Option<char>| each.is_none_or(|each| !each.is_alphanumeric());
    !word.is_empty()
        && text.match_indices(word).any(|(at, _)| {
            edge(text[..at].chars().next_back()) && edge(text[at + word.len()..].chars().next())
        })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn failure(errors: &[&str]) -> String {
        let Value::Object(object) = json!({"state": "FAILED", "errors": errors}) else {
            unreachable!()
        };
        let request = Request { object, head: Head::default() };
        request.failure(&["AD".into(), "SAP".into(), "SAP ERP".into()]).to_text()
    }

    #[test]
    fn an_error_stands_beside_the_source_that_it_names() {
        let text = failure(&["SAP ERP: locked"]);
        assert!(text.contains("cause: `SAP ERP`: SAP ERP: locked\n"), "{text}");
        assert!(text.contains("does not report whether `AD`, `SAP` took"), "{text}");
        assert!(failure(&["SAP is down"]).contains("`SAP`: SAP is down"));
    }

    #[test]
    fn an_error_that_names_none_or_several_stands_alone() {
        for error in ["it failed", "ADministration failed", "AD and SAP failed"] {
            let text = failure(&[error]);
            assert!(text.contains(&format!("cause: {error}\n")), "{text}");
            assert!(text.contains("does not report which sources"), "{text}");
        }
        assert!(failure(&[]).contains("does not report which sources"));
    }
}
