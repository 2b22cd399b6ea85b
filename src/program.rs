//! Programs that the user names: an editor, a pager, a command that prints a secret.

use std::ffi::OsStr;
use std::process::Command;

mod foreground;

pub(crate) use foreground::{is_lent, run_in_foreground, was_interrupted};

/// The command of a line with options, such as `code --wait`, with more arguments at its end. On Unix a shell takes the
/// line apart; on Windows there are words, and quotes around those that have blanks in them.
pub(crate) fn of_line(line: &str, arguments: &[&OsStr]) -> Command {
    #[cfg(not(windows))]
    {
        let mut command = Command::new("sh");
        if arguments.is_empty() {
            command.arg("-c").arg(line);
        } else {
            command.arg("-c").arg(format!("{line} \"$@\"")).arg("syncgroup").args(arguments);
        }
        command
    }
    #[cfg(windows)]
    {
        let words = windows::words(line);
        let mut command = of_program(words.first().map_or("", String::as_str));
        command.args(words.iter().skip(1)).args(arguments);
        command
    }
}

/// The command of a program without its arguments. On Windows it may be a script as well: `az.cmd`, `secret.ps1`.
pub(crate) fn of_program(program: &str) -> Command {
    #[cfg(not(windows))]
    {
        Command::new(program)
    }
    #[cfg(windows)]
    {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let extensions = std::env::var("PATHEXT").unwrap_or_else(|_| ".COM;.EXE;.BAT;.CMD".into());
        let found = windows::find(program, std::env::split_paths(&path), &extensions);
        match found {
            Some(script)
                if script.extension().is_some_and(|end| end.eq_ignore_ascii_case("ps1")) =>
            {
                let mut command = Command::new("powershell");
                command.args(["-NoProfile", "-ExecutionPolicy", "Bypass", "-File"]).arg(script);
                command
            }
            Some(path) => Command::new(path),
            None => Command::new(program),
        }
    }
}

#[cfg(any(windows, test))]
mod windows {
    use std::path::{Path, PathBuf};

    /// The words of a line. Backslashes are for paths, and a quote that is not closed ends with the line.
    pub(super) fn words(line: &str) -> Vec<String> {
        let mut words = Vec::new();
        let mut word: Option<String> = None;
        let mut quote = None;
        for character in line.chars() {
            match (quote, character) {
                (Some(open), _) if open == character => quote = None,
                (None, '"') => {
                    quote = Some(character);
                    word.get_or_insert_default();
                }
                (None, '\'') if word.is_none() => {
                    quote = Some(character);
                    word = Some(String::new());
                }
                (None, _) if character.is_whitespace() => words.extend(word.take()),
                _ => word.get_or_insert_default().push(character),
            }
        }
        words.extend(word);
        words
    }

    /// The file of a program: as it is named, else with each of the extensions, which `;` separates, and as a script of
    /// PowerShell. A name without a directory is looked for in `directories`.
    pub(super) fn find(
        program: &str,
        directories: impl Iterator<Item = PathBuf>,
        extensions: &str,
    ) -> Option<PathBuf> {
        let extensions: Vec<&str> =
            extensions.split(';').filter(|end| !end.is_empty()).chain([".ps1"]).collect();
        let is_whole = extensions.iter().any(|end| {
            program.len() > end.len()
                && program.is_char_boundary(program.len() - end.len())
                && program[program.len() - end.len()..].eq_ignore_ascii_case(end)
        });
        let whole = is_whole.then(|| program.to_owned());
        let names: Vec<String> = whole
            .into_iter()
            .chain(extensions.iter().map(|end| format!("{program}{}", end.to_ascii_lowercase())))
            .collect();
        let first = |directory: &Path| {
            names.iter().map(|name| directory.join(name)).find(|path| path.is_file())
        };
        if program.contains(['/', '\\', ':']) {
            return first(Path::new(""));
        }
        directories.into_iter().find_map(|directory| first(&directory))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::windows::{find, words};

    #[test]
    fn words_of_windows_are_quoted_where_they_have_blanks() {
        for (line, expected) in [
            ("notepad", vec!["notepad"]),
            ("code --wait", vec!["code", "--wait"]),
            (r#""C:\Program Files\x.exe" -R"#, vec![r"C:\Program Files\x.exe", "-R"]),
            (r#"C:\"Program Files"\x.exe"#, vec![r"C:\Program Files\x.exe"]),
            ("'a b' it's ''", vec!["a b", "it's", ""]),
            (r#"  "open "#, vec!["open "]),
            (" ", vec![]),
        ] {
            assert_eq!(words(line), expected, "{line}");
        }
    }

    #[test]
    fn a_program_of_windows_may_be_a_script() {
        let home = tempfile::tempdir().unwrap();
        for name in ["code.cmd", "az.ps1", "both.exe", "both.cmd", "v1.2"] {
            fs::write(home.path().join(name), "").unwrap();
        }
        let found = |program: &str| {
            let directories = ["/nowhere".into(), home.path().to_owned()].into_iter();
            let path = find(program, directories, ".COM;.EXE;.CMD")?;
            Some(path.file_name()?.to_str()?.to_owned())
        };
        for (program, expected) in [
            ("code", Some("code.cmd")),
            ("code.cmd", Some("code.cmd")),
            ("az", Some("az.ps1")),
            ("both", Some("both.exe")),
            ("v1.2", None),
            ("nothing", None),
        ] {
            assert_eq!(found(program).as_deref(), expected, "{program}");
        }
        let whole = home.path().join("code").display().to_string();
        assert_eq!(found(&whole).as_deref(), Some("code.cmd"));
    }

    #[cfg(unix)]
    #[test]
    fn arguments_follow_a_line_untouched() {
        let argument = std::ffi::OsStr::new("a b;$c");
        let output = super::of_line("printf '%s|' 1", &[argument]).output().unwrap();
        assert_eq!(output.stdout, b"1|a b;$c|");
    }
}
