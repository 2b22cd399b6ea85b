//! Which of the user's accounts on a source.

use crate::app::password::info::{Account, Info};
use crate::app::session::context::Context;
use crate::error::{Code, Error, ErrorKind, Result};

/// The ID of the account to change: the one that was named, the only one, or the one that is chosen when asked.
pub async fn choose(
    ctx: &Context,
    info: &Info,
    user: &str,
    source: &str,
    named: Option<&str>,
) -> Result<String> {
    let accounts = info.accounts();
    if let Some(named) = named {
        let found = accounts.iter().find(|account| account.id == named);
        return found.map(|account| account.id.to_owned()).ok_or_else(|| {
            let message = format!("user `{user}` has no account `{named}` on source `{source}`");
            hinted(Error::new(Code::NotFound, message), &accounts)
        });
    }
    if let [one] = accounts.as_slice() {
        return Ok(one.id.to_owned());
    }
    let count = accounts.len();
    if ctx.globals.yes {
        let message = format!("user `{user}` has {count} accounts on source `{source}`");
        return Err(hinted(
            Error::new(Code::Conflict, message).kind(ErrorKind::AmbiguousAccount),
            &accounts,
        ));
    }
    let at = ask(ctx, &accounts, user, source).await?;
    Ok(accounts[at].id.to_owned())
}

async fn ask(ctx: &Context, accounts: &[Account<'_>], user: &str, source: &str) -> Result<usize> {
    let lines: Vec<String> =
        accounts.iter().map(|account| format!("{}  {}", account.name, account.id)).collect();
    let question = format!("Which account of `{user}` on `{source}`?");
    let out = ctx.shared_out()?;
    let choose =
        move || out.choose(&question, &lines.iter().map(String::as_str).collect::<Vec<_>>());
    let answer = ctx.unless_interrupted(choose).await;
    answer
        .map_err(|error| if error.code() == Code::Usage { hinted(error, accounts) } else { error })
}

fn hinted(error: Error, accounts: &[Account<'_>]) -> Error {
    accounts.iter().fold(error, |error, account| error.hint(format!("--account '{}'", account.id)))
}
