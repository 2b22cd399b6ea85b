//! What an update is about: groups that are named, or bodies that name them.

use std::collections::HashMap;

use serde_json::Value;

use crate::app::lookup::find::Reference;
use crate::app::lookup::targets;
use crate::cli::commands::update::Update;
use crate::command_line::CommandLine;
use crate::error::{Error, Location, Result};
use crate::manifest::body;
use crate::manifest::body::{Bodies, Body};

/// What is to be updated.
pub(super) struct Task {
    /// The groups, in order.
    pub(super) references: Vec<Reference>,
    /// What replaces each of them; nothing where only fields change.
    pub(super) bodies: Vec<Body>,
    /// One argument or body gives an object; several, `-`, or an array of bodies, an array.
    pub(super) many: bool,
}

impl Task {
    /// Reads what was given, before any request.
    pub(super) fn of(update: &Update) -> Result<Self> {
        let task = match (update.groups.as_slice(), update.file.is_empty()) {
            (groups, true) => {
                if has_no_field(update) && !update.edit {
                    return Err(nothing_to_change(groups));
                }
                let targets = targets::read(groups)?;
                Self { references: targets.references, bodies: Vec::new(), many: targets.many }
            }
            ([], false) => Self::of_bodies(body::read_all(&update.file)?)?,
            ([group], false) if group != "-" => Self::of_body(group, &update.file)?,
            _ => {
                let message = "`-f` replaces the one group that is named, or those that its bodies name by their `id`";
                return Err(Error::usage(message).hint(CommandLine::of("update -f FILE")));
            }
        };
        let single = [("--name", update.name.is_some()), ("--edit", update.edit)];
        match single.iter().find(|(_, given)| task.many && *given) {
            Some((option, _)) => {
                Err(Error::usage(format!("`{option}` is for one group, and several are named")))
            }
            None => Ok(task),
        }
    }

    /// The one body of a group that is named.
    fn of_body(group: &str, files: &[String]) -> Result<Self> {
        let reference = Reference::parse(group)?;
        let Bodies { bodies, many } = body::read_all(files)?;
        if many {
            let given = match bodies.len() {
                1 => "an array".to_owned(),
                many => format!("{many} objects"),
            };
            let message = format!("the update of one group takes one object, and this is {given}");
            let error = Error::usage(message).at(&bodies[0].place);
            let line = files.iter().fold(CommandLine::of("update"), |line, file| {
                line.and("-f").file(if file.starts_with('\0') { "FILE" } else { file })
            });
            return Err(error.explained("to replace several groups, each with its `id`", line));
        }
        Ok(Self { references: vec![reference], bodies, many: false })
    }

    /// Bodies that say which groups they replace.
    fn of_bodies(read: Bodies) -> Result<Self> {
        let mut seen: HashMap<String, &Location> = HashMap::new();
        let mut references = Vec::with_capacity(read.bodies.len());
        for body in &read.bodies {
            let id = id_of(body)?;
            if let Some(first) = seen.insert(id.to_lowercase(), &body.place) {
                let message = format!("the group `{id}` is there twice, first at {first}");
                return Err(Error::usage(message).at(&body.place));
            }
            references.push(
                Reference::parse(&format!("id:{id}")).map_err(|error| error.at(&body.place))?,
            );
        }
        Ok(Self { references, bodies: read.bodies, many: read.many })
    }
}

fn id_of(body: &Body) -> Result<&str> {
    let id = body.object.get("id").and_then(Value::as_str).filter(|id| !id.is_empty());
    id.ok_or_else(|| {
        Error::usage("the body has no `id`, so nothing says which group it replaces")
            .at(&body.place)
            .explained("to replace one group", CommandLine::of("update NAME -f FILE"))
    })
}

fn has_no_field(update: &Update) -> bool {
    update.name.is_none()
        && update.policy.is_none()
        && update.source.is_empty()
        && update.add_source.is_empty()
        && update.remove_source.is_empty()
}

fn nothing_to_change(groups: &[String]) -> Error {
    let error = Error::usage("nothing says what to change");
    match groups {
        [group] if group != "-" => error
            .hint(CommandLine::of("update").reference(group).and("--name NAME"))
            .hint(CommandLine::of("get").reference(group).and("-o json").output_to("group.json"))
            .hint(CommandLine::of("update").reference(group).and("-f group.json")),
        [stdin] if stdin == "-" => {
            error.hint(CommandLine::of("update - --policy POLICY")).explained(
                "to replace the groups by the objects on stdin",
                CommandLine::of("update -f -"),
            )
        }
        several => {
            let update = CommandLine::of("update");
            let line = several.iter().fold(update, |line, group| line.reference(group));
            error.hint(line.and("--policy POLICY"))
        }
    }
}
