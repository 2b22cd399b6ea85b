//! Which columns of a table a terminal of some width has room for, and how wide each of them is.

use std::cmp::Reverse;

use crate::output::column::{Fit, Importance, Look};

/// Blanks between two columns.
pub(super) const GAP: u16 = 2;

/// How narrow columns may become.
#[derive(Clone, Copy)]
struct Narrowest {
    /// What a cell that may be cut keeps, `…` included.
    cut: usize,
    /// A column of explanations.
    wrapped: usize,
    /// Whether an ID within an explanation stays in one piece.
    ids: bool,
}

/// As long as there are columns that hardly matter: they go before others become hard to read.
const READABLE: Narrowest = Narrowest { cut: 24, wrapped: 40, ids: true };

/// As long as there are columns that matter little.
const LEAST: Narrowest = Narrowest { cut: 12, wrapped: 16, ids: true };

/// Where not even the columns that the command was called for have room.
const TIGHT: Narrowest = Narrowest { ids: false, ..LEAST };

/// How much room a column asks for, in columns of the terminal.
#[derive(Debug, Clone, Copy)]
pub(super) struct Measure {
    pub(super) look: Look,
    /// Its name; 0 where no names are shown.
    pub(super) header: usize,
    /// Its widest cell.
    pub(super) content: usize,
    /// The widest ID within its cells.
    pub(super) id: usize,
}

impl Measure {
    fn natural(self) -> usize {
        self.header.max(self.content).max(1)
    }

    fn least(self, narrowest: Narrowest) -> usize {
        let id = if narrowest.ids { self.id } else { 0 };
        let least = match self.look.fit {
            Fit::Whole => self.content,
            Fit::Cut => self.content.min(narrowest.cut),
            Fit::Wrapped => self.content.min(narrowest.wrapped).max(id),
        };
        least.max(self.header).max(1)
    }
}

/// The width of each column, in their order, `None` for one that is left out. At least one stays; where it is whole, it
/// may be wider than the terminal.
pub(super) fn fit(measures: &[Measure], width: usize) -> Vec<Option<usize>> {
    let mut shown = vec![true; measures.len()];
    leave_out(measures, &mut shown, width, READABLE, Importance::Minor);
    leave_out(measures, &mut shown, width, LEAST, Importance::Normal);
    leave_out(measures, &mut shown, width, TIGHT, Importance::Leading);
    let widths_of = |narrowest| -> Vec<Option<usize>> {
        let pairs = measures.iter().zip(&shown);
        pairs.map(|(each, shown)| shown.then(|| each.least(narrowest))).collect()
    };
    let mut widths = widths_of(LEAST);
    if total(widths.iter().flatten().copied()) > width {
        widths = widths_of(TIGHT);
    }
    let Some(mut room) = width.checked_sub(total(widths.iter().flatten().copied())) else {
        let squeezed = |(own, each): (Option<usize>, _)| own.map(|own| squeezed(each, own, width));
        return widths.into_iter().zip(measures).map(squeezed).collect();
    };
    // What tells the rows apart is typed into the next command: it comes first, as long as it leaves half to the others.
    let leading = |each: &Measure| match each.look.importance {
        Importance::Leading => each.natural().min(width / 2),
        _ => 0,
    };
    grow(measures, &mut widths, &mut room, leading);
    grow(measures, &mut widths, &mut room, |each| each.natural());
    widths
}

/// Leaves out columns that are at most so important until the others fit, each as narrow as it may be. One that would
/// never fit goes first, then the least important ones, of several the last.
fn leave_out(
    measures: &[Measure],
    shown: &mut [bool],
    width: usize,
    narrowest: Narrowest,
    most: Importance,
) {
    let least = |at: usize| measures[at].least(narrowest);
    loop {
        let left: Vec<usize> = (0..shown.len()).filter(|&at| shown[at]).collect();
        if left.len() < 2 || total(left.iter().map(|&at| least(at))) <= width {
            return;
        }
        let may_go = left.into_iter().filter(|&at| measures[at].look.importance <= most);
        let hopeless = |at: usize| measures[at].look.fit == Fit::Whole && least(at) > width;
        let order = |&at: &usize| (!hopeless(at), measures[at].look.importance, Reverse(at));
        let Some(gone) = may_go.min_by_key(order) else { return };
        shown[gone] = false;
    }
}

/// The only column that is left, where it does not fit.
fn squeezed(measure: &Measure, own: usize, width: usize) -> usize {
    if measure.look.fit == Fit::Whole { own } else { width }
}

/// Gives away the room that is left, to the narrowest column first, and to none more than it may have.
fn grow(
    measures: &[Measure],
    widths: &mut [Option<usize>],
    room: &mut usize,
    most: impl Fn(&Measure) -> usize,
) {
    while *room > 0 {
        let growing = widths
            .iter_mut()
            .zip(measures)
            .filter_map(|(own, each)| own.as_mut().filter(|own| **own < most(each)));
        let Some(own) = growing.min_by_key(|own| **own) else { return };
        *own += 1;
        *room -= 1;
    }
}

/// Columns of these widths with the gaps between them.
fn total(widths: impl Iterator<Item = usize> + Clone) -> usize {
    let gaps = widths.clone().count().saturating_sub(1) * usize::from(GAP);
    widths.fold(gaps, usize::saturating_add)
}
