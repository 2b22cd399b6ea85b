//! Groups as a listing: the columns of tables.

use serde_json::Value;

use crate::api;
use crate::app::lookup::name_table::Directory;
pub use crate::app::lookup::stdin_list::COLUMNS;
use crate::app::session::context::Context;
use crate::manifest::table;
use crate::model::SyncGroup;
use crate::output::{Column, Head, Listing, Reply, Shape};

/// The groups as rows of a listing.
pub fn listing(groups: Vec<SyncGroup>, shape: Shape, directory: &Directory) -> Listing<'_> {
    let rows = groups.into_iter().map(|group| Value::Object(group.into_object())).collect();
    Listing::shaped(rows, shape).columns(columns(directory))
}

fn columns(directory: &Directory) -> Vec<Column<'_>> {
    vec![
        Column::field("id", "id").id(),
        Column::field("name", "name").leading(),
        Column::new("policy", |row| {
            directory.policy(&Column::plain(&row["passwordPolicyId"])).to_owned()
        })
        .data(|row| match row["passwordPolicyId"].as_str() {
            Some(id) if !id.is_empty() => table::reference(id, directory.unique_policy(id)),
            _ => String::new(),
        }),
        Column::new("sources", |row| {
            let ids = row["sourceIds"].as_array().into_iter().flatten();
            ids.map(|id| directory.source(&Column::plain(id)).to_owned())
                .collect::<Vec<_>>()
                .join(", ")
        })
        .data(|row| {
            let ids = row["sourceIds"].as_array().into_iter().flatten().filter_map(Value::as_str);
            let texts = ids.map(|id| table::reference(id, directory.unique_source(id)));
            texts.collect::<Vec<_>>().join(";")
        }),
        Column::field("created", "created").time().hidden(),
        Column::field("modified", "modified").time().hidden(),
        Column::new("members", |row| row["sourceIds"].as_array().map_or(0, Vec::len).to_string())
            .hidden(),
    ]
}

/// Status and headers of a reply.
pub fn head<T>(reply: &api::Reply<T>) -> Head {
    Head { status: reply.status, headers: reply.headers.clone() }
}

/// One reply for all rows, where `--include` asks for it.
pub fn whole(ctx: &Context, head: Head) -> Reply {
    if ctx.globals.include { Reply::Whole(head) } else { Reply::None }
}

/// One reply for each row, where `--include` asks for it.
pub fn each(ctx: &Context, heads: Vec<Head>) -> Reply {
    if ctx.globals.include { Reply::Each(heads) } else { Reply::None }
}
