//! Running a plan: what does not depend on each other side by side, and a failure stops only what waits for it.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use crate::app::apply::propose::{Action, Step};
use crate::app::apply::report::{Outcome, State};
use crate::app::change::perform::{Conflicts, Links, Made, Options, Planned, Sent, perform};
use crate::app::change::report::Terminal;
use crate::app::session::context::Context;
use crate::app::session::interrupt;
use crate::app::session::items;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::model::SyncGroup;
use crate::output::Progress;
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;

/// How often the time left is shown anew.
const TICK: Duration = Duration::from_millis(500);

/// After so many failures in a row that another time may cure, the connection is taken for lost.
const LOST: usize = items::IN_FLIGHT;

/// Runs the steps and tells what becomes of each. After Ctrl-C too: it is the report that says what was done.
pub async fn all(ctx: &Context, steps: &[Step]) -> Result<Outcome> {
    let mut runner = Runner {
        ctx,
        steps,
        progress: ctx.out()?.progress(steps.len()),
        states: steps.iter().map(|_| State::Unsent).collect(),
        missing: steps.iter().map(|step| step.after.len()).collect(),
        ready: BTreeSet::new(),
        groups: HashMap::new(),
        run: None,
        done: 0,
        begun: false,
        setbacks: 0,
    };
    ctx.interrupt.expect();
    runner.run().await?;
    let Runner { states, run, .. } = runner;
    Ok(Outcome { states, run })
}

struct Runner<'a> {
    ctx: &'a Context,
    steps: &'a [Step],
    progress: Progress<'a>,
    states: Vec<State>,
    /// How many steps each one still waits for.
    missing: Vec<usize>,
    /// Indexes of the steps that wait for nothing any more.
    ready: BTreeSet<usize>,
    /// The groups that steps have written, by the IDs that the tenant gave them before the run.
    groups: HashMap<&'a str, SyncGroup>,
    run: Option<u64>,
    /// How many steps have succeeded.
    done: usize,
    /// Whether a first step has succeeded.
    begun: bool,
    /// Failures in a row that another time may cure.
    setbacks: usize,
}

impl Runner<'_> {
    async fn run(&mut self) -> Result<()> {
        let waiters = waiters(self.steps);
        let is_first = |&at: &usize| self.steps[at].after.is_empty() && !self.steps[at].last;
        self.ready = (0..self.steps.len()).filter(is_first).collect();
        self.stretch(&waiters).await?;
        let last = (0..self.steps.len()).filter(|&at| self.steps[at].last && self.missing[at] == 0);
        self.ready = last.collect();
        self.stretch(&waiters).await
    }

    /// Runs what is ready and what becomes ready by it.
    async fn stretch(&mut self, waiters: &[Vec<usize>]) -> Result<()> {
        let mut flight = FuturesUnordered::new();
        let ctx = self.ctx;
        loop {
            while flight.len() < self.width() && !self.is_over() {
                let Some(at) = self.ready.pop_first() else { break };
                let planned = self.prepare(at)?;
                flight.push(async move { (at, send(ctx, planned).await) });
            }
            tokio::select! {
                landed = flight.next() => match landed {
                    Some((at, result)) => self.land(at, result, waiters)?,
                    None => return Ok(()),
                },
                () = tokio::time::sleep(TICK) => self.progress.show(ctx.waits_for()),
            }
        }
    }

    /// How many steps may be on their way. Until one has succeeded they go alone: where nothing works, little is tried.
    const fn width(&self) -> usize {
        if self.begun { items::IN_FLIGHT } else { 1 }
    }

    /// Whether nothing more is to be sent.
    fn is_over(&self) -> bool {
        self.setbacks >= LOST || self.ctx.interrupt.pressed()
    }

    fn prepare(&mut self, at: usize) -> Result<Planned> {
        let step = &self.steps[at];
        let now = step.id.as_deref().and_then(|id| self.groups.get(id));
        let links = Links { is_step: true, undoes: step.undoes, recreates: step.replaces.clone() };
        Ok(Planned { change: step.change(now)?, links })
    }

    fn land(&mut self, at: usize, result: Result<Succeeded>, waiters: &[Vec<usize>]) -> Result<()> {
        let step = &self.steps[at];
        self.progress.advance();
        match result {
            Ok(Succeeded { group, run }) => {
                (self.run, self.begun, self.setbacks) = (self.run.or(run), true, 0);
                self.done += 1;
                let place = format!("{}/{}", self.done, self.steps.len());
                self.ctx.out()?.news(&format!("{} {place}", done(step, group.as_ref())));
                let id = step.id.as_deref().or(step.replaces.as_deref());
                if let (Some(id), Some(group)) = (id, &group) {
                    self.groups.insert(id, group.clone());
                }
                self.states[at] = State::Done(group);
                for &waiter in &waiters[at] {
                    self.missing[waiter] -= 1;
                    if self.missing[waiter] == 0 && !self.steps[waiter].last {
                        self.ready.insert(waiter);
                    }
                }
            }
            Err(error) => self.fail(at, error, waiters)?,
        }
        Ok(())
    }

    fn fail(&mut self, at: usize, error: Error, waiters: &[Vec<usize>]) -> Result<()> {
        let step = &self.steps[at];
        let may_be_cured = error.code() == Code::TryAgain || error.is(ErrorKind::OutcomeUnknown);
        self.setbacks = if may_be_cured { self.setbacks + 1 } else { 0 };
        if interrupt::is_interruption(&error) {
            self.states[at] = State::Unsent;
            return Ok(());
        }
        let message = format!(
            "step {}, {} sync group `{}`: {}",
            step.number,
            verb(step.action),
            step.name(),
            error.message()
        );
        let error = error.reword(message);
        self.ctx.out()?.error(&error);
        self.states[at] = State::Failed(error);
        let mut doomed = waiters[at].clone();
        while let Some(waiter) = doomed.pop() {
            if matches!(self.states[waiter], State::Unsent) {
                self.states[waiter] = State::Skipped(step.number);
                self.progress.advance();
                doomed.extend(&waiters[waiter]);
            }
        }
        Ok(())
    }
}

/// What came of a step that succeeded.
struct Succeeded {
    group: Option<SyncGroup>,
    run: Option<u64>,
}

/// Makes one change; the plan was judged and asked about as a whole.
async fn send(ctx: &Context, planned: Planned) -> Result<Succeeded> {
    let before = planned.change.before().cloned();
    let options = Options { conflicts: Conflicts::Ignore, ..Options::default() };
    let performed = perform(ctx, &Terminal::of(ctx)?, vec![planned], options).await?;
    match performed.single()?.0 {
        Made::Sent(Sent { reply, run, .. }) => Ok(Succeeded { group: reply.body, run }),
        Made::Unchanged | Made::Shown => Ok(Succeeded { group: before, run: None }),
    }
}

/// The steps that wait for each step, by index.
fn waiters(steps: &[Step]) -> Vec<Vec<usize>> {
    let mut waiters = vec![Vec::new(); steps.len()];
    for (at, step) in steps.iter().enumerate() {
        for number in &step.after {
            waiters[number - 1].push(at);
        }
    }
    waiters
}

const fn verb(action: Action) -> &'static str {
    match action {
        Action::Create => "create",
        Action::Update => "update",
        Action::Delete => "delete",
    }
}

/// One line for the log.
fn done(step: &Step, group: Option<&SyncGroup>) -> String {
    let name = group.map_or(step.name(), SyncGroup::name);
    let id = group.map(SyncGroup::id).or(step.id.as_deref()).unwrap_or_default();
    match step.action {
        Action::Create => format!("created {name} ({id})"),
        Action::Update if name != step.name() => {
            format!("updated {}, now {name} ({id})", step.name())
        }
        Action::Update => format!("updated {name} ({id})"),
        Action::Delete => format!("deleted {name} ({id})"),
    }
}
