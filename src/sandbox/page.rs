//! The parameters that every collection takes: `limit`, `offset`, `count`.

use super::reply::{Refused, Reply};
use super::request::Request;

/// Which part of a collection is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) limit: i64,
    pub(super) offset: i64,
    /// Whether `X-Total-Count` is wanted.
    count: bool,
    total: TotalCount,
}

/// The largest limit of most collections, and the default.
const MAX_LIMIT: i64 = 250;

/// How a server's pages and totals differ from what was asked for. The default: not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Paging {
    /// Objects on a page, however many are asked for.
    pub cap: Option<u32>,
    /// What is sent as `X-Total-Count`.
    pub total: TotalCount,
}

/// What a server sends as `X-Total-Count` where it is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TotalCount {
    /// The number of objects.
    #[default]
    Exact,
    /// Nothing.
    Omitted,
    /// A number that is wrong by so much.
    Off(i64),
}

impl Page {
    /// Reads the parameters; a 400 where one is out of its range.
    pub(super) fn of(request: &Request, paging: Paging) -> Result<Self, Refused> {
        Self::up_to(MAX_LIMIT, request, paging)
    }

    /// Reads the parameters of a collection with a largest limit of its own, which is also the default.
    pub(super) fn up_to(most: i64, request: &Request, paging: Paging) -> Result<Self, Refused> {
        let limit = number(request, "limit", most, most)?;
        let limit = paging.cap.map_or(limit, |cap| limit.min(i64::from(cap)));
        let offset = number(request, "offset", 0, i64::from(i32::MAX))?;
        // The vendor's PowerShell module sends `True`, as .NET spells it.
        let count = match request.parameter("count") {
            None => false,
            Some(text) if text.eq_ignore_ascii_case("false") => false,
            Some(text) if text.eq_ignore_ascii_case("true") => true,
            Some(other) => return Err(out_of_range("count", &other, "true or false")),
        };
        Ok(Self { limit, offset, count, total: paging.total })
    }

    /// The total to send: what `count` finds, changed as the server's settings say; `None` where none is sent.
    pub(super) fn total<E>(self, count: impl FnOnce() -> Result<i64, E>) -> Result<Option<i64>, E> {
        match self.total {
            _ if !self.count => Ok(None),
            TotalCount::Omitted => Ok(None),
            TotalCount::Exact => count().map(Some),
            TotalCount::Off(by) => count().map(|total| Some(total.saturating_add(by).max(0))),
        }
    }

    /// A page as a reply: the objects' JSON texts, and the total where there is one.
    pub(super) fn reply(objects: &[String], total: Option<i64>) -> Reply {
        let reply = Reply::json(200, format!("[{}]", objects.join(",")));
        match total {
            Some(total) => reply.with("X-Total-Count", total.to_string()),
            None => reply,
        }
    }
}

fn number(request: &Request, name: &str, default: i64, max: i64) -> Result<i64, Refused> {
    let Some(text) = request.parameter(name) else { return Ok(default) };
    let number = text.parse().ok().filter(|number| (0..=max).contains(number));
    number.ok_or_else(|| out_of_range(name, &text, &format!("an integer from 0 to {max}")))
}

fn out_of_range(name: &str, value: &str, range: &str) -> Refused {
    Refused::illegal(format!("The value \"{value}\" of parameter \"{name}\" must be {range}."))
}

#[cfg(test)]
mod tests {
    use super::super::testing::get;
    use super::*;

    fn page(query: &str) -> Option<Page> {
        Page::of(&get(&format!("/v3/sources?{query}")), Paging::default()).ok()
    }

    #[test]
    fn parameters_have_ranges_and_defaults() {
        let expected =
            |limit, offset, count| Some(Page { limit, offset, count, total: TotalCount::Exact });
        assert_eq!(page(""), expected(250, 0, false));
        assert_eq!(page("limit=0&offset=7&count=true"), expected(0, 7, true));
        for (text, count) in [("true", true), ("True", true), ("False", false)] {
            assert_eq!(
                page(&format!("count={text}")).map(|page| page.count),
                Some(count),
                "{text}"
            );
        }
        for wrong in [
            "limit=251",
            "limit=-1",
            "limit=x",
            "limit=",
            "limit=1.5",
            "offset=-1",
            "offset=99999999999",
            "count=1",
            "count=yes",
            "count=",
        ] {
            assert_eq!(page(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_total_is_sent_where_it_was_asked_for() {
        let sent = |query: &str, total: TotalCount| {
            let paging = Paging { cap: Some(2), total };
            let page = Page::of(&get(&format!("/v3/sources?{query}")), paging).unwrap();
            assert_eq!(page.limit, 2);
            let total = page.total(|| Ok::<_, Refused>(9)).unwrap();
            Page::reply(&["1".into(), "2".into()], total)
        };
        let reply = sent("count=true", TotalCount::Exact);
        assert_eq!(
            (reply.body.as_str(), reply.headers),
            ("[1,2]", vec![("X-Total-Count", "9".into())])
        );
        assert!(sent("", TotalCount::Exact).headers.is_empty());
        assert!(sent("count=true", TotalCount::Omitted).headers.is_empty());
        for (by, total) in [(-4, "5"), (7, "16"), (-10, "0")] {
            let headers = sent("count=true", TotalCount::Off(by)).headers;
            assert_eq!(headers, [("X-Total-Count", total.to_owned())]);
        }
    }
}
