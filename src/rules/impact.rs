//! What several changes do together, in few words: the same finding merged across sources and groups.

mod wording;

use std::collections::{HashMap, HashSet};

use super::consequences::{Consequence, Consequences, Effect, Named, quoted};
use wording::{count, from, gets, listed, moved, names, names_changed};

/// How many rules a line about a weaker policy has room for.
const RULES: usize = 4;

/// The consequences of all changes of a command.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Impact {
    pub consequences: Vec<Consequence>,
    /// Whether a policy that is replaced, or the one that replaces it, could not be read.
    pub policies_unknown: bool,
}

/// One merged consequence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub text: String,
    /// Whether it is shown with `-q` too.
    pub essential: bool,
}

/// Two policies of which the new one is weaker, and where it replaces the old one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weaker {
    pub from: Named,
    pub to: Named,
    pub groups: usize,
    pub sources: usize,
    /// In which rules, in words.
    pub rules: Vec<String>,
}

impl Weaker {
    /// `Strong → Basic: 150 groups, 412 sources`, the line of a pair of policies.
    pub fn counted(&self) -> String {
        let (from, to) = (&self.from.name, &self.to.name);
        let (groups, sources) = (count(self.groups, "group"), count(self.sources, "source"));
        format!("{from} → {to}: {groups}, {sources}")
    }

    /// The line with all rules that are weaker.
    pub fn full(&self) -> String {
        format!("{} ({})", self.counted(), self.rules.join(", "))
    }

    /// The line with the first rules that are weaker.
    pub fn brief(&self) -> String {
        let more = self.rules.len().saturating_sub(RULES);
        let rules = self.rules[..self.rules.len() - more].join(", ");
        let rest = if more == 0 { String::new() } else { format!(" and {more} more rules") };
        format!("{} ({rules}{rest})", self.counted())
    }
}

impl Impact {
    /// Puts the changes of a command together. A source that leaves one group for another one moves.
    pub fn of(changes: impl IntoIterator<Item = Consequences>) -> Self {
        let mut impact = Self::default();
        for change in changes {
            impact.policies_unknown |= change.policies_unknown;
            impact.consequences.extend(change.list);
        }
        impact.find_moves();
        impact
    }

    fn find_moves(&mut self) {
        let joins = self.of_kind(Effect::SourceJoins);
        let targets: HashMap<String, Named> = joins
            .filter_map(|each| Some((each.source.as_ref()?.id.clone(), each.group.clone())))
            .collect();
        if targets.is_empty() {
            return;
        }
        let target = |each: &Consequence| targets.get(&each.source.as_ref()?.id).cloned();
        let leaves: HashSet<(String, String)> = self
            .of_kind(Effect::SourceLeaves)
            .filter_map(|each| Some((each.group.id.clone(), each.source.as_ref()?.id.clone())))
            .collect();
        self.consequences.retain_mut(|each| {
            let Some(target) = target(each) else { return true };
            let source = each.source.as_ref().map(|source| source.id.clone()).unwrap_or_default();
            match each.kind {
                Effect::SourceLeaves => {}
                Effect::KeepsPolicy => return false,
                Effect::BecomesIndependent if leaves.contains(&(each.group.id.clone(), source)) => {
                    return false;
                }
                // Its group is deleted.
                Effect::BecomesIndependent => each.kind = Effect::SourceLeaves,
                _ => return true,
            }
            let name = each.source.as_ref().map_or("", |source| &source.name);
            each.message = format!("`{name}` moves to `{}`", target.name);
            each.applications.clear();
            each.moves_to = Some(target);
            true
        });
    }

    fn of_kind(&self, kind: Effect) -> impl Iterator<Item = &Consequence> {
        self.consequences.iter().filter(move |each| each.kind == kind)
    }

    /// The consequences by which a source is in its group no more: it leaves, or the group is deleted.
    pub fn leaving(&self) -> Vec<&Consequence> {
        self.of_kind(Effect::SourceLeaves).chain(self.freed()).collect()
    }

    /// Whether a source leaves a group that stays, or moves to another one.
    pub fn has_leaving(&self) -> bool {
        self.of_kind(Effect::SourceLeaves).next().is_some()
    }

    /// The sources that become independent since their group is deleted.
    fn freed(&self) -> impl Iterator<Item = &Consequence> {
        let leaving = self.pairs(Effect::SourceLeaves);
        self.of_kind(Effect::BecomesIndependent).filter(move |each| !each.is_in(&leaving))
    }

    /// Groups and sources that something of this kind happens to.
    fn pairs(&self, kind: Effect) -> HashSet<(&str, &str)> {
        self.of_kind(kind).filter_map(Consequence::pair).collect()
    }

    /// The pairs of policies of which the new one is weaker.
    pub fn weaker(&self) -> Vec<Weaker> {
        let mut pairs: Vec<(Weaker, HashSet<&str>, HashSet<&str>)> = Vec::new();
        let mut places: HashMap<(&str, &str), usize> = HashMap::new();
        for each in self.of_kind(Effect::WeakerPolicy) {
            let (Some(from), Some(to)) = (each.instead_of.first(), &each.policy) else { continue };
            let place = *places.entry((&from.id, &to.id)).or_insert_with(|| {
                let (from, to) = (from.clone(), to.clone());
                let rules = each.weaker_in.clone();
                let weaker = Weaker { from, to, groups: 0, sources: 0, rules };
                pairs.push((weaker, HashSet::new(), HashSet::new()));
                pairs.len() - 1
            });
            pairs[place].1.insert(each.group.key());
            pairs[place].2.extend(each.source.as_ref().map(|source| source.id.as_str()));
        }
        let counted = |(weaker, groups, sources): (Weaker, HashSet<&str>, HashSet<&str>)| Weaker {
            groups: groups.len(),
            sources: sources.len(),
            ..weaker
        };
        pairs.into_iter().map(counted).collect()
    }

    /// What nobody should agree to without having read it, for a question: weaker policies, and sources that leave.
    pub fn to_confirm(&self) -> Vec<String> {
        let weaker = self.weaker();
        let mut lines: Vec<String> =
            weaker.iter().map(|each| format!("weaker policy: {}", each.brief())).collect();
        let (moving, leaving): (Vec<_>, Vec<_>) =
            self.of_kind(Effect::SourceLeaves).partition(|each| each.moves_to.is_some());
        lines.extend(moved(&moving));
        if !leaving.is_empty() {
            let verb = if leaving.len() == 1 { "leaves its group" } else { "leave their groups" };
            let list = listed(leaving.iter().map(|each| from(each)));
            lines.push(format!("{} {verb}: {list}", count(leaving.len(), "source")));
        }
        lines
    }

    /// Names of the groups that something happens to.
    pub fn groups(&self) -> Vec<&str> {
        let mut seen = HashSet::new();
        let groups = self.consequences.iter().map(|each| &each.group);
        groups.filter(|group| seen.insert(group.key())).map(|group| group.name.as_str()).collect()
    }

    /// The changes in few lines, whatever their number; that a policy becomes weaker is not among them.
    pub fn facts(&self) -> Vec<Fact> {
        let several = self.groups().len() > 1;
        let mut facts = Vec::new();
        let mut add = |essential: bool, lines: Vec<String>| {
            facts.extend(lines.into_iter().map(|text| Fact { text, essential }));
        };
        let renamed: Vec<_> = self.of_kind(Effect::Renamed).collect();
        add(false, names_changed(&renamed, several));
        let (joining, staying) = self.new_policies();
        add(false, gets(&staying, several, false));
        add(false, gets(&joining, several, true));
        let (moving, leaving): (Vec<_>, Vec<_>) =
            self.of_kind(Effect::SourceLeaves).partition(|each| each.moves_to.is_some());
        add(true, moved(&moving).into_iter().collect());
        add(true, self.left(&leaving, several).into_iter().collect());
        add(true, self.deleted(several).into_iter().collect());
        facts
    }

    /// The sources that join, with what they get, and the members that get another policy.
    fn new_policies(&self) -> (Vec<&Consequence>, Vec<&Consequence>) {
        let (joins, gets) = (self.pairs(Effect::SourceJoins), self.pairs(Effect::GetsPolicy));
        let (mut joining, staying): (Vec<_>, Vec<_>) =
            self.of_kind(Effect::GetsPolicy).partition(|each| each.is_in(&joins));
        joining.extend(self.of_kind(Effect::SourceJoins).filter(|each| !each.is_in(&gets)));
        (joining, staying)
    }

    fn left(&self, leaving: &[&Consequence], several: bool) -> Option<String> {
        let first = leaving.first()?;
        let one = leaving.len() == 1;
        let (verb, their) = if one { ("leaves", "its") } else { ("leave", "their") };
        if several {
            let who = count(leaving.len(), "source");
            let list = listed(leaving.iter().map(|each| from(each)));
            return Some(format!("{who} {verb}, {their} passwords become independent: {list}"));
        }
        let keeps = self.of_kind(Effect::KeepsPolicy).find(|each| each.source == first.source);
        let keeps = keeps.and_then(|each| each.policy.as_ref()).map(|policy| {
            format!(" and {} policy `{}`", if one { "keeps" } else { "keep" }, policy.name)
        });
        Some(format!(
            "{} {verb}{}: {their} passwords become independent{}",
            names(leaving),
            keeps.unwrap_or_default(),
            self.applications(leaving)
        ))
    }

    /// What becomes independent since its group is deleted.
    fn deleted(&self, several: bool) -> Option<String> {
        let freed: Vec<_> = self.freed().collect();
        let first = freed.first()?;
        if several {
            let who = count(freed.len(), "source");
            let list = listed(freed.iter().map(|each| from(each)));
            return Some(format!("the passwords of {who} become independent: {list}"));
        }
        let keeps = self.of_kind(Effect::KeepsPolicy).find(|each| each.source == first.source);
        let keeps = keeps.and_then(|each| each.policy.as_ref()).map(|policy| {
            let keeps = if freed.len() == 1 { "it keeps" } else { "each keeps" };
            format!("; {keeps} policy `{}`", policy.name)
        });
        Some(format!(
            "the passwords of {} become independent{}{}",
            names(&freed),
            self.applications(&freed),
            keeps.unwrap_or_default()
        ))
    }

    /// The applications of these sources, as an addition to a sentence.
    fn applications(&self, sources: &[&Consequence]) -> String {
        let meant: HashSet<(&str, &str)> = sources.iter().filter_map(|each| each.pair()).collect();
        let freed: Vec<_> =
            self.of_kind(Effect::BecomesIndependent).filter(|each| each.is_in(&meant)).collect();
        let all: Vec<&String> = freed.iter().flat_map(|each| &each.applications).collect();
        match all.as_slice() {
            [] if freed.iter().any(|each| each.message.contains("403")) => {
                ", also in their applications (403: unknown which)".to_owned()
            }
            [] => String::new(),
            [one] => format!(", also in application `{one}`"),
            many => {
                format!(", also in applications {}", listed(many.iter().map(|name| quoted(name))))
            }
        }
    }

    /// Everything, a sentence for each source and effect, under the name of each group.
    pub fn details(&self) -> Vec<(&Named, Vec<&str>)> {
        let (gets, leaving) = (self.pairs(Effect::GetsPolicy), self.pairs(Effect::SourceLeaves));
        // Another sentence says it too.
        let is_said = |each: &Consequence| match each.kind {
            Effect::SourceJoins => each.is_in(&gets),
            Effect::BecomesIndependent | Effect::KeepsPolicy => each.is_in(&leaving),
            // A line for each pair of policies says it.
            Effect::WeakerPolicy => true,
            _ => false,
        };
        let mut groups: Vec<(&Named, Vec<&str>)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for each in self.consequences.iter().filter(|each| !is_said(each)) {
            let place = *places.entry(each.group.key()).or_insert_with(|| {
                groups.push((&each.group, Vec::new()));
                groups.len() - 1
            });
            groups[place].1.push(&each.message);
        }
        groups
    }
}

impl Named {
    /// What tells it from others: a new group has no ID yet.
    pub fn key(&self) -> &str {
        if self.id.is_empty() { &self.name } else { &self.id }
    }
}

impl Consequence {
    fn pair(&self) -> Option<(&str, &str)> {
        Some((self.group.key(), self.source.as_ref()?.key()))
    }

    fn is_in(&self, pairs: &HashSet<(&str, &str)>) -> bool {
        self.pair().is_some_and(|pair| pairs.contains(&pair))
    }
}

#[cfg(test)]
mod tests;
