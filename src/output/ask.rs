//! Questions, and where they go: to the terminal, also when stdin and stdout are taken.

use std::fs::OpenOptions;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};

use zeroize::Zeroizing;

use crate::error::{Code, Error, ErrorKind, Result};
use crate::output::{Out, lock};

/// Someone to ask. An error means that there is nobody.
pub trait Console: Send {
    /// Shows the prompt and reads a line, without its end; none if there is no line any more.
    ///
    /// # Errors
    /// There is no terminal, or it fails.
    fn ask(&mut self, prompt: &str) -> io::Result<Option<String>>;

    /// The same, but what is typed is not shown.
    ///
    /// # Errors
    /// There is no terminal, or it fails.
    fn ask_hidden(&mut self, prompt: &str) -> io::Result<Option<String>>;
}

/// The person at the terminal of this process.
pub struct Terminal;

/// Where to read from and where to write to, whatever stdin and stdout are.
const CONTROLLING: (&str, &str) =
    if cfg!(windows) { ("CONIN$", "CONOUT$") } else { ("/dev/tty", "/dev/tty") };

impl Console for Terminal {
    fn ask(&mut self, prompt: &str) -> io::Result<Option<String>> {
        if io::stdin().is_terminal() && io::stderr().is_terminal() {
            return converse(prompt, io::stderr(), io::stdin().lock());
        }
        let input = OpenOptions::new().read(true).open(CONTROLLING.0)?;
        let output = OpenOptions::new().write(true).open(CONTROLLING.1)?;
        converse(prompt, output, BufReader::new(input))
    }

    fn ask_hidden(&mut self, prompt: &str) -> io::Result<Option<String>> {
        match rpassword::prompt_password(prompt) {
            Ok(secret) => Ok(Some(secret)),
            // A Ctrl-C that was read as a character while nothing was shown.
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(None),
            // A Ctrl-D shows nothing, and leaves the line of the question without an end.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                OpenOptions::new().write(true).open(CONTROLLING.1)?.write_all(b"\n")?;
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }
}

fn converse(
    prompt: &str,
    mut output: impl Write,
    mut input: impl BufRead,
) -> io::Result<Option<String>> {
    output.write_all(prompt.as_bytes())?;
    output.flush()?;
    let mut line = String::new();
    if input.read_line(&mut line)? == 0 {
        output.write_all(b"\n")?;
        return Ok(None);
    }
    Ok(Some(line.trim_end_matches(['\r', '\n']).to_owned()))
}

impl Out {
    /// Asks a question that is answered by yes or no; no is the default. It is shown again after any other answer.
    /// `--yes` has answered it already.
    ///
    /// # Errors
    /// [`Code::Interrupted`] with the word `declined` for no, an empty line or no line at all, [`Code::Usage`] if there is nobody to ask.
    pub fn ask(&self, question: &str) -> Result<()> {
        if self.settings().yes {
            return Ok(());
        }
        let mut prompt = format!("{question} [y/N] ");
        loop {
            let answer = self.line(&prompt, |error| error.hint("--yes"))?;
            match answer.to_lowercase().as_str() {
                "y" | "yes" => return Ok(()),
                "" | "n" | "no" => return Err(declined()),
                // What is asked is in the last line; those before it are still there to read.
                _ => {
                    let last = question.lines().last().unwrap_or_default();
                    prompt = format!("please answer yes or no\n{last} [y/N] ");
                }
            }
        }
    }

    /// Asks for a text; blanks around it do not count, and it may be empty.
    ///
    /// # Errors
    /// [`Code::Interrupted`] if there is no answer, [`Code::Usage`] if there is nobody to ask.
    pub fn ask_text(&self, question: &str) -> Result<String> {
        self.line(&format!("{question}: "), |error| error)
    }

    /// Asks for a secret, which is not shown while it is typed.
    ///
    /// # Errors
    /// [`Code::Interrupted`] if there is no answer, [`Code::Usage`] if there is nobody to ask.
    pub fn ask_secret(&self, question: &str) -> Result<Zeroizing<String>> {
        self.anybody(question)?;
        let prompt = prompt(&format!("{question}: "));
        let answer = lock(&self.console).ask_hidden(&prompt);
        answer
            .map_err(|error| nobody(question, Some(&error)))?
            .map(Zeroizing::new)
            .ok_or_else(declined)
    }

    /// Lets one of several things be chosen by its number, and asks again after any other answer. Gives its index.
    ///
    /// # Errors
    /// [`Code::Interrupted`] if there is no answer, [`Code::Usage`] if there is nobody to ask or nothing to choose.
    pub fn choose(&self, question: &str, items: &[&str]) -> Result<usize> {
        let count = items.len();
        if count == 0 {
            return Err(Error::usage(format!("nothing to choose from: {question}")));
        }
        let numbered = items.iter().zip(1..).map(|(item, number)| format!("{number:>3}  {item}\n"));
        let mut prompt = numbered.chain([format!("{question} [1-{count}] ")]).collect::<String>();
        loop {
            match self.line(&prompt, |error| error)?.parse() {
                Ok(number @ 1..) if number <= count => return Ok(number - 1),
                _ => prompt = format!("a number from 1 to {count}, please: "),
            }
        }
    }

    fn line(&self, question: &str, hint: impl Fn(Error) -> Error) -> Result<String> {
        self.anybody(question).map_err(&hint)?;
        self.hush();
        let answer = lock(&self.console).ask(&prompt(question));
        let answer = answer.map_err(|error| hint(nobody(question, Some(&error))))?;
        answer.map(|line| line.trim().to_owned()).ok_or_else(declined)
    }

    fn anybody(&self, question: &str) -> Result<()> {
        if self.settings().no_input { Err(nobody(question, None)) } else { Ok(()) }
    }
}

/// A question reaches a terminal always, so it is cleaned always.
fn prompt(question: &str) -> String {
    crate::output::sanitize::text(question).into_owned()
}

fn nobody(question: &str, error: Option<&io::Error>) -> Error {
    let question = question.lines().last().unwrap_or_default();
    let question = question.trim_end_matches(" [y/N] ").trim_end_matches([':', ' ']);
    match error {
        None => Error::usage(format!("`--no-input` forbids the question: {question}")),
        Some(error) => Error::usage(format!("cannot prompt without a terminal: {question}"))
            .cause(error.to_string()),
    }
}

fn declined() -> Error {
    Error::new(Code::Interrupted, "nothing was changed").kind(ErrorKind::Declined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conversation_shows_the_prompt_and_reads_a_line() {
        let mut shown = Vec::new();
        let answer = converse("sure? ", &mut shown, b"yes\r\nmore\n".as_slice()).unwrap();
        assert_eq!(answer.as_deref(), Some("yes"));
        assert_eq!(shown, b"sure? ");
    }

    #[test]
    fn the_end_of_input_is_no_answer() {
        let mut shown = Vec::new();
        assert_eq!(converse("sure? ", &mut shown, b"".as_slice()).unwrap(), None);
        assert_eq!(shown, b"sure? \n");
        assert_eq!(converse("sure? ", &mut shown, b"y".as_slice()).unwrap().as_deref(), Some("y"));
    }
}
