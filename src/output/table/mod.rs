//! `table`: columns under a header, without lines between them. A terminal gets what fits its width.
//!
//! Own code: what is left of a crate for tables, once widths and lines are settled here, is to put blanks behind cells;
//! `comfy-table` counts columns in 16 bits besides, and breaks words.

mod layout;
#[cfg(test)]
mod tests;
mod wrap;

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use crate::output::color::Tint;
use crate::output::column::{Column, Fit, Importance, Look};
use crate::output::format::Format;
use crate::output::listing::{Head, Listing};
use crate::output::settings::Settings;
use crate::output::stream::StreamStyle;
use crate::output::{sanitize, time};
use layout::{Measure, Place};

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
    /// Of the terminal, as far as the table has to fit it.
    width: Option<usize>,
}

/// One column with its texts.
struct Strip {
    name: &'static str,
    look: Look,
    /// The width of its name; 0 where no names are shown.
    header: usize,
    /// The width of its widest cell.
    content: usize,
    cells: Vec<String>,
    place: Place,
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
        let named = columns.iter().any(|column| column.look.importance == Importance::Leading);
        let headers = !settings.no_headers;
        let strip = |(at, column): (usize, &&Column<'_>)| {
            let look = column.look;
            let cells = listing.objects().map(|row| cell(&column.cell(row), look.time, face));
            let cells: Vec<String> = cells.collect();
            let header = if headers { column.name.width() } else { 0 };
            let content = cells.iter().map(|cell| cell.width()).max().unwrap_or_default();
            // Somebody who names columns has said which matter: the earlier the more, save that an ID says little beside
            // a name.
            let importance = match look.importance {
                Importance::Leading if at == 0 => Importance::Leading,
                Importance::Id if asked_for && named => Importance::Normal,
                _ if asked_for => Importance::Major,
                own => own,
            };
            Strip {
                name: column.name,
                look: Look { importance, ..look },
                header,
                content,
                cells,
                place: Place::Beside(header.max(content)),
            }
        };
        Self { strips: columns.iter().enumerate().map(strip).collect(), headers, width: None }
    }

    /// Finds a place for each column and cuts cells so that no line is wider. Returns the names of the columns that are
    /// gone.
    fn fit(&mut self, width: usize) -> Vec<&'static str> {
        let measure = |strip: &Strip| {
            let wrapped = strip.cells.iter().filter(|_| strip.look.fit == Fit::Wrapped);
            let words = wrapped.map(|cell| wrap::widest_word(cell));
            Measure::new(strip.look, strip.header, strip.content, words)
        };
        let measures: Vec<Measure> = self.strips.iter().map(measure).collect();
        for (strip, place) in self.strips.iter_mut().zip(layout::fit(&measures, width)) {
            strip.place = place;
            if let (Fit::Cut, Place::Beside(width)) = (strip.look.fit, place) {
                for cell in &mut strip.cells {
                    if let Cow::Owned(short) = cut(cell, width) {
                        *cell = short;
                    }
                }
            }
        }
        self.width = Some(width);
        let gone = self.strips.extract_if(.., |strip| strip.place == Place::LeftOut);
        gone.map(|strip| strip.name).collect()
    }

    fn draw(&self, face: StreamStyle) -> String {
        let mut text = String::new();
        if self.headers {
            let names = self.strips.iter().map(|strip| strip.name.to_uppercase());
            let beside =
                self.strips.iter().zip(names).filter_map(|(strip, name)| match strip.place {
                    Place::Beside(width) => Some((width, vec![name.into()])),
                    Place::Below | Place::LeftOut => None,
                });
            let mut header = String::new();
            draw_beside(&beside.collect::<Vec<_>>(), &mut header);
            text = face.paint(Tint::Strong, header.trim_end()) + "\n";
        }
        for row in 0..self.strips.first().map_or(0, |strip| strip.cells.len()) {
            self.draw_row(row, &mut text);
        }
        text
    }

    /// The cells side by side. What has no room there stands below them, as does a cell of which a word would have to be
    /// broken: it may be one that is to be copied.
    fn draw_row(&self, row: usize, text: &mut String) {
        let mut beside: Vec<(usize, Vec<Cow<'_, str>>)> = Vec::with_capacity(self.strips.len());
        let mut below = Vec::new();
        for strip in &self.strips {
            let cell = strip.cells[row].as_str();
            match strip.place {
                Place::Beside(width) if self.width.is_none() || strip.look.fit != Fit::Wrapped => {
                    beside.push((width, vec![cell.into()]));
                }
                Place::Beside(width) if beside.is_empty() || wrap::fits(cell, width) => {
                    let lines = wrap::lines(cell, width);
                    beside.push((width, lines.into_iter().map(Cow::Owned).collect()));
                }
                Place::Beside(width) => {
                    beside.push((width, Vec::new()));
                    below.push((strip.name, cell));
                }
                Place::Below => below.push((strip.name, cell)),
                Place::LeftOut => {}
            }
        }
        draw_beside(&beside, text);
        // With a single one, as in the details of one object, its name says nothing.
        let wrapped = self.strips.iter().skip(1).filter(|strip| strip.look.fit == Fit::Wrapped);
        let named = wrapped.count() > 1;
        below.retain(|(_, cell)| !cell.is_empty());
        for (name, cell) in below {
            let cell =
                if named { Cow::Owned(format!("{name}: {cell}")) } else { Cow::Borrowed(cell) };
            let width = self.width.unwrap_or(usize::MAX).saturating_sub(INDENT.len());
            for line in wrap::lines(&cell, width) {
                text.extend([INDENT, line.trim_end(), "\n"]);
            }
        }
    }
}

/// What stands before a cell that is below its row.
const INDENT: &str = "  ";

/// Cells side by side, each with its width and its lines.
fn draw_beside(cells: &[(usize, Vec<Cow<'_, str>>)], text: &mut String) {
    let height = cells.iter().map(|(_, lines)| lines.len()).max().unwrap_or_default();
    for line in 0..height {
        let start = text.len();
        for (at, (width, lines)) in cells.iter().enumerate() {
            let cell = lines.get(line).map_or("", |line| line);
            let gap = if at + 1 < cells.len() { layout::GAP } else { 0 };
            text.push_str(cell);
            text.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + gap));
        }
        text.truncate(start + text[start..].trim_end().len());
        text.push('\n');
    }
}

fn cell(text: &str, is_time: bool, face: StreamStyle) -> String {
    let local = if is_time && face.terminal { time::localized(text) } else { None };
    local.unwrap_or_else(|| face.clean(&sanitize::line(text)).into_owned())
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
