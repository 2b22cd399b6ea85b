//! One command for several tenants: `-p test,prod`, or `--all-profiles`.
//!
//! Each tenant gets a context of its own, all at the same time; what they print is kept and shown side by side.

use crate::app::session::context::Context;
use crate::app::session::items;
use crate::cli::Command;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Hint, Result};
use crate::output::{Format, Tenant};
use crate::profile::{Config, SANDBOX};

/// What makes `SYNCGROUP_…` of one tenant go to another.
const OF_ONE_TENANT: [&str; 2] = ["SYNCGROUP_CLIENT_SECRET", "SYNCGROUP_ACCESS_TOKEN"];

/// The profiles that were named, in order and each once, where there may be more than one.
pub fn profiles(ctx: &Context) -> Result<Option<Vec<String>>> {
    if ctx.globals.all_profiles {
        let config = Config::load(&ctx.paths)?;
        let names: Vec<String> =
            config.profiles().iter().map(|profile| profile.name.clone()).collect();
        if names.is_empty() {
            return Err(Error::usage("there is no profile")
                .hint(CommandLine::local("profile add NAME --tenant acme --client-id ID")));
        }
        return Ok(Some(names));
    }
    let Some(list) = ctx.globals.profile.as_deref().filter(|list| list.contains(',')) else {
        return Ok(None);
    };
    let mut names: Vec<String> = Vec::new();
    for name in list.split(',').map(str::trim) {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    Ok(Some(names))
}

/// Runs the command for each profile. A tenant that fails does not hide the others, and gives the exit code.
pub async fn run(command: &Command, profiles: &[String], ctx: &Context) -> Result<Code> {
    if !command.takes_several_profiles() {
        return Err(one_at_a_time(profiles));
    }
    command.check_several()?;
    check(profiles, ctx)?;
    let settings = ctx.out()?.settings().clone();
    let results = items::each(profiles, |profile| {
        let ctx = ctx.of_tenant(profile, &settings);
        async move {
            let code = Box::pin(command.clone().run(&ctx)).await;
            Ok((code, ctx.out()?.take()))
        }
    });
    let results = results.await.into_iter().collect::<Result<Vec<_>>>()?;
    if let Some(mistake) = mistake_of_all(results.iter().map(|(code, _)| code)) {
        return Err(mistake.clone());
    }
    let (mut codes, mut tenants) = (Vec::new(), Vec::new());
    for (profile, (code, kept)) in profiles.iter().zip(results) {
        let answer = match &code {
            Ok(_) => Ok(kept),
            Err(error) => {
                ctx.of_tenant(profile, &settings).out()?.error(error);
                Err(error.clone())
            }
        };
        codes.push(code.unwrap_or_else(|error| error.code()));
        let shell = settings.invocation.shell;
        tenants.push(Tenant { shell, profile: profile.clone(), answer });
    }
    ctx.out()?.side_by_side(&tenants)?;
    Ok(code_of(&codes))
}

/// What is wrong with the options as a whole, before any tenant is asked.
fn check(profiles: &[String], ctx: &Context) -> Result<()> {
    for name in OF_ONE_TENANT {
        if ctx.env.has(name) {
            return Err(Error::usage(format!(
                "`{name}` belongs to one tenant, and several profiles are named"
            ))
            .hint(Hint::Unset(vec![name])));
        }
    }
    let settings = ctx.out()?.settings();
    settings.check()?;
    if settings.include && !matches!(settings.format, Format::Json | Format::Yaml) {
        return Err(Error::usage("`--include` of several tenants is for `json` and `yaml`")
            .hint("--output json"));
    }
    let config = Config::load(&ctx.paths)?;
    match profiles.iter().find(|name| *name != SANDBOX && config.profile(name).is_none()) {
        // The choice itself knows best what to say about a name that is nobody's.
        Some(unknown) => ctx.of_tenant(unknown, settings).tenant().map(drop),
        None => Ok(()),
    }
}

/// A usage error that is the same on every tenant is no tenant's: it is said once.
fn mistake_of_all<'a>(mut codes: impl Iterator<Item = &'a Result<Code>>) -> Option<&'a Error> {
    let first = codes.next()?.as_ref().err().filter(|error| error.code() == Code::Usage)?;
    let text = first.to_text();
    codes.all(|code| code.as_ref().is_err_and(|error| error.to_text() == text)).then_some(first)
}

fn one_at_a_time(profiles: &[String]) -> Error {
    let error = Error::usage("several profiles are named, and this command is for one tenant");
    match profiles.first() {
        Some(first) => error.hint(format!("-p {first}")),
        None => error,
    }
}

/// An error's code wins over "differs", and errors of several kinds are 1.
fn code_of(codes: &[Code]) -> Code {
    if codes.contains(&Code::Interrupted) {
        return Code::Interrupted;
    }
    let mut errors = codes.iter().filter(|code| !matches!(code, Code::Done | Code::Differs));
    match errors.next() {
        Some(first) if errors.all(|code| code == first) => *first,
        Some(_) => Code::Refused,
        None if codes.contains(&Code::Differs) => Code::Differs,
        None => Code::Done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_errors_code_wins_and_errors_of_several_kinds_are_one() {
        use Code::{Credentials, Differs, Done, Interrupted, Refused, TryAgain};
        for (codes, code) in [
            (&[Done, Done][..], Done),
            (&[Done, Differs], Differs),
            (&[Differs, Credentials, Done], Credentials),
            (&[TryAgain, Differs, TryAgain], TryAgain),
            (&[TryAgain, Credentials], Refused),
            (&[TryAgain, Interrupted], Interrupted),
        ] {
            assert_eq!(code_of(codes), code, "{codes:?}");
        }
    }
}
