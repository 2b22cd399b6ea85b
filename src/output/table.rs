//! `table`: columns under a header, without lines between them.

use comfy_table::{ColumnConstraint, ContentArrangement, Table, TableStyle, Width};
use unicode_width::UnicodeWidthStr;

use crate::output::color::Tint;
use crate::output::listing::{Column, Head, Listing};
use crate::output::sanitize;
use crate::output::settings::{Format, Settings};
use crate::output::stream::StreamStyle;

/// Blanks between two columns.
const GAP: u16 = 2;

/// The heads of the replies, if there are any, and the table, if there are rows. `wide` takes the width that it needs.
pub(super) fn render(
    listing: &Listing<'_>,
    columns: &[&Column<'_>],
    settings: &Settings,
    face: StreamStyle,
) -> String {
    let face =
        if settings.format == Format::Wide { StreamStyle { width: None, ..face } } else { face };
    let mut parts: Vec<String> =
        listing.reply.heads().iter().map(|head| head_of(head, face)).collect();
    let rows: Vec<Vec<String>> = listing
        .objects()
        .map(|row| columns.iter().map(|column| cell(&column.cell(row), face)).collect())
        .collect();
    if !rows.is_empty() && !columns.is_empty() {
        parts.push(body(columns, rows, !settings.no_headers, face));
    }
    parts.join("\n")
}

fn head_of(head: &Head, face: StreamStyle) -> String {
    let mut text = face.paint(Tint::Strong, &format!("HTTP {}", head.status)) + "\n";
    for (name, value) in &head.headers {
        text += &sanitize::plain_line(&format!("{name}: {value}"));
        text.push('\n');
    }
    text
}

fn cell(text: &str, face: StreamStyle) -> String {
    face.clean(&sanitize::line(text)).into_owned()
}

fn body(
    columns: &[&Column<'_>],
    rows: Vec<Vec<String>>,
    headers: bool,
    face: StreamStyle,
) -> String {
    let header: Option<Vec<String>> =
        headers.then(|| columns.iter().map(|column| column.name.to_uppercase()).collect());
    // The table counts columns in 16 bits; beyond that it would break cells that nothing asked it to break.
    if rows.iter().flatten().any(|cell| cell.len() > usize::from(u16::MAX)) {
        let lines = header.into_iter().chain(rows).map(|cells| cells.join("  "));
        return finish(lines, headers, face);
    }
    let mut table = Table::new();
    table.load_style(TableStyle::new()).set_content_arrangement(ContentArrangement::Disabled);
    if let Some(header) = header {
        table.set_header(header);
    }
    table.add_rows(rows);
    let last = columns.len() - 1;
    for (index, column) in table.column_iter_mut().enumerate() {
        column.set_padding((0, if index == last { 0 } else { GAP }));
    }
    if let Some(width) = face.width {
        fit(&mut table, columns, width);
    }
    finish(table.lines(), headers, face)
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

/// Breaks cells where the terminal is too narrow. Headers and whole columns are never broken; where not even they
/// fit, the terminal itself may break the lines.
fn fit(table: &mut Table, columns: &[&Column<'_>], width: u16) {
    let contents = table.column_max_content_widths();
    let gaps = GAP.saturating_mul(u16::try_from(columns.len() - 1).unwrap_or(u16::MAX));
    let least: Vec<u16> = columns
        .iter()
        .zip(&contents)
        .map(
            |(column, &content)| {
                if column.whole { content } else { header_width(column).min(content) }
            },
        )
        .collect();
    let sum = |widths: &[u16]| widths.iter().fold(gaps, |sum, &width| sum.saturating_add(width));
    if sum(&contents) <= width || sum(&least) > width {
        return;
    }
    table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
    for ((table_column, column), least) in table.column_iter_mut().zip(columns).zip(least) {
        table_column.set_constraint(if column.whole {
            ColumnConstraint::ContentWidth
        } else {
            ColumnConstraint::LowerBoundary(Width::Fixed(least + table_column.padding_width()))
        });
    }
}

fn header_width(column: &Column<'_>) -> u16 {
    u16::try_from(column.name.width()).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::output::listing::Reply;

    const PIPE: StreamStyle = StreamStyle { terminal: false, width: None, color: false };

    fn columns() -> Vec<Column<'static>> {
        vec![
            Column::field("id", "id").whole(),
            Column::field("name", "name"),
            Column::field("sources", "sourceIds"),
        ]
    }

    fn show(rows: Vec<Value>, face: StreamStyle) -> String {
        let listing = Listing::many(rows).columns(columns());
        let all: Vec<&Column<'_>> = listing.columns.iter().collect();
        render(&listing, &all, &Settings::default(), face)
    }

    fn terminal(width: u16) -> StreamStyle {
        StreamStyle { terminal: true, width: Some(width), color: false }
    }

    #[test]
    fn columns_stand_under_their_headers() {
        let rows = vec![
            json!({"id": "1", "name": "Åsa 全", "sourceIds": ["a", "b"]}),
            json!({"id": "22", "name": "x", "sourceIds": []}),
        ];
        let expected = "ID  NAME    SOURCES\n1   Åsa 全  a, b\n22  x\n";
        assert_eq!(show(rows.clone(), PIPE), expected);
        assert_eq!(show(rows, terminal(80)), expected);
    }

    #[test]
    fn an_empty_table_is_nothing() {
        assert_eq!(show(vec![], PIPE), "");
        assert_eq!(show(vec![Value::Null], PIPE), "");
    }

    #[test]
    fn a_pipe_gets_every_cell_whole() {
        for length in [1_000, 13_000, 20_000] {
            let name = "long ".repeat(length) + "end";
            let rows =
                vec![json!({"id": name, "name": name, "sourceIds": [name]}), json!({"id": "1"})];
            let text = show(rows, PIPE);
            let lines: Vec<&str> = text.lines().collect();
            assert_eq!(lines.len(), 3, "{length}");
            assert_eq!(lines[1], format!("{name}  {name}  {name}"));
            assert_eq!(lines[2], "1");
        }
    }

    #[test]
    fn a_terminal_breaks_cells_but_not_ids() {
        let id = "6881f631-3bd5-4213-9c75-8e05cc3e35dd";
        let row = json!({"id": id, "name": "Password Sync Group 1", "sourceIds": ["Active Directory", "GitHub", "G Suite"]});
        for width in [53, 60, 70, 80, 100] {
            let text = show(vec![row.clone()], terminal(width));
            assert!(text.lines().all(|line| line.width() <= usize::from(width)), "{width}\n{text}");
            assert!(text.contains(id), "{width}\n{text}");
            assert!(text.lines().next().unwrap().contains("SOURCES"), "{width}\n{text}");
        }
    }

    #[test]
    fn a_terminal_too_narrow_for_the_headers_gets_the_plain_table() {
        let row = json!({"id": "6881f631-3bd5-4213-9c75-8e05cc3e35dd", "name": "Group", "sourceIds": ["a", "b"]});
        assert_eq!(show(vec![row.clone()], terminal(20)), show(vec![row], PIPE));
    }

    #[test]
    fn every_cell_is_one_line_and_a_terminal_gets_clean_ones() {
        let row = json!({"id": "1", "name": "a\nb\t\x1b[2Jc", "sourceIds": []});
        assert!(show(vec![row.clone()], PIPE).contains("a b \x1b[2Jc"));
        assert!(show(vec![row], terminal(80)).contains("a b [2Jc"));
    }

    #[test]
    fn only_the_header_is_bold() {
        let face = StreamStyle { color: true, ..terminal(80) };
        let text = show(vec![json!({"id": "1", "name": "a", "sourceIds": []})], face);
        assert_eq!(text, "\x1b[1mID  NAME  SOURCES\x1b[0m\n1   a\n");
    }

    #[test]
    fn the_heads_of_replies_stand_before_the_table() {
        let headers = vec![("x-total-count".into(), "1".into())];
        let head = Head { status: 200, headers };
        let listing = Listing::many(vec![json!({"id": "1"})])
            .columns(vec![Column::field("id", "id")])
            .reply(Reply::Whole(head.clone()));
        let all: Vec<&Column<'_>> = listing.columns.iter().collect();
        assert_eq!(
            render(&listing, &all, &Settings::default(), PIPE),
            "HTTP 200\nx-total-count: 1\n\nID\n1\n"
        );
        let gone = Listing::one(Value::Null).reply(Reply::Each(vec![Head { status: 204, ..head }]));
        assert_eq!(render(&gone, &[], &Settings::default(), PIPE), "HTTP 204\nx-total-count: 1\n");
    }
}
