//! What this run has read of the tenant. `app::lookup` fills it and asks it.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use tokio::sync::Mutex;

use crate::api::{Listing, Reply};
use crate::error::{Error, Result};
use crate::model::{PasswordPolicy, PolicyAssignment, Source, SourceApp, SyncGroup};

/// Lists and single objects of the tenant, each asked for once.
#[derive(Default)]
pub struct Cache {
    /// Every group.
    pub groups: Once<SyncGroup>,
    /// Every source.
    pub sources: Once<Source>,
    /// Every password policy.
    pub policies: Once<PasswordPolicy>,
    /// Every application.
    pub applications: Once<SourceApp>,
    /// Single sources by ID; `None` where the tenant has none of that ID.
    pub source: Mutex<HashMap<String, Option<Source>>>,
    /// The applications of single sources, by the source's ID.
    pub applications_of: Mutex<HashMap<String, Vec<SourceApp>>>,
    /// The policies assigned to single sources, by the source's ID; `None` where they cannot be read.
    pub policies_of: Mutex<HashMap<String, Option<Vec<PolicyAssignment>>>>,
}

/// A whole list. Clones share it.
pub struct List<T>(Arc<Listing<Vec<T>>>);

impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> List<T> {
    /// The last reply of the list, with its status and headers.
    pub fn reply(&self) -> &Reply<Vec<T>> {
        &self.0.reply
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0.reply.body
    }
}

/// A list that is asked for once: whoever asks while it is on its way waits for it. A refusal (403) is kept like an
/// answer; after any other failure the next one asks again.
pub struct Once<T>(Mutex<Option<Result<List<T>>>>);

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Once<T> {
    /// The list, which `ask` reads where nobody has yet.
    pub async fn get(&self, ask: impl Future<Output = Result<Listing<Vec<T>>>>) -> Result<List<T>> {
        let mut slot = self.0.lock().await;
        if let Some(kept) = slot.as_ref() {
            return kept.clone();
        }
        let result = ask.await.map(|listing| List(Arc::new(listing)));
        if result.as_ref().map_or_else(Error::is_forbidden, |_| true) {
            *slot = Some(result.clone());
        }
        result
    }

    /// The list, where it has been read.
    pub fn read(&self) -> Option<List<T>> {
        self.0.try_lock().ok()?.as_ref()?.as_ref().ok().cloned()
    }
}
