//! Whether there is colour, and which.

use anstyle::{AnsiColor, Style};

use crate::output::settings::{Color, Environment};

/// What a piece of text is, for its colour.
#[derive(Debug, Clone, Copy)]
pub(super) enum Tint {
    /// A header.
    Strong,
    /// Good, or added.
    Good,
    /// Bad, or removed.
    Bad,
    /// A warning.
    Warning,
    /// A place, such as the head of a hunk.
    Place,
    /// Less important than the rest.
    Faint,
}

impl Tint {
    const fn style(self) -> Style {
        match self {
            Self::Strong => Style::new().bold(),
            Self::Good => AnsiColor::Green.on_default(),
            Self::Bad => AnsiColor::Red.on_default(),
            Self::Warning => AnsiColor::Yellow.on_default(),
            Self::Place => AnsiColor::Cyan.on_default(),
            Self::Faint => Style::new().dimmed(),
        }
    }

    /// The text in this colour, line by line, so that a pager that cuts between lines shows no bleeding colour.
    pub(super) fn paint(self, text: &str) -> String {
        let style = self.style();
        let lines = text.split('\n').map(|line| match line {
            "" => String::new(),
            line => format!("{style}{line}{style:#}"),
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Whether a stream gets colour. `--color` wins, then what forbids it, then what asks for it, then the terminal.
pub(super) fn wanted(color: Color, environment: &Environment, terminal: bool) -> bool {
    let is_set = |value: &Option<String>| value.as_deref().is_some_and(|value| !value.is_empty());
    let is = |value: &Option<String>, word: &str| value.as_deref() == Some(word);
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if is_set(&environment.no_color) => false,
        Color::Auto
            if is_set(&environment.clicolor_force) && !is(&environment.clicolor_force, "0") =>
        {
            true
        }
        Color::Auto => {
            terminal && !is(&environment.clicolor, "0") && !is(&environment.term, "dumb")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(no_color: &str, force: &str, clicolor: &str, term: &str) -> Environment {
        let value = |text: &str| (text != "-").then(|| text.to_owned());
        Environment {
            no_color: value(no_color),
            clicolor_force: value(force),
            clicolor: value(clicolor),
            term: value(term),
        }
    }

    #[test]
    fn the_option_wins_over_everything() {
        let against = environment("1", "0", "0", "dumb");
        assert!(wanted(Color::Always, &against, false));
        assert!(!wanted(Color::Never, &environment("-", "1", "1", "xterm"), true));
    }

    #[test]
    fn the_environment_decides_where_the_option_does_not() {
        for (environment, on_terminal, elsewhere) in [
            (environment("-", "-", "-", "-"), true, false),
            (environment("-", "-", "-", "xterm"), true, false),
            (environment("", "", "", ""), true, false),
            (environment("1", "-", "-", "-"), false, false),
            (environment("0", "-", "-", "-"), false, false),
            (environment("-", "1", "-", "dumb"), true, true),
            (environment("-", "0", "-", "-"), true, false),
            (environment("1", "1", "-", "-"), false, false),
            (environment("-", "-", "0", "-"), false, false),
            (environment("-", "-", "-", "dumb"), false, false),
        ] {
            assert_eq!(wanted(Color::Auto, &environment, true), on_terminal, "{environment:?}");
            assert_eq!(wanted(Color::Auto, &environment, false), elsewhere, "{environment:?}");
        }
    }

    #[test]
    fn colour_ends_with_each_line() {
        assert_eq!(Tint::Bad.paint("a\n\nb"), "\x1b[31ma\x1b[0m\n\n\x1b[31mb\x1b[0m");
    }
}
