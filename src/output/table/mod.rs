//! `table`: columns under a header, without lines between them. A terminal gets what fits its width.

mod layout;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use comfy_table::{ColumnConstraint, ContentArrangement, Table, TableStyle, Width};
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use crate::output::color::Tint;
use crate::output::column::{Column, Fit, Importance, Look};
use crate::output::listing::{Head, Listing};
use crate::output::settings::{Format, Settings};
use crate::output::stream::StreamStyle;
use crate::output::{sanitize, time};
use layout::{GAP, Measure};

/// What a table became.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    pub(super) text: String,
    /// Columns that were asked for by name, and for which the terminal is too narrow.
    pub(super) left_out: Vec<&'static str>,
}

/// The heads of the replies, if there are any, and the table, if there are rows.
pub(super) fn render(
    listing: &Listing<'_>,
    columns: &[&Column<'_>],
    settings: &Settings,
    face: StreamStyle,
) -> Rendered {
    let mut parts: Vec<String> =
        listing.reply.heads().iter().map(|head| head_of(head, face)).collect();
    let mut left_out = Vec::new();
    if listing.objects().next().is_some() && !columns.is_empty() {
        let mut grid = Grid::of(listing, columns, settings, face);
        // `wide` takes the width that it needs.
        if let Some(width) = face.width.filter(|_| settings.format != Format::Wide) {
            left_out = grid.fit(width.into());
        }
        parts.push(grid.draw(face));
    }
    if settings.columns.is_none() {
        left_out.clear();
    }
    Rendered { text: parts.join("\n"), left_out }
}

fn head_of(head: &Head, face: StreamStyle) -> String {
    let mut text = face.paint(Tint::Strong, &format!("HTTP {}", head.status)) + "\n";
    for (name, value) in &head.headers {
        text += &sanitize::plain_line(&format!("{name}: {value}"));
        text.push('\n');
    }
    text
}

/// The texts of a table, column by column.
struct Grid {
    strips: Vec<Strip>,
    headers: bool,
}

/// One column with its texts.
struct Strip {
    name: &'static str,
    look: Look,
    cells: Vec<String>,
    /// How wide it is to be; without one, as wide as its texts.
    width: Option<usize>,
}

impl Grid {
    /// In the order that was asked for; without one, a terminal begins with what tells the rows apart.
    fn of(
        listing: &Listing<'_>,
        columns: &[&Column<'_>],
        settings: &Settings,
        face: StreamStyle,
    ) -> Self {
        let mut columns = columns.to_vec();
        let asked_for = settings.columns.is_some();
        if face.terminal && !asked_for {
            columns.sort_by_key(|column| column.look.importance != Importance::Leading);
        }
        let strip = |column: &&Column<'_>| {
            let look = column.look;
            let text = |text: String| cell(&text, look.time, face);
            Strip {
                name: column.name,
                // Somebody who names columns has said which matter: the earlier the more.
                look: if asked_for { Look { importance: Importance::Major, ..look } } else { look },
                cells: listing.objects().map(|row| text(column.cell(row))).collect(),
                width: None,
            }
        };
        Self { strips: columns.iter().map(strip).collect(), headers: !settings.no_headers }
    }

    /// Leaves out columns and cuts cells so that no line is wider. Returns the names of the columns that are gone.
    fn fit(&mut self, width: usize) -> Vec<&'static str> {
        let measures: Vec<Measure> = self
            .strips
            .iter()
            .map(|strip| Measure {
                look: strip.look,
                header: if self.headers { strip.name.width() } else { 0 },
                content: strip.cells.iter().map(|cell| cell.width()).max().unwrap_or_default(),
                id: strip.cells.iter().map(|cell| widest_id(cell)).max().unwrap_or_default(),
            })
            .collect();
        let mut widths = layout::fit(&measures, width).into_iter();
        let mut gone = Vec::new();
        self.strips.retain_mut(|strip| {
            strip.width = widths.next().flatten();
            let stays = strip.width.is_some();
            if !stays {
                gone.push(strip.name);
            }
            stays
        });
        for strip in self.strips.iter_mut().filter(|strip| strip.look.fit == Fit::Cut) {
            let width = strip.width.unwrap_or(usize::MAX);
            for cell in &mut strip.cells {
                if let Cow::Owned(short) = cut(cell, width) {
                    *cell = short;
                }
            }
        }
        gone
    }

    fn draw(self, face: StreamStyle) -> String {
        let Self { strips, headers } = self;
        let rows = strips.first().map_or(0, |strip| strip.cells.len());
        let names = strips.iter().map(|strip| strip.name.to_uppercase()).collect::<Vec<_>>();
        // The table counts columns in 16 bits; beyond that it would break cells that nothing asked it to break.
        let longest = strips.iter().flat_map(|strip| &strip.cells).map(String::len).max();
        let plain = longest > Some(usize::from(u16::MAX))
            && strips.iter().all(|strip| strip.width.is_none());
        let widths: Vec<Option<usize>> = strips.iter().map(|strip| strip.width).collect();
        let mut cells: Vec<_> = strips.into_iter().map(|strip| strip.cells.into_iter()).collect();
        let rows =
            (0..rows).map(|_| cells.iter_mut().filter_map(Iterator::next).collect::<Vec<_>>());
        if plain {
            let header = headers.then_some(names);
            let lines = header.into_iter().chain(rows).map(|cells| cells.join("  "));
            return finish(lines, headers, face);
        }
        let mut table = Table::new();
        table.load_style(TableStyle::new()).set_content_arrangement(ContentArrangement::Disabled);
        if headers {
            table.set_header(names);
        }
        table.add_rows(rows);
        let last = widths.len() - 1;
        for ((index, column), width) in table.column_iter_mut().enumerate().zip(widths) {
            column.set_padding((0, if index == last { 0 } else { GAP }));
            if let Some(width) = width.and_then(|width| u16::try_from(width).ok()) {
                let width = width.saturating_add(column.padding_width());
                column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
            }
        }
        finish(table.lines(), headers, face)
    }
}

fn cell(text: &str, is_time: bool, face: StreamStyle) -> String {
    let local = if is_time && face.terminal { time::localized(text) } else { None };
    local.unwrap_or_else(|| face.clean(&sanitize::line(text)).into_owned())
}

/// The length of the longest ID in a text: 32 hexadecimal digits, or a UUID.
fn widest_id(text: &str) -> usize {
    let words = text.split(|character: char| !character.is_ascii_hexdigit() && character != '-');
    words.map(str::len).filter(|length| matches!(length, 32 | 36)).max().unwrap_or_default()
}

/// At most so wide, the end as `…` where it does not fit.
fn cut(text: &str, width: usize) -> Cow<'_, str> {
    if text.width() <= width {
        return Cow::Borrowed(text);
    }
    let mut free = width.saturating_sub(1);
    let fits = |part: &&str| {
        let left = free.checked_sub(part.width());
        free = left.unwrap_or_default();
        left.is_some()
    };
    let kept: String = text.graphemes(true).take_while(fits).collect();
    Cow::Owned(format!("{}…", kept.trim_end()))
}

/// The lines without blanks at their ends; the first one may be the header.
fn finish(lines: impl Iterator<Item = String>, headers: bool, face: StreamStyle) -> String {
    let mut text = String::new();
    for (index, line) in lines.enumerate() {
        let line = line.trim_end();
        text +=
            &if index == 0 && headers { face.paint(Tint::Strong, line) } else { line.to_owned() };
        text.push('\n');
    }
    text
}
