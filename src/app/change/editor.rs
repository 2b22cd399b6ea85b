//! A text in the user's own editor; a group as YAML with names.

use std::collections::BTreeSet;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use tempfile::TempPath;

use crate::app::lookup::snapshot::Survey;
use crate::app::session::context::Context;
use crate::app::session::interrupt::interrupted;
use crate::command_line::CommandLine;
use crate::document;
use crate::error::{Error, ErrorKind, Hint, Result};
use crate::manifest::{self, Style, Tenant};
use crate::model::{KNOWN_FIELDS, SyncGroup, TENANT_FIELDS};
use crate::{file, program};

/// A text in a file that only its user may read, to be edited. The file goes with this value unless it is kept.
pub struct Draft {
    /// Closed, so that the editor can replace it on Windows too.
    file: TempPath,
}

impl Draft {
    /// Writes the text into a file of its own in the directory for temporary ones.
    pub fn new(text: &[u8], suffix: &str) -> Result<Self> {
        let file = private_file(text, suffix).map_err(|error| {
            anyhow::Error::from(error).context("cannot write the text for the editor")
        })?;
        Ok(Self { file })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.file
    }

    /// Lets the user edit the text, and reads it. An editor that fails is exit 2.
    pub async fn edit(&self, editor: &Editor) -> Result<Vec<u8>> {
        editor.run(&self.file).await?;
        file::read(&self.file, document::MAX_BYTES)
            .map_err(|error| Error::usage("cannot read the edited file").cause(error.to_string()))
    }

    /// Offers the editor once more where somebody is there to take the offer, unless the change may have been made; else
    /// the text is kept, and the error says where.
    pub async fn keep_or_reopen(&mut self, ctx: &Context, error: Error) -> Result<()> {
        let attended = std::io::stdin().is_terminal() && std::io::stderr().is_terminal();
        if !attended || ctx.globals.yes || error.is(ErrorKind::OutcomeUnknown) {
            return Err(error.hint(self.keep()));
        }
        ctx.out()?.error(&error);
        let answer = ctx.ask("Edit the text again?".to_owned()).await;
        answer.map_err(|declined| declined.hint(self.keep()))
    }

    /// Leaves the file where it is, and says where that is.
    fn keep(&mut self) -> String {
        self.file.disable_cleanup(true);
        format!("your text is kept in `{}`", self.file.display())
    }
}

/// What came back from the editor.
pub enum Edited {
    /// The text as it was.
    Unchanged,
    /// The group as it is to be, with the fields that the text does not show.
    Group(SyncGroup),
    /// A text that is no group.
    ManifestError(Error),
}

/// The group's text, to be edited.
pub struct EditedText {
    before: SyncGroup,
    survey: Survey,
    original: String,
    draft: Draft,
    editor: Editor,
}

impl EditedText {
    /// Writes the group down, by names; reads every source and policy for that.
    pub async fn of(ctx: &Context, before: &SyncGroup) -> Result<Self> {
        let editor = Editor::of(ctx, CommandLine::of("update GROUP --name NAME"))?;
        let survey = Survey::of(ctx).await?;
        let Survey { groups, sources, policies, .. } = &survey;
        let tenant = Tenant { groups, sources, policies };
        let original = manifest::write([before], tenant, Style::Yaml, false)?;
        let draft = Draft::new(original.as_bytes(), ".yaml")?;
        Ok(Self { before: before.clone(), survey, original, draft, editor })
    }

    /// Lets the user edit the text. An editor that fails is exit 2, and nothing is changed.
    pub async fn open(&self) -> Result<Edited> {
        let bytes = self.draft.edit(&self.editor).await?;
        let text = document::decode(bytes).map_err(|error| {
            Error::usage("cannot read the edited file").cause(error.to_string())
        })?;
        if text == self.original {
            return Ok(Edited::Unchanged);
        }
        Ok(self.group(&text).map_or_else(Edited::ManifestError, Edited::Group))
    }

    /// As [`Draft::keep_or_reopen`].
    pub async fn keep_or_reopen(&mut self, ctx: &Context, error: Error) -> Result<()> {
        self.draft.keep_or_reopen(ctx, error).await
    }

    fn group(&self, text: &str) -> Result<SyncGroup> {
        let name = self.draft.path().display().to_string();
        let extra: BTreeSet<String> = manifest::extra_keys([&self.before]);
        let manifest =
            manifest::parse(&[(name, text.to_owned())], &extra).map_err(manifest::into_error)?;
        let entries = manifest::resolve(manifest, &self.survey.sources, &self.survey.policies)
            .map_err(manifest::into_error)?;
        match <[manifest::Entry; 1]>::try_from(entries) {
            Ok([entry]) => {
                let edited = self.merged(&entry.to_group())?;
                let policy_taken =
                    entry.policy_id.is_empty() && !self.before.policy_id().is_empty();
                let whole =
                    entry.unmet.is_empty() || !policy_taken && self.before.same_settings(&edited);
                if whole { Ok(edited) } else { Err(manifest::into_error(entry.unmet)) }
            }
            Err(entries) => Err(Error::usage(format!(
                "the text has {} groups, and one is edited",
                entries.len()
            ))),
        }
    }

    /// The group as it was with the fields of the text, those that it leaves out taken away.
    fn merged(&self, edited: &SyncGroup) -> Result<SyncGroup> {
        if !edited.id().is_empty() && edited.id() != self.before.id() {
            return Err(Error::usage(format!(
                "`id` belongs to the tenant: it was `{}`, and the text has `{}`",
                self.before.id(),
                edited.id()
            )));
        }
        let mut object = self.before.object().clone();
        object.retain(|key, _| {
            KNOWN_FIELDS.contains(&key.as_str()) || edited.object().contains_key(key)
        });
        for (key, value) in edited.object() {
            if !TENANT_FIELDS.contains(&key.as_str()) {
                object.insert(key.clone(), value.clone());
            }
        }
        Ok(SyncGroup::new(object))
    }
}

/// A file of its own in the directory for temporary ones, readable by its user alone.
fn private_file(text: &[u8], suffix: &str) -> std::io::Result<TempPath> {
    let mut file = tempfile::Builder::new().prefix("syncgroup-").suffix(suffix).tempfile()?;
    file.write_all(text)?;
    file.flush()?;
    Ok(file.into_temp_path())
}

/// Whether somebody can type, and see what.
fn has_terminal() -> bool {
    std::io::stdin().is_terminal()
        && (std::io::stdout().is_terminal() || std::io::stderr().is_terminal())
}

/// The user's editor, and the variable that names it.
pub struct Editor {
    /// A command, perhaps with options, as in `code --wait`.
    line: String,
    variable: Option<&'static str>,
}

impl Editor {
    /// That of `VISUAL`, else of `EDITOR`, else the usual one of the system, which needs a terminal. `instead` does
    /// without an editor.
    pub fn of(ctx: &Context, instead: CommandLine) -> Result<Self> {
        if ctx.globals.no_input {
            return Err(Error::usage("`--no-input` forbids the editor").hint(instead));
        }
        let usual = if cfg!(windows) { "notepad" } else { "vi" };
        let named =
            ["VISUAL", "EDITOR"].into_iter().find_map(|name| Some((name, ctx.env.var(name)?)));
        match named {
            Some((name, line)) => Ok(Self { line: line.to_owned(), variable: Some(name) }),
            None if has_terminal() => Ok(Self { line: usual.to_owned(), variable: None }),
            None => {
                Err(Error::usage(format!("cannot open the editor `{usual}` without a terminal"))
                    .cause("neither `VISUAL` nor `EDITOR` is set")
                    .hint(instead))
            }
        }
    }

    /// Runs it until it is left.
    async fn run(&self, file: &Path) -> Result<()> {
        let (command, file): (String, PathBuf) = (self.line.clone(), file.to_owned());
        let run = tokio::task::spawn_blocking(move || {
            let mut process = program::of_line(&command, &[file.as_os_str()]);
            if !std::io::stdout().is_terminal() {
                // stdout is the answer, and an editor has nothing to say there.
                process.stdout(Stdio::from(std::io::stderr()));
            }
            if has_terminal() {
                program::run_in_foreground(&mut process, |_| {})
            } else {
                process.status()
            }
        });
        match run.await.map_err(anyhow::Error::from)? {
            Ok(status) if status.success() => Ok(()),
            Ok(status) if program::was_interrupted(status) => Err(interrupted()),
            // What a shell says of a command that there is not.
            Ok(status) if cfg!(unix) && status.code() == Some(127) => Err(self.missing()),
            Ok(status) => Err(self.failed(status.to_string())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(self.missing()),
            Err(error) => Err(self.failed(error.to_string())),
        }
    }

    fn missing(&self) -> Error {
        let line = &self.line;
        let error = Error::usage(match self.variable {
            Some(name) => format!(
                "the editor `{line}`, which the variable `{name}` names, is not installed; nothing was changed"
            ),
            None => format!(
                "the editor `{line}` is not installed, and neither `VISUAL` nor `EDITOR` names another; nothing was changed"
            ),
        });
        error.hint(Hint::set([self.variable.unwrap_or("EDITOR")]))
    }

    fn failed(&self, cause: String) -> Error {
        Error::usage(format!("the editor `{}` failed; nothing was changed", self.line))
            .cause(cause)
            .hint(Hint::set([self.variable.unwrap_or("EDITOR")]))
    }
}
