//! Lists of several pages: requested side by side, handed on in order, and never taken for complete before they are.
//!
//! A page that is shorter than what was asked for is not the end of a list, since a server may cap its pages. A list
//! ends where its total is reached and the last page was not full, or, where the tenant gives no total, with an empty
//! page. So a full last page is followed by one more request.
//!
//! Longer than most files here: one algorithm, whose parts make sense only together.

use std::collections::HashSet;
use std::hash::{BuildHasher as _, RandomState};

use futures_util::{StreamExt as _, stream};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::path::Route;
use super::request::{Request, Response};
use super::response_error;
use super::transport::Transport;
use crate::error::{Code, Error, ErrorKind, Result};

/// The largest page that the API gives.
pub(crate) const PAGE: u64 = 250;

/// Pages requested at the same time.
const IN_FLIGHT: usize = 8;

/// The most entries that are read where the tenant gives no total, or beyond the total that it gives.
const MAX_UNCOUNTED: u64 = 100_000;

/// The most requests that are sent for those.
const MAX_UNCOUNTED_REQUESTS: u64 = 2_000;

/// The most entries of any list.
const MAX_ENTRIES: u64 = 10_000_000;

/// Which part of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Range {
    /// How many to leave out first.
    pub offset: u64,
    /// How many at most; `None` for all. May exceed a page.
    pub limit: Option<u64>,
}

impl Range {
    /// The whole list.
    pub const ALL: Self = Self { offset: 0, limit: None };

    fn end(self) -> u64 {
        self.limit.map_or(u64::MAX, |limit| self.offset.saturating_add(limit))
    }
}

/// Takes the pages of a list, in order and undecoded.
pub trait Pages {
    /// Takes one page, a JSON array, and says how many elements it has. An error of I/O says that there is no room for it.
    fn page(&mut self, body: &[u8]) -> serde_json::Result<u64>;

    /// Forgets every page so far: the list is read once more, because it changed meanwhile.
    fn restart(&mut self);
}

impl<T: DeserializeOwned> Pages for Vec<T> {
    fn page(&mut self, body: &[u8]) -> serde_json::Result<u64> {
        let mut page: Self = serde_json::from_slice(body)?;
        let count = page.len() as u64;
        self.append(&mut page);
        Ok(count)
    }

    fn restart(&mut self) {
        self.clear();
    }
}

/// A list to read.
pub(crate) struct Reading<'a> {
    pub(crate) transport: &'a Transport,
    pub(crate) route: Route,
    pub(crate) range: Range,
    /// Entries to ask for in one page; `None` leaves the size to the tenant.
    pub(crate) page_size: Option<u64>,
}

/// How a reading ended.
pub(crate) struct End {
    /// The last page.
    pub(crate) last: Response,
    /// How many elements the tenant has, where it said so.
    pub(crate) total: Option<u64>,
}

impl Reading<'_> {
    /// Reads every page. A page that fails fails all; a list that changed meanwhile, or that ends short of its total, is
    /// read a second time.
    pub(crate) async fn read(&self, pages: &mut impl Pages) -> Result<End> {
        let round = Round::read(self, pages).await?;
        if !round.has_moved() {
            return Ok(round.end());
        }
        pages.restart();
        let round = Round::read(self, pages).await?;
        if let Some(total) = round.missed_total() {
            return Err(self.incomplete(&format!(
                "the tenant says that it has {total} entries, and {} could be read",
                round.distinct()
            )));
        }
        Ok(round.end())
    }

    /// How many to ask for from here, where so many at most are wanted at once.
    fn size(&self, offset: u64, most: Option<u64>) -> Option<u64> {
        let left = self.range.end().saturating_sub(offset);
        match most {
            Some(most) => Some(most.min(left)),
            None => self.range.limit.map(|_| left),
        }
    }

    fn request(&self, offset: u64, size: Option<u64>, counted: bool) -> Request {
        let mut route = self.route.clone();
        if let Some(size) = size {
            route = route.with("limit", &size.to_string());
        }
        if offset > 0 {
            route = route.with("offset", &offset.to_string());
        }
        if counted {
            route = route.with("count", "true");
        }
        Request::get(route)
    }

    fn incomplete(&self, why: &str) -> Error {
        let message = format!("`{}` could not be read completely: {why}", self.route.path());
        Error::new(Code::TryAgain, message).kind(ErrorKind::IncompleteList)
    }
}

/// One way through a list, from its first page to its last.
struct Round<'a, P> {
    reading: &'a Reading<'a>,
    pages: &'a mut P,
    /// Offset behind the last entry that was read.
    position: u64,
    /// The total that the first page gave, and the last page that gave one.
    totals: Option<(u64, u64)>,
    last: Response,
    ended: bool,
    /// Keys of the entries, by which a page that comes again is recognised.
    seen: HashSet<u64>,
    hasher: RandomState,
    /// Entries that had come before.
    repeated: u64,
}

impl<'a, P: Pages> Round<'a, P> {
    async fn read(reading: &'a Reading<'a>, pages: &'a mut P) -> Result<Self> {
        let Range { offset, .. } = reading.range;
        let size = reading.size(offset, reading.page_size);
        let request = reading.request(offset, size, true);
        let last = reading.transport.send(&request).await?;
        let totals = total(&last).map(|total| (total, total));
        let mut round = Self {
            reading,
            pages,
            position: offset,
            totals,
            last,
            ended: false,
            seen: HashSet::new(),
            hasher: RandomState::new(),
            repeated: 0,
        };
        let count = round.hand_on(&request)?;
        round.ended = round.ends(size, count);
        if !round.ended {
            round.remember()?;
            round.rest(size, count).await?;
        }
        Ok(round)
    }

    /// Everything behind the first page, which was asked for `size` entries and had `count`.
    async fn rest(&mut self, size: Option<u64>, count: u64) -> Result<()> {
        let capped = size.is_none_or(|size| count < size);
        // Where the total is known, this is what the tenant gives at once. Without one, shorter pages tell nothing.
        let step = match (self.totals, size) {
            (None, Some(size)) => size,
            _ if capped => count,
            (_, size) => size.unwrap_or(count),
        };
        if let Some((total, _)) = self.totals {
            self.side_by_side(step, total).await?;
        }
        self.one_by_one(step).await
    }

    /// The pages up to the total, several at a time, and the one behind it if the last of them may be full.
    async fn side_by_side(&mut self, step: u64, total: u64) -> Result<()> {
        let reading = self.reading;
        let end = reading.range.end().min(total);
        let last = total.min(reading.range.end().saturating_sub(1));
        let offsets = std::iter::successors(Some(self.position), |offset| offset.checked_add(step))
            .take_while(|&offset| offset <= last);
        // By division: a total may claim anything.
        let requests = last.checked_sub(self.position).map_or(0, |rest| rest / step + 1);
        let requests = usize::try_from(requests).unwrap_or(usize::MAX);
        let expected = reading.transport.expected.more(requests);
        let mut responses = stream::iter(offsets)
            .map(|offset| async move {
                let size = reading.size(offset, Some(step));
                let counted = offset.saturating_add(step) >= end;
                let request = reading.request(offset, size, counted);
                (offset, size, reading.transport.send(&request).await, request)
            })
            .buffered(IN_FLIGHT);
        while let Some((offset, size, response, request)) = responses.next().await {
            let response = response?;
            expected.advance();
            while self.position < offset && !self.ended {
                let gap = Some(offset - self.position);
                self.next(gap).await?;
            }
            if self.ended {
                break;
            }
            self.take(&request, size, response)?;
        }
        Ok(())
    }

    /// Page after page, until one shows that the list has ended.
    async fn one_by_one(&mut self, step: u64) -> Result<()> {
        let most = self.position.saturating_add(MAX_UNCOUNTED);
        let mut requests = 0;
        while !self.ended {
            if self.position > most || requests == MAX_UNCOUNTED_REQUESTS {
                let entries = self.distinct();
                let why = format!("it does not end after {entries} entries");
                return Err(self.reading.incomplete(&why));
            }
            self.next(self.reading.size(self.position, Some(step))).await?;
            requests += 1;
        }
        Ok(())
    }

    /// Asks for the next page.
    async fn next(&mut self, size: Option<u64>) -> Result<()> {
        let request = self.reading.request(self.position, size, true);
        let response = self.reading.transport.send(&request).await?;
        self.take(&request, size, response)
    }

    /// Takes a page other than the first, and judges whether it is the last.
    fn take(&mut self, request: &Request, size: Option<u64>, response: Response) -> Result<()> {
        if let Some(now) = total(&response) {
            self.totals = Some((self.totals.map_or(now, |(first, _)| first), now));
        }
        self.last = response;
        let at = self.position;
        let count = self.hand_on(request)?;
        self.ended = self.ends(size, count);
        let new = self.remember()?;
        // Entries that were inserted before it push a list on; the second reading tells.
        let changed = self.totals.is_some_and(|(first, now)| first != now);
        if count > 0 && new == 0 && !changed {
            let why = format!("its pages repeat, the one at offset {at} has no new entry");
            return Err(self.reading.incomplete(&why));
        }
        if self.position > MAX_ENTRIES {
            let why = format!("it has more than {MAX_ENTRIES} entries");
            return Err(self.reading.incomplete(&why));
        }
        Ok(())
    }

    /// Whether a page that was asked for `size` entries and had `count` is the last one.
    fn ends(&self, size: Option<u64>, count: u64) -> bool {
        let whole = self.totals.is_some_and(|(_, total)| self.position >= total);
        count == 0
            || self.position >= self.reading.range.end()
            || whole && size.is_some_and(|size| count < size)
    }

    fn hand_on(&mut self, request: &Request) -> Result<u64> {
        let count = self.pages.page(&self.last.body).map_err(|error| {
            if error.is_io() {
                return Error::new(Code::Refused, "no room for the list while it is read")
                    .cause(error.to_string());
            }
            let redactor = &self.reading.transport.redactor;
            response_error::undecodable(request, &self.last, &error, "not an array", redactor)
        })?;
        self.position = self.position.saturating_add(count);
        Ok(count)
    }

    /// Notes the entries of the last page, and says how many of them are new.
    fn remember(&mut self) -> Result<u64> {
        let body = &self.last.body;
        let (keys, by_id) = match ids(body) {
            Some(ids) => (ids, true),
            None => (serde_json::from_slice(body).map_err(anyhow::Error::from)?, false),
        };
        let mut new = 0;
        for key in &keys {
            new += u64::from(self.seen.insert(self.hasher.hash_one(key.get())));
        }
        // Entries without an ID may be equal and yet not the same.
        if by_id {
            self.repeated += keys.len() as u64 - new;
        }
        Ok(new)
    }

    fn distinct(&self) -> u64 {
        self.position.saturating_sub(self.reading.range.offset).saturating_sub(self.repeated)
    }

    /// The total, where fewer entries were read than it promises.
    fn missed_total(&self) -> Option<u64> {
        let Range { offset, .. } = self.reading.range;
        let (_, total) = self.totals?;
        let promised = total.min(self.reading.range.end()).saturating_sub(offset);
        (self.distinct() < promised).then_some(total)
    }

    /// Whether the list may have changed while it was read.
    fn has_moved(&self) -> bool {
        self.repeated > 0
            || self.totals.is_some_and(|(first, last)| first != last)
            || self.missed_total().is_some()
    }

    fn end(self) -> End {
        End { last: self.last, total: self.totals.map(|(_, total)| total) }
    }
}

fn total(response: &Response) -> Option<u64> {
    response.header("x-total-count")?.trim().parse().ok()
}

/// The IDs of a page, where every element is an object that has one.
fn ids(page: &[u8]) -> Option<Vec<&RawValue>> {
    #[derive(Deserialize)]
    struct Identified<'a> {
        #[serde(borrow)]
        id: &'a RawValue,
    }
    let objects: Vec<Identified<'_>> = serde_json::from_slice(page).ok()?;
    Some(objects.into_iter().map(|object| object.id).collect())
}
