//! The kinds of errors and the exit codes. Their documentation is what `help exit-codes` shows.

/// Defines an enum whose documentation can be shown to users: each variant with its number or word.
macro_rules! documented {
    (
        $(#[$outer:meta])*
        $name:ident as $shown:ty { $($(#[doc = $about:literal])+ $variant:ident = $value:expr,)+ }
    ) => {
        $(#[$outer])*
        pub enum $name {
            $($(#[doc = $about])+ $variant,)+
        }

        impl $name {
            /// All of them in order, each with what it means to a user.
            pub const ALL: &'static [(Self, &'static str)] =
                &[$((Self::$variant, concat!($($about),+).trim_ascii_start()),)+];

            const fn shown(self) -> $shown {
                match self {
                    $(Self::$variant => $value,)+
                }
            }
        }
    };
}

documented! {
    /// The exit codes of the program.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    Code as u8 {
        /// done; also an empty list, and nothing to change
        Done = 0,
        /// the API refused (other 4xx), some of several writes failed, a write's outcome is unknown, or output cannot be written
        Refused = 1,
        /// usage: flag, file, body, config, address; a question without a terminal
        Usage = 2,
        /// not found: 404, no such name
        NotFound = 3,
        /// credentials: none, 401, 403, read-only profile; the hint says which
        Credentials = 4,
        /// conflict: ambiguous name, changed since it was read, stale plan, 409, 412
        Conflict = 5,
        /// try again, it is safe: 408, 429 after retries, 5xx, timeout, DNS, connection
        TryAgain = 6,
        /// prerequisites not met (`check`, and before a write); a password that breaks the policy; what `--deny` names
        Prerequisites = 7,
        /// differs: only `diff --exit-code` and `apply --dry-run --exit-code`
        Differs = 10,
        /// interrupted by SIGHUP; on Windows, the console was closed
        HungUp = 129,
        /// interrupted by Ctrl-C (SIGINT), or "no" at a question
        Interrupted = 130,
        /// interrupted by SIGTERM; on Windows, by Ctrl-Break
        Terminated = 143,
    }
}

documented! {
    /// What went wrong, more closely than the exit code tells it: `code` of an error in JSON.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    ErrorKind as &'static str {
        /// the user has several accounts on the source
        AmbiguousAccount = "ambiguous_account",
        /// several objects have the name
        AmbiguousName = "ambiguous_name",
        /// the token belongs to no user, and the request needs a user's
        ApplicationToken = "application_token",
        /// the tenant did not accept the client's ID and secret
        BadCredentials = "bad_credentials",
        /// the group has changed since it was read
        ChangedSince = "changed_since",
        /// the tenant is not in the state that the command needs
        Conflict = "conflict",
        /// no connection, or one that was lost
        Connection = "connection",
        /// no credentials, or no permission
        Credentials = "credentials",
        /// the answer to a question was no
        Declined = "declined",
        /// `--deny`, or `deny` of the profile, refuses the change
        Denied = "denied",
        /// there are differences
        Differs = "differs",
        /// the host's name can't be resolved
        Dns = "dns",
        /// nothing went wrong
        Done = "done",
        /// the history can't be read or written
        History = "history",
        /// a list ended before its total, or changed while it was read
        IncompleteList = "incomplete_list",
        /// a failure inside this program
        Internal = "internal",
        /// Ctrl-C or another signal
        Interrupted = "interrupted",
        /// the `--jq` filter can't be read, or can't take the result
        Jq = "jq",
        /// a password change goes on although nobody waits for it
        LeftInProgress = "left_in_progress",
        /// a file, stdout or the system of this machine failed
        LocalFailure = "local_failure",
        /// no such object
        NotFound = "not_found",
        /// it is not known whether a write took effect
        OutcomeUnknown = "outcome_unknown",
        /// the tenant reported that the password was not changed
        PasswordChangeFailed = "password_change_failed",
        /// the password breaks the policy
        PasswordPolicy = "password_policy",
        /// prerequisites of a sync group are not met
        Prerequisites = "prerequisites",
        /// a proxy refused the request, asks for credentials, or has a name that can't be resolved
        Proxy = "proxy",
        /// the profile is read-only
        ReadOnly = "read_only",
        /// the answer leads to another origin
        Redirected = "redirected",
        /// the tenant refused the request, or some of several writes failed
        Refused = "refused",
        /// the source is a member of another group
        SourceTaken = "source_taken",
        /// the tenant has changed since the plan was saved
        StalePlan = "stale_plan",
        /// `batch` was stopped before the request was done
        Stopped = "stopped",
        /// time was up
        Timeout = "timeout",
        /// no TLS connection, or an untrusted certificate
        Tls = "tls",
        /// the response is larger than what is read
        TooLarge = "too_large",
        /// more groups would be deleted than `--max-deletes` allows
        TooManyDeletes = "too_many_deletes",
        /// the tenant or the way to it failed; the same command may be run again
        TryAgain = "try_again",
        /// the response is not what the API documents
        UnexpectedAnswer = "unexpected_answer",
        /// a flag, a file, the configuration or an address is wrong
        Usage = "usage",
    }
}

impl Code {
    /// The number that the process ends with.
    pub const fn number(self) -> u8 {
        self.shown()
    }

    /// The kind of an error of this code that has no closer one.
    pub(super) const fn kind(self) -> ErrorKind {
        match self {
            Self::Done => ErrorKind::Done,
            Self::Refused => ErrorKind::Refused,
            Self::Usage => ErrorKind::Usage,
            Self::NotFound => ErrorKind::NotFound,
            Self::Credentials => ErrorKind::Credentials,
            Self::Conflict => ErrorKind::Conflict,
            Self::TryAgain => ErrorKind::TryAgain,
            Self::Prerequisites => ErrorKind::Prerequisites,
            Self::Differs => ErrorKind::Differs,
            Self::HungUp | Self::Interrupted | Self::Terminated => ErrorKind::Interrupted,
        }
    }
}

impl From<Code> for std::process::ExitCode {
    fn from(code: Code) -> Self {
        Self::from(code.number())
    }
}

impl ErrorKind {
    /// The word for programs, such as `outcome_unknown`.
    pub const fn word(self) -> &'static str {
        self.shown()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_listed_once_and_has_its_documented_number() {
        let numbers: Vec<u8> = Code::ALL.iter().map(|(code, _)| code.number()).collect();
        assert_eq!(numbers, [0, 1, 2, 3, 4, 5, 6, 7, 10, 129, 130, 143]);
        assert_eq!(Code::ALL[3].1, "not found: 404, no such name");
    }

    #[test]
    fn words_of_kinds_are_in_order_and_different() {
        let words: Vec<&str> = ErrorKind::ALL.iter().map(|(kind, _)| kind.word()).collect();
        assert!(words.is_sorted_by(|one, next| one < next), "{words:?}");
    }
}
