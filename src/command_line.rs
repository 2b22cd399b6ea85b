//! A command of this program as a line that can be pasted into a shell.
//!
//! Hints, messages and the history print commands through [`CommandLine`] alone, so that each is quoted for the shell in
//! use and asks the same tenant as the command that printed it.

use std::fmt::Write as _;

/// A shell, for what has to be quoted and how.
#[expect(clippy::enum_variant_names, reason = "PowerShell is one word")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shell {
    /// sh, bash, zsh, fish.
    #[default]
    Posix,
    /// Windows PowerShell and PowerShell 7.
    PowerShell,
    /// The command prompt of Windows.
    Cmd,
}

impl Shell {
    /// Every shell with its name in `SYNCGROUP_SHELL`.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Posix, "sh"), (Self::PowerShell, "powershell"), (Self::Cmd, "cmd")];

    /// The shell that the environment tells of: `SYNCGROUP_SHELL` where it names one, else what the shells themselves
    /// leave there.
    pub fn detect<'a>(variable: impl Fn(&str) -> Option<&'a str>) -> Self {
        let named = variable("SYNCGROUP_SHELL").map(str::to_ascii_lowercase);
        let known = Self::ALL.iter().find(|(_, name)| named.as_deref() == Some(*name));
        if let Some((shell, _)) = known {
            return *shell;
        }
        let modules = variable("PSModulePath");
        if cfg!(windows) {
            // The system sets this variable for every process; PowerShell adds the user's own folder to it.
            let own = |path: &str| path.split(';').filter(|part| !part.is_empty()).count() > 2;
            match modules {
                _ if variable("MSYSTEM").is_some() => Self::Posix,
                Some(path) if own(path) => Self::PowerShell,
                _ => Self::Cmd,
            }
        } else if modules.is_some() {
            Self::PowerShell
        } else {
            Self::Posix
        }
    }

    /// The statement that sets a variable of the environment to a value.
    pub fn set_variable(self, name: &str, value: &str) -> String {
        match self {
            Self::Posix => format!("export {name}={}", self.quote(value)),
            // Bare words are commands there.
            Self::PowerShell => format!("$env:{name} = '{}'", value.replace('\'', "''")),
            Self::Cmd => format!("set \"{name}={value}\""),
        }
    }

    /// How variables of the environment are set, all in one line.
    pub fn set_variables(self, variables: &[(&str, &str)]) -> String {
        let joined = |one: &dyn Fn(&str, &str) -> String, between: &str| {
            let all = variables.iter().map(|(name, value)| one(name, value));
            all.collect::<Vec<_>>().join(between)
        };
        let statement = |name: &str, value: &str| self.set_variable(name, value);
        match self {
            Self::Posix => {
                let word = |name: &str, value: &str| format!("{name}={}", self.quote(value));
                format!("export {}", joined(&word, " "))
            }
            Self::PowerShell => joined(&statement, "; "),
            Self::Cmd => joined(&statement, " & "),
        }
    }

    /// How variables of the environment are removed.
    pub fn unset_variables(self, names: &[&str]) -> String {
        let joined = |before: &str, after: &str, between: &str| {
            let all = names.iter().map(|name| format!("{before}{name}{after}"));
            all.collect::<Vec<_>>().join(between)
        };
        match self {
            Self::Posix => format!("unset {}", joined("", "", " ")),
            Self::PowerShell => format!("Remove-Item {}", joined("Env:", "", ", ")),
            // Without the quotes the blank in front of `&` would be the value.
            Self::Cmd => joined("set \"", "=\"", " & "),
        }
    }

    /// The word as this shell has to be given it.
    pub fn quote(self, word: &str) -> String {
        let plain = |letter: char| {
            letter.is_alphanumeric()
                || "-_./:…".contains(letter)
                || self != Self::Cmd && "=+".contains(letter)
                || self == Self::Posix && "@,%".contains(letter)
                || self != Self::Posix && letter == '\\'
        };
        // PowerShell takes apart a parameter such as `-a.b`.
        let split = self == Self::PowerShell && word.starts_with('-') && word.contains(['.', ':']);
        if !word.is_empty() && word.chars().all(plain) && !split {
            return word.to_owned();
        }
        match self {
            Self::Posix => format!("'{}'", word.replace('\'', "'\\''")),
            // It takes typographic quotation marks for straight ones.
            Self::PowerShell => {
                let doubled = |letter: char| match letter {
                    '\'' | '‘' | '’' | '‚' | '‛' => format!("{letter}{letter}"),
                    letter => letter.to_string(),
                };
                format!("'{}'", word.chars().map(doubled).collect::<String>())
            }
            Self::Cmd => format!("\"{}\"", word.replace('"', "\"\"")),
        }
    }
}

/// A command of this program: its words, and whether it is meant for the tenant of the command that prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandLine {
    words: Vec<String>,
    same_tenant: bool,
    output_to: Option<String>,
    input_from: Option<String>,
}

impl CommandLine {
    /// A command for the tenant of this run, without the program's name: `["history", "show", "3"]`.
    pub fn new<W: Into<String>>(words: impl IntoIterator<Item = W>) -> Self {
        Self {
            words: words.into_iter().map(Into::into).collect(),
            same_tenant: true,
            output_to: None,
            input_from: None,
        }
    }

    /// A command that needs no tenant, such as `help`.
    pub fn without_tenant<W: Into<String>>(words: impl IntoIterator<Item = W>) -> Self {
        Self { same_tenant: false, ..Self::new(words) }
    }

    /// A command for the tenant of this run, as fixed words with blanks between them: `"history show"`.
    pub fn of(words: &str) -> Self {
        Self::new(words.split_ascii_whitespace())
    }

    /// A command that needs no tenant, as [`CommandLine::of`].
    pub fn local(words: &str) -> Self {
        Self::without_tenant(words.split_ascii_whitespace())
    }

    /// A command for the tenant of this profile.
    pub fn on<W: Into<String>>(profile: &str, words: impl IntoIterator<Item = W>) -> Self {
        let line = Self::without_tenant(words);
        Self {
            words: ["-p".to_owned(), profile.to_owned()].into_iter().chain(line.words).collect(),
            ..line
        }
    }

    /// Adds a word.
    #[must_use]
    pub fn word(mut self, word: impl Into<String>) -> Self {
        self.words.push(word.into());
        self
    }

    /// Adds the name or ID of a group, a source or a policy, so that one with a dash in front is no option.
    #[must_use]
    pub fn reference(self, reference: &str) -> Self {
        let is_option = reference.starts_with('-') && reference != "-";
        self.word(if is_option { format!("name:{reference}") } else { reference.to_owned() })
    }

    /// Adds the path of a file; `-` is stdin.
    #[must_use]
    pub fn file(self, path: &str) -> Self {
        let is_option = path.starts_with('-') && path != "-";
        self.word(if is_option { format!("./{path}") } else { path.to_owned() })
    }

    /// Adds an option with a value that may begin with a dash.
    #[must_use]
    pub fn option(self, name: &str, value: &str) -> Self {
        if value.starts_with('-') {
            self.word(format!("{name}={value}"))
        } else {
            self.word(name).word(value)
        }
    }

    /// Adds fixed words with blanks between them.
    #[must_use]
    pub fn and(mut self, words: &str) -> Self {
        self.words.extend(words.split_ascii_whitespace().map(str::to_owned));
        self
    }

    /// Sends what the command prints to a file.
    #[must_use]
    pub fn output_to(mut self, file: impl Into<String>) -> Self {
        self.output_to = Some(file.into());
        self
    }

    /// Reads the command's input from a file.
    #[must_use]
    pub fn input_from(mut self, file: impl Into<String>) -> Self {
        self.input_from = Some(file.into());
        self
    }

    /// The words behind the program's name, for programs that start it themselves.
    pub fn words(&self, run: &Invocation) -> Vec<String> {
        let tenant = if self.same_tenant { run.tenant.as_slice() } else { &[] };
        tenant.iter().chain(&self.words).cloned().collect()
    }

    /// The line as it is pasted into the shell.
    pub fn print(&self, run: &Invocation) -> String {
        let shell = run.shell;
        let mut line = String::from("syncgroup");
        for word in self.words(run) {
            let _ = write!(line, " {}", shell.quote(&word));
        }
        if let Some(file) = &self.output_to {
            let _ = write!(line, " > {}", shell.quote(file));
        }
        match (&self.input_from, shell) {
            (Some(file), Shell::PowerShell) => {
                format!("Get-Content {} | {line}", shell.quote(file))
            }
            (Some(file), _) => format!("{line} < {}", shell.quote(file)),
            (None, _) => line,
        }
    }
}

/// What a printed command has to repeat of the one that runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Invocation {
    /// The shell that the line is pasted into.
    pub shell: Shell,
    /// The words that chose the tenant, such as `["-p", "prod"]`; none where nothing has to be typed.
    pub tenant: Vec<String>,
}

/// How a hint names a thing: by its name where any shell takes that as it is, otherwise by its ID.
pub fn reference(name: &str, id: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || " ._-".contains(letter);
    let word = name.chars().all(plain) && name.trim() == name && !name.starts_with('-');
    if word && !name.is_empty() || id.is_empty() { name.to_owned() } else { id.to_owned() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn run(shell: Shell) -> Invocation {
        Invocation { shell, tenant: vec!["-p".into(), "my prod".into()] }
    }

    #[test]
    fn a_line_is_quoted_for_its_shell_and_asks_the_same_tenant() {
        let line = CommandLine::new(["update", "Héad Office", "--name", "it's"]);
        for (shell, expected) in [
            (Shell::Posix, r"syncgroup -p 'my prod' update 'Héad Office' --name 'it'\''s'"),
            (Shell::PowerShell, "syncgroup -p 'my prod' update 'Héad Office' --name 'it''s'"),
            (Shell::Cmd, "syncgroup -p \"my prod\" update \"Héad Office\" --name \"it's\""),
        ] {
            assert_eq!(line.print(&run(shell)), expected);
        }
        let help = CommandLine::without_tenant(["help", "config"]);
        assert_eq!(help.print(&run(Shell::Posix)), "syncgroup help config");
        let there = CommandLine::on("test", ["list"]).output_to("a b.txt");
        assert_eq!(there.print(&run(Shell::Posix)), "syncgroup -p test list > 'a b.txt'");
        let login = CommandLine::without_tenant(["login", "--secret-stdin"]).input_from("s.txt");
        assert_eq!(
            login.print(&run(Shell::PowerShell)),
            "Get-Content s.txt | syncgroup login --secret-stdin"
        );
    }

    #[test]
    fn what_begins_with_a_dash_is_no_option() {
        let line = CommandLine::local("update").reference("-x").option("--name", "-y");
        assert_eq!(line.print(&Invocation::default()), "syncgroup update name:-x --name=-y");
        let line = CommandLine::local("apply -f").file("-x.json").reference("-").file("-");
        assert_eq!(line.print(&Invocation::default()), "syncgroup apply -f ./-x.json - -");
        let line = CommandLine::local("update").reference("a-b").option("--name", "c").file("d");
        assert_eq!(line.print(&Invocation::default()), "syncgroup update a-b --name c d");
    }

    #[test]
    fn the_shell_is_named_or_detected() {
        let detect = |variables: &[(&str, &'static str)]| {
            Shell::detect(|name| {
                variables.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
            })
        };
        assert_eq!(detect(&[("SYNCGROUP_SHELL", "PowerShell")]), Shell::PowerShell);
        assert_eq!(detect(&[("SYNCGROUP_SHELL", "cmd"), ("PSModulePath", "a;b;c")]), Shell::Cmd);
        assert_eq!(detect(&[("PSModulePath", "a;b;c")]), Shell::PowerShell);
        let nothing = if cfg!(windows) { Shell::Cmd } else { Shell::Posix };
        assert_eq!(detect(&[("SYNCGROUP_SHELL", "tcsh")]), nothing);
    }

    #[test]
    fn variables_are_set_and_removed_as_each_shell_does_it() {
        for (shell, set, unset) in [
            (Shell::Posix, "export A=… B=…", "unset A B"),
            (Shell::PowerShell, "$env:A = '…'; $env:B = '…'", "Remove-Item Env:A, Env:B"),
            (Shell::Cmd, "set \"A=…\" & set \"B=…\"", "set \"A=\" & set \"B=\""),
        ] {
            assert_eq!(shell.set_variables(&[("A", "…"), ("B", "…")]), set);
            assert_eq!(shell.unset_variables(&["A", "B"]), unset);
        }
    }

    #[test]
    fn a_name_that_a_shell_could_take_apart_is_shown_as_its_id() {
        for name in ["Head Office", "a.b_c-d", "Größe 2"] {
            assert_eq!(reference(name, "1"), name);
        }
        for name in ["a\"b", "$(rm)", "it's", "-x", " a", "", "a%b", "a:b", "a\u{202e}b"] {
            assert_eq!(reference(name, "1"), "1");
        }
        assert_eq!(reference("it's", ""), "it's");
    }

    proptest! {
        #[test]
        fn a_posix_shell_reads_back_what_was_quoted(words in prop::collection::vec("[^\0]{0,12}", 1..5)) {
            let line = CommandLine::without_tenant(words.clone()).print(&Invocation::default());
            prop_assert_eq!(shlex::split(&line).unwrap()[1..].to_vec(), words);
        }
    }
}
