//! Waiting for a change to end.

use std::time::Duration;

use tokio::time::Instant;

use crate::app::password::request::Request;
use crate::app::session::context::Context;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::model::Id;

/// The first pause between two looks; each following one is longer by half.
const SHORTEST: Duration = Duration::from_millis(100);
const LONGEST: Duration = Duration::from_secs(3);
/// How often a sign of life is given.
const NEWS: Duration = Duration::from_secs(15);

/// Looks at a change until it is over. What ends the wait early says how it goes on: time is up (exit 6), Ctrl-C (130).
pub async fn follow(ctx: &Context, id: &Id, wait: Duration) -> Result<Request> {
    let begun = Instant::now();
    let (mut pause, mut said) = (SHORTEST, begun);
    loop {
        let request = look(ctx, id).await?;
        if request.is_over() {
            return Ok(request);
        }
        let left = wait.saturating_sub(begun.elapsed());
        if left.is_zero() {
            let message =
                format!("password change `{id}` is still in progress after {}", spoken(wait));
            return Err(Error::new(Code::TryAgain, message)
                .kind(ErrorKind::Timeout)
                .hint(continuation(ctx, id)));
        }
        if said.elapsed() >= NEWS {
            said = Instant::now();
            let seconds = begun.elapsed().as_secs();
            ctx.out()?.news(&format!("password change `{id}`: in progress for {seconds} s"));
        }
        tokio::select! {
            () = tokio::time::sleep(pause.min(left)) => {}
            () = ctx.interrupt.wait() => return Err(left_behind(ctx, id)),
        }
        pause = (pause * 3 / 2).min(LONGEST);
    }
}

/// One look, which Ctrl-C need not wait for.
async fn look(ctx: &Context, id: &Id) -> Result<Request> {
    let client = ctx.client().await?;
    let reply = tokio::select! {
        reply = client.password_status(id) => reply,
        () = ctx.interrupt.wait() => return Err(left_behind(ctx, id)),
    };
    reply.map(Request::new).map_err(|error| match error.code() {
        Code::TryAgain => error.hint(continuation(ctx, id)),
        // The wire may hear of Ctrl-C first.
        Code::Interrupted => left_behind(ctx, id),
        _ => error,
    })
}

fn left_behind(ctx: &Context, id: &Id) -> Error {
    Error::new(Code::Interrupted, "interrupted")
        .kind(ErrorKind::LeftInProgress)
        .cause(format!("the tenant goes on with password change `{id}`"))
        .hint(continuation(ctx, id))
}

/// The command that goes on waiting, on the same tenant.
pub fn continuation(ctx: &Context, id: &Id) -> String {
    let profile = ctx.globals.profile.as_ref();
    let profile = profile.map(|name| format!(" -p {name}")).unwrap_or_default();
    format!("syncgroup{profile} password status {id} --wait")
}

fn spoken(time: Duration) -> String {
    match time.as_secs() {
        seconds if seconds >= 60 && seconds % 60 == 0 => format!("{} min", seconds / 60),
        _ => format!("{} s", time.as_secs_f64()),
    }
}
