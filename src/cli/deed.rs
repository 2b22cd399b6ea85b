//! What one change is to the history.

use super::context::Context;
use super::write::{self, Change};
use crate::api::Reply;
use crate::error::Result;
use crate::journal::Run;
use crate::model::SyncGroup;

/// What one change is part of.
#[derive(Debug, Clone, Default)]
pub struct Deed {
    pub run: Option<Run>,
    pub undoes: Option<u64>,
    pub recreates: Option<String>,
}

/// What came of it.
#[derive(Debug)]
pub struct Sent {
    pub reply: Reply<Option<SyncGroup>>,
    pub record: Option<u64>,
    pub run: Option<u64>,
}

pub async fn send(ctx: &Context, change: &Change, _deed: Deed) -> Result<Sent> {
    let reply = write::send(ctx, change).await?;
    Ok(Sent { reply, record: None, run: None })
}
