//! The sources or password policies of a tenant, by ID and by name.

use std::collections::HashSet;

use crate::error::Code;
use crate::manifest::Reference;
use crate::manifest::keys::Field;
use crate::model::{PasswordPolicy, Source};
use crate::suggest::nearest;

/// How many names are looked at for all the suggestions together: a wrong file on a large tenant must not take minutes.
const GLANCES: usize = 500_000;

/// How many candidates are listed where a name is not unique.
const CANDIDATES: usize = 5;

/// IDs and names of one kind of thing. There can be hundreds of thousands: what is kept of each are its places in two
/// sorted lists.
pub(crate) struct NameIndex<'a, T> {
    noun: &'static str,
    key: &'static str,
    things: &'a [T],
    /// The things by their IDs, of those with one ID the first.
    by_id: Vec<u32>,
    /// The names by which they are called, and of one name by the order of the tenant.
    by_name: Vec<Call>,
    glances: usize,
}

/// A name by which a thing is called.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Call {
    place: u32,
    /// Whether it is the name that the tenant has, and manifests have another.
    own: bool,
}

/// What has an ID and a name, which may be another one in manifests.
pub(crate) trait Named {
    fn id(&self) -> &str;
    fn name(&self) -> &str;
    /// The name that the tenant has for it, where manifests have another one.
    fn own(&self) -> Option<&str>;
}

impl Named for Source {
    fn id(&self) -> &str {
        self.id()
    }

    fn name(&self) -> &str {
        self.name()
    }

    fn own(&self) -> Option<&str> {
        self.is_mapped().then(|| self.own_name())
    }
}

impl Named for PasswordPolicy {
    fn id(&self) -> &str {
        self.id()
    }

    fn name(&self) -> &str {
        self.name()
    }

    fn own(&self) -> Option<&str> {
        self.is_mapped().then(|| self.own_name())
    }
}

/// Why a reference does not lead to one thing.
#[derive(Debug)]
pub(crate) struct Lost {
    pub(crate) code: Code,
    pub(crate) message: String,
    /// What may have been meant.
    pub(crate) hint: Option<String>,
}

impl<'a> NameIndex<'a, Source> {
    pub(crate) fn of_sources(sources: &'a [Source]) -> Self {
        Self::new("source", Field::Sources, sources)
    }
}

impl<'a> NameIndex<'a, PasswordPolicy> {
    pub(crate) fn of_policies(policies: &'a [PasswordPolicy]) -> Self {
        Self::new("password policy", Field::Policy, policies)
    }
}

impl<'a, T: Named> NameIndex<'a, T> {
    fn new(noun: &'static str, field: Field, things: &'a [T]) -> Self {
        let count = u32::try_from(things.len()).unwrap_or(u32::MAX);
        let thing = |place: u32| &things[place as usize];
        let mut by_id: Vec<u32> = (0..count).collect();
        by_id.sort_unstable_by_key(|&place| (thing(place).id(), place));
        by_id.dedup_by_key(|place| thing(*place).id());
        let mut index =
            Self { noun, key: field.key(), things, by_id, by_name: Vec::new(), glances: GLANCES };
        index.by_name = index.calls();
        index
    }

    /// A thing that is called in the tenant what manifests call another one goes by its ID.
    fn calls(&self) -> Vec<Call> {
        let mapped = self.things.iter().filter(|thing| thing.own().is_some());
        let common: HashSet<&str> = mapped.map(Named::name).collect();
        let mut calls = Vec::with_capacity(self.by_id.len());
        for &place in &self.by_id {
            let thing = &self.things[place as usize];
            let own = thing.own();
            if own.is_some() || !common.contains(thing.name()) {
                calls.push(Call { place, own: false });
            }
            if own.is_some_and(|own| !common.contains(own)) {
                calls.push(Call { place, own: true });
            }
        }
        calls.sort_unstable_by_key(|&call| (self.name(call), call.place));
        calls
    }

    fn name(&self, Call { place, own }: Call) -> &'a str {
        let thing = &self.things[place as usize];
        thing.own().filter(|_| own).unwrap_or_else(|| thing.name())
    }

    fn by_id(&self, id: &str) -> Option<&'a T> {
        let thing = |place: &u32| &self.things[*place as usize];
        let at = self.by_id.binary_search_by(|place| thing(place).id().cmp(id)).ok()?;
        Some(thing(&self.by_id[at]))
    }

    /// The IDs of a name.
    fn ids(&self, name: &str) -> impl ExactSizeIterator<Item = &'a str> {
        let start = self.by_name.partition_point(|&call| self.name(call) < name);
        let rest = &self.by_name[start..];
        let count = rest.partition_point(|&call| self.name(call) == name);
        rest[..count].iter().map(|call| self.things[call.place as usize].id())
    }

    /// What a manifest calls the thing of this ID: its name, or the ID where the name would not lead back to it.
    pub(crate) fn reference(&self, id: &str) -> Reference {
        let name = self.by_id(id).map(Named::name).filter(|name| !name.trim().is_empty());
        match name.filter(|name| self.ids(name).eq([id])) {
            Some(name) => Reference::Name(name.to_owned()),
            None => Reference::Id(id.to_owned()),
        }
    }

    /// The ID of the one thing that is meant.
    pub(crate) fn find(&mut self, reference: &Reference) -> Result<&'a str, Lost> {
        match reference {
            Reference::Id(id) => match self.by_id(id) {
                Some(thing) => Ok(thing.id()),
                None => Err(self.unknown_id(id)),
            },
            Reference::Name(name) => self.find_name(name),
            Reference::Any(text) => match self.by_id(text) {
                Some(thing) if self.ids(text).len() == 0 => Ok(thing.id()),
                _ => self.find_name(text),
            },
        }
    }

    fn find_name(&mut self, name: &str) -> Result<&'a str, Lost> {
        let mut ids = self.ids(name);
        match (ids.next(), ids.len()) {
            (Some(id), 0) => Ok(id),
            (Some(_), _) => Err(self.ambiguous(name)),
            (None, _) => {
                drop(ids);
                Err(self.unknown_name(name))
            }
        }
    }

    fn unknown_id(&self, id: &str) -> Lost {
        let Self { noun, key, .. } = self;
        let hint = (self.ids(id).len() > 0).then(|| {
            format!("it is the name of a {noun}: `{key}` takes `{}`", Reference::Name(id.into()))
        });
        Lost::missing(format!("{noun} with ID `{id}` was not found"), hint)
    }

    fn unknown_name(&mut self, name: &str) -> Lost {
        let message = format!("{} `{name}` was not found", self.noun);
        let Some(left) = self.glances.checked_sub(self.by_name.len()) else {
            return Lost::missing(message, None);
        };
        self.glances = left;
        let meant = nearest(name, self.by_name.iter().map(|&call| self.name(call)));
        let text = |meant: &str| Reference::Name(meant.to_owned()).to_string();
        Lost::missing(message, meant.map(|meant| format!("did you mean `{}`?", text(meant))))
    }

    fn ambiguous(&self, name: &str) -> Lost {
        let text = |id: &str| format!("`{}`", Reference::Id(id.to_owned()));
        let ids = self.ids(name);
        let count = ids.len();
        let shown: Vec<String> = ids.take(CANDIDATES).map(text).collect();
        let more = match count.saturating_sub(CANDIDATES) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let message = format!("{} `{name}` is ambiguous, {count} have this name", self.noun);
        let hint = format!("say which by its ID: {}{more}", shown.join(", "));
        Lost { code: Code::Conflict, message, hint: Some(hint) }
    }
}

impl Lost {
    const fn missing(message: String, hint: Option<String>) -> Self {
        Self { code: Code::NotFound, message, hint }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// ID, name, and that of the tenant where manifests have another.
    type Thing = (&'static str, &'static str, Option<&'static str>);

    impl Named for Thing {
        fn id(&self) -> &str {
            self.0
        }

        fn name(&self) -> &str {
            self.1
        }

        fn own(&self) -> Option<&str> {
            self.2
        }
    }

    fn catalog(glances: usize) -> NameIndex<'static, Thing> {
        const THINGS: [Thing; 7] = [
            ("1", "AD", None),
            ("2", "LDAP", None),
            ("3", "Twin", None),
            ("4", "Twin", None),
            ("5", " ", None),
            ("6", "id:x", None),
            ("1", "Again", None),
        ];
        NameIndex { glances, ..NameIndex::new("source", Field::Sources, &THINGS) }
    }

    #[test]
    fn suggestions_end_when_too_many_names_were_looked_at() {
        let mut catalog = catalog(13);
        let mut hint = || catalog.find(&Reference::Name("LDPA".into())).unwrap_err().hint;
        assert_eq!(hint().as_deref(), Some("did you mean `LDAP`?"));
        assert!(hint().is_some());
        assert_eq!(hint(), None);
    }

    #[test]
    fn a_reference_leads_back() {
        let mut catalog = catalog(0);
        for (id, text) in
            [("1", "AD"), ("3", "id:3"), ("5", "id:5"), ("6", "name:id:x"), ("7", "id:7")]
        {
            let reference = catalog.reference(id);
            assert_eq!(reference.to_string(), text);
            assert_eq!(catalog.find(&reference).ok(), Some(id).filter(|id| *id != "7"));
        }
    }

    #[test]
    fn a_mapped_name_leads_to_its_target_and_another_thing_of_that_name_goes_by_its_id() {
        let things: [Thing; 4] = [
            ("1", "AD", Some("AD (SB)")),
            ("2", "AD", None),
            // Two that have swapped their names.
            ("3", "A", Some("B")),
            ("4", "B", Some("A")),
        ];
        let mut catalog = NameIndex::new("source", Field::Sources, &things);
        for (name, id) in [("AD", "1"), ("AD (SB)", "1"), ("A", "3"), ("B", "4")] {
            assert_eq!(catalog.find(&Reference::Name(name.into())).ok(), Some(id), "{name}");
        }
        for (id, text) in [("1", "AD"), ("2", "id:2"), ("3", "A"), ("4", "B")] {
            assert_eq!(catalog.reference(id).to_string(), text);
        }
    }
}
