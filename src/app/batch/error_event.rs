//! An error as an event: the same keys as with `-o json`, the exit code, and hints as arguments.

use serde_json::{Map, Value, json};

use crate::app::batch::event::{Keys, headers_of};
use crate::command_line::Invocation;
use crate::error::{Error, ErrorKind, Hint, Refusal};
use crate::number;

/// The keys of the event.
pub fn keys(error: &Error, run: &Invocation) -> Keys {
    let Value::Object(mut whole) = error.to_json(run) else { return Map::new() };
    let Some(Value::Object(mut keys)) = whole.remove("error") else { return Map::new() };
    let message = keys.shift_remove("message").unwrap_or_default();
    let code = keys.shift_remove("code").unwrap_or_default();
    let mut event = Map::new();
    event.insert("code".into(), code);
    event.insert("exitCode".into(), error.code().number().into());
    event.insert("message".into(), message);
    event.insert("causes".into(), json!(error.causes()));
    event.insert("hints".into(), error.hints().iter().map(|each| hint(each, run)).collect());
    if error.is(ErrorKind::OutcomeUnknown) || error.is_in_doubt() {
        event.insert("outcome".into(), "unknown".into());
    }
    if let Some(refusal) = error.answer().filter(|refusal| refusal.status != 0) {
        event.insert("response".into(), response(refusal));
        if let Some(wait) = refusal.retry_after {
            event.insert("retryAfter".into(), json!(wait.as_secs_f64()));
        }
    }
    let rest = keys.into_iter().filter(|(key, value)| {
        !matches!(key.as_str(), "causes" | "hints" | "status") && !value.is_null()
    });
    event.extend(rest);
    event
}

/// What the tenant answered; its body as JSON where it is that.
fn response(refusal: &Refusal) -> Value {
    let body = match refusal.body.trim() {
        "" => Value::Null,
        text => number::value(text).unwrap_or_else(|_| refusal.body.as_str().into()),
    };
    number::object([
        ("status", refusal.status.into()),
        ("headers", headers_of(&refusal.headers)),
        ("body", body),
    ])
}

/// A command as the arguments of this program; everything else as a text.
fn hint(hint: &Hint, run: &Invocation) -> Value {
    match hint {
        Hint::Command(line) => json!({"arguments": line.words(run)}),
        Hint::Explained(text, hint) => match self::hint(hint, run) {
            Value::Object(mut object) if object.contains_key("arguments") => {
                object.insert("text".into(), text.as_str().into());
                Value::Object(object)
            }
            _ => json!({"text": hint_text(text, hint, run)}),
        },
        other => json!({"text": other.print(run)}),
    }
}

fn hint_text(text: &str, hint: &Hint, run: &Invocation) -> String {
    format!("{text}: {}", hint.print(run))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::command_line::CommandLine;
    use crate::error::Code;

    #[test]
    fn an_error_has_its_exit_code_its_response_and_hints_to_run() {
        let refusal = Refusal {
            status: 429,
            headers: vec![("a".into(), "1".into()), ("a".into(), "2".into())],
            body: "{\"message\":\"slow\"}".into(),
            retry_after: Some(Duration::from_secs(7)),
            ..Refusal::default()
        };
        let error = Error::new(Code::TryAgain, "too fast")
            .refusal(refusal)
            .explained("to see it", CommandLine::of("get").word("a b"))
            .hint("wait");
        let run = Invocation { tenant: vec!["-p".into(), "prod".into()], ..Invocation::default() };
        assert_eq!(
            Value::Object(keys(&error, &run)),
            json!({
                "code": "try_again", "exitCode": 6, "message": "too fast", "causes": [],
                "hints": [
                    {"arguments": ["-p", "prod", "get", "a b"], "text": "to see it"},
                    {"text": "wait"},
                ],
                "response": {"status": 429, "headers": {"a": ["1", "2"]}, "body": {"message": "slow"}},
                "retryAfter": 7.0,
            })
        );
    }
}
