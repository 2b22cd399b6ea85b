//! The parameters that every collection takes: `limit`, `offset`, `count`.

use super::reply::{Refused, Reply};
use super::request::Request;

/// Which part of a collection is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    pub(super) limit: i64,
    pub(super) offset: i64,
    /// Whether `X-Total-Count` is wanted.
    pub(super) count: bool,
}

const MAX_LIMIT: i64 = 250;

impl Page {
    /// Reads the parameters; a 400 where one is out of its range.
    pub(super) fn of(request: &Request) -> Result<Self, Refused> {
        let limit = number(request, "limit", MAX_LIMIT, MAX_LIMIT)?;
        let offset = number(request, "offset", 0, i64::from(i32::MAX))?;
        // The vendor's PowerShell module sends `True`, as .NET spells it.
        let count = match request.parameter("count") {
            None => false,
            Some(text) if text.eq_ignore_ascii_case("false") => false,
            Some(text) if text.eq_ignore_ascii_case("true") => true,
            Some(other) => return Err(out_of_range("count", &other, "true or false")),
        };
        Ok(Self { limit, offset, count })
    }

    /// The page as a reply: the objects' JSON texts, and the total where it was asked for.
    pub(super) fn reply(self, objects: &[String], total: Option<i64>) -> Reply {
        let reply = Reply::json(200, format!("[{}]", objects.join(",")));
        match total {
            Some(total) if self.count => reply.with("X-Total-Count", total.to_string()),
            _ => reply,
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
        Page::of(&get(&format!("/v3/sources?{query}"))).ok()
    }

    #[test]
    fn parameters_have_ranges_and_defaults() {
        assert_eq!(page(""), Some(Page { limit: 250, offset: 0, count: false }));
        assert_eq!(
            page("limit=0&offset=7&count=true"),
            Some(Page { limit: 0, offset: 7, count: true })
        );
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
        let page = Page { limit: 1, offset: 0, count: true };
        let reply = page.reply(&["1".into(), "2".into()], Some(9));
        assert_eq!(
            (reply.body.as_str(), reply.headers),
            ("[1,2]", vec![("X-Total-Count", "9".into())])
        );
        assert!(Page { count: false, ..page }.reply(&[], Some(9)).headers.is_empty());
    }
}
