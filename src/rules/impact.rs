//! What several changes do together, in few words: the same finding merged across sources and groups.

use std::collections::{HashMap, HashSet};

use super::consequences::{Consequence, Consequences, Effect, Named, and, quoted};

/// How many names a line has room for.
const NAMED: usize = 5;

/// So few are named also where several groups are concerned.
const FEW: usize = 3;

/// How many rules a line about a weaker policy has room for.
const RULES: usize = 4;

/// How many lines one kind of consequence takes where policies differ.
const LINES: usize = 3;

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

fn names_changed(renamed: &[&Consequence], several: bool) -> Vec<String> {
    match renamed {
        [] => Vec::new(),
        many if several => vec![format!("{} renamed", count(many.len(), "group"))],
        few => few.iter().map(|each| each.message.clone()).collect(),
    }
}

/// Who gets which policy, a line for each pair of policies as long as these are few.
fn gets(sources: &[&Consequence], several: bool, joining: bool) -> Vec<String> {
    let mut pairs: Vec<(Option<&Named>, &[Named], Vec<&Consequence>)> = Vec::new();
    for each in sources {
        // What joining sources had is told apart only where there is room for it.
        let old: &[Named] = if several && joining { &[] } else { &each.instead_of };
        let pair = (each.policy.as_ref(), old);
        match pairs.iter_mut().find(|(policy, instead, _)| (*policy, *instead) == pair) {
            Some((.., those)) => those.push(each),
            None => pairs.push((pair.0, pair.1, vec![each])),
        }
    }
    if several && pairs.len() > LINES {
        let what =
            if joining { "join and get the policy of their group" } else { "get another policy" };
        return vec![format!("{} {what}", count(sources.len(), "source"))];
    }
    let line = |(policy, instead, those): (Option<&Named>, &[Named], Vec<&Consequence>)| {
        let one = those.len() == 1;
        let who = if those.len() <= FEW || !several {
            names(&those)
        } else {
            count(those.len(), "source")
        };
        let joins = match (joining, one) {
            (false, _) => "",
            (true, true) => " joins",
            (true, false) => " join",
        };
        let Some(policy) = policy else { return format!("{who}{joins}") };
        let link = if joining { " and" } else { "" };
        let verb = if one { "gets" } else { "get" };
        let old: Vec<String> = instead.iter().map(|policy| quoted(&policy.name)).collect();
        let instead =
            if old.is_empty() { String::new() } else { format!(" instead of {}", and(&old)) };
        format!("{who}{joins}{link} {verb} policy `{}`{instead}", policy.name)
    };
    pairs.into_iter().map(line).collect()
}

fn moved(moving: &[&Consequence]) -> Option<String> {
    let who = match moving {
        [] => return None,
        [_] => "1 source moves".to_owned(),
        many => format!("{} sources move", many.len()),
    };
    let way = |each: &&Consequence| {
        let target = each.moves_to.as_ref().map_or("", |target| &target.name);
        format!("{} to `{target}`", from(each))
    };
    Some(format!("{who} to another group: {}", listed(moving.iter().map(way))))
}

/// "`GitHub` from `Sales`".
fn from(each: &Consequence) -> String {
    let source = each.source.as_ref().map_or("", |source| &source.name);
    format!("`{source}` from `{}`", each.group.name)
}

fn names(consequences: &[&Consequence]) -> String {
    let names = consequences.iter().filter_map(|each| each.source.as_ref());
    listed(names.map(|source| quoted(&source.name)))
}

/// The first few, and how many more there are.
fn listed(items: impl Iterator<Item = String>) -> String {
    let mut items: Vec<String> = items.collect();
    if items.len() > NAMED {
        let more = items.len() - NAMED;
        items.truncate(NAMED);
        items.push(format!("{more} more"));
    }
    and(&items)
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::model::SyncGroup;
    use crate::rules::consequences::of_change;
    use crate::rules::testing::{World, good_group, group, source};

    /// `q` is stronger than `p`; `ad` has `q`.
    fn world() -> World {
        let mut world = World::good();
        let stronger = json!({"passwordPolicies": [{"id": "q", "name": "Stronger"}]});
        world.put(source("ad", "ActiveDirectory", &stronger));
        world
    }

    fn impact(changes: &[(Option<SyncGroup>, Option<SyncGroup>)]) -> Impact {
        let known = world().known();
        let change = |(before, after): &(Option<SyncGroup>, Option<SyncGroup>)| {
            of_change(before.as_ref(), after.as_ref(), &known)
        };
        Impact::of(changes.iter().map(change))
    }

    fn texts(impact: &Impact, essential: bool) -> Vec<String> {
        let facts = impact.facts().into_iter().filter(|fact| fact.essential == essential);
        facts.map(|fact| fact.text).collect()
    }

    #[test]
    fn one_group_is_told_by_the_names_of_its_sources() {
        let after = group("g", "Renamed", "q", &["ad", "gs"]);
        let impact = impact(&[(Some(good_group()), Some(after))]);
        assert_eq!(
            texts(&impact, false),
            [
                "end users see the name `Renamed` instead of `One`",
                "`ActiveDirectory` gets policy `Stronger`",
                "`G Suite` joins and gets policy `Stronger`"
            ]
        );
        assert_eq!(
            texts(&impact, true),
            [
                "`GitHub` leaves and keeps policy `Strong`: its passwords become independent, also in application `GitHub Pages`"
            ]
        );
        assert_eq!(impact.to_confirm(), ["1 source leaves its group: `GitHub` from `Renamed`"]);
        assert!(impact.weaker().is_empty() && impact.has_leaving());
        assert_eq!(impact.groups(), ["Renamed"]);
    }

    #[test]
    fn a_deleted_group_is_one_fact() {
        let impact = impact(&[(Some(good_group()), None)]);
        assert_eq!(
            texts(&impact, true),
            [
                "the passwords of `ActiveDirectory` and `GitHub` become independent, also in applications `Intranet` and `GitHub Pages`; each keeps policy `Strong`"
            ]
        );
        assert_eq!(impact.leaving().len(), 2);
        assert!(!impact.has_leaving(), "no group stays that it could leave");
    }

    #[test]
    fn a_pair_of_policies_is_counted_across_groups() {
        let new = |name: &str, sources: &[&str]| (None, Some(group("", name, "p", sources)));
        let impact = impact(&[new("A", &["ad", "gh"]), new("B", &["ad", "gs"])]);
        let weaker = impact.weaker();
        assert_eq!(weaker.len(), 1);
        assert_eq!(weaker[0].counted(), "Stronger → Strong: 2 groups, 1 source");
        assert_eq!(weaker[0].brief(), weaker[0].full(), "one rule has room");
        let rules = (1..=6).map(|number| number.to_string()).collect();
        let many = Weaker { rules, ..weaker[0].clone() };
        assert!(many.brief().ends_with("(1, 2, 3, 4 and 2 more rules)"), "{}", many.brief());
        assert!(many.full().ends_with("(1, 2, 3, 4, 5, 6)"), "{}", many.full());
        assert_eq!(texts(&impact, false), ["4 sources join and get policy `Strong`"]);
    }

    #[test]
    fn a_source_that_joins_another_group_by_the_same_command_moves() {
        let (old, small) =
            (group("g", "One", "p", &["ad", "gh", "gs"]), group("g", "One", "p", &["ad", "gs"]));
        let moved =
            impact(&[(Some(old), Some(small)), (None, Some(group("", "Two", "p", &["gh"])))]);
        assert_eq!(
            texts(&moved, true),
            ["1 source moves to another group: `GitHub` from `One` to `Two`"]
        );
        let details = moved.details();
        assert_eq!(details[0].1, ["`GitHub` moves to `Two`"]);
        assert_eq!(moved.leaving().len(), 1);
        let freed =
            moved.consequences.iter().filter(|each| each.kind == Effect::BecomesIndependent);
        assert_eq!(freed.count(), 0);
        // So does a source of a group that is deleted.
        let recreated = impact(&[
            (Some(good_group()), None),
            (None, Some(group("", "Two", "p", &["gh", "gs"]))),
        ]);
        assert_eq!(recreated.leaving().len(), 2);
        assert_eq!(texts(&recreated, true).len(), 2, "{:?}", recreated.facts());
    }

    #[test]
    fn lists_are_cut_and_details_are_not() {
        let names: Vec<String> = (0..9).map(|number| format!("s{number}")).collect();
        let sources: Vec<&str> = names.iter().map(String::as_str).collect();
        let impact = impact(&[(Some(group("g", "Many", "p", &sources)), None)]);
        let [fact] = &texts(&impact, true)[..] else { panic!("one fact") };
        assert!(fact.contains("`s4` and 4 more become independent"), "{fact}");
        assert_eq!(impact.details()[0].1.len(), 18);
    }
}
