//! What this run has read of the tenant. `app::lookup` fills it and asks it.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Instant;

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
    /// The sources of single names.
    pub sources_named: Mutex<HashMap<String, Vec<Source>>>,
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
    /// How many elements the tenant says it has.
    pub fn total(&self) -> Option<u64> {
        self.0.total
    }

    /// The last reply of the list, with its status and headers.
    pub fn reply(&self) -> &Reply<Vec<T>> {
        &self.0.reply
    }
}

impl<T> AsRef<[T]> for List<T> {
    fn as_ref(&self) -> &[T] {
        self
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
pub struct Once<T>(Mutex<Option<Kept<T>>>);

struct Kept<T> {
    /// When the list was asked for.
    asked: Instant,
    list: Result<List<T>>,
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Once<T> {
    /// The list, which `ask` reads where nobody has yet.
    pub async fn get(&self, ask: impl Future<Output = Result<Listing<Vec<T>>>>) -> Result<List<T>> {
        self.get_where(|_| true, ask).await
    }

    /// The list as it was at this time or later.
    pub async fn get_since(
        &self,
        time: Instant,
        ask: impl Future<Output = Result<Listing<Vec<T>>>>,
    ) -> Result<List<T>> {
        self.get_where(|asked| asked >= time, ask).await
    }

    async fn get_where(
        &self,
        is_recent: impl Fn(Instant) -> bool,
        ask: impl Future<Output = Result<Listing<Vec<T>>>>,
    ) -> Result<List<T>> {
        let mut slot = self.0.lock().await;
        if let Some(kept) = slot.as_ref().filter(|kept| is_recent(kept.asked)) {
            return kept.list.clone();
        }
        let asked = Instant::now();
        let list = ask.await.map(|listing| List(Arc::new(listing)));
        if list.as_ref().map_or_else(Error::is_forbidden, |_| true) {
            *slot = Some(Kept { asked, list: list.clone() });
        }
        list
    }

    /// The list, where it has been read.
    pub fn read(&self) -> Option<List<T>> {
        self.0.try_lock().ok()?.as_ref()?.list.as_ref().ok().cloned()
    }

    /// The list, where it has been read at this time or later.
    pub fn read_since(&self, time: Instant) -> Option<List<T>> {
        let slot = self.0.try_lock().ok()?;
        slot.as_ref().filter(|kept| kept.asked >= time)?.list.as_ref().ok().cloned()
    }

    fn forget(&mut self) {
        *self.0.get_mut() = None;
    }
}

impl<T: Clone> Once<T> {
    fn change(&mut self, change: impl FnOnce(&mut Vec<T>)) {
        if let Some(Kept { list: Ok(List(listing)), .. }) = self.0.get_mut() {
            change(&mut Arc::make_mut(listing).reply.body);
        }
    }
}

impl Cache {
    /// Takes over a write: the group itself, and that its sources and policies are to be read again where they may have
    /// changed with it.
    pub fn note(&mut self, before: Option<&SyncGroup>, after: Option<&SyncGroup>) {
        let id = before.map(SyncGroup::id).unwrap_or_default();
        self.groups.change(|groups| {
            let place = groups.iter().position(|group| group.id() == id);
            match (place, after) {
                (Some(at), Some(after)) => groups[at] = after.clone(),
                (Some(at), None) => drop(groups.remove(at)),
                (None, Some(after)) => groups.push(after.clone()),
                (None, None) => {}
            }
        });
        let settings = |group: Option<&SyncGroup>| {
            let sources = group.into_iter().flat_map(SyncGroup::source_ids).map(str::to_owned);
            (group.map(|group| group.policy_id().to_owned()), sources.collect::<Vec<_>>())
        };
        let (old, new) = (settings(before), settings(after));
        if old == new {
            return;
        }
        self.sources.forget();
        self.policies.forget();
        self.sources_named.get_mut().clear();
        for id in old.1.iter().chain(&new.1) {
            self.source.get_mut().remove(id);
            self.policies_of.get_mut().remove(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn group(id: &str, name: &str, sources: &[&str]) -> SyncGroup {
        let group = json!({"id": id, "name": name, "passwordPolicyId": "p", "sourceIds": sources});
        serde_json::from_value(group).unwrap()
    }

    async fn cache(groups: &[SyncGroup]) -> Cache {
        let cache = Cache::default();
        let reply = Reply { body: groups.to_vec(), status: 200, headers: Vec::new() };
        let list = async { Ok(Listing { reply, total: None }) };
        cache.groups.get(list).await.unwrap();
        cache.policies_of.lock().await.insert("s".into(), None);
        cache
    }

    #[tokio::test]
    async fn a_write_is_seen_by_the_next_reader() {
        let (old, other) = (group("1", "old", &["s"]), group("2", "other", &[]));
        let names = |cache: &Cache| -> Vec<String> {
            cache.groups.read().unwrap().iter().map(|group| group.name().to_owned()).collect()
        };
        let mut renamed = cache(&[old.clone(), other.clone()]).await;
        renamed.note(Some(&old), Some(&group("1", "new", &["s"])));
        assert_eq!(names(&renamed), ["new", "other"]);
        assert!(renamed.policies_of.get_mut().contains_key("s"), "only the name has changed");
        let mut removed = cache(&[old.clone(), other]).await;
        removed.note(Some(&old), None);
        assert_eq!(names(&removed), ["other"]);
        assert!(!removed.policies_of.get_mut().contains_key("s"));
        removed.note(None, Some(&old));
        assert_eq!(names(&removed), ["other", "old"]);
    }

    #[tokio::test]
    async fn an_older_list_does_not_answer_a_later_question() {
        let cache = cache(&[]).await;
        assert!(cache.groups.read_since(Instant::now()).is_none());
        let reply = Reply { body: vec![group("1", "new", &[])], status: 200, headers: Vec::new() };
        let list = async { Ok(Listing { reply, total: None }) };
        let read = cache.groups.get_since(Instant::now(), list).await.unwrap();
        assert_eq!(read.len(), 1);
    }
}
