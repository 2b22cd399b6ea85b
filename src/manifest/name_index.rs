//! The sources or password policies of a tenant, by ID and by name.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::manifest::Reference;
use crate::manifest::keys::Field;
use crate::model::{PasswordPolicy, Source};
use crate::suggest::nearest;

/// How many names are looked at for all the suggestions together: a wrong file on a large tenant must not take minutes.
const GLANCES: usize = 500_000;

/// How many candidates are listed where a name is not unique.
const CANDIDATES: usize = 5;

/// IDs and names of one kind of thing.
pub(crate) struct NameIndex<'a> {
    noun: &'static str,
    key: &'static str,
    name_of: HashMap<&'a str, &'a str>,
    ids_of: HashMap<&'a str, Ids<'a>>,
    /// Each name once, in the order of the tenant, so that of two near ones the same is suggested every time.
    names: Vec<&'a str>,
    glances: usize,
}

/// What is known of one of them.
#[derive(Clone, Copy)]
struct Thing<'a> {
    id: &'a str,
    name: &'a str,
    /// The name that the tenant has for it, where manifests have another one.
    own: Option<&'a str>,
}

/// The IDs of one name: nearly always one, which then costs nothing beside the map.
enum Ids<'a> {
    One(&'a str),
    Many(Vec<&'a str>),
}

impl<'a> Ids<'a> {
    fn push(&mut self, id: &'a str) {
        match self {
            Self::One(first) => *self = Self::Many(vec![*first, id]),
            Self::Many(ids) => ids.push(id),
        }
    }

    fn as_slice(&self) -> &[&'a str] {
        match self {
            Self::One(id) => std::slice::from_ref(id),
            Self::Many(ids) => ids,
        }
    }
}

/// Why a reference leads nowhere: the message, and what may have been meant.
pub(crate) type Lost = (String, Option<String>);

impl<'a> NameIndex<'a> {
    pub(crate) fn of_sources(sources: &'a [Source]) -> Self {
        let thing = |source: &'a Source| Thing {
            id: source.id(),
            name: source.name(),
            own: source.is_mapped().then(|| source.own_name()),
        };
        Self::new("source", Field::Sources, sources.iter().map(thing))
    }

    pub(crate) fn of_policies(policies: &'a [PasswordPolicy]) -> Self {
        let thing = |policy: &'a PasswordPolicy| Thing {
            id: policy.id(),
            name: policy.name(),
            own: policy.is_mapped().then(|| policy.own_name()),
        };
        Self::new("password policy", Field::Policy, policies.iter().map(thing))
    }

    fn new(
        noun: &'static str,
        field: Field,
        things: impl Iterator<Item = Thing<'a>> + Clone,
    ) -> Self {
        let (name_of, ids_of) = (HashMap::new(), HashMap::new());
        let mut catalog =
            Self { noun, key: field.key(), name_of, ids_of, names: Vec::new(), glances: GLANCES };
        let mapped = things.clone().filter(|thing| thing.own.is_some());
        let common: HashSet<&str> = mapped.map(|thing| thing.name).collect();
        for thing in things {
            catalog.insert(&thing, &common);
        }
        catalog
    }

    /// A thing that is called in the tenant what manifests call another one goes by its ID.
    fn insert(&mut self, thing: &Thing<'a>, common: &HashSet<&str>) {
        let Entry::Vacant(vacant) = self.name_of.entry(thing.id) else { return };
        vacant.insert(thing.name);
        match thing.own {
            Some(own) => {
                self.call(thing.id, thing.name);
                if !common.contains(own) {
                    self.call(thing.id, own);
                }
            }
            None if common.contains(thing.name) => {}
            None => self.call(thing.id, thing.name),
        }
    }

    fn call(&mut self, id: &'a str, name: &'a str) {
        match self.ids_of.entry(name) {
            Entry::Vacant(vacant) => {
                vacant.insert(Ids::One(id));
                self.names.push(name);
            }
            Entry::Occupied(mut ids) => ids.get_mut().push(id),
        }
    }

    /// What a manifest calls the thing of this ID: its name, or the ID where the name would not lead back to it.
    pub(crate) fn reference(&self, id: &str) -> Reference {
        let name = self.name_of.get(id).filter(|name| !name.trim().is_empty());
        let unique =
            |name: &&&str| self.ids_of.get(**name).is_some_and(|ids| ids.as_slice() == [id]);
        match name.filter(unique) {
            Some(name) => Reference::Name((*name).to_owned()),
            None => Reference::Id(id.to_owned()),
        }
    }

    /// The ID of the one thing that is meant.
    pub(crate) fn find(&mut self, reference: &Reference) -> Result<&'a str, Lost> {
        match reference {
            Reference::Id(id) => match self.name_of.get_key_value(id.as_str()) {
                Some((known, _)) => Ok(known),
                None => Err(self.unknown_id(id)),
            },
            Reference::Name(name) => self.find_name(name),
            Reference::Any(text) => match self.name_of.get_key_value(text.as_str()) {
                Some((id, _)) if !self.ids_of.contains_key(text.as_str()) => Ok(id),
                _ => self.find_name(text),
            },
        }
    }

    fn find_name(&mut self, name: &str) -> Result<&'a str, Lost> {
        match self.ids_of.get(name).map(Ids::as_slice) {
            Some([id]) => Ok(id),
            Some(ids) => Err(self.ambiguous(name, ids)),
            None => Err(self.unknown_name(name)),
        }
    }

    fn unknown_id(&self, id: &str) -> Lost {
        let Self { noun, key, .. } = self;
        let hint = self.ids_of.contains_key(id).then(|| {
            format!("it is the name of a {noun}: `{key}` takes `{}`", Reference::Name(id.into()))
        });
        (format!("{noun} with ID `{id}` was not found"), hint)
    }

    fn unknown_name(&mut self, name: &str) -> Lost {
        let message = format!("{} `{name}` was not found", self.noun);
        let Some(left) = self.glances.checked_sub(self.names.len()) else { return (message, None) };
        self.glances = left;
        let meant = nearest(name, self.names.iter().copied());
        let text = |meant: &str| Reference::Name(meant.to_owned()).to_string();
        (message, meant.map(|meant| format!("did you mean `{}`?", text(meant))))
    }

    fn ambiguous(&self, name: &str, ids: &[&str]) -> Lost {
        let text = |id: &&str| format!("`{}`", Reference::Id((*id).to_owned()));
        let shown: Vec<String> = ids.iter().take(CANDIDATES).map(text).collect();
        let more = match ids.len().saturating_sub(CANDIDATES) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let message = format!("{} `{name}` is ambiguous, {} have this name", self.noun, ids.len());
        (message, Some(format!("say which by its ID: {}{more}", shown.join(", "))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalog(glances: usize) -> NameIndex<'static> {
        let things = [
            ("1", "AD"),
            ("2", "LDAP"),
            ("3", "Twin"),
            ("4", "Twin"),
            ("5", " "),
            ("6", "id:x"),
            ("1", "Again"),
        ];
        let things = things.into_iter().map(|(id, name)| Thing { id, name, own: None });
        NameIndex { glances, ..NameIndex::new("source", Field::Sources, things) }
    }

    #[test]
    fn suggestions_end_when_too_many_names_were_looked_at() {
        let mut catalog = catalog(12);
        let mut hint = || catalog.find(&Reference::Name("LDPA".into())).unwrap_err().1;
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
        let thing = |id, name, own| Thing { id, name, own };
        let things = [
            thing("1", "AD", Some("AD (SB)")),
            thing("2", "AD", None),
            // Two that have swapped their names.
            thing("3", "A", Some("B")),
            thing("4", "B", Some("A")),
        ];
        let mut catalog = NameIndex::new("source", Field::Sources, things.iter().copied());
        for (name, id) in [("AD", "1"), ("AD (SB)", "1"), ("A", "3"), ("B", "4")] {
            assert_eq!(catalog.find(&Reference::Name(name.into())).ok(), Some(id), "{name}");
        }
        for (id, text) in [("1", "AD"), ("2", "id:2"), ("3", "A"), ("4", "B")] {
            assert_eq!(catalog.reference(id).to_string(), text);
        }
    }
}
