//! Which groups share a name or a source, found without comparing each with each.

use std::cmp::Ordering;
use std::collections::HashMap;

use super::finding::OtherGroup;
use crate::model::SyncGroup;

/// How many of the others a message names.
const NAMED: usize = 3;

/// Groups by ID, name and member source. Places are in the order in which the groups were given. There can be a hundred
/// thousand: what is kept of each are its places in sorted lists.
#[derive(Debug, Default)]
pub(crate) struct OtherGroups {
    groups: Vec<SyncGroup>,
    by_id: Vec<u32>,
    by_name: Vec<Place>,
    /// Names with characters beyond ASCII, in ASCII.
    by_ascii: HashMap<Vec<u16>, Vec<usize>>,
    by_source: Vec<Place>,
}

/// Where a name or a member source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    group: u32,
    /// Which of the group's sources.
    member: u32,
}

/// The groups that share something with a judged one.
pub(crate) struct Others<'a> {
    all: &'a OtherGroups,
    places: &'a [Place],
    me: Option<usize>,
}

impl OtherGroups {
    /// Takes the groups in.
    pub(crate) fn new<'a>(groups: impl IntoIterator<Item = &'a SyncGroup>) -> Self {
        let groups: Vec<SyncGroup> = groups.into_iter().cloned().collect();
        let count = u32::try_from(groups.len()).unwrap_or(u32::MAX);
        let mut all = Self { groups, ..Self::default() };
        let mut by_id: Vec<u32> = (0..count).collect();
        by_id.sort_by_key(|&group| all.group(group).id());
        let mut by_name: Vec<Place> = (0..count).map(|group| Place { group, member: 0 }).collect();
        by_name.sort_by_key(|place| all.name(*place));
        let members = |group| {
            let sources = all.group(group).source_ids().zip(0..);
            sources.map(move |(source, member)| (source, Place { group, member }))
        };
        let mut by_source: Vec<(&str, Place)> = (0..count).flat_map(members).collect();
        by_source.sort_unstable();
        by_source.dedup_by_key(|(source, place)| (*source, place.group));
        let by_source = by_source.into_iter().map(|(_, place)| place).collect();
        for (place, group) in all.groups.iter().enumerate().filter(|(_, it)| !it.name().is_ascii())
        {
            all.by_ascii.entry(in_ascii(group.name())).or_default().push(place);
        }
        Self { by_id, by_name, by_source, ..all }
    }

    fn group(&self, place: u32) -> &SyncGroup {
        &self.groups[place as usize]
    }

    fn name(&self, place: Place) -> &str {
        self.group(place.group).name()
    }

    fn source(&self, Place { group, member }: Place) -> &str {
        self.group(group).source_ids().nth(member as usize).unwrap_or_default()
    }

    /// The place of the group of this ID.
    pub(crate) fn place(&self, group: &SyncGroup) -> Option<usize> {
        let id = group.id();
        let end = self.by_id.partition_point(|&place| self.group(place).id() <= id);
        let last = *self.by_id[..end].last().filter(|_| !id.is_empty())?;
        (self.group(last).id() == id).then_some(last as usize)
    }

    /// Groups of this name, but the one at the place.
    pub(crate) fn named(&self, name: &str, me: Option<usize>) -> Others<'_> {
        let places = equal(&self.by_name, |place| self.name(place).cmp(name));
        Others { all: self, places, me }
    }

    /// The name of which this one has `?` in place of characters beyond ASCII, and no other difference.
    pub(crate) fn unmangled(&self, name: &str, me: Option<usize>) -> Option<&str> {
        if !name.contains('?') {
            return None;
        }
        let lost = |whole: &str| {
            whole != name
                && whole
                    .encode_utf16()
                    .zip(name.encode_utf16())
                    .all(|(whole, unit)| unit == whole || unit == u16::from(b'?') && whole > 0x7f)
        };
        let places = self.by_ascii.get(&in_ascii(name))?;
        let others = places.iter().filter(|&&place| Some(place) != me);
        others.map(|&place| self.groups[place].name()).find(|whole| lost(whole))
    }

    /// Groups with this member, but the one at the place.
    pub(crate) fn holding(&self, source_id: &str, me: Option<usize>) -> Others<'_> {
        let places = equal(&self.by_source, |place| self.source(place).cmp(source_id));
        Others { all: self, places, me }
    }
}

/// The places that are equal to what is looked for, of a sorted list.
fn equal(places: &[Place], order: impl Fn(Place) -> Ordering) -> &[Place] {
    let start = places.partition_point(|&place| order(place).is_lt());
    let count = places[start..].partition_point(|&place| order(place).is_eq());
    &places[start..start + count]
}

/// A name as Windows PowerShell 5.1 hands it to a program: `?` for each UTF-16 unit beyond ASCII.
fn in_ascii(name: &str) -> Vec<u16> {
    name.encode_utf16().map(|unit| if unit > 0x7f { u16::from(b'?') } else { unit }).collect()
}

impl Others<'_> {
    fn places(&self) -> impl Iterator<Item = usize> {
        self.places.iter().map(|place| place.group as usize).filter(|&place| Some(place) != self.me)
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.places().next().is_none()
    }

    /// Whether one of them stands before the place.
    pub(crate) fn any_before(&self, place: usize) -> bool {
        // Places ascend, so the first one tells.
        self.places().next().is_some_and(|first| first < place)
    }

    /// The first few.
    pub(crate) fn sharers(&self) -> Vec<OtherGroup> {
        let other = |place: usize| {
            let group = &self.all.groups[place];
            let (id, name) = (group.id().to_owned(), group.name().to_owned());
            OtherGroup { id, name, sources: group.source_ids().count() }
        };
        self.places().take(NAMED).map(other).collect()
    }

    /// The first few by name: "`A`, `B`, `C` and 4 more".
    pub(crate) fn names(&self) -> String {
        self.list(|group| if group.name().is_empty() { group.id() } else { group.name() })
    }

    /// The first few by ID; a group that has none yet is "another one of the manifest".
    pub(crate) fn ids(&self) -> String {
        self.list(|group| if group.id().is_empty() { "a new group" } else { group.id() })
    }

    fn list(&self, text: impl Fn(&SyncGroup) -> &str) -> String {
        let shown: Vec<_> = self
            .places()
            .take(NAMED)
            .map(|place| format!("`{}`", text(&self.all.groups[place])))
            .collect();
        let more = self.places.len() - usize::from(self.me_is_among()) - shown.len();
        let shown = shown.join(", ");
        if more == 0 { shown } else { format!("{shown} and {more} more") }
    }

    fn me_is_among(&self) -> bool {
        // Places of one name or source ascend.
        let at = |me: usize| self.places.binary_search_by_key(&me, |place| place.group as usize);
        self.me.is_some_and(|me| at(me).is_ok())
    }
}
