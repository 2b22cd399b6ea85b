//! Lists longer than a page: the total asked once, pages side by side, handed on in their order.

use futures_util::{StreamExt as _, stream};
use serde::de::DeserializeOwned;

use super::call::{Answer, Call};
use super::path::Route;
use super::reply;
use super::wire::Wire;
use crate::error::{Code, Error, Result};

/// The largest page that the API gives.
pub(crate) const PAGE: u64 = 250;

/// Pages under way at the same time.
const IN_FLIGHT: usize = 8;

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

    /// How many to ask for from here.
    fn size(self, offset: u64) -> u64 {
        PAGE.min(self.end().saturating_sub(offset))
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
    pub(crate) wire: &'a Wire,
    pub(crate) route: Route,
    pub(crate) range: Range,
    pub(crate) wants_total: bool,
}

/// How a reading ended.
pub(crate) struct End {
    /// The last page.
    pub(crate) last: Answer,
    /// How many elements the tenant has, where it was asked.
    pub(crate) total: Option<u64>,
    moved: bool,
}

impl Reading<'_> {
    /// Reads every page. A page that fails fails all; a list that changed meanwhile is read once more.
    pub(crate) async fn read(&self, pages: &mut impl Pages) -> Result<End> {
        let end = self.round(pages).await?;
        if !end.moved {
            return Ok(end);
        }
        pages.restart();
        let end = self.round(pages).await?;
        if end.moved {
            let path = self.route.path();
            self.wire.settings.trace.warn(&format!(
                "`{path}` changed while it was read, twice; entries may be missing"
            ));
        }
        Ok(end)
    }

    async fn round(&self, pages: &mut impl Pages) -> Result<End> {
        let Range { offset, .. } = self.range;
        let size = self.range.size(offset);
        let has_more = self.range.end() > offset.saturating_add(size);
        let (first, count) = self.page(offset, size, has_more || self.wants_total, pages).await?;
        let total = total(&first);
        if count < size || !has_more {
            return Ok(End { last: first, total, moved: false });
        }
        match total {
            Some(total) => self.side_by_side(first, total, pages).await,
            None => self.one_by_one(first, pages).await,
        }
    }

    async fn side_by_side(&self, first: Answer, total: u64, pages: &mut impl Pages) -> Result<End> {
        let start = self.range.offset;
        let end = self.range.end().min(total);
        let mut count = PAGE;
        let mut last = first;
        let rest = (start.saturating_add(PAGE)..end).step_by(usize::try_from(PAGE).unwrap_or(1));
        let mut answers = stream::iter(rest)
            .map(|offset| async move {
                let call = self.call(offset, self.range.size(offset), offset + PAGE >= end);
                (self.wire.send(&call).await, call)
            })
            .buffered(IN_FLIGHT);
        while let Some((answer, call)) = answers.next().await {
            last = answer?;
            count += self.take(&call, &last, pages)?;
        }
        let moved = count != end - start || self::total(&last).is_some_and(|now| now != total);
        let total = self::total(&last).or(Some(total));
        Ok(End { last, total, moved })
    }

    /// For a tenant that does not say its total: until a page is short.
    async fn one_by_one(&self, first: Answer, pages: &mut impl Pages) -> Result<End> {
        let mut last = first;
        let mut offset = self.range.offset.saturating_add(PAGE);
        loop {
            let size = self.range.size(offset);
            if size == 0 {
                break;
            }
            let count;
            (last, count) = self.page(offset, size, false, pages).await?;
            if count < size {
                break;
            }
            offset = offset.saturating_add(size);
        }
        Ok(End { last, total: None, moved: false })
    }

    async fn page(
        &self,
        offset: u64,
        size: u64,
        counted: bool,
        pages: &mut impl Pages,
    ) -> Result<(Answer, u64)> {
        let call = self.call(offset, size, counted);
        let answer = self.wire.send(&call).await?;
        let count = self.take(&call, &answer, pages)?;
        Ok((answer, count))
    }

    fn take(&self, call: &Call, answer: &Answer, pages: &mut impl Pages) -> Result<u64> {
        pages.page(&answer.body).map_err(|error| {
            if error.is_io() {
                return Error::new(Code::Refused, "no room for the list while it is read")
                    .cause(error.to_string());
            }
            reply::nonsense(call, answer, Code::Refused, "not the array that the API documents")
                .cause(self.wire.redactor.text(&error.to_string()))
        })
    }

    fn call(&self, offset: u64, size: u64, counted: bool) -> Call {
        let mut route = self.route.clone().with("limit", &size.to_string());
        if offset > 0 {
            route = route.with("offset", &offset.to_string());
        }
        if counted {
            route = route.with("count", "true");
        }
        Call::get(route)
    }
}

fn total(answer: &Answer) -> Option<u64> {
    answer.header("x-total-count")?.trim().parse().ok()
}
