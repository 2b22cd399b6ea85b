//! From a manifest and a tenant to ordered steps. Pure: no I/O, no clock, no parsing.
//!
//! # The rules of the tenant
//!
//! A source is in one group at a time, a group has at least two sources, and names are unique. Every step of a
//! [`Plan`] leaves the tenant so, and no step puts a source in a group that holds it neither before nor after. Steps
//! carry the steps they wait for; any order of execution that respects these is as good as the order of the list.
//!
//! # How it is found
//!
//! 1. **Matching** ([`identify`]): by `id` where the tenant has it, else by name. What differs becomes a job: an
//!    update, a create or a delete.
//! 2. **Dependencies**: sources and names are resources with one holder. A job waits for the jobs that hold what it
//!    takes. A delete waits for nothing and nothing waits for a create, so only updates can wait for each other in a
//!    cycle. The strongly connected components are taken in topological order; whatever comes from outside a
//!    component is free by then, and nothing in it is missed by those before. So components do not influence each
//!    other's cost, and a job that is alone in its component is one step.
//! 3. **Cycles**: see below.
//! 4. **Steps**: every move takes what is free and waits for exactly those steps that freed it, and for the previous
//!    step of its own group. Each resource then passes through its holders in one order, however steps are interleaved.
//! 5. **Order**: by the manifest, each step behind what it waits for, so a delete comes when it is needed; the deletes
//!    that nothing waits for come last.
//!
//! # Cycles
//!
//! A group that waits can first be written to something between: what it keeps, what it takes and is already free, and
//! just so many of its leaving sources that two are left. Finishing a group as soon as it can be finished, giving
//! away as much as possible and taking whatever is free never hurt later steps, so the only choices are which group to
//! write in between and which of its leaving sources to hold back, two at most. A group that is to be recreated is best
//! deleted first and created last, in its final form.
//!
//! *When must a group be recreated?* Let updates run until none is possible, and look at the groups that still hold
//! something back. Each holds exactly what it lacks to two, and each lacks at least that many joining sources; since
//! all of these are held by those same groups, the numbers are equal: each of them ends with exactly two sources. If
//! one of them began with three or more, or took a source from elsewhere, the choice of what to hold back can be made
//! along an Euler trail that starts there and reaches all of them, so none is stuck. Hence recreations are needed
//! exactly in those sets of groups, connected by their moving sources, in which every group begins and ends as a pair
//! and no source comes from outside, and then one group of each set is enough, because the trail can start at it.
//! Names never need one: there are temporary names.
//!
//! *How many steps?* In components of up to ten groups (`ordering::exact`) the fewest recreations, because a lost ID is worse
//! than a write, and with these the fewest steps. In larger ones (`ordering::greedy`, `ordering::euler_circuit`) no group is written more than
//! twice. A group can then be recreated though a third write would have kept its ID; random tenants show that only
//! where nearly all groups are pairs and many swap names as well.

mod dependencies;
mod jobs;
mod matching;
mod order;
mod ordering;
mod problem;
mod steps;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashSet;

pub use matching::identify;
pub use problem::Problem;

/// The most groups of a cyclic component for which the fewest steps are searched for.
const EXACT: usize = 10;

/// What a manifest can say about a group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings<'a> {
    /// Name, compared exactly.
    pub name: Cow<'a, str>,
    /// ID of the password policy; empty for none.
    pub policy: Cow<'a, str>,
    /// IDs of the member sources; their order says nothing.
    pub sources: Vec<Cow<'a, str>>,
}

impl Settings<'_> {
    /// Whether both say the same; sources have no order.
    pub fn is_same(&self, other: &Self) -> bool {
        self.name == other.name
            && self.policy == other.policy
            && (self.sources == other.sources || set(&self.sources) == set(&other.sources))
    }
}

/// The sources, without an order.
fn set<'a>(sources: &'a [Cow<'_, str>]) -> HashSet<&'a str> {
    sources.iter().map(|source| &**source).collect()
}

/// A group that the tenant has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Present<'a> {
    /// The tenant's ID of the group.
    pub id: Cow<'a, str>,
    /// Its settings.
    pub settings: Settings<'a>,
}

/// A group that the tenant shall have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Desired<'a> {
    /// The ID, where the manifest names one.
    pub id: Option<Cow<'a, str>>,
    /// Its settings, with every name resolved to an ID.
    pub settings: Settings<'a>,
    /// Whether the group has to be written even if these settings are already right, because others differ.
    pub differs: bool,
}

/// What makes a tenant match a manifest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan<'a> {
    /// The steps in an order in which they can be run one by one.
    pub steps: Vec<Step<'a>>,
    /// The steps from this index on are deletes that nothing waits for: none is to start before all others have ended.
    pub tail: usize,
    /// Groups that are already right: index of the desired and of the tenant's group.
    pub unchanged: Vec<(usize, usize)>,
    /// Indexes of the tenant's groups that are neither desired nor to be deleted.
    pub unmentioned: Vec<usize>,
    /// What a user should know before saying yes.
    pub notes: Vec<Note>,
}

impl Plan<'_> {
    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }
}

/// One write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step<'a> {
    /// Its index in [`Plan::steps`].
    pub id: usize,
    /// The steps that must have succeeded before, all of them earlier in the list.
    pub after: Vec<usize>,
    /// What is written.
    pub action: Action<'a>,
}

/// What a step writes. `group` is an index of the tenant's groups, `desired` one of the desired groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action<'a> {
    /// A POST.
    Create {
        /// The desired group.
        desired: usize,
        /// The tenant's group that an earlier step of this plan deletes and that comes back with a new ID.
        replaces: Option<usize>,
        /// The group as it is created.
        after: Settings<'a>,
    },
    /// A PUT.
    Update {
        /// The tenant's group.
        group: usize,
        /// The desired group.
        desired: usize,
        /// The group when the step starts.
        before: Settings<'a>,
        /// The group as it is written: the desired one, or something between where it is written twice.
        after: Settings<'a>,
    },
    /// A DELETE.
    Delete {
        /// The tenant's group.
        group: usize,
        /// The desired group that a later step creates in its place.
        recreated: Option<usize>,
        /// The group when the step starts.
        before: Settings<'a>,
    },
}

/// What a user should know about a plan. Indexes as in [`Action`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A group keeps its ID and gets another name.
    Renamed {
        /// The tenant's group.
        group: usize,
        /// The desired group.
        desired: usize,
    },
    /// A group has this name until another group has given up the one it gets.
    TemporaryName {
        /// The tenant's group.
        group: usize,
        /// The name.
        name: String,
    },
    /// No order of updates leads there: the group is deleted and created, and gets a new ID.
    Recreated {
        /// The tenant's group.
        group: usize,
        /// The desired group.
        desired: usize,
    },
    /// The tenant does not have the `id` of the manifest; the group was looked for by its name.
    UnknownId {
        /// The desired group.
        desired: usize,
    },
    /// The created group takes sources of a deleted one: without an `id` a rename can't be seen.
    MaybeRename {
        /// The tenant's group that is deleted.
        group: usize,
        /// The desired group that is created.
        desired: usize,
    },
}

/// Plans the steps that give `tenant` the `desired` groups and delete the groups with the indexes `delete`.
///
/// Linear in groups and memberships, but for sorting what is to be written. The same input gives the same plan. A
/// source or a name that the manifest takes from a group that is left alone, or claims twice, is a [`Problem`].
pub fn plan<'a>(
    tenant: &'a [Present<'a>],
    desired: &'a [Desired<'a>],
    delete: &[usize],
) -> Result<Plan<'a>, Problem> {
    let jobs = jobs::Jobs::of(tenant, desired, delete)?;
    let mut steps = steps::Steps::new(&jobs);
    for component in dependencies::components(&jobs) {
        steps.run(&component);
    }
    Ok(order::arrange(steps))
}
