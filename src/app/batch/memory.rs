//! What the requests of a batch share: names for a few seconds, the numbers of its runs, dry runs that were not carried
//! out yet.

use std::cell::{Cell, RefCell};
use std::collections::{HashMap, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::app::batch::evidence::DryRun;
use crate::app::session::cache::Cache;
use crate::error::{Error, Result};
use crate::model::SyncGroup;

/// How old a name may be.
const LONGEST: Duration = Duration::from_secs(10);

/// How many dry runs are remembered.
const DRY_RUNS: usize = 10_000;

/// The numbers of a run in the history and in the file of `--record`.
pub type Runs = (Option<u64>, Option<u64>);

/// What a batch remembers.
pub struct Memory {
    cache: RefCell<(Instant, Arc<Cache>)>,
    /// Writes that the cache does not have yet: a group before and after each.
    writes: RefCell<Vec<(Option<SyncGroup>, Option<SyncGroup>)>>,
    runs: RefCell<HashMap<String, Runs>>,
    dry_runs: RefCell<DryRuns>,
    /// How many groups the tenant has, as far as that was seen.
    pub total: Cell<Option<u64>>,
    /// One request at a time finds that out.
    pub counting: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct DryRuns {
    by_token: HashMap<String, DryRun>,
    order: VecDeque<String>,
}

impl Default for Memory {
    fn default() -> Self {
        Self {
            cache: RefCell::new((Instant::now(), Arc::default())),
            writes: RefCell::default(),
            runs: RefCell::default(),
            dry_runs: RefCell::default(),
            total: Cell::new(None),
            counting: tokio::sync::Mutex::default(),
        }
    }
}

impl Memory {
    /// What was read lately, with the writes since.
    pub fn cache(&self) -> Arc<Cache> {
        let mut kept = self.cache.borrow_mut();
        let (since, cache) = &mut *kept;
        let writes = self.writes.take();
        // The request that wrote has ended. Where another one still reads, everything is read again.
        match Arc::get_mut(cache) {
            _ if since.elapsed() >= LONGEST => *kept = (Instant::now(), Arc::default()),
            Some(cache) => {
                let pairs = writes.iter().map(|(before, after)| (before.as_ref(), after.as_ref()));
                pairs.for_each(|(before, after)| cache.note(before, after));
            }
            None if writes.is_empty() => {}
            None => *kept = (Instant::now(), Arc::default()),
        }
        Arc::clone(&kept.1)
    }

    /// Forgets what was read, and gives a place for what is read from now on.
    pub fn renew(&self) -> Arc<Cache> {
        let cache = Arc::<Cache>::default();
        self.writes.take();
        *self.cache.borrow_mut() = (Instant::now(), Arc::clone(&cache));
        cache
    }

    /// Remembers what a write has done for whoever reads next.
    pub fn note(&self, before: Option<&SyncGroup>, after: Option<&SyncGroup>) {
        self.writes.borrow_mut().push((before.cloned(), after.cloned()));
        self.total.set(None);
    }

    /// The numbers of the run of this name.
    pub fn runs(&self, name: Option<&str>) -> Runs {
        name.and_then(|name| self.runs.borrow().get(name).copied()).unwrap_or_default()
    }

    /// Later requests of the same name go on with this run.
    pub fn keep_runs(&self, name: Option<&str>, runs: Runs) {
        if let Some(name) = name {
            self.runs.borrow_mut().insert(name.to_owned(), runs);
        }
    }

    /// Remembers a dry run, and gives its token.
    pub fn keep_dry_run(&self, dry_run: DryRun) -> String {
        let token = uuid::Uuid::new_v4().simple().to_string();
        let mut dry_runs = self.dry_runs.borrow_mut();
        dry_runs.order.push_back(token.clone());
        dry_runs.by_token.insert(token.clone(), dry_run);
        if dry_runs.order.len() > DRY_RUNS
            && let Some(oldest) = dry_runs.order.pop_front()
        {
            dry_runs.by_token.remove(&oldest);
        }
        token
    }

    /// The dry run of a token, if it is one of this operation on this group. A token counts once.
    pub fn take_dry_run(&self, token: &str, operation: &str, subject: &str) -> Result<DryRun> {
        let mut dry_runs = self.dry_runs.borrow_mut();
        let Some(dry_run) = dry_runs.by_token.get(token) else {
            return Err(Error::usage("the token is unknown or has been used")
                .hint("a request with `\"dryRun\":true` gives a new one"));
        };
        if dry_run.operation != operation {
            let other = dry_run.operation;
            return Err(Error::usage(format!(
                "the token belongs to a dry run of `{other}`, not of `{operation}`"
            )));
        }
        if dry_run.subject != subject {
            return Err(Error::usage("the token belongs to a dry run of another group"));
        }
        dry_runs.order.retain(|kept| kept != token);
        let dry_run = dry_runs.by_token.remove(token);
        Ok(dry_run.unwrap_or_else(|| unreachable!("it was found above")))
    }
}
