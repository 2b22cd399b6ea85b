//! What makes a tenant as a manifest says: the planner's steps in the tenant's own objects.

use std::borrow::Cow;
use std::collections::BTreeSet;

use glob::Pattern;
use serde::{Deserialize, Serialize};

use crate::app::change::Change;
use crate::app::lookup::snapshot::Survey;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::history::Undoes;
use crate::manifest::{self, Entry};
use crate::model::{SyncGroup, TENANT_FIELDS};
use crate::plan::{self, Desired, Note, Plan, Present, Problem, Settings};

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// A POST.
    Create,
    /// A PUT.
    Update,
    /// A DELETE.
    Delete,
}

/// One write, in the tenant's own objects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// Number of the step, from 1.
    #[serde(rename = "step")]
    pub number: usize,
    /// What it does.
    pub action: Action,
    /// Numbers of the steps that must have succeeded before.
    pub after: Vec<usize>,
    /// Whether it starts when all others have ended: a delete that nothing waits for.
    pub last: bool,
    /// ID of the group, where it has one already.
    pub id: Option<String>,
    /// ID of the group that an earlier step deletes and that this one creates again.
    pub replaces: Option<String>,
    /// The group when the step starts; none where it is created.
    pub before: Option<SyncGroup>,
    /// The group as it is written; none where it is deleted.
    pub wanted: Option<SyncGroup>,
    /// The recorded change that it undoes.
    #[serde(skip)]
    pub undoes: Option<Undoes>,
}

impl Step {
    /// Name of the group: that which it has before the step, if there is one.
    pub fn name(&self) -> &str {
        let group = self.before.as_ref().or(self.wanted.as_ref());
        group.map_or("", SyncGroup::name)
    }

    /// The change to send. `now` is the group as an earlier step of the same plan left it, if there was one.
    pub fn change(&self, now: Option<&SyncGroup>) -> Result<Change> {
        let before = now.or(self.before.as_ref()).cloned();
        match (self.action, before, &self.wanted) {
            (Action::Create, _, Some(wanted)) => Ok(Change::Create { wanted: wanted.clone() }),
            (Action::Update, Some(before), Some(wanted)) => {
                let wanted = with_tenant_fields_of(wanted, &before);
                Ok(Change::Update { before, wanted })
            }
            (Action::Delete, Some(before), _) => Ok(Change::Delete { before }),
            _ => Err(Error::usage(format!("step {} lacks the group", self.number))),
        }
    }
}

/// The wish, as far as the tenant does not decide for itself.
fn with_tenant_fields_of(wanted: &SyncGroup, now: &SyncGroup) -> SyncGroup {
    let mut object = wanted.object().clone();
    for key in TENANT_FIELDS {
        match now.object().get(key) {
            Some(value) => drop(object.insert(key.to_owned(), value.clone())),
            None => drop(object.shift_remove(key)),
        }
    }
    object.into()
}

/// Everything that a user is to know about a plan, and what it takes to run it.
#[derive(Debug)]
pub struct Proposal {
    /// The steps in an order in which they can be run one by one.
    pub steps: Vec<Step>,
    /// How many groups are already right.
    pub unchanged: usize,
    /// The tenant's groups that the manifest does not mention and that stay.
    pub unmentioned: Vec<SyncGroup>,
    /// What a user should know before saying yes.
    pub notes: Vec<String>,
    /// What it is for.
    pub purpose: Purpose,
}

/// What a plan is for.
#[derive(Debug)]
pub enum Purpose {
    /// To make the tenant as a manifest says.
    Apply {
        /// Whether groups that the manifest does not mention are deleted.
        prune: bool,
    },
    /// To undo changes.
    Undo {
        /// What is undone, as in "command 7".
        name: String,
        /// Whether prerequisites are checked.
        check: bool,
    },
}

/// Plans what gives the tenant the groups of a manifest, and deletes the others that `prune` matches.
pub fn draw(survey: &Survey, entries: &[Entry], prune: Option<&Pattern>) -> Result<Proposal> {
    let present: Vec<Present<'_>> = survey.groups.iter().map(present).collect();
    let mut desired: Vec<Desired<'_>> = entries.iter().map(desired).collect();
    let identity = plan::identify(&present, &desired).map_err(|m| explain(m, survey, entries))?;
    for ((wanted, entry), group) in desired.iter_mut().zip(entries).zip(&identity) {
        wanted.differs = group.is_some_and(|group| extra_differs(entry, &survey.groups[group]));
    }
    check_written(survey, entries, &desired, &identity)?;
    let kept: BTreeSet<usize> = identity.into_iter().flatten().collect();
    let doomed = |index: &usize| {
        let name = survey.groups[*index].name();
        !kept.contains(index) && prune.is_some_and(|pattern| pattern.matches(name))
    };
    let delete: Vec<usize> = (0..survey.groups.len()).filter(doomed).collect();
    let plan = plan::plan(&present, &desired, &delete).map_err(|m| explain(m, survey, entries))?;
    Ok(Drawing { survey, entries, plan: &plan }.proposal(prune.is_some()))
}

/// A group that the tenant holds without a policy or with fewer than two sources may stay as it is; what is written must
/// be whole.
fn check_written(
    survey: &Survey,
    entries: &[Entry],
    desired: &[Desired<'_>],
    identity: &[Option<usize>],
) -> Result<()> {
    let stays = |wanted: &Desired<'_>, group: &Option<usize>| {
        group.is_some_and(|group| {
            !wanted.differs && present(&survey.groups[group]).settings.is_same(&wanted.settings)
        })
    };
    let written = entries.iter().zip(desired.iter().zip(identity));
    let unmet: Vec<manifest::ManifestError> = written
        .filter(|(entry, (wanted, group))| !entry.unmet.is_empty() && !stays(wanted, group))
        .flat_map(|(entry, _)| entry.unmet.clone())
        .collect();
    if unmet.is_empty() { Ok(()) } else { Err(manifest::into_error(unmet)) }
}

fn present(group: &SyncGroup) -> Present<'_> {
    let settings = Settings {
        name: group.name().into(),
        policy: group.policy_id().into(),
        sources: group.source_ids().map(Cow::Borrowed).collect(),
    };
    Present { id: group.id().into(), settings }
}

fn desired(entry: &Entry) -> Desired<'_> {
    let settings = Settings {
        name: entry.name.as_str().into(),
        policy: entry.policy_id.as_str().into(),
        sources: entry.source_ids.iter().map(|id| Cow::Borrowed(&**id)).collect(),
    };
    Desired { id: entry.id.as_deref().map(Cow::Borrowed), settings, differs: false }
}

fn extra_differs(entry: &Entry, group: &SyncGroup) -> bool {
    entry.extra.iter().any(|(key, value)| group.object().get(key) != Some(value))
}

/// A plan with everything that its indexes speak of.
struct Drawing<'a> {
    survey: &'a Survey,
    entries: &'a [Entry],
    plan: &'a Plan<'a>,
}

impl Drawing<'_> {
    fn proposal(&self, prune: bool) -> Proposal {
        let groups = &self.survey.groups;
        Proposal {
            steps: self.plan.steps.iter().map(|step| self.step(step)).collect(),
            unchanged: self.plan.unchanged.len(),
            unmentioned: self.plan.unmentioned.iter().map(|&at| groups[at].clone()).collect(),
            notes: self.plan.notes.iter().map(|note| self.note(note)).collect(),
            purpose: Purpose::Apply { prune },
        }
    }

    fn step(&self, step: &plan::Step<'_>) -> Step {
        let groups = &self.survey.groups;
        let (action, group, replaces, before, wanted) = match &step.action {
            plan::Action::Create { desired, replaces, after } => {
                let old = replaces.map(|group| groups[group].without_tenant_fields());
                let wanted = self.with(&old.unwrap_or_default(), after, Some(*desired));
                (Action::Create, None, *replaces, None, Some(wanted))
            }
            plan::Action::Update { group, desired, before, after } => {
                let before = self.with(&groups[*group], before, None);
                let wanted = self.with(&before, after, Some(*desired));
                (Action::Update, Some(*group), None, Some(before), Some(wanted))
            }
            plan::Action::Delete { group, before, .. } => {
                let before = self.with(&groups[*group], before, None);
                (Action::Delete, Some(*group), None, Some(before), None)
            }
        };
        let id = |group: Option<usize>| group.map(|group| groups[group].id().to_owned());
        Step {
            number: step.id + 1,
            action,
            after: step.after.iter().map(|id| id + 1).collect(),
            last: step.id >= self.plan.tail,
            id: id(group),
            replaces: id(replaces),
            before,
            wanted,
            undoes: None,
        }
    }

    /// The group with these settings, and with the further fields of the manifest's group. What is the same keeps its
    /// spelling.
    fn with(
        &self,
        group: &SyncGroup,
        settings: &Settings<'_>,
        desired: Option<usize>,
    ) -> SyncGroup {
        let mut group = group.clone();
        if group.name() != settings.name {
            group.set_name(&settings.name);
        }
        if group.policy_id() != settings.policy {
            group.set_policy_id(&settings.policy);
        }
        let old: BTreeSet<&str> = group.source_ids().collect();
        if old != settings.sources.iter().map(|id| &**id).collect() {
            group.set_source_ids(settings.sources.iter().map(|id| &**id));
        }
        let mut object = group.into_object();
        object.extend(desired.into_iter().flat_map(|at| self.entries[at].extra.clone()));
        object.into()
    }

    fn note(&self, note: &Note) -> String {
        let group = |at: &usize| &self.survey.groups[*at];
        match note {
            Note::Renamed { group: at, desired } => {
                let (old, new) = (group(at).name(), &self.entries[*desired].name);
                format!("group `{old}` is renamed to `{new}` and keeps its ID")
            }
            Note::TemporaryName { group: at, name } => format!(
                "group `{}` is named `{name}` until another group has given up the name it gets",
                group(at).name()
            ),
            Note::Recreated { group: at, .. } => format!(
                "group `{}` is deleted and created again, and gets a new ID: no order of changes leads there",
                group(at).name()
            ),
            Note::UnknownId { desired } => {
                let Entry { id, name, spot, .. } = &self.entries[*desired];
                let id = id.as_deref().unwrap_or_default();
                format!(
                    "{spot}: the tenant has no group with the ID `{id}`; `{name}` was looked for by its name"
                )
            }
            Note::MaybeRename { group: at, desired } => format!(
                "if `{}` is to be `{}` under another name, write `id: {}` to it: without an ID a rename cannot be seen",
                self.entries[*desired].name,
                group(at).name(),
                group(at).id()
            ),
        }
    }
}

/// The planner's complaint with names, the place in the manifest, and a way out.
fn explain(mistake: Problem, survey: &Survey, entries: &[Entry]) -> Error {
    let place =
        |name: &str| entries.iter().find(|entry| entry.name == name).map(|entry| &entry.spot);
    let (error, place) = match mistake {
        Problem::SourceHeld { source, group, holder } => {
            (held(&source, &group, &holder, survey), place(&group))
        }
        Problem::NameHeld { ref name, ref id } => {
            let hint = format!(
                "give group `{id}` another name in the manifest, or delete it with --prune"
            );
            let place = place(name);
            (Error::from(mistake).hint(hint), place)
        }
        Problem::Ambiguous { ref name, .. } => {
            let place = place(name);
            (Error::from(mistake).hint("write the `id` of the one that is meant"), place)
        }
        mistake => (Error::from(mistake), None),
    };
    place.into_iter().fold(error, crate::error::Error::at)
}

fn held(source: &str, group: &str, holder: &str, survey: &Survey) -> Error {
    let source = survey.directory().source_label(source);
    let message = format!(
        "source `{source}` of group `{group}` is in group `{holder}`, which the manifest does not mention"
    );
    let id = survey.groups.iter().find(|group| group.name() == holder).map_or("ID", SyncGroup::id);
    Error::new(Code::Conflict, message)
        .kind(ErrorKind::SourceTaken)
        .hint(format!(
            "add group `{holder}` without the source to the manifest, or delete it with --prune"
        ))
        .hint(format!("if `{group}` is `{holder}` under another name, write `id: {id}` to it"))
}

#[cfg(test)]
mod tests;
