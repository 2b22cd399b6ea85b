//! The files of a manifest, and which groups beyond it a command is about.

use std::path::Path;

use clap::{Args, ValueHint};

use crate::app::apply::propose;
use crate::app::apply::propose::Proposal;
use crate::app::lookup::group_filter;
use crate::app::lookup::snapshot::Survey;
use crate::app::session::context::Context;
use crate::command_line::CommandLine;
use crate::error::{Error, Result};
use crate::manifest::body;
use crate::{document, manifest};

/// What `diff` and `apply` take.
#[derive(Debug, Clone, Args)]
pub struct Input {
    /// Manifest: a file, a directory, or `-` for stdin
    ///
    /// May be given several times.
    #[arg(short, long = "file", value_name = "FILE", value_hint = ValueHint::AnyPath)]
    pub files: Vec<String>,

    /// Also delete groups that are not in the manifest
    ///
    /// With a glob, only groups whose names match.
    #[arg(
        long,
        value_name = "GLOB",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "*"
    )]
    pub prune: Option<String>,

    /// Allow an empty manifest to delete groups with --prune
    #[arg(long, requires = "prune")]
    pub allow_empty: bool,
}

impl Input {
    /// Refuses a command without a manifest (exit 2).
    pub fn required(&self) -> Result<()> {
        if self.files.is_empty() {
            return Err(Error::usage("no manifest was given")
                .hint("-f FILE")
                .hint(CommandLine::of("export").output_to("groups.yaml")));
        }
        Ok(())
    }

    /// Reads the files and the tenant, and plans what makes the tenant as the files say.
    pub async fn propose(&self, ctx: &Context) -> Result<(Survey, Proposal)> {
        let prune = self.prune.as_deref().map(group_filter::pattern).transpose()?;
        let texts = read(&self.files)?;
        let survey = Survey::of(ctx).await?;
        let extra_keys = manifest::extra_keys(survey.groups.iter());
        let entries = manifest::load(texts, &extra_keys, &survey.sources, &survey.policies)
            .map_err(manifest::into_error)?;
        if entries.is_empty() && prune.is_some() && !self.allow_empty {
            return Err(Error::usage(
                "the manifest is empty, and `--prune` would delete what it does not have",
            )
            .hint("--allow-empty does so anyway"));
        }
        let proposal = propose::draw(&survey, &entries, prune.as_ref())?;
        Ok((survey, proposal))
    }
}

/// The texts of all files, of the manifests in a directory, and of stdin, with the names that messages use for them.
pub fn read(files: &[String]) -> Result<Vec<(String, String)>> {
    if files.iter().filter(|file| *file == "-").count() > 1 {
        return Err(Error::usage(
            "stdin can be read only once, and `-f -` was given more than once",
        ));
    }
    let mut texts = Vec::new();
    for file in &body::expand(files)? {
        if file == "-" {
            texts.push(stdin()?);
        } else if Path::new(file).is_dir() {
            texts.extend(directory(file)?);
        } else {
            texts.push(body::read(file)?);
        }
    }
    Ok(texts)
}

fn stdin() -> Result<(String, String)> {
    let bytes = body::read_stdin("a manifest")?;
    let text = document::decode(bytes).map_err(|error| error.at("stdin"))?;
    if text.trim().is_empty() {
        return Err(Error::usage("stdin is empty, and a manifest was expected on it")
            .hint("a manifest without groups is `[]`"));
    }
    Ok(("stdin".to_owned(), text))
}

/// The manifests that lie in a directory itself, by name.
fn directory(directory: &str) -> Result<Vec<(String, String)>> {
    let failed = |error: std::io::Error| {
        Error::usage(format!("cannot read `{directory}`")).cause(error.to_string())
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(directory).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if manifest::is_manifest_file(&path) && path.is_file() {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(Error::usage(format!("there is no manifest in `{directory}`"))
            .cause("a manifest is a file that ends in .yaml, .yml or .json")
            .hint(CommandLine::of("export").output_to(format!("{directory}/groups.yaml"))));
    }
    paths.sort();
    paths.iter().map(|path| body::read(&path.to_string_lossy())).collect()
}
