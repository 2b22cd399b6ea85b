//! The client's secret: where it is, and what to change for another one.

use std::io::{self, ErrorKind};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use super::secret::Secret;
use super::tenant::{SecretSource, Tenant};
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Hint, Result};
use crate::profile::secret_store::SecretStore;
use crate::profile::secrets_file::read_secret_file;
use crate::program;

/// Looks the client's secret up, wherever that is: a keyring, a file, a command. Beside it are warnings for stderr.
/// None is exit 4, with the ways out as hints.
pub fn client_secret(tenant: &Tenant, store: &SecretStore) -> Result<(Secret, Vec<String>)> {
    match &tenant.secret {
        SecretSource::Variable(_, secret) => Ok((secret.duplicate(), Vec::new())),
        SecretSource::File(path, _) => read_file(tenant, path),
        SecretSource::Command(words, _) => Ok((run(words)?, Vec::new())),
        SecretSource::Stored | SecretSource::Embedded => {
            let stored = store.find(tenant)?;
            match stored.secret {
                Some((secret, _)) => Ok((secret, stored.warnings)),
                None => Err(stored.reasons.into_iter().fold(missing(&tenant.name), Error::cause)),
            }
        }
    }
}

/// What makes another client or secret count, as a hint says it: a command, or what to change where the secret is.
pub fn renewal(tenant: &Tenant) -> Hint {
    if tenant.access_token.is_some() {
        return Hint::set(["SYNCGROUP_ACCESS_TOKEN"]);
    }
    match &tenant.secret {
        SecretSource::Variable("SAIL_CLIENT_SECRET", _) => {
            Hint::set(["SAIL_CLIENT_ID", "SAIL_CLIENT_SECRET"])
        }
        SecretSource::Variable(name, _) => Hint::set([*name]),
        SecretSource::File(path, _) => format!("write the secret to `{}`", path.display()).into(),
        SecretSource::Command(words, _) => {
            let program = words.first().map(String::as_str).unwrap_or_default();
            format!("store the secret where `{program}` finds it").into()
        }
        SecretSource::Stored | SecretSource::Embedded => login(&tenant.name).into(),
    }
}

/// The command that stores the secret of a profile.
pub fn login(profile: &str) -> CommandLine {
    CommandLine::local("login -p").word(profile)
}

/// The secret that a file holds.
fn read_file(tenant: &Tenant, path: &Path) -> Result<(Secret, Vec<String>)> {
    let shown = path.display();
    let unreadable = |cause: String| {
        let message = format!("cannot read the secret of profile `{}`", tenant.name);
        Error::new(Code::Credentials, message).cause(format!("`{shown}`: {cause}"))
    };
    match read_secret_file(path).map_err(|error| unreadable(error.to_string()))? {
        None => Err(unreadable("there is no such file".to_owned())),
        Some((mut text, warning)) => {
            let secret = Secret::new(std::mem::take(&mut *text));
            if secret.is_empty() {
                return Err(unreadable("it is empty".to_owned()));
            }
            Ok((secret, warning.into_iter().collect()))
        }
    }
}

/// The secret that a command prints. No shell reads it, what it prints is shown to nobody, and its stderr is ours.
fn run(words: &[String]) -> Result<Secret> {
    let [name, arguments @ ..] = words else {
        return Err(Error::usage("`client_secret_command` is empty"));
    };
    let failed = |cause: String| {
        Error::new(Code::Credentials, format!("`{name}` gave no client secret")).cause(cause)
    };
    let mut command = program::of_program(name);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let (printed, status) = output(&mut command).map_err(|error| failed(error.to_string()))?;
    if !status.success() {
        return Err(failed(status.to_string()));
    }
    let secret = printed.map_err(|error| failed(error.to_string()))?;
    if secret.is_empty() {
        return Err(failed("it printed nothing".to_owned()));
    }
    Ok(secret)
}

/// What the command printed, which may be no text, and how it ended. One that prints more than any secret has is ended.
fn output(command: &mut Command) -> io::Result<(io::Result<Secret>, ExitStatus)> {
    let mut child = command.spawn()?;
    let printed = child.stdout.take().map_or_else(|| Ok(Secret::new(String::new())), Secret::read);
    match printed {
        Err(error) if error.kind() == ErrorKind::FileTooLarge => {
            child.kill()?;
            child.wait()?;
            Err(error)
        }
        printed => Ok((printed, child.wait()?)),
    }
}

/// No secret anywhere: the ways to give one.
fn missing(profile: &str) -> Error {
    Error::new(Code::Credentials, format!("no client secret is known for profile `{profile}`"))
        .hint(login(profile))
        .hint(Hint::set(["SYNCGROUP_CLIENT_SECRET"]))
        .hint("client_secret_file or client_secret_command in the config file")
}

#[cfg(test)]
mod tests {
    use super::super::tests::Home;
    use super::super::{Env, Flags, Paths, choose};
    use super::*;

    fn found(home: &Home, name: &str) -> Result<(Secret, Vec<String>)> {
        let store = SecretStore::with(None, &home.paths(), false);
        client_secret(&home.tenant(name), &store)
    }

    fn failure(home: &Home, name: &str) -> String {
        let error = found(home, name).err().unwrap();
        assert_eq!(error.code(), Code::Credentials);
        error.to_text()
    }

    fn with(line: &str) -> Home {
        Home::new(&format!("[profiles.p]\ntenant = \"acme\"\nclient_id = \"c\"\n{line}\n"))
    }

    fn private(path: &Path, text: &[u8]) {
        crate::file::replace(path, text, crate::file::Purpose::Secret).unwrap();
    }

    #[test]
    fn a_file_is_read_without_its_line_end() {
        let home = with("client_secret_file = \"../s e\"");
        let path = home.path().join("s e");
        assert!(failure(&home, "p").contains("there is no such file"));
        private(&path, b"hunter2\r\n");
        let (secret, warnings) = found(&home, "p").unwrap();
        assert_eq!(secret.expose(), "hunter2");
        assert!(warnings.is_empty());
        private(&path, b"\n");
        assert!(failure(&home, "p").contains("it is empty"));
        private(&path, &[0xff, 0xfe]);
        assert!(failure(&home, "p").contains("cannot read"));
        private(&path, &vec![b'a'; 2 << 20]);
        assert!(failure(&home, "p").contains("it is larger than 1 MiB"));
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_others_can_read_is_used_with_a_warning() {
        use std::os::unix::fs::PermissionsExt as _;
        let home = with("client_secret_file = \"../s e\"");
        let path = home.path().join("s e");
        private(&path, b"hunter2");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        let (_, warnings) = found(&home, "p").unwrap();
        let [warning] = &warnings[..] else { panic!() };
        assert!(warning.contains("(mode 0644): chmod 600 '"), "{warning}");
        assert!(warning.ends_with("/config/../s e'"), "{warning}");
    }

    #[cfg(unix)]
    #[test]
    fn a_command_prints_the_secret_and_no_shell_reads_it() {
        let (secret, _) =
            found(&with(r#"client_secret_command = ["printf", "%s\n", "$HOME;x"]"#), "p").unwrap();
        assert_eq!(secret.expose(), "$HOME;x");
        let cat = with(r#"client_secret_command = ["cat"]"#);
        assert!(
            failure(&cat, "p").contains("`cat` gave no client secret\n  cause: it printed nothing")
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_command_that_fails_is_named_and_what_it_printed_is_not() {
        let home = with(r#"client_secret_command = ["sh", "-c", "printf hunter2; exit 3"]"#);
        let text = failure(&home, "p");
        assert!(
            text.starts_with("error: `sh` gave no client secret\n  cause: exit status: 3"),
            "{text}"
        );
        assert!(!text.contains("hunter2"));
        let text = failure(&with(r#"client_secret_command = ["no-such-program-x"]"#), "p");
        assert!(text.contains("`no-such-program-x` gave no client secret"), "{text}");
        let odd = with(r#"client_secret_command = ["printf", "\\377"]"#);
        assert!(failure(&odd, "p").contains("not UTF-8 or UTF-16 text"));
    }

    #[test]
    fn no_secret_says_how_to_give_one() {
        assert_eq!(
            failure(&with(""), "p").lines().take(2).collect::<Vec<_>>(),
            ["error: no client secret is known for profile `p`", "  hint: syncgroup login -p p"]
        );
    }

    #[test]
    fn variables_alone_are_enough_and_need_no_directory() {
        let env = Env::from_pairs([
            ("SAIL_BASE_URL", "https://acme.api.identitynow.com"),
            ("SAIL_CLIENT_ID", "c"),
            ("SAIL_CLIENT_SECRET", "s"),
        ]);
        let (tenant, _) = choose(&env, &Paths::default(), &Flags::default()).unwrap();
        let store = SecretStore::open(&env, &Paths::default(), false);
        let (secret, _) = client_secret(&tenant, &store).unwrap();
        assert_eq!((tenant.client_id.as_deref(), secret.expose()), (Some("c"), "s"));
    }
}
