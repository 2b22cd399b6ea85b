//! What can be wrong, each with what to do about it.

use crate::api::Permission;
use crate::cli::commands::doctor::findings::Outcome;
use crate::command_line::CommandLine;
use crate::error::{Code, Error, Hint};

/// One thing that is wrong, or that deserves a look.
#[derive(Debug, Clone)]
pub enum Problem {
    /// The config file can't be read.
    ConfigFile(Error),
    /// No tenant can be chosen.
    Tenant(Error),
    /// The tenant's host has no address.
    HostName(Error),
    /// Nobody answers there.
    Connection(Error),
    /// Whoever answers can't be trusted.
    Tls(Error),
    /// The tenant does not describe itself.
    OauthInfo(Error),
    /// The tenant does not accept the client.
    Credentials(Error),
    /// Sync groups can't be read.
    ReadGroups(Error),
    /// Password policies can't be read.
    ReadPolicies(Error),
    /// Sources can't be read.
    ReadSources(Error),
    /// The client has no user, and changes nothing; how to sign in with another one.
    NoUserToWrite(Hint),
    /// The user lacks a level or a scope to change groups.
    LacksPermission { user: String, lacking: &'static str },
    /// There is no password policy.
    NoPolicy,
    /// Fewer than two sources could be in a group.
    TooFewCandidates(String),
    /// This machine's clock is off, by so many seconds.
    Clock(u64),
    /// The access token has expired.
    TokenExpired,
    /// The personal access token ends soon.
    TokenEnds { name: String, when: String },
    /// The client has no user.
    NoUser,
    /// The token does not say whose it is.
    OpaqueToken,
    /// The token does not say which level its user has.
    LevelUnknown,
    /// The tenant calls the path style deprecated.
    Deprecated(&'static str),
    /// A new group would need more sources that are free.
    FewFreeCandidates(String),
}

impl Problem {
    /// The step at which it is found.
    pub const fn step(&self) -> &'static str {
        match self {
            Self::ConfigFile(_) => "config file",
            Self::Tenant(_) => "tenant",
            Self::HostName(_) => "host name",
            Self::Connection(_) => "connection",
            Self::Tls(_) => "TLS",
            Self::OauthInfo(_) => "/oauth/info",
            Self::Credentials(_) => "credentials",
            Self::TokenExpired => "token",
            Self::NoUser => "user",
            Self::TokenEnds { .. } => "personal access token",
            Self::ReadGroups(_) => "read groups",
            Self::NoUserToWrite(_)
            | Self::LacksPermission { .. }
            | Self::OpaqueToken
            | Self::LevelUnknown => "write groups",
            Self::Clock(_) => "clock",
            Self::Deprecated(_) => "API version",
            Self::ReadPolicies(_) | Self::NoPolicy => "password policies",
            Self::ReadSources(_) | Self::TooFewCandidates(_) | Self::FewFreeCandidates(_) => {
                "candidate sources"
            }
        }
    }

    /// Whether the step failed, or is to be looked at.
    pub const fn outcome(&self) -> Outcome {
        match self {
            Self::Clock(_)
            | Self::TokenExpired
            | Self::TokenEnds { .. }
            | Self::NoUser
            | Self::OpaqueToken
            | Self::LevelUnknown
            | Self::Deprecated(_)
            | Self::FewFreeCandidates(_) => Outcome::Warning,
            _ => Outcome::Failed,
        }
    }

    /// The exit code that it means.
    pub fn code(&self) -> Code {
        match self {
            _ if self.outcome() != Outcome::Failed => Code::Done,
            Self::NoUserToWrite(_) | Self::LacksPermission { .. } => Code::Credentials,
            Self::NoPolicy | Self::TooFewCandidates(_) => Code::Prerequisites,
            _ => self.error().map_or(Code::Refused, Error::code),
        }
    }

    /// The error behind it, where there is one.
    pub const fn error(&self) -> Option<&Error> {
        match self {
            Self::ConfigFile(error)
            | Self::Tenant(error)
            | Self::HostName(error)
            | Self::Connection(error)
            | Self::Tls(error)
            | Self::OauthInfo(error)
            | Self::Credentials(error)
            | Self::ReadGroups(error)
            | Self::ReadPolicies(error)
            | Self::ReadSources(error) => Some(error),
            _ => None,
        }
    }

    /// What is wrong, in a line.
    pub fn detail(&self) -> String {
        if let Some(error) = self.error() {
            let causes = error.causes().iter().map(|cause| format!(": {cause}"));
            return std::iter::once(error.message().to_owned()).chain(causes).collect();
        }
        match self {
            Self::NoUserToWrite(_) => {
                "the token belongs to no user, and only users may change sync groups".to_owned()
            }
            Self::LacksPermission { user, lacking } => format!("`{user}` lacks `{lacking}`"),
            Self::NoPolicy => "there is none, and a sync group needs one".to_owned(),
            Self::TooFewCandidates(detail) => format!("{detail}; a sync group needs two"),
            Self::Clock(seconds) => format!("{seconds} s away from the tenant's"),
            Self::TokenExpired => "it has expired".to_owned(),
            Self::TokenEnds { name, when } => format!("`{name}` ends {when}"),
            Self::NoUser => "none: an API client without a user".to_owned(),
            Self::OpaqueToken => {
                "the token does not say who stands behind it; only a write tells".to_owned()
            }
            Self::LevelUnknown => {
                "the token does not name the user's level; only a write tells".to_owned()
            }
            Self::Deprecated(version) => format!("the tenant calls {version} deprecated"),
            Self::FewFreeCandidates(detail) => detail.clone(),
            _ => String::new(),
        }
    }

    /// What to do about it: never nothing.
    pub fn remedy(&self) -> Vec<Hint> {
        let own = self.error().map(Error::hints).unwrap_or_default();
        if own.is_empty() { self.usual_remedy() } else { own.to_vec() }
    }

    fn usual_remedy(&self) -> Vec<Hint> {
        let show = |text: &str| {
            vec![Hint::Explained(text.to_owned(), Box::new(CommandLine::of("profile show").into()))]
        };
        let read_only = "or set `read_only = true` in the profile";
        match self {
            Self::ConfigFile(_) => vec![CommandLine::local("profile edit").into()],
            Self::HostName(_) => show("check the spelling of the address, and the name server"),
            Self::Connection(_) => show("check network, firewall and proxy"),
            Self::Tls(_) => vec!["name the authority that signed it: --ca-file PEM".into()],
            Self::OauthInfo(_) => show("check that the address is that of the tenant's API"),
            Self::Tenant(_) | Self::Credentials(_) => vec![CommandLine::of("login").into()],
            Self::ReadGroups(_) | Self::ReadPolicies(_) | Self::ReadSources(_) => {
                vec![CommandLine::of("whoami").into(), "try again later".into()]
            }
            Self::NoUserToWrite(renewal) => vec![
                Hint::Explained(
                    "create a personal access token as a user with level ORG_ADMIN, then"
                        .to_owned(),
                    Box::new(renewal.clone()),
                ),
                "set `read_only = true` in the profile".into(),
            ],
            Self::LacksPermission { lacking, .. } => {
                vec![
                    format!("ask an administrator of the tenant for `{lacking}`, {read_only}")
                        .into(),
                ]
            }
            Self::NoPolicy => {
                vec!["create one in the tenant: Admin > Password Mgmt > Policies".into()]
            }
            Self::TooFewCandidates(_) => {
                vec!["configure password management on at least two direct-connect sources".into()]
            }
            Self::Clock(_) => vec![
                if cfg!(windows) { "w32tm /resync" } else { "timedatectl set-ntp true" }.into(),
            ],
            Self::TokenExpired => vec![Hint::set(["SYNCGROUP_ACCESS_TOKEN"])],
            Self::TokenEnds { .. } => vec![Hint::Explained(
                "create a new personal access token in the tenant, then".to_owned(),
                Box::new(CommandLine::of("login").into()),
            )],
            Self::NoUser => vec!["to change groups, sign in with a personal access token".into()],
            Self::OpaqueToken | Self::LevelUnknown => {
                let scope = Permission::WriteGroups.scope();
                vec![format!("a write needs a user of level ORG_ADMIN and scope `{scope}`").into()]
            }
            Self::Deprecated(_) => vec!["--api-version v1, or api_version in the profile".into()],
            Self::FewFreeCandidates(_) => vec!["a new sync group needs two that are free".into()],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::commands::doctor::findings::STEPS;

    fn every() -> Vec<Problem> {
        let error = || Error::new(Code::TryAgain, "broken");
        let text = String::new;
        vec![
            Problem::ConfigFile(error()),
            Problem::Tenant(error()),
            Problem::HostName(error()),
            Problem::Connection(error()),
            Problem::Tls(error()),
            Problem::OauthInfo(error()),
            Problem::Credentials(error()),
            Problem::ReadGroups(error()),
            Problem::ReadPolicies(error()),
            Problem::ReadSources(error()),
            Problem::NoUserToWrite("login".into()),
            Problem::LacksPermission { user: text(), lacking: "x" },
            Problem::NoPolicy,
            Problem::TooFewCandidates(text()),
            Problem::Clock(61),
            Problem::TokenExpired,
            Problem::TokenEnds { name: text(), when: text() },
            Problem::NoUser,
            Problem::OpaqueToken,
            Problem::LevelUnknown,
            Problem::Deprecated("v3"),
            Problem::FewFreeCandidates("1".to_owned()),
        ]
    }

    #[test]
    fn every_problem_has_a_remedy_a_detail_and_a_step() {
        for problem in every() {
            let remedies = problem.remedy();
            assert!(!remedies.is_empty(), "{problem:?}");
            for remedy in remedies {
                let text = remedy.print(&crate::command_line::Invocation::default());
                assert!(!text.trim().is_empty(), "{problem:?}");
            }
            assert!(!problem.detail().is_empty(), "{problem:?}");
            assert!(STEPS.contains(&problem.step()), "{problem:?}");
            assert_eq!(problem.code() == Code::Done, problem.outcome() == Outcome::Warning);
        }
    }

    #[test]
    fn the_hints_of_an_error_are_its_remedy() {
        let error = Error::new(Code::Credentials, "no").cause("why").hint("how");
        let problem = Problem::Credentials(error);
        assert_eq!((problem.detail(), problem.remedy()), ("no: why".into(), vec!["how".into()]));
        assert_eq!(problem.code(), Code::Credentials);
    }
}
