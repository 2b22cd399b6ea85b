//! The shells: the scripts that ask, and the answers in the form that each takes.

use clap_complete::{CompletionCandidate, Shell};

use super::line::Typed;

/// The script that makes a shell ask the program.
pub const fn script(shell: Shell) -> &'static str {
    match shell {
        Shell::Elvish => include_str!("syncgroup.elv"),
        Shell::Fish => include_str!("syncgroup.fish"),
        Shell::PowerShell => include_str!("syncgroup.ps1"),
        Shell::Zsh => include_str!("syncgroup.zsh"),
        // Every other shell that reads such scripts at all reads those of bash.
        _ => include_str!("syncgroup.bash"),
    }
}

/// One candidate a line.
pub(super) fn render(shell: &str, typed: &Typed, candidates: &[CompletionCandidate]) -> String {
    candidates.iter().map(|candidate| line(shell, typed, candidate) + "\n").collect()
}

fn line(shell: &str, typed: &Typed, candidate: &CompletionCandidate) -> String {
    let value = candidate.get_value().to_string_lossy();
    let help = candidate.get_help().map(ToString::to_string).unwrap_or_default();
    let help = help.lines().next().unwrap_or_default().replace('\t', " ");
    match shell {
        "bash" => quoted(value.strip_prefix(&typed.kept).unwrap_or(&value), typed.quote),
        "zsh" => {
            let value = value.replace('\\', "\\\\").replace(':', "\\:");
            if help.is_empty() { value } else { format!("{value}:{}", help.replace('\\', "\\\\")) }
        }
        "powershell" => format!("{}\t{help}", powershell(&value)),
        "fish" if !help.is_empty() => format!("{value}\t{help}"),
        _ => value.into_owned(),
    }
}

/// A word as bash reads it, inside the quote that is open. Bash itself closes that.
fn quoted(value: &str, quote: Option<char>) -> String {
    let special: fn(char) -> bool = match quote {
        Some('\'') => return value.replace('\'', r"'\''"),
        // Within double quotes nothing keeps bash from expanding `!`, so that the quotes are left for it.
        Some(_) if value.contains('!') => {
            let parts: Vec<String> = value.split('!').map(|part| quoted(part, quote)).collect();
            return parts.join("\"'!'\"");
        }
        Some(_) => |each| matches!(each, '\\' | '"' | '$' | '`'),
        None => {
            |each| each.is_ascii() && !each.is_ascii_alphanumeric() && !"_./:=@%+,-".contains(each)
        }
    };
    let mut text = String::with_capacity(value.len());
    for each in value.chars() {
        if special(each) {
            text.push('\\');
        }
        text.push(each);
    }
    text
}

/// A word as PowerShell reads it.
fn powershell(value: &str) -> String {
    let plain = |each: char| each.is_alphanumeric() || "_./:=+-".contains(each);
    if value.chars().all(plain) {
        value.to_owned()
    } else {
        // PowerShell takes typographic quotes for quotes too.
        let quotes = ['\'', '\u{2018}', '\u{2019}', '\u{201a}', '\u{201b}'];
        let double =
            |text: String, quote: char| text.replace(quote, &String::from_iter([quote, quote]));
        format!("'{}'", quotes.into_iter().fold(value.to_owned(), double))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_quoted_as_each_shell_has_it() {
        assert_eq!(quoted("Payroll (EU) & co", None), r"Payroll\ \(EU\)\ \&\ co");
        assert_eq!(quoted("a \"$b\"", Some('"')), r#"a \"\$b\""#);
        assert_eq!(quoted("it's", Some('\'')), r"it'\''s");
        assert_eq!(quoted("now!! \"x\"", Some('"')), r#"now"'!'""'!'" \"x\""#);
        assert_eq!(quoted("now!!", None), r"now\!\!");
        assert_eq!(powershell("it\u{2019}s"), "'it\u{2019}\u{2019}s'");
        assert_eq!(quoted("שלום", None), "שלום");
        assert_eq!(powershell("it's one"), "'it''s one'");
        assert_eq!(powershell("--output"), "--output");
    }

    #[test]
    fn bash_gets_only_what_it_replaces() {
        let typed = Typed { words: vec![], quote: None, kept: "--policy=".into() };
        assert_eq!(render("bash", &typed, &["--policy=Strong".into()]), "Strong\n");
        let candidate = CompletionCandidate::new("a:b").help(Some("one\ntwo".into()));
        assert_eq!(render("zsh", &typed, &[candidate]), "a\\:b:one\n");
        let candidate = CompletionCandidate::new("a").help(Some("one".into()));
        assert_eq!(render("fish", &typed, &[candidate, "b".into()]), "a\tone\nb\n");
    }
}
