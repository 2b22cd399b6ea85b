//! The lines that merged consequences are told in.

use crate::rules::consequences::{Consequence, Named, and, quoted};

/// How many names a line has room for.
const NAMED: usize = 5;

/// So few are named also where several groups are concerned.
const FEW: usize = 3;

/// How many lines one kind of consequence takes where policies differ.
const LINES: usize = 3;

pub(super) fn names_changed(renamed: &[&Consequence], several: bool) -> Vec<String> {
    match renamed {
        [] => Vec::new(),
        many if several => vec![format!("{} renamed", count(many.len(), "group"))],
        few => few.iter().map(|each| each.message.clone()).collect(),
    }
}

/// Who gets which policy, a line for each pair of policies as long as these are few.
pub(super) fn gets(sources: &[&Consequence], several: bool, joining: bool) -> Vec<String> {
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

pub(super) fn moved(moving: &[&Consequence]) -> Option<String> {
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
pub(super) fn from(each: &Consequence) -> String {
    let source = each.source.as_ref().map_or("", |source| &source.name);
    format!("`{source}` from `{}`", each.group.name)
}

pub(super) fn names(consequences: &[&Consequence]) -> String {
    let names = consequences.iter().filter_map(|each| each.source.as_ref());
    listed(names.map(|source| quoted(&source.name)))
}

/// The first few, and how many more there are.
pub(super) fn listed(items: impl Iterator<Item = String>) -> String {
    let mut items: Vec<String> = items.collect();
    if items.len() > NAMED {
        let more = items.len() - NAMED;
        items.truncate(NAMED);
        items.push(format!("{more} more"));
    }
    and(&items)
}

pub(super) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
