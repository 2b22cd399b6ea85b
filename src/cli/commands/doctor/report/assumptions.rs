//! What this program assumes of a tenant, each held against what the tenant answered.
//!
//! Longer than most files here: one table, and one small function for each of its lines. Nothing that is said here
//! names anything of the tenant: counts, statuses, names of fields, and shapes of values.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde_json::Value;

use super::facts::{Answer, Facts, PAGE, Read, objects};
use crate::api;
use crate::model::Object;

/// How an assumption fared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Holds(String),
    Differs(String),
    NotTested(String),
}

use Verdict::{Differs, Holds, NotTested};

impl Verdict {
    pub const fn word(&self) -> &'static str {
        match self {
            Holds(_) => "holds",
            Differs(_) => "differs",
            NotTested(_) => "not tested",
        }
    }

    pub fn detail(&self) -> &str {
        match self {
            Holds(detail) | Differs(detail) | NotTested(detail) => detail,
        }
    }
}

/// The judgement of one assumption; an error is one that cannot be tested.
type Judge = fn(&Facts) -> Result<Verdict, Verdict>;

/// The assumptions that reads can test.
const TESTED: [(&str, Judge); 28] = [
    ("`/oauth/info` names the addresses for sign-in", oauth_info),
    ("the access token names user, level and scopes", token_claims),
    ("the client is among the user's personal access tokens", own_token),
    ("answers carry the tenant's time", date_header),
    ("the path style in use is not deprecated", deprecated),
    ("a page of 250 entries may be asked for", page_size),
    ("a page of 251 entries is refused", page_limit),
    ("pages are not capped below what is asked for", page_cap),
    ("`limit` limits a page", limit),
    ("`offset` leaves entries out, in a stable order", offset),
    ("`count=true` gives X-Total-Count", total),
    ("behind the last entry, a page is empty", end_of_list),
    ("sync groups are listed in the order of their creation", order),
    ("IDs of sync groups are UUIDs or 32 hexadecimal digits", group_ids),
    ("a sync group has name, passwordPolicyId and sourceIds", group_fields),
    ("times of sync groups are RFC 3339", group_dates),
    ("names of sync groups are unique", group_names),
    ("a sync group has two sources or more", group_sizes),
    ("a source is in one sync group at most", one_group_per_source),
    ("an unknown sync group is a 404", unknown_group),
    ("an error has detailCode, trackingId and messages", error_body),
    ("answers carry SLPT-Request-ID", request_id),
    ("password policies list their sources in sourceIds", policy_sources),
    ("times of password policies are RFC 3339 or milliseconds", policy_dates),
    ("the sources of a sync group have its policy", assigned_policies),
    ("policies of a source are told, with selectors for exceptions", source_policies),
    ("the filter finds direct-connect sources with passwords", source_filter),
    ("applications name their source", apps),
];

/// What only a write, or somebody's password, would tell.
const UNTESTED: [&str; 8] = [
    "creating a sync group answers 200, deleting one 204",
    "a name that is taken, and a source of another group, are refused with 400",
    "`id`, `created` and `modified` of a body are ignored",
    "an update replaces the whole object, and unknown fields survive it",
    "creating or updating a group assigns its policy to its sources",
    "a client without a user gets 403 for a write",
    "an unknown user or source of a password is a 400",
    "changing a password answers 202 and can be followed",
];

/// Every assumption with its verdict.
pub fn judge(facts: &Facts) -> Vec<(String, Verdict)> {
    let tested = TESTED.iter().map(|(name, judge)| {
        ((*name).to_owned(), judge(facts).unwrap_or_else(|untested| untested))
    });
    let styles = facts.styles.iter().map(|(style, read)| {
        let verdict = answer(read).map_or_else(|untested| untested, style_answers);
        (format!("the path style {style} answers"), verdict)
    });
    let untested =
        UNTESTED.iter().map(|name| ((*name).to_owned(), NotTested("it takes a write".to_owned())));
    tested.chain(styles).chain(untested).collect()
}

/// Every assumption where nothing could be asked.
pub fn untested() -> Vec<(String, Verdict)> {
    let names = TESTED.iter().map(|(name, _)| *name).chain(UNTESTED);
    let reason = || NotTested("the tenant was not reached".to_owned());
    names.map(|name| (name.to_owned(), reason())).collect()
}

/// The answer to a read, whatever it is.
fn answer(read: &Read) -> Result<&Answer, Verdict> {
    read.as_ref().map_err(|word| NotTested(format!("no answer: {word}")))
}

/// The answer where it is a success.
fn success(read: &Read) -> Result<&Answer, Verdict> {
    let answer = answer(read)?;
    match answer.status {
        200 => Ok(answer),
        status => Err(NotTested(format!("status {status}"))),
    }
}

/// The entries of a list that was read.
fn entries(read: &Read) -> Result<Vec<&Object>, Verdict> {
    objects(&success(read)?.body).ok_or_else(|| NotTested("the answer is no array".to_owned()))
}

/// The entries where there are some.
fn some(read: &Read) -> Result<Vec<&Object>, Verdict> {
    let entries = entries(read)?;
    if entries.is_empty() { Err(NotTested("the list is empty".to_owned())) } else { Ok(entries) }
}

fn when(good: bool, holds: impl Into<String>, differs: impl Into<String>) -> Verdict {
    if good { Holds(holds.into()) } else { Differs(differs.into()) }
}

/// `0 of 7` where all are as they should be.
fn none_of(wrong: usize, all: usize, what: &str) -> Verdict {
    when(wrong == 0, format!("{all} looked at"), format!("{wrong} of {all} {what}"))
}

fn text<'a>(object: &'a Object, key: &str) -> Option<&'a str> {
    object.get(key)?.as_str()
}

fn texts<'a>(object: &'a Object, key: &str) -> Option<Vec<&'a str>> {
    object.get(key)?.as_array()?.iter().map(Value::as_str).collect()
}

/// A value without what it says: digits become 0, letters a.
fn shape(value: &Value) -> String {
    let letter = |c: char| match c {
        '0'..='9' => '0',
        'T' | 'Z' => c,
        c if c.is_alphabetic() => 'a',
        c => c,
    };
    match value {
        Value::String(text) => text.chars().take(40).map(letter).collect(),
        Value::Number(_) => "a number".to_owned(),
        Value::Bool(_) => "true or false".to_owned(),
        Value::Null => "null".to_owned(),
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

fn is_time(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.parse::<Timestamp>().is_ok())
}

fn oauth_info(facts: &Facts) -> Result<Verdict, Verdict> {
    let body = &success(&facts.info)?.body;
    let missing: Vec<&str> = ["tenantId", "authorizeEndpoint", "tokenEndpoint"]
        .into_iter()
        .filter(|key| !body[*key].is_string())
        .collect();
    Ok(when(missing.is_empty(), "", format!("without {}", missing.join(", "))))
}

fn token_claims(facts: &Facts) -> Result<Verdict, Verdict> {
    let claims = facts.token.claims.as_ref();
    let claims = claims.ok_or_else(|| Differs("the token is no JWT".to_owned()))?;
    let mut missing = Vec::new();
    if text(claims, "user_name").is_none() {
        missing.push("user_name");
    }
    if api::levels(claims).is_none() {
        missing.push("authorities");
    }
    if api::scopes(claims).is_none() {
        missing.push("scope in words");
    }
    Ok(when(missing.is_empty(), "", format!("without {}", missing.join(", "))))
}

fn own_token(facts: &Facts) -> Result<Verdict, Verdict> {
    let tokens = entries(&facts.tokens)?;
    let Some(id) = &facts.client_id else {
        return Err(NotTested("the token names no client".to_owned()));
    };
    let Some(own) = tokens.iter().find(|token| text(token, "id") == Some(id)) else {
        return Ok(Differs(format!("not among {}", tokens.len())));
    };
    let end = own.get("expirationDate").unwrap_or(&Value::Null);
    Ok(when(end.is_null() || is_time(end), "", format!("expirationDate is {}", shape(end))))
}

fn date_header(facts: &Facts) -> Result<Verdict, Verdict> {
    let date = answer(&facts.groups)?.header("date");
    let good = date.is_some_and(|date| jiff::fmt::rfc2822::parse(date).is_ok());
    Ok(when(good, "", if date.is_some() { "Date is no time" } else { "no header Date" }))
}

fn deprecated(facts: &Facts) -> Result<Verdict, Verdict> {
    let header = answer(&facts.groups)?.header("x-deprecated").filter(|value| *value != "false");
    Ok(when(header.is_none(), "", format!("{} has X-Deprecated", facts.version)))
}

fn page_size(facts: &Facts) -> Result<Verdict, Verdict> {
    let status = answer(&facts.groups)?.status;
    match status {
        401 | 403 => Err(NotTested(format!("status {status}"))),
        status => Ok(when(status == 200, "", format!("status {status}"))),
    }
}

fn page_limit(facts: &Facts) -> Result<Verdict, Verdict> {
    let answer = answer(&facts.too_many_groups)?;
    match answer.status {
        400 => Ok(Holds(String::new())),
        200 => {
            let count = answer.body.as_array().map_or(0, Vec::len);
            Ok(Differs(format!("status 200, {count} entries")))
        }
        status => Err(NotTested(format!("status {status}"))),
    }
}

/// A list that has more entries than its first page, which is not full, is capped.
fn page_cap(facts: &Facts) -> Result<Verdict, Verdict> {
    let lists = [&facts.groups, &facts.policies, &facts.sources, &facts.apps];
    let mut seen = 0;
    for answer in lists.into_iter().filter_map(|read| success(read).ok()) {
        let (Some(page), Some(total)) = (answer.body.as_array().map(Vec::len), answer.total())
        else {
            continue;
        };
        if page < PAGE && total > page as u64 {
            return Ok(Differs(format!("a page has {page} of {total} entries")));
        }
        seen = seen.max(page);
    }
    match seen {
        0..=50 => Err(NotTested(format!("the longest page has {seen} entries"))),
        seen => Ok(Holds(format!("a page has {seen} entries"))),
    }
}

fn limit(facts: &Facts) -> Result<Verdict, Verdict> {
    let count = entries(&facts.one_group)?.len();
    Ok(when(count <= 1, "", format!("limit=1 gives {count} entries")))
}

fn offset(facts: &Facts) -> Result<Verdict, Verdict> {
    let (all, second) = (entries(&facts.groups)?, entries(&facts.second_group)?);
    let Some(expected) = all.get(1) else {
        return Err(NotTested("fewer than two sync groups".to_owned()));
    };
    let same = second.first().is_some_and(|group| text(group, "id") == text(expected, "id"));
    Ok(when(same, "", "offset=1 does not begin with the second entry"))
}

fn total(facts: &Facts) -> Result<Verdict, Verdict> {
    let count = entries(&facts.groups)?.len() as u64;
    Ok(match success(&facts.groups)?.total() {
        None => Differs("no number in X-Total-Count".to_owned()),
        Some(total) => {
            let good = total == count || total > count && count > 0;
            when(good, format!("{total}"), format!("{total} for {count} entries"))
        }
    })
}

fn end_of_list(facts: &Facts) -> Result<Verdict, Verdict> {
    if success(&facts.groups)?.total().is_none() {
        return Err(NotTested("the total is not known".to_owned()));
    }
    let answer = answer(&facts.beyond_groups)?;
    let empty = answer.status == 200 && answer.body.as_array().is_some_and(Vec::is_empty);
    let count = answer.body.as_array().map_or(0, Vec::len);
    Ok(when(empty, "", format!("status {}, {count} entries", answer.status)))
}

fn order(facts: &Facts) -> Result<Verdict, Verdict> {
    let groups = entries(&facts.groups)?;
    let created = groups.iter().map(|group| text(group, "created")?.parse::<Timestamp>().ok());
    let created: Vec<Timestamp> = created.flatten().collect();
    if created.len() < 2 {
        return Err(NotTested("fewer than two creation times".to_owned()));
    }
    Ok(when(created.is_sorted(), "", "another order"))
}

fn group_ids(facts: &Facts) -> Result<Verdict, Verdict> {
    let groups = some(&facts.groups)?;
    let good = |id: &str| uuid::Uuid::parse_str(id).is_ok() && matches!(id.len(), 32 | 36);
    let odd = groups.iter().find(|group| !text(group, "id").is_some_and(good));
    let shape = odd.and_then(|group| group.get("id")).map_or("absent".to_owned(), shape);
    Ok(when(odd.is_none(), format!("{} looked at", groups.len()), format!("an ID is {shape}")))
}

fn group_fields(facts: &Facts) -> Result<Verdict, Verdict> {
    const KNOWN: [&str; 6] = ["id", "name", "passwordPolicyId", "sourceIds", "created", "modified"];
    let groups = some(&facts.groups)?;
    for group in &groups {
        let whole = text(group, "name").is_some()
            && text(group, "passwordPolicyId").is_some()
            && texts(group, "sourceIds").is_some();
        if !whole {
            let kinds: Vec<String> = ["name", "passwordPolicyId", "sourceIds"]
                .into_iter()
                .filter(|key| match *key {
                    "sourceIds" => texts(group, key).is_none(),
                    key => text(group, key).is_none(),
                })
                .map(|key| format!("{key} is {}", shape(group.get(key).unwrap_or(&Value::Null))))
                .collect();
            return Ok(Differs(kinds.join(", ")));
        }
    }
    let keys: BTreeSet<&String> = groups.iter().flat_map(|group| group.keys()).collect();
    let more: Vec<&str> =
        keys.into_iter().map(String::as_str).filter(|key| !KNOWN.contains(key)).collect();
    let more = if more.is_empty() { String::new() } else { format!("also: {}", more.join(", ")) };
    Ok(Holds(more))
}

fn group_dates(facts: &Facts) -> Result<Verdict, Verdict> {
    let groups = some(&facts.groups)?;
    let values = groups.iter().flat_map(|group| [group.get("created"), group.get("modified")]);
    let odd = values.flatten().find(|value| !value.is_null() && !is_time(value));
    Ok(odd.map_or_else(
        || Holds(String::new()),
        |value| Differs(format!("a time is {}", shape(value))),
    ))
}

fn group_names(facts: &Facts) -> Result<Verdict, Verdict> {
    let groups = some(&facts.groups)?;
    let names: BTreeSet<_> = groups.iter().map(|group| text(group, "name")).collect();
    Ok(none_of(groups.len() - names.len(), groups.len(), "have the name of another"))
}

fn group_sizes(facts: &Facts) -> Result<Verdict, Verdict> {
    let groups = some(&facts.groups)?;
    let small = |group: &&&Object| texts(group, "sourceIds").is_none_or(|ids| ids.len() < 2);
    Ok(none_of(groups.iter().filter(small).count(), groups.len(), "have fewer"))
}

fn one_group_per_source(facts: &Facts) -> Result<Verdict, Verdict> {
    let groups = some(&facts.groups)?;
    let mut counts = BTreeMap::<&str, usize>::new();
    for id in groups.iter().filter_map(|group| texts(group, "sourceIds")).flatten() {
        *counts.entry(id).or_default() += 1;
    }
    let several = counts.values().filter(|count| **count > 1).count();
    Ok(none_of(several, counts.len(), "are in several"))
}

fn unknown_group(facts: &Facts) -> Result<Verdict, Verdict> {
    let status = answer(&facts.unknown_group)?.status;
    match status {
        401 | 403 => Err(NotTested(format!("status {status}"))),
        status => Ok(when(status == 404, "", format!("status {status}"))),
    }
}

fn error_body(facts: &Facts) -> Result<Verdict, Verdict> {
    let answer = answer(&facts.unknown_group)?;
    if answer.status < 400 {
        return Err(NotTested("there was no error".to_owned()));
    }
    let body = &answer.body;
    let mut missing = Vec::new();
    for (key, good) in [
        ("detailCode", body["detailCode"].is_string()),
        ("trackingId", body["trackingId"].is_string()),
        ("messages", body["messages"].is_array()),
    ] {
        if !good {
            missing.push(key);
        }
    }
    Ok(when(missing.is_empty(), "", format!("without {}", missing.join(", "))))
}

fn request_id(facts: &Facts) -> Result<Verdict, Verdict> {
    let header = answer(&facts.groups)?.header("slpt-request-id");
    Ok(when(header.is_some(), "", "no such header"))
}

fn policy_sources(facts: &Facts) -> Result<Verdict, Verdict> {
    let policies = some(&facts.policies)?;
    let without = policies.iter().filter(|policy| texts(policy, "sourceIds").is_none()).count();
    Ok(none_of(without, policies.len(), "have no sourceIds"))
}

fn policy_dates(facts: &Facts) -> Result<Verdict, Verdict> {
    let policies = some(&facts.policies)?;
    let values =
        policies.iter().flat_map(|policy| [policy.get("dateCreated"), policy.get("lastUpdated")]);
    let values: Vec<&Value> = values.flatten().filter(|value| !value.is_null()).collect();
    let odd = values.iter().find(|value| !is_time(value) && value.as_i64().is_none());
    let shapes: BTreeSet<String> = values.iter().map(|value| shape(value)).collect();
    let shapes = shapes.into_iter().collect::<Vec<_>>().join(", ");
    Ok(when(odd.is_none(), shapes.clone(), shapes))
}

/// The policy of each group with the sources that have it, by `sourceIds` of the policies.
fn assigned_policies(facts: &Facts) -> Result<Verdict, Verdict> {
    let (groups, policies) = (some(&facts.groups)?, some(&facts.policies)?);
    let sources: BTreeMap<&str, Vec<&str>> = policies
        .iter()
        .filter_map(|policy| Some((text(policy, "id")?, texts(policy, "sourceIds")?)))
        .collect();
    let (mut all, mut without) = (0, 0);
    for group in &groups {
        let Some(policy) = text(group, "passwordPolicyId").and_then(|id| sources.get(id)) else {
            continue;
        };
        for id in texts(group, "sourceIds").into_iter().flatten() {
            all += 1;
            without += usize::from(!policy.contains(&id));
        }
    }
    if all == 0 {
        return Err(NotTested("no policy of a sync group lists its sources".to_owned()));
    }
    Ok(none_of(without, all, "do not have it"))
}

fn source_policies(facts: &Facts) -> Result<Verdict, Verdict> {
    let answer = answer(&facts.source_policies)?;
    match answer.status {
        200 => {}
        401 | 403 => return Err(NotTested(format!("status {}", answer.status))),
        status => return Ok(Differs(format!("status {status}"))),
    }
    let Some(entries) = objects(&answer.body) else {
        return Ok(Differs("the answer is no array".to_owned()));
    };
    let good = |entry: &&Object| {
        let selectors =
            entry.get("selectors").is_none_or(|value| value.is_null() || value.is_object());
        text(entry, "policyId").is_some() && selectors
    };
    let odd = entries.iter().filter(|entry| !good(entry)).count();
    Ok(none_of(odd, entries.len(), "are of another shape"))
}

fn source_filter(facts: &Facts) -> Result<Verdict, Verdict> {
    let all = some(&facts.sources)?;
    if success(&facts.sources)?.total().is_some_and(|total| total > all.len() as u64) {
        return Err(NotTested("the sources are more than a page".to_owned()));
    }
    let found: BTreeSet<_> =
        entries(&facts.filtered_sources)?.iter().map(|source| text(source, "id")).collect();
    let suits = |source: &&&Object| {
        text(source, "connectionType") == Some("direct")
            && texts(source, "features").is_some_and(|features| features.contains(&"PASSWORD"))
    };
    let expected: BTreeSet<_> = all.iter().filter(suits).map(|source| text(source, "id")).collect();
    let detail = format!("{} found, {} expected", found.len(), expected.len());
    Ok(when(found == expected, detail.clone(), detail))
}

fn apps(facts: &Facts) -> Result<Verdict, Verdict> {
    let apps = some(&facts.apps)?;
    let odd = |app: &&&Object| {
        !app.get("accountSource").is_none_or(|source| source.is_null() || source["id"].is_string())
    };
    Ok(none_of(apps.iter().filter(odd).count(), apps.len(), "name it in another way"))
}

fn style_answers(answer: &Answer) -> Verdict {
    match answer.status {
        200 => Holds(String::new()),
        401 | 403 => NotTested(format!("status {}", answer.status)),
        status => Differs(format!("status {status}")),
    }
}
