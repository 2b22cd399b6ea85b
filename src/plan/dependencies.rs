//! Which jobs wait for each other.

use crate::plan::jobs::Jobs;

/// The strongly connected components of the jobs, each before those that wait for it. Tarjan's algorithm with a
/// stack of its own: linear, and no recursion that a long chain could overflow.
pub(crate) fn components(jobs: &Jobs<'_>) -> Vec<Vec<usize>> {
    let mut walk = Walk::new(jobs);
    for job in 0..jobs.list.len() {
        if walk.index[job] == UNSEEN {
            walk.visit(job);
        }
    }
    walk.found.reverse();
    walk.found
}

const UNSEEN: usize = usize::MAX;

/// The jobs that wait for this one.
fn waiting<'a>(jobs: &'a Jobs<'_>, job: usize) -> impl Iterator<Item = usize> + 'a {
    let gives = &jobs.list[job];
    let sources = gives.leaving.iter().filter_map(|&source| jobs.sources[source].to);
    sources.chain(gives.old_name.and_then(|name| jobs.names[name].to))
}

struct Walk {
    targets: Vec<Vec<usize>>,
    index: Vec<usize>,
    low: Vec<usize>,
    open: Vec<usize>,
    is_open: Vec<bool>,
    next: usize,
    found: Vec<Vec<usize>>,
}

impl Walk {
    fn new(jobs: &Jobs<'_>) -> Self {
        let count = jobs.list.len();
        Self {
            targets: (0..count).map(|job| waiting(jobs, job).collect()).collect(),
            index: vec![UNSEEN; count],
            low: vec![UNSEEN; count],
            open: Vec::new(),
            is_open: vec![false; count],
            next: 0,
            found: Vec::new(),
        }
    }

    fn visit(&mut self, root: usize) {
        let mut path = vec![(root, 0)];
        self.enter(root);
        while let Some((job, edge)) = path.last_mut() {
            let job = *job;
            let target = self.targets[job].get(*edge).copied();
            *edge += 1;
            match target {
                Some(target) if self.index[target] == UNSEEN => {
                    self.enter(target);
                    path.push((target, 0));
                }
                Some(target) if self.is_open[target] => {
                    self.low[job] = self.low[job].min(self.index[target]);
                }
                Some(_) => {}
                None => {
                    path.pop();
                    self.leave(job);
                    if let Some(&(parent, _)) = path.last() {
                        self.low[parent] = self.low[parent].min(self.low[job]);
                    }
                }
            }
        }
    }

    fn enter(&mut self, job: usize) {
        self.index[job] = self.next;
        self.low[job] = self.next;
        self.next += 1;
        self.open.push(job);
        self.is_open[job] = true;
    }

    /// Where nothing behind the job leads before it, it closes its component.
    fn leave(&mut self, job: usize) {
        if self.low[job] != self.index[job] {
            return;
        }
        let start = self.open.iter().rposition(|&open| open == job).unwrap_or_default();
        let mut component = self.open.split_off(start);
        for &member in &component {
            self.is_open[member] = false;
        }
        component.sort_unstable();
        self.found.push(component);
    }
}
