//! `syncgroup get`

use clap::Args;

use super::context::Context;
use super::{bulk, names, targets, view};
use crate::error::{Code, Result};
use crate::out::Shape;

/// Show groups by ID or name
///
/// Those found are printed even if others are missing (exit 3). The cmdlet is Get-PasswordSyncGroup.
#[derive(Debug, Args)]
pub struct Get {
    /// IDs or names of groups, or `-`: one a line on stdin, or the objects that `list` prints
    #[arg(required = true, value_name = "ID|NAME")]
    groups: Vec<String>,
}

impl Get {
    pub async fn run(self, ctx: &Context) -> Result<Code> {
        ctx.check_output(&view::COLUMNS)?;
        let targets = targets::read(&self.groups)?;
        let found =
            names::groups(ctx, &targets.references, super::reference::Match::Forgiving).await?;
        let code = bulk::code_of(&found, Code::NotFound);
        if !targets.many {
            let one = found
                .into_iter()
                .next()
                .unwrap_or_else(|| unreachable!("one argument gives one result"))?;
            let head = view::head(&one);
            let groups = vec![one.body];
            let directory = ctx.directory(&groups).await?;
            ctx.out()?.print(
                &view::listing(groups, Shape::One, &directory).reply(view::whole(ctx, head)),
            )?;
            return Ok(code);
        }
        let mut groups = Vec::with_capacity(found.len());
        let mut heads = Vec::with_capacity(found.len());
        for result in found {
            match result {
                Ok(reply) => {
                    heads.push(view::head(&reply));
                    groups.push(reply.body);
                }
                Err(error) => ctx.out()?.error(&error),
            }
        }
        let directory = ctx.directory(&groups).await?;
        ctx.out()?
            .print(&view::listing(groups, Shape::Many, &directory).reply(view::each(ctx, heads)))?;
        Ok(code)
    }
}
