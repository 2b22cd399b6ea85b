//! Which groups share a name or a source, found without comparing each with each.

use std::collections::HashMap;

use super::finding::OtherGroup;
use crate::model::SyncGroup;

/// How many of the others a message names.
const NAMED: usize = 3;

/// Groups by ID, name and member source. Places are in the order in which the groups were given.
#[derive(Debug, Default)]
pub(crate) struct OtherGroups {
    groups: Vec<OtherGroup>,
    by_id: HashMap<String, usize>,
    by_name: HashMap<String, Vec<usize>>,
    /// Names with characters beyond ASCII, in ASCII.
    by_ascii: HashMap<Vec<u16>, Vec<usize>>,
    by_source: HashMap<String, Vec<usize>>,
}

/// The groups that share something with a judged one.
pub(crate) struct Others<'a> {
    all: &'a OtherGroups,
    places: &'a [usize],
    me: Option<usize>,
}

impl OtherGroups {
    /// Takes the groups in.
    pub(crate) fn new<'a>(groups: impl IntoIterator<Item = &'a SyncGroup>) -> Self {
        let mut all = Self::default();
        for group in groups {
            all.add(group);
        }
        all
    }

    fn add(&mut self, group: &SyncGroup) {
        let place = self.groups.len();
        let (id, name) = (group.id().to_owned(), group.name().to_owned());
        if !id.is_empty() {
            self.by_id.insert(id.clone(), place);
        }
        self.by_name.entry(name.clone()).or_default().push(place);
        if !name.is_ascii() {
            self.by_ascii.entry(in_ascii(&name)).or_default().push(place);
        }
        for source in group.source_ids() {
            let places = self.by_source.entry(source.to_owned()).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
        self.groups.push(OtherGroup { id, name, sources: group.source_ids().count() });
    }

    /// The place of the group of this ID.
    pub(crate) fn place(&self, group: &SyncGroup) -> Option<usize> {
        self.by_id.get(group.id()).copied()
    }

    /// Groups of this name, but the one at the place.
    pub(crate) fn named(&self, name: &str, me: Option<usize>) -> Others<'_> {
        self.others(self.by_name.get(name), me)
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
        others.map(|&place| self.groups[place].name.as_str()).find(|whole| lost(whole))
    }

    /// Groups with this member, but the one at the place.
    pub(crate) fn holding(&self, source_id: &str, me: Option<usize>) -> Others<'_> {
        self.others(self.by_source.get(source_id), me)
    }

    fn others<'a>(&'a self, places: Option<&'a Vec<usize>>, me: Option<usize>) -> Others<'a> {
        Others { all: self, places: places.map_or(&[], Vec::as_slice), me }
    }
}

/// A name as Windows PowerShell 5.1 hands it to a program: `?` for each UTF-16 unit beyond ASCII.
fn in_ascii(name: &str) -> Vec<u16> {
    name.encode_utf16().map(|unit| if unit > 0x7f { u16::from(b'?') } else { unit }).collect()
}

impl Others<'_> {
    fn places(&self) -> impl Iterator<Item = usize> {
        self.places.iter().copied().filter(|&place| Some(place) != self.me)
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
        self.places().take(NAMED).map(|place| self.all.groups[place].clone()).collect()
    }

    /// The first few by name: "`A`, `B`, `C` and 4 more".
    pub(crate) fn names(&self) -> String {
        self.list(|group| if group.name.is_empty() { &group.id } else { &group.name })
    }

    /// The first few by ID; a group that has none yet is "another one of the manifest".
    pub(crate) fn ids(&self) -> String {
        self.list(|group| if group.id.is_empty() { "a new group" } else { &group.id })
    }

    fn list(&self, text: impl Fn(&OtherGroup) -> &str) -> String {
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
        self.me.is_some_and(|me| self.places.binary_search(&me).is_ok())
    }
}
