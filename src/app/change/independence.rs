//! Updates of several groups that are sent side by side must not need what another one gives up.

use std::collections::HashMap;

use crate::app::lookup::read::Lookup;
use crate::app::session::context::Context;
use crate::command_line::{CommandLine, reference};
use crate::error::{Error, Result};
use crate::model::SyncGroup;

/// A source or a name that one update removes and another one takes.
#[derive(Debug)]
enum Handover<'a> {
    Source { id: &'a str, from: &'a SyncGroup, to: &'a SyncGroup },
    Name { from: &'a SyncGroup, to: &'a SyncGroup },
}

/// Refuses updates of which one takes a source or a name that another one gives up (exit 2): the tenant may get them in
/// any order. Each is a group as it is, and as it is to be; `file` is what `apply` can read instead.
pub async fn check(
    ctx: &Context,
    updates: &[(&SyncGroup, &SyncGroup)],
    file: Option<&str>,
) -> Result<()> {
    let Some(handover) = handover(updates) else { return Ok(()) };
    let in_order = CommandLine::of("apply -f").file(file.unwrap_or("groups.yaml"));
    let error = match handover {
        Handover::Source { id, from, to } => {
            // The name is a courtesy.
            let _ = Lookup::of(ctx).sources_by_id(&[id]).await;
            let name = Lookup::of(ctx).source_name(id);
            let (from_name, to_name) = (from.name(), to.name());
            let line = CommandLine::of("move")
                .word(reference(&name, id))
                .and("--to")
                .word(reference(to_name, to.id()));
            Error::usage(format!(
                "source `{name}` is to leave sync group `{from_name}` and to join `{to_name}`"
            ))
            .cause("several groups are updated side by side, in any order")
            .explained("to move it", line)
        }
        Handover::Name { from, to } => Error::usage(format!(
            "sync group `{}` is to get the name that `{}` gives up",
            to.name(),
            from.name()
        ))
        .cause("several groups are updated side by side, in any order"),
    };
    Err(error
        .explained("to make all changes in a safe order", in_order)
        .hint("--no-check sends them anyway"))
}

/// The first source or name that changes hands.
fn handover<'a>(updates: &[(&'a SyncGroup, &'a SyncGroup)]) -> Option<Handover<'a>> {
    let (mut sources, mut names) = (HashMap::new(), HashMap::new());
    for &(before, wanted) in updates {
        for id in before.source_ids().filter(|id| !wanted.has_source(id)) {
            sources.insert(id, before);
        }
        if before.name() != wanted.name() {
            names.insert(before.name(), before);
        }
    }
    updates.iter().find_map(|&(to, wanted)| {
        let mut joining = wanted.source_ids().filter(|id| !to.has_source(id));
        let source =
            joining.find_map(|id| sources.get(id).map(|&from| Handover::Source { id, from, to }));
        let is_new = wanted.name() != to.name();
        let name = || names.get(wanted.name()).filter(|_| is_new);
        source.or_else(|| name().map(|&from| Handover::Name { from, to }))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn group(id: &str, name: &str, sources: &[&str]) -> SyncGroup {
        serde_json::from_value(json!({"id": id, "name": name, "sourceIds": sources})).unwrap()
    }

    #[test]
    fn only_what_one_gives_up_and_another_takes_changes_hands() {
        let (a, b) = (group("1", "A", &["x", "y", "z"]), group("2", "B", &["u", "v"]));
        let check = |a_wanted: &SyncGroup, b_wanted: &SyncGroup| {
            let found = handover(&[(&a, a_wanted), (&b, b_wanted)]);
            found.map(|found| match found {
                Handover::Source { id, from, to } => {
                    (id.to_owned(), from.id().to_owned(), to.id().to_owned())
                }
                Handover::Name { from, to } => {
                    ("name".to_owned(), from.id().to_owned(), to.id().to_owned())
                }
            })
        };
        let text = |what: &str, from: &str, to: &str| {
            Some((what.to_owned(), from.to_owned(), to.to_owned()))
        };
        let (less, more) = (group("1", "A", &["x", "y"]), group("2", "B", &["u", "v", "z"]));
        assert_eq!(check(&less, &more), text("z", "1", "2"));
        assert_eq!(check(&less, &group("2", "B", &["u", "v", "w"])), None);
        assert_eq!(check(&a, &more), None, "nobody gives it up");
        let (renamed, takes) = (group("1", "C", &["x", "y", "z"]), group("2", "A", &["u", "v"]));
        assert_eq!(check(&renamed, &takes), text("name", "1", "2"));
        assert_eq!(check(&renamed, &b), None);
    }
}
