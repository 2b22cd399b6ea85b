//! `syncgroup completions`

use clap::Args;
use clap_complete::Shell;

use crate::app::session::context::Context;
use crate::cli::args::save::Save;
use crate::cli::commands::{Access, Declaration, Scopes};
use crate::cli::{complete, examples};
use crate::error::{Code, Result};

/// Print the completion script of a shell
///
/// The script completes commands and options. With --dynamic, and always in PowerShell, it also completes profiles, columns
/// and the names of the tenant's groups, sources and policies, which are cached for one minute. To install it, run one
/// of these lines:
///
/// bash: echo 'source <(syncgroup completions bash --dynamic)' >> ~/.bashrc
///
/// zsh: echo 'source <(syncgroup completions zsh --dynamic)' >> ~/.zshrc (below compinit)
///
/// fish: syncgroup completions fish --dynamic > ~/.config/fish/completions/syncgroup.fish
///
/// PowerShell: Add-Content $PROFILE 'syncgroup completions powershell | Out-String | Invoke-Expression'
///
/// Elvish: echo 'eval (syncgroup completions elvish --dynamic | slurp)' >> ~/.config/elvish/rc.elv
#[derive(Debug, Clone, Args)]
#[command(before_long_help = "\
source <(syncgroup completions bash --dynamic)
syncgroup completions bash")]
pub struct Completions {
    /// The shell to complete in
    shell: Shell,

    /// Also complete profiles, columns and the tenant's names
    #[arg(long)]
    dynamic: bool,

    #[command(flatten)]
    pub save: Save,
}

impl Declaration for Completions {
    const ACCESS: Access = Access::Local;
    const SCOPES: Scopes = Scopes::NONE;

    fn save(&mut self) -> Option<&mut Save> {
        Some(&mut self.save)
    }
}

impl Completions {
    #[expect(clippy::unused_async, reason = "every command is run the same way")]
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        let dynamic = self.dynamic || self.shell == Shell::PowerShell;
        let text =
            if dynamic { complete::script(self.shell).to_owned() } else { script(self.shell) };
        ctx.out()?.text(&text)?;
        Ok(Code::Done)
    }
}

/// The script that `completions/` holds too.
pub fn script(shell: Shell) -> String {
    if shell == Shell::PowerShell {
        // A static one offers options where a name belongs.
        return complete::script(shell).to_owned();
    }
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut examples::command(), "syncgroup", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}
