//! What was typed, with the shell's quotes taken off.

/// The words up to the cursor. The last one is the one to complete; it may be empty.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Typed {
    /// At least the program and the word to complete.
    pub(super) words: Vec<String>,
    /// The quote that is open in the last word.
    pub(super) quote: Option<char>,
    /// What the last word begins with and the shell does not replace, such as `--policy=` in bash.
    pub(super) kept: String,
}

impl Typed {
    /// The words as a shell's script hands them over; `None` where there are not enough.
    pub(super) fn from_shell(shell: &str, mut words: Vec<String>) -> Option<Self> {
        let mut typed = match shell {
            // The whole line, because bash breaks words at `:` and `=` too, and the piece that it replaces.
            "bash" => {
                let [line, piece] = <[String; 2]>::try_from(words).ok()?;
                let mut typed = split(&line);
                let piece = match typed.quote {
                    // bash replaces what stands behind the quote.
                    Some(quote) => {
                        format!("{quote}{}", piece.strip_prefix(quote).unwrap_or(&piece))
                    }
                    None => piece,
                };
                let piece = split(&piece).words.pop().unwrap_or_default();
                let kept = typed.last().strip_suffix(piece.as_str()).unwrap_or_default();
                typed.kept = String::from(kept);
                typed
            }
            // The last word is as it was typed, the others without quotes. `=` stands before it because Windows
            // PowerShell hands no empty word over.
            "fish" | "powershell" => {
                let last = words.pop()?;
                let last =
                    split(last.strip_prefix('=').filter(|_| shell != "fish").unwrap_or(&last));
                words.push(last.words.into_iter().last().unwrap_or_default());
                Self { words, quote: last.quote, kept: String::new() }
            }
            _ => Self { words, quote: None, kept: String::new() },
        };
        // Variables before the command are no words of it.
        let assignments = typed.words.iter().take_while(|word| is_assignment(word)).count();
        typed.words.drain(..assignments);
        (typed.words.len() > 1).then_some(typed)
    }

    /// The word to complete.
    pub(super) fn last(&self) -> &str {
        self.words.last().map(String::as_str).unwrap_or_default()
    }
}

fn is_assignment(word: &str) -> bool {
    let name = word.split_once('=').map(|(name, _)| name).unwrap_or_default();
    !name.is_empty() && name.chars().all(|each| each.is_ascii_alphanumeric() || each == '_')
}

/// Splits at blanks as a shell does. Behind a blank there is one more word, an empty one.
fn split(line: &str) -> Typed {
    let mut words = vec![String::new()];
    let (mut quote, mut begun) = (None, false);
    let mut characters = line.chars();
    while let Some(character) = characters.next() {
        let word = words.last_mut().unwrap_or_else(|| unreachable!("there is one from the start"));
        match (character, quote) {
            (blank, None) if blank.is_whitespace() => {
                if begun {
                    words.push(String::new());
                }
                begun = false;
                continue;
            }
            ('\'' | '"', None) => quote = Some(character),
            (_, Some(open)) if character == open => quote = None,
            ('\\', None) => word.extend(characters.next()),
            ('\\', Some('"')) => match characters.next() {
                Some(escaped @ ('"' | '\\' | '$' | '`')) => word.push(escaped),
                other => word.extend(std::iter::once('\\').chain(other)),
            },
            _ => word.push(character),
        }
        begun = true;
    }
    Typed { words, quote, kept: String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bash(line: &str, piece: &str) -> Typed {
        Typed::from_shell("bash", vec![line.into(), piece.into()]).unwrap()
    }

    #[test]
    fn quotes_and_backslashes_are_taken_off() {
        let words = |line: &str| split(line).words;
        assert_eq!(words("syncgroup get "), ["syncgroup", "get", ""]);
        assert_eq!(
            words("syncgroup  get 'a b' \"c \\\" d\" e\\ f"),
            ["syncgroup", "get", "a b", "c \" d", "e f"]
        );
        assert_eq!(split("a 'b c").quote, Some('\''));
        assert_eq!(split("a \"b c").quote, Some('"'));
        assert_eq!(words("a ''"), ["a", ""]);
    }

    #[test]
    fn bash_keeps_what_it_does_not_replace() {
        let typed = bash("syncgroup list --policy=Str", "Str");
        assert_eq!((typed.last(), typed.kept.as_str()), ("--policy=Str", "--policy="));
        let typed = bash("syncgroup get \"Password Sy", "Password Sy");
        assert_eq!(
            (typed.last(), typed.kept.as_str(), typed.quote),
            ("Password Sy", "", Some('"'))
        );
        let typed = bash("A=b syncgroup get Pass\\ w", "Pass\\ w");
        assert_eq!(typed.words, ["syncgroup", "get", "Pass w"]);
        assert_eq!(typed.kept, "");
    }

    #[test]
    fn other_shells_hand_over_words() {
        let words = |words: &[&str]| words.iter().map(ToString::to_string).collect();
        let typed = Typed::from_shell("fish", words(&["syncgroup", "get", "\"Pass w"])).unwrap();
        assert_eq!(typed.words, ["syncgroup", "get", "Pass w"]);
        let typed = Typed::from_shell("powershell", words(&["syncgroup", "get", "="])).unwrap();
        assert_eq!(typed.last(), "");
        let typed = Typed::from_shell("zsh", words(&["syncgroup", "a b"])).unwrap();
        assert_eq!(typed.last(), "a b");
        assert_eq!(Typed::from_shell("zsh", words(&["syncgroup"])), None);
        assert_eq!(Typed::from_shell("bash", words(&["syncgroup"])), None);
    }
}
