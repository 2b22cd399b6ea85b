//! Several items in one command: each succeeds or fails by itself.

use std::future::Future;
use std::path::Path;

use futures_util::{StreamExt as _, stream};

use crate::error::{Code, Error, Result};
use crate::file::{self, Purpose};

/// Requests in flight at a time.
pub const IN_FLIGHT: usize = 8;

/// Does the work for each item, several at a time; the results are in the order of the items.
pub async fn each<I, T, W, F>(items: impl IntoIterator<Item = I>, work: W) -> Vec<Result<T>>
where
    W: Fn(I) -> F,
    F: Future<Output = Result<T>>,
{
    stream::iter(items.into_iter().map(work)).buffered(IN_FLIGHT).collect().await
}

/// Does the work for each item, one after the other. None is begun after one that failed: the results end with it.
pub async fn until_failure<I, T>(
    items: impl IntoIterator<Item = I>,
    work: impl AsyncFn(I) -> Result<T>,
) -> Vec<Result<T>> {
    let mut results = Vec::new();
    for item in items {
        results.push(work(item).await);
        if results.last().is_some_and(Result::is_err) {
            break;
        }
    }
    results
}

/// The exit code of several items: that of the failures where all failed alike, `mixed` where some did.
pub fn code_of<T>(results: &[Result<T>], mixed: Code) -> Code {
    let mut codes =
        results.iter().map(|result| result.as_ref().map_or_else(Error::code, |_| Code::Done));
    let Some(first) = codes.next() else { return Code::Done };
    let interrupted = results
        .iter()
        .any(|result| matches!(result, Err(error) if error.code() == Code::Interrupted));
    match codes.all(|code| code == first) {
        _ if interrupted => Code::Interrupted,
        true => first,
        false => mixed,
    }
}

/// IDs or names, one a line.
pub fn lines(items: &[&str]) -> String {
    items.iter().flat_map(|item| [item, "\n"]).collect()
}

/// Writes the items that failed to a file; also where there are none, so that an older list does not stay behind.
pub fn save(path: Option<&Path>, text: &str) -> Result<()> {
    let Some(path) = path else { return Ok(()) };
    file::replace(path, text.as_bytes(), Purpose::Output)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn results(codes: &[Code]) -> Vec<Result<()>> {
        codes
            .iter()
            .map(|&code| if code == Code::Done { Ok(()) } else { Err(Error::new(code, "x")) })
            .collect()
    }

    #[test]
    fn failures_alike_give_their_code_and_mixed_ones_the_mixed_code() {
        use Code::{Conflict, Done, Interrupted, NotFound, Refused};
        let code = |codes: &[Code]| code_of(&results(codes), Refused);
        assert_eq!(code(&[]), Done);
        assert_eq!(code(&[Done, Done]), Done);
        assert_eq!(code(&[NotFound, NotFound]), NotFound);
        assert_eq!(code(&[Done, NotFound]), Refused);
        assert_eq!(code(&[Conflict, NotFound]), Refused);
        assert_eq!(code_of(&results(&[Done, NotFound]), NotFound), NotFound);
        assert_eq!(code(&[Done, Interrupted]), Interrupted);
    }
}
