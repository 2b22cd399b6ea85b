//! Which columns of a table a terminal of some width has room for, and how wide each of them is.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::output::column::{Fit, Importance, Look};

/// Blanks between two columns.
pub(super) const GAP: usize = 2;

/// Words that are wider do not widen a column of explanations. An ID in backticks with a comma behind it is not.
const WORD: usize = 40;

/// Where a column is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Beside the others, so wide.
    Beside(usize),
    /// Each cell on lines of its own below its row.
    Below,
    /// Nowhere.
    LeftOut,
}

/// How narrow columns may become.
#[derive(Clone, Copy)]
struct Narrowest {
    /// What a cell that may be cut keeps, `…` included.
    cut: usize,
    /// A column of explanations.
    wrapped: usize,
    /// The same for the column that tells the rows apart.
    leading: usize,
}

/// As long as there are columns that hardly matter: they go before others become hard to read.
const READABLE: Narrowest = Narrowest { cut: 24, wrapped: 40, leading: 40 };

/// As long as there are columns that matter little.
const LEAST: Narrowest = Narrowest { cut: 12, wrapped: 20, leading: 16 };

/// How much room a column asks for, in columns of the terminal.
#[derive(Debug, Clone)]
pub(super) struct Measure {
    pub(super) look: Look,
    /// Its name; 0 where no names are shown.
    pub(super) header: usize,
    /// Its widest cell.
    pub(super) content: usize,
    /// The widest words of its cells, of which each is to stay in one piece.
    pub(super) words: BTreeSet<usize>,
}

impl Measure {
    /// Of a column with these cells.
    pub(super) fn new(
        look: Look,
        header: usize,
        content: usize,
        words: impl Iterator<Item = usize>,
    ) -> Self {
        let words = words.filter(|word| *word <= WORD).collect();
        Self { look, header, content, words }
    }

    fn natural(&self) -> usize {
        self.header.max(self.content).max(1)
    }

    fn least(&self, narrowest: Narrowest) -> usize {
        let wrapped = if self.look.importance == Importance::Leading {
            narrowest.leading
        } else {
            narrowest.wrapped
        };
        let least = match self.look.fit {
            Fit::Whole => self.content,
            Fit::Cut => self.content.min(narrowest.cut),
            Fit::Wrapped => self.content.min(wrapped),
        };
        least.max(self.header).max(1)
    }

    /// Whether it is no part of what the rows are told apart by, and says nothing without its end.
    fn explains(&self) -> bool {
        self.look.fit == Fit::Wrapped && self.look.importance != Importance::Leading
    }
}

/// The place of each column, in their order. At least one is beside the others; where it is whole, it may be wider than
/// the terminal. Explanations are never left out: where there is no room for them beside the others, they go below.
pub(super) fn fit(measures: &[Measure], width: usize) -> Vec<Place> {
    let places_of = |beside: &[bool]| {
        let place = |(each, beside): (&Measure, &bool)| match beside {
            true => Place::Beside(each.least(LEAST)),
            false if each.explains() => Place::Below,
            false => Place::LeftOut,
        };
        measures.iter().zip(beside).map(place).collect::<Vec<_>>()
    };
    let mut beside = vec![true; measures.len()];
    leave_out_the_least(measures, &mut beside, width);
    let mut places = places_of(&beside);
    if taken(&places) > width {
        // Without the explanations, what had to go for them may come back.
        beside = measures.iter().map(|each| !each.explains()).collect();
        if beside.iter().all(|beside| !beside) {
            beside[0] = true;
        }
        leave_out_the_least(measures, &mut beside, width);
        leave_out(measures, &mut beside, width, LEAST, Importance::Leading);
        places = places_of(&beside);
    }
    let Some(mut room) = width.checked_sub(taken(&places)) else {
        for (place, each) in places.iter_mut().zip(measures) {
            if let Place::Beside(own) = place
                && each.look.fit != Fit::Whole
            {
                *own = width;
            }
        }
        return places;
    };
    // Words of explanations stay in one piece where they can. What a word would still lack is of no use to it.
    for (place, each) in places.iter_mut().zip(measures) {
        if let Place::Beside(own) = place
            && let Some(word) = each.words.range(..=*own + room).next_back()
        {
            let lacking = word.saturating_sub(*own);
            *own += lacking;
            room -= lacking;
        }
    }
    // What tells the rows apart is typed into the next command: it comes next, as long as it leaves half to the others.
    let leading = |each: &Measure| match each.look.importance {
        Importance::Leading => each.natural().min(width / 2),
        _ => 0,
    };
    grow(measures, &mut places, &mut room, leading);
    grow(measures, &mut places, &mut room, Measure::natural);
    places
}

/// Leaves out what a table can do without, until the others fit.
fn leave_out_the_least(measures: &[Measure], beside: &mut [bool], width: usize) {
    leave_out(measures, beside, width, READABLE, Importance::Minor);
    leave_out(measures, beside, width, LEAST, Importance::Normal);
}

/// Leaves out columns that are at most so important until the others fit, each as narrow as it may be. One that would
/// never fit goes first, then the least important ones, of several the last.
fn leave_out(
    measures: &[Measure],
    beside: &mut [bool],
    width: usize,
    narrowest: Narrowest,
    most: Importance,
) {
    let least = |at: usize| measures[at].least(narrowest);
    loop {
        let left: Vec<usize> = (0..beside.len()).filter(|&at| beside[at]).collect();
        if left.len() < 2 || total(left.iter().map(|&at| least(at))) <= width {
            return;
        }
        let may_go = left
            .into_iter()
            .filter(|&at| measures[at].look.importance <= most && !measures[at].explains());
        let hopeless = |at: usize| measures[at].look.fit == Fit::Whole && least(at) > width;
        let order = |&at: &usize| (!hopeless(at), measures[at].look.importance, Reverse(at));
        let Some(gone) = may_go.min_by_key(order) else { return };
        beside[gone] = false;
    }
}

/// Gives away the room that is left, to the narrowest column first, and to none more than it may have.
fn grow(
    measures: &[Measure],
    places: &mut [Place],
    room: &mut usize,
    most: impl Fn(&Measure) -> usize,
) {
    while *room > 0 {
        let growing = places.iter_mut().zip(measures).filter_map(|(place, each)| match place {
            Place::Beside(own) if *own < most(each) => Some(own),
            _ => None,
        });
        let Some(own) = growing.min_by_key(|own| **own) else { return };
        *own += 1;
        *room -= 1;
    }
}

/// What the columns that are beside each other take.
fn taken(places: &[Place]) -> usize {
    total(places.iter().filter_map(|place| match place {
        Place::Beside(width) => Some(*width),
        Place::Below | Place::LeftOut => None,
    }))
}

/// Columns of these widths with the gaps between them.
fn total(widths: impl Iterator<Item = usize> + Clone) -> usize {
    let gaps = widths.clone().count().saturating_sub(1) * GAP;
    widths.fold(gaps, usize::saturating_add)
}
