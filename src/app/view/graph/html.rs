//! `graph --format html`: one file for any browser, without a network.
//!
//! The picture is in the document itself; the script only searches and folds. The policy of the page admits that
//! script and that style by their hashes and nothing else, so that not even a mistake in quoting a name could run it.

use std::fmt::Write as _;

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::app::view::graph::name::line;
use crate::app::view::graph::{Graph, Group, Member};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// Groups are unfolded at first where there are no more of them than this.
const UNFOLDED: usize = 20;

/// The whole page, with a line end.
pub fn html(graph: &Graph) -> String {
    let mut text = String::with_capacity(8192 + graph.groups.len() * 1024);
    let (title, count) = (escaped(&graph.tenant), graph.groups.len());
    let noun = if count == 1 { "group" } else { "groups" };
    let _ = write!(
        text,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {}; script-src {}; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <title>Sync groups of {title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header>\n\
         <h1>Sync groups of <bdi>{title}</bdi></h1>\n\
         <span class=\"tools\" role=\"search\" hidden><label for=\"search\">Search <kbd>/</kbd></label> \
         <input id=\"search\" type=\"search\" autocomplete=\"off\" spellcheck=\"false\"></span>\n\
         <span id=\"count\" role=\"status\">{count} {noun}</span>\n\
         <span class=\"tools\" hidden><button id=\"open\" type=\"button\">Unfold all</button> \
         <button id=\"close\" type=\"button\">Fold all</button></span>\n</header>\n<main>\n<ul class=\"groups\">\n",
        hash(STYLE),
        hash(SCRIPT),
    );
    for group in &graph.groups {
        card(&mut text, group, count <= UNFOLDED);
    }
    let _ = write!(text, "</ul>\n</main>\n<script>{SCRIPT}</script>\n</body>\n</html>\n");
    text
}

fn card(text: &mut String, group: &Group, unfolded: bool) {
    let open = if unfolded { " open" } else { "" };
    let _ = write!(
        text,
        "<li class=\"group\"><details{open}><summary><h2><bdi>{}</bdi></h2> \
         <span class=\"policy\">policy: <bdi>{}</bdi></span></summary>\n<ul class=\"sources\">\n",
        escaped(&group.name),
        escaped(&group.policy.name),
    );
    for source in &group.sources {
        member(text, source);
    }
    text.push_str("</ul></details></li>\n");
}

fn member(text: &mut String, source: &Member) {
    let (class, mark) = match source.healthy {
        Some(true) => ("good", "✓"),
        Some(false) => ("bad", "✗"),
        None => ("unknown", "?"),
    };
    let _ = write!(
        text,
        "<li class=\"source\"><div class=\"box\"><bdi>{}</bdi><small><bdi>{}</bdi></small>\
         <small class=\"{class}\"><span aria-hidden=\"true\">{mark}</span> {}</small></div>",
        escaped(&source.name),
        escaped(source.kind.as_deref().unwrap_or_default()),
        escaped(&source.health()),
    );
    if source.applications.is_empty() {
        text.push_str("<span class=\"none\">no application</span></li>\n");
        return;
    }
    text.push_str("<ul class=\"apps\" aria-label=\"Applications\">");
    for app in &source.applications {
        let _ = write!(text, "<li><bdi>{}</bdi></li>", escaped(app));
    }
    text.push_str("</ul></li>\n");
}

/// A source expression of the page's policy.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(digest(&SHA256, text.as_bytes())))
}

/// Text between tags or inside quotes.
fn escaped(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for character in line(name).chars() {
        match character {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\'' => text.push_str("&#39;"),
            other => text.push(other),
        }
    }
    text
}
