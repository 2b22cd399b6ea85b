//! What `--deny` and `deny` of the profile refuse (exit 7), before anything is sent.
//!
//! A profile's `deny` holds for every command; `--deny` can only add to it.

use std::collections::{BTreeSet, HashSet};

use crate::app::change::Change;
use crate::app::check::judgement::{self, Judgement};
use crate::app::check::rule_facts;
use crate::app::check::warnings::Warning;
use crate::app::session::context::Context;
use crate::error::{Code, Error, ErrorKind, Result};
use crate::profile::Deny;
use crate::rules::impact::Impact;
use crate::rules::{self, Finding, Rule, Severity};

/// How many causes an error names.
const NAMED: usize = 10;

/// The warning where policies cannot be compared.
pub const UNKNOWN: &str =
    "policies could not be read, so it is not known whether a source gets a weaker one";

/// What of the denied kinds was found, in sentences.
type Found = Vec<(Deny, Vec<String>)>;

/// Refuses changes that do what is denied; `more` are kinds that one request names for itself. Where policies could not
/// be read, nobody knows that none becomes weaker.
pub fn check(
    ctx: &Context,
    more: &BTreeSet<Deny>,
    impact: &Impact,
    warnings: &[Warning],
) -> Result<()> {
    let denied: BTreeSet<Deny> = ctx.denied()?.union(more).copied().collect();
    let found = |kind| match kind {
        Deny::WeakerPolicy => weaker(impact),
        Deny::SourceLeaves => leaving(impact),
        Deny::Warnings => {
            let texts = warnings.iter().map(|warning| warning.text.clone());
            texts.chain(weaker(impact)).collect()
        }
    };
    refuse(ctx, denied.into_iter().map(|kind| (kind, found(kind))).collect())
}

/// Refuses a change that is not judged otherwise, such as a request that somebody wrote. Asks for nothing where nothing
/// is denied.
pub async fn check_change(ctx: &Context, change: &Change) -> Result<()> {
    if ctx.denied()?.is_empty() {
        return Ok(());
    }
    let groups: Vec<_> = change.groups().collect();
    let others = change.affects_other_groups();
    let known = Box::pin(rule_facts::known(ctx, &groups, others)).await?;
    let mut judged = Judgement::of(change.before(), change.wanted(), &known);
    let impact = Impact::of([std::mem::take(&mut judged.consequences)]);
    check(ctx, &BTreeSet::new(), &impact, &judgement::warnings(&[judged]))
}

/// Refuses findings of `check`; `impact` is what the groups of a file would do to those of the tenant.
pub fn check_findings(ctx: &Context, findings: &[Finding], impact: &Impact) -> Result<()> {
    let messages = |meant: &dyn Fn(&Finding) -> bool| -> Vec<String> {
        let meant = findings.iter().filter(|finding| meant(finding));
        meant.map(|finding| finding.message.clone()).collect()
    };
    let found = |kind| match kind {
        Deny::WeakerPolicy => messages(&|finding| {
            let what = finding.object.name.as_str();
            let unread =
                finding.rule == Rule::Unreadable && [rules::POLICIES, "sources"].contains(&what);
            finding.rule == Rule::StricterPolicy || unread
        }),
        Deny::SourceLeaves => leaving(impact),
        Deny::Warnings => messages(&|finding| finding.severity == Severity::Warning),
    };
    refuse(ctx, ctx.denied()?.into_iter().map(|kind| (kind, found(kind))).collect())
}

fn weaker(impact: &Impact) -> Vec<String> {
    let pairs = impact.weaker().into_iter().map(|weaker| weaker.brief());
    let unknown = impact.policies_unknown.then(|| UNKNOWN.to_owned());
    pairs.chain(unknown).collect()
}

fn leaving(impact: &Impact) -> Vec<String> {
    let leaving = impact.leaving().into_iter();
    leaving.map(|each| format!("`{}`: {}", each.group.name, each.message)).collect()
}

/// The error of what was found, with where it is denied.
fn refuse(ctx: &Context, found: Found) -> Result<()> {
    let found: Found = found.into_iter().filter(|(_, causes)| !causes.is_empty()).collect();
    if found.is_empty() {
        return Ok(());
    }
    let tenant = ctx.tenant()?;
    let (of_profile, typed): (Vec<Deny>, Vec<Deny>) =
        found.iter().map(|(kind, _)| *kind).partition(|kind| tenant.deny.value.contains(kind));
    let listed = |kinds: &[Deny]| kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>();
    let mut by = Vec::new();
    if !typed.is_empty() {
        by.push(format!("`--deny {}`", listed(&typed).join(",")));
    }
    if !of_profile.is_empty() {
        let name = &tenant.name;
        by.push(format!("`deny` of profile `{name}` ({})", listed(&of_profile).join(", ")));
    }
    let message = format!("refused by {}", by.join(" and "));
    let mut seen = HashSet::new();
    let causes = found.into_iter().flat_map(|(_, causes)| causes);
    let causes: Vec<String> = causes.filter(|cause| seen.insert(cause.clone())).collect();
    let more = causes.len().saturating_sub(NAMED);
    let error = Error::new(Code::Prerequisites, message).kind(ErrorKind::Denied);
    let error = causes.into_iter().take(NAMED).fold(error, Error::cause);
    Err(if more > 0 { error.cause(format!("and {more} more")) } else { error })
}
