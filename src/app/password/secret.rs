//! Where the password comes from: the terminal, stdin, or chance, which is shown. It never comes from an argument or a
//! variable.

use std::io::{IsTerminal as _, Read as _};

use zeroize::Zeroizing;

use crate::app::password::info::Info;
use crate::app::session::context::Context;
use crate::crypto;
use crate::document;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::rules::password;

/// More than any tenant's key can encrypt: enough to say by how much it is too long.
const LIMIT: usize = 64 * 1024;

/// How often two answers may differ.
const TRIES: usize = 3;

/// Reads stdin to its end and takes one line end off, which a shell's `echo` adds.
pub async fn from_stdin(ctx: &Context) -> Result<Zeroizing<String>> {
    if std::io::stdin().is_terminal() {
        return Err(Error::usage("stdin is a terminal")
            .hint("leave out `--password-stdin` to be asked for the password"));
    }
    let read = || {
        // Memory that grows is copied, and the copies are not wiped.
        let mut bytes = Zeroizing::new(Vec::with_capacity(LIMIT + 64));
        let result = std::io::stdin().lock().take(LIMIT as u64).read_to_end(&mut bytes);
        result
            .map(|_| bytes)
            .map_err(|error| Error::usage("stdin cannot be read").cause(error.to_string()))
    };
    let bytes = ctx.unless_interrupted(read).await?;
    one_line(&decode(&bytes)?)
}

fn decode(bytes: &Zeroizing<Vec<u8>>) -> Result<Zeroizing<String>> {
    document::decode_secret(bytes)
        .ok_or_else(|| Error::usage("the password on stdin is not UTF-8 or UTF-16 text"))
}

fn one_line(text: &str) -> Result<Zeroizing<String>> {
    let line = text.strip_suffix('\n').unwrap_or(text);
    if line.is_empty() {
        return Err(Error::usage("there is no password on stdin"));
    }
    if line.contains('\n') {
        return Err(Error::usage("stdin has more than one line, and a password is one"));
    }
    Ok(Zeroizing::new(line.to_owned()))
}

/// Asks twice, without showing what is typed; again where the two differ. What `check` refuses is not asked for again.
pub async fn from_terminal(
    ctx: &Context,
    user: &str,
    check: impl Fn(&Zeroizing<String>) -> Result<()>,
) -> Result<Zeroizing<String>> {
    for _ in 0..TRIES {
        let hint = |error: Error| match error.code() {
            Code::Usage => error.hint("--password-stdin").hint("--generate"),
            _ => error,
        };
        let first = ctx.ask_secret(format!("New password of {user}")).await.map_err(hint)?;
        if first.is_empty() {
            return Err(Error::usage("a password cannot be empty"));
        }
        check(&first)?;
        if ctx.ask_secret("The same again".to_owned()).await? == first {
            return Ok(first);
        }
        ctx.out()?.tell("the two differ; once more, please");
    }
    Err(Error::usage("the two passwords differ; nothing was sent"))
}

/// Makes a password that satisfies the rules.
pub fn generate(info: &Info, names: &[&str]) -> Result<Zeroizing<String>> {
    let mut failure = None;
    let made = password::generate(&info.rules(), names, |buffer| {
        failure = crypto::random(buffer).err().or(failure.take());
    });
    failure.map_or(made, Err)
}

/// Prints a generated password alone on stdout, and on stderr what it is.
pub fn print_alone(ctx: &Context, password: &str, user: &str, unknown: bool) -> Result<()> {
    let may = if unknown { ", if it was changed" } else { "" };
    ctx.out()?.tell(&format!("the new password of `{user}`{may}:"));
    let mut line = Zeroizing::new(String::with_capacity(password.len() + 1));
    line.push_str(password);
    line.push('\n');
    ctx.out()?.text(&line)
}

/// Refuses a password that breaks a rule of the tenant, naming each rule and never the password.
pub fn check(password: &str, info: &Info, names: &[&str], source: &str) -> Result<()> {
    let broken = password::broken(password, &info.rules(), names);
    if broken.is_empty() {
        return Ok(());
    }
    let message = format!("the password breaks the policy of source `{source}`; nothing was sent");
    let error = Error::new(Code::Prerequisites, message).kind(ErrorKind::PasswordPolicy);
    Err(broken.iter().fold(error, |error, rule| error.cause(format!("not met: {rule}"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, String> {
        let text = decode(&Zeroizing::new(bytes.to_vec())).and_then(|text| one_line(&text));
        text.map(|text| text.to_string()).map_err(|error| error.message().to_owned())
    }

    #[test]
    fn one_line_end_is_taken_off_and_nothing_else() {
        for (bytes, text) in [
            (&b"secret"[..], "secret"),
            (b"secret\n", "secret"),
            (b"secret\r\n", "secret"),
            (b" secret \t\n", " secret \t"),
            ("pässwörd🔑\n".as_bytes(), "pässwörd🔑"),
            (b"\xef\xbb\xbfsecret\n", "secret"),
            (b"\xff\xfes\0\xe4\0\r\0\n\0", "sä"),
            (b"\xfe\xff\0s\0\xe4", "sä"),
        ] {
            assert_eq!(read(bytes).as_deref(), Ok(text));
        }
    }

    #[test]
    fn what_is_no_password_is_refused_and_not_repeated() {
        for bytes in [
            &b""[..],
            b"\n",
            b"\r\n",
            b"one\ntwo\n",
            b"secret\n\n",
            b"\xff\xfe\0\xd8",
            b"\xff\xfes\0x",
            b"\x80x",
        ] {
            let error = read(bytes).unwrap_err();
            assert!(!error.contains("one\n") && !error.contains("secret"), "{error}");
        }
    }
}
